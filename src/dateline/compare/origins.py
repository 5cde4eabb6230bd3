"""Where an assertion comes from, and how many origins are known not to depend on one another.

What is not known to be independent is not counted as such: a report that names nobody has its outlet as origin,
and an outlet alone may have copied from anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.compare.reports import Report
from dateline.lexicon.publishers import Publisher, publisher_named
from dateline.model.annotation import Attribution, Party
from dateline.model.story import Origin
from dateline.model.text import Span

_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_NOT_SLUG = re.compile(r"[^\w]+")
_STATE_KINDS = frozenset({"official", "state_media"})
_SPEAKING_KINDS = frozenset({"official", "witness", "document", "other"})


@dataclass(frozen=True, slots=True)
class Sourced:
    """An origin with what is known of it: its family of publishers, its state, and whether it is named at all."""

    origin: Origin
    family: str | None = None
    country: str | None = None
    named: bool = False
    path: tuple[str, ...] = ()


def source_of(report: Report, span: Span, *, said_by: Party | None = None) -> Sourced | None:
    """Follow the chain behind a passage to its end: who is said to say it, else the wire credited, else the outlet."""
    chain = _chain(report, span)
    if said_by is not None and all(party.name != said_by.name for party, _ in chain):
        chain = [*chain, (said_by, None)]
    while len(chain) > 1 and chain[-1][1] == "document" and chain[-1][0].name.islower():
        chain = chain[:-1]  # "said in a statement" comes from whoever said it
    if chain:
        party, kind = chain[-1]
        return _of_party(party, kind, path=tuple(one.name for one, _ in chain[:-1]))
    article = report.article
    for credit in (article.credited_to, article.dateline.agency if article.dateline else None):
        if credit:
            return _of_outlet(credit, publisher_named(credit))
    if article.outlet:
        return _of_outlet(article.outlet.name, publisher_named(article.outlet.name), own_work=False)
    return None


def origins_of(sourced: Iterable[Sourced | None]) -> tuple[Origin, ...]:
    """List the different origins in the order they come up."""
    return tuple({one.origin.id: one.origin for one in sourced if one is not None}.values())


def independent(sourced: Sequence[Sourced | None]) -> int | None:
    """Count the origins known not to depend on one another; None when nothing is known of any."""
    known = {one.origin.id: one for one in sourced if one is not None and one.named}
    chosen: list[Sourced] = []
    for one in known.values():
        if all(_apart(one, other) for other in chosen):
            chosen.append(one)
    return len(chosen) or None


def _apart(left: Sourced, right: Sourced) -> bool:
    """Tell whether two origins are known to be independent."""
    if left.origin.id == right.origin.id or (left.family and left.family == right.family):
        return False
    if left.family and right.family and not {left.origin.kind, right.origin.kind} & _STATE_KINDS:
        return True
    if left.country is None or right.country is None:
        # Of a speaker without a known country nothing says that the other does not stand behind him.
        return False
    if left.origin.kind in _STATE_KINDS and right.origin.kind in _STATE_KINDS:
        return left.country != right.country
    return left.country != right.country or left.origin.kind != right.origin.kind


def _chain(report: Report, span: Span) -> list[tuple[Party, str | None]]:
    """Return the links that vouch for a passage, outermost first."""
    best: Attribution | None = None
    for one in report.attributions:
        covers = one.covers or one.span
        if covers.contains(span) and (best is None or len(covers) < len(best.covers or best.span)):
            best = one
    if best is not None:
        return [(link.party, link.kind) for link in best.links]
    for quote in report.quotes:
        if quote.speaker and any(part.contains(span) for part in quote.content):
            return [(party, None) for party in (*quote.via, quote.speaker)]
    return []


def _of_party(party: Party, kind: str | None, *, path: tuple[str, ...]) -> Sourced:
    publisher = publisher_named(party.name)
    if publisher is not None:
        return _of_outlet(party.name, publisher, path=path)
    if kind in (None, "other") and party.sector and any(one in party.sector for one in _STATE_SECTORS):
        kind = "official"
    named = bool(party.actor_id) or any(word[:1].isupper() for word in party.name.split())
    origin = Origin(id=party.actor_id or f"n:{_slug(party.name)}", name=party.name, kind=kind or "other")
    return Sourced(origin, country=party.country, named=named and origin.kind in _SPEAKING_KINDS, path=path)


def _of_outlet(name: str, publisher: Publisher | None, *, own_work: bool = True, path: tuple[str, ...] = ()) -> Sourced:
    if publisher is None:
        return Sourced(Origin(id=f"n:{_slug(name)}", name=name, kind="outlet"), path=path)
    kind = publisher.kind if publisher.kind in ("agency", "state_media") else "outlet"
    origin = Origin(id=f"o:{_slug(publisher.name)}", name=publisher.name, kind=kind)
    return Sourced(origin, publisher.family, publisher.country, named=own_work, path=path)


def _slug(name: str) -> str:
    return _NOT_SLUG.sub("-", name.casefold()).strip("-")
