"""Looking for time expressions only where one may begin misses none."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from time import process_time

from dateline.understand.dates import _matches, find_times
from dateline.understand.shadow import shadow_of
from dateline.understand.time_grammar import BEGINNING_WITH, BEGINNINGS, NEEDED, PATTERNS

WORD = re.compile(r"(?<![A-Za-z0-9])['A-Za-z0-9]")

OWN = (
    "Now that autumn 1918 is over, the '90s and FY2020 seem near; in the mid-January frost of Q3 he came at noon. "
    "Most of the eighteenth century, two years ago, nearly a decade later, dozens of weeks ago, every second Monday. "
    "He stayed a hundred years, no more than a decade; more recently, at the moment, in due course, just over a week, "
    "that night, this school year, these few days, new year's day, a seven-week-old truce, year-end, "
    "the latest quarter, the year-earlier quarter, the first half of last year, "
    "fiscal 2020, a month-long strike, in three weeks' time."
)

FIGURES = (
    "2022-01-10 14:00, 10/11/2021 and 3.4.2020; 9 p.m. on 6 May 2020, 10 a.m. May 6, 2014's March, 9 a.m. Friday, "
    "8 a.m. today, 2nd quarter, 1998 first quarter, the 1997 period, 1990s, 19th century, 264 BC, 3 times a week, "
    "2 years ago, 6-month-long, 5-day-old, 40 days, 1999, 17:30, 7 in the morning, 11 o'clock, 2 to 3 weeks later."
)


def everywhere(shadow: str) -> Iterator[tuple[int, int, str]]:
    """What the forms find when each of them is tried wherever a word begins, from left to right."""
    at = 0
    for word in WORD.finditer(shadow):
        if word.start() < at:
            continue
        found = ((form.match(shadow, word.start()), name) for name, form in PATTERNS.items())
        first = next(((match, name) for match, name in found if match is not None), None)
        if first is not None:
            at = max(first[0].end(), at + 1)
            yield *first[0].span(), first[1]


def reports() -> list[str]:
    rows = files("dateline.pack").joinpath("reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [shadow_of(text) for text in [OWN, FIGURES, *(json.loads(row)["text"] for row in rows)]]


def test_forms_begin_nowhere_else() -> None:
    for shadow in reports():
        begins = {found.start() for found in BEGINNINGS.finditer(f" {shadow}")}
        assert [shadow[start:end] for start, end, _ in everywhere(shadow) if start not in begins] == []


def test_forms_begin_with_no_other_letter() -> None:
    for shadow in reports():
        for start, end, form in everywhere(shadow):
            assert form in [name for name, _ in BEGINNING_WITH[shadow[start]]], shadow[start:end]


def test_rare_forms_hold_some_of_the_letters_they_need() -> None:
    for shadow in reports():
        for start, end, form in everywhere(shadow):
            found = shadow[start : end + 10]
            assert any(letters in found for letters in NEEDED.get(form, ("",))), found


def test_plain_words_are_passed_over() -> None:
    assert re.findall(BEGINNINGS, " They were said to have left by boat, with him to his people.") == []
    assert list(find_times("They were said to have left by boat, with him to his people.", day=None)) == []


def test_long_runs_of_number_words_cost_little() -> None:
    before = process_time()
    assert list(find_times("twenty-two hundred and " * 400 + "years", day=None)) == []
    assert process_time() - before < 2


def test_near_words_of_time_nothing_is_missed() -> None:
    for shadow in reports():
        found = {(match.start(), form) for form, match in _matches(shadow)}
        assert [shadow[start:end] for start, end, form in everywhere(shadow) if (start, form) not in found] == []
