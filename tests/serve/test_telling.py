"""The order of telling, and chapters."""

from __future__ import annotations

import copy

import pytest

from dateline.serve import views
from dateline.serve.digest import digests
from dateline.serve.shown import StoryDigest
from serve import sample


@pytest.fixture
def record() -> dict:
    return copy.deepcopy(views.record(sample.articles(), [sample.story()]))


def only(record: dict) -> StoryDigest:
    (found,) = digests(record)
    return found


def test_every_report_stands_with_what_it_told_first(record: dict) -> None:
    told = only(record).tellings
    assert [one.when for one in told] == ["4 March 2031", "5 March 2031", "6 March 2031"]
    killed = [[(new.words, new.is_new) for new in one.news if "killed" in new.question] for one in told]
    assert killed == [[("14 or more", True)], [("17", False)], [("19", False)]]


def test_what_one_report_tells_alone_is_not_in_the_order_of_telling(record: dict) -> None:
    questions = {new.question for one in only(record).tellings for new in one.news}
    assert questions == {"killed at Kestrel Ridge, March 2031", "missing or trapped at Kestrel Ridge, March 2031"}


def test_what_was_told_before_is_not_news(record: dict) -> None:
    for claim in record["stories"][0]["claims"]:
        claim["assertions"] = [{**claim["assertions"][0], "article": one["id"]} for one in record["articles"]]
    assert [len(one.news) for one in only(record).tellings] == [3, 0, 0]


def test_reports_without_a_day_or_all_of_one_moment_have_no_order(record: dict) -> None:
    for article in record["articles"][1:]:
        article["published_at"] = None
    assert only(record).tellings == ()
    for article in record["articles"]:
        article["published_at"] = {"from": "2031-03-04", "to": "2031-03-04", "precision": "day", "why": ""}
    assert only(record).tellings == ()


def test_chapters_are_shown_where_the_record_has_several(record: dict) -> None:
    first, second, third = record["stories"][0]["articles"]
    assert only(record).chapters == ()
    chapters = [
        {"id": "h1", "headline": "Collapse", "from": "2031-03-04", "to": "2031-03-05", "articles": [first, second]},
        {"id": "h2", "headline": None, "from": "2031-03-06", "to": None, "articles": [third, "unknown"]},
        {"id": "h3", "headline": "Elsewhere", "from": None, "to": None, "articles": ["unknown"]},
    ]
    record["stories"][0]["chapters"] = chapters[:1]
    assert only(record).chapters == ()
    record["stories"][0]["chapters"] = chapters
    found = only(record).chapters
    assert [(one.headline, one.when) for one in found] == [
        ("Collapse", "4–5 March 2031"),
        ("Toll climbs to 19 as miners <block> road", "from 6 March 2031"),
    ]
    assert [one.number for one in found[1].reports] == [3]
