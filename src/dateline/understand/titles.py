"""Titles that stand for somebody: "the president", "the Cuban leader", "Kenya's prime minister", "his counterpart"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.countries import country_of_demonym, country_of_name
from dateline.lexicon.regional_holders import owns_offices, regional_office
from dateline.lexicon.roles import Role, role_endings, role_of
from dateline.lexicon.tables import word_set
from dateline.understand.name_forms import body_named, read_title
from dateline.understand.name_spans import Name
from dateline.understand.office_answers import NATIONAL
from dateline.understand.text_words import Word, Words
from dateline.understand.title_wards import CLOSED, COMMA, named_behind_ward

OWNERS = word_set("his her their its")
_COUNTERPART = "counterpart"
_HEADS = word_set("leader president premier chancellor king queen monarch ruler")
_LONGEST_TITLE = 6
_MOST_WORDS_OF = 5
_JOINED = re.compile(r"[ \u00a0]|-|['’]s[ \u00a0]|['’][ \u00a0]| ['’] ?|\n(?=[a-z])")
_GENITIVE = re.compile(r" ?['’](?:s\b|(?<=s['’])\s|(?<=s ['’])\s)")
_MAY_BE_GENITIVE = ("'", "’", " ")
_DETACHED_S = re.compile(r"\s['’]\Z")
_BEGINS = re.compile(r"(?:^|\n|[.!?:;]['’”\"]?\s|[–—]\s?)\Z")
_TO = re.compile(r"\s+to\s+(?:the\s+)?")
_LINKS = word_set("of for to at in on with and from as by")
_OWN_STATE = word_set("country nation kingdom republic")
_NO_HOLDER = re.compile(r"['’]|\s['’]")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_OF_NOTHING = re.compile(r"\s+of\s+(?:[a-z]+ing|the\s+(?:country|nation|republic))\b")
_INTO_NAME = re.compile(r"\s?,\s|\s")
_GOES_ON = re.compile(r"\s(?:has|had|is|was|said|told)\b")
_SET_OFF = re.compile(r"\s?[,.;:)—–]|\s?\n|\s?$|\swho\b")
_FOR = re.compile(
    r"\s+for\s(?!(?:\w+\s)?(?:years|months|decades|weeks|days|hours|now|life|help|comment|talks|dinner|lunch|office)\b"
    r"|a\s|an\s|his\s|her\s|their\s|its\s|being|not|failing|the\s(?:first|second|last|next|past)\s|more|over|\d)"
)
_STATES_WITH_SUCH_A_SECRETARY = (None, "USA", "VAT")
_NARROWED = word_set(
    "leader head chairman chairwoman minister secretary spokesman spokeswoman spokesperson chief director",
    " commissioner",
)
_TO_BE = re.compile(r"[- ](?:elect|designate)\b")
RANKS = word_set("general captain marshal")
"""Ranks that are words of their own, too."""
_CLERICS = word_set("archbishop bishop cardinal patriarch rabbi imam ayatollah cleric pastor")
_SERVED_AS = re.compile(
    r"(?:\b[Hh]is|\b[Hh]er|['’]s?) (?:\w+ )?(?:record|time|tenure|role|stint|service|years|job|work|days|terms?|legacy"
    r"|experience|career|position) as \Z"
)
_NAME_GOES_ON = re.compile(r"[ -][A-Z]")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_FORMER = word_set("former ex then late")
_LESSER = word_set(
    "deputy acting vice assistant associate junior under lieutenant next future first last elect designate"
)
"""Words before a title that make it another office than the one which the tables know."""
_OF_THE_DAY = word_set("new current present incumbent embattled beleaguered outgoing")
_LONGEST_OWNER = 3


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """A title without its holder's name; `named` is a name set beside it, which then tells who it is.

    `owner` is the pronoun of "his counterpart", "its leader"; `elsewhere` says that it is of something no table knows,
    `narrowed` that a common noun narrows it: only a name beside it tells who is meant. `under` is the head of
    government in "Ana Ruiz's finance minister", `region` the office and the region of "the Texas governor"; `to_be`
    says that the office is not yet his: "the president-elect".
    """

    start: int
    end: int
    head: int
    words: str
    role: Role | None
    country: str | None
    body: str | None
    owner: str | None
    former: bool
    elsewhere: bool
    narrowed: bool
    named: Name | None
    number: int | None = None
    under: Name | None = None
    region: tuple[str, str] | None = None
    to_be: bool = False

    @property
    def gender(self) -> str | None:
        """What the title itself tells: a queen is a woman, a king a man."""
        last = self.words.rpartition(" ")[2]
        return {"queen": "f", "king": "m"}.get(last)


def find_titles(words: Words, text: str, names: list[Name]) -> Iterator[TitlePhrase]:
    """Every definite title that is no part of the name behind it, in text order."""
    people = [name for name in names if name.kind == "person"]
    starts = [name.start for name in people]
    ends = {name.end: name for name in people}
    endings = _endings()
    for last in words.among(endings):
        if not _goes_on(words, last, text, endings):
            found = _title_ending_at(words, last, text, people, starts, ends)
            if found is not None:
                yield found


@lru_cache(maxsize=1)
def _endings() -> frozenset[str]:
    return role_endings("office", "spokesperson") | _CLERICS | {_COUNTERPART}


def _goes_on(words: Words, last: int, text: str, endings: Container[str]) -> bool:
    """ "attorney" of "attorney general", "deputy" of "deputy leader": the end of no title yet."""
    following = last + 1 < len(words) and words.keys[last + 1] in endings
    return following and text[words.end(last) : words.starts[last + 1]] == " "


def _title_ending_at(
    words: Words, last: int, text: str, people: list[Name], starts: list[int], ends: dict[int, Name]
) -> TitlePhrase | None:
    first = last
    under: Name | None = None
    while first > 0 and last - first < _LONGEST_TITLE and _are_joined(text, words.end(first - 1), words.starts[first]):
        first -= 1
        key, end = words.keys[first], words.end(first)
        if key == "the" or key in OWNERS:
            break
        if key == "s" and _DETACHED_S.search(text, max(0, end - 3), end - 1):
            continue  # "Egypt 's president" of a text that was taken apart into words
        if text[end : end + 1] in _MAY_BE_GENITIVE and _GENITIVE.match(text, end):
            under = ends.get(end)
            named_from = first if under is not None else _owner_from(words, first, text)
            if named_from is not None:
                run = words[first + 1 if under else named_from : last + 1]
                return _phrase(words, last, words[named_from], run, None, text, people, starts, under)
    opener = words[first]
    owner = opener.key if opener.key in OWNERS else None
    if first == last:
        return None
    if opener.key != "the" and owner is None:
        return _without_article(words, first, last, text, people, starts)
    return _phrase(words, last, opener, words[first + 1 : last + 1], owner, text, people, starts)


def _are_joined(text: str, end: int, start: int) -> bool:
    """Whether what stands between two words may stand inside a title; mostly it is a blank."""
    return (end + 1 == start and text[end] == " ") or _JOINED.fullmatch(text, end, start) is not None


def _without_article(
    words: Words, first: int, last: int, text: str, people: list[Name], starts: list[int]
) -> TitlePhrase | None:
    """ "Texas governor signs", "French president in Peru": a title with its state that begins a line or a sentence."""
    start = words[first].start
    if not words[first].text[:1].isupper() or not _BEGINS.search(text, max(0, start - 3), start):
        return None
    for stop in range(min(first + _LONGEST_OWNER, last), first, -1):
        exact = text[start : words[stop - 1].end]
        if owns_offices(exact) or country_of_demonym(exact) or country_of_name(exact):
            role = role_of(" ".join(word.text for word in words[stop : last + 1]))
            if role is None or _NO_HOLDER.match(text, words[last].end):
                return None  # "Texas governor's race"
            made = _phrase(words, last, words[first], words[first : last + 1], None, text, people, starts)
            known = made is not None and (made.region is not None or (made.country and role.canonical in NATIONAL))
            return made if known else None
    return None


def _owner_from(words: Words, last: int, text: str) -> int | None:
    """Where the name in "South Africa's president", "NATO's chief", "New York's governor" begins, "the" counted in."""
    for first in range(max(0, last - _LONGEST_OWNER + 1), last + 1):
        exact = text[words[first].start : words[last].end]
        known = exact[:1].isupper() and (country_of_name(exact) or owns_offices(exact) or body_named(exact))
        if known and "\n" not in exact:
            return first - 1 if first and words[first - 1].key == "the" else first
    return None


def _phrase(
    words: Words,
    last: int,
    opener: Word,
    run: list[Word],
    owner: str | None,
    text: str,
    people: list[Name],
    starts: list[int],
    under: Name | None = None,
) -> TitlePhrase | None:
    ending = words[last]
    counterpart = owner is not None and ending.key == _COUNTERPART
    run = [w for w in run if w.key != "s" and not (w.key in _OWN_STATE and _GENITIVE.match(text, w.end))]
    role, narrowed = (None if counterpart else _role_at_end(run, text)) or (None, False)
    to_be = _TO_BE.match(text, ending.end) if role is not None and role.canonical in NATIONAL else None
    if (role is None and not counterpart) or (text[ending.end : ending.end + 1] == "-" and to_be is None):
        return None
    if owner is not None and not counterpart and (role is None or ending.key not in _HEADS):
        return None  # "his spokesman" is nobody the article has named so
    title = read_title(run, text)
    country, body = (title.country if title else None), (title.body if title else None)
    end = to_be.end() if to_be is not None else ending.end
    elsewhere = False
    region = _region_before(role, run) if role is not None else None
    of = _OF.match(text, end) if to_be is None else None
    if of is not None and ending.key in _HEADS | {"minister"} and _OF_NOTHING.match(text, end):
        of = None  # "they accused the president of lying", "the president of the country"
    if of is not None:
        beyond = [word for word in words[last + 1 : last + 2 + _MOST_WORDS_OF] if word.start >= of.end()]
        if beyond and role_of(f"{ending.text} of {beyond[0].text}") is not None:
            return None  # "secretary" of "secretary of state"
        told = _named_behind_of(beyond, text)
        local = _region_behind_of(role, run, beyond, text) if role is not None else None
        elsewhere = told is None and country is None
        narrowed = narrowed or (elsewhere and ending.key == "minister")  # "the minister of antiquities"
        if local is not None:
            region, end = local
            elsewhere = True
        elif told is not None:
            country, body, end = told
    sent = _sent_to(role, country, end, words[last + 1 : last + 2 + _MOST_WORDS_OF], text) if of is None else None
    if sent is not None:
        region, end = sent
    elsewhere = elsewhere or (country is None and body is None and _is_qualified(run)) or bool(_FOR.match(text, end))
    if body is not None and body.endswith("GOV"):
        country, body = country or body[:3], None
    if country not in _STATES_WITH_SUCH_A_SECRETARY and role is not None and role.words.lower() == "secretary of state":
        elsewhere = True  # elsewhere many are secretaries of state, and none of them the foreign minister
    told_more = end > ending.end  # "Peru's envoy to Chad Ana Ruiz": the name is no part of a title
    named = _named_beside(opener.start, end, owner is not None, text, people, starts, told_more=told_more)
    if named is None and _belongs_to_name(ending.end, text, starts):
        return None
    keys = [word.key for word in run]
    narrowed = narrowed or _SERVED_AS.search(text, max(0, opener.start - 40), opener.start) is not None
    before = text[max(0, opener.start - 6) : opener.start].split()
    return TitlePhrase(
        start=under.start if under is not None else opener.start,
        end=end,
        head=ending.start,
        words=" ".join([*keys, "elect"] if to_be is not None else keys),
        role=role,
        country=country,
        body=body,
        owner=owner,
        former=any(key in _FORMER for key in keys) or before[-1:] == ["then"],
        elsewhere=elsewhere,
        narrowed=narrowed or _is_lesser(role, keys),
        named=named,
        number=next((int(found[1]) for key in keys if (found := _ORDINAL.fullmatch(key))), None),
        under=under,
        region=region,
        to_be=to_be is not None,
    )


def _sent_to(
    role: Role | None, country: str | None, end: int, behind: list[Word], text: str
) -> tuple[tuple[str, str] | None, int] | None:
    """To whom "the US ambassador to the UN" is sent: office and sender as the table has them, and where it ends."""
    to = _TO.match(text, end) if role is not None and role.canonical == "envoy" else None
    beyond = [word for word in behind if word.start >= to.end()] if to is not None else []
    told = _named_behind_of(beyond, text) if beyond else None
    if told is None:
        return None
    of, body, stop = told
    return (f"ambassador to {body or of}", country.lower()) if country else None, stop


def _is_qualified(run: list[Word]) -> bool:
    """ "the Democratic leader", "the Vermont senator": of something smaller than a state."""
    return any(word.text[:1].isupper() and role_of(word.text) is None for word in run[:-1]) and any(
        word.text.islower() for word in run
    )


def _is_lesser(role: Role | None, keys: list[str]) -> bool:
    """ "The deputy secretary-general", "the next president": not the one in office."""
    size = len(role.words.replace("-", " ").split()) if role is not None else 1
    return not _LESSER.isdisjoint(keys[: max(0, len(keys) - size)])


def _region_before(role: Role, run: list[Word]) -> tuple[str, str] | None:
    """Office and region of "Texas governor", and of "Labour leader", which is a role of its own in lower case."""
    words = " ".join(word.key for word in run)
    found = regional_office(role.words, words)
    if found is None and run[0].text[:1].isupper() and " " in role.words:
        found = regional_office(run[-1].key, words)
    return found


def _region_behind_of(role: Role, run: list[Word], beyond: list[Word], text: str) -> tuple[tuple[str, str], int] | None:
    """Office and region of "the governor of New York", and where its name ends; not of "the deputy governor of"."""
    if len(run) > len(role.words.replace("-", " ").split()):
        return None
    for size in range(min(_LONGEST_OWNER, len(beyond)), 0, -1):
        found = regional_office(role.words, f"{text[beyond[0].start : beyond[size - 1].end].lower()} {role.words}")
        if found is not None and not _NAME_GOES_ON.match(text, beyond[size - 1].end):
            return found, beyond[size - 1].end
    return None


def _named_behind_of(beyond: list[Word], text: str) -> tuple[str | None, str | None, int] | None:
    """The country or body behind "of", and where its name ends."""
    for size in range(min(_MOST_WORDS_OF, len(beyond)), 0, -1):
        exact = text[beyond[0].start : beyond[size - 1].end]
        country = country_of_name(exact)
        if country is not None:
            return country, None, beyond[size - 1].end
        body = body_named(exact) if exact[:1].isupper() and "\n" not in exact else None
        if body is not None:
            return None, body[0], beyond[size - 1].end
    return None


def _named_beside(
    start: int, end: int, owned: bool, text: str, people: list[Name], starts: list[int], *, told_more: bool
) -> Name | None:
    """ "the foreign minister, Ana Ruiz,", "Ana Ruiz, the foreign minister,", "his counterpart Ana Ruiz"."""
    ward = named_behind_ward(end, text, people, starts) if not owned else None
    if ward is not None:
        return ward
    joint = _INTO_NAME.match(text, end)
    number = bisect_left(starts, joint.end()) if joint else len(starts)
    if joint is not None and number < len(starts) and starts[number] == joint.end():
        name = people[number]
        if "," not in joint.group():
            return name if owned or told_more else None
        if CLOSED.match(text, name.end):
            return name
        # "Despite his quarrel with the president, Ana Ruiz said" names no president.
        if _GOES_ON.match(text, name.end) and _BEGINS.search(text, max(0, start - 3), start):
            return name
    number = bisect_left(starts, start) - 1
    if number >= 0 and not owned:
        name = people[number]
        if name.end < start <= name.end + 3 and COMMA.fullmatch(text, name.end, start) and _SET_OFF.match(text, end):
            return name
    return None


def _belongs_to_name(end: int, text: str, starts: list[int]) -> bool:
    """ "the President Ana Ruiz": the title of the name that follows."""
    number = bisect_left(starts, end + 1)
    return number < len(starts) and starts[number] == end + 1 and text[end : end + 1] in (" ", "\u00a0")


def _role_at_end(run: list[Word], text: str) -> tuple[Role, bool] | None:
    """The role that ends the run, and whether a common noun narrows it ("the livestock minister")."""
    for first in range(len(run)):
        words = " ".join(word.text for word in run[first:])
        role = role_of(words.capitalize() if words in RANKS else words)
        if role is not None and (role.klass in ("office", "spokesperson") or role.canonical == "cleric"):
            plain = [
                word
                for word in run[:first]
                if not (
                    word.text[:1].isupper()
                    or role_of(word.text)
                    or country_of_demonym(word.text)
                    or _ORDINAL.fullmatch(word.key)
                    or word.key in _OF_THE_DAY
                )
            ]
            if not plain or body_named(text[run[0].start : run[first - 1].end]) is not None:
                return role, False  # "the Bank of England governor", "the al-Qaeda leader"
            narrows = (
                run[-1].key in _NARROWED
                and _LINKS.isdisjoint(w.key for w in plain)
                and plain == run[first - len(plain) : first]
                and len(plain) < 3
            )
            return (role, True) if narrows else None
    return None
