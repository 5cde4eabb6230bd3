"""The language of searches: words, "phrases", OR, -not, and fields such as speaker:"Wang Yi" or killed:>100.

    quake OR tremor "Qeshm Island" -drill actor:Iran type:AID place:Bandar* from:2008-09 to:2008-10-15 injured:5..20

A field that is not known is an error, not a word: a search that silently looks for something else would mislead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from dateline.lexicon.quantities import counted
from dateline.model.query import Asked, Query, Wanted
from dateline.model.shelf import FACT_KINDS

LONGEST, MOST_PARTS = 500, 40
FIELDS = (*FACT_KINDS, "figure", "from", "to", "on", "story")
PIECE = re.compile(
    r"""
    (?P<not>-|NOT\s+)?
    (?:(?P<field>[^\W\d_][\w-]*):(?=[^\s]))?
    (?: "(?P<phrase>[^"]*)"? (?P<phrase_star>\*)? | (?P<word>[^\s"]+) )
    """,
    re.X,
)
BOUNDS = re.compile(
    r"""^(?: (?P<low>[\d.,]+[kmb]?)\.\.(?P<high>[\d.,]+[kmb]?) | (?P<sign>>=|<=|>|<|=)?(?P<one>[\d.,]+[kmb]?) )$""",
    re.X | re.I,
)
SCALES = {"k": 1e3, "m": 1e6, "b": 1e9}
DAY = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
AGO = re.compile(r"^(\d{1,4})d$")


@cache
def counted_words() -> dict[str, str]:
    """Words that can stand as a field with bounds, each with the class of things counted: killed, deaths, troops."""
    told = counted()
    found = {word: group for kind in ("noun", "verb", "state") for word, group in told.get(kind, {}).items()}
    found.update({group: group for group in found.values()})
    return {word: group for word, group in found.items() if group != "-" and word not in FIELDS}


class BadQuery(ValueError):
    """A search that cannot be understood; the message tells which part and what to type."""


@dataclass(frozen=True, slots=True)
class _Piece:
    words: str
    field: str | None
    negated: bool
    is_phrase: bool
    prefix: bool


def parse(typed: str) -> Query:
    """Read a search; raises BadQuery when a part of it means nothing."""
    text = " ".join(typed.replace("“", '"').replace("”", '"').replace("„", '"').split())
    if len(text) > LONGEST:
        raise BadQuery(f"a search may have {LONGEST} characters, not {len(text)}")
    words: list[Wanted] = []
    fields: list[Asked] = []
    joins = False
    for piece in _pieces(text):
        if piece.field is not None:
            fields += _asked(piece)
        elif piece.words == "OR" and not piece.is_phrase and words and not words[-1].negated:
            joins = True
            continue
        elif piece.words not in ("AND", "OR") or piece.is_phrase:
            _add(words, piece, joins=joins)
        joins = False
        if len(words) + len(fields) > MOST_PARTS:
            raise BadQuery(f"a search may have {MOST_PARTS} parts")
    return Query(typed=text, words=tuple(words), fields=tuple(fields))


def _pieces(text: str) -> Iterator[_Piece]:
    for match in PIECE.finditer(text):
        phrase, word = match["phrase"], match["word"]
        name = match["field"]
        if name is not None and name.casefold() not in FIELDS and not counted_words().get(name.casefold()):
            if name in ("http", "https"):
                name, word = None, match.group().lstrip("-")
            else:
                raise BadQuery(
                    f"there is no field {name!r}; known are {', '.join(FIELDS)}, and things counted (killed:)"
                )
        told = phrase if phrase is not None else (word or "")
        star = bool(match["phrase_star"]) or (phrase is None and told.endswith("*") and len(told) > 1)
        plain = told.rstrip("*") if phrase is None else told
        if any(one.isalnum() for one in plain):
            yield _Piece(
                words=plain.strip(),
                field=name.casefold() if name else None,
                negated=bool(match["not"]),
                is_phrase=phrase is not None,
                prefix=star,
            )
        elif name is not None:
            raise BadQuery(f"{name}: needs something behind it")


def _add(words: list[Wanted], piece: _Piece, *, joins: bool) -> None:
    one = (piece.words, piece.prefix)
    if joins and not piece.negated:
        words[-1] = replace(words[-1], alternatives=(*words[-1].alternatives, one))
    else:
        words.append(Wanted(alternatives=(one,), negated=piece.negated))


def _asked(piece: _Piece) -> list[Asked]:
    """Read a field; a thing counted with bounds ("killed:>100") is a figure of it."""
    name, value = piece.field or "", piece.words
    if name in ("from", "to", "on"):
        if piece.negated:
            raise BadQuery(f"{name}: cannot be negated")
        _days(name, value)
        return [Asked(field=name, value=value)]
    if name == "figure":
        low, high = _bounds(value)
        return [Asked(field=name, value="", negated=piece.negated, low=low, high=high)]
    if counted := counted_words().get(name):
        low, high = _bounds(value)
        return [Asked(field="figure", value=counted, negated=piece.negated, low=low, high=high)]
    if name == "counted":
        known = counted_words().get(value.casefold())
        return [Asked(field=name, value=known or value, negated=piece.negated)]
    return [Asked(field=name, value=value, negated=piece.negated)]


def _bounds(value: str) -> tuple[float | None, float | None]:
    match = BOUNDS.match(value)
    if match is None:
        raise BadQuery(f"{value!r} is no figure; type 100, >100, <=50 or 10..20")
    if match["low"]:
        low, high = _number(match["low"]), _number(match["high"])
        if low > high:
            raise BadQuery(f"{value!r}: the lower bound is above the upper")
        return low, high
    one = _number(match["one"])
    above, below = {">": (one + 1, None), ">=": (one, None), "<": (None, one - 1), "<=": (None, one)}.get(
        match["sign"] or "=", (one, one)
    )
    return above, below


def _number(told: str) -> float:
    scale = SCALES.get(told[-1].lower(), 1.0)
    digits = (told if scale == 1.0 else told[:-1]).replace(",", "")
    try:
        return float(digits) * scale
    except ValueError:
        raise BadQuery(f"{told!r} is no number") from None


def _days(name: str, value: str) -> tuple[str, str] | None:
    """The first and last day that a value covers; None for one that counts back from today ("7d")."""
    if AGO.match(value) or value in ("today", "yesterday"):
        return None
    match = DAY.match(value)
    if match is None:
        raise BadQuery(f"{name}:{value} is no day; type 2024, 2024-05, 2024-05-31, 7d, today or yesterday")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 1, month or 1, day or 1)
        if day:
            last = first
        elif month:
            last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        else:
            last = date(year or 1, 12, 31)
    except (ValueError, OverflowError):
        raise BadQuery(f"{name}:{value}: there is no such day") from None
    return first.isoformat(), last.isoformat()


def period(query: Query, *, today: date) -> tuple[str | None, str | None]:
    """The first and last day that a search allows, both inclusive; None is open."""
    since = until = None
    for one in query.fields:
        if one.field not in ("from", "to", "on"):
            continue
        first, last = _days(one.field, one.value) or _back_from(today, one.value)
        if one.field in ("from", "on"):
            since = max(since or first, first)
        if one.field in ("to", "on"):
            until = min(until or last, last)
    return since, until


def _back_from(today: date, value: str) -> tuple[str, str]:
    match = AGO.match(value)
    back = int(match.group(1)) if match else 1 if value == "yesterday" else 0
    day = (today - timedelta(days=min(back, today.toordinal() - 1))).isoformat()
    return day, day


def expression(words: tuple[Wanted, ...]) -> str | None:
    """Write the words as an expression of FTS5, None where there are none; raises BadQuery for nothing but "not"s."""
    wanted = [_any(one) for one in words if not one.negated]
    barred = [_any(one) for one in words if one.negated]
    if barred and not wanted:
        raise BadQuery("a search needs words to look for beside those that must not be there")
    if not wanted:
        return None
    found = " AND ".join(wanted)
    return f"({found}) NOT ({' OR '.join(barred)})" if barred else found


def _any(one: Wanted) -> str:
    bare = [(word.replace('"', " ").replace("\0", " "), "*" if prefix else "") for word, prefix in one.alternatives]
    phrases = [f'"{word}"{star}' for word, star in bare]
    return phrases[0] if len(phrases) == 1 else f"({' OR '.join(phrases)})"
