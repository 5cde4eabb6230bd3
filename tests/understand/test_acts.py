"""The head that knows what kind of act a word tells of: what it is asked, and what events make of its answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dateline.model.annotation import AnnotatedArticle, Event
from dateline.model.article import Article
from dateline.understand.acts import ACT_TYPES, act_inputs
from dateline.understand.engine import core_folder
from dateline.understand.event_guesses import LEAST_CHANCE
from dateline.understand.events import Events
from dateline.understand.parse import Parse, Row
from dateline.understand.room import syntax_for

TEXT = "Norway glorped Belarus."
ROWS: list[Row] = [
    ("Norway", 2, "nsubj", "PROPN", "NNP"),
    ("glorped", 0, "root", "VERB", "VBD"),
    ("Belarus", 2, "obj", "PROPN", "NNP"),
    (".", 2, "punct", "PUNCT", "."),
]


def told(chances: dict[str, float] | None, *, verb: str = "glorped") -> list[Event]:
    """The events of "Norway VERB Belarus" when the head gives the verb these chances."""
    text = TEXT.replace("glorped", verb)
    parse = Parse.from_rows(text, [(verb, *row[1:]) if row[0] == "glorped" else row for row in ROWS])
    if chances is not None:
        acts = np.zeros((len(parse), len(ACT_TYPES)), dtype=np.float32)
        for type_, chance in chances.items():
            acts[1, ACT_TYPES.index(type_)] = chance
        parse = replace(parse, acts=acts)
    made = Article(id="a", capture_id="c", found_in="x", text=text, slices=(), visible_sha256="")
    return [one for one in Events()(AnnotatedArticle(made), parse) if isinstance(one, Event)]


def test_words_are_levelled_and_go_with_the_mean_of_their_own_sentence() -> None:
    words = np.random.default_rng(1).normal(3, 2, (5, 8)).astype(np.float32)
    asked = np.array([True, False, True, True, True])
    inputs = act_inputs(words, asked, ((0, 2), (2, 5)))
    assert inputs["words"].shape == (4, 8)
    assert inputs["means"].shape == (2, 8)
    assert np.allclose(inputs["words"].reshape(4, 2, 4).mean(axis=2), 0, atol=1e-5)
    assert inputs["whose"].tolist() == [0, 1, 1, 1]
    assert np.allclose(inputs["means"][1], inputs["words"][1:].mean(axis=0), atol=1e-6)


def test_sentences_in_which_nothing_is_asked_are_passed_over() -> None:
    words = np.random.default_rng(2).normal(0, 1, (6, 8)).astype(np.float32)
    inputs = act_inputs(words, np.array([True, False, False, False, False, True]), ((0, 2), (2, 4), (4, 6)))
    assert inputs["whose"].tolist() == [0, 1]
    assert np.allclose(inputs["means"], inputs["words"], atol=1e-6)


def test_a_verb_no_table_knows_is_an_act_where_the_head_is_sure() -> None:
    assert told(None) == []
    assert told({"ASSAULT": LEAST_CHANCE - 0.05}) == []
    (event,) = told({"ASSAULT": 0.9})
    assert (event.type, event.mode, event.trigger is not None and event.trigger.of(TEXT)) == (
        "ASSAULT",
        None,
        "glorped",
    )
    assert [party.country for party in (*event.actors, *event.recipients)] == ["NOR", "BLR"]
    assert "likeness" in event.why
    (weaker,) = told({"ASSAULT": 0.5})
    assert weaker.confidence < event.confidence


def test_the_head_makes_a_table_surer_or_less_sure() -> None:
    (agreed,) = told({"ACCUSE": 0.95}, verb="condemned")
    (doubted,) = told({"ACCUSE": 0.05}, verb="condemned")
    assert agreed.type == doubted.type == "ACCUSE"
    assert agreed.confidence > doubted.confidence


@pytest.mark.skipif(not (core_folder() / "acts.onnx").is_file(), reason="the core has no head for acts")
def test_the_shipped_head_answers_for_words_of_meaning() -> None:
    (parse,) = syntax_for("default").parse(["The minister condemned the raid on Friday. It rained in the hills."])
    assert parse.acts is not None
    assert parse.acts.shape == (len(parse), len(ACT_TYPES))
    words = parse.words()
    assert ACT_TYPES[int(parse.acts[words.index("condemned")].argmax())] == "ACCUSE"
    assert not parse.acts[words.index("The")].any()
    assert parse.acts[words.index("rained")].max() < LEAST_CHANCE
