"""Texts in other languages are named, not misread."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.understand.language_id import guess_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The minister said on Tuesday that the bridge would be open again by the end of the month.", "en"),
        ("Le ministre a déclaré mardi que le pont serait rouvert avant la fin du mois.", "fr"),
        ("Der Minister sagte am Dienstag, die Brücke werde bis zum Ende des Monats wieder geöffnet.", "de"),
        ("Министр заявил во вторник, что мост откроют до конца месяца.", "ru"),
        ("部长周二表示，这座桥将在月底前重新开放。", "zh"),
        ("قال الوزير يوم الثلاثاء إن الجسر سيفتح من جديد قبل نهاية الشهر", "ar"),
    ],
)
def test_languages(text: str, code: str) -> None:
    guess = guess_language(text)
    assert guess.code == code
    assert guess.supported == (code == "en")
    assert guess.supported or code in guess.why


def test_short_headlines_in_latin_letters_are_taken_for_english() -> None:
    assert guess_language("Nairobi: Okoro wins").supported


def test_plain_english_prose_is_told_by_its_common_words_and_mixed_pages_are_not() -> None:
    english = (
        "The minister said that the bridge which they closed in March would have been open again by the end of "
        "the month, and that those who live on the other side of the river have been told with this letter. "
    )
    russian = "Министр заявил во вторник, что мост откроют до конца месяца, а паромы будут ходить до апреля. "
    german = "Der Minister sagte am Dienstag, die Brücke werde bis zum Ende des Monats wieder geöffnet. "
    assert guess_language(english * 2).confidence == 1.0
    assert guess_language(english + russian * 6).code == "ru"
    assert guess_language(english + german * 20).code == "de"


def test_no_letters_no_language() -> None:
    assert guess_language(" 12:30 — \x00").code is None


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_any_text_gets_an_answer(text: str) -> None:
    guess = guess_language(text)
    assert 0.0 <= guess.confidence <= 1.0
    assert guess.why
