"""Who has been spoken of in an article, what is known of them, and the words that point at them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from dateline.lexicon.actors import gender_of, offices_of
from dateline.understand.actor_resolution import Meaning, Person
from dateline.understand.name_forms import gender_of_name
from dateline.understand.office_answers import HEADS, NATIONAL
from dateline.understand.titles import TitlePhrase


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
    token: int = -1
    sentence: int = -1
    subject: bool = False
    count: int = 0


def referent(meaning: Meaning, *, on: str | None) -> Referent:
    """What a name and its title tell of a person, with the offices of the day by the table."""
    one: Person | None = meaning.person
    title = meaning.name.title
    offices = set(one.offices) if one else set()
    ranks = set(one.ranks) if one else set()
    if title is not None and title.role is not None and not title.former:
        offices.add(title.role.canonical)
        ranks.add(title.role.words.split()[-1].lower())
    actor_id = meaning.actor_id or ""
    terms = offices_of(actor_id, on=on)
    offices.update(term.office for term in terms)
    bodies = {*(one.bodies if one else ()), *(term.of for term in terms)}
    gender = one.gender if one else (title.gender if title else None)
    gender = gender or gender_of(actor_id) or gender_of_name(meaning.full)
    return Referent(
        actor_id, meaning.full, gender, meaning.country, meaning.sector, frozenset(offices), frozenset(ranks),
        frozenset(bodies),
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
    if title.body and title.body not in bodies:
        return False
    if title.country and not title.body and country != title.country:
        return False
    if title.elsewhere:
        return office not in NATIONAL and bool(title.role) and title.words.split()[-1] in ranks
    if office == "leader":
        return not set(HEADS).isdisjoint(offices) or "leader" in ranks
    if office in NATIONAL or title.owner is not None:
        return office in offices
    return bool(title.role) and title.words.split()[-1] in ranks


def person_fits(one: Person, title: TitlePhrase, office: str) -> bool:
    """Whether the article gives a person the office that a title names."""
    return fits(title, office, one.offices, one.ranks, one.country, one.bodies)


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
