"""Searching by words and fields, names and facets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.model.annotation import Event, Figure, Mention, PlaceMention, Quote
from dateline.model.shelf import Condition, folded, key_of, place_key
from dateline.storage import shelf_search
from dateline.storage.shelf import ShelfRows
from dateline.storage.shelf_rows import ACTING
from dateline.storage.shelf_search import MARK_END, MARK_START, BadSearch, quoted
from dateline.storage.sqlite import SqliteStore
from serve.sample import articles, story
from storage.shelf_sample import mine_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = mine_store(tmp_path / "news.db")
    yield made
    made.close()


WIRE, PAPER, RADIO = (one.article.id for one in articles())


def ids(store: SqliteStore, words: str | None, *conditions: Condition, **how: str) -> set[str]:
    with store.view() as view:
        return {one.article.id for one in view.shelf.search(words, conditions, **how)}  # type: ignore[arg-type]


def test_words_are_found_without_accents_and_letter_case(store: SqliteStore) -> None:
    assert WIRE in ids(store, quoted("TUNNEL collapsed"))
    assert ids(store, quoted("Sorén")) == ids(store, quoted("soren")) != set()
    assert ids(store, quoted("nobody wrote this")) == set()


def test_hits_carry_their_story_and_the_words_found(store: SqliteStore) -> None:
    with store.view() as view:
        (hit,) = [one for one in view.shelf.search(quoted("tunnel")) if one.article.id == WIRE]
    assert hit.article.story_id == story()[0].id
    assert f"{MARK_START}tunnel{MARK_END}" in hit.marked
    assert hit.score > 0


def test_operators_in_words_do_no_harm(store: SqliteStore) -> None:
    for words in ('a" OR "b', "NEAR(", "-", "*", "text:", 'miners"'):
        ids(store, quoted(words))
    with store.view() as view, pytest.raises(BadSearch, match="cannot be searched"):
        view.shelf.search('"unclosed')
    with store.view() as view, pytest.raises(BadSearch, match="no field 'colour'"):
        view.shelf.search(None, [Condition(field="colour", keys=("red",))])


@pytest.mark.parametrize("kind", ["speaker", "type", "place", "counted", "actor"])
def test_facts_are_found_by_their_keys(store: SqliteStore, kind: str) -> None:
    expected: dict[str, set[str]] = {}
    for annotated in articles():
        acting = [party.actor_id for one in annotated.of(Event) for party in (*one.actors, *one.recipients)]
        named = [key_of(one.actor_id, one.name) for one in annotated.of(Mention) if one.actor_id or one.kind in ACTING]
        found = {
            "actor": [*named, *(key for key in acting if key)],
            "speaker": [key_of(one.speaker.actor_id, one.speaker.name) for one in annotated.of(Quote) if one.speaker],
            "type": [one.type for one in annotated.of(Event) if one.modality == "asserted"],
            "place": [place_key(one.geonames_id, one.name) for one in annotated.of(PlaceMention)],
            "counted": [folded(one.counted or one.unit or "") for one in annotated.of(Figure)],
        }[kind]
        for key in found:
            expected.setdefault(key, set()).add(annotated.article.id)
    assert expected
    for key, where in expected.items():
        if key:
            assert ids(store, None, Condition(field=kind, keys=(key,))) == where
            others = ids(store, None, Condition(field=kind, keys=(key,), negated=True))
            assert others == {WIRE, PAPER, RADIO} - where


def test_figures_are_found_by_their_bounds(store: SqliteStore) -> None:
    with_230 = {one.article.id for one in articles() if any(figure.low == 230 for figure in one.of(Figure))}
    assert with_230
    assert with_230 <= ids(store, None, Condition(field="figure", low=225, high=235))
    wide = [one for each in articles() for one in each.of(Figure) if one.low and one.high and one.low < one.high]
    assert wide
    for one in wide:
        for end in (one.low, one.high):
            assert one.article_id in ids(store, None, Condition(field="figure", low=end, high=end))
            assert one.article_id in ids(store, quoted("the"), Condition(field="figure", low=end, high=end))
    exact = Condition(field="figure", keys=("no such thing",), low=225, high=235)
    assert ids(store, None, exact) == set()
    assert ids(store, quoted("miners"), Condition(field="figure", low=10**9, high=10**9 + 1)) == set()


def test_days_bound_a_search_and_order_it(store: SqliteStore) -> None:
    days = {one.article.id: one.article.published_day for one in articles()}
    dated = sorted(day for day in days.values() if day)
    since = Condition(field="day", since=dated[-1])
    assert ids(store, None, since) == {one for one, day in days.items() if day and day >= dated[-1]}
    with store.view() as view:
        found = [one.article.day or "" for one in view.shelf.search(None, order="newest")]
        assert found == sorted(found, reverse=True)
        first, second = (view.shelf.search(None, order="newest", limit=1, offset=number) for number in (0, 1))
        assert first[0].article.id != second[0].article.id
        assert view.shelf.count(None) == (3, False)


def test_facets_count_stories(store: SqliteStore) -> None:
    with store.view() as view:
        facets = view.shelf.facets(quoted("miners"))
        assert facets["outlet"] != []
        assert {one.stories for found in facets.values() for one in found} == {1}
        assert view.shelf.facets(quoted("nobody wrote this"))["outlet"] == []


def test_names_lead_to_keys(store: SqliteStore) -> None:
    with store.view() as view:
        (found, *_) = view.shelf.names("outlet", "no")
        assert view.shelf.name_of("outlet", found.key) == found.name
        assert view.shelf.names("outlet", "") == []
        assert view.shelf.name_of("outlet", "no such outlet") is None


def test_common_words_are_told(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.view() as view:
        assert view.shelf.common_words(["the", "tunnel"]) == frozenset()  # few articles: nothing is slow
        monkeypatch.setattr(shelf_search, "COMMON_LEAST", 2)
        assert view.shelf.common_words(["the", "evacuated"]) == {"the"}


def test_only_the_newest_that_are_found_are_weighed(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    words = quoted("the")
    assert ids(store, words) == {WIRE, PAPER, RADIO}
    monkeypatch.setattr(shelf_search, "RANKED", 2)
    monkeypatch.setattr(ShelfRows._sought, "__kwdefaults__", {"most": 2, "weighed": False})
    assert ids(store, words) == {PAPER, RADIO}
    since = Condition(field="day", since="0000")
    assert ids(store, words, since) == {PAPER, RADIO}
    with store.view() as view:
        assert view.shelf.count(words) == (2, True)


def test_words_with_fields_are_weighed_alike(store: SqliteStore) -> None:
    with store.view() as view:
        plain = {one.article.id: one.score for one in view.shelf.search(quoted("miners"), limit=9)}
        (key, *_) = [one for one in view.shelf.keys_of([story()[0].id])[story()[0].id] if one.kind == "outlet"]
        found = view.shelf.search(quoted("miners"), [Condition(field="outlet", keys=(key.key,))])
        assert found
        assert all(one.score == pytest.approx(plain[one.article.id]) for one in found)
        assert len(found) < len(plain)
        marked = view.shelf.search(quoted("miners"), marked=False)
        assert {one.marked for one in marked} == {""}
        assert view.shelf.mark(quoted("miners"), marked) == view.shelf.search(quoted("miners"))
