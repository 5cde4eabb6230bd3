"""What each outlet and each speaker calls the same people, acts and actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.compare.label_references import references
from dateline.compare.label_things import things_of
from dateline.compare.label_words import WORDS, Reference
from dateline.compare.reports import Report, rarity
from dateline.lexicon.labels import loaded_labels
from dateline.model.story import Label
from dateline.model.text import Span

_NAMES_OVER_WORDS = 6
MOST_THINGS = 120
MOST_LABELS = 2000
"""So many labels a story has at most; of a larger one the words that a report repeats are left out first."""
MANY_TELLING = 3
"""So many words that judge double the weight of a thing."""
LEAST_USES = 2
"""What only one place names is called nothing in particular."""
LEAST_NOUNS = 2
"""An act that only verbs tell is no thing yet."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A reference under its thing: which repeat it is in its report, and where its thing ranks."""

    repeat: int
    rank: int
    thing: str
    one: Reference
    order: tuple[int, bool, int, int]


def labels(reports: Sequence[Report]) -> list[Label]:
    """List the words used for each thing: weighty things first, in each the telling words before the usual name."""
    found = [one for report in reports for one in references(report)]
    things = [(name, own) for name, own in things_of(found, len(reports)).items() if _is_shown(own)]
    things.sort(key=lambda pair: (-_weight(pair[1]), pair[0]))
    uses = [
        use for rank, (name, own) in enumerate(things[:MOST_THINGS]) for use in _uses(rank, name, own)
    ]  # fmt: skip
    if len(uses) > MOST_LABELS:
        uses = sorted(uses, key=lambda use: (use.repeat, use.rank, use.order))[:MOST_LABELS]
        uses.sort(key=lambda use: (use.rank, use.order))
    speakers = {report.id: _speakers(report) for report in reports}
    return [_label(use.thing, use.one, speakers) for use in uses]


def _uses(rank: int, thing: str, own: Sequence[Reference]) -> list[_Use]:
    """Order the references of a thing; those inside another of the same thing are left out."""
    seen: Counter[tuple[str, str]] = Counter()
    often = Counter(one.form for one in own)
    made: list[_Use] = []
    last: Reference | None = None
    for one in sorted(own, key=lambda one: (one.report.number, one.span.start, -one.span.end)):
        if last is not None and last.report is one.report and last.span.contains(one.span):
            continue
        last = one
        seen[one.report.id, one.form] += 1
        order = (_telling(one), often[one.form] > 1, one.report.number, one.span.start)
        made.append(_Use(seen[one.report.id, one.form], rank, thing, one, order))
    return sorted(made, key=lambda use: use.order)


def _telling(one: Reference) -> int:
    """Rank labels: 0 for words that judge or say what something is, 1 for other words, 2 for the plain name."""
    return 0 if one.said or one.table_form in loaded_labels() else 2 if one.plain else 1


def _is_shown(own: Sequence[Reference]) -> bool:
    """Tell whether a thing is worth showing: an actor named twice, an act that nouns of two reports name."""
    if len(own) < LEAST_USES:
        return False
    forms, voices = {one.form for one in own}, {one.report.id for one in own}
    if own[0].kind != WORDS:
        return len(forms) > 1 or len(voices) > 1
    nouns = sum(one.sort != "act" for one in own)
    return len(voices) > 1 and nouns >= LEAST_NOUNS and (len(forms) > 1 or len(own) > LEAST_USES)


def _weight(own: Sequence[Reference]) -> float:
    """Weigh a thing by reports and uses; words that judge lift it, common words weigh less than names."""
    lifted = 1 + min(1.0, sum(_telling(one) == 0 for one in own) / MANY_TELLING)
    weight = lifted * len({one.report.id for one in own}) * len(own)
    return weight * max(0.0, rarity(own[0].name) - 1.0) / _NAMES_OVER_WORDS if own[0].kind == WORDS else weight


def _label(thing: str, one: Reference, speakers: dict[str, list[tuple[Span, str]]]) -> Label:
    speaker = next((name for content, name in speakers[one.report.id] if content.contains(one.span)), None)
    return Label(thing=thing, label=one.exact, article_id=one.report.id, speaker=speaker, span=one.span)


def _speakers(report: Report) -> list[tuple[Span, str]]:
    """List the words that a report puts into somebody's mouth."""
    spoken = [one for one in report.quotes if one.speaker and one.direct]
    return [(part, one.speaker.name) for one in spoken if one.speaker for part in one.content]
