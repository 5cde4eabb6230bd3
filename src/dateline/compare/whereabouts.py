"""Line up where things happened: the place of the happening itself, then other places where something is put."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.compare.answers import Answer, Question, claim_of
from dateline.compare.origins import source_of
from dateline.compare.passages import core_of, shown_round, words_near
from dateline.compare.reports import Report, Sentence, Weights, likeness
from dateline.compare.setting import Setting
from dateline.compare.spots import is_there
from dateline.compare.wording import Wording
from dateline.lexicon.countries import name_of
from dateline.model.annotation import PlaceMention
from dateline.model.story import Claim, Copy
from dateline.model.text import Span

SHARE = 0.5
"""The happening's place is named by at least so many of the reports."""
_FINENESS = {None: 3, "feature": 3, "city": 3, "region": 2, "country": 1}
_OPENING = 3
LEAST_CORE = 0.19
"""Some report names the place of the happening in words so much like what all openings tell."""
ONE_THING = 0.3
"""The clauses that put something at a place are so alike when they speak of one thing."""
MOST_ALONE = 2
"""So many places where one report alone puts something."""
MOSTLY_IN_DATELINES = 0.5
_NAMED_ON = re.compile(r" (?!Province|Region|County|State|City|Island|District|Valley|Bay)[A-Z][a-z]+$")
_SITE = re.compile(
    r"\b((?!The\b|A\b|An\b)[A-Z][\w'’-]*[a-z](?: (?!The\b)[A-Z][\w'’-]*[a-z]){0,2})"
    r" (?:(?:coal|copper|gold|iron|lithium|nickel|diamond|oil|gas|power|nuclear|steel|high-security|women['’]s) ){0,2}"
    r"(?:mine|jail|prison|refinery|dam|shoal|reef|shipyard|oilfield|pit|quarry|township|barracks|airbase|checkpoint)s?\b"
)
"""A name before the noun of what it names: the place is the name."""
_BODIES = frozenset({"organization", "person", "group", "product", "work"})


@dataclass(frozen=True, eq=False)
class Where:
    """One naming of a place in a report."""

    report: Report
    place: PlaceMention
    sentence: Sentence | None
    is_there: bool
    near: Weights
    core: float

    @property
    def fineness(self) -> int:
        """How small the place is: 3 a town or a building, 2 a region, 1 a country."""
        return _FINENESS.get(self.place.precision, 2)


def place_claims(
    reports: Sequence[Report], setting: Setting, wording: Wording, copies: Sequence[Copy] = ()
) -> list[Claim]:
    """Make one claim of the place of the happening, and one of each other place where something is said to be."""
    core, sites = core_of(reports, wording), frozenset(name for report in reports for name in sites_in(report))
    named = [one for report in reports for one in _places_of(report, wording, core, sites)]
    scene = _scene(named, len(reports))
    claims = []
    if scene is not None:
        answers = _of_scene(named, scene)
        inside = sum(one.sentence is not None for one in answers)  # where it was written alone tells nothing
        of_it = max((one.core for one in answers), default=0.0) >= LEAST_CORE
        if inside > 1 and 2 * len(answers) > len(reports) and of_it:
            claims.append(
                claim_of(_question(answers, "where it happened"), [_answer(one) for one in answers], setting, copies)
            )
    others: dict[str, list[Where]] = defaultdict(list)
    taken: Counter[str | None] = Counter()
    for one in named:
        if (
            one.is_there
            and one.fineness > 1
            and (scene is None or not _same(one.place, scene))
            and one.sentence is not None
        ):
            others[one.place.name].append(one)
    for name, held in others.items():
        chosen = list({one.report.id: one for one in reversed(held)}.values())[::-1]
        if len(chosen) > 1 and not _speak_of_one(chosen):
            chosen = chosen[:1]
        alone = chosen[0].report.id if len(chosen) == 1 else None
        taken[alone] += 1
        if alone is not None and taken[alone] > MOST_ALONE:
            continue
        claims.append(
            claim_of(_question(chosen, f"what is in {name}"), [_answer(one) for one in chosen], setting, copies)
        )
    return claims


def sites_in(report: Report) -> frozenset[str]:
    """The names of mines, jails, shoals and the like that a report names: "the Ostra copper mine"."""
    return frozenset(found.group(1) for found in _SITE.finditer(report.article.text))


def _named_sites(report: Report, sites: frozenset[str]) -> list[PlaceMention]:
    """The places where a report names a site of the story that it does not call one, or that nobody marked."""
    text, found = report.article.text, []
    for name in sorted(sites):
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            span = Span(match.start(), match.end())
            if not any(one.span.overlaps(span) for one in report.places):
                found.append(
                    PlaceMention(
                        article_id=report.id, span=span, exact=name, made_by="compare", name=name, precision="feature"
                    )
                )
    return found


def _places_of(report: Report, wording: Wording, core: Weights, sites: frozenset[str]) -> list[Where]:
    found = []
    bodies = [one.span for one in report.mentions if one.kind in _BODIES or _NAMED_ON.search(one.exact)]
    for one in (*report.places, *_named_sites(report, sites)):
        if one.name in sites:
            sentence = report.sentence_at(one.span.start)
            near = wording.weigh(words_near(report, one.span, sentence)) if sentence else {}
            found.append(Where(report, replace(one, precision="feature"), sentence, True, near, likeness(near, core)))
            continue
        if any(body.contains(one.span) and len(body) > len(one.span) + 2 for body in bodies):
            continue  # the place in a body's name
        sentence = report.sentence_at(one.span.start)
        near = wording.weigh(words_near(report, one.span, sentence)) if sentence else {}
        found.append(Where(report, one, sentence, is_there(report, one), near, likeness(near, core)))
    return found


def _scene(named: Sequence[Where], reports: int) -> PlaceMention | None:
    """The smallest place that most reports put something at, in the words of the happening."""
    weight: Counter[str] = Counter()
    carriers: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Where] = {}
    for one in named:
        if one.sentence is None and not one.report.sentences:
            continue
        name = one.place.name
        if one.sentence is None:
            weight[name] += 1
            carriers[name].add(one.report.id)
        elif one.is_there or one.core > 0:
            weight[name] += (3 if one.is_there else 1) + (2 if one.sentence.number < _OPENING else 0)
            carriers[name].add(one.report.id)
        if one.sentence is not None or name not in first:
            first.setdefault(name, one)
    fit = [
        name
        for name in weight
        if name in first and len(carriers[name]) >= max(2, SHARE * reports) and first[name].fineness > 1
    ]
    if not fit:
        return None
    fit = [name for name in fit if not _stands_above(name, named)]
    if not fit:
        return None
    best = max(
        fit, key=lambda name: (len(carriers[name]) + 0.15 * weight[name] + 0.5 * (first[name].fineness == 3), name)
    )
    return first[best].place


def _stands_above(name: str, named: Sequence[Where]) -> bool:
    """Whether a place is mostly where the reports were written, not where something is."""
    there = {one.report.id for one in named if one.place.name == name and one.sentence is not None}
    above = {one.report.id for one in named if one.place.name == name and one.sentence is None}
    return len(above - there) > MOSTLY_IN_DATELINES * len(above | there)


def _of_scene(named: Sequence[Where], scene: PlaceMention) -> list[Where]:
    """One naming for each report: the place itself where something is said to be, else what it lies in."""
    best: dict[str, tuple[tuple[int, int], Where]] = {}
    for one in named:
        if _same(one.place, scene):
            order = 0 if one.is_there else 1 if one.sentence is not None else 2
        elif one.is_there and one.fineness < 3 and one.place.country == scene.country and one.place.country is not None:
            order = 3 + (2 - one.fineness)
        else:
            continue
        rank = order, one.place.span.start
        if one.report.id not in best or rank < best[one.report.id][0]:
            best[one.report.id] = rank, one
    return [one for _, one in best.values()]


def _same(left: PlaceMention, right: PlaceMention) -> bool:
    if left.geonames_id is not None and left.geonames_id == right.geonames_id:
        return True
    return left.name.casefold() == right.name.casefold()


def _speak_of_one(chosen: Sequence[Where]) -> bool:
    """Whether reports put the same thing at a place: their clauses share a telling word."""
    first = chosen[0]
    return all(likeness(first.near, other.near) > ONE_THING for other in chosen[1:])


def _question(chosen: Sequence[Where], words: str) -> Question:
    first = chosen[0]
    clause = shown_round(first.report, first.place.span, first.sentence) if first.sentence else ""
    return Question(
        kind="place",
        words=f"{words}: {clause}" if clause else words,
        fits=lambda left, right: True,
        replaced=lambda earlier, later: True,
    )


def _answer(one: Where) -> Answer:
    country = name_of(one.place.country) if one.place.country else None
    sentence = one.sentence or Sentence(-1, one.place.span, one.place.exact, {}, True)
    return Answer(
        report=one.report,
        span=one.place.span,
        sentence=sentence,
        value=f"{one.place.name}, {country}" if country and country != one.place.name else one.place.name,
        sourced=source_of(one.report, one.place.span),
        annotation_id=one.place.id,
    )
