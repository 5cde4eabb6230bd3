"""The tokens of a parse as plain lists: what the reading of sources asks for many times."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from dateline.understand.parse import Parse


class Tokens:
    """The words of one article with their grammar; each question is one look into a list."""

    __slots__ = (
        "_firsts", "children", "exact", "heads", "labels", "lemma", "parse", "pos", "reach", "sentences", "size",
        "span", "tags", "text", "word",
    )  # fmt: skip

    def __init__(self, parse: Parse) -> None:
        """A parse with at least one token."""
        self.parse = parse
        self.text, self.sentences = parse.text, parse.sentences
        self.pos, self.labels, self.tags = parse.pos, parse.labels, parse.tags
        self.heads: list[int] = parse.heads.tolist()
        self.size = len(self.heads)
        words: Sequence[str] = parse.words()
        lemmas: Sequence[str] = parse.lemmas()
        self.word: Callable[[int], str] = words.__getitem__
        self.lemma: Callable[[int], str] = lemmas.__getitem__
        self.children: Callable[[int], list[int]] = parse.children
        self.span, self.exact, self.reach = parse.span, parse.exact, parse.reach
        self._firsts = [first for first, _ in parse.sentences]

    def __len__(self) -> int:
        """The number of tokens."""
        return self.size

    def sentence_of(self, token: int) -> int:
        """The number of the sentence in which the token stands."""
        return max(0, bisect_right(self._firsts, token) - 1)
