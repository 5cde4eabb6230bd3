"""Measure the shipped core, through the shipped runtime, on the open parts that training never saw.

    python training/evaluate.py --data DIR           prints the figures and writes scores.json beside the core

Grammar counts no punctuation unless the key ends in `_all`. From raw text a word counts as right when
token, head and label are right; the figure is F1. Names are strict: border and kind.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(Path(__file__).resolve().parent)]

from dateline.scorecard.gum_names import demonyms_in, name_gum  # noqa: E402
from dateline.scorecard.rebuilt import RebuiltText, from_treebank  # noqa: E402
from dateline.scorecard.tasks.syntax import on_gold_words, on_raw  # noqa: E402
from dateline.scorecard.treebanks import UNKNOWN, Sentence, documents, read_conllu  # noqa: E402
from dateline.understand.parse import Parse  # noqa: E402
from dateline.understand.syntax import CoreSyntax  # noqa: E402

COUNTED = ("PER", "ORG", "LOC", "NORP")


def grammar_on_gold(syntax: CoreSyntax, treebank: list[Sentence]) -> dict[str, float]:
    """UAS, LAS, XPOS, UPOS with gold tokens and sentences."""
    hits: Counter[str] = Counter()
    for document in documents(treebank):
        text = from_treebank(document)
        hits.update(on_gold_words(document, text, _on_gold(syntax, text)))
    shares = {key: hits[f"gold_{key}"] / hits["words"] for key in ("uas", "las")}
    shares["las_all"] = hits["gold_las_all"] / hits["all"]
    return _percent(shares | {key: hits[key] / hits["all"] for key in ("xpos", "upos")})


def grammar_on_raw(syntax: CoreSyntax, treebank: list[Sentence], *, paragraphs: str) -> dict[str, float]:
    """Token and sentence F1, UAS and LAS F1 from text alone."""
    hits: Counter[str] = Counter()
    for document in documents(treebank):
        text = from_treebank(document, paragraphs=paragraphs)
        hits.update(on_raw(document, text, syntax.parse([text.text])[0]))
    sums = {
        "tokens": "token_sum",
        "sentences": "sentence_sum",
        "uas": "word_sum",
        "las": "word_sum",
        "las_all": "token_sum",
    }
    return _percent({key: 2 * hits[key] / hits[of] for key, of in sums.items()})


def names_on_gold(syntax: CoreSyntax, treebank: list[Sentence], *, genres: tuple[str, ...]) -> dict[str, float]:
    """Strict F1 per kind and together; a name on words of unknown kind counts neither way."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for document in documents(treebank):
        if not any(genre in document[0].document for genre in genres):
            continue
        tags = [tag for sentence in document for tag in sentence.names]
        unknown = {n for n, tag in enumerate(tags) if tag == UNKNOWN}
        wanted = {span for span in _spans(tags) if span[2] in COUNTED}
        parse = _on_gold(syntax, from_treebank(document))
        said = {(name.first, name.last_exclusive, str(name.kind)) for name in parse.names}
        said = {span for span in said if span[2] in COUNTED and not unknown & set(range(span[0], span[1]))}
        for group in (wanted, said):
            total.update(span[2] for span in group)
            total["micro"] += len(group)
        right.update(span[2] for span in wanted & said)
        right["micro"] += len(wanted & said)
    return _percent({kind: 2 * right[kind] / max(total[kind], 1) for kind in (*COUNTED, "micro")})


def _on_gold(syntax: CoreSyntax, text: RebuiltText) -> Parse:
    places = np.array(text.words, dtype=np.int32)
    return syntax.parse_tokens(text.text, places[:, 0].copy(), places[:, 1].copy(), text.sentences)


def _spans(tags: list[str]) -> set[tuple[int, int, str]]:
    found: set[tuple[int, int, str]] = set()
    first = -1
    for n, tag in enumerate([*tags, "O"]):
        if first >= 0 and not (tag.startswith("I-") and tag[2:] == tags[first][2:]):
            found.add((first, n, tags[first][2:]))
            first = -1
        if tag.startswith("B-"):
            first = n
    return found


def _percent(shares: dict[str, float]) -> dict[str, float]:
    return {key: round(100 * share, 2) for key, share in shares.items()}


def measure(data: Path, core: Path | None) -> dict[str, object]:
    """All figures of the card."""
    syntax = CoreSyntax(core)
    parts = {
        "ewt_dev": read_conllu(data / "parsing/ud_ewt/en_ewt-ud-dev.conllu.gz"),
        "gum_free_dev": read_conllu(data / "parsing/ud_gum_free/en_gum_free-ud-dev.conllu.gz"),
    }
    train = read_conllu(data / "parsing/ud_ewt/en_ewt-ud-train.conllu.gz")
    train += read_conllu(data / "parsing/ud_gum_free/en_gum_free-ud-train.conllu.gz")
    demonyms = demonyms_in(train)
    for document in documents(parts["gum_free_dev"]):
        name_gum(document, demonyms)
    figures: dict[str, object] = {}
    for part, treebank in parts.items():
        figures[part] = {
            "gold_tokens": grammar_on_gold(syntax, treebank),
            "raw_text": grammar_on_raw(syntax, treebank, paragraphs="\n\n"),
            "raw_text_paragraphs_run_together": grammar_on_raw(syntax, treebank, paragraphs=" "),
        }
    figures["gum_free_dev_names"] = {
        "news_and_interview": names_on_gold(syntax, parts["gum_free_dev"], genres=("news", "interview")),
        "all_genres": names_on_gold(syntax, parts["gum_free_dev"], genres=("_",)),
    }
    return figures


def main() -> None:
    """Print the figures and keep them beside the core."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--core", type=Path, help="folder of another core")
    args = parser.parse_args()
    figures = measure(args.data, args.core)
    written = json.dumps(figures, indent=1) + "\n"
    print(written)
    folder = args.core or ROOT / "src" / "dateline_core_en"
    (folder / "scores.json").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
