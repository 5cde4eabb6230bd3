"""Reads terms of office out of public tables: each reader gives rows of (office, country, name, from, to, source).

factbook       CIA World Factbook 1990-2025 (public domain), as SQL of MilkMp/CIA-World-Factbooks-Archive-1990-2025
factbook_git   the same as JSON by month since 2020: a clone of factbook/factbook.json (public domain)
country_info   openeventdata/CountryInfo (CC BY-SA 3.0): heads of state and government to 2009, ministers 2003-2011
executive      unitedstates/congress-legislators, executive.yaml (CC0): presidents and vice-presidents
world_leaders  one edition of the CIA's World Leaders (public domain), 6 October 2019
foreign_2023   foreign ministers in office on 10 January 2023 as Wikidata names them (CC0)
"""

from __future__ import annotations

import csv
import gzip
import html
import json
import re
import subprocess
import tarfile
from calendar import month_name
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dateline.lexicon.tables import word_set

FIRST_YEAR = "1985"


class Term(NamedTuple):
    """A term as one source tells it; `seen` is the last day on which the source still vouches for it."""

    office: str
    of: str
    name: str
    full: str
    start: str
    end: str
    seen: str
    source: str


_HEADS = {
    "president": "president", "federal president": "president", "state president": "president",
    "president of the republic": "president", "interim president": "president", "acting president": "president",
    "transitional president": "president", "president of the swiss confederation": "president",
    "executive president": "president", "president of the transition": "president", "co-president": "president",
    "prime minister": "prime minister", "premier": "prime minister", "taoiseach": "prime minister",
    "acting prime minister": "prime minister", "interim prime minister": "prime minister",
    "president of the government": "prime minister", "president of the council of ministers": "prime minister",
    "prime minister of the council of ministers": "prime minister", "minister of state": "prime minister",
    "chairman of the council of ministers": "prime minister", "state council premier": "prime minister",
    "premier of the state council": "prime minister", "executive yuan president": "prime minister",
    "minister-president": "prime minister", "caretaker prime minister": "prime minister",
    "transitional prime minister": "prime minister", "president of the government of spain": "prime minister",
    "chancellor": "chancellor", "federal chancellor": "chancellor",
    "king": "monarch", "queen": "monarch", "emperor": "monarch", "amir": "monarch", "emir": "monarch",
    "sultan": "monarch", "grand duke": "monarch", "prince": "monarch", "sultan and prime minister": "monarch",
    "king and prime minister": "monarch", "pope": "pope", "supreme leader": "leader",
}  # fmt: skip
_MONTHS = {name: number for number, name in enumerate(month_name) if name}
FIELD = re.compile(r"^  \(\d+, \d+, (\d+), N'((?:[^']|'')*)', N'((?:[^']|'')*)'\)[,;]?\s*$")
_COUNTRY_YEAR = re.compile(r"^  \((\d+), (\d+), N'(?:[^']|'')*', N'(?:[^']|'')*', N'[^']*', (\d+|NULL)\)")
_MASTER = re.compile(r"^  \((\d+), N'[^']*', N'(?:[^']|'')*', (?:N'([^']*)'|NULL), N'([^']*)'")
_SINCE = re.compile(r"\((?:since|acting since|interim since) (?:about |approximately |circa |c\. )?([^);,]*)")
_DATE = re.compile(r"(?:(\d{1,2}) )?(?:NA )?(?:([A-Z][a-z]+) )?(\d{4})")
_CUT = re.compile(r"[;:|)]|--| - |\. |, and |\brepresented by\b|\band\b(?= [A-Z][a-z]+ [A-Z])")
_SURNAME = re.compile(r"(?:Mc|Mac|O'|D'|d'|al-|Al-|el-|El-|de|Ó)?[A-Z][A-Z'’-]+(?:-[A-Z]+)*")
_TITLES = sorted(_HEADS, key=len, reverse=True)
_PARTICLES = word_set("de da do dos van von der den bin al el di la e ter")
_DROPPED = word_set(
    "Dr. Dr Gen. Gen Lt. Maj. Col. Brig. Sir Mr. Mrs. Adm. Fld. Mar. H.E. Hon. Hojatolislam Hojjat-ol-Eslam Ayatollah",
    "Dato' Dato Datuk Tan Sri (Ret.)",
)
_NO_NAME = word_set("Vice President President-elect Minister Prime of and")
_FIELDS = ("Executive branch", "Judicial branch", "Leaders", "Head of Government", "Chief of State")
_LONG_MONTHS = ("01", "03", "05", "07", "08", "10", "12")


def factbook(folder: Path, alpha3: dict[str, str]) -> Iterator[Term]:
    """Heads of state and government of every edition; `folder` holds master.sql, countries.sql, <year>.sql.gz."""
    owners = owners_of(folder)
    for packed in sorted(folder.glob("[12]???.sql.gz")):
        year = packed.name[:4]
        with gzip.open(packed, "rt", errors="replace") as file:
            for line in file:
                found = FIELD.match(line)
                if found is None or "since" not in line:
                    continue
                if found[2] not in (
                    "Executive branch",
                    "Judicial branch",
                    "Leaders",
                    "Head of Government",
                    "Chief of State",
                ):
                    continue
                country = alpha3.get(owners.get(found[1]) or "")
                if country:
                    # An edition tells the state of about the middle of its year.
                    yield from heads(found[3].replace("''", "'"), country, f"{year}-06", f"CIA World Factbook {year}")


def owners_of(folder: Path) -> dict[str, str | None]:
    """The ISO alpha-2 code of each row of the table of countries, where it is a sovereign state."""
    master = {m[1]: m[2] for m in map(_MASTER.match, _lines(folder / "master.sql")) if m and m[3] == "sovereign"}
    return {m[1]: master.get(m[3]) for m in map(_COUNTRY_YEAR.match, _lines(folder / "countries.sql")) if m}


def factbook_git(repository: Path, alpha3: dict[str, str]) -> Iterator[Term]:
    """The same out of the history of factbook.json: the last commit of each month."""
    asked = ["git", "-C", str(repository), "log", "--format=%H %ad", "--date=short"]
    log = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    last_of: dict[str, tuple[str, str]] = {}
    for line in log.splitlines():
        commit, day = line.split()
        last_of.setdefault(day[:7], (commit, day))
    for month, (commit, day) in sorted(last_of.items()):
        packing = subprocess.Popen(["git", "-C", str(repository), "archive", commit], stdout=subprocess.PIPE)
        with packing, tarfile.open(fileobj=packing.stdout, mode="r|") as archive:
            for member in archive:
                country = alpha3.get(FIPS.get(Path(member.name).stem, ""))
                file = archive.extractfile(member) if country and member.name.endswith(".json") else None
                if file is None:
                    continue
                told = _executive(file.read())
                yield from heads(told, country or "", day, f"CIA World Factbook {month}")


def _executive(raw: bytes) -> str:
    try:
        branch = json.loads(raw)["Government"]["Executive branch"]
    except (KeyError, ValueError, TypeError):
        return ""
    parts = [
        f"{key}: {branch[key].get('text', '')}" for key in ("chief of state", "head of government") if key in branch
    ]
    return re.sub(r"<[^>]+>", " ", " ".join(parts))


def heads(text: str, country: str, seen: str, source: str) -> Iterator[Term]:
    """Every "Title Given SURNAME (since date)" of a text on the executive."""
    text = " ".join(html.unescape(text).split("cabinet:")[0].split())
    text = re.sub(r"\((?![^)]*since)[^)]*\)", " ", text)
    text = " ".join(text.split())
    last = 0
    for found in _SINCE.finditer(text):
        before = text[last : found.start()]
        last = found.end()
        cuts = [cut.end() for cut in _CUT.finditer(before)]
        words = before[cuts[-1] if cuts else 0 :].strip(" ,(")
        lower = words.lower()
        title = next((one for one in _TITLES if lower.startswith(one + " ")), "")
        # "head of government: Given SURNAME" without a title is a prime minister.
        untitled = not title and before[: cuts[-1] if cuts else 0].endswith("head of government:")
        day = iso(found[1])
        if len(day) == 4 and seen.startswith(day):
            day = seen  # "since 2024" in an edition of October: by October
        full, name = spoken(words[len(title) :].strip())
        if not name or not day or not (title or untitled):
            continue
        office = _HEADS[title] if title else "prime minister"
        name = full if country == "VNM" else name
        if office in ("monarch", "pope"):
            crown = {"amir": "Emir", "sultan and prime minister": "Sultan", "king and prime minister": "King"}
            name, full = f"{crown.get(title, title.title())} {regnal(words[len(title) :])}", full
        yield Term(office, country, name, full, day, "", seen, source)


def regnal(printed: str) -> str:
    """The name under which a monarch reigns: "ELIZABETH II of the United Kingdom" is Elizabeth II."""
    words = [word.strip(",") for word in re.sub(r"\([^)]*\)", " ", printed).split()]
    first = next((number for number, word in enumerate(words) if _SURNAME.fullmatch(word)), 0)
    last = first + 1
    while last < len(words) and (_SURNAME.fullmatch(words[last]) or re.fullmatch(r"[IVX]+", words[last])):
        last += 1
    return " ".join(lowered(word) for word in words[first:last])


def iso(text: str) -> str:
    """ "7 May 2012" as 2012-05-07, "May 1990" as 1990-05, "1990" as 1990; empty for others."""
    found = _DATE.search(text)
    if found is None:
        return ""
    day, month, year = found[1], _MONTHS.get(found[2] or ""), found[3]
    if month is None:
        return year
    return f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}"


def spoken(printed: str) -> tuple[str, str]:
    """A name with its family name in capitals, whole and as the news has it: first name, family name.

    >>> spoken("Vladimir Vladimirovich PUTIN"), spoken("XI Jinping")
    (('Vladimir Vladimirovich Putin', 'Vladimir Putin'), ('Xi Jinping', 'Xi Jinping'))
    """
    printed = re.sub(r'\([^)]*\)|"[^"]*"', " ", printed).replace("’", "'")
    words = [word.strip(",") for word in printed.split() if word not in _DROPPED and not word.startswith("(")]
    words = [word for word in words if word]
    capital = [number for number, word in enumerate(words) if _SURNAME.fullmatch(word) and len(word) > 1]
    odd = any(not word[0].isalpha() or word in _NO_NAME for word in words)
    if not capital or len(words) > 8 or odd or (words[0][0].islower() and words[0] not in _PARTICLES):
        return "", ""
    first, last = capital[0], capital[-1]
    while first > 0 and words[first - 1] in _PARTICLES:
        first -= 1
    shown = [lowered(word) if number in capital else word for number, word in enumerate(words)]
    if first == 0:
        return " ".join(shown), " ".join(shown)
    # "Abd Rabuh Mansur HADI", "J. R. SMITH", "Sheikh HASINA": the first word alone is no given name.
    alone = len(shown[0]) > 2 and not shown[0].startswith(("Abd", "Sheikh"))
    given = shown[0] if alone or first == 1 else " ".join(shown[:first])
    return " ".join(shown), " ".join([given, *shown[first : last + 1]])


def lowered(word: str) -> str:
    """A word in capitals as a name: MERKEL, McALEESE, O'NEILL, BEN-ALI."""
    if re.fullmatch(r"[IVX]+", word):
        return word
    return re.sub(r"[A-Z]+", lambda run: run[0].capitalize() if len(run[0]) > 1 else run[0], word)


def country_info(path: Path) -> Iterator[Term]:
    """Heads of state and government by day, ministers by month."""
    source = "CountryInfo 120116"
    country, section, office = "", "", ""
    for raw in path.read_text("utf-8", "replace").splitlines():
        line = raw.strip()
        if line.startswith(("<Country>", "</Country>")):
            country, section = "", ""
        elif found := re.match(r"<CountryCode>\s*([A-Z]{3})", line):
            country = found[1]
        elif line in ("<Leaders>", "<Government>"):
            section, office = line.strip("<>"), ""
        elif line.startswith("</") and line[2:-1] in ("Leaders", "Government"):
            section = ""
        elif section == "Leaders" and line.startswith("<"):
            office = _rulers(line)
        elif section == "Leaders" and office and country:
            yield from _leader(line, office, country, source)
        elif section == "Government" and country:
            yield from _minister(line, country, source)


def _rulers(line: str) -> str:
    kind = line.strip("<>").split(">")[0].lower()
    if kind in ("presidents", "president"):
        return "president"
    if kind in ("prime ministers", "prime minister", "premiers"):
        return "prime minister"
    return ""


def _leader(line: str, office: str, country: str, source: str) -> Iterator[Term]:
    names = re.match(r"\{?([A-Z_'\- ]+?)_?\}?[\s{\[]", line)
    name = capitals(names[1]) if names else ""
    if not name or "(acting)" in line:
        return
    for first, last in re.findall(r"\[(?!B:|D:)\s*(>?\d{8})(?:\s*-\s*(\d{8}))?\s*\]", line):
        start, end = _dashed(first.lstrip(">")), _dashed(last)
        if (end or "9") >= FIRST_YEAR:
            yield Term(office, country, name, name, start, end, end or "2009-06", source)


def capitals(printed: str) -> str:
    """A name all in capitals as the news writes it."""
    words = [word for word in map(lowered, printed.replace("_", " ").split()) if word not in _DROPPED]
    return " ".join(
        word.lower() if number and word.lower() in _PARTICLES else word for number, word in enumerate(words)
    )


def _minister(line: str, country: str, source: str) -> Iterator[Term]:
    codes, _, told = line.partition("#")
    names = re.match(r"\{?([A-Z_'\- ]+?)_?\}?[\s{\[]", codes + " ")
    terms = re.findall(r"\[([A-Z]+)\s*([<>]?)(\d{8})?(?:\s*-\s*(\d{8}))?\]", codes)
    titles = [title.strip() for title in told.split(" & ")]
    if names is None or len(terms) != len(titles):
        return  # which title goes with which dates is not said
    name = capitals(names[1])
    for (_, open_side, first, last), title in zip(terms, titles, strict=True):
        office = minister_office(title)
        if office:
            start, end = (_dashed(first), _dashed(last)) if open_side != "<" else ("2003-01", _dashed(first))
            yield Term(office, country, name, name, start[:7], end[:7], end[:7] or "2011-02", source)


_MINISTER = r"(?:Federal )?(?:Min(?:ister|\.)|Sec(?:retary|\.)) (?:of|for) (?:the )?"
_DEPUTY_TOO = r"(?:First |Second |Third )?(?:Dep(?:uty|\.) Prime Min(?:ister|\.) (?:and|&) )?"
_FOREIGN = re.compile(
    _DEPUTY_TOO + _MINISTER + r"(?:Foreign(?! (?:Trade|Econ|Invest))|External(?! (?:Trade|Econ))"
    r"|European (?:& |and )Foreign)\b"
)
_DEFENCE = re.compile(_DEPUTY_TOO + _MINISTER + r"(?:National )?(?:People's )?Defen[sc]e\b")


def minister_office(title: str) -> str:
    """ "foreign minister" or "defence minister" for the titles that mean it, else nothing."""
    if re.search(r"Deputy Min|Min(?:ister|\.) of State|Delegate|Vice Min|Acting", title):
        return ""
    if title == "Secretary of State" or title.startswith("Sec. of State,"):
        return ""
    if _FOREIGN.match(title):
        return "foreign minister"
    return "defence minister" if _DEFENCE.match(title) else ""


def _dashed(digits: str) -> str:
    if not digits:
        return ""
    year, month, day = digits[:4], digits[4:6], digits[6:]
    # Months of the source end on a day 31 whatever the month.
    return (
        f"{year}-{month}-{day}"
        if day not in ("31", "00") or month in ("01", "03", "05", "07", "08", "10", "12")
        else f"{year}-{month}"
    )


def executive(path: Path) -> Iterator[Term]:
    """Presidents and vice-presidents of the United States by day."""
    import yaml

    for one in yaml.safe_load(path.read_text("utf-8")):
        name = one["name"]
        full = name.get("official_full") or " ".join(filter(None, (name["first"], name.get("middle"), name["last"])))
        for term in one["terms"]:
            if term["end"] >= FIRST_YEAR:
                office = {"prez": "president", "viceprez": "vice-president"}[term["type"]]
                short = f"{name.get('nickname') or name['first']} {name['last']}"
                start, end = term["start"], term["end"]
                yield Term(office, "USA", short, full, start, end, end, "congress-legislators 2026-06")


def world_leaders(path: Path, by_name: dict[str, str]) -> Iterator[Term]:
    """Heads and ministers of October 2019; since when is not said there."""
    label, title_key = (
        "http://www.w3.org/2000/01/rdf-schema#label",
        "http://williamrobertfunk.com/ontologies/world-leaders#title",
    )
    for one in json.loads(path.read_text("utf-8")).values():
        title = one["datatypeProperties"].get(title_key, "")
        country = person = ""
        for link in one["objectProperties"]:
            for kind, thing in link.items():
                if kind.endswith("hasCountry"):
                    country = by_name.get(thing[label].lower(), "")
                elif kind.endswith("hasGovernmentOfficial"):
                    person = thing[label]
        office = minister_office(title) or {"Pres.": "president", "Prime Min.": "prime minister"}.get(title, "")
        full, name = spoken(person)
        if office and country and name:
            yield Term(office, country, name, full, "2019-10", "", "2019-10", "CIA World Leaders 2019-10")


def foreign_2023(path: Path, by_name: dict[str, str]) -> Iterator[Term]:
    """Foreign ministers of January 2023, since when."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            country = by_name.get(row["countryLabel"].lower(), "")
            if country and row["name"] and row["start"]:
                name, source = row["name"], "Wikidata 2023-01"
                yield Term("foreign minister", country, name, name, row["start"], "", "2023-01-10", source)


FIPS: dict[str, str] = {}
"""Two-letter codes of the Factbook to ISO alpha-2; filled from its own table."""


def fill_codes(folder: Path) -> None:
    """Read the Factbook's table of codes."""
    for line in _lines(folder / "master.sql"):
        found = re.match(r"^  \(\d+, N'([^']*)', N'(?:[^']|'')*', N'([^']*)', N'sovereign'", line)
        if found:
            FIPS[found[1].lower()] = found[2]


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8", "replace").splitlines()
