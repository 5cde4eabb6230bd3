"""Compare the reports of one story: claims and their origins first, then what differs, labels, timeline, brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.compare.acts import act_claims
from dateline.compare.brief import brief, headline
from dateline.compare.claims import figure_claims
from dateline.compare.dating import date_undated
from dateline.compare.differences import omissions
from dateline.compare.labels import labels
from dateline.compare.occasions import occasion_claims
from dateline.compare.reports import Report, reports_of
from dateline.compare.setting import Setting, setting_of
from dateline.compare.timeline import timeline
from dateline.compare.times import time_claims
from dateline.compare.whereabouts import place_claims
from dateline.compare.wording import Wording
from dateline.model.annotation import AnnotatedArticle, TimeExpression
from dateline.model.story import Claim, Comparison, Copy, DatedByStory, Story

MOST_COMPARED = 60
"""Of a larger story so many reports are compared: comparing costs the square, and a reader reads no more."""
_ORDER = {"contested": 0, "updated": 1, "agreed": 2, "single": 3}


def compare(story: Story, articles: Sequence[AnnotatedArticle], copies: Sequence[Copy] = ()) -> Comparison:
    """Say what the reports of a story tell together and apart; pure, the same reports give the same comparison."""
    dated = date_undated(articles)
    ordered = sorted(_with_dates(articles, dated), key=lambda one: one.article.sort_key)
    reports = reports_of(ordered[:MOST_COMPARED])
    setting = setting_of(story.id, reports)
    claims = sorted(_claims(reports, setting, copies), key=_rank)
    return Comparison(
        story_id=story.id,
        headline=headline(reports),
        period=setting.period,
        places=setting.places,
        actors=setting.actors,
        topics=setting.topics,
        brief=brief(reports, claims),
        timeline=tuple(timeline(reports, setting.period)),
        claims=tuple(claims),
        omissions=tuple(omissions(reports, claims, copies)),
        labels=tuple(labels(reports)),
        copies=tuple(copies),
        dated=dated,
    )


def _claims(reports: Sequence[Report], setting: Setting, copies: Sequence[Copy]) -> list[Claim]:
    """Line up what the reports tell; of one report alone only its figures are a table worth reading."""
    wording = Wording(reports)
    claims = figure_claims(reports, setting, wording, copies)
    if len(reports) > 1:
        claims += time_claims(reports, setting, wording, copies)
        claims += place_claims(reports, setting, wording, copies)
        claims += act_claims(reports, setting, wording, copies)
        claims += occasion_claims(reports, setting, wording, copies)
    return claims


def _with_dates(articles: Sequence[AnnotatedArticle], dated: Sequence[DatedByStory]) -> list[AnnotatedArticle]:
    told = {one.article_id: one for one in dated}
    return [_dated(one, told[one.article.id]) if one.article.id in told else one for one in articles]


def _dated(annotated: AnnotatedArticle, told: DatedByStory) -> AnnotatedArticle:
    """Put the day of publication and the anchored times in the place of what the report alone tells."""
    others = tuple(one for one in annotated.annotations if not isinstance(one, TimeExpression))
    return replace(
        annotated,
        article=replace(annotated.article, published_at=told.interval),
        annotations=others + told.times,
    )


def _rank(claim: Claim) -> tuple[int, int, str, str]:
    return _ORDER.get(claim.status, 9), -len({one.article_id for one in claim.assertions}), claim.kind, claim.question
