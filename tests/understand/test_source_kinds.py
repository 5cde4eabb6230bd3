"""What kind of source a phrase names."""

import pytest

from dateline.understand.source_kinds import kind_of
from dateline.understand.source_press import looks_like_outlet, press_named


@pytest.mark.parametrize(
    ("words", "behind", "kind"),
    [
        ("the ministry", "of fisheries", "official"),
        ("a villager", "from the valley", "witness"),
        ("three sources", "in the port", "anonymous"),
        ("a senior negotiator", "", "anonymous"),
        ("the negotiators' own map", "", "document"),
        ("an audit", "of the bridge", "document"),
        ("the weekly Novo Dia", "", "outlet"),
        ("Radio Litoral", "", "outlet"),
        ("the NOVA agency", "", "agency"),
        ("the environment agency", "", "official"),
        ("the owner", "of the ferry", "other"),
        ("a former governor", "", "other"),
        ("people", "familiar with the bid", "anonymous"),
        ("a spokesman", "for the ministry", "official"),
        ("a spokesman", "for the fishermen's union", "other"),
        ("the harbour's border guard", "", "official"),
        ("the company's chief", "", "other"),
        ("the police chief", "", "official"),
        ("a Reuters correspondent", "in Lima", "agency"),
        ("an hour", "", None),
        ("the move", "", None),
    ],
)
def test_kinds_by_their_words(words: str, behind: str, kind: str | None) -> None:
    assert kind_of(words, behind) == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Governor Ana Ruiz", "official"),
        ("union leader Ana Ruiz", "other"),
        ("her neighbour Ana Ruiz", "witness"),
        ("Ana Ruiz", "other"),
        ("Peru's Andina", "agency"),
        ("the editor Ana Ruiz", "other"),
    ],
)
def test_kinds_of_those_taken_for_persons(words: str, kind: str) -> None:
    assert kind_of(words, person=True) == kind


def test_names_built_like_those_of_papers() -> None:
    assert looks_like_outlet("the Lagoon Herald")
    assert not looks_like_outlet("the Lagoon Company")
    assert not looks_like_outlet("the herald of spring")


def test_names_of_the_table() -> None:
    assert (press_named("Prensa Latina"), press_named("the Financial Times")) == ("agency", "outlet")
    assert press_named("Amnesty International") is None
