"""Answers of the tables: who holds an office on the day, and of which state an article speaks when it does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from dateline.lexicon.actors import Actor, Office, gender_of, holders, offices_of, person
from dateline.lexicon.countries import country_of_name, seat_of_government
from dateline.lexicon.regional_holders import state_of_region
from dateline.lexicon.tables import read_table
from dateline.model.article import Article
from dateline.understand.name_spans import Name

HEADS = ("leader", "president", "prime minister", "chancellor", "monarch")
GOVERNING = ("president", "prime minister", "chancellor")
NATIONAL = frozenset(HEADS) | {
    "vice-president", "foreign minister", "defence minister", "finance minister", "interior minister",
    "attorney general", "head of state", "pope", "central banker", "national security adviser",
}  # fmt: skip
"""Offices of which a state has one: "the president" of an article on one state is its president."""
OF_STATE = frozenset(("president", "monarch"))
"""Offices of heads of state."""
_TOLD_BY_STATE = frozenset(
    (
        "president",
        "head of state",
        "prime minister",
        "monarch",
        "vice-president",
        "foreign minister",
        "defence minister",
    )
)
OF_BODIES = frozenset(("secretary-general", "director-general", "managing director", "foreign policy chief"))
"""Offices that bodies of several states have: "the secretary-general" of an article on the United Nations."""
BODY_HEADS = ("secretary-general", "director-general", "managing director", "president", "intelligence chief", "leader")
_ONLY_ONE_SEAT = {
    "pope": "VAT", "pontiff": "VAT", "fed chair": "USA", "fed chairman": "USA",
    "treasury secretary": "USA",
}  # fmt: skip
_SEATS_AND_RIVALS = {"home secretary": ("GBR", "IND", "PAK"), "supreme leader": ("IRN", "PRK", "AFG")}
_UNTIL_SWORN_IN = timedelta(days=180)
_LEAST_SHARE, _LEAST_NAMED, _MOST_STATES, _LEAST_REGIONS = 0.6, 3, 8, 2


def holders_of(office: str, of: str, *, on: str | None) -> tuple[Actor, ...]:
    """Who held an office of a state or body on the day; nobody where no day is known.

    A "leader" is whoever governs: a chancellor before a president of honour. The "chief" or "head" of a body is
    whoever holds its highest office.
    """
    if on is None:
        return ()
    if office == "head of state":
        return holders("monarch", of, on=on) or holders("president", of, on=on)
    office, of = office_of_body(office, of)
    if (office, of) == ("chancellor", "GBR"):
        office = "finance minister"
    held = holders(office, of, on=on)
    if not held and office == "head" and of.startswith("o:"):
        return next((found for one in BODY_HEADS if (found := holders(one, of, on=on))), ())
    if held or office != "leader":
        return held
    for one in leading_offices(of, on):
        held = holders(one, of, on=on)
        if held:
            return held
    return ()


def only_seat(words: str, states: Iterable[str | None]) -> str | None:
    """The only state that has an office of these words, of those that a report names where several might."""
    if words in _ONLY_ONE_SEAT:
        return _ONLY_ONE_SEAT[words]
    state, *rivals = _SEATS_AND_RIVALS.get(words, ("",))
    return state if state and state in (named := set(states)) and named.isdisjoint(rivals) else None


def holders_to_be(office: str, of: str | None, named: Iterable[str], *, on: str | None) -> list[Actor]:
    """Who will hold an office within half a year of the day: of those whom an article names, else of that state."""
    if on is None:
        return []
    until = (date.fromisoformat(on) + _UNTIL_SWORN_IN).isoformat()
    ahead = {
        one: [term for term in offices_of(one) if term.office == office and on < (term.start or "") <= until]
        for one in dict.fromkeys((*named, *((held.id for held in holders(office, of)) if of else ())))
    }
    coming = [term.holder for one in named for term in ahead[one] if of in (None, term.of)]
    coming = coming or [term.holder for terms in ahead.values() for term in terms if term.of == of]
    return list(dict.fromkeys(coming))


def served_under(office: str, leader: str, *, on: str | None, former: bool) -> tuple[Actor, ...]:
    """Who held an office of a state while somebody governed it: of the day if he governs then, else all of his time.

    `leader` is his id; "his former finance minister" is whoever held the office under him and holds it no more.
    """
    governed = [term for term in offices_of(leader) if term.office in GOVERNING]
    now = [term.of for term in governed if on is not None and term.held_on(on)]
    in_office = tuple(one for of in now for one in holders_of(office, of, on=on))
    if now and not former:
        return in_office
    found: dict[str, Actor] = {}
    for reign in governed:
        for one in holders(office, reign.of):
            terms = (term for term in offices_of(one.id) if (term.office, term.of) == (office, reign.of))
            if any(_overlap(term, reign) and (on is None or (term.start or "") <= on) for term in terms):
                found.setdefault(one.id, one)
    return tuple(one for one in found.values() if one not in in_office)


def _overlap(one: Office, other: Office) -> bool:
    """Whether two terms share more than the day of a change."""
    return (one.start or "") < (other.end or "9999") and (other.start or "") < (one.end or "9999")


def leading_offices(of: str, on: str | None) -> tuple[str, ...]:
    """The offices that may be meant by the "leader" of a state, the likeliest first."""
    for office, start, end in _led_by().get(of, ()):
        if on is None or (start <= on and (not end or on <= end)):
            return (office, *(one for one in ("prime minister", "president") if one != office))
    return ("president", "monarch", "prime minister")


def home_of(article: Article, names: Iterable[Name], outlet_country: str | None) -> str | None:
    """The state whose "president" an article means that names none: the one it is about; None where it is not clear.

    It must lead by far among the states named, or stand in the dateline and lead; an outlet's own state counts where
    the article speaks of no other.
    """
    met = list(names)
    named = Counter(country for name in met if (country := name.country or name.seat) and name.kind != "person")
    regions = [state_of_region(name.exact) for name in met if name.kind == "place" and name.seat is None]
    most = max(named, key=named.__getitem__, default=None)  # regions tell nothing against the state most spoken of
    named.update(state for state in regions if state is not None and most in (None, state))
    place = article.dateline.place if article.dateline else None
    written_in = (seat_of_government(place) or country_of_name(place)) if place else None
    if not named:
        return outlet_country
    country, count = named.most_common(1)[0]
    share = count / sum(named.values())
    if written_in is not None and written_in != country:
        return None
    if share >= _LEAST_SHARE and (count >= _LEAST_NAMED or country in (written_in, outlet_country)):
        return country
    return None


def speaks_of_regions(places: Iterable[str]) -> bool:
    """Whether an article names regions with governors of their own: each has a secretary of state, too."""
    return sum(state_of_region(one) is not None for one in places) >= _LEAST_REGIONS


def of_gender(gender: str | None, held: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those of that gender or of none known: "the king" is no queen."""
    return tuple(one for one in held if gender is None or gender_of(one.id) in (None, gender))


def only_state_with(office: str, gender: str | None, countries: Iterable[str | None], *, on: str | None) -> str | None:
    """The only one of these states that has such an office: "the Queen" of a report on Britain and France.

    Presidents there are of clubs too, so their state must be named often.
    """
    named = Counter(country for country in countries if country)
    if office not in _TOLD_BY_STATE or len(named) > _MOST_STATES:
        return None
    least = _LEAST_NAMED if office in ("president", "vice-president") else 1
    having = [state for state in named if of_gender(gender, holders_of(office, state, on=on))]
    return having[0] if len(having) == 1 and named[having[0]] >= least else None


def numbered_holder(office: str, of: str, number: int) -> Actor | None:
    """Who was the first, second … holder of an office, where a state counts them: the 42nd president of the USA."""
    name = _numbered().get((office, of, number))
    return person(name, country=of) if name else None


def office_of_body(office: str, of: str) -> tuple[str, str]:
    """Whoever heads a ministry or a central bank holds an office of its state: "the US Treasury secretary"."""
    heads, state = _body_heads().get(of, ("", ""))
    return (
        (heads, state) if heads and office in (heads, "head", "minister", "executive", "local head") else (office, of)
    )


def bodies_with(office: str, bodies: Iterable[str], *, on: str | None) -> list[str]:
    """Which of these bodies has a holder of such an office on the day, the most often named first."""
    named = Counter(one for one in bodies if one.startswith("o:"))
    return [body for body, _ in named.most_common() if holders(office, body, on=on)] if on else []


@lru_cache(maxsize=1)
def _body_heads() -> dict[str, tuple[str, str]]:
    return {row["body"]: (row["office"], row["of"]) for row in read_table("body_heads.tsv")}


@lru_cache(maxsize=1)
def _numbered() -> dict[tuple[str, str, int], str]:
    return {(row["office"], row["of"], int(row["number"])): row["holder"] for row in read_table("numbered_holders.tsv")}


@lru_cache(maxsize=1)
def _led_by() -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in read_table("led_by.tsv"):
        found.setdefault(row["country"], []).append((row["office"], row["from"], row["to"]))
    return found
