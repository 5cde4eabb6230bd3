"""Scores he and she on GUM: python benchmarks/pronouns.py --data DIR [--genres news,bio] [--gold].

A pronoun is right when it is resolved to a person one of whose names is in the same coreference group of the gold.
Only pronouns of people whom the text names are counted; `open` are those left unresolved. Parses are the core's own,
on the gold's tokens and sentences; `--gold` takes the gold trees and names, which shows the rules alone.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from dateline.model.annotation import AnnotatedArticle, Mention
from dateline.model.article import Article
from dateline.understand.mentions import Mentions
from dateline.understand.parse import NameSpan, Parse
from dateline.understand.syntax import CoreSyntax

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "training"))
_PIECE = re.compile(r"\((\d+)-([a-z]+)-[^()]*(\)?)|(\d+)(?:\[[^\]]*\])?\)")
Group = tuple[int, int, str]
"""First token, behind the last, and the coreference group of a person."""


def main() -> None:
    """Print one line per genre."""
    from corpora import documents, read_conllu  # type: ignore[import-not-found]
    from gum_names import demonyms_in, name_gum  # type: ignore[import-not-found]

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--genres", default="news,interview,bio")
    options.add_argument("--split", default="train")
    options.add_argument("--gold", action="store_true", help="take the gold trees and names")
    chosen = options.parse_args()
    path = next((chosen.data / "parsing" / "ud_gum_free").glob(f"*-{chosen.split}.conllu*"))
    sentences = read_conllu(path)
    demonyms = demonyms_in(sentences)
    syntax = None if chosen.gold else CoreSyntax()
    for genre in chosen.genres.split(","):
        tally: Counter[str] = Counter()
        for document in documents(sentences):
            if genre in document[0].document:
                name_gum(document, demonyms)
                tally.update(_score(_parse(document, syntax), list(_people(document))))
        settled = tally["right"] + tally["wrong"]
        print(
            f"{genre:10} {tally['right']} of {tally['all']} right ({tally['right'] / max(1, tally['all']):.3f}), "
            f"{tally['right'] / max(1, settled):.3f} of those resolved, {tally['open']} open"
        )


def _score(parse: Parse, people: list[Group]) -> Counter[str]:
    article = Article(id="x", capture_id="x", found_in="x", text=parse.text, slices=(), visible_sha256="")
    found = list(Mentions()(AnnotatedArticle(article), parse))
    groups: dict[str, set[str]] = {}
    for one in found:
        if one.kind == "person" and one.actor_id:
            groups.setdefault(one.actor_id, set()).update(_group_named(parse, people, one))
    named = set().union(*groups.values()) if groups else set()
    tally: Counter[str] = Counter()
    for one in found:
        tokens = parse.tokens_in(one.span.start, one.span.end)
        gold = next((group for first, stop, group in people if (first, stop) == tokens), None)
        if one.kind == "pronoun" and gold in named and gold is not None:
            right = one.actor_id is not None and gold in groups.get(one.actor_id, ())
            tally["all"] += 1
            tally["open" if one.actor_id is None else "right" if right else "wrong"] += 1
    return tally


def _group_named(parse: Parse, people: list[Group], name: Mention) -> set[str]:
    """The group of the smallest gold mention that has its head in the name."""
    first, stop = parse.tokens_in(name.span.start, name.span.end)
    fitting = []
    for low, high, group in people:
        heads = [
            token for token in range(low, high) if not low <= parse.heads[token] < high or parse.heads[token] == token
        ]
        if low <= first and stop <= high and any(first <= token < stop for token in heads):
            fitting.append((high - low, group))
    return {min(fitting)[1]} if fitting else set()


def _people(document: list[Any]) -> Iterator[Group]:
    base = 0
    for sentence in document:
        opened: dict[str, list[tuple[int, str]]] = {}
        for token, misc in enumerate(sentence.misc):
            entity = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
            for group, kind, closed, ended in _PIECE.findall(entity):
                if group and closed:
                    if kind == "person":
                        yield base + token, base + token + 1, group
                elif group:
                    opened.setdefault(group, []).append((base + token, kind))
                elif opened.get(ended):
                    first, kind = opened[ended].pop()
                    if kind == "person":
                        yield first, base + token + 1, ended
        base += len(sentence.words)


def _parse(document: list[Any], syntax: CoreSyntax | None) -> Parse:
    starts, ends, heads, sentences, names = [], [], [], [], []
    labels: list[str] = []
    pos: list[str] = []
    tags: list[str] = []
    text = ""
    for sentence in document:
        text += "\n\n" if sentence.opens_paragraph and text else ""
        base, cursor = len(starts), 0
        for number, word in enumerate(sentence.words):
            at = max(sentence.text.find(word, cursor), cursor)
            starts.append(len(text) + at)
            ends.append(len(text) + at + len(word))
            cursor = at + len(word)
            heads.append(base + sentence.heads[number] - 1 if sentence.heads[number] else base + number)
        labels, pos, tags = labels + sentence.labels, pos + sentence.pos, tags + sentence.tags
        text += sentence.text + " "
        sentences.append((base, len(starts)))
        names += list(_names(sentence.names, base))
    begin, finish = np.array(starts, dtype=np.int32), np.array(ends, dtype=np.int32)
    if syntax is not None:
        return syntax.parse_tokens(text, begin, finish, tuple(sentences))
    tree = np.array(heads, dtype=np.int32)
    return Parse(text, begin, finish, tuple(sentences), tree, labels, tags, pos, tuple(names))


def _names(tags: list[str], base: int) -> Iterator[NameSpan]:
    first, kind = None, ""
    for number, tag in enumerate([*tags, "O"]):
        if first is not None and not tag.startswith("I-"):
            yield NameSpan(base + first, base + number, kind, 0.9)  # type: ignore[arg-type]
            first = None
        if tag.startswith("B-"):
            first, kind = number, tag[2:]


if __name__ == "__main__":
    main()
