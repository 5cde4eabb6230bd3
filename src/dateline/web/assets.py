"""The files that pages load: style, scripts, pictures; read once, packed once, named by what they hold."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "json": "application/json",
    "png": "image/png",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "webmanifest": "application/manifest+json",
}
PACKED = ("css", "js", "svg", "json", "webmanifest")
FROM_THE_PAGE = {"story.css": "page.css", "story.js": "page.js"}
"""Files that the self-contained page holds too, by the name that they go by here."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes, the same packed (or None), what it is, and its fingerprint."""

    body: bytes
    packed: bytes | None
    media_type: str
    mark: str


@cache
def assets() -> dict[str, Asset]:
    """Return all files by their path below `web/static/`."""
    found = dict(_files(resources.files("dateline.web") / "static", ""))
    page = resources.files("dateline.serve") / "templates"
    found.update({name: (page / source).read_bytes() for name, source in FROM_THE_PAGE.items()})
    return {name: _asset(name, body) for name, body in found.items() if _ending(name) in TYPES}


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _files(one, f"{prefix}{one.name}/")
        else:
            yield prefix + one.name, one.read_bytes()


def _asset(name: str, body: bytes) -> Asset:
    packed = gzip.compress(body, 9, mtime=0) if _ending(name) in PACKED else None
    return Asset(body, packed, TYPES[_ending(name)], hashlib.sha256(body).hexdigest()[:12])


def _ending(name: str) -> str:
    return name.rpartition(".")[2]


def static(name: str) -> str:
    """Return the address of a file, which changes with its bytes; raises KeyError for a file that is not there."""
    return f"/static/{assets()[name].mark}/{name}"
