"""What a card tells of a story, and what changed in it."""

from __future__ import annotations

from dataclasses import replace

from dateline.model.annotation import AnnotatedArticle, PlaceMention
from dateline.model.shelf import Card, CardKey, moment
from dateline.model.story import Assertion, Claim, Comparison, Story
from dateline.model.text import Span
from dateline.serve.cards import card_of
from dateline.serve.changes import changes_of
from serve.sample import articles, story

HOURS = ("2031-05-07T09:00:00+00:00", "2031-05-08T10:30:00+00:00", "2031-05-09T08:15:00+00:00")
ARRIVALS = {one.article.id: hour for one, hour in zip(articles(), HOURS, strict=True)}


def card(comparison: Comparison | None = None, reports: tuple[AnnotatedArticle, ...] = articles()) -> Card:
    told, compared = story()
    return card_of(told, comparison or compared, reports, arrivals=ARRIVALS)


def test_counts_and_days() -> None:
    _, comparison = story()
    made = card()
    assert made.reports == 3
    assert made.outlet_count == len({one.article.outlet.id for one in articles() if one.article.outlet})
    assert made.last_new == HOURS[2]
    assert made.contested == len([one for one in comparison.claims if one.status == "contested"])
    assert comparison.headline == made.headline
    assert not made.brief.startswith(made.headline)
    days = sorted(one.article.published_day or "" for one in articles())
    assert made.last_day == days[-1]


def test_keys_are_weighed_by_reports() -> None:
    made = card()
    for kind in ("actor", "place", "outlet", "type", "country"):
        assert made.names(kind) != (), kind
    assert all(0 < one.weight <= 1 for one in made.keys)
    outlet = next(one for one in made.keys if one.kind == "outlet")
    with_outlet = [one for one in articles() if one.article.outlet and one.article.outlet.id == outlet.key]
    assert outlet.weight == round(len(with_outlet) / 3, 3)


def test_a_place_that_few_reports_name_is_left_out() -> None:
    wire, paper, radio = articles()
    aside = PlaceMention(
        article_id=wire.article.id, span=Span(0, 3), exact=wire.article.text[:3], made_by="by-hand@1",
        name="Far Haven", country="NOR", lat=1.0, lon=2.0, geonames_id=77,
    )  # fmt: skip
    six = tuple(replace(radio, article=replace(radio.article, id=f"r{number}")) for number in range(5))
    crowd = card(reports=(wire.with_([aside]), *six))
    assert CardKey(kind="place", key="g:77", name="Far Haven", weight=round(1 / 6, 3)) not in crowd.keys
    pair = card(reports=(wire.with_([aside]), paper))
    assert CardKey(kind="place", key="g:77", name="Far Haven", weight=0.5) in pair.keys
    assert [(one.lat, one.lon, one.reports) for one in pair.places if one.key == "g:77"] == [(1.0, 2.0, 1)]


def test_a_dispute_shows_its_values_from_low_to_high() -> None:
    _, comparison = story()
    dead = claim("contested", [("Seventeen", 17), ("At least 14", 14)])
    made = card(replace(comparison, claims=(claim("agreed", [("3", 3), ("4", 4)]), dead)))
    assert made.dispute is not None
    assert (made.dispute.status, len(made.dispute.values)) == ("contested", 2)
    assert "14" in made.dispute.values[0]


def claim(status: str, answers: list[tuple[str, float]], *, kind: str = "figure") -> Claim:
    told = tuple(
        Assertion(article_id=one.article.id, span=Span(0, 2), exact=words, value=words, low=value, high=value)
        for one, (words, value) in zip(articles(), answers, strict=False)
    )
    return Claim(
        id=f"c-{status}", question="miners killed", kind=kind, status=status, assertions=told, origins=(),
        independent=None, why="",
    )  # fmt: skip


def changes(*claims: Claim, arrivals: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    told, comparison = story()
    compared = replace(comparison, claims=claims)
    found = changes_of(told, compared, articles(), arrivals=ARRIVALS if arrivals is None else arrivals)
    return [(one.at, one.kind, one.words) for one in found]


def test_every_report_is_news_when_it_arrives() -> None:
    found = changes()
    assert [(at, kind) for at, kind, _ in found] == [(hour, "report") for hour in reversed(HOURS)]
    assert all(": " in words for _, _, words in found)


def test_a_claim_is_contested_from_its_second_answer_on() -> None:
    found = [one for one in changes(claim("contested", [("14", 14), ("17", 17), ("17", 17)])) if one[1] != "report"]
    assert found == [
        (HOURS[1], "contested", "miners killed: 17, before 14"),
        (HOURS[0], "figure", "miners killed: 14"),
    ]


def test_answers_that_agree_are_news_once_and_acts_only_in_dispute() -> None:
    agreed = [one for one in changes(claim("agreed", [("14", 14), ("15", 15)])) if one[1] != "report"]
    assert agreed == [(HOURS[0], "figure", "miners killed: 14")]
    assert [one for one in changes(claim("agreed", [("a", 1), ("b", 2)], kind="act")) if one[1] != "report"] == []


def test_nothing_is_told_of_reports_without_a_time() -> None:
    assert changes(claim("contested", [("14", 14), ("17", 17)]), arrivals={}) == []


def test_a_story_without_anything_has_a_card() -> None:
    bare = Story(id="s", founding_article_id="a", members=())
    made = card_of(bare, Comparison(story_id="s", headline=""), (), arrivals={})
    assert (made.headline, made.last_new, made.first_day, made.keys) == ("Untitled", None, None, ())


def test_moments_sort_as_text() -> None:
    assert moment("2031-05-07T09:00:00.25+02:00") == "2031-05-07T07:00:00+00:00"
    assert moment("2031-05-07T09:00") == "2031-05-07T09:00:00+00:00"
    assert moment("0001-01-01T00:00:00+05:00") is None
    assert moment("last week") is None
