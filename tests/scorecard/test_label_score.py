"""How labels are counted: by things of a story, on labels made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.scorecard.gold_folder import STORM, span, write_set

from dateline.model.story import Label
from dateline.model.text import Span
from dateline.scorecard.reading import Bench
from dateline.scorecard.tasks.labels import Labels, Phrase, tally_of


def label(thing: str, start: int, end: int, article: str = "a") -> Label:
    """A label of ours."""
    return Label(thing=thing, label="x", article_id=article, speaker=None, span=Span(start, end))


def phrase(thing: str, start: int, end: int, article: str = "a") -> Phrase:
    """A phrase of the gold."""
    return Phrase(article, start, end, thing, "x")


@pytest.mark.parametrize(
    ("thing", "kind"),
    [
        ("KEN", "country"),
        ("KEN\\Odera", "actor"),
        ("KEN\\KEN-I", "group"),
        ("KEN\\KEN-Misc", "group"),
        ("Harbour strike", "act or object"),
        ("Properties\\Quality\\Bad", "property"),
    ],
)
def test_types_come_from_the_code(thing: str, kind: str) -> None:
    assert phrase(thing, 0, 1).kind == kind


def test_a_split_thing_keeps_its_biggest_part() -> None:
    gold = [phrase("Strike", 0, 10), phrase("Strike", 20, 30), phrase("Strike", 40, 50), phrase("KEN", 60, 65)]
    ours = [label("walkout", 0, 10), label("walkout", 20, 30), label("action", 40, 50), label("Kenya", 60, 65)]
    counts = tally_of(gold, ours).counts
    assert (counts["found"], counts["split"], counts["any"]) == (3, 4, 4)
    assert counts["right labels"] == 4
    assert counts["found country"] == 1


def test_a_thing_of_ours_stands_for_one_gold_thing() -> None:
    gold = [phrase("Strike", 0, 10), phrase("Strike", 20, 30), phrase("Crews", 40, 50)]
    counts = tally_of(gold, [label("walkout", start, start + 10) for start in (0, 20, 40)]).counts
    assert (counts["found"], counts["any"], counts["right labels"]) == (2, 3, 2)


def test_meeting_takes_half_of_the_shorter_in_the_same_report() -> None:
    gold = [phrase("Strike", 0, 10), phrase("Strike", 20, 30), phrase("Strike", 40, 50), phrase("Strike", 60, 80)]
    ours = [
        label("walkout", 6, 16),
        label("walkout", 25, 35),
        label("walkout", 40, 50, "b"),
        label("walkout", 60, 64),
    ]
    counts = tally_of(gold, ours).counts
    assert counts["found"] == 2, "four of ten characters are too few, and another report does not count"
    assert counts["alike"] == 0
    assert counts["labels"] == 4


def test_properties_have_no_part() -> None:
    gold = [phrase("Properties\\Quality\\Bad", 0, 10), phrase("Strike", 2, 8)]
    counts = tally_of(gold, [label("walkout", 0, 10)]).counts
    assert (counts["phrases"], counts["properties"], counts["found"]) == (1, 1, 1)


def test_a_set_goes_through_the_whole_product(tmp_path: Path) -> None:
    mark = {"thing": "NOR", "exact": "Norway", "span": span(STORM, "Norway")}
    nowhere = {"thing": "NOR", "exact": "Oslo", "span": None}
    rows = [{"story": "0", "labels": [mark, mark, nowhere]}, {"story": "1", "labels": []}]
    write_set(tmp_path, "compare/own_words", rows)
    task = Labels()
    (gold,) = task.sets(tmp_path)
    table = task.score(gold, Bench(), limit=None)
    values = {one.key: one for one in table.measures}
    assert table.size == "2 stories, 2 reports, 1 phrases", "a phrase counts once, and only with its place"
    assert values["found"].of == "1 phrases"
