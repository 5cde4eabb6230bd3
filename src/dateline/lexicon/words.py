"""The words of a text as stories and claims are compared by them: lower case, plural endings off, numbers whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\"“”‘'\n(\[–—|])\s*$")
_POSSESSIVE = ("'s", "’s", "'", "’")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the form under which a word is compared: lower case, without possessive and plural endings.

    >>> stem("Cables"), stem("navy's"), stem("cities"), stem("2,000")
    ('cable', 'navy', 'city', '2000')
    """
    lower = word.lower()
    if lower[:1].isdigit():
        return lower.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", lower) else lower
    for ending in _POSSESSIVE:
        lower = lower.removesuffix(ending)
    if len(lower) > 4 and lower.endswith("ies"):
        return lower[:-3] + "y"
    if len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return lower[:-1]
    return lower


def words_of(text: str) -> list[str]:
    """Return the stems of a text in order; scripts without blanks give pairs of characters."""
    words: list[str] = _WORD.findall(text)
    if text.isascii():
        return [stem(word) for word in words if len(word) > 1 or word.isdigit()]
    return [one for word in words for one in _pieces(word)]


def capitalised(text: str) -> Counter[str]:
    """Count the words written with a capital where no sentence begins: mostly names.

    A line in which most words have capitals (a headline in title case) says nothing and is passed over.
    """
    found: Counter[str] = Counter()
    for line in text.split("\n"):
        matches = [one for one in _WORD.finditer(line) if one.group()[0].isalpha()]
        upper = [one for one in matches if one.group()[0].isupper()]
        if len(upper) * 2 > len(matches) and len(matches) > 3:
            continue
        found.update(
            stem(one.group())
            for one in upper
            if len(one.group()) > 1 and not _SENTENCE_START.search(line[max(0, one.start() - 3) : one.start()])
        )
    return found


def alternatives(forms: Iterable[str]) -> str:
    """Return a regex for any of the forms, the longest first; beginnings they share are looked at once.

    >>> alternatives(["rebel", "rebels", "rioter"])
    'r(?:ioter|ebel(?:s|))'
    """
    by_first: dict[str, set[str]] = {}
    for form in forms:
        by_first.setdefault(form[:1], set()).add(form[1:])
    if not by_first:
        return "(?!)"
    ways = []
    for first in sorted(by_first, reverse=True):
        rest = by_first[first]
        ways.append(re.escape(first) + alternatives(rest) if first else "")
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _pieces(word: str) -> Iterator[str]:
    if len(word) > 2 and _UNSPACED.match(word):
        yield from (word[at : at + 2] for at in range(len(word) - 1))
    elif len(word) > 1 or word.isdigit() or _UNSPACED.match(word):
        yield stem(word)
