"""Read treebanks (CoNLL-U) and files with one tagged word a line."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

UNKNOWN = "?"
"""Name tag of a word about which the source says nothing; such words teach nothing."""


@dataclass
class Sentence:
    """One gold sentence; `heads` are 1-based with 0 for the root, as in CoNLL-U."""

    words: list[str]
    text: str = ""
    document: str = ""
    opens_paragraph: bool = False
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """IOB2 tags, UNKNOWN where the source is silent, empty where there are none at all."""


def read_conllu(path: Path) -> list[Sentence]:
    """All sentences of a CoNLL-U file, gzipped or not."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    found: list[Sentence] = []
    document, paragraph = "", False
    for block in raw.decode("utf-8").split("\n\n"):
        sentence = Sentence(words=[])
        for line in block.split("\n"):
            if line.startswith("# newdoc"):
                document, paragraph = line.split("=", 1)[-1].strip(), True
            elif line.startswith("# newpar"):
                paragraph = True
            elif line.startswith("# text = "):
                sentence.text = line[9:]
            elif line and line[0].isdigit():
                _add_row(sentence, line.split("\t"))
        if sentence.words:
            sentence.document, sentence.opens_paragraph = document, paragraph
            paragraph = False
            found.append(sentence)
    return found


def scored_part(folder: Path) -> Path | None:
    """The part of a treebank's folder that is scored: dev, else test, else what there is."""
    parts = sorted(folder.glob("*.conllu*"))
    named = [path for word in ("dev", "test") for path in parts if word in path.name]
    return next(iter([*named, *parts]), None)


def has_entities(path: Path) -> bool:
    """Tell whether a treebank marks mentions of persons, places and so on (GUM's Entity field)."""
    raw = path.read_bytes()
    return b"Entity=(" in (gzip.decompress(raw) if path.suffix == ".gz" else raw)


def documents(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences of one document after the other."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and group[-1].document != sentence.document:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def read_tagged(path: Path, *, word: int, tag: int) -> list[Sentence]:
    """A file with one word per line and a blank line between sentences; columns by number."""
    found: list[Sentence] = []
    words: list[str] = []
    names: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        columns = line.split()
        if not columns or line.startswith("-DOCSTART-"):
            if words:
                found.append(Sentence(words=words, names=names, document=path.stem))
            words, names = [], []
        elif not line.startswith("# "):
            words.append(columns[word])
            names.append(columns[tag])
    return found


def as_iob2(tags: list[str]) -> list[str]:
    """IOB1 or loose tags as IOB2: every name begins with B."""
    fixed: list[str] = []
    before = "O"
    for tag in tags:
        if tag.startswith("I-") and before[2:] != tag[2:]:
            tag = "B-" + tag[2:]
        fixed.append(tag)
        before = tag
    return fixed


def character_spans(sentence: Sentence) -> list[tuple[int, int]]:
    """Where each word stands in the sentence's text; words of one written token lie side by side."""
    spans: list[tuple[int, int]] = []
    cursor = 0
    for word in sentence.words:
        found = sentence.text.find(word, cursor)
        if found < 0 or sentence.text[cursor:found].strip():
            raise ValueError(f"{word!r} does not follow in {sentence.text!r}")
        cursor = found + len(word)
        spans.append((found, cursor))
    return spans


def _add_row(sentence: Sentence, columns: list[str]) -> None:
    if not columns[0].isdigit():
        return
    sentence.words.append(columns[1])
    sentence.lemmas.append(columns[2])
    sentence.pos.append(columns[3])
    sentence.tags.append(columns[4])
    sentence.heads.append(int(columns[6]))
    sentence.labels.append(columns[7])
    sentence.misc.append(columns[9])
