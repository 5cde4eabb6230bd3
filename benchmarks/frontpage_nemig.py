"""Compare the front page's model of taste with most-popular, newest and lot on the clicks of a survey.

    python benchmarks/frontpage_nemig.py --data DIR

DIR holds `recommend/nemig`: survey data on one subject (migration), clicks of people who were shown five or six
headlines at a time; no times, no texts, no outlets, no stories. Of the front page only the model of taste can be judged
on it: no follows, no news since the last look, no origins, no contradiction, no recency.

Readers are halved by a hash of their name. Settings were chosen on the first half; the figures are of the second.
Popularity and the taste shared by readers are learnt from the first half alone. The order of the survey's page is no
ranking: it shows how much the place alone draws clicks, and so do the last two tables, which part the readers into
those who clicked the first headline more than once in five lists and the others. Nothing learnt here is shipped.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from dateline.scorecard.recommending import Ranker, Row, first_clickers, half_of, judged, rankers, read_survey


def main() -> None:
    """Print a table for all readers of the second half, for those who click at the top, and for the others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with recommend/nemig")
    parser.add_argument("--limit", type=int, help="only the first so many lists")
    given = parser.parse_args()
    news, rows = read_survey(given.data / "recommend" / "nemig", limit=given.limit)
    others = [row for row in rows if half_of(row["user"]) == 0]
    asked = [row for row in rows if half_of(row["user"]) == 1]
    ways = rankers(news, asked, others)
    at_the_top = first_clickers(rows)
    table("All readers of the second half", asked, ways)
    table("Those who clicked the first more than once", [row for row in asked if row["user"] in at_the_top], ways)
    table("The others", [row for row in asked if row["user"] not in at_the_top], ways)


def table(title: str, rows: Sequence[Row], ways: Mapping[str, tuple[str, Ranker]]) -> None:
    """Print how each way to rank does."""
    print(f"\n{title}\n{'':10}{'AUC':>8}{'±':>8}{'MRR':>8}{'nDCG@5':>8}{'nDCG@10':>9}{'lists':>8}")
    for key, (_, ranker) in ways.items():
        found = judged(rows, ranker)
        if found is not None:
            figures = f"{found.auc:8.4f}{found.auc_sway:8.4f}{found.mrr:8.4f}{found.ndcg5:8.4f}{found.ndcg10:9.4f}"
            print(f"{key:10}{figures}{found.lists:8,}")
    print(*(f"  {key}: {words}" for key, (words, _) in ways.items()), sep="\n")


if __name__ == "__main__":
    main()
