"""Places: names resolved to the gazetteer, where context and not size alone decides among namesakes."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dateline.lexicon.countries import countries_of_demonym, country_of_name, name_of
from dateline.lexicon.gazetteer import Place, distance_km, fold, places_of, region_named, regions_abbreviated
from dateline.lexicon.places_table import local_words, place_words, vessel_names
from dateline.model.annotation import AnnotatedArticle, Annotation, PlaceMention
from dateline.model.text import Span
from dateline.understand.parse import Parse
from dateline.understand.place_names import Candidate, candidates, is_no_place

_KIND_WEIGHT = {"country": 7.0, "feature": 2.5, "capital": 4.0, "region": 0.3, "city": 0.0, "district": -1.0}
_PRECISION = {"city": "city", "capital": "city", "region": "region", "district": "region", "country": "country",
              "feature": "feature"}  # fmt: skip
_WEAK = -7.0
_SURE = 0.6
_WORD = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_LOCAL = re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, local_words()), key=len, reverse=True)) + r")(?!\w)")
_TAIL = re.compile(
    r" (?:[Pp]rovince|[Ss]tate|[Rr]egion|[Cc]ity|[Dd]istrict|[Gg]overnorate|[Oo]blast|[Pp]refecture|[Mm]unicipality"
    r"|[Ii]slands?|[Cc]athedral|(?:[Ii]nternational )?[Aa]irport|[Uu]niversity|[Hh]ospital|[Ss]tadium|[Zz]oo|[Pp]rison"
    r"|[Jj]ail|[Hh]arbou?r)\Z"
)
_ROW = re.compile(r",? (?:and |or )?")
_CONTAINED = re.compile(r"(?:, |,? in (?:the )?(?:[a-z]+ )?(?:[a-z]+ )?(?:of )?| \(|'s |, in )\Z")


@dataclass(slots=True)
class _Context:
    """What the whole text says of where things happen."""

    countries: Counter[str] = field(default_factory=Counter)
    regions: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
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
                name=_name(one, place),
                country=place.country if place else None,
                lat=place.lat if place else None,
                lon=place.lon if place else None,
                geonames_id=place.geonames_id if place else None,
                precision=_PRECISION[place.kind] if place else None,
            )


def _name(one: Candidate, place: Place | None) -> str:
    """The gazetteer's name; the printed one where English news calls the place otherwise (Palmyra, not Tadmur)."""
    printed = " ".join(one.name.split())
    if place is None or (place.kind != "country" and not one.abbreviation and fold(place.name) != fold(printed)):
        return printed
    return place.name


def resolve(text: str, parse: Parse, *, dateline: str | None = None) -> list[tuple[Candidate, _Choice]]:
    """Every place mention of a text with the place it means, in text order."""
    found = candidates(text, parse)
    context = _context(text, found, dateline)
    inside = _containers(text, found)
    beside = _siblings(text, found, inside)
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
            if around is None and _is_bare_kind(one.name):
                told[number] = _of_bare_kind(one, found, context)
                continue
            if around is None and number not in beside and one.name in chosen:
                told[number] = chosen[one.name]
                continue
            told[number] = _choose(one, context, around, beside.get(number, ""))
            chosen.setdefault(one.name, told[number])
        context.points = [  # a few dozen points tell where a text is at home
            (c.place.lat, c.place.lon)
            for c in told.values()
            if c.place and c.confidence > 0.9 and c.place.kind != "country"
        ][:40]  # a few dozen points tell where a text is at home
    ships = [match.span() for match in vessel_names().finditer(text)]
    called = {text[start:end].split(" ", 1)[1] for start, end in ships}
    return [
        (one, told[number])
        for number, one in enumerate(found)
        if not is_no_place(text, one, parse)
        and not any(start <= one.start < end for start, end in ships)
        and (one.name not in called or one.in_place_words)  # "the Mysore" after "INS Mysore" is the ship
    ]


def _is_bare_kind(name: str) -> bool:
    """ "the Gulf", "the Bay": a word for a kind of place, whatever namesakes the gazetteer has."""
    return name.lower() in place_words("kind")


def _of_bare_kind(one: Candidate, found: list[Candidate], context: _Context) -> _Choice:
    """The place of that kind which the text names in full ("Gulf of Aden"), or one of whose country it speaks."""
    full = [other.name for other in found if other.name != one.name and one.name in other.name.split()]
    several = {place.name for name in full for place in places_of(name) if place.kind == "feature"}
    for name in full if len(several) == 1 else ():
        return replace(_choose(replace(one, name=name), context, None, ""), confidence=0.7, why=f"short for {name}")
    spoken_of = [place for place in places_of(one.name) if context.countries[place.country or ""]]
    if spoken_of:
        return _choose(one, context, None, "")
    return _Choice(None, 0.4, f"a word for a kind of place; nothing tells which {one.name} is meant")


def _context(text: str, found: list[Candidate], dateline: str | None) -> _Context:
    """Countries and regions by the names, demonyms and unmistakable cities of the text."""
    context = _Context()
    seen: set[str] = set()
    for match in _WORD.finditer(text):
        nations = countries_of_demonym(match[0]) or countries_of_demonym(match[0].split()[0])
        if len(nations) == 1:
            context.countries[nations[0]] += 1
    for word in _LOCAL.findall(text):
        context.countries[local_words()[word]] += 1
    for name in [one.name for one in found] + ([dateline] if dateline else []):
        if _is_bare_kind(name):
            continue
        country = country_of_name(name)
        if country is not None:
            context.countries[country] += 1
            continue
        places = regions_abbreviated(name) or places_of(name)
        strong = [place for place in places if not place.weak]
        homes = {place.country for place in strong if place.population > 100_000 or len(strong) == 1}
        if len(homes) == 1 and (home := next(iter(homes))) is not None:
            context.countries[home] += 1
        # A name tells of the region it lies in, the more, the fewer regions have one of that name.
        regions = {place.region for place in strong if place.region}
        for region in regions if name not in seen else ():
            context.regions[region] += 1.0 / len(regions)
        seen.add(name)
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
    if country_of_name(inner.name) and country_of_name(outer.name):
        return False  # "China, Japan, Ukraine" is a row of countries, though there is a China in Japan
    if not places_of(inner.name):
        return any(big.kind != "feature" and not big.weak for big in places_of(outer.name))
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


def _siblings(text: str, found: list[Candidate], inside: dict[int, int]) -> dict[int, str]:
    """What kind of place stands beside each name in a row: "Texas, Oklahoma and New York" are states."""
    kinds: dict[int, str] = {}
    for number in range(len(found) - 1):
        if number in inside or not _ROW.fullmatch(text[found[number].end : found[number + 1].start]):
            continue
        for this, other in ((number, number + 1), (number + 1, number)):
            told = _only_kind(found[other].name)
            if told:
                kinds[this] = told
    return kinds


def _only_kind(name: str) -> str:
    """The kind of a name that is only a country, or only a region of one country ("region:USA")."""
    if country_of_name(name):
        return "country"
    large = [place for place in places_of(name) if not place.weak and place.population > 300_000]
    regions = {place.country for place in large if place.kind == "region"}
    return f"region:{next(iter(regions))}" if len(regions) == 1 and len(large) == 1 else ""


def _choose(one: Candidate, context: _Context, around: str | None, beside: str) -> _Choice:
    """The place that name, size, neighbours and container speak for, with the reason."""
    places = regions_abbreviated(one.name) if one.abbreviation else places_of(one.name)
    if not places and (trimmed := _TAIL.sub("", one.name)) != one.name and places_of(trimmed):
        places = places_of(trimmed)
    outer = (regions_abbreviated(around) or places_of(around.rstrip("."))) if around else ()
    if not places:
        return _inside_of(one, outer, context)
    scored = sorted(
        ((_score(place, one, context, outer, beside), number) for number, place in enumerate(places)), reverse=True
    )
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


def _inside_of(one: Candidate, outer: tuple[Place, ...], context: _Context) -> _Choice:
    """A place that the gazetteer lacks, put where the town or district lies in which the text says it is."""
    near = [place for place in outer if place.kind in ("city", "capital", "district") and not place.weak]
    if not near:
        return _Choice(None, 0.4, "named as a place, but not in the gazetteer")
    host = max(near, key=lambda place: _score(place, one, context, (), ""))
    inner = replace(host, geonames_id=None, name=" ".join(one.name.split()), kind="feature")
    return _Choice(inner, 0.5, f"not in the gazetteer; the text says it lies in or by {_title(host)}")


def _score(place: Place, one: Candidate, context: _Context, outer: tuple[Place, ...], beside: str) -> float:
    score = -2.0 if place.kind == "region" and fold(place.name) != fold(one.name) else 0.0
    score += math.log(place.population + 1000) + _KIND_WEIGHT[place.kind] + (_WEAK if place.weak else 0.0)
    if place.kind == "country" and country_of_name(one.name) is None:
        score -= 6.0  # "Georgia" is a country only as often as it is a state
    if beside and beside == (place.kind if place.kind == "country" else f"{place.kind}:{place.country}"):
        score += 4.0
    if outer:
        score += 12.0 if any(_holds(big, place) for big in outer) else -4.0
    if place.country:
        score += min(7.0, 2.2 * math.log1p(context.countries[place.country]))
    if place.region and place.kind != "region":
        score += min(6.0, 3.0 * math.log1p(context.regions[place.region]))
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
