"""Score source chains: the same links in the same order, each over the gold's words and of its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.scorecard.metrics import Score

Link = Mapping[str, Any]
Chain = Sequence[Link]

RIGHT, KIND, ORDER, SHORT, LONG, PART, MISSED = "right", "kind", "order", "short", "long", "part", "missed"
"""How a chain was answered: right; right but for a kind; all links in another order; links missing; links too many;
some links right and some not; no chain over any of its words."""
LONGEST_TOLD_APART = 3


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """How one gold chain was answered, and by which chain of the record."""

    text: str
    gold: Chain
    outcome: str
    found: Chain | None = None


@dataclass(frozen=True, slots=True)
class FalseChain:
    """A chain of the record that answers none of the gold; `alone` where the gold gives its text no chain at all."""

    text: str
    found: Chain
    alone: bool


@dataclass(slots=True)
class ChainScore:
    """The verdicts on all gold chains, and the chains that answer none."""

    verdicts: list[ChainVerdict] = field(default_factory=list)
    false: list[FalseChain] = field(default_factory=list)
    found: int = 0
    texts_without: int = 0
    """Texts for which the gold has no chain."""

    def count(self, *outcomes: str, length: int | None = None) -> int:
        """Gold chains answered in one of these ways, of all or of one length (3: three and more)."""
        return sum(one.outcome in outcomes for one in self.of_length(length))

    def of_length(self, length: int | None) -> list[ChainVerdict]:
        """The verdicts on chains of one length (3: three and more), or on all."""
        return [one for one in self.verdicts if length in (None, min(len(one.gold), LONGEST_TOLD_APART))]

    @property
    def false_texts(self) -> int:
        """Texts without a chain for which one was given."""
        return len({one.text for one in self.false if one.alone})

    def with_kinds(self) -> Score:
        """Precision, recall and F1 of chains that are right in all."""
        return self._over(RIGHT)

    def without_kinds(self) -> Score:
        """The same where kinds are not looked at."""
        return self._over(RIGHT, KIND)

    def _over(self, *outcomes: str) -> Score:
        return Score(self.count(*outcomes), self.found, len(self.verdicts))


def score_chains(gold: Iterable[Mapping[str, Any]], articles: Mapping[str, Mapping[str, Any]]) -> ChainScore:
    """Judge the rows of a gold (`id`, `chains`) by the record's articles of the same id (their `sources` are read).

    A gold link has `span`, `kind` and may have `kind_also`, further kinds that are as right. An article that is not
    there has no chains.
    """
    score = ChainScore()
    for row in gold:
        name = str(row["id"])
        article = articles.get(name)
        judge_text(name, row["chains"], article["sources"] if article else (), score)
    return score


def judge_text(text: str, wanted: Sequence[Chain], found: Sequence[Chain], score: ChainScore) -> None:
    """Add the verdicts on one text: each chain found answers one of the gold, the best answers being given first."""
    answers: dict[int, tuple[str, int]] = {}
    free = set(range(len(found)))
    for outcome in (RIGHT, KIND, ORDER, LONG, SHORT, PART):
        for number, chain in enumerate(wanted):
            if number not in answers:
                fitting = next((one for one in sorted(free) if answers_so(chain, found[one], outcome)), None)
                if fitting is not None:
                    answers[number] = outcome, fitting
                    free.discard(fitting)
    for number, chain in enumerate(wanted):
        outcome, at = answers.get(number, (MISSED, None))
        score.verdicts.append(ChainVerdict(text, chain, outcome, None if at is None else found[at]))
    score.false += [FalseChain(text, found[one], not wanted) for one in sorted(free)]
    score.found += len(found)
    score.texts_without += not wanted


def answers_so(wanted: Chain, found: Chain, outcome: str) -> bool:
    """Whether a chain of the record answers one of the gold in this way."""
    return _WAYS[outcome](wanted, found)


def is_right(wanted: Chain, found: Chain) -> bool:
    """Whether the same links stand in the same order, each over the wanted words and of the wanted kind."""
    return is_right_but_for_kinds(wanted, found) and all(map(same_kind, wanted, found))


def is_right_but_for_kinds(wanted: Chain, found: Chain) -> bool:
    """Whether the same links stand in the same order, whatever kinds they are given."""
    return len(wanted) == len(found) and all(map(share_words, wanted, found))


def share_words(wanted: Link, found: Link) -> bool:
    """Whether a link of the record stands over words of the wanted one."""
    if found.get("span") is None:
        return False
    start, end = found["span"]
    first, last = wanted["span"]
    return bool(max(start, first) < min(end, last))


def same_kind(wanted: Link, found: Link) -> bool:
    """Whether a link is of the wanted kind, or of one that is as right."""
    return found.get("kind") in (wanted["kind"], *wanted.get("kind_also", ()))


def _in_another_order(wanted: Chain, found: Chain) -> bool:
    return len(wanted) == len(found) and all(any(share_words(one, other) for other in found) for one in wanted)


def _holds(longer: Chain, shorter: Chain, same: Callable[[Link, Link], bool]) -> bool:
    """Whether the links of the shorter chain are all in the longer one, in the same order."""
    rest = iter(longer)
    return len(shorter) < len(longer) and all(any(same(one, other) for other in rest) for one in shorter)


_WAYS: dict[str, Callable[[Chain, Chain], bool]] = {
    RIGHT: is_right,
    KIND: is_right_but_for_kinds,
    ORDER: _in_another_order,
    LONG: lambda wanted, found: _holds(found, wanted, lambda one, other: share_words(one, other)),
    SHORT: lambda wanted, found: bool(found) and _holds(wanted, found, lambda one, other: share_words(other, one)),
    PART: lambda wanted, found: any(share_words(one, other) for one in wanted for other in found),
}


def kinds_mistaken(verdicts: Iterable[ChainVerdict]) -> Counter[tuple[str, str]]:
    """Wanted and given kinds of links that were taken for another kind, in chains that are right but for kinds."""
    return Counter(
        (str(one["kind"]), str(other.get("kind")))
        for verdict in verdicts
        if verdict.outcome == KIND and verdict.found is not None
        for one, other in zip(verdict.gold, verdict.found, strict=True)
        if not same_kind(one, other)
    )
