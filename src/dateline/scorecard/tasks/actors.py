"""Actors: on mentions checked by hand, whether the record names the right actor, a wrong one or none."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from dateline.scorecard.actor_score import RIGHT, UNKNOWN, WRONG, ActorScore, score_actors
from dateline.scorecard.faults import listed
from dateline.scorecard.nouns import GoldSet, Measure, Table, portion
from dateline.scorecard.reading import Bench, lines

KINDS = {
    "office_holder": "holders of an office",
    "reference": "words that the rest of the article resolves",
    "metonym": "capitals and seats that mean a government",
    "place": "capitals and seats that mean a place",
    "body": "short names of bodies",
}


class Actors:
    """The gold holds no texts: it points into other sets of the data, which must be there too."""

    name = "actors"
    about = "Office holders, governments and whom words stand for"
    usual = ("first", "second", "fourth", "fifth", "sixth")

    def sets(self, folder: Path) -> list[GoldSet]:
        """Every file of marks in `actors`."""
        found = sorted((folder / "actors").glob("*.jsonl"))
        return [GoldSet(self.name, path.stem, path) for path in found]

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one half of the gold."""
        marks = lines(gold.path)[:limit]
        rows = _rows(marks, bench)
        articles = _articles(rows, bench)
        score = score_actors([one for one in marks if (one["set"], one["id"]) in articles], articles)
        left_out = len(marks) - len(score.verdicts)
        notes = (f"{left_out} mentions are left out: their texts are not in the folders given.",) if left_out else ()
        size = f"{len(articles):,} articles, {len(score.verdicts):,} mentions"
        wrong = (one for one in score.verdicts if one.outcome != RIGHT)
        faults = Counter(
            f"{one.outcome} {one.gold['exact']!r} ({one.gold['what']}) gold {one.gold['actor_id']} ours {one.found}"
            for one in wrong
        )
        return Table(self.name, gold.name, size, tuple(_measures(score)), notes, faults=listed(faults))


def _measures(score: ActorScore) -> list[Measure]:
    every = len(score.verdicts)
    right, wrong, unknown = (score.count(outcome) for outcome in (RIGHT, WRONG, UNKNOWN))
    measures = [
        portion("right", "the right actor", right, every, what="mentions"),
        portion("wrong", "a wrong actor", wrong, every),
        portion("honest", "of those not right, unknown rather than wrong", unknown, every - right),
    ]
    table = score.table()
    for kind in sorted(table, key=lambda one: list(KINDS).index(one) if one in KINDS else len(KINDS)):
        of = sum(table[kind].values())
        words = KINDS.get(kind, kind)
        measures.append(portion(f"right_{kind}", f"{words}: right", table[kind][RIGHT], of, what="mentions"))
        measures.append(portion(f"wrong_{kind}", f"{words}: wrong", table[kind][WRONG], of))
    return measures


def _rows(marks: list[dict[str, Any]], bench: Bench) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of the sets that the marks point into, by set and id."""
    wanted: dict[str, set[str]] = {}
    for mark in marks:
        wanted.setdefault(mark["set"], set()).add(mark["id"])
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for name, ids in sorted(wanted.items()):
        for folder in bench.folders:
            path = next(
                (one for one in (folder / name / "corpus.jsonl", folder / f"{name}.corpus.jsonl") if one.is_file()),
                None,
            )
            if path is not None:
                with path.open(encoding="utf-8") as corpus:
                    rows = (json.loads(line) for line in corpus)
                    found.update({(name, row["id"]): row for row in rows if row["id"] in ids})
    return found


def _articles(rows: dict[tuple[str, str], dict[str, Any]], bench: Bench) -> dict[tuple[str, str], dict[str, Any]]:
    """The record's articles of these rows."""
    from dateline.serve.views import article_view

    numbered = [{**row, "id": str(number)} for number, row in enumerate(rows.values())]
    return {key: article_view(read.annotated) for key, read in zip(rows, bench.read(numbered), strict=True)}
