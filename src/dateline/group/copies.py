"""Reports that are the same words: reprints, edited copies and wire copy.

MinHash over runs of five words finds the candidates; fingerprints chosen by winnowing (Schleimer, Wilkerson
and Aiken 2003) measure how much of one report stands in the other; `shared_passages` aligns the words themselves.
The only file that knows rensa.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from dateline.model.story import Copy
from dateline.model.text import Span

RUN = 5
"""Words in one run."""
WINDOW = 6
"""Of so many neighbouring runs one is a fingerprint: no shared passage of RUN + WINDOW - 1 words is missed."""
PERMUTATIONS, SEED = 128, 42
BANDS = 32
"""Bands of four values: two reports that share half of their runs meet with probability 0.87, a tenth with 0.003."""
REPRINT, EDITED = 0.9, 0.5
"""Shares of a report's words from which it is called a reprint, or an edited copy."""
FEWEST_FINGERPRINTS = 6
"""Shorter texts (headlines, tickers) agree by chance and are never called copies."""

_WORD = re.compile(r"\w+")
_WIRE = re.compile(
    r"\b(?:reuters|ap|associated press|afp|agence france-?presse|dpa|efe|ansa|xinhua|tass|itar-tass|interfax"
    r"|kyodo|yonhap|pti|ani|upi|bloomberg|aap|dow jones|wire (?:report|service)s?)\b",
    re.IGNORECASE,
)


class Sketched(Protocol):
    """What is needed of a sketch to find copies."""

    @property
    def id(self) -> str:
        """The article's id."""

    @property
    def sort_key(self) -> tuple[str, str]:
        """Its place in founding order."""

    @property
    def signature(self) -> tuple[int, ...]:
        """Its MinHash signature."""

    @property
    def fingerprints(self) -> tuple[int, ...]:
        """Its winnowed fingerprints."""

    @property
    def credit(self) -> str:
        """Whose words it says it is."""


def signature(text: str) -> tuple[int, ...]:
    """Return the MinHash signature of a text (128 values), empty when it has fewer words than one run."""
    from rensa import RMinHash

    words = _words(text)
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    if not runs:
        return ()
    made = RMinHash(PERMUTATIONS, SEED)
    made.update(sorted(runs))
    return tuple(int(one) for one in made.digest())


def fingerprints(text: str) -> tuple[int, ...]:
    """Return the winnowed fingerprints of a text, each once, in text order."""
    words = _words(text)
    hashes = [_hash(" ".join(words[at : at + RUN])) for at in range(len(words) - RUN + 1)]
    chosen: dict[int, None] = {}
    for at in range(max(1, len(hashes) - WINDOW + 1) if hashes else 0):
        chosen[min(hashes[at : at + WINDOW])] = None
    return tuple(chosen)


def copies(sketches: Sequence[Sketched]) -> tuple[Copy, ...]:
    """Find the reports that are the same words as an earlier one, each with the earliest it shares most with.

    `shared` is the part of the report's own fingerprints that stand in the other.
    """
    ordered = sorted(sketches, key=lambda one: one.sort_key)
    place = {one.id: number for number, one in enumerate(ordered)}
    found: list[Copy] = []
    for later, earlier in _candidates(ordered):
        best: tuple[float, int, Copy] | None = None
        for number in sorted(earlier):
            made = _copy(ordered[later], ordered[number])
            if made and (best is None or (made.shared, -number) > (best[0], -best[1])):
                best = (made.shared, number, made)
        if best:
            found.append(best[2])
    return tuple(sorted(found, key=lambda one: place[one.article_id]))


def shared_passages(left: str, right: str, *, fewest_words: int = 8) -> tuple[tuple[Span, Span], ...]:
    """Align two texts: the passages of at least so many words that are the same, in the order of the left text.

    Case, blanks and punctuation do not count. What the left text has outside these passages was added or is its own.
    """
    ours, theirs = list(_WORD.finditer(left)), list(_WORD.finditer(right))
    mine, other = [one.group().casefold() for one in ours], [one.group().casefold() for one in theirs]
    starts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(other) - RUN + 1):
        starts[tuple(other[at : at + RUN])].append(at)
    found: list[tuple[Span, Span]] = []
    at = 0
    while at <= len(mine) - RUN:
        longest, begin = 0, -1
        for start in starts.get(tuple(mine[at : at + RUN]), ())[:20]:
            size = RUN
            while at + size < len(mine) and start + size < len(other) and mine[at + size] == other[start + size]:
                size += 1
            if size > longest:
                longest, begin = size, start
        if longest >= fewest_words:
            here = Span(ours[at].start(), ours[at + longest - 1].end())
            found.append((here, Span(theirs[begin].start(), theirs[begin + longest - 1].end())))
        at += longest or 1
    return tuple(found)


def _candidates(ordered: Sequence[Sketched]) -> Iterable[tuple[int, set[int]]]:
    """Pair each report with the earlier ones that share a band of its signature."""
    width = PERMUTATIONS // BANDS
    seen: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    for number, one in enumerate(ordered):
        earlier: set[int] = set()
        for band in range(BANDS if one.signature else 0):
            key = (band, one.signature[band * width : (band + 1) * width])
            earlier.update(seen[key])
            seen[key].append(number)
        if earlier:
            yield number, earlier


def _copy(later: Sketched, earlier: Sketched) -> Copy | None:
    ours, theirs = set(later.fingerprints), set(earlier.fingerprints)
    if min(len(ours), len(theirs)) < FEWEST_FINGERPRINTS:
        return None
    common = len(ours & theirs)
    shared, back = common / len(ours), common / len(theirs)
    if max(shared, back) < EDITED:
        return None
    credits = [one for one in (later.credit, earlier.credit) if _WIRE.search(one)]
    kind = "wire" if credits else "reprint" if min(shared, back) >= REPRINT else "edited"
    why = f"{shared:.0%} of its words stand in the earlier report, {back:.0%} of that report's words stand here"
    if credits:
        why += f"; credited to {credits[0]}"
    return Copy(article_id=later.id, of=earlier.id, kind=kind, shared=round(shared, 3), why=why)


def _words(text: str) -> list[str]:
    return [one.casefold() for one in _WORD.findall(text)]


def _hash(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")
