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
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(Path(__file__).resolve().parent)]

from corpora import UNKNOWN, Sentence, character_spans, documents, read_conllu  # noqa: E402
from gum_names import demonyms_in, name_gum  # noqa: E402
from running import running_text  # noqa: E402

from dateline.understand.parse import Parse  # noqa: E402
from dateline.understand.syntax import CoreSyntax  # noqa: E402

COUNTED = ("PER", "ORG", "LOC", "NORP")
Place = tuple[int, int]


@dataclass
class GoldText:
    """A document as running text, with every gold word and sentence in its place."""

    text: str
    words: list[Place]
    sentences: list[tuple[int, int]]
    """Half-open word ranges."""
    heads: list[int]
    """Word number in the document; a root points at itself."""
    labels: list[str]
    tags: list[str]
    pos: list[str]
    names: list[str]


def gold_text(document: list[Sentence], *, paragraphs: str = "\n\n") -> GoldText:
    """A treebank document put together again."""
    text, places = running_text(document, paragraphs=paragraphs)
    gold = GoldText(text, [], [], [], [], [], [], [])
    for sentence, (begin, _) in zip(document, places, strict=True):
        first = len(gold.words)
        gold.words += [(begin + a, begin + b) for a, b in character_spans(sentence)]
        gold.sentences.append((first, len(gold.words)))
        gold.heads += [first + head - 1 if head else first + n for n, head in enumerate(sentence.heads)]
        gold.labels += sentence.labels
        gold.tags += sentence.tags
        gold.pos += sentence.pos
        gold.names += sentence.names
    return gold


def grammar_on_gold(syntax: CoreSyntax, treebank: list[Sentence]) -> dict[str, float]:
    """UAS, LAS, XPOS, UPOS with gold tokens and sentences."""
    hits: Counter[str] = Counter()
    for document in documents(treebank):
        gold = gold_text(document)
        parse = _on_gold(syntax, gold)
        for n in range(len(gold.words)):
            right = int(parse.heads[n]) == gold.heads[n]
            both = right and parse.labels[n] == gold.labels[n]
            hits.update(all=1, las_all=both, xpos=parse.tags[n] == gold.tags[n], upos=parse.pos[n] == gold.pos[n])
            if gold.pos[n] != "PUNCT":
                hits.update(words=1, uas=right, las=both)
    shares = {key: hits[key] / hits["words"] for key in ("uas", "las")}
    return _percent(shares | {key: hits[key] / hits["all"] for key in ("las_all", "xpos", "upos")})


def grammar_on_raw(syntax: CoreSyntax, treebank: list[Sentence], *, paragraphs: str) -> dict[str, float]:
    """Token and sentence F1, UAS and LAS F1 from text alone."""
    hits: Counter[str] = Counter()
    for document in documents(treebank):
        gold = gold_text(document, paragraphs=paragraphs)
        parse = syntax.parse([gold.text])[0]
        said = list(zip(parse.starts.tolist(), parse.ends.tolist(), strict=True))
        number = {place: n for n, place in enumerate(said)}
        gold_bounds = {(gold.words[a][0], gold.words[b - 1][1]) for a, b in gold.sentences}
        said_bounds = {(said[a][0], said[b - 1][1]) for a, b in parse.sentences}
        hits.update(sentences=len(gold_bounds & said_bounds), sentence_sum=len(gold_bounds) + len(said_bounds))
        hits.update(tokens=len(number.keys() & set(gold.words)), token_sum=len(said) + len(gold.words))
        hits.update(word_sum=sum(tag != "PUNCT" for tag in parse.pos) + sum(tag != "PUNCT" for tag in gold.pos))
        for n, place in enumerate(gold.words):
            own = number.get(place)
            if own is None:
                continue
            right = said[int(parse.heads[own])] == gold.words[gold.heads[n]]
            both = right and parse.labels[own] == gold.labels[n]
            hits.update(las_all=both)
            if gold.pos[n] != "PUNCT":
                hits.update(uas=right, las=both)
    return _percent(
        {
            "tokens": 2 * hits["tokens"] / hits["token_sum"],
            "sentences": 2 * hits["sentences"] / hits["sentence_sum"],
            "uas": 2 * hits["uas"] / hits["word_sum"],
            "las": 2 * hits["las"] / hits["word_sum"],
            "las_all": 2 * hits["las_all"] / hits["token_sum"],
        }
    )


def names_on_gold(syntax: CoreSyntax, treebank: list[Sentence], *, genres: tuple[str, ...]) -> dict[str, float]:
    """Strict F1 per kind and together; a name on words of unknown kind counts neither way."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for document in documents(treebank):
        if not any(genre in document[0].document for genre in genres):
            continue
        gold = gold_text(document)
        unknown = {n for n, tag in enumerate(gold.names) if tag == UNKNOWN}
        wanted = {span for span in _spans(gold.names) if span[2] in COUNTED}
        said = {(name.first, name.last_exclusive, str(name.kind)) for name in _on_gold(syntax, gold).names}
        said = {span for span in said if span[2] in COUNTED and not unknown & set(range(span[0], span[1]))}
        for group in (wanted, said):
            total.update(span[2] for span in group)
            total["micro"] += len(group)
        right.update(span[2] for span in wanted & said)
        right["micro"] += len(wanted & said)
    return _percent({kind: 2 * right[kind] / max(total[kind], 1) for kind in (*COUNTED, "micro")})


def _on_gold(syntax: CoreSyntax, gold: GoldText) -> Parse:
    places = np.array(gold.words, dtype=np.int32)
    return syntax.parse_tokens(gold.text, places[:, 0].copy(), places[:, 1].copy(), tuple(gold.sentences))


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
