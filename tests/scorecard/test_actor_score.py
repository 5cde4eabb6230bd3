"""Right, unknown and wrong for who is meant, on an article of our own."""

from typing import Any

import pytest

from dateline.scorecard.actor_score import RIGHT, UNKNOWN, WRONG, score_actors, verdict_of

TEXT = "Lena Ostrov met her Chilean counterpart in Vienna. Vienna called the meeting useful."


def gold(exact: str, what: str, actor_id: str | None, *, nth: int = 0, **more: Any) -> dict[str, Any]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(exact, start + 1)
    row = {"set": "own", "id": "1", "span": [start, start + len(exact)], "exact": exact, "what": what}
    return {**row, "actor_id": actor_id, "also": [], "country": None, **more}


def mention(exact: str, kind: str, actor_id: str | None, *, nth: int = 0, country: str | None = None) -> dict[str, Any]:
    made = gold(exact, kind, actor_id, nth=nth)
    return {"span": made["span"], "kind": kind, "actor_id": actor_id, "country": country, "why": "because"}


def outcome(row: dict[str, Any], *mentions: dict[str, Any], **more: Any) -> str:
    return verdict_of(row, {"text": TEXT, "mentions": list(mentions), "places": [], **more}).outcome


PARTNER = gold("her Chilean counterpart", "reference", "p:pia-rojas", also=["p:maria-pia-rojas"])


@pytest.mark.parametrize(
    ("actor_id", "expected"),
    [("p:pia-rojas", RIGHT), ("p:maria-pia-rojas", RIGHT), ("p:lena-ostrov", WRONG), (None, UNKNOWN)],
)
def test_person_by_id(actor_id: str | None, expected: str) -> None:
    assert outcome(PARTNER, mention("her Chilean counterpart", "title", actor_id)) == expected


def test_nationality_inside_a_title_is_no_answer() -> None:
    assert outcome(PARTNER, mention("Chilean", "nationality", "CHL")) == UNKNOWN


def test_name_beside_a_title_may_stand_for_both() -> None:
    row = gold("her Chilean counterpart", "reference", "p:lena-ostrov", named_at=[0, 11])
    assert outcome(row, mention("Lena Ostrov", "person", "p:lena-ostrov")) == RIGHT
    assert outcome(row, mention("Lena Ostrov", "person", "p:somebody-else")) == WRONG
    titled = mention("her Chilean counterpart", "title", "p:pia-rojas")
    assert outcome(row, mention("Lena Ostrov", "person", "p:lena-ostrov"), titled) == WRONG


def test_name_taken_for_a_place_is_wrong() -> None:
    row = gold("Lena Ostrov", "office_holder", "p:lena-ostrov")
    assert outcome(row, mention("Lena Ostrov", "place", None)) == WRONG


def test_government_and_place_are_told_apart() -> None:
    acts = gold("Vienna", "metonym", "AUTGOV", nth=1, also=["AUT"])
    stands = gold("Vienna", "place", None, country="AUT")
    assert outcome(acts, mention("Vienna", "organization", "AUTGOV", nth=1)) == RIGHT
    assert outcome(acts, mention("Vienna", "place", None, nth=1, country="AUT")) == WRONG
    assert outcome(stands, mention("Vienna", "place", None, country="AUT")) == RIGHT
    assert outcome(stands, mention("Vienna", "organization", "AUTGOV")) == WRONG
    assert outcome(stands, mention("Vienna", "place", None, country="USA")) == WRONG
    assert outcome(stands) == UNKNOWN
    assert outcome(stands, places=[{"span": stands["span"], "country": "AUT"}]) == RIGHT


def test_unknown_gold_wants_no_answer() -> None:
    row = gold("her Chilean counterpart", "reference", None)
    assert outcome(row) == RIGHT
    assert outcome(row, mention("her Chilean counterpart", "title", "p:pia-rojas")) == WRONG


def test_words_are_found_where_the_record_moved_them() -> None:
    moved = {"text": "Summary.\n\n" + TEXT, "places": []}
    shifted = mention("her Chilean counterpart", "title", "p:pia-rojas")
    shifted["span"] = [end + 10 for end in shifted["span"]]
    assert verdict_of(PARTNER, {**moved, "mentions": [shifted]}).outcome == RIGHT
    assert verdict_of(PARTNER, {"text": "Something else.", "mentions": [], "places": []}).outcome == UNKNOWN


def test_counts_by_kind() -> None:
    place = gold("Vienna", "place", None)
    article = {"text": TEXT, "mentions": [mention("Vienna", "organization", "AUTGOV")], "places": []}
    score = score_actors([PARTNER, place, {**place, "id": "2"}], {("own", "1"): article})
    assert score.table() == {
        "reference": {"right": 0, "unknown": 1, "wrong": 0},
        "place": {"right": 0, "unknown": 1, "wrong": 1},
    }
    assert score.count(WRONG) == 1
    assert score.share(UNKNOWN) == pytest.approx(2 / 3)
    assert score.share(RIGHT, what="metonym") is None
