"""Names, quotes and sources on whole texts with the shipped core: sentences of our own, read end to end."""

import pytest

from dateline.model.annotation import AnnotatedArticle, Attribution, Mention, Quote, broken_spans
from dateline.model.article import Article, DateInterval
from dateline.understand.mentions import Mentions
from dateline.understand.parse import Syntax
from dateline.understand.quotes import Quotes
from dateline.understand.sources import Sources


@pytest.fixture(scope="module")
def syntax() -> Syntax:
    from dateline.understand.syntax import default_syntax

    try:
        return default_syntax()
    except FileNotFoundError as missing:
        pytest.skip(str(missing))


def read(syntax: Syntax, text: str, *, day: str = "2022-02-01") -> AnnotatedArticle:
    published = DateInterval(start=day, end=day, precision="day", why="given")
    article = Article(
        id="a", capture_id="c", found_in="-", text=text, slices=(), visible_sha256="", published_at=published
    )
    annotated, parse = AnnotatedArticle(article), syntax.parse([text])[0]
    for extractor in (Mentions(), Quotes(), Sources()):
        annotated = annotated.with_(extractor(annotated, parse))
    assert [fault for one in annotated.annotations for fault in broken_spans(article, one)] == []
    return annotated


def said(annotated: AnnotatedArticle) -> list[tuple[str | None, str | None, str]]:
    """Speaker's id or words, cue and content of every quote."""
    text = annotated.article.text
    return [
        (
            (one.speaker.actor_id or one.speaker.exact) if one.speaker else None,
            one.cue.exact if one.cue else None,
            " ... ".join(piece.of(text) for piece in one.content),
        )
        for one in annotated.of(Quote)
    ]


def chains(annotated: AnnotatedArticle) -> list[list[tuple[str, str]]]:
    return [[(link.party.name, link.kind) for link in one.links] for one in annotated.of(Attribution)]


def test_he_and_a_surname_speak_for_the_full_name(syntax: Syntax) -> None:
    found = read(
        syntax,
        "German Chancellor Olaf Scholz met his French counterpart Emmanuel Macron in Paris.\n\n"
        "Scholz said that the talks had been useful. He added that Berlin would send aid.",
    )
    assert said(found) == [
        ("p:olaf-scholz", "said", "that the talks had been useful"),
        ("p:olaf-scholz", "added", "that Berlin would send aid"),
    ]
    ids = {one.exact: one.actor_id for one in found.of(Mention)}
    assert ids["Berlin"] == "DEUGOV"
    assert ids["Paris"] is None


def test_an_agency_that_quotes_a_spokesman(syntax: Syntax) -> None:
    found = read(syntax, "Xinhua quoted Vice Premier Zhao Ruolan as saying the port would reopen next week.")
    assert said(found) == [("p:zhao-ruolan", "quoted", "the port would reopen next week")]
    assert chains(found) == [[("Xinhua", "agency"), ("Zhao Ruolan", "official")]]


def test_a_witness_told_an_agency(syntax: Syntax) -> None:
    found = read(syntax, "“We heard two blasts and ran,” a shopkeeper told Reuters by phone. “Nobody helped us.”")
    assert said(found) == [("a shopkeeper", "told", "“We heard two blasts and ran,” ... “Nobody helped us.”")]
    assert chains(found) == [[("Reuters", "agency"), ("a shopkeeper", "witness")]]


def test_according_to_an_agency_a_minister_said(syntax: Syntax) -> None:
    found = read(syntax, "According to Interfax, Deputy Prime Minister Oleg Morozov said exports would fall.")
    assert chains(found)[-1] == [("Interfax", "agency"), ("Oleg Morozov", "official")]


def test_a_speaker_thinks_inside_his_own_words(syntax: Syntax) -> None:
    found = read(syntax, "“I think we know the answer,” said Maria Holt, a lawyer in Oslo.")
    assert [one[1] for one in said(found)] == ["said"]


def test_an_anonymous_diplomat(syntax: Syntax) -> None:
    found = read(syntax, "A senior diplomat, speaking on condition of anonymity, said the envoy had resigned.")
    assert [link[-1][1] for link in chains(found)] == ["anonymous"]
