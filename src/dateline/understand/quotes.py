"""Quotes, direct, mixed and indirect, with speaker, cue and content; beliefs where the text attributes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from dateline.model.annotation import AnnotatedArticle, Annotation, Evidence, Mention, Party, Quote
from dateline.model.text import Span
from dateline.understand.direct_speech import direct_speech
from dateline.understand.indirect_speech import indirect_speech
from dateline.understand.parse import Parse
from dateline.understand.quote_marks import Quoted, paragraphs
from dateline.understand.speakers import Speakers
from dateline.understand.speech import Pieces, Said


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
        indirect = indirect_speech(parse, speakers.is_human, taken=taken)
        made = (_quote(annotated.article.id, said, quoted, speakers, parse) for said in chain(direct, indirect))
        return sorted((one for one in made if one is not None), key=lambda one: one.span)


def _quote(article_id: str, said: Said, quoted: list[Quoted], speakers: Speakers, parse: Parse) -> Quote | None:
    content = _with_marks(said.content, quoted, parse.text)
    if not content:
        return None
    speaker = speakers.party(said.subject) if said.subject is not None else None
    if speaker is not None and speaker.span is not None and any(speaker.span.overlaps(piece) for piece in content):
        if not said.quoted:
            return None
        speaker = None
    addressee = speakers.party(said.addressee) if said.addressee is not None else None
    cue = Evidence(Span(*said.cue), parse.text[said.cue[0] : said.cue[1]]) if said.cue is not None else None
    hull = content[0]
    for span in chain(content, (cue.span,) if cue else (), (speaker.span,) if speaker and speaker.span else ()):
        hull = hull.hull(span)
    direct = True if said.quoted else ("mixed" if _holds_quotation(content, quoted) else False)
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


def _via(said: Said, addressee: Party | None, speakers: Speakers) -> tuple[Party, ...]:
    """Who passed the words on: whoever quotes the speaker, or the agency or outlet that was told."""
    if said.via is not None:
        relayer = speakers.party(said.via)
        return (relayer,) if relayer is not None else ()
    return (addressee,) if addressee is not None and addressee.sector == "JRN" else ()


def _with_marks(pieces: Pieces, quoted: list[Quoted], text: str) -> tuple[Span, ...]:
    """The content with the quotation marks that belong to it, in text order, without overlaps."""
    found: list[Span] = []
    for start, end in sorted(pieces):
        for mark in quoted:
            if mark.start < start <= mark.end and not any(sign.isalnum() for sign in text[mark.start : start]):
                start = mark.start
            if mark.start < end < mark.end and not any(sign.isalnum() for sign in text[end : mark.end]):
                end = mark.end
        if found and start < found[-1].end:
            start = found[-1].end
        if start < end:
            found.append(Span(start, end))
    return tuple(found)


def _holds_quotation(content: Iterable[Span], quoted: list[Quoted]) -> bool:
    return any(_touching(content, quoted))


def _touching(content: Iterable[Span], quoted: list[Quoted]) -> Iterator[Quoted]:
    for span in content:
        yield from (mark for mark in quoted if span.start <= mark.start and mark.end <= span.end)
