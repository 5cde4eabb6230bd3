"""Sources: who told whom, outermost first, for every quote; the agency in dateline or credit for the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.lexicon.actors import own_actor
from dateline.lexicon.reporting import reporting_verb
from dateline.lexicon.tables import word_set
from dateline.model.annotation import AnnotatedArticle, Annotation, Attribution, Mention, Party, Quote, SourceLink
from dateline.model.text import Span
from dateline.understand.parse import Parse
from dateline.understand.source_phrases import Mentions, Surroundings, cites, distinct

_HEAD_CREDIT = re.compile(
    r"^[^\n]{0,80}?\(([^()\n]{2,40})\)\s*[—–-]{1,2}\s|^([^\n(),]{2,40}?),? [—–-]{1,2} (?=[A-Z“\"])"
)
_FOOT_CREDIT = re.compile(r"[(—–-]\s*([A-Z][\w .&/-]{1,40}?)\)?\s*$")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_NOBODY = word_set("nobody none no-one one i we you")
_PRONOUNS = word_set("he she they it we i you who this that these those many some others nobody everyone")
_RELATIVE = ("which", "who", "that")
_OBJECT_TELLING = word_set(
    "confess testify complain",
    "confirm deny announce report reveal disclose rule-out rule admit promise pledge vow describe predict forecast put",
    "estimate call blame say warn acknowledge concede show cite quote claim tell declare detail document",
)
_IT_TOO = re.compile(r"(?:It|They|The (?:\w+ )?(?:paper|newspaper|daily|agency|broadcaster|channel|site|station))$")
_LEARNED = re.compile(
    r"\b(?P<who>(?:the )?[A-Z][\w.-]*(?: [A-Z][\w.-]*)*) (?:has )?(?:learned|learnt|heard) from (?=\w)"
)
_SEEN = re.compile(r" (?:seen|obtained|reviewed) by (?=\w)")
_WITHOUT_CUE = (
    " seen by ",
    " obtained ",
    " reviewed ",
    "learned from ",
    "learnt from ",
    "heard from ",
    " saw a",
    " seen a",
)
_OBTAINED = re.compile(r"\b(?:obtained|saw|reviewed|has seen|has obtained) (?=an? |the )")
_FOOT_NAME = re.compile(r"(?<=[.!?”\"])\s+([A-Z][\w&-]*(?: [A-Z][\w&-]*){0,3})\.?\s*$")
_FOOT = 60
_FAR, _NEAR, _MOST_WORDS = 400, 6, 6
_LEAST_CONFIDENCE = 0.45
_SURE_ENOUGH = 0.7


class Sources:
    """Follows each quote back: outlet or agency first, then whoever spoke, then the document it stands in."""

    name = "sources"
    version = 2
    requires: tuple[type[Annotation], ...] = (Mention, Quote)
    provides: tuple[type[Annotation], ...] = (Attribution,)

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Attribution]:
        """One chain per quote with a speaker, and one for the whole text where an agency is credited."""
        mentions = Mentions(list(annotated.of(Mention)))
        quotes = [one for one in annotated.of(Quote) if one.speaker is not None and _is_telling(one, parse)]
        made: list[tuple[int, Attribution]] = []
        sentences: dict[Span, Surroundings] = {}
        for quote, outer in _with_outer(quotes):
            number, around = _sentence_around(quote, parse)
            near = sentences.get(around)
            if near is None:
                near = sentences[around] = Surroundings(parse.text, around, mentions)
            for one in _of_quote(annotated, quote, outer, near, parse):
                before = made[-1] if made else None
                if before is not None and _goes_on(quote, number, before):
                    made[-1] = (number, _joined(before[1], one, parse.text))
                else:
                    made.append((number, one))
        told = [one for _, one in made]
        told += _from_phrases(annotated, told, mentions, parse)
        return [*_of_whole_text(annotated, parse.text), *_whole_chains(told)]


def _of_quote(
    annotated: AnnotatedArticle, quote: Quote, outer: list[Quote], near: Surroundings, parse: Parse
) -> Iterator[Attribution]:
    text = parse.text
    links: list[SourceLink] = []
    for one in outer:
        links += _local(one, near, text)
    for own in _parties(quote, near):
        chain = tuple(distinct([*links, *_local(quote, near, text, own=own)]))
        goes_on = quote.speaker is not None and _IT_TOO.match(quote.speaker.exact or "") is not None
        if _only_cites(quote) and not goes_on and (len(chain) < 2 or _as_outlet(chain[0]).kind == "other"):
            continue  # "he quoted a poet"
        hull = quote.span
        if len(chain) > 1 and (cites(quote) or quote.via) and chain[0].kind == "other":
            chain = (_as_outlet(chain[0]), *chain[1:])
        for link in chain:
            if link.party.span is not None and abs(link.party.span.start - hull.start) < _FAR:
                hull = hull.hull(link.party.span)
        yield Attribution(
            article_id=annotated.article.id,
            span=hull,
            exact=hull.of(text),
            made_by="sources@2",
            confidence=round(quote.confidence * (0.9 if len(chain) > 1 else 1.0), 2),
            why=" <- ".join(f"{link.party.name} ({link.kind})" for link in chain),
            links=chain,
            covers=quote.content[0].hull(quote.content[-1]),
        )


def _local(quote: Quote, near: Surroundings, text: str, *, own: SourceLink | None = None) -> list[SourceLink]:
    """The links of one act of telling: who carried it, who told it, whom he cites, who wrote that."""
    assert quote.speaker is not None
    shut = list(quote.content)
    speaker = own or near.link(quote.speaker)
    carried = [near.link(party) for party in quote.via] + near.carriers(shut)
    if _only_cites(quote):
        cited = near.named_at(quote.content[0].start)
    else:
        cited = near.cited([*shut, quote.cue.span] if quote.cue else shut)
    seen = near.seen_by(quote.content[0]) if own is not None else []
    return [*carried, speaker, *near.author(quote.speaker), *cited, *seen]


def _as_outlet(link: SourceLink) -> SourceLink:
    """A body unknown to the tables that quotes somebody is an outlet; one written in capitals an agency."""
    party = link.party
    name = (party.exact or party.name).strip()
    if (
        (party.actor_id or "").startswith("p:")
        or not name[:1].isupper()
        or name.lower() in _PRONOUNS
        or len(name.split()) > _MOST_WORDS
    ):
        return link
    return SourceLink(party=party, kind="agency" if name.isupper() and name.isalpha() else "outlet")


def _only_cites(quote: Quote) -> bool:
    """ "The paper cited a memo": the cue gives a source, not words."""
    return cites(quote) and " as saying" not in quote.why and quote.why.partition(" + ")[2][:6] in ("object", "passiv")


def _parties(quote: Quote, near: Surroundings) -> list[SourceLink]:
    """The speaker, or two that are named apart and of different kinds: "police and witnesses"."""
    assert quote.speaker is not None
    speaker = quote.speaker
    exact = speaker.exact or ""
    parts = exact.split(" and ")
    if speaker.span is None or len(parts) != 2 or speaker.actor_id is not None or len(exact.split()) > _MOST_WORDS:
        return [near.link(speaker)]
    start = speaker.span.start
    spans = [(start, start + len(parts[0])), (speaker.span.end - len(parts[1]), speaker.span.end)]
    links = [near.link(near.party(*span)) for span in spans]
    apart = links[0].kind != links[1].kind and "other" not in (links[0].kind, links[1].kind)
    apart = apart or all(link.kind in ("agency", "outlet") for link in links)
    return links if apart else [near.link(speaker)]


def _goes_on(quote: Quote, number: int, before: tuple[int, Attribution]) -> bool:
    """ "The paper said ... . It cited the union": the next sentence names the source of the same telling."""
    assert quote.speaker is not None
    outlet = before[1].links[0].kind in ("agency", "outlet")
    speaker = _IT_TOO.match(quote.speaker.exact or "") is not None
    return number == before[0] + 1 and outlet and speaker and cites(quote) and len(before[1].links) == 1


def _joined(first: Attribution, second: Attribution, text: str) -> Attribution:
    links = (*first.links, *second.links[1:])
    hull = first.span.hull(second.span)
    why = " <- ".join(f"{link.party.name} ({link.kind})" for link in links)
    return replace(first, links=links, span=hull, exact=hull.of(text), why=why)


def _from_phrases(
    annotated: AnnotatedArticle, told: list[Attribution], mentions: Mentions, parse: Parse
) -> Iterator[Attribution]:
    """Chains without a cue of speech: "a filing seen by the agency puts ...", "the paper learned from officers"."""
    text = parse.text
    if not any(words in text for words in _WITHOUT_CUE):
        return
    taken = [link.party.span for one in told for link in one.links if link.party.span is not None]
    for first, stop in parse.sentences:
        around = Span(*parse.span(first, stop))
        if not any(words in around.of(text) for words in _WITHOUT_CUE):
            continue
        near = Surroundings(text, around, mentions)
        chains: list[list[SourceLink]] = []
        for match in _LEARNED.finditer(text, around.start, around.end):
            chains.append([near.link(near.party(*match.span("who"))), *near.named_at(match.end())])
        for match in _SEEN.finditer(text, around.start, around.end):
            carrier, before = near.named_at(match.end()), near.named_at(around.start)
            if before and before[0].party.span is not None and before[0].party.span.end <= match.end():
                chains.append([*carrier, *before])
        for match in _OBTAINED.finditer(text, around.start, around.end):
            chains.append([*near.named_at(around.start), *near.named_at(match.end())])
        for chain in chains:
            if len(chain) < 2 or chain[0].kind not in ("agency", "outlet") or chain[1].kind == "other":
                continue
            spans = [link.party.span for link in chain if link.party.span is not None]
            if any(span.overlaps(other) for span in spans for other in taken):
                continue
            hull = around.hull(spans[0])
            yield Attribution(
                article_id=annotated.article.id,
                span=hull,
                exact=hull.of(text),
                made_by="sources@2",
                confidence=0.6,
                why=" <- ".join(f"{link.party.name} ({link.kind})" for link in chain),
                links=tuple(chain),
                covers=hull,
            )


def _whole_chains(told: list[Attribution]) -> Iterator[Attribution]:
    """The chains whose links are not all in another one: an outer part, or the same once more, is not given twice."""
    places = [{link.party.span for link in one.links} for one in told]
    for number, one in enumerate(told):
        held = (
            places[number] <= other and (len(other) > len(places[number]) or before < number)
            for before, other in enumerate(places)
            if before != number and one.span.overlaps(told[before].span)
        )
        if places[number] == {None} or not any(held):
            yield one


def _is_telling(quote: Quote, parse: Parse) -> bool:
    """Words that were said, shown or written; a thought or a wish has no source but its holder."""
    assert quote.speaker is not None
    if (quote.speaker.exact or "").lower() in _NOBODY:
        return False
    if quote.direct is not False or quote.cue is None:
        return True
    if quote.confidence < _LEAST_CONFIDENCE:
        return False
    if _only_cites(quote) and (
        quote.cue.exact.lower().endswith(("citing", "quoting")) or (quote.speaker.exact or "").lower() in _RELATIVE
    ):
        return False  # told with the verb on which it leans
    first, stop = parse.tokens_in(quote.cue.span.start, quote.cue.span.end)
    verb = next((t for t in range(stop - 1, first - 1, -1) if parse.pos[t] not in ("ADP", "PUNCT", "PROPN")), stop - 1)
    lemma = parse.lemma(verb).lower()
    word = reporting_verb(lemma)
    if not any(_holds_clause(parse, piece) for piece in quote.content):
        return lemma in _OBJECT_TELLING  # a praise or a refusal has its holder only
    return word is None or word.klass != "belief"


def _holds_clause(parse: Parse, piece: Span) -> bool:
    first, stop = parse.tokens_in(piece.start, piece.end)
    return any(parse.tags[token] in _FINITE for token in range(first, stop))


def _with_outer(quotes: list[Quote]) -> Iterator[tuple[Quote, list[Quote]]]:
    """Each quote with those in whose content it is told, outermost first; doubtful ones pass nothing on."""
    spoken = sorted(quotes, key=lambda one: (one.span.start, -one.span.end))
    open_ones: list[Quote] = []
    for number, quote in enumerate(spoken):
        open_ones = [one for one in open_ones if one.span.end > quote.span.start]
        behind = [one for one in spoken[number + 1 : number + _NEAR] if one.span.start < quote.span.end]
        outer = [one for one in (*open_ones, *behind) if one is not quote and _tells_of(one, quote)]
        yield quote, sorted(outer, key=lambda one: -sum(map(len, one.content)))
        open_ones.append(quote)


def _tells_of(outer: Quote, inner: Quote) -> bool:
    """Whether one quote stands in the content of another; of two that hold one another, "according to" is inside."""
    if outer.confidence < _SURE_ENOUGH or outer.cue is None:
        return False
    if not _holds(outer, inner):
        return False
    return not _holds(inner, outer) or (inner.cue is not None and inner.cue.exact.lower().startswith("according"))


def _holds(outer: Quote, inner: Quote) -> bool:
    cue = inner.cue.span if inner.cue is not None else inner.content[0]
    return any(piece.contains(cue) for piece in outer.content)


def _sentence_around(quote: Quote, parse: Parse) -> tuple[int, Span]:
    """The sentence of the cue, or of the speaker where there is none, with its number."""
    speaker = quote.speaker.span if quote.speaker is not None else None
    at = quote.cue.span.start if quote.cue else (speaker.start if speaker is not None else quote.span.start)
    token = parse.token_at(at)
    if token is None:
        return -9, quote.span
    number = parse.sentence_of(token)
    first, stop = parse.sentences[number]
    for _, after in parse.sentences[number + 1 : number + 3]:
        if not parse.word(stop - 1)[-1:].isalnum() or "\n" in parse.text[parse.span(first, stop)[1] :][:1]:
            break
        stop = after  # the parse broke off without a stop
    return number, Span(*parse.span(first, stop))


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
        made_by="sources@2",
        confidence=0.95 if place is None or agency else 0.7,
        why="credited at the head or foot" if place else "credit line of the article",
        links=(SourceLink(party=party, kind="agency" if agency else "outlet"),),
        covers=Span(0, len(text)),
    )


def _credit(annotated: AnnotatedArticle, text: str) -> tuple[Span | None, str | None]:
    for pattern, start in (
        (_HEAD_CREDIT, 0),
        (_FOOT_CREDIT, max(0, len(text) - _FOOT)),
        (_FOOT_NAME, max(0, len(text) - _FOOT)),
    ):
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
