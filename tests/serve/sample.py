"""The story of the three little reports, compared by hand."""

from __future__ import annotations

from functools import cache

from dateline.model.annotation import AnnotatedArticle
from dateline.model.article import Failure
from dateline.model.story import (
    Assertion,
    BriefSentence,
    Claim,
    Comparison,
    Copy,
    Label,
    Membership,
    Omission,
    Origin,
    Passage,
    Story,
    StoryActor,
    TimelineMoment,
)
from serve.reports import PAPER, Reader, articles, day

__all__ = ["FAILURES", "articles", "story"]

FAILURES = (Failure("pages/broken.html.gz", "collect", "the gzip stream ends too early"),)


def _answer(
    annotated: AnnotatedArticle, words: str, value: str, low: float | None, high: float | None, **more: object
) -> Assertion:
    read = Reader(annotated.article)
    return Assertion(
        article_id=annotated.article.id,
        span=read.at(words),
        exact=words,
        value=value,
        low=low,
        high=high,
        **more,  # type: ignore[arg-type]
    )


def _passage(annotated: AnnotatedArticle, words: str) -> Passage:
    return Passage(annotated.article.id, Reader(annotated.article).at(words))


@cache
def story() -> tuple[Story, Comparison]:
    """Return the story of the three reports and its comparison."""
    wire, paper, radio = articles()
    ids = tuple(one.article.id for one in (wire, paper, radio))
    first = "Neighbouring Ostmark offered to send two rescue teams."
    second = PAPER.split("\n\n")[3]
    told = Story(
        id="s-mine",
        founding_article_id=ids[0],
        members=tuple(Membership(article_id=one, score=0.91, why="same place, day and words") for one in ids),
        also_known_as=("s-mine-old",),
    )
    ministry = Origin(id="o:energy", name="energy ministry", kind="official")
    union = Origin(id="o:union", name="Mineworkers’ Union", kind="official")
    claims = (
        Claim(
            id="c1",
            question="killed at Kestrel Ridge, March 2031",
            kind="figure",
            status="updated",
            assertions=(
                _answer(
                    wire, "At least 14 miners", "14 or more", 14, None, as_of=day("2031-03-04"), origin_id="o:energy"
                ),
                _answer(paper, "Seventeen people", "17", 17, 17, as_of=day("2031-03-05"), origin_id="o:union"),
                _answer(radio, "19", "19", 19, 19, as_of=day("2031-03-06"), origin_id="o:energy"),
            ),
            origins=(ministry, union),
            independent=2,
            why="the figures rise with the days they are given for",
        ),
        Claim(
            id="c2",
            question="missing or trapped at Kestrel Ridge, March 2031",
            kind="figure",
            status="contested",
            assertions=(
                _answer(wire, "dozens more", "24–99", 24, 99, approx=True, as_of=day("2031-03-04")),
                _answer(paper, "about 40 missing men", "36–44", 36, 44, approx=True),
                _answer(radio, "14", "14", 14, 14),
            ),
            origins=(),
            independent=None,
            why="14 and 36–44 cannot both hold for the same day",
        ),
        Claim(
            id="c3",
            question="evacuated at Kestrel Ridge, March 2031",
            kind="figure",
            status="single",
            assertions=(_answer(wire, "230 workers", "230", 230, 230),),
            origins=(),
            independent=None,
            why="one report answers it",
        ),
    )
    return told, Comparison(
        story_id="s-mine",
        headline="Toll climbs to 19 as miners <block> road",
        period=day("2031-03-04", "2031-03-06"),
        places=("Kestrel Ridge", "Norland"),
        actors=(
            StoryActor("o:aldane", "Aldane Mining", 3, 5),
            StoryActor("p:ida-soren", "Ida Soren", 2, 4),
            StoryActor(None, "miners", 2, 3),
        ),
        topics=("Mining",),
        brief=(
            BriefSentence(first, (_passage(wire, first),)),
            BriefSentence(second, (_passage(paper, second), _passage(radio, "Aldane Mining declined to comment."))),
        ),
        timeline=(
            TimelineMoment(
                day("2031-03-04"),
                "A tunnel collapsed at the Aldane copper mine",
                (_passage(wire, "a tunnel collapsed at the Aldane copper mine"),),
            ),
            TimelineMoment(
                day("2031-03-05"),
                "Ostmark’s specialists arrived before dawn",
                (_passage(paper, "Ostmark’s specialists arrived before dawn"),),
            ),
            TimelineMoment(
                day("2031-03-06"),
                "Striking miners blocked the road to the capital",
                (_passage(radio, "Striking miners blocked the road to the capital"),),
            ),
        ),
        claims=claims,
        omissions=(Omission(ids[2], "c3"),),
        labels=(
            Label(
                thing="the accident",
                label="the disaster",
                article_id=ids[2],
                speaker=None,
                span=Reader(radio.article).at("the disaster"),
            ),
            Label(
                thing="the accident",
                label="the worst mining accident",
                article_id=ids[1],
                speaker="union leaders",
                span=Reader(paper.article).at("the worst mining accident"),
            ),
        ),
        copies=(
            Copy(
                article_id=ids[1], of=ids[0], kind="edited", shared=0.62, why="62 % of its word runs stand in the other"
            ),
        ),
    )
