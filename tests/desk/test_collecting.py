"""The desk at work against a server that publishes, sleeps, moves, forbids and breaks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dateline.collect.fetch import Fetcher
from dateline.collect.guard import Guard
from dateline.collect.politeness import Manners
from dateline.desk.jobs import PAGE, VISIT, Jobs
from dateline.desk.visits import Visits
from dateline.model.feed import FEED_TEXT, KEPT, LOST, PASSED, WAITING
from desk.desk_at_work import HERE, PARSER, DeskAtWork
from feed_server import NOON, Answer, Asked, FeedServer

LONG = "\n\n".join(
    f"The coast guard of Port Sel said on Friday that {n} boats had left the harbour." for n in range(20)
)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskAtWork]:
    made = DeskAtWork(tmp_path)
    yield made
    made.store.close()


def test_a_new_feed_brings_its_reports_pages(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("harbour-post", title="Harbour Post")
    for number in range(3):
        outlet.publish(f"Boats {number}", f"{LONG}\n\nNumber {number}.", at=NOON - timedelta(hours=2 * number + 1))
    added = desk.sources.add(outlet.feed)
    done = desk.round()
    assert (done.visits, done.captures) == (1, 3)
    feed = desk.feed()
    assert (feed.title, feed.site, feed.fault) == ("Harbour Post", f"{server.address}/harbour-post/", None)
    assert feed.last_new == "2026-11-20T11:00:00+00:00"
    assert feed.next_visit is not None
    assert feed.next_visit > desk.context.now()
    captures = {one.found_in: one for one in desk.captures()}
    assert set(captures) == {outlet.page(number) for number in (1, 2, 3)}
    assert captures[outlet.page(1)].captured_at == desk.context.now()
    assert captures[outlet.page(1)].hint("feed_published") == "2026-11-20T11:00:00+00:00"
    assert {one.state for one in desk.links()} == {KEPT}
    assert [one.outcome for one in desk.sources.visits(added.id)] == ["fresh"]


def test_nothing_is_fetched_twice(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("harbour-post")
    outlet.publish("One", LONG)
    desk.sources.add(outlet.feed)
    desk.round()
    desk.goes_on(hours=25)
    assert desk.round().captures == 0
    outlet.publish("Two", LONG + " Two.")
    desk.goes_on(hours=25)
    assert desk.round().captures == 1
    assert server.paths().count("/harbour-post/feed.xml") == 3
    assert [one for one in server.paths() if one.endswith(".html")] == ["/harbour-post/1.html", "/harbour-post/2.html"]
    conditional = [one.headers.get("if-none-match") for one in server.asked if one.path.endswith("feed.xml")]
    assert conditional[0] is None
    assert conditional[1] == conditional[2]
    assert [one.outcome for one in desk.sources.visits(desk.feed().id)] == ["fresh", "unchanged", "fresh"]


def test_a_server_without_etag_is_not_parsed_again_when_nothing_changed(server: FeedServer, desk: DeskAtWork) -> None:
    server.routes["/feed"] = Answer(b"<rss version='2.0'><channel><title>T</title></channel></rss>", kind="text/xml")
    desk.sources.add(f"{server.address}/feed")
    desk.round()
    desk.goes_on(hours=25)
    desk.round()
    assert [one.outcome for one in desk.sources.visits(desk.feed().id)] == ["unchanged", "fresh"]


def test_a_feed_that_carries_whole_reports_is_taken_at_its_word(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("hill-mail", title="Hill Mail")
    outlet.publish("Whole", LONG * 2, teaser=False)
    outlet.publish("Teaser", LONG)
    desk.sources.add(outlet.feed)
    desk.round()
    assert [one for one in server.paths() if one.endswith(".html")] == ["/hill-mail/2.html"]
    (whole,) = [one for one in desk.captures() if one.media_type == "application/json"]
    assert (whole.url, whole.hint("flags")) == (outlet.page(1), None)
    assert json.loads(whole.body)["items"][0]["title"] == "Whole"


def test_pages_that_may_not_be_fetched_are_replaced_by_the_feeds_own_words(
    server: FeedServer, desk: DeskAtWork
) -> None:
    server.routes["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /hill-mail/1.html\n")
    outlet = server.outlet("hill-mail")
    for title in ("Forbidden", "Gone", "Picture"):
        outlet.publish(title, LONG)
    server.routes["/hill-mail/2.html"] = Answer(b"no", 404)
    server.routes["/hill-mail/3.html"] = Answer(b"\x89PNG\r\n\x1a\n" + b"\0" * 50, kind="image/png")
    desk.sources.add(outlet.feed)
    desk.round()
    assert {one.hint("flags") for one in desk.captures()} == {"feed_text truncated"}
    states = {one.title: (one.state, one.message) for one in desk.sources.failed()}
    assert {state for state, _ in states.values()} == {FEED_TEXT}
    assert "robots.txt" in (states["Forbidden"][1] or "")
    assert "404" in (states["Gone"][1] or "")
    assert "picture" in (states["Picture"][1] or "")


def test_a_page_that_fails_is_tried_again_and_then_replaced(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("hill-mail")
    outlet.publish("Broken", LONG)
    server.routes["/hill-mail/1.html"] = Answer(b"no", 500)
    desk.sources.add(outlet.feed)
    for _ in range(5):
        desk.round()
        desk.goes_on(hours=5)
    (link,) = desk.links()
    assert (link.state, link.versions) == (FEED_TEXT, 1)
    assert server.paths().count("/hill-mail/1.html") == 4


def test_a_busy_server_is_asked_again_when_it_said(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("hill-mail")
    outlet.publish("Busy", LONG)
    page = server.routes["/hill-mail/1.html"]
    server.routes["/hill-mail/1.html"] = Answer(b"", 429, headers={"Retry-After": "7200"})
    desk.sources.add(outlet.feed)
    desk.round()
    server.routes["/hill-mail/1.html"] = page
    desk.goes_on(hours=1)
    desk.round()
    assert desk.links()[0].state == WAITING
    desk.goes_on(hours=1, minutes=1)
    desk.round()
    assert desk.links()[0].state == KEPT
    assert server.paths().count("/hill-mail/1.html") == 2


def test_a_report_that_its_feed_tells_otherwise_is_fetched_again(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("harbour-post")
    report = outlet.publish("Ten boats sink", LONG)
    desk.sources.add(outlet.feed)
    desk.round()
    report.title = "Twelve boats sink"
    desk.goes_on(hours=25)
    assert desk.round().captures == 1
    first, second = desk.captures()
    assert first.found_in == second.found_in
    assert b"Ten boats" in first.body
    assert b"Twelve boats" in second.body
    assert desk.links()[0].versions == 2


def test_one_report_in_two_feeds_is_one_report(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("harbour-post")
    outlet.publish("One", LONG)
    server.routes["/asia.xml"] = lambda asked: Answer(outlet.rss().replace("utm_source=rss", "at_medium=RSS").encode())
    desk.sources.add(outlet.feed)
    desk.sources.add(f"{server.address}/asia.xml")
    assert desk.round().captures == 1


def test_a_new_feed_brings_only_its_newest(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("harbour-post", longest=200)
    for number in range(100):
        outlet.publish(f"Old {number}", LONG, at=NOON - timedelta(days=40), teaser=False)
    for number in range(70):
        outlet.publish(f"New {number}", LONG * 2 + str(number), at=NOON - timedelta(minutes=number), teaser=False)
    desk.sources.add(outlet.feed)
    assert desk.round().captures == 60
    states = [one.state for one in desk.links()]
    assert (states.count(KEPT), states.count(PASSED)) == (60, 110)
    assert {one.title for one in desk.links(states=[KEPT])} == {f"New {number}" for number in range(60)}


def test_of_a_new_feed_nothing_old_is_taken(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("harbour-post")
    outlet.publish("New", LONG, at=NOON - timedelta(days=29))
    outlet.publish("Old", LONG, at=NOON - timedelta(days=31))
    desk.sources.add(outlet.feed)
    assert desk.round().captures == 1
    assert {one.title: one.state for one in desk.links()} == {"New": KEPT, "Old": PASSED}
    outlet.publish("Found in the archive", LONG, at=NOON - timedelta(days=300))
    desk.goes_on(hours=25)
    assert desk.round().captures == 1, "later on, what is new to us is taken whatever its day"


def test_feeds_move_for_good(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("harbour-post")
    server.routes["/old.xml"] = Answer(status=301, headers={"Location": "/harbour-post/feed.xml"})
    server.routes["/lent.xml"] = Answer(status=302, headers={"Location": "/harbour-post/feed.xml"})
    desk.sources.add(f"{server.address}/old.xml")
    desk.sources.add(f"{server.address}/lent.xml")
    desk.round()
    assert {one.feed.address for one in desk.sources.all()} == {outlet.feed, f"{server.address}/lent.xml"}


def test_faults_are_visited_more_and_more_rarely_and_forgotten_when_well(server: FeedServer, desk: DeskAtWork) -> None:
    desk.sources.add(f"{server.address}/feed")
    waits = []
    for _ in range(4):
        desk.round()
        due = datetime.fromisoformat(desk.feed().next_visit or "")
        waits.append((due - desk.time) / timedelta(minutes=5))
        desk.time = due
    assert waits == pytest.approx([1, 2, 4, 8], rel=0.051)
    assert desk.feed().faults_in_a_row == 4
    assert "tried 4 times in a row; it never went well" in desk.sources.all()[0].health.words
    server.outlet("x").publish("One", LONG)
    server.routes["/feed"] = server.routes["/x/feed.xml"]
    desk.round()
    assert (desk.feed().fault, desk.feed().faults_in_a_row) == (None, 0)


def test_a_paused_feed_is_left_alone(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("harbour-post")
    made = desk.sources.add(outlet.feed)
    desk.sources.pause(made.id)
    assert desk.round().visits == 0
    assert desk.sources.all()[0].health.words == "paused"
    desk.sources.resume(made.id)
    assert desk.round().visits == 1


def test_a_report_without_words_or_address_is_told(server: FeedServer, desk: DeskAtWork) -> None:
    server.routes["/feed"] = Answer(
        b"<rss version='2.0'><channel><item><title>T</title><guid isPermaLink='false'>7</guid></item></channel></rss>"
    )
    desk.sources.add(f"{server.address}/feed")
    desk.round()
    assert [(one.state, one.message) for one in desk.links()] == [
        (LOST, "the feed carries no words of it and no address")
    ]


def test_news_sitemaps_bring_the_reports_of_the_last_days(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("harbour-post")
    for title in ("New", "Old"):
        outlet.publish(title, LONG)

    def told(number: int, day: str) -> str:
        return (
            f"<url><loc>{outlet.page(number)}</loc><n:news><n:publication><n:name>Harbour</n:name></n:publication>"
            f"<n:publication_date>{day}</n:publication_date><n:title>T</n:title></n:news></url>"
        )

    space = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    news = f"<?xml version='1.0'?><urlset {space}>{told(1, '2026-11-20T09:00:00Z')}{told(2, '2026-11-01')}</urlset>"
    server.routes["/news.xml"] = Answer(news.encode(), kind="text/xml")
    index = f"<sitemapindex {space}><sitemap><loc>{server.address}/news.xml</loc></sitemap></sitemapindex>"
    server.routes["/sitemap.xml"] = Answer(index.encode(), kind="text/xml")
    desk.sources.add(f"{server.address}/sitemap.xml", kind="sitemap")
    assert desk.round().captures == 1
    assert [one.found_in for one in desk.captures()] == [outlet.page(1)]
    assert (desk.feed().title, desk.feed().kind) == ("Harbour", "sitemap")


def test_a_watched_page_is_kept_when_its_words_change(server: FeedServer, desk: DeskAtWork) -> None:
    server.routes["/live"] = Answer(b"<html><body><p>Ten boats.</p><script>1</script></body></html>")
    desk.sources.add(f"{server.address}/live", kind="page")
    assert desk.round().captures == 1
    server.routes["/live"] = Answer(b"<html><body><p>Ten boats.</p><script>2</script></body></html>")
    desk.goes_on(hours=25)
    assert desk.round().captures == 0
    server.routes["/live"] = Answer(b"<html><body><p>Twelve boats.</p></body></html>")
    desk.goes_on(hours=25)
    assert desk.round().captures == 1


def test_a_single_page_is_fetched_once(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("harbour-post")
    outlet.publish("One", LONG)
    desk.sources.add_page(f"{outlet.page(1)}?utm_source=mail")
    assert desk.round().captures == 1
    assert server.paths() == ["/harbour-post/1.html"]
    desk.sources.add_page(outlet.page(1))
    assert desk.round().captures == 0, "the same bytes again"
    assert desk.links()[0].state == KEPT


@pytest.mark.parametrize("what", ["/harbour-post/feed.xml", "/harbour-post/1.html"])
def test_who_lost_a_lease_keeps_nothing(server: FeedServer, desk: DeskAtWork, what: str) -> None:
    """While an answer is on its way the lease runs out and somebody else takes the work."""
    outlet = server.outlet("harbour-post")
    outlet.publish("One", LONG)
    desk.sources.add(outlet.feed)
    kind = VISIT if what.endswith(".xml") else PAGE
    if kind == PAGE:
        visits_only(desk)
    other = Jobs(desk.context)
    right = server.routes[what]

    def slow(asked: Asked) -> Answer:
        desk.goes_on(minutes=10)
        assert len(other.take(kind, most=5)) == 1
        return right(asked) if callable(right) else right

    server.routes[what] = slow
    desk.round()
    assert desk.captures() == []
    with desk.store.view() as view:
        (job,) = view.feeds.jobs.jobs(kind)
    assert job.leased_by == other.who
    assert {one.state for one in desk.links()} <= {WAITING}


def visits_only(desk: DeskAtWork) -> None:
    """Make the visits that are due, and fetch no pages."""

    async def visit() -> None:
        async with Fetcher(guard=Guard(HERE), manners=Manners(delay=0)) as fetcher:
            jobs = Jobs(desk.context)
            visits = Visits(desk.context, jobs, fetcher=fetcher, parser=PARSER)
            for job in jobs.take(VISIT, most=9):
                await visits.visit(job, visits.find(job))

    asyncio.run(visit())


def test_a_visit_that_is_planned_for_later_does_not_wait(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("post")
    outlet.publish("Boats leave", LONG)
    desk.sources.add(outlet.feed)
    assert desk.sources.waiting()["visit"] == 1
    assert not desk.sources.has_unread()
    desk.round()
    assert desk.sources.waiting() == {"visit": 0, "page": 0, "file": 0}
    assert desk.sources.has_unread()
    desk.goes_on(days=2)
    assert desk.sources.waiting()["visit"] == 1
