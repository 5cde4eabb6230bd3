"""What is new in a story, and since when: the reports that arrived, what they dispute, correct and count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.model.annotation import AnnotatedArticle
from dateline.model.shelf import Change
from dateline.model.story import Claim, Comparison, Story
from dateline.serve.phrases import shortened, value_words

KEPT = 80
"""So many changes of a story are kept, the newest ones."""
WORDS = 140
_WEIGHT = {"contested": 0, "updated": 1, "figure": 2, "report": 3}
"""What stands first among changes of one moment."""


def changes_of(
    story: Story, comparison: Comparison, reports: Sequence[AnnotatedArticle], *, arrivals: Mapping[str, str]
) -> tuple[Change, ...]:
    """Tell what each report brought when it arrived, newest first; pure.

    `arrivals` are moments by article id; of a report without one nothing can be told. A claim is contested or updated
    from the arrival of the report whose answer first differs from those before.
    """
    found = [
        Change(
            story_id=story.id, at=arrivals[one.article.id], kind="report", words=_title(one), article_id=one.article.id
        )
        for one in reports
        if one.article.id in arrivals
    ]
    for claim in comparison.claims:
        if claim.kind != "quote":
            found += _of_claim(story.id, claim, arrivals)
    found.sort(key=lambda one: (_WEIGHT[one.kind], one.words, one.article_id))
    found.sort(key=lambda one: one.at, reverse=True)
    return tuple(found[:KEPT])


def _title(one: AnnotatedArticle) -> str:
    article = one.article
    title = " ".join((article.headline or article.text.strip().split("\n", 1)[0]).split())
    return shortened(f"{article.outlet.name}: {title}" if article.outlet else title, WORDS)


def _of_claim(story_id: str, claim: Claim, arrivals: Mapping[str, str]) -> Iterator[Change]:
    """Go through the answers that nobody had given before, in the order they arrived."""
    told = sorted(
        (one for one in claim.assertions if one.article_id in arrivals),
        key=lambda one: (arrivals[one.article_id], one.article_id, one.span),
    )
    given: dict[tuple[Any, ...], str] = {}
    for one in told:
        same = (one.low, one.high) if (one.low, one.high) != (None, None) else (one.value.casefold(),)
        if same in given:
            continue
        words = value_words(claim.kind, one.value) or one.exact
        before = next(reversed(given.values()), None)
        given[same] = words
        kind = _kind(claim, before)
        if kind is not None:
            yield Change(
                story_id=story_id,
                at=arrivals[one.article_id],
                kind=kind,
                words=_words(claim.question, words, before),
                article_id=one.article_id,
            )


def _kind(claim: Claim, before: str | None) -> str | None:
    """Contested and updated from the second answer on; of other claims only the first figure is news."""
    if before is not None:
        return claim.status if claim.status in ("contested", "updated") else None
    return "figure" if claim.kind == "figure" else None


def _words(question: str, words: str, before: str | None) -> str:
    told = f"{shortened(question, 80)}: {shortened(words, 40)}"
    return told if before is None else f"{told}, before {shortened(before, 30)}"
