"""Who "the board", "its lawyers" and "a bank spokesman" are: bodies that the report named before, by the same noun."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from dateline.compare.reports import Report
from dateline.compare.speakers import described
from dateline.model.annotation import Mention, Party

_AGAIN = re.compile(r"(?:the|that|this) (?:[a-z]+ )?(?P<noun>[a-z][a-z-]+)", re.IGNORECASE)
_SPEAKER = re.compile(
    r"(?:an?|the|one|its|their) (?P<whose>(?:[\w&.’'-]+ )*?[\w&.’'-]+?)(?:['’]s?)? (?:chief |senior |top )?"
    r"(?:spokes(?:man|woman|person)s?|spokespeople|representatives?|members?|officials?|leaders?)$",
    re.IGNORECASE,
)
"""Who speaks for somebody is one with whom he speaks for: "a bank spokesman"."""
_OWNED = re.compile(r"(?:its|their) (?:own )?(?:[a-z-]+ )*(?P<noun>[a-z-]+)", re.IGNORECASE)
_BODY = "organization"
_CAPITALS = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
FAR_BACK = 2
"""Sentences before the one of a pronoun in which its body is looked for."""
_VERB = re.compile(
    r"\b(?:will|is|are|was|were|has|have|had|said|says|told|to|by|of|in|on|at|for|with|against|from|that|which|who)\b"
)
"""Words behind which a name is no longer the subject of its sentence."""
_OPENS = re.compile(r"([A-Z][\w&.-]*[a-z](?: [A-Z][\w&.-]+){0,3}) (?:will|has|had|is|was|denied|called|rejected)\b")


def in_full(report: Report, party: Party) -> Party:
    """The body that a party names again by a noun, an owner's pronoun or somebody who speaks for it; else itself."""
    if party.actor_id or party.sector:
        return party
    name = party.name
    again = _AGAIN.fullmatch(name)
    if again:
        return _named_by(report, again.group("noun"), party) or party
    speaker = _SPEAKER.fullmatch(name)
    if speaker and (whose := speaker.group("whose")):
        body = _body_called(report, whose)
        return as_party(body) if body else (_named_by(report, whose, party) or party)
    if _OWNED.fullmatch(name) and described(None, party) != "state":
        return owner_before(report, _place_of(report, party)) or party
    return party


def long_form(report: Report, name: str) -> str | None:
    """What a short name stands for, where any report of the story gives both: "the Savings Fund (SF)"."""
    bare = name.removeprefix("the ").removeprefix("The ")
    if not _CAPITALS.fullmatch(bare):
        return None
    for one in report.fellows:
        if bare in one.short_names:
            return one.short_names[bare]
    return next((name for one in report.fellows for name in one.bodies if _initials(name) == bare), None)


@lru_cache(maxsize=4096)
def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[:1].isupper()) if " " in name else ""


def as_party(mention: Mention) -> Party:
    """A mention as somebody who is told of."""
    return Party(name=mention.name, actor_id=mention.actor_id, country=mention.country, sector=mention.sector)


def owner_before(report: Report, at: int) -> Party | None:
    """The body that "its" means: the one that opens the sentence before that place, else one of those before."""
    sentence, end = report.sentence_at(at), at
    for _ in range(FAR_BACK):
        if sentence is None:
            return None
        inside = [one for one in report.mentions if sentence.span.start <= one.span.start and one.span.end <= end]
        first = next((one for one in inside if one.kind == _BODY), None)
        if first is not None and not _VERB.search(report.article.text[sentence.span.start : first.span.start]):
            return as_party(first)
        opening = _OPENS.match(report.article.text, sentence.span.start, end)
        if opening and not any(one.kind in ("person", "pronoun", "country", "place", "title") for one in inside[:1]):
            return Party(name=opening.group(1))
        if first is not None:
            return None
        sentence = report.sentence_before(sentence)
        end = sentence.span.end if sentence else 0
    return None


def _named_by(report: Report, noun: str, party: Party) -> Party | None:
    """The body named before whose name ends in a noun, the last of them: "the board" after "the Safety Board"."""
    at = _place_of(report, party)
    found = None
    for one in report.mentions:
        if one.kind == _BODY and noun.lower() in _nouns_of(one.name) and not one.exact.islower():
            if found is not None and one.span.start > at:
                break
            found = one
    return as_party(found) if found else None


def _body_called(report: Report, name: str) -> Mention | None:
    """The body mentioned by such a name."""
    return next((one for one in report.mentions if one.kind == _BODY and name in (one.exact, one.name)), None)


def _place_of(report: Report, party: Party) -> int:
    """Where a party stands: its span, else the last place of its name."""
    if party.span is not None:
        return party.span.start
    return max(0, report.article.text.rfind(party.name))


@lru_cache(maxsize=4096)
def _nouns_of(name: str) -> frozenset[str]:
    """The nouns by which a name is called again: its last word, and the one before "of"."""
    words = name.split()
    told = {words[-1]} if words else set()
    told |= {before for before, word in pairwise(words) if word in ("of", "for")}
    return frozenset(word.lower().strip(".,") for word in told)
