"""The tasks' own counting, on nouns made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.model.annotation import AnnotatedArticle, Event, Evidence, Figure, Mention, Party, PlaceMention, Quote
from dateline.model.article import Article, DateInterval
from dateline.model.text import Span
from dateline.scorecard.figure_score import same
from dateline.scorecard.rebuilt import from_words
from dateline.scorecard.tagged import NamedText
from dateline.scorecard.tasks import events, figures, names, places, quotes, stories, undated

TEXT = "In Arlen and Arlen Bay the mayor said that boats had gone."


def noun(made: type, start: int, end: int, **more: Any) -> Any:
    """An annotation over a place of the text."""
    return made(article_id="a", span=Span(start, end), exact=TEXT[start:end], made_by="test@1", **more)


def annotated(*found: Any) -> AnnotatedArticle:
    """An article with these annotations."""
    article = Article(id="a", capture_id="a", found_in="a", text=TEXT, slices=(), visible_sha256="")
    return AnnotatedArticle(article, tuple(found))


def test_places_within_161_km_count_as_near() -> None:
    marks = [
        {"span": [3, 8], "exact": "Arlen", "lat": 10.0, "lon": 20.0, "country": "NOR", "geonames_id": 7},
        {"span": [13, 22], "exact": "Arlen Bay", "lat": 10.0, "lon": 20.0, "country": "SWE"},
        {"span": [27, 32], "exact": "mayor", "lat": 0.0, "lon": 0.0},
    ]
    near = noun(PlaceMention, 3, 8, name="Arlen", lat=11.4, lon=20.0, country="NOR", geonames_id=8)
    far = noun(PlaceMention, 13, 22, name="Arlen", lat=11.5, lon=20.0)
    counts = places.compare([near, far], marks, TEXT)
    assert counts["gold"] == 2, "marks that do not begin with a capital are no names"
    assert (counts["ours"], counts["found"], counts["located"]) == (2, 2, 2)
    assert counts["near"] == 1, "1.4 degrees of latitude are 156 km, 1.5 are 167"
    assert (counts["country"], counts["with_id"], counts["same_id"], counts["exact"]) == (1, 1, 0, 2)


def test_marks_that_mean_no_place_are_left_out() -> None:
    marks = [{"span": [3, 8], "exact": "Arlen", "type": "Metonymic", "lat": 1.0, "lon": 1.0}]
    counts = places.compare([noun(PlaceMention, 3, 8, name="Arlen")], marks, TEXT)
    assert (counts["gold"], counts["found"], counts["ours"]) == (0, 0, 1)


def test_names_are_strict_and_unknown_words_count_neither_way() -> None:
    rebuilt = from_words([["Reis", "left", "Arlen", "Bay", "for", "Upper", "Port"]])
    where = rebuilt.words
    gold = frozenset({(where[0][0], where[0][1], "PER"), (where[2][0], where[3][1], "LOC")})
    text = NamedText("t", rebuilt, gold, (where[5],))
    found = {"t": {(0, 4, "PER"), (where[2][0], where[2][1], "LOC"), (where[5][0], where[6][1], "LOC")}}
    scores = names.by_kind([text], found, ("PER", "LOC"))
    assert (scores["PER"].right, scores["PER"].found, scores["PER"].wanted) == (1, 1, 1)
    assert (scores["LOC"].right, scores["LOC"].found, scores["LOC"].wanted) == (0, 1, 1)


def test_names_come_from_mentions_of_scored_kinds() -> None:
    found = annotated(
        noun(Mention, 3, 8, kind="place", name="Arlen"), noun(Mention, 23, 32, kind="title", name="mayor")
    )
    assert names.names_of(found) == {(3, 8, "LOC")}


def test_quotes_need_all_three_roles() -> None:
    gold = [{"source": [[23, 32]], "cue": [[33, 37]], "content": [[38, 57]], "form": "indirect"}]
    cue = Evidence(Span(33, 37), "said")
    speaker = Party(name="mayor", span=Span(23, 32), exact="the mayor")
    right = noun(Quote, 23, 57, direct=False, content=(Span(38, 57),), speaker=speaker, cue=cue)
    half = noun(Quote, 23, 57, direct=False, content=(Span(43, 52),), speaker=speaker, cue=cue)
    for found, at_8, at_3 in ((right, 1.0, 1.0), (half, 0.0, 1.0)):
        tally = quotes.Tally()
        tally.add(gold, [found])
        values = {one.key: one.value for one in tally.measures()}
        assert (values["all_8_f1"], values["all_3_f1"]) == (at_8, at_3)
        assert values["source_8_f1"] == 1.0
        assert values["direct_content_8_f1"] is None
        assert values["sourceless_f1"] is None
    assert values["indirect_content_3_f1"] == 1.0


def test_a_quote_without_its_speaker_is_not_whole() -> None:
    gold = [{"source": [[23, 32]], "cue": [[33, 37]], "content": [[38, 57]], "form": "indirect"}]
    tally = quotes.Tally()
    tally.add(gold, [noun(Quote, 38, 57, direct=False, content=(Span(38, 57),))])
    values = {one.key: one.value for one in tally.measures()}
    assert values["all_3_f1"] == 0.0
    assert values["content_8_f1"] == 1.0
    assert values["indirect_speaker"] == 0.0


def test_figures_need_bounds_and_what_is_counted() -> None:
    gold = [
        {"span": [0, 10], "low": 12, "high": None, "counted": "killed", "counted_also": ["casualties"]},
        {"span": [12, 20], "low": 3, "high": 3, "counted": "ships"},
        {"span": [30, 35], "low": 1, "high": 1, "counted": "x", "optional": True},
        {"span": [40, 45], "low": 5, "high": 5, "counted": "places"},
    ]
    ours = [
        noun(Figure, 0, 10, low=12.0, high=None, counted="casualties"),
        noun(Figure, 13, 20, low=3.0, high=4.0, counted="ships"),
        noun(Figure, 30, 35, low=9.0, high=9.0),
        noun(Figure, 50, 55, low=9.0, high=9.0),
    ]
    counts = figures.compare(ours, gold)
    assert (counts["gold"], counts["ours"], counts["optional"]) == (3, 3, 1)
    assert (counts["found"], counts["bounds"], counts["counted"], counts["both"]) == (2, 1, 2, 1)


@pytest.mark.parametrize(
    ("ours", "gold", "equal"), [(None, None, True), (12.0, None, False), (1e9, 1e9 + 1, True), (12, 13, False)]
)
def test_bounds_are_equal_within_rounding(ours: float | None, gold: float | None, equal: bool) -> None:
    assert same(ours, gold) is equal


def test_a_library_case_passes_when_each_quantity_is_there() -> None:
    expected = [("more than 30", 30.0, None), ("5", 5.0, 5.0)]
    assert figures.passes([(31.0, None), (5.0, 5.0)], expected)
    assert not figures.passes([(31.0, None)], expected)
    assert not figures.passes([(30.0, 30.0), (5.0, 5.0)], expected)


def test_events_are_whole_with_type_and_parties() -> None:
    wanted = {"type": "YIELD", "actor": {"span": [3, 8]}, "recipient": None}
    actor = Party(name="Arlen", span=Span(3, 8), exact="Arlen")
    assert events.is_complete(noun(Event, 0, 20, type="RETREAT", actors=(actor,)), wanted)
    assert not events.is_complete(noun(Event, 0, 20, type="RETREAT"), wanted)
    assert not events.is_complete(noun(Event, 0, 20, type="AID", actors=(actor,)), wanted)


def test_only_asserted_acts_of_the_police_count() -> None:
    police = Party(name="police", exact="city police")
    assert events.is_police_act(noun(Event, 0, 20, type="COERCE", actors=(police,)))
    assert not events.is_police_act(noun(Event, 0, 20, type="COERCE", actors=(police,), modality="denied"))
    assert not events.is_police_act(noun(Event, 0, 20, type="COERCE"))


def test_look_alikes_that_share_a_story() -> None:
    gold = {"1_1a": "1a", "1_1b": "1b", "2_1a": "2a", "2_1b": "2b"}
    found = {"1_1a": "x", "1_1b": "x", "2_1a": "y", "2_1b": "z"}
    assert stories.look_alikes_apart(found, gold) == (1, 2)
    assert stories.look_alikes_apart({"a": "x"}, {"a": "one"}) == (0, 0)


def test_intervals_of_undated_reports() -> None:
    wide = DateInterval(start="2022-01-10", end="2022-01-16", precision="week", why="")
    open_end = DateInterval(start="2022-01-10", end=None, precision="day", why="")
    assert undated.holds(wide, ("2022-01-11", "2022-01-12"))
    assert not undated.holds(wide, ("2022-01-09", "2022-01-12"))
    assert not undated.holds(wide, ("2022-01-11", None))
    assert undated.holds(open_end, ("2022-01-11", None))
    assert undated.touches(wide, ("2022-01-16", "2022-02-01"))
    assert not undated.touches(wide, ("2022-01-17", None))
    assert (undated.days_wide(wide), undated.days_wide(open_end)) == (7, None)


def test_a_bare_number_inside_qualified_bounds_is_right() -> None:
    about = noun(Figure, 0, 10, low=12.6, high=15.4, qualifier="about", approx=True)
    bare = noun(Figure, 0, 10, low=12.6, high=15.4)
    expected = [("14", 14.0, 14.0)]
    assert figures.passes(figures.told([about], expected), expected)
    assert not figures.passes(figures.told([bare], expected), expected)
    assert not figures.passes(figures.told([about], [("20", 20.0, 20.0)]), [("20", 20.0, 20.0)])
