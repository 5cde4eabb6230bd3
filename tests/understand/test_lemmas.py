"""Dictionary forms: the table read in one go says what lemminflect itself says."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from lemminflect import config, getLemma

from dateline.understand.lemmas import lemma_of

POS = {"verb": "VERB", "noun": "NOUN", "adj": "ADJ", "adv": "ADV", "aux": "AUX"}


@pytest.mark.parametrize("first", range(3))
def test_the_table_says_what_lemminflect_says(first: int) -> None:
    for line in gzip.decompress(Path(config.lemma_lu_fn).read_bytes()).decode("utf-8").splitlines()[first::30]:
        form, kind, _ = line.split(",")
        if form[0].isalpha():  # of clitics ('d, 's) we know more than the table
            told = getLemma(form.lower(), POS[kind])
            assert lemma_of(form, POS[kind]) == told[0], line


@pytest.mark.parametrize(
    "form", ["everybody", "his", "blorfing", "tweetstorms", "zoomiest", "ﬁling", "42nd", "co-opted"]
)
@pytest.mark.parametrize("pos", ["NOUN", "VERB", "ADJ", "ADV", "AUX"])
def test_overridden_and_unknown_words_are_as_lemminflect_has_them(form: str, pos: str) -> None:
    told = getLemma(form, pos)
    assert lemma_of(form, pos) == (told[0] if told else form)


def test_words_of_other_kinds_keep_their_form() -> None:
    assert lemma_of("Whose", "PRON") == "whose"
    assert lemma_of("Metres", "PROPN") == "Metres"
    assert lemma_of("metres", "NOUN") == "metre"
