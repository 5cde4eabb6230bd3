"""Nouns to the record: the one answer that the terminal, the JSON output and the web pages all render."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from dateline.model.annotation import (
    AnnotatedArticle,
    Annotation,
    Attribution,
    Event,
    Evidence,
    Figure,
    Mention,
    Party,
    PlaceMention,
    Quote,
    TimeExpression,
)
from dateline.model.article import Article, DateInterval, Failure
from dateline.model.story import Claim, Comparison, DatedByStory, Passage, Story
from dateline.model.text import Span

Record = dict[str, Any]

RECORD_VERSION = 1
"""The number of the record's shape; it rises when a named field changes name, type or meaning."""


def record(
    articles: Sequence[AnnotatedArticle],
    stories: Sequence[tuple[Story, Comparison]],
    *,
    failures: Sequence[Failure] = (),
) -> Record:
    """Make the record of docs/record.md from annotated articles, compared stories and failures of the run.

    Spans are `[start, end]` in Unicode code points of the article's own `text`; what is unknown is None or [].
    """
    texts = {one.article.id: one.article.text for one in articles}
    dates = {one.article_id: one for _, comparison in stories for one in comparison.dated}
    return {
        "version": RECORD_VERSION,
        "articles": [article_view(one, dated=dates.get(one.article.id)) for one in articles],
        "stories": [story_view(story, comparison, texts) for story, comparison in stories],
        "failures": [
            {"input": one.found_in, "step": one.step, "message": one.message, "article": one.article_id}
            for one in failures
        ],
    }


def article_view(annotated: AnnotatedArticle, *, dated: DatedByStory | None = None) -> Record:
    """Show one article with everything read from it; `dated` is what its story tells of its publication and times."""
    article, times = annotated.article, tuple(annotated.of(TimeExpression))
    if article.published_at is None and dated is not None:
        article, times = replace(article, published_at=dated.interval), dated.times or times
    return {
        **_head(article),
        "text": article.text,
        "residue": [{"kind": one.kind, "exact": one.exact} for one in article.residue],
        "topics": list(article.topics),
        "flags": list(article.flags),
        "mentions": [_mention(one) for one in annotated.of(Mention)],
        "times": [_time(one) for one in times],
        "places": [_place(one) for one in annotated.of(PlaceMention)],
        "figures": [_figure(one) for one in annotated.of(Figure)],
        "quotes": [_quote(one) for one in annotated.of(Quote)],
        "sources": [_chain(one) for one in annotated.of(Attribution)],
        "events": [_event(one) for one in annotated.of(Event)],
        "failures": [{"step": one.step, "message": one.message} for one in annotated.failures],
    }


def story_view(story: Story, comparison: Comparison, texts: dict[str, str]) -> Record:
    """Show one story with its comparison; `texts` gives each article's text by id, for the exact words."""
    return {
        "id": story.id,
        "also_known_as": list(story.also_known_as),
        "headline": comparison.headline,
        "articles": list(story.article_ids),
        "members": [{"article": one.article_id, "score": round(one.score, 3), "why": one.why} for one in story.members],
        "period": date_view(comparison.period),
        "places": list(comparison.places),
        "actors": [
            {"actor_id": one.actor_id, "name": one.name, "reports": one.reports, "count": one.count}
            for one in comparison.actors
        ],
        "topics": list(comparison.topics),
        "brief": [{"text": one.text, "evidence": _evidence(one.evidence, texts)} for one in comparison.brief],
        "timeline": [
            {"date": date_view(one.date), "text": one.text, "evidence": _evidence(one.evidence, texts)}
            for one in comparison.timeline
        ],
        "claims": [_claim(one) for one in comparison.claims],
        "omissions": [{"article": one.article_id, "claim": one.claim_id} for one in comparison.omissions],
        "labels": [
            {
                "thing": one.thing,
                "label": one.label,
                "article": one.article_id,
                "speaker": one.speaker,
                "span": span_view(one.span),
                "exact": one.span.of(texts.get(one.article_id, "")),
            }
            for one in comparison.labels
        ],
        "copies": [
            {"article": one.article_id, "of": one.of, "kind": one.kind, "shared": round(one.shared, 3), "why": one.why}
            for one in comparison.copies
        ],
        "people": [
            {
                "id": one.id,
                "name": one.name,
                "actor_ids": list(one.actor_ids),
                "articles": list(one.article_ids),
                "country": one.country,
                "sector": one.sector,
                "why": one.why,
            }
            for one in comparison.people
        ],
        "chapters": [
            {
                "headline": one.headline,
                "from": one.first_day,
                "to": one.last_day,
                "articles": list(one.article_ids),
                "why": one.why,
            }
            for one in comparison.chapters
        ],
    }


def date_view(interval: DateInterval | None) -> Record | None:
    """Show a date interval, or None."""
    if interval is None:
        return None
    return {
        "from": interval.start,
        "to": interval.end,
        "precision": interval.precision,
        "why": interval.why,
        "confidence": round(interval.confidence, 3),
    }


def span_view(span: Span) -> list[int]:
    """Show a place as `[start, end]`."""
    return [span.start, span.end]


def _head(article: Article) -> Record:
    outlet, dateline = article.outlet, article.dateline
    return {
        "id": article.id,
        "input": article.found_in,
        "capture_sha256": article.capture_id,
        "media_type": article.media_type,
        "outlet": {"id": outlet.id, "name": outlet.name} if outlet else None,
        "credited_to": article.credited_to,
        "url": article.url,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "bylines": list(article.bylines),
        "language": article.language,
        "dateline": (
            {"place": dateline.place, "agency": dateline.agency, "exact": dateline.exact} if dateline else None
        ),
        "published_at": date_view(article.published_at),
        "updated_at": date_view(article.updated_at),
    }


def _grounds(fact: Annotation) -> Record:
    """What every fact carries: its place, its words, and how sure we are and why."""
    return {
        "span": span_view(fact.span),
        "exact": fact.exact,
        "confidence": round(fact.confidence, 3),
        "why": fact.why,
        "made_by": fact.made_by,
    }


def _mention(mention: Mention) -> Record:
    return {
        **_grounds(mention),
        "kind": mention.kind,
        "name": mention.name,
        "actor_id": mention.actor_id,
        "place_id": mention.place_id,
        "country": mention.country,
        "sector": mention.sector,
        "candidates": list(mention.candidates),
    }


def _time(time: TimeExpression) -> Record:
    return {
        **_grounds(time),
        "kind": time.kind,
        "value": time.value,
        "relative": time.relative,
        "date": date_view(time.interval),
    }


def _place(place: PlaceMention) -> Record:
    return {
        **_grounds(place),
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonames_id": place.geonames_id,
        "precision": place.precision,
    }


def _figure(figure: Figure) -> Record:
    return {
        **_grounds(figure),
        "low": _number(figure.low),
        "high": _number(figure.high),
        "unit": figure.unit,
        "counted": figure.counted,
        "subject": figure.subject,
        "place": figure.place,
        "as_of": date_view(figure.as_of),
        "said_by": _party(figure.said_by),
        "approx": figure.approx,
        "qualifier": figure.qualifier,
        "part_of": span_view(figure.part_of) if figure.part_of else None,
        "added": figure.added,
        "earlier": figure.earlier,
    }


def _quote(quote: Quote) -> Record:
    return {
        **_grounds(quote),
        "direct": quote.direct,
        "speaker": _party(quote.speaker),
        "cue": _words(quote.cue),
        "content": [span_view(part) for part in quote.content],
        "addressee": _party(quote.addressee),
        "via": [_known(party) for party in quote.via],
    }


def _chain(attribution: Attribution) -> list[Record]:
    """Show one attribution as its links; every link repeats what the chain covers, because a chain is a plain list."""
    covers = span_view(attribution.covers) if attribution.covers else None
    grounds = {"confidence": round(attribution.confidence, 3), "why": attribution.why, "made_by": attribution.made_by}
    return [{**_known(link.party), "kind": link.kind, "covers": covers, **grounds} for link in attribution.links]


def _event(event: Event) -> Record:
    return {
        **_grounds(event),
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "cameo": event.cameo,
        "quad": event.quad,
        "goldstein": event.goldstein,
        "actors": [_known(party) for party in event.actors],
        "recipients": [_known(party) for party in event.recipients],
        "date": date_view(event.date),
        "place": event.place,
        "modality": event.modality,
        "said_by": _party(event.said_by),
        "trigger": span_view(event.trigger) if event.trigger else None,
    }


def _claim(claim: Claim) -> Record:
    return {
        "id": claim.id,
        "question": claim.question,
        "kind": claim.kind,
        "status": claim.status,
        "assertions": [
            {
                "article": one.article_id,
                "span": span_view(one.span),
                "exact": one.exact,
                "value": one.value,
                "low": _number(one.low),
                "high": _number(one.high),
                "approx": one.approx,
                "as_of": date_view(one.as_of),
                "origin": one.origin_id,
            }
            for one in claim.assertions
        ],
        "origins": [{"id": one.id, "name": one.name, "kind": one.kind} for one in claim.origins],
        "independent": claim.independent,
        "why": claim.why,
    }


def _evidence(passages: Iterable[Passage], texts: dict[str, str]) -> list[Record]:
    return [
        {"article": one.article_id, "span": span_view(one.span), "exact": one.span.of(texts.get(one.article_id, ""))}
        for one in passages
    ]


def _party(party: Party | None) -> Record | None:
    return None if party is None else _known(party)


def _known(party: Party) -> Record:
    return {
        "name": party.name,
        "actor_id": party.actor_id,
        "country": party.country,
        "sector": party.sector,
        "candidates": list(party.candidates),
        "span": span_view(party.span) if party.span else None,
        "exact": party.exact,
    }


def _words(evidence: Evidence | None) -> Record | None:
    return None if evidence is None else {"span": span_view(evidence.span), "exact": evidence.exact}


def _number(value: float | None) -> int | float | None:
    """Write a whole number without a decimal point, as counts are printed."""
    if value is None or value != value or value in (float("inf"), float("-inf")):
        return None
    return int(value) if float(value).is_integer() else value
