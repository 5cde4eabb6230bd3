"""What changed between two versions of an article: paragraph by paragraph, inside a changed one word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dateline.model.text import PARAGRAPH_BREAK

WORDS_AT_MOST = 2000
"""Longer changed stretches are shown as gone and new as a whole: comparing costs the square."""
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of one or both versions; kind: same, gone, new."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class ChangedParagraph:
    """A paragraph as it was and is; `is_changed` is False where both versions have it."""

    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Tell whether anything in it is gone or new."""
        return any(one.kind != "same" for one in self.pieces)


def difference(before: str, after: str) -> tuple[ChangedParagraph, ...]:
    """Set two texts beside each other; the pieces that are not new make up the first, those not gone the second."""
    old, new = before.split(PARAGRAPH_BREAK), after.split(PARAGRAPH_BREAK)
    found: list[ChangedParagraph] = []
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [ChangedParagraph((Piece("same", one),)) for one in old[first:last]]
        else:
            found += _changed(old[first:last], new[start:end])
    return tuple(found)


def changed_words(paragraphs: Sequence[ChangedParagraph]) -> tuple[int, int]:
    """Count the words that are gone and that are new."""
    counts = {"gone": 0, "new": 0, "same": 0}
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            counts[piece.kind] += sum(1 for word in _WORD.findall(piece.words) if word[0].isalnum())
    return counts["gone"], counts["new"]


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[ChangedParagraph]:
    """Pair changed paragraphs in order with those they are likest to; what has no partner is gone or new as a whole."""
    pairs = _pairs(old, new)
    at = 0
    for first, second in pairs:
        if second is not None:
            for one in new[at:second]:
                yield ChangedParagraph((Piece("new", one),))
            at = second + 1
            yield ChangedParagraph(_by_words(old[first], new[second]))
        else:
            yield ChangedParagraph((Piece("gone", old[first]),))
    for one in new[at:]:
        yield ChangedParagraph((Piece("new", one),))


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int | None]]:
    """For each old paragraph the first later new one that shares most of its words, in order, or None."""
    bags = [frozenset(_WORD.findall(one.casefold())) for one in new]
    found: list[tuple[int, int | None]] = []
    at = 0
    for number, one in enumerate(old):
        own = frozenset(_WORD.findall(one.casefold()))
        likeness = [(len(own & bags[place]) / max(len(own | bags[place]), 1), -place) for place in range(at, len(new))]
        best = max(likeness, default=(0.0, 0))
        if best[0] >= 0.4:
            found.append((number, -best[1]))
            at = -best[1] + 1
        else:
            found.append((number, None))
    return found


def _by_words(old: str, new: str) -> tuple[Piece, ...]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > WORDS_AT_MOST:
        return Piece("gone", old), Piece("new", new)
    pieces: list[Piece] = []
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(before[first:last])))
            continue
        if last > first:
            pieces.append(Piece("gone", "".join(before[first:last])))
        if end > start:
            pieces.append(Piece("new", "".join(after[start:end])))
    return tuple(pieces)
