"""Gold for lines of pages: open HTML pages, their visible lines, and which of these belong to the story.

Three sets (see training/README.md for where they come from in public): `pages` names segments that must and must
not be in the text, `fundus` gives whole paragraphs, `readability` gives whole texts. Lines that the gold does not
decide get a silver label where two settings of trafilatura agree, and are left out of every score.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from dateline.read.align import Aligner
from dateline.read.html import main_passages, marked_headline
from dateline.read.visible import VisiblePage, visible_page

BODY, REST, UNKNOWN = 1, 0, -1
SETS = {"pages": "extract/pages", "fundus": "extract/fundus_fixtures", "readability": "extract/readability"}
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_SECOND_LEVEL = frozenset(["co", "com", "org", "net", "ac", "gov", "edu", "gob", "nom", "or", "ne"])


@dataclass(slots=True)
class GoldPage:
    """A page with its gold: `label` per block of the page, `decided` where the gold itself says so.

    `headline` is the block that the page's markup and title name as its headline (silver, never scored here).
    """

    name: str
    set: str
    site: str
    html: str
    gold: dict[str, Any]
    page: VisiblePage
    label: npt.NDArray[np.int8]
    decided: npt.NDArray[np.bool_]
    headline: int | None = None


def decode(raw: bytes) -> str:
    """Decode a page: UTF-8 if it is that, else what it says of itself, else windows-1252."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        named = _CHARSET.search(raw[:4096])
        try:
            return raw.decode(named.group(1).decode() if named else "windows-1252", errors="replace")
        except LookupError:
            return raw.decode("windows-1252", errors="replace")


def site_of(address: str, file: str) -> str:
    """The registered name of a page's site, as well as the address or the file name tell it."""
    inner = re.search(r"web\.archive\.org/web/[^/]+/(?:https?://)?([^/]+)", address)
    host = inner.group(1) if inner else urlsplit(address).netloc
    if not host:
        host = Path(file).name.removesuffix(".html.gz")
        parts = host.split(".")
        host = ".".join(parts[:2]) if len(parts) > 2 else host
    labels = host.lower().split(":")[0].split(".")
    kept = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-kept:])


def is_held_out(site: str, *, share: float = 0.3) -> bool:
    """Tell whether a site belongs to the part that nothing is built with: a fixed hash of its name decides."""
    return int(hashlib.sha256(site.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF < share


def read_set(folder: Path, name: str, *, limit: int | None = None) -> Iterator[GoldPage]:
    """Read one set; `folder` is the data folder that holds extract/."""
    base = folder / SETS[name]
    rows = [json.loads(row) for row in (base / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    if name == "pages":
        rows = [row for row in rows if row.get("with") or row.get("without")]
    for row in rows[:limit]:
        html = decode(gzip.decompress((base / row["file"]).read_bytes()))
        page = visible_page(html)
        if not page.blocks:
            continue
        label, decided = _label(page, row, name)
        site = site_of(row.get("url") or page.canonical or "", row["file"])
        headline = marked_headline(page)
        yield GoldPage(row["file"], name, site, html, row, page, label, decided, headline)


def _label(page: VisiblePage, row: dict[str, Any], name: str) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.bool_]]:
    if name == "pages":
        return _by_segments(page, row)
    passages = row["paragraphs"] if name == "fundus" else row["text"].split("\n")
    share = cover(page, passages or [])
    label = np.where(share >= 0.6, BODY, REST).astype(np.int8)
    headline = np.array([block.tag == "h1" for block in page.blocks])
    label[headline] = REST
    mixed = (share > 0.2) & (share < 0.6)
    label[mixed] = UNKNOWN
    return label, (label != UNKNOWN) & ~(headline & (share > 0))


def cover(page: VisiblePage, passages: list[str]) -> npt.NDArray[np.float64]:
    """Return for each block the share of its characters that the passages cover."""
    aligner = Aligner(page.text)
    for passage in passages:
        aligner.mark(passage)
    return aligner.share_marked([b.start for b in page.blocks], [b.end for b in page.blocks])


def _by_segments(page: VisiblePage, row: dict[str, Any]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.bool_]]:
    """A segment that stands at one place decides the lines there; one that stands at several decides none."""
    label = _silver(page)
    decided = np.zeros(len(label), dtype=bool)
    flat = page.text.replace("\n", " ")
    starts = np.array([block.start for block in page.blocks])
    clash = np.zeros(len(label), dtype=bool)
    for segment, meaning in _segments(row):
        places = list(_places(flat, segment, starts))
        for first, last in places:
            clash[first:last] |= decided[first:last] & (label[first:last] != meaning)
            if len(places) == 1:
                label[first:last] = meaning
                decided[first:last] = True
    headings = np.array([block.tag == "h1" for block in page.blocks], dtype=bool)
    decided &= ~clash & ~(headings & (label == BODY))
    return label, decided


def _segments(row: dict[str, Any]) -> Iterator[tuple[str, int]]:
    yield from ((segment, REST) for segment in row.get("without") or [])
    yield from ((segment, BODY) for segment in row.get("with") or [])


def _places(flat: str, segment: str, starts: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    wanted = " ".join(segment.split())
    at = flat.find(wanted) if wanted else -1
    while at >= 0:
        first = int(np.searchsorted(starts, at, side="right")) - 1
        last = int(np.searchsorted(starts, at + len(wanted) - 1, side="right"))
        yield first, last
        at = flat.find(wanted, at + len(wanted))


def _silver(page: VisiblePage) -> npt.NDArray[np.int8]:
    strict = cover(page, main_passages(page, favour="precision"))
    loose = cover(page, main_passages(page, favour="recall"))
    label = np.full(len(strict), UNKNOWN, dtype=np.int8)
    label[(strict >= 0.8) & (loose >= 0.8)] = BODY
    label[(strict <= 0.1) & (loose <= 0.1)] = REST
    return label
