"""Law 2 for the whole corridor: on any text whatever, every fact's words stand where it says they stand."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.corridor import keep_lawful, process
from dateline.model.annotation import AnnotatedArticle, Figure, broken_spans
from dateline.model.article import Article, Capture
from dateline.model.text import PARAGRAPH_BREAK, Slice, Span, join_slices, to_capture

NEWSY = st.sampled_from(
    [
        "More than 160 people were killed in Almaty on Monday, the Interior Ministry said.",
        "“We will not leave,” said Ana Ruiz, the mayor of Lima.",
        "Beijing told Moscow that talks could begin next week.",
        "At least 12 of 30 soldiers \N{FAMILY}\N{ZERO WIDTH JOINER}\N{GIRL} fled to Côte d’Ivoire in early March 2021.",
        "قال الرئيس ان المحادثات بدأت",
        "e\N{COMBINING ACUTE ACCENT}t\N{COMBINING GRAVE ACCENT} $1.5bn \N{RIGHT-TO-LEFT OVERRIDE}nonsense",
        "A\x00B\x0bC\x1c", '"', "“", "1" * 40, "\N{THAI CHARACTER KO KAI}" * 30, "http://example.org/?a=1&b=2",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(NEWSY, st.text(max_size=60)), min_size=1, max_size=6).map("\n\n".join)


def as_text(text: str) -> Capture:
    body = text.encode("utf-8", "replace")
    return Capture(
        id=hashlib.sha256(body).hexdigest(),
        body=body,
        media_type="text/plain",
        found_in="any.txt",
        hints=(("as_text", "1"), ("published", "2022-01-11")),
    )


@given(TEXTS)
@example("He said \U0001f600 that 5 people — “no, 6” — died.\n\nShe said: “They left")
def test_every_fact_stands_where_it_says(text: str) -> None:
    (result,) = process([as_text(text)])
    for annotated, _ in result.articles:
        assert not [one for one in annotated.failures if one.step != "understand"]
        for one in annotated.annotations:
            assert broken_spans(annotated.article, one) == []


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(1, 40)), max_size=5), st.data())
def test_a_span_maps_back_to_the_very_same_words(
    visible: str, cuts: list[tuple[int, int]], drawn: st.DataObject
) -> None:
    slices, at = [], 0
    for gap, size in cuts:
        start, end = at + gap % 20, at + gap % 20 + size
        if end > len(visible):
            break
        slices.append(Slice(start, end))
        at = end
    text = join_slices(visible, slices)
    start = drawn.draw(st.integers(0, len(text)))
    end = drawn.draw(st.integers(start, len(text)))
    pieces = to_capture(slices, Span(start, end))
    from_slices = [place for one in slices for place in [*([True] * len(one)), *([False] * len(PARAGRAPH_BREAK))]]
    expected = "".join(text[place] for place in range(start, end) if from_slices[place])
    assert "".join(visible[one.start : one.end] for one in pieces) == expected


def test_a_fact_with_wrong_words_is_dropped_and_noted() -> None:
    text = "More than 160 people died."
    article = Article(
        id="a", capture_id="c", found_in="x.txt", text=text, slices=(Slice(0, len(text)),), visible_sha256="v"
    )
    good = Figure(article_id="a", span=Span(0, 13), exact="More than 160", made_by="figures@1", low=161, high=None)
    bad = Figure(article_id="a", span=Span(1, 13), exact="More than 160", made_by="figures@1", low=161, high=None)
    outside = Figure(article_id="a", span=Span(20, 99), exact=text[20:], made_by="figures@1", low=1, high=1)
    kept = keep_lawful(AnnotatedArticle(article, (good, bad, outside)))
    assert kept.annotations == (good,)
    assert len(kept.failures) == 2
    assert "is not 'More than 160'" in kept.failures[0].message


@pytest.mark.parametrize("text", ["", " \n \n", "\x00", "\N{ZERO WIDTH SPACE}"])
def test_a_text_without_words_is_a_failure_not_a_crash(text: str) -> None:
    (result,) = process([as_text(text)])
    assert result.articles or result.failures
