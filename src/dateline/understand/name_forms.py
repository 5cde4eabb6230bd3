"""Names with their titles; what stands before and beside a name; first names and what they say of gender."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.actors import Actor, actor_of_name
from dateline.lexicon.countries import countries_of_demonym, country_of_name
from dateline.lexicon.own_rows import renewed
from dateline.lexicon.roles import LONGEST_ROLE, Role, role_of
from dateline.lexicon.tables import read_table, word_set
from dateline.lexicon.words import alternatives
from dateline.understand.text_words import Word, Words, word_key

_GENDERED_WORDS = {
    "m": word_set(
        "mr sir lord king prince duke emperor sultan emir pope father brother son husband uncle nephew actor chairman ",
        "spokesman congressman businessman policeman gunman fisherman boy man gentleman widower grandfather sheikh ",
        "monsieur herr señor imam ayatollah bishop archbishop cardinal councilman assemblyman his himself he",
    ),
    "f": word_set(
        "mrs ms miss madam madame lady dame queen princess duchess empress mother sister daughter wife aunt niece ",
        "actress chairwoman spokeswoman congresswoman businesswoman policewoman girl woman widow grandmother frau ",
        "housewife councilwoman assemblywoman her herself she",
    ),
}
_NOT_BESIDE = frozenset(("his", "himself", "he", "her", "herself", "she", "mr", "mrs", "ms", "sir", "major"))
_GENDERED_NOUNS = alternatives({word for words in _GENDERED_WORDS.values() for word in words - _NOT_BESIDE})
# Both are looked for in small letters, which is much quicker than a search that takes capitals for them.
_NOUN_AFTER = re.compile(rf",\s+(?:(?:an?|the|his|her|their)\s+)?(?:[\w-]+\s+){{0,3}}?({_GENDERED_NOUNS})\b")
_NOUN_BEFORE = re.compile(rf"\b({_GENDERED_NOUNS}),\s+$")
_SIGHT_AFTER = 160
_BEFORE_PORTFOLIO = re.compile(
    r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:['’]s)?(?: [A-Z][\w-]+,?| and| for| of| &){1,6} (?:Minister|Secretary) \Z"
)
_LONGEST_PORTFOLIO = 80
_MOST_TITLE_WORDS = 12
_OF_ONE_WORD = ("armed_group", "government")
_FORMER = ("former", "ex", "late", "then")
_LINKS = word_set("of for the and affairs to in at")


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes six times as long to make
class Title:
    """What stands before (or beside) a name: "Chinese Foreign Minister" is a role, a country and no body."""

    role: Role | None = None
    country: str | None = None
    body: str | None = None
    body_name: str | None = None
    gender: str | None = None
    former: bool = False
    counterpart: bool = False


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes six times as long to make
class Name:
    """One name in the text: what it is, who it is where a table knows, and the title that stands before it."""

    start: int
    end: int
    exact: str
    kind: str
    by: str
    score: float
    actor: Actor | None = None
    country: str | None = None
    title: Title | None = None
    seat: str | None = None


def title_before(words: Words, number: int, text: str) -> tuple[Title | None, int]:
    """Read the title that ends right before word `number`; also tells with which word it begins.

    >>> from dateline.understand.text_words import words_of
    >>> text = "In Beijing, Chinese Foreign Minister Wang Yi spoke."
    >>> title, first = title_before(words_of(text), 5, text)
    >>> title.role.canonical, title.country, first
    ('foreign minister', 'CHN', 2)
    """
    first = number
    if number > 0 and words.keys[number - 1] in _LINKS:
        return None, number  # "her husband and Ruiz" gives Ruiz no title
    while first > 0 and number - first < _MOST_TITLE_WORDS:
        # Most words belong to no title, which is sooner known than what stands between them.
        if not _belongs_to_title(words.keys[first - 1], words.form(first - 1)) or not _joined(words, first, text):
            break
        first -= 1
    while first < number and words.keys[first] in _LINKS:
        first += 1
    if first == number:
        return None, number
    return read_title(words[first:number], text), first


def read_title(run: list[Word], text: str) -> Title | None:
    """Read a run of words as a title; None when they name no role, country or honorific."""
    role, role_first = _last_role(run)
    role_end = role_first + (len(role.words.replace("-", " ").split()) if role is not None else 0)
    country = body = body_name = None
    for size in range(min(6, len(run)), 0, -1):
        for first in range(len(run) - size, -1, -1):
            part = run[first : first + size]
            exact = text[part[0].start : part[-1].end]
            if not exact[:1].isupper() and not exact.startswith(("al-", "al ")):
                continue
            nations = countries_of_demonym(exact)
            country = country or (nations[0] if len(nations) == 1 else None) or country_of_name(exact)
            of_role = first < role_end <= first + size  # "UN secretary general" is no body
            if body is None and not nations and not of_role:
                actor = body_named(exact)
                if actor is not None:
                    body, body_name = actor
    keys = [word.key for word in run]
    gender = _gender_of_any(keys)
    if role is None and country is None and gender is None:
        return None
    # "Then President Ruiz spoke" tells what came next, "then President Ruiz" what he was.
    former = any(word.key in _FORMER and word.text != "Then" for word in run[: role_first + 1])
    return Title(role, country, body, body_name, gender, former, "counterpart" in keys)


def state_of_minister(title: Title, text: str, start: int) -> str | None:
    """The state before a portfolio that no table knows: "Peru's Rural Roads Minister Ana Ruiz"."""
    if title.role is None or title.role.canonical != "minister" or title.country is not None:
        return None
    found = _BEFORE_PORTFOLIO.search(text, max(0, start - _LONGEST_PORTFOLIO), start)
    if found is None:
        return None
    nations = countries_of_demonym(found[1])
    return nations[0] if len(nations) == 1 else country_of_name(found[1])


def gender_of_name(name: str) -> str | None:
    """ "m" or "f" where the first name is on the list, else None."""
    return _first_names().get(name.split()[0]) if name else None


def gender_of_role(words: str) -> str | None:
    """ "m" or "f" where the words of a role tell it ("spokeswoman"), else None."""
    return _gender_of_any(words.lower().replace("-", " ").split())


def _gender_of_any(keys: list[str]) -> str | None:
    for sex, known in _GENDERED_WORDS.items():
        if not known.isdisjoint(keys):
            return sex
    return None


def gender_beside(text: str, start: int, end: int) -> str | None:
    """ "m" or "f" where a noun beside a name tells it: ", an Australian woman", "her father, Karl"."""
    found = _NOUN_AFTER.match(text[end : end + _SIGHT_AFTER].lower()) if text.startswith(",", end) else None
    if found is None:
        before = text[max(0, start - 30) : start].lower()
        found = _NOUN_BEFORE.search(before) if before.rstrip().endswith(",") else None
    return None if found is None else "f" if found[1] in _GENDERED_WORDS["f"] else "m"


@lru_cache(maxsize=20_000)
def is_long_form(acronym: str, name: str) -> bool:
    """Tell whether the initials of a name make the acronym.

    >>> is_long_form("CSTO", "Collective Security Treaty Organisation"), is_long_form("FBI", "Foreign Office")
    (True, False)
    """
    letters = [sign for sign in acronym.upper() if sign.isalpha()]
    parts = [part for part in re.split(r"[\s-]+", name) if part]
    strong = [part[0].upper() for part in parts if part[0].isupper()]
    every = [part[0].upper() for part in parts if part.lower() != "the"]
    return len(letters) > 1 and letters in (strong, every)


def _joined(words: Words, number: int, text: str) -> bool:
    return text[words.end(number - 1) : words.starts[number]] in (" ", "-", "’s ", "'s ", "\u00a0", "’ ", "' ")


def _belongs_to_title(key: str, form: str) -> bool:
    return key in _LINKS or key in _role_words() or (form[:1].isupper() and _is_country_word(form))


@renewed
@lru_cache(maxsize=20_000)
def _is_country_word(form: str) -> bool:
    return bool(countries_of_demonym(form)) or country_of_name(form) is not None or body_named(form) is not None


@renewed
@lru_cache(maxsize=20_000)
def body_named(exact: str) -> tuple[str, str] | None:
    """Id and name of the body that a title belongs to: an acronym, several words, an armed group or a seat."""
    actor = actor_of_name(exact)
    if actor is None or actor.kind in ("person", "country"):
        return None
    if not (exact.isupper() or " " in exact or actor.kind in _OF_ONE_WORD):
        return None
    return actor.id, actor.name


def _last_role(run: list[Word]) -> tuple[Role | None, int]:
    for last in range(len(run), 0, -1):
        for first in range(max(0, last - LONGEST_ROLE), last):
            role = role_of(" ".join(word.text for word in run[first:last]))
            if role is not None and role.klass in ("office", "spokesperson", "person", "title"):
                return role, first
    return None, len(run)


@lru_cache(maxsize=1)
def _role_words() -> frozenset[str]:
    words: set[str] = {"counterpart", "commander", "united", "states", "ministry"}
    for row in read_table("roles.tsv"):
        if row["class"] != "people":
            for role in row["words"].split("|"):
                words.update(word_key(part) for part in role.replace("-", " ").split())
    return frozenset(words - {"first", "late", "local", "private"})


@lru_cache(maxsize=1)
def _first_names() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in read_table("first_names.tsv")}
