"""Free texts without marks, marked by our own runtime: what the tagger, the tables and the rules agree upon.

A first tagger reads the texts through the shipped runtime; what a table knows and what the tagger is sure of becomes a
lesson for the final tagger, everything doubtful is left out ("?").
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from corpora import UNKNOWN, Sentence
from export import write_heads, write_splitter

from dateline.understand.name_spans import find_names
from dateline.understand.parse import Parse
from dateline.understand.syntax import CoreSyntax

TEXTS = (("places/geovirus", 1), ("clusters/ecbplus", 3), ("ner/re3d", 1))
"""Sets whose texts may teach, and which share of them is read: every n-th text."""
SURE = 0.75
KIND = {
    "person": "PER", "organization": "ORG", "place": "LOC", "country": "LOC", "nationality": "NORP", "group": "NORP",
    "other": "MISC", "law": "MISC", "event": "MISC", "work": "MISC", "product": "MISC",
}  # fmt: skip


def silver(
    data: Path, core: Path, *, grammar: Path, names: Path, splitter: Path, workshop: Path, thin: int = 1
) -> list[Sentence]:
    """Sentences of the free texts under `data` as the core with the first tagger `names` reads them.

    `grammar`, `names` and `splitter` are training results, `workshop` is a folder for the core made of them; `thin`
    reads so much less. Sets that are not there are left out.
    """
    present = [(data / where / "corpus.jsonl", step) for where, step in TEXTS]
    present = [(path, step) for path, step in present if path.exists()]
    if not present:
        return []
    shutil.copytree(core, workshop, dirs_exist_ok=True)
    write_heads(grammar, names, workshop)
    write_splitter(splitter, workshop)
    syntax = CoreSyntax(workshop)
    found: list[Sentence] = []
    for path, step in present:
        for line in path.read_text(encoding="utf-8").splitlines()[:: step * thin]:
            parse = syntax.parse([json.loads(line)["text"]])[0]
            found.extend(_sentences(parse, _tags(parse)))
    return found


def _tags(parse: Parse) -> list[str]:
    tags = ["O"] * len(parse.starts)
    for name in find_names(parse, on=None)[0]:
        kind = KIND[name.kind]
        known = name.by == "lexicon" or name.score >= SURE
        first, stop = parse.tokens_in(name.start, name.end)
        for token in range(first, stop):
            tags[token] = f"{'B' if token == first else 'I'}-{kind}" if known else UNKNOWN
    for one in parse.names:
        if all(tags[token] == "O" for token in range(one.first, one.last_exclusive)):
            tags[one.first : one.last_exclusive] = [UNKNOWN] * (one.last_exclusive - one.first)
    return tags


def _sentences(parse: Parse, tags: list[str]) -> Iterator[Sentence]:
    for first, stop in parse.sentences:
        if 4 < stop - first < 80:
            words = [parse.exact(token, token + 1) for token in range(first, stop)]
            yield Sentence(words=words, names=tags[first:stop], document="silver")
