"""The parts of a story's page: table, charts, origins, voices and timelines, as the HTML holds them."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dateline.serve import views
from dateline.serve.page import page
from serve import sample

HOSTILE = "</td></svg><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 * 7 }} \"quoted\" 'single' \u202e"
LONG = " ".join(["The mine lies in the hills above the town and has been worked for ninety years."] * 12)


@pytest.fixture
def record() -> dict:
    made = copy.deepcopy(views.record(sample.articles(), [sample.story()]))
    made["articles"][2]["text"] += "\n\n" + LONG
    return made


def read(record: dict) -> LexborHTMLParser:
    return LexborHTMLParser(page(record))


def all_of(tree: Any, selector: str) -> list[LexborNode]:
    return list(tree.css(selector))


def words(node: LexborNode) -> str:
    return " ".join(node.text().split())


def test_the_table_is_a_table_to_those_who_cannot_see_it(record: dict) -> None:
    (table,) = all_of(read(record), ".glance table")
    assert words(table.css_first("caption")).startswith("What each report says of each claim")
    heads = all_of(table, "thead th")
    assert [one.attributes["scope"] for one in heads] == ["col"] * 4
    rows = all_of(table, "tbody tr")
    assert len(rows) == 3
    for row in rows:
        assert [one.attributes["scope"] for one in row.css("th")] == ["row"]
        assert len(row.css("td")) == 3
    scroll = read(record).css_first(".glance .scroll")
    assert scroll.attributes["tabindex"] == "0"
    assert scroll.attributes["role"] == "region"
    assert read(record).css_first(f"#{scroll.attributes['aria-labelledby']}").tag == "caption"


def test_cells_answer_or_say_in_words_why_they_are_empty(record: dict) -> None:
    rows = all_of(read(record), ".glance tbody tr")
    assert [words(one) for one in rows[1].css("td a.ev")] == ["14 or more", "17", "19"]
    assert [words(one) for one in rows[2].css("td")] == ["230", "cannot say", "left out"]
    record["stories"][0]["omissions"] = []
    rows = all_of(read(record), ".glance tbody tr")
    assert [words(one) for one in rows[2].css("td")] == ["230", "cannot say", "not told"]
    heads = [words(one) for one in all_of(read(record), ".glance thead th")]
    assert heads[1] == "1 Northern Press4 Mar 2031a brief"
    assert heads[2] == "2 The Harbour Times5 Mar 2031an edited copy of 1paywalled"


def test_the_table_stands_before_the_detailed_list(record: dict) -> None:
    html = page(record)
    assert 0 < html.index('class="glance"') < html.index('class="questions"')


def test_values_of_several_days_are_drawn_with_an_alternative(record: dict) -> None:
    tree = read(record)
    charts = {one.attributes["class"]: one for one in all_of(tree, "svg.chart")}
    updated = charts["chart updated"]
    assert updated.attributes["role"] == "img"
    said = updated.attributes["aria-label"] or ""
    assert said.startswith("Chart by day and report. 4 Mar 2031: 14 or more (Northern Press); 5 Mar 2031: 17")
    assert len(updated.css("circle")) == 2
    assert len(updated.css("path")) == 1
    assert len(charts["chart contested"].css(".vague rect")) == 2


def test_origins_stand_with_their_kind_and_reports(record: dict) -> None:
    tree = read(record)
    told = [words(one) for one in all_of(tree, ".question.updated .roots li")]
    assert told == ["energy ministry official 13", "Mineworkers’ Union official 2"]
    assert "2 origins, none depends on another" in words(tree.css_first(".question.updated .whence-of"))
    first = words(tree.css_first(".sources .whence li"))
    assert first == "energy ministry official 1 claim in 2 reports 13"
    assert "is an edited copy of 1 Northern Press shares 62 % of its words" in words(tree.css_first(".sources"))


def test_voices_and_both_orders_of_time_are_there(record: dict) -> None:
    tree = read(record)
    assert [words(one) for one in all_of(tree, ".voices li")] == [
        "Radio Norland the disaster",
        "union leaders quoted the worst mining accident",
    ]
    assert [words(one) for one in all_of(tree, ".timeline h3")] == ["As it happened", "As it was told"]
    assert "now 17" in words(tree.css_first(".timeline"))


def test_chapters_are_listed(record: dict) -> None:
    first, second, third = record["stories"][0]["articles"]
    record["stories"][0]["chapters"] = [
        {"id": "h1", "headline": "Collapse", "from": "2031-03-04", "to": "2031-03-05", "articles": [first, second]},
        {
            "id": "h2",
            "headline": "Blockade",
            "from": "2031-03-06",
            "to": "2031-03-06",
            "articles": [third],
            "why": "new words",
        },
    ]
    assert 'title="new words"' in page(record)
    found = [words(one) for one in all_of(read(record), ".chapters li")]
    assert found == ["4–5 March 2031 Collapse 12", "6 March 2031 Blockade 3"]


def test_every_anchor_is_there_once_and_every_lead_has_one(record: dict) -> None:
    html = page(record)
    anchors = re.findall(r'\bid="([^"]+)"', html)
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_hostile_words_stay_words_in_every_new_place(record: dict) -> None:
    plain = page(record)
    story = record["stories"][0]
    for claim in story["claims"]:
        claim["question"] = claim["why"] = HOSTILE
        for origin in claim["origins"]:
            origin["name"] = origin["kind"] = HOSTILE
        for number, one in enumerate(claim["assertions"]):
            one["value"] = f"{HOSTILE} {number}"
            if one["as_of"]:
                one["as_of"]["from"] = one["as_of"]["to"] = HOSTILE
    for label in story["labels"]:
        label["thing"] = label["label"] = label["speaker"] = HOSTILE
    for one in story["copies"]:
        one["kind"] = one["why"] = HOSTILE
    for article in record["articles"]:
        article["outlet"] = {"id": "x", "name": HOSTILE}
    record["articles"][0]["published_at"]["from"] = record["articles"][0]["published_at"]["to"] = HOSTILE
    members = [[one] for one in story["articles"]]
    story["chapters"] = [
        {"id": HOSTILE, "headline": HOSTILE, "from": HOSTILE, "to": HOSTILE, "articles": one} for one in members
    ]
    html = page(record)
    assert html.count("<script") == plain.count("<script")
    assert "<img" not in html
    tree = LexborHTMLParser(html)
    assert len(tree.css(".glance tbody tr")) == 3
    assert not [one for one in tree.css("*") if any(name.startswith("on") for name in one.attributes)]
    assert all("{{ 7 * 7 }}" in words(one) for one in all_of(tree, ".glance .q"))


def huge(record: dict, reports: int, claims: int) -> dict:
    model, story = record["articles"][0], record["stories"][0]
    articles = [{**model, "id": f"rep{number}"} for number in range(reports)]
    claim = story["claims"][0]
    many = [
        {
            **claim,
            "id": f"c{number}",
            "question": f"killed in district {number}, March 2031",
            "assertions": [
                {**claim["assertions"][0], "article": one["id"], "low": 14 + place % 7, "value": f"{14 + place % 7}"}
                for place, one in enumerate(articles)
            ],
        }
        for number in range(claims)
    ]
    ids = [one["id"] for one in articles]
    return {**record, "articles": articles, "stories": [{**story, "articles": ids, "claims": many, "omissions": []}]}


def test_a_huge_story_keeps_a_page_that_can_be_opened(record: dict) -> None:
    html = page(huge(record, 60, 80))
    tree = LexborHTMLParser(html)
    assert len(tree.css(".glance thead th")) == 61
    assert len(tree.css(".glance thead th.far")) == 48
    labels = [words(one) for one in tree.css(".tools label")]
    assert labels == ["Show 12 more claims", "Show 48 more reports, which tell less"]
    assert "56 further claims in the JSON record only" in words(tree.css_first(".glance .key"))
    assert all(len(one.css("svg svg")) <= 24 for one in tree.css("svg.chart"))
    assert len(html.encode()) < 2_000_000


def test_a_story_without_claims_or_labels_leaves_those_parts_out(record: dict) -> None:
    for part in ("claims", "omissions", "labels", "copies", "timeline", "brief"):
        record["stories"][0][part] = []
    for article in record["articles"]:
        article["published_at"] = None
    tree = read(record)
    for part in (".glance", "svg.chart", ".sources", ".namings", ".timeline", ".gaps"):
        assert not tree.css(part), part
    assert len(tree.css("details.report")) == 3


def test_one_report_alone_is_compared_with_nothing(record: dict) -> None:
    html = page({**record, "stories": []})
    assert 'class="glance"' not in html
    assert 'class="sources"' not in html
