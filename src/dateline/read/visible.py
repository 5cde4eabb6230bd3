"""HTML -> the page's own visible text, line by line in page order: the raw layer of law 1 for pages.

Scripts, styles, form fields and hidden elements are dropped, entities decoded, white space collapsed; block
elements and line breaks end a line, and a line is one `Block`. The walk is a loop, not a recursion, so markup
nested ten thousand deep is only long. This is the one file that imports lxml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from dateline.model.text import Slice


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCK_TAGS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure  footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main "
    "menu nav ol optgroup p pre  search section summary table tbody td tfoot th thead tr ul video audio "
    "iframe html"
)
_UNSEEN_TAGS = _names(
    "script style noscript template head title meta link svg math canvas object embed applet iframe audio "
    "video  select option datalist textarea input noframes noembed map area param source track"
)
_ZONE_TAGS = _names("nav header footer aside figure figcaption form button main article table blockquote")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNPRINTED = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_CONTAINER = re.compile(
    r"</?(?!(?:html|head|body|meta|title|link|script|style|template|p|br|h[1-6]|li|a|time|img)\b)[a-z][^<>]*>",
    re.IGNORECASE,
)
_HINTS_KEPT = 5
_HINT_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the visible text, `[start, end)`, and where in the markup it stands.

    `tag` is the innermost block element; `zones` are the telling elements around it from outside in ("article",
    "figure", "figcaption"); `hint` holds classes and ids of the nearest elements that have any, in lower case;
    `linked` counts the characters that stand in links. `after_break` tells that only one `<br>` parts the line
    from the one before, so both belong to one paragraph.
    """

    start: int
    end: int
    tag: str
    zones: tuple[str, ...] = ()
    hint: str = ""
    linked: int = 0
    after_break: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the visible text."""

    start: int
    end: int
    href: str
    rel: str = ""


@dataclass(frozen=True, slots=True)
class MarkedTime:
    """A `<time>` element: the printed words and the machine's `datetime`."""

    start: int
    end: int
    datetime: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisiblePage:
    """A page as a reader sees it, with what its markup says beside it.

    `meta` holds (name, content) of the meta elements, names in lower case (`name`, `property`, `itemprop` or
    `http-equiv`); `json_ld` the raw JSON-LD scripts; `canonical` the canonical address; `title` the title element;
    `language` the html element's `lang`. `tree` is the parsed lxml tree for other readers of the same markup.
    """

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    times: tuple[MarkedTime, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[str, ...] = ()
    canonical: str | None = None
    title: str | None = None
    language: str | None = None
    tree: Any = field(default=None, repr=False, compare=False)

    def words(self, block: Block) -> str:
        """Return the text of one block."""
        return self.text[block.start : block.end]

    def slice(self, block: Block) -> Slice:
        """Return the place of one block."""
        return Slice(block.start, block.end)


def visible_page(html: str) -> VisiblePage:
    """Read the visible text of a page; broken markup gives what a browser would still show, never an error.

    >>> visible_page("<p>Rebels&nbsp;<b>left</b>.<p>Talks  began.").text
    'Rebels left.\\nTalks began.'
    """
    tree = parse_tree(html)
    if tree is None:
        return VisiblePage(text="", blocks=())
    lines = _Lines()
    _walk(tree, lines)
    lines.end_line()
    text = "".join(lines.pieces)
    head = _read_head(tree)
    return VisiblePage(
        text=text, blocks=tuple(lines.blocks), links=tuple(lines.links), times=tuple(lines.times), tree=tree, **head
    )


def parse_tree(html: str) -> Any:
    """Parse markup into an lxml tree, or None where there is nothing to parse.

    The parser stops at markup nested too deep for it; then the containers, which carry no words, are unwrapped.
    """
    from lxml.etree import ErrorTypes

    clean = _CONTROLS.sub("", html)
    tree, last_error = _parse(clean)
    if last_error is not None and last_error.type == ErrorTypes.ERR_RESOURCE_LIMIT:
        tree, _ = _parse(_CONTAINER.sub("<br>", clean))
    return tree


def _parse(html: str) -> tuple[Any, Any]:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False)
    try:
        tree = document_fromstring(html.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, None
    return tree, parser.error_log.last_error


@dataclass(frozen=True, slots=True)
class _Place:
    """What surrounds a piece of text in the markup."""

    tag: str = "body"
    zones: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    linked: bool = False
    preformatted: bool = False


class _Lines:
    """The lines written so far; a line opens with its first word and closes at the next block border."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.times: list[MarkedTime] = []
        self._start: int | None = None
        self._place = _Place()
        self._linked = 0
        self._breaks = 0
        self._after_break = False
        self._space_due = False

    def write(self, raw: str, place: _Place) -> None:
        """Add one text node; in preformatted text a line end is a line break."""
        if place.preformatted and "\n" in raw:
            first, *others = raw.splitlines() or [""]
            self._write_words(first, place)
            for line in others:
                self.line_break()
                self._write_words(line, place)
        else:
            self._write_words(raw, place)

    def _write_words(self, raw: str, place: _Place) -> None:
        if not raw.isascii():
            raw = _UNPRINTED.sub("", raw)
        words = raw.split()
        if not words:
            self._space_due = self._space_due or bool(raw)
            return
        text = " ".join(words)
        if self._start is None:
            if self.pieces:
                self._push("\n")
            self._start, self._place, self._after_break = self.length, place, self._breaks == 1
        elif self._space_due or raw[0].isspace():
            self._push(" ")
        self._push(text)
        self._linked += len(text) if place.linked else 0
        self._space_due = raw[-1].isspace()

    def _push(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def line_break(self) -> None:
        """End the line at a `<br>`; after a single one the next line still belongs to the same paragraph."""
        breaks = 1 if self._start is not None else self._breaks and self._breaks + 1
        self.end_line()
        self._breaks = breaks

    def end_line(self) -> None:
        """End the line at a block border; nothing happens when no line is open."""
        if self._start is not None:
            place = self._place
            hint = " ".join(place.hints)
            self.blocks.append(
                Block(self._start, self.length, place.tag, place.zones, hint, self._linked, self._after_break)
            )
            self._start = None
            self._linked = 0
        self._breaks = 0
        self._space_due = False

    @property
    def next_start(self) -> int:
        """Where the next word would stand."""
        if self._start is None:
            return self.length + 1 if self.pieces else 0
        return self.length + 1 if self._space_due else self.length


def _walk(tree: Any, lines: _Lines) -> None:
    """Walk the tree in page order; a node comes up twice, before and after its children."""
    stack: list[tuple[Any, _Place, int]] = [(tree, _Place(), -1)]
    while stack:
        node, outer, opened_at = stack.pop()
        tag = node.tag
        if opened_at >= 0:
            _leave(node, tag, lines, opened_at)
        elif tag == "br":
            lines.line_break()
        elif not isinstance(tag, str) or tag in _UNSEEN_TAGS or _is_hidden(node, tag):
            if tag in _BLOCK_TAGS:
                lines.end_line()
        else:
            if tag in _BLOCK_TAGS:
                lines.end_line()
            place = _inside(node, tag, outer)
            stack.append((node, outer, lines.next_start))
            if node.text:
                lines.write(node.text, place)
            stack.extend([(child, place, -1) for child in reversed(node)])
            continue
        if node.tail and node is not tree:
            lines.write(node.tail, outer)


def _leave(node: Any, tag: str, lines: _Lines, opened_at: int) -> None:
    """Close a node: its line if it is a block, its mark if it is a link or a time."""
    if tag in _BLOCK_TAGS:
        lines.end_line()
    elif tag == "a":
        href = node.get("href")
        if href and opened_at < lines.length:
            lines.links.append(Link(opened_at, lines.length, href.strip(), node.get("rel") or ""))
    elif tag == "time" and opened_at < lines.length:
        lines.times.append(MarkedTime(opened_at, lines.length, (node.get("datetime") or "").strip()))


def _inside(node: Any, tag: str, outer: _Place) -> _Place:
    """Return the surroundings of what stands in this node."""
    own = " ".join(filter(None, (node.get("class"), node.get("id"))))
    is_block, is_zone, is_link = tag in _BLOCK_TAGS, tag in _ZONE_TAGS, tag == "a" and node.get("href") is not None
    if not (own or is_block or is_zone or is_link):
        return outer
    zones = outer.zones
    if is_zone and tag not in zones:
        zones = (*zones, tag)
    hints = outer.hints
    if own:
        hints = (*hints[1 - _HINTS_KEPT :], own[:_HINT_LENGTH].lower())
    preformatted = outer.preformatted or tag == "pre"
    return _Place(tag if is_block else outer.tag, zones, hints, outer.linked or is_link, preformatted)


def _is_hidden(node: Any, tag: str) -> bool:
    """Tell whether a browser would not show this element; a page hidden as a whole is one that scripts unveil."""
    if tag in ("html", "body"):
        return False
    style = node.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    return node.get("hidden") is not None or (tag == "dialog" and node.get("open") is None)


def _read_head(tree: Any) -> dict[str, Any]:
    """Read what the markup says about the page: meta elements, JSON-LD, canonical address, title, language."""
    meta: list[tuple[str, str]] = []
    json_ld: list[str] = []
    canonical = title = None
    for node in tree.iter("meta", "script", "link", "title"):
        tag = node.tag
        if tag == "meta":
            name = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv")
            content = node.get("content")
            if name and content and content.strip():
                meta.append((name.strip().lower(), content.strip()))
        elif tag == "script":
            if "ld+json" in (node.get("type") or "").lower() and node.text:
                json_ld.append(node.text)
        elif tag == "link":
            if canonical is None and "canonical" in (node.get("rel") or "").lower().split():
                canonical = (node.get("href") or "").strip() or None
        elif title is None and node.text:
            title = " ".join(node.text.split()) or None
    return {
        "meta": tuple(meta),
        "json_ld": tuple(json_ld),
        "canonical": canonical,
        "title": title,
        "language": (tree.get("lang") or "").strip() or None,
    }
