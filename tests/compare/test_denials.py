"""What counts as a denial, and who may stand against whom."""

from __future__ import annotations

import pytest

from dateline.compare.comparison import compare
from dateline.compare.reports import reports_of
from dateline.compare.tellings import tellings_of
from dateline.compare.wording import Wording
from dateline.model.annotation import Party

from .building import Building, story_of

FIRM = Party(name="Harbour Lines", actor_id="o:harbour-lines", sector="BUS")
UNION = Party(name="the Dockers' Union", actor_id="o:dockers-union", sector="LAB")


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The firm denied that the ferry had been too full.", True),
        ("The firm denied the ferry was too full.", True),
        ("The mayor denies taking money from the ferry firm.", True),
        ("The mayor rejected claims about money from the ferry firm.", True),
        ("The mayor disputed that the ferry firm paid for his boat.", True),
        ("The mayor is said to own the ferry firm, although he has denied such ties.", True),
        ("Both denied any part in the loss of the old ferry.", True),
        ("The mayor could neither confirm nor deny that money had been paid for the ferry.", False),
        ("The mayor could not confirm or deny that money had been paid for the ferry.", False),
        ("The crew had wages long denied to them by the ferry firm.", False),
        ("The crew were denied that free passage which ferry firms give.", False),
        ("The harbour may deny service to old ferries with loud engines.", False),
        ("The ferry sailed with too many people on the upper deck.", False),
    ],
)
def test_what_denies(text: str, denied: bool) -> None:
    reports = reports_of([Building("a", text).done(), Building("b", "Fog lay over the harbour all day.").done()])
    told = tellings_of(reports[0], Wording(reports))
    assert any(one.is_denied for one in told) is denied


def test_a_denial_ends_with_its_sentence() -> None:
    text = "The firm had closed a gate, a point that it denied. The deck of the ferry was much too full."
    reports = reports_of([Building("a", text).done(), Building("b", "Fog lay over the harbour all day.").done()])
    (deck,) = [one for one in tellings_of(reports[0], Wording(reports)) if "deck" in one.exact]
    assert not deck.is_denied


@pytest.mark.parametrize(("speaker", "status"), [(UNION, "contested"), (FIRM, "agreed")])
def test_nobody_stands_against_himself(speaker: Party, status: str) -> None:
    one = Building(
        "a", "Harbour Lines denied that the upper deck of the ferry Astrid was too full.", published="2031-05-01"
    )
    one.quote("that the upper deck of the ferry Astrid was too full", FIRM, direct=False)
    other = Building("b", "The upper deck of the ferry Astrid was too full, it said.", published="2031-05-01")
    other.quote("The upper deck of the ferry Astrid was too full", speaker, direct=False)
    reports = [one.done(), other.done()]
    claims = [claim for claim in compare(story_of(reports), reports).claims if len(claim.assertions) > 1]
    assert [claim.status for claim in claims if claim.kind in ("act", "quote")] == [status]


def test_what_both_say_is_no_contrary() -> None:
    texts = (
        "The bill would grant shops the right to refuse bread to sailors.",
        "The bill would allow shops to refuse bread to sailors.",
    )
    reports = reports_of([Building(name, text).done() for name, text in zip("ab", texts, strict=True)])
    left, right = (tellings_of(report, Wording(reports))[0] for report in reports)
    assert not left.is_contrary(right)
    assert not right.is_contrary(left)
