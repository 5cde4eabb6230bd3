"""How common words are in English news at large: a table of counts over free texts."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def background_words() -> tuple[int, dict[str, int]]:
    """Return the number of texts counted, and in how many of them each word stands (words of at least three)."""
    number, counts = 0, {}
    text = files("dateline.lexicon").joinpath("background_words.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        word, _, count = line.partition("\t")
        if word == "# texts":
            number = int(count)
        elif not line.startswith("#"):
            counts[word] = int(count)
    return number, counts
