"""Actors are found by name, in the spelling and the years in which they bore it."""

import itertools
from datetime import date

import pytest

from dateline.lexicon.actors import actor_of_name, government, holders, name_key, offices_of, person, slug
from dateline.lexicon.countries import country_of
from dateline.lexicon.roles import role_of
from dateline.lexicon.tables import read_table


@pytest.mark.parametrize(
    ("name", "actor_id"),
    [
        ("the Collective Security Treaty Organisation", "o:collective-security-treaty-organization"),
        ("CSTO", "o:collective-security-treaty-organization"),
        ("U.N. Security Council", "o:united-nations-security-council"),
        ("the Kremlin", "RUSGOV"),
        ("U.S. Department of State", "o:united-states-department-of-state"),
        ("the French Home Office", None),
        ("WHO", "o:world-health-organization"),
        ("who", None),
        ("us", None),
        ("Kazakhstan", "KAZ"),
        ("Sergei Lavrov", "p:sergey-lavrov"),
        ("Nobody Whom Anybody Knows", None),
    ],
)
def test_names_lead_to_actors(name: str, actor_id: str | None) -> None:
    found = actor_of_name(name)
    assert (found.id if found else None) == actor_id


def test_the_day_decides_what_a_name_meant() -> None:
    before, after = actor_of_name("Taliban", on="2015-03-01"), actor_of_name("Taliban", on="2023-03-01")
    assert before is not None
    assert after is not None
    assert (before.sector, after.sector) == ("REB", "GOV")


def test_the_day_decides_who_held_an_office() -> None:
    assert [one.name for one in holders("president", "USA", on="2022-01-10")] == ["Joe Biden"]
    assert [one.name for one in holders("foreign minister", "CHN", on="2023-02-01")] == ["Qin Gang"]
    assert holders("president", "USA", on="1850-01-01") == ()
    assert [one.name for one in holders("prime minister", "GBR", on="2007-06-27")] == ["Gordon Brown"]
    assert len(holders("prime minister", "GBR")) > 8
    assert [term.office for term in offices_of("p:vladimir-putin", on="2010-06-01")] == ["prime minister"]


def test_persons_keep_one_id() -> None:
    assert person("Antony Blinken").id == person("Anthony Blinken").id == "p:antony-blinken"
    assert person("Ana Petrova", country="BGR").id == "p:ana-petrova"
    assert slug("Łódź—Ünïté!")
    assert slug("王毅") != slug("王文斌")


def test_british_and_american_spellings_are_one() -> None:
    assert name_key("the Ministry of Defence") == name_key("Ministry of Defense")


def test_every_row_of_the_tables_is_sound() -> None:
    for row in read_table("actors.tsv"):
        assert not row["country"] or country_of(row["country"]), row
        assert row["kind"]
        assert row["source"]
    for row in read_table("offices.tsv"):
        assert country_of(row["of"]) or row["of"].startswith("o:"), row
        for day in filter(None, (row["from"], row["to"])):
            date.fromisoformat(day + "-01-01"[len(day) - 4 :])
        assert not row["to"] or row["from"] < row["to"], row


def test_terms_of_one_office_do_not_overlap() -> None:
    terms: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in read_table("offices.tsv"):
        if row["office"] in ("spokesman", "envoy"):
            continue  # several speak for one ministry, and the United Nations send to several wars
        terms.setdefault((row["office"], row["of"]), []).append((row["from"], row["to"] or "9999"))
    for office, spans in terms.items():
        spans.sort()
        for (_, ended), (begun, _) in itertools.pairwise(spans):
            assert ended <= begun, office


def test_roles() -> None:
    found = role_of("Lt. Gen.")
    assert found is not None
    assert found.sector == "MIL"
    assert role_of("table") is None
    assert government("FRA").id == "FRAGOV"
