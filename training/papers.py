"""Write what goes with the weights: the texts they learnt from, and a checksum of every file."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

FIELDS = ("title", "author", "sourceURL")


def write_sources(treebank: Path, folder: Path) -> None:
    """sources_gum.tsv: id, title, author and address of each GUM document that the heads learnt from."""
    rows = ["document\ttitle\tauthor\taddress"]
    known: dict[str, str] = {}
    for line in [*gzip.decompress(treebank.read_bytes()).decode("utf-8").split("\n"), "# newdoc id ="]:
        if line.startswith("# newdoc id ="):
            if known.get("document"):
                rows.append("\t".join(known.get(field, "") for field in ("document", *FIELDS)))
            known = {"document": line.split("=", 1)[1].strip()}
        elif line.startswith("# meta::"):
            field, value = line[8:].split(" = ", 1)
            known[field] = value.strip().replace("\t", " ")
    (folder / "sources_gum.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def write_checksums(folder: Path) -> None:
    """checksums.txt: sha256 of every file of the core that carries weights or tables."""
    kinds = (".onnx", ".npz", ".txt", ".json", ".gz")
    files = sorted(path for path in folder.iterdir() if path.suffix in kinds and path.name not in _NOT_CHECKED)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in files]
    (folder / "checksums.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


_NOT_CHECKED = {"checksums.txt", "scores.json"}
