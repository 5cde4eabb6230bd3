"""Who has been spoken of in an article, what is known of them, and the words that point at them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from dateline.lexicon.actors import gender_of, offices_of
from dateline.lexicon.regional_holders import state_of_region
from dateline.lexicon.roles import rank_of, role_of
from dateline.understand.actor_resolution import Meaning
from dateline.understand.name_forms import gender_of_name
from dateline.understand.office_answers import (
    BODY_HEADS,
    HEADS,
    NATIONAL,
    OF_BODIES,
    OF_STATE,
    office_of_body,
    only_state_with,
)
from dateline.understand.parse import Parse
from dateline.understand.persons import Person
from dateline.understand.text_words import Words
from dateline.understand.title_neighbours import government_beside, palace_beside
from dateline.understand.titles import TitlePhrase

_GENDER = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_OF_SOMEBODY = frozenset(("his", "her", "hers", "himself", "herself"))
_PARTY_AND_STATE = re.compile(r"\b[A-Z]{1,3}-([A-Z][A-Za-z]+)")
_ADDS_WHERE = re.compile(r"\s?(?:,|\(|of\b|from\b)(?:(?!\. )[^;:])*")
_A_WHILE = timedelta(days=60)
_CLEARLY_NEARER, _FAR_MORE = 1.0, 1.5
_OF_CABINETS = frozenset(("foreign minister", "defence minister", "finance minister"))
_REGION_BEFORE = re.compile(
    r"\bof ([A-Z][\w-]+(?: [A-Z][\w-]+)?),? \Z|\b([A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:Sen|Rep|Gov|Senator|Representative"
    r"|Governor|Congressman|Congresswoman|Mayor)\.? \Z"
)
_LONGEST_REGION = 40
_SOON = 400
"""Code points behind a title within which its holder may first be named."""
_BEFORE_NAME, _BEHIND_NAME = 24, 30


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes six times as long to make
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


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes six times as long to make
class Pronoun:
    """A pronoun of the third person for one human being."""

    start: int
    end: int
    gender: str
    possessive: bool


def pronouns_in(words: Words) -> Iterator[Pronoun]:
    """He, she and their forms; not "US", "HER" and other words in capitals."""
    for number in words.among(_GENDER):
        form = words.form(number)
        if not (form.isupper() and len(form) > 1):
            start, key = words.starts[number], words.keys[number]
            yield Pronoun(start, start + len(form), _GENDER[key], key in _OF_SOMEBODY)


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody spoken of: names, gender, offices, and where last named; `subject` if as the subject of a clause."""

    actor_id: str
    full: str
    gender: str | None
    country: str | None
    sector: str | None
    offices: frozenset[str]
    ranks: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    once: frozenset[str] = frozenset()
    token: int = -1
    sentence: int = -1
    spoke: int = -1
    subject: bool = False
    count: int = 0

    def take_over(self, title: TitlePhrase) -> None:
        """Learn the office from a title that is set beside the name."""
        if title.role is None or title.former or title.to_be:
            return
        self.ranks |= {rank_of(title.role.words)}
        self.offices |= set() if title.narrowed else {title.role.canonical}


def referent(meaning: Meaning, *, on: str | None) -> Referent:
    """What a name and its title tell of a person, with the offices of the day by the table."""
    one: Person | None = meaning.person
    title = meaning.name.title
    offices = set(one.offices) if one else set()
    ranks = set(one.ranks) if one else set()
    if title is not None and title.role is not None and not title.former:
        offices.add(title.role.canonical)
        ranks.add(rank_of(title.role.words))
    actor_id = meaning.actor_id or ""
    terms = offices_of(actor_id, on=on)
    offices.update(term.office for term in terms)
    bodies = {*(one.bodies if one else ()), *(term.of for term in terms)}
    gender = one.gender if one else (title.gender if title else None)
    gender = gender or gender_of(actor_id) or gender_of_name(meaning.full)
    return Referent(
        actor_id, meaning.full, gender, meaning.country, meaning.sector, frozenset(offices), frozenset(ranks),
        frozenset(bodies), frozenset(one.once if one else ()),
    )  # fmt: skip


def fits(
    title: TitlePhrase,
    office: str,
    offices: Iterable[str],
    ranks: Iterable[str],
    country: str | None,
    bodies: Iterable[str],
) -> bool:
    """Whether somebody holds the office that a title names; a rank that many hold must be told in the same word."""
    if (title.body and title.body not in bodies) or not _called_so(title.words, office, country):
        return False
    if title.country and not title.body and country != title.country:
        return False
    if title.elsewhere:
        return office not in NATIONAL and bool(title.role) and rank_of(title.words) in ranks
    if office == "leader":
        return not set(HEADS).isdisjoint(offices) or "leader" in ranks
    if office == "head of state":
        return not OF_STATE.isdisjoint(offices)
    if office in NATIONAL or title.owner is not None:
        return office in offices
    return bool(title.role) and rank_of(title.words) in ranks


def _called_so(words: str, office: str, country: str | None) -> bool:
    """Whether a state calls the holder by these words: no foreign minister of the USA."""
    if country is None or office not in _OF_CABINETS:
        return True
    if words.endswith("secretary of state"):
        return country in ("USA", "VAT")
    return country != "USA" or not words.endswith("minister")


def person_fits(one: Person, title: TitlePhrase, office: str) -> bool:
    """Whether the article gives a person the office that a title names."""
    return fits(title, office, one.offices, one.ranks, one.country, one.bodies)


def named_soon(
    title: TitlePhrase, office: str, meaning_at: Mapping[int, Meaning], known: Container[str]
) -> Person | None:
    """The only holder of the title whom the next few sentences name for the first time."""
    soon = (
        meaning.person
        for start, meaning in meaning_at.items()
        if meaning.person is not None and title.end < start < title.end + _SOON
    )
    people = {one.actor.id: one for one in soon if person_fits(one, title, office)}
    one = next(iter(people.values()), None)
    return one if one is not None and len(people) == 1 and one.actor.id not in known else None


def only_one_named(title: TitlePhrase, office: str, setting: Setting, others: Container[str]) -> Meaning | None:
    """The only person named anywhere in the article who holds the office on the day; or held it, for "the former".

    Of `others` the sentence speaks beside the title.
    """
    if title.former and (title.body or office in OF_BODIES):
        return _only_one_before(*office_of_body(office, title.body or ""), setting)
    bare_leader = office == "leader" and not title.country  # of a race, a gang, a party
    if office not in NATIONAL or bare_leader or title.elsewhere or title.body or setting.on is None:
        return None
    state = title.country or (setting.home if title.former else None)
    found: dict[str, Meaning] = {}
    for meaning in setting.meaning_at.values():
        known = meaning.actor_id is not None and state in (None, meaning.country)
        if known and _in_that_office(meaning.actor_id or "", office, setting.on, former=title.former):
            found.setdefault(meaning.actor_id or "", meaning)
    one = next(iter(found.values()), None)
    return one if one is not None and len(found) == 1 and one.actor_id not in others else None


def _only_one_before(office: str, of: str, setting: Setting) -> Meaning | None:
    """The only person named who held an office of a body and holds it no more: "the former CIA director"."""
    on = setting.on or "9999"
    offices = (office, *BODY_HEADS) if office == "head" else (office,)
    found: dict[str, Meaning] = {}
    for meaning in setting.meaning_at.values():
        terms = offices_of(meaning.actor_id) if meaning.actor_id else ()
        if any(of in ("", term.of) and term.office in offices and term.end and term.end <= on for term in terms):
            found.setdefault(meaning.actor_id or "", meaning)
    return next(iter(found.values())) if len(found) == 1 else None


def earlier_holder_named(office: str, state: str, setting: Setting) -> bool:
    """Whether an article names somebody who held the office before, and not who holds it: it may tell of his time."""
    ids = {meaning.actor_id for meaning in setting.meaning_at.values() if meaning.country == state}
    terms = [term for one in ids if one for term in offices_of(one) if (term.office, term.of) == (office, state)]
    on = setting.on or "9999"
    return any(term.end and term.end <= on for term in terms) and not any(term.held_on(on) for term in terms)


def _in_that_office(actor_id: str, office: str, on: str, *, former: bool) -> bool:
    offices = HEADS if office == "leader" else (office,)
    terms = offices_of(actor_id)
    if not former:
        return any(term.office in offices and term.held_on(on) for term in terms)
    if any(term.office in NATIONAL and term.held_on(on) for term in terms):
        return False  # the minister of today is not called "the former president"
    return any(term.office in offices and term.end and term.end <= on for term in terms)


def likelier(fitting: list[Referent], setting: Setting, weight: Callable[[Referent], float]) -> list[Referent]:
    """Of the heads of several states whoever is clearly nearer or named far more often, else nobody."""
    nearest = fitting[0]
    rivals = [one for one in fitting[1:] if one.country and nearest.country and one.country != nearest.country]
    if not rivals or weight(nearest) - max(map(weight, rivals)) >= _CLEARLY_NEARER:
        return fitting
    named = Counter(meaning.actor_id for meaning in setting.meaning_at.values())
    first, second = sorted((nearest, *rivals), key=lambda one: -named[one.actor_id])[:2]
    if named[first.actor_id] < _FAR_MORE * named[second.actor_id]:
        return []
    return [first, *(one for one in fitting if one is not first)]


def may_be_named(name: str, one: Referent) -> bool:
    """Whether somebody of the article may bear a name of a table: "Chris Ruiz" for Christine Ruiz."""
    return one.full.rpartition(" ")[2] == name.rpartition(" ")[2] and one.full[:1] == name[:1]


def _regions_in(title: TitlePhrase, text: str) -> list[str]:
    """The words of a title that begin with a capital before its last: "Vermont" of "the Vermont senator"."""
    words = text[title.start : title.end].split()
    return [word for word in words[1:] if word[:1].isupper() and role_of(word) is None]


def _stands_near(region: str, text: str, start: int, end: int) -> bool:
    """Whether a region is named right before or behind a name: "Utah Gov. Ruiz", "Ruiz of Utah", "Ruiz (I-Ut.)"."""
    before = text[max(0, start - _BEFORE_NAME) : start]
    if re.search(rf"\b{re.escape(region)} (?:[A-Z][\w.]* )?$", before):
        return True
    found = _ADDS_WHERE.match(text, end, end + _BEHIND_NAME)
    if found is None:
        return False
    return region in found[0] or any(_is_short_for(one[1], region) for one in _PARTY_AND_STATE.finditer(found[0]))


def _is_short_for(short: str, region: str) -> bool:
    letters = iter(region.lower())
    return short[0].lower() == region[0].lower() and all(letter in letters for letter in short.lower())


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for the whole article: its parse, everybody with a full name, the meanings of names by their place."""

    parse: Parse
    people: tuple[Person, ...]
    meaning_at: dict[int, Meaning]
    on: str | None
    home: str | None
    sentence_at: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Token and sentence at places that were asked for, since most are asked for several times."""

    def regions(self) -> Iterator[str]:
        """The places that the article names, in lower case and as often as it does."""
        return (one.name.exact.lower() for one in self.meaning_at.values() if one.name.kind in ("place", "country"))

    def states(self) -> set[str | None]:
        """The states whose people, places or bodies the article names."""
        return {one.country for one in self.meaning_at.values()}

    def ids(self) -> list[str]:
        """The ids of the people whom the article names."""
        return [one.actor_id for one in self.meaning_at.values() if one.actor_id and one.name.kind == "person"]

    def bodies(self) -> Iterator[str]:
        """The ids of the bodies that the article names, as often as it does."""
        return (one.actor_id for one in self.meaning_at.values() if one.actor_id and one.name.kind != "person")


def states_meant(title: TitlePhrase, office: str, setting: Setting, at: tuple[int, int]) -> Iterator[tuple[str, str]]:
    """The states of which a bare "the president" may be meant, the likeliest first."""
    if setting.home and office != "leader":
        yield setting.home, "of which the article speaks"
    speaker = government_beside(setting.parse, at, setting.meaning_at)
    if speaker:
        yield speaker, "whose government is beside it"
    host = palace_beside(setting.parse, at, setting.meaning_at)
    if host:
        yield host, "whose seat is beside it"
    named = (one.country for one in setting.meaning_at.values() if one.name.kind != "person")
    only = only_state_with(office, title.gender, named, on=setting.on)
    if only:
        yield only, "the only state named that has one"


def genders_told(read: Iterable[tuple[object, Pointer | None]]) -> dict[str, str]:
    """The gender of those whom pronouns of one gender pointed at, sure enough or often enough."""
    weights: dict[str, Counter[str]] = {}
    for step, pointer in read:
        if isinstance(step, Pronoun) and pointer is not None and pointer.actor_id:
            weights.setdefault(pointer.actor_id, Counter())[step.gender] += 1 if pointer.confidence < 0.6 else 2
    told = {}
    for actor_id, genders in weights.items():
        (gender, weight), *others = genders.most_common()
        if weight >= 2 and weight > 2 * sum(other for _, other in others):
            told[actor_id] = gender
    return told


def of_that_region(
    title: TitlePhrase, fitting: list[Referent], text: str, meanings: Iterable[Meaning]
) -> list[Referent]:
    """Those beside whose names the region of a title stands: "the Vermont senator"."""
    regions = _regions_in(title, text)
    near = {
        meaning.actor_id
        for meaning in meanings
        if any(_stands_near(region, text, meaning.name.start, meaning.name.end) for region in regions)
    }
    return [one for one in fitting if one.actor_id in near]


def of_another_region(title: TitlePhrase, one: Referent, setting: Setting) -> bool:
    """Whether a name is told with another region: "the Texas senator" is not "Florida Sen. Ana Ruiz"."""
    text = setting.parse.text
    regions = _regions_in(title, text)
    for start, meaning in setting.meaning_at.items() if regions else ():
        if meaning.actor_id == one.actor_id:
            told = _REGION_BEFORE.search(text, max(0, start - _LONGEST_REGION), start)
            before = (told[1] or told[2]) if told is not None else ""
            known = told is not None and (told[1] or state_of_region(before))
            if known and before.split()[0] not in regions:
                return True
    return False


def left_lately(title: TitlePhrase, office: str, spoken_of: Iterable[Referent], *, on: str | None) -> Referent | None:
    """The only one spoken of who gave up the office in the weeks before: he is still called so for a while."""
    if on is None or title.former or title.elsewhere or office not in NATIONAL:
        return None
    before = (date.fromisoformat(on) - _A_WHILE).isoformat()
    offices = HEADS if office == "leader" else (office,)
    fitting = [
        one
        for one in spoken_of
        if title.country in (None, one.country)
        and any(term.office in offices for term in offices_of(one.actor_id, on=before))
        and not any(term.office in offices and term.end != on for term in offices_of(one.actor_id, on=on))
    ]
    return fitting[0] if len(fitting) == 1 else None


def pointer_to(
    title: TitlePhrase, one: Referent, confidence: float, why: str, fitting: Iterable[Referent] = ()
) -> Pointer:
    """The title as words for that person; the others who fit are kept as candidates."""
    ids = tuple(other.actor_id for other in islice(fitting, 4))
    return Pointer(
        title.start, title.end, "title", one.full, one.actor_id, one.country, one.sector, confidence, why,
        ids if len(ids) > 1 else (),
    )  # fmt: skip


def left_open(title: TitlePhrase, why: str, country: str | None = None, candidates: tuple[str, ...] = ()) -> Pointer:
    """The title as words for nobody sure: with its state and sector, and between whom it lies."""
    sector = title.role.sector if title.role else None
    country = country or title.country
    return Pointer(title.start, title.end, "title", "", None, country, sector, 0.3, why, candidates)
