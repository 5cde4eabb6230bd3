"""The card of a story: what lists, front pages and digests show of it, and what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dateline.lexicon.countries import name_of
from dateline.model.annotation import AnnotatedArticle, Event, PlaceMention
from dateline.model.shelf import Card, CardKey, CardPlace, Dispute, folded, key_of, moment, place_key
from dateline.model.story import Claim, Comparison, Story
from dateline.serve.phrases import shortened, value_words

BRIEF_LENGTH = 320
OUTLETS_NAMED, PLACES_MOST, COUNTRIES_MOST, TYPES_MOST, VALUES_MOST = 12, 10, 6, 8, 4
"""So many of each stand on a card."""
LEAST_SHARE = 0.2
"""A place or country that fewer of the reports name is not what the story is about."""


def card_of(
    story: Story, comparison: Comparison, reports: Sequence[AnnotatedArticle], *, arrivals: Mapping[str, str]
) -> Card:
    """Make the card of a story from its comparison and its reports; pure.

    `arrivals` are the moments at which reports arrived (else were published), by article id.
    """
    days = published_days(comparison, reports)
    outlets = Counter(one.article.outlet.name for one in reports if one.article.outlet)
    places, countries = _places(comparison, reports)
    period = comparison.period
    known = [one.independent for one in comparison.claims if one.independent and one.independent > 1]
    statuses = Counter(one.status for one in comparison.claims if one.kind != "quote")
    return Card(
        story_id=story.id,
        headline=comparison.headline or "Untitled",
        brief=_brief(comparison),
        first_day=(period.start or "")[:10] or None if period else min(days.values(), default=None),
        last_day=max([*days.values(), *([period.end[:10]] if period and period.end else [])], default=None),
        last_new=max(arrivals.values(), default=None),
        reports=len(story.members),
        copies=len(comparison.copies),
        outlets=tuple(name for name, _ in outlets.most_common(OUTLETS_NAMED)),
        outlet_count=len(outlets),
        independent=max(known, default=None),
        contested=statuses["contested"],
        updated=statuses["updated"],
        agreed=statuses["agreed"],
        dispute=_dispute(comparison.claims),
        keys=(*_actors(comparison, reports), *_place_keys(places, reports), *countries, *_others(comparison, reports)),
        places=tuple(one for one in places if one.lat or one.lon),
        chapters=len(comparison.chapters),
        also_known_as=story.also_known_as,
    )


def published_days(comparison: Comparison, reports: Sequence[AnnotatedArticle]) -> dict[str, str]:
    """The day of publication of each report, as it says itself or as its story tells, by article id."""
    told = {one.article_id: one.interval.start[:10] for one in comparison.dated if one.interval.start}
    own = {one.article.id: day for one in reports if (day := one.article.published_day)}
    return {one: day for one, day in {**told, **own}.items() if moment(day)}


def _brief(comparison: Comparison) -> str:
    """The first sentences of the brief that say more than the headline."""
    same = comparison.headline.casefold().strip(" .")
    sentences = [one.text for one in comparison.brief if one.text.casefold().strip(" .") != same]
    brief = sentences[0] if sentences else ""
    for one in sentences[1:]:
        if len(brief) + len(one) >= BRIEF_LENGTH:
            break
        brief += f" {one}"
    return shortened(" ".join(brief.split()), BRIEF_LENGTH)


def _dispute(claims: Sequence[Claim]) -> Dispute | None:
    """The figure in dispute that most reports answer, contested ones before updated ones."""
    figures = [one for one in claims if one.kind == "figure" and one.status in ("contested", "updated")]
    for one in sorted(
        figures, key=lambda one: (one.status != "contested", -len({a.article_id for a in one.assertions}))
    ):
        told = sorted(one.assertions, key=lambda answer: answer.low if answer.low is not None else answer.high or 0.0)
        values = tuple(dict.fromkeys(value_words(one.kind, answer.value) or answer.exact for answer in told))
        if len(values) > 1:
            return Dispute(question=one.question, status=one.status, values=values[:VALUES_MOST])
    return None


def _actors(comparison: Comparison, reports: Sequence[AnnotatedArticle]) -> list[CardKey]:
    total = max(len(reports), 1)
    return [
        CardKey(
            kind="actor",
            key=key_of(one.actor_id, one.name),
            name=one.name,
            weight=min(1.0, round(one.reports / total, 3)),
        )
        for one in comparison.actors
    ]


def _places(comparison: Comparison, reports: Sequence[AnnotatedArticle]) -> tuple[list[CardPlace], list[CardKey]]:
    """The places that many reports name, those of the story's own list first; and their countries."""
    found: dict[str, PlaceMention] = {}
    named: Counter[str] = Counter()
    lands: Counter[str] = Counter()
    for report in reports:
        own = {place_key(one.geonames_id, one.name): one for one in report.of(PlaceMention)}
        named.update(own.keys())
        lands.update({one.country for one in own.values() if one.country})
        for key, one in own.items():
            found.setdefault(key, one)
    scene = {one.split(", ")[0]: number for number, one in enumerate(comparison.places)}
    least = LEAST_SHARE * len(reports)
    ranked = sorted(named, key=lambda key: (scene.get(found[key].name, len(scene)), -named[key], key))
    kept = [key for key in ranked if named[key] >= least or found[key].name in scene][:PLACES_MOST]
    places = [
        CardPlace(
            key=key,
            name=found[key].name,
            lat=found[key].lat or 0.0,
            lon=found[key].lon or 0.0,
            country=found[key].country,
            reports=named[key],
        )
        for key in kept
    ]
    total = max(len(reports), 1)
    countries = [
        CardKey(kind="country", key=code, name=name_of(code) or code, weight=round(count / total, 3))
        for code, count in lands.most_common(COUNTRIES_MOST)
        if count >= least
    ]
    return places, countries


def _place_keys(places: Sequence[CardPlace], reports: Sequence[AnnotatedArticle]) -> list[CardKey]:
    total = max(len(reports), 1)
    return [CardKey(kind="place", key=one.key, name=one.name, weight=round(one.reports / total, 3)) for one in places]


def _others(comparison: Comparison, reports: Sequence[AnnotatedArticle]) -> list[CardKey]:
    """Topics, outlets and types of events, each with the part of the reports that has it."""
    total = max(len(reports), 1)
    tagged = Counter(folded(topic) for one in reports for topic in dict.fromkeys(one.article.topics))
    outlets = Counter((one.article.outlet.id, one.article.outlet.name) for one in reports if one.article.outlet)
    types = Counter(
        kind for one in reports for kind in {event.type for event in one.of(Event) if event.modality == "asserted"}
    )
    return [
        *(
            CardKey(kind="topic", key=folded(one), name=one, weight=round(tagged[folded(one)] / total, 3))
            for one in comparison.topics
        ),
        *(
            CardKey(kind="outlet", key=key, name=name, weight=round(count / total, 3))
            for (key, name), count in outlets.most_common()
        ),
        *(
            CardKey(kind="type", key=kind, name=kind, weight=round(count / total, 3))
            for kind, count in types.most_common(TYPES_MOST)
        ),
    ]
