"""Searching real reports by words and fields."""

from __future__ import annotations

import pytest

from dateline.desk.desk import Desk
from dateline.desk.search import as_view
from dateline.model.audience import Account
from dateline.serve.query import BadQuery

People = dict[str, Account]


def test_words_find_stories_with_the_words_marked(archive_desk: Desk) -> None:
    found = archive_desk.search.find("Qeshm quake")
    assert found.reports > 3
    first = found.stories[0]
    assert first.card
    assert first.hits
    assert "\ue000" in first.hits[0].marked
    assert len(first.hits) <= 3
    assert len({one.card.story_id for one in found.stories if one.card}) == len(found.stories), "each story once"


def test_what_must_not_be_there_is_not(archive_desk: Desk) -> None:
    everything = archive_desk.search.find("quake OR earthquake").reports
    without = archive_desk.search.find("quake OR earthquake -Dubai").reports
    with_it = archive_desk.search.find("quake OR earthquake Dubai").reports
    assert everything == without + with_it
    assert with_it > 0


def test_fields_take_names_and_say_what_they_took(archive_desk: Desk) -> None:
    found = archive_desk.search.find("country:irn")
    assert found.reports > 0
    assert found.understood[0].startswith("country")
    by_place = archive_desk.search.find("place:Qeshm")
    assert by_place.reports > 0
    assert "Qeshm" in by_place.understood[0]
    nobody = archive_desk.search.find("speaker:Nobodyknown")
    assert nobody.reports == 0
    assert "nobody of that name" in nobody.understood[0]


def test_a_name_told_in_full_is_not_a_part_of_longer_ones(archive_desk: Desk) -> None:
    assert archive_desk.search.find("place:qeshm").understood == ("place Qeshm",)
    assert "Airport" in archive_desk.search.find("place:qesh").understood[0]
    assert archive_desk.search.find("actor:Iran").understood == ("actor Iran",)


def test_figures_by_their_bounds(archive_desk: Desk) -> None:
    with archive_desk.context.store.view() as view:
        figures = [
            figure
            for one in view.articles()
            for figure in one.annotations
            if type(figure).__name__ == "Figure" and getattr(figure, "counted", None) == "injured"
        ]
    highest = int(max(getattr(one, "low", None) or 0 for one in figures))
    assert archive_desk.search.find(f"injured:>={highest}").reports > 0
    assert archive_desk.search.find(f"injured:>{highest * 100 + 1000}").reports == 0


def test_facets_narrow_what_was_found(archive_desk: Desk) -> None:
    view = as_view(archive_desk.search.find("quake OR earthquake"))
    place = view["facets"]["place"][0]
    assert place["stories"] >= 1
    narrowed = archive_desk.search.find(place["query"])
    assert 0 < narrowed.reports <= view["reports"]


def test_days(archive_desk: Desk) -> None:
    assert archive_desk.search.find("quake from:1d").reports == 0
    assert archive_desk.search.find("quake to:2000").reports == 0


def test_story_ids_for_feeds_and_digests(archive_desk: Desk) -> None:
    ids = archive_desk.search.story_ids("quake")
    assert ids
    assert len(ids) == len(set(ids))
    assert archive_desk.search.story_ids(f"story:{ids[0]} quake") == [ids[0]]
    assert archive_desk.search.story_ids("  ") == []


def test_an_empty_search_finds_nothing_and_a_wrong_one_is_told(archive_desk: Desk) -> None:
    assert archive_desk.search.find("").stories == ()
    for wrong in ("speker:x", "-quake", "killed:many"):
        with pytest.raises(BadQuery):
            archive_desk.search.find(wrong)
    for odd in ('"', "quake AND", "NEAR(a b)", "^quake", "quake*", "col : x", "'; DROP TABLE"):
        archive_desk.search.find(odd)


def test_names_are_offered(archive_desk: Desk) -> None:
    offered = archive_desk.search.names("place", "qes")
    assert any("Qeshm" in one["name"] for one in offered)
    assert archive_desk.search.names("colour", "red") == []
    assert archive_desk.search.names("place", " ") == []


def test_searches_are_saved_once_and_only_for_oneself(archive_desk: Desk, people: People) -> None:
    search = archive_desk.search
    number = search.save(people["Rita"], "Quakes", "quake  OR earthquake")
    assert search.save(people["Rita"], "Earthquakes", "quake OR earthquake") == number
    (one,) = search.saved(people["Rita"])
    assert (one.name, one.query) == ("Earthquakes", "quake OR earthquake")
    assert search.saved(people["Rob"]) == []
    assert not search.drop(people["Rob"], number)
    assert search.drop(people["Rita"], number)
    for wrong in ("", "-x", "speker:x"):
        with pytest.raises(BadQuery):
            search.save(people["Rita"], "", wrong)
