"""A spaCy pipeline of one's own fits behind the same interface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from dateline.understand.parse import Parse
from dateline.understand.spacy_syntax import SpacySyntax, load

ROWS = [  # form, head, label, UPOS, tag, as an older English pipeline gives them
    ("Marta", 2, "nsubj", "PROPN", "NNP"),
    ("\n", 2, "", "SPACE", "_SP"),
    ("saw", 2, "ROOT", "VERB", "VBD"),
    ("Peru", 2, "dobj", "PROPN", "NNP"),
    (".", 1, "punct", "PUNCT", "."),
    ("Yes", 5, "ROOT", "INTJ", "UH"),
]


@dataclass
class FakeToken:
    i: int
    idx: int
    text: str
    dep_: str
    pos_: str
    tag_: str
    row_head: int
    all: list[FakeToken] = field(repr=False)

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def head(self) -> FakeToken:
        return self.all[self.row_head]


@dataclass
class FakeSpan:
    tokens: Sequence[FakeToken]
    label_: str = ""

    def __iter__(self) -> Iterator[FakeToken]:
        return iter(self.tokens)


class FakeDoc(list[FakeToken]):
    sents: list[FakeSpan]
    ents: list[FakeSpan]


class FakePipeline:
    """Answers any text with the rows above, or with nothing for an empty text."""

    def pipe(self, texts: Sequence[str]) -> Iterator[FakeDoc]:
        for text in texts:
            read, cursor = FakeDoc(), 0
            for i, (form, head, label, pos, tag) in enumerate(ROWS if text else ()):
                cursor = text.index(form, cursor)
                read.append(FakeToken(i, cursor, form, label, pos, tag, head, read))
                cursor += len(form)
            read.sents = [FakeSpan(read[:5]), FakeSpan(read[5:])]
            read.ents = [FakeSpan(read[:1], "PERSON"), FakeSpan(read[3:4], "GPE"), FakeSpan(read[5:], "DATE")]
            yield read


@pytest.fixture
def parse() -> Parse:
    return SpacySyntax(FakePipeline()).parse(["Marta\nsaw Peru. Yes"])[0]


def test_blank_tokens_are_left_out_and_what_hangs_on_them_moves_up(parse: Parse) -> None:
    assert parse.words() == ["Marta", "saw", "Peru", ".", "Yes"]
    assert parse.sentences == ((0, 4), (4, 5))
    assert parse.heads.tolist() == [1, 1, 1, 1, 4]


def test_older_labels_become_universal_ones(parse: Parse) -> None:
    assert parse.labels == ("nsubj", "root", "obj", "punct", "root")


def test_names_keep_our_kinds(parse: Parse) -> None:
    assert [(name.first, name.last_exclusive, name.kind) for name in parse.names] == [(0, 1, "PER"), (2, 3, "LOC")]


def test_an_empty_text() -> None:
    assert len(SpacySyntax(FakePipeline()).parse([""])[0]) == 0


def test_a_missing_pipeline_says_what_to_do() -> None:
    with pytest.raises((ModuleNotFoundError, OSError), match=r"spacy|no_such"):
        load("no_such_pipeline")
