"""Train the head that says what kind of act a word tells of (acts.onnx), and say how far it is right.

    python training/acts.py --data DIR [--out CORE]     a minute or two; writes acts.onnx and checksums.txt

It learns from our own marked sentences (four fifths) and, with a small weight, from what the rules of events find
in free news texts (GeoVirus and a third of ECB+): so it knows many more words in many more sentences than we wrote.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from onnx import TensorProto
from torch import nn
from torch.nn import functional as F

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(Path(__file__).resolve().parent)]

from encoder import Graph  # noqa: E402
from event_sentences import MarkedSentence, read_folder  # noqa: E402
from papers import write_checksums  # noqa: E402

from dateline.model.annotation import Event  # noqa: E402
from dateline.model.article import Article  # noqa: E402
from dateline.understand.acts import ACT_TYPES, act_inputs  # noqa: E402
from dateline.understand.parse import Parse  # noqa: E402
from dateline.understand.room import annotate  # noqa: E402
from dateline.understand.syntax import CoreSyntax  # noqa: E402

ENCODED, NO_ACT = 768, len(ACT_TYPES)
FREE = (("places/geovirus", 1), ("clusters/ecbplus", 3))
"""Sets whose texts may be learnt from, and how many of them are taken: every one, every third."""
SILENT_WEIGHT, FOUND_WEIGHT, SILENT_SHARE = 0.15, 0.5, 0.25
"""What a word counts in which the rules find nothing, and find something (times their confidence), against one of our
own marks; and the share of free sentences without any event that is taken."""
Floats = NDArray[np.float32]


class Reader(CoreSyntax):
    """The core that keeps what the head would be asked."""

    def __init__(self, core: Path) -> None:
        super().__init__(core)
        self.asked: list[tuple[NDArray[np.bool_], dict[str, NDArray[Any]]]] = []

    def _acts_of(self, words: Floats, asked: NDArray[np.bool_], sentences: tuple[tuple[int, int], ...]) -> None:
        self.asked.append((asked, act_inputs(words, asked, sentences)))


@dataclass
class Lessons:
    """Words with the mean of their sentence, their type and what they count."""

    inputs: list[Floats] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, read: tuple[NDArray[np.bool_], dict[str, NDArray[Any]]], types: dict[int, int], weigh: Any) -> None:
        """Take in the asked words of one text; `weigh` says what a word counts, nothing where it is left out."""
        asked, inputs = read
        joined = np.concatenate([inputs["words"], inputs["means"][inputs["whose"]]], axis=1)
        for row, token in zip(joined, np.nonzero(asked)[0].tolist(), strict=True):
            weight = weigh(token)
            if weight:
                self.inputs.append(row)
                self.types.append(types.get(token, NO_ACT))
                self.weights.append(weight)


class Head(nn.Module):
    """One hidden layer over a word and the mean of its sentence."""

    def __init__(self, hidden: int, drop: float) -> None:
        super().__init__()
        self.enter = nn.Linear(2 * ENCODED, hidden)
        self.leave = nn.Linear(hidden, NO_ACT + 1)
        self.drop = drop

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        hidden = F.gelu(self.enter(F.dropout(inputs, self.drop * 0.6, self.training)))
        logits: torch.Tensor = self.leave(F.dropout(hidden, self.drop, self.training))
        return logits


def own_lessons(sentences: list[MarkedSentence], reader: Reader) -> Lessons:
    """Every asked word of our own sentences; the first word of an act that hangs outside of it carries its type."""
    lessons = Lessons()
    for sentence in sentences:
        parse = read_one(reader, sentence.text)
        types = {head_of(parse, *event.act[0]): ACT_TYPES.index(event.type) for event in sentence.events}
        lessons.add(reader.asked[0], types, lambda _: 1.0)
    return lessons


def free_lessons(data: Path, reader: Reader, *, thin: int) -> Lessons:
    """The asked words of free texts, with what the rules alone make of them."""
    lessons, chance = Lessons(), random.Random(1)
    for name, step in FREE:
        rows = (data / name / "corpus.jsonl").read_text(encoding="utf-8").splitlines()[:: step * thin]
        for text in (json.loads(row)["text"] for row in rows):
            parse = read_one(reader, text)
            found = {
                token: event
                for event in annotate(article(text), replace(parse, acts=None)).of(Event)
                if event.trigger is not None and (token := parse.token_at(event.trigger.start)) is not None
            }
            taken: dict[int, float] = {}
            for first, stop in parse.sentences:
                told = any(first <= token < stop for token in found)
                if told or chance.random() < SILENT_SHARE:
                    taken |= {
                        token: FOUND_WEIGHT * found[token].confidence if token in found else SILENT_WEIGHT
                        for token in range(first, stop)
                    }
            types = {token: ACT_TYPES.index(event.type) for token, event in found.items()}
            # Of a long text the first block of words is enough.
            lessons.add(reader.asked[0], types, lambda token, taken=taken: taken.get(token, 0.0))
    return lessons


def read_one(reader: Reader, text: str) -> Parse:
    """The parse of one text; what the head would be asked is in `reader.asked`."""
    reader.asked.clear()
    (parse,) = reader.parse([text])
    return parse


def article(text: str) -> Article:
    """A bare article around a text."""
    return Article(id="t", capture_id="t", found_in="t", text=text, slices=(), visible_sha256="", language="en")


def head_of(parse: Parse, start: int, end: int) -> int:
    """The word of a span that hangs outside of it."""
    first, stop = parse.tokens_in(start, end)
    heads = parse.heads
    return next((t for t in range(first, stop) if not first <= heads[t] < stop or heads[t] == t), first)


def fit(parts: list[Lessons], *, hidden: int, drop: float, passes: int, seed: int) -> Head:
    """Train one head; the rate falls in a line."""
    torch.manual_seed(seed)
    inputs = torch.from_numpy(np.stack([row for part in parts for row in part.inputs]))
    types = torch.tensor([type_ for part in parts for type_ in part.types])
    weights = torch.tensor([weight for part in parts for weight in part.weights])
    head = Head(hidden, drop)
    best = torch.optim.AdamW(head.parameters(), lr=1.5e-3, weight_decay=0.03)
    steps = passes * (len(inputs) // 512 + 1)
    rate = torch.optim.lr_scheduler.LambdaLR(best, lambda at: min(1, (at + 1) / 50) * max(0.0, 1 - at / steps))
    for _ in range(passes):
        head.train()
        for batch in torch.randperm(len(inputs)).split(512):
            best.zero_grad()
            loss = F.cross_entropy(head(inputs[batch]), types[batch], reduction="none", label_smoothing=0.02)
            ((loss * weights[batch]).sum() / weights[batch].sum()).backward()
            best.step()
            rate.step()
    return head.eval()


def write_graph(head: Head, path: Path) -> None:
    """The head as a graph: words [N, 768], means [S, 768], whose [N] -> chances [N, types and no act]."""
    matrix, bias = head.enter.weight.detach().numpy().T, head.enter.bias.detach().numpy()
    graph = Graph("acts")
    words = graph.take("words", TensorProto.FLOAT, ["N", ENCODED])
    means = graph.take("means", TensorProto.FLOAT, ["S", ENCODED])
    whose = graph.take("whose", TensorProto.INT64, ["N"])
    around = graph.add("Gather", [graph.dense(means, matrix[ENCODED:], None), whose], axis=0)
    hidden = graph.add("Gelu", [graph.add("Add", [graph.dense(words, matrix[:ENCODED], bias), around])])
    leave = graph.keep(head.leave.weight.detach().numpy().T)
    logits = graph.add("Add", [graph.add("MatMul", [hidden, leave]), graph.keep(head.leave.bias.detach().numpy())])
    graph.give(graph.add("Softmax", [logits], axis=1), "chances", TensorProto.FLOAT, ["N", NO_ACT + 1])
    graph.save(path)


def scores(head: Head, lessons: Lessons, *, least: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of the types, a word being an act where its likeliest type reaches `least`."""
    with torch.no_grad():
        chances = head(torch.from_numpy(np.stack(lessons.inputs))).softmax(1).numpy()[:, :NO_ACT]
    gold = np.array(lessons.types)
    found = np.where(chances.max(axis=1) >= least, chances.argmax(axis=1), NO_ACT)
    right = int(((found == gold) & (gold < NO_ACT)).sum())
    told, wanted = int((found < NO_ACT).sum()), int((gold < NO_ACT).sum())
    return right / max(1, told), right / wanted, 2 * right / (told + wanted)


def main() -> None:
    """Read, train, write, and print the figures on the sentences that were kept."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="folder with places/ and clusters/")
    options.add_argument("--out", type=Path, default=Path(str(files("dateline_core_en"))))
    options.add_argument("--hidden", type=int, default=160)
    options.add_argument("--passes", type=int, default=12)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--small", action="store_true", help="a part of everything, to try the script")
    chosen = options.parse_args()
    torch.set_num_threads(1)
    reader, sentences = Reader(chosen.out), read_folder()
    if chosen.small:
        sentences = sentences[::10]
    own = own_lessons([one for one in sentences if not one.held_out], reader)
    kept = own_lessons([one for one in sentences if one.held_out], reader)
    free = free_lessons(chosen.data, reader, thin=30 if chosen.small else 1)
    print(f"{len(own.types)} words of our own, {len(free.types)} of free texts", flush=True)
    head = fit([own, free], hidden=chosen.hidden, drop=0.4, passes=chosen.passes, seed=chosen.seed)
    write_graph(head, chosen.out / "acts.onnx")
    write_checksums(chosen.out)
    for least in (0.2, 0.35, 0.5):
        precision, recall, f1 = scores(head, kept, least=least)
        print(f"kept sentences, from {least:.2f}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


if __name__ == "__main__":
    main()
