"""Reports of our own making for the tests of the story engine."""

from __future__ import annotations

from dateline.model.annotation import AnnotatedArticle
from dateline.model.article import Article, DateInterval
from dateline.model.text import Slice


def report(
    article_id: str,
    text: str,
    *,
    headline: str | None = None,
    day: str | None = None,
    credited_to: str | None = None,
    embedding: tuple[float, ...] = (),
) -> AnnotatedArticle:
    """Make a report without annotations."""
    published = DateInterval(start=day, end=day, precision="day", why="given") if day else None
    article = Article(
        id=article_id,
        capture_id=article_id,
        found_in=article_id,
        text=text,
        slices=(Slice(0, len(text)),),
        visible_sha256="",
        headline=headline,
        published_at=published,
        credited_to=credited_to,
    )
    return AnnotatedArticle(article, embedding=embedding)


FERRY = (
    "A ferry with about 200 people on board ran aground near Orvelle harbour on Tuesday night, the coast guard said. "
    "Tugboats pulled the Maren Lysk free at dawn. Captain Odd Brekke said strong wind had pushed the ferry off course.",
    "The Maren Lysk ferry, which grounded off Orvelle harbour with some 200 passengers, was towed free at dawn. "
    "The coast guard blamed strong wind. Nobody was hurt, said Captain Odd Brekke.",
    "Passengers of the grounded ferry Maren Lysk told of a long night off Orvelle. Tugboats freed the ferry in the "
    "morning. Captain Odd Brekke praised the coast guard.",
)
MINE = (
    "Eleven miners were trapped after a shaft collapsed at the Kestrun copper mine in the Tarvan hills, the company "
    "said. Rescue teams drilled through rock to reach them. Union leader Ines Dorval blamed old pumps.",
    "Rescuers at the Kestrun copper mine reached five of the eleven trapped miners. The shaft in the Tarvan hills "
    "collapsed after heavy rain, said Ines Dorval of the miners' union.",
)
