"""Marked sentences for events: the form of a line, what breaks it, and how two passes are compared."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    sys.modules.pop("event_sentences", None)
    import event_sentences

    return event_sentences


def test_marks_become_spans_of_the_bare_sentence(marked: Any) -> None:
    line = "ACCUSE/allege asserted; ASSAULT denied | [A1 Oslo] [V1 accused] [R1,A2 Bern] of [V2 shelling] [R2 a port]."
    one = marked.read_line(line)
    assert one.text == "Oslo accused Bern of shelling a port."
    accuse, assault = one.events
    words = [
        one.text[slice(*span)] for span in (*accuse.recipients, *assault.actors, *assault.act, *assault.recipients)
    ]
    assert words == ["Bern", "Bern", "shelling", "a port"]
    assert (accuse.type, accuse.mode, assault.mode, assault.modality) == ("ACCUSE", "allege", None, "denied")


def test_a_split_verb_and_joined_parties_have_several_spans(marked: Any) -> None:
    one = marked.read_line("CONSULT asserted | [A,R Rome] and [A,R Tunis] [V sat] once more [V down] to talk.")
    (event,) = one.events
    assert event.actors == event.recipients
    assert [one.text[slice(*span)] for span in event.act] == ["sat", "down"]


@pytest.mark.parametrize(
    "line",
    [
        "CONSULT asserted [A Rome] [V met].",
        "CONSULT | [A Rome] [V met].",
        "CONSULTED asserted | [A Rome] [V met].",
        "CONSULT/arrest asserted | [A Rome] [V met].",
        "CONSULT hoped | [A Rome] [V met].",
        "CONSULT asserted | [A Rome] met.",
        "CONSULT asserted; AGREE asserted | [A1 Rome] [V1 met].",
        "CONSULT asserted | [A Rome] [V met [R Tunis].",
        "CONSULT asserted | [A1 Rome] [V met].",
        "NONE sport | [A Rome] won.",
        "NONE boredom | Rome won.",
    ],
)
def test_lines_that_break_the_form_are_refused(marked: Any, line: str) -> None:
    with pytest.raises(marked.Malformed):
        marked.read_line(line)


def test_two_passes_are_compared_act_by_act(marked: Any) -> None:
    first = [
        marked.read_line("CONSULT asserted | [A Rome] [V met] [R Tunis]."),
        marked.read_line("AGREE asserted | [A Rome] [V shook hands]."),
        marked.read_line("NONE sport | Rome won."),
    ]
    second = [
        marked.read_line("CONSULT planned | [A Rome] [V met] Tunis."),
        marked.read_line("SUPPORT asserted | [A Rome] [V shook hands]."),
        marked.read_line("NONE culture | Rome won."),
    ]
    agreement, apart = marked.compare(first, second)
    assert (agreement.sentences, agreement.same_types, agreement.shared_events) == (3, 2, 1)
    assert (agreement.same_modality, agreement.same_actor, agreement.same_recipient, agreement.same_act) == (0, 1, 0, 1)
    assert apart == ["AGREE | SUPPORT | Rome shook hands."]


def test_our_sentences_keep_the_form_and_are_enough(marked: Any) -> None:
    sentences = marked.read_folder()
    types = Counter(event.type for one in sentences for event in one.events)
    assert len({one.text for one in sentences}) == len(sentences) >= 2000
    assert len(types) == 16
    assert min(types.values()) >= 100
    assert 0.15 < sum(one.held_out for one in sentences) / len(sentences) < 0.25


def test_the_second_pass_saw_the_same_sentences(marked: Any) -> None:
    second = marked.read_folder(marked.FOLDER / "second_pass")
    assert {one.text for one in second} == {one.text for one in marked.read_folder()}
