"""Where a story comes from: the origins of its claims, the reports that rest on them, and whose words are copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.serve.shown import Evidence, OriginUse, Report, evidence_of

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Provenance:
    """The origins of a story, the most widely used first, and the reports of which none is known."""

    origins: tuple[OriginUse, ...]
    unknown: tuple[Report, ...]


def provenance(claims: Iterable[Record], reports: dict[str, Report]) -> Provenance:
    """Gather the origins of all claims by id, with every report that rests on them."""
    used: dict[str, list[tuple[Record, str, Evidence]]] = {}
    for claim in claims:
        for origin, passage in _used(claim, reports):
            used.setdefault(origin["id"], []).append((origin, claim["id"], passage))
    resting = {passage.report.id for uses in used.values() for _, _, passage in uses}
    return Provenance(
        origins=_ranked(used.values()),
        unknown=tuple(one for one in reports.values() if one.id not in resting),
    )


def origins_of(claim: Record, reports: dict[str, Report]) -> tuple[OriginUse, ...]:
    """The origins of one claim, with the reports that rest on each; one that no answer names stands without any."""
    used: dict[str, list[tuple[Record, str, Evidence]]] = {}
    for origin, passage in _used(claim, reports):
        used.setdefault(origin["id"], []).append((origin, claim["id"], passage))
    bare = [OriginUse(one["name"], one["kind"], (), 0) for one in claim["origins"] if one["id"] not in used]
    return (*_ranked(used.values()), *bare)


def _used(claim: Record, reports: dict[str, Report]) -> Iterable[tuple[Record, Evidence]]:
    known = {one["id"]: one for one in claim["origins"]}
    for one in claim["assertions"]:
        origin, passage = known.get(one.get("origin") or ""), evidence_of(one, reports)
        if origin is not None and passage is not None:
            yield origin, passage


def _ranked(used: Iterable[list[tuple[Record, str, Evidence]]]) -> tuple[OriginUse, ...]:
    found = []
    for uses in used:
        # an origin may go by several names: the most used one stands for it
        name, kind = Counter((origin["name"], origin["kind"]) for origin, _, _ in uses).most_common(1)[0][0]
        passages = {passage.report.id: passage for _, _, passage in reversed(uses)}
        ordered = tuple(sorted(passages.values(), key=lambda one: one.report.number))
        found.append(OriginUse(name, kind, ordered, len({claim for _, claim, _ in uses})))
    return tuple(sorted(found, key=lambda one: (-len(one.evidence), -one.claims, one.name)))
