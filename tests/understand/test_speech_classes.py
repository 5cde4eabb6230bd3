"""Classes of speech and thought with the shipped core: where content begins and ends, and whose it is."""

import pytest

from dateline.model.annotation import AnnotatedArticle, Quote, broken_spans
from dateline.model.article import Article, DateInterval
from dateline.understand.mentions import Mentions
from dateline.understand.parse import Syntax
from dateline.understand.quotes import Quotes


@pytest.fixture(scope="module")
def syntax() -> Syntax:
    from dateline.understand.syntax import default_syntax

    try:
        return default_syntax()
    except FileNotFoundError as missing:
        pytest.skip(str(missing))


def said(syntax: Syntax, text: str) -> list[tuple[str | None, str | None, str]]:
    """Speaker, cue and content of every quote, as they stand in the text."""
    day = DateInterval(start="2022-02-01", end="2022-02-01", precision="day", why="given")
    article = Article(id="a", capture_id="c", found_in="-", text=text, slices=(), visible_sha256="", published_at=day)
    annotated, parse = AnnotatedArticle(article), syntax.parse([text])[0]
    for extractor in (Mentions(), Quotes()):
        annotated = annotated.with_(extractor(annotated, parse))
    assert [fault for one in annotated.annotations for fault in broken_spans(article, one)] == []
    return [
        (
            one.speaker.exact if one.speaker else None,
            one.cue.exact if one.cue else None,
            " ... ".join(piece.of(text) for piece in one.content),
        )
        for one in annotated.of(Quote)
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        (
            "The ferry, a harbour clerk said, will sail again on Monday.",
            "a harbour clerk",
            "said",
            "The ferry ... will sail again on Monday",
        ),
        (
            'The new tariff is "a trap for every small farm," Marit Dahl said.',
            "Marit Dahl",
            "said",
            'The new tariff is "a trap for every small farm,"',
        ),
        ("The union called the offer unfair.", "The union", "called", "the offer unfair"),
        ("The mayor told her staff to shut the bridge.", "The mayor", "told", "her staff to shut the bridge"),
        ("The party called to ban the new pesticide.", "The party", "called", "to ban the new pesticide"),
        ("The union called for the law to be changed.", "The union", "called for", "the law to be changed"),
        ("The mayor compared the plan with a trap.", "The mayor", "compared", "the plan with a trap"),
        (
            "The bridge is safe, according to the mayor, and will open in May.",
            "the mayor",
            "according to",
            "The bridge is safe",
        ),
        ("Asked if he would resign, the minister laughed.", None, "Asked", "if he would resign"),
        ("The ministry on Monday denied that the road was shut.", "The ministry", "denied", "that the road was shut"),
        (
            "Berit Moen, a lawyer for the union and a critic of Norway, said that prices fell.",
            "Berit Moen, a lawyer for the union and a critic of Norway",
            "said",
            "that prices fell",
        ),
        ("Prices may fall again, say some traders.", "some traders", "say", "Prices may fall again"),
        (
            '"It never opened," Senator Berit Moen (R-Ohio) said.',
            "Senator Berit Moen (R-Ohio)",
            "said",
            '"It never opened,"',
        ),
        ("The Council pledged to lift the ban.", "The Council", "pledged", "to lift the ban"),
        ("The council praised the crew, adding that nobody was hurt.", "The council", "praised", "the crew"),
        ("The mayor thanked Berit Moen, who left the party last year.", "The mayor", "thanked", "Berit Moen"),
        ("The minister called them heroes.", "The minister", "called", "them heroes"),
        ("It is a bill that critics called unfair.", "critics", "called", "a bill ... unfair"),
        (
            "As reported by the Herald, the bridge was shut in May.",
            "the Herald",
            "reported",
            "the bridge was shut in May",
        ),
        ("A study by the institute found 31 cases of fraud.", "A study by the institute", "found", "31 cases of fraud"),
        (
            "The party leads by nine points in a new poll by the Herald.",
            "a new poll by the Herald",
            "in",
            "The party leads by nine points",
        ),
        (
            "The mayor described him more favourably than his deputy.",
            "The mayor",
            "described",
            "him more favourably than his deputy",
        ),
        ("It is a town that, the mayor said, never sleeps.", "the mayor", "said", "that ... never sleeps"),
        (
            "The mayor said he would pay the fine and warned the court against delay.",
            "The mayor",
            "said",
            "he would pay the fine",
        ),
        ("A shepherd hoped to find the road open.", "A shepherd", "hoped", "to find the road open"),
    ],
)
def test_content_has_its_whole_extent(syntax: Syntax, text: str, speaker: str | None, cue: str, content: str) -> None:
    assert (speaker, cue, content) in said(syntax, text)


def test_each_line_with_a_credit_is_a_quote_of_its_own(syntax: Syntax) -> None:
    text = "“Nobody asked us about the dam.” ― Berit Moen, farmer\n“We will move when they pay.” ― Arne Vik"
    assert said(syntax, text) == [
        ("Berit Moen, farmer", "―", "“Nobody asked us about the dam.”"),
        ("Arne Vik", "―", "“We will move when they pay.”"),
    ]


def test_a_quotation_behind_a_cue_that_has_words_in_marks_goes_on_with_them(syntax: Syntax) -> None:
    text = 'The treaty "has failed every fisherman on this coast," Dahl said. "It must be torn up before the winter."'
    (one,) = said(syntax, text)
    assert one[0] == "Dahl"
    assert one[2] == text.replace(" Dahl said.", " ...")


def test_thoughts_inside_the_words_of_others_are_no_quotes_of_their_own(syntax: Syntax) -> None:
    assert said(syntax, "The minister said she hopes to visit Oslo in May.") == [
        ("The minister", "said", "she hopes to visit Oslo in May")
    ]


def test_what_somebody_said_inside_the_words_of_others_stands(syntax: Syntax) -> None:
    text = "The Herald reported that the mayor had said the bridge was safe."
    assert said(syntax, text) == [
        ("The Herald", "reported", "that the mayor had said the bridge was safe"),
        ("the mayor", "had said", "the bridge was safe"),
    ]


def test_a_closing_mark_at_the_head_of_a_line_opens_a_quotation(syntax: Syntax) -> None:
    text = "”Nobody asked us about the dam.” ― Berit Moen"
    assert said(syntax, text) == [("Berit Moen", "―", "”Nobody asked us about the dam.”")]


def test_whoever_finds_a_thing_says_nothing(syntax: Syntax) -> None:
    assert said(syntax, "Police found 31 boxes of fireworks.") == []


def test_a_second_act_of_speech_has_the_speaker_of_the_first(syntax: Syntax) -> None:
    found = said(syntax, "The mayor said he would pay the fine and denied that the bridge was shut.")
    assert [(one[0], one[1]) for one in found] == [("The mayor", "said"), ("The mayor", "denied")]
