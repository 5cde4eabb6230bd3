"""Encode gold sentences once with the very graphs and word tables that ship, and keep the result."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from corpora import Sentence

from dateline.understand.encoder import Encoder
from dateline.understand.engine import UNKNOWN_PIECE, load_classes, load_cutter, load_graph
from dateline.understand.wordforms import WordForms

TOGETHER = 40
"""Sentences encoded as one text; about an article's worth, as at run time."""


@dataclass
class Features:
    """Encoder vectors [N, 768] float16 and outer forms and classes [N, 5] of all words, sentence after sentence."""

    vectors: np.ndarray
    forms: np.ndarray
    starts: np.ndarray
    """First word of each sentence, and the number of all words at the end."""


def encode_all(sentences: list[Sentence], core: Path, cache: Path) -> Features:
    """The features of the sentences, from the cache where the same words were encoded before."""
    digest = hashlib.sha256("\n".join(" ".join(s.words) for s in sentences).encode())
    digest.update((core / "low.onnx").read_bytes()[-100_000:])
    path = cache / f"features-{digest.hexdigest()[:16]}.npz"
    lengths = np.array([len(sentence.words) for sentence in sentences])
    starts = np.concatenate([[0], np.cumsum(lengths)])
    word_forms = forms_of(core)
    forms = [word_forms.look_up(sentence.words).forms for sentence in sentences]
    if path.exists():
        return Features(np.load(path)["vectors"], np.concatenate(forms), starts)
    encoder = Encoder(load_graph(core / "low.onnx"), load_graph(core / "high.onnx"))
    vectors = []
    for first in range(0, len(sentences), TOGETHER):
        group = sentences[first : first + TOGETHER]
        table = word_forms.look_up([word for sentence in group for word in sentence.words])
        bounds = starts[first : first + len(group) + 1] - starts[first]
        spans = list(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True))
        vectors.append(encoder.encode(table, spans).words.astype(np.float16))
    found = Features(np.concatenate(vectors), np.concatenate(forms), starts)
    cache.mkdir(parents=True, exist_ok=True)
    np.savez(path, vectors=found.vectors)
    return found


def forms_of(core: Path) -> WordForms:
    """The word tables of the core; without classes where they are not written yet."""
    listed = core / "word_classes.tsv.gz"
    classes = load_classes(listed) if listed.exists() else {}
    return WordForms(load_cutter(core / "vocab.txt"), unknown=UNKNOWN_PIECE, classes=classes)
