"""Dictionary forms of English words: by the table of lemminflect, and by its rules for words the table lacks."""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from operator import getitem
from pathlib import Path

_CLITICS = {
    "n't": "not", "n’t": "not", "'ll": "will", "’ll": "will", "'re": "be", "’re": "be",
    "'m": "be", "’m": "be", "'ve": "have", "’ve": "have", "ca": "can", "wo": "will", "sha": "shall",
}  # fmt: skip
_BE_OR_HAVE = {"'s": "be", "’s": "be", "'d": "would", "’d": "would"}
_KIND_IN_TABLE = {"VERB": "verb", "NOUN": "noun", "ADJ": "adj", "ADV": "adv", "AUX": "aux"}
_MOST_WORDS_KEPT = 30_000  # of each UPOS


def lemma_of(form: str, pos: str) -> str:
    """The dictionary form of a word with the given UPOS."""
    return _known[pos][form]


def lemmas_of(forms: Iterable[str], pos: Iterable[str]) -> list[str]:
    """The dictionary forms of many words, each with its UPOS."""
    return [*map(getitem, map(_known.__getitem__, pos), forms)]


class _KnownForms(dict[str, str]):
    """Dictionary forms of the words of one UPOS, found out when first asked for; a dictionary answers soonest."""

    def __init__(self, pos: str) -> None:
        super().__init__()
        self._pos = pos

    def __missing__(self, form: str) -> str:
        if len(self) >= _MOST_WORDS_KEPT:
            self.clear()
        found = self[form] = _look_up(form, self._pos)
        return found


class _Known(dict[str, _KnownForms]):
    """The known words of each UPOS."""

    def __missing__(self, pos: str) -> _KnownForms:
        made = self[pos] = _KnownForms(pos)
        return made


_known = _Known()


def _look_up(form: str, pos: str) -> str:
    lower = form.lower()
    if pos in ("AUX", "PART", "VERB") and lower in _CLITICS:
        return _CLITICS[lower]
    if pos in ("AUX", "VERB") and lower in _BE_OR_HAVE:
        return _BE_OR_HAVE[lower]
    if pos == "PROPN":
        return form
    kind = _KIND_IN_TABLE.get(pos)
    if kind is None:
        return lower
    spellings = listed_lemma(lower, kind)
    return spellings.partition("/")[0].lower() if spellings else _by_rules(lower, pos)


def _by_rules(lower: str, pos: str) -> str:
    from lemminflect import getAllLemmasOOV

    found = getAllLemmasOOV(lower, pos).get(pos)
    return str(found[0]) if found else lower


def listed_lemma(form: str, kind: str) -> str | None:
    """The dictionary form ("metre/meter") that lemminflect lists for a form and its kind ("metres", "noun"), if any."""
    lines, overrides = _tables()
    key = f"{form},{kind},"
    if key in overrides:
        return overrides[key]
    place = bisect_left(lines, key)
    return lines[place][len(key) :] if place < len(lines) and lines[place].startswith(key) else None


@lru_cache(maxsize=1)
def _tables() -> tuple[list[str], dict[str, str]]:
    """The lines of the table of lemminflect ("metres,noun,metre/meter") in order, and what overrides them.

    Each word is looked for only once in a process: a dictionary of all of them takes longer to make than that.
    """
    from lemminflect import config

    text = gzip.decompress(Path(config.lemma_lu_fn).read_bytes()).decode("utf-8")
    overrides = {}
    for line in Path(config.lemma_overrides_fn).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            form, pos, lemma = line.split(",")
            overrides[f"{form},{pos.lower()},"] = lemma
    return sorted(text.splitlines()), overrides
