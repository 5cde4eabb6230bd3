"""One suite that every storage engine must pass."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from dateline.model.annotation import AnnotatedArticle, Evidence, Figure, Mention, Party, Quote
from dateline.model.article import Article, Capture, DateInterval, Failure, Outlet
from dateline.model.story import Assertion, Claim, Comparison, Judgement, Membership, Story
from dateline.model.text import Slice, Span
from dateline.storage.memory import MemoryStore
from dateline.storage.protocol import Store
from dateline.storage.sqlite import SqliteStore, StoreError

TEXT = "Mayor Ana Ruiz said “more than 160” boats sank \U0001f30a."


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "news.db")
    yield made
    made.close()


def capture(name: str, body: bytes = b"Boats sank.") -> Capture:
    return Capture(
        id=hashlib.sha256(body).hexdigest(),
        body=body,
        media_type="text/plain",
        found_in=name,
        hints=(("published", "2024-05-01"),),
    )


def annotated(name: str) -> AnnotatedArticle:
    article = Article(
        id=name,
        capture_id="c",
        found_in=f"{name}.txt",
        text=TEXT,
        slices=(Slice(3, 3 + len(TEXT)),),
        visible_sha256="v",
        outlet=Outlet("coast-times", "Coast Times"),
        published_at=DateInterval(start="2024-05-01", end="2024-05-01", precision="day", why="given", confidence=0.9),
        topics=("Storms",),
    )
    start = TEXT.index("more than 160")
    speaker = Party(name="Ana Ruiz", span=Span(6, 14), exact="Ana Ruiz", actor_id="p:ana-ruiz")
    common = {"article_id": name, "made_by": "by-hand@1"}
    return AnnotatedArticle(
        article,
        (
            Mention(span=Span(6, 14), exact="Ana Ruiz", kind="person", name="Ana Ruiz", **common),
            Figure(span=Span(start, start + 13), exact="more than 160", low=161, high=None, counted="ships", **common),
            Quote(
                span=Span(0, start + 14), exact=TEXT[: start + 14], direct="mixed", content=(Span(start, start + 13),),
                speaker=speaker, cue=Evidence(Span(15, 19), "said"), **common,
            ),
        ),
        (0.6, 0.8),
        (Failure(f"{name}.txt", "events@1", "no parse", name),),
    )  # fmt: skip


def put(store: Store, name: str, body: bytes) -> int:
    with store.writer() as writer:
        number = writer.add_capture(capture(name, body))
        assert number is not None
        writer.save_read(number, [(annotated(name), json.dumps({"id": name}))], [])
    return number


def test_articles_come_back_as_they_went_in(store: Store) -> None:
    put(store, "one", b"1")
    with store.view() as view:
        (found,) = view.articles()
    expected = annotated("one")
    assert found.article == expected.article
    assert found.annotations == expected.annotations
    assert found.failures == expected.failures
    assert found.embedding == pytest.approx(expected.embedding)
    assert isinstance(next(found.of(Figure)).low, int)


def test_the_same_bytes_from_the_same_input_are_kept_once(store: Store) -> None:
    with store.writer() as writer:
        assert writer.add_capture(capture("a.txt")) is not None
        assert writer.add_capture(capture("a.txt")) is None
        assert writer.add_capture(capture("b.txt")) is not None


def test_captures_come_in_order_and_unchanged(store: Store) -> None:
    bodies = [b"\x00\xff raw", b"second", b"third"]
    with store.writer() as writer:
        for number, body in enumerate(bodies):
            writer.add_capture(capture(f"{number}.txt", body))
    with store.view() as view:
        found = [one for _, one in view.captures()]
    assert [one.body for one in found] == bodies
    assert found[0] == capture("0.txt", bodies[0])


def test_unread_captures_are_told(store: Store) -> None:
    put(store, "read", b"1")
    with store.writer() as writer:
        writer.add_capture(capture("unread", b"2"))
    with store.view() as view:
        assert [one.found_in for _, one in view.captures(unread_only=True)] == ["unread"]


def test_articles_by_id_come_in_capture_order(store: Store) -> None:
    for number, name in enumerate(("one", "two", "three")):
        put(store, name, bytes([number]))
    with store.view() as view:
        assert [one.article.id for one in view.articles(["three", "one"])] == ["one", "three"]
        assert list(view.articles([])) == []
        assert list(view.sketches()) == ['{"id": "one"}', '{"id": "two"}', '{"id": "three"}']
        assert view.article_ids_of(capture("two", b"\x01").id, "two") == ["two"]


def test_a_transaction_that_breaks_leaves_nothing(store: Store) -> None:
    def pull_the_plug() -> None:
        with store.writer() as writer:
            writer.add_capture(capture("a.txt"))
            raise RuntimeError("pulled the plug")

    with pytest.raises(RuntimeError):
        pull_the_plug()
    with store.view() as view:
        assert view.counts().captures == 0


def test_stories_are_replaced_and_come_largest_first(store: Store) -> None:
    def story(name: str, *members: str) -> tuple[Story, Comparison]:
        joined = tuple(Membership(article_id=one, score=0.5, why="same boats") for one in members)
        answer = Assertion(article_id=members[0], span=Span(0, 3), exact="160", value="160", low=160, high=None)
        claim = Claim(
            id="c",
            question="boats sunk",
            kind="figure",
            status="single",
            assertions=(answer,),
            origins=(),
            independent=None,
            why="one report",
        )
        made = Story(id=name, founding_article_id=members[0], members=joined, also_known_as=("s0",))
        return made, Comparison(story_id=name, headline="Boats sank", claims=(claim,))

    with store.writer() as writer:
        writer.save_stories([story("gone", "x")])
    with store.writer() as writer:
        writer.save_stories([story("small", "one"), story("large", "two", "three")])
    with store.view() as view:
        assert view.stories() == [story("large", "two", "three"), story("small", "one")]


def test_rebuild_drops_derived_data_only(store: Store) -> None:
    judgement = Judgement("one", "two", "SAME", "editor", "2024-05-02T10:00:00Z")
    put(store, "one", b"1")
    with store.writer() as writer:
        writer.add_judgement(judgement)
        writer.save_failure(Failure("missing.txt", "collect", "there is no such file"))
        writer.drop_derived()
    with store.view() as view:
        counts = view.counts()
        assert (counts.captures, counts.articles, counts.annotations, counts.failures) == (1, 0, 0, 0)
        assert view.judgements() == (judgement,)
        assert len(list(view.captures(unread_only=True))) == 1


def test_a_file_that_is_no_database_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear editor, " * 200)
    with pytest.raises(StoreError, match=r"letter\.db"):
        SqliteStore(path)


def test_the_file_can_be_opened_again(tmp_path: Path) -> None:
    first = SqliteStore(tmp_path / "news.db")
    put(first, "one", b"1")
    first.close()
    again = SqliteStore(tmp_path / "news.db")
    with again.view() as view:
        assert view.counts().articles == 1
    again.close()


def test_sketches_of_some_articles_and_after_the_first_ones(store: Store) -> None:
    for name in ("one", "two", "three"):
        put(store, name, name.encode())
    with store.view() as view:
        assert [json.loads(one)["id"] for one in view.sketches(["three", "one"])] == ["one", "three"]
        assert [json.loads(one)["id"] for one in view.sketches(after=2)] == ["three"]
        assert list(view.sketches(after=3)) == []


def a_story(name: str, *articles: str) -> tuple[Story, Comparison]:
    members = tuple(Membership(article_id=one, score=1.0, why="opened") for one in articles)
    made = Story(id=name, founding_article_id=articles[0], members=members)
    return made, Comparison(story_id=name, headline=name)


def test_some_stories_change_and_some_go(store: Store) -> None:
    with store.writer() as writer:
        writer.save_stories([a_story("s1", "a"), a_story("s2", "b"), a_story("s3", "c")])
    with store.writer() as writer:
        writer.save_stories([a_story("s1", "a", "b")], gone=["s2"])
    with store.view() as view:
        assert [(story.id, story.article_ids) for story, _ in view.stories()] == [("s1", ("a", "b")), ("s3", ("c",))]
        assert [story.id for story, _ in view.stories(["c", "z"])] == ["s3"]


def test_what_grouping_keeps_is_derived(store: Store) -> None:
    with store.writer() as writer:
        writer.save_held({"head": "{}", "1": "[1]", "2": "[2]"})
    with store.writer() as writer:
        writer.save_held({"2": "[3]"}, gone=["1"])
    with store.view() as view:
        assert view.held() == {"head": "{}", "2": "[3]"}
        assert view.held(prefix="h") == {"head": "{}"}
        assert view.held(["2", "3"]) == {"2": "[3]"}
    with store.writer() as writer:
        writer.drop_derived()
    with store.view() as view:
        assert view.held() == {}


def test_a_story_is_found_by_its_id_and_by_what_it_was_called(store: Store) -> None:
    first, second = a_story("s1", "a", "b"), a_story("s2", "c")
    first = (replace(first[0], also_known_as=("s0",)), first[1])
    with store.writer() as writer:
        writer.save_stories([first, second])
    with store.view() as view:
        assert view.story("s1") == view.story("s0") == first
        assert view.story("s2") == second
        assert view.story("s3") is None
        assert view.stories(["b", "c"]) == [first, second]
        assert view.stories([]) == []


def read_at(store: Store, url: str | None, name: str, text: str, *more: str) -> None:
    """Take in a page of some address with one article, or a list with more of them."""
    body = f"{name} {text}".encode()
    taken = replace(capture(name, body), url=url, found_in=url or name)
    made = [AnnotatedArticle(replace(annotated(one).article, text=text, url=f"{url}#{one}")) for one in (name, *more)]
    with store.writer() as writer:
        number = writer.add_capture(taken)
        assert number is not None
        writer.save_read(number, [(one, json.dumps({"id": one.article.id})) for one in made], [])


def test_captures_of_one_address_are_versions(store: Store) -> None:
    read_at(store, "https://coast.example/boats", "first", "160 boats sank.")
    read_at(store, None, "a file", "160 boats sank.")
    read_at(store, "https://coast.example/boats?utm_source=mail#top", "again", "160  boats sank.")
    read_at(store, "http://coast.example/boats", "second", "170 boats sank.")
    read_at(store, "https://coast.example/boats?page=2", "other", "More boats.")
    with store.view() as view:
        assert view.versions("first") == view.versions("second") == ["first", "second"]
        assert view.versions("other") == ["other"]
        assert view.versions("nothing") == []
        assert view.replaced() == {"first", "again"}
        assert view.newest(["first", "again", "second", "other"]) == {"first": "second", "again": "second"}
        assert [json.loads(one)["id"] for one in view.sketches()] == ["first", "a file", "other"]
        assert [json.loads(one)["id"] for one in view.sketches(after=1)] == ["a file", "other"]
        assert [json.loads(one)["id"] for one in view.sketches(["second"])] == ["second"]


def test_articles_of_a_list_under_one_address_are_no_versions(store: Store) -> None:
    read_at(store, "https://coast.example/feed", "one", "Boats sank.", "two")
    with store.view() as view:
        assert view.replaced() == frozenset()
        assert view.article("two") is not None
        assert view.article("three") is None


def test_a_writer_sees_what_the_writer_before_wrote(tmp_path: Path) -> None:
    """Each reads and writes in one transaction; without the lock from the beginning some would overwrite or fail."""
    path = tmp_path / "news.db"
    stores = [SqliteStore(path), SqliteStore(path)]  # as two processes would open it
    ready = Barrier(8)

    def add_mine(number: int) -> None:
        ready.wait()
        for round_ in range(5):
            with stores[number % 2].writer() as writer:
                numbers = writer.shelf.waiting_stories(1000)
                writer.shelf.put_stories([(a_story(f"s{len(numbers)}", f"{number}-{round_}")[0], "{}")], gone=())

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_mine, range(8)))
    with stores[0].view() as view:
        assert len(view.shelf.waiting_stories(1000)) == 40
    for one in stores:
        one.close()


def test_many_threads_look_while_one_writes(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "news.db")
    put(store, "one", b"1")
    inside = Barrier(41)

    def look(_: int) -> int:
        with store.view() as view:
            inside.wait(timeout=20)
            return view.counts().articles

    with ThreadPoolExecutor(40) as pool, store.writer() as writer:
        counts = pool.map(look, range(40))
        writer.save_held({"busy": "1"})
        inside.wait(timeout=20)
        assert list(counts) == [1] * 40
    store.close()
