"""Quotes, direct, mixed and indirect, with speaker, cue and content; beliefs where the text attributes them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from operator import attrgetter

from dateline.model.annotation import AnnotatedArticle, Annotation, Evidence, Mention, Party, Quote
from dateline.model.text import Span
from dateline.understand.colon_speech import colon_speech
from dateline.understand.direct_speech import direct_speech
from dateline.understand.indirect_speech import indirect_speech
from dateline.understand.parse import Parse
from dateline.understand.quote_marks import Quoted, paragraphs
from dateline.understand.speakers import Speakers
from dateline.understand.speech import Said
from dateline.understand.speech_grammar import Pieces, trimmed

_BRIDGE = re.compile(r",? ?(?:[a-z]+ ){0,2}")
_LONGEST_BRIDGE = 24
_SMALL_GAP = 6
_CITES = re.compile(r"(?:citing|quoting) ")
_CITED = re.compile(r", (?:citing|quoting) [^,;“”\"]*")
_LONGEST_TAIL = 70
_RUN_OVER = re.compile(r"[a-z][.!?](?:''|[”\"])(?= [A-Z][a-z]* [a-z])")
_CLOSING_TOKENS = 3
_STOPS = re.compile(r"[.!?:;]")
_MARKS = frozenset(('"', "”", "’", "'", "''", "»"))
_TAIL = re.compile(
    r"(?: (?:in|on|at|during|to|of|about|after|before|from|last|this|earlier|later|by) [^.?!“”\"\n]*)?[.!?] ?"
)
_NAMELESS = re.compile(
    r"(?:the )?(?:strict )?(?:condition of anonymity|(?:not )?to (?:be (?:named|identified)|remain anon))"
)
_START, _END = attrgetter("start"), attrgetter("end")
_FIRST_AND_SECOND = frozenset(("i", "we", "you", "me", "us"))
_SPOKEN = 0.8
_SURE_ENOUGH = 0.65
_OPENING_MARKS = frozenset(("“", '"', "‘", "'", "`", "«"))


class Quotes:
    """Finds who says or thinks what: quotation marks first, then the grammar of speech and thought."""

    name = "quotes"
    version = 1
    requires: tuple[type[Annotation], ...] = (Mention,)
    provides: tuple[type[Annotation], ...] = (Quote,)

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Quote]:
        """All quotes of the article in text order; a quote may lie inside the content of another."""
        speakers = Speakers(parse, list(annotated.of(Mention)))
        found = list(paragraphs(parse.text))
        quoted = [piece for paragraph in found for piece in paragraph.quoted]
        direct = list(direct_speech(parse, found))
        taken = frozenset(said.verb for said in direct if said.verb is not None)
        lines = list(colon_speech(parse, found, speakers.is_human))
        spoken = frozenset(chain.from_iterable(_tokens(said, parse) for said in chain(direct, lines)))
        found_in_clauses = list(indirect_speech(parse, speakers.is_human, taken=taken, spoken=spoken))
        indirect = _outermost(found_in_clauses, [*direct, *lines], parse)
        everything = chain(direct, indirect, lines)
        used = {start for said in direct for start, _ in said.content}
        free = [mark for mark in quoted if mark.start not in used]
        made = (_quote(annotated.article.id, said, quoted, free, speakers, parse) for said in everything)
        return _told_by_the_press(
            sorted(_with_afterthoughts(made, parse.text), key=lambda one: (one.span.start, one.span.end))
        )


def _quote(
    article_id: str, said: Said, quoted: list[Quoted], free: list[Quoted], speakers: Speakers, parse: Parse
) -> Quote | None:
    content = _with_marks(_past_false_stop(said, parse), quoted, parse.text)
    if not said.quoted and len(content) > 1 and _CITES.match(parse.text, content[-1].start, content[-1].end):
        content = content[:-1]
    if not said.quoted and content:
        content = _to_sentence_end(content, parse.text)
        last = _into_quotation(_without_citing(content[-1], parse.text), free, parse.text)
        content = (*content[:-1], last)
    if not content:
        return None
    speaker = speakers.party(said.subject) if said.subject is not None else None
    if speaker is not None and speaker.span is not None and any(speaker.span.overlaps(piece) for piece in content):
        if not said.quoted:
            return None
        speaker = None
    addressee = speakers.party(said.addressee) if said.addressee is not None else None
    cue = Evidence(Span(*said.cue), parse.text[said.cue[0] : said.cue[1]]) if said.cue is not None else None
    parts = [*content, *((cue.span,) if cue else ()), *((speaker.span,) if speaker and speaker.span else ())]
    hull = Span(min([part.start for part in parts]), max([part.end for part in parts]))
    direct: bool | str = "mixed" if _holds_quotation(content, quoted) else False
    if said.quoted and all(
        any(mark.start == piece.start for mark in _touching(quoted, piece.start, piece.start + 1)) for piece in content
    ):
        direct = True
    certain = 1.0 if speaker is None or speaker.actor_id or not speaker.candidates else 0.8
    return Quote(
        article_id=article_id,
        span=hull,
        exact=hull.of(parse.text),
        made_by="quotes@1",
        confidence=round(said.confidence * certain, 2),
        why=said.why,
        direct=direct,
        content=content,
        speaker=speaker,
        cue=cue,
        addressee=addressee,
        via=_via(said, addressee, speakers),
    )


def _told_by_the_press(quotes: list[Quote]) -> list[Quote]:
    """Quotes inside the words of an agency or outlet come by way of it: "the agency reported that the mayor said"."""
    press = [one for one in quotes if one.speaker is not None and one.speaker.sector == "JRN" and one.cue is not None]
    if not press:
        return quotes
    return [_by_way_of(one, press) for one in quotes]


def _by_way_of(quote: Quote, press: list[Quote]) -> Quote:
    if quote.cue is None:
        return quote
    cue, known = quote.cue.span, {party.span for party in quote.via}
    outer = [
        one.speaker
        for one in press
        if one is not quote and one.speaker is not None and any(piece.contains(cue) for piece in one.content)
    ]
    more = tuple(party for party in outer if party.span not in known)
    return replace(quote, via=(*more, *quote.via)) if more else quote


def _with_afterthoughts(made: Iterable[Quote | None], text: str) -> list[Quote]:
    """A quotation without a cue, right after a sentence that says what its speaker said, belongs to that quote."""
    known = [one for one in made if one is not None]
    by_end: dict[int, list[Quote]] = {}
    for one in known:
        if one.cue is not None and one.confidence >= _SURE_ENOUGH:
            by_end.setdefault(one.span.end, []).append(one)
    joined: dict[int, Quote] = {}
    left_out: set[int] = set()
    for one in known:
        if one.cue is not None or one.direct is not True:
            continue
        start = one.content[0].start
        near = [host for end in range(max(0, start - _SMALL_GAP), start + 1) for host in by_end.get(end, ())]
        spread = [] if near else _said_before(start, by_end, text)
        hosts = [
            host
            for host in near or spread
            if id(host) not in joined and (spread or not text[host.span.end : start].strip(" .”\"'’"))
        ]
        if hosts and not any("\n" in text[host.span.end : start] for host in hosts):
            host = max(hosts, key=lambda other: len(other.span))
            hull = host.span.hull(one.span)
            direct = True if host.direct is True else "mixed"
            content = host.content + one.content
            joined[id(host)] = replace(host, span=hull, exact=hull.of(text), content=content, direct=direct)
            left_out.add(id(one))
    return [joined.get(id(one), one) for one in known if id(one) not in left_out]


def _to_sentence_end(content: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """The content up to where a quotation ends its sentence, which the parse ran over: ``was "no hero." The other``."""
    for number, span in enumerate(content):
        ended = _RUN_OVER.search(text, span.start, span.end)
        if ended is not None and ended.start() - span.start > _SMALL_GAP:
            return (*content[:number], Span(span.start, ended.end()))
    return content


def _without_citing(span: Span, text: str) -> Span:
    """Whom the speaker cites behind his words is no part of them."""
    cited = _CITED.search(text, span.start + 1, span.end)
    return Span(span.start, cited.start()) if cited is not None and cited.end() >= span.end else span


def _past_false_stop(said: Said, parse: Parse) -> Pieces:
    """The content up to where its sentence ends, if the parse broke that off in the middle: ``trying to "protect"``."""
    if said.quoted or not said.content or said.cue is None:
        return said.content
    start, end = said.content[-1]
    if end <= said.cue[0]:
        return said.content
    last = parse.tokens_in(start, end)[1] - 1
    number = parse.sentence_of(last)
    stop = parse.sentences[number][1]
    if stop - last > _CLOSING_TOKENS or number + 1 >= len(parse.sentences):
        return said.content
    text, (a, b) = parse.text, parse.span(*parse.sentences[number + 1])
    broken = not _STOPS.search(text, end, a) and text[end:a].count("\n") < 2
    goes_on = parse.word(stop - 1) in _MARKS or parse.word(parse.sentences[number + 1][0])[:1].islower()
    if not broken or not goes_on or _STOPS.search(text, max(0, end - 2), end):
        return said.content
    return (*said.content[:-1], trimmed(text, start, b) or (start, end))


def _said_before(start: int, by_end: dict[int, list[Quote]], text: str) -> list[Quote]:
    """The quotes whose sentence ends right before, with no more behind the cue than when or where it was said."""
    for end in range(start - 1, max(0, start - _LONGEST_TAIL), -1):
        if end in by_end and _TAIL.fullmatch(text, end, start):
            return by_end[end]
    return []


def _outermost(indirect: list[Said], spoken: list[Said], parse: Parse) -> Iterator[Said]:
    """What clauses tell, the widest first, without thoughts and views that stand inside what somebody says."""
    told = bytearray(len(parse.text))  # 1 where a character belongs to somebody's words
    for said in spoken:
        _mark(told, said.content)
    for said in sorted(indirect, key=_width, reverse=True):
        if not _is_own_thought(said, parse, inside=said.cue is not None and told[said.cue[0]] == 1):
            _mark(told, said.content)
            yield said


def _tokens(said: Said, parse: Parse) -> Iterator[int]:
    for start, end in said.content:
        yield from range(*parse.tokens_in(start, end))


def _width(said: Said) -> int:
    return sum([end - start for start, end in said.content])


def _mark(told: bytearray, pieces: Pieces) -> None:
    for start, end in pieces:
        told[start:end] = b"\x01" * (end - start)


def _is_own_thought(said: Said, parse: Parse, *, inside: bool) -> bool:
    """ "I think", "you know": what a speaker says of himself or his hearer is in his words already.

    Thoughts of others inside somebody's words are his guess, not the report's; what others said may stand.
    "Asked not to be named" is no thought at all.
    """
    if said.subject is None or said.cue is None:
        return inside and said.confidence < _SPOKEN
    if said.content and _NAMELESS.match(parse.text, said.content[0][0]):
        return True
    if parse.low(said.subject.head) in _FIRST_AND_SECOND:
        return inside or said.confidence < _SPOKEN
    return inside and said.confidence < _SPOKEN


def _via(said: Said, addressee: Party | None, speakers: Speakers) -> tuple[Party, ...]:
    """Who passed the words on: whoever quotes the speaker, or the agency or outlet that was told."""
    if said.via is not None:
        relayer = speakers.party(said.via)
        return (relayer,) if relayer is not None else ()
    told = addressee is not None and addressee.sector == "JRN" and (addressee.actor_id or "").startswith("o:")
    return (addressee,) if told and addressee is not None else ()


def _with_marks(pieces: Pieces, quoted: list[Quoted], text: str) -> tuple[Span, ...]:
    """The content with the quotation marks that belong to it, in text order, without overlaps."""
    found: list[Span] = []
    for start, end in sorted(pieces):
        for mark in _touching(quoted, start, end):
            opens = mark.start >= start or _only_signs(text, mark.start, start)
            closes = mark.end <= end or _only_signs(text, end, mark.end)
            # A thought inside a quotation ("I think it works.") does not take the marks around it.
            if opens and closes:
                start, end = min(start, mark.start), max(end, mark.end)
            elif start < mark.start < end < mark.end:
                end = mark.end
            elif mark.start < start and end >= mark.end:
                end = _bare_end(text, start, mark.end) if end == mark.end else end
        if found and start < found[-1].end:
            start = found[-1].end
        if found and _is_quotation(text, found[-1].end, start, quoted):
            found[-1] = Span(found[-1].start, end)
        elif start < end:
            found.append(Span(start, end))
    return tuple(found)


def _is_quotation(text: str, start: int, end: int, quoted: list[Quoted]) -> bool:
    """Between two pieces stands nothing but words in marks: the grammar fell into a hole there."""
    if text[start:end].strip(" ,")[:1] not in _OPENING_MARKS:
        return False
    inside = (mark for mark in _touching(quoted, start, end) if start <= mark.start and mark.end <= end)
    return any(not text[mark.end : end].strip(" ,") for mark in inside)


def _into_quotation(span: Span, free: list[Quoted], text: str) -> Span:
    """Content goes on into a quotation right behind it, which no other cue claims: ``that it failed, "badly"``."""
    for mark in _touching(free, span.end, span.end + _LONGEST_BRIDGE + 1):
        if span.end < mark.start <= span.end + _LONGEST_BRIDGE and _BRIDGE.fullmatch(text, span.end, mark.start):
            return Span(span.start, mark.end)
    return span


def _only_signs(text: str, start: int, end: int) -> bool:
    return not any(sign.isalnum() for sign in text[start:end])


def _bare_end(text: str, start: int, end: int) -> int:
    """Where words end before the punctuation and the mark that close a quotation."""
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    return end


def _holds_quotation(content: Iterable[Span], quoted: list[Quoted]) -> bool:
    return any(
        span.start <= mark.start and mark.end <= span.end
        for span in content
        for mark in _touching(quoted, span.start, span.end)
    )


def _touching(quoted: list[Quoted], start: int, end: int) -> list[Quoted]:
    """The quotations, which stand in text order without overlaps, that share a character with a stretch."""
    if not quoted:
        return []
    first = bisect_right(quoted, start, key=_END)
    if first == len(quoted) or quoted[first].start >= end:
        return []
    return quoted[first : bisect_left(quoted, end, first, key=_START)]
