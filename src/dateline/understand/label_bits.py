"""The labels of a token's dependents as bits of one number: most questions for dependents end with one look at it."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.lexicon.tables import word_set

_ASKED = word_set(
    "acl advcl advmod amod appos aux case cc ccomp compound conj cop csubj det discourse fixed flat iobj mark nmod",
    "nsubj obj obl parataxis xcomp nmod:poss aux:pass nsubj:pass csubj:pass obl:agent",
)
_OTHER = 1
_BITS = {label: 2 << number for number, label in enumerate(sorted(_ASKED))}


class _BitsOfOne(dict[str, int]):
    """The bits of a label, with and without its subtype."""

    def __missing__(self, label: str) -> int:
        found = self[label] = _BITS.get(label, _OTHER) | _BITS.get(label.partition(":")[0], _OTHER)
        return found


_bits_of_one = _BitsOfOne()


def bits(*labels: str) -> int:
    """The bits of labels.

    Where none of them is set below a token, none of its dependents has one of the labels. A label without subtype is
    set for all its subtypes; labels that are seldom asked for share one bit.

    >>> bits("nsubj") & bits("obj")
    0
    """
    found = 0
    for label in labels:
        found |= _BITS.get(label, _OTHER)
    return found


def bits_of_all(labels: Iterable[str]) -> list[int]:
    """The bits of the label of every token: that of the label itself and that of the label without its subtype."""
    return [*map(_bits_of_one.__getitem__, labels)]


def labels_below(heads: list[int], labels: Iterable[str]) -> list[int]:
    """For every token the labels of those that hang on it (and its own where it is a root), as bits."""
    found = [0] * len(heads)
    for head, its in zip(heads, map(_bits_of_one.__getitem__, labels), strict=True):
        found[head] |= its
    return found


ACL, ADVCL, ADVMOD, AMOD, APPOS, AUX = map(bits, ("acl", "advcl", "advmod", "amod", "appos", "aux"))
CASE, CC, CCOMP, COMPOUND, CONJ, COP = map(bits, ("case", "cc", "ccomp", "compound", "conj", "cop"))
DET, FIXED, FLAT, IOBJ, MARK, NMOD = map(bits, ("det", "fixed", "flat", "iobj", "mark", "nmod"))
NSUBJ, OBJ, OBL, PARATAXIS, XCOMP = map(bits, ("nsubj", "obj", "obl", "parataxis", "xcomp"))
