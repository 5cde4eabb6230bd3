"""News agencies' XML: NITF, NewsML-G2 and the older NewsML 1; entities of a document's own are refused."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

from dateline.model.article import Capture, Failure, PrintedDateline, Reading
from dateline.read.articles import failure, make_reading
from dateline.read.bylines import clean_bylines
from dateline.read.datelines import printed_dateline
from dateline.read.metadata import Metadata, language_tag, named_outlet
from dateline.read.pages import Found, read_fragment
from dateline.read.paragraphs import paragraphs
from dateline.read.published import given_date

Element = ElementTree.Element

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_OWN_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AGENCY = re.compile(r"\(([^()]{2,40})\)|/([A-Z][\w ]{2,20})/")
_ARTICLES = ("newsItem", "NewsItem", "nitf")
_PUBLISHED_IN = ("contentCreated", "date.issue", "story.date", "firstCreated", "FirstCreated", "versionCreated")
_UPDATED_IN = ("contentModified", "versionCreated", "ThisRevisionCreated", "date.release")
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_AS_HTML = {"hl1": "h2", "hl2": "h3", "block": "div", "body.content": "div"}


def read_newsml(capture: Capture, text: str) -> Found:
    """Read every article of an agency's XML file, with its headline, byline, dateline, provider and dates."""
    root = parse_xml(text)
    if isinstance(root, str):
        return [failure(capture, root)]
    found: Found = []
    for index, node in enumerate(_outermost(root)):
        found.append(_read_article(capture, node, index))
    return found or [failure(capture, "the XML holds no article")]


def parse_xml(text: str) -> Element | str:
    """Parse XML without its namespaces; words say why it was refused or cannot be read."""
    if _OWN_ENTITY.search(text[:100_000]):
        return "the XML defines entities of its own, which are refused because they can swell without end"
    clean = _CONTROLS.sub("", _DECLARATION.sub("", text.lstrip("\ufeff")))
    try:
        root = ElementTree.fromstring(_NAMED.sub(lambda found: html.unescape(found.group()), clean))
    except (ElementTree.ParseError, ValueError, RecursionError) as error:
        return f"the XML is broken ({error}); get the file again"
    for node in root.iter():
        if isinstance(node.tag, str):
            node.tag = node.tag.rpartition("}")[2]
    return root


def _outermost(root: Element) -> Iterator[Element]:
    """Go through the articles, but not into them: a newsItem may itself hold an nitf."""
    waiting = [root]
    while waiting:
        node = waiting.pop(0)
        if node.tag in _ARTICLES:
            yield node
        else:
            waiting[:0] = list(node)


def _read_article(capture: Capture, node: Element, index: int) -> Reading | Failure:
    metadata = _metadata(node)
    plain = _first(node, ("inlineData",))
    if (
        plain is not None
        and "html" not in plain.get("contenttype", "")
        and (words := "".join(plain.itertext())).strip()
    ):
        return make_reading(capture, visible=words, slices=paragraphs(words), metadata=metadata, index=index)
    body = _first(node, ("body.content", "inlineXML", "inlineData", "DataContent", "body"))
    if body is not None:
        markup = "".join(body.itertext()) if body.tag == "inlineData" else _markup(body)
        reading = read_fragment(capture, markup, metadata=metadata, index=index)
        if reading is not None:
            dateline = metadata.dateline or printed_dateline(reading.visible, reading.article.slices)
            return (
                reading
                if dateline is metadata.dateline
                else _with_dateline(capture, reading, metadata, dateline, index)
            )
    return failure(capture, f"article {index + 1} of the XML carries no text")


def _with_dateline(
    capture: Capture, reading: Reading, metadata: Metadata, dateline: PrintedDateline | None, index: int
) -> Reading:
    again = replace(metadata, dateline=dateline)
    return make_reading(capture, visible=reading.visible, slices=reading.article.slices, metadata=again, index=index)


def _markup(body: Element) -> str:
    """Write an element as HTML, without what is not the story: pictures, heads, the headline's block."""
    inner = _first(body, ("body.content", "body")) if body.tag in ("inlineXML", "DataContent") else body
    inner = body if inner is None else inner
    for parent in list(inner.iter()):
        for child in list(parent):
            if child.tag in ("media", "head", "body.head", "body.end", "script", "style", "figure"):
                parent.remove(child)
            elif child.tag in _AS_HTML:
                child.tag = _AS_HTML[child.tag]
    inner.tag = "div"
    return ElementTree.tostring(inner, encoding="unicode", method="html")


def _metadata(node: Element) -> Metadata:
    meta = _first(node, ("contentMeta", "body.head", "NewsLines"))
    inside = node if meta is None else meta
    headline = _words(inside, ("headline", "hl1", "HeadLine")) or _words(node, ("hl1", "headline", "HeadLine", "title"))
    byline = _words(inside, ("by", "byline", "ByLine")) or _words(node, ("byline", "by", "ByLine"))
    credit = _words(node, ("creditline", "CreditLine", "distributor"))
    published, where = _date(node, _PUBLISHED_IN)
    updated, updated_where = _date(node, _UPDATED_IN)
    language = _first(node, ("language",))
    dateline = _dateline(_words(node, ("dateline", "DateLine")))
    return Metadata(
        headline=headline,
        standfirst=_words(inside, ("abstract", "subheadline", "SubHeadLine")),
        bylines=clean_bylines([byline]) if byline else (),
        dateline=dateline,
        outlet=named_outlet(_provider(node)),
        credited_to=credit,
        topics=tuple(dict.fromkeys(_subjects(node))),
        published_at=given_date(published, why=f"{where} says {published}") if published else None,
        updated_at=given_date(updated, why=f"{updated_where} says {updated}") if updated else None,
        language=language_tag(language.get("tag") if language is not None else node.get(_XML_LANGUAGE)),
    )


def _provider(node: Element) -> str | None:
    for name in ("provider", "Provider", "doc.copyright", "du-key", "doc-id"):
        found = _first(node, (name,))
        if found is not None:
            party = _first(found, ("Party", "name"))
            words = (party.get("FormalName") or "".join(party.itertext())) if party is not None else ""
            stated = words or found.get("holder") or found.get("literal") or found.get("regsrc") or found.get("qcode")
            if stated:
                return stated.rpartition(":")[2].strip() or None
    return None


def _subjects(node: Element) -> Iterator[str]:
    for subject in node.iter("subject"):
        if words := _words(subject, ("name",)):
            yield words
    for keyword in node.iter("keyword"):
        if words := (keyword.get("key") or "".join(keyword.itertext())).strip():
            yield words


def _dateline(words: str | None) -> PrintedDateline | None:
    """Read a dateline element: "ALMATY, Jan 11 (Xinhua)" or only the place."""
    if not words:
        return None
    agency = _AGENCY.search(words)
    place = re.split(r",\s*(?:[A-Z][a-z]{2,8}\.?\s\d|\d)|\s*[(/]", words)[0].strip(" ,.-–—")
    return PrintedDateline(place or None, next(filter(None, agency.groups()), None) if agency else None, words)


def _date(node: Element, names: tuple[str, ...]) -> tuple[str | None, str]:
    for name in names:
        found = _first(node, (name,))
        if found is not None:
            words = found.get("norm") or "".join(found.itertext()).strip()
            if words and given_date(words, why=name):
                return words, name
    return None, ""


def _first(node: Element, names: tuple[str, ...]) -> Element | None:
    for name in names:
        found = next((one for one in node.iter(name) if one is not node), None)
        if found is not None:
            return found
    return None


def _words(node: Element, names: tuple[str, ...]) -> str | None:
    found = _first(node, names)
    return " ".join("".join(found.itertext()).split()) or None if found is not None else None
