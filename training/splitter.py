"""Train the sentence splitter on treebank documents put together again as running text."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from corpora import Sentence, documents
from network import Splitter
from running import running_text
from torch.nn import functional as F

from dateline.understand.sentences import gaps_before
from dateline.understand.tokens import tokenise
from dateline.understand.wordforms import outer_form

RUN_TOGETHER = 0.5
"""Share of documents whose paragraphs are joined by a blank, so that the splitter learns to do without breaks."""


def examples(treebanks: list[list[Sentence]], shuffle: random.Random) -> Iterator[tuple[np.ndarray, ...]]:
    """Hashed forms, gaps and gold beginnings of each document's tokens."""
    for treebank in treebanks:
        for document in documents(treebank):
            joint = " " if shuffle.random() < RUN_TOGETHER else "\n\n"
            text, places = running_text(document, paragraphs=joint)
            starts, ends = tokenise(text)
            gaps, _ = gaps_before(text, starts, ends)
            first = np.isin(starts, [place[0] for place in places])
            words = [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
            forms = np.array([outer_form(word) for word in words], dtype=np.int64)
            yield forms, gaps.astype(np.int64), first.astype(np.float32)


def train_splitter(treebanks: list[list[Sentence]], path: Path, *, passes: int, seed: int) -> None:
    """Fit the splitter and save it."""
    torch.manual_seed(seed)
    shuffle = random.Random(seed)
    model = Splitter()
    optimiser = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.01)
    steps, begun = 0, time.time()
    drawn = [list(examples(treebanks, shuffle)) for _ in range(2)]
    total = passes * (sum(len(e[0]) for e in drawn[0]) // 2000 + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: max(0.02, 1 - n / total))
    for done in range(passes):
        found = drawn[done % 2]
        shuffle.shuffle(found)
        summed, group, size = 0.0, [], 0
        for example in [*found, None]:
            if example is not None:
                group.append(example)
                size += len(example[0])
            if group and (size >= 2000 or example is None):
                forms, gaps, first = (torch.from_numpy(np.concatenate(part)) for part in zip(*group, strict=True))
                model.train()
                optimiser.zero_grad()
                loss = F.binary_cross_entropy_with_logits(model(forms, gaps), first)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimiser.step()
                schedule.step()
                summed, steps, group, size = summed + loss.item(), steps + 1, [], 0
        print(
            f"splitter pass {done + 1}: loss {summed * (done + 1) / steps:.4f}, {time.time() - begun:.0f} s", flush=True
        )
    torch.save({"weights": model.state_dict(), "inventories": {}}, path)
