"""Quick looks that stand before longer ones: which nouns may tell an act, words of sport, which verb comes last."""

from __future__ import annotations

from dateline.understand.dates import find_times
from dateline.understand.event_frames import Grammar
from dateline.understand.event_nouns import EventNouns
from dateline.understand.event_parties import Parties
from dateline.understand.event_topic import Topic
from dateline.understand.event_types import Coder
from dateline.understand.figures import read_figures
from dateline.understand.name_forms import gender_beside
from dateline.understand.parse import Parse, empty_parse
from dateline.understand.parsed_names import parsed_names
from dateline.understand.place_adjectives import located_adjectives
from dateline.understand.place_context import context_of
from dateline.understand.text_words import words_of
from dateline.understand.time_tense import looks_ahead


def test_names_in_the_plural_may_tell_an_act_and_mere_things_do_not() -> None:
    rows = [("Strikes", 2, "compound", "PROPN", "NNPS"), ("lamp", 0, "root", "NOUN", "NN")]
    grammar = Grammar(Parse.from_rows("Strikes lamp", rows))
    assert Coder(grammar, Parties(grammar, ())).telling() == [0]


def test_names_are_looked_up_in_small_letters() -> None:
    rows = [("Strikes", 2, "compound", "PROPN", "NNPS"), ("lamp", 0, "root", "NOUN", "NN")]
    assert Grammar(Parse.from_rows("Strikes lamp", rows)).lemmas == ["strikes", "lamp"]


def test_a_word_cut_at_its_hyphen_is_looked_up_whole() -> None:
    rows = [("sit", 3, "compound", "NOUN", "NN"), ("-", 3, "punct", "PUNCT", "HYPH"), ("in", 0, "root", "NOUN", "NN")]
    grammar = Grammar(Parse.from_rows("sit-in", rows))
    coder = Coder(grammar, Parties(grammar, ()))
    assert coder.after_hyphen == {2}
    assert "sit-in" in EventNouns(grammar, Parties(grammar, ())).lemmas(2)


def test_words_of_sport_count_in_their_own_sentence_only() -> None:
    leave = [("They", 2, "nsubj", "PRON", "PRP"), ("left", 0, "root", "VERB", "VBD")]
    goal = [("goalkeeper", 0, "root", "NOUN", "NN")]
    parse = Parse.from_rows("They left goalkeeper They left", [*leave, None, *goal, None, *leave])
    topic = Topic(Grammar(parse), ())
    assert [topic.arenas(sentence) for sentence in range(3)] == [0, 1, 0]


def _ahead(text: str) -> bool:
    start = text.index("Monday")
    return looks_ahead(text, start, start + len("Monday"), [])


def test_the_nearest_verb_before_a_day_decides_in_capitals_too() -> None:
    assert _ahead("They will go, he said, and would come on Monday")
    assert not _ahead("They will go, as he would, he said on Monday")
    assert _ahead("THEY WILL GO ON Monday")


def test_adjectives_before_two_words_for_land_each_lie_there() -> None:
    found = [
        one.name for one, _ in located_adjectives("From the Turkish border, past an old city, to a Syrian port town.")
    ]
    assert found == ["Turkish", "Syrian"]


def test_a_word_that_is_at_home_in_one_state_tells_of_it() -> None:
    for words in (None, ["The", "color", "faded"]):
        assert context_of("The color faded", [], None, words=words).countries["USA"] == 1
    assert not context_of("The paint faded", [], None, words=["The", "paint", "faded"]).countries


def test_what_is_looked_for_in_small_letters_is_found_in_capitals_too() -> None:
    assert _ahead("It stays shut UNTIL Monday")
    assert gender_beside("Kim Brandt, AN AUSTRIAN WOMAN, left", 0, len("Kim Brandt")) == "f"
    assert gender_beside("Her FATHER, Kim Brandt, left", len("Her FATHER, "), len("Her FATHER, Kim Brandt")) == "m"
    figures = ["12 PEOPLE WERE KILLED in the fire.", "THE DEATH TOLL rose to 12."]
    assert [read_figures(text, empty_parse(text), taken=[])[0].counted for text in figures] == ["killed", "killed"]
    assert not list(find_times("She is in HER sixties.", day=None))


def test_a_name_that_means_nothing_by_itself_is_left_out_wherever_it_stands() -> None:
    rows = [("GDP", 0, "root", "PROPN", "NNP"), ("Brandt", 1, "flat", "PROPN", "NNP")]
    parse = Parse.from_rows("GDP Brandt", rows, names=[(0, 1, "ORG"), (1, 2, "PER")])
    assert [name.exact for name in parsed_names(parse, words_of(parse.text))] == ["Brandt"]
