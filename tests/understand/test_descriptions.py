"""Noun phrases with what they are said of, and the acts of verbs, on parses made by hand."""

from __future__ import annotations

from dateline.model.annotation import AnnotatedArticle, Wording
from dateline.model.article import Article
from dateline.understand.descriptions import Descriptions
from dateline.understand.parse import Parse, Row, empty_parse


def wording(text: str, rows: list[Row | None]) -> Wording:
    """What is read from a text with this parse."""
    article = Article(id="a", capture_id="a", found_in="a", text=text, slices=(), visible_sha256="")
    (found,) = Descriptions()(AnnotatedArticle(article), Parse.from_rows(text, rows))
    assert isinstance(found, Wording)
    assert found.span.of(text) == found.exact
    return found


def nouns(text: str, rows: list[Row | None]) -> list[tuple[str, str, str]]:
    """The phrases, the dictionary form of each head, and the word it is said of."""
    found = wording(text, rows).nouns
    return [(text[one[0] : one[1]], one[4], text[one[3] :].split()[0] if one[3] >= 0 else "") for one in found]


def test_a_phrase_takes_in_what_stands_before_its_noun() -> None:
    text = "The rusty old ferry sank off Marrow"
    rows: list[Row | None] = [
        ("The", 4, "det", "DET", "DT"),
        ("rusty", 4, "amod", "ADJ", "JJ"),
        ("old", 4, "amod", "ADJ", "JJ"),
        ("ferry", 5, "nsubj", "NOUN", "NN"),
        ("sank", 0, "root", "VERB", "VBD"),
        ("off", 7, "case", "ADP", "IN"),
        ("Marrow", 5, "obl", "PROPN", "NNP"),
    ]
    assert nouns(text, rows) == [("The rusty old ferry", "ferry", ""), ("Marrow", "Marrow", "")]
    assert [(text[a:b], lemma) for a, b, lemma in wording(text, rows).acts] == [("sank", "sink")]


def test_is_and_called_say_what_something_is() -> None:
    text = "Hale is a bully"
    rows: list[Row | None] = [
        ("Hale", 4, "nsubj", "PROPN", "NNP"),
        ("is", 4, "cop", "AUX", "VBZ"),
        ("a", 4, "det", "DET", "DT"),
        ("bully", 0, "root", "NOUN", "NN"),
    ]
    assert nouns(text, rows)[1] == ("a bully", "bully", "Hale")
    text = "Unions called the vote a farce"
    rows = [
        ("Unions", 2, "nsubj", "NOUN", "NNS"),
        ("called", 0, "root", "VERB", "VBD"),
        ("the", 4, "det", "DET", "DT"),
        ("vote", 2, "obj", "NOUN", "NN"),
        ("a", 6, "det", "DET", "DT"),
        ("farce", 2, "xcomp", "NOUN", "NN"),
    ]
    assert nouns(text, rows)[2] == ("a farce", "farce", "vote")
    text = "Unions called the vote unfair"
    rows = [*rows[:4], ("unfair", 2, "xcomp", "ADJ", "JJ")]
    assert nouns(text, rows)[2] == ("unfair", "unfair", "vote")


def test_where_somebody_is_says_not_what_he_is() -> None:
    text = "Hale is in trouble"
    rows: list[Row | None] = [
        ("Hale", 4, "nsubj", "PROPN", "NNP"),
        ("is", 4, "cop", "AUX", "VBZ"),
        ("in", 4, "case", "ADP", "IN"),
        ("trouble", 0, "root", "NOUN", "NN"),
    ]
    assert nouns(text, rows)[1] == ("trouble", "trouble", "")


def test_a_group_of_sailors_is_sailors() -> None:
    text = "A group of sailors waited"
    rows: list[Row | None] = [
        ("A", 2, "det", "DET", "DT"),
        ("group", 5, "nsubj", "NOUN", "NN"),
        ("of", 4, "case", "ADP", "IN"),
        ("sailors", 2, "nmod", "NOUN", "NNS"),
        ("waited", 0, "root", "VERB", "VBD"),
    ]
    assert nouns(text, rows) == [("A group of sailors", "sailor", ""), ("sailors", "sailor", "")]


def test_a_text_without_words_has_no_descriptions() -> None:
    article = Article(id="a", capture_id="a", found_in="a", text="", slices=(), visible_sha256="")
    assert list(Descriptions()(AnnotatedArticle(article), empty_parse(""))) == []
