"""Dates, numbers and codes as people read them."""

from __future__ import annotations

import pytest

from dateline.serve.phrases import bounds_words, date_words, deed_words


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        ("2022-01-10", "2022-01-10", "day", "10 January 2022"),
        ("2022-01-10", "2022-01-12", "day", "10–12 January 2022"),
        ("2022-01-30", "2022-02-02", "day", "30 January – 2 February 2022"),
        ("2021-12-30", "2022-01-02", "day", "30 December 2021 – 2 January 2022"),
        ("2022-01-01", "2022-01-31", "month", "January 2022"),
        ("2022-01-01", "2022-12-31", "year", "2022"),
        ("2010-01-01", "2019-12-31", "decade", "2010–2019"),
        ("2022-01-10T18:30", "2022-01-10T18:30", "time", "10 January 2022, 18:30"),
        ("2022-01-10", None, "day", "from 10 January 2022"),
        (None, "2022-01-10", "day", "until 10 January 2022"),
        (None, None, "day", ""),
    ],
)
def test_dates_read_as_people_write_them(first: str | None, last: str | None, precision: str, words: str) -> None:
    assert date_words({"from": first, "to": last, "precision": precision, "why": ""}) == words


def test_bounds_say_their_open_end() -> None:
    assert bounds_words(161, None) == "161 or more"
    assert bounds_words(None, 160) == "up to 160"
    assert bounds_words(9000, 9999, approx=True) == "about 9,000–9,999"
    assert bounds_words(2.5, 2.5) == "2.5"
    assert bounds_words(None, None) == ""


def test_deeds_say_what_did_not_happen_or_not_yet() -> None:
    assert deed_words("ASSAULT", "asserted", towards=True) == "attacked"
    assert deed_words("ASSAULT", "denied", towards=True) == "said not to have attacked"
    assert deed_words("AID", "planned", towards=True) == "to help"
    assert deed_words("PROTEST", "asserted", towards=False) == "protested"
    assert deed_words("NEW", "asserted", towards=True) == "new →"


def test_promises_and_verdicts_are_told_as_such() -> None:
    assert deed_words("AGREE", "planned", cameo="036", towards=False) == "agreed to talk"
    assert deed_words("AGREE", "asserted", cameo="0331", towards=True) == "promised to work with"
    assert deed_words("ACCUSE", "asserted", mode="disapprove", cameo="116", towards=True) == "found guilty"
    assert deed_words("COERCE", "asserted", mode="martial-law", towards=False) == "imposed emergency rule"
