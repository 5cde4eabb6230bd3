"""What each outlet and each speaker calls the same people, acts and actors."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.compare.background import is_background
from dateline.compare.reports import Report
from dateline.lexicon.labels import label_pattern, loaded_labels, thing_of
from dateline.lexicon.words import words_of
from dateline.model.annotation import Mention
from dateline.model.story import Label
from dateline.model.text import Span

MOST_PER_THING = 24
SHARE = 0.3
"""A thing of the table belongs to the story when it is named so often, counted by the number of reports."""
_DESCRIBING = frozenset({"title", "person", "group", "collective", "organization", "country"})
_SMALL = re.compile(r"(?:^|\s)[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class _Found:
    thing: str
    form: str
    label: Label
    from_table: bool


def labels(reports: Sequence[Report]) -> list[Label]:
    """List the words used, once for each report and voice; only things that are called by at least two names."""
    by_thing: dict[str, list[_Found]] = defaultdict(list)
    for report in reports:
        seen: set[tuple[str, str, str | None]] = set()
        for one in (*_from_table(report), *_of_actors(report)):
            key = (one.thing, one.form, one.label.speaker)
            if key not in seen:
                seen.add(key)
                by_thing[one.thing].append(one)
    found: list[Label] = []
    for held in by_thing.values():
        forms = {one.form for one in held}
        voices = {(one.label.article_id, one.label.speaker) for one in held}
        common = len(voices) > 1 and len(held) >= SHARE * len(reports)
        if len(forms) > 1 and (not held[0].from_table or (common and forms & loaded_labels())):
            found += [one.label for one in held[:MOST_PER_THING]]
    return found


def _from_table(report: Report) -> Iterator[_Found]:
    text = report.article.text
    for match in label_pattern().finditer(text):
        known = thing_of(match.group())
        span = Span(match.start(), match.end())
        if known and not is_background(report, span):
            label = Label(
                thing=known[0],
                label=match.group(),
                article_id=report.id,
                speaker=_speaker(report, span),
                span=span,
            )
            yield _Found(known[0], known[1], label, True)


def _of_actors(report: Report) -> Iterator[_Found]:
    """Go through the descriptions of known actors: "the Libyan leader", "the strongman", not their plain names."""
    for one in report.mentions:
        if not one.actor_id or one.kind not in _DESCRIBING or not _SMALL.search(one.exact):
            continue
        form = " ".join(word for word in words_of(one.exact) if word not in ("the", "an"))
        if form and not _is_name(one):
            label = Label(
                thing=one.name,
                label=one.exact,
                article_id=report.id,
                speaker=_speaker(report, one.span),
                span=one.span,
            )
            yield _Found(one.name, form, label, False)


def _is_name(one: Mention) -> bool:
    """Tell whether the words are only the name or a part of it."""
    return set(words_of(one.exact)) - {"the"} <= set(words_of(one.name))


def _speaker(report: Report, span: Span) -> str | None:
    for quote in report.quotes:
        if quote.speaker and quote.direct and any(part.contains(span) for part in quote.content):
            return quote.speaker.name
    return None
