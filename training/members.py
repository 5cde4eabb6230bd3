"""Build lexicon/members.tsv: which states are members of which body, from and to when.

    python training/members.py FACTBOOK OUT.tsv

FACTBOOK is the folder of training/offices.py: editions of the CIA World Factbook 1990-2025 as SQL (public domain).
Bodies of training/members_by_hand.txt have their days by hand; of the others the years are those of the editions that
name the membership first and last ("1990" is 1990 or before).
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import defaultdict
from pathlib import Path

import office_sources

from dateline.lexicon.countries import all_countries

BODIES = {
    "UN": "o:united-nations", "WTO": "o:world-trade-organization", "WTrO": "o:world-trade-organization",
    "IMF": "o:international-monetary-fund", "OECD": "o:organisation-for-economic-co-operation-and-development",
    "OSCE": "o:organization-for-security-and-co-operation-in-europe",
    "CSCE": "o:organization-for-security-and-co-operation-in-europe",
    "OIC": "o:organization-of-islamic-cooperation", "OAS": "o:organization-of-american-states",
    "NAM": "o:non-aligned-movement", "APEC": "o:asia-pacific-economic-cooperation", "CE": "o:council-of-europe",
    "SADC": "o:southern-african-development-community", "EAC": "o:east-african-community",
    "SAARC": "o:south-asian-association-for-regional-cooperation",
    "IGAD": "o:intergovernmental-authority-on-development", "Mercosur": "o:mercosur",
    "Caricom": "o:caribbean-community",
    "PIF": "o:pacific-islands-forum", "AU": "o:african-union",
    "OPCW": "o:organisation-for-the-prohibition-of-chemical-weapons", "ICCt": "o:international-criminal-court",
    "Interpol": "o:interpol", "INTERPOL": "o:interpol",
}  # fmt: skip
FIRST, LAST = 1990, 2025
LONGEST_SILENCE = 3
_FIELDS = ("Member of", "International organization participation")


def main(words: list[str]) -> int:
    """Write the table and say how many rows it has."""
    if len(words) != 2:
        print(__doc__)
        return 2
    rows = sorted({*by_hand(), *by_editions(Path(words[0]))})
    lines = ["body\tmember\tfrom\tto\tsource", *map("\t".join, rows), ""]
    Path(words[1]).write_text("\n".join(lines), "utf-8")
    print(len(rows), "memberships of", len({row[0] for row in rows}), "bodies")
    return 0


def by_hand() -> set[tuple[str, ...]]:
    """The rows of members_by_hand.txt, one for each member."""
    rows = set()
    for line in Path(__file__).with_name("members_by_hand.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            body, start, end, members = line.split("|")
            rows |= {(body, member, start, end, "by hand, 2026") for member in members.split()}
    return rows


def by_editions(folder: Path) -> set[tuple[str, ...]]:
    """The rows that the editions of the Factbook give: one for each unbroken run of years."""
    alpha3 = {one.alpha2: one.alpha3 for one in all_countries()}
    owners = office_sources.owners_of(folder)
    named: dict[tuple[str, str], set[int]] = defaultdict(set)
    for year in range(FIRST, LAST + 1):
        with gzip.open(folder / f"{year}.sql.gz", "rt", errors="replace") as file:
            for line in file:
                found = office_sources.FIELD.match(line)
                country = alpha3.get(owners.get(found[1]) or "") if found and found[2] in _FIELDS else None
                for listed in re.split(r",\s*", found[3]) if found and country else ():
                    body = BODIES.get(listed.strip())  # "IOM (observer)" is no member
                    if body is not None:
                        named[body, country or ""].add(year)
    rows = set()
    for (body, country), years in named.items():
        for start, end in runs(sorted(years)):
            until = "" if end >= LAST - 1 else str(end)
            rows.add((body, country, str(start), until, f"CIA World Factbook {start}-{end}"))
    return rows


def runs(years: list[int]) -> list[tuple[int, int]]:
    """First and last years of runs; editions that left a line out for a year or two break none."""
    found = [(years[0], years[0])]
    for year in years[1:]:
        if year - found[-1][1] <= LONGEST_SILENCE:
            found[-1] = (found[-1][0], year)
        else:
            found.append((year, year))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
