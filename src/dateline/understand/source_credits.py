"""The agency or outlet credited for a whole text: in the dateline, at the foot, in the credit line of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.lexicon.actors import own_actor
from dateline.model.annotation import AnnotatedArticle, Attribution, Party, SourceLink
from dateline.model.text import Span
from dateline.understand.source_press import press_named

_HEAD_CREDIT = re.compile(
    r"^[^\n]{0,80}?\(([^()\n]{2,40})\)\s*[—–-]{1,2}\s|^([^\n(),]{2,40}?),? [—–-]{1,2} (?=[A-Z“\"])"
)
_FOOT_CREDITS = (
    re.compile(r"[(—–-]\s*([A-Z][\w .&/-]{1,40}?)\)?\s*$"),
    re.compile(r"(?<=[.!?”\"])\s+([A-Z][\w&-]*(?: [A-Z][\w&-]*){0,3})\.?\s*$"),
    re.compile(
        r"(?:^|\n)\W*(?:(?:with|additional|further|some) )*(?:reporting|material|information|files?|input|content)"
        r" (?:by|from) (?:the )?([A-Z][\w’' &/-]{1,40}?)[.)]?\s*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:^|\n)\W*(?:the )?([A-Z][\w’' &/-]{1,40}?) contributed to this (?:report|story|article)[.)]?\s*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:^|\n)\W*(?:source|via|from|©|copyright)\W+(?:\d{4} )?(?:the )?([A-Z][\w’' &/-]{1,40}?)[.)]?\s*$",
        re.IGNORECASE,
    ),
)
_FOOT = 90


def of_whole_text(annotated: AnnotatedArticle, text: str) -> Iterator[Attribution]:
    """The agency of the dateline, of the credit at the foot, or of the article's own credit line."""
    article = annotated.article
    place, name = _credit(annotated, text)
    if name is None or not text.strip():
        return
    actor = own_actor(name)
    agency = press_named(name) == "agency"
    party = Party(
        name=actor.name if actor else name,
        span=place,
        exact=place.of(text) if place else None,
        actor_id=actor.id if actor else None,
        country=actor.country if actor else None,
        sector=actor.sector if actor else None,
    )
    first = next(re.finditer(r"\S[^\n]*", text))
    span = place or Span(*first.span())
    yield Attribution(
        article_id=article.id,
        span=span,
        exact=span.of(text),
        made_by="sources@3",
        confidence=0.95 if place is None or agency else 0.7,
        why="credited at the head or foot" if place else "credit line of the article",
        links=(SourceLink(party=party, kind="agency" if agency else "outlet"),),
        covers=Span(0, len(text)),
    )


def _credit(annotated: AnnotatedArticle, text: str) -> tuple[Span | None, str | None]:
    for number, pattern in enumerate((_HEAD_CREDIT, *_FOOT_CREDITS)):
        match = pattern.search(text, max(0, len(text) - _FOOT) if number else 0)
        for group in range(1, (match.lastindex or 0) + 1) if match else ():
            name = match[group] if match else None
            if match and name and press_named(name) is not None:
                return Span(match.start(group), match.end(group)), name
    article = annotated.article
    if article.dateline is not None and article.dateline.agency:
        return None, article.dateline.agency
    return None, article.credited_to
