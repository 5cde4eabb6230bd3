"""From files to one story, as a user goes: over the two seed scrapes, through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli.main import dateline
from dateline.serve.schema import validate


@pytest.fixture(scope="module")
def record(request: pytest.FixtureRequest) -> dict:
    seeds: Path = request.getfixturevalue("seeds")
    done = CliRunner().invoke(dateline, ["read", *map(str, sorted(seeds.glob("*.txt"))), "--json"])
    assert done.exit_code == 0, done.output
    made: dict = json.loads(done.stdout)
    return made


def test_the_record_keeps_the_contract(record: dict) -> None:
    validate(record)


def test_two_articles_make_one_story(record: dict) -> None:
    assert len(record["articles"]) == 2
    assert len(record["stories"]) == 1
    assert sorted(record["stories"][0]["articles"]) == sorted(one["id"] for one in record["articles"])


def test_the_head_of_each_report_is_found(record: dict) -> None:
    first, second = record["articles"]
    assert first["headline"].startswith("In the face of US-Russia tension")
    assert second["headline"].startswith("Putin defends sending")
    assert second["url"].startswith("https://www.theaustralian.com.au/")
    assert second["credited_to"] == "The Wall Street Journal"
    assert second["topics"] == ["China Ties", "Vladimir Putin"]
    for published in (first["published_at"], second["published_at"]):
        assert "2022-01-10" <= published["from"] <= published["to"] <= "2022-01-12"
        assert published["why"]
    assert "same story" in second["published_at"]["why"]


def test_no_furniture_is_left_and_each_line_is_typed(record: dict) -> None:
    for article in record["articles"]:
        for words in ("Advertisement", "04:08", "Learn more", "Register", "Original URL", "Photo:", "Picture: AFP"):
            assert words not in article["text"]
        assert all(one["kind"] for one in article["residue"])


def test_figures_carry_their_qualifiers(record: dict) -> None:
    figures = [one for article in record["articles"] for one in article["figures"]]
    bounds = {(one["low"], one["high"]) for one in figures}
    assert (161, None) in bounds
    assert (9000, 9999) in bounds
    assert (2001, 2500) in bounds


def test_who_said_what_and_through_whom(record: dict) -> None:
    speakers = {one["speaker"]["name"] for article in record["articles"] for one in article["quotes"] if one["speaker"]}
    assert "Wang Yi" in speakers
    chains = [source for article in record["articles"] for source in article["sources"]]
    assert any("TASS" in json.dumps(chain, ensure_ascii=False) for chain in chains)
