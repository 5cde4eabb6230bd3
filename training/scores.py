"""Figures on gold tokens while training, straight from the torch heads (the card uses the shipped runtime)."""

from __future__ import annotations

import torch
from corpora import UNKNOWN
from fit import Task, batches
from network import Grammar, Names

COUNTED = ("PER", "ORG", "LOC", "NORP")


@torch.no_grad()
def grammar_scores(model: Grammar, task: Task, inventories: dict[str, list[str]]) -> dict[str, float]:
    """UAS and LAS without punctuation, LAS with it, XPOS, UPOS, in percent; heads by plain argmax."""
    counts = dict.fromkeys(("words", "uas", "las", "all", "las_all", "xpos", "upos"), 0)
    for batch in batches(task, shuffle=None):
        states = model.states(batch.vectors, batch.forms, batch.real)
        arcs = model.arcs(states, batch.rows, batch.mask).argmax(dim=2)
        tags, pos = model.tag(states).argmax(dim=1), model.pos(states).argmax(dim=1)
        for line, member in enumerate(batch.members):
            sentence = task.sentences[member]
            rows = batch.rows[line, : len(sentence.words)]
            heads = arcs[line, : len(sentence.words)]
            governors = torch.where(heads > 0, rows[(heads - 1).clamp(min=0)], -1)
            labels = model.label_scores(states, rows, governors).argmax(dim=1).tolist()
            for n, row in enumerate(rows.tolist()):
                right = int(heads[n]) == sentence.heads[n]
                both = right and inventories["labels"][labels[n]] == sentence.labels[n]
                counts["all"] += 1
                counts["las_all"] += both
                counts["xpos"] += inventories["tags"][int(tags[row])] == sentence.tags[n]
                counts["upos"] += inventories["pos"][int(pos[row])] == sentence.pos[n]
                if sentence.pos[n] != "PUNCT":
                    counts["words"] += 1
                    counts["uas"] += right
                    counts["las"] += both
    share = {name: counts[name] / counts["words" if name in ("uas", "las") else "all"] for name in counts}
    return {name: round(100 * share[name], 2) for name in ("uas", "las", "las_all", "xpos", "upos")}


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """The names of a tag sequence as (first, stop, kind)."""
    found: set[tuple[int, int, str]] = set()
    first = -1
    for n, tag in enumerate([*tags, "O"]):
        if first >= 0 and not (tag.startswith("I-") and tag[2:] == tags[first][2:]):
            found.add((first, n, tags[first][2:]))
            first = -1
        if tag.startswith("B-") or (tag.startswith("I-") and first < 0):
            first = n
    return found


@torch.no_grad()
def names_scores(model: Names, task: Task, inventories: dict[str, list[str]]) -> dict[str, float]:
    """Strict F1 per kind and together on news and interviews, in percent; names on unknown words do not count."""
    right = dict.fromkeys((*COUNTED, "micro"), 0)
    guessed, gold = dict(right), dict(right)
    for batch in batches(task, shuffle=None):
        best = model(batch.vectors, batch.forms, batch.real).argmax(dim=1)
        for line, member in enumerate(batch.members):
            sentence = task.sentences[member]
            if "news" not in sentence.document and "interview" not in sentence.document:
                continue
            rows = batch.rows[line, : len(sentence.words)]
            tags = [inventories["names"][int(n)] for n in best[rows]]
            unknown = {n for n, tag in enumerate(sentence.names) if tag == UNKNOWN}
            wanted = {span for span in spans(sentence.names) if span[2] in COUNTED}
            said = {s for s in spans(tags) if s[2] in COUNTED and not unknown & set(range(s[0], s[1]))}
            for group, where in ((wanted, gold), (said, guessed), (wanted & said, right)):
                for span in group:
                    where[span[2]] += 1
                    where["micro"] += 1
    return {k: round(200 * right[k] / max(guessed[k] + gold[k], 1), 1) for k in right}
