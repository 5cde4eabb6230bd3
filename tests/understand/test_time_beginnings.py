"""Looking for time expressions only where one may begin misses none."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files

from dateline.understand.dates import find_times
from dateline.understand.shadow import shadow_of
from dateline.understand.time_grammar import ANY, BEGINNINGS

OWN = (
    "Now that autumn 1918 is over, the '90s and FY2020 seem near; in the mid-January frost of Q3 he came at noon. "
    "Most of the eighteenth century, two years ago, nearly a decade later, dozens of weeks ago, every second Monday."
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
