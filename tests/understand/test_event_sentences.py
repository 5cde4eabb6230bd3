"""Events in sentences of our own, read by the real core; the tables of events against the published codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dateline.lexicon.plover import plover_of_cameo
from dateline.lexicon.tables import read_table
from dateline.model.annotation import Event, Party, broken_spans
from dateline.model.article import Article
from dateline.understand.room import understand

SENTENCES = Path(__file__).with_name("event_sentences.tsv")
"""Sentences of our own: type, words of an actor, words of a recipient, modality; no type means no event."""


def test_own_sentences_with_the_real_core() -> None:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()[1:]
    wanted = [(line.split("\t") + [""] * 4)[:5] for line in lines]
    articles = [
        Article(id=f"s{n}", capture_id="c", found_in="x", text=row[0], slices=(), visible_sha256="", language="en")
        for n, row in enumerate(wanted)
    ]
    right: Counter[str] = Counter()
    for (_, type_, actor, recipient, modality), annotated in zip(wanted, understand(articles), strict=True):
        events = list(annotated.of(Event))
        for event in events:
            assert broken_spans(annotated.article, event) == []
        kind = "event" if type_ else "nothing"
        right[kind] += 1
        if not type_:
            right["silent"] += not events
        elif events:
            found = max(events, key=lambda event: event.confidence)
            right["type"] += found.type == type_
            right["modality"] += found.modality == modality
            sides = meets(found.actors, actor) and meets(found.recipients, recipient)
            right["complete"] += found.type == type_ and sides
    assert right["type"] >= 0.92 * right["event"]
    assert right["modality"] >= 0.92 * right["event"]
    assert right["complete"] >= 0.87 * right["event"]
    assert right["silent"] >= 0.9 * right["nothing"]


def meets(parties: Sequence[Party], words: str) -> bool:
    """Tell whether one of the parties is or holds the wanted words; no words mean anybody."""
    return not words or any(words in (one.exact or "") or (one.exact or "-") in words for one in parties)


def test_type_and_code_never_contradict_the_published_table() -> None:
    # Where the codebook is newer and says otherwise: sanctions, apologies and pardons, resignations,
    # convictions.
    newer = {"163": "SANCTION", "055": "CONCEDE", "056": "CONCEDE", "080": "RETREAT", "116": "SANCTION"}
    for table in ("event_verbs.tsv", "event_nouns.tsv", "event_adjectives.tsv", "event_operators.tsv"):
        for row in read_table(table):
            published = plover_of_cameo(row["cameo"]) if row.get("cameo") else None
            if published is not None:
                assert row["type"] in (published.type, newer.get(row["cameo"])), (table, row)
