"""Letters (.eml, mailboxes): newsletters and forwarded reports; subject, date and sender are the metadata."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parseaddr

from dateline.lexicon.outlets import outlet_of_host
from dateline.model.article import Capture, Outlet, Reading, Residue
from dateline.model.text import Slice
from dateline.read.articles import failure, make_reading
from dateline.read.datelines import printed_dateline
from dateline.read.decode import decode
from dateline.read.metadata import Metadata, language_tag, page_metadata
from dateline.read.pages import Found
from dateline.read.paragraphs import paragraphs
from dateline.read.published import given_date
from dateline.read.visible import visible_page

_FORWARDED = re.compile(r"\A\s*(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?\r?$", re.MULTILINE)
_QUOTED = re.compile(r"\A[ \t]*>")


def read_mail(capture: Capture) -> Found:
    """Read one letter: its HTML part as a page, else its plain part paragraph by paragraph."""
    message = email.message_from_bytes(capture.body, policy=email.policy.default)
    metadata = _headers(message)
    plain, markup = _parts(message)
    reading = _from_markup(capture, markup, metadata) if markup else None
    if reading is None and plain:
        reading = _from_plain(capture, plain, metadata)
    return [reading or failure(capture, "the letter holds no text, only attachments or nothing at all")]


def _headers(message: EmailMessage) -> Metadata:
    subject, sent, sender = (_header(message, name) for name in ("subject", "date", "from"))
    name, address = parseaddr(sender or "")
    host = address.rpartition("@")[2].lower()
    known = outlet_of_host(host)
    outlet = Outlet(known.id, known.name) if known else Outlet(host, name or host) if "." in host else None
    return Metadata(
        headline=_FORWARDED.sub("", subject).strip() or None if subject else None,
        outlet=outlet,
        published_at=given_date(sent, why=f"the letter's Date says {sent}", confidence=0.9) if sent else None,
        language=language_tag(_header(message, "content-language")),
    )


def _header(message: EmailMessage, name: str) -> str | None:
    """Read a header in one line; one that is too broken to be decoded counts as missing."""
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return None
    return " ".join(str(value).split()) or None if value is not None else None


def _parts(message: EmailMessage) -> tuple[str, str]:
    """Return the longest plain and the longest HTML part that is no attachment."""
    longest = {"text/plain": "", "text/html": ""}
    for part, kind in _text_parts(message):
        body = part.get_payload(decode=True)
        if isinstance(body, bytes):
            charset = part.get_param("charset")
            content_type = f"{kind}; charset={charset}" if isinstance(charset, str) else None
            text = decode(body, content_type=content_type).text
            if len(text.strip()) > len(longest[kind].strip()):
                longest[kind] = text
    return longest["text/plain"], longest["text/html"]


def _text_parts(message: EmailMessage) -> Iterator[tuple[EmailMessage, str]]:
    for part in message.walk():
        try:
            kind, attached = part.get_content_type(), part.get_content_disposition() == "attachment"
        except (ValueError, IndexError, AttributeError, TypeError, LookupError):
            continue
        if kind in ("text/plain", "text/html") and not attached and isinstance(part, EmailMessage):
            yield part, kind


def _from_markup(capture: Capture, markup: str, headers: Metadata) -> Reading | None:
    from dateline.read.html import select_body

    page = visible_page(markup)
    selection = select_body(markup, page)
    slices = selection.slices or tuple(page.slice(block) for block in page.blocks)
    if not slices:
        return None
    stated = page_metadata(page, replace(selection, slices=slices), html=markup, url=None)
    metadata = replace(
        stated,
        headline=headers.headline or stated.headline,
        outlet=headers.outlet or stated.outlet,
        published_at=headers.published_at or stated.published_at,
        language=headers.language or stated.language,
    )
    residue = selection.residue if selection.slices else ()
    return make_reading(
        capture, visible=page.text, slices=slices, metadata=metadata, residue=residue, flags=selection.flags
    )


def _from_plain(capture: Capture, text: str, headers: Metadata) -> Reading | None:
    """Take the paragraphs of a plain letter; what it quotes of an earlier one and its signature are left out."""
    signature = _SIGNATURE.search(text)
    end = signature.start() if signature else len(text)
    slices: list[Slice] = []
    residue: list[Residue] = []
    for piece in paragraphs(text):
        words = text[piece.start : piece.end]
        if piece.start >= end:
            residue.append(Residue("signature", piece, words))
        elif _QUOTED.match(words):
            residue.append(Residue("quoted", piece, words))
        else:
            slices.append(Slice(piece.start, min(piece.end, end)))
    if not slices:
        return None
    metadata = replace(headers, dateline=printed_dateline(text, slices))
    return make_reading(capture, visible=text, slices=slices, metadata=metadata, residue=residue)
