"""Nouns as plain JSON values, and who deals with whom in a story as such."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from dateline.storage.shelf import ShelfRows

Record = dict[str, Any]
NODES = 40
"""So many actors stand in the network of a story, the busiest ones."""


def network_of(shelf: ShelfRows, story_id: str) -> Record:
    """Show who deals with whom in a story: nodes are actors, links acts from one to another."""
    ties = shelf.ties(story_id)
    weight: dict[str, int] = {}
    names: dict[str, str] = {}
    for one in ties:
        for key, name in ((one.actor, one.actor_name), (one.recipient, one.recipient_name)):
            weight[key] = weight.get(key, 0) + one.acts
            names.setdefault(key, name)
    names |= {one.key: one.name for one in shelf.keys_of([story_id])[story_id] if one.kind == "actor"}
    kept = sorted(weight, key=lambda key: (-weight[key], key))[:NODES]
    return {
        "nodes": [{"id": key, "name": names[key], "acts": weight[key]} for key in kept],
        "links": [
            {"from": one.actor, "to": one.recipient, "acts": one.acts, "type": one.type, "goldstein": one.goldstein}
            for one in ties
            if one.actor in kept and one.recipient in kept
        ],
    }


def plain(noun: Any) -> Any:
    """Write a noun as plain JSON values."""
    if isinstance(noun, str | int | float | None):
        return noun
    if is_dataclass(noun):
        kind: Any = type(noun)
        return {name: plain(getattr(noun, name)) for name in _names_in(kind)}
    if isinstance(noun, tuple | list):
        return [plain(one) for one in noun]
    return noun


@cache
def _names_in(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def plain_list(nouns: Iterable[Any]) -> list[Record]:
    """Write nouns as plain JSON values."""
    return [plain(one) for one in nouns]
