"""Two names read as one: which are parted, and what must stay whole."""

from __future__ import annotations

import pytest

from dateline.understand.parse import Parse, Row
from dateline.understand.run_on_names import with_names_parted

TOLD: list[Row] = [
    ("Weiss", 2, "nsubj", "PROPN", "NNP"),
    ("tells", 0, "root", "VERB", "VBZ"),
    ("Piet", 6, "nsubj", "PROPN", "NNP"),
    ("Jansen", 3, "flat", "PROPN", "NNP"),
    ("Berlin", 3, "flat", "PROPN", "NNP"),
    ("backs", 2, "ccomp", "VERB", "VBZ"),
    ("plans", 6, "obj", "NOUN", "NNS"),
]


def parse_of(*changes: tuple[int, Row]) -> Parse:
    rows = list(TOLD)
    for number, row in changes:
        rows[number] = row
    text = " ".join(row[0] for row in rows)
    return Parse.from_rows(text, list(rows), names=[(0, 1, "PER"), (2, 5, "PER")])


def names_of(parse: Parse) -> list[tuple[str, str]]:
    return [(parse.exact(name.first, name.last_exclusive), name.kind) for name in parse.names]


def test_the_first_is_told_and_the_second_acts() -> None:
    parse = with_names_parted(parse_of())
    assert names_of(parse) == [("Weiss", "PER"), ("Piet Jansen", "PER"), ("Berlin", "LOC")]
    assert [(parse.labels[token], int(parse.heads[token])) for token in (2, 3, 4)] == [
        ("iobj", 1),
        ("flat", 2),
        ("nsubj", 5),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        ((1, ("says", 0, "root", "VERB", "VBZ")),),  # what is said is said to nobody
        ((1, ("tale", 0, "root", "NOUN", "NN")),),  # no verb
        ((4, ("Keller", 3, "flat", "PROPN", "NNP")),),  # no state and no body
        ((4, ("Berlin", 3, "nmod", "PROPN", "NNP")),),  # the grammar does not take them for one
        ((3, ("Jansen", 3, "nmod", "PROPN", "NNP")),),
        ((6, ("plans", 2, "obj", "NOUN", "NNS")),),  # somebody else is told
        ((5, ("backs", 2, "advcl", "VERB", "VBZ")),),  # nothing is told
        ((2, ("Piet", 6, "obl", "PROPN", "NNP")),),  # it does nothing
        ((1, ("warns", 0, "root", "VERB", "VBZ")), (3, ("Berlin", 3, "flat", "PROPN", "NNP"))),
    ],
)
def test_what_stays_whole(changes: tuple[tuple[int, Row], ...]) -> None:
    parse = parse_of(*changes)
    if changes[0][1][0] == "warns":  # "warns Piet Berlin": one word before it may be told nothing
        parse = parse_of(*changes, (4, ("firmly", 6, "advmod", "ADV", "RB")))
    assert with_names_parted(parse) is parse


def test_a_clause_before_its_verb_is_no_telling() -> None:
    rows: list[Row] = [
        ("Berlin", 2, "nsubj", "PROPN", "NNP"),
        ("backs", 4, "ccomp", "VERB", "VBZ"),
        ("plans", 2, "obj", "NOUN", "NNS"),
        ("tells", 0, "root", "VERB", "VBZ"),
        ("Weiss", 4, "nsubj", "PROPN", "NNP"),
    ]
    parse = Parse.from_rows(" ".join(row[0] for row in rows), list(rows), names=[(0, 1, "LOC")])
    assert with_names_parted(parse) is parse
