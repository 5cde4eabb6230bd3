"""What kind of source a phrase names."""

import pytest

from dateline.model.annotation import Party
from dateline.model.text import Span
from dateline.understand.source_kinds import head_words, kind_of, looks_like_outlet


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the ministry of fisheries", "official"),
        ("a villager from the valley", "witness"),
        ("three sources in the port", "anonymous"),
        ("a senior negotiator", "anonymous"),
        ("the negotiators' own map", "document"),
        ("an audit of the bridge", "document"),
        ("the weekly Novo Dia", "outlet"),
        ("Radio Litoral", "outlet"),
        ("the NOVA agency", "agency"),
        ("the owner of the ferry", "other"),
        ("a former governor", "other"),
        ("people familiar with the bid", "anonymous"),
    ],
)
def test_kinds_by_their_words(words: str, kind: str) -> None:
    party = Party(name=words, span=Span(0, len(words)), exact=words)
    assert kind_of(party, words + " said so.", []) == kind


def test_a_condition_of_anonymity_in_the_sentence_makes_anonymous() -> None:
    party = Party(name="an engineer", span=Span(0, 11), exact="an engineer")
    assert kind_of(party, "an engineer said so on condition of anonymity", []) == "anonymous"
    assert kind_of(party, "an engineer said so", []) != "anonymous"


def test_a_clause_behind_the_phrase_does_not_tell_its_kind() -> None:
    assert head_words("the harbour police, which cited a diary") == "the harbour police"
    assert head_words("a map seen by the daily") == "a map"


def test_names_built_like_those_of_papers() -> None:
    assert looks_like_outlet("the Lagoon Herald")
    assert not looks_like_outlet("the Lagoon Company")
    assert not looks_like_outlet("the herald of spring")
