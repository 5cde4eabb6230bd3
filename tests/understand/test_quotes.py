"""Words are given to whoever says them: grammar for indirect speech, marks for direct, both for mixed."""

import pytest

from dateline.model.annotation import AnnotatedArticle, Quote, broken_spans
from dateline.model.article import Article, DateInterval
from dateline.understand.mentions import Mentions
from dateline.understand.parse import NameKind, Parse, Row
from dateline.understand.quote_marks import paragraphs
from dateline.understand.quotes import Quotes


def grammar(*sentences: str) -> list[Row | None]:
    """Rows from "word/head/label/POS" parted by blanks; the fine tag follows from the coarse one."""
    tags = {"VERB": "VBD", "NOUN": "NN", "PROPN": "NNP", "PRON": "PRP"}
    rows: list[Row | None] = []
    for sentence in sentences:
        for token in sentence.split():
            word, head, label, pos = token.rsplit("/", 3)
            tag = "VBG" if pos == "VERB" and word.endswith("ing") else tags.get(pos, pos)
            rows.append((word, int(head), label, pos, tag))
        rows.append(None)
    return rows


def quotes_of(text: str, *sentences: str, names: tuple[tuple[int, int, NameKind], ...] = ()) -> list[Quote]:
    day = DateInterval(start="2021-05-04", end="2021-05-04", precision="day", why="given")
    article = Article(id="a", capture_id="c", found_in="-", text=text, slices=(), visible_sha256="", published_at=day)
    parse = Parse.from_rows(text, grammar(*sentences), names=names)
    annotated = AnnotatedArticle(article)
    annotated = annotated.with_(Mentions()(annotated, parse))
    found = list(Quotes()(annotated, parse))
    assert [fault for one in found for fault in broken_spans(article, one)] == []
    return found


def words(quote: Quote, text: str) -> tuple[str | None, str | None, list[str]]:
    speaker = quote.speaker.exact if quote.speaker else None
    return speaker, quote.cue.exact if quote.cue else None, [piece.of(text) for piece in quote.content]


def test_an_indirect_quote_has_speaker_cue_content_and_addressee() -> None:
    text = "Tamsin Okoro told reporters that the dam holds ."
    (one,) = quotes_of(
        text,
        "Tamsin/3/nsubj/PROPN Okoro/1/flat/PROPN told/0/root/VERB reporters/3/iobj/NOUN that/7/mark/SCONJ "
        "the/6/det/DET dam/7/nsubj/NOUN holds/3/ccomp/VERB ./3/punct/PUNCT".replace("that/7", "that/8")
        .replace("the/6", "the/7")
        .replace("dam/7", "dam/8"),
        names=((0, 2, "PER"),),
    )
    assert words(one, text) == ("Tamsin Okoro", "told", ["that the dam holds"])
    assert one.speaker is not None
    assert one.speaker.actor_id == "p:tamsin-okoro"
    assert one.addressee is not None
    assert one.addressee.exact == "reporters"
    assert one.direct is False


def test_a_broken_direct_quote_keeps_its_pieces() -> None:
    text = "“We leave ,” she said . “Nobody stays .”"
    (one,) = quotes_of(
        text,
        "“/3/punct/PUNCT We/3/nsubj/PRON leave/7/ccomp/VERB ,/3/punct/PUNCT ”/3/punct/PUNCT she/7/nsubj/PRON "
        "said/0/root/VERB ./7/punct/PUNCT",
        "“/3/punct/PUNCT Nobody/3/nsubj/PRON stays/0/root/VERB ./3/punct/PUNCT ”/3/punct/PUNCT",
    )
    assert words(one, text) == ("she", "said", ["“We leave ,”", "“Nobody stays .”"])
    assert one.direct is True


def test_an_inverted_cue_and_a_paragraph_that_runs_on() -> None:
    text = "“It rained ,” said Berit .\n\n“Then it stopped .”"
    (one,) = quotes_of(
        text,
        "“/3/punct/PUNCT It/3/nsubj/PRON rained/6/ccomp/VERB ,/3/punct/PUNCT ”/3/punct/PUNCT said/0/root/VERB "
        "Berit/6/nsubj/PROPN ./6/punct/PUNCT",
        "“/4/punct/PUNCT Then/4/advmod/ADV it/4/nsubj/PRON stopped/0/root/VERB ./4/punct/PUNCT ”/4/punct/PUNCT",
        names=((6, 7, "PER"),),
    )
    assert words(one, text) == ("Berit", "said", ["“It rained ,”", "“Then it stopped .”"])


def test_a_quotation_inside_a_clause_is_mixed() -> None:
    text = "Officials said the plan was “ a trap ” ."
    (one,) = quotes_of(
        text,
        "Officials/2/nsubj/NOUN said/0/root/VERB the/4/det/DET plan/8/nsubj/NOUN was/8/cop/AUX “/8/punct/PUNCT "
        "a/8/det/DET trap/2/ccomp/NOUN ”/8/punct/PUNCT ./2/punct/PUNCT",
    )
    assert words(one, text) == ("Officials", "said", ["the plan was “ a trap ”"])
    assert one.direct == "mixed"
    assert one.speaker is not None
    assert (one.speaker.actor_id, one.speaker.sector) == (None, "GOV")


def test_according_to_leaves_the_clause_as_content() -> None:
    text = "Prices fell , according to the bank ."
    (one,) = quotes_of(
        text,
        "Prices/2/nsubj/NOUN fell/0/root/VERB ,/7/punct/PUNCT according/7/case/VERB to/4/fixed/ADP the/7/det/DET "
        "bank/2/obl/NOUN ./2/punct/PUNCT",
    )
    assert words(one, text) == ("the bank", "according to", ["Prices fell"])


def test_a_cue_in_the_middle_parts_the_content() -> None:
    text = "Prices , Berit said , will fall ."
    (one,) = quotes_of(
        text,
        "Prices/7/nsubj/NOUN ,/4/punct/PUNCT Berit/4/nsubj/PROPN said/7/parataxis/VERB ,/4/punct/PUNCT "
        "will/7/aux/AUX fall/0/root/VERB ./7/punct/PUNCT",
        names=((2, 3, "PER"),),
    )
    assert words(one, text) == ("Berit", "said", ["Prices", "will fall"])


def test_an_intention_has_the_subject_of_the_verb_before_it() -> None:
    text = "Berit left and plans to sue ."
    (one,) = quotes_of(
        text,
        "Berit/2/nsubj/PROPN left/0/root/VERB and/4/cc/CCONJ plans/2/conj/VERB to/6/mark/PART sue/4/xcomp/VERB "
        "./2/punct/PUNCT",
        names=((0, 1, "PER"),),
    )
    assert words(one, text) == ("Berit", "plans", ["to sue"])


def test_an_intention_inside_the_words_of_its_owner_is_part_of_them() -> None:
    text = "Berit left , saying she plans to sue ."
    (one,) = quotes_of(
        text,
        "Berit/2/nsubj/PROPN left/0/root/VERB ,/4/punct/PUNCT saying/2/advcl/VERB she/6/nsubj/PRON "
        "plans/4/ccomp/VERB to/8/mark/PART sue/6/xcomp/VERB ./2/punct/PUNCT",
        names=((0, 1, "PER"),),
    )
    assert words(one, text) == ("Berit", "saying", ["she plans to sue"])


def test_somebody_quoted_by_an_agency_is_the_speaker() -> None:
    text = "“We agree ,” Xinhua quoted Li Dan as saying ."
    (one,) = quotes_of(
        text,
        "“/3/punct/PUNCT We/3/nsubj/PRON agree/7/ccomp/VERB ,/3/punct/PUNCT ”/3/punct/PUNCT Xinhua/7/nsubj/PROPN "
        "quoted/0/root/VERB Li/7/obj/PROPN Dan/8/flat/PROPN as/11/mark/SCONJ saying/7/advcl/VERB ./7/punct/PUNCT",
        names=((7, 9, "PER"),),
    )
    assert one.speaker is not None
    assert one.speaker.name == "Li Dan"
    assert [party.name for party in one.via] == ["Xinhua"]


def test_a_transcript_names_its_speaker_before_a_colon() -> None:
    text = "OKORO: The dam holds .\n\nOKORO: It does ."
    first, second = quotes_of(
        text,
        "OKORO/5/dep/PROPN :/5/punct/PUNCT The/4/det/DET dam/5/nsubj/NOUN holds/0/root/VERB ./5/punct/PUNCT",
        "OKORO/4/dep/PROPN :/4/punct/PUNCT It/4/nsubj/PRON does/0/root/VERB ./4/punct/PUNCT",
    )
    assert words(first, text) == ("OKORO", ":", ["The dam holds ."])
    assert words(second, text) == ("OKORO", ":", ["It does ."])


def test_a_thing_does_not_believe() -> None:
    assert not quotes_of(
        "Rain supports crops .", "Rain/2/nsubj/NOUN supports/0/root/VERB crops/2/obj/NOUN ./2/punct/PUNCT"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and ‘yes’.", ["“no”"]),
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
        ("''Old marks,'' she wrote.", ["''Old marks,''"]),
        ("‘Fine,’ said the boys’ father.", ["‘Fine,’"]),
        ("The boys' toys and the girls' toys", []),
        ("“It runs on.\n\n“And ends.”", ["“It runs on.", "“And ends.”"]),
        ('a 5" pipe', []),
        ("“One line.\nAnother,” she said.", ["“One line.\nAnother,”"]),
        ('"One line.\nAnother," she said.', ['"One line.\nAnother,"']),
    ],
)
def test_quotation_marks(text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for part in paragraphs(text) for one in part.quoted] == expected


def test_a_speaker_begins_with_the_name_where_the_grammar_took_the_last_noun() -> None:
    text = "Berit Moen , an envoy to Norway , said prices fell ."
    (one,) = quotes_of(
        text,
        "Berit/9/dep/PROPN Moen/1/flat/PROPN ,/5/punct/PUNCT an/5/det/DET envoy/1/appos/NOUN to/7/case/ADP "
        "Norway/9/nsubj/PROPN ,/9/punct/PUNCT said/0/root/VERB prices/11/nsubj/NOUN fell/9/ccomp/VERB ./9/punct/PUNCT",
        names=((0, 2, "PER"),),
    )
    assert words(one, text) == ("Berit Moen , an envoy to Norway", "said", ["prices fell"])
