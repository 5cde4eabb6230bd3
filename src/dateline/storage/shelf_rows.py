"""From an annotated article to the rows it is found by: its card, keys, names, figures, events and quotations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from dateline.model.annotation import AnnotatedArticle, Event, Figure, Mention, Party, PlaceMention, Quote
from dateline.model.article import Article
from dateline.model.shelf import folded, key_of, moment, place_key

Row = dict[str, Any]
ACTING = frozenset({"person", "organization", "country", "group", "collective"})
"""Kinds of mentions that can act; an id of any other kind counts too."""
PAIRS_AT_MOST = 12
"""Of an event with many on both sides so many pairs are kept."""
HEADLINE_LENGTH = 160
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "ref_src", "cmpid", "ocid", "at_medium", "at_campaign")
"""How parameters of an address begin that tell who sent the reader, not what is read."""


@dataclass(slots=True)
class ArticleRows:
    """What one article is found by; `names` are (kind, key, name)."""

    card: Row
    keys: set[tuple[str, str]] = field(default_factory=set)
    names: set[tuple[str, str, str]] = field(default_factory=set)
    figures: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    quotes: list[Row] = field(default_factory=list)
    places: dict[str, Row] = field(default_factory=dict)

    def note(self, kind: str, key: str, name: str) -> None:
        """Note that the article can be found by a key, and under which name."""
        self.keys.add((kind, key))
        self.names.add((kind, key, " ".join(name.split())))


def rows_of(annotated: AnnotatedArticle, number: int, *, captured_at: str | None) -> ArticleRows:
    """Make the rows of one article; pure."""
    article = annotated.article
    made = ArticleRows(_card(article, number, captured_at))
    day = article.published_day
    if article.outlet:
        made.note("outlet", article.outlet.id, article.outlet.name)
    for topic in article.topics:
        made.note("topic", folded(topic), topic)
    for one in annotated.annotations:
        if isinstance(one, Mention):
            _note_mention(made, one)
        elif isinstance(one, PlaceMention):
            _note_place(made, one)
        elif isinstance(one, Figure):
            _note_figure(made, one, number)
        elif isinstance(one, Event):
            _note_event(made, one, number, day)
        elif isinstance(one, Quote):
            _note_quote(made, one, number, day)
    return made


def _card(article: Article, number: int, captured_at: str | None) -> Row:
    published = article.published_at.start if article.published_at else None
    return {
        "number": number,
        "id": article.id,
        "headline": headline_of(article),
        "outlet_id": article.outlet.id if article.outlet else None,
        "outlet": article.outlet.name if article.outlet else None,
        "url": article.url,
        "language": article.language,
        "day": article.published_day,
        "arrived": moment(captured_at) or moment(published),
        "wording": wording(article),
        "address": None,
        "version": 1,
        "is_newest": True,
    }


def headline_of(article: Article) -> str:
    """The headline, or the beginning of the text where there is none."""
    if article.headline:
        return article.headline
    line = article.text.strip().split("\n", 1)[0]
    return line if len(line) <= HEADLINE_LENGTH else line[: HEADLINE_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def wording(article: Article) -> str:
    """A hash of what a reader reads: two captures with the same wording are the same version."""
    words = f"{article.headline or ''}\0{' '.join(article.text.split())}"
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def address_of(article: Article, capture_url: str | None, *, is_alone: bool) -> str | None:
    """Under what the versions of an article stand together: the address it was fetched from.

    An article that shares its capture with others (one of a feed) stands under the address it names itself, apart
    from the page at that address, whose text may be longer.
    """
    url = capture_url if is_alone else article.url
    plain = plain_address(url)
    return plain if plain is None or is_alone else f"listed {plain}"


def plain_address(url: str | None) -> str | None:
    """Write a web address without what does not change the page: scheme, letter case of the host, tracking, fragment.

    >>> plain_address("HTTP://News.Example/a?utm_source=x&id=3#top")
    'news.example/a?id=3'
    """
    try:
        parts = urlsplit(url or "")
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(name)]
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{host}{parts.path.rstrip('/') or '/'}{query}"


def _tracks(name: str) -> bool:
    return name.lower().startswith(TRACKING)


def _note_mention(made: ArticleRows, one: Mention) -> None:
    if one.actor_id:
        made.note("actor", one.actor_id, one.name)
    elif one.kind in ACTING:
        made.note("actor", key_of(None, one.name), one.name)
    if one.country:
        made.keys.add(("country", one.country))


def _note_place(made: ArticleRows, one: PlaceMention) -> None:
    key = place_key(one.geonames_id, one.name)
    made.note("place", key, one.name)
    if one.country:
        made.keys.add(("country", one.country))
    made.places.setdefault(
        key,
        {
            "key": key,
            "name": one.name,
            "country": one.country,
            "lat": one.lat,
            "lon": one.lon,
            "precision": one.precision,
        },
    )


def _note_figure(made: ArticleRows, one: Figure, number: int) -> None:
    counted = folded(one.counted or one.unit or "")
    if counted:
        made.note("counted", counted, one.counted or one.unit or "")
    ends = [end for end in (one.low, one.high) if end is not None]
    if ends:  # "at least 14" is searched for as 14: its open end would match every larger number
        made.figures.append({**_place_of(one, number), "counted": counted, "low": ends[0], "high": ends[-1]})


def _place_of(one: Figure | Event | Quote, number: int) -> Row:
    return {"article_number": number, "span_start": one.span.start, "span_end": one.span.end}


def _note_event(made: ArticleRows, one: Event, number: int, day: str | None) -> None:
    if one.modality == "asserted":
        made.note("type", one.type, one.type)
    happened = one.date.start[:10] if one.date and one.date.start else day
    for actor, recipient in _pairs(one):
        for party in (actor, recipient):
            if party and party.actor_id:
                made.keys.add(("actor", party.actor_id))  # how an act calls its actor is no name to find him by
        made.events.append(
            {
                **_place_of(one, number),
                "actor": actor.actor_id if actor else None,
                "actor_name": actor.name if actor else "",
                "recipient": recipient.actor_id if recipient else None,
                "recipient_name": recipient.name if recipient else "",
                "type": one.type,
                "modality": one.modality,
                "goldstein": one.goldstein,
                "day": happened,
            }
        )


def _pairs(one: Event) -> Iterator[tuple[Party | None, Party | None]]:
    """Go through who did it to whom; of several on both sides each with each, but nobody with himself."""
    found = 0
    for actor in one.actors or (None,):
        others = [other for other in one.recipients if actor is None or other.name != actor.name]
        for recipient in others or (None,):
            if found < PAIRS_AT_MOST and ((actor and actor.actor_id) or (recipient and recipient.actor_id)):
                found += 1
                yield actor, recipient


def _note_quote(made: ArticleRows, one: Quote, number: int, day: str | None) -> None:
    if one.speaker is None or not one.speaker.name:
        return
    speaker = key_of(one.speaker.actor_id, one.speaker.name)
    made.note("speaker", speaker, one.speaker.name)
    direct = "direct" if one.direct is True else "indirect" if one.direct is False else "mixed"
    made.quotes.append(
        {
            **_place_of(one, number),
            "speaker": speaker,
            "speaker_name": one.speaker.name,
            "direct": direct,
            "day": day,
        }
    )
