"""Quotes: speaker, cue and content by overlap of characters, one to one, the likest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dateline.model.annotation import Quote
from dateline.scorecard.faults import listed
from dateline.scorecard.metrics import Score, characters, overlap, pair_best
from dateline.scorecard.nouns import GoldSet, Measure, Table, folders_with_gold, portion
from dateline.scorecard.reading import Bench, gold_and_rows

Roles = tuple[frozenset[int], frozenset[int], frozenset[int]]
"""The characters of source, cue and content."""
Like = Callable[[Roles, Roles], float]
ROLES = ("source", "cue", "content")
WORDS = {"source": "speaker", "cue": "cue", "content": "content"}


def _whole(left: Roles, right: Roles) -> float:
    return min(map(overlap, left, right))


def _without_source(left: Roles, right: Roles) -> float:
    return min(map(overlap, left[1:], right[1:]))


def _role(number: int) -> Like:
    return lambda left, right: overlap(left[number], right[number])


class Quotes:
    """Overlap is characters shared over characters in either; a role that neither side gives overlaps by 1."""

    name = "quotes"
    about = "Who said what: direct, mixed and indirect quotations"
    usual = ("polnear",)

    def sets(self, folder: Path) -> list[GoldSet]:
        """Every folder of `quotes`."""
        return folders_with_gold(folder / "quotes", self.name)

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score the development part of a set, or all of it where it is not parted."""
        pairs = gold_and_rows(gold.path, limit=None)
        part = [pair for pair in pairs if pair[0].get("split", "dev") == "dev"] or pairs
        part = part[:limit]
        tally = Tally()
        for (wanted, row), read in zip(part, bench.read(row for _, row in part), strict=True):
            tally.add(wanted["quotes"], list(read.annotated.of(Quote)), text=row["text"])
        size = f"{len(part):,} articles, {tally.wanted:,} quotes"
        note = ("The development part alone.",) if len(part) < len(pairs) and limit is None else ()
        return Table(self.name, gold.name, size, tally.measures(), note, faults=listed(tally.faults))


class Tally:
    """Gold and found quotes of the articles so far."""

    def __init__(self) -> None:
        self.faults: Counter[str] = Counter()
        self._cases: list[tuple[list[tuple[Any, Roles]], list[tuple[Quote, Roles]]]] = []

    @property
    def wanted(self) -> int:
        """How many quotes the gold has."""
        return sum(len(gold) for gold, _ in self._cases)

    def add(self, gold: Sequence[dict[str, Any]], found: Sequence[Quote], *, text: str = "") -> None:
        """Take in one article."""
        wanted = [
            (one, (characters(one["source"]), characters(one["cue"]), characters(one["content"]))) for one in gold
        ]
        made = [(one, roles_of(one)) for one in found]
        self._cases.append((wanted, made))
        met = {a for a, _ in _paired(wanted, made, _whole, 0.3)}
        for number, (one, _) in enumerate(wanted):
            if number not in met:
                words = (" … ".join(text[start:end] for start, end in one[role]) for role in ROLES)
                self.faults[f"missed {one['form']}: " + " | ".join(words)] += 1

    def measures(self) -> tuple[Measure, ...]:
        """Every figure of the table."""
        rows = list(self._rows("all", "speaker, cue and content", _whole))
        for number, role in enumerate(ROLES):
            rows += self._rows(role, WORDS[role], _role(number))
        kinds = (
            ("direct", "direct and mixed", ("direct", "mixed"), (True, "mixed")),
            ("indirect", "indirect", ("indirect",), (False,)),
        )
        for key, words, forms, values in kinds:
            rows += self._rows(f"{key}_content", f"{words}: content", _role(2), forms, values)
            rows.append(self._f1(f"{key}_all_8", f"{words}: all three by .8", _whole, 0.8, forms, values))
            rows.append(self._speakers(f"{key}_speaker", f"{words}: speaker right where the content is", forms))
        rows.append(self._sourceless())
        return tuple(rows)

    def _rows(
        self, key: str, words: str, like: Like, forms: tuple[str, ...] = (), values: tuple[object, ...] = ()
    ) -> list[Measure]:
        return [
            self._f1(f"{key}_{least * 10:.0f}", f"{words} by .{least * 10:.0f}", like, least, forms, values)
            for least in (0.8, 0.3)
        ]

    def _f1(
        self, key: str, words: str, like: Like, least: float, forms: tuple[str, ...], values: tuple[object, ...]
    ) -> Measure:
        """F1 from precision over what we found and recall over the gold, each of the given forms only."""
        hit_gold = all_gold = hit_found = all_found = 0
        for wanted, made in self._cases:
            pairs = _paired(wanted, made, like, least)
            hit_gold += sum(not forms or wanted[a][0]["form"] in forms for a, _ in pairs)
            hit_found += sum(not values or made[b][0].direct in values for _, b in pairs)
            all_gold += sum(not forms or one["form"] in forms for one, _ in wanted)
            all_found += sum(not values or one.direct in values for one, _ in made)
        precision, recall = hit_found / max(1, all_found), hit_gold / max(1, all_gold)
        value = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        of = f"{all_gold:,} in the gold, {all_found:,} found"
        return Measure(f"{key}_f1", f"{words}, F1", value if all_gold else None, of)

    def _speakers(self, key: str, words: str, forms: tuple[str, ...]) -> Measure:
        right = found = 0
        for wanted, made in self._cases:
            for a, b in _paired(wanted, made, _role(2), 0.8):
                if wanted[a][0]["form"] in forms:
                    found += 1
                    right += overlap(wanted[a][1][0], made[b][1][0]) >= 0.5
        return portion(key, words, right, found)

    def _sourceless(self) -> Measure:
        score = Score()
        for wanted, made in self._cases:
            alone = [one for one in wanted if not one[1][0]]
            ours = [one for one in made if not one[1][0]]
            score += Score(len(_paired(alone, ours, _without_source, 0.3)), len(ours), len(alone))
        of = f"{score.wanted:,.0f} in the gold, {score.found:,.0f} found"
        words = "quotes without a speaker: cue and content by .3, F1"
        return Measure("sourceless_f1", words, score.f1 if score.wanted else None, of)


def roles_of(quote: Quote) -> Roles:
    """The characters of a quote's roles."""
    speaker = [(quote.speaker.span.start, quote.speaker.span.end)] if quote.speaker and quote.speaker.span else []
    cue = [(quote.cue.span.start, quote.cue.span.end)] if quote.cue else []
    return characters(speaker), characters(cue), characters([(one.start, one.end) for one in quote.content])


def _paired(
    wanted: Sequence[tuple[Any, Roles]], made: Sequence[tuple[Quote, Roles]], like: Like, least: float
) -> list[tuple[int, int]]:
    def alike(left: tuple[Any, Roles], right: tuple[Quote, Roles]) -> float:
        if all(one.isdisjoint(other) for one, other in zip(left[1], right[1], strict=True)):
            return -1.0
        return like(left[1], right[1])

    return pair_best(wanted, made, alike, least=least)
