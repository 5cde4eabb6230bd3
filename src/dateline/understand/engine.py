"""The one place that knows onnxruntime and tokenizers: graphs as callables, words as wordpieces."""

import gzip
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

CORE = "dateline_core_en"
UNKNOWN_PIECE = 100


def core_folder() -> Path:
    """Where the trained core lies on this machine."""
    return Path(str(files(CORE)))


def load_graph(path: Path, *, threads: int = 1) -> Callable[[dict[str, NDArray[Any]]], list[NDArray[Any]]]:
    """A graph file as a function from named arrays to its outputs in order.

    Raises FileNotFoundError when the file is missing.
    """
    import onnxruntime

    if not path.is_file():
        raise FileNotFoundError(f"the trained core is incomplete: {path.name} is missing")
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = threads
    settings.inter_op_num_threads = 1
    settings.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), settings, providers=["CPUExecutionProvider"])

    def run(inputs: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        return [np.asarray(output) for output in session.run(None, inputs)]

    return run


def load_classes(path: Path) -> dict[str, int]:
    """What tables know of words: the bits of `wordforms.CLASSES` by word in lower case.

    Raises FileNotFoundError when the file is missing.
    """
    if not path.is_file():
        raise FileNotFoundError(f"the trained core is incomplete: {path.name} is missing")
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    return {word: int(bits) for word, _, bits in (line.partition("\t") for line in lines)}


def load_cutter(vocabulary: Path) -> Callable[[list[str]], list[list[int]]]:
    """The function that cuts words into the numbers of their wordpieces."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    model = models.WordPiece.from_file(str(vocabulary), unk_token="[UNK]")
    cutter = Tokenizer(model)
    cutter.normalizer = normalizers.BertNormalizer()
    cutter.pre_tokenizer = pre_tokenizers.BertPreTokenizer()

    def cut(words: list[str]) -> list[list[int]]:
        safe = [word.encode("utf-8", "replace").decode("utf-8") for word in words]
        return [list(found.ids) for found in cutter.encode_batch(safe, add_special_tokens=False)]

    return cut
