"""Chapters: a long story is parted where it went on, and stays one story."""

from __future__ import annotations

from dataclasses import replace

from dateline.group.chapters import chapters
from dateline.group.sketch import ArticleSketch, sketch

from .reports import MINE, report

COLLAPSE = "Eleven miners were trapped after a shaft collapsed at the Kestrun copper mine in the Tarvan hills."
RESCUE = "Rescuers drilled to the trapped miners of Kestrun and lifted five of them out in a steel capsule."
TRIAL = "Prosecutors charged the manager of the Kestrun mine with negligence; a judge set bail at the Tarvan court."
HEADLINES = {
    "a1": "Eleven trapped at Kestrun",
    "a2": "Shaft collapses at mine",
    "b1": "Five lifted out",
    "b2": "Capsule reaches miners",
    "c1": "Manager charged",
    "c2": "Bail for mine manager",
}


def told(name: str, text: str, day: str | None) -> ArticleSketch:
    return sketch(report(name, text, headline=HEADLINES.get(name), day=day))


def long_story() -> list[ArticleSketch]:
    return [
        told("a1", COLLAPSE, "2031-03-05"),
        told("a2", COLLAPSE + " " + MINE[0], "2031-03-06"),
        told("b1", RESCUE, "2031-03-20"),
        told("b2", RESCUE + " Families cheered.", "2031-03-20"),
        told("c1", TRIAL, "2031-06-02"),
        told("c2", TRIAL + " The union was in court.", "2031-06-03"),
    ]


def test_a_long_story_is_parted_where_it_went_on() -> None:
    made = chapters(long_story(), headlines=HEADLINES)
    assert [one.article_ids for one in made] == [("a1", "a2"), ("b1", "b2"), ("c1", "c2")]
    assert (made[0].first_day, made[0].last_day) == ("2031-03-05", "2031-03-06")
    assert all(one.headline in {HEADLINES[name] for name in one.article_ids} for one in made)
    assert made[0].why == "the story begins"
    assert made[2].why.startswith("74 days later; new words ")


def test_every_report_stands_in_one_chapter_whatever_the_order() -> None:
    sketches = [*long_story(), told("u", TRIAL + " Bail was set.", None)]
    made = chapters(sketches, headlines=HEADLINES)
    assert made == chapters(sketches[::-1], headlines=HEADLINES)
    assert sorted(name for one in made for name in one.article_ids) == sorted(one.id for one in sketches)
    assert "u" in made[-1].article_ids, "a report without a day stands where its lead fits"


def test_a_short_story_is_told_in_one_piece() -> None:
    assert chapters(long_story()[:2], headlines=HEADLINES) == ()
    assert chapters([told("u", RESCUE, None)], headlines={}) == ()
    assert chapters([], headlines={}) == ()


def test_the_same_told_again_for_days_is_one_piece() -> None:
    same = [told(f"n{day}", COLLAPSE, f"2031-03-{day:02}") for day in range(1, 11)]
    assert chapters(same, headlines={}) == ()


def test_changed_figures_speak_for_a_break() -> None:
    def days(figure: float) -> list[ArticleSketch]:
        first = [replace(one, figures=(("miners", 11.0, 11.0),)) for one in long_story()[:2]]
        later = [told(name, RESCUE, "2031-03-16") for name in ("x", "y", "z")]
        return first + [replace(one, figures=(("miners", figure, figure),)) for one in later]

    changed = chapters(days(5.0), headlines={})
    assert "other figures of miners" in changed[1].why
    assert all("figures" not in one.why for one in chapters(days(11.0), headlines={}))


def test_one_late_report_is_a_chapter_of_its_own() -> None:
    made = chapters([*long_story(), told("d", "The Kestrun mine opened again.", "2032-01-01")], headlines=HEADLINES)
    assert made[-1].article_ids == ("d",)
    assert made[-1].headline is None
