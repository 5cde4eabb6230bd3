"""The language of searches: what each part means, and what is told when a part means nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.query import Asked, Wanted
from dateline.serve.query import BadQuery, expression, parse, period


def test_words_phrases_alternatives_and_what_must_not_be_there() -> None:
    query = parse('quake OR tremor "Qeshm  Island" shak* -drill NOT "fire drill"')
    assert query.words == (
        Wanted(alternatives=(("quake", False), ("tremor", False))),
        Wanted(alternatives=(("Qeshm Island", False),)),
        Wanted(alternatives=(("shak", True),)),
        Wanted(alternatives=(("drill", False),), negated=True),
        Wanted(alternatives=(("fire drill", False),), negated=True),
    )
    assert expression(query.words) == (
        '(("quake" OR "tremor") AND "Qeshm Island" AND "shak"*) NOT ("drill" OR "fire drill")'
    )


def test_fields() -> None:
    query = parse('speaker:"Wang Yi" -outlet:TASS type:aid place:Almaty')
    assert query.words == ()
    assert query.fields == (
        Asked(field="speaker", value="Wang Yi"),
        Asked(field="outlet", value="TASS", negated=True),
        Asked(field="type", value="aid"),
        Asked(field="place", value="Almaty"),
    )


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("killed:160", 160, 160),
        ("killed:>160", 161, None),
        ("deaths:>=160", 160, None),
        ("dead:<5", None, 4),
        ("killed:<=1,200", None, 1200),
        ("killed:10..20", 10, 20),
        ("killed:2k..1.5m", 2000, 1_500_000),
    ],
)
def test_figures_of_things_counted(typed: str, low: float | None, high: float | None) -> None:
    (one,) = parse(typed).fields
    assert (one.field, one.value, one.low, one.high) == ("figure", "killed", low, high)


def test_any_figure_and_any_counted_thing() -> None:
    assert parse("figure:>9").fields == (Asked(field="figure", value="", low=10),)
    assert parse("counted:arrests").fields[0].value in ("arrested", "arrests")


@pytest.mark.parametrize(
    ("typed", "bounds"),
    [
        ("from:2024", ("2024-01-01", None)),
        ("to:2024-02", (None, "2024-02-29")),
        ("on:2024-05", ("2024-05-01", "2024-05-31")),
        ("from:2024-01-05 to:2024-3-9", ("2024-01-05", "2024-03-09")),
        ("from:7d", ("2031-02-22", None)),
        ("on:yesterday", ("2031-02-28", "2031-02-28")),
        ("from:2024 from:2025", ("2025-01-01", None)),
        ("quake", (None, None)),
    ],
)
def test_days(typed: str, bounds: tuple[str | None, str | None]) -> None:
    assert period(parse(typed), today=date(2031, 3, 1)) == bounds


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("speker:Wang", "no field 'speker'"),
        ("from:tomorrow", "is no day"),
        ("from:2024-02-30", "no such day"),
        ("killed:many", "is no figure"),
        ("killed:9..3", "above the upper"),
        ('actor:""', "needs something"),
        ("-from:2024", "cannot be negated"),
        ("x" * 501, "500 characters"),
        (" ".join(f"w{n}" for n in range(60)), "40 parts"),
    ],
)
def test_what_means_nothing_is_told(typed: str, told: str) -> None:
    with pytest.raises(BadQuery, match=told):
        parse(typed)


def test_only_nots_are_told() -> None:
    with pytest.raises(BadQuery, match="words to look for"):
        expression(parse("-drill").words)


def test_addresses_and_colons_in_words_are_words() -> None:
    assert parse("https://a.example/x").words[0].alternatives == (("https://a.example/x", False),)
    assert parse("update: quake").words[0].alternatives == (("update:", False),)
    assert parse("AND quake OR").words == (Wanted(alternatives=(("quake", False),)),)
    assert parse("  “Qeshm Island” ").words == (Wanted(alternatives=(("Qeshm Island", False),)),)
    assert parse("? ! -").words == ()


@given(st.text(max_size=120))
def test_whatever_is_typed_is_read_or_told(typed: str) -> None:
    try:
        query = parse(typed)
        expression(query.words)
        period(query, today=date(2031, 3, 1))
    except BadQuery:
        return
