"""Markdown with front matter: the front matter and first heading are metadata, paragraphs are the text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.model.article import Capture, Residue
from dateline.model.text import Slice
from dateline.read.articles import failure, make_reading
from dateline.read.bylines import clean_bylines
from dateline.read.datelines import printed_dateline
from dateline.read.metadata import Metadata, language_tag, named_outlet
from dateline.read.pages import Found
from dateline.read.paragraphs import paragraphs
from dateline.read.published import given_date
from dateline.read.topics import split_topics

_FRONT_MATTER = re.compile(
    r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<lines>.*?)\n(?P=fence)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_FIELD = re.compile(r"(?P<name>[A-Za-z_][\w -]*?)\s*[:=]\s*(?P<value>.*)")
_HEADING = re.compile(r"(?P<mark>#{1,6})[ \t]+(?P<words>[^\n]*?)[ \t]*#*\s*\Z")
_UNDERLINED = re.compile(r"(?P<words>[^\n]+)\n[ \t]*(?:=+|-{3,})[ \t]*\Z")
_PICTURE = re.compile(r"\A\W*!\[[^\]]*\]\([^)]*\)[\s*_]*\Z")
_REFERENCE = re.compile(r"\A(?:\[[^\]]+\]:\s+\S+.*(?:\n|\Z))+\Z")
_RULE = re.compile(r"\A(?:[-*_][ \t]*){3,}\Z|\A\|?(?:\s*:?-+:?\s*\|)+")
_LEAD_MARK = re.compile(r"(?:>[ \t]?|[-*+][ \t]+)+")


def read_markdown(capture: Capture, text: str, *, flags: tuple[str, ...] = ()) -> Found:
    """Read a Markdown file; inline marks stay in the text, because text is selected and never rewritten."""
    front = _FRONT_MATTER.match(text)
    fields = _front_fields(front["lines"]) if front else {}
    headline_slice: Slice | None = None
    slices: list[Slice] = []
    residue: list[Residue] = []
    fenced = False
    for piece in paragraphs(text, start=front.end() if front else 0):
        words = text[piece.start : piece.end]
        fences = words.count("```")
        if fenced or words.startswith("```"):
            fenced ^= fences % 2 == 1
            residue.append(Residue("code", piece, words))
        elif found := _HEADING.match(words) or _UNDERLINED.match(words):
            place = Slice(piece.start + found.start("words"), piece.start + found.end("words"))
            if headline_slice is None and not slices:
                headline_slice = place
            elif len(place):
                slices.append(place)
        elif _PICTURE.match(words) or _REFERENCE.match(words) or _RULE.match(words):
            residue.append(Residue("picture" if words.lstrip("*_[ ").startswith("!") else "markup", piece, words))
        else:
            lead = _LEAD_MARK.match(words)
            slices.append(Slice(piece.start + (lead.end() if lead else 0), piece.end))
    if not slices:
        return [failure(capture, "the Markdown file has no paragraph of text")]
    metadata = _metadata(fields, text, slices, headline_slice)
    return [
        make_reading(
            capture,
            visible=text,
            slices=slices,
            metadata=metadata,
            headline_slice=headline_slice,
            residue=residue,
            flags=flags,
        )
    ]


def _front_fields(lines: str) -> Mapping[str, list[str]]:
    """Read `name: value` lines, lists in brackets or on lines with a dash; anything deeper is passed over."""
    fields: dict[str, list[str]] = {}
    name = ""
    for line in lines.splitlines():
        if listed := re.match(r"\s*-\s+(.+)", line):
            if name:
                fields[name].append(_bare(listed.group(1)))
        elif not line.startswith((" ", "\t", "#")) and (found := _FIELD.match(line)):
            name = found["name"].strip().lower().replace("-", "_").replace(" ", "_")
            value = found["value"].strip()
            inner = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
            fields[name] = [bare for one in inner if (bare := _bare(one))]
    return fields


def _bare(value: str) -> str:
    return value.strip().strip("\"'").strip()


def _metadata(
    fields: Mapping[str, list[str]], text: str, slices: list[Slice], headline_slice: Slice | None
) -> Metadata:
    def first(*names: str) -> str | None:
        return next((fields[name][0] for name in names if fields.get(name)), None)

    printed = text[headline_slice.start : headline_slice.end] if headline_slice else None
    day = first("published_at", "published", "date", "pubdate")
    updated = first("updated_at", "updated", "lastmod", "modified")
    url = first("url", "link", "source_url", "canonical_url", "source")
    url = url if url and url.startswith("http") else None
    authors = [name for key in ("author", "authors", "byline", "bylines") for name in fields.get(key, [])]
    topics = [name for key in ("tags", "topics", "keywords") for name in fields.get(key, [])]
    return Metadata(
        headline=first("headline", "title") or printed,
        standfirst=first("standfirst", "subtitle", "description"),
        bylines=clean_bylines(authors),
        dateline=printed_dateline(text, slices),
        outlet=named_outlet(first("outlet", "site", "publisher", "publication"), url=url),
        credited_to=first("credited_to", "credit"),
        url=url,
        topics=split_topics(topics) if topics else (),
        published_at=given_date(day, why=f"the front matter says {day}") if day else None,
        updated_at=given_date(updated, why=f"the front matter says {updated}") if updated else None,
        language=language_tag(first("language", "lang")),
    )
