"""Copies: reprints, edited copies, wire copy, and the passages they share."""

from __future__ import annotations

from dateline.group.copies import copies, shared_passages
from dateline.group.sketch import sketch

from .reports import FERRY, MINE, report

LONG = (
    "A ferry with about 200 people on board ran aground near Orvelle harbour on Tuesday night, the coast guard said. "
    "Tugboats pulled the vessel free at dawn after three failed attempts in heavy swell. The captain told reporters "
    "that a sudden gust had pushed the ship off its course while it waited for a pilot outside the breakwater. "
    "Passengers were given blankets and hot tea, and most of them slept on benches until a bus took them to town. "
    "The ministry of transport opened an inquiry and asked the company to hand over its maintenance records."
)


def test_a_reprint_an_edited_copy_and_an_own_report() -> None:
    cut = LONG.split(" Passengers were")[0]
    rows = [
        report("a", LONG, day="2031-03-05"),
        report("b", LONG.upper(), day="2031-03-06"),
        report("c", cut + " Our correspondent saw a calm crowd on the quay.", day="2031-03-06"),
        report("d", FERRY[1], day="2031-03-06"),
    ]
    found = {one.article_id: one for one in copies([sketch(one) for one in rows])}
    assert set(found) == {"b", "c"}
    assert (found["b"].of, found["b"].kind, found["b"].shared) == ("a", "reprint", 1.0)
    assert (found["c"].of, found["c"].kind) == ("a", "edited")
    assert 0.7 < found["c"].shared < 1
    assert "%" in found["c"].why


def test_wire_copy_is_known_by_its_credit() -> None:
    rows = [report("a", LONG, day="2031-03-05", credited_to="Reuters"), report("b", LONG, day="2031-03-06")]
    (found,) = copies([sketch(one) for one in rows])
    assert (found.article_id, found.of, found.kind) == ("b", "a", "wire")
    assert "Reuters" in found.why


def test_headlines_are_never_copies() -> None:
    assert copies([sketch(report(name, "Ferry aground near Orvelle harbour")) for name in "ab"]) == ()


def test_shared_passages_are_exact_on_both_sides() -> None:
    left = "Update. " + LONG
    right = LONG.replace("three failed attempts", "two failed attempts") + " " + MINE[0]
    found = shared_passages(left, right)
    assert len(found) == 2
    for here, there in found:
        assert here.of(left).casefold() == there.of(right).casefold()
    assert found[0][0].of(left).startswith("A ferry")
    assert found[0][0].of(left).endswith("dawn after")


def test_shared_passages_of_nothing() -> None:
    assert shared_passages("", LONG) == ()
    assert shared_passages(LONG, "") == ()
