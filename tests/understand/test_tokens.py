"""Tokens follow the treebanks and stand exactly where they are in the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.understand.tokens import tokenise

HARD = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(" \t\n\r\x00.,;:!?'’\"“”()-–—@#$%&*/…"),
        st.sampled_from(["\u0301", "\u200d", "\ufe0f", "👩", "🚀", "א", "ش", "न", "\ud800", "a", "Z", "7"]),
    ),
    max_size=120,
)


def words(text: str) -> list[str]:
    starts, ends = tokenise(text)
    return [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She didn't say so.", "She did n't say so ."),
        ("It’s Peru’s, isn’t it?", "It ’s Peru ’s , is n’t it ?"),
        ("We'll see what they've done; I'd go", "We 'll see what they 've done ; I 'd go"),
        ("You cannot, but they dont.", "You can not , but they do nt ."),
        ("Mr. and Mrs. Okoro met Dr. Lind.", "Mr. and Mrs. Okoro met Dr. Lind ."),
        ("The U.S. sent 1,250 men at 5 p.m. today", "The U.S. sent 1,250 men at 5 p.m. today"),
        ("J. K. Adeyemi lost.", "J. K. Adeyemi lost ."),
        ("a well-known, re-elected 62-year-old", "a well - known , re-elected 62 - year - old"),
        ("worth $3.5bn or US$4m, up 12%", "worth $ 3.5 bn or US$ 4 m , up 12 %"),
        ("from 10:30am on 24/02/2022", "from 10:30 am on 24/02/2022"),
        ("the 1990s and the 21st century", "the 1990s and the 21st century"),
        ("see https://example.org/a?b=1.", "see https://example.org/a?b=1 ."),
        ("mail desk@example.org, or example.com!", "mail desk@example.org , or example.com !"),
        ("Wait... what?! No--never", "Wait ... what ?! No -- never"),
        ("“Go,” he said — ‘now’", "“ Go , ” he said — ‘ now ’"),
        ("O'Hara of AT&T and Sana'a", "O'Hara of AT&T and Sana'a"),
        ("the farmers' market", "the farmers ' market"),
        ("No. 7 is a no.", "No. 7 is a no ."),
        ("café cafe\u0301 naïve", "café cafe\u0301 naïve"),
        ("@reader #peace", "@reader #peace"),
    ],
)
def test_conventions(text: str, expected: str) -> None:
    assert words(text) == expected.split(" ")


@settings(max_examples=400, deadline=None)
@given(HARD)
def test_every_visible_character_is_in_exactly_one_token(text: str) -> None:
    starts, ends = tokenise(text)
    covered = [place for start, end in zip(starts.tolist(), ends.tolist(), strict=True) for place in range(start, end)]
    assert covered == sorted(set(covered))
    seen = set(covered)
    assert all(text[place].isspace() for place in range(len(text)) if place not in seen)
    assert not any(word.isspace() for word in words(text))


@pytest.mark.parametrize(
    "unit", ["a-", "a", "a.", "1.", "'", "non-", "a_", "a@", "x=y&", "e\u0301", "n't", "A.B ", "👩\u200d"]
)
def test_a_page_on_one_line_takes_no_time(unit: str) -> None:
    line = unit * (100_000 // len(unit))
    starts, ends = tokenise(line)
    assert int((ends - starts).sum()) == len(line.replace(" ", ""))
