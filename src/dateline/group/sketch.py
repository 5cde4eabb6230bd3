"""What the story engine keeps of an article: small, comparable, and able to travel as JSON."""

from __future__ import annotations

import base64
import math
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.group.copies import fingerprints, signature
from dateline.lexicon.background import background_words
from dateline.lexicon.words import capitalised, words_of
from dateline.model.annotation import AnnotatedArticle, Event, Figure, Mention, PlaceMention, TimeExpression

MOST_WORDS = 200
"""Words kept of one article, the weightiest first."""
LEAD_WORDS = 60
"""Headline and so many words of the text are the lead: there news says what happened."""
LEAD_CHARACTERS = 500
"""So far reaches the lead when its towns are looked for."""
LEAD_BONUS = 1.5
"""What stands in the lead weighs so much more."""
LONGEST = 8_000
"""Characters read; what stands later is background."""

Weighted = tuple[tuple[str, float], ...]
_LISTS = (
    *("lead", "names", "places", "people", "towns", "lead_towns", "actors", "acts", "days"),
    *("signature", "fingerprints"),
)
"""Fields that JSON gives back as lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSketch:
    """The features of one article by which stories are told apart.

    `day` is the ordinal day of publication or None; `vector` is the unit embedding as float16 bytes (empty when
    unknown); `words` carry their weight before rarity; `lead` and `names` are subsets of the words; `people` are
    last names; `lead_towns` are the towns named near the top; `figures` are (counted, low, high) of the lead;
    `days` are ordinals of days named in the text.
    """

    id: str
    sort_key: tuple[str, str]
    day: int | None = None
    vector: bytes = b""
    words: Weighted = ()
    lead: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    lead_towns: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    figures: tuple[tuple[str, float | None, float | None], ...] = ()
    days: tuple[int, ...] = ()
    credit: str = ""
    signature: tuple[int, ...] = ()
    fingerprints: tuple[int, ...] = ()

    @property
    def embedding(self) -> NDArray[np.float32] | None:
        """The unit embedding, or None when it is unknown."""
        return np.frombuffer(self.vector, dtype=np.float16).astype(np.float32) if self.vector else None

    def on(self, day: str | None) -> ArticleSketch:
        """Return the sketch as if the article had come out on a day (ISO); unchanged when that is no day."""
        ordinal = _ordinal(day)
        return self if ordinal is None else replace(self, day=ordinal)


def sketch(annotated: AnnotatedArticle) -> ArticleSketch:
    """Take the features of one article."""
    article = annotated.article
    headline, text = article.headline or "", article.text[:LONGEST]
    head, body = words_of(headline), words_of(text)
    lead = dict.fromkeys(head + body[:LEAD_WORDS])
    counts = Counter(head + body)
    towns = [one for one in annotated.of(PlaceMention) if one.precision == "city"]
    weights = {word: (1.0 + math.log(count)) * (LEAD_BONUS if word in lead else 1.0) for word, count in counts.items()}
    kept = sorted(weights, key=lambda word: (-weights[word] * _rarity(word), word))[:MOST_WORDS]
    names = set(capitalised(headline + "\n" + text))
    inside = set(kept)
    vector = np.asarray(annotated.embedding, dtype=np.float16).tobytes() if annotated.embedding else b""
    return ArticleSketch(
        id=article.id,
        sort_key=article.sort_key,
        day=_ordinal(article.published_day),
        vector=vector,
        words=tuple((word, round(weights[word], 3)) for word in sorted(kept)),
        lead=tuple(sorted(word for word in lead if word in inside)),
        names=tuple(sorted(names & inside)),
        places=_unique(one.name for one in annotated.of(PlaceMention) if one.precision != "country"),
        people=_unique(_last_name(one.name) for one in annotated.of(Mention) if one.kind == "person"),
        towns=_unique(one.name for one in towns),
        lead_towns=_unique(one.name for one in towns if one.span.start < LEAD_CHARACTERS),
        actors=_unique(one.actor_id for one in annotated.of(Mention) if one.actor_id),
        acts=_unique(one.type for one in annotated.of(Event)),
        figures=_figures(annotated),
        days=_days(annotated),
        credit="; ".join(
            part for part in (article.credited_to, article.dateline.agency if article.dateline else None) if part
        ),
        signature=signature(article.text),
        fingerprints=fingerprints(article.text),
    )


def to_payload(one: ArticleSketch) -> dict[str, Any]:
    """Turn a sketch into plain JSON values."""
    payload: dict[str, Any] = {name: getattr(one, name) for name in ArticleSketch.__slots__}
    payload["vector"] = base64.b64encode(one.vector).decode("ascii")
    payload["words"] = dict(one.words)
    return payload


def from_payload(payload: dict[str, Any]) -> ArticleSketch:
    """Make a sketch again from `to_payload`, also after a journey through JSON; the two are equal."""
    plain = dict(payload)
    plain["sort_key"] = tuple(plain["sort_key"])
    plain["vector"] = base64.b64decode(plain["vector"])
    plain["words"] = tuple((sys.intern(word), float(weight)) for word, weight in plain["words"].items())
    plain["figures"] = tuple((counted, low, high) for counted, low, high in plain["figures"])
    for name in _LISTS:
        plain[name] = tuple(plain.get(name, ()))
    for name in ("lead", "names", "people"):  # thousands of sketches share their words
        plain[name] = tuple(map(sys.intern, plain[name]))
    return ArticleSketch(**plain)


def _rarity(word: str) -> float:
    number, counts = background_words()
    return math.log((number + 1) / (counts.get(word, 0) + 1))


def _figures(annotated: AnnotatedArticle) -> tuple[tuple[str, float | None, float | None], ...]:
    """Keep the figures of the first part of the report that count something; later ones are often background."""
    limit = max(600, len(annotated.article.text) // 3)
    return tuple(
        dict.fromkeys(
            (one.counted, one.low, one.high)
            for one in annotated.of(Figure)
            if one.counted and one.span.start < limit and not (one.part_of or one.earlier or one.added)
        )
    )


def _days(annotated: AnnotatedArticle) -> tuple[int, ...]:
    found = set()
    for one in annotated.of(TimeExpression):
        if one.interval and one.interval.precision in ("day", "time") and (one.value or "")[:4].isdigit():
            found.add(_ordinal(one.interval.start))
    return tuple(sorted(day for day in found if day is not None))


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def _last_name(name: str) -> str | None:
    words = name.split()
    return words[-1] if words else None


def _unique(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({one.casefold() for one in names if one}))
