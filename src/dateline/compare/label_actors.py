"""Whom a report speaks of: names and titles, what is said of somebody, states by their governments and capitals."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from dateline.compare.label_words import ACTOR, NAMED, NounPhrase, Reference, form_of, is_person_word, is_thing
from dateline.compare.reports import Report
from dateline.lexicon.countries import name_of, seat_of_government
from dateline.lexicon.tables import word_set
from dateline.lexicon.words import words_of
from dateline.model.annotation import Mention
from dateline.model.text import Span

_STATE = re.compile(r"[A-Z]{3}(?:GOV)?")
_NAMING = frozenset({"person", "organization", "country", "group", "place", "event", "product", "law", "work", "other"})
_LONGEST = 120
_DEFINITE = re.compile(r"(?:the|this|that|these|those|its|their) ", re.IGNORECASE)
_RULERS = word_set("government administration regime authority authorities leadership")
_HOME = word_set("country nation homeland")
_HOMES_REACH = 300
"""How many characters back "the country" or "the company" may look for the one that is meant."""
_WHERE = re.compile(r"(?:\b(?:in|to|from|at|near|outside|around|of|through|into|for)|,) \Z", re.IGNORECASE)
_DATELINE = re.compile(r"[^\w\n.]*(?:,|[-–—(])")
_BOTH_HALVES = re.compile(r"\b(North|South|East|West) and \Z")
_PAIRS_REACH = 600
_AGED = re.compile(r"the \d+ ?- ?year ?- ?old", re.IGNORECASE)
_BODIES = word_set("company firm organization organisation agency newspaper broadcaster magazine union charity")
_TWO = re.compile(r"(?:(?:the|these|those|their|its) )?(?:two|both)\b", re.IGNORECASE)
_HEADS = word_set("leader president minister man woman politician chief statesman")
_AMOUNT = re.compile(r"\d\s*(?:%|percent|per cent)|^\W*\w\W*$", re.IGNORECASE)
_ARMED = frozenset({"MIL", "COP", "REB"})
_OF_NAME = re.compile(r" (?:of|for|on|to) ")
_LETTERS = re.compile(r"[^\W\d_]")
_OWNED = re.compile(r"(?:his|her|their|its)\b", re.IGNORECASE)
_HONORIFIC = word_set("mr mrs ms dr miss sir the a an")


class Actors:
    """The names of a report and what is said of them."""

    def __init__(self, report: Report, nouns: list[NounPhrase]) -> None:
        self._report = report
        self._nouns = nouns
        self._text = report.article.text
        self.heads: set[int] = set()
        """The words that refer to actors, by where they stand."""
        self._mentions = [one for one in report.mentions if _refers(one)]
        self._starts = [one.span.start for one in self._mentions]
        self._pronouns = {one.span.start: one for one in report.mentions if one.kind == "pronoun"}
        self._halves = _halves(self._mentions)

    def references(self) -> Iterator[Reference]:
        """Go through names, titles, descriptions and parts of names."""
        by_mention: dict[int, NounPhrase] = {}
        meant: dict[int, Mention] = {}
        for noun in self._nouns:
            mention = self._at(noun.head)
            if mention is not None:
                meant[noun.head] = mention
                self.heads.add(noun.head)
                by_mention[id(mention)] = noun
        for mention in self._mentions:
            phrase = by_mention.get(id(mention))
            span = mention.span
            if phrase and phrase.span.overlaps(span):
                hull = span.hull(phrase.span)
                span = hull if len(hull) <= _LONGEST else span
            yield self._made(self._capital(mention) or mention, span)
            other = self._other_half(mention)
            if other is not None:
                yield self._made(other, span)
        for number, noun in enumerate(self._nouns):
            if noun.head not in self.heads:
                said = self._described(number, noun, meant) or self._state(noun)
                several = (said,) if said is not None else self._pair(noun)
                for one in several:
                    self.heads.add(noun.head)
                    yield replace(self._made(one, noun.span), said=noun.of >= 0)

    def _described(self, number: int, noun: NounPhrase, meant: dict[int, Mention]) -> Mention | None:
        """The actor of whom a noun is said, who is said of it, or in whose name it stands."""
        if noun.of >= 0:
            said = self._at(noun.of) or self._pronouns.get(noun.of)
            if said is not None and (said.actor_id or said.kind != "pronoun") and self._may_be(noun, said):
                return said
        for other in self._nouns[number + 1 : number + 4]:
            if other.of == noun.head and other.head in meant and meant[other.head].kind in ("person", "organization"):
                named = meant[other.head]
                fits = is_person_word(noun.lemma) if named.kind == "person" else self._may_be(noun, named)
                return named if fits and self._may_be(noun, named) else None
        return self._part_of_name(noun)

    def _may_be(self, noun: NounPhrase, said: Mention) -> bool:
        """Whether a noun can be said of somebody: no amounts; what stands beside a person must be a word for people."""
        if _AMOUNT.search(noun.span.of(self._text)) or not is_thing(noun.lemma):
            return False
        first, last = sorted((noun.span, said.span), key=lambda span: span.start)
        beside = not _LETTERS.search(self._text, first.end, last.start)
        if said.kind == "person" and beside:
            of_another = self._text[max(0, noun.span.start - 4) : noun.span.start].lower().endswith(" of ")
            return not of_another and is_person_word(noun.lemma)
        return True

    def _part_of_name(self, noun: NounPhrase) -> Mention | None:
        """ "The committee" after a committee was named."""
        words = noun.span.of(self._text)
        if not _DEFINITE.match(words) or words.count(" ") != 1:
            return None
        half = self._halves.get(words.partition(" ")[2])
        if half is not None:
            return half
        if _AGED.fullmatch(words):
            near = self._near(noun.head - _HOMES_REACH, noun.span.start)
            return next((one for one in near if one.kind == "person" and one.actor_id), None)
        if not is_thing(noun.lemma):
            return None
        for mention in reversed(self._mentions[: bisect_right(self._starts, noun.head)]):
            if mention.kind in ("organization", "group") and noun.lemma == _head_of(mention.name):
                return mention
        if noun.lemma in _BODIES:
            near = self._near(noun.head - _HOMES_REACH, noun.span.start)
            return next((one for one in near if one.kind == "organization" and not _is_state(one)), None)
        return None

    def _other_half(self, mention: Mention) -> Mention | None:
        """The state that "North and" means before the name of the southern one."""
        if mention.kind != "country":
            return None
        found = _BOTH_HALVES.search(self._text, max(0, mention.span.start - 10), mention.span.start)
        return self._halves.get(found[1]) if found else None

    def _capital(self, mention: Mention) -> Mention | None:
        """A capital that acts or owns stands for its state, one in or from which something happens does not."""
        seat = mention.kind in ("place", "other") and not mention.actor_id  # "other" is a seat that is left open
        country = seat_of_government(mention.exact) if seat else None
        if country is None or _WHERE.search(self._text[max(0, mention.span.start - 12) : mention.span.start]):
            return None
        if _DATELINE.match(self._text, mention.span.end):
            return None
        return self._of_country(country)

    def _state(self, noun: NounPhrase) -> Mention | None:
        """ "Its government", "his country", "the country": the state of the owner, or the one spoken of last."""
        if noun.lemma not in _RULERS and noun.lemma not in _HOME:
            return None
        words = noun.span.of(self._text)
        if _OWNED.match(words):
            owner = self._pronouns.get(noun.span.start)
        else:
            inside = (one for one in self._near(noun.span.start, noun.head) if one.country)
            owner = next(inside, None)
        if owner is not None:
            return self._of_country(owner.country)
        if noun.lemma in _HOME and _DEFINITE.match(words):
            near = self._near(noun.head - _HOMES_REACH, noun.head)
            return next((one for one in near if one.actor_id and _STATE.fullmatch(one.actor_id)), None)
        return None

    def _pair(self, noun: NounPhrase) -> tuple[Mention, ...]:
        """ "The two countries", "both leaders": the last two that were named before."""
        if not _TWO.match(noun.span.of(self._text)):
            return ()
        states = noun.lemma in _HOME or noun.lemma in ("side", "state", "government")
        if not states and noun.lemma not in _HEADS:
            return ()
        near = self._near(noun.head - _PAIRS_REACH, noun.head)
        fitting = (one for one in near if (_is_state(one) if states else one.kind == "person") and one.actor_id)
        last = {(one.actor_id or "")[: 3 if states else None]: one for one in fitting}
        return tuple(last.values())[:2] if len(last) > 1 else ()

    def _of_country(self, country: str | None) -> Mention | None:
        return next(
            (one for one in self._mentions if one.actor_id and one.actor_id[:3] == country and _is_state(one)), None
        )

    def _near(self, start: int, end: int) -> Iterator[Mention]:
        """The mentions that begin between two places, the last first."""
        first, stop = bisect_right(self._starts, start - 1), bisect_right(self._starts, end)
        return reversed(self._mentions[first:stop])

    def _at(self, offset: int) -> Mention | None:
        last = bisect_right(self._starts, offset)
        inside = (one for one in self._mentions[max(0, last - 4) : last] if one.span.end > offset)
        return max(inside, key=lambda one: (one.kind != "place", one.span.start), default=None)

    def _made(self, mention: Mention, span: Span) -> Reference:
        kind, key, name = thing_key(mention)
        exact = span.of(self._text)
        form = form_of(exact)
        plain = set(form.split()) <= set(words_of(name)) | _HONORIFIC
        return Reference(self._report, span, kind, key, name, form, plain, sort=mention.kind)


def _head_of(name: str) -> str:
    """The noun of a body's name: the committee in "Harbour Committee", the bureau in "Bureau of Fish"."""
    return _OF_NAME.split(name.lower())[0].rpartition(" ")[2]


def _is_state(mention: Mention) -> bool:
    return bool(mention.actor_id and _STATE.fullmatch(mention.actor_id))


def _halves(mentions: list[Mention]) -> dict[str, Mention]:
    """Names of states that the article shortens to a side: "the North" for North Korea; none where two would fit."""
    found: dict[str, list[Mention]] = {}
    for one in mentions:
        if one.kind == "country" and _is_state(one):
            first, _, rest = one.name.partition(" ")
            if first in ("North", "South", "East", "West") and rest:
                found.setdefault(first, []).append(one)
    return {side: own[0] for side, own in found.items() if len({one.actor_id for one in own}) == 1}


def thing_key(mention: Mention) -> tuple[str, str, str]:
    """Return what a mention is known by, its key and its name; a state and its government are one."""
    if mention.actor_id and _STATE.fullmatch(mention.actor_id):
        state = mention.actor_id[:3]
        return ACTOR, state, name_of(state) or mention.name
    if mention.actor_id:
        return ACTOR, mention.actor_id, mention.name
    return NAMED, mention.name.casefold(), mention.name


def _refers(mention: Mention) -> bool:
    if mention.kind == "collective":
        rules = _is_state(mention) and mention.exact.rpartition(" ")[2].lower() in _RULERS
        return rules or (mention.sector in _ARMED and mention.actor_id is not None)
    if mention.kind == "title":
        return mention.actor_id is not None
    return mention.kind in _NAMING
