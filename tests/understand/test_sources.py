"""Chains of sources, outermost first."""

from dateline.model.annotation import AnnotatedArticle, Annotation, Attribution, Mention, Party, Quote, broken_spans
from dateline.model.article import Article
from dateline.model.text import Span
from dateline.understand.parse import Parse, Row, empty_parse
from dateline.understand.source_act import Act
from dateline.understand.source_chains import Chains
from dateline.understand.sources import Sources


def article_of(text: str, **more: str) -> Article:
    return Article(id="a", capture_id="c", found_in="-", text=text, slices=(), visible_sha256="", **more)  # type: ignore[arg-type]


def parse_of(*rows: Row) -> Parse:
    """One sentence, its words parted by blanks."""
    return Parse.from_rows(" ".join(row[0] for row in rows), list(rows))


def place(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def mention(text: str, words: str, *, kind: str, actor_id: str | None = None, sector: str | None = None) -> Mention:
    span = place(text, words)
    return Mention(
        article_id="a", span=span, exact=words, made_by="t@1", kind=kind, name=words, actor_id=actor_id, sector=sector
    )


def quote(text: str, speaker: str, content: str, *, direct: bool = True) -> Quote:
    who, what = place(text, speaker), place(text, content)
    hull = who.hull(what)
    return Quote(
        article_id="a", span=hull, exact=hull.of(text), made_by="t@1", direct=direct, content=(what,), confidence=0.8,
        speaker=Party(name=speaker, span=who, exact=speaker),
    )  # fmt: skip


def chains(parse: Parse, *annotations: Annotation) -> list[list[tuple[str, str]]]:
    article = article_of(parse.text)
    found = list(Sources()(AnnotatedArticle(article, annotations), parse))
    assert [fault for one in found for fault in broken_spans(article, one)] == []
    assert all(isinstance(one, Attribution) for one in found)
    return [[(link.party.exact or "", link.kind) for link in one.links] for one in found]


CITING = parse_of(
    ("Xinhua", 2, "nsubj", "PROPN", "NNP"),
    ("reported", 0, "root", "VERB", "VBD"),
    (",", 4, "punct", "PUNCT", ","),
    ("quoting", 2, "advcl", "VERB", "VBG"),
    ("minister", 4, "obj", "NOUN", "NN"),
    ("Li", 5, "flat", "PROPN", "NNP"),
    ("Dan", 6, "flat", "PROPN", "NNP"),
    (",", 4, "punct", "PUNCT", ","),
    ("that", 12, "mark", "SCONJ", "IN"),
    ("roads", 12, "nsubj", "NOUN", "NNS"),
    ("are", 12, "cop", "AUX", "VBP"),
    ("open", 2, "ccomp", "ADJ", "JJ"),
)


def test_an_agency_that_cites_somebody_stands_outside() -> None:
    person = mention(CITING.text, "Li Dan", kind="person", actor_id="p:li-dan", sector="GOV")
    assert chains(CITING, person) == [[("Xinhua", "agency"), ("minister Li Dan", "official")]]


def test_what_is_told_is_covered() -> None:
    (found,) = Sources()(AnnotatedArticle(article_of(CITING.text)), CITING)
    assert found.covers is not None
    assert "roads are open" in found.covers.of(CITING.text)


def test_who_tells_inside_the_words_of_somebody_is_the_inner_link() -> None:
    parse = parse_of(
        ("Reuters", 2, "nsubj", "PROPN", "NNP"),
        ("reported", 0, "root", "VERB", "VBD"),
        ("that", 6, "mark", "SCONJ", "IN"),
        ("the", 5, "det", "DET", "DT"),
        ("mayor", 6, "nsubj", "NOUN", "NN"),
        ("denied", 2, "ccomp", "VERB", "VBD"),
        ("the", 8, "det", "DET", "DT"),
        ("charge", 6, "obj", "NOUN", "NN"),
    )
    assert chains(parse) == [[("Reuters", "agency"), ("the mayor", "official")]]


def test_what_is_not_said_is_no_source() -> None:
    parse = parse_of(
        ("Police", 3, "nsubj", "NOUN", "NNS"),
        ("would", 3, "aux", "AUX", "MD"),
        ("confirm", 0, "root", "VERB", "VB"),
        ("the", 5, "det", "DET", "DT"),
        ("arrest", 3, "obj", "NOUN", "NN"),
    )
    assert chains(parse) == []


def test_speech_without_a_verb_comes_from_the_quote() -> None:
    parse = parse_of(
        ("A", 2, "det", "DET", "DT"),
        ("resident", 0, "root", "NOUN", "NN"),
        (":", 2, "punct", "PUNCT", ":"),
        ("it", 5, "nsubj", "PRON", "PRP"),
        ("burned", 2, "parataxis", "VERB", "VBD"),
    )
    assert chains(parse) == []
    assert chains(parse, quote(parse.text, "A resident", "it burned")) == [[("A resident", "witness")]]


def test_the_wire_is_credited_at_the_head() -> None:
    text = "OSLO (Reuters) - The road is open again after a week"
    (found,) = Sources()(AnnotatedArticle(article_of(text)), empty_parse(text))
    assert (found.exact, found.links[0].kind, found.covers) == ("Reuters", "agency", Span(0, len(text)))


def test_the_wire_is_credited_at_the_foot() -> None:
    for foot in ("(AFP)", "— AFP", "With reporting by AFP.", "AFP contributed to this report."):
        text = "The road is open again.\n\n" + foot
        (found,) = Sources()(AnnotatedArticle(article_of(text)), empty_parse(text))
        assert (found.exact, found.links[0].kind) == ("AFP", "agency")


def test_the_credit_line_serves_when_the_text_names_none() -> None:
    text = "The road is open"
    (found,) = Sources()(AnnotatedArticle(article_of(text, credited_to="AFP")), empty_parse(text))
    assert [(link.party.name, link.kind) for link in found.links] == [("Agence France-Presse", "agency")]
    assert list(Sources()(AnnotatedArticle(article_of("", credited_to="AFP")), empty_parse(""))) == []


def test_an_order_is_no_telling() -> None:
    parse = parse_of(
        ("Reuters", 2, "nsubj", "PROPN", "NNP"),
        ("said", 0, "root", "VERB", "VBD"),
        ("rebels", 4, "nsubj", "NOUN", "NNS"),
        ("told", 2, "ccomp", "VERB", "VBD"),
        ("traders", 4, "iobj", "NOUN", "NNS"),
        ("to", 7, "mark", "PART", "TO"),
        ("leave", 4, "xcomp", "VERB", "VB"),
    )
    assert chains(parse) == [[("Reuters", "agency")]]


def test_a_verb_behind_its_subject_is_no_participle() -> None:
    parse = parse_of(
        ("Thousands", 2, "nsubj", "NOUN", "NNS"),
        ("marched", 0, "root", "VERB", "VBD"),
        (",", 5, "punct", "PUNCT", ","),
        ("police", 5, "nsubj", "NOUN", "NNS"),
        ("estimated", 2, "advcl", "VERB", "VBN"),
        (".", 2, "punct", "PUNCT", "."),
    )
    assert chains(parse) == [[("police", "official")]]


def test_words_in_marks_are_not_told_by_the_verbs_in_them() -> None:
    parse = parse_of(
        ("“", 3, "punct", "PUNCT", "``"),
        ("It", 3, "nsubj", "PRON", "PRP"),
        ("burns", 8, "ccomp", "VERB", "VBZ"),
        (",", 6, "punct", "PUNCT", ","),
        ("residents", 6, "nsubj", "NOUN", "NNS"),
        ("argue", 3, "parataxis", "VERB", "VBZ"),
        ("”", 3, "punct", "PUNCT", "''"),
        ("said", 0, "root", "VERB", "VBD"),
        ("police", 8, "nsubj", "NOUN", "NNS"),
    )
    assert chains(parse) == [[("police", "official")]]


def test_an_act_whose_source_was_taken_away_joins_no_other() -> None:
    left, right = Act(1, [[4], []], [(6, 9)]), Act(7, [[], [5]], [(8, 9)])
    chains = Chains.__new__(Chains)
    assert chains._shared(left, right) is None
    assert chains._shared(left, Act(7, [[], [4]], [(8, 9)])) == (0, 1)
