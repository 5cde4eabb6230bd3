"""Put treebank documents together again as running text."""

from __future__ import annotations

from corpora import Sentence


def running_text(document: list[Sentence], *, paragraphs: str = "\n\n") -> tuple[str, list[tuple[int, int]]]:
    """The text of a document with its paragraphs, and where each gold sentence stands in it."""
    text = ""
    places: list[tuple[int, int]] = []
    for number, sentence in enumerate(document):
        if number:
            tight = "SpaceAfter=No" in document[number - 1].misc[-1]
            text += paragraphs if sentence.opens_paragraph else "" if tight else " "
        places.append((len(text), len(text) + len(sentence.text)))
        text += sentence.text
    return text, places
