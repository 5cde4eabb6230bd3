"""What is to be, what is demanded, and what was done: which of them stand against one another."""

from __future__ import annotations

import pytest

from dateline.compare.comparison import compare
from dateline.lexicon.opposites import contraries_of
from dateline.lexicon.same_words import sense

from .building import Building, story_of

PLAN = "The harbour board will pay ten crowns for each missing net."


def status(first: str, second: str) -> list[str]:
    """The statuses of what two reports, two days apart, tell together."""
    reports = [
        Building(name, text, published=day).done()
        for name, text, day in (("a", first, "2031-05-01"), ("b", second, "2031-05-03"))
    ]
    found = compare(story_of(reports), reports).claims
    return [one.status for one in found if one.kind == "act" and len(one.assertions) > 1]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("The harbour board paid ten crowns for each missing net.", ["updated"]),
        ("Ten crowns for each missing net is what the harbour board pays.", ["agreed"]),
        ("For each missing net the harbour board is to pay ten crowns.", ["agreed"]),
    ],
    ids=["done", "told again in the present", "still to come"],
)
def test_a_plan_is_carried_out_only_by_a_deed(later: str, expected: list[str]) -> None:
    assert status(PLAN, later) == expected


def test_who_demands_the_end_does_not_tell_it() -> None:
    held = "Police hold the captain of the ferry Astrid in Marrow."
    assert status(held, "The captain of the ferry Astrid was freed in Marrow by police.") == ["updated"]
    assert status(held, "The captain of the ferry Astrid would be freed in Marrow by police.") == ["agreed"]


@pytest.mark.parametrize(("one", "other"), [("broke", "kept"), ("broken", "obeyed"), ("fell", "rose")])
def test_contraries_in_all_their_forms(one: str, other: str) -> None:
    assert sense(other) in contraries_of(sense(one))
    assert sense(one) in contraries_of(sense(other))
