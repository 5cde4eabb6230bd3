"""Looking for time expressions only where one may begin misses none."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from time import process_time

from dateline.understand.dates import find_times
from dateline.understand.shadow import shadow_of
from dateline.understand.time_grammar import ANY, ANY_FROM_FIGURE, ANY_FROM_WORD, BEGINNINGS

OWN = (
    "Now that autumn 1918 is over, the '90s and FY2020 seem near; in the mid-January frost of Q3 he came at noon. "
    "Most of the eighteenth century, two years ago, nearly a decade later, dozens of weeks ago, every second Monday."
)

FIGURES = (
    "2022-01-10 14:00, 10/11/2021 and 3.4.2020; 9 p.m. on 6 May 2020, 10 a.m. May 6, 2014's March, 9 a.m. Friday, "
    "8 a.m. today, 2nd quarter, 1998 first quarter, the 1997 period, 1990s, 19th century, 264 BC, 3 times a week, "
    "2 years ago, 6-month-long, 5-day-old, 40 days, 1999, 17:30, 7 in the morning, 11 o'clock, 2 to 3 weeks later."
)


def everywhere(shadow: str) -> Iterator[tuple[int, int]]:
    at = 0
    while (found := ANY.search(shadow, at)) is not None:
        yield found.span()
        at = max(found.end(), at + 1)


def test_forms_begin_nowhere_else() -> None:
    rows = files("dateline.pack").joinpath("reports.jsonl").read_text(encoding="utf-8").splitlines()
    for text in [OWN, *(json.loads(row)["text"] for row in rows)]:
        shadow = shadow_of(text)
        begins = {found.start() for found in BEGINNINGS.finditer(shadow)}
        assert [shadow[start:end] for start, end in everywhere(shadow) if start not in begins] == []


def test_plain_words_are_passed_over() -> None:
    assert re.findall(BEGINNINGS, "They were said to have left by boat, with him to his people.") == []
    assert list(find_times("They were said to have left by boat, with him to his people.", day=None)) == []


def test_what_begins_with_a_figure_is_among_fewer_forms() -> None:
    rows = files("dateline.pack").joinpath("reports.jsonl").read_text(encoding="utf-8").splitlines()
    for text in [OWN, FIGURES, *(json.loads(row)["text"] for row in rows[:40])]:
        shadow = shadow_of(text)
        for found in BEGINNINGS.finditer(shadow):
            fewer = ANY_FROM_FIGURE if found[0][0].isdigit() else ANY_FROM_WORD
            one, other = (form.match(shadow, found.start()) for form in (ANY, fewer))
            assert (one and (one[0], one.lastgroup)) == (other and (other[0], other.lastgroup))


def test_long_runs_of_number_words_cost_little() -> None:
    before = process_time()
    assert list(find_times("twenty-two hundred and " * 400 + "years", day=None)) == []
    assert process_time() - before < 2
