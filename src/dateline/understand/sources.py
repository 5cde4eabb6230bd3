"""Sources: who told whom, outermost first, for every quote; the agency in dateline or credit for the whole text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from dateline.lexicon.actors import own_actor
from dateline.lexicon.reporting import reporting_verb
from dateline.lexicon.roles import role_of
from dateline.lexicon.tables import word_set
from dateline.model.annotation import AnnotatedArticle, Annotation, Attribution, Mention, Party, Quote, SourceLink
from dateline.model.text import Span
from dateline.understand.parse import Parse

_ANONYMOUS = re.compile(
    r"\b(?:on|under) (?:the )?condition (?:of|that) (?:strict )?(?:anonymity|(?:he|she|they)\b.{0,20}\bnot be)"
    r"|\b(?:who|and) (?:asked|requested|declined|refused|did not want|wished|preferred)"
    r"(?: not)? to (?:be (?:named|identified)|remain anonymous|give (?:his|her|their) (?:full )?name)"
    r"|\b(?:speaking|spoke|speak) anonymously\b|\bwho was not authori[sz]ed to (?:speak|talk|brief)",
    re.IGNORECASE,
)
_NAMELESS = re.compile(
    r"\b(?:unnamed|unidentified|anonymous|sources?|insiders?|people familiar|persons? familiar)\b", re.I
)
_MEDIUM = re.compile(
    r"\bin (?:an?|the|his|her|their|its) (?:[\w-]+ ){0,3}"
    r"(statement|interview|letter|report|tweet|post|speech|article|email|e-mail|memo|communique|broadcast|telegram"
    r"|press release|blog post|op-ed|filing|video)\b"
    r"(?: (?:with|to|for|carried by|published by|released by|posted (?:on|by)|broadcast (?:on|by)|aired (?:on|by)"
    r"|quoted by|issued by|obtained by|seen by|run by|from))?",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"\b(?:carried|reported|quoted|cited|published|broadcast|aired|distributed|released) (?:by|on|in) (?:the )?", re.I
)
_CITING = re.compile(r"\b(?:quoting|citing|quotes|cites) ", re.IGNORECASE)
_PHRASE_END = re.compile(r",|;|\.(?=\s|$)| as (?:saying|telling)| who | that |[“”\"]")
_HEAD_CREDIT = re.compile(
    r"^[^\n]{0,80}?\(([^()\n]{2,40})\)\s*[—–-]{1,2}\s|^([^\n(),]{2,40}?),? [—–-]{1,2} (?=[A-Z“\"])"
)
_FOOT_CREDIT = re.compile(r"[(—–-]\s*([A-Z][\w .&/-]{1,40}?)\)?\s*$")
_DOCUMENTS = word_set(
    "report statement letter document documents memo poll polls survey study studies lawsuit indictment filing email",
    "emails transcript book article analysis audit dossier cable communique paper ruling complaint affidavit video",
    "website ad data figures statistics records census bulletin notice decree resolution",
)
_AGENCY = re.compile(r"\b(?:news|press|wire) (?:agency|agencies|service)\b", re.I)
_WITNESSES = frozenset(("civilian", "civilians"))
_OFFICIAL_SECTORS = ("GOV", "MIL", "COP", "LEG", "JUD", "SPY", "IGO")
_CITED_FIRST = {"person": 0, "organization": 1, "collective": 1, "group": 2}
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_FOOT = 60
_LEAST_CONFIDENCE = 0.45
_SURE_ENOUGH = 0.7


class Sources:
    """Follows each quote back: outlet or agency first, then whoever spoke, then the document it stands in."""

    name = "sources"
    version = 1
    requires: tuple[type[Annotation], ...] = (Mention, Quote)
    provides: tuple[type[Annotation], ...] = (Attribution,)

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Attribution]:
        """One chain per quote with a speaker, and one for the whole text where an agency is credited."""
        quotes = [one for one in annotated.of(Quote) if one.speaker is not None]
        mentions = _Mentions(list(annotated.of(Mention)))
        made = [
            _of_quote(annotated, quote, outer, mentions, parse)
            for quote, outer in _with_outer(quotes)
            if _is_telling(quote, parse)
        ]
        return [*_of_whole_text(annotated, parse.text), *made]


class _Mentions:
    """The mentions of an article in text order, to be asked for those that begin in a stretch."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._all = mentions
        self._starts = [one.span.start for one in mentions]

    def beginning_in(self, start: int, end: int) -> list[Mention]:
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _of_quote(
    annotated: AnnotatedArticle, quote: Quote, outer: list[Quote], mentions: _Mentions, parse: Parse
) -> Attribution:
    text = parse.text
    around = _sentence_around(quote, parse)
    links = [_link(one.speaker, text, around) for one in outer if one.speaker is not None]
    links += [_link(party, text, around) for party in quote.via]
    links += _carriers(quote, mentions, text, around)
    assert quote.speaker is not None
    own = _link(quote.speaker, text, around)
    cited = _cited(quote, mentions, text, around)
    links += [own, *cited]
    medium = _medium(quote, text, around)
    chain = tuple(_distinct([*links, *medium]))
    hull = quote.span
    for link in chain:
        if link.party.span is not None and around.contains(link.party.span):
            hull = hull.hull(link.party.span)
    whole = quote.content[0].hull(quote.content[-1])
    return Attribution(
        article_id=annotated.article.id,
        span=hull,
        exact=hull.of(text),
        made_by="sources@1",
        confidence=round(quote.confidence * (0.9 if len(chain) > 1 else 1.0), 2),
        why=" <- ".join(f"{link.party.name} ({link.kind})" for link in chain),
        links=chain,
        covers=whole,
    )


def _is_telling(quote: Quote, parse: Parse) -> bool:
    """Words that were said, shown or written; a thought or a wish has no source but its holder."""
    if quote.direct is not False or quote.cue is None:
        return True
    if quote.confidence < _LEAST_CONFIDENCE:
        return False
    if not any(_holds_clause(parse, piece) for piece in quote.content):
        return False  # a praise or a refusal has its holder only
    last = parse.token_at(quote.cue.span.end - 1)
    word = reporting_verb(parse.lemma(last).lower()) if last is not None else None
    return word is None or word.klass != "belief"


def _holds_clause(parse: Parse, piece: Span) -> bool:
    first, stop = parse.tokens_in(piece.start, piece.end)
    return any(parse.tags[token] in _FINITE for token in range(first, stop))


def _with_outer(quotes: list[Quote]) -> Iterator[tuple[Quote, list[Quote]]]:
    """Each quote with those in whose content it lies, outermost first; doubtful ones pass nothing on."""
    still_open: list[Quote] = []
    for quote in sorted(quotes, key=lambda one: (one.span.start, -one.span.end)):
        still_open = [one for one in still_open if one.span.end > quote.span.start]
        outer = [
            one
            for one in still_open
            if one.span != quote.span
            and one.confidence >= _SURE_ENOUGH
            and any(piece.contains(quote.span) for piece in one.content)
        ]
        yield quote, sorted(outer, key=lambda one: one.span.start - one.span.end)
        still_open.append(quote)


def _sentence_around(quote: Quote, parse: Parse) -> Span:
    """The sentence of the cue, or of the speaker where there is none."""
    at = quote.cue.span.start if quote.cue else (quote.speaker.span.start if _placed(quote) else quote.span.start)  # type: ignore[union-attr]
    token = parse.token_at(at)
    if token is None:
        return quote.span
    first, stop = parse.sentences[parse.sentence_of(token)]
    return Span(*parse.span(first, stop))


def _placed(quote: Quote) -> bool:
    return quote.speaker is not None and quote.speaker.span is not None


def _carriers(quote: Quote, mentions: _Mentions, text: str, around: Span) -> list[SourceLink]:
    """Agencies and outlets that carried it: "in a statement carried by Xinhua", "in an interview with CNN"."""
    found: list[SourceLink] = []
    for pattern in (_MEDIUM, _CARRIED):
        for match in pattern.finditer(text, around.start, around.end):
            if any(piece.start <= match.start() < piece.end for piece in quote.content):
                continue
            stop = _phrase_end(text, match.end(), around.end)
            near = [one for one in mentions.beginning_in(match.end(), stop) if one.sector == "JRN"]
            # "state news agency SANA": the body by its own name, where it stands beside its description.
            near.sort(key=lambda one: not (one.actor_id or "").startswith("o:"))
            carrier = near[0] if near else None
            if carrier is not None:
                found.append(_link(_party(carrier), text, around))
    return found


def _cited(quote: Quote, mentions: _Mentions, text: str, around: Span) -> list[SourceLink]:
    """Whom the speaker cites: "TASS reported, quoting the ministry's spokesman Wang Wenbin"."""
    found: list[SourceLink] = []
    for match in _CITING.finditer(text, around.start, around.end):
        if any(piece.start <= match.start() < piece.end for piece in quote.content) or _is_cue(quote, match.start()):
            continue
        stop = _phrase_end(text, match.end(), around.end)
        near = [one for one in mentions.beginning_in(match.end(), stop) if one.kind != "nationality"]
        near.sort(key=lambda one: (_CITED_FIRST.get(one.kind, 3), one.span.start))
        person = near[0] if near else None
        span = Span(match.end(), stop)
        if person is not None:
            party = Party(
                name=person.name,
                span=span,
                exact=span.of(text),
                actor_id=person.actor_id,
                country=person.country,
                sector=person.sector,
                candidates=person.candidates,
            )
        elif _role_in(span.of(text).lower()) or _NAMELESS.search(span.of(text)) or _is_document(span.of(text)):
            party = Party(name=span.of(text), span=span, exact=span.of(text))
        else:
            continue
        found.append(_link(party, text, around))
    return found


def _is_cue(quote: Quote, start: int) -> bool:
    return quote.cue is not None and quote.cue.span.start <= start < quote.cue.span.end


def _phrase_end(text: str, start: int, end: int) -> int:
    """Where a noun phrase ends at the latest: the next comma, full stop or "as saying"."""
    match = _PHRASE_END.search(text, start, end)
    return max(start + 1, match.start() if match else end)


def _medium(quote: Quote, text: str, around: Span) -> list[SourceLink]:
    """The document in which the speaker says it."""
    for match in _MEDIUM.finditer(text, around.start, around.end):
        inside = any(piece.start <= match.start() < piece.end for piece in quote.content)
        if not inside and match[1].lower() not in ("interview", "speech", "video", "broadcast"):
            span = Span(match.start(1), match.end(1))
            return [SourceLink(party=Party(name=span.of(text), span=span, exact=span.of(text)), kind="document")]
    return []


def _of_whole_text(annotated: AnnotatedArticle, text: str) -> Iterator[Attribution]:
    """The agency of the dateline, of the credit at the foot, or of the article's own credit line."""
    article = annotated.article
    place, name = _credit(annotated, text)
    if name is None or not text.strip():
        return
    actor = own_actor(name)
    agency = actor is not None and actor.kind == "agency"
    party = Party(
        name=actor.name if actor else name,
        span=place,
        exact=place.of(text) if place else None,
        actor_id=actor.id if actor else None,
        country=actor.country if actor else None,
        sector=actor.sector if actor else None,
    )
    first = next(re.finditer(r"\S[^\n]*", text))
    span = place or Span(*first.span())
    yield Attribution(
        article_id=article.id,
        span=span,
        exact=span.of(text),
        made_by="sources@1",
        confidence=0.95 if place is None or agency else 0.7,
        why="credited at the head or foot" if place else "credit line of the article",
        links=(SourceLink(party=party, kind="agency" if agency else "outlet"),),
        covers=Span(0, len(text)),
    )


def _credit(annotated: AnnotatedArticle, text: str) -> tuple[Span | None, str | None]:
    for pattern, start in ((_HEAD_CREDIT, 0), (_FOOT_CREDIT, max(0, len(text) - _FOOT))):
        match = pattern.search(text, start)
        for group in range(1, (match.lastindex or 0) + 1) if match else ():
            name = match[group] if match else None
            actor = own_actor(name) if name else None
            if match and name and actor is not None and actor.kind in ("agency", "outlet"):
                return Span(match.start(group), match.end(group)), name
    article = annotated.article
    if article.dateline is not None and article.dateline.agency:
        return None, article.dateline.agency
    return None, article.credited_to


def _link(party: Party, text: str, around: Span) -> SourceLink:
    return SourceLink(party=party, kind=_kind(party, around.of(text)))


def _kind(party: Party, sentence: str) -> str:
    actor = own_actor(party.name)
    if actor is not None and actor.kind in ("agency", "outlet"):
        return actor.kind
    words = (party.exact or party.name).lower()
    named = (party.actor_id or "").startswith("p:")
    if _NAMELESS.search(words) or (not named and _ANONYMOUS.search(sentence)):
        return "anonymous"
    if party.sector == "JRN" and not named:
        return "agency" if _AGENCY.search(words) else "outlet"  # "the students' news agency" saw nothing itself
    role = _role_in(words)
    if role is not None and role[0] in _WITNESSES:
        return "witness"
    if _is_document(words) and not named:
        return "document"
    sector = party.sector or (role[1] if role else None)
    if sector == "JRN":
        return "outlet"
    return "official" if sector is not None and sector.startswith(_OFFICIAL_SECTORS) else "other"


def _is_document(words: str) -> bool:
    return not _DOCUMENTS.isdisjoint(words.lower().split())


def _role_in(words: str) -> tuple[str, str | None] | None:
    parts = words.split()
    for first in range(len(parts)):
        for stop in range(len(parts), first, -1):
            role = role_of(" ".join(parts[first:stop])) if stop - first <= 4 else None
            if role is not None and role.klass not in ("modifier", "honorific"):
                return role.canonical, role.sector
    return None


def _party(mention: Mention) -> Party:
    return Party(
        name=mention.name,
        span=mention.span,
        exact=mention.exact,
        actor_id=mention.actor_id,
        country=mention.country,
        sector=mention.sector,
        candidates=mention.candidates,
    )


def _distinct(links: list[SourceLink]) -> Iterator[SourceLink]:
    seen: set[str] = set()
    for link in links:
        key = link.party.actor_id or link.party.name.lower()
        if key not in seen:
            seen.add(key)
            yield link
