"""Source chains: who told whom, whole chains right with their order and kinds, and chains where there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dateline.scorecard.chain_score import KIND, RIGHT, Chain, ChainScore, kinds_mistaken, score_chains
from dateline.scorecard.faults import listed
from dateline.scorecard.nouns import GoldSet, Measure, Table, portion, prf
from dateline.scorecard.reading import Bench, lines

LENGTHS = {1: ("one", "chains of one link"), 2: ("two", "chains of two links"), 3: ("three", "of three and more")}


class Chains:
    """Each file of marks in `chains` is a set over the texts of the corpus beside it."""

    name = "chains"
    about = "Who told whom"
    usual = ("first", "second", "third", "fourth")

    def sets(self, folder: Path) -> list[GoldSet]:
        """Every file of marks in `chains` beside its corpus."""
        base = folder / "chains"
        found = sorted(base.glob("*.jsonl")) if (base / "corpus.jsonl").is_file() else []
        return [GoldSet(self.name, path.stem, path) for path in found if path.stem != "corpus"]

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one half of the gold."""
        from dateline.serve.views import article_view

        marks = lines(gold.path)[:limit]
        rows = {row["id"]: row for row in lines(gold.path.with_name("corpus.jsonl"))}
        read = bench.read(rows[one["id"]] for one in marks)
        articles = {mark["id"]: article_view(one.annotated) for mark, one in zip(marks, read, strict=True)}
        score = score_chains(marks, articles)
        size = f"{len(marks):,} texts, {len(score.verdicts):,} chains"
        faults = _faults(score, {name: str(article["text"]) for name, article in articles.items()})
        return Table(self.name, gold.name, size, tuple(measures(score)), faults=listed(faults))


def measures(score: ChainScore) -> list[Measure]:
    """The figures of one set."""
    every = len(score.verdicts)
    rows = [
        portion("right", "chains right: links, order, kinds", score.count(RIGHT), every, what="chains"),
        portion("right_links", "right but for kinds", score.count(RIGHT, KIND), every),
    ]
    for length, (key, words) in LENGTHS.items():
        of = len(score.of_length(length))
        rows.append(portion(f"right_{key}", f"{words}: right", score.count(RIGHT, length=length), of, what="chains"))
    rows += prf("chain", "chains", score.with_kinds())
    rows.append(
        portion("false", "texts without a chain that get one", score.false_texts, score.texts_without, what="texts")
    )
    return rows


def _faults(score: ChainScore, texts: Mapping[str, str]) -> Counter[str]:
    faults = Counter(
        f"{one.outcome} {_shown(one.gold)}, given {_shown(one.found) if one.found else 'none'}: {texts[one.text]!r}"
        for one in score.verdicts
        if one.outcome != RIGHT
    )
    faults.update(f"spurious {_shown(one.found)}: {texts[one.text]!r}" for one in score.false)
    mistaken = kinds_mistaken(score.verdicts)
    faults.update({f"taken {wanted} for {given}": number for (wanted, given), number in mistaken.items()})
    return faults


def _shown(chain: Chain) -> str:
    return " <- ".join(_link(one) for one in chain)


def _link(link: Mapping[str, Any]) -> str:
    return f"{link.get('exact') or link.get('name')} ({link.get('kind')})"
