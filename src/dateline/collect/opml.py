"""OPML, in which feed readers hand over their lists of feeds: in and out. The one file that imports listparser.

A list that is whole XML is read as it stands; one that is not goes to listparser, which forgives much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

DEEPEST = 20
"""How many folders may lie in one another; what lies deeper stands in the last one."""

_OWN_ENTITY = re.compile(rb"<!ENTITY\b", re.IGNORECASE)
_SLASH = "\u2215"
"""Stands for a slash inside a folder's name, because "/" parts folders from one another."""

_OWN = "{urn:dateline:opml}"
_KINDS = ("sitemap", "page")


class NoOpml(Exception):
    """The bytes are no list of feeds; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinedFeed:
    """One feed of a list: its address, what it is called, and the folder it lies in ("World/Asia")."""

    address: str
    title: str | None = None
    folder: str = ""
    site: str | None = None
    kind: str = "feed"
    paused: bool = False
    full_text: bool = True


def read_opml(body: bytes) -> list[OutlinedFeed]:
    """List the feeds of an OPML file in its order, each address once.

    Raises NoOpml when it is none or defines entities of its own.
    """
    if _OWN_ENTITY.search(body.replace(b"\0", b"")):  # also where each letter takes two or four bytes
        raise NoOpml("the list defines entities of its own, which are refused because they can swell without end")
    try:
        found = _outlined(ElementTree.fromstring(body))
    except (ElementTree.ParseError, ValueError, LookupError):
        found = _forgiven(body)
    once: dict[str, OutlinedFeed] = {}
    for one in found:
        once.setdefault(one.address, one)
    if not once:
        raise NoOpml("no feeds are in this file; give an OPML file, as feed readers export it")
    return list(once.values())


def write_opml(feeds: Iterable[OutlinedFeed], *, title: str, made_at: str) -> str:
    """Write a list of feeds as OPML 2.0, folders in folders."""
    ElementTree.register_namespace("dateline", _OWN.strip("{}"))
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = _writable(title)
    ElementTree.SubElement(head, "dateCreated").text = made_at
    folders = {"": ElementTree.SubElement(root, "body")}
    for one in feeds:
        ElementTree.SubElement(_folder(folders, one.folder), "outline", _attributes(one))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _outlined(root: ElementTree.Element) -> list[OutlinedFeed]:
    """Go through the outlines, depth first, with the names of the folders above each."""
    found: list[OutlinedFeed] = []
    waiting = [(node, ()) for node in reversed(list(root))]  # type: list[tuple[ElementTree.Element, tuple[str, ...]]]
    while waiting:
        node, above = waiting.pop()
        if str(node.tag).rpartition("}")[2].lower() == "outline":
            told = {name if name.startswith("{") else name.lower(): value.strip() for name, value in node.items()}
            if told.get("xmlurl"):
                found.append(_feed(told, above))
            elif (name := _name(told)) and len(node) and len(above) < DEEPEST:
                above = (*above, name.replace("/", _SLASH))
        waiting += [(inner, above) for inner in reversed(list(node))]
    return found


def _feed(told: Mapping[str, str], above: tuple[str, ...]) -> OutlinedFeed:
    category = told.get("category", "").partition(",")[0]
    listed = "/".join(part.strip() for part in category.split("/") if part.strip()) if "/" in category else ""
    kind = told.get("type", "").lower()
    return OutlinedFeed(
        address=told["xmlurl"],
        title=_name(told) or None,
        folder="/".join(above) or listed,
        site=told.get("htmlurl") or None,
        kind=kind if kind in _KINDS else "feed",
        paused=told.get(f"{_OWN}paused") == "yes",
        full_text=told.get(f"{_OWN}fullText") != "no",
    )


def _name(told: Mapping[str, str]) -> str:
    return " ".join((told.get("text") or told.get("title") or "").split())


def _forgiven(body: bytes) -> list[OutlinedFeed]:
    """Read a broken list as far as that goes."""
    import listparser

    try:
        listed = listparser.parse(body)
    except Exception as error:  # a foreign parser's trouble with one broken list
        raise NoOpml(f"the list cannot be read ({type(error).__name__})") from None
    found = []
    for one in listed.feeds:
        folders = max((one.get("categories") or [[]]), key=len)
        names = [name.replace("/", _SLASH) for name in folders if name][:DEEPEST]
        found.append(OutlinedFeed(address=one.url.strip(), title=one.get("title") or None, folder="/".join(names)))
    return found


def _folder(folders: dict[str, ElementTree.Element], path: str) -> ElementTree.Element:
    """Return the outline of a folder; it and those above it are made when they are first asked for."""
    if path not in folders:
        above, _, name = path.rpartition("/")
        told = _writable(name.replace(_SLASH, "/"))
        folders[path] = ElementTree.SubElement(_folder(folders, above), "outline", {"text": told, "title": told})
    return folders[path]


def _attributes(one: OutlinedFeed) -> dict[str, str]:
    title = _writable(one.title or one.address)
    told = {"type": "rss" if one.kind == "feed" else one.kind, "text": title, "title": title, "xmlUrl": one.address}
    if one.site:
        told["htmlUrl"] = one.site
    if one.paused:
        told[f"{_OWN}paused"] = "yes"
    if not one.full_text:
        told[f"{_OWN}fullText"] = "no"
    return {name: _writable(value) for name, value in told.items()}


def _writable(words: str) -> str:
    """Leave out the characters that XML cannot carry."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", words)
