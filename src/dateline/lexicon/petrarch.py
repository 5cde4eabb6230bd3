"""Actor files of PETRARCH, TABARI and Phoenix: names in capitals, synonyms with +, codes with dates in brackets.

    NURSULTAN_NAZARBAYEV_ ; a remark
    +N._NAZARBAYEV_
        [KAZELI 580101-900424]
        [KAZGOV >900424]

A date has six or eight digits; < is before it, > after it, two with - are from and to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.lexicon.countries import country_of
from dateline.lexicon.own_lexicon import OwnRow
from dateline.lexicon.roles import role_of

_CODE = re.compile(r"\[\s*([A-Z~+]+)\s*([<>]?)\s*(\d{4,8})?(?:\s*-\s*(\d{4,8}))?\s*\]")
_BRACES = re.compile(r"\{([^}]*)\}")
_KIND_OF_ROLE = {
    "GOV": "government", "MIL": "military", "REB": "armed_group", "SEP": "armed_group", "INS": "armed_group",
    "UAF": "armed_group", "RAD": "armed_group", "OPP": "party", "PTY": "party", "MED": "outlet", "BUS": "company",
    "MNC": "company", "NGO": "ngo", "IGO": "igo", "COP": "police", "JUD": "court", "SPY": "agency", "LEG": "organ",
}  # fmt: skip
_OF_PEOPLE = frozenset(("ELI", "GOV", "MIL", "OPP", "LEG", "JUD", "REB", "REL", "SPY", "MED", "BUS", "EDU"))
_WORLDWIDE = frozenset(("IGO", "NGO", "NGM", "MNC", "IMG", "INT"))
_SECTORS = {"MED": "JRN", "NGM": "NGO", "MNC": "BUS"}
_LONGEST_ACRONYM = 4


def read_petrarch(text: str) -> tuple[list[OwnRow], list[str]]:
    """The actors of a file as rows, and what was passed over, in words for people ("line 7: …")."""
    rows: list[OwnRow] = []
    passed: list[str] = []
    names: list[str] = []
    codes: list[tuple[str, str, str]] = []
    begun = 0
    for number, raw in enumerate([*text.splitlines(), "END_"], 1):
        line = re.split(r"[;#]", raw, maxsplit=1)[0].rstrip()
        if not line.strip() or line.lstrip().startswith(("<", "//")):
            continue
        head = line.split("[")[0].strip()
        if head and not head.startswith("+") and (codes or names):
            _take(rows, passed, begun, names, codes)
            names, codes = [], []
        if head:
            begun = begun if names else number
            names += _BRACES.findall(head) or [head.lstrip("+")]
        codes += [_dated(*found) for found in _CODE.findall(line)]
    return rows, passed


def write_petrarch(rows: Iterable[OwnRow]) -> Iterator[str]:
    """The actors and office holders among the rows, as lines of an actor file."""
    for row in rows:
        if row.table not in ("actor", "office"):
            continue
        country = row.country or (row.of if row.table == "office" and len(row.of) == 3 else "")
        code = country + (row.sector or ("GOV" if row.table == "office" else ""))
        if not code:
            continue
        yield _capitals(row.name)
        yield from (f"+{_capitals(alias)}" for alias in row.aliases.split("|") if alias)
        yield f"\t[{' '.join(filter(None, (code, _period(row.start, row.end))))}]"


def _take(
    rows: list[OwnRow], passed: list[str], number: int, names: list[str], codes: list[tuple[str, str, str]]
) -> None:
    name, *aliases = [spoken(one) for one in names]
    if not codes:
        passed.append(f"line {number}: {name} has no code")
        return
    dated = any(start or end for _, start, end in codes)
    for code, start, end in codes:
        if "~" in code or "+" in code or len(code) < 3:
            passed.append(f"line {number}: {name} [{code}] is a word for agents, not a name")
            continue
        country = code[:3] if country_of(code[:3]) else ""
        role = code[3:6] if country else code[:3]
        if country and not role:
            passed.append(f"line {number}: {name} [{code}] is a name of a country or place, which the gazetteer has")
            continue
        person = bool(country) and _is_person(name, role, dated=dated)
        rows.append(
            OwnRow(
                table="actor",
                name=name,
                aliases="|".join(aliases),
                country=country,
                kind="person" if person else _KIND_OF_ROLE.get(role, "group"),
                sector=_SECTORS.get(role, role),
                start=start,
                end=end,
                source=f"PETRARCH actor file, code {code}",
            )
        )


def _is_person(name: str, role: str, *, dated: bool) -> bool:
    """Files do not say who is a person: whoever has dates, or is of the elite, and no word for a body in the name."""
    words = name.split()
    bodily = any((found := role_of(word)) is not None and found.klass in ("organ", "people") for word in words)
    return role in _OF_PEOPLE and len(words) in (2, 3, 4) and not bodily and (dated or role == "ELI")


def spoken(name: str) -> str:
    """A name in capitals as the news writes it; what looks like an acronym stays.

    >>> spoken("NURSULTAN_NAZARBAYEV_"), spoken("KTK_")
    ('Nursultan Nazarbayev', 'KTK')
    """
    words = name.replace("_", " ").split()
    if len(words) == 1 and len(words[0]) <= _LONGEST_ACRONYM:
        return words[0]
    small = ("of", "the", "and", "for", "in", "de", "al", "bin", "la")
    shown = [word if not word.isupper() else word.lower() if word.lower() in small else word.title() for word in words]
    return " ".join(shown[:1][0][:1].upper() + one[1:] if not number else one for number, one in enumerate(shown))


def _dated(code: str, side: str, first: str, last: str) -> tuple[str, str, str]:
    start, end = iso_day(first), iso_day(last)
    return (code, "", start) if side == "<" else (code, start, end)


def iso_day(digits: str) -> str:
    """ "900424" and "19900424" as 1990-04-24, "2001" as 2001; months and days of 0 are left out.

    >>> iso_day("900424"), iso_day("20010000"), iso_day("2005")
    ('1990-04-24', '2001', '2005')
    """
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) < 30 else "19") + digits
    year, month, day = digits[:4], digits[4:6], digits[6:8]
    if not "01" <= month <= "12":
        return year
    return f"{year}-{month}-{day}" if "01" <= day <= "31" else f"{year}-{month}"


def _capitals(name: str) -> str:
    return name.upper().replace(" ", "_") + "_"


def _period(start: str, end: str) -> str:
    first, last = (day.replace("-", "").ljust(8, "0") if day else "" for day in (start, end))
    if first and last:
        return f"{first}-{last}"
    return f">{first}" if first else f"<{last}" if last else ""
