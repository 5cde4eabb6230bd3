"""Persons whom no table knows: who is the same inside a story, and from story to story.

Inside one story the same first and last name is the same person, unless the reports put them in different countries; a
surname alone is the only person of that family name. In two stories a name alone is not enough: what they share must
speak for it (`points`), or a person says SAME or DIFFERENT of two sightings, written "p:name@article".
The ids are a function of all sightings of a name, so that it does not matter in how many runs they came.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.lexicon.actors import own_actor, person_named
from dateline.lexicon.offices import slug
from dateline.model.annotation import AnnotatedArticle, Mention, PlaceMention
from dateline.model.story import Judgement, StoryPerson

ENOUGH = 2
"""Two sightings of a name in two stories are one person when so many points speak for it."""
MOST_COMPANY = 40
"""So many names of the company are kept, those that stand in most reports."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person as one story tells of him; `since` is the first day of publication, empty when unknown."""

    story_id: str
    since: str
    country: str | None
    sector: str | None
    article_ids: tuple[str, ...]
    company: tuple[str, ...]


def people_of(articles: Sequence[AnnotatedArticle]) -> tuple[StoryPerson, ...]:
    """Tell the persons of one story whom no table knows, those in most reports first."""
    seen = [one for annotated in articles for one in _named(annotated)]
    full = [one for one in seen if len(one.name.split()) > 1]
    by_key: dict[str, list[_Named]] = defaultdict(list)
    for one in full:
        by_key[_key(one.name)].append(one)
    groups = [group for named in by_key.values() for group in _by_country(named)]
    bearers: dict[str, list[list[_Named]]] = defaultdict(list)
    for group in groups:
        bearers[slug(group[0].name.split()[-1])].append(group)
    alone: dict[str, list[_Named]] = defaultdict(list)
    for one in seen:
        if len(one.name.split()) == 1:
            fitting = [group for group in bearers[slug(one.name)] if _compatible(group[0].country, one.country)]
            (fitting[0] if len(fitting) == 1 else alone[one.name]).append(one)
    company = _company(articles)
    days = {one.article.id: one.article.published_day for one in articles}
    made = [_person(group, company, days) for group in (*groups, *alone.values())]
    return tuple(sorted(made, key=lambda one: (-len(one.article_ids), one.key, one.country or "")))


def with_ids(
    story_id: str,
    people: Iterable[StoryPerson],
    sightings: Mapping[str, Sequence[Sighting]],
    judgements: Sequence[Judgement] = (),
) -> tuple[StoryPerson, ...]:
    """Give the persons of a story the ids that hold in all stories; `sightings` are those of each key."""
    made = []
    for one in people:
        named = sightings.get(one.key, ())
        own = next((s for s in named if s.story_id == story_id and s.article_ids == one.article_ids), None)
        if own is None:
            made.append(one)
            continue
        id_, others = identified(one.key, named, judgements)[own]
        why = one.why + (f"; also in {others} other stor{'y' if others == 1 else 'ies'}" if others else "")
        made.append(replace(one, id=id_, why=why))
    return tuple(made)


def identified(
    key: str, sightings: Sequence[Sighting], judgements: Sequence[Judgement] = ()
) -> dict[Sighting, tuple[str, int]]:
    """Give each sighting of one name its id, and in how many other stories the same person is.

    The person seen first has the plain id "p:name"; others of that name have it with the story where they were seen.
    """
    ordered = sorted(sightings, key=lambda one: (one.since or "9999", one.story_id, one.article_ids))
    said = _said(judgements)
    pairs = [(_strength(key, a, b, said), i, j) for i, a in enumerate(ordered) for j, b in enumerate(ordered[:i])]
    home = list(range(len(ordered)))
    barred = {(i, j) for strength, i, j in pairs if strength < 0}
    for strength, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        left, right = sorted((home[i], home[j]))
        apart = any({home[a], home[b]} == {left, right} for a, b in barred)
        if strength >= ENOUGH and left != right and not apart:
            home = [left if one == right else one for one in home]
    first = {root: ordered[root] for root in home}
    ids = {root: f"p:{key}" + (f"~{one.story_id[1:7]}" if root else "") for root, one in first.items()}
    return {one: (ids[root], home.count(root) - 1) for one, root in zip(ordered, home, strict=True)}


def points(left: Sighting, right: Sighting) -> int:
    """Count what speaks for one person: shared company (people, bodies, towns), the same country, the same sector."""
    if not _compatible(left.country, right.country):
        return -1
    shared = len(set(left.company) & set(right.company))
    return shared + bool(left.country and right.country) + bool(left.sector and left.sector == right.sector)


def sightings_of(story_id: str, people: Iterable[StoryPerson]) -> dict[str, list[Sighting]]:
    """Turn the persons of a story that have a full name into sightings, by key."""
    found: dict[str, list[Sighting]] = defaultdict(list)
    for one in people:
        if "-" in one.key:
            made = Sighting(story_id, one.since or "", one.country, one.sector, one.article_ids, one.company)
            found[one.key].append(made)
    return dict(found)


def to_row(sightings: Iterable[Sighting]) -> str:
    """Write the sightings of one name as JSON."""
    rows = [
        [one.story_id, one.since, one.country, one.sector, one.article_ids, one.company]
        for one in sorted(sightings, key=lambda one: (one.story_id, one.article_ids))
    ]
    return json.dumps(rows, ensure_ascii=False)


def from_row(row: str) -> list[Sighting]:
    """Read the sightings of one name."""
    return [
        Sighting(story, since, country, sector, tuple(articles), tuple(company))
        for story, since, country, sector, articles, company in json.loads(row)
    ]


@dataclass(frozen=True, slots=True)
class _Named:
    article_id: str
    actor_id: str
    name: str
    country: str | None
    sector: str | None


def _named(annotated: AnnotatedArticle) -> list[_Named]:
    """Return who is named in an article and known to no table, each once with the fullest name."""
    by_id: dict[str, list[Mention]] = defaultdict(list)
    for one in annotated.of(Mention):
        if one.kind == "person" and (one.actor_id or "").startswith("p:"):
            by_id[one.actor_id or ""].append(one)
    found = []
    for actor_id, mentions in by_id.items():
        name = max((one.name for one in mentions), key=lambda name: (len(name.split()), len(name), name))
        if own_actor(name) is None and person_named(name) is None:
            country = next((one.country for one in mentions if one.country), None)
            sector = next((one.sector for one in mentions if one.sector), None)
            found.append(_Named(annotated.article.id, actor_id, name, country, sector))
    return found


def _key(name: str) -> str:
    words = name.split()
    return slug(f"{words[0]} {words[-1]}") if len(words) > 1 else slug(name)


def _compatible(left: str | None, right: str | None) -> bool:
    return left is None or right is None or left == right


def _by_country(named: list[_Named]) -> list[list[_Named]]:
    """Part one name by the countries the reports give; those without one go with the country named most."""
    counts = Counter(one.country for one in named if one.country)
    usual = min(counts, key=lambda country: (-counts[country], country), default=None)
    groups: dict[str | None, list[_Named]] = defaultdict(list)
    for one in named:
        groups[one.country or usual].append(one)
    return [sorted(group, key=lambda one: one.country is None) for group in groups.values()]


def _company(articles: Sequence[AnnotatedArticle]) -> dict[str, set[str]]:
    """Return the people, bodies and towns of each article by its id."""
    return {
        annotated.article.id: {
            one.actor_id for one in annotated.of(Mention) if one.actor_id and one.actor_id.startswith(("p:", "o:"))
        }
        | {f"t:{slug(one.name)}" for one in annotated.of(PlaceMention) if one.precision == "city"}
        for annotated in articles
    }


def _person(group: Sequence[_Named], company: Mapping[str, set[str]], days: Mapping[str, str | None]) -> StoryPerson:
    article_ids = tuple(dict.fromkeys(one.article_id for one in group))
    own = {one.actor_id for one in group}
    counts = Counter(name for one in article_ids for name in company[one] if name not in own)
    names = Counter(one.name for one in group)
    name = min(names, key=lambda name: (len(name.split()) < 2, -names[name], name))
    key = _key(name)
    said = "named in one report" if len(article_ids) == 1 else f"the same name in {len(article_ids)} reports"
    kept = sorted(counts, key=lambda name: (-counts[name], name))[:MOST_COMPANY]
    return StoryPerson(
        id=f"p:{key}",
        key=key,
        name=name,
        actor_ids=tuple(sorted(own)),
        article_ids=article_ids,
        country=next((one.country for one in group if one.country), None),
        sector=next((one.sector for one in group if one.sector), None),
        company=tuple(sorted(kept)),
        since=min((day for one in article_ids if (day := days[one])), default=None),
        why=said,
    )


def _said(judgements: Sequence[Judgement]) -> dict[frozenset[str], str]:
    """Return what people said of two sightings; the latest word counts."""
    return {
        frozenset((one.left, one.right)): one.verdict.upper()
        for one in sorted(judgements, key=lambda one: one.at)
        if one.left.startswith("p:") and one.right.startswith("p:")
    }


def _strength(key: str, left: Sighting, right: Sighting, said: Mapping[frozenset[str], str]) -> int:
    """Return how much speaks for one person, -1 for two; what people said counts more than any points."""
    if left.story_id == right.story_id:
        return -1
    for one in left.article_ids if said else ():
        for other in right.article_ids:
            verdict = said.get(frozenset((f"p:{key}@{one}", f"p:{key}@{other}")))
            if verdict in ("SAME", "DIFFERENT"):
                return 1_000 if verdict == "SAME" else -1
    return points(left, right)
