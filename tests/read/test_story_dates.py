"""The day of publication from the story's own words."""

from __future__ import annotations

import pytest

from dateline.model.text import Slice
from dateline.read.published import dates_of_scrape
from dateline.read.story_dates import told_in_words, year_told
from dateline.read.surroundings import Surroundings


def around(text: str) -> Surroundings:
    return Surroundings(text=text, slices=(Slice(0, len(text)),))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The harbour reopens tomorrow, 4 July 2019, after a month.", "2019-07-03", "2019-07-03"),
        ("The harbour burned down yesterday, 4 July 2019.", "2019-07-05", "2019-07-05"),
        ("Today, 4 July 2019, the harbour reopened.", "2019-07-04", "2019-07-04"),
        ("Ten years ago today, on 4 July 2009, the harbour burned.", "2019-07-04", "2019-07-04"),
        ("The board lost last week's ballot of 4 July 2019.", "2019-07-07", "2019-07-14"),
        ("The board met last month, on 4 July 2019.", "2019-08-01", "2019-08-31"),
        ("The board met earlier this month, on 4 July 2019.", "2019-07-05", "2019-07-31"),
        ("The board met earlier this month, on 4 July 2019. It votes later this month.", "2019-07-05", "2019-07-30"),
        ("Guards ended the search on Sunday, three days after it began on 4 July 2019.", "2019-07-07", "2019-07-13"),
        (
            "Guards ended the search on Sunday, three days after the boat sank on 4 July 2019. "
            "The owner will be heard on Tuesday.",
            "2019-07-07",
            "2019-07-09",
        ),
        ("Rivals quarrelled on Thursday (Friday NZST) at the fair of 4 July 2019.", "2019-07-05", "2019-07-11"),
        ("Fewer came than in 2011, three years ago. They vote tomorrow, Sunday 13 April.", "2014-04-12", "2014-04-12"),
        ("A crane fell yesterday. They tested it on 4 July 2019, two days before it fell.", "2019-07-07", "2019-07-07"),
    ],
)  # fmt: skip
def test_words_tie_a_full_date_to_the_day_of_publication(text: str, first: str, last: str) -> None:
    found = told_in_words(around(text))
    assert found is not None
    assert (found.start, found.end) == (first, last)
    assert found.why


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The harbour burned on 4 July 2009 and was never rebuilt.",
        "The harbour burned on Thursday, 4 July 2019.",
        "On Monday the guards ended the search for the boat that sank on 4 July 2019.",
        "The mayor, born on 4 July 1968, resigned on Thursday.",
        "The harbour will reopen on 4 July 2019, the port said on Thursday.",
        "It was the last week of 4 July 2019 fever.",
        "Guards looked on Thursday for a boat lost on 6 June 2019. Years passed. A hearing was on 10 July 2019.",
        "Today, 4 July 2019, they met, and tomorrow, 9 August 2020, they part.",
        "The harbour burned yesterday.",
        "They vote tomorrow, Sunday 13 April.",
        "Fewer came than in 2011, three years ago. They vote tomorrow, Monday 13 April.",
    ],
)
def test_a_date_that_nothing_ties_says_nothing(text: str) -> None:
    assert told_in_words(around(text)) is None


def test_a_year_is_told_by_counting_back() -> None:
    assert year_told(around("Fewer came than in 2011, three years ago.")) == 2014
    assert year_told(around("The vote three years ago, in 2011, was closer.")) == 2014
    assert year_told(around("Fewer came than in 2011.")) is None
    assert year_told(around("In 2011, three years ago, and in 2001, two years ago.")) is None


def scrape(text: str, story: str) -> Surroundings:
    start = text.index(story)
    headline = Slice(text.index("Late ferry"), text.index("Late ferry") + 10)
    return Surroundings(text=text, slices=(Slice(start, start + len(story)),), headline=headline)


def test_the_day_of_rates_or_weather_beside_the_headline_dates_no_story() -> None:
    story = "The ferry was late, its owner said."
    for line in ("EUR/USD 1.1 as at 17:00, 3 May 2021", "14 °C, 3 May 2021"):
        published, _ = dates_of_scrape(scrape(f"{line}\n\nLate ferry\n\n{story}", story), url=None)
        assert published is None
    published, _ = dates_of_scrape(scrape(f"3 May 2021\n\nLate ferry\n\n{story}", story), url=None)
    assert published is not None
    assert published.start == "2021-05-03"


def test_a_picture_from_the_archive_dates_no_story() -> None:
    story = "The ferry was late on Monday."
    shown = scrape(f"Late ferry\n\nThe quay on 3 May 2021. File photo: Ann Lee\n\n{story}", story)
    assert dates_of_scrape(shown, url=None)[0] is None
    shown = scrape(f"Late ferry\n\nThe quay on 3 May 2021. (Bay Mail/A. Lee)\n\n{story}", story)
    assert (dates_of_scrape(shown, url=None)[0] or shown).start == "2021-05-03"
