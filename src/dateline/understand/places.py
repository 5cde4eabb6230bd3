"""Places: names resolved to the gazetteer, where context and not size alone decides among namesakes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dateline.lexicon.countries import country_of_name, name_of, seat_of_government
from dateline.lexicon.gazetteer import Place, distance_km, fold, places_of
from dateline.lexicon.places_table import vessels
from dateline.model.annotation import AnnotatedArticle, Annotation, Mention, PlaceMention
from dateline.model.article import Article
from dateline.model.text import Span
from dateline.understand.parse import Parse
from dateline.understand.place_acts import is_no_place
from dateline.understand.place_adjectives import located_adjectives
from dateline.understand.place_choice import (
    Beside,
    Choice,
    bearers,
    choose,
    holds,
    title,
    told_as_county,
    told_as_region,
)
from dateline.understand.place_context import Context, context_of, is_bare_kind
from dateline.understand.place_names import Candidate, candidates, named_spans, towns_of_bodies

_PRECISION = {"city": "city", "capital": "city", "region": "region", "district": "region", "country": "country",
              "feature": "feature"}  # fmt: skip
_ROW = re.compile(r",? (?:and |or )?")
_CONTAINED = re.compile(r"(?:, |,? in (?:the )?(?:[a-z]+ )?(?:[a-z]+ )?(?:of )?| \(|'s |, in )\Z")
_NEAR_CHARACTERS, _ONE_NEIGHBOURHOOD_KM = 600, 120.0
_CALLED_LIKE_PLACES = ("surname:", "title:")
_SETTLED, _MOST = 0.6, 0.6


class Places:
    """Finds places and resolves them; unclear namesakes stay open or get a low confidence with the reason."""

    name = "places"
    version = 2
    requires: tuple[type[Annotation], ...] = ()
    provides: tuple[type[Annotation], ...] = (PlaceMention,)

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Annotation]:
        """Read one article; its dateline, headline and outlet count as context."""
        article = annotated.article
        seats = {one.span.start for one in annotated.of(Mention) if one.kind == "organization" and one.actor_id}
        people = {
            (one.span.start, one.span.end)
            for one in annotated.of(Mention)
            if one.kind == "person" and (one.why or "").startswith(_CALLED_LIKE_PLACES)
        }
        for one, choice in resolve(parse.text, parse, article=article, lies_in=_told_countries(annotated)):
            if (one.start in seats and seat_of_government(one.name)) or (one.start, one.end) in people:
                continue  # the mention says that the government is meant, or somebody of that name
            place = choice.place
            yield PlaceMention(
                article_id=article.id,
                span=Span(one.start, one.end),
                exact=one.name,
                made_by=f"{self.name}@{self.version}",
                confidence=round(choice.confidence, 3),
                why=choice.why,
                name=_name(one, choice),
                country=place.country if place else choice.country,
                lat=place.lat if place else None,
                lon=place.lon if place else None,
                geonames_id=place.geonames_id if place and not choice.approximate else None,
                precision=_PRECISION[place.kind] if place and not choice.approximate else None,
            )


def _name(one: Candidate, choice: Choice) -> str:
    """The gazetteer's name; the printed one where English news calls the place otherwise (Palmyra, not Tadmur)."""
    printed, place = " ".join(one.name.split()), choice.place
    if place is None or choice.approximate:
        return printed
    if place.kind != "country" and not one.abbreviation and fold(place.name) != fold(printed):
        return printed
    return place.name


def _told_countries(annotated: AnnotatedArticle) -> dict[int, str]:
    """The state of every town that bears the name of another state's capital, by the place of its name."""
    places = (one for one in annotated.of(Mention) if one.kind == "place" and one.country)
    return {
        one.span.start: one.country
        for one in places
        if one.country and seat_of_government(one.exact) not in (None, one.country)
    }


def resolve(
    text: str, parse: Parse, *, article: Article | None = None, lies_in: dict[int, str] | None = None
) -> list[tuple[Candidate, Choice]]:
    """Every place mention of a text with the place it means, in text order; `lies_in` are states by place of name."""
    named = named_spans(parse)
    found = candidates(text, parse, named)
    bodies = towns_of_bodies(text, named)
    context = context_of(text, [*found, *bodies], article, words=parse.words())
    besides = _besides(text, found)
    if lies_in:
        besides = [replace(two, country=lies_in.get(one.start)) for one, two in zip(found, besides, strict=True)]
    told = _settle(found, besides, context)
    if any(choice.place is None for choice in told):
        anchors = _anchors([*zip(found, told, strict=True), *((one, choose(one, context, Beside())) for one in bodies)])
        told = [_put_near(one, choice, anchors, context) for one, choice in zip(found, told, strict=True)]
    ships = vessels(text)
    called = {text[start:end].split(" ", 1)[1] for start, end in ships}
    kept = [
        (one, told[number])
        for number, one in enumerate(found)
        if not is_no_place(text, one, parse)
        and (told[number].place or one.in_place_words or not is_bare_kind(one.name))
        and not any(start <= one.start < end for start, end in ships)
        and (one.name not in called or one.in_place_words)  # "the Mysore" after "INS Mysore" is the ship
    ]
    taken = {position for one in found for position in (one.start, one.end)}
    beside = [
        pair for pair in located_adjectives(text) if not taken.intersection(range(pair[0].start, pair[0].end + 1))
    ]
    return sorted(kept + beside, key=lambda pair: pair[0].start) if beside else kept


def _settle(found: list[Candidate], besides: list[Beside], context: Context) -> list[Choice]:
    """One sense for each name of the text; those that another name contains come first and settle the later ones."""
    told: dict[int, Choice] = {}
    chosen: dict[str, Choice] = {}
    for number in sorted(range(len(found)), key=lambda n: (besides[n].outer is None, not besides[n].says, n)):
        one, beside = found[number], besides[number]
        if beside.outer is None and is_bare_kind(one.name):
            told[number] = _of_bare_kind(one, found, context)
        elif not beside.says and one.name in chosen:
            told[number] = chosen[one.name]
        else:
            told[number] = choose(one, context, beside)
            chosen.setdefault(one.name, told[number])
    return [told[number] for number in range(len(found))]


def _of_bare_kind(one: Candidate, found: list[Candidate], context: Context) -> Choice:
    """The place of that kind which the text names in full ("Gulf of Aden"), or one of whose country it speaks."""
    full = [other.name for other in found if other.name != one.name and one.name in other.name.split()]
    several = {place.name for name in full for place in places_of(name) if place.kind == "feature"}
    for name in full if len(several) == 1 else ():
        choice = choose(replace(one, name=name), context, Beside())
        return replace(choice, confidence=0.7, why=f"short for {name}")
    spoken_of = [
        place
        for place in places_of(one.name)
        if place.kind in ("feature", "region") and context.countries.get(place.country or "")
    ]
    if spoken_of:
        choice = choose(one, context, Beside())
        if choice.place and choice.place.country in {place.country for place in spoken_of}:
            return choice
    return Choice(None, 0.4, f"a word for a kind of place; nothing tells which {one.name} is meant")


def _anchors(pairs: list[tuple[Candidate, Choice]]) -> list[tuple[int, Place]]:
    """The towns and districts of a text that are settled, with where they are named."""
    return [
        (one.start, choice.place)
        for one, choice in pairs
        if choice.place and choice.place.kind in ("city", "capital", "district") and choice.confidence > _SETTLED
    ]


def _put_near(one: Candidate, choice: Choice, anchors: list[tuple[int, Place]], context: Context) -> Choice:
    """Where nothing else tells: the town named nearest to it, if the towns around agree; else the country alone."""
    if choice.place is not None or is_bare_kind(one.name):
        return choice
    home = context.home()
    around = sorted(anchors, key=lambda pair: abs(pair[0] - one.start))[:5]
    if around and abs(around[0][0] - one.start) > _NEAR_CHARACTERS:
        around = anchors  # far from all of them: only when the whole text keeps to one neighbourhood
    if around:
        near = around[0][1]
        close = [distance_km(near.lat, near.lon, p.lat, p.lon) < _ONE_NEIGHBOURHOOD_KM for _, p in around]
        if sum(close) >= _MOST * len(close) and home in (None, near.country):
            return Choice(near, 0.3, f"not in the gazetteer; named beside {title(near)}", approximate=True)
    if home is None:
        return choice
    return replace(choice, confidence=0.3, country=home, why=f"{choice.why}; the text speaks of {name_of(home)}")


def _besides(text: str, found: list[Candidate]) -> list[Beside]:
    """What stands beside each mention."""
    inside = _containers(text, found)
    counties = "ounties" in text
    rows = _siblings(text, found, inside)
    contains = {outer: found[inner].name for inner, outer in inside.items()}
    return [
        Beside(
            outer=found[inside[number]].name if number in inside else None,
            row=rows.get(number, ""),
            as_region=told_as_region(text, one.start, one.end),
            as_county=counties and told_as_county(text, one.end),
            contains=contains.get(number),
            surely_inside=number in inside and _is_listed_in(text, one, found[inside[number]]),
        )
        for number, one in enumerate(found)
    ]


def _containers(text: str, found: list[Candidate]) -> dict[int, int]:
    """Which mention says where another lies: "Ivanovo, Russia", "Ivanovo in Russia"; number to number."""
    inside: dict[int, int] = {}
    for number in reversed(range(len(found) - 1)):
        this, next_one = found[number], found[number + 1]
        between = text[this.end : next_one.start]
        if len(between) > 30 or not _CONTAINED.fullmatch(between):
            continue
        # In "Oakhill, Ontario, Canada" the first lies in the second even if no gazetteer knows it.
        sure = number + 1 in inside and _is_wide(next_one) and text[next_one.end : found[number + 2].start] == ", "
        is_row = not _can_contain(next_one, this) or _in_row_of_regions(text, found, number)
        if between == ", " and is_row and not sure:
            continue
        inside[number] = number + 1
    return inside


def _can_contain(outer: Candidate, inner: Candidate) -> bool:
    """Whether some place of the outer name holds some place of the inner one."""
    if outer.abbreviation:
        return True
    if country_of_name(inner.name) and country_of_name(outer.name):
        return False  # "China, Japan, Ukraine" is a row of countries, though there is a China in Japan
    small = bearers(inner)
    if not small:
        return any(big.kind != "feature" and not big.weak for big in places_of(outer.name))
    large = [big for big in places_of(outer.name) if big.kind in ("country", "region", "district")]
    return any(holds(big, one) for big in large for one in small)


def _is_listed_in(text: str, inner: Candidate, outer: Candidate) -> bool:
    """Whether one name stands before another as a town before its state: "Oakhill, Ontario"."""
    if inner.abbreviation or country_of_name(inner.name) or text[inner.end : outer.start] != ", ":
        return False
    return _is_wide(outer)


def _is_wide(one: Candidate) -> bool:
    return one.abbreviation or any(place.kind in ("region", "country") for place in bearers(one))


def _in_row_of_regions(text: str, found: list[Candidate], number: int) -> bool:
    """ "Washington, Oregon and Idaho": three regions in a row, of which none holds the other."""
    if number + 2 >= len(found) or not _ROW.fullmatch(text[found[number + 1].end : found[number + 2].start]):
        return False
    return all(any(place.kind == "region" for place in bearers(one)) for one in found[number : number + 3])


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
