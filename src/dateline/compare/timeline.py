"""The story in the order it happened: dated sentences of the reports, one for each moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.compare.brief import leans
from dateline.compare.reports import Report, Sentence, likeness
from dateline.model.article import DateInterval
from dateline.model.story import Passage, TimelineMoment

SAME_MOMENT = 0.35
"""Two sentences of one date tell the same when they are so alike."""
MOST_PER_DATE, MOST = 3, 15
TIED = 0.12
"""What one report alone tells belongs to the story when another report has a sentence at least so like it."""
FEWEST_WORDS, MOST_WORDS = 5, 60
OPENING = 6
DAYS_AROUND = 60
"""What happened so many days before the first report or after the last is another story."""
_PRECISIONS = {"time": 0, "day": 1, "month": 2}


@dataclass(frozen=True, eq=False)
class _Dated:
    report: Report
    sentence: Sentence
    when: DateInterval


def timeline(reports: Sequence[Report], period: DateInterval | None) -> list[TimelineMoment]:
    """Order what the reports date: what more reports tell comes before what one tells, where a day has much."""
    by_date: dict[tuple[str, str], list[_Dated]] = defaultdict(list)
    first, last = _stretch(period)
    for report in reports:
        for sentence, when in _dated(report):
            if first <= (when.start or "")[:10] <= last:
                by_date[when.start or "", when.end or ""].append(_Dated(report, sentence, when))
    ranked: list[tuple[int, float, TimelineMoment]] = []
    for held in by_date.values():
        groups = sorted(_moments(held), key=lambda group: (-_reports(group), group[0].report.number))
        for group in [group for group in groups if _belongs(group, reports)][:MOST_PER_DATE]:
            best = _middle(group)
            evidence = tuple(Passage(one.report.id, one.sentence.span) for one in _one_per_report(group, best))
            moment = TimelineMoment(best.when, best.sentence.text, evidence)
            ranked.append((-_reports(group), best.sentence.number / (1 + len(best.report.sentences)), moment))
    chosen = [moment for *_, moment in sorted(ranked, key=lambda row: row[:2])[:MOST]]
    return sorted(chosen, key=lambda one: (one.date.start or "", _PRECISIONS.get(one.date.precision, 9)))


def _stretch(period: DateInterval | None) -> tuple[str, str]:
    """Return the first and last day that belong to the story: those around its period."""
    if period is None or period.start is None or period.end is None:
        return "0000", "9999"
    first, last = date.fromisoformat(period.start[:10]), date.fromisoformat(period.end[:10])
    around = timedelta(days=DAYS_AROUND)
    return (first - around).isoformat(), (last + around).isoformat()


def _dated(report: Report) -> list[tuple[Sentence, DateInterval]]:
    """Give each sentence the date of the first event in it, else its only date."""
    found: dict[int, tuple[Sentence, DateInterval]] = {}
    for event in report.events:
        if event.date and event.date.start and event.modality in ("asserted", "denied"):
            sentence = report.sentence_at(event.span.start)
            if sentence and _fits(report, sentence, event.date):
                found.setdefault(sentence.number, (sentence, event.date))
    dates: dict[int, list[tuple[Sentence, DateInterval]]] = defaultdict(list)
    for one in report.times:
        if one.interval and one.interval.start and one.kind in ("date", "time"):
            sentence = report.sentence_at(one.span.start)
            if sentence and _fits(report, sentence, one.interval):
                dates[sentence.number].append((sentence, one.interval))
    for number, held in dates.items():
        if len({(when.start or "")[:10] for _, when in held}) == 1:
            found.setdefault(number, held[0])
    return [found[number] for number in sorted(found)]


def _fits(report: Report, sentence: Sentence, when: DateInterval) -> bool:
    """Tell whether a sentence can stand for a date; where the report is undated, only a year in print is sure."""
    if report.article.published_day is None and (when.start or "?")[:4] not in sentence.text:
        return False
    if leans(sentence.text):
        return False
    return when.precision in _PRECISIONS and FEWEST_WORDS <= len(sentence.text.split()) <= MOST_WORDS


def _moments(held: Sequence[_Dated]) -> list[list[_Dated]]:
    groups: list[list[_Dated]] = []
    for one in held:
        near = max(groups, key=lambda group: likeness(one.sentence.words, group[0].sentence.words), default=None)
        if near is not None and likeness(one.sentence.words, near[0].sentence.words) >= SAME_MOMENT:
            near.append(one)
        else:
            groups.append([one])
    return groups


def _reports(group: Sequence[_Dated]) -> int:
    return len({one.report.id for one in group})


def _belongs(group: Sequence[_Dated], reports: Sequence[Report]) -> bool:
    """Tell whether a moment is the story's: several reports tell it, or one tells an act like what another tells."""
    if _reports(group) > 1:
        return True
    report, sentence = group[0].report, group[0].sentence
    acts = any(one.modality == "asserted" and sentence.span.contains(one.span) for one in report.events)
    if len(reports) == 1:
        return acts or sentence.number < OPENING
    alike = (likeness(sentence.words, other.words) for one in reports if one.id != report.id for other in one.sentences)
    return acts and any(value >= TIED for value in alike)


def _middle(group: Sequence[_Dated]) -> _Dated:
    """Return the sentence most like the others of its moment; whole sentences come before lines."""

    def fit(one: _Dated) -> tuple[bool, float, int]:
        others = sum(likeness(one.sentence.words, other.sentence.words) for other in group)
        return not one.sentence.is_line, round(others, 6), -one.report.number

    return max(group, key=fit)


def _one_per_report(group: Sequence[_Dated], best: _Dated) -> list[_Dated]:
    kept = {best.report.id: best}
    for one in group:
        kept.setdefault(one.report.id, one)
    return list(kept.values())
