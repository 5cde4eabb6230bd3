"""Chains of sources, outermost first."""

from dateline.model.annotation import (
    AnnotatedArticle,
    Annotation,
    Attribution,
    Evidence,
    Mention,
    Party,
    Quote,
    broken_spans,
)
from dateline.model.article import Article
from dateline.model.text import Span
from dateline.understand.parse import Parse
from dateline.understand.sources import Sources


def article_of(text: str, **more: str) -> Article:
    return Article(id="a", capture_id="c", found_in="-", text=text, slices=(), visible_sha256="", **more)  # type: ignore[arg-type]


def whole_parse(text: str) -> Parse:
    """One sentence, one word after another, every one of them a verb."""
    rows = [(word, 0 if number == 0 else 1, "dep", "VERB", "VBD") for number, word in enumerate(text.split())]
    return Parse.from_rows(text, rows)


def place(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def mention(text: str, words: str, *, kind: str, actor_id: str | None = None, sector: str | None = None) -> Mention:
    span = place(text, words)
    return Mention(
        article_id="a", span=span, exact=words, made_by="t@1", kind=kind, name=words, actor_id=actor_id, sector=sector
    )


def quote(
    text: str, speaker: str, cue: str, content: str, *, actor_id: str | None = None, via: tuple[Party, ...] = ()
) -> Quote:
    who, said, what = place(text, speaker), place(text, cue), place(text, content)
    hull = who.hull(said).hull(what)
    party = Party(name=speaker, span=who, exact=speaker, actor_id=actor_id)
    return Quote(
        article_id="a",
        span=hull,
        exact=hull.of(text),
        made_by="t@1",
        direct=False,
        content=(what,),
        speaker=party,
        cue=Evidence(said, cue),
        via=via,
    )


def chains(article: Article, *annotations: Annotation) -> list[list[tuple[str, str]]]:
    found = list(Sources()(AnnotatedArticle(article, annotations), whole_parse(article.text)))
    assert [fault for one in found for fault in broken_spans(article, one)] == []
    assert all(isinstance(one, Attribution) for one in found)
    return [[(link.party.name, link.kind) for link in one.links] for one in found]


def test_an_agency_that_cites_somebody_stands_outside() -> None:
    text = "Xinhua reported the road is open , quoting minister Li Dan , on Monday"
    one = quote(text, "Xinhua", "reported", "the road is open")
    person = mention(text, "Li Dan", kind="person", actor_id="p:li-dan", sector="GOV")
    assert chains(article_of(text), one, person) == [[("Xinhua", "agency"), ("Li Dan", "official")]]


def test_a_quote_inside_a_quote_has_both_speakers() -> None:
    text = "Reuters reported that Ana Ruiz said the road is open"
    inner = quote(text, "Ana Ruiz", "said", "the road is open", actor_id="p:ana-ruiz")
    outer = quote(text, "Reuters", "reported", "that Ana Ruiz said the road is open", actor_id="o:reuters")
    assert chains(article_of(text), outer, inner) == [[("Reuters", "agency"), ("Ana Ruiz", "other")]]


def test_nobody_named_is_anonymous() -> None:
    text = "A diplomat said talks failed , speaking on condition of anonymity"
    one = quote(text, "A diplomat", "said", "talks failed")
    assert chains(article_of(text), one) == [[("A diplomat", "anonymous")]]


def test_a_resident_is_a_witness_and_a_survey_a_document() -> None:
    text = "A resident said it burned and the survey showed losses"
    first = quote(text, "A resident", "said", "it burned")
    second = quote(text, "the survey", "showed", "losses")
    assert chains(article_of(text), first, second) == [[("A resident", "witness")], [("the survey", "document")]]


def test_a_statement_carried_by_an_agency() -> None:
    text = "The ministry said in a statement carried by Xinhua that trade grew"
    one = quote(text, "The ministry", "said", "that trade grew")
    agency = mention(text, "Xinhua", kind="organization", actor_id="o:xinhua", sector="JRN")
    assert chains(article_of(text), one, agency) == [[("Xinhua", "agency"), ("The ministry", "official")]]


def test_the_wire_is_credited_at_the_head() -> None:
    text = "OSLO (Reuters) - The road is open again after a week"
    (found,) = Sources()(AnnotatedArticle(article_of(text)), whole_parse(text))
    assert (found.exact, found.links[0].kind, found.covers) == ("Reuters", "agency", Span(0, len(text)))


def test_the_credit_line_serves_when_the_text_names_none() -> None:
    assert chains(article_of("The road is open", credited_to="AFP")) == [[("Agence France-Presse", "agency")]]
    assert chains(article_of("", credited_to="AFP")) == []
