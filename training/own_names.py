"""Read sentences with names marked in braces: "{PER Tau} of the {ORG National Trust} spoke"."""

from __future__ import annotations

import re
from pathlib import Path

from augment import cut
from corpora import Sentence

_NAME = re.compile(r"\{(PER|ORG|LOC|NORP|MISC) ([^{}]+)\}")


def read_own(path: Path) -> list[Sentence]:
    """The sentences of the file, cut by our own tokeniser. Raises ValueError where a brace is wrong."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_sentence(line) for line in lines if line and not line.startswith("#")]


def _sentence(line: str) -> Sentence:
    words: list[str] = []
    tags: list[str] = []
    for part, kind in _parts(line):
        # Cut apart from its neighbours, so that a border of a name is always a border of a word.
        fresh = cut(part)
        words += fresh
        tags += ["O"] * len(fresh) if not kind else [f"B-{kind}"] + [f"I-{kind}"] * (len(fresh) - 1)
    return Sentence(words=words, names=tags, document="own")


def _parts(line: str) -> list[tuple[str, str]]:
    found, at = [], 0
    for name in _NAME.finditer(line):
        found += [(line[at : name.start()], ""), (name[2], name[1])]
        at = name.end()
    found.append((line[at:], ""))
    if any(sign in part for part, _ in found for sign in "{}"):
        raise ValueError(f"a brace too many: {line}")
    return found
