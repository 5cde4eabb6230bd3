"""The fields of gofeed's expectation files, and under which of our names each of them stands.

Its parser tests name fields as RSS or Atom do, its translator tests as gofeed's own common form does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

LEFT_OUT = ("extensions", "dcExt", "itunesExt", "custom")
"""Copies of markup that gofeed keeps beside its fields; what they say comes in the fields as well."""
ALIASES = {
    "feedType": "format",
    "feedVersion": "version",
    "subtitle": "description",
    "copyright": "rights",
    "feedLink": "feed_link",
    "lastBuildDate": "updated",
    "lastBuildDateParsed": "updated_at",
    "pubDate": "published",
    "pubDateParsed": "published_at",
    "publishedParsed": "published_at",
    "updatedParsed": "updated_at",
    "managingEditor": "editor",
    "webMaster": "webmaster",
    "skipHours": "skip_hours",
    "skipDays": "skip_days",
    "textInput": "search_box",
    "ttl": "minutes_to_live",
    "items": "listed",
    "entries": "listed",
    "guid": "id",
    "source": "taken_from",
    "registerProcedure": "registerprocedure",
    "value": "term",
    "domain": "scheme",
}
"""Names of the expectation files that are not ours."""
PARTED = {
    "generator": {"value": "generator", "version": "generator_version", "uri": "generator_uri"},
    "content": {"value": "content", "type": "content_type", "src": "content_source"},
}
"""Objects there whose parts are fields of their own with us."""
TYPES = {"text": "text/plain", "html": "text/html", "xhtml": "application/xhtml+xml", "rdf": "rss"}
"""Short words of Atom for kinds of content; gofeed counts RDF as RSS."""


def leaves(told: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every value of an expectation with its path, as far as it counts."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key not in LEFT_OUT:
                yield from leaves(value, (*path, key))
    elif isinstance(told, list):
        for number, value in enumerate(told):
            yield from leaves(value, (*path, number))
    elif told not in (None, ""):
        yield path, told


def same(expected: Any, ours: Any) -> bool:
    """Whether a value is the expected one; times count as the same moment, words without their outer blanks."""
    if isinstance(ours, list | tuple):
        return any(same(expected, one) for one in ours)
    if isinstance(ours, dict):  # what is one word there has parts with us
        return any(same(expected, ours.get(part)) for part in ("href", "label", "term", "name", "email"))
    return ours is not None and _plain(expected) == _plain(ours)


def _plain(value: Any) -> str:
    words = TYPES.get(str(value), " ".join(str(value).replace(" />", ">").split()))
    return re.sub(r"Z$", "+00:00", words) if re.match(r"\d{4}-\d\d-\d\dT", words) else words


def answer(document: dict[str, Any], path: tuple[str | int, ...]) -> Any:
    """Our value for a path of an expectation, None where we have none."""
    found: Any = document
    for place, step in enumerate(path):
        before = path[place - 1] if place else None
        found = _step(found, step, before, last=place == len(path) - 1)
        if found is None:
            return None
    return found


def _step(found: Any, step: str | int, before: str | int | None, *, last: bool) -> Any:
    if isinstance(step, int):
        return found[step] if isinstance(found, list | tuple) and step < len(found) else None
    if isinstance(found, str | int):  # what is an object there is a plain word with us
        return found if step in ("value", "name") else None
    if isinstance(found, list | tuple):  # and what is one there may be several, or pairs, with us
        if not found:
            return None
        if all(isinstance(one, list | tuple) and len(one) == 2 for one in found):
            pairs = dict(found)
            return pairs.get(step, pairs.get(ALIASES.get(step, step)))
        return _step(found[0], step, before, last=last)
    return _named(found, step, before, last=last)


def _named(found: dict[str, Any], step: str, before: str | int | None, *, last: bool) -> Any:
    links = found.get("links") or ()
    if step == "links" and last is False:
        return links
    if step in ("enclosure", "enclosures"):
        enclosed = [one for one in links if one.get("rel") == "enclosure"]
        return (enclosed or [None])[0] if step == "enclosure" else enclosed
    if step == "author":
        people = found.get("authors") or ()
        named = [one[key] for one in people for key in ("name", "email") if one.get(key)]
        return named if last else next(iter(people), None)
    if step == "url" and "href" in found:
        return found["href"]
    if step == "categories" and last:
        return found.get("categories")
    if step in PARTED and not last:
        return {theirs: found.get(ours) for theirs, ours in PARTED[step].items()}
    if step == "description" and before is not None and "summary" in found:
        return found.get("summary")
    return found.get(step) if step in found else found.get(ALIASES.get(step, step))
