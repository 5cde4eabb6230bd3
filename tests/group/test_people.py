"""Persons whom no table knows: one id inside a story; from story to story only with further evidence or a judgement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.group.people import Sighting, from_row, identified, people_of, points, sightings_of, to_row, with_ids
from dateline.lexicon.offices import slug
from dateline.model.annotation import AnnotatedArticle, Mention
from dateline.model.story import Judgement
from dateline.model.text import Span

from .reports import report


def naming(article_id: str, *names: str, country: str | None = None, day: str = "2031-03-05") -> AnnotatedArticle:
    text = ". ".join(names) + "."
    mentions = [
        Mention(
            article_id=article_id,
            span=Span(text.index(name), text.index(name) + len(name)),
            exact=name,
            made_by="t",
            kind="person",
            name=name,
            actor_id="p:" + slug(name),
            country=country,
        )
        for name in names
    ]
    return report(article_id, text, day=day).with_(mentions)


def seen(story: str, *company: str, country: str | None = None, since: str = "2031-03-05") -> Sighting:
    return Sighting(story, since, country, None, (f"{story}-1",), company)


def test_one_name_in_one_story_is_one_person_however_it_is_written() -> None:
    made = people_of([naming("a", "Odd K. Brekke"), naming("b", "Odd Brekke", "Ines Dorval"), naming("c", "Brekke")])
    brekke, dorval = made
    assert (brekke.id, brekke.name, brekke.article_ids) == ("p:odd-brekke", "Odd Brekke", ("a", "b", "c"))
    assert brekke.actor_ids == ("p:brekke", "p:odd-brekke", "p:odd-k-brekke")
    assert brekke.why == "the same name in 3 reports"
    assert dorval.company == ("p:odd-brekke",)


def test_other_countries_are_other_persons_even_in_one_story() -> None:
    made = people_of([naming("a", "Ines Dorval", country="FRA"), naming("b", "Ines Dorval", country="CAN")])
    assert sorted((one.country, one.article_ids) for one in made) == [("CAN", ("b",)), ("FRA", ("a",))]


def test_a_surname_that_two_bear_is_nobody_of_them() -> None:
    made = people_of([naming("a", "Odd Brekke", "Liv Brekke"), naming("b", "Brekke")])
    assert {one.article_ids for one in made if one.key == "brekke"} == {("b",)}


def test_whom_a_table_knows_keeps_the_id_of_the_table() -> None:
    assert people_of([naming("a", "Emmanuel Macron", "Odd Brekke")])[0].name == "Odd Brekke"


def test_a_name_alone_does_not_join_two_stories() -> None:
    first, second = seen("s1aaaaaa"), seen("s2bbbbbb", since="2031-04-05")
    assert identified("odd-brekke", [first, second]) == {
        first: ("p:odd-brekke", 0),
        second: ("p:odd-brekke~2bbbbb", 0),
    }


def test_shared_company_does_and_other_countries_never() -> None:
    first, second = seen("s1", "p:ines-dorval", "o:coast-guard"), seen("s2", "p:ines-dorval", "o:coast-guard")
    assert points(first, second) == 2
    assert set(identified("odd-brekke", [first, second]).values()) == {("p:odd-brekke", 1)}
    abroad = replace(second, country="CAN")
    assert len({id_ for id_, _ in identified("odd-brekke", [replace(first, country="NOR"), abroad]).values()}) == 2


def test_ids_do_not_depend_on_the_order_of_sightings() -> None:
    rows = [seen("s1", "p:a-b", "o:c"), seen("s2"), seen("s3", "p:a-b", "o:c", since="2031-01-01")]
    assert identified("odd-brekke", rows) == identified("odd-brekke", rows[::-1])
    assert identified("odd-brekke", rows)[rows[0]][0] == "p:odd-brekke", "with the earliest sighting"
    assert from_row(to_row(rows)) == rows


@pytest.mark.parametrize("verdict", ["SAME", "DIFFERENT"])
def test_what_a_person_says_wins(verdict: str) -> None:
    company = () if verdict == "SAME" else ("p:ines-dorval", "o:coast-guard")
    rows = [seen("s1", *company), seen("s2", *company)]
    word = Judgement("p:odd-brekke@s1-1", "p:odd-brekke@s2-1", verdict, "ana", "2031-03-07")
    ids = {id_ for id_, _ in identified("odd-brekke", rows, [word]).values()}
    assert len(ids) == (1 if verdict == "SAME" else 2)


def test_a_third_sighting_does_not_join_what_a_person_parted() -> None:
    rows = [seen(name, "p:ines-dorval", "o:coast-guard") for name in ("s1", "s2", "s3")]
    word = Judgement("p:odd-brekke@s1-1", "p:odd-brekke@s2-1", "DIFFERENT", "ana", "2031-03-07")
    found = identified("odd-brekke", rows, [word])
    assert found[rows[0]][0] != found[rows[1]][0]
    assert found[rows[2]][0] in {found[rows[0]][0], found[rows[1]][0]}


def test_the_ids_of_a_story_come_from_all_sightings() -> None:
    people = people_of([naming("a", "Odd Brekke")])
    own = sightings_of("s2bbbbbb", people)
    other = seen("s1aaaaaa", since="2030-01-01")
    (made,) = with_ids("s2bbbbbb", people, {"odd-brekke": [other, *own["odd-brekke"]]})
    assert made.id == "p:odd-brekke~2bbbbb"
    (alone,) = with_ids("s2bbbbbb", people, own)
    assert alone.id == "p:odd-brekke"
