"""What pages are made from, on a small archive: every view agrees with the record it was read from."""

from __future__ import annotations

import json
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event as Signal
from typing import Any

import pytest

from dateline.corridor import compare_stories
from dateline.desk import kept_pages
from dateline.desk.desk import Desk
from dateline.desk.kept_pages import PREPARED, Beside, prepare_pages
from dateline.model.annotation import Event, Quote
from dateline.model.shelf import key_of
from dateline.model.story import Judgement
from dateline.serve import page as serve_page
from dateline.serve.packing import unpacked
from dateline.storage.shelf_dyads import week_of
from desk.shelves import shelve
from serve.cards import card


@pytest.fixture
def record(archive_desk: Desk) -> dict[str, Any]:
    """The whole record of the archive."""
    from dateline.app import Dateline

    return Dateline(archive_desk.context.store).record()


def test_a_story_in_short_and_in_full(archive_desk: Desk, record: dict[str, Any]) -> None:
    widest = max(record["stories"], key=lambda one: len(one["articles"]))
    short = archive_desk.library.story(widest["id"])
    assert short is not None
    assert short["card"]["headline"] == widest["headline"]
    assert {one["id"] for one in short["articles"]} == set(widest["articles"])
    full = archive_desk.library.story_record(widest["id"])
    assert full is not None
    assert [one["id"] for one in full["stories"]] == [widest["id"]]
    assert {one["id"] for one in full["articles"]} == set(widest["articles"])
    for alias in widest["also_known_as"]:
        known = archive_desk.library.story(alias)
        assert known is not None
        assert known["id"] == widest["id"]
    assert archive_desk.library.story("s-unknown") is None
    assert archive_desk.library.story_record("s-unknown") is None
    assert archive_desk.library.network("s-unknown") is None
    json.dumps(short)


def test_a_network_holds_the_acts_between_known_actors(archive_desk: Desk, record: dict[str, Any]) -> None:
    for story in record["stories"]:
        found = archive_desk.library.network(story["id"])
        assert found is not None
        names = {one["id"] for one in found["nodes"]}
        assert all({one["from"], one["to"]} <= names for one in found["links"])
        told = {
            (actor["actor_id"], recipient["actor_id"])
            for article in record["articles"]
            if article["id"] in story["articles"]
            for event in article["events"]
            if event["modality"] == "asserted"
            for actor in event["actors"]
            for recipient in event["recipients"]
            if actor["actor_id"] and recipient["actor_id"] and actor["actor_id"] != recipient["actor_id"]
        }
        assert {(one["from"], one["to"]) for one in found["links"]} <= told


def test_acts_and_sayings_are_the_words_of_their_articles(archive_desk: Desk, record: dict[str, Any]) -> None:
    texts = {one["id"]: one["text"] for one in record["articles"]}
    with archive_desk.context.store.view() as view:
        events = [one for annotated in view.articles() for one in annotated.of(Event)]
        speakers = Counter(
            key_of(one.speaker.actor_id, one.speaker.name)
            for annotated in view.articles()
            for one in annotated.of(Quote)
            if one.speaker
        )
    actors = Counter(party.actor_id for one in events for party in one.actors if party.actor_id)
    (actor, _), (speaker, _) = actors.most_common(1)[0], speakers.most_common(1)[0]
    shown = archive_desk.library.actor(actor)
    assert shown is not None
    assert shown["did"]
    said = archive_desk.library.actor(speaker)
    assert said is not None
    assert said["said"]
    for one in (*shown["did"], *shown["met"], *said["said"]):
        assert texts[one["article_id"]][one["start"] : one["end"]] == one["exact"] != ""
        assert one["story_id"] is not None
    assert archive_desk.library.actor("n:nobody at all") is None


def test_dyads_count_what_the_events_tell(archive_desk: Desk) -> None:
    with archive_desk.context.store.view() as view:
        rows = [
            (one.actor, one.recipient)
            for actor in view.shelf._connection.exec_driver_sql("SELECT DISTINCT actor FROM event_row").scalars()
            if actor
            for one in view.shelf.acts(actor=actor, limit=1000)
            if one.recipient and one.recipient != actor and one.modality == "asserted"
        ]
        counted = Counter(rows)
        assert counted
        for (actor, recipient), acts in counted.items():
            (dyad,) = [one for one in view.shelf.dyads(actor, limit=1000) if one.recipient == recipient]
            assert dyad.acts == acts
            (back,) = [one for one in view.shelf.dyads(recipient, limit=1000, received=True) if one.actor == actor]
            assert back == dyad
    assert week_of("2026-11-22") == "2026-11-16"
    assert week_of("2026-11") is None


def test_subjects_show_their_stories(archive_desk: Desk, record: dict[str, Any]) -> None:
    library = archive_desk.library
    with archive_desk.context.store.view() as view:
        (card, *_) = view.shelf.list_cards(order="widest")
    asked = {"actor": library.actor, "place": library.place, "country": library.country, "type": library.type}
    for kind, ask in asked.items():
        key = next(one for one in card.keys if one.kind == kind)
        found = ask(key.key)
        assert found is not None, kind
        assert card.story_id in {one["story_id"] for one in found["stories"]}
        assert found["story_count"] == len(found["stories"]) <= len(record["stories"])
        assert found["name"]
        assert not any(one["key"] == key.key for one in found["related"][kind])
        assert ask("no such key") is None
        json.dumps(found)
    assert library.topic("no such topic") is None
    assert library.outlet("no such outlet") is None
    assert library.names("place", card.names("place")[0])[0]["kind"] == "place"


def test_an_article_with_its_story(archive_desk: Desk, record: dict[str, Any]) -> None:
    story = max(record["stories"], key=lambda one: len(one["articles"]))
    shown = archive_desk.library.article(story["articles"][0])
    assert shown is not None
    assert shown["story"]["story_id"] == story["id"]
    assert [one["id"] for one in shown["versions"]] == [story["articles"][0]]
    assert shown["article"]["text"] == next(
        one["text"] for one in record["articles"] if one["id"] == story["articles"][0]
    )
    assert archive_desk.library.article("a-unknown") is None
    assert archive_desk.library.versions("a-unknown") is None


def test_a_page_is_rendered_once_and_again_when_the_story_changes(
    archive_desk: Desk, record: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    story = max(record["stories"], key=lambda one: len(one["articles"]))
    made: list[str] = []
    render = serve_page.story_fragment

    def counted(whole: dict[str, Any], one: dict[str, Any]) -> str:
        made.append(one["id"])
        return render(whole, one)

    monkeypatch.setattr(serve_page, "story_fragment", counted)
    library = archive_desk.library
    with ThreadPoolExecutor(6) as pool:
        shown = set(pool.map(library.story_fragment, [story["id"]] * 12))
    assert len(shown) == 1
    assert made == [story["id"]]
    assert "<html" not in shown.pop() != ""
    assert archive_desk.later.settle(20)
    fresh = Desk(archive_desk.context).library
    fresh.story_fragment(story["id"])
    assert made == [story["id"]]  # the store had kept it
    first, second = story["articles"][:2]
    with archive_desk.context.store.writer() as writer:
        writer.add_judgement(Judgement(first, second, "DIFFERENT", "editor", archive_desk.context.now()))
    compare_stories(archive_desk.context.store)
    with archive_desk.context.store.view() as view:
        now = view.shelf.story_ids_of([first])[first]
    again = library.story_fragment(now)
    assert again is not None
    assert made == [story["id"], now]
    assert library.story_fragment("s-unknown") is None


def test_a_page_of_a_story_that_changed_meanwhile_is_not_kept(
    archive_desk: Desk, record: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, story_id = archive_desk.context.store, record["stories"][0]["id"]
    render = serve_page.story_fragment
    with store.view() as view:
        before = view.shelf.revision(story_id)
        found = view.story(story_id)
    assert found is not None

    def slowly(whole: dict[str, Any], one: dict[str, Any]) -> str:
        with store.writer() as writer:
            writer.save_stories([(found[0], replace(found[1], headline="Later"))], gone=())
        return render(whole, one)

    monkeypatch.setattr(serve_page, "story_fragment", slowly)
    assert archive_desk.library.story_fragment(story_id)
    assert archive_desk.later.settle(20)
    with store.view() as view:
        assert view.shelf.revision(story_id) != before
        assert view.shelf.page(story_id, f"{before}.{serve_page.page_version()}") is None


def test_pages_are_prepared_first_for_stories_of_several_reports(archive_desk: Desk) -> None:
    store = archive_desk.context.store
    with store.view() as view:
        there = len(view.shelf.list_cards())
    told = (("alone", 1, "2031-01-03"), ("older", 5, "2031-01-01"), ("newer", 2, "2031-01-02"))
    for name, reports, at in told:
        shelve(archive_desk, card(name, at=f"{at}T06:00:00+00:00", reports=reports))
    with store.view() as view:
        waiting = view.shelf.stories_without_page("v1", among=100, most=100)
        assert waiting[:2] == ["newer", "older"]
        assert waiting[-1] == "alone"
        assert len(waiting) == there + 3
        assert view.shelf.stories_without_page("v1", among=2, most=100) == ["newer", "alone"]
        revision = view.shelf.revision("newer")
    with store.writer() as writer:
        writer.shelf.put_page("newer", f"{revision}.v1", b"")
        assert writer.shelf.stories_without_page("v1", among=100, most=1) == ["older"]
        assert writer.shelf.stories_without_page("v2", among=100, most=1) == ["newer"]


def test_pages_are_prepared_for_all_stories(
    archive_desk: Desk, record: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = archive_desk.context.store
    render = serve_page.story_fragment
    monkeypatch.setattr(serve_page, "story_fragment", lambda whole, one: 1 / 0)
    assert prepare_pages(store) == 0, "what cannot be made stops nothing"
    monkeypatch.setattr(serve_page, "story_fragment", render)
    assert prepare_pages(store, most=1) == 1
    assert prepare_pages(store) == len(record["stories"]) - 1
    assert prepare_pages(store) == 0
    monkeypatch.setattr(serve_page, "story_fragment", lambda whole, one: pytest.fail("rendered again"))
    for one in record["stories"]:
        assert Desk(archive_desk.context).library.story_fragment(one["id"])
    monkeypatch.undo()
    monkeypatch.setattr(serve_page, "page_version", lambda: "other")
    assert prepare_pages(store) == min(PREPARED, len(record["stories"]))


def test_what_a_face_shows_beside_a_story_is_another_version(archive_desk: Desk, record: dict[str, Any]) -> None:
    story_id = record["stories"][0]["id"]
    alone = archive_desk.library.story_fragment(story_id)

    def told(of: str, points: list[dict[str, Any]], network: dict[str, Any]) -> str:
        return f"{of}: {len(points)} places, {len(network['nodes'])} actors"

    for version in ("one", "two"):
        library = Desk(archive_desk.context).library
        library.show_beside(Beside(lambda *given, version=version: f"{told(*given)}, {version}", version))
        network = library.network(story_id)
        assert network is not None
        beside = f"{story_id}: {len(library.points([story_id]))} places, {len(network['nodes'])} actors, {version}"
        assert library.story_fragment(story_id) == f"{alone}{beside}"


def test_a_fragment_is_the_story_of_the_page(archive_desk: Desk, record: dict[str, Any]) -> None:
    story = record["stories"][0]
    one = {**record, "stories": [story], "articles": [a for a in record["articles"] if a["id"] in story["articles"]]}
    fragment = archive_desk.library.story_fragment(story["id"])
    assert fragment is not None
    links = re.compile(
        r'<a class="out" href="/article/[^"]*">[^<]*</a>|\s+'
    )  # on the desk a report has a page of its own
    assert links.sub("", fragment) in links.sub("", serve_page.page(one))
    assert 'style="' not in fragment  # a page with a strict policy may show it


def test_days_count_reports(archive_desk: Desk) -> None:
    with archive_desk.context.store.view() as view:
        days = Counter(one.day for one in view.shelf.article_cards([a.article.id for a in view.articles()]) if one.day)
    counted = {one["day"]: one["reports"] for one in archive_desk.library.dateline(since="0000")}
    assert counted == dict(days)


def test_a_long_story_that_changed_is_shown_as_it_was_until_its_page_is_made(
    archive_desk: Desk, record: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, story_id = archive_desk.context.store, record["stories"][0]["id"]
    library, later = archive_desk.library, archive_desk.later
    first, lags = library.story_part(story_id) or (None, True)
    assert first is not None
    assert not lags
    assert later.settle(20)
    with store.view() as view:
        found = view.story(story_id)
    assert found is not None

    def change(headline: str) -> None:
        assert found is not None
        with store.writer() as writer:
            writer.save_stories([(found[0], replace(found[1], headline=headline))], gone=())

    change("Another")
    with store.view() as view:
        assert story_id in view.shelf.stories_without_page(serve_page.page_version(), among=100, most=100)
    again, lags = library.story_part(story_id) or (first, True)
    assert (b"Another" in unpacked([again]), lags) == (True, False), "a short one is made at once"
    assert later.settle(20)
    monkeypatch.setattr(kept_pages, "LARGE", 1)
    change("A third")
    library.leave_long_pages(lambda: True)
    assert library.story_part(story_id) == (again, True)
    assert later.settle(0), "it is left to the worker"
    monkeypatch.setattr(kept_pages, "PATIENCE", 0.0)
    wait = Signal()
    assert later.do(lambda: wait.wait(20) and None)
    for _ in range(3):
        assert library.story_part(story_id) == (again, True)
    wait.set()
    assert later.settle(20)
    assert later.settle(20), "first it is made, then kept"
    newest, lags = library.story_part(story_id) or (again, True)
    assert (b"A third" in unpacked([newest]), lags) == (True, False)
    with store.view() as view:
        revision = view.shelf.revision(story_id)
        kept = view.shelf.page(story_id, f"{revision}.{serve_page.page_version()}")
    assert kept == newest.kept()
    monkeypatch.setattr(serve_page, "page_version", lambda: "other")
    assert (library.story_part(story_id) or (newest, True))[1] is False, "a page of other templates is none"
