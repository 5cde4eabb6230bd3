"""One decision per name per text: kinds that agree, names found everywhere they stand, words that are no names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from dateline.lexicon.gazetteer import is_place_name
from dateline.lexicon.tables import word_set
from dateline.understand.name_acronyms import explained, kinds_by_long_form
from dateline.understand.name_forms import Name
from dateline.understand.name_kinds import is_people_by_name
from dateline.understand.parse import Parse
from dateline.understand.text_words import Covered, Words

_COMPASS = frozenset(("Northern", "Southern", "Eastern", "Western", "Central", "North", "South", "East", "West"))
_PLACE_WORDS = frozenset(("in", "at", "from", "to", "near", "of", "around", "outside"))
_WITHIN = frozenset(("in", "near", "around", "outside"))
_DOUBTFUL = 0.6
"""Below this the parser's word for a person gives way to a preposition that persons may follow too."""
_CONTINENTAL = word_set("American Americans African Africans Asian Asians European Europeans")
_REGION = re.compile(
    r"\b(?:Latin|North|South|East|West|Central|Northern|Southern|Eastern|Western|South-?[Ee]ast|Native|African)[ -]$"
)
_TAIL = re.compile(r" (?:of|in|for|and|to|at)(?: the)?$")
_TAILS = (" of", " in", " for", " and", " to", " at", " the")
_BLANK_OR_HYPHEN = re.compile(r"[\s-]")
_STORM = re.compile(
    r"\b(?:[Cc]yclone|[Hh]urricane|[Tt]yphoon|[Ss]torm|[Tt]ropical [Ss]torm|[Tt]ropical [Dd]epression) $"
)
_DISPATCH = re.compile(r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?: \([^()\n]{2,40}\))? ?[-–—]+ ")
_STORMS = ("yclone ", "urricane ", "yphoon ", "torm ", "epression ")


def agreed_names(names: list[Name], words: Words, parse: Parse, addresses: set[int]) -> list[Name]:
    """The names of a text as the whole text tells, in order; `addresses` are places inside web addresses."""
    text = parse.text
    names = _with_compass(_with_region(_without_small(names, words, parse), text), text)
    names = _in_full_length(names, text)
    names = _as_peoples(_one_kind_each(names, text))
    names = _as_storms(_as_long_forms(names, text), text)
    return sorted([*names, *_missed(names, words, text, addresses)], key=lambda name: name.start)


def _without_small(names: list[Name], words: Words, parse: Parse) -> list[Name]:
    """Leave out what has a capital only because a sentence begins: "Iodine" where the text goes on about iodine."""
    starts, size = parse.edges()[0], len(parse)
    opening = {starts[first] for first, stop in parse.sentences if first < stop <= size}
    doubtful = [name for name in names if name.by == "parser" and name.start in opening and name.exact.istitle()]
    if not any(one.exact.lower() in parse.text for one in doubtful):
        return names
    written = words.forms()
    elsewhere = {name.exact for name in names if name.start not in opening}
    dropped = {id(one) for one in doubtful if one.exact.lower() in written and one.exact not in elsewhere}
    return [name for name in names if id(name) not in dropped]


def _in_full_length(names: list[Name], text: str) -> list[Name]:
    """Bodies with an acronym in brackets, and bodies that were cut behind "of" or "in", as long as they are."""
    for start, end, acronym in explained(text):
        inside = [name for name in names if name.start < end and start < name.end]
        wide = any(name.start < start or name.end > end or (name.start == start and name.end == end) for name in inside)
        bodies = [name for name in inside if name.kind == "organization"]
        short = any(name.exact == acronym and name.kind == "organization" for name in names)
        if inside and not wide and (bodies or short) and not any(name.kind == "law" for name in inside):
            whole = Name(start, end, text[start:end], "organization", "parser", max(one.score for one in inside))
            names = sorted([whole, *(name for name in names if name not in inside)], key=lambda name: name.start)
    if not any(map(_is_cut, names)):
        return names
    joined: list[Name] = []
    for name in names:
        before = joined[-1] if joined else None
        if before is not None and _is_cut(before) and text[before.end : name.start] == " ":
            joined[-1] = replace(before, end=name.end, exact=text[before.start : name.end])
        else:
            joined.append(name)
    return [_without_tail(name) for name in joined]


def _is_cut(name: Name) -> bool:
    may_be = name.by == "parser" and name.kind == "organization" and name.exact.endswith(_TAILS)
    return may_be and _TAIL.search(name.exact) is not None


def _without_tail(name: Name) -> Name:
    tail = _TAIL.search(name.exact) if _is_cut(name) else None
    if tail is None:
        return name
    return replace(name, end=name.start + tail.start(), exact=name.exact[: tail.start()])


def _as_peoples(names: list[Name]) -> list[Name]:
    """Names of peoples are groups, unless somebody in the text is called so."""
    surnames = {name.exact.split()[-1] for name in names if name.kind == "person" and " " in name.exact}
    return [
        replace(name, kind="group")
        if name.by != "lexicon"
        and name.kind in ("person", "place", "organization")
        and name.exact not in surnames
        and is_people_by_name(name.exact)
        else name
        for name in names
    ]


def _as_storms(names: list[Name], text: str) -> list[Name]:
    """What is a cyclone once is neither a person nor a place elsewhere in the text."""
    storms = {
        name.exact
        for name in names
        if name.by == "parser"
        and text.endswith(_STORMS, 0, name.start)
        and _STORM.search(text, max(0, name.start - 22), name.start)
    }
    if not storms:
        return names
    return [
        replace(name, kind="event") if name.by == "parser" and name.exact.split()[-1] in storms else name
        for name in names
    ]


def _with_region(names: list[Name], text: str) -> list[Name]:
    """ "Latin American" and "West Africans" are peoples of a region, not of one state."""
    found: list[Name] = []
    for name in names:
        before = _REGION.search(text, max(0, name.start - 12), name.start) if name.exact in _CONTINENTAL else None
        if before is None:
            found.append(name)
            continue
        while found and found[-1].end > before.start():
            found.pop()
        whole = text[before.start() : name.end]
        found.append(
            replace(name, start=before.start(), exact=whole, kind="group", by="composed", country=None, actor=None)
        )
    return found


def _with_compass(names: list[Name], text: str) -> list[Name]:
    """ "Northern" and "Nigeria" side by side are one place."""
    joined: list[Name] = []
    for name in names:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.exact in _COMPASS
            and name.kind in ("place", "country")
            and text[before.end : name.start] == " "
        ):
            joined[-1] = replace(
                before, end=name.end, exact=text[before.start : name.end], kind="place", country=name.country
            )
        else:
            joined.append(name)
    return joined


def _as_long_forms(names: list[Name], text: str) -> list[Name]:
    """Acronyms that the text explains are what their long form is."""
    kinds = kinds_by_long_form(text, [(name.start, name.end, name.kind) for name in names])
    return [
        replace(name, kind=kinds[name.exact]) if name.by == "parser" and name.exact in kinds else name for name in names
    ]


def _one_kind_each(names: list[Name], text: str) -> list[Name]:
    """One decision per name per text: the kind with the most weight; surnames of persons are persons."""
    votes: dict[str, dict[str, float]] = {}
    for name in names:
        if name.by == "parser":
            kinds = votes.setdefault(name.exact, {})
            kinds[name.kind] = kinds.get(name.kind, 0.0) + name.score
    decided = {exact: max(sorted(kinds), key=kinds.__getitem__) for exact, kinds in votes.items()}
    surnames = {
        name.exact.split()[-1] for name in names if " " in name.exact and decided.get(name.exact, name.kind) == "person"
    }
    return [_decided(name, decided, surnames, text) for name in names]


def _decided(name: Name, decided: dict[str, str], surnames: set[str], text: str) -> Name:
    if name.exact in surnames:
        before = text[max(0, name.start - 12) : name.start].split()
        if name.by == "parser":
            return replace(name, kind="person") if name.kind != "person" else name
        if " " not in name.exact and not (before and before[-1].lower() in _PLACE_WORDS):
            # "Paris said" after "Jessica Paris" is she, not the city.
            return replace(name, kind="person", by="surname", actor=None, country=None, seat=None, score=0.8)
    if name.by != "parser":
        return name
    kind = decided[name.exact]
    if kind in ("person", "organization") and name.exact.isupper() and _is_dateline(name, text):
        kind = "place"
    if kind == "person" and " " not in name.exact:
        before = text[max(0, name.start - 12) : name.start].split()
        words = _WITHIN if name.score > _DOUBTFUL else _PLACE_WORDS
        if before and before[-1].lower() in words and is_place_name(name.exact):
            kind = "place"  # "a resident of Almaty"
    return replace(name, kind=kind) if kind != name.kind else name


def _is_dateline(name: Name, text: str) -> bool:
    """Whether a name in capitals is the place that a dispatch begins with: "ATYRAU (Wire) - The dam broke"."""
    begins = name.start == 0 or text[name.start - 1] == "\n"
    return begins and _DISPATCH.match(text, name.end) is not None and is_place_name(name.exact.title())


def _missed(names: list[Name], words: Words, text: str, addresses: set[int]) -> Iterator[Name]:
    """Names decided elsewhere in the text that stand uncovered at other places."""
    distinct: dict[str, dict[str, Name]] = {}
    met: set[tuple[str, str]] = set()
    for name in names:
        exact = name.exact
        if name.by == "parser" and (exact, name.kind) not in met and exact[:1].isupper() and len(exact) > 2:
            met.add((exact, name.kind))
            distinct.setdefault(_first_word(exact), {}).setdefault(exact, name)
            surname = exact.split()[-1] if name.kind == "person" and " " in exact else ""
            if len(surname) > 3 and surname[:1].isupper():
                distinct.setdefault(surname, {}).setdefault(surname, name)
    known = {first: sorted(models.items(), key=lambda pair: -len(pair[0])) for first, models in distinct.items()}
    if not known:
        return
    covered = Covered(text, [*((name.start, name.end) for name in names), *((at, at + 1) for at in addresses)])
    for number in words.written(known):
        start = words.starts[number]
        if not covered.is_free(start, start + 1):
            continue
        for exact, model in known[words.form(number)]:
            end = start + len(exact)
            whole = text[start:end] == exact and not text[end : end + 1].isalnum()
            if whole and text[end : end + 1] != "-" and covered.is_free(start, end):
                covered.take(start, end)
                score = 0.7 * model.score
                yield Name(
                    start,
                    end,
                    exact,
                    model.kind,
                    "repeated",
                    score,
                    model.actor,
                    model.country,
                    model.title,
                    model.seat,
                )
                break


@lru_cache(maxsize=20_000)
def _first_word(exact: str) -> str:
    return _BLANK_OR_HYPHEN.split(exact, maxsplit=1)[0]
