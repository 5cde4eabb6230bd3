"""Make the background table of word frequencies from free texts (counts only, no text).

    python benchmarks/background_words.py --data DIR > src/dateline/lexicon/background_words.tsv

Reads the even topics of clusters/ecbplus (CC BY 3.0), places/geovirus (Wikinews, CC BY 2.5) and the news,
interview, speech and biography parts of parsing/ud_gum_free (texts under CC BY, CC BY-SA or public domain).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.lexicon.words import words_of

FEWEST = 3


def texts(data: Path) -> Iterator[str]:
    """Go through the free texts."""
    for line in (data / "clusters/ecbplus/corpus.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        if int(row["id"].split("_")[0]) % 2 == 0:
            yield row["text"]
    for line in (data / "places/geovirus/corpus.jsonl").open(encoding="utf-8"):
        yield json.loads(line)["text"]
    for path in sorted((data / "parsing/ud_gum_free").glob("*.conllu.gz")):
        current: list[str] = []
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
            if line.startswith("# newdoc") and current:
                yield "\n".join(current)
                current = []
            if line.startswith("# text = "):
                current.append(line.removeprefix("# text = ").strip())
        yield "\n".join(current)


def main() -> None:
    """Count in how many texts each word stands and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    counts: Counter[str] = Counter()
    number = 0
    for text in texts(parser.parse_args().data):
        counts.update(set(words_of(text)))
        number += 1
    print("# word\ttexts")
    print(f"# texts\t{number}")
    for word, count in sorted(counts.items()):
        if count >= FEWEST and not word.isdigit():
            print(f"{word}\t{count}")


if __name__ == "__main__":
    main()
