"""The page: complete, safe against its own texts, light, and readable without a script."""

from __future__ import annotations

import copy
import re
from importlib import resources

import pytest

from dateline.serve import views
from dateline.serve.page import page, web_address
from serve import sample

HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 * 7 }} "quoted" \u202e'


@pytest.fixture(scope="module")
def record() -> dict:
    return views.record(sample.articles(), [sample.story()], failures=sample.FAILURES)


def test_all_kinds_of_fact_are_shown(record: dict) -> None:
    html = page(record)
    for words in (
        "14 or more",
        "Reports differ",
        "We will not rest until every one of them is home",
        "Ida Soren",
        "accused",
        "4–6 March 2031",
        "the worst mining accident",
        "does not tell",
        "an edited copy",
        "the gzip stream ends too early",
        "behind a paywall",
    ):
        assert words in html


def test_every_fact_leads_to_an_anchor_that_is_there_once(record: dict) -> None:
    html = page(record)
    leads = set(re.findall(r'href="#([^"]+)"', html))
    anchors = re.findall(r'\bid="([^"]+)"', html)
    assert leads <= set(anchors)
    assert len(anchors) == len(set(anchors))
    assert sum(one.startswith("a-") for one in leads) > 10


def test_nothing_is_asked_of_another_host(record: dict) -> None:
    html = page(record)
    assert "default-src 'none'" in html
    assert not re.search(r'<(?:link|img|iframe|object|embed)\b|\bsrc="|@import|url\(', html)
    assert re.findall(r'href="(h[^"]+)"', html) == ["https://northern-press.example/mine?id=1&amp;lang=en"]


def test_hostile_words_stay_words(record: dict) -> None:
    hostile = copy.deepcopy(record)
    story, article = hostile["stories"][0], hostile["articles"][0]
    for holder in (story, article):
        holder["headline"] = HOSTILE
    article["outlet"]["name"] = HOSTILE
    article["url"] = "javascript:alert(3)"
    article["language"] = '"><script>'
    article["bylines"] = [HOSTILE]
    article["figures"][0]["why"] = HOSTILE
    article["quotes"][0]["speaker"]["name"] = HOSTILE
    article["published_at"]["why"] = HOSTILE
    story["claims"][0]["question"] = HOSTILE
    story["claims"][0]["assertions"][0]["value"] = HOSTILE
    story["labels"][0]["thing"] = HOSTILE
    story["places"] = [HOSTILE]
    hostile["failures"] = [{"input": HOSTILE, "step": HOSTILE, "message": HOSTILE, "article": None}]
    html = page(hostile, title=HOSTILE)
    assert html.count("<script") == page(record).count("<script")
    assert "<img" not in html
    assert "javascript:" not in html
    assert "{{ 7 * 7 }}" in html


def test_only_web_addresses_are_linked() -> None:
    assert web_address("https://a.example/") == "https://a.example/"
    assert web_address("JavaScript:alert(1)") == ""
    assert web_address("data:text/html,x") == ""
    assert web_address("http://[broken") == ""
    assert web_address(None) == ""


def test_a_record_without_stories_still_makes_a_page(record: dict) -> None:
    empty = {"version": 1, "articles": [], "stories": [], "failures": record["failures"]}
    assert "No report could be read" in page(empty)
    alone = {**record, "stories": []}
    html = page(alone)
    assert html.count('class="story"') == 3
    assert "3 stories told" in html


def test_sixty_reports_stay_under_two_megabytes(record: dict) -> None:
    wide = copy.deepcopy(record)
    model = wide["articles"][0]
    wide["articles"] = []
    for number in range(60):
        one = copy.deepcopy(model)
        one["id"] = f"rep{number}"
        shift = len(one["text"]) + 2
        for kind in ("mentions", "times", "places", "figures", "quotes", "events"):
            facts = list(one[kind])
            for turn in range(1, 8):
                for fact in facts:
                    moved = copy.deepcopy(fact)
                    moved["span"] = [place + turn * shift for place in moved["span"]]
                    for piece in moved.get("content", []):
                        piece[:] = [place + turn * shift for place in piece]
                    if moved.get("trigger"):
                        moved["trigger"] = [place + turn * shift for place in moved["trigger"]]
                    one[kind].append(moved)
        one["text"] = "\n\n".join([one["text"]] * 8)
        wide["articles"].append(one)
    story = wide["stories"][0]
    story["articles"] = [one["id"] for one in wide["articles"]]
    claim = story["claims"][0]
    claim["assertions"] = [{**claim["assertions"][0], "article": f"rep{number}"} for number in range(60)]
    html = page(wide)
    assert "60 reports" in html
    assert len(html.encode()) < 2_000_000


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_keep_the_contrast_people_need(scheme: int) -> None:
    style = resources.files("dateline.serve").joinpath("templates", "page.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", re.findall(r":root \{(.*?)\}", style, re.S)[scheme]))
    on_paper = [(name, "paper") for name in ("ink", "soft", "link", "contested", "updated", "agreed", "single", "e")]
    on_tints = [("ink", "lit"), ("ink", "f"), ("ink", "q"), ("soft", "f"), ("soft", "q"), ("onstrong", "strong")]
    on_badges = [(name, f"{name}-bg") for name in ("contested", "updated", "agreed", "single")]
    for text, ground in [*on_paper, *on_tints, *on_badges, ("link", "sheet"), ("soft", "sheet")]:
        high, low = sorted((_luminance(colours[text]), _luminance(colours[ground])), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, f"{text} on {ground}"


def test_a_date_told_before_is_marked(record: dict) -> None:
    twice = copy.deepcopy(record)
    moments = twice["stories"][0]["timeline"]
    moments.insert(1, {**moments[0], "text": "Another of that day"})
    assert page(twice).count('class="again"') == 1


def test_a_page_of_very_many_stories_says_what_it_leaves_out(record: dict) -> None:
    many = {**record, "articles": record["articles"], "stories": []}
    model = many["articles"][0]
    many["articles"] = [{**model, "id": f"rep{number}"} for number in range(405)]
    html = page(many)
    assert html.count('class="story"') == 400
    assert "405 stories told, the first 400 shown here" in html
