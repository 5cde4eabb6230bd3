"""What outlets and speakers call one thing: by label, and by voice side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from dateline.serve.shown import Evidence, Naming, Report, Voice, evidence_of

Record = dict[str, Any]
Use = tuple[str, str, Evidence]
"""A label as it is written, who is quoted with it ("" for the report itself), and where."""


def namings(labels: Iterable[Record], reports: dict[str, Report]) -> tuple[Naming, ...]:
    """Group labels by the thing they name, in the record's order, which puts things and words that judge first."""
    things: dict[str, list[Use]] = {}
    for one in labels:
        passage = evidence_of(one, reports)
        if passage is not None:
            things.setdefault(one["thing"], []).append((one["label"], one["speaker"] or "", passage))
    found = [Naming(thing, _by_label(uses), _by_voice(uses)) for thing, uses in things.items()]
    # a thing with one label for everybody shows no difference
    return tuple(sorted(found, key=lambda one: len(one.labels) < 2))


def _by_label(uses: Sequence[Use]) -> tuple[tuple[str, tuple[tuple[str, Evidence], ...]], ...]:
    forms: dict[str, list[Use]] = {}
    for use in uses:
        forms.setdefault(bare(use[0]), []).append(use)
    return tuple(
        (Counter(label for label, _, _ in same).most_common(1)[0][0], tuple((who, where) for _, who, where in same))
        for same in forms.values()
    )


def _by_voice(uses: Sequence[Use]) -> tuple[Voice, ...]:
    """Part labels by who uses them; voices with the very same labels stand together."""
    rank = {form: number for number, form in enumerate(dict.fromkeys(bare(label) for label, _, _ in uses))}
    voices: dict[tuple[bool, str], dict[str, tuple[str, Evidence]]] = {}
    for label, speaker, where in uses:
        report = where.report
        name = speaker or (report.outlet if report.is_signed else f"Report {report.number}")
        voices.setdefault((bool(speaker), name), {}).setdefault(bare(label), (label, where))
    alike: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
    first: dict[tuple[bool, tuple[str, ...]], tuple[tuple[str, Evidence], ...]] = {}
    for (quoted, name), called in voices.items():
        forms = tuple(sorted(called, key=rank.__getitem__))
        alike.setdefault((quoted, forms), []).append(name)
        first.setdefault((quoted, forms), tuple(called[form] for form in forms))
    ordered = sorted(alike, key=lambda same: (rank[same[1][0]], same[0]))
    return tuple(Voice(tuple(alike[same]), same[0], first[same]) for same in ordered)


def bare(label: str) -> str:
    """Fold case, article and a plural's s, so that "the Pirate" and "pirates" are shown as one label."""
    folded = re.sub(r"^(?:the|an?) ", "", label.casefold())
    return folded[:-1] if len(folded) > 4 and folded.endswith("s") and not folded.endswith("ss") else folded
