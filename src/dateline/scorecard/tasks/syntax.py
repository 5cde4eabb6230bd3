"""Syntax: tokens, sentences, tags and grammar of the language core against treebanks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.scorecard.metrics import share
from dateline.scorecard.nouns import GoldSet, Measure, Table
from dateline.scorecard.reading import Bench
from dateline.scorecard.rebuilt import RebuiltText, from_treebank
from dateline.scorecard.treebanks import Sentence, documents, read_conllu, scored_part

if TYPE_CHECKING:
    from dateline.understand.parse import Parse


class Syntax:
    """Grammar counts no punctuation; from raw text a word is right when token, head and label are; that is F1."""

    name = "syntax"
    about = "Tokens, sentences and grammar"
    usual = ("ud_ewt", "ud_gum_free")

    def sets(self, folder: Path) -> list[GoldSet]:
        """The dev (or only) part of each treebank in `parsing`."""
        folders = sorted(path for path in (folder / "parsing").glob("*") if path.is_dir())
        return [GoldSet(self.name, one.name, part) for one in folders if (part := scored_part(one)) is not None]

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one treebank."""
        from dateline.understand.room import syntax_for

        syntax = syntax_for(bench.syntax)
        treebank = list(documents(read_conllu(gold.path)))[:limit]
        texts = [from_treebank(document) for document in treebank]
        hits: Counter[str] = Counter()
        for document, text, parse in zip(treebank, texts, syntax.parse([one.text for one in texts]), strict=True):
            hits.update(on_raw(document, text, parse))
        on_gold = getattr(syntax, "parse_tokens", None)
        if on_gold is not None:
            import numpy as np

            for document, text in zip(treebank, texts, strict=True):
                places = np.array(text.words, dtype=np.int32)
                parse = on_gold(text.text, places[:, 0].copy(), places[:, 1].copy(), text.sentences)
                hits.update(on_gold_words(document, text, parse))
        words = f"{sum(len(text.words) for text in texts):,} words"
        return Table(self.name, gold.name, f"{len(treebank):,} texts, {words}", tuple(_measures(hits)))


def on_raw(document: Sequence[Sentence], text: RebuiltText, parse: Parse) -> Counter[str]:
    """Tokens, sentences, heads and labels from text alone."""
    heads, labels, pos = _grammar(document, text)
    said = list(zip(parse.starts.tolist(), parse.ends.tolist(), strict=True))
    number = {place: n for n, place in enumerate(said)}
    wanted = {(text.words[a][0], text.words[b - 1][1]) for a, b in text.sentences}
    bounds = {(said[a][0], said[b - 1][1]) for a, b in parse.sentences}
    hits: Counter[str] = Counter(
        sentences=len(wanted & bounds),
        sentence_sum=len(wanted) + len(bounds),
        tokens=len(number.keys() & set(text.words)),
        token_sum=len(said) + len(text.words),
        word_sum=sum(tag != "PUNCT" for tag in parse.pos) + sum(tag != "PUNCT" for tag in pos),
    )
    for n, place in enumerate(text.words):
        own = number.get(place)
        if own is None:
            continue
        right = said[int(parse.heads[own])] == text.words[heads[n]]
        both = right and parse.labels[own] == labels[n]
        hits["las_all"] += both
        if pos[n] != "PUNCT":
            hits.update(uas=int(right), las=int(both))
    return hits


def on_gold_words(document: Sequence[Sentence], text: RebuiltText, parse: Parse) -> Counter[str]:
    """Tags, heads and labels with the words and sentences of the gold."""
    heads, labels, pos = _grammar(document, text)
    tags = [tag for sentence in document for tag in sentence.tags]
    hits: Counter[str] = Counter()
    for n in range(len(text.words)):
        right = int(parse.heads[n]) == heads[n]
        both = right and parse.labels[n] == labels[n]
        hits.update(all=1, xpos=int(parse.tags[n] == tags[n]), upos=int(parse.pos[n] == pos[n]), gold_las_all=int(both))
        if pos[n] != "PUNCT":
            hits.update(words=1, gold_uas=int(right), gold_las=int(both))
    return hits


def _grammar(document: Sequence[Sentence], text: RebuiltText) -> tuple[list[int], list[str], list[str]]:
    """Head (a word number; a root points at itself), label and part of speech of each word."""
    heads: list[int] = []
    for (first, _), sentence in zip(text.sentences, document, strict=True):
        heads += [first + head - 1 if head else first + n for n, head in enumerate(sentence.heads)]
    labels = [label for sentence in document for label in sentence.labels]
    return heads, labels, [tag for sentence in document for tag in sentence.pos]


def _measures(hits: Counter[str]) -> list[Measure]:
    rows = (
        ("las", "from raw text: head and label, F1 (LAS)", 2 * hits["las"], "word_sum"),
        ("uas", "from raw text: head, F1 (UAS)", 2 * hits["uas"], "word_sum"),
        ("tokens", "tokens, F1", 2 * hits["tokens"], "token_sum"),
        ("sentences", "sentences, F1", 2 * hits["sentences"], "sentence_sum"),
        ("gold_las", "on gold words: head and label (LAS)", hits["gold_las"], "words"),
        ("gold_uas", "on gold words: head (UAS)", hits["gold_uas"], "words"),
        ("upos", "on gold words: part of speech (UPOS)", hits["upos"], "all"),
        ("xpos", "on gold words: tag (XPOS)", hits["xpos"], "all"),
    )
    return [Measure(key, words, share(right, hits[of])) for key, words, right, of in rows]
