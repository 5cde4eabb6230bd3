"""Headline, bylines, outlet, address, topics and dates of one article, from a page's markup or a scrape's lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from dateline.lexicon.outlets import host_of, outlet_named, outlet_of_host
from dateline.model.article import DateInterval, Outlet, PrintedDateline
from dateline.read.bylines import bylines_in_lines, clean_bylines, credited_outlet, is_outlets_own, printed_bylines
from dateline.read.datelines import printed_dateline
from dateline.read.paragraphs import paragraphs
from dateline.read.published import dates_of_page, dates_of_scrape
from dateline.read.selection import BodySelection
from dateline.read.structured import Structured, read_structured
from dateline.read.surroundings import Surroundings
from dateline.read.topics import one_line, split_topics, topics_in_lines, topics_in_links
from dateline.read.visible import VisiblePage


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of an article beside its text; what is unknown is None or empty."""

    headline: str | None = None
    standfirst: str | None = None
    bylines: tuple[str, ...] = ()
    dateline: PrintedDateline | None = None
    outlet: Outlet | None = None
    credited_to: str | None = None
    url: str | None = None
    topics: tuple[str, ...] = ()
    published_at: DateInterval | None = None
    updated_at: DateInterval | None = None
    language: str | None = None
    flags: tuple[str, ...] = ()


_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_LABELLED_URL = re.compile(
    r"(?:original\s+url|source\s+url|article\s+url|page\s+url|url|permalink|link|source|retrieved from|available at)"
    r"\s*:\s*<?(https?://[^\s<>\"]+)",
    re.IGNORECASE,
)
_URL_LINE = re.compile(r"\s*<?(https?://[^\s<>\"]+)>?\s*\Z")
_LANGUAGE_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?![A-Za-z]).*")
_HEAD = 600
_HOST_NAME = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_NUMBERS = re.compile(r"[\d.]+")
"""A host that is only an address (192.0.2.7): it names nobody."""
_TITLE_MARK = re.compile(r"\s+[|\-–—·:»•]\s+|\s*\|\s*")
_COPYRIGHT = re.compile(
    r"(?:©|\bcopyright\b|\(c\))\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d)?(?:\s*[-–]\s*(?:19|20)\d\d)?,?\s*"
    r"(?P<name>[A-Z][^.|,;©]{2,60})",
    re.IGNORECASE,
)


def page_metadata(
    page: VisiblePage, selection: BodySelection, *, html: str, url: str | None, captured_at: str | None = None
) -> Metadata:
    """Read the metadata of a web page; `url` is where it was fetched, when that is known."""
    structured = read_structured(meta=page.meta, json_ld=page.json_ld, canonical=page.canonical)
    around = _around(page.text, selection)
    address = _address(structured, url or _saved_from(html))
    outlet = outlet_at(address, structured.site_name, structured.publisher)
    published, updated = dates_of_page(page, structured, around, url=address, captured_at=captured_at)
    name = outlet.name if outlet else structured.site_name
    site = structured.site_name or name
    bylines = _bylines(page, structured, around, site=site, host=host_of(address))
    dateline = printed_dateline(page.text, selection.slices)
    return Metadata(
        headline=_page_headline(page, selection, structured, site=site),
        standfirst=selection.standfirst(page.text) or _printed_description(page, structured),
        bylines=bylines,
        dateline=dateline,
        outlet=outlet,
        credited_to=structured.credited_to
        or _credited_to(_credit_lines(selection, around), bylines, dateline, own=name),
        url=address,
        topics=_stated_topics(structured, site=site) or topics_in_links(page, around),
        published_at=published,
        updated_at=updated,
        language=language_tag(page.language or structured.language),
        flags=("not_free",) if structured.free_to_read is False else (),
    )


def scrape_metadata(text: str, selection: BodySelection, *, captured_at: str | None = None) -> Metadata:
    """Read the metadata that a page scrape prints between its furniture."""
    around = _around(text, selection)
    outside = [one.exact for one in selection.residue]
    url = _url_in_lines(outside)
    outlet = outlet_at(url) or _outlet_in_copyright(outside)
    name = outlet.name if outlet else None
    published, updated = dates_of_scrape(around, url=url, captured_at=captured_at)
    bylines = bylines_in_lines(outside)
    dateline = printed_dateline(text, selection.slices)
    headline = selection.headline(text)
    return Metadata(
        headline=one_line(headline) if headline else None,
        standfirst=selection.standfirst(text),
        bylines=bylines,
        dateline=dateline,
        outlet=outlet,
        credited_to=_credited_to(_credit_lines(selection, around), bylines, dateline, own=name),
        url=url,
        topics=topics_in_lines(text, selection, around),
        published_at=published,
        updated_at=updated,
    )


def plain_metadata(text: str, *, url: str | None = None, outlet: Outlet | None = None) -> Metadata:
    """Read what the head of a text that is taken as it stands tells: its dateline, whose words it is, its day.

    `url` and `outlet` are what is known from outside.
    """
    head = text[:_HEAD]
    dateline = printed_dateline(head, paragraphs(head))
    told = Surroundings(text=head.rpartition("\n")[0], slices=(), dateline=dateline.exact if dateline else None)
    outlet = outlet or outlet_at(url)
    return Metadata(
        dateline=dateline,
        outlet=outlet,
        credited_to=_credited_to((), (), dateline, own=outlet.name if outlet else None),
        url=url,
        published_at=dates_of_scrape(told, url=url)[0],
    )


def _around(text: str, selection: BodySelection) -> Surroundings:
    dateline = printed_dateline(text, selection.slices)
    return Surroundings(
        text=text,
        slices=selection.slices,
        headline=selection.headline_slice,
        residue=selection.residue,
        dateline=dateline.exact if dateline else None,
    )


def _address(structured: Structured, known: str | None) -> str | None:
    """Choose the canonical address; one that names only the site is worth less than where the page was fetched."""
    stated = [urljoin(known or "", one) for one in structured.urls]
    candidates = [one for one in (*stated, known) if one and host_of(one)]
    telling = [one for one in candidates if len(urlsplit(one).path) > 1 or urlsplit(one).query]
    return next(iter(telling), candidates[0] if candidates else None)


def _saved_from(html: str) -> str | None:
    found = _SAVED_FROM.search(html[:4000])
    return found.group(1) if found else None


def outlet_at(url: str | None, *names: str | None) -> Outlet | None:
    """Name the publisher: the table by host, then the first name that the page gives itself, then the host."""
    host = host_of(url)
    if known := outlet_of_host(host):
        return Outlet(known.id, known.name)
    stated = next((one for one in names if one and len(one) <= 60 and not one.startswith("http")), None)
    if stated and (known := outlet_named(stated)):
        return Outlet(known.id, known.name)
    if stated:
        return Outlet(host if host and not _NUMBERS.fullmatch(host) else _slug(stated), stated)
    return Outlet(host, host) if host else None


def outlet_by_feed(outlet: Outlet | None, feed_name: str | None) -> Outlet | None:
    """Name an outlet by the feed that led to it where its pages do not say and its host is only a number, or none.

    Several outlets may stand on one such host (a server of one's own, a test).

    >>> outlet_by_feed(Outlet("192.0.2.7", "192.0.2.7"), "Harbour Post")
    Outlet(id='harbour-post', name='Harbour Post')
    """
    if feed_name and (outlet is None or _NUMBERS.fullmatch(outlet.id)):
        return named_outlet(feed_name)
    return outlet


def named_outlet(name: str | None, *, url: str | None = None) -> Outlet | None:
    """Make an outlet of a given name (a corpus column, a provider), known or not; a name may be a host."""
    if not name:
        return outlet_at(url)
    as_host = name.lower().removeprefix("www.") if _HOST_NAME.fullmatch(name) else None
    if known := outlet_named(name) or outlet_of_host(as_host):
        return Outlet(known.id, known.name)
    return Outlet(as_host or host_of(url) or _slug(name), name)


def _outlet_in_copyright(lines: Iterable[str]) -> Outlet | None:
    for line in lines:
        found = _COPYRIGHT.search(line)
        if found and (
            known := outlet_named(re.sub(r"\s+(?:all rights.*|ltd|inc|llc|group)\Z", "", found["name"], flags=re.I))
        ):
            return Outlet(known.id, known.name)
    return None


def _slug(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")


def _page_headline(
    page: VisiblePage, selection: BodySelection, structured: Structured, *, site: str | None
) -> str | None:
    """Take the headline that the page states of itself, unless the printed one is the same, only whole or bare.

    Stated headlines are cut at 110 characters or carry the section's name; the printed one is then the better form.
    """
    stated = next((words for raw, _ in structured.headlines if (words := _without_site(raw, site))), None)
    raw_printed = selection.headline(page.text)
    printed = one_line(raw_printed) if raw_printed else None
    if stated and printed:
        bare, folded = _letters(stated), _letters(printed)
        return printed if folded and (folded.startswith(bare) or bare.startswith(folded)) else stated
    title = _without_site(page.title, site) if page.title else None
    if printed and title and not stated and _letters(printed) not in _letters(title):
        # Another line was taken for the headline where the title element repeats one that is printed.
        return title if any(page.words(block) == title for block in page.blocks) else printed
    return stated or printed or title


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())


def _without_site(title: str, site: str | None) -> str:
    """Take the site's name off the end or the head of a title element."""
    title = one_line(title)
    parts = _TITLE_MARK.split(title)
    if len(parts) < 2:
        return title
    names = {_slug(site)} if site else set()
    for at in (-1, 0):
        if _slug(parts[at]) in names or (
            names and any(_slug(parts[at]).replace("-", "") == one.replace("-", "") for one in names)
        ):
            marks = list(_TITLE_MARK.finditer(title))
            return title[: marks[-1].start()] if at else title[marks[0].end() :]
    return title


def _printed_description(page: VisiblePage, structured: Structured) -> str | None:
    """Return the page's description only where the page prints it word for word."""
    for words, _ in structured.descriptions:
        line = one_line(words)
        if 30 <= len(line) <= 600 and line in page.text:
            return line
    return None


def _bylines(
    page: VisiblePage, structured: Structured, around: Surroundings, *, site: str | None, host: str | None
) -> tuple[str, ...]:
    """Take the names that the markup states; where it states only the outlet's own name, those printed, if any."""
    stated = [cleaned for names, _ in structured.authors if (cleaned := clean_bylines(names, outlet=site))]
    persons = [names for names in stated if not is_outlets_own(names, site=site, host=host)]
    if persons:
        return persons[0]
    after = around.headline.start if around.headline else around.start
    return printed_bylines(page, after=after, before=around.start) or next(iter(stated), ())


def _stated_topics(structured: Structured, *, site: str | None) -> tuple[str, ...]:
    own = _letters(site or "").removeprefix("the")
    for words, _ in structured.topics:
        found = tuple(one for one in split_topics(words) if _letters(one).removeprefix("the") != own)
        if found:
            return found
    return ()


def _credited_to(
    lines: Sequence[str], bylines: Sequence[str], dateline: PrintedDateline | None, *, own: str | None
) -> str | None:
    """Say whose words it is when not the outlet's own: a byline, an agency in the dateline, a credit line."""
    agency = outlet_named(dateline.agency) if dateline and dateline.agency else None
    if agency and agency.name != own:
        return agency.name
    return credited_outlet((*bylines, *lines), own=own)


def _credit_lines(selection: BodySelection, around: Surroundings) -> list[str]:
    """Take the lines where a credit stands: typed so, about the headline, or right under the story."""
    end = around.slices[-1].end if around.slices else 0
    top = around.headline.start if around.headline else around.start
    return [
        one.exact
        for one in selection.residue
        if one.kind in ("credit", "byline")
        or end <= one.slice.start <= end + 300
        or top <= one.slice.start <= around.start
    ]


def _url_in_lines(lines: Sequence[str]) -> str | None:
    for pattern in (_LABELLED_URL, _URL_LINE):
        for line in lines:
            if found := pattern.search(line):
                return found.group(1).rstrip(".,;)")
    return None


def language_tag(tag: str | None) -> str | None:
    """Bring a language tag to BCP 47 form (en_US -> en-US); None for what is no tag."""
    found = _LANGUAGE_TAG.fullmatch(tag or "")
    if not found:
        return None
    language, script, region = found.groups()
    parts = (language.lower(), script.title() if script else None, region.upper() if region else None)
    return "-".join(filter(None, parts))
