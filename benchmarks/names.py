"""Scores names, strict span and kind: python benchmarks/names.py --data DIR [--set NAME] [--errors N].

One table per set: the parser's own names beside the mentions made of them. Tokens and sentences are the gold's;
texts are its tokens with blanks between. Kinds that a set does not mark are left out on both sides.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from dateline.lexicon.countries import seat_of_government
from dateline.model.annotation import AnnotatedArticle, Mention
from dateline.model.article import Article
from dateline.understand.mentions import Mentions
from dateline.understand.parse import Parse
from dateline.understand.syntax import CoreSyntax

ROOT = Path(__file__).parents[1]
_KINDS = {
    "Person": "PER", "PER": "PER", "person": "PER", "politician": "PER",
    "Organization": "ORG", "ORG": "ORG", "organisation": "ORG", "politicalparty": "ORG",
    "Location": "LOC", "LOC": "LOC", "country": "LOC", "location": "LOC", "NORP": "NORP",
}  # fmt: skip
_OURS = {
    "person": "PER",
    "organization": "ORG",
    "country": "LOC",
    "place": "LOC",
    "nationality": "NORP",
    "group": "NORP",
}
SETS = {
    "worldwide dev": ("ner/worldwide/dev.tsv", 0, 1, ("PER", "ORG", "LOC")),
    "uner ewt dev": ("ner/uner_ewt/en_ewt-ud-dev.iob2", 1, 2, ("PER", "ORG", "LOC")),
    "crossner politics dev": ("ner/crossner_politics/dev.txt", 0, 1, ("PER", "ORG", "LOC")),
    "gum news and interview dev": ("parsing/ud_gum_free", 0, 0, ("PER", "ORG", "LOC", "NORP")),
}
Name = tuple[int, int, str]


@dataclass
class Text:
    """Sentences of words with names as (first word, behind last word, kind)."""

    sentences: list[list[str]] = field(default_factory=list)
    names: set[Name] = field(default_factory=set)
    unknown: set[int] = field(default_factory=set)


def main() -> None:
    """Score every set that is there."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--set", default="")
    options.add_argument("--limit", type=int, default=10_000, help="texts per set")
    options.add_argument("--errors", type=int, default=0)
    chosen = options.parse_args()
    syntax = CoreSyntax()
    for title, (where, word, tag, kinds) in SETS.items():
        path = chosen.data / where
        if chosen.set in title and path.exists():
            texts = _gum(path) if path.is_dir() else _tagged(path, word=word, tag=tag)
            score(title, list(texts)[: chosen.limit], kinds, syntax, errors=chosen.errors)


def score(title: str, texts: list[Text], kinds: tuple[str, ...], syntax: CoreSyntax, *, errors: int) -> None:
    """Print the table of one set."""
    counts: dict[str, Counter[str]] = {"parser": Counter(), "mentions": Counter()}
    wrong: Counter[str] = Counter()
    spent = 0.0
    for text in texts:
        parse = _parse(text, syntax)
        started = time.process_time()
        found = _of_mentions(parse)
        spent += time.process_time() - started
        parsed = {(one.first, one.last_exclusive, str(one.kind)) for one in parse.names}
        gold = {name for name in text.names if name[2] in kinds}
        for system, names in (("parser", parsed), ("mentions", found)):
            names = {name for name in names if name[2] in kinds and text.unknown.isdisjoint(range(name[0], name[1]))}
            for kind in kinds:
                ours, theirs = {n for n in names if n[2] == kind}, {n for n in gold if n[2] == kind}
                counts[system][kind + " hit"] += len(ours & theirs)
                counts[system][kind + " ours"] += len(ours)
                counts[system][kind + " gold"] += len(theirs)
            if system == "mentions":
                wrong.update(f"- {parse.exact(*n[:2])} {n[2]}" for n in gold - names)
                wrong.update(f"+ {parse.exact(*n[:2])} {n[2]}" for n in names - gold)
    print(f"{title}: {len(texts)} texts, mentions take {1000 * spent / max(1, len(texts)):.1f} ms each")
    for system, count in counts.items():
        parts = [f"{kind} {_f1(count, [kind]):.1f}" for kind in kinds]
        print(f"  {system:10} micro F1 {_f1(count, list(kinds)):5.1f}   " + "  ".join(parts))
    for line, number in wrong.most_common(errors):
        print(f"    {number} {line}")


def _of_mentions(parse: Parse) -> set[Name]:
    article = Article(id="x", capture_id="x", found_in="x", text=parse.text, slices=(), visible_sha256="")
    found: set[Name] = set()
    for one in Mentions()(AnnotatedArticle(article), parse):
        kind = _OURS.get(one.kind)
        if kind is None or _is_composed(one):
            continue
        if seat_of_government(one.exact) and one.actor_id == f"{one.country}GOV":
            kind = "LOC"
        found.add((*parse.tokens_in(one.span.start, one.span.end), kind))
    return found


def _is_composed(mention: Mention) -> bool:
    """ "Norwegian police": a group built on a nationality, which no set marks."""
    return " of " in mention.why and mention.why.endswith(f" of {mention.country}")


def _parse(text: Text, syntax: CoreSyntax) -> Parse:
    starts, ends, sentences, at, first = [], [], [], 0, 0
    for words in text.sentences:
        for word in words:
            starts.append(at)
            ends.append(at + len(word))
            at += len(word) + 1
        sentences.append((first, first + len(words)))
        first += len(words)
    whole = " ".join(word for words in text.sentences for word in words)
    return syntax.parse_tokens(
        whole, np.array(starts, dtype=np.int32), np.array(ends, dtype=np.int32), tuple(sentences)
    )


def _tagged(path: Path, *, word: int, tag: int) -> Iterator[Text]:
    """Texts of a tagged file; files without marks between texts are cut every 30 sentences."""
    text = Text()
    words: list[str] = []
    tags: list[str] = []
    marked = "# newdoc" in path.read_text(encoding="utf-8")
    for line in [*path.read_text(encoding="utf-8").splitlines(), "", "# newdoc"]:
        cut = line.startswith("# newdoc") or (not marked and not line.strip() and len(text.sentences) >= 30)
        if cut and not words and text.sentences:
            yield text
            text = Text()
        if line.startswith("#") and "\t" not in line:
            continue
        if not line.strip():
            if words:
                _close(text, words, tags)
            words, tags = [], []
            continue
        columns = line.split("\t") if "\t" in line else line.split(" ")
        words.append(columns[word])
        tags.append(columns[tag])


def _close(text: Text, words: list[str], tags: Iterable[str]) -> None:
    base = sum(map(len, text.sentences))
    text.sentences.append(words)
    first, kind = None, ""
    for number, tag in enumerate([*tags, "O"]):
        mark, _, name = tag.partition("-")
        if first is not None and (mark != "I" or name != kind):
            if kind in _KINDS:
                text.names.add((base + first, base + number, _KINDS[kind]))
            first = None
        if mark in ("B", "I") and first is None and name:
            first, kind = number, name
        if tag == "?":
            text.unknown.add(base + number)


def _gum(folder: Path) -> Iterator[Text]:
    """News and interviews of GUM dev, with the names that training derives from nested mentions."""
    sys.path.insert(0, str(ROOT / "training"))
    from corpora import UNKNOWN, documents, read_conllu  # type: ignore[import-not-found]
    from gum_names import demonyms_in, name_gum  # type: ignore[import-not-found]

    path = next(iter(sorted(folder.glob("*dev*.conllu*"))))
    sentences = read_conllu(path)
    demonyms = demonyms_in(sentences)
    for document in documents(sentences):
        if not any(genre in document[0].document for genre in ("news", "interview")):
            continue
        name_gum(document, demonyms)
        text = Text()
        for sentence in document:
            tags = ["?" if tag == UNKNOWN else tag for tag in sentence.names]
            _close(text, list(sentence.words), tags)
        yield text


def _f1(count: Counter[str], kinds: list[str]) -> float:
    hit, ours, gold = (sum(count[f"{kind} {what}"] for kind in kinds) for what in ("hit", "ours", "gold"))
    return 200 * hit / max(1, ours + gold)


if __name__ == "__main__":
    main()
