"""Our own English syntax: texts in, parses out; one frozen encoder with small trained heads.

`default_syntax()` gives the shipped model; a user's spaCy model fits behind the same `Syntax`.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.understand.acts import ACT_TYPES, ACT_WORDS, act_inputs
from dateline.understand.decode import ArcScores, Distances, agreed, best_heads, read_names, shared
from dateline.understand.encoder import Encoder
from dateline.understand.engine import UNKNOWN_PIECE, core_folder, load_classes, load_cutter, load_graph
from dateline.understand.parse import Parse, Syntax, Vector, empty_parse
from dateline.understand.sentences import split
from dateline.understand.tokens import tokenise
from dateline.understand.wordforms import WordForms, WordTable

Ints = NDArray[np.int32]
Bounds = tuple[tuple[int, int], ...]
BLOCK = 2048
"""Words that are read at once, which keeps the memory for a book as small as for an article."""
SPLIT_TOGETHER, SPLIT_SIGHT = 8192, 8
"""Words that are split into sentences at once, and how far the splitter sees to either side."""
LEAD = 3
"""Sentences at the beginning of a text whose embedding is kept: headline and lead of an article."""


class CoreSyntax:
    """Parses with the trained core in `folder`; the same text always gives the same parse.

    Raises FileNotFoundError when a file of the core is missing.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 1, lead: int = LEAD) -> None:
        core = folder or core_folder()
        self._lead = lead
        self._encoder = Encoder(
            load_graph(core / "low.onnx", threads=threads), load_graph(core / "high.onnx", threads=threads)
        )
        self._splitter = load_graph(core / "splitter.onnx", threads=threads)
        self._heads = load_graph(core / "heads.onnx", threads=threads)
        self._arcs = load_graph(core / "arcs.onnx", threads=threads)
        self._labels = load_graph(core / "labels.onnx", threads=threads)
        self._forms = WordForms(
            load_cutter(core / "vocab.txt"), unknown=UNKNOWN_PIECE, classes=load_classes(core / "word_classes.tsv.gz")
        )
        inventory = json.loads((core / "inventory.json").read_text(encoding="utf-8"))
        self._label_names: list[str] = inventory["labels"]
        self._tag_names: list[str] = inventory["tags"]
        self._pos_names: list[str] = inventory["pos"]
        self._name_tags: list[str] = inventory["names"]
        with np.load(core / "tables.npz") as tables:
            self._tables: dict[str, NDArray[np.float32]] = {name: tables[name] for name in tables.files}
        self._distances = Distances(self._tables["distance"])
        acts = core / "acts.onnx"
        self._acts = load_graph(acts, threads=threads) if acts.is_file() else None
        self._told = np.array([name in ACT_WORDS for name in self._pos_names])

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """The parses of the texts, in their order."""
        return [self._parse(text) for text in texts]

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit embeddings [texts, 384] of short texts such as headlines; a text without words gives zeros."""
        rows = np.zeros((len(texts), 384), dtype=np.float32)
        for number, text in enumerate(texts):
            starts, ends = tokenise(text)
            if len(starts):
                table = self._forms.look_up(_cut(text, starts, ends))
                rows[number] = self._encoder.encode(table, ((0, len(starts)),), embed=(0,)).vectors[0]
        return rows

    def parse_tokens(self, text: str, starts: Ints, ends: Ints, sentences: Bounds) -> Parse:
        """The parse of a text that is already cut into tokens and sentences."""
        return self._read(text, starts, ends, sentences, self._forms.look_up(_cut(text, starts, ends)))

    def _parse(self, text: str) -> Parse:
        starts, ends = tokenise(text)
        if not len(starts):
            return empty_parse(text)
        table = self._forms.look_up(_cut(text, starts, ends))
        sentences = split(text, starts, ends, table.forms, self._begins)
        return self._read(text, starts, ends, sentences, table)

    def _begins(self, forms: Ints, gaps: Ints) -> NDArray[np.float32]:
        parts = []
        for first in range(0, len(gaps), SPLIT_TOGETHER):
            low, high = max(first - SPLIT_SIGHT, 0), first + SPLIT_TOGETHER + SPLIT_SIGHT
            (begins,) = self._splitter({"forms": forms[low:high, :4], "gaps": gaps[low:high]})
            parts.append(begins[first - low : first - low + SPLIT_TOGETHER])
        return np.concatenate(parts)

    def _product(self, ask: NDArray[np.float32], govern: NDArray[np.float32]) -> NDArray[np.float32]:
        (scores,) = self._arcs({"ask": ask, "govern": govern})
        return scores

    def _read(self, text: str, starts: Ints, ends: Ints, sentences: Bounds, table: WordTable) -> Parse:
        blocks = [self._read_block(table, block, lead=first) for first, block in _blocks(sentences)]
        acts = [block.acts for block in blocks if block.acts is not None]
        labels, tags, pos = (np.concatenate([getattr(block, part) for block in blocks]) for part in _PARTS)
        words = _cut(text, starts, ends)
        chances = shared(np.concatenate([block.names for block in blocks]), words, self._name_tags)
        names = read_names(chances, sentences, self._name_tags)
        said = [text[starts[name.first] : ends[name.last_exclusive - 1]] for name in names]
        return Parse(
            text=text,
            starts=starts,
            ends=ends,
            sentences=sentences,
            heads=np.concatenate([block.heads for block in blocks]),
            labels=_as_names(labels, self._label_names),
            tags=_as_names(tags, self._tag_names),
            pos=_as_names(pos, self._pos_names),
            names=agreed(names, said),
            vectors=blocks[0].vectors,
            acts=np.concatenate(acts) if acts else None,
        )

    def _read_block(self, table: WordTable, sentences: Bounds, *, lead: bool) -> "_Block":
        begin, stop = sentences[0][0], sentences[-1][1]
        own = tuple((first - begin, last - begin) for first, last in sentences)
        table = table.part(begin, stop)
        encoded = self._encoder.encode(table, own, embed=range(min(self._lead, len(own))) if lead else ())
        rows, inputs = _spread(encoded.words, table.forms, own)
        ask, govern, popular, rooted, below, above, tags, pos, names = self._heads(inputs)
        arcs = ArcScores(ask[rows], govern[rows], popular[rows, 0], rooted[rows, 0], self._distances, self._product)
        heads = best_heads(arcs, own)
        governors = above[rows][heads]
        governors[heads == np.arange(len(heads))] = self._tables["root_above"]
        (labels,) = self._labels({"below": below[rows], "above": governors})
        return _Block(
            heads=heads + np.int32(begin),
            labels=labels,
            tags=tags[rows],
            pos=pos[rows],
            names=names[rows],
            vectors=encoded.vectors,
            acts=self._acts_of(encoded.words, self._told[pos[rows]], own),
        )

    def _acts_of(
        self, words: NDArray[np.float32], asked: NDArray[np.bool_], sentences: Bounds
    ) -> NDArray[np.float32] | None:
        """How likely each of the asked words tells an act of each type; zeros for the others."""
        if self._acts is None:
            return None
        chances = np.zeros((len(words), len(ACT_TYPES)), dtype=np.float32)
        if asked.any():
            (found,) = self._acts(act_inputs(words, asked, sentences))
            chances[asked] = found[:, : len(ACT_TYPES)]
        return chances


_PARTS = ("labels", "tags", "pos")


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    heads: Ints
    labels: NDArray[np.int64]
    tags: NDArray[np.int64]
    pos: NDArray[np.int64]
    names: NDArray[np.float32]
    """Probabilities [N, K] of the tags of names."""
    vectors: dict[int, Vector]
    acts: NDArray[np.float32] | None


def _blocks(sentences: Bounds) -> Iterator[tuple[bool, Bounds]]:
    """The sentences in blocks, each with whether it is the first."""
    block: list[tuple[int, int]] = []
    lead = True
    for sentence in sentences:
        if block and sentence[1] - block[0][0] > BLOCK:
            yield lead, tuple(block)
            block, lead = [], False
        block.append(sentence)
    if block:
        yield lead, tuple(block)


@lru_cache(maxsize=1)
def default_syntax() -> Syntax:
    """The shipped core, loaded once per process."""
    return CoreSyntax()


def core_faults(folder: Path | None = None) -> list[str]:
    """What is missing or changed in the files of the core, one line each; empty when it is whole."""
    core = folder or core_folder()
    listed = core / "checksums.txt"
    if not listed.is_file():
        return [f"the language core is not complete: {listed.name} is missing"]
    faults: list[str] = []
    for line in listed.read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        if not (core / name).is_file():
            faults.append(f"the language core is not complete: {name} is missing")
        elif hashlib.sha256((core / name).read_bytes()).hexdigest() != digest:
            faults.append(f"the language core is damaged: {name} is not as it was published")
    return faults


def _cut(text: str, starts: Ints, ends: Ints) -> list[str]:
    return [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def _spread(words: NDArray[np.float32], forms: Ints, sentences: Bounds) -> tuple[Ints, dict[str, NDArray[Any]]]:
    """Lay the words out with an empty row after each sentence, as the convolutions want them."""
    lengths = [stop - first for first, stop in sentences]
    rows = np.arange(len(words)) + np.repeat(np.arange(len(sentences)), lengths)
    total = len(words) + len(sentences)
    wide = np.zeros((total, words.shape[1]), dtype=np.float32)
    wide[rows] = words
    spread_forms = np.zeros((total, forms.shape[1]), dtype=np.int32)
    spread_forms[rows] = forms
    real = np.zeros((total, 1), dtype=np.float32)
    real[rows] = 1
    return rows.astype(np.int32), {"words": wide, "forms": spread_forms, "real": real}


def _as_names(numbers: NDArray[Any], names: list[str]) -> tuple[str, ...]:
    return tuple([names[number] for number in numbers.tolist()])
