"""Tune the line models on open HTML pages: `python training/lines.py DATA [--kind scrape|page]`.

Needs torch. DATA is the folder that holds extract/ (training/README.md says where each set comes from in public).
Sites are split by a fixed hash of their name; the held-out part is never seen here except for the closing table.
Only weights on numbers of form are written (see src/dateline/read/lines.py), never words of a page.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
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
SILVER_WEIGHT, SEGMENT_WEIGHT, GOLD_WEIGHT = 0.4, 3.0, 1.0


@dataclass(slots=True)
class Sheet:
    """One page or scrape in numbers: rows, targets and weights per line."""

    set: str
    style: str
    rows: np.ndarray[Any, Any]
    label: np.ndarray[Any, Any]
    decided: np.ndarray[Any, Any]

    def weight(self) -> np.ndarray[Any, Any]:
        """Gold counts more than silver, and a long page less per line."""
        sure = SEGMENT_WEIGHT if self.set == "pages" else GOLD_WEIGHT
        weight = np.where(self.decided, sure, SILVER_WEIGHT) * (self.label != UNKNOWN)
        return weight / np.sqrt(len(weight))


class Net(nn.Module):
    """The torch twin of `dateline.read.line_model.Member`."""

    def __init__(self, inputs: int, *, channels: int = 32, dropout: float = 0.15) -> None:
        super().__init__()
        self.first = nn.Linear(inputs, 2 * channels)
        self.second = nn.Linear(2 * channels, channels)
        self.gapped = nn.ModuleList(nn.Conv1d(channels, channels, 3, padding=gap, dilation=gap) for gap in GAPS)
        self.last = nn.Linear(channels, 1)
        self.drop = nn.Dropout(dropout)

    def forward(self, rows: Tensor, mask: Tensor) -> Tensor:
        """Logits per line; rows (pages, lines, inputs), mask (pages, lines)."""
        hidden = torch.relu(self.second(self.drop(torch.relu(self.first(rows))))) * mask[..., None]
        for convolution in self.gapped:
            step = convolution(self.drop(hidden).transpose(1, 2)).transpose(1, 2)
            hidden = hidden + torch.relu(step) * mask[..., None]
        return self.last(hidden)[..., 0]


def sheets_of(gold: GoldPage, kind: str, styles: tuple[str, ...]) -> Iterator[Sheet]:
    """Make the sheets of one page: one per style for scrapes, one for the page itself."""
    if kind == "page":
        vote = cover(gold.page, main_passages(gold.page))
        rows = describe_page(gold.page, lines_of(gold.page), vote)
        yield Sheet(gold.set, "page", rows[:LONGEST], gold.label[:LONGEST], gold.decided[:LONGEST])
        return
    for number, style in enumerate(styles):
        scrape = make_scrape(gold, style, seed=number)
        if scrape.lines:
            rows = describe(scrape.text, scrape.lines)
            yield Sheet(gold.set, style, rows[:LONGEST], scrape.label[:LONGEST], scrape.decided[:LONGEST])


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
        longest = max(len(sheet.rows) for sheet in chosen)
        rows = torch.zeros(len(chosen), longest, chosen[0].rows.shape[1])
        target, weight, mask = (torch.zeros(len(chosen), longest) for _ in range(3))
        for at, sheet in enumerate(chosen):
            length = len(sheet.rows)
            rows[at, :length] = torch.from_numpy(sheet.rows)
            target[at, :length] = torch.from_numpy((sheet.label == BODY).astype(np.float32))
            weight[at, :length] = torch.from_numpy(sheet.weight().astype(np.float32))
            mask[at, :length] = 1
        yield rows, target, weight, mask


def tune(sheets: list[Sheet], *, seed: int, epochs: int) -> Net:
    """Tune one member of the committee; the seed fixes everything."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    net = Net(sheets[0].rows.shape[1])
    optimiser = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.02)
    steps = epochs * ((len(sheets) + 15) // 16) + 1
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 5e-3, total_steps=steps)
    for _ in range(epochs):
        for rows, target, weight, mask in batches(sheets, chance):
            loss = nn.functional.binary_cross_entropy_with_logits(net(rows, mask), target, reduction="none")
            mean = (loss * weight).sum() / weight.sum()
            optimiser.zero_grad()
            mean.backward()
            optimiser.step()
            schedule.step()
    return net.eval()


def stored(nets: list[Net], mean: np.ndarray[Any, Any], spread: np.ndarray[Any, Any]) -> dict[str, Any]:
    """The arrays of the weight file, in half precision."""
    arrays: dict[str, Any] = {
        "mean": mean.astype(np.float32),
        "spread": spread.astype(np.float32),
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
    counts: dict[tuple[str, str], np.ndarray[Any, Any]] = {}
    for sheet in sheets:
        rows, mask = torch.from_numpy(sheet.rows)[None], torch.ones(1, len(sheet.rows))
        with torch.no_grad():
            chosen = torch.stack([net(rows, mask)[0] for net in nets]).mean(0).numpy() > 0
        body, sure = sheet.label == BODY, sheet.decided
        found = [(chosen & body & sure).sum(), (chosen & ~body & sure).sum(), (~chosen & body & sure).sum()]
        counts[sheet.set, sheet.style] = counts.get((sheet.set, sheet.style), np.zeros(3)) + np.array(found)
    return {
        key: (hit / max(hit + wrong, 1), hit / max(hit + missed, 1), 2 * hit / max(2 * hit + wrong + missed, 1))
        for key, (hit, wrong, missed) in counts.items()
    }


def main() -> None:
    """Tune, write the weights, and print the scores on the sites that were held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", choices=("scrape", "page"), default="scrape")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--members", type=int, default=3)
    parser.add_argument("--limit", type=int, help="pages per set, for a quick trial")
    parser.add_argument("--out", type=Path, help="weight file (default: beside the code)")
    options = parser.parse_args()
    torch.set_num_threads(1)
    build: list[Sheet] = []
    kept_back: list[Sheet] = []
    for name in SETS:
        for gold in read_set(options.folder, name, limit=options.limit):
            held_out = is_held_out(gold.site)
            styles = STYLES if held_out else (*STYLES, "crowded")
            (kept_back if held_out else build).extend(sheets_of(gold, options.kind, styles))
    everything = np.concatenate([sheet.rows for sheet in build])
    mean, spread = everything.mean(0), everything.std(0) + 1e-2
    for sheet in build + kept_back:
        sheet.rows = ((sheet.rows - mean) / spread).astype(np.float32)
    print(f"{len(build)} sheets to build with, {len(kept_back)} kept back")
    nets = []
    for seed in range(options.members):
        started = time.monotonic()
        nets.append(tune(build, seed=seed, epochs=options.epochs))
        print(f"member {seed}: {time.monotonic() - started:.0f} s")
    target = options.out or ROOM / (PAGE_WEIGHTS if options.kind == "page" else SCRAPE_WEIGHTS)
    np.savez_compressed(target, **stored(nets, mean, spread))
    for (name, style), (precision, recall, f1) in sorted(score(nets, kept_back).items()):
        print(f"{name:12} {style:10} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


if __name__ == "__main__":
    main()
