"""Whether a search, a curfew, a ban goes on: one report tells it as going on, a later one as over."""

from __future__ import annotations

import pytest

from dateline.compare.comparison import compare
from dateline.lexicon.courses import phases_in
from dateline.model.story import Claim

from .building import Building, story_of

FILL = (
    "The harbour of Marrow lies on the east coast. Fog was thick at dawn. Boats stayed in port all morning. "
    "Schools were full. The mayor opened a bridge. Wheat was dear. Nobody bought wool. The bells rang twice."
)


def claims(*told: tuple[str, str | None]) -> list[Claim]:
    """The claims on courses of reports that tell so much on such days."""
    reports = [Building(f"r{at}", f"{text} {FILL[at:]}", published=day).done() for at, (text, day) in enumerate(told)]
    return [one for one in compare(story_of(reports), reports).claims if one.question.endswith("goes on")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Divers called off the search", [("search", False)]),
        ("The mayor called the strike", [("strike", True)]),
        ("The curfew in the three towns of the county was lifted early", [("curfew", False)]),
        ("The talks were not broken off", [("talk", True)]),
        ("Observers said the outbreak is now over", [("outbreak", False)]),
        ("The council has put off all its matches", [("match", False)]),
        ("Two boats joined the hunt", [("search", None)]),
        ("The ban was lifted but the curfew holds", [("ban", False), ("curfew", True)]),
        ("The mayor asked them to end the hunt", [("search", None)]),
        ("Nobody came", []),
    ],
)
def test_what_is_said_of_a_course(text: str, told: list[tuple[str, bool | None]]) -> None:
    assert [(one.course, one.goes_on) for one in phases_in(text)] == told


def test_an_end_on_a_later_day_is_news() -> None:
    (claim,) = claims(
        ("Four boats took part in the search off Ellin.", "2031-05-01"),
        ("Divers were tired. They called off the hunt on Friday night.", "2031-05-03"),
    )
    assert (claim.status, claim.question) == ("updated", "whether the hunt goes on")
    assert [one.value for one in claim.assertions] == ["goes on", "is over"]


def test_what_was_to_come_may_be_called_off() -> None:
    (claim,) = claims(
        ("The town will see a march on Sunday.", "2031-05-01"), ("Bakers called off the march.", "2031-05-03")
    )
    assert claim.status == "updated"


def test_two_who_tell_the_end_agree() -> None:
    (claim,) = claims(
        ("The coast guard ended its search off Ellin.", "2031-05-01"),
        ("Hope is gone: divers called off the hunt.", "2031-05-03"),
    )
    assert claim.status == "agreed"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("The search off Ellin goes on.", "2031-05-03"), ("Divers called off the hunt.", "2031-05-03")),
        (("Divers called off the hunt.", "2031-05-01"), ("A new search began off Ellin.", "2031-05-03")),
        (("Four boats took part in the search off Ellin.", None), ("Divers called off the hunt.", "2031-05-03")),
        (("Four boats took part in the search off Ellin.", "2031-05-01"), ("The hunt would be ended.", "2031-05-03")),
        (("The search off Ellin goes on.", "2031-05-01"), ("Two boats joined the hunt.", "2031-05-03")),
        (("The hotel saw no search off Ellin.", "2031-05-01"), ("Divers called off the hunt.", "2031-05-03")),
    ],
    ids=["one day", "begun again", "no day", "to come", "no end", "not there"],
)
def test_nothing_is_made_of_what_may_be_two_courses(
    first: tuple[str, str | None], second: tuple[str, str | None]
) -> None:
    assert claims(first, second) == []


def test_a_name_that_half_of_the_story_uses_does_not_tell_that_it_goes_on() -> None:
    often = "The search had a map. The search had a dog. The search had a cook. The search had a song. "
    assert not claims(
        (f"{often}Four boats took part in the search.", "2031-05-01"),
        (f"{often}Divers called off the search.", "2031-05-03"),
    )
