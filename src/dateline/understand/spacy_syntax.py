"""A user's own spaCy pipeline behind the same `Syntax`; imported only when asked for.

Extractors expect the labels of Universal Dependencies. Pipelines with other label schemes are read with
a small table of equivalents; arcs are left as the pipeline drew them, so results are coarser.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from dateline.understand.parse import NameKind, NameSpan, Parse, empty_parse

_KINDS: dict[str, NameKind] = {
    "PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP",
    "EVENT": "MISC", "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC", "MISC": "MISC",
}  # fmt: skip
_LABELS = {
    "ROOT": "root", "dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass",
    "dative": "iobj", "poss": "nmod:poss", "relcl": "acl:relcl", "prt": "compound:prt", "neg": "advmod",
    "npadvmod": "obl:unmarked", "agent": "obl:agent", "predet": "det:predet", "preconj": "cc:preconj",
    "intj": "discourse", "attr": "xcomp", "acomp": "xcomp", "oprd": "xcomp", "pcomp": "advcl", "nn": "compound",
}  # fmt: skip


class SpacySyntax:
    """Parses with a loaded spaCy pipeline, which must mark sentences and dependencies."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """The parses of the texts, in their order."""
        return [_as_parse(text, read) for text, read in zip(texts, self._pipeline.pipe(texts), strict=True)]


def load(name: str) -> SpacySyntax:
    """A spaCy pipeline by package name or folder.

    Raises ModuleNotFoundError without spaCy and OSError without the pipeline, both with what to do.
    """
    try:
        import spacy
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError("spaCy is not installed; pip install 'dateline[spacy]'") from missing
    return SpacySyntax(spacy.load(name))


def _as_parse(text: str, read: Any) -> Parse:
    # spaCy makes tokens of blank space; they are left out here and what hangs on them moves up.
    tokens = [token for token in read if not token.is_space]
    if not tokens:
        return empty_parse(text)
    number = {token.i: n for n, token in enumerate(tokens)}
    starts = np.array([token.idx for token in tokens], dtype=np.int32)
    ends = np.array([token.idx + len(token.text) for token in tokens], dtype=np.int32)
    sentences = tuple(_sentences(read, number))
    heads = np.array([number[_head(token).i] for token in tokens], dtype=np.int32)
    _one_root(heads, sentences)
    roots = heads == np.arange(len(tokens))
    labels = ["root" if roots[n] else _label(token.dep_) for n, token in enumerate(tokens)]
    return Parse(
        text=text,
        starts=starts,
        ends=ends,
        sentences=sentences,
        heads=heads,
        labels=tuple(labels),
        tags=tuple(token.tag_ for token in tokens),
        pos=tuple(token.pos_ for token in tokens),
        names=tuple(_names(read, number)),
    )


def _sentences(read: Any, number: dict[int, int]) -> Iterable[tuple[int, int]]:
    for sentence in read.sents:
        inside = [number[token.i] for token in sentence if token.i in number]
        if inside:
            yield inside[0], inside[-1] + 1


def _head(token: Any) -> Any:
    head = token.head
    while head.is_space and head.head.i != head.i:
        head = head.head
    return token if head.is_space else head


def _one_root(heads: Any, sentences: Sequence[tuple[int, int]]) -> None:
    for first, stop in sentences:
        roots = [n for n in range(first, stop) if heads[n] == n or not first <= heads[n] < stop]
        heads[roots[0]] = roots[0]
        heads[roots[1:]] = roots[0]


def _label(label: str) -> str:
    return _LABELS.get(label, "parataxis" if label == "root" else label or "dep")


def _names(read: Any, number: dict[int, int]) -> Iterable[NameSpan]:
    for name in read.ents:
        inside = [number[token.i] for token in name if token.i in number]
        if inside and name.label_ in _KINDS:
            yield NameSpan(inside[0], inside[-1] + 1, _KINDS[name.label_], 1.0)
