"""Tune the line models on open HTML pages: `python training/lines.py DATA`.

Needs torch. DATA is the folder that holds extract/ (training/README.md says where each set comes from in public).
Sites are split by a fixed hash of their name; the held-out part is never seen here except for the closing table.
Only weights on numbers of form are written (see src/dateline/read/lines.py), never words of a page.
"""

from __future__ import annotations

import argparse
import random
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from line_gold import BODY, SETS, UNKNOWN, GoldPage, cover, is_held_out, read_set
from line_scrapes import STYLES, make_scrape
from torch import Tensor, nn

from dateline.read.html import main_passages
from dateline.read.line_model import PAGE_WEIGHTS, SCRAPE_WEIGHTS
from dateline.read.lines import describe
from dateline.read.page_lines import describe_page, lines_of

ROOM = Path(__file__).parents[1] / "src" / "dateline" / "read"
LONGEST = 1500
GAPS = (1, 2, 4, 8)
SILVER_WEIGHT, HEADLINE_WEIGHT = 0.4, 0.1
GOLD_WEIGHT = {"pages": 3.0, "fundus": 1.0, "readability": 1.0}

Array = np.ndarray[Any, Any]


@dataclass(slots=True)
class Sheet:
    """One page or scrape in numbers: rows, gold, and what to aim at (probabilities) with which weight, per line."""

    set: str
    style: str
    rows: Array
    label: Array
    decided: Array
    aim: Array
    weight: Array
    headline: int | None


def sheet(gold: GoldPage, style: str, rows: Array, label: Array, decided: Array, headline: int | None) -> Sheet:
    """Make a sheet; gold counts more than silver, and a long page less per line."""
    label, decided = label[:LONGEST], decided[:LONGEST]
    weight = np.where(decided, GOLD_WEIGHT[gold.set], SILVER_WEIGHT) * (label != UNKNOWN) / np.sqrt(max(len(label), 1))
    if headline is not None and headline >= LONGEST:
        headline = None
    aim = (label == BODY).astype(np.float32)
    return Sheet(gold.set, style, rows[:LONGEST], label, decided, aim, weight.astype(np.float32), headline)


class Net(nn.Module):
    """The torch twin of `dateline.read.line_model.Member`."""

    def __init__(self, inputs: int, *, channels: int = 32, dropout: float = 0.15) -> None:
        super().__init__()
        self.first = nn.Linear(inputs, 2 * channels)
        self.second = nn.Linear(2 * channels, channels)
        self.gapped = nn.ModuleList(nn.Conv1d(channels, channels, 3, padding=gap, dilation=gap) for gap in GAPS)
        self.last = nn.Linear(channels, 2)
        self.drop = nn.Dropout(dropout)

    def forward(self, rows: Tensor, mask: Tensor) -> Tensor:
        """Logits per line, for story and for headline; rows (pages, lines, inputs), mask (pages, lines)."""
        hidden = torch.relu(self.second(self.drop(torch.relu(self.first(rows))))) * mask[..., None]
        for convolution in self.gapped:
            step = convolution(self.drop(hidden).transpose(1, 2)).transpose(1, 2)
            hidden = hidden + torch.relu(step) * mask[..., None]
        return self.last(hidden)


def page_sheet(gold: GoldPage) -> Sheet:
    """The sheet of a page with its markup."""
    vote = cover(gold.page, main_passages(gold.page)).astype(np.float32)
    rows = describe_page(gold.page, lines_of(gold.page), vote)
    return sheet(gold, "page", rows, gold.label, gold.decided, gold.headline)


def scrape_sheets(gold: GoldPage, styles: Sequence[str], taught: Array | None) -> Iterator[Sheet]:
    """The sheets of the scrapes made from a page; `taught` are a page model's probabilities per block.

    They take the place of silver labels: what the markup told the teacher, the pupil learns to see without it.
    """
    for number, style in enumerate(styles):
        scrape = make_scrape(gold, style, seed=number)
        if not scrape.lines:
            continue
        rows = describe(scrape.text, scrape.lines)
        made = sheet(gold, style, rows, scrape.label, scrape.decided, scrape.headline)
        if taught is not None:
            block = scrape.block[:LONGEST]
            known = block < len(taught)
            probable = taught[np.minimum(block, len(taught) - 1)]
            soft = known & ~made.decided
            made.aim = np.where(soft, probable, made.aim).astype(np.float32)
            silver = SILVER_WEIGHT / np.sqrt(len(block))
            made.weight = np.where(soft, silver, made.weight).astype(np.float32)
        yield made


def teach(golds: list[GoldPage], sheets: list[Sheet], *, epochs: int) -> list[Array]:
    """Probabilities per block of every page, each by a model that has not seen the page's site."""
    fold = [zlib.crc32(gold.site.encode()) % 2 for gold in golds]
    taught: list[Array] = [np.zeros(0, dtype=np.float32)] * len(golds)
    for side in (0, 1):
        seen = [made for made, number in zip(sheets, fold, strict=True) if number != side]
        nets = [tune(seen, seed=seed, epochs=epochs) for seed in (0, 1)]
        for index, number in enumerate(fold):
            if number == side:
                taught[index] = 1 / (1 + np.exp(-logits(nets, sheets[index])))
    return taught


def logits(nets: list[Net], made: Sheet) -> Array:
    """The committee's story logits for one sheet."""
    rows, mask = torch.from_numpy(made.rows)[None], torch.ones(1, len(made.rows))
    with torch.no_grad():
        found: Array = torch.stack([net(rows, mask)[0, :, 0] for net in nets]).mean(0).numpy()
    return found


def batches(sheets: list[Sheet], chance: random.Random, size: int = 16) -> Iterator[tuple[Tensor, ...]]:
    """Batches of sheets of like length, in random order."""
    order = list(range(len(sheets)))
    chance.shuffle(order)
    pools = (order[at : at + 20 * size] for at in range(0, len(order), 20 * size))
    near = [index for pool in pools for index in sorted(pool, key=lambda i: len(sheets[i].rows))]
    parts = [near[at : at + size] for at in range(0, len(near), size)]
    chance.shuffle(parts)
    for part in parts:
        chosen = [sheets[index] for index in part]
        longest = max(len(made.rows) for made in chosen)
        rows = torch.zeros(len(chosen), longest, chosen[0].rows.shape[1])
        target, weight, mask, headline = (torch.zeros(len(chosen), longest) for _ in range(4))
        for at, made in enumerate(chosen):
            length = len(made.rows)
            rows[at, :length] = torch.from_numpy(made.rows)
            target[at, :length] = torch.from_numpy(made.aim)
            weight[at, :length] = torch.from_numpy(made.weight)
            mask[at, :length] = 1
            if made.headline is not None:
                headline[at, made.headline] = 1
        yield rows, target, weight, mask, headline


def tune(sheets: list[Sheet], *, seed: int, epochs: int) -> Net:
    """Tune one member of the committee; the seed fixes everything."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    net = Net(sheets[0].rows.shape[1])
    optimiser = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.02)
    steps = epochs * ((len(sheets) + 15) // 16) + 1
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 5e-3, total_steps=steps)
    for _ in range(epochs):
        for rows, target, weight, mask, headline in batches(sheets, chance):
            found = net(rows, mask)
            loss = nn.functional.binary_cross_entropy_with_logits(found[..., 0], target, reduction="none")
            share = torch.log_softmax(found[..., 1].masked_fill(mask == 0, -1e9), dim=1)
            missed = -(share * headline).sum() / headline.sum().clamp(min=1)
            mean = (loss * weight).sum() / weight.sum() + HEADLINE_WEIGHT * missed
            optimiser.zero_grad()
            mean.backward()
            optimiser.step()
            schedule.step()
    return net.eval()


@dataclass(frozen=True, slots=True)
class Scale:
    """Mean and spread that rows are brought to."""

    mean: Array
    spread: Array

    @staticmethod
    def of(sheets: list[Sheet]) -> Scale:
        """Measure them over all lines."""
        count = sum(len(made.rows) for made in sheets)
        total = sum(made.rows.sum(0, dtype=np.float64) for made in sheets)
        squares = sum((made.rows.astype(np.float64) ** 2).sum(0) for made in sheets)
        mean = total / count
        return Scale(mean, np.sqrt(np.maximum(squares / count - mean**2, 0)) + 1e-2)

    def apply(self, sheets: list[Sheet]) -> None:
        """Scale the rows in place of the old ones."""
        for made in sheets:
            made.rows = ((made.rows - self.mean) / self.spread).astype(np.float32)


def stored(nets: list[Net], scale: Scale) -> dict[str, Any]:
    """The arrays of the weight file, in half precision."""
    arrays: dict[str, Any] = {
        "mean": scale.mean.astype(np.float32),
        "spread": scale.spread.astype(np.float32),
        "gaps": np.array(GAPS, dtype=np.float32),
        "members": np.array([len(nets)], dtype=np.float32),
    }
    for number, net in enumerate(nets):
        for name in ("first", "second", "last"):
            layer = getattr(net, name)
            arrays[f"{number}/{name}.weight"] = layer.weight.detach().numpy().T.astype(np.float16)
            arrays[f"{number}/{name}.bias"] = layer.bias.detach().numpy().astype(np.float16)
        for at, layer in enumerate(net.gapped):
            arrays[f"{number}/gapped{at}.weight"] = layer.weight.detach().numpy().transpose(2, 1, 0).astype(np.float16)
            arrays[f"{number}/gapped{at}.bias"] = layer.bias.detach().numpy().astype(np.float16)
    return arrays


def score(nets: list[Net], sheets: list[Sheet]) -> dict[tuple[str, str], tuple[float, float, float]]:
    """Precision, recall and F1 of body lines that the gold decides, per set and style."""
    counts: dict[tuple[str, str], Array] = {}
    for made in sheets:
        chosen, body, sure = logits(nets, made) > 0, made.label == BODY, made.decided
        found = [(chosen & body & sure).sum(), (chosen & ~body & sure).sum(), (~chosen & body & sure).sum()]
        counts[made.set, made.style] = counts.get((made.set, made.style), np.zeros(3)) + np.array(found)
    return {
        key: (hit / max(hit + wrong, 1), hit / max(hit + missed, 1), 2 * hit / max(2 * hit + wrong + missed, 1))
        for key, (hit, wrong, missed) in counts.items()
    }


def tune_committee(
    build: list[Sheet], kept_back: list[Sheet], scale: Scale, *, members: int, epochs: int, target: Path
) -> None:
    """Tune, write the weights, print the scores on the sites kept back."""
    nets = []
    for seed in range(members):
        started = time.monotonic()
        nets.append(tune(build, seed=seed, epochs=epochs))
        print(f"{target.stem}: member {seed}, {time.monotonic() - started:.0f} s", flush=True)
    np.savez_compressed(target, **stored(nets, scale))
    for (name, style), (precision, recall, f1) in sorted(score(nets, kept_back).items()):
        print(f"{name:12} {style:10} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}", flush=True)


def main() -> None:
    """Tune the page model, let it teach, tune the scrape model, and print the scores on the sites kept back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--members", type=int, default=3)
    parser.add_argument("--limit", type=int, help="pages per set, for a quick trial")
    parser.add_argument("--out", type=Path, default=ROOM, help="folder of the weight files")
    options = parser.parse_args()
    torch.set_num_threads(1)
    golds: list[GoldPage] = []
    sheets: list[Sheet] = []
    for name in SETS:
        for gold in read_set(options.folder, name, limit=options.limit):
            sheets.append(page_sheet(gold))
            gold.page = replace(gold.page, tree=None)
            golds.append(gold)
    tune_both(golds, sheets, epochs=options.epochs, members=options.members, out=options.out)


def tune_both(golds: list[GoldPage], sheets: list[Sheet], *, epochs: int, members: int, out: Path) -> None:
    """Tune both models on pages that are read already."""
    held_out = [is_held_out(gold.site) for gold in golds]
    build = [made for made, kept in zip(sheets, held_out, strict=True) if not kept]
    build_golds = [gold for gold, kept in zip(golds, held_out, strict=True) if not kept]
    kept_back = [made for made, kept in zip(sheets, held_out, strict=True) if kept]
    scale = Scale.of(build)
    scale.apply(sheets)
    tune_committee(build, kept_back, scale, members=members, epochs=2 * epochs, target=out / PAGE_WEIGHTS)
    taught = teach(build_golds, build, epochs=epochs)
    pupils = [
        made
        for gold, probable in zip(build_golds, taught, strict=True)
        for made in scrape_sheets(gold, (*STYLES, "crowded"), probable if gold.set == "pages" else None)
    ]
    examined = [
        made for gold, kept in zip(golds, held_out, strict=True) if kept for made in scrape_sheets(gold, STYLES, None)
    ]
    scale = Scale.of(pupils)
    scale.apply(pupils + examined)
    tune_committee(pupils, examined, scale, members=members, epochs=epochs, target=out / SCRAPE_WEIGHTS)


if __name__ == "__main__":
    main()
