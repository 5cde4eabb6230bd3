"""Tokens per CPU-second of the encoder alone (all six layers, every sentence) and of the whole parse.

    python benchmarks/syntax_speed.py corpus.jsonl [--articles 200] [--steps]

Reads the `text` field of each line. Figures are CPU time of one process with one thread, so other work
on the machine matters little.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from dateline.scorecard.tasks.speed import encoder_alone
from dateline.understand import syntax as syntax_module
from dateline.understand.syntax import CoreSyntax


def main() -> None:
    """Measure twice and print the better figures with their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--steps", action="store_true", help="also show where the time goes")
    args = parser.parse_args()
    with args.corpus.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for _, line in zip(range(args.articles), lines, strict=False)]
    syntax = CoreSyntax()
    parses = syntax.parse(texts)
    tokens = sum(len(parse) for parse in parses)
    whole = best_of(lambda: syntax.parse(texts))
    alone = best_of(encoder_alone(parses))
    print(f"{len(texts)} articles, {tokens} tokens, {sum(len(p.sentences) for p in parses)} sentences")
    print(f"encoder alone, 6 layers: {tokens / alone:8.0f} tokens per CPU-second")
    print(f"whole parse:             {tokens / whole:8.0f} tokens per CPU-second")
    print(f"ratio:                   {whole / alone:8.2f}")
    if args.steps:
        show_steps(syntax, texts)


def best_of(work: Callable[[], object], *, times: int = 3) -> float:
    """The least CPU-seconds that the work took."""
    taken = []
    for _ in range(times):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def show_steps(syntax: CoreSyntax, texts: list[str]) -> None:
    """Print the CPU share of each step, measured by wrapping the steps one by one."""
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **options: object) -> object:
            begun = time.process_time()
            answer = work(*args, **options)
            spent[name] = spent.get(name, 0.0) + time.process_time() - begun
            return answer

        return run

    for name in ("tokenise", "split", "_spread", "best_heads", "read_names", "_cut"):
        setattr(syntax_module, name, timed(name, getattr(syntax_module, name)))
    for name in ("_heads", "_labels"):
        setattr(syntax, name, timed(name, getattr(syntax, name)))
    for part, name in ((syntax._encoder, "encode"), (syntax._forms, "look_up")):
        setattr(part, name, timed(name, getattr(part, name)))
    begun = time.process_time()
    syntax.parse(texts)
    total = time.process_time() - begun
    for name, seconds in sorted(spent.items(), key=lambda step: -step[1]):
        print(f"  {name:12} {100 * seconds / total:5.1f} %")


if __name__ == "__main__":
    main()
