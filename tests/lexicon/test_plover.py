"""The event tables as they are looked up."""

from __future__ import annotations

from dateline.lexicon.plover import noun_senses, parts_of_compounds
from dateline.lexicon.tables import read_table


def test_every_compound_of_the_noun_table_can_be_looked_up() -> None:
    parts = parts_of_compounds()
    compounds = [word for row in read_table("event_nouns.tsv") for word in row["word"].split(",") if "-" in word]
    assert compounds
    assert all(noun_senses(word) for word in compounds)
    assert all(word.rpartition("-")[2] in parts for word in compounds)


def test_compounds_that_only_a_condition_names_count_too() -> None:
    named = {
        word
        for row in read_table("event_verbs.tsv")
        for part in row["when"].split()
        for word in part.partition("=")[2].split(",")
    }
    compounds = {word for word in named if "-" in word and "-of-" not in word}
    assert {word.rpartition("-")[2] for word in compounds} <= parts_of_compounds()
