"""A feed as it stands: what it says of itself and what it lists. Words are as the feed has them, markup and all.

The fields are those of RSS 2.0 (rssboard.org), Atom (RFC 4287) and JSON Feed 1.1 under one name each; what a feed does
not say is None or (). Addresses are made whole by the feed's own base where it gives one.
"""

from __future__ import annotations

from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who writes or keeps a feed."""

    name: str | None = None
    email: str | None = None
    uri: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A link with what it leads to: `rel` is alternate, self, enclosure, hub ...; `length` in bytes as told."""

    href: str | None = None
    rel: str | None = None
    type: str | None = None
    title: str | None = None
    hreflang: str | None = None
    length: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that stands for a feed or an article."""

    url: str | None = None
    title: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A tag of a feed or an article, in the list named by `scheme`."""

    term: str | None = None
    scheme: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFrom:
    """The feed that an article was taken over from."""

    title: str | None = None
    id: str | None = None
    uri: str | None = None
    updated: str | None = None
    subtitle: str | None = None
    rights: str | None = None
    links: tuple[FeedLink, ...] = ()
    authors: tuple[Person, ...] = ()
    contributors: tuple[Person, ...] = ()
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One article that a feed lists. `published` and `updated` are as printed; the `..._at` are UTC (ISO 8601)."""

    id: str | None = None
    id_is_link: bool | None = None
    title: str | None = None
    link: str | None = None
    links: tuple[FeedLink, ...] = ()
    summary: str | None = None
    content: str | None = None
    content_type: str | None = None
    content_source: str | None = None
    published: str | None = None
    published_at: str | None = None
    updated: str | None = None
    updated_at: str | None = None
    authors: tuple[Person, ...] = ()
    contributors: tuple[Person, ...] = ()
    categories: tuple[Category, ...] = ()
    image: Picture | None = None
    comments: str | None = None
    rights: str | None = None
    language: str | None = None
    taken_from: TakenFrom | None = None

    @property
    def enclosures(self) -> tuple[FeedLink, ...]:
        """Files that come with the article."""
        return tuple(one for one in self.links if one.rel == "enclosure")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """One feed, parsed; `format` is rss, rdf, atom, cdf or json, `listed` in the feed's own order."""

    format: str
    version: str | None = None
    id: str | None = None
    title: str | None = None
    description: str | None = None
    link: str | None = None
    feed_link: str | None = None
    hub: str | None = None
    links: tuple[FeedLink, ...] = ()
    language: str | None = None
    rights: str | None = None
    generator: str | None = None
    generator_version: str | None = None
    generator_uri: str | None = None
    authors: tuple[Person, ...] = ()
    contributors: tuple[Person, ...] = ()
    editor: str | None = None
    webmaster: str | None = None
    categories: tuple[Category, ...] = ()
    image: Picture | None = None
    icon: str | None = None
    logo: str | None = None
    published: str | None = None
    published_at: str | None = None
    updated: str | None = None
    updated_at: str | None = None
    minutes_to_live: int | None = None
    skip_hours: tuple[str, ...] = ()
    skip_days: tuple[str, ...] = ()
    docs: str | None = None
    rating: str | None = None
    cloud: Pairs = ()
    search_box: Pairs = ()
    listed: tuple[Listed, ...] = ()
    faults: tuple[str, ...] = ()
    """What is wrong with the feed's form, in words; it was read all the same."""
