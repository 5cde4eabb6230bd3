"""Running text put together again from the words of a set that keeps only words, with the place of each word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.scorecard.treebanks import Sentence, character_spans

Place = tuple[int, int]

_TIGHT_LEFT = """, . ; : ! ? % ) ] } ’ ” 's ’s 'S n't n’t 're ’re 've ’ve 'll ’ll 'd ’d 'm ’m ... … ''"""
_NO_BLANK_BEFORE = frozenset(_TIGHT_LEFT.split())
_NO_BLANK_AFTER = frozenset(["(", "[", "{", "“", "‘", "$", "£", "€", "#", "``"])
_PLAIN_QUOTES = frozenset({'"', "'"})


@dataclass(frozen=True, slots=True)
class RebuiltText:
    """A text and where its words and sentences stand: places of words, and ranges of words for sentences."""

    text: str
    words: tuple[Place, ...]
    sentences: tuple[Place, ...]


def from_words(sentences: Sequence[Sequence[str]], *, between: str = "\n") -> RebuiltText:
    """Set words as print does: no blank before a comma or "n't", none inside brackets and quote marks.

    The words themselves stay as they are; only the blanks between them are guessed.

    >>> from_words([["Reis", "said", "(", "again", ")", "he", "would", "n't", "."]]).text
    "Reis said (again) he wouldn't."
    """
    text = ""
    words: list[Place] = []
    ranges: list[Place] = []
    for number, sentence in enumerate(sentences):
        text += between if number else ""
        first = len(words)
        open_quote = False
        before = ""
        for word in sentence:
            closing = word in _PLAIN_QUOTES and open_quote
            tight = (
                not before
                or word in _NO_BLANK_BEFORE
                or closing
                or before in _NO_BLANK_AFTER
                or (before in _PLAIN_QUOTES and open_quote)
            )
            if word in _PLAIN_QUOTES:
                open_quote = not open_quote
            text += "" if tight else " "
            words.append((len(text), len(text) + len(word)))
            text += word
            before = word
        ranges.append((first, len(words)))
    return RebuiltText(text, tuple(words), tuple(ranges))


def with_blanks(sentences: Sequence[Sequence[str]]) -> RebuiltText:
    """Set words with one blank between all of them, as the files do."""
    text = " ".join(word for sentence in sentences for word in sentence)
    words: list[Place] = []
    ranges: list[Place] = []
    at = 0
    for sentence in sentences:
        first = len(words)
        for word in sentence:
            words.append((at, at + len(word)))
            at += len(word) + 1
        ranges.append((first, len(words)))
    return RebuiltText(text, tuple(words), tuple(ranges))


def from_treebank(document: Sequence[Sentence], *, paragraphs: str = "\n\n") -> RebuiltText:
    """Set the sentences of a treebank document, whose own text is kept, with blanks and paragraphs as it marks them."""
    text = ""
    words: list[Place] = []
    ranges: list[Place] = []
    for number, sentence in enumerate(document):
        if number:
            last = document[number - 1].misc
            tight = bool(last) and "SpaceAfter=No" in last[-1]
            text += paragraphs if sentence.opens_paragraph else "" if tight else " "
        first = len(words)
        words += [(len(text) + a, len(text) + b) for a, b in character_spans(sentence)]
        ranges.append((first, len(words)))
        text += sentence.text
    return RebuiltText(re.sub(r"\r", " ", text), tuple(words), tuple(ranges))
