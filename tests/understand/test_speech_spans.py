"""Mentions, quotes and sources keep the span law on any text and any tree, and come out the same twice."""

import itertools
import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.annotation import AnnotatedArticle, broken_spans
from dateline.model.article import Article
from dateline.understand.mentions import Mentions
from dateline.understand.parse import NameSpan, Parse, empty_parse
from dateline.understand.quotes import Quotes
from dateline.understand.sources import Sources
from dateline.understand.tokens import tokenise

_WORDS = (
    "said", "told", "Reuters", "that", "the", "president", "President", "Ana", "Ruiz", "“", "”", '"', "'", ",", ".",
    "according", "to", "Beijing", "he", "her", "who", "claims", "quoting", "as", "saying", "Norwegian", "\n\n",
    "police", "wants", "leave", "U.S.", "statement", "in", "a", "plan", "—", ":", "‘", "’", "🙂", "é", "(UN)",
    "counterpart",
)  # fmt: skip
_LABELS = (
    "nsubj", "ccomp", "xcomp", "obj", "obl", "acl", "parataxis", "conj", "mark", "case", "nmod:poss", "flat", "appos",
    "aux", "advmod", "nsubj:pass", "advcl", "punct", "dep", "fixed",
)  # fmt: skip
_POS = ("VERB", "NOUN", "PROPN", "PRON", "ADP", "AUX", "PUNCT", "DET", "SCONJ", "ADJ")


def random_parse(text: str, seed: int) -> Parse:
    """A lawful tree of random shape over the tokens of a text."""
    chance = random.Random(seed)
    starts, ends = tokenise(text)
    size = len(starts)
    if not size:
        return empty_parse(text)
    cuts = sorted({0, size, *(chance.randrange(size) for _ in range(size // 9))})
    sentences = tuple(itertools.pairwise(cuts))
    heads = np.arange(size, dtype=np.int32)
    for first, stop in sentences:
        order = list(range(first, stop))
        chance.shuffle(order)
        for number, token in enumerate(order[1:], 1):
            heads[token] = order[chance.randrange(number)]
    names = []
    at = 0
    while at < size:
        length = chance.randint(1, 3)
        if chance.random() < 0.2 and at + length <= size:
            names.append(NameSpan(at, at + length, chance.choice(("PER", "ORG", "LOC", "NORP", "MISC")), 0.7))
        at += length
    labels = tuple(chance.choice(_LABELS) if heads[token] != token else "root" for token in range(size))
    pos = tuple(chance.choice(_POS) for _ in range(size))
    tags = tuple(chance.choice(("VBD", "VBG", "NN", "NNP", "PRP")) for _ in range(size))
    return Parse(text, starts, ends, sentences, heads, labels, tags, pos, tuple(names))


def read(text: str, seed: int) -> AnnotatedArticle:
    article = Article(id="a", capture_id="c", found_in="-", text=text, slices=(), visible_sha256="")
    annotated, parse = AnnotatedArticle(article), random_parse(text, seed)
    for extractor in (Mentions(), Quotes(), Sources()):
        annotated = annotated.with_(extractor(annotated, parse))
    return annotated


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=60), st.integers(0, 10_000))
def test_news_like_words_keep_the_span_law(words: list[str], seed: int) -> None:
    found = read(" ".join(words), seed)
    assert [fault for one in found.annotations for fault in broken_spans(found.article, one)] == []
    assert found.annotations == read(" ".join(words), seed).annotations


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.integers(0, 10_000))
def test_any_text_keeps_the_span_law(text: str, seed: int) -> None:
    found = read(text, seed)
    assert [fault for one in found.annotations for fault in broken_spans(found.article, one)] == []
