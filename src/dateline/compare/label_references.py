"""Where a report refers to somebody or something, and by which words: names, titles, descriptions, acts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.compare.background import is_background
from dateline.compare.reports import Report
from dateline.lexicon.countries import name_of, seat_of_government
from dateline.lexicon.labels import label_pattern, thing_of
from dateline.lexicon.people_nouns import people_nouns
from dateline.lexicon.roles import role_of
from dateline.lexicon.tables import word_set
from dateline.lexicon.word_families import family_of
from dateline.lexicon.words import stem, words_of
from dateline.model.annotation import Mention, Wording
from dateline.model.text import Span

ACTOR, NAMED, WORDS = "actor", "named", "words"
"""What a thing is known by: an id, only its name, or only the words for it."""

_STATE = re.compile(r"[A-Z]{3}(?:GOV)?")
_NAMING = frozenset({"person", "organization", "country", "group", "place", "event", "product", "law", "work", "other"})
_LONGEST = 120
_DEFINITE = re.compile(r"(?:the|this|that|these|those|its|their) ", re.IGNORECASE)
_RULERS = word_set("government administration regime authority authorities leadership")
_HOME = word_set("country nation homeland")
_HOMES_REACH = 300
"""How many characters back "the country" may look for the one that is meant."""
_WHERE = re.compile(r"(?:\b(?:in|to|from|at|near|outside|around|of|through|into|for)|,) \Z", re.IGNORECASE)
_DATELINE = re.compile(r"[^\w\n.]*(?:,|[-–—(])")
_BOTH_HALVES = re.compile(r"\b(North|South|East|West) and \Z")
_PAIRS_REACH = 600
_TWO = re.compile(r"(?:(?:the|these|those|their|its) )?(?:two|both)\b", re.IGNORECASE)
_HEADS = word_set("leader president minister man woman politician chief statesman")
_AMOUNT = re.compile(r"\d\s*(?:%|percent|per cent)|^\W*\w\W*$", re.IGNORECASE)
_MARKS = ",;:\"'“”‘’()"
_ARMED = frozenset({"MIL", "COP", "REB"})
_LETTERS = re.compile(r"[^\W\d_]")
_PERSON_ENDING = re.compile(
    r"(?:[^aeiou]er|eer|or|ist|ian|ant|man|woman|ee|ess|star|chief|head|hero|ally|friend|aide|son|boss|child|kid|ex)$"
)
_OWNED = re.compile(r"(?:his|her|their|its)\b", re.IGNORECASE)
_THE = re.compile(r"(?:the|this|that) ", re.IGNORECASE)
_HONORIFIC = word_set("mr mrs ms dr miss sir the a an")
_NO_THING = word_set(
    "year month week day hour minute time morning evening afternoon night today tomorrow yesterday weekend moment past",
    "future one other others people person man woman lot number part kind sort way thing something anything nothing",
    "everything someone anyone everyone everybody nobody fact case point matter issue question reason end beginning",
    "rest side place area half percent dollar million billion thousand hundred dozen series set range level",
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august",
    "september october november december decade century date term use bit name word act",
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Some words that refer to a thing; `key` tells things apart, `name` is how a thing is usually named.

    `form` is the words as they are compared; `plain` ones say no more than the name.
    """

    report: Report
    span: Span
    kind: str
    key: str
    name: str
    form: str
    plain: bool
    sort: str = ""
    """The kind of the mention for names, "act" for what a verb tells."""
    table: str | None = None
    table_form: str = ""
    said: bool = False
    """Whether the words say what it is: "a tyrant", where somebody is called so."""

    @property
    def described(self) -> str:
        """The noun that says what a named person is: "director" in "former FBI director James Comey"."""
        words = self.exact.split()
        name = set(self.name.casefold().split())
        before = [word for word in words if word.casefold() not in name and not word.endswith((".", "'s"))]
        last = stem(before[-1].strip(_MARKS)) if before else ""
        return last if len(last) > 2 and is_person_word(last) else ""

    @property
    def word(self) -> str:
        """The head word of what is no name."""
        return self.name

    @property
    def may_be_person(self) -> bool:
        """Whether the words are definite and mean one: "the director", "the fired director"."""
        return not (self.sort or self.said) and bool(_THE.match(self.exact)) and stem(self.exact) == self.exact.lower()

    @property
    def exact(self) -> str:
        """The words as they stand in the report."""
        return self.span.of(self.report.article.text)


@lru_cache(maxsize=20_000)
def is_person_word(lemma: str) -> bool:
    """Tell whether a noun is one for people: from the tables, else by its ending."""
    lower = lemma.lower()
    role = role_of(lower)
    by_role = role is not None and role.klass not in ("organ", "modifier")
    return by_role or lower in people_nouns() or bool(_PERSON_ENDING.search(lower))


@dataclass(frozen=True, slots=True)
class _Known:
    thing: str
    form: str
    span: Span

    @property
    def row(self) -> tuple[str, str]:
        """The thing and the form of the table."""
        return self.thing, self.form


@dataclass(frozen=True, slots=True)
class _Noun:
    span: Span
    head: int
    of: int
    lemma: str


def references(report: Report) -> list[Reference]:
    """List what a report refers to, in text order."""
    wording = next(report.annotated.of(Wording), None)
    nouns = [_Noun(Span(one[0], one[1]), *one[2:]) for one in wording.nouns] if wording else []
    by_head = {one.head: one for one in nouns}
    actors = _Actors(report, nouns)
    table = _table_things(report)
    found = list(actors.references())
    taken = actors.heads
    for noun in nouns:
        if noun.head not in taken:
            thing = by_head.get(noun.of, noun)
            if thing.head in taken or not _is_thing(thing.lemma):
                thing = noun
            made = _of_words(report, noun.span, noun.head, thing.lemma, table, said=thing is not noun)
            if made:
                found.append(made)
    for start, end, lemma in wording.acts if wording else ():
        if start not in by_head:
            made = _of_words(report, Span(start, end), start, lemma, table, sort="act")
            if made:
                found.append(made)
    for head, known in table.items():
        if head not in taken:
            found.append(
                Reference(
                    report, known.span, WORDS, f"table {known.form}", known.form, known.form, False, "", *known.row
                )
            )
    found.sort(key=lambda one: (one.span.start, one.span.end))
    return found


class _Actors:
    """The names of a report and what is said of them."""

    def __init__(self, report: Report, nouns: list[_Noun]) -> None:
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
        by_mention: dict[int, _Noun] = {}
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

    def _described(self, number: int, noun: _Noun, meant: dict[int, Mention]) -> Mention | None:
        """The actor of whom a noun is said, who is said of it, or in whose name it stands."""
        if noun.of >= 0:
            said = self._at(noun.of) or self._pronouns.get(noun.of)
            if said is not None and (said.actor_id or said.kind != "pronoun") and self._may_be(noun, said):
                return said
        for other in self._nouns[number + 1 : number + 4]:
            if other.of == noun.head and other.head in meant and meant[other.head].kind in ("person", "organization"):
                return meant[other.head] if self._may_be(noun, meant[other.head]) else None
        return self._part_of_name(noun)

    def _may_be(self, noun: _Noun, said: Mention) -> bool:
        """Whether a noun can be said of somebody: no amounts; what stands beside a person must be a word for people."""
        if _AMOUNT.search(noun.span.of(self._text)) or not _is_thing(noun.lemma):
            return False
        first, last = sorted((noun.span, said.span), key=lambda span: span.start)
        beside = not _LETTERS.search(self._text, first.end, last.start)
        if said.kind == "person" and beside:
            of_another = self._text[max(0, noun.span.start - 4) : noun.span.start].lower().endswith(" of ")
            return not of_another and is_person_word(noun.lemma)
        return True

    def _part_of_name(self, noun: _Noun) -> Mention | None:
        """ "The committee" after a committee was named."""
        words = noun.span.of(self._text)
        if not _DEFINITE.match(words) or words.count(" ") != 1:
            return None
        half = self._halves.get(words.partition(" ")[2])
        if half is not None:
            return half
        if noun.lemma in _NO_THING:
            return None
        for mention in reversed(self._mentions[: bisect_right(self._starts, noun.head)]):
            if mention.kind in ("organization", "group") and noun.lemma in mention.name.lower().split():
                return mention
        return None

    def _other_half(self, mention: Mention) -> Mention | None:
        """The state that "North and" means before the name of the southern one."""
        if mention.kind != "country":
            return None
        found = _BOTH_HALVES.search(self._text, max(0, mention.span.start - 10), mention.span.start)
        return self._halves.get(found[1]) if found else None

    def _capital(self, mention: Mention) -> Mention | None:
        """A capital that acts or owns stands for its state, one in or from which something happens does not."""
        country = seat_of_government(mention.exact) if mention.kind == "place" and not mention.actor_id else None
        if country is None or _WHERE.search(self._text[max(0, mention.span.start - 12) : mention.span.start]):
            return None
        if _DATELINE.match(self._text, mention.span.end):
            return None
        return self._of_country(country)

    def _state(self, noun: _Noun) -> Mention | None:
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

    def _pair(self, noun: _Noun) -> tuple[Mention, ...]:
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


def form_of(words: str) -> str:
    """Return words as labels are compared: stems without articles."""
    return " ".join(one for one in words_of(words) if one not in ("the", "an"))


def _refers(mention: Mention) -> bool:
    if mention.kind == "collective":
        rules = _is_state(mention) and mention.exact.rpartition(" ")[2].lower() in _RULERS
        return rules or (mention.sector in _ARMED and mention.actor_id is not None)
    if mention.kind == "title":
        return mention.actor_id is not None
    return mention.kind in _NAMING


def _is_thing(lemma: str) -> bool:
    return lemma.lower() not in _NO_THING and lemma.isascii() and len(lemma) > 2 and not lemma[0].isdigit()


def _table_things(report: Report) -> dict[int, _Known]:
    """What the table of labels knows of the words of a report, by where the last word of each stands."""
    found: dict[int, _Known] = {}
    for match in label_pattern().finditer(report.article.text):
        known, span = thing_of(match.group()), Span(match.start(), match.end())
        if known and not is_background(report, span):
            found[match.start() + match.group().rfind(" ") + 1] = _Known(*known, span)
    return found


def _of_words(
    report: Report, span: Span, head: int, lemma: str, table: dict[int, _Known], *, sort: str = "", said: bool = False
) -> Reference | None:
    lower = lemma.lower()
    if not _is_thing(lower):
        return None
    thing, table_form = known.row if (known := table.pop(head, None)) else (None, "")
    form = form_of(span.of(report.article.text))
    return Reference(
        report,
        span,
        WORDS,
        family_of(lower),
        lower,
        form,
        False,
        sort=sort,
        table=thing,
        table_form=table_form,
        said=said,
    )
