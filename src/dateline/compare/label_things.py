"""One thing through all reports of a story: by names, by families of words, by the table of labels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.compare.label_words import ACTOR, NAMED, WORDS, Reference
from dateline.lexicon.labels import loaded_labels
from dateline.lexicon.word_families import family_of
from dateline.lexicon.words import stem as lemma_of

SHARE = 0.3
"""A thing of the table belongs to the story when it is named so often, counted by the number of reports."""
_OF_WORDS = frozenset({"event", "law", "work", "product", "other", "organization", "group", "collective"})
"""Kinds of names that may be made of plain words."""
_PARTY = "party"
_CODE, _LONG_ENOUGH = 3, 5
_WORD = re.compile(r"[^\W\d_]{2,}")

_Key = tuple[str, str]
Things = dict[str, list[Reference]]


def things_of(found: Sequence[Reference], reports: int) -> Things:
    """Put the references of a story under their things; each thing by the name that most reports give it."""
    by_key: dict[_Key, list[Reference]] = defaultdict(list)
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


def _with_names_of_words(by_key: Mapping[_Key, list[Reference]]) -> dict[_Key, list[Reference]]:
    """Put names that are words written large to the family of their last word: "Trade Talks", "the Arlen campaign"."""
    found: dict[_Key, list[Reference]] = {}
    for (kind, key), own in by_key.items():
        last = own[0].name.rpartition(" ")[2]
        family = (WORDS, family_of(lemma_of(last)))
        is_words = own[0].sort in _OF_WORDS and (kind == NAMED or last.islower())
        if kind != WORDS and is_words and family in by_key:
            found.setdefault(family, []).extend(own)
        else:
            found.setdefault((kind, key), []).extend(own)
    return found


@dataclass(frozen=True, slots=True)
class _Name:
    """The name of a thing: its words in small letters, and whether it is a person, a body or something else."""

    key: _Key
    words: tuple[str, ...]
    sort: str
    reports: frozenset[str]


def _joined(by_key: Mapping[_Key, list[Reference]]) -> dict[_Key, list[Reference]]:
    """Join names to the one fuller name that they are a part of, and what differs only in how it is written."""
    named = [_name_of(key, own) for key, own in by_key.items() if key[0] in (ACTOR, NAMED)]
    named = [one for one in named if one.words]
    by_edge: dict[str, list[_Name]] = defaultdict(list)
    for one in named:
        for word in {one.words[0], one.words[-1]}:
            by_edge[word].append(one)
    found = {key: list(own) for key, own in by_key.items()}
    for one in sorted(named, key=lambda one: (len(one.words), len(by_key[one.key]), one.key)):
        near = {other.key: other for word in (one.words[0], one.words[-1], _PARTY) for other in by_edge[word]}
        fuller = [key for key, other in near.items() if key in found and key != one.key and _may_mean(one, other)]
        if len(fuller) == 1:
            found[fuller[0]] += found.pop(one.key)
    return found


def _may_mean(short: _Name, full: _Name) -> bool:
    """Tell whether a name is a part of another, another way to write it, or the members of a party."""
    words, longer = short.words, full.words
    if _is_state(short.key) or _is_state(full.key):
        return False
    if longer[-1] == _PARTY and len(words) == 1:
        return longer[0].startswith(lemma_of(words[0])) and len(words[0]) >= _LONG_ENOUGH
    if short.sort != full.sort or len(longer) < len(words):
        return False
    if words == longer or (longer[: len(words)] == words and (short.sort == "person" or len(words) > 1)):
        return True
    if short.sort != "person":
        return False
    if longer[-len(words) :] == words:
        return True
    alike = words[-1] == longer[-1] and words[0][0] == longer[0][0]
    return alike and len(words) > 1 and not short.reports & full.reports


def _name_of(key: _Key, own: Sequence[Reference]) -> _Name:
    words = tuple(one.lower() for one in _WORD.findall(own[0].name))
    sorts = {one.sort for one in own}
    sort = "person" if sorts & {"person", "title"} else "body" if sorts & {"organization", "group"} else own[0].sort
    return _Name(key, words, sort, frozenset(one.report.id for one in own))


def _is_state(key: _Key) -> bool:
    return key[0] == ACTOR and len(key[1]) == _CODE and key[1].isupper()


def _name(own: Sequence[Reference]) -> str:
    if own[0].kind != WORDS:
        names = Counter(one.name for one in own)
        return max(names, key=lambda name: (names[name], len(name), name))
    forms = Counter(one.name for one in own)
    return max(forms, key=lambda name: (forms[name], name == own[0].key, -len(name), name))
