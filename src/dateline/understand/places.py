"""Places: names resolved to the gazetteer, where context and not size alone decides among namesakes."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.lexicon.countries import countries_of_demonym, country_of_name, name_of
from dateline.lexicon.gazetteer import Place, distance_km, places_of, region_named, regions_abbreviated
from dateline.model.annotation import AnnotatedArticle, Annotation, PlaceMention
from dateline.model.text import Span
from dateline.understand.parse import Parse
from dateline.understand.place_names import Candidate, acts_as_government, candidates

_KIND_WEIGHT = {"country": 7.0, "feature": 2.5, "capital": 2.5, "region": 1.0, "city": 0.0, "district": -1.0}
_PRECISION = {"city": "city", "capital": "city", "region": "region", "district": "region", "country": "country",
              "feature": "feature"}  # fmt: skip
_WEAK = -7.0
_SURE = 0.6
_WORD = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_CONTAINED = re.compile(r"(?:, |,? in (?:the )?(?:[a-z]+ )?(?:[a-z]+ )?(?:of )?| \(|'s |, in )\Z")


@dataclass(slots=True)
class _Context:
    """What the whole text says of where things happen."""

    countries: Counter[str] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)
    points: list[tuple[float, float]] = field(default_factory=list)


@dataclass(slots=True)
class _Choice:
    place: Place | None
    confidence: float
    why: str


class Places:
    """Finds places and resolves them; unclear namesakes stay open or get a low confidence with the reason."""

    name = "places"
    version = 1
    requires: tuple[type[Annotation], ...] = ()
    provides: tuple[type[Annotation], ...] = (PlaceMention,)

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Annotation]:
        """Read one article; its dateline counts as context."""
        article = annotated.article
        head = article.dateline.place if article.dateline else None
        for one, choice in resolve(parse.text, parse, dateline=head):
            place = choice.place
            yield PlaceMention(
                article_id=article.id,
                span=Span(one.start, one.end),
                exact=one.name,
                made_by=f"{self.name}@{self.version}",
                confidence=round(choice.confidence, 3),
                why=choice.why,
                name=place.name if place else one.name,
                country=place.country if place else None,
                lat=place.lat if place else None,
                lon=place.lon if place else None,
                geonames_id=place.geonames_id if place else None,
                precision=_PRECISION[place.kind] if place else None,
            )


def resolve(text: str, parse: Parse, *, dateline: str | None = None) -> list[tuple[Candidate, _Choice]]:
    """Every place mention of a text with the place it means, in text order."""
    found = candidates(text, parse)
    context = _context(text, found, dateline)
    inside = _containers(text, found)
    chosen: dict[str, _Choice] = {}
    # Those that another name contains come first: "Paris, Texas" settles every later "Paris".
    order = sorted(range(len(found)), key=lambda n: (n not in inside, -len(found[n].name)))
    told: dict[int, _Choice] = {}
    for _ in range(2):
        told.clear()
        chosen.clear()
        for number in order:
            one = found[number]
            around = found[inside[number]].name if number in inside else None
            if around is None and one.name in chosen:
                told[number] = chosen[one.name]
                continue
            told[number] = _choose(one, context, around)
            chosen.setdefault(one.name, told[number])
        context.points = [
            (c.place.lat, c.place.lon)
            for c in told.values()
            if c.place and c.confidence > 0.9 and c.place.kind != "country"
        ]
    return [(one, told[number]) for number, one in enumerate(found) if not acts_as_government(text, one, parse)]


def _context(text: str, found: list[Candidate], dateline: str | None) -> _Context:
    """Countries and regions by the names, demonyms and unmistakable cities of the text."""
    context = _Context()
    for match in _WORD.finditer(text):
        nations = countries_of_demonym(match[0]) or countries_of_demonym(match[0].split()[0])
        if len(nations) == 1:
            context.countries[nations[0]] += 1
    for name in [one.name for one in found] + ([dateline] if dateline else []):
        country = country_of_name(name)
        if country is not None:
            context.countries[country] += 1
            continue
        places = regions_abbreviated(name) or places_of(name)
        strong = [place for place in places if not place.weak]
        homes = {place.country for place in strong if place.population > 100_000 or len(strong) == 1}
        if len(homes) == 1 and (home := next(iter(homes))) is not None:
            context.countries[home] += 1
        regions = {place.region for place in strong if place.kind == "region"}
        if len(regions) == 1 and (region := next(iter(regions))) is not None:
            context.regions[region] += 1
    return context


def _containers(text: str, found: list[Candidate]) -> dict[int, int]:
    """Which mention says where another lies: "Ivanovo, Russia", "Ivanovo in Russia"; number to number."""
    inside: dict[int, int] = {}
    for number in range(len(found) - 1):
        this, next_one = found[number], found[number + 1]
        between = text[this.end : next_one.start]
        if len(between) > 30 or not _CONTAINED.fullmatch(between):
            continue
        if between == ", " and not _can_contain(next_one, this):
            continue
        inside[number] = number + 1
    return inside


def _can_contain(outer: Candidate, inner: Candidate) -> bool:
    """Whether some place of the outer name holds some place of the inner one."""
    if outer.abbreviation:
        return True
    return any(
        _holds(big, small)
        for big in places_of(outer.name)
        if big.kind in ("country", "region", "district")
        for small in places_of(inner.name)
    )


def _holds(big: Place, small: Place) -> bool:
    if big.kind == "country":
        return small.kind != "country" and small.country == big.country
    if big.kind == "region":
        return small.kind not in ("country", "region") and small.region == big.region
    return big.kind == "district" and small.kind == "city" and small.region == big.region


def _choose(one: Candidate, context: _Context, around: str | None) -> _Choice:
    """The place that name, size, neighbours and container speak for, with the reason."""
    places = regions_abbreviated(one.name) if one.abbreviation else places_of(one.name)
    if not places:
        return _Choice(None, 0.4, "named as a place, but not in the gazetteer")
    outer = (regions_abbreviated(around) or places_of(around.rstrip("."))) if around else ()
    scored = sorted(((_score(place, context, outer), number) for number, place in enumerate(places)), reverse=True)
    best = places[scored[0][1]]
    margin = scored[0][0] - scored[1][0] if len(scored) > 1 else 6.0
    if len(scored) > 1 and _same_spot(best, places[scored[1][1]]):
        margin = max(margin, 3.0)
    confidence = 1 / (1 + math.exp(-margin / 1.6))
    why = _reason(best, context, outer, len(places))
    if confidence < _SURE:
        why += f"; but {_title(places[scored[1][1]])} is nearly as likely"
    if best.weak:
        confidence = min(confidence, 0.55)
    return _Choice(best, min(confidence, 0.99), why)


def _score(place: Place, context: _Context, outer: tuple[Place, ...]) -> float:
    score = math.log(place.population + 1000) + _KIND_WEIGHT[place.kind] + (_WEAK if place.weak else 0.0)
    if outer:
        score += 12.0 if any(_holds(big, place) for big in outer) else -4.0
    if place.country:
        score += min(4.5, 1.8 * math.log1p(context.countries[place.country]))
    if place.region and place.kind != "region":
        score += min(4.0, 2.5 * math.log1p(context.regions[place.region]))
    if context.points and place.kind in ("city", "district"):
        nearest = min(distance_km(place.lat, place.lon, lat, lon) for lat, lon in context.points)
        score += 2.5 * math.exp(-nearest / 150)
    return score


def _same_spot(one: Place, other: Place) -> bool:
    """A town and the region round it are no rival places."""
    return distance_km(one.lat, one.lon, other.lat, other.lon) < 60


def _reason(place: Place, context: _Context, outer: tuple[Place, ...], rivals: int) -> str:
    if outer and any(_holds(big, place) for big in outer):
        return f"{_title(place)}, as the words after it say"
    if rivals == 1:
        return f"{_title(place)}, the only one of the name"
    if place.country and context.countries[place.country] and place.kind != "country":
        return f"{_title(place)}, of {rivals} of the name, as the text speaks of {name_of(place.country)}"
    return f"{_title(place)}, the largest of {rivals} of the name"


def _title(place: Place) -> str:
    region = region_named(place.region) if place.region and place.kind != "region" else None
    parts = [place.name, region.name if region else "", name_of(place.country) if place.country else ""]
    return ", ".join(dict.fromkeys(part for part in parts if part))
