"""PLOVER: what its event types mean, which words tell of them, and how types fold into one another.

Tables beside this file, to be edited by hand: plover.tsv (types and modes with quad class, score and the prepositions
behind which the recipient stands), cameo.tsv (CAMEO codes), event_verbs.tsv, event_adjectives.tsv, event_nouns.tsv
(words), event_operators.tsv (what "agreed to", "refused to", "stopped" make of the act they speak of).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from dateline.lexicon import own_rows
from dateline.lexicon.own_rows import renewed
from dateline.lexicon.tables import read_table

TYPES = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"}
    | {"THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)
ANY = "*"
NO_ACT = frozenset({"say", "plan", "deny", "aspect", "none"})
"""The kinds of senses that tell no act of their own."""
_VERBS, _ADJECTIVES = "event_verbs.tsv", "event_adjectives.tsv"


@dataclass(frozen=True, slots=True)
class Coding:
    """What an act is coded as; `cameo` is the CAMEO code."""

    type: str
    mode: str | None
    cameo: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One type or mode: quad class 1 to 4, score from -10 to 10, default code, where its recipient stands."""

    quad: int
    score: float
    cameo: str
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Condition:
    """Something a word's surroundings must have: `where` is obj, subj, prep, prt, adv, xcomp, lemma, cmp or another.

    `words` are lemmas, or classes of nouns marked with @; "+" stands for a person or body. Empty words: anything.
    `wanted` is false for a condition that must not hold.
    """

    where: str
    words: frozenset[str]
    wanted: bool

    @cached_property
    def asks_who(self) -> bool:
        """Tell whether it takes more than words to answer: a person, people, a place, somebody of a sector."""
        return any(word[0] in "+&^~" for word in self.words)


@dataclass(frozen=True, slots=True)
class Sense:
    """One use of a verb or adjective.

    kind: act (an event of its own), light (the event is its object's), aspect (that of its complement), op (makes
    something else of the act it speaks of), undo (likewise, of an act as a noun), say, plan, deny, none
    (no event at all). `own` tells that the row is the user's. `objects` are words of which its object must have one,
    by those of its conditions that words alone can meet; none where it has no such condition.
    """

    kind: str
    operator: str
    when: tuple[Condition, ...]
    coding: Coding | None
    recipients: tuple[str, ...]
    own: bool = False
    objects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NounSense:
    """One use of a noun: its class, its coding as an event (None: only a thing acts are done to), and its roles.

    `of` and `poss` say who stands there: "actor" ("the visit of Xi") or "recipient" ("the arrest of Xi").
    """

    klass: str
    when: tuple[Condition, ...]
    coding: Coding | None
    of: str
    poss: str
    recipients: tuple[str, ...]


def kind_of(type_: str, mode: str | None) -> Kind:
    """The quad class, score and recipient prepositions of a type and mode; of the type where the mode says nothing."""
    kinds = _kinds()
    return kinds.get((type_, mode or ""), kinds[type_, ""])


def goldstein(coding: Coding) -> float:
    """The Goldstein score of the CAMEO code, or the PLOVER score of the type and mode where there is none."""
    row = _cameo().get(coding.cameo)
    return float(row["goldstein"]) if row and row["goldstein"] else kind_of(coding.type, coding.mode).score


def contexts(coding: Coding) -> tuple[str, ...]:
    """The contexts that the CAMEO code itself brings ("diplomatic", "military")."""
    row = _cameo().get(coding.cameo)
    return tuple(row["contexts"].split(",")) if row and row["contexts"] else ()


def plover_of_cameo(code: str) -> Coding | None:
    """The PLOVER coding of a CAMEO code by the published table; the code above it where that one is not listed.

    >>> plover_of_cameo("0871").type, plover_of_cameo("195").mode, plover_of_cameo("999")
    ('RETREAT', 'heavy-weapons', None)
    """
    for known in (code, code[:3]):
        row = _cameo().get(known)
        if row:
            return Coding(row["type"], row["mode"] or None, code)
    return None


def folded(operator: str, inner: str | None) -> Coding | None:
    """What an operator ("agree", "reject") makes of an act of the inner type; None where it makes no event.

    >>> folded("agree", "CONSULT").cameo, folded("stop", "ASSAULT").type
    ('036', 'RETREAT')
    """
    table = _operators()
    found = table.get((operator, inner or ANY), table.get((operator, ANY)))
    return found if found and found.type else None


def verb_senses(lemma: str) -> tuple[Sense, ...]:
    """The uses of a verb, those of the user before ours, the most specific first."""
    return _verbs().get(lemma, ())


def verbs() -> dict[str, tuple[Sense, ...]]:
    """The uses of all verbs by lemma, as `verb_senses` gives them."""
    return _verbs()


def verb_rows() -> tuple[dict[str, str], ...]:
    """The rows of the verb table that ships, as they are written there."""
    return read_table(_VERBS)


def adjective_senses(lemma: str) -> tuple[Sense, ...]:
    """The uses of a predicative adjective, the most specific first."""
    return _senses(_ADJECTIVES).get(lemma, ())


def noun_senses(lemma: str) -> tuple[NounSense, ...]:
    """The uses of a noun ("talk", "air-strike")."""
    return _nouns().get(lemma, ())


def noun_uses() -> dict[str, tuple[NounSense, ...]]:
    """The uses of all nouns by lemma, as `noun_senses` gives them."""
    return _nouns()


@renewed
@lru_cache(maxsize=1)
def words_for_acts() -> tuple[frozenset[str], frozenset[str]]:
    """The verbs, and the predicative adjectives, that can tell an act: all but those that always report or plan."""
    tables = (_verbs(), _senses(_ADJECTIVES))
    first, second = (
        frozenset(word for word, senses in table.items() if senses[0].when or senses[0].kind not in NO_ACT)
        for table in tables
    )
    return first, second


@renewed
@lru_cache(maxsize=1)
def parts_of_compounds() -> frozenset[str]:
    """The words whose compounds the tables know: "strike" for "air-strike", "show" for "show-of-force"."""
    verbs = (sense.when for table in (_VERBS, _ADJECTIVES) for senses in _senses(table).values() for sense in senses)
    own = (sense.when for senses in _own_senses().values() for sense in senses)
    nouns = (sense.when for senses in _nouns().values() for sense in senses)
    wanted = {word for when in (*verbs, *own, *nouns) for condition in when for word in condition.words}
    parts: set[str] = set()
    for word in wanted | _nouns().keys():
        parts.update(word[at + 1 :] for at, sign in enumerate(word) if sign == "-")
        if "-of-" in word:
            parts.add(word.partition("-of-")[0])
    return frozenset(parts)


@renewed
@lru_cache(maxsize=1)
def nouns_and_parts() -> frozenset[str]:
    """The nouns that can tell an event of their own, and the parts of compounds that may."""
    telling = (word for word, senses in _nouns().items() if any(sense.coding for sense in senses))
    return parts_of_compounds().union(telling)


@renewed
@lru_cache(maxsize=50_000)
def may_tell_event(lemma: str) -> bool:
    """Tell whether a noun may have uses as an event: a quick look, asked of every noun, so the answers are kept."""
    return lemma in nouns_and_parts() or "-" in lemma or lemma[-1:] == "s"


@lru_cache(maxsize=4096)
def noun_classes(lemma: str) -> frozenset[str]:
    """The classes a noun belongs to, marked as conditions name them ("@talks")."""
    return frozenset("@" + sense.klass for sense in noun_senses(lemma))


@lru_cache(maxsize=4096)
def names_of_noun(lemma: str) -> frozenset[str]:
    """Everything that a condition can call a noun: the word itself and its classes."""
    return noun_classes(lemma) | {lemma}


def contexts_of_words() -> dict[str, tuple[str, ...]]:
    """The PLOVER contexts that words speak of, by their lemma."""
    return _words_of("event_contexts.tsv", "context")


def arenas_of_words() -> dict[str, tuple[str, ...]]:
    """The fields in which fights, strikes and deals are no political events (sport, culture, business), by lemma."""
    return _words_of("event_arenas.tsv", "arena")


def people_words(klass: str) -> frozenset[str]:
    """The nouns of one class of event_people.tsv: words for bodies and groups, counting words and the like."""
    return next(frozenset(row["words"].split(",")) for row in read_table("event_people.tsv") if row["class"] == klass)


@lru_cache(maxsize=4)
def _words_of(table: str, column: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in read_table(table):
        for word in dict.fromkeys(row["words"].split(",")):
            found[word] = (*found.get(word, ()), row[column])
    return found


@lru_cache(maxsize=1)
def _kinds() -> dict[tuple[str, str], Kind]:
    found: dict[tuple[str, str], Kind] = {}
    for row in read_table("plover.tsv"):
        above = found.get((row["type"], ""))
        recipients = _listed(row["to"]) or (above.recipients if above else ())
        found[row["type"], row["mode"]] = Kind(int(row["quad"]), float(row["score"]), row["cameo"], recipients)
    return found


@lru_cache(maxsize=1)
def _cameo() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in read_table("cameo.tsv")}


@lru_cache(maxsize=1)
def _operators() -> dict[tuple[str, str], Coding]:
    return {
        (row["operator"], row["inner"]): Coding(row["type"], row["mode"] or None, row["cameo"])
        for row in read_table("event_operators.tsv")
    }


@lru_cache(maxsize=4)
def _senses(table: str) -> dict[str, tuple[Sense, ...]]:
    return _by_word(read_table(table))


@renewed
@lru_cache(maxsize=1)
def _verbs() -> dict[str, tuple[Sense, ...]]:
    """The uses of all verbs, those of the user before ours."""
    return _senses(_VERBS) | _own_senses()


@renewed
@lru_cache(maxsize=1)
def _own_senses() -> dict[str, tuple[Sense, ...]]:
    """The user's verbs with ours behind them: whichever of his rows asks for most comes first.

    Where a verb of his asks for nothing, ours that make something of an act they speak of come before it: "agreed to
    withdraw" is told by both verbs, as in PETRARCH2.
    """
    found = {}
    for word, senses in _by_word(own_rows.rows("verbs"), own=True).items():
        ours = _senses(_VERBS).get(word, ())
        folding = (replace(one, coding=None) for one in ours if one.kind == "op")
        asking = sorted((one for one in senses if one.when or one.kind == "none"), key=lambda one: -len(one.when))
        found[word] = (*asking, *folding, *(one for one in senses if one not in asking), *ours)
    return found


def _by_word(rows: Iterable[dict[str, str]], *, own: bool = False) -> dict[str, tuple[Sense, ...]]:
    found: dict[str, list[Sense]] = {}
    for row in rows:
        kind, _, operator = row["kind"].partition(":")
        when = tuple(_conditions(row["when"]))
        objects = [one.words for one in when if one.where == "obj" and one.wanted and one.words and not one.asks_who]
        sense = Sense(
            kind, operator, when, _coding(row), _recipients(row), own, min(objects, default=frozenset(), key=len)
        )
        for word in row["word"].split(","):
            found.setdefault(word, []).append(sense)
    return {word: tuple(senses) for word, senses in found.items()}


@lru_cache(maxsize=1)
def _nouns() -> dict[str, tuple[NounSense, ...]]:
    roles = {"r": "recipient", "a": "actor", "": ""}
    found: dict[str, list[NounSense]] = {}
    for row in read_table("event_nouns.tsv"):
        when = tuple(_conditions(row["when"]))
        sense = NounSense(row["class"], when, _coding(row), roles[row["of"]], roles[row["poss"]], _recipients(row))
        for word in row["word"].split(","):
            found.setdefault(word, []).append(sense)
    return {word: tuple(senses) for word, senses in found.items()}


def _coding(row: dict[str, str]) -> Coding | None:
    return Coding(row["type"], row["mode"] or None, row["cameo"]) if row["type"] else None


def _recipients(row: dict[str, str]) -> tuple[str, ...]:
    listed = _listed(row["to"])
    if listed or not row["type"]:
        return listed
    return kind_of(row["type"], row["mode"]).recipients


def _conditions(text: str) -> Iterator[Condition]:
    for part in text.split():
        where, _, words = part.lstrip("-").partition("=")
        yield Condition(where, frozenset(_listed(words)), not part.startswith("-"))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split(",") if word)
