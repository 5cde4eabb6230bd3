"""What a report says of where it is at home: countries and regions it speaks of, its outlet, its headline."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from dateline.lexicon.countries import countries_of_demonym, country_of_alpha2, country_of_name
from dateline.lexicon.gazetteer import Place, places_of, regions_abbreviated
from dateline.lexicon.outlets import outlet_of_host
from dateline.lexicon.places_table import local_words, place_words
from dateline.model.article import Article
from dateline.understand.place_names import Candidate

_WORD = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_STOPS = ".,;:!?\"“”()’'"
_LARGE = 100_000
_EVERYWHERE = 40
_TOWNS = frozenset({"city", "capital", "district"})
_OWN_LIMIT = 2.0
_HEADLINE, _HOME = 2.0, 2.0
_NONE: dict[str, float] = {}


@dataclass(slots=True)
class Context:
    """How much speaks for each country and region, and by which name; in which squares its names may lie."""

    countries: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    regions: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    by_name: dict[str, dict[str, float]] = field(default_factory=dict)
    regions_by_name: dict[str, dict[str, float]] = field(default_factory=dict)
    squares: defaultdict[tuple[int, int], dict[str, float]] = field(default_factory=lambda: defaultdict(dict))

    neighbourhoods: dict[tuple[int, int], tuple[float, dict[str, float]]] = field(default_factory=dict)

    def country(self, alpha3: str, name: str) -> float:
        """What speaks for a country besides that name itself."""
        return self.countries.get(alpha3, 0.0) - self.by_name.get(name, _NONE).get(alpha3, 0.0)

    def region(self, code: str, name: str) -> float:
        """What speaks for a region besides that name itself."""
        return self.regions.get(code, 0.0) - self.regions_by_name.get(name, _NONE).get(code, 0.0)

    def elsewhere(self, alpha3: str, name: str) -> float:
        """What speaks for the country most spoken of, when that is another."""
        others = [value for code, value in self.countries.items() if code != alpha3]
        return max(others, default=0.0) - sum(self.by_name.get(name, _NONE).values())

    def company(self, place: Place, name: str) -> float:
        """How many other names of the text may lie near a place, each the less, the more places bear it."""
        square = square_of(place)
        known = self.neighbourhoods.get(square)
        if known is None:
            known = self.neighbourhoods[square] = self._round(*square)
        total, best = known
        return total - best.get(name, 0.0)

    def _round(self, row: int, column: int) -> tuple[float, dict[str, float]]:
        """The names that may lie in or next to a square, each with its weight, and their sum."""
        best: dict[str, float] = {}
        for y in (row - 1, row, row + 1):
            for x in (column - 1, column, column + 1):
                here = self.squares.get((y, x))
                for other, weight in here.items() if here else ():
                    if weight > best.get(other, 0.0):
                        best[other] = weight
        return sum(best.values()), best

    def home(self) -> str | None:
        """The country that most of the evidence speaks for, where it is a large part of it all."""
        if not self.countries:
            return None
        best, value = max(self.countries.items(), key=lambda pair: pair[1])
        return best if value >= 2 and value > 0.4 * sum(self.countries.values()) else None


def square_of(place: Place) -> tuple[int, int]:
    """The square of one degree in which a place lies."""
    return math.floor(place.lat), math.floor(place.lon)


def is_bare_kind(name: str) -> bool:
    """ "the Gulf", "the Bay": a word for a kind of place, whatever namesakes the gazetteer has."""
    return name.lower().removeprefix("the ") in place_words("kind")


def context_of(
    text: str, found: Sequence[Candidate], article: Article | None, *, words: Iterable[str] | None = None
) -> Context:
    """Countries and regions by the names, demonyms and unmistakable cities of the text, its headline and outlet.

    `words` are those of the text, where they are known.
    """
    context = Context()
    _count_words(context, text, 1.0, words)
    for one in found:
        _count_name(context, one.name)
    if article is not None:
        if article.headline and not text.startswith(article.headline):
            _count_words(context, article.headline, _HEADLINE)
            for match in _WORD.finditer(article.headline):
                if country_of_name(match[0]):
                    _count_name(context, match[0])
        if article.dateline and article.dateline.place:
            for part in article.dateline.place.split(","):
                _count_name(context, part.strip())
        home = _country_of_outlet(article.url)
        if home:
            context.countries[home] += _HOME
    return context


def _count_words(context: Context, text: str, weight: float, parted: Iterable[str] | None = None) -> None:
    for capitalised in _WORD.findall(text):
        nation = _nation_of(capitalised)
        if nation:
            context.countries[nation] += weight
    if parted is not None and local_words().keys().isdisjoint(parted):
        return  # as half of all texts have none of them
    words = set(text.split())
    words.update([word.strip(_STOPS) for word in words if not word.isalnum()])
    for word, country in local_words().items():
        if word in words:
            context.countries[country] += weight


@lru_cache(maxsize=50_000)
def _nation_of(words: str) -> str | None:
    nations = countries_of_demonym(words) or countries_of_demonym(words.split()[0])
    return nations[0] if len(nations) == 1 else None


def _count_name(context: Context, name: str) -> None:
    evidence = _evidence_of(name)
    if evidence is None:
        return
    home, regions = evidence
    if home is not None:
        context.countries[home] += 1
        own = context.by_name.setdefault(name, {})
        own[home] = own.get(home, 0.0) + 1
    if name not in context.regions_by_name:
        for square, weight in _squares_of(name).items():
            context.squares[square][name] = weight
    told = context.regions_by_name.setdefault(name, {})
    for region, weight in regions.items():
        # A name tells of the region it lies in, the more, the fewer regions have one of that name.
        if told.get(region, 0.0) + weight <= _OWN_LIMIT * weight:
            context.regions[region] += weight
            told[region] = told.get(region, 0.0) + weight


@lru_cache(maxsize=20_000)
def _evidence_of(name: str) -> tuple[str | None, dict[str, float]] | None:
    """The country a name tells of, if any, and the regions, each with its weight."""
    if is_bare_kind(name):
        return None
    country = country_of_name(name)
    if country is not None:
        return country, {}
    strong = [place for place in regions_abbreviated(name) or places_of(name) if not place.weak]
    homes = {place.country for place in strong}
    if len(homes) != 1:
        homes = {place.country for place in strong if place.population > _LARGE}
    home = next(iter(homes)) if len(homes) == 1 else None
    return home, _regions_of(strong)


@lru_cache(maxsize=20_000)
def _squares_of(name: str) -> dict[tuple[int, int], float]:
    """Where towns and districts of a name lie; nothing for names that lie everywhere."""
    found = {square_of(place) for place in places_of(name) if not place.weak and place.kind in _TOWNS}
    return dict.fromkeys(found, 1 / len(found)) if 0 < len(found) <= _EVERYWHERE else {}


def _regions_of(strong: Sequence[Place]) -> dict[str, float]:
    named = {place.region for place in strong if place.kind == "region" and place.region}
    regions = {place.region for place in strong if place.region}
    if len(named) == 1 and len(regions) < 40:
        return {next(iter(named)): 1.0}  # "Ohio" tells of the state, whatever villages bear its name
    return {region: 1.0 / len(regions) for region in regions}


@lru_cache(maxsize=2_000)
def _country_of_outlet(url: str | None) -> str | None:
    """The country of an address: of a known outlet, else of its ending (".co.uk")."""
    host = (urlsplit(url).hostname or "") if url else ""
    known = outlet_of_host(host) if host else None
    if known is not None and known.country:
        return known.country if known.kind != "agency" else None
    ending = host.rsplit(".", 1)[-1].upper()
    if len(ending) != 2 or ending in _SOLD_ENDINGS:
        return None
    country = country_of_alpha2("GB" if ending == "UK" else ending)
    return country.alpha3 if country else None


_SOLD_ENDINGS = frozenset(
    {"TV", "ME", "IO", "CO", "AI", "FM", "AM", "LY", "CC", "WS", "TO", "GG", "SH", "LA", "EU", "NU"}
)
