"""Events: who did what to whom, coded in PLOVER, each pointing at the words it was read from.

Method: triggers from tables of verbs, adjectives and nouns; roles from dependency frames; the type folded by the
operators around the trigger (event_types.py); modality up the tree (event_modality.py). Where the
parse brings the chances of a trained head, they fill gaps of the tables and move the confidence (event_guesses.py).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dateline.lexicon.plover import (
    Coding,
    Sense,
    folded,
    goldstein,
    kind_of,
    people_words,
)
from dateline.model.annotation import (
    AnnotatedArticle,
    Annotation,
    Event,
    Mention,
    Party,
    PlaceMention,
    Quote,
    TimeExpression,
)
from dateline.model.text import Span
from dateline.understand.event_clauses import Clauses
from dateline.understand.event_frames import Grammar
from dateline.understand.event_guesses import Guesses
from dateline.understand.event_likely import PREDICATIVE, Likely
from dateline.understand.event_modality import NEEDED, Modality, Moods
from dateline.understand.event_outlook import WILL, Outlook
from dateline.understand.event_parties import Parties, Standing
from dateline.understand.event_roles import Caster, Roles, with_speaker
from dateline.understand.event_setting import Setting
from dateline.understand.event_topic import Topic
from dateline.understand.event_types import Coder, Decision
from dateline.understand.event_weighing import Weighed, weigh
from dateline.understand.label_bits import AUX
from dateline.understand.parse import Parse

LEAST_CONFIDENCE = 0.2
_HAPPENING = people_words("happening")
_ASIDE = frozenset({"during", "after", "at", "in", "following", "before", "amid", "on", "for"})


class _Found(NamedTuple):
    """A trigger with its coding and roles, before it is weighed."""

    trigger: int
    words: tuple[int, ...]
    coding: Coding
    roles: Roles
    modality: Modality
    why: str
    aside: bool
    specific: bool
    guessed: bool = False


class Events:
    """The extractor of events."""

    name = "events"
    version = 3
    requires: tuple[type[Annotation], ...] = (Mention, TimeExpression, PlaceMention, Quote)
    provides: tuple[type[Annotation], ...] = (Event,)

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Annotation]:
        """Read the events of one article."""
        reading = _Reading(annotated, parse)
        found = list(reading.events())
        reading.forget()
        return found


class _Reading:
    """One pass over one article."""

    def __init__(self, annotated: AnnotatedArticle, parse: Parse) -> None:
        self._annotated = annotated
        self._parse = parse
        self._grammar = Grammar(parse)
        mentions = tuple(annotated.of(Mention))
        times = tuple(annotated.of(TimeExpression))
        self._parties = Parties(self._grammar, mentions, (one.span for one in times))
        self._coder = Coder(self._grammar, self._parties)
        self._caster = Caster(self._grammar, self._parties, self._coder)
        self._moods = Moods(self._grammar, self._coder)
        self._outlook = Outlook(self._grammar, self._coder)
        told = (quote for quote in annotated.of(Quote) if quote.speaker is not None)
        self._quotes = [(part.start, part.end, quote) for quote in told for part in quote.content]
        self._setting = Setting(self._grammar, annotated, times)
        self._clauses = Clauses(self._grammar, self._coder)
        self._guesses = Guesses(self._parse)
        self._topic = Topic(self._grammar, mentions)
        self._likely = Likely(self._grammar, self._coder, self._guesses)

    def forget(self) -> None:
        """Let go of what would keep this reading in memory."""
        self._grammar.forget()

    def events(self) -> Iterator[Event]:
        """Every event that is firm enough to be told."""
        asked, at = self._likely.all(), 0
        for sentence, (_, stop) in enumerate(self._parse.sentences):
            begin = at
            at = bisect_left(asked, stop, begin)
            told = self._told(asked[begin:at]) if at > begin else ()
            arenas = self._topic.arenas(sentence) if told else 0
            for found in told:
                weighed = weigh(
                    found.coding,
                    self._with_speaker(found),
                    modality=found.modality.name,
                    purpose=found.modality.why == "to",
                    main=self._clauses.is_main(found.trigger),
                    modifier=self._clauses.is_on_a_noun(found.trigger),
                    aside=found.aside,
                    specific=found.specific,
                    arena=arenas,
                    off_topic=self._topic.is_off,
                    chance=self._guesses.chance(found.trigger, found.coding.type),
                    guessed=found.guessed,
                )
                if weighed is not None and weighed.confidence >= LEAST_CONFIDENCE:
                    yield self._event(found, weighed, sentence)

    def _told(self, asked: list[int]) -> list[_Found]:
        """What the words of one sentence tell that are worth asking."""
        acting, verb = self._likely.acting, self._coder.verb
        acts = {token: decision for token in asked if token in acting and (decision := verb(token)) is not None}
        absorbed: set[int] = set()
        for token, decision in acts.items():
            if token not in absorbed:
                absorbed |= decision.absorbed - {token}
        told = []
        for token in asked:
            if token not in absorbed:
                found = self._act(token, acts[token]) if token in acts else self._other(token)
                if found is not None:
                    told.append(found)
        return told

    def _other(self, token: int) -> _Found | None:
        """What a token tells that is no act: most tokens nothing."""
        found = self._happening(token) if token in self._likely.telling else None
        if found is None and token in self._likely.helped:
            helpers = [self._grammar.words[one] for one in self._grammar.kids(token, AUX)]
            found = None if WILL.isdisjoint(helpers) else self._refusal(token)
            if found is None and not NEEDED.isdisjoint(helpers):
                found = self._demand(token)
        return found if found is not None or token not in self._guesses.likely else self._guessed(token)

    def _guessed(self, token: int) -> _Found | None:
        """An act that no table knows, by its likeness to acts that were marked."""
        parse, pos = self._parse, self._parse.pos[token]
        if pos in ("NOUN", "PROPN"):
            sense = self._guesses.noun(token)
            if sense is None or sense.coding is None or self._coder.noun(token) is not None:
                return None
            coding, roles = sense.coding, self._caster.of_state(token, sense) or self._caster.of_noun(token, sense)
            if not roles.actors or (not roles.recipients and not roles.told):
                return None
        else:
            decision = None if self._coder.kind(token) else self._guesses.decision(token)
            if decision is None:
                return None
            coding, roles = decision.coding, self._caster.of_verb(token, decision)
        why = f"'{parse.word(token)}' by its likeness to acts of {coding.type}"
        modality = self._moods.of(token)
        return _Found(token, (token,), coding, roles, modality, why, aside=False, specific=False, guessed=True)

    def _decide(self, token: int) -> Decision | None:
        pos = self._parse.pos[token]
        if pos == "VERB" or (pos == "ADJ" and self._grammar.labels[token] in PREDICATIVE):
            return self._coder.verb(token)
        return None

    def _act(self, verb: int, decision: Decision) -> _Found | None:
        roles = self._caster.of_verb(verb, decision)
        if decision.coding.type == "CONSULT" and self._only_arms(roles):
            return None
        modality = self._moods.of(verb)
        coding, modality = self._outlook.by_modality(verb, decision.coding, modality)
        if coding.type == "AGREE" and decision.coding.cameo == "043" and self._comes(verb, roles):
            roles = Roles(roles.recipients, roles.actors)  # "will host": whoever says so agrees
        if modality.why == "should" and modality.reporter is not None:
            demanded = self._demanded(modality.reporter, coding, roles)
            if demanded is not None:
                coding, roles = demanded
                modality = Modality("asserted", "", None)
        if coding.type == "MOBILIZE" and self._outlook.is_shared_exercise(verb, decision, roles):
            coding = Coding("COOPERATE", None, "062")
            roles = roles if roles.recipients else Roles(roles.actors, roles.actors, reciprocal=True)
        if coding.type == "MOBILIZE" and self._outlook.to_help(verb):
            coding = Coding("AID", None, "070")
        if coding.type == "REQUEST" and self._outlook.or_else(verb):
            coding = folded("threaten", None) or coding
        words = tuple(word for word in (verb, decision.noun, decision.inner) if word is not None)
        return _Found(
            verb, words, coding, roles, modality, self._why(verb, decision), aside=False, specific=decision.specific
        )

    def _comes(self, verb: int, roles: Roles) -> bool:
        """Tell whether the roles were turned round because the object comes to the subject."""
        return any(side.head == self._grammar.frame(verb).subject for side in roles.recipients)

    def _demanded(self, reporter: int, coding: Coding, roles: Roles) -> tuple[Coding, Roles] | None:
        """ "Israel must leave, Egypt said" is a request of Egypt to Israel."""
        speakers = self._parties.of(self._grammar.frame(reporter).subject)
        request = folded("request", coding.type)
        if self._coder.verb(reporter) is not None:
            return None  # "warned that Israel must leave" is told by the warning
        if request is None or not speakers or not (roles.actors or roles.recipients):
            return None
        return request, Roles(speakers, roles.actors or roles.recipients)

    def _only_arms(self, roles: Roles) -> bool:
        """Ships and troops travel and land, but hold no talks."""
        return any(self._coder.classes(side.head) & {"@weapon", "@force", "@police"} for side in roles.actors)

    def _happening(self, noun: int) -> _Found | None:
        """An event told by a noun: as subject of a verb of happening, with both sides named, or told in passing."""
        sense = self._coder.noun(noun)
        if sense is None or sense.coding is None:
            return None
        grammar, parse = self._grammar, self._parse
        roles = self._caster.of_noun(noun, sense)
        head, label = grammar.heads[noun], parse.labels[noun]
        happens = label.startswith("nsubj") and grammar.lemmas[head] in _HAPPENING
        state = self._caster.of_state(noun, sense)
        aside = False
        if state is not None:
            happens, roles = True, state
        elif not happens and not (roles.actors and roles.recipients):
            in_passing = label in ("obl", "nmod", "obl:tmod") and set(grammar.cases(noun)) & _ASIDE
            if in_passing:
                roles = self._roles_in_passing(noun, roles)
            elif not roles.told:
                return None
            aside = True
        if not roles.actors and not roles.recipients and not (happens and sense.coding.type == "PROTEST"):
            return None
        modality = self._moods.of(noun)
        coding, modality = self._outlook.by_modality(noun, sense.coding, modality)
        why = f"noun '{parse.word(noun)}'" + (f" as subject of '{parse.word(head)}'" if happens else "")
        return _Found(noun, (noun,), coding, roles, modality, why, aside=aside or not happens, specific=happens)

    def _refusal(self, verb: int) -> _Found | None:
        """ "Will not leave", "would not pay": somebody firm rules out an act that no table knows."""
        grammar = self._grammar
        if not grammar.negated(verb) or self._coder.kind(verb):
            return None
        frame = grammar.frame(verb)
        actors = self._parties.of(frame.subject)
        if frame.passive or not actors or max(side.standing for side in actors) is not Standing.FIRM:
            return None
        heads = [frame.object, *(one.head for one in frame.obliques)]
        others = [side for head in heads if head is not None for side in self._parties.of(head)]
        firm = tuple(side for side in others if side.standing is Standing.FIRM)[:1]
        modality = self._moods.of(verb)._replace(name="asserted", why="")
        why = f"verb '{grammar.lemmas[verb]}' ruled out"
        roles = Roles(actors, firm, guessed=True)
        return _Found(verb, (verb,), Coding("REJECT", None, "120"), roles, modality, why, aside=False, specific=False)

    def _demand(self, verb: int) -> _Found | None:
        """ "Chad must pay, Niger said": somebody firm asks somebody firm for an act that no table knows."""
        grammar = self._grammar
        if self._coder.kind(verb):
            return None
        modality = self._moods.of(verb)
        if modality.name != "requested" or modality.reporter is None:
            return None
        asking = self._parties.of(grammar.frame(modality.reporter).subject)
        asked = tuple(self._parties.behind(side) for side in self._parties.of(grammar.surface_subject(verb)))
        for sides in (asking, asked):
            if not sides or max(side.standing for side in sides) is not Standing.FIRM:
                return None
        told = modality._replace(name="asserted", why="", reporter=None)
        why = f"verb '{grammar.lemmas[verb]}' asked for"
        return _Found(verb, (verb,), Coding("REQUEST", None, "100"), Roles(asking, asked), told, why, False, False)

    def _roles_in_passing(self, noun: int, roles: Roles) -> Roles:
        """ "spoke during a visit to Israel": the subject of the clause is the actor where the noun names none."""
        if roles.actors or not roles.recipients:
            return Roles((), ())
        verb = self._grammar.heads[noun]
        subject = self._grammar.surface_subject(verb)
        actors = self._parties.of(subject)
        heads = {side.head for side in roles.recipients}
        return Roles(tuple(side for side in actors if side.head not in heads), roles.recipients)

    def _with_speaker(self, found: _Found) -> Roles:
        """The roles, where "we" and "us" stand for whoever says so."""
        roles = found.roles
        first_person = True in [side.first_person for side in roles.actors + roles.recipients]
        return with_speaker(roles, self._said_by(found)) if first_person else roles

    def _event(self, found: _Found, weighed: Weighed, sentence: int) -> Event:
        actors = tuple(dict.fromkeys(side.party for side in weighed.actors))
        recipients = tuple(dict.fromkeys(side.party for side in weighed.recipients))
        span = self._span(found, (*actors, *recipients), sentence)
        trigger = self._trigger(found)
        text = self._parse.text
        why = "; ".join((found.why, *weighed.reasons))
        if found.modality.name != "asserted" and found.modality.why:
            why += f"; {found.modality.name} by '{found.modality.why}'"
        return Event(
            article_id=self._annotated.article.id,
            span=span,
            exact=span.of(text),
            made_by=f"{Events.name}@{Events.version}",
            confidence=weighed.confidence,
            why=why,
            type=found.coding.type,
            mode=found.coding.mode,
            contexts=self._topic.contexts(found.coding, sentence),
            cameo=found.coding.cameo,
            quad=kind_of(found.coding.type, found.coding.mode).quad,
            goldstein=goldstein(found.coding),
            actors=actors,
            recipients=recipients,
            date=self._setting.date(found.trigger, sentence, main=self._clauses.is_main(found.trigger)),
            place=self._setting.place(found.trigger, sentence, (*found.roles.actors, *found.roles.recipients)),
            modality=found.modality.name,
            said_by=self._said_by(found),
            trigger=trigger,
        )

    def _trigger(self, found: _Found) -> Span:
        parse = self._parse
        words = [found.trigger]
        words += [child for child in parse.children(found.trigger) if parse.labels[child] == "compound:prt"]
        start, _ = parse.span(min(words), min(words) + 1)
        _, end = parse.span(max(words), max(words) + 1)
        return Span(start, end)

    def _span(self, found: _Found, parties: Iterable[Party], sentence: int) -> Span:
        """From the first to the last word of the trigger and the parties inside its sentence."""
        first, stop = self._parse.sentences[sentence]
        bounds = Span(*self._parse.span(first, stop))
        span = Span(*self._parse.span(min(found.words), max(found.words) + 1))
        for party in parties:
            if party.span is not None and bounds.contains(party.span):
                span = span.hull(party.span)
        return span

    def _said_by(self, found: _Found) -> Party | None:
        start, _ = self._parse.span(found.trigger, found.trigger + 1)
        for begin, end, quote in self._quotes:
            if begin <= start < end and self._is_told(quote):
                return quote.speaker
        reporter = found.modality.reporter
        if reporter is None or reporter == found.trigger:
            return None
        subject = self._grammar.frame(reporter).subject
        return self._parties.side(subject).party if subject is not None else None

    def _is_told(self, quote: Quote) -> bool:
        """Tell words from wishes: what somebody backs, seeks or fears he has not said to be so."""
        if quote.direct or quote.cue is None:
            return True
        tokens = range(*self._parse.tokens_in(quote.cue.span.start, quote.cue.span.end))
        full = [token for token in tokens if self._parse.pos[token] in ("VERB", "ADJ", "NOUN")]
        if not full:
            return True
        cue = full[0]
        decision = self._decide(cue)
        if decision is not None:
            return decision.coding.type in ("ACCUSE", "THREATEN")
        return (
            self._parse.pos[cue] != "ADJ"
            and self._coder.noun(cue) is None
            and self._coder.kind(cue) in ("", "say", "deny")
        )

    def _why(self, verb: int, decision: Decision) -> str:
        parse = self._parse
        kind = "verb" if parse.pos[verb] == "VERB" else "predicate"
        if isinstance(decision.sense, Sense) and decision.sense.own:
            kind = "own dictionary: " + kind
        words = f"{kind} '{self._grammar.lemmas[verb]}'"
        if decision.noun is not None:
            return f"{words} + '{parse.word(decision.noun)}'"
        if decision.inner is not None:
            return f"{words} + '{parse.word(decision.inner)}'"
        frame = self._grammar.frame(verb)
        if decision.specific and frame.object is not None:
            return f"{words} + object '{parse.word(frame.object)}'"
        return words
