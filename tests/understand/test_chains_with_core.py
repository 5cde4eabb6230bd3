"""Who told whom, on sentences of our own read with the shipped core."""

import pytest

from dateline.model.annotation import AnnotatedArticle, Attribution, Quote, broken_spans
from dateline.model.article import Article
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


def read(syntax: Syntax, text: str) -> AnnotatedArticle:
    article = Article(id="a", capture_id="c", found_in="-", text=text, slices=(), visible_sha256="")
    annotated, parse = AnnotatedArticle(article), syntax.parse([text])[0]
    for extractor in (Mentions(), Quotes(), Sources()):
        annotated = annotated.with_(extractor(annotated, parse))
    assert [fault for one in annotated.annotations for fault in broken_spans(article, one)] == []
    return annotated


def chains(syntax: Syntax, text: str) -> list[list[tuple[str, str]]]:
    """The last word of each link with its kind."""
    found = read(syntax, text).of(Attribution)
    return [[((link.party.exact or link.party.name).split()[-1], link.kind) for link in one.links] for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Interfax, quoting the harbour police, said that two barges had been stopped at the lock.",
            [("Interfax", "agency"), ("police", "official")],
        ),
        (
            "Two people with knowledge of the talks told Reuters that the merger would be called off.",
            [("Reuters", "agency"), ("talks", "anonymous")],
        ),
        (
            "The lagoon is dying, the Tribune wrote on Sunday, citing a study.",
            [("Tribune", "outlet"), ("study", "document")],
        ),
        (
            "Ten villages were cut off, according to the Xinhua news agency, citing the flood control office.",
            [("agency", "agency"), ("office", "official")],
        ),
        (
            "Deutsche Welle learned from diplomats that the summit had been moved to Geneva.",
            [("Welle", "outlet"), ("diplomats", "anonymous")],
        ),
        ("The bridge was shut on Friday, the rail ministry said.", [("ministry", "official")]),
        ("The foreign minister told reporters that the embassy would reopen.", [("minister", "official")]),
        ("The United Nations said in a report that three million people had fled.", [("Nations", "official")]),
        (
            "The mayor said that the dam was safe, the Lagoon Tribune reported.",
            [("Tribune", "outlet"), ("mayor", "official")],
        ),
        (
            "The mayor denied the charge and told Reuters that he would stay.",
            [("Reuters", "agency"), ("mayor", "official")],
        ),
        (
            "The harbour had been closed, TASS reported the mayor as saying.",
            [("TASS", "agency"), ("mayor", "official")],
        ),
        (
            "A leaked audit obtained by Der Spiegel shows that the fund lost 40 million dollars.",
            [("Spiegel", "outlet"), ("audit", "document")],
        ),
    ],
)
def test_one_chain_with_all_its_links(syntax: Syntax, text: str, wanted: list[tuple[str, str]]) -> None:
    (found,) = chains(syntax, text)
    assert found == wanted


def test_three_links(syntax: Syntax) -> None:
    text = "Reuters wrote that Kyodo had cited the deputy mayor as saying that the mine was safe."
    (found,) = chains(syntax, text)
    assert [kind for _, kind in found] == ["agency", "agency", "official"]


def test_two_kinds_of_people_side_by_side_are_two_chains(syntax: Syntax) -> None:
    found = chains(syntax, "Police and residents said the second tower fell at noon.")
    assert [[kind for _, kind in one] for one in found] == [["official"], ["witness"]]


def test_the_next_sentence_names_the_source(syntax: Syntax) -> None:
    text = "The newspaper Lagoon Herald reported that the crew had not been paid. It cited the dockers' union."
    (found,) = chains(syntax, text)
    assert [kind for _, kind in found] == ["outlet", "other"]


def test_owning_hiring_and_reciting_give_no_chain(syntax: Syntax) -> None:
    assert chains(syntax, "Reuters moved its bureau to the harbour in May.") == []
    assert chains(syntax, "He quoted an old poet at the wedding.") == []


def test_a_name_alone_at_the_foot_is_a_credit(syntax: Syntax) -> None:
    found = chains(syntax, "The ferry line has sold two ships. AFP")
    assert found == [[("AFP", "agency")]]


def test_who_asks_is_not_who_is_asked(syntax: Syntax) -> None:
    quotes = list(read(syntax, "Asked whether the port would close, the minister smiled.").of(Quote))
    assert all(one.speaker is None for one in quotes)


def test_what_is_shown_in_a_survey_is_its_own_finding(syntax: Syntax) -> None:
    text = "In a poll by the institute, half of the voters were undecided."
    (found,) = read(syntax, text).of(Quote)
    assert found.speaker is not None
    assert found.speaker.exact == "a poll by the institute"
    assert found.content[0].of(text) == "half of the voters were undecided"


def test_a_report_that_is_released_speaks_for_who_released_it(syntax: Syntax) -> None:
    text = "The union released a statement saying that the yard would strike."
    (found,) = read(syntax, text).of(Quote)
    assert found.speaker is not None
    assert found.speaker.exact == "The union"
    assert found.cue is not None
    assert found.cue.exact == "released a statement saying"


def test_a_supporter_holds_a_view(syntax: Syntax) -> None:
    text = "Ana Ruiz is a supporter of the treaty."
    (found,) = read(syntax, text).of(Quote)
    assert (found.speaker and found.speaker.exact, found.content[0].of(text)) == ("Ana Ruiz", "the treaty")


def test_a_quote_knows_by_way_of_whom_it_came(syntax: Syntax) -> None:
    text = "Reuters reported that the harbour ministry had denied that the crane fell."
    inner = next(one for one in read(syntax, text).of(Quote) if one.speaker and one.speaker.exact != "Reuters")
    assert [party.exact for party in inner.via] == ["Reuters"]


def test_an_aside_between_commas_is_a_cue(syntax: Syntax) -> None:
    text = "As the bank noted, prices have fallen since June."
    (found,) = read(syntax, text).of(Quote)
    assert found.speaker is not None
    assert (found.speaker.exact, found.content[0].of(text)) == ("the bank", "prices have fallen since June")


def test_who_backs_whom_in_the_passive(syntax: Syntax) -> None:
    text = "The treaty is backed by the farmers' union."
    (found,) = read(syntax, text).of(Quote)
    assert found.speaker is not None
    assert (found.speaker.exact, found.content[0].of(text)) == ("the farmers' union", "The treaty")


def test_a_government_that_is_cited_keeps_its_id(syntax: Syntax) -> None:
    text = "Interfax, quoting the Kazakh government, said that two barges had been stopped at the lock."
    (chain,) = read(syntax, text).of(Attribution)
    assert chain.links[-1].party.actor_id == "KAZGOV"
