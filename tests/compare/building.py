"""Reports of our own making with annotations put on words that stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dateline.model.annotation import (
    AnnotatedArticle,
    Annotation,
    Attribution,
    Event,
    Figure,
    Mention,
    Party,
    PlaceMention,
    Quote,
    SourceLink,
    TimeExpression,
)
from dateline.model.article import Article, DateInterval, Outlet
from dateline.model.story import Comparison, Membership, Story
from dateline.model.text import Slice, Span


def day(value: str) -> DateInterval:
    """One day."""
    return DateInterval(start=value, end=value, precision="day", why="given")


class Building:
    """A report under construction: every mark is put on exact words, the first place where they stand."""

    def __init__(self, article_id: str, text: str, **fields: Any) -> None:
        published, outlet = fields.pop("published", None), fields.pop("outlet", None)
        self.article = Article(
            id=article_id,
            capture_id=article_id,
            found_in=article_id,
            text=text,
            slices=(Slice(0, len(text)),),
            visible_sha256="",
            published_at=day(published) if published else None,
            outlet=Outlet(outlet.lower(), outlet) if outlet else None,
            **fields,
        )
        self.marks: list[Annotation] = []

    def where(self, exact: str) -> Span:
        start = self.article.text.index(exact)
        return Span(start, start + len(exact))

    def _base(self, exact: str) -> dict[str, Any]:
        return {"article_id": self.article.id, "span": self.where(exact), "exact": exact, "made_by": "test@1"}

    def figure(self, exact: str, low: float | None, high: float | None, counted: str, **more: Any) -> Building:
        self.marks.append(Figure(**self._base(exact), low=low, high=high, counted=counted, **more))
        return self

    def quote(self, exact: str, speaker: Party, *, direct: bool = True) -> Building:
        content = (self.where(exact),)
        self.marks.append(Quote(**self._base(exact), direct=direct, content=content, speaker=speaker))
        return self

    def source(self, covers: str, *links: tuple[Party, str]) -> Building:
        chain = tuple(SourceLink(party=party, kind=kind) for party, kind in links)
        self.marks.append(Attribution(**self._base(covers), links=chain, covers=self.where(covers)))
        return self

    def place(self, exact: str, country: str | None = None) -> Building:
        precision = "country" if country and len(exact) == 3 else "city"
        self.marks.append(PlaceMention(**self._base(exact), name=exact, country=country, precision=precision))
        return self

    def mention(self, exact: str, name: str, *, kind: str = "person", actor_id: str | None = None) -> Building:
        self.marks.append(Mention(**self._base(exact), kind=kind, name=name, actor_id=actor_id))
        return self

    def time(self, exact: str, value: str) -> Building:
        self.marks.append(TimeExpression(**self._base(exact), kind="date", value=value, interval=day(value)))
        return self

    def event(self, exact: str, kind: str, actor: Party, recipient: Party | None = None, **more: Any) -> Building:
        recipients = (recipient,) if recipient else ()
        self.marks.append(
            Event(
                **self._base(exact),
                type=kind,
                actors=(actor,),
                recipients=recipients,
                trigger=self.where(exact),
                **more,
            )
        )
        return self

    def done(self) -> AnnotatedArticle:
        return AnnotatedArticle(self.article, tuple(self.marks))


def story_of(articles: Sequence[AnnotatedArticle]) -> Story:
    """Put articles into one story."""
    members = tuple(Membership(article_id=one.article.id, score=1.0, why="test") for one in articles)
    return Story(id="s1", founding_article_id=articles[0].article.id, members=members)


def unlawful(comparison: Comparison, articles: Iterable[AnnotatedArticle]) -> list[str]:
    """List all evidence that does not stand where it says."""
    texts = {one.article.id: one.article.text for one in articles}
    faults = []
    for claim in comparison.claims:
        faults += [f"{one}" for one in claim.assertions if one.span.of(texts[one.article_id]) != one.exact]
    for moment in (*comparison.brief, *comparison.timeline):
        first = moment.evidence[0]
        if first.span.of(texts[first.article_id]) != moment.text:
            faults.append(f"{moment}")
        faults += [f"{one}" for one in moment.evidence if not one.span.of(texts[one.article_id]).strip()]
    faults += [f"{one}" for one in comparison.labels if one.span.of(texts[one.article_id]) != one.label]
    return faults
