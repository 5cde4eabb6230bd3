"""Scores quotes on PolNeAR: python benchmarks/quotes.py --data DIR [--split dev] [--misses N].

Overlap is characters shared over characters in either (intersection over union), role by role; gold and found are
paired one to one, best pairs first. A role that neither side gives overlaps by 1, one that only one side gives by 0.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dateline.model.annotation import AnnotatedArticle, Quote
from dateline.model.article import Article
from dateline.understand.mentions import Mentions
from dateline.understand.parse import Parse
from dateline.understand.quotes import Quotes
from dateline.understand.syntax import default_syntax

Roles = tuple[frozenset[int], frozenset[int], frozenset[int]]
"""The characters of source, cue and content."""


def main() -> None:
    """Read the set, run mentions and quotes, print one table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="folder that holds quotes/polnear")
    options.add_argument("--split", default="dev")
    options.add_argument("--misses", type=int, default=0, help="print so many gold quotes that were missed")
    options.add_argument("--least", type=float, default=0.0, help="leave out quotes below this confidence")
    chosen = options.parse_args()
    folder = chosen.data / "quotes" / "polnear"
    texts = {row["id"]: row["text"] for row in _rows(folder / "corpus.jsonl")}
    gold = [row for row in _rows(folder / "gold.jsonl") if row["split"] == chosen.split]
    syntax = default_syntax()
    tally = Tally()
    spent = 0.0
    for row in gold:
        text = texts[row["id"]]
        parse = syntax.parse([text])[0]
        started = time.process_time()
        found = [one for one in quotes_of(text, parse) if one.confidence >= chosen.least]
        spent += time.process_time() - started
        tally.add(text, row["quotes"], found)
    tally.show(misses=chosen.misses)
    print(f"{len(gold)} articles; mentions and quotes take {1000 * spent / len(gold):.1f} ms of one CPU per article")


def quotes_of(text: str, parse: Parse) -> list[Quote]:
    """The quotes of a bare text."""
    article = Article(id="x", capture_id="x", found_in="x", text=text, slices=(), visible_sha256="")
    annotated = AnnotatedArticle(article)
    annotated = annotated.with_(Mentions()(annotated, parse))
    return list(Quotes()(annotated, parse))


class Tally:
    """Counts over articles."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, Any, Roles, Quote, Roles]] = []
        self.missed: list[tuple[str, Any, Roles]] = []
        self.spurious: list[tuple[str, Quote]] = []
        self._cases: list[tuple[list[tuple[Any, Roles]], list[tuple[Quote, Roles]]]] = []

    def add(self, text: str, gold: list[Any], found: list[Quote]) -> None:
        """Take in one article."""
        wanted = [(one, (_set(one["source"]), _set(one["cue"]), _set(one["content"]))) for one in gold]
        made = [(one, _roles_of(one)) for one in found]
        self._cases.append((wanted, made))
        pairs = _paired(wanted, made, lambda a, b: min(map(_overlap, a, b)), 0.3)
        got = {id(one) for one, _, _, _ in pairs}
        self.missed += [(text, one, roles) for one, roles in wanted if id(one) not in got]
        used = {id(one) for _, _, one, _ in pairs}
        self.spurious += [(text, one) for one, _ in made if id(one) not in used]

    def show(self, *, misses: int) -> None:
        """Print the table."""
        print(f"{'':34}{'P':>7}{'R':>7}{'F1':>7}")
        for least in (0.8, 0.3):
            self._row(f"source, cue, content >= {least}", lambda a, b: min(map(_overlap, a, b)), least)
        for number, role in enumerate(("source", "cue", "content")):
            for least in (0.8, 0.3):
                self._row(f"{role} >= {least}", lambda a, b, n=number: _overlap(a[n], b[n]), least)
        kinds = (("direct and mixed", ("direct", "mixed"), (True, "mixed")), ("indirect", ("indirect",), (False,)))
        for name, forms, values in kinds:
            for least in (0.8, 0.3):
                self._row(f"{name}: content >= {least}", lambda a, b: _overlap(a[2], b[2]), least, forms, values)
            self._row(f"{name}: all >= 0.8", lambda a, b: min(map(_overlap, a, b)), 0.8, forms, values)
            self._speakers(name, forms)
        self._row("source-less: cue, content >= 0.3", lambda a, b: min(map(_overlap, a[1:], b[1:])), 0.3, None, None)
        for text, one, _ in self.missed[:misses]:
            print(one["form"], "|", _words(text, one["source"]), "|", _words(text, one["cue"]), "|", end=" ")
            print(_words(text, one["content"])[:160])

    def _row(self, name: str, like: Any, least: float, forms: Any = None, values: Any = None) -> None:
        hit_gold = all_gold = hit_found = all_found = 0
        for wanted, made in self._cases:
            if name.startswith("source-less"):
                wanted = [pair for pair in wanted if not pair[1][0]]
                made = [pair for pair in made if not pair[1][0]]
            pairs = _paired(wanted, made, like, least)
            right = [one for one, _, _, _ in pairs if forms is None or one["form"] in forms]
            used = [one for _, _, one, _ in pairs if values is None or one.direct in values]
            hit_gold, hit_found = hit_gold + len(right), hit_found + len(used)
            all_gold += sum(forms is None or one["form"] in forms for one, _ in wanted)
            all_found += sum(values is None or one.direct in values for one, _ in made)
        precision, recall = hit_found / max(1, all_found), hit_gold / max(1, all_gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:34}{precision:7.3f}{recall:7.3f}{f1:7.3f}   ({all_gold} gold, {all_found} found)")

    def _speakers(self, name: str, forms: tuple[str, ...]) -> None:
        right = found = 0
        for wanted, made in self._cases:
            for one, roles, _, other in _paired(wanted, made, lambda a, b: _overlap(a[2], b[2]), 0.8):
                if one["form"] in forms:
                    found += 1
                    right += _overlap(roles[0], other[0]) >= 0.5
        print(f"{name + ': speaker right of found':34}{right / max(1, found):21.3f}")


def _paired(wanted: list[Any], made: list[Any], like: Any, least: float) -> list[tuple[Any, Roles, Quote, Roles]]:
    scored = []
    for a, (_, left) in enumerate(wanted):
        for b, (_, right) in enumerate(made):
            if left[2].isdisjoint(right[2]) and left[1].isdisjoint(right[1]) and left[0].isdisjoint(right[0]):
                continue
            value = like(left, right)
            if value >= least:
                scored.append((-value, a, b))
    scored.sort()
    used_a: set[int] = set()
    used_b: set[int] = set()
    pairs = []
    for _, a, b in scored:
        if a not in used_a and b not in used_b:
            used_a.add(a)
            used_b.add(b)
            pairs.append((*wanted[a], *made[b]))
    return pairs


def _overlap(left: frozenset[int], right: frozenset[int]) -> float:
    either = len(left | right)
    return len(left & right) / either if either else 1.0


def _roles_of(quote: Quote) -> Roles:
    speaker = [[quote.speaker.span.start, quote.speaker.span.end]] if quote.speaker and quote.speaker.span else []
    cue = [[quote.cue.span.start, quote.cue.span.end]] if quote.cue else []
    return _set(speaker), _set(cue), _set([[span.start, span.end] for span in quote.content])


def _set(spans: Iterable[list[int]]) -> frozenset[int]:
    return frozenset(at for start, end in spans for at in range(start, end))


def _words(text: str, spans: Iterable[list[int]]) -> str:
    return " ... ".join(text[start:end] for start, end in spans)


def _rows(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
