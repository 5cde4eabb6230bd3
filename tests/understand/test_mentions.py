"""Names become mentions: united, typed, resolved inside the article."""

import re
from collections.abc import Mapping

import numpy as np
import pytest

from dateline.model.annotation import AnnotatedArticle, Mention, broken_spans
from dateline.model.article import Article, DateInterval
from dateline.understand.mentions import Mentions
from dateline.understand.parse import NameKind, NameSpan, Parse

_TOKEN = re.compile(r"\w+(?:[-.]\w+)*|[^\w\s]")


def flat_parse(text: str, names: Mapping[str, NameKind] | None = None) -> Parse:
    """Tokens and names of a text without any grammar; a capital makes a proper noun, a full stop ends a sentence."""
    found = list(_TOKEN.finditer(text))
    starts = np.array([one.start() for one in found], dtype=np.int32)
    ends = np.array([one.end() for one in found], dtype=np.int32)
    stops = [number + 1 for number, one in enumerate(found) if one.group() == "."]
    stops += [len(found)] if not stops or stops[-1] != len(found) else []
    sentences = tuple(zip([0, *stops[:-1]], stops, strict=True))
    kinds = tuple("PROPN" if one.group()[0].isupper() else "X" for one in found)
    heads = np.arange(len(found), dtype=np.int32)
    parse = Parse(text, starts, ends, sentences, heads, ("dep",) * len(found), kinds, kinds)
    spans = []
    for name, kind in (names or {}).items():
        for one in re.finditer(re.escape(name), text):
            first, last = parse.tokens_in(one.start(), one.end())
            spans.append(NameSpan(first, last, kind, 0.9))
    return Parse(text, starts, ends, sentences, heads, parse.labels, kinds, kinds, tuple(spans))


def article_of(text: str, *, day: str | None = "2022-01-11") -> Article:
    published = DateInterval(start=day, end=day, precision="day", why="given") if day else None
    return Article(
        id="a", capture_id="c", found_in="-", text=text, slices=(), visible_sha256="", published_at=published
    )


def mentions_of(parse: Parse, *, day: str | None = "2022-01-11") -> list[Mention]:
    article = article_of(parse.text, day=day)
    found = list(Mentions()(AnnotatedArticle(article), parse))
    assert [broken_spans(article, one) for one in found if broken_spans(article, one)] == []
    return found


def of(found: list[Mention], exact: str) -> Mention:
    return next(one for one in found if one.exact == exact)


def test_titles_are_not_part_of_a_name() -> None:
    text = "Talks went well, Prime Minister Ilse Brandt said. Later Brandt left."
    found = mentions_of(flat_parse(text, {"Prime Minister Ilse Brandt": "PER", "Brandt left": "PER"}))
    assert of(found, "Ilse Brandt").actor_id == "p:ilse-brandt"
    assert not [one for one in found if "Minister" in one.exact]


def test_a_surname_means_the_full_name_in_either_order() -> None:
    text = "Zhao Ruolan met Marta Oliveira. Zhao thanked Oliveira."
    found = mentions_of(flat_parse(text, {"Zhao Ruolan": "PER", "Marta Oliveira": "PER", "Zhao": "PER"}))
    assert of(found, "Zhao").name == "Zhao Ruolan"
    assert of(found, "Oliveira").actor_id == "p:marta-oliveira"


def test_a_shared_surname_stays_open_unless_a_title_decides() -> None:
    text = "Trade Minister Zhao Ruolan met General Zhao Peng. Zhao smiled. General Zhao left."
    found = mentions_of(flat_parse(text, {"Zhao Ruolan": "PER", "Zhao Peng": "PER", "Zhao": "PER"}))
    alone, titled = [one for one in found if one.exact == "Zhao"]
    assert alone.actor_id is None
    assert set(alone.candidates) == {"p:zhao-ruolan", "p:zhao-peng"}
    assert titled.actor_id == "p:zhao-peng"


def test_the_lexicon_keeps_long_names_whole() -> None:
    text = "The Shanghai Cooperation Organisation met. The SCO agreed, and a sco is no word."
    found = mentions_of(flat_parse(text, {"Cooperation Organisation": "ORG", "Shanghai": "LOC"}))
    assert [one.exact for one in found] == ["Shanghai Cooperation Organisation", "SCO"]
    assert len({one.actor_id for one in found}) == 1


def test_an_acronym_in_brackets_means_its_long_form() -> None:
    text = "The Free Rivers Front (FRF) refused. FRF leaders met."
    found = mentions_of(flat_parse(text, {"Free Rivers Front": "ORG", "FRF": "ORG"}))
    assert {one.actor_id for one in found} == {"o:free-rivers-front"}


def test_organs_of_a_state_are_groups() -> None:
    found = mentions_of(flat_parse("Norwegian police and Chile's foreign ministry disagreed after Peru rebels won."))
    assert of(found, "Norwegian police").actor_id == "NORCOP"
    assert of(found, "Chile's foreign ministry").actor_id == "CHLGOV:foreign-ministry"
    assert of(found, "Norwegian").kind == "nationality"


def test_a_pronoun_means_the_nearest_person_of_its_gender() -> None:
    text = "Angela Merkel met Barack Obama. She smiled. He spoke."
    found = mentions_of(flat_parse(text), day="2015-06-01")
    assert of(found, "She").actor_id == "p:angela-merkel"
    assert of(found, "He").actor_id == "p:barack-obama"
    assert of(found, "He").confidence < of(found, "Barack Obama").confidence


def test_a_pronoun_without_anybody_stays_open() -> None:
    assert of(mentions_of(flat_parse("She left the house.")), "She").actor_id is None


def test_titles_mean_whoever_held_the_office_on_the_day() -> None:
    text = "The French president called. His Russian counterpart answered."
    found = mentions_of(flat_parse(text), day="2010-02-01")
    assert of(found, "The French president").actor_id == "p:nicolas-sarkozy"
    assert of(found, "His Russian counterpart").actor_id == "p:dmitry-medvedev"


CAPITAL = [
    ("Beijing", 2, "nsubj", "PROPN", "NNP"),
    ("rejected", 0, "root", "VERB", "VBD"),
    ("it", 2, "obj", "PRON", "PRP"),
    ("in", 5, "case", "ADP", "IN"),
    ("Moscow", 2, "obl", "PROPN", "NNP"),
]


def test_a_capital_that_acts_is_a_government_and_otherwise_a_place() -> None:
    found = mentions_of(Parse.from_rows("Beijing rejected it in Moscow", CAPITAL))
    assert (of(found, "Beijing").actor_id, of(found, "Beijing").kind) == ("CHNGOV", "organization")
    assert (of(found, "Moscow").actor_id, of(found, "Moscow").kind) == (None, "place")


def test_one_name_has_one_kind_in_a_text() -> None:
    text = "Kolvex grew. Kolvex fell. Then Kolvex rose."
    parse = flat_parse(text)
    spans = (NameSpan(0, 1, "ORG", 0.9), NameSpan(3, 4, "ORG", 0.8), NameSpan(7, 8, "PER", 0.6))
    voted = Parse(
        text, parse.starts, parse.ends, parse.sentences, parse.heads, parse.labels, parse.tags, parse.pos, spans
    )
    assert {one.kind for one in mentions_of(voted)} == {"organization"}


@pytest.mark.parametrize("text", ["", " ", "“”", "\u202eאבג the President", "He he He", "(CSTO) (CSTO)", "A. B. C."])
def test_odd_texts_do_no_harm(text: str) -> None:
    mentions_of(flat_parse(text), day=None)


@pytest.mark.parametrize(
    "text",
    [
        "The Free Homeland Party (FHP) won. FHP voters danced.",
        "The FHP (Free Homeland Party) won. FHP voters danced.",
        "The Free Homeland Party won. Later the FHP danced.",
    ],
)
def test_acronyms_and_long_forms_are_one_body_either_way_round(text: str) -> None:
    found = mentions_of(flat_parse(text, {"Free Homeland Party": "ORG", "FHP": "ORG"}))
    assert {one.actor_id for one in found if one.exact == "FHP"} == {"o:free-homeland-party"}


def test_an_acronym_of_two_bodies_stays_its_own() -> None:
    text = "The Free Homeland Party met the Farmers Harvest Party. The FHP danced."
    found = mentions_of(flat_parse(text, {"Free Homeland Party": "ORG", "Farmers Harvest Party": "ORG", "FHP": "ORG"}))
    assert of(found, "FHP").actor_id == "o:fhp"


def test_a_surname_with_an_office_that_no_table_knows_keeps_no_id_outside_its_article() -> None:
    text = "Senator Quillfeather voted no. Farmer Oakhurst cheered. Farmer Sanders wept."
    found = mentions_of(flat_parse(text, {"Quillfeather": "PER", "Oakhurst": "PER", "Sanders": "PER"}))
    assert of(found, "Quillfeather").actor_id is None
    assert of(found, "Oakhurst").actor_id == "p:oakhurst"
    assert of(found, "Sanders").actor_id is None  # office holders are called so


def test_a_surname_goes_to_who_governs_before_a_relative_is_named() -> None:
    text = "The United States heard Biden. His wife, Jill Biden, was away. Biden smiled."
    found = mentions_of(flat_parse(text, {"Biden": "PER", "Jill Biden": "PER"}))
    told = [one.actor_id for one in found if one.exact.endswith("Biden")]
    assert told[:2] == ["p:joe-biden", "p:jill-biden"]


def test_a_first_name_with_an_initial_and_the_family_name_behind_it_are_one() -> None:
    text = "Director Ilse Q. Quillfeather left. Karl R. Oakhurst stayed."
    names = {"Ilse Q.": "PER", "Quillfeather": "PER", "Karl R. Oakhurst": "PER"}
    found = mentions_of(flat_parse(text, names))
    assert [one.exact for one in found if one.kind == "person"] == ["Ilse Q. Quillfeather", "Karl R. Oakhurst"]


def test_the_party_and_state_behind_a_lawmakers_name_are_nobody() -> None:
    text = "Ilse Quillfeather (D-Mont.) and Karl Oakhurst, R-Ariz, agreed. J-Lo sang."
    names = {"Ilse Quillfeather": "PER", "D-Mont": "PER", "Karl Oakhurst": "PER", "R-Ariz": "PER", "J-Lo": "PER"}
    found = [one.exact for one in mentions_of(flat_parse(text, names)) if one.kind == "person"]
    assert found == ["Ilse Quillfeather", "Karl Oakhurst", "J-Lo"]


def test_whoever_governs_alone_is_a_candidate_for_a_surname_of_a_text_without_his_state() -> None:
    found = mentions_of(flat_parse("Farmers cheered Macron.", {"Macron": "PER"}), day="2019-05-01")
    assert of(found, "Macron").actor_id is None
    assert of(found, "Macron").candidates == ("p:emmanuel-macron",)


def test_the_state_of_most_places_counts_as_spoken_of() -> None:
    text = "Macron saw Lyon, Marseille and Toulouse."
    names = {"Macron": "PER", "Lyon": "LOC", "Marseille": "LOC", "Toulouse": "LOC"}
    assert of(mentions_of(flat_parse(text, names), day="2019-05-01"), "Macron").actor_id == "p:emmanuel-macron"
