"""The understand room: order of extractors, languages, one bad extractor."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from dateline.model.annotation import AnnotatedArticle, Annotation, Figure, Mention, Quote
from dateline.model.article import Article
from dateline.model.text import Slice, Span
from dateline.understand.parse import Parse
from dateline.understand.room import (
    UnknownSyntax,
    annotate,
    check_order,
    language_of,
    running_order,
    syntax_for,
    understand,
)


def article(text: str, *, language: str | None = None) -> Article:
    return Article(
        id="a",
        capture_id="c",
        found_in="x.txt",
        text=text,
        slices=(Slice(0, len(text)),),
        visible_sha256="v",
        language=language,
    )


class Numbers:
    """Finds the word "ten"."""

    name, version = "numbers", 3
    requires: tuple[type[Annotation], ...] = ()
    provides: tuple[type[Annotation], ...] = (Figure,)

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Annotation]:
        at = parse.text.index("ten")
        yield Figure(article_id="a", span=Span(at, at + 3), exact="ten", made_by="numbers@3", low=10, high=10)


class Stumbles(Numbers):
    """Always fails."""

    name = "stumbles"
    requires = (Figure,)
    provides = (Quote,)

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Annotation]:
        raise KeyError("no such word")


def test_a_failing_extractor_is_noted_and_the_others_go_on() -> None:
    text = "There were ten boats."
    parse = Parse.from_rows(text, [("There", 2, "expl", "PRON", "EX"), ("were", 0, "root", "VERB", "VBD")])
    found = annotate(article(text), parse, order=(Stumbles(), Numbers()))
    assert [one.exact for one in found.annotations] == ["ten"]
    assert [one.step for one in found.failures] == ["stumbles@3"]


def test_a_wrong_order_is_refused() -> None:
    check_order((Numbers(), Stumbles()))
    with pytest.raises(ValueError, match="stumbles runs before anything provides Figure"):
        check_order((Stumbles(), Numbers()))


def test_the_shipped_order_is_right() -> None:
    names = [one.name for one in running_order()]
    assert len(names) == len(set(names)) == 8


def test_a_text_in_another_language_is_told_and_not_misread() -> None:
    german = (
        "Die Regierung in Berlin hat am Montag angekündigt, dass sie den Vertrag nicht unterschreiben wird. "
        "Mehr als 160 Menschen wurden nach Angaben der Polizei bei den Unruhen in der Hauptstadt verletzt."
    )
    english = "The government said on Monday that more than 160 people were hurt in the riots in the capital."
    first, second = understand([article(german), article(english)])
    assert first.annotations == ()
    assert "unsupported_language" in first.article.flags
    assert first.article.language == "de"
    assert "only English" in first.failures[0].message
    assert second.article.language == "en"
    assert any(isinstance(one, Mention | Figure) for one in second.annotations)


@pytest.mark.parametrize(
    ("text", "named", "supported"),
    [
        ("Olympia: Wer darf mit?", "de", False),
        ("Olympia: Wer darf mit?", None, True),
        ("Rebels leave the town after talks", "en-GB", True),
        (
            "The government said on Monday that it will sign the treaty in June, ministers told reporters. " * 4,
            "de",
            True,
        ),
    ],
)
def test_a_short_text_is_in_the_language_its_outlet_names(text: str, named: str | None, supported: bool) -> None:
    assert language_of(article(text, language=named)).supported is supported


@pytest.mark.parametrize(
    "text",
    [
        "Talks offered by her and her cabinet were rejected by the rebels.",
        "The agreement signed by her and her ministers was praised by Peru.",
        "The minister lent two of her lawyers to the army.",
        "The minister lent two of her envoys to the army.",
    ],
)
def test_pronouns_that_lead_to_one_another_come_to_an_end(text: str) -> None:
    (found,) = understand([article(text, language="en")])
    assert found.failures == ()


def test_an_unknown_language_core_is_named() -> None:
    with pytest.raises(UnknownSyntax, match="tea-leaves"):
        syntax_for("tea-leaves")
    with pytest.raises(UnknownSyntax, match="spacy:MODEL"):
        syntax_for("spacy")


def test_annotations_of_a_kind_come_in_text_order_whatever_order_they_were_found_in() -> None:
    places = [(9, 12), (0, 8), (9, 15), (4, 6), (0, 5)]
    found = [
        Mention(article_id="a", span=Span(*place), exact="", made_by="m", kind="place", name="")
        for place in (*places, (20, 21))
    ]
    annotated = AnnotatedArticle(article("a"), tuple(found))
    assert [(one.span.start, one.span.end) for one in annotated.of(Mention)] == [*sorted(places), (20, 21)]
