"""What kind of source a party is: agency, outlet, official, witness, document, anonymous or other."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.lexicon.actors import own_actor
from dateline.lexicon.roles import role_of
from dateline.lexicon.source_words import kind_by_word, source_words
from dateline.model.annotation import Mention, Party

ANONYMOUS = re.compile(
    r"\b(?:on|under) (?:the )?condition (?:of|that) (?:strict )?(?:anonymity|(?:he|she|they)\b.{0,20}\bnot be)"
    r"|\b(?:who|and) (?:asked|requested|declined|refused|did not want|wished|preferred)"
    r"(?: not)? to (?:be (?:named|identified)|remain anonymous|give (?:his|her|their) (?:full )?name)"
    r"|\b(?:speaking|spoke|speak) anonymously\b|\bwho was not authori[sz]ed to (?:speak|talk|brief)",
    re.IGNORECASE,
)
_NAMELESS = re.compile(
    r"\b(?:unnamed|unidentified|anonymous|protected|sources?|insiders?|circles|whistleblowers?|informants?"
    r"|people familiar|persons? familiar|(?:person|people|someone) (?:with knowledge|close to|briefed))\b"
    r"|\bbriefed on\b|\bfamiliar with\b|\bwith (?:direct )?knowledge of\b",
    re.IGNORECASE,
)
_ONE_OF_MANY = re.compile(
    r"^(?:an?|one|two|three|four|several|some|one of the|two of the|another)\b (?:[\w-]+ ){0,2}?"
    r"(?:officials?|diplomats?|negotiators?|envoys?|delegates?|aides?|advis[eo]rs?|intermediar(?:y|ies))\b"
    r"(?! (?:in|at) )",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"\b(?:news|press|wire|information) (?:agency|agencies|service)\b", re.IGNORECASE)
_NAMED_AGENCY = re.compile(r"(?:\b[A-Z][\w.-]*|'s|’s) agency\b|\bagency [A-Z]")
_STOPS = re.compile(
    r",? (?:who|which|whose|that|to whom|speaking|quoted|quoting|citing|seen|obtained|published|said|referring|by)\b.*"
    r"|,.*",
    re.DOTALL,
)
_FORMER = re.compile(r"\b(?:former|ex-|retired|late)\b", re.IGNORECASE)
_BODY = re.compile(r"^(?:the )?(?:United Nations|UN|U\.N\.|European Union|EU|NATO|WHO|IAEA|African Union)$")
_OFFICIAL_SECTORS = ("GOV", "MIL", "COP", "LEG", "JUD", "SPY", "IGO")
_OTHER_SECTORS = ("OPP", "REB", "BUS", "NGO", "PTY", "EDU", "MED", "LAB", "CVL", "HRI", "UAF", "SEP")
_MOST_WORDS = 14


def kind_of(party: Party, sentence: str, inside: list[Mention]) -> str:
    """The kind of a link; `inside` are the mentions in its words, the sentence tells of conditions of anonymity."""
    words = head_words(party.exact or party.name)
    lower = words.lower()
    if party.span is not None:
        inside = [one for one in inside if one.span.end <= party.span.start + len(words)]
    named = (party.actor_id or "").startswith("p:") or any(one.kind == "person" for one in inside)
    body = _body_kind(party, words, inside)
    if body is not None and not named:
        return body
    if _NAMELESS.search(party.exact or words) or (
        not named and (ANONYMOUS.search(sentence) or _ONE_OF_MANY.search(lower))
    ):
        return "anonymous"
    found = None if body else _by_words(lower)
    if found in ("document", "outlet") and named:
        found = None
    if body is not None:
        return body
    if found == "official" and _FORMER.search(lower):
        found = "witness" if "former" not in lower else "other"
    role = _role(lower)
    sector = party.sector or (role[1] if role else None) or ""
    if found == "anonymous":
        known = named or lower.startswith("the ") or "'s " in lower or "’s " in lower
        return "other" if named else "official" if known else "anonymous"
    if found in ("witness", "document", "outlet", "official"):
        return found
    if sector == "JRN":
        return "outlet"
    if sector.startswith(_OFFICIAL_SECTORS) and not _FORMER.search(lower):
        return "official"
    if role is not None and role[0] in ("civilian", "civilians"):
        return "witness"
    return "other"


def head_words(exact: str) -> str:
    """The words of a phrase up to a clause or apposition behind it.

    >>> head_words("the daily, which quoted the union")
    'the daily'
    """
    first = _STOPS.sub("", exact, count=1).strip()
    return first or exact


def _body_kind(party: Party, words: str, inside: list[Mention]) -> str | None:
    """Agency or outlet where the phrase names one, or stands for one by a word like "daily"."""
    for name in (party.name, words, *(one.name for one in inside)):
        actor = own_actor(name)
        if actor is not None and actor.kind in ("agency", "outlet"):
            return actor.kind
    if _AGENCY.search(words) or _NAMED_AGENCY.search(words):
        return "agency"
    plain = words.lower().replace("-", " ").split()
    if plain and (plain[-1] in source_words()["outlet"] or any(word in _MEDIA for word in plain)):
        return "outlet"
    if _BODY.match(words):
        return "official"
    return "outlet" if looks_like_outlet(words) else None


def looks_like_outlet(words: str) -> bool:
    """Tell whether a name is built like that of a paper or station ("the Lagos Herald", "Channel 4")."""
    capitals = [word for word in words.split() if word[:1].isupper()]
    names = source_words()["outlet_name"]
    return bool(capitals) and (
        (len(capitals) > 1 and capitals[-1] in names) or capitals[0] in ("Radio", "Channel") or "News" in capitals[:-1]
    )


_MEDIA = frozenset(("newspaper", "daily", "broadcaster", "tabloid", "radio", "television"))


@lru_cache(maxsize=20_000)
def _by_words(lower: str) -> str | None:
    """The kind that the head of a phrase names: the last telling word before "of", "for" or "in"."""
    head = re.split(r" (?:of|for|in|from|at|with|on|to|near|about) ", lower, maxsplit=1)[0]
    table = kind_by_word()
    for part in (head, lower):
        for word in reversed(part.replace("'s", " ").replace("’s", " ").split()[:_MOST_WORDS]):
            plain = word.strip('.,"“”')
            kind = table.get(plain) or table.get(plain.rpartition("-")[2])  # "vice-governor"
            if kind is not None:
                return kind
    return None


@lru_cache(maxsize=20_000)
def _role(words: str) -> tuple[str, str | None] | None:
    parts = words.split()[:_MOST_WORDS]
    for first in range(len(parts)):
        for stop in range(min(len(parts), first + 4), first, -1):
            role = role_of(" ".join(parts[first:stop]))
            if role is not None and role.klass not in ("modifier", "honorific"):
                return role.canonical, role.sector
    return None
