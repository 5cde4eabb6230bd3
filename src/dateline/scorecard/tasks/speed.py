"""Speed: each extractor beside the encoder alone, the whole way beside it, and memory, all in one run."""

from __future__ import annotations

import json
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from dateline.scorecard.nouns import MEGABYTES, RATE, RATIO, GoldSet, Measure, Table
from dateline.scorecard.reading import Bench, lines

MIXED = ("quotes/polnear", "clusters/gva", "places/lgl", "compare/basil", "timelines/t17")
"""Sets from which articles are taken in turn, so that none dominates."""
ARTICLES = 300
ENOUGH_BYTES = 500_000
"""Less text than this says nothing about speed."""
Made = TypeVar("Made")


class Speed:
    """CPU time of one process; the encoder alone is all its layers over every sentence of the same texts."""

    name = "speed"
    about = "Articles per CPU-second, beside the encoder alone"
    usual = ("corridor",)

    def sets(self, folder: Path) -> list[GoldSet]:
        """The folder itself, when it holds a corpus to read."""
        return [GoldSet(self.name, "corridor", folder)] if _corpora(folder) else []

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Measure once."""
        rows = mixed_rows(gold.path, min(limit or ARTICLES, ARTICLES))
        texts = [row["text"] for row in rows]
        whole, steps, memory = whole_way(rows, bench)
        alone, parsing, extractors = parts(texts, bench)
        count = len(texts)
        measures = [
            Measure("whole_ratio", "the whole way, from file to record, beside the encoder", whole / alone, form=RATIO),
            Measure("extractors_ratio", "all extractors beside the encoder", sum(extractors.values()) / alone,
                    form=RATIO),
            Measure("parse_ratio", "the parse beside the encoder", parsing / alone, form=RATIO),
            Measure("whole_rate", "articles a CPU-second, the whole way", count / whole, form=RATE),
            Measure("encoder_rate", "articles a CPU-second, the encoder alone", count / alone, form=RATE),
            Measure("memory", "most memory the process held", memory, form=MEGABYTES),
        ]  # fmt: skip
        for name, seconds in extractors.items():
            measures.append(Measure(f"{name}_ratio", f"{name} beside the encoder", seconds / alone, form=RATIO))
            measures.append(
                Measure(f"{name}_rate", f"{name}, articles a CPU-second", count / max(seconds, 1e-9), form=RATE)
            )  # fmt: skip
        measures += [
            Measure(f"step_{name}_ratio", f"step: {name} beside the encoder", seconds / alone, form=RATIO)
            for name, seconds in steps.items()
        ]
        size = f"{count:,} articles, {sum(map(len, texts)):,} characters"
        return Table(
            self.name, gold.name, size, tuple(measures), ("CPU time: other work on the machine matters little.",)
        )


def mixed_rows(folder: Path, count: int) -> list[dict[str, Any]]:
    """Articles from several sets in turn; from whatever corpora there are where the usual ones are absent."""
    piles = [lines(path) for path in _corpora(folder)]
    rows: list[dict[str, Any]] = []
    position = 0
    while len(rows) < count and any(position < len(pile) for pile in piles):
        rows += [pile[position] for pile in piles if position < len(pile)]
        position += 1
    return rows[:count]


def whole_way(rows: list[dict[str, Any]], bench: Bench) -> tuple[float, dict[str, float], float]:
    """CPU seconds from a corpus on disk to the record, of the steps behind understanding, and the peak memory in MB."""
    from dateline.app import open_dateline

    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        marks: dict[str, float] = {}
        started = time.process_time()
        with open_dateline(syntax=bench.syntax) as dateline:
            dateline.read([str(corpus)], progress=lambda step, done: marks.update({step: time.process_time()}))
            behind = time.process_time()
            dateline.record()
            ended = time.process_time()
    steps = {"group and compare": behind - marks.get("read", started), "record": ended - behind}
    return ended - started, steps, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def parts(texts: list[str], bench: Bench) -> tuple[float, float, dict[str, float]]:
    """CPU seconds of the encoder alone, of the parse, and of each extractor, on the same texts."""
    from dateline.corridor import rare_searches_for_garbage
    from dateline.model.annotation import AnnotatedArticle
    from dateline.model.article import Article
    from dateline.understand.room import running_order, syntax_for
    from dateline.understand.run_on_names import with_names_parted

    syntax = syntax_for(bench.syntax)
    parses, parsing = timed(lambda: syntax.parse(texts))
    _, alone = timed(encoder_alone(parses))
    spent: dict[str, float] = defaultdict(float)
    with rare_searches_for_garbage():  # as they run in the corridor
        for number, (text, parse) in enumerate(zip(texts, parses, strict=True)):
            article = Article(
                id=str(number), capture_id="s", found_in="s", text=text, slices=(), visible_sha256="", language="en"
            )
            annotated, parse = AnnotatedArticle(article), with_names_parted(parse)
            for extractor in running_order():
                started = time.process_time()
                annotated = annotated.with_(extractor(annotated, parse))
                spent[extractor.name] += time.process_time() - started
    return alone, parsing, dict(spent)


def encoder_alone(parses: list[Any]) -> Callable[[], None]:
    """All six layers on every sentence of texts whose tokens are already known."""
    from dateline.understand.encoder import Encoder
    from dateline.understand.engine import UNKNOWN_PIECE, core_folder, load_cutter, load_graph
    from dateline.understand.wordforms import WordForms

    core = core_folder()
    forms = WordForms(load_cutter(core / "vocab.txt"), unknown=UNKNOWN_PIECE)
    encoder = Encoder(load_graph(core / "low.onnx"), load_graph(core / "high.onnx"))
    ready = [(forms.look_up(parse.words()), parse.sentences) for parse in parses]

    def work() -> None:
        for table, sentences in ready:
            encoder.encode(table, sentences, embed=range(len(sentences)))

    return work


def timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """What some work made, and the CPU seconds it took."""
    started = time.process_time()
    made = work()
    return made, time.process_time() - started


def _corpora(folder: Path) -> list[Path]:
    mixed = [path for name in MIXED for path in sorted((folder / name).glob("*corpus.jsonl"))]
    others = [] if mixed else sorted(folder.glob("*/*/corpus.jsonl"))
    return mixed or (others if sum(path.stat().st_size for path in others) >= ENOUGH_BYTES else [])
