"""Two names that the grammar read as one: in "Weiss tells Piet Jansen Berlin backs the plan" Piet Jansen is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dateline.lexicon.actors import alias_fits, own_actor
from dateline.lexicon.countries import country_of_name, seat_of_government
from dateline.lexicon.reporting import reporting_verb
from dateline.understand.lemmas import lemma_of
from dateline.understand.parse import NameKind, NameSpan, Parse

_TELLING = frozenset(("oc", "oi"))


@dataclass(frozen=True, slots=True)
class _Seam:
    """Where two names meet: the verb of telling, the first name, the second, and the verb of what is told."""

    verb: int
    first: int
    second: int
    stop: int
    clause: int
    kind: NameKind


def with_names_parted(parse: Parse) -> Parse:
    """Part what stands between a verb of telling and what is told, where two names stand there without a sign.

    The first becomes the one who is told, the second the subject of what is told. Only a country, a seat of government
    or a known body counts as a second name, so that long names of persons stay whole.
    """
    seams = list(_seams(parse))
    if not seams:
        return parse
    heads, labels = np.array(parse.heads), list(parse.labels)
    for seam in seams:
        for token in range(seam.first, seam.stop):
            if heads[token] == seam.first and token >= seam.second:
                heads[token], labels[token] = seam.second, "flat"
        heads[seam.first], labels[seam.first] = seam.verb, "iobj"
        heads[seam.second], labels[seam.second] = seam.clause, "nsubj"
    names = tuple(part for name in parse.names for part in _parted(name, seams))
    return replace(parse, heads=heads, labels=tuple(labels), names=names)


def _seams(parse: Parse) -> Iterator[_Seam]:
    heads, labels = parse.all_heads(), parse.labels
    for clause in [token for token, label in enumerate(labels) if label == "ccomp"]:
        verb = heads[clause]
        if clause <= verb or parse.pos[verb] != "VERB":
            continue
        word = reporting_verb(lemma_of(parse.exact(verb, verb + 1), "VERB").lower())
        if word is None or not word.frames & _TELLING:
            continue
        # Few clauses come so far; children and reach, which are made for the whole text, are asked for last.
        sentence = range(*parse.sentences[parse.sentence_of(clause)])
        subject = next((token for token in sentence if labels[token] == "nsubj" and heads[token] == clause), None)
        if subject is None or subject <= verb or subject + 1 not in sentence or labels[subject + 1] != "flat":
            continue
        if any(labels[child] in ("iobj", "obj") for child in parse.children(verb)):
            continue
        stop = parse.reach(subject)[1]
        run = [subject, *(child for child in parse.children(subject) if labels[child] == "flat")]
        if run != list(range(subject, stop)):
            continue
        fewest = 2 if "c" in word.frames else 1  # "warned Paris Jordan could leave" may tell nobody
        for second in range(subject + fewest, stop):
            kind = _kind(parse.exact(second, stop))
            if kind is not None:
                yield _Seam(verb, subject, second, stop, clause, kind)
                break


def _kind(name: str) -> NameKind | None:
    """Tell whether a name is that of a country or seat of government, or of a known body."""
    if country_of_name(name) or seat_of_government(name):
        return "LOC"
    actor = own_actor(name) if alias_fits(name) else None
    return "ORG" if actor is not None and actor.kind != "person" else None


def _parted(name: NameSpan, seams: Sequence[_Seam]) -> Iterator[NameSpan]:
    for seam in seams:
        if name.first < seam.second < name.last_exclusive <= seam.stop:
            yield replace(name, last_exclusive=seam.second, kind="PER")
            yield replace(name, first=seam.second, kind=seam.kind)
            return
    yield name
