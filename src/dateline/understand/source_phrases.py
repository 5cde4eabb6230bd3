"""Links of a chain told beside the speaker: who carried it, whom he cites, who wrote the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from dateline.lexicon.source_words import source_words
from dateline.model.annotation import Mention, Party, Quote, SourceLink
from dateline.model.text import Span
from dateline.understand.source_kinds import kind_of

_MEDIUM = (
    r"(?:[\w'’-]+ ){0,3}(?:interview|conversation|remarks?|comments?|statement|speech|address|message|video|letter"
)
_MEDIUM += r"|essay|article|column|op-ed|opinion piece|piece|call|telegram|dispatch|broadcast|release)"
_SHOWN = r"(?:carried|broadcast|published|aired|quoted|cited|released|posted|run|seen|obtained|reviewed|shown|verified)"
_CARRIED = re.compile(
    rf"\b(?:told|tells|telling|speaking to|spoke to|speaking on|(?:wrote|writing|written) (?:in|for)"
    rf"|(?:in|to|by) (?:(?:an?|the|his|her|their|its) )?{_MEDIUM}(?: {_SHOWN})? (?:with|to|for|in|by|on)"
    rf"|{_SHOWN} (?:by|on|in|to)|an opinion piece for|leaked to) ",
    re.IGNORECASE,
)
# Most sentences hold none of these, and the long pattern above need not be tried on them.
_HINT = re.compile(
    r"[Tt]old |[Tt]ell|[Ss]pe?ak|[Ss]poke|[Ww]r[io]t|interview|convers|remark|comment|statement|speech|address|message"
    r"|video|letter|essay|article|column|op-ed|piece|call|telegram|dispatch|release|broadcast|carried|publish|aired|quoted|cited"
    r"|posted|run |seen |obtain|review|shown |verified|leaked"
)
_CITING = re.compile(
    r"(?<!was )(?<!were )\b(?:quoting|citing|quotes|cites|quoted|cited|referring to|refers to|quote|cite|invoking)"
    r"(?: from)? (?!by\b|as\b|in\b|on\b)",
    re.IGNORECASE,
)
_CITE_HINT = re.compile(r"[Qq]uot|[Cc]it|[Rr]efer|[Ii]nvok")
_CITE_WORDS = ("quot", "cit", "refer")
_PHRASE_END = re.compile(
    r",|;|:|\.(?=\s|$)|[“”\"]| as (?:saying|telling|showing|calling|denying|warning|stating|confirming|putting)"
    r"|(?: in)? which | who | whose | to whom | that "
    r"| (?:seen|obtained|published|reviewed|carried|broadcast|released) by "
    r"| (?:said|says|told|reported|reports|wrote|shows?|showed|suggests?|puts?|had|has|have|was|were|is|are) "
    r"| (?:on|under) (?:the )?condition "
    r"| (?:on|last|this|late|early) (?:\w+day|week|month|night|year)\b",
)
_AUTHOR = re.compile(r"(?: written| made| compiled| drawn up)? (?:by|from) ")
_IN_WHICH = re.compile(
    r" in which (?P<who>(?:[\w'’-]+ ){1,6}?)(?:warns?|warned|says?|said|writes?|wrote|tells?|told|had|has) "
)
_SAW = re.compile(
    r"(?:that )?(?P<who>(?:[\w'’-]+ ){0,4}?[\w'’-]+) (?:had |have |has )?"
    r"(?:seen|saw|heard|watched|witnessed|felt|noticed|reported|found) "
)
_TO_WHOM = re.compile(
    r",? (?:to|with) whom (?P<who>(?:[\w'’-]+ ){0,4}?[\w'’-]+) (?:had |have )?(?:spoke|spoken|talked|told)\b"
)
_CLAUSE = re.compile(
    r",? (?:who|which|whose|to whom|speaking|quoted by|quoting|citing|referring to"
    r"|(?:seen|obtained|published|reviewed|carried|released|written|compiled) by)\b|(?<=report) by |(?<=study) by "
)
_REPORTERS = re.compile(r"(?:the )?(?:press|media|reporters|journalists)\b", re.IGNORECASE)
_SHOWN_BY = re.compile(_SHOWN + " by ", re.IGNORECASE)
_SINGLE_NAME = re.compile(r"[A-Z][\w-]+(?: [A-Z][\w-]+)?")
_PAPER = re.compile(
    rf"(?:the )?(?:{'|'.join(sorted(source_words()['paper_title']))})"
    rf"|(?:{'|'.join(sorted(source_words()['paper_article']))}) [A-Z][\w-]+"
)
"""What may name a paper where a link must be one: "the Post", "Le Soir"."""
_CITED_FIRST = {"person": 0, "organization": 1, "collective": 1, "group": 2, "country": 3}
_CARRIERS = ("agency", "outlet")


class Mentions:
    """The mentions of an article in text order, to be asked for those that begin in a stretch."""

    def __init__(self, mentions: list[Mention]) -> None:
        """`mentions` in text order."""
        self._all = mentions
        self._starts = [one.span.start for one in mentions]

    def beginning_in(self, start: int, end: int) -> list[Mention]:
        """Those that begin in [start, end)."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


class Surroundings:
    """A sentence with its mentions, from which the links around a speaker are read."""

    def __init__(self, text: str, around: Span, mentions: Mentions) -> None:
        """`around` is the sentence, in code points."""
        self._text, self._around, self._mentions = text, around, mentions
        self._sentence = around.of(text)
        self._links: dict[tuple[Span | None, str], SourceLink] = {}
        self._carriers: list[tuple[int, SourceLink]] | None = None
        self._cited: list[tuple[int, SourceLink]] | None = None

    def link(self, party: Party) -> SourceLink:
        """The party with its kind."""
        key = (party.span, party.name)
        known = self._links.get(key)
        if known is not None:
            return known
        inside = self._mentions.beginning_in(party.span.start, party.span.end) if party.span else []
        kind = kind_of(party, self._sentence, inside)
        made = self._links[key] = SourceLink(party=_without_clause(party), kind=kind)
        return made

    def carriers(self, shut: list[Span]) -> list[SourceLink]:
        """Agencies and outlets that carried it, were told it or saw it; nothing inside the spans that are shut."""
        if self._carriers is None:
            self._carriers = list(self._all_carriers())
        return [link for at, link in self._carriers if not _within(shut, at)]

    def _all_carriers(self) -> Iterator[tuple[int, SourceLink]]:
        if _HINT.search(self._sentence) is None:
            return
        for match in _CARRIED.finditer(self._text, self._around.start, self._around.end):
            if _REPORTERS.match(self._text, match.end()) is None:
                link = self._carrier_at(match.end(), shown=_SHOWN_BY.search(match.group()) is not None)
                if link is not None:
                    yield match.start(), link

    def cited(self, shut: list[Span]) -> list[SourceLink]:
        """Whom the speaker cites, with the author of what he cites."""
        if self._cited is None:
            self._cited = list(self._all_cited())
        return [link for at, link in self._cited if not _within(shut, at)]

    def _all_cited(self) -> Iterator[tuple[int, SourceLink]]:
        if _CITE_HINT.search(self._sentence) is None:
            return
        for match in _CITING.finditer(self._text, self._around.start, self._around.end):
            for link in self.named_at(match.end()):
                yield match.start(), link
            whom = _TO_WHOM.match(self._text, self._phrase_end(match.end()))
            if whom is not None:
                yield match.start(), self.link(self.party(*whom.span("who")))

    def named_at(self, start: int) -> list[SourceLink]:
        """Whoever a phrase names that begins here: a document with its author behind it, or a party."""
        stop = self._phrase_end(start)
        if stop <= start:
            return []
        link = self.link(self.party(start, stop))
        if link.kind == "document":
            return [link, *self._author(start, stop)][: 2 if link.party.span is not None else 1]
        return [link] if link.kind != "other" or self._names_party(link.party) else []

    def seen_by(self, content: Span) -> list[SourceLink]:
        """Who saw what is told: the prisoner of "said that a prisoner had heard screams"."""
        match = _SAW.match(self._text, content.start, content.end)
        if match is None:
            return []
        link = self.link(self.party(*match.span("who")))
        return [link] if link.kind in ("witness", "anonymous") else []

    def author(self, speaker: Party) -> list[SourceLink]:
        """Who wrote the document that "speaks": the Red Cross of "a report by the Red Cross"."""
        if speaker.span is None or self.link(speaker).kind != "document":
            return []
        return self._author(speaker.span.start, max(speaker.span.end, self._phrase_end(speaker.span.start)))

    def party(self, start: int, stop: int) -> Party:
        """A stretch as a party, by the mention in it that comes first in rank."""
        near = [one for one in self._mentions.beginning_in(start, stop) if one.kind != "nationality"]
        near.sort(key=lambda one: (_CITED_FIRST.get(one.kind, 4), one.span.start))
        span, text = Span(start, stop), self._text
        named = next((one for one in near if one.kind in _CITED_FIRST), None)
        whole = named is not None and (named.kind == "person" or len(named.span) * 2 > len(span))
        if named is None or not whole:
            return Party(name=span.of(text), span=span, exact=span.of(text), country=named.country if named else None)
        return Party(
            name=named.name,
            span=span,
            exact=span.of(text),
            actor_id=named.actor_id,
            country=named.country,
            sector=named.sector,
            candidates=named.candidates,
        )

    def _author(self, start: int, stop: int) -> list[SourceLink]:
        stop = min(stop, max(self._phrase_end(start), start + 1))
        match = _AUTHOR.search(self._text, start, stop)
        if match is not None:
            end = max(stop, self._phrase_end(match.end()))
            return [self.link(self.party(match.end(), end))] if end > match.end() else []
        inside = _IN_WHICH.match(self._text, stop)
        if inside is not None:
            who = Span(inside.start("who"), inside.start("who") + len(inside["who"].rstrip()))
            return [self.link(self.party(who.start, who.end))]
        return []

    def _carrier_at(self, start: int, *, shown: bool) -> SourceLink | None:
        stop = self._phrase_end(start)
        near = [one for one in self._mentions.beginning_in(start, stop) if one.sector == "JRN"]
        # "state news agency SANA": the body by its own name, where it stands beside its description.
        near.sort(key=lambda one: not (one.actor_id or "").startswith("o:"))
        if near and near[0].kind != "person":
            link = self.link(_of_mention(near[0]))
            return link if link.kind in _CARRIERS else SourceLink(party=link.party, kind="outlet")
        if stop <= start:
            return None
        link = self.link(self.party(start, stop))
        if link.kind not in _CARRIERS and _PAPER.fullmatch(self._text, start, stop):
            link = SourceLink(party=link.party, kind="outlet")  # "told the Post"
        if (
            shown
            and link.kind == "other"
            and link.party.sector is None
            and _SINGLE_NAME.fullmatch(self._text, start, stop)
        ):
            link = SourceLink(party=link.party, kind="outlet")  # "a file obtained by" a name that no table knows
        return link if link.kind in _CARRIERS else None

    def _names_party(self, party: Party) -> bool:
        assert party.span is not None
        words = party.span.of(self._text)
        return party.actor_id is not None or len(words.split()) <= 8

    def _phrase_end(self, start: int) -> int:
        match = _PHRASE_END.search(self._text, start, self._around.end)
        return (
            match.start()
            if match
            else min(self._around.end, start + len(self._text[start : self._around.end].rstrip(" .")))
        )


def cites(quote: Quote) -> bool:
    """Tell whether the cue itself is one of citing: "cited a memo as showing"."""
    return quote.cue is not None and any(word in quote.cue.exact.lower() for word in _CITE_WORDS)


def distinct(links: list[SourceLink]) -> Iterator[SourceLink]:
    """The links without repetitions of a party or of its place."""
    seen: set[object] = set()
    for link in links:
        party = link.party
        keys = {party.actor_id or party.name.lower(), party.span or party.name}
        if seen.isdisjoint(keys):
            yield link
        seen |= keys


def _without_clause(party: Party) -> Party:
    """The party by its noun phrase alone, without "which ...", "seen by ..." or its author."""
    clause = _CLAUSE.search(party.exact or "")
    if clause is None or party.span is None or party.exact is None or clause.start() == 0:
        return party
    exact = party.exact[: clause.start()]
    name = exact if party.name == party.exact else party.name
    return replace(party, span=Span(party.span.start, party.span.start + len(exact)), exact=exact, name=name)


def _within(shut: list[Span], at: int) -> bool:
    return any(piece.start <= at < piece.end for piece in shut)


def _of_mention(mention: Mention) -> Party:
    return Party(
        name=mention.name,
        span=mention.span,
        exact=mention.exact,
        actor_id=mention.actor_id,
        country=mention.country,
        sector=mention.sector,
        candidates=mention.candidates,
    )
