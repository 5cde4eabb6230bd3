"""Score who is meant by office holders and metonyms: right, unknown or wrong, read from the record's articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]

RIGHT, UNKNOWN, WRONG = "right", "unknown", "wrong"
_OF_PEOPLE = ("office_holder", "reference")
_NOT_PEOPLE = frozenset(
    ("nationality", "country", "place", "organization", "group", "collective", "product", "law", "work", "event")
)
_NOT_BODIES = frozenset(("pronoun", "title"))
_COVERED = 0.8
_LEAST_OVERLAP = 0.3


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one gold mention was answered: right, unknown or wrong, and what the record says."""

    gold: Row
    outcome: str
    found: str | None
    why: str


@dataclass(slots=True)
class ActorScore:
    """The verdicts of all gold mentions, with counts over all and by what they are."""

    verdicts: list[Verdict] = field(default_factory=list)

    def count(self, outcome: str, *, what: str | None = None) -> int:
        """How many were answered so, of all or of one kind (office_holder, reference, metonym, place)."""
        return sum(one.outcome == outcome for one in self.verdicts if what in (None, one.gold["what"]))

    def share(self, outcome: str, *, what: str | None = None) -> float | None:
        """The share answered so; None where there is nothing of that kind."""
        of = sum(what in (None, one.gold["what"]) for one in self.verdicts)
        return self.count(outcome, what=what) / of if of else None

    def table(self) -> dict[str, dict[str, int]]:
        """Counts of right, unknown and wrong by kind, as plain numbers."""
        counted: dict[str, Counter[str]] = {}
        for one in self.verdicts:
            counted.setdefault(one.gold["what"], Counter())[one.outcome] += 1
        return {what: {key: counts[key] for key in (RIGHT, UNKNOWN, WRONG)} for what, counts in counted.items()}


def score_actors(gold: Iterable[Row], articles: Mapping[tuple[str, str], Row]) -> ActorScore:
    """Judge every gold mention by the record's article of the same set and id; a missing article is "unknown".

    `articles` maps (set, id) to an article of the record (its `text`, `mentions` and `places` are read).
    """
    score = ActorScore()
    for row in gold:
        article = articles.get((row["set"], row["id"]))
        if article is None:
            score.verdicts.append(Verdict(row, UNKNOWN, None, "the article was not read"))
        else:
            score.verdicts.append(verdict_of(row, article))
    return score


def verdict_of(gold: Row, article: Row) -> Verdict:
    """Judge one gold mention by its article."""
    span = place_in(gold, str(article["text"]))
    if span is None:
        return Verdict(gold, UNKNOWN, None, "the words do not stand in the text of the record")
    if gold["what"] == "place":
        return _of_place(gold, span, article)
    mention = _best(gold, span, article["mentions"])
    if mention is None and gold.get("named_at"):
        # "his Russian counterpart Sergei Lavrov": one mention may stand for the title and the name beside it.
        shift = span[0] - gold["span"][0]
        start, end = gold["named_at"]
        mention = _best(gold, (start + shift, end + shift), article["mentions"])
    return _of_actor(gold, mention)


def place_in(gold: Row, text: str) -> tuple[int, int] | None:
    """Where the gold's words stand in this text: at their span, else the nearest place with the same words."""
    start, end = gold["span"]
    exact = str(gold["exact"])
    if text[start:end] == exact:
        return start, end
    found = [match.start() for match in re.finditer(re.escape(exact), text)]
    if not found:
        return None
    nearest = min(found, key=lambda at: abs(at - start))
    return nearest, nearest + len(exact)


def _of_actor(gold: Row, mention: Row | None) -> Verdict:
    expected = gold["actor_id"]
    accepted = {one for one in (expected, *gold["also"]) if one}
    if mention is None:
        outcome = RIGHT if expected is None else UNKNOWN
        return Verdict(gold, outcome, None, "no mention at these words")
    found = mention["actor_id"]
    if found in accepted:
        return Verdict(gold, RIGHT, found, str(mention.get("why")))
    if found is not None:
        return Verdict(gold, WRONG, found, str(mention.get("why")))
    if expected is None:
        return Verdict(gold, RIGHT, None, "left open")
    taken_for_else = mention["kind"] == "place" or (gold["what"] in _OF_PEOPLE and mention["kind"] in _NOT_PEOPLE)
    return Verdict(gold, WRONG if taken_for_else else UNKNOWN, None, f"kind {mention['kind']}, no actor")


def _of_place(gold: Row, span: tuple[int, int], article: Row) -> Verdict:
    mention = _best(gold, span, article["mentions"])
    places = [one for one in article.get("places") or () if _shared(span, one["span"])]
    countries = {one["country"] for one in places if one.get("country")}
    if mention is not None:
        if mention["actor_id"] is not None or mention["kind"] == "person":
            return Verdict(gold, WRONG, mention["actor_id"], f"taken for {mention['kind']}")
        countries |= {mention["country"]} if mention.get("country") else set()
    if mention is None and not places:
        return Verdict(gold, UNKNOWN, None, "no mention and no place at these words")
    if gold["country"] and countries and gold["country"] not in countries:
        return Verdict(gold, WRONG, None, "a place of " + ", ".join(sorted(countries)))
    return Verdict(gold, RIGHT, None, "a place")


def _best(gold: Row, span: tuple[int, int], mentions: Sequence[Row]) -> Row | None:
    """The mention that means these words: the one that overlaps best, of a kind that may mean them.

    "Russian" inside "his Russian counterpart" is none; but a place or body that covers all the words is.
    """
    of_people = gold["what"] in _OF_PEOPLE
    fitting: list[tuple[float, int, Row]] = []
    for number, one in enumerate(mentions):
        shared = _shared(span, one["span"])
        if not shared:
            continue
        start, end = one["span"]
        if of_people and one["kind"] in _NOT_PEOPLE and shared < _COVERED * (span[1] - span[0]):
            continue
        if not of_people and one["kind"] in _NOT_BODIES:
            continue
        overlap = shared / (max(end, span[1]) - min(start, span[0]))
        if overlap >= _LEAST_OVERLAP:
            fitting.append((overlap, -number, one))
    return max(fitting, key=lambda held: held[:2])[2] if fitting else None


def _shared(span: Sequence[int], other: Sequence[int]) -> int:
    return max(0, min(span[1], other[1]) - max(span[0], other[0]))
