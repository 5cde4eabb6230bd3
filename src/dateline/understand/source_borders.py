"""Where the words of one telling end and those of the next begin: marks, semicolons, clauses beside one another."""

from __future__ import annotations

from bisect import bisect_right

from dateline.lexicon.tables import word_set
from dateline.understand.source_act import Act, Range
from dateline.understand.source_tokens import Tokens

_JOINING = word_set("and but while whereas yet though although")
_PLACED_BEHIND = frozenset(("advcl", "obl", "obl:unmarked", "advmod"))
_LAST_WORDS = frozenset((".", "!", "?"))


def behind_marks(parse: Tokens, verb: int, first: int, stop: int) -> int | None:
    """The closing mark of the quotation in which a verb stands, None where it stands in none that is closed."""
    marks = parse.marks
    behind = bisect_right(marks, verb)
    if not 0 < behind < len(marks) or marks[behind - 1] < first or marks[behind] >= stop:
        return None
    closed = mark(parse, marks[behind - 1]) > 0 > mark(parse, marks[behind])
    return marks[behind] if closed else None


def mark(parse: Tokens, token: int) -> int:
    """1 for a mark that opens a quotation, -1 for one that closes it, 0 for any other word."""
    form = parse.words[token]
    if form in ("“", "``", "«"):
        return 1
    if form in ("”", "''", "»"):
        return -1
    if form != '"':
        return 0
    start = parse.starts[token]
    before, behind = parse.text[start - 1 : start], parse.text[start + 1 : start + 2]
    return 1 if (not before or before.isspace() or before in "(—–-") and not behind.isspace() else -1


def begins_after(parse: Tokens, begins: int, first: int, made: list[Act]) -> int:
    """Where the words before a telling begin that stands behind another: "..., a said, but [...], b said"."""
    for act in reversed(made):
        if not act.closing or act.at >= begins:
            continue
        for token in range(begins - 1, act.at, -1):
            form = parse.words[token]
            if form == ";" or (form in (",", ".") and parse.words[token + 1].lower() in _JOINING):
                return token + 1
    return first


def joint_before(parse: Tokens, begins: int, first: int) -> int | None:
    """Where a clause begins beside the one before it: the semicolon or ", and" right before its subject."""
    if begins - 2 > first and parse.low(begins - 1) in _JOINING and parse.words[begins - 2] in (",", ";"):
        return begins - 1
    return begins - 1 if begins - 1 > first and parse.words[begins - 1] == ";" else None


def without(content: list[Range], start: int, stop: int) -> list[Range]:
    """What is left of ranges that are cut off at `start`, where another telling begins."""
    cut = [(a, min(b, start) if a < start < b <= stop else b) for a, b in content if not start <= a < stop]
    return [(a, b) for a, b in cut if b > a]


def rest_behind(parse: Tokens, verb: int, comma: int, stop: int) -> Range | None:
    """What goes on behind an aside; None where it only tells when and how it was told: ", a day after he denied it"."""
    first = comma + 1
    for token in range(comma, stop):
        if parse.words[token] == ";":
            stop = token
            break
    if first >= stop or (stop - first < 2 and parse.words[first] in _LAST_WORDS):
        return None
    top = first
    for _ in range(8):
        above = parse.heads[top]
        if above == top or not first <= above < stop:
            break
        top = above
    if parse.heads[top] == verb and parse.labels[top] in _PLACED_BEHIND and parse.words[comma] == ",":
        return None
    return comma, stop
