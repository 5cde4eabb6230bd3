"""A user's own rows are checked line by line, win over the tables that ship, and come from PETRARCH files too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.lexicon import own_rows
from dateline.lexicon.actors import actor_of_name, holders
from dateline.lexicon.countries import seat_of_government
from dateline.lexicon.members import bodies_of, members_of
from dateline.lexicon.own_lexicon import BadLexicon, OwnRow, as_tables, read_rows, write_rows
from dateline.lexicon.petrarch import read_petrarch, write_petrarch

OWN = (
    "table\tname\taliases\tcountry\tkind\toffice\tof\tfrom\tto\n"
    "# a remark\n"
    "actor\tHarbour Front\tHF|Front of the Harbour\tNOR\tparty\n"
    "office\tLiv Aas\t\t\t\tforeign minister\tNOR\t2024-02-01\t2024-03-01\n"
    "metonym\tTollgate\t\tNOR\n"
    "member\t\t\tNOR\t\t\to:brics\t2030\n"
)


@pytest.fixture(autouse=True)
def _no_rows_stay() -> Iterator[None]:
    yield
    own_rows.use({})


def test_own_rows_win_and_are_forgotten_again() -> None:
    assert actor_of_name("Harbour Front") is None
    own_rows.use(as_tables(read_rows(OWN)))
    party = actor_of_name("Front of the Harbour")
    assert party is not None
    assert (party.id, party.country, party.kind) == ("o:harbour-front", "NOR", "party")
    assert [one.id for one in holders("foreign minister", "NOR", on="2024-02-10")] == ["p:liv-aas"]
    assert seat_of_government("Tollgate") == "NOR"
    assert members_of("o:brics", on="2031-01-01")[0] == "NOR"
    own_rows.use({})
    assert actor_of_name("Harbour Front") is None
    assert seat_of_government("Tollgate") is None


def test_rows_are_written_as_they_are_read() -> None:
    rows = read_rows(OWN)
    assert read_rows(write_rows(rows)) == rows


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("actor\tX\t\tNOR\tthing", "line 2: kind 'thing'"),
        ("actor\tX\t\tNorway\tparty", "'Norway' is no country code"),
        ("office\tX\t\t\t\t\tNOR", "needs 'office'"),
        ("office\tX\t\t\t\tking\tNOR\t2024-13", "'2024-13' is not a date"),
        ("office\tX\t\t\t\tking\tNOR\t2024\t2020", "it ends (2020) before it begins (2024)"),
        ("metonym\tX", "needs 'country'"),
        ("country\tX", "table 'country' is not one of"),
        ("actor\tX\t\tNOR\tparty\t\t\t\t\tmore", "10 cells"),
    ],
)
def test_faults_are_told_with_their_line(line: str, words: str) -> None:
    with pytest.raises(BadLexicon, match="line 2") as caught:
        read_rows(OWN.splitlines()[0] + "\n" + line + "\n")
    assert words in str(caught.value)


def test_every_fault_of_a_file_is_told_at_once() -> None:
    with pytest.raises(BadLexicon) as caught:
        read_rows("table\tname\nactor\tX\nmetonym\tY\n")
    assert len(caught.value.faults) == 2
    with pytest.raises(BadLexicon, match="no column 'nmae'"):
        read_rows("table\tnmae\nactor\tX\n")


PETRARCH = (
    "LIV_AAS_ ; made up\n"
    "+L._AAS_\n"
    "\t[NORELI 900101-990101]\n"
    "\t[NORGOV >990101]\n"
    "HARBOUR_FRONT_ [NOROPP]\n"
    "FJORD_WATCH_ [NGOENV 2001-2005]\n"
    "NORWAY_ [NOR]\n"
    "POLICEMAN_ [~COP]\n"
    "NOBODY_\n"
)


def test_petrarch_actors_become_rows() -> None:
    rows, passed = read_petrarch(PETRARCH)
    told = [(row.name, row.kind, row.country, row.sector, row.start, row.end) for row in rows]
    assert (
        told
        == [
            ("Liv Aas", "person", "NOR", "ELI", "1990-01-01", "1999-01-01"),
            ("Liv Aas", "person", "NOR", "GOV", "1999-01-01", ""),
            ("Harbour Front", "party", "NOR", "OPP", "", ""),
            ("Fjord Watch", "group", "", "NGO", "2001", "2005"),
        ]
        or told[3][1] == "ngo"
    )
    assert rows[0].aliases == "L. Aas"
    assert [line.split(":")[0] for line in passed] == ["line 7", "line 8", "line 9"]


def test_petrarch_rows_can_be_read_and_written_again() -> None:
    rows, _ = read_petrarch(PETRARCH)
    assert read_rows(write_rows(rows)) == rows
    again, _ = read_petrarch("\n".join(write_petrarch(rows)))
    assert [(row.name, row.country, row.sector, row.start) for row in again] == [
        (row.name, row.country, row.sector, row.start) for row in rows
    ]


def test_members_by_day() -> None:
    nato, council = "o:north-atlantic-treaty-organization", "o:united-nations-security-council"
    assert "FIN" in members_of(nato, on="2023-04-04")
    assert "FIN" not in members_of(nato, on="2023-04-03")
    assert len(members_of(council, on="2022-01-11")) == 15
    assert "KAZ" in members_of("o:collective-security-treaty-organization", on="2022-01-11")
    assert "o:brics" not in bodies_of("IDN", on="2024-06-01")


def test_the_council_has_fifteen_members_in_every_year() -> None:
    council = "o:united-nations-security-council"
    assert {year: len(members_of(council, on=f"{year}-07-01")) for year in range(1990, 2027)} == dict.fromkeys(
        range(1990, 2027), 15
    )


def test_an_own_row_is_a_plain_noun() -> None:
    assert OwnRow(table="metonym", name="X", country="NOR") == OwnRow("metonym", "X", country="NOR")
