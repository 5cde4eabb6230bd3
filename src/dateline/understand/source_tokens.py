"""The tokens of a parse as plain lists: what the reading of sources asks for many times."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from dateline.understand.parse import Parse
from dateline.understand.word_hints import hint

_MARKS = frozenset(("“", "”", '"', "``", "''", "«", "»"))
_MARK = hint(_MARKS.__contains__)


class Tokens:
    """The words of one article with their grammar; each question is one look into a list."""

    __slots__ = (
        "_firsts",
        "below",
        "children",
        "ends",
        "heads",
        "labels",
        "lemma",
        "low",
        "marks",
        "parse",
        "pos",
        "reach",
        "sentences",
        "size",
        "starts",
        "tags",
        "text",
        "verbs",
        "word",
        "words",
    )  # fmt: skip

    def __init__(self, parse: Parse) -> None:
        """A parse with at least one token."""
        self.parse = parse
        self.text, self.sentences = parse.text, parse.sentences
        self.pos: Sequence[str] = parse.pos
        self.labels, self.tags = parse.labels, parse.tags
        self.heads = parse.all_heads()
        self.starts, self.ends = parse.edges()
        self.size = len(self.heads)
        self.words: Sequence[str] = parse.words()
        lemmas: Sequence[str] = parse.lemmas()
        lowered = parse.lowered()
        self.verbs = parse.verbs()
        """The tokens that are full verbs."""
        if "WHO" in self.text:  # the body, no pronoun, whatever the grammar says
            who = [token for token, word in enumerate(self.words) if word == "WHO"]
            self.verbs = [token for token in self.verbs if token not in who]
            self.pos, lowered = list(self.pos), list(lowered)
            for token in who:
                lowered[token], self.pos[token] = "WHO", "PROPN"
        self.word: Callable[[int], str] = self.words.__getitem__
        self.low: Callable[[int], str] = lowered.__getitem__
        self.lemma: Callable[[int], str] = lemmas.__getitem__
        self.children: Callable[[int], list[int]] = parse.all_children().__getitem__
        self.reach = parse.reach
        self.below = parse.below()
        self.marks = [token for token in parse.hinted(_MARK) if self.words[token] in _MARKS]
        """The tokens that are quotation marks."""
        self._firsts = [first for first, _ in parse.sentences]

    def span(self, first: int, last_exclusive: int) -> tuple[int, int]:
        """Where a non-empty range of tokens begins and ends in the text, in code points."""
        return self.starts[first], self.ends[last_exclusive - 1]

    def exact(self, first: int, last_exclusive: int) -> str:
        """The words of a non-empty range of tokens with what stands between them."""
        return self.text[self.starts[first] : self.ends[last_exclusive - 1]]

    def sentence_of(self, token: int) -> int:
        """The number of the sentence in which the token stands."""
        number = bisect_right(self._firsts, token) - 1
        return number if number > 0 else 0
