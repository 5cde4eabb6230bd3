"""The record as one self-contained HTML page; the only file that knows the template library."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dateline.serve import phrases
from dateline.serve.digest import digest, digests
from dateline.serve.highlight import Mark, paint
from dateline.serve.made_of import made_of
from dateline.serve.shown import THINGS_AT_MOST, Report, StoryDigest, key

if TYPE_CHECKING:
    import jinja2

Record = dict[str, Any]

PAINTED = {"figures": "f", "quotes": "q", "times": "t", "places": "l", "mentions": "n"}
"""The record's lists of facts that are painted where they stand, with their CSS class; events paint their trigger."""
SHOWN_FIRST = {
    "questions": 8,
    "sayings": 6,
    "deeds": 8,
    "timeline": 10,
    "tellings": 8,
    "namings": 5,
    "alone": 5,
    "omissions": 6,
    "origins": 8,
}
"""How many facts of a kind stand open; the others wait behind "Show more"."""
SHOWN_AT_MOST = 150
"""So many facts of a kind go onto the page; the JSON record holds all."""
STORIES_AT_MOST = 400
"""So many stories go onto one page, the widest reported first; a page of thousands would be too heavy to open."""


def page(record: Record, *, title: str = "Dateline") -> str:
    """Render the record as one HTML page that needs no other file, no network and no script for reading."""
    style, script = page_style(), page_script()
    hashed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    told = digests(record)
    stories = told[:STORIES_AT_MOST]
    return (
        _templates()
        .get_template("page.html")
        .render(
            title=title,
            stories=stories,
            left_out=len(told) - len(stories),
            failures=_failures(record),
            articles=len(record["articles"]),
            style=style,
            script=script,
            script_hash=f"sha256-{hashed}",
        )
    )


def story_fragment(record: Record, story: Record) -> str:
    """Render one story of a record without a page around it, for a layout that has `page_style` and `page_script`.

    `record` needs the articles of the story only.
    """
    told = digest(story, {one["id"]: one for one in record["articles"]})
    return _templates().get_template("fragment.html").render(story=told, on_desk=True)


def article_fragment(article: Record, passages: Iterable[tuple[int, int, str, str]] = ()) -> str:
    """Render an article's text with all that was read from it, for a layout that has `page_style`.

    `article` is one of a record; `passages` are further places to mark: start, end, class and anchor.
    """
    return str(_painted(article, [Mark(start, end, (kind,), anchor) for start, end, kind, anchor in passages]))


def page_style() -> str:
    """The style sheet of a story."""
    return _part("page.css")


def page_script() -> str:
    """The script of a story: it reads without, and with it the report comes to the fact."""
    return _part("page.js")


@cache
def page_version() -> str:
    """A hash of all that makes the page of a story, so that pages kept from before a change are told apart."""
    made = hashlib.sha256()
    for name, what in sorted(made_of(("page", "views"), ("fragment.html",)).items()):
        made.update(f"{name} {len(what)}\n".encode() + what)
    return made.hexdigest()[:12]


@cache
def _templates() -> jinja2.Environment:
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.PackageLoader("dateline.serve", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        number=phrases.number_words,
        share=phrases.share_words,
        plural=phrases.plural,
        verb=lambda deed: phrases.deed_words(
            deed.type, deed.modality, mode=deed.mode, cameo=deed.cameo, towards=bool(deed.recipients)
        ),
        status=lambda code: phrases.STATUSES.get(code, code),
        origin=lambda kind: phrases.KINDS_OF_ORIGIN.get(kind, kind),
        independence=phrases.independence_words,
        short=phrases.short_number,
        web=web_address,
        key=key,
        body=_body,
        anchors=_anchors,
        in_reports=_in_reports,
    )
    made.globals.update(COPIES=phrases.COPIES, FIRST=SHOWN_FIRST, MOST=SHOWN_AT_MOST, THINGS=THINGS_AT_MOST)
    return made


@cache
def _part(name: str) -> str:
    return resources.files("dateline.serve").joinpath("templates", name).read_text(encoding="utf-8")


def web_address(url: str | None) -> str:
    """Return an address that is safe to link to (http or https), or ""."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _in_reports(evidence: Iterable[Any]) -> int:
    return len({one.report.id for one in evidence})


def _anchors(story: StoryDigest) -> dict[str, dict[tuple[int, int], str]]:
    """The anchors that the story's facts lead to, by article and place."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    for passage in story.passages():
        found.setdefault(passage.report.id, {})[passage.start, passage.end] = passage.anchor
    return found


def _body(report: Report, anchors: dict[str, dict[tuple[int, int], str]]) -> Any:
    """Paint a report's text; everything in it is escaped by `paint`, which is why it may pass unescaped here."""
    marks = [Mark(start, end, (), anchor) for (start, end), anchor in anchors.get(report.id, {}).items()]
    return _painted(report.article, marks)


def _painted(article: Record, marks: list[Mark]) -> Any:
    from markupsafe import Markup

    for kind, painted in PAINTED.items():
        marks += [
            Mark(fact["span"][0], fact["span"][1], (painted,), None, _title(kind, fact)) for fact in article[kind]
        ]
    for event in article["events"]:
        if event.get("trigger"):
            start, end = event["trigger"]
            marks.append(Mark(start, end, ("e",), None, f"{event['type']}, {event['modality']}"))
    return Markup(paint(article["text"], marks))


def _title(kind: str, fact: Record) -> str:
    """Say in a few words what was read at a place, for the pointer that rests on it."""
    if kind == "figures":
        bounds = phrases.bounds_words(fact["low"], fact["high"], approx=fact["approx"])
        return ": ".join(part for part in (f"{bounds} {fact['counted'] or ''}".strip(), fact["why"]) if part)
    if kind == "times":
        return phrases.date_words(fact["date"])
    name = fact.get("name") or ""
    return name if name != fact["exact"] else ""


def _failures(record: Record) -> list[tuple[str, str, str]]:
    """Every failure as (where, step, message): of the run, then of single articles."""
    found = [(one["input"], one["step"], one["message"]) for one in record["failures"]]
    for article in record["articles"]:
        found += [(article["input"], one["step"], one["message"]) for one in article["failures"]]
    return list(dict.fromkeys(found))
