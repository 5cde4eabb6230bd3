"""Names of the authors, cleaned of "By", addresses, handles and offices; and whose words it is, when another's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dateline.lexicon.outlets import KnownOutlet, outlet_named
from dateline.read.visible import VisiblePage

_LEAD = re.compile(
    r"\A\W*(?:(?:written|reported|reporting|words|story|analysis|opinion|text|article|posted|published|compiled)\s+by|"
    r"by|von|vom|par|por|di|da|av|af|door|przez|oleh|authors?|autor(?:en|in)?|author\(s\)|text|texte|reportage|"
    r"автор|от)\b\s*:?\s+",
    re.IGNORECASE,
)
_PARTING = re.compile(
    r"\s*(?:;|\||•|·|\n|\t|\s/\s|\s&\s|\s\+\s|,\s*(?:and|und|et|y)\s|\s(?:and|und|et|y|och|og|en|dan|ve|with|mit|avec)\s)\s*"
)
_PAREN = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_MAIL_OR_HANDLE = re.compile(r"\S+@\S+|(?<!\w)@\w+|https?://\S+|www\.\S+")
_OFFICE = re.compile(
    r"\b(?:correspondent|reporter|editor|editorial|writer|redakt\w*|redaction|rédaction|journalist\w*|columnist|"
    r"contributor|photographer|producer|bureau|chief|staff|team|desk|special to|for the|newsroom|agenturen|agencies|"
    r"korrespondent\w*|in \w+)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\A(?:admin(?:istrator)?|staff|editor|editors|web ?desk|news ?desk|newsroom|guest|user|unknown|none|null|author|"
    r"anonymous|redaktion|redazione|redacción|rédaction|the editors?|staff (?:reporter|writer|report)|n/?a|root|"
    r"default|webmaster|posted|share|follow|comments?|updated|published|view (?:bio|profile)|more|home|news|article)\Z",
    re.IGNORECASE,
)
_DATE_TAIL = re.compile(
    r"[\s,|–-]*\b(?:\d{1,2}[./ ]|(?:updated|published|posted|on)\b|(?:19|20)\d\d|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? \d).*\Z",
    re.DOTALL,
)
_AFTER_NAME = re.compile(
    r"\s*(?:twitter|facebook|instagram|linkedin|follow|email|e-mail|staff writers?|staff reporters?|senior|"
    r"read more)\b.*\Z|(?<=[a-z])(?:Twitter|Facebook|Instagram|LinkedIn|Follow|Email)\b.*\Z",
    re.IGNORECASE | re.DOTALL,
)
_BYLINE_HINT = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author|authors|writer|autor|autoren|verfasser|auteur|signature|firma|autore|creator|"
    r"reporter|journalist)s?(?:$|[\s_-]|name|__)"
)
_BYLINE = re.compile(r"\A\W*(?:By|BY|Von|Par|Por|Av|Af|Door|Oleh)\b:?\s+(?=[^\W\d_])")
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|in|i|e)?|auteurs?|by|writers?|journalists?|reporters?|contributors?|correspondents?|"
    r"profile|profil|people|redakteure?|redaktion|mitarbeiter|staff|columnists?|bylines?|skribent|forfatter)/[^/?#]{3,}",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W\d_]")
_SMALL_NAME_WORDS = frozenset(
    ["and", "und", "et", "y", "de", "van", "von", "al", "bin", "da", "di", "del", "der", "la", "le"]
)

_LONGEST_NAME = 60


def clean_bylines(raw: Iterable[str], *, outlet: str | None = None) -> tuple[str, ...]:
    """Turn author lines into names, each once, in order; what is no name (a page, "Staff", the site) is dropped.

    >>> clean_bylines(["By Mara Lind and Otto Berg, Reuters correspondent", "https://example.org/staff"])
    ('Mara Lind', 'Otto Berg')
    """
    names: dict[str, str] = {}
    for line in raw:
        for name in _names(line):
            known = outlet_named(name)
            is_house = (known and known.kind != "agency") or (outlet and name.casefold() == outlet.casefold())
            if names and is_house:
                continue
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def _names(line: str) -> Iterator[str]:
    words = _MAIL_OR_HANDLE.sub(" ", line.replace("\u00a0", " "))
    words = _PAREN.sub("", words)
    words = _LEAD.sub("", words.strip())
    for part in _PARTING.split(words):
        yield from filter(None, map(_name, _comma_parts(part)))


def _comma_parts(part: str) -> list[str]:
    """Split "A B, C D" into names, but drop what a comma sets off from one name: an office, a place, a house."""
    pieces = [piece.strip() for piece in part.split(",")]
    kept = [pieces[0]]
    for piece in pieces[1:]:
        if _OFFICE.search(piece) or len(piece.split()) < 2 or outlet_named(piece):
            continue
        kept.append(piece)
    return kept


def _name(words: str) -> str | None:
    words = _AFTER_NAME.sub("", _DATE_TAIL.sub("", _LEAD.sub("", words)))
    name = _without_house(" ".join(words.split())).strip(" .,;:|/–-•·\"'“”")
    if not 2 <= len(name) <= _LONGEST_NAME or not _NAME_WORD.search(name) or _NO_NAME.match(name):
        return None
    if "/" in name or ":" in name or len(name.split()) > 7 or any(character.isdigit() for character in name):
        return None
    return name


def _without_house(name: str) -> str:
    """Take off the outlet that stands behind a name without a comma ("Mara Lind Associated Press")."""
    words = name.split()
    for size in range(min(4, len(words) - 2), 0, -1):
        tail = " ".join(words[-size:])
        if len(tail) > 4 and outlet_named(tail):
            return " ".join(words[:-size])
    return name


def printed_bylines(page: VisiblePage, *, after: int, before: int) -> tuple[str, ...]:
    """Read the byline a page prints: lines marked as such in the markup, links to authors, or a "By ..." line.

    `after` and `before` are where the headline and the story begin: a byline stands between them or close by.
    """
    links = [
        page.text[link.start : link.end]
        for link in page.links
        if "author" in link.rel.split()
        or (after - 300 <= link.start <= before + 300 and _AUTHOR_PAGE.search(link.href))
    ]
    if names := clean_bylines([words for words in links if len(words) <= 80 and _is_name_line(words)][:6]):
        return names
    marked: list[str] = []
    spoken: list[str] = []
    for block in page.blocks:
        if block.end - block.start > 160:
            continue
        words = page.words(block)
        if block.start <= before + 400 and _BYLINE_HINT.search(block.hint):
            marked.append(words)
        if block.start <= before + 400 and _BYLINE.match(words) and _is_name_line(words):
            spoken.append(words)
    return clean_bylines(spoken[:1]) or clean_bylines(line for line in marked[:3] if _is_name_line(line))


def bylines_in_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """Read the byline that a page scrape prints as a line of its own ("By Mara Lind")."""
    return clean_bylines(
        [line for line in lines if len(line) <= 120 and _BYLINE.match(line) and _is_name_line(line)][:1]
    )


def is_outlets_own(names: Sequence[str], *, site: str | None, host: str | None) -> bool:
    """Tell whether the names are only the outlet's: its name, a part of it, or its host.

    >>> is_outlets_own(["HERALD.example"], site="The Herald", host="herald.example")
    True
    """
    own = [folded for one in (site, host) if (folded := _letters(one or ""))]
    return all(any(_letters(name) in one or one in _letters(name) for one in own) for name in names)


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())


def _is_name_line(words: str) -> bool:
    """Tell whether a line is made of names: nearly every word begins with a capital, and there is no sentence."""
    bare = _DATE_TAIL.sub("", _LEAD.sub("", words)).strip()
    tokens = [token for token in re.split(r"[\s,&]+", bare) if _NAME_WORD.search(token)]
    if not 1 <= len(tokens) <= 12 or bare.endswith((".", "?", "!")):
        return False
    capitals = sum(1 for token in tokens if token[0].isupper() or token.lower() in _SMALL_NAME_WORDS)
    return capitals >= 0.75 * len(tokens)


def credited_outlet(lines: Iterable[str], *, own: str | None) -> str | None:
    """Find another outlet that a credit line names: its name alone, "Source: Reuters", "first published in ...".

    >>> credited_outlet(["Talks began on Monday.", "The Wall Street Journal"], own="Example Herald")
    'The Wall Street Journal'
    """
    for line in lines:
        words = " ".join(line.split()).strip(" .–—-•|*()[]")
        if not 2 <= len(words) <= 120:
            continue
        found = _credited(words)
        if found and found.name != own and (own is None or outlet_named(own) != found):
            return found.name
    return None


_CREDIT = re.compile(
    r"\A(?:source|credit|via|with|by|©|copyright|from)\b[\s:©]*(?:19|20)?\d{0,4}\s*(?P<name>[^|,;.]{2,50})\Z|"
    r"\b(?:originally|first)\s+(?:appeared|published|ran)\s+(?:in|on|by|at)\s+(?P<first>[^|;.]{2,50})\Z|"
    r"\A(?:this\s+)?(?:article|story|report)\s+(?:is\s+|was\s+)?(?:originally\s+|first\s+)?(?:from|appeared in|"
    r"published (?:by|in))\s+(?P<from>[^|;.]{2,50})\Z",
    re.IGNORECASE,
)


def _credited(words: str) -> KnownOutlet | None:
    if alone := outlet_named(words):
        return alone
    if credit := _CREDIT.search(words):
        return outlet_named(next(filter(None, credit.groups())))
    parts = [outlet_named(part) for part in re.split(r"\s*(?:/|,|&|\band\b)\s*", words)]
    return parts[0] if len(parts) > 1 and all(parts) else None
