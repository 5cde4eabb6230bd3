"""The model of taste on clicks of a survey: how well what was clicked comes first, beside popularity and lot."""

from __future__ import annotations

from pathlib import Path

from dateline.scorecard.nouns import GoldSet, Measure, Table
from dateline.scorecard.reading import Bench


class Recommendation:
    """Readers are halved by a hash; settings were chosen on the first half, figures are those of the second."""

    name = "recommendation"
    about = "What a reader opens next"
    usual = ("nemig",)

    def sets(self, folder: Path) -> list[GoldSet]:
        """The subfolders of `recommend` that hold news and impressions."""
        base = folder / "recommend"
        return [
            GoldSet(self.name, one.name, one)
            for one in sorted(base.glob("*"))
            if (one / "news.jsonl").is_file() and (one / "impressions.jsonl").is_file()
        ]

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one set."""
        from dateline.scorecard.recommending import half_of, judged, rankers, read_survey

        news, rows = read_survey(gold.path, limit=limit)
        others = [row for row in rows if half_of(row["user"]) == 0]
        asked = [row for row in rows if half_of(row["user"]) == 1]
        measures: list[Measure] = []
        lists = 0
        for key, (words, ranker) in rankers(news, asked, others).items():
            found = judged(asked, ranker)
            if found is not None:
                lists = found.lists
                measures.append(Measure(f"{key}_auc", f"{words}: AUC", found.auc, f"± {found.auc_sway:.3f}"))
                measures.append(Measure(f"{key}_mrr", f"{words}: MRR", found.mrr))
                measures.append(Measure(f"{key}_ndcg5", f"{words}: nDCG@5", found.ndcg5))
                measures.append(Measure(f"{key}_ndcg10", f"{words}: nDCG@10", found.ndcg10))
        notes = (
            "Survey data on one subject, without times, texts or outlets: only the model of taste can be judged,",
            "not the order of the front page. The place on the survey's page draws more clicks than all else.",
        )
        return Table(
            self.name, gold.name, f"{lists:,} lists of readers on whom nothing was chosen", tuple(measures), notes
        )
