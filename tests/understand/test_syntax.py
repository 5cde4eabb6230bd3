"""The shipped core parses real sentences, any text at all, and the same text always alike."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.understand.engine import core_folder, load_classes
from dateline.understand.parse import Parse
from dateline.understand.sentences import LONGEST
from dateline.understand.syntax import CoreSyntax, core_faults
from dateline.understand.wordforms import CLASSES, WordForms

TEXT = (
    "Marta Okoro told reporters in Nairobi that Kenya had not signed the agreement.\n\n"
    "“We will not accept it,” the Kenyan minister said on Tuesday. Police arrested Adam Lind, who was wounded by "
    "soldiers near Lake Turkana."
)
WORDS = ("peru", "fatima", "ministry", "because", "qwrtz")


@pytest.fixture(scope="module")
def syntax() -> CoreSyntax:
    return CoreSyntax()


@pytest.fixture(scope="module")
def parse(syntax: CoreSyntax) -> Parse:
    return syntax.parse([TEXT])[0]


def find(parse: Parse, word: str) -> int:
    return parse.words().index(word)


def check_shape(parse: Parse, text: str) -> None:
    assert parse.text == text
    size = len(parse)
    assert len(parse.labels) == len(parse.tags) == len(parse.pos) == len(parse.heads) == size
    assert [n for first, stop in parse.sentences for n in range(first, stop)] == list(range(size))
    assert np.all(parse.starts < parse.ends)
    assert np.all(parse.ends[:-1] <= parse.starts[1:])
    for number, (first, stop) in enumerate(parse.sentences):
        heads = parse.heads[first:stop]
        assert np.all((heads >= first) & (heads < stop))
        assert int((heads == np.arange(first, stop)).sum()) == 1
        assert parse.labels[parse.root(number)] == "root" or size > 0
        assert parse.reach(parse.root(number)) == (first, stop)
    for name in parse.names:
        assert parse.sentence_of(name.first) == parse.sentence_of(name.last_exclusive - 1)
        assert 0.0 <= name.score <= 1.0


def test_sentences_and_grammar(parse: Parse) -> None:
    check_shape(parse, TEXT)
    assert len(parse.sentences) == 3
    told, signed, arrested = (find(parse, word) for word in ("told", "signed", "arrested"))
    assert parse.root(0) == told
    assert parse.labels[find(parse, "Marta")] == "nsubj"
    assert parse.heads[signed] == told
    assert parse.labels[signed] == "ccomp"
    assert parse.words(*parse.reach(signed))[-1] == "agreement"
    assert parse.root(2) == arrested
    wounded = find(parse, "wounded")
    assert parse.labels[find(parse, "soldiers")] in ("obl:agent", "obl")
    assert parse.heads[find(parse, "soldiers")] == wounded
    assert (parse.tags[told], parse.pos[told], parse.lemma(told)) == ("VBD", "VERB", "tell")


def test_names(parse: Parse) -> None:
    found = {(parse.exact(name.first, name.last_exclusive), name.kind) for name in parse.names}
    assert {("Marta Okoro", "PER"), ("Nairobi", "LOC"), ("Kenya", "LOC"), ("Kenyan", "NORP")} <= found
    assert ("Adam Lind", "PER") in found


def test_the_first_sentences_have_unit_embeddings(syntax: CoreSyntax, parse: Parse) -> None:
    assert sorted(parse.vectors) == [0, 1, 2]
    assert all(np.isclose(np.linalg.norm(vector), 1.0, atol=1e-4) for vector in parse.vectors.values())
    rows = syntax.embed(
        [
            "Earthquake kills dozens in the capital",
            "Dozens die as quake hits capital city",
            "Bank cuts interest rates",
            "",
        ]
    )
    assert rows.shape == (4, 384)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2
    assert not rows[3].any()


def test_neighbours_in_a_batch_change_nothing(syntax: CoreSyntax, parse: Parse) -> None:
    again = syntax.parse(["A much longer neighbour, with other words in it: " * 9, TEXT, ""])[1]
    assert np.array_equal(again.heads, parse.heads)
    assert again.labels == parse.labels
    assert again.names == parse.names
    assert np.array_equal(again.vectors[0], parse.vectors[0])


HARD = [
    "",
    " \n\t ",
    "\x00",
    "\x00\x00 a\x00b",
    "👩‍🚀 🇺🇳 café naïve e\u0301\u0302",
    "שלום עולם, قال الوزير إن الجسر مفتوح",
    "\ud800 lone \udfff",
    "a" * 100_000,
    "word " * 5_000,
    "?!" * 5_000,
    "supercalifragilistic1234567890" * 20 + " end.",
    "\u200b\u200d\ufeff",
]


@pytest.mark.parametrize("text", HARD, ids=range(len(HARD)))
def test_hard_texts(syntax: CoreSyntax, text: str) -> None:
    parse = syntax.parse([text])[0]
    check_shape(parse, text)
    assert all(stop - first <= LONGEST for first, stop in parse.sentences)


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.one_of(st.characters(), st.sampled_from(" .,'\n-\"’“”\x00\u0301\u200d👩אA1")),
        max_size=200,
    )
)
def test_any_text_keeps_the_span_law(syntax: CoreSyntax, text: str) -> None:
    check_shape(syntax.parse([text])[0], text)


def test_a_long_text_is_read_like_its_parts(syntax: CoreSyntax, parse: Parse) -> None:
    long = syntax.parse(["\n\n".join([TEXT] * 60)])[0]
    check_shape(long, long.text)
    assert len(long) == 60 * len(parse)
    agree = sum(a == b for a, b in zip(long.labels, parse.labels * 60, strict=True))
    assert agree > 0.97 * len(long)
    assert sorted(long.vectors) == [0, 1, 2]


def test_sentences_longer_than_the_encoder_reads(syntax: CoreSyntax) -> None:
    unit = "Gwendolyn-Xanthippe counterrevolutionaries deinstitutionalised Massachusettsians "
    text = unit * 12
    parse = syntax.parse([text])[0]
    check_shape(parse, text)


def test_the_core_is_what_its_checksums_say(tmp_path: Path) -> None:
    assert core_faults() == []
    shutil.copytree(core_folder(), tmp_path / "core")
    (tmp_path / "core/inventory.json").write_text("{}", encoding="utf-8")
    (tmp_path / "core/splitter.onnx").unlink()
    assert [fault.rsplit(": ", 1)[1] for fault in core_faults(tmp_path / "core")] == [
        "inventory.json is not as it was published",
        "splitter.onnx is missing",
    ]
    assert core_faults(tmp_path) == ["the language core is not complete: checksums.txt is missing"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "vocab.txt").write_text("[UNK]\n", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match=r"low\.onnx"):
        CoreSyntax(tmp_path)


def test_words_carry_what_tables_know_of_them() -> None:
    forms = WordForms(
        lambda words: [[7] for _ in words], unknown=100, classes={"kigali": 1 << CLASSES.index("big town")}
    )
    table = forms.look_up(["Kigali", "ran", "KIGALI"])
    assert table.forms.shape == (3, 5)
    assert table.forms[:, 4].tolist() == [8, 0, 8]
    assert table.forms[0, 3] == table.forms[2, 3], "the hashed lower-case form stays the fourth column"


def test_the_shipped_table_knows_countries_names_and_small_words() -> None:
    known = load_classes(core_folder() / "word_classes.tsv.gz")
    told = {word: {name for bit, name in enumerate(CLASSES) if known.get(word, 0) >> bit & 1} for word in WORDS}
    assert "country" in told["peru"]
    assert "given" in told["fatima"]
    assert "body head" in told["ministry"]
    assert "small" in told["because"]
    assert not told["qwrtz"]
