"""The cases of Recognizers-Text that news needs (recognizers/README.md says which and why): every one passes."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from dateline.model.annotation import AnnotatedArticle, Figure
from dateline.model.article import Article
from dateline.model.text import Slice
from dateline.understand.figure_grammar import quantities
from dateline.understand.figures import Figures
from dateline.understand.parse import empty_parse
from dateline.understand.shadow import shadow_of

CASES = json.loads((Path(__file__).parent / "recognizers" / "cases.json").read_text(encoding="utf-8"))
BARE = ("Number/NumberModel", "Number/NumberRangeModel")
"""Their numbers count nothing, so they are no figures of the record: there the grammar alone is asked."""
BY_FILE = defaultdict(list)
for _case in CASES:
    BY_FILE[_case["file"]].append(_case)
Read = tuple[float | None, float | None, float | None, str | None]


def bare_numbers(text: str) -> list[Read]:
    """Low, high, the number itself and no unit."""
    return [(one.low, one.high, one.value, None) for one in quantities(shadow_of(text))]


def figures_with_unit(text: str) -> list[Read]:
    """Low, high, the number itself where it is one, and the unit, from the whole extractor."""
    article = Article(id="a", capture_id="c", found_in="t", text=text, slices=(Slice(0, len(text)),), visible_sha256="")
    found = Figures()(AnnotatedArticle(article), empty_parse(text))
    return [
        (one.low, one.high, one.low if one.high is None else one.high, one.unit)
        for one in found
        if isinstance(one, Figure) and one.unit is not None
    ]


def near(ours: float | None, theirs: float | None) -> bool:
    """Equal within rounding, or one whole off where their end is exclusive."""
    if ours is None or theirs is None:
        return ours is theirs
    return abs(ours - theirs) <= max(1.0 if float(theirs).is_integer() and theirs > 1 else 0.0, 1e-6 * abs(theirs))


def passes(found: list[Read], low: float | None, high: float | None, code: str | None) -> bool:
    """Whether a quantity with these bounds is there; the library reads the bare number of "about 5", so may we."""
    return any(
        (unit == code or code is None or unit is None)
        and ((near(a, low) and near(b, high)) or (low == high and low is not None and _holds(a, b, number, low)))
        for a, b, number, unit in found
    )


def _holds(a: float | None, b: float | None, number: float | None, value: float) -> bool:
    return near(number, value) or (a is not None and b is not None and a <= value <= b)


@pytest.mark.parametrize("file", sorted(BY_FILE))
def test_every_case_that_news_needs_passes(file: str) -> None:
    failing = []
    for case in BY_FILE[file]:
        text = case["input"]
        found = bare_numbers(text) if file in BARE else figures_with_unit(text)
        for words, low, high, code in case["expected"]:
            if not passes(found, low, high, code):
                failing.append((text, words, low, high, found))
        if not case["expected"] and file not in BARE and found:
            failing.append((text, "nothing", None, None, found))
    assert failing == [], f"{len(failing)} of {len(BY_FILE[file])}"


def test_the_selection_is_large_and_no_file_is_forgotten() -> None:
    assert len(CASES) > 300
    assert len(BY_FILE) == 6
