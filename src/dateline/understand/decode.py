"""From the heads' numbers to one tree per sentence and to valid names; pure numpy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
from numpy.typing import NDArray

from dateline.understand.parse import NameKind, NameSpan

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Bounds = Sequence[tuple[int, int]]
_NEVER = np.float32(-1e4)
_ROOT_PRICES = (np.float32(0), np.float32(8), np.float32(1e3))
"""What a root costs, tried in turn: the dearer, the more of the sentence must grow together first."""
_NO_ARC = -np.inf
_OTHERS = np.float32(0.4)
"""How much the other places of a word in the same text count for its kind."""
_SURE = np.float32(0.98)
"""A word that is no name with this probability asks nobody."""


class Distances:
    """What the distance from a word to its head adds to a score, as a table of any size.

    `by_step` holds the values for steps -n .. n; farther heads count like the farthest.
    """

    def __init__(self, by_step: Floats) -> None:
        self._by_step = by_step
        self._table = self._build(192)

    def square(self, length: int) -> Floats:
        """Scores [length, length]: word by head."""
        table = self._table if length <= len(self._table) else self._build(length)
        return table[:length, :length]

    def _build(self, length: int) -> Floats:
        steps = np.arange(length)
        reach = len(self._by_step) // 2
        table: Floats = self._by_step[np.clip(steps[None, :] - steps[:, None], -reach, reach) + reach]
        return table


@dataclass(frozen=True, slots=True, eq=False)
class ArcScores:
    """What is needed to score any word as the head of any other.

    `ask`, `govern` [N, A], `popular` and `rooted` [N] are per word: popularity as a head, score as the
    root. `product` multiplies askers with governors [n, A] to [n, n].
    """

    ask: Floats
    govern: Floats
    popular: Floats
    rooted: Floats
    distances: Distances
    product: Callable[[Floats, Floats], Floats]

    def of_sentence(self, first: int, stop: int) -> Floats:
        """Scores [n, n + 1] of the heads of each word, the root in column 0."""
        length = stop - first
        scores = np.empty((length, length + 1), dtype=np.float32)
        scores[:, 0] = self.rooted[first:stop]
        own = self.product(self.ask[first:stop], self.govern[first:stop])
        own += self.popular[first:stop]
        own += self.distances.square(length)
        own.flat[:: length + 1] = _NEVER
        scores[:, 1:] = own
        return scores


def best_heads(scores: ArcScores, sentences: Bounds) -> Ints:
    """The head of every word [N], a root pointing at itself; each sentence is one tree with one root."""
    total = len(scores.ask)
    own = np.arange(total, dtype=np.int32)
    heads = own.copy()
    for first, stop in sentences:
        best = np.argmax(scores.of_sentence(first, stop), axis=1)
        heads[first:stop] = np.where(best > 0, best + (first - 1), own[first:stop])
    for first, stop in _not_trees(heads, sentences):
        best = rooted_tree(scores.of_sentence(first, stop))
        heads[first:stop] = np.where(best > 0, best + (first - 1), own[first:stop])
    return heads


def _not_trees(heads: Ints, sentences: Bounds) -> list[tuple[int, int]]:
    if not len(heads):
        return []
    rooted = heads == np.arange(len(heads))
    top = heads
    for _ in range(int(np.ceil(np.log2(max(stop - first for first, stop in sentences) + 1)))):
        top = top[top]
    lost = ~rooted[top]
    begins = np.array([first for first, _ in sentences])
    roots = np.add.reduceat(rooted, begins, dtype=np.int64)
    astray = np.add.reduceat(lost, begins, dtype=np.int64)
    return [sentences[n] for n in np.flatnonzero((roots != 1) | (astray > 0)).tolist()]


def rooted_tree(scores: Floats) -> NDArray[np.int64]:
    """Heads [n] of the best tree with one root only, for scores [n, n + 1]."""
    for price in _ROOT_PRICES:
        # The best of all trees at any price for a root, if it has one root, is the best of those with one.
        priced = scores.copy()
        priced[:, 0] -= price
        if price < _ROOT_PRICES[-1] and int((priced.argmax(axis=1) == 0).sum()) > 1:
            continue
        best = spanning_tree(priced)
        if int((best == 0).sum()) == 1:
            break
    return best


def spanning_tree(scores: Floats) -> NDArray[np.int64]:
    """Heads [n] of the best tree for scores [n, n + 1] (Chu, Liu, Edmonds); column and head 0 are the root."""
    size = len(scores) + 1
    square = np.full((size, size), _NO_ARC, dtype=np.float64)
    square[1:] = scores
    np.fill_diagonal(square, _NO_ARC)
    return _Forest(square).heads()[1:]


class _Forest:
    """Words that grow into one tree: each node takes its best head, and a ring of nodes becomes one node.

    `square` [size, size] scores node by head and is written over; a ring lives on as its first member.
    `arcs` keeps, for each node and head, which word hangs on which word there (word * size + head).
    """

    def __init__(self, square: NDArray[np.float64]) -> None:
        self._size = size = len(square)
        self._square = square
        self._arcs = np.arange(size * size).reshape(size, size)
        best: NDArray[np.int64] = np.argmax(square, axis=1)
        self._above: list[int] = best.tolist()
        self._gain: list[float] = square[np.arange(size), best].tolist()
        self._arc: list[int] = self._arcs[np.arange(size), best].tolist()
        self._node_of = list(range(size))
        self._words: list[list[int]] = [[word] for word in range(size)]
        self._rings: list[tuple[int, list[tuple[int, int, list[int]]]]] = []

    def heads(self) -> NDArray[np.int64]:
        """The head of every word; the root is its own."""
        settled = [True] + [False] * (self._size - 1)
        for word in range(1, self._size):
            path: list[int] = []
            node = self._node_of[word]
            while not settled[node]:
                if node in path:
                    at = path.index(node)
                    node = self._join(path[at:])
                    del path[at:]
                path.append(node)
                node = self._node_of[self._above[node]]
            for node in path:
                settled[node] = True
        return self._opened()

    def _join(self, ring: list[int]) -> int:
        """Make one node of a ring; to enter it at a word costs that word's arc in the ring."""
        self._rings.append((ring[0], [(node, self._arc[node], self._words[node]) for node in ring]))
        every = np.arange(self._size)
        entering = self._square[ring] - np.array([self._gain[node] for node in ring])[:, None]
        leaving = self._square[:, ring]
        first, last = entering.argmax(axis=0), leaving.argmax(axis=1)
        row, column = self._arcs[ring][first, every], self._arcs[:, ring][every, last]
        kept = ring[0]
        self._square[kept], self._arcs[kept] = entering[first, every], row
        self._square[:, ring] = _NO_ARC
        self._square[:, kept], self._arcs[:, kept] = leaving[every, last], column
        self._square[kept, ring] = _NO_ARC
        best = int(self._square[kept].argmax())
        self._above[kept], self._gain[kept] = best, float(self._square[kept, best])
        self._arc[kept] = int(self._arcs[kept, best])
        self._words[kept] = [word for node in ring for word in self._words[node]]
        for word in self._words[kept]:
            self._node_of[word] = kept
        return kept

    def _opened(self) -> NDArray[np.int64]:
        """Open the rings again, the last first: each keeps its arcs but where the tree enters it."""
        for kept, members in reversed(self._rings):
            entered = self._arc[kept]
            for node, arc, words in members:
                self._arc[node] = entered if entered // self._size in words else arc
        found: NDArray[np.int64] = np.array(self._arc) % self._size
        found[0] = 0
        return found


def read_names(chances: Floats, sentences: Bounds, tags: Sequence[str]) -> tuple[NameSpan, ...]:
    """The names in tag probabilities [N, K] by IOB2 `tags`, always as valid sequences, with their mean probability."""
    if not len(chances):
        return ()
    allowed = _allowed(tags)
    best = np.argmax(chances, axis=1)
    before = np.concatenate([[0], best[:-1]])
    begins = np.array([first for first, _ in sentences])
    before[begins] = tags.index("O")
    invalid = np.add.reduceat(~allowed[before, best], begins, dtype=np.int64)
    for number in np.flatnonzero(invalid).tolist():
        first, stop = sentences[number]
        best[first:stop] = _viterbi(np.log(chances[first:stop] + 1e-9), allowed, tags.index("O"))
    return tuple(_spans(best, chances, tags, set(begins.tolist())))


def shared(chances: Floats, words: Sequence[str], tags: Sequence[str]) -> Floats:
    """The tag probabilities [N, K] with what the other places of the same word in a text say about its kind.

    A word with a capital that stands at several places takes part of its kind (no name, PER, ORG …) from their
    geometric mean; which word of the name it is stays its own affair.
    """
    unsure = np.flatnonzero(chances[:, tags.index("O")] < _SURE).tolist()
    forms = {words[token] for token in unsure if words[token][:1].isupper() and len(words[token]) > 1}
    if not forms:
        return chances
    number: dict[str, int] = {}
    places = [token for token, word in enumerate(words) if word in forms]
    group = np.array([number.setdefault(words[token], len(number)) for token in places])
    kinds = list(dict.fromkeys(tag[2:] for tag in tags))
    of_kind = np.array([[tag[2:] == kind for kind in kinds] for tag in tags], dtype=np.float32)
    own = chances[places] @ of_kind
    logs = np.log(own + 1e-6)
    means = np.stack([np.bincount(group, weights=column) for column in logs.T], axis=1) / np.bincount(group)[:, None]
    mixed = np.exp((1 - _OTHERS) * logs + _OTHERS * means[group])
    mixed /= mixed.sum(axis=1, keepdims=True)
    found = chances.copy()
    found[places] *= (mixed / (own + 1e-9)) @ of_kind.T
    return found


def agreed(names: Sequence[NameSpan], words: Sequence[str]) -> tuple[NameSpan, ...]:
    """The names with one kind for the same `words` throughout a text: the kind with the most probability behind it."""
    votes: dict[str, dict[NameKind, float]] = {}
    for name, said in zip(names, words, strict=True):
        kinds = votes.setdefault(said, {})
        kinds[name.kind] = kinds.get(name.kind, 0.0) + name.score
    best = {said: max(kinds, key=lambda kind: (kinds[kind], kind)) for said, kinds in votes.items()}
    return tuple(
        name if name.kind == best[said] else replace(name, kind=best[said])
        for name, said in zip(names, words, strict=True)
    )


def _allowed(tags: Sequence[str]) -> NDArray[np.bool_]:
    return np.array([[after[0] != "I" or before[2:] == after[2:] for after in tags] for before in tags])


def _viterbi(chances: Floats, allowed: NDArray[np.bool_], outside: int) -> NDArray[np.int64]:
    forbidden = np.where(allowed, 0.0, -1e9)
    score = chances[0] + forbidden[outside]
    came_from: list[NDArray[np.int64]] = []
    for row in chances[1:]:
        ways = score[:, None] + forbidden
        came_from.append(np.argmax(ways, axis=0))
        score = ways.max(axis=0) + row
    path = [int(np.argmax(score))]
    for step in reversed(came_from):
        path.append(int(step[path[-1]]))
    return np.array(path[::-1])


def _spans(best: NDArray[np.int64], chances: Floats, tags: Sequence[str], begins: set[int]) -> list[NameSpan]:
    found: list[NameSpan] = []
    outside = tags.index("O")
    inside = np.flatnonzero(best != outside).tolist()
    first = -1
    for place, token in enumerate(inside):
        tag = tags[int(best[token])]
        if tag[0] == "B":
            first = token
        following = inside[place + 1] if place + 1 < len(inside) else -1
        if following != token + 1 or following in begins or tags[int(best[following])][0] == "B":
            rows = np.arange(first, token + 1)
            score = float(chances[rows, best[first : token + 1]].mean())
            found.append(NameSpan(first, token + 1, cast(NameKind, tag[2:]), round(score, 4)))
    return found
