"""What a page's markup says of itself: JSON-LD, OpenGraph and other meta elements, brought into one plain form."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_ARTICLE_TYPES = re.compile(
    r"(?:News|Reportage|Analysis|Opinion|Background|Review|Ask|Satirical|Scholarly|Tech|Advertiser|Legislation)?"
    r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Posting|Review)$"
)
_PAGE_TYPES = ("WebPage", "ItemPage", "VideoObject", "NewsVideoObject", "PodcastEpisode", "CreativeWork")
_WRAPPING = re.compile(r"\A\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*\Z")
_TRAILING_COMMA = re.compile(r",(\s*[\]}])")
_STATED_DATE = re.compile(r'"(datePublished|dateModified|dateCreated)"\s*:\s*"([^"]{4,60})"')
_NODES_READ = 400
_INNER_KEYS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")

Strings = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Structured:
    """The statements of JSON-LD and meta elements, each with where it stands (`"JSON-LD datePublished"`).

    Dates are raw words. `authors` are names as given, not yet cleaned. `publisher` is the outlet's name.
    """

    headlines: tuple[tuple[str, str], ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()
    authors: tuple[tuple[Strings, str], ...] = ()
    publisher: str | None = None
    site_name: str | None = None
    published: tuple[tuple[str, str], ...] = ()
    modified: tuple[tuple[str, str], ...] = ()
    urls: tuple[str, ...] = ()
    topics: tuple[tuple[Strings, str], ...] = ()
    section: str | None = None
    language: str | None = None
    credited_to: str | None = None
    free_to_read: bool | None = None


_META_HEADLINE = ("og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title", "sailthru.title", "title")
_META_DESCRIPTION = ("og:description", "description", "twitter:description", "dc.description", "sailthru.description")
_META_AUTHOR = (
    "author", "parsely-author", "byl", "dc.creator", "dcterms.creator", "sailthru.author", "article:author",
    "cxenseparse:author", "article:author_name", "authors", "creator", "dc.contributor", "citation_author",
    "mediator_author", "og:article:author", "vr:author", "bylines",
)  # fmt: skip
_META_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "og:pubdate",
    "parsely-pub-date", "pubdate", "publishdate", "publish-date", "publish_date", "published_time", "publication_date",
    "sailthru.date", "datepublished", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "date.issued",
    "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "article.published", "article:post_date",
    "originalpublicationdate", "firstpublished", "article_date_original", "citation_publication_date",
    "citation_online_date", "citation_date", "ptime", "dcterms.date", "dc.date", "displaydate",
    "prism.publicationdate", "iso-8601-publish-date", "article:publicationdate", "vr:published_time", "published",
    "created", "timestamp", "date",
)  # fmt: skip
_META_MODIFIED = (
    "article:modified_time", "og:updated_time", "article:modified", "og:article:modified_time", "lastmod",
    "datemodified", "dcterms.modified", "dc.date.modified", "last-modified", "article.updated", "updated_time",
    "article:updated", "cxenseparse:modifiedtime", "last_updated", "modified",
)  # fmt: skip
_META_TOPICS = (
    "article:tag", "news_keywords", "parsely-tags", "keywords", "sailthru.tags", "og:article:tag",
    "cxenseparse:keywords", "dc.subject", "video:tag",
)  # fmt: skip
_META_SITE = ("og:site_name", "application-name", "twitter:app:name:iphone", "cre", "publisher", "dc.publisher")
_META_SECTION = ("article:section", "parsely-section", "section", "cxenseparse:section")


def read_structured(*, meta: Sequence[tuple[str, str]], json_ld: Sequence[str], canonical: str | None) -> Structured:
    """Gather what meta elements (name, content) and JSON-LD scripts state; order is by trust, best first."""
    named: dict[str, list[str]] = {}
    for name, content in meta:
        if words := html.unescape(content).strip():
            named.setdefault(name, []).append(words)
    nodes = [node for script in json_ld for node in _nodes(script)]
    article = best_article(nodes, urls=(canonical, *named.get("og:url", ())))
    stated = _from_json_ld(article or {}, nodes)
    loose = () if article else tuple(_loose_dates(json_ld))
    return Structured(
        headlines=stated.headlines + _first(named, _META_HEADLINE),
        descriptions=stated.descriptions + _first(named, _META_DESCRIPTION),
        authors=stated.authors + tuple((tuple(named[name]), f"meta {name}") for name in _META_AUTHOR if name in named),
        publisher=stated.publisher,
        site_name=next((named[name][0] for name in _META_SITE if name in named), None),
        published=stated.published
        + tuple((words, f"JSON-LD {key}") for key, words in loose if key == "datePublished")
        + _first(named, _META_PUBLISHED),
        modified=stated.modified
        + tuple((words, f"JSON-LD {key}") for key, words in loose if key == "dateModified")
        + _first(named, _META_MODIFIED),
        urls=tuple(dict.fromkeys(filter(None, (canonical, *named.get("og:url", ()), *stated.urls)))),
        topics=stated.topics + tuple((tuple(named[name]), f"meta {name}") for name in _META_TOPICS if name in named),
        section=stated.section or next((named[name][0] for name in _META_SECTION if name in named), None),
        language=stated.language or next(iter(named.get("og:locale", ())), None),
        credited_to=next((named[name][0] for name in ("syndication-source", "original-source") if name in named), None),
        free_to_read=stated.free_to_read,
    )


def _first(named: Mapping[str, list[str]], names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((named[name][0], f"meta {name}") for name in names if name in named)


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """Go through all objects of a JSON-LD script, outermost first, whatever they are nested in."""
    clean = _WRAPPING.sub("", script).strip()
    waiting: list[Any] = [_lenient_json(clean)]
    seen = 0
    while waiting and seen < _NODES_READ:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, dict):
            yield node
            waiting += [node[key] for key in _INNER_KEYS if key in node]
        elif isinstance(node, list):
            waiting += node


def _lenient_json(words: str) -> Any:
    """Read JSON as pages really write it: raw line ends in strings, commas before brackets, two objects in a row."""
    reader = json.JSONDecoder(strict=False)
    for attempt in (words, _TRAILING_COMMA.sub(r"\1", words)):
        try:
            return reader.raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _loose_dates(json_ld: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Find dates in JSON-LD that is too broken to be read, or that speaks of no article."""
    for script in json_ld:
        yield from _STATED_DATE.findall(script)


def types_of(node: Mapping[str, Any]) -> Strings:
    """Return the schema.org types of a JSON-LD object, without their address."""
    raw = node.get("@type")
    return tuple(
        one.rstrip("/").rsplit("/", 1)[-1] for one in (raw if isinstance(raw, list) else [raw]) if isinstance(one, str)
    )


def best_article(nodes: Sequence[Mapping[str, Any]], *, urls: Sequence[str | None] = ()) -> Mapping[str, Any] | None:
    """Choose the object that speaks of the page's article: of the page's own address first, an article type before
    a page type, then the richest; pages also carry objects of the articles they link to.
    """
    own = {one.rstrip("/") for one in urls if one}

    def worth(node: Mapping[str, Any]) -> int:
        is_article = any(_ARTICLE_TYPES.match(kind) for kind in types_of(node))
        is_page = any(kind in _PAGE_TYPES for kind in types_of(node))
        if not (is_article or is_page):
            return 0
        told = sum(key in node for key in ("headline", "datePublished", "author", "articleBody", "mainEntityOfPage"))
        named = [one for key in ("url", "mainEntityOfPage", "@id") for one in _addresses(node.get(key))]
        same = any(one.partition("#")[0].rstrip("/") in own for one in named)
        return (10 if is_article else 1) + told + (6 if same and told else 0)

    best = max(nodes, key=worth, default=None)
    return best if best is not None and worth(best) > 1 else None


def _from_json_ld(node: Mapping[str, Any], nodes: Sequence[Mapping[str, Any]]) -> Structured:
    by_id = {one["@id"]: one for one in nodes if isinstance(one.get("@id"), str) and len(one) > 1}
    authors = tuple(_names(node.get("author") or node.get("creator"), by_id))
    topics = [(tuple(_names(node.get(key), by_id)), f"JSON-LD {key}") for key in ("keywords", "about") if node.get(key)]
    own_url = node.get("url") or node.get("mainEntityOfPage")
    free = node.get("isAccessibleForFree")
    return Structured(
        headlines=_stated(node, ("headline", "name", "alternativeHeadline")),
        descriptions=_stated(node, ("description", "abstract")),
        authors=((authors, "JSON-LD author"),) if authors else (),
        publisher=next(_names(node.get("publisher") or node.get("sourceOrganization"), by_id), None),
        published=_stated(node, ("datePublished", "dateCreated", "uploadDate")),
        modified=_stated(node, ("dateModified",)),
        urls=tuple(_addresses(own_url)),
        topics=tuple(topics),
        section=next(_names(node.get("articleSection"), by_id), None),
        language=next(_names(node.get("inLanguage"), by_id), None),
        free_to_read=None if free is None else str(free).strip().lower() not in ("false", "0", "no"),
    )


def _stated(node: Mapping[str, Any], keys: Sequence[str]) -> tuple[tuple[str, str], ...]:
    found = []
    for key in keys:
        value = node.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, dict):
            value = value.get("@value")
        if isinstance(value, (str, int)) and (words := html.unescape(str(value)).strip()):
            found.append((words, f"JSON-LD {key}"))
    return tuple(found)


def _names(value: Any, by_id: Mapping[str, Any]) -> Iterator[str]:
    """Go through the names in a JSON-LD value: words, objects with a name, references, or lists of these."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            if "name" not in one and one.get("@id") in by_id:
                one = by_id[one["@id"]]
            inner = one.get("name") or one.get("@value")
            yield from _names(inner, {}) if inner is not None else ()
        elif isinstance(one, str) and one.strip():
            yield html.unescape(one).strip()


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    if isinstance(value, str) and value.startswith("http"):
        yield value
