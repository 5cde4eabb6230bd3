"""Build lexicon/holders.tsv: who held which office of which state, from and to which day, out of public tables.

    python training/offices.py SOURCES OUT.tsv

SOURCES holds what training/office_sources.py names: factbook/ (SQL of the archive), factbook.git (a clone of
factbook.json), CountryInfo.120116.txt, executive.yaml, world_leaders_2019.json, foreign_ministers.csv.
Rows of offices.tsv (by hand) win: where one stands, no term from here is written; nor is one that office_refusals.txt
names, with the reason. The same bytes every time.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from office_sources import (
    Term,
    country_info,
    executive,
    factbook,
    factbook_git,
    fill_codes,
    foreign_2023,
    world_leaders,
)

from dateline.lexicon.countries import all_countries, country_of_name
from dateline.lexicon.tables import read_table

FIRST_DAY = "1990-01-01"
BY_HAND = 10_000
"""What a name by hand weighs among those of the sources."""
STILL_THERE = "2025-12"
LONGEST_GAP = {"president": 900, "prime minister": 900, "chancellor": 900, "monarch": 2500, "leader": 900}
"""Days between the last sight of one holder and the next one's first day in which nobody else is thought to fit."""
UNDATED = "CIA World Leaders 2019-10"
_CIA_NAMES = {"burma": "MMR", "congo, democratic republic of the": "COD", "congo, republic of the": "COG",
              "korea, north": "PRK", "korea, south": "KOR", "bahamas, the": "BHS", "gambia, the": "GMB",
              "micronesia, federated states of": "FSM", "north macedonia": "MKD"}  # fmt: skip


@dataclass
class Tenure:
    """One person in one office: everything that the sources tell of it."""

    names: Counter[str] = field(default_factory=Counter)
    fulls: Counter[str] = field(default_factory=Counter)
    starts: Counter[str] = field(default_factory=Counter)
    ends: set[str] = field(default_factory=set)
    known_as: str = ""
    seen: str = ""
    sources: list[str] = field(default_factory=list)

    def take(self, term: Term) -> None:
        """Add what one source tells."""
        self.names[term.name] += 1
        self.fulls[term.full] += 1
        if (
            term.source.startswith("CountryInfo")
            and term.name == term.full
            and len(term.name.split()) < 5
            and not self.known_as
        ):
            self.known_as = term.name
        self.starts[term.start] += len(term.start)  # a day is worth more than a year
        if term.end:
            self.ends.add(term.end)
        self.seen = max(self.seen, term.seen, term.start)
        if term.source not in self.sources:
            self.sources.append(term.source)

    @property
    def name(self) -> str:
        """The name of the table by hand, else the one that the sources have most often, with the
        middle names of rulers.org."""
        name, weight = self.names.most_common(1)[0]
        fuller = set(_plain(name).split()) <= set(_plain(self.known_as).split())
        return self.known_as if fuller and weight < BY_HAND else name

    @property
    def start(self) -> str:
        """The first day, as most sources have it."""
        return self.starts.most_common(1)[0][0]


def main(words: list[str]) -> int:
    """Write the table and say how many rows it has."""
    if len(words) != 2:
        print(__doc__)
        return 2
    rows = build(Path(words[0]))
    lines = ["office\tof\tholder\taliases\tgender\tfrom\tto\tsource", *map("\t".join, rows), ""]
    Path(words[1]).write_text("\n".join(lines), "utf-8")
    print(len(rows), "terms", dict(Counter(row[0] for row in rows)))
    return 0


def build(sources: Path) -> list[tuple[str, ...]]:
    """All rows, sorted by state, office and first day."""
    by_place: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    news = _as_in_the_news()
    for told in _terms(sources):
        term = told._replace(name=news.get((told.of, told.name), told.name))
        tenures = by_place[term.of, term.office]
        known = next((one for one in reversed(tenures) if _same(one, term)), None)
        if known is None:
            known = Tenure()
            tenures.append(known)
        known.take(term)
        if term.name != told.name:
            known.names[term.name] += BY_HAND
    _one_name_each(by_place)
    refused = refusals()
    for (of, office), tenures in by_place.items():
        tenures[:] = [one for one in tenures if refused.isdisjoint(_told(office, of, one))]
    many = Counter(one.name for (_, office), tenures in by_place.items() if office == "monarch" for one in tenures)
    rows = []
    for (of, office), tenures in sorted(by_place.items()):
        kept = [one for one in tenures if office != "monarch" or many[one.name] < 4 or of == "GBR"]
        dated = [one for one in kept if one.sources != [UNDATED]]
        there = any(one.start <= "2019-10" <= max(one.seen, *one.ends, "") for one in dated)
        kept = sorted(dated if there else kept, key=lambda one: one.start)
        for number, one in enumerate(kept):
            end = _end(one, kept[number + 1 :], office)
            if (end or "9999") < FIRST_DAY or _by_hand(of, office, one.start, end):
                continue
            aliases = [name for name in dict.fromkeys([*one.names, *one.fulls]) if name != one.name]
            source = one.sources[0] + (f"; {one.sources[-1]}" if len(one.sources) > 1 else "")
            rows.append((office, of, one.name, "|".join(aliases), "", one.start, end, source))
    return rows


def refusals() -> set[tuple[str, str, str]]:
    """Office, state and holder of the terms that the sources give to a wrong state."""
    lines = Path(__file__).with_name("office_refusals.txt").read_text("utf-8").splitlines()
    rows = (line.split("|") for line in lines if not line.startswith("#"))
    return {(office, of, holder) for office, of, holder, _ in rows}


def _told(office: str, of: str, one: Tenure) -> set[tuple[str, str, str]]:
    """All by which a tenure may be refused."""
    return {("*", of, "*"), (office, of, "*"), *((office, of, name) for name in (one.name, *one.names, *one.fulls))}


def _one_name_each(by_place: dict[tuple[str, str], list[Tenure]]) -> None:
    """Give a person of several offices one name: that of the table by hand, else the latest."""
    by_state: dict[str, list[Tenure]] = defaultdict(list)
    for (of, office), tenures in by_place.items():
        if office != "monarch":
            by_state[of] += tenures
    for of, tenures in by_state.items():
        names = [row["holder"] for row in read_table("offices.tsv") if row["of"] == of]
        tenures.sort(key=lambda one: one.seen, reverse=True)
        for one in tenures:
            known = next((name for name in names if _much_alike(name, [*one.names, *one.fulls])), None)
            if known is None:
                names.append(one.name)
            elif known != one.name:
                one.names[known] += 2 * BY_HAND


def _much_alike(name: str, others: Iterable[str]) -> bool:
    return any(SequenceMatcher(None, _plain(name), _plain(other)).ratio() > 0.86 for other in others)


def _as_in_the_news() -> dict[tuple[str, str], str]:
    lines = Path(__file__).with_name("office_names.txt").read_text("utf-8").splitlines()
    return {(of, told): news for of, told, news in (line.split("|") for line in lines if not line.startswith("#"))}


def _terms(sources: Path) -> Iterable[Term]:
    alpha3 = {one.alpha2: one.alpha3 for one in all_countries()}
    by_name = dict(_CIA_NAMES)
    for one in all_countries():
        by_name |= {name.text.lower(): one.alpha3 for name in one.names if country_of_name(name.text, loose=True)}
    fill_codes(sources / "factbook")
    yield from executive(sources / "executive.yaml")
    for term in factbook(sources / "factbook", alpha3):
        if not (term.of == "USA" and term.office == "president"):
            yield term
    for term in factbook_git(sources / "factbook.git", alpha3):
        if not (term.of == "USA" and term.office == "president"):
            yield term
    yield from country_info(sources / "CountryInfo.120116.txt")
    yield from world_leaders(sources / "world_leaders_2019.json", by_name)
    yield from foreign_2023(sources / "foreign_ministers.csv", by_name)


def _same(one: Tenure, term: Term) -> bool:
    """The same person in the same term: a name much alike, and times that touch."""
    if not any(_alike(name, term.name) for name in one.names):
        return False
    if abs(_days(one.start) - _days(term.start)) < 120:
        return True
    if term.source == UNDATED:
        return one.start < term.start and _days(term.start) - _days(one.seen) < 900
    if term.office in ("foreign minister", "defence minister"):
        return _days(term.start) - _days(one.seen) < 60 and _days(one.start) - _days(term.seen) < 60
    ended = min(one.ends, default="")
    return one.start <= term.start <= max(one.seen, ended) and not (ended and term.start > ended)


def _alike(one: str, other: str) -> bool:
    first, second = _plain(one), _plain(other)
    if SequenceMatcher(None, first, second).ratio() > 0.8:
        return True
    families = first.split()[-1:] + second.split()[-1:]
    return all(len(word) > 3 for word in families) and SequenceMatcher(None, *families).ratio() > 0.84


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("-", " ")


def _end(one: Tenure, later: list[Tenure], office: str) -> str:
    """The last day that is told, or that the next holder's first day and the last sight of this one leave."""
    if one.ends:
        return max(one.ends)
    following = next((two.start for two in later if two.start > one.start), "")
    if following and _days(following) - _days(one.seen) <= LONGEST_GAP.get(office, 62):
        return following
    return "" if not following and one.seen >= STILL_THERE else one.seen


def _days(day: str) -> int:
    year, month, of_month = ([int(part) for part in day.split("-")] + [1, 1])[:3]
    return date(year, max(1, min(12, month)), max(1, min(28, of_month))).toordinal()


def _by_hand(of: str, office: str, start: str, end: str) -> bool:
    """Whether a row by hand covers more than a few weeks of the term."""
    for row in read_table("offices.tsv"):
        if row["of"] == of and row["office"] == office:
            first, last = max(row["from"] or "0001", start), min(row["to"] or "2026-12-31", end or "2026-12-31")
            if first < last and _days(last) - _days(first) > 45:
                return True
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
