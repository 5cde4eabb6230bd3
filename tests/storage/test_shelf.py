"""Cards, what changed, and what a rebuild or a broken run leaves of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.desk.context import DeskContext
from dateline.desk.library import Library
from dateline.model.annotation import AnnotatedArticle, Event, Party
from dateline.model.article import DateInterval
from dateline.model.story import Comparison, Membership, Story
from dateline.model.text import Span
from dateline.shelving import shelve
from dateline.storage.sqlite import SqliteStore
from serve.sample import articles, story
from storage.shelf_sample import HOURS, capture, keep, mine_store, put, worded


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = mine_store(tmp_path / "news.db")
    yield made
    made.close()


def test_a_card_tells_the_story_in_short(store: SqliteStore) -> None:
    told, comparison = story()
    with store.view() as view:
        card = view.shelf.card(told.id)
        assert card is not None
        assert (card.reports, card.headline, card.last_new) == (3, comparison.headline, HOURS[2])
        assert card.first_day is not None
        assert [one.story_id for one in view.shelf.list_cards(order="widest")] == [told.id]
        assert (
            view.shelf.cards_about("outlet", card.keys[-1].key if card.keys[-1].kind == "outlet" else "x") is not None
        )
        for one in card.keys:
            assert [other.story_id for other in view.shelf.cards_about(one.kind, one.key)] == [told.id]
            assert view.shelf.count_about(one.kind, one.key) == 1
        assert view.shelf.keys_of([told.id])[told.id] != []
        assert view.shelf.cards_about("actor", "n:nobody") == []


def test_changes_are_told_from_a_moment_on(store: SqliteStore) -> None:
    told, _ = story()
    with store.view() as view:
        everything = view.shelf.changes(told.id)
        assert [one.at for one in everything] == sorted((one.at for one in everything), reverse=True)
        assert {one.article_id for one in everything if one.kind == "report"} == set(told.article_ids)
        later = view.shelf.changes(told.id, HOURS[1])
        assert later != []
        assert {one.article_id for one in later} == {articles()[2].article.id}
        assert view.shelf.changes(told.id, HOURS[2]) == []
        assert view.shelf.changed_since(HOURS[1]) == [told.id]
        assert view.shelf.changed_since(HOURS[2]) == []


def test_only_changed_stories_wait_for_a_new_card(store: SqliteStore) -> None:
    told, comparison = story()
    with store.writer() as writer:
        writer.save_stories([(told, comparison)])
        assert writer.shelf.waiting_stories(9) == []
        writer.save_stories([(told, replace(comparison, headline="Mine collapse: a second shaft"))])
        assert writer.shelf.waiting_stories(9) == [told.id]
        before = writer.shelf.card(told.id)
        assert before is not None  # stays until the new one is made
    shelve(store)
    with store.view() as view:
        card = view.shelf.card(told.id)
        assert card is not None
        assert card.headline == "Mine collapse: a second shaft"


def test_a_card_of_an_older_revision_is_not_kept(store: SqliteStore) -> None:
    told, comparison = story()
    with store.view() as view:
        card, revision = view.shelf.card(told.id), view.shelf.revision(told.id)
    assert card is not None
    assert revision is not None
    with store.writer() as writer:
        writer.save_stories([(told, replace(comparison, headline="Later"))], gone=())
        writer.shelf.put_card(replace(card, headline="Too late"), (), revision=revision)
        assert writer.shelf.waiting_stories(9) == [told.id]
    shelve(store)
    with store.view() as view:
        now = view.shelf.card(told.id)
        assert now is not None
        assert now.headline == "Later"


def test_a_story_that_is_gone_leaves_nothing(store: SqliteStore) -> None:
    told, _ = story()
    other = Story(
        id="s-other",
        founding_article_id=told.article_ids[0],
        members=(Membership(article_id=told.article_ids[0], score=1.0, why="opened"),),
        also_known_as=(told.id,),
    )
    keep(store, (other, Comparison(story_id="s-other", headline="Another")), gone=[told.id])
    with store.view() as view:
        assert view.shelf.story_id(told.id) == "s-other"
        found = view.story(told.id)
        assert found is not None
        assert found[0].id == "s-other"
        assert view.shelf.changes(told.id) == []
        assert [one.story_id for one in view.shelf.list_cards()] == ["s-other"]
        assert view.shelf.story_ids_of(told.article_ids) == {told.article_ids[0]: "s-other"}


def test_a_page_is_of_one_revision_and_the_last_one_is_at_hand(store: SqliteStore) -> None:
    told, comparison = story()
    page = "<article>“Aldane”</article>".encode()
    with store.writer() as writer:
        first = f"{writer.shelf.revision(told.id)}.v1"
        writer.shelf.put_page(told.id, first, page)
        writer.shelf.put_page("s-unknown", "r1.v1", b"x")
    with store.view() as view:
        assert view.shelf.page(told.id, first) == view.shelf.earlier_page(told.id, "v1") == page
        assert view.shelf.page(told.id, "other.v1") is None
        assert view.shelf.page("s-unknown", "r1.v1") is None
    keep(store, (told, replace(comparison, headline="Later")))
    with store.view() as view:
        second = f"{view.shelf.revision(told.id)}.v1"
        assert view.shelf.page(told.id, second) is None
        assert view.shelf.earlier_page(told.id, "v1") == page
        assert view.shelf.earlier_page(told.id, "v2") is None, "made with other templates"
    with store.writer() as writer:
        writer.shelf.put_page(told.id, second, b"new")
        assert writer.shelf.page(told.id, first) is None
        writer.shelf.put_stories([], gone=[told.id])
        assert writer.shelf.earlier_page(told.id, "v1") is None


def test_all_of_it_is_derived(store: SqliteStore) -> None:
    with store.writer() as writer:
        writer.drop_derived()
    with store.view() as view:
        assert view.shelf.list_cards() == []
        assert view.shelf.search('"miners"') == []
        assert view.shelf.names("actor", "aldane") == []
        assert view.shelf.article_card(articles()[0].article.id) is None


def test_a_database_from_before_is_laid_out(store: SqliteStore, tmp_path: Path) -> None:
    told, _ = story()
    with store.view() as view:
        before = (view.shelf.card(told.id), view.shelf.changes(told.id), view.shelf.search('"miners"'))
    store.close()
    from alembic import command
    from alembic.config import Config

    import dateline.storage.migrations as migrations
    from dateline.storage.engines import engines

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    engine, writing = engines(tmp_path / "news.db")
    with writing.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0002")
    engine.dispose()
    again = SqliteStore(tmp_path / "news.db")
    with again.view() as view:
        found = view.story(told.id)
        assert found is not None
        assert found[0] == told
        assert view.shelf.card(told.id) is None
    shelve(again)
    with again.view() as view:
        assert (view.shelf.card(told.id), view.shelf.changes(told.id), view.shelf.search('"miners"')) == before
    again.close()


def check_words(path: Path) -> None:
    plain = sqlite3.connect(path)
    plain.execute("INSERT INTO article_words(article_words, rank) VALUES ('integrity-check', 1)")
    plain.execute("INSERT INTO name_words(name_words, rank) VALUES ('integrity-check', 1)")
    plain.close()


def test_the_index_of_words_is_whole(store: SqliteStore, tmp_path: Path) -> None:
    store.close()
    check_words(tmp_path / "news.db")


def test_a_newer_version_can_be_read_again(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "versions.db")
    wire, url = articles()[0], "https://wire.example/mine"
    later = worded(wire, "new", text="The mine is open again.")
    put(store, capture("first", url=url, at=HOURS[0]), wire)
    put(store, capture("second", url=url, at=HOURS[1]), later)
    for _ in range(2):
        with store.writer() as writer:
            writer.forget_reading(["new"])
        with store.view() as view:
            ((number, _),) = view.captures(unread_only=True)
        with store.writer() as writer:
            writer.save_read(number, [(later, "{}")], [])
    with store.view() as view:
        assert [(one.id, one.version, one.is_newest) for one in view.shelf.versions("new")] == [
            (wire.article.id, 1, False),
            ("new", 2, True),
        ]
        assert [one.article.id for one in view.shelf.search('"mine"')] == ["new"]
    store.close()
    plain = sqlite3.connect(tmp_path / "versions.db")
    plain.execute("INSERT INTO article_words(article_words) VALUES ('integrity-check')")
    plain.close()


def test_a_replaced_version_counts_no_more(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "versions.db")
    url, wire = "https://wire.example/mine", articles()[0]
    words = "Ostmark offered to send two rescue teams"
    start = wire.article.text.index(words)
    event = Event(
        article_id=wire.article.id,
        span=Span(start, start + len(words)),
        exact=words,
        made_by="by-hand@1",
        type="AID",
        goldstein=7.0,
        actors=(Party(name="Ostmark", actor_id="OST"),),
        recipients=(Party(name="Norland", actor_id="NRL"), Party(name="Ostmark", actor_id="OST")),
        date=DateInterval(start="2031-05-06", end="2031-05-06", precision="day", why="Tuesday"),
    )
    denied = replace(event, modality="denied")
    put(store, capture("first", url=url, at=HOURS[0]), AnnotatedArticle(wire.article, (event, denied)))
    with store.view() as view:
        (dyad,) = view.shelf.dyads("OST")
        assert (dyad.recipient, dyad.acts, dyad.goldstein, dyad.weeks) == ("NRL", 1, 7.0, (("2031-05-05", 1, 7.0),))
        assert view.shelf.search('"tunnel"') != []
        act, _ = view.shelf.acts(actor="OST", recipient="NRL", type="AID")
        assert (act.exact, act.day) == (words, "2031-05-06")
    put(store, capture("second", url=url, at=HOURS[1]), worded(wire, "new", text="The mine is open again."))
    put(store, capture("third", url=url, at=HOURS[2]), worded(wire, "same", text="The mine is open again."))
    with store.view() as view:
        assert view.shelf.search('"tunnel"') == []
        assert [one.article.id for one in view.shelf.search('"open again"')] == ["new"]
        assert view.shelf.acts(type="AID") == []
        assert view.shelf.dyads("OST") == []
        versions = view.shelf.versions("new")
        assert [(one.id, one.version, one.is_newest) for one in versions] == [
            (wire.article.id, 1, False),
            ("new", 2, True),
        ]
        rest = view.shelf._connection.exec_driver_sql("SELECT count(*) FROM dyad_week WHERE acts != 0").scalar()
        assert rest == 0
    shown = Library(DeskContext(store)).versions("new")
    assert shown is not None
    assert (shown[0]["card"]["id"], shown[1]["new"] > 0, shown[1]["gone"] > 0) == (wire.article.id, True, True)
    store.close()
