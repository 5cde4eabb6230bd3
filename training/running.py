"""Put treebank documents together again as running text."""

from __future__ import annotations

from corpora import Sentence

from dateline.scorecard.rebuilt import from_treebank


def running_text(document: list[Sentence], *, paragraphs: str = "\n\n") -> tuple[str, list[tuple[int, int]]]:
    """The text of a document with its paragraphs, and where each gold sentence stands in it."""
    made = from_treebank(document, paragraphs=paragraphs)
    places = []
    for (first, _), sentence in zip(made.sentences, document, strict=True):
        start = made.words[first][0] - sentence.text.find(sentence.words[0])
        places.append((start, start + len(sentence.text)))
    return made.text, places
