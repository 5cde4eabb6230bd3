"""A user's own lexicon: one tab-separated file of actors, offices, metonyms, memberships and verbs, checked by row.

The first line names the columns of COLUMNS, in any order; missing columns are empty. Column `table` says what a row is:

actor    name, aliases (parted by |), country, kind, sector, from, to; `id` is made of the name where it is empty
office   office, of (a state, or the id of a body), name of the holder, aliases, gender, from, to
metonym  name of a capital or building that stands for the government of `country`, from, to
member   name or id of the body in `of`, the member state in `country`, from, to
verb     name (a verb), aliases (verbs of the same use), when (conditions, docs/events.md), cameo, recipient (places)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

from dateline.lexicon.countries import country_of
from dateline.lexicon.offices import slug
from dateline.lexicon.own_rows import OwnRows
from dateline.lexicon.own_verbs import as_event_verb, faults_of_verb

KINDS = (
    "government", "organ", "court", "military", "police", "igo", "ngo", "agency", "outlet", "company", "party",
    "armed_group", "person", "group",
)  # fmt: skip
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_ID = re.compile(r"[op]:[a-z0-9-]+|[A-Z]{3}(?:[A-Z]{3})*(?::[a-z0-9-]+)?")
_SECTOR = re.compile(r"(?:[A-Z]{3})+")


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row of a user's file; `start` and `end` stand in its columns "from" and "to"."""

    table: str
    name: str = ""
    aliases: str = ""
    id: str = ""
    country: str = ""
    kind: str = ""
    sector: str = ""
    office: str = ""
    of: str = ""
    gender: str = ""
    start: str = ""
    end: str = ""
    source: str = ""
    when: str = ""
    cameo: str = ""
    recipient: str = ""


_COLUMN = {"start": "from", "end": "to"}
COLUMNS = tuple(_COLUMN.get(field.name, field.name) for field in fields(OwnRow))


class BadLexicon(ValueError):
    """A file of a user that cannot be used; `faults` are lines "line 3: …" for people."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def read_rows(text: str) -> list[OwnRow]:
    """The rows of a file. Raises BadLexicon with every fault, each with its line."""
    lines = text.removeprefix("\ufeff").splitlines()
    head = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")), None)
    if head is None:
        return []
    columns = lines[head].split("\t")
    unknown = [column for column in columns if column not in COLUMNS]
    if unknown or "table" not in columns:
        named = f"there is no column {unknown[0]!r}" if unknown else "the column 'table' is missing"
        raise BadLexicon([f"line {head + 1}: {named}; the first line names columns out of: {', '.join(COLUMNS)}"])
    found, faults = [], []
    for number, line in enumerate(lines[head + 1 :], head + 2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) > len(columns):
            faults.append(f"line {number}: {len(cells)} cells, but the first line names {len(columns)} columns")
            continue
        held = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
        row = OwnRow(**{field.name: held.get(_COLUMN.get(field.name, field.name), "") for field in fields(OwnRow)})
        wrong = faults_of(row)
        faults += [f"line {number}: {fault}" for fault in wrong]
        if not wrong:
            found.append(row)
    if faults:
        raise BadLexicon(faults)
    return found


def faults_of(row: OwnRow) -> list[str]:
    """What is wrong with a row, in words for people; empty where nothing is."""
    check = _CHECKS.get(row.table)
    if check is None:
        return [f"table {row.table!r} is not one of: {', '.join(_CHECKS)}"]
    found = list(check(row))
    found += [
        f"{day!r} is not a date; write it as 2022, 2022-01 or 2022-01-11"
        for day in (row.start, row.end)
        if day and not _DATE.fullmatch(day)
    ]
    if not found and row.start and row.end and row.start > row.end:
        found.append(f"it ends ({row.end}) before it begins ({row.start})")
    if row.gender not in ("", "m", "f"):
        found.append(f"gender {row.gender!r} is not m or f")
    if row.sector and not _SECTOR.fullmatch(row.sector):
        found.append(f"sector {row.sector!r} is not a code of three capitals (GOV, MIL, OPP …)")
    return found


def _check_actor(row: OwnRow) -> Iterable[str]:
    yield from _needed(row, "name", "kind")
    if row.kind and row.kind not in KINDS:
        yield f"kind {row.kind!r} is not one of: {', '.join(KINDS)}"
    if row.id and not _ID.fullmatch(row.id):
        yield f"id {row.id!r} is not of the form o:some-name, p:some-name or CHNGOV"
    yield from _state(row.country)


def _check_office(row: OwnRow) -> Iterable[str]:
    yield from _needed(row, "name", "office", "of")
    if row.of and not row.of.startswith("o:"):
        yield from _state(row.of)


def _check_metonym(row: OwnRow) -> Iterable[str]:
    yield from _needed(row, "name", "country")
    yield from _state(row.country)


def _check_member(row: OwnRow) -> Iterable[str]:
    yield from _needed(row, "of", "country")
    yield from _state(row.country)


def _check_verb(row: OwnRow) -> Iterable[str]:
    return faults_of_verb(row.name, row.when, row.cameo)


def _needed(row: OwnRow, *columns: str) -> Iterable[str]:
    return (f"a row of table {row.table!r} needs {column!r}" for column in columns if not getattr(row, column))


def _state(code: str) -> Iterable[str]:
    if code and country_of(code) is None:
        yield f"{code!r} is no country code; write it as three letters of ISO 3166-1 (KAZ)"


_CHECKS: dict[str, Callable[[OwnRow], Iterable[str]]] = {
    "actor": _check_actor, "office": _check_office, "metonym": _check_metonym, "member": _check_member,
    "verb": _check_verb,
}  # fmt: skip
TABLES = tuple(_CHECKS)


def write_rows(rows: Iterable[OwnRow]) -> str:
    """The rows as the text of a file, with the line that names the columns."""
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(getattr(row, field.name) for field in fields(OwnRow)).rstrip("\t") for row in rows]
    return "\n".join(lines) + "\n"


def as_tables(rows: Iterable[OwnRow]) -> OwnRows:
    """The rows as they are added to the tables that ship: see own_rows.use."""
    tables: dict[str, list[dict[str, str]]] = {
        "actors": [], "offices": [], "metonyms": [], "members": [], "verbs": [],
    }  # fmt: skip
    for row in rows:
        held = {"from": row.start, "to": row.end, "source": row.source or "own lexicon", "aliases": row.aliases}
        if row.table == "actor":
            made = row.id or ("p:" if row.kind == "person" else "o:") + slug(row.name)
            tables["actors"].append(
                held | {"id": made, "name": row.name, "country": row.country, "kind": row.kind, "sector": row.sector}
            )
        elif row.table == "office":
            tables["offices"].append(
                held | {"office": row.office, "of": row.of, "holder": row.name, "gender": row.gender}
            )
        elif row.table == "verb":
            names = (row.name, *(alias for alias in row.aliases.split("|") if alias))
            tables["verbs"].append(as_event_verb(names, row.when, row.cameo, row.recipient))
        elif row.table == "metonym":
            tables["metonyms"].append(held | {"name": row.name, "country": row.country})
        else:
            body = row.of if row.of.startswith("o:") else "o:" + slug(row.of)
            tables["members"].append(held | {"body": body, "member": row.country})
    return {name: tuple(found) for name, found in tables.items() if found}
