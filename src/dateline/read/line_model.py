"""The tuned weights that turn lines into probabilities: a few small convolutions over neighbouring lines.

Each member of the committee is: two dense layers on a line's own numbers, then residual convolutions of width three
with growing gaps, then one logit per line; the members' logits are averaged. training/lines.py makes the files.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from dateline.read.lines import Floats

_ONE_THREAD = 200_000
"""Multiplications that OpenBLAS still does in the calling thread (its bound is 262,144)."""

SCRAPE_WEIGHTS = "scrape_lines.npz"
PAGE_WEIGHTS = "page_lines.npz"


@dataclass(frozen=True, slots=True)
class Dense:
    """A layer `x @ weight + bias`; shapes (inputs, outputs) and (outputs,)."""

    weight: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        return _product(rows, self.weight) + self.bias


@dataclass(frozen=True, slots=True)
class Gapped:
    """A convolution of width three over lines `gap` apart; `weight` is (3, channels, channels)."""

    weight: Floats
    bias: Floats
    gap: int

    def __call__(self, rows: Floats) -> Floats:
        result = _product(rows, self.weight[1]) + self.bias
        if len(rows) > self.gap:
            result[self.gap :] += _product(rows[: -self.gap], self.weight[0])
            result[: -self.gap] += _product(rows[self.gap :], self.weight[2])
        return result


@dataclass(frozen=True, slots=True)
class Member:
    """One network of the committee."""

    first: Dense
    second: Dense
    convolutions: tuple[Gapped, ...]
    last: Dense

    def __call__(self, rows: Floats) -> Floats:
        hidden = _rectified(self.second(_rectified(self.first(rows))))
        for convolution in self.convolutions:
            hidden = hidden + _rectified(convolution(hidden))
        return self.last(hidden)


@dataclass(frozen=True, slots=True)
class LineModel:
    """A committee with the mean and spread that its inputs are brought to."""

    mean: Floats
    spread: Floats
    members: tuple[Member, ...]

    def logits(self, rows: Floats) -> tuple[Floats, Floats]:
        """Return two logits per line: for story (above zero it is more likely than not) and for headline.

        Headline logits are to be compared with one another: a softmax over the lines makes them probabilities.
        """
        if not len(rows):
            return np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.float32)
        scaled = (rows - self.mean) / self.spread
        found: Floats = np.mean([member(scaled) for member in self.members], axis=0, dtype=np.float32)
        return found[:, 0], found[:, 1]


def _product(rows: Floats, weight: Floats) -> Floats:
    """Multiply in pieces so small that the linear algebra library does not wake its threads for them.

    The layers are tiny; waking threads costs more than the work, and much more on a busy machine.
    """
    step = max(1, _ONE_THREAD // weight.size)
    if len(rows) <= step:
        result: Floats = rows @ weight
        return result
    return np.concatenate([rows[at : at + step] @ weight for at in range(0, len(rows), step)])


def _rectified(rows: Floats) -> Floats:
    return np.maximum(rows, 0)


@lru_cache(maxsize=2)
def line_model(name: str) -> LineModel:
    """Load one of the two weight files beside this module."""
    stored = np.load(BytesIO(files("dateline.read").joinpath(name).read_bytes()), allow_pickle=False)
    arrays: dict[str, Floats] = {key: stored[key].astype(np.float32) for key in stored.files}
    gaps = [int(gap) for gap in arrays["gaps"]]
    members = []
    for number in range(int(arrays["members"][0])):
        part = {key.partition("/")[2]: value for key, value in arrays.items() if key.startswith(f"{number}/")}
        convolutions = tuple(
            Gapped(part[f"gapped{i}.weight"], part[f"gapped{i}.bias"], gap) for i, gap in enumerate(gaps)
        )
        first, second, last = (Dense(part[f"{layer}.weight"], part[f"{layer}.bias"]) for layer in _DENSE)
        members.append(Member(first, second, convolutions, last))
    return LineModel(arrays["mean"], arrays["spread"], tuple(members))


_DENSE = ("first", "second", "last")
