"""One thing through all reports of a story: by names, by families of words, by the table of labels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.compare.label_references import ACTOR, NAMED, WORDS, Reference
from dateline.lexicon.labels import loaded_labels
from dateline.lexicon.word_families import family_of
from dateline.lexicon.words import stem as lemma_of

SHARE = 0.3
"""A thing of the table belongs to the story when it is named so often, counted by the number of reports."""
_OF_WORDS = frozenset({"event", "law", "work", "product", "other", "organization", "group", "collective"})
"""Kinds of names that may be made of plain words."""
_LONG_ENOUGH = 5
_WORD = re.compile(r"[^\W\d_]{2,}")

Things = dict[str, list[Reference]]


def things_of(found: Sequence[Reference], reports: int) -> Things:
    """Put the references of a story under their things; each thing by the name that most reports give it."""
    by_key: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    by_table: dict[str, list[Reference]] = defaultdict(list)
    found = with_people_described(found)
    for one in found:
        if one.table:
            by_table[one.table].append(one)
    shown = {name for name, own in by_table.items() if _takes_sides(own, reports)}
    for one in found:
        if one.kind == WORDS and one.table in shown:
            by_key["table", one.table or ""].append(one)
        else:
            by_key[one.kind, one.key].append(one)
    joined = _joined(_with_names_of_words(by_key))
    things: Things = {}
    for (kind, key), own in sorted(joined.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        name = key if kind == "table" else _name(own)
        things.setdefault(name, []).extend(own)
    return things


def with_people_described(found: Sequence[Reference]) -> list[Reference]:
    """Give "the fired FBI director" to the one person whom the story calls director, or whose titles fit best."""
    called: dict[str, dict[tuple[str, str, str], list[Reference]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        if one.sort in ("person", "title") and one.described:
            called[family_of(one.described)][one.kind, one.key, one.name].append(one)
    made = []
    for one in found:
        people = called.get(one.key) if one.kind == WORDS and one.may_be_person else None
        who = _likeliest(one, people) if people else None
        if who is not None:
            kind, key, name = who
            one = replace(one, kind=kind, key=key, name=name, sort="title", table=None)
        made.append(one)
    return made


def _likeliest(
    one: Reference, people: Mapping[tuple[str, str, str], Sequence[Reference]]
) -> tuple[str, str, str] | None:
    words = set(one.form.split())
    weighed = []
    for who, called in people.items():
        shared = max(len(words & set(other.form.split())) for other in called)
        before = any(other.report is one.report and other.span.start < one.span.start for other in called)
        weighed.append(((shared, before), who))
    weighed.sort(reverse=True)
    alone = len(weighed) == 1 or weighed[0][0] > weighed[1][0]
    return weighed[0][1] if alone else None


def _takes_sides(own: Sequence[Reference], reports: int) -> bool:
    voices = {one.report.id for one in own}
    forms = {one.table_form for one in own}
    return len(voices) > 1 and len(own) >= SHARE * reports and bool(forms & loaded_labels()) and len(forms) > 1


def _with_names_of_words(by_key: Mapping[tuple[str, str], list[Reference]]) -> dict[tuple[str, str], list[Reference]]:
    """Put names that are words written large to the family of their last word: "Trade Talks", "the Arlen campaign"."""
    found: dict[tuple[str, str], list[Reference]] = {}
    for (kind, key), own in by_key.items():
        last = own[0].name.rpartition(" ")[2]
        family = (WORDS, family_of(lemma_of(last)))
        is_words = own[0].sort in _OF_WORDS and (kind == NAMED or last.islower())
        if kind != WORDS and is_words and family in by_key:
            found.setdefault(family, []).extend(own)
        else:
            found.setdefault((kind, key), []).extend(own)
    return found


def _joined(by_key: Mapping[tuple[str, str], list[Reference]]) -> dict[tuple[str, str], list[Reference]]:
    """Join names to the one fuller name that they are a part of, and what differs only in how it is written."""
    named = {key: _words(own) for key, own in by_key.items() if key[0] in (ACTOR, NAMED)}
    found: dict[tuple[str, str], list[Reference]] = {key: list(own) for key, own in by_key.items()}
    for key in sorted(named, key=lambda key: (len(named[key]), len(by_key[key]), key)):
        fuller = [other for other in named if other in found and other != key and _may_mean(key, other, named, found)]
        if len(fuller) == 1:
            found[fuller[0]] += found.pop(key)
    return found


def _may_mean(
    key: tuple[str, str],
    other: tuple[str, str],
    named: Mapping[tuple[str, str], tuple[str, ...]],
    found: Mapping[tuple[str, str], Sequence[Reference]],
) -> bool:
    """Tell whether a name is a part of another, another way to write it, or the members of a party."""
    words, longer = named[key], named[other]
    if not words or not longer or _is_state(key):
        return False
    if len(longer) >= len(words) and (longer[-len(words) :] == words or longer[: len(words)] == words):
        return True
    if longer[-1] == "party" and len(words) == 1:
        return longer[0].startswith(lemma_of(words[0])) and len(words[0]) >= _LONG_ENOUGH
    if "person" not in (found[key][0].sort, found[other][0].sort) or len(words) < 2 or len(longer) < 2:
        return False
    together = {one.report.id for one in found[key]} & {one.report.id for one in found[other]}
    return words[-1] == longer[-1] and words[0][0] == longer[0][0] and not together


def _is_state(key: tuple[str, str]) -> bool:
    return key[0] == ACTOR and len(key[1]) == 3 and key[1].isupper()


def _words(own: Sequence[Reference]) -> tuple[str, ...]:
    return tuple(one.lower() for one in _WORD.findall(own[0].name))


def _name(own: Sequence[Reference]) -> str:
    if own[0].kind != WORDS:
        names = Counter(one.name for one in own)
        return max(names, key=lambda name: (names[name], len(name), name))
    forms = Counter(one.name for one in own)
    return max(forms, key=lambda name: (forms[name], name == own[0].key, -len(name), name))
