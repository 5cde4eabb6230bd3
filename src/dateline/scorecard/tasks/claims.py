"""Claims: what the reports of one story agree on, dispute and bring up to date, lined up and rightly typed.

The reports of a story of the gold are read and understood as any corpus, and compared as ONE story, so that grouping
does not matter. Then, by `gold/claims/guidelines.md`:

- Two assertions are the same when they stand in the same report and their spans share a character.
- A claim of ours is *aligned* with a claim of the gold when both are of one kind (`act` and `quote` count as one, for
  "said he would leave" is either) and the reports in which they have the same assertion are more than half of the
  reports of each. Claims are paired one to one: those with the greater part of their reports in common first, of
  equal ones those with the same status.
- It is *rightly typed* when the status is the same too.
- Precision is over all claims of ours but those of status *single* that are aligned with none: what one report (or
  one text, copied) carries is marked only where a careful reader would miss it, so more of it is no mistake.
- *Contested* is right when the claim is aligned with a contested one, or when the two answers that stand against
  each other in it belong to one contested claim of the gold: assertions of two reports, or both of one.
- *Independent* is scored for aligned claims whose number the gold gives.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.scorecard.faults import listed
from dateline.scorecard.metrics import Place, Score, overlaps, pair_best
from dateline.scorecard.nouns import GoldSet, Measure, Table, folders_with_gold, portion, prf
from dateline.scorecard.reading import Bench, lines

if TYPE_CHECKING:
    from dateline.model.story import Claim

Row = Mapping[str, Any]
KINDS = ("figure", "act", "quote", "time", "place")
_ONE_KIND = {"quote": "act"}


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of either side: where its assertions stand in each report, by the id of the report."""

    kind: str
    question: str
    status: str
    places: Mapping[str, tuple[Place, ...]]
    independent: int | None
    exact: tuple[str, ...] = ()

    @property
    def sort(self) -> str:
        """The kind, `quote` among the acts."""
        return _ONE_KIND.get(self.kind, self.kind)


@dataclass
class ClaimScore:
    """What was found right over all stories."""

    aligned: Score = field(default_factory=Score)
    typed: Score = field(default_factory=Score)
    shared: Score = field(default_factory=Score)
    contested: Score = field(default_factory=Score)
    by_kind: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    by_status: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    independent: tuple[int, int] = (0, 0)
    faults: Counter[str] = field(default_factory=Counter)


class Claims:
    """Each folder of `claims` is a set; its reports are compared story by story."""

    name = "claims"
    about = "What reports of one happening tell together and apart"
    usual = ("first", "second", "third", "fourth")

    def sets(self, folder: Path) -> list[GoldSet]:
        """Every folder of `claims`."""
        return folders_with_gold(folder / "claims", self.name)

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one half of the gold."""
        stories = lines(gold.path / "gold.jsonl")[:limit]
        rows = {row["id"]: row for row in lines(gold.path / "corpus.jsonl")}
        score = ClaimScore()
        for story in stories:
            found = compared([rows[one] for one in story["reports"]], bench)
            add_story(score, [of_gold(one) for one in story["claims"]], found)
        number = sum(len(one["claims"]) for one in stories)
        size = f"{len(stories):,} stories, {sum(len(one['reports']) for one in stories):,} reports, {number:,} claims"
        return Table(self.name, gold.name, size, tuple(measures(score)), faults=listed(score.faults))


def compared(rows: Sequence[Row], bench: Bench) -> list[Told]:
    """Read the reports of a story and compare them as one story."""
    from dateline.compare.comparison import compare
    from dateline.group.copies import copies
    from dateline.group.sketch import from_payload
    from dateline.model.story import Membership, Story

    read = list(bench.read(rows))
    articles = [one.annotated for one in read]
    names = {one.annotated.article.id: one.id for one in read}
    members = tuple(Membership(article_id=one.article.id, score=1.0, why="given") for one in articles)
    story = Story(id="gold", founding_article_id=members[0].article_id, members=members)
    sketches = [from_payload(json.loads(one.sketch)) for one in read if one.sketch]
    return [of_ours(one, names) for one in compare(story, articles, copies(sketches)).claims]


def of_gold(row: Row) -> Told:
    """A claim of the gold."""
    places: dict[str, tuple[Place, ...]] = {}
    for one in row["assertions"]:
        places[one["report"]] = (*places.get(one["report"], ()), (one["span"][0], one["span"][1]))
    exact = tuple(one["exact"] for one in row["assertions"])
    return Told(row["kind"], row["question"], row["status"], places, row["independent"], exact)


def of_ours(claim: Claim, names: Mapping[str, str]) -> Told:
    """A claim of ours, with the ids of the corpus."""
    places: dict[str, tuple[Place, ...]] = {}
    for one in claim.assertions:
        report = names[one.article_id]
        places[report] = (*places.get(report, ()), (one.span.start, one.span.end))
    exact = tuple(one.exact for one in claim.assertions)
    return Told(claim.kind, claim.question, claim.status, places, claim.independent, exact)


def add_story(score: ClaimScore, wanted: Sequence[Told], found: Sequence[Told]) -> None:
    """Score the claims of one story."""
    pairs = dict(pair_best(wanted, found, likeness, least=0.01))
    taken = set(pairs.values())
    counted = [one for number, one in enumerate(found) if one.status != "single" or number in taken]
    right = [number for number, other in pairs.items() if wanted[number].status == found[other].status]
    score.aligned += Score(len(pairs), len(counted), len(wanted))
    score.typed += Score(len(right), len(counted), len(wanted))
    several = [number for number in right if len(wanted[number].places) > 1]
    score.shared += Score(
        len(several), sum(len(one.places) > 1 for one in counted), sum(len(one.places) > 1 for one in wanted)
    )
    for number, gold in enumerate(wanted):
        hit = number in pairs and found[pairs[number]].status == gold.status
        score.by_kind[gold.kind] += Score(hit, 0, 1)
        score.by_status[gold.status] += Score(hit, 0, 1)
        if number in pairs and gold.independent is not None:
            same = found[pairs[number]].independent == gold.independent
            score.independent = (score.independent[0] + same, score.independent[1] + 1)
            if not same:
                score.faults[f"independent {gold.independent}, given {_shown(found[pairs[number]])}"] += 1
        if not hit:
            given = _shown(found[pairs[number]]) if number in pairs else "nothing"
            score.faults[f"{'mistyped' if number in pairs else 'missed'} {_shown(gold)}; given {given}"] += 1
    gold_of = {other: wanted[number] for number, other in pairs.items()}
    for number, one in enumerate(found):
        if one.status != "single" or number in taken:
            score.by_kind[gold_of.get(number, one).kind] += Score(0, 1, 0)
        if one.status != "single" and number not in taken:
            score.faults[f"spurious {_shown(one)}"] += 1
        if one.status == "contested":
            disputed = any(gold.status == one.status and _two_in_common(gold, one) for gold in wanted)
            score.contested += Score(disputed, 1, 0)
            if not disputed:
                score.faults[f"undisputed {_shown(one)}"] += 1


def likeness(gold: Told, ours: Told) -> float:
    """How far two claims are the same: the part of their reports with the same assertion; -1 where they are not."""
    if gold.sort != ours.sort:
        return -1.0
    same = len(_in_common(gold, ours))
    if 2 * same <= len(gold.places) or 2 * same <= len(ours.places):
        return -1.0
    return same / len(gold.places.keys() | ours.places.keys()) + 0.01 * (gold.status == ours.status)


def _in_common(gold: Told, ours: Told) -> list[str]:
    return [
        report
        for report in gold.places.keys() & ours.places.keys()
        if any(overlaps(one, other) for one in gold.places[report] for other in ours.places[report])
    ]


def _two_in_common(gold: Told, ours: Told) -> bool:
    """Whether at least two assertions of ours are of this claim of the gold."""
    if gold.sort != ours.sort:
        return False
    met = [
        place
        for report, places in ours.places.items()
        for place in places
        if any(overlaps(place, one) for one in gold.places.get(report, ()))
    ]
    return len(met) > 1


def measures(score: ClaimScore) -> list[Measure]:
    """The figures of one set."""
    rows = list(prf("typed", "claims aligned and rightly typed", score.typed, what="claims"))
    rows += prf("shared", "claims of two reports and more, aligned and rightly typed", score.shared, what="claims")
    rows += prf("aligned", "claims aligned", score.aligned)
    right, of = score.contested.right, score.contested.found
    rows.append(portion("contested_precision", "contested that are", right, of, what="claims"))
    rows.append(portion("independent", "independent origins right", *score.independent, what="aligned claims"))
    for kind in KINDS:
        rows += prf(kind, f"of {kind}s", score.by_kind[kind], what="claims")
    for status in ("agreed", "contested", "updated", "single"):
        one = score.by_status[status]
        rows.append(portion(f"recall_{status}", f"{status}: found and typed so", one.right, one.wanted, what="claims"))
    return rows


def _shown(one: Told) -> str:
    told = "; ".join(f"{report[-1:]}: {exact}" for report, exact in zip(_reports(one), one.exact, strict=True))
    return f"{one.kind} {one.status} ({one.independent}) {one.question!r} [{told}]"


def _reports(one: Told) -> list[str]:
    return [report for report, places in one.places.items() for _ in places]
