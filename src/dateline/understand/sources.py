"""Sources: who told whom, outermost first; the agency in dateline or credit for the whole text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.lexicon.reporting import reporting_verb
from dateline.lexicon.tables import word_set
from dateline.model.annotation import AnnotatedArticle, Annotation, Attribution, Mention, Party, Quote, SourceLink
from dateline.model.text import Span
from dateline.understand.parse import Parse
from dateline.understand.source_act import Act
from dateline.understand.source_acts import Acts
from dateline.understand.source_chains import Chains, TokenChain
from dateline.understand.source_credits import of_whole_text
from dateline.understand.source_kinds import TITLES, is_press
from dateline.understand.source_phrases import NOMINAL, PRONOUNS, RELATIVE, Nouns
from dateline.understand.source_press import press_named
from dateline.understand.source_tokens import Tokens

_SURE_ENOUGH = 0.6
_NOBODY = word_set(
    "nobody none no-one one i we you who which that this these those many some others everyone what there"
)
_SAID_BY_PAPER = word_set("report write publish broadcast air")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_FAR = 400
_OWN_LIFE = re.compile(
    r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|[Uu]s|[Mm]e)\b.{0,60}?\b(?:\w+ed|was|were|had|saw|heard|lost|came|left|ran|felt|gave|got|told|thought|knew|fell|took|did|could)\b"
)
_SAME_PAPER = re.compile(
    r"(?:It|They|The (?:\w+ )?"
    r"(?:paper|newspaper|daily|weekly|magazine|agency|broadcaster|channel|site|station|network|outlet))$"
)


class Sources:
    """Reads the acts of telling off the parse, strings them to chains and names their links."""

    name = "sources"
    version = 3
    requires: tuple[type[Annotation], ...] = (Mention, Quote)
    provides: tuple[type[Annotation], ...] = (Attribution,)

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Attribution]:
        """One chain for each act of telling, and one for the whole text where an agency is credited."""
        credits = list(of_whole_text(annotated, parse.text))
        return [*credits, *_Reading(annotated, parse).chains()] if len(parse) else credits


class _Reading:
    """The chains of one article while they are read, sentence by sentence."""

    def __init__(self, annotated: AnnotatedArticle, parse: Parse) -> None:
        tokens = Tokens(parse)
        self._annotated, self._parse = annotated, tokens
        self._nouns = Nouns(tokens, list(annotated.of(Mention)))
        self._acts = Acts(tokens, self._nouns)
        self._chains = Chains(tokens, self._nouns)
        self._speakers: dict[int, Party] = {}
        self._last: list[SourceLink] = []
        self._people: dict[str, str] = {}
        self._stretches = list(self._all_stretches())
        begins = [tokens.starts[first] for first, _ in self._stretches]
        self._quotes: dict[int, list[Quote]] = {}
        for quote in annotated.of(Quote):
            if quote.speaker is not None and quote.speaker.span is not None:
                start = quote.speaker.span.start
                self._speakers.setdefault(start, quote.speaker)
                self._quotes.setdefault(bisect_right(begins, start) - 1, []).append(quote)

    def chains(self) -> list[Attribution]:
        """All chains, without those that stand whole in another one."""
        made: list[tuple[int, Attribution]] = []
        candidates, at = self._acts.candidates, 0
        for number, (first, stop) in enumerate(self._stretches):
            begin = at
            at = bisect_left(candidates, stop, begin)
            here = candidates[begin:at]
            if not here and number not in self._quotes:
                continue
            acts = self._acts.within(here, first, stop) if here else []
            if number in self._quotes:
                acts += self._of_quotes(self._quotes[number], acts)
            if not acts:
                continue
            for chain in self._chains.of(acts, here, stop):
                one = self._named(chain)
                if one is None:
                    continue
                before = made[-1] if made else None
                if chain.act.follows and (before is None or not self._goes_on(one, chain, number, before)):
                    continue
                if before is not None and self._goes_on(one, chain, number, before):
                    made[-1] = (number, self._joined(before[1], one))
                else:
                    made.append((number, one))
                self._last = list(made[-1][1].links)
        return list(_whole_chains([one for _, one in made]))

    def _all_stretches(self) -> Iterator[tuple[int, int]]:
        """The sentences, put together where the parse broke one off without a stop."""
        parse = self._parse
        start: int | None = None
        for first, stop in parse.sentences:
            begin = first if start is None else start
            end = parse.word(stop - 1)[-1]
            broken = (
                stop < parse.size
                and end.isalnum()
                and "\n" not in parse.text[parse.span(stop - 1, stop)[1] : parse.span(stop, stop + 1)[0]]
            )
            if broken and stop - begin < 120:
                start = begin
                continue
            start = None
            yield begin, stop
        if start is not None:
            yield start, parse.size

    def _of_quotes(self, here: list[Quote], acts: list[Act]) -> list[Act]:
        """Acts for quotes whose words of saying were not looked at: speech without a verb, by a noun, in a headline."""
        parse, considered = self._parse, self._acts.considered
        found: list[Act] = []
        for quote in here:
            cue = range(*parse.parse.tokens_in(quote.cue.span.start, quote.cue.span.end)) if quote.cue else range(0)
            if not considered.isdisjoint(cue) or not _may_tell(quote, cue, parse):
                continue
            assert quote.speaker is not None
            assert quote.speaker.span is not None
            heads = range(*parse.parse.tokens_in(quote.speaker.span.start, quote.speaker.span.end))
            if not heads or any(head in heads for act in acts for slot in act.slots for head in slot):
                continue
            head = next((t for t in heads if parse.pos[t] in NOMINAL and parse.heads[t] not in heads), None)
            if head is None:
                head = next((t for t in heads if parse.heads[t] == t), heads[0])
            content = [parse.parse.tokens_in(piece.start, piece.end) for piece in quote.content]
            at = next((t for t in cue if parse.pos[t] == "VERB"), head)
            found.append(Act(at, [[head]], content, 0, closing=bool(content) and content[0][0] < at))
        return found

    def _named(self, chain: TokenChain) -> Attribution | None:
        """The chain with parties and kinds; None where nobody is left who could tell."""
        parse, nouns = self._parse, self._nouns
        links: list[SourceLink] = []
        seen: set[object] = set()
        for head in chain.heads:
            link = self._link(head, chain)
            if link is None:
                continue
            keys = {link.party.actor_id or link.party.name.lower(), _start(link)}
            if seen.isdisjoint(keys):
                links.append(link)
            seen |= keys
        if not links:
            return None
        if len(links) > 1 and links[0].kind == "other":
            head = chain.heads[0]
            if nouns.is_unknown_name(head) and not links[0].party.actor_id:
                links[0] = replace(links[0], kind="outlet")
        text = parse.text
        pieces = [Span(*parse.span(a, b)) for a, b in chain.content if b > a]
        covers = None
        if pieces:
            covers = pieces[0]
            for piece in pieces[1:]:
                covers = covers.hull(piece)
        at = Span(*parse.span(chain.act.at, chain.act.at + 1))
        hull = at if covers is None else at.hull(covers)
        for link in links:
            if link.party.span is not None and abs(link.party.span.start - hull.start) < _FAR:
                hull = hull.hull(link.party.span)
        return Attribution(
            article_id=self._annotated.article.id,
            span=hull,
            exact=hull.of(text),
            made_by="sources@3",
            confidence=round(0.85 * 0.95 ** (len(links) - 1), 2),
            why=" <- ".join(f"{link.party.name} ({link.kind})" for link in links),
            links=tuple(links),
            covers=covers,
        )

    def _link(self, head: int, chain: TokenChain) -> SourceLink | None:
        parse, nouns = self._parse, self._nouns
        form = parse.low(head)
        if form in RELATIVE or (form in _NOBODY and nouns.is_nobody(head)):
            return None
        party = nouns.party(head)
        speaker = self._speakers.get(party.span.start) if party.span is not None else None
        if (
            speaker is not None
            and speaker.actor_id
            and not party.actor_id
            and speaker.span is not None
            and party.span is not None
            and (speaker.span.start == party.span.start)
        ):
            party = replace(
                party,
                name=speaker.name if parse.pos[head] == "PRON" else party.name,
                actor_id=speaker.actor_id,
                country=speaker.country,
                sector=speaker.sector,
            )
        kind = nouns.kind(head)
        if kind == "agency" and party.exact in ("the agency", "The agency") and not self._names_agency():
            kind = "official"
        if parse.pos[head] == "PRON":
            if form not in PRONOUNS and form != "they":
                return None
            kind = self._kind_of_pronoun(form, party)
        if kind is None:
            kind = "other"
        if kind == "other" and nouns.is_unknown_name(head) and self._is_papers_act(head, chain.act):
            kind = "outlet"
        if (kind == "other" and party.actor_id is None) or (party.actor_id or "").startswith("p:"):
            kind = self._kind_of_person(head, kind, party, chain)
        return SourceLink(party=party, kind=kind)

    def _names_agency(self) -> bool:
        """Whether the article names a news agency: else "the agency" is one of a state."""
        return any(press_named(one.exact) == "agency" for one in self._annotated.of(Mention))

    def _is_papers_act(self, head: int, act: Act) -> bool:
        parse = self._parse
        tells = act.teller is not None and any(head in slot for slot in act.slots)
        return (
            tells and parse.pos[act.at] == "VERB" and act.at != head and parse.lemma(act.at).lower() in _SAID_BY_PAPER
        )

    def _kind_of_person(self, head: int, kind: str, party: Party, chain: TokenChain) -> str:
        """Of somebody named: what he was called before; who speaks of what he lived through is a witness."""
        known = self._people.get(party.name)
        if kind != "other":
            self._people.setdefault(party.name, kind)
            return kind
        if known is not None:
            return known
        nouns, parse = self._nouns, self._parse
        phrase = nouns.phrase(head)
        if not nouns.is_person(head) or party.sector or nouns.apposition(head) is not None:
            return kind
        if any(parse.pos[t] != "PROPN" for t in range(phrase.first, phrase.core)) or parse.low(phrase.first) in TITLES:
            return kind
        for first, stop in chain.content:
            said = parse.exact(first, stop) if stop > first else ""
            if ("“" in said or '"' in said) and _OWN_LIFE.search(said):
                return "witness"
        return kind

    def _kind_of_pronoun(self, form: str, party: Party) -> str:
        if form in ("he", "she"):
            for link in reversed(self._last):
                if link.kind in ("official", "witness", "anonymous", "other"):
                    return link.kind
        for link in self._last:
            if link.party.actor_id and link.party.actor_id == party.actor_id:
                return link.kind
        if party.sector == "JRN":
            return "outlet"
        if self._last:
            return self._last[0].kind if form == "it" else self._last[-1].kind
        return "witness" if form in ("he", "she") and party.actor_id is None else "other"

    def _goes_on(self, one: Attribution, chain: TokenChain, number: int, before: tuple[int, Attribution]) -> bool:
        """ "The paper said ... . It cited the union": the next sentence names the source of the same telling."""
        earlier = before[1]
        return (
            number == before[0] + 1
            and len(one.links) > 1
            and len(earlier.links) == 1
            and is_press(earlier.links[0].kind)
            and self._parse.lemma(chain.act.at).lower() in ("cite", "quote", "attribute")
            and (chain.act.follows or not chain.content)
            and _SAME_PAPER.match(one.links[0].party.exact or "") is not None
        )

    def _joined(self, first: Attribution, second: Attribution) -> Attribution:
        links = (*first.links, *second.links[1:])
        hull = first.span.hull(second.span)
        why = " <- ".join(f"{link.party.name} ({link.kind})" for link in links)
        return replace(first, links=links, span=hull, exact=hull.of(self._parse.text), why=why)


def _may_tell(quote: Quote, cue: range, parse: Tokens) -> bool:
    """Whether a quote gives words to somebody: sure enough, and for indirect speech a verb of saying with a clause."""
    speaker = quote.speaker
    if speaker is None or quote.confidence < _SURE_ENOUGH or (speaker.exact or "").lower() in _NOBODY:
        return False
    verb = next((t for t in cue if parse.pos[t] == "VERB"), None)
    word = reporting_verb(parse.lemma(verb).lower()) if verb is not None else None
    if quote.direct is not False:
        return quote.direct is True or word is None or word.klass not in ("belief", "question")
    return word is not None and word.klass not in ("belief", "question") and _is_clause(quote, parse)


def _is_clause(quote: Quote, parse: Tokens) -> bool:
    return any(
        parse.tags[token] in _FINITE
        for piece in quote.content
        for token in range(*parse.parse.tokens_in(piece.start, piece.end))
    )


def _start(link: SourceLink) -> int:
    return -1 if link.party.span is None else link.party.span.start


def _whole_chains(told: list[Attribution]) -> Iterator[Attribution]:
    """The chains whose links are not all in another one: an outer part, or the same once more, is not given twice."""
    places = [{_start(link) for link in one.links} for one in told]
    bearers: dict[int, list[int]] = {}
    for number, held in enumerate(places):
        for span in held:
            bearers.setdefault(span, []).append(number)
    for number, one in enumerate(told):
        mine = places[number]
        held_by = (
            other
            for other in bearers[_start(one.links[0])]
            if other != number and mine <= places[other] and (len(places[other]) > len(mine) or other < number)
        )
        if not any(one.span.overlaps(told[other].span) for other in held_by):
            yield one
