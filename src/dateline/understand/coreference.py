"""Pronouns and titles that mean somebody named elsewhere in the article: he, she, the president, his counterpart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from dateline.lexicon.actors import Actor, gender_of, holders, offices_of
from dateline.lexicon.roles import Role, role_endings, role_of
from dateline.understand.actor_resolution import Meaning, Person
from dateline.understand.name_forms import Word, gender_of_name, read_title
from dateline.understand.parse import Parse

_GENDER = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_OWNERS = frozenset(("his", "her", "their", "its"))
_COUNTERPART = frozenset(("counterpart",))
_WITHIN_TITLE = frozenset('\n,;:()“”"')
_REACH = 6
_LONGEST_TITLE = 6
_MOST_REMEMBERED = 200
_UNSURE_WOMAN, _UNSURE_MAN = 1.2, 0.4
_LEAST_CONFIDENCE = 0.4
_HEADS_OF_STATE = ("president", "prime minister", "chancellor", "monarch", "leader")
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_OF_SOMETHING = re.compile(r"\s+of\s+(?:the\s+)?")


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that mean somebody without a name; `actor_id` None when it stays open."""

    start: int
    end: int
    kind: str
    full: str
    actor_id: str | None
    country: str | None
    sector: str | None
    confidence: float
    why: str
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class _Referent:
    actor_id: str
    full: str
    gender: str | None
    country: str | None
    sector: str | None
    offices: frozenset[str]
    token: int = -1
    sentence: int = -1
    subject: bool = False
    count: int = 0


def find_pointers(parse: Parse, meanings: list[Meaning], words: list[Word], *, on: str | None) -> list[Pointer]:
    """All third-person singular pronouns for people and all definite titles, resolved where the article decides."""
    covered = {word_start for meaning in meanings for word_start in range(meaning.name.start, meaning.name.end)}
    steps: list[tuple[int, Meaning | _Pronoun | _Title]] = [(m.name.start, m) for m in meanings if _is_person(m)]
    steps += [(one.start, one) for one in _pronouns(words)]
    starts = {meaning.name.start for meaning in meanings if meaning.name.kind == "person"}
    steps += [(one.start, one) for one in _titles(words, parse.text, starts) if one.end - 1 not in covered]
    steps.sort(key=lambda step: step[0])
    ordered = [step for _, step in steps]
    first = _Stage(parse, {}, on=on)
    # What the pronouns of a first reading say of a person ("she" four times) helps the second.
    genders = _genders_told(zip(ordered, _walk(first, ordered), strict=True))
    unsure = any(one.gender is None for one in first.referents)
    found = _walk(_Stage(parse, genders, on=on), ordered) if genders and unsure else _walk(first.again(), ordered)
    return [pointer for pointer in found if pointer is not None]


def _genders_told(read: Iterable[tuple[object, Pointer | None]]) -> dict[str, str]:
    weights: dict[str, Counter[str]] = {}
    for step, pointer in read:
        if isinstance(step, _Pronoun) and pointer is not None and pointer.actor_id:
            weights.setdefault(pointer.actor_id, Counter())[step.gender] += 1 if pointer.confidence < 0.6 else 2
    told = {}
    for actor_id, genders in weights.items():
        (gender, weight), *others = genders.most_common()
        if weight >= 2 and weight > 2 * sum(other for _, other in others):
            told[actor_id] = gender
    return told


def _walk(stage: _Stage, steps: Iterable[Meaning | _Pronoun | _Title]) -> list[Pointer | None]:
    found: list[Pointer | None] = []
    for step in steps:
        if isinstance(step, Meaning):
            stage.enter(step)
            found.append(None)
        elif isinstance(step, _Pronoun):
            found.append(stage.pronoun(step))
        else:
            found.append(stage.title(step))
    return found


@dataclass(frozen=True, slots=True)
class _Pronoun:
    start: int
    end: int
    gender: str
    possessive: bool


@dataclass(frozen=True, slots=True)
class _Title:
    start: int
    end: int
    role: Role | None
    country: str | None
    body: str | None
    owner: str | None


class _Stage:
    """Who has been spoken of so far, and how near."""

    def __init__(self, parse: Parse, genders: dict[str, str], *, on: str | None) -> None:
        self._parse = parse
        self._on = on
        self._genders = genders
        self._referents: dict[str, _Referent] = {}

    def again(self) -> _Stage:
        """An empty stage with the same knowledge."""
        return _Stage(self._parse, self._genders, on=self._on)

    @property
    def referents(self) -> Iterable[_Referent]:
        """Everybody who has entered."""
        return self._referents.values()

    def enter(self, meaning: Meaning) -> None:
        if meaning.actor_id is None:
            # A surname that two share keeps both of them near.
            for actor_id in meaning.candidates:
                if actor_id in self._referents:
                    self._touch(self._referents[actor_id], meaning.name.start)
            return
        known = self._referents.get(meaning.actor_id)
        if known is None:
            known = self._referents[meaning.actor_id] = _referent(meaning, on=self._on)
            known.gender = known.gender or self._genders.get(known.actor_id)
        self._touch(known, meaning.name.start)

    def pronoun(self, pronoun: _Pronoun) -> Pointer:
        token, sentence = self._at(pronoun.start)
        ranked = sorted(
            (
                (self._salience(one, sentence, pronoun.gender), one)
                for one in self._near(sentence)
                if one.gender in (None, pronoun.gender)
                and not (not pronoun.possessive and self._same_clause(one, token))
            ),
            key=lambda pair: -pair[0],
        )
        if not ranked:
            why = "nobody of that gender was named before"
            return Pointer(pronoun.start, pronoun.end, "pronoun", "", None, None, None, 0.0, why)
        best, one = ranked[0]
        margin = best - ranked[1][0] if len(ranked) > 1 else 2.0
        confidence = round(min(0.92, 0.5 + 0.2 * margin) - (0.15 if one.gender is None else 0.0), 2)
        self._touch(one, pronoun.start, named=False)
        others = tuple(other.actor_id for score, other in ranked[:3] if best - score < 0.5)
        return Pointer(
            pronoun.start, pronoun.end, "pronoun", one.full, one.actor_id, one.country, one.sector, confidence,
            "nearest fitting person", others if len(others) > 1 else (),
        )  # fmt: skip

    def _near(self, sentence: int) -> Iterator[_Referent]:
        """Who was spoken of lately, the latest first."""
        for one in reversed(self._referents.values()):
            if sentence - one.sentence > _REACH:
                return
            yield one

    def title(self, title: _Title) -> Pointer:
        office = title.role.canonical if title.role else None
        if title.owner is not None:
            owner = self._referents.get(title.owner) or self._last_spoken_of()
            office = office or next(iter(sorted(owner.offices)), None) if owner else office
        sector = title.role.sector if title.role else None
        of = title.body or title.country
        fitting = [
            one
            for one in islice(reversed(self._referents.values()), _MOST_REMEMBERED)
            if office is not None
            and self._holds(one, office)
            and (title.country is None or one.country == title.country)
        ]
        fitting.sort(key=lambda one: -one.token)
        if not fitting and of and office:
            held = self._from_table(office, of)
            if len(held) == 1:
                self._touch(self._introduced(held[0], office), title.start, named=False)
                why = f"{office} of {of} on the day, by the table"
                return Pointer(
                    title.start,
                    title.end,
                    "title",
                    held[0].name,
                    held[0].id,
                    held[0].country,
                    held[0].sector,
                    0.75,
                    why,
                )
        if not fitting:
            why = "no holder of that title is named before"
            return Pointer(title.start, title.end, "title", "", None, title.country, sector, 0.3, why)
        one = fitting[0]
        self._touch(one, title.start, named=False)
        others = tuple(other.actor_id for other in fitting[:4]) if len(fitting) > 1 else ()
        confidence = 0.85 if len(fitting) == 1 else 0.6
        why = f"the {office} named before"
        return Pointer(
            title.start, title.end, "title", one.full, one.actor_id, one.country, one.sector, confidence, why, others
        )

    def _introduced(self, actor: Actor, office: str) -> _Referent:
        """Somebody who enters by office alone, without a name."""
        offices = frozenset((office,))
        made = _Referent(actor.id, actor.name, gender_of(actor.id), actor.country, actor.sector, offices)
        return self._referents.setdefault(actor.id, made)

    def _holds(self, one: _Referent, office: str) -> bool:
        return office in one.offices or (office == "leader" and not one.offices.isdisjoint(_HEADS_OF_STATE))

    def _from_table(self, office: str, of: str) -> tuple[Actor, ...]:
        """Who held the office on the day; a "leader" is whoever heads the state."""
        if self._on is None:
            return ()
        for one in (office, *(_HEADS_OF_STATE if office == "leader" else ())):
            held = holders(one, of, on=self._on)
            if held:
                return held
        return ()

    def _last_spoken_of(self) -> _Referent | None:
        latest = islice(reversed(self._referents.values()), _MOST_REMEMBERED)
        return max(latest, key=lambda one: (one.sentence, one.subject, one.token), default=None)

    def _touch(self, one: _Referent, start: int, *, named: bool = True) -> None:
        token, sentence = self._at(start)
        if sentence != one.sentence:
            one.subject = False
        one.token, one.sentence = token, sentence
        one.subject = one.subject or self._is_subject(token)
        one.count += named
        # The latest stands last, so that looking back may stop early.
        self._referents[one.actor_id] = self._referents.pop(one.actor_id, one)

    def _at(self, start: int) -> tuple[int, int]:
        token = self._parse.token_at(start)
        if token is None:
            return -1, 0
        return token, self._parse.sentence_of(token)

    def _salience(self, one: _Referent, sentence: int, gender: str) -> float:
        score = -0.7 * (sentence - one.sentence) + 0.12 * min(one.count, 8)
        score += 0.8 if one.subject else 0.0
        if one.gender is None:
            return score - (_UNSURE_WOMAN if gender == "f" else _UNSURE_MAN)
        return score

    def _same_clause(self, one: _Referent, token: int) -> bool:
        """ "Anna saw her": subject and object of one verb are not the same person."""
        if one.token < 0 or token < 0:
            return False
        heads = self._parse.heads
        other = one.token
        while heads[other] != other and self._parse.labels[other] in ("flat", "compound", "det", "amod", "appos"):
            other = int(heads[other])
        return other != token and bool(heads[other] == heads[token]) and heads[token] != token

    def _is_subject(self, token: int) -> bool:
        if token < 0:
            return False
        parse, at = self._parse, token
        while parse.heads[at] != at and parse.labels[at] in ("flat", "compound", "det", "amod", "nmod:poss"):
            at = int(parse.heads[at])
        return parse.labels[at] in _SUBJECTS


def _referent(meaning: Meaning, *, on: str | None) -> _Referent:
    one: Person | None = meaning.person
    title = meaning.name.title
    offices = set(one.offices) if one else set()
    if title is not None and title.role is not None:
        offices.add(title.role.canonical)
    offices.update(term.office for term in offices_of(meaning.actor_id or "", on=on))
    gender = one.gender if one else (title.gender if title else None)
    gender = gender or gender_of(meaning.actor_id or "") or gender_of_name(meaning.full)
    return _Referent(meaning.actor_id or "", meaning.full, gender, meaning.country, meaning.sector, frozenset(offices))


def _is_person(meaning: Meaning) -> bool:
    return meaning.name.kind == "person" and bool(meaning.actor_id or meaning.candidates)


def _pronouns(words: Iterable[Word]) -> Iterator[_Pronoun]:
    for word in words:
        gender = _GENDER.get(word.key)
        if gender is not None and not (word.text.isupper() and len(word.text) > 1):
            yield _Pronoun(word.start, word.end, gender, word.key in ("his", "her", "hers", "himself", "herself"))


def _titles(words: list[Word], text: str, people_start: set[int]) -> Iterator[_Title]:
    for number, word in enumerate(words):
        if word.key == "the" or word.key in _OWNERS:
            found = _title_at(words, number, text, people_start)
            if found is not None:
                yield found


def _title_at(words: list[Word], number: int, text: str, people_start: set[int]) -> _Title | None:
    opener, owned = words[number], words[number].key in _OWNERS
    endings = role_endings("office", "spokesperson") | _COUNTERPART
    for size in range(min(_LONGEST_TITLE, len(words) - number - 1), 0, -1):
        run = words[number + 1 : number + 1 + size]
        last = run[-1]
        if last.key not in endings:
            continue
        if not _WITHIN_TITLE.isdisjoint(text[opener.end : last.end]) or text[last.end : last.end + 1] == "-":
            continue
        counterpart = owned and last.key == "counterpart"
        role = None if counterpart else _role_at_end(run)
        if role is None and not counterpart:
            continue
        after = words[number + 1 + size] if number + 1 + size < len(words) else None
        if after is not None and after.start in people_start:
            return None  # the title belongs to the name that follows
        if owned and not counterpart:
            return None  # "his spokesman" is nobody the article has named so
        title = read_title(run, text)
        country, body, end = (title.country if title else None), (title.body if title else None), last.end
        of = _OF_SOMETHING.match(text, end)
        if of is not None and after is not None and country is None:
            beyond = [word for word in words[number + 1 + size : number + 6 + size] if word.start >= of.end()]
            named = read_title(beyond[:2], text) or read_title(beyond[:1], text) if beyond else None
            country = named.country if named else None
        return _Title(opener.start if not owned else run[0].start, end, role, country, body, "" if owned else None)
    return None


def _role_at_end(run: list[Word]) -> Role | None:
    """The role that ends the run, when all before it may stand before a role."""
    for first in range(len(run)):
        role = role_of(" ".join(word.text for word in run[first:]))
        if role is not None and role.klass in ("office", "spokesperson"):
            before = run[:first]
            if all(word.text[:1].isupper() or role_of(word.text) is not None for word in before):
                return role
            return None
    return None
