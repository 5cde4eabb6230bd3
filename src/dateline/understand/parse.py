"""The parse of one text in flat arrays: what every extractor reads and no extractor changes.

Nothing here knows which model made the parse. Token numbers count over the whole text;
`starts` and `ends` are Unicode code points of that text; a root points at itself.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.understand.label_bits import labels_below
from dateline.understand.lemmas import lemmas_of
from dateline.understand.word_hints import hints_of

Ints = NDArray[np.int32]
Vector = NDArray[np.float32]
NameKind = Literal["PER", "ORG", "LOC", "NORP", "MISC"]
Row = tuple[str, int, str, str, str]
"""One token of a hand-built parse: form, head (0 = root, else 1-based in its sentence), label, UPOS, XPOS."""
_NO_CHILDREN: list[int] = []


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name found in the text, as a half-open range of tokens."""

    first: int
    last_exclusive: int
    kind: NameKind
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """Tokens, sentences, grammar, names and sentence vectors of one text.

    `sentences` are half-open token ranges that cover all tokens in order.
    `vectors` holds unit embeddings (384 float32) of the first sentences only, by sentence number.
    `acts` [tokens, types] says how likely a word tells an act of each type of `acts.ACT_TYPES`; None when unknown.
    """

    text: str
    starts: Ints
    ends: Ints
    sentences: tuple[tuple[int, int], ...]
    heads: Ints
    labels: Sequence[str]
    tags: Sequence[str]
    pos: Sequence[str]
    names: tuple[NameSpan, ...] = ()
    vectors: dict[int, Vector] = field(default_factory=dict)
    acts: NDArray[np.float32] | None = None
    _children: list[list[int]] = field(default_factory=list, init=False, repr=False)
    _hints: list[int] = field(default_factory=list, init=False, repr=False)
    _hinted: list[int] = field(default_factory=list, init=False, repr=False)
    _verbs: list[int] = field(default_factory=list, init=False, repr=False)
    _below: list[int] = field(default_factory=list, init=False, repr=False)
    _reach: list[list[int]] = field(default_factory=list, init=False, repr=False)
    _words: list[str] = field(default_factory=list, init=False, repr=False)
    _lemmas: list[str] = field(default_factory=list, init=False, repr=False)
    _lowered: list[str] = field(default_factory=list, init=False, repr=False)
    _bounds: list[list[int]] = field(default_factory=list, init=False, repr=False)
    _heads: list[int] = field(default_factory=list, init=False, repr=False)
    _firsts: list[int] = field(default_factory=list, init=False, repr=False)

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.starts)

    def word(self, token: int) -> str:
        """The token as it stands in the text."""
        return (self._words or self.words())[token]

    def words(self, first: int = 0, last_exclusive: int | None = None) -> list[str]:
        """The tokens of a range (the whole text by default) as they stand in the text."""
        if not self._words:  # all at once: nearly all of them are asked for sooner or later
            text = self.text
            self._words.extend([text[a:b] for a, b in zip(*self.edges(), strict=True)])
        return self._words[first:last_exclusive]

    def low(self, token: int) -> str:
        """The token in lower case."""
        return (self._lowered or self.lowered())[token]

    def lowered(self) -> list[str]:
        """All tokens in lower case: one list, which all share and nobody changes."""
        if not self._lowered:
            self._lowered.extend(map(str.lower, self.words()))
        return self._lowered

    def lemma(self, token: int) -> str:
        """The dictionary form of the token, in lower case unless it is a proper noun."""
        return (self._lemmas or self.lemmas())[token]

    def lemmas(self) -> Sequence[str]:
        """The dictionary forms of all tokens, as `lemma` gives them."""
        if not self._lemmas:  # all at once: nearly all of them are asked for sooner or later
            self._lemmas.extend(lemmas_of(self.words(), self.pos))
        return self._lemmas

    def verbs(self) -> list[int]:
        """The tokens that are full verbs, in text order."""
        if not self._verbs:
            self._verbs.extend([token for token, its in enumerate(self.pos) if its == "VERB"])
        return self._verbs

    def hints(self) -> list[int]:
        """What the dictionary form of every token may be, as bits of `word_hints`."""
        if not self._hints:
            self._hints.extend(hints_of(self.lemmas()))
            self._hinted.extend([token for token, its in enumerate(self._hints) if its])
        return self._hints

    def hinted(self, bits: int) -> list[int]:
        """The tokens whose dictionary forms have one of these hints, in text order."""
        hints = self.hints()
        return [token for token in self._hinted if hints[token] & bits]

    def span(self, first: int, last_exclusive: int) -> tuple[int, int]:
        """Where a non-empty range of tokens begins and ends in the text, in code points."""
        starts, ends = self._bounds or self.edges()
        return starts[first], ends[last_exclusive - 1]

    def exact(self, first: int, last_exclusive: int) -> str:
        """The words of a non-empty range of tokens with what stands between them."""
        start, end = self.span(first, last_exclusive)
        return self.text[start:end]

    def token_at(self, char: int) -> int | None:
        """The token that covers a code point, or None where there is only blank space."""
        starts, ends = self._bounds or self.edges()
        token = bisect_right(starts, char) - 1
        return token if token >= 0 and char < ends[token] else None

    def tokens_in(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of tokens that touch the code points [start, end)."""
        starts, ends = self._bounds or self.edges()
        first = bisect_right(ends, start)
        stop = bisect_left(starts, end, first)
        return first, stop

    def edges(self) -> list[list[int]]:
        """Starts and ends as plain lists, in which one number is found much sooner than in arrays."""
        if not self._bounds:
            self._bounds.extend((self.starts.tolist(), self.ends.tolist()))
        return self._bounds

    def sentence_of(self, token: int) -> int:
        """The number of the sentence in which the token stands."""
        if not self._firsts:
            self._firsts.extend(first for first, _ in self.sentences)
        number = bisect_right(self._firsts, token) - 1
        return number if number > 0 else 0

    def root(self, sentence: int) -> int:
        """The token on which everything in the sentence hangs."""
        first, stop = self.sentences[sentence]
        heads = self.heads[first:stop]
        return first + int(np.argmax(heads == np.arange(first, stop, dtype=heads.dtype)))

    def head(self, token: int) -> int:
        """The token on which this one hangs; itself for a root."""
        return (self._heads or self.all_heads())[token]

    def all_heads(self) -> list[int]:
        """What `head` gives, for every token: a plain list, in which one is found much sooner than in an array."""
        if not self._heads:
            self._heads.extend(self.heads.tolist())
        return self._heads

    def children(self, token: int) -> list[int]:
        """The tokens that hang directly on this one, in text order."""
        return (self._children or self.all_children())[token]

    def all_children(self) -> Sequence[list[int]]:
        """What `children` gives, for every token."""
        if not self._children:
            below: list[list[int]] = [_NO_CHILDREN] * len(self)  # as of most tokens, which need no lists of their own
            for child, head in enumerate(self.all_heads()):
                if head != child:
                    if below[head]:
                        below[head].append(child)
                    else:
                        below[head] = [child]
            self._children.extend(below)
        return self._children

    def subtree(self, token: int) -> list[int]:
        """The token with everything that hangs on it, in text order."""
        found = [token]
        for seen in found:
            found.extend(self.children(seen))
        return sorted(found)

    def below(self) -> list[int]:
        """For every token the labels of those that hang on it, as the bits of `label_bits`."""
        if not self._below:
            self._below.extend(labels_below(self.all_heads(), self.labels))
        return self._below

    def reach(self, token: int) -> tuple[int, int]:
        """The half-open token range from the first to the last token of the subtree."""
        if not self._reach:
            self._reach.extend(_reaches(self.all_heads()))
        firsts, stops = self._reach
        return firsts[token], stops[token]

    @classmethod
    def from_rows(
        cls,
        text: str,
        rows: Iterable[Row | None],
        *,
        names: Iterable[tuple[int, int, NameKind]] = (),
    ) -> "Parse":
        """Build a parse by hand; None ends a sentence, forms must follow one another in the text.

        Raises ValueError when a form is not found in the text.
        """
        return _build_by_hand(cls, text, list(rows), names)


class Syntax(Protocol):
    """Whatever can turn texts into parses: our own model or a user's."""

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """The parses of the texts, in their order; never raises for any text."""
        ...


def empty_parse(text: str) -> Parse:
    """The parse of a text without a single token."""
    none = np.zeros(0, dtype=np.int32)
    return Parse(text, none, none, (), none, (), (), ())


def _reaches(above: list[int]) -> tuple[list[int], list[int]]:
    """Where the subtree of each token begins and where it stops."""
    first, stop = list(range(len(above))), list(range(1, len(above) + 1))
    # The first token that reaches a head from the left is its first, so each climb stops where another came before.
    for token, head in enumerate(above):
        while first[head] > token:
            first[head] = token
            head = above[head]
    for token in range(len(above) - 1, -1, -1):
        head = above[token]
        while stop[head] <= token:
            stop[head] = token + 1
            head = above[head]
    return first, stop


def _build_by_hand(
    kind: type[Parse], text: str, rows: list[Row | None], names: Iterable[tuple[int, int, NameKind]]
) -> Parse:
    starts: list[int] = []
    ends: list[int] = []
    heads: list[int] = []
    kept: list[Row] = []
    sentences: list[tuple[int, int]] = []
    first, cursor = 0, 0
    for row in [*rows, None]:
        if row is None:
            if len(kept) > first:
                sentences.append((first, len(kept)))
            first = len(kept)
            continue
        cursor = text.index(row[0], cursor)
        starts.append(cursor)
        cursor += len(row[0])
        ends.append(cursor)
        heads.append(first + row[1] - 1 if row[1] else len(kept))
        kept.append(row)
    return kind(
        text=text,
        starts=np.array(starts, dtype=np.int32),
        ends=np.array(ends, dtype=np.int32),
        sentences=tuple(sentences),
        heads=np.array(heads, dtype=np.int32),
        labels=tuple(row[2] for row in kept),
        tags=tuple(row[4] for row in kept),
        pos=tuple(row[3] for row in kept),
        names=tuple(NameSpan(a, b, label, 1.0) for a, b, label in names),
    )
