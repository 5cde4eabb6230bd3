"""Corpus rows and JSON articles: the text is taken as it stands, the columns are its metadata."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dateline.model.article import Capture, DateInterval, Failure, Outlet, Reading
from dateline.model.text import Slice
from dateline.read.articles import failure, make_reading, whole
from dateline.read.bylines import clean_bylines
from dateline.read.metadata import Metadata, language_tag, named_outlet, plain_metadata
from dateline.read.pages import Found, read_fragment
from dateline.read.paragraphs import paragraphs
from dateline.read.published import given_date
from dateline.read.structured import best_article, read_structured
from dateline.read.topics import split_topics


def read_row(capture: Capture) -> Found:
    """Read one row of a corpus."""
    try:
        row = json.loads(capture.body)
    except (ValueError, RecursionError) as error:
        return [failure(capture, f"the row is no valid JSON ({error})")]
    return [_from_row(capture, row, index=0)]


def read_json(capture: Capture, text: str) -> Found:
    """Read a JSON file: a JSON Feed, schema.org NewsArticles, or rows with a text."""
    from dateline.read.feeds import is_json_feed, read_json_feed

    try:
        content = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        return [failure(capture, f"no valid JSON ({error}); mend the file")]
    if is_json_feed(content):
        return read_json_feed(capture, content)
    found: Found = []
    for index, node in enumerate(_objects(content)):
        if _words(node, "articleBody"):
            found.append(_from_news_article(capture, node, index=index))
        elif _words(node, "text"):
            found.append(_from_row(capture, node, index=index))
    return found or [
        failure(capture, "the JSON holds no JSON Feed, no NewsArticle with articleBody and no rows with text")
    ]


def _objects(content: Any) -> list[Mapping[str, Any]]:
    """List the objects of a file: itself, the members of its list, or of its @graph; articles in pages, too."""
    if isinstance(content, dict):
        inner = content.get("@graph") or content.get("articles") or content.get("mainEntity")
        if inner and not _words(content, "articleBody"):
            return _objects(inner)
        return [content]
    return [one for one in content if isinstance(one, dict)] if isinstance(content, list) else []


def _from_row(capture: Capture, row: Mapping[str, Any], *, index: int) -> Reading | Failure:
    text = row.get("text") if isinstance(row, dict) else None
    if not isinstance(text, str) or not text.strip():
        return failure(capture, 'the row has no text; fill its column "text" or remove it')
    url = _words(row, "url")
    outlet = _row_outlet(row.get("outlet"), url)
    told = plain_metadata(text, url=url, outlet=outlet)
    metadata = replace(
        told,
        headline=_words(row, "headline"),
        standfirst=_words(row, "standfirst"),
        bylines=clean_bylines(_list(row.get("bylines"))),
        credited_to=_words(row, "credited_to") or told.credited_to,
        topics=split_topics(_list(row.get("topics"))),
        published_at=_row_date(row.get("published_at")) or told.published_at,
        updated_at=_row_date(row.get("updated_at")),
        language=language_tag(_words(row, "language")),
    )
    found = make_reading(capture, visible=text, slices=whole(text), metadata=metadata, index=index)
    return found


def _from_news_article(capture: Capture, node: Mapping[str, Any], *, index: int) -> Reading | Failure:
    """Make a schema.org article from its articleBody, which may be plain text or markup."""
    article = best_article([node]) or node
    stated = read_structured(meta=(), json_ld=(json.dumps(article),), canonical=None)
    body = str(node["articleBody"])
    published = next((given_date(words, why=where) for words, where in stated.published), None)
    updated = next((given_date(words, why=where) for words, where in stated.modified), None)
    url = next(iter(stated.urls), None) or capture.url
    outlet = named_outlet(stated.publisher, url=url)
    metadata = Metadata(
        headline=next((words for words, _ in stated.headlines), None),
        bylines=clean_bylines(name for names, _ in stated.authors for name in names),
        outlet=outlet,
        url=url,
        topics=next((topics for words, _ in stated.topics if (topics := split_topics(words))), ()),
        published_at=published,
        updated_at=updated,
        language=language_tag(stated.language),
    )
    if "</p>" in body or "<br" in body:
        reading = read_fragment(capture, body, metadata=metadata, index=index)
        return reading or failure(capture, "the articleBody holds markup without words")
    slices: tuple[Slice, ...] = paragraphs(body)
    return make_reading(capture, visible=body, slices=slices, metadata=metadata, index=index)


def _row_date(value: Any) -> DateInterval | None:
    if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
        return given_date(str(value), why=f"the corpus says {value}")
    return None


def _row_outlet(value: Any, url: str | None) -> Outlet | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("id")
    return named_outlet(value.strip() if isinstance(value, str) else None, url=url)


def _words(row: Mapping[str, Any], column: str) -> str | None:
    value = row.get(column)
    return value.strip() or None if isinstance(value, str) else None


def _list(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str) and one.strip()]
