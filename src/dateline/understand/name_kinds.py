"""What kind of thing a name is, where the words of it or around it tell: laws, events, works, peoples."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.lexicon.tables import read_table

_LAW = re.compile(
    r"\b(?:Act|Bill|Law|Laws|Treaty|Agreement|Accords?|Convention|Protocol|Constitution|Resolution|Amendment|Ordinance"
    r"|Pact|Directive|Penal Code|Criminal Code|Civil Code|Code of Conduct)(?: (?:of )?\d{4}| \d+(?:\(\d+\))?)?$"
)
_STATUTE = re.compile(r"\b(?:Act|Bill|Treaty|Convention|Protocol|Constitution|Amendment|Ordinance)(?: (?:of )?\d{4})?$")
_LAW_INSIDE = re.compile(r"\b(?:Act|Treaty|Convention|Protocol|Agreement|Constitution|Declaration) (?:of|on|for) ")
_NO_LAW = re.compile(r"\b(?:National|Party|Republican|Democratic) Convention$|^(?:Bill|Law)$")
_EVENT = re.compile(
    r"\b(?:Games|Olympics|Paralympics|Cup|Championships?|Festival|War|Summit|Conference|Elections?|Awards|Prix|Marathon"
    r"|Uprising|Revolution|Massacre|Genocide|Holocaust|Battle of [A-Z]\w+|World Series|Super Bowl|Fashion Week|Biennale"
    r"|Expo|Intifada|Referendum|Carnival|Grand Slam|Playoffs|Trophy|Qualifiers)(?: \d{4})?$"
)
_CONTEST = re.compile(r"\b(?:Games|Olympics|Cup|Championships|Festival|Awards|Grand Prix|Marathon)(?: \d{4})?$")
_PRODUCT = re.compile(r"\b[A-Z][A-Za-z]{0,7}[- ]?\d{1,4}[A-Za-z]{0,2}\b")
_WORK_BEFORE = re.compile(
    r"\b(?:[Ff]ilm|[Mm]ovie|[Nn]ovel|[Bb]ook|[Mm]emoir|[Aa]lbum|[Ss]ong|[Ss]ingle|[Ss]eries|[Ss]itcom|[Dd]rama|[Pp]lay"
    r"|[Mm]usical|[Dd]ocumentary|[Pp]oem|[Ee]ssay|[Pp]ainting|[Oo]pera|[Bb]allet|[Ee]xhibition|[Ss]how|[Pp]odcast"
    r"|[Cc]omedy|[Tt]hriller|[Bb]estseller),?(?: (?:called|titled|entitled|named))?,? [\"“‘']?$"
)
_WORK_WORDS = ("ilm", "ovie", "ovel", "ook", "emoir", "lbum", "ong", "ingle", "eries", "itcom", "rama", "lay", "usical",
               "ocumentary", "oem", "ssay", "ainting", "pera", "allet", "xhibition", "how", "odcast", "omedy",
               "hriller", "estseller", "called", "titled", "named")  # fmt: skip
_WORK_ENDS = frozenset(word[-2:] for word in _WORK_WORDS)
_BESIDE_WORK = " ,\"“‘'\n"
_OPENING = ('"', "“", "‘", "'")
_DOUBTFUL = frozenset(("show", "play", "single", "series", "book", "painting", "comedy", "drama", "exhibition"))
_PEOPLE_AFTER = re.compile(
    r" (?:people|peoples|tribe|tribes|tribesmen|tribal|community|communities|refugees|herders|herdsmen|pastoralists"
    r"|villagers|militiamen|clan|clans|elders?|chiefs?|speakers?|language|dialect|minority|ethnic)\b"
)
_REGION_OF_PEOPLE = re.compile(
    r"(?:North|South|East|West|Central|Northern|Southern|Eastern|Western|Southeast|South-?[Ee]ast|Latin)(?:ern)?[ -]"
    r"(?:African|Asian|American|European|Indian|Australian|Pacific Islander|Sudanese|Korean|Arabian)s?"
)


def kind_of_misc(exact: str) -> str:
    """The kind of a name that is no person, body, place or people.

    >>> kind_of_misc("Land Reform Act"), kind_of_misc("Pacific Games"), kind_of_misc("Su-35"), kind_of_misc("Ramadan")
    ('law', 'event', 'product', 'other')
    """
    if is_law(exact):
        return "law"
    if _EVENT.search(exact):
        return "event"
    return "product" if _PRODUCT.search(exact) else "other"


def is_law(exact: str) -> bool:
    """Tell whether the name itself says that it is a law, treaty or resolution."""
    return bool(_LAW.search(exact) or _LAW_INSIDE.search(exact)) and not _NO_LAW.search(exact)


def is_statute(exact: str) -> bool:
    """Tell whether what was taken for a body is a law beyond doubt; an Accord or a Pact may be a party."""
    return " " in exact and _STATUTE.search(exact) is not None and not _NO_LAW.search(exact)


def is_event(exact: str) -> bool:
    """Tell whether what was taken for a body is a contest or a feast."""
    return " " in exact and bool(_CONTEST.search(exact))


def is_work(text: str, start: int, end: int) -> bool:
    """Tell whether a name is called a film, book, song … and stands behind that word or within quote marks."""
    before = text[max(0, start - 48) : start]
    bare = before.rstrip(_BESIDE_WORK)
    if bare[-2:] not in _WORK_ENDS or not bare.endswith(_WORK_WORDS):
        return False  # so it nearly always is, and the pattern would be tried at every sign in vain
    found = _WORK_BEFORE.search(before)
    return found is not None and (before[-1:] in _OPENING or found[0].strip().lower() not in _DOUBTFUL)


def is_people(text: str, start: int, end: int, *, place: bool) -> bool:
    """Tell whether a single name is that of a people: "Karbi herders", or of a `place` an adjective of its region."""
    exact = text[start:end]
    if place:
        return (" " in exact or "-" in exact) and _REGION_OF_PEOPLE.fullmatch(exact) is not None
    return " " not in exact and not exact.isupper() and bool(_PEOPLE_AFTER.match(text, end))


def is_people_by_name(exact: str) -> bool:
    """Tell whether a table knows the name as that of a people, a faith or their members."""
    return exact in _peoples()


@lru_cache(maxsize=1)
def _peoples() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("peoples.tsv"))
