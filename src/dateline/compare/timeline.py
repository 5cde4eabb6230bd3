"""The story in the order it happened: dated sentences of the reports, one for each moment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.compare.reports import Report, Sentence, likeness
from dateline.model.article import DateInterval
from dateline.model.story import Passage, TimelineMoment

SAME_MOMENT = 0.35
"""Two sentences of one date tell the same when they are so alike."""
MOST_PER_DATE, MOST = 3, 20
FEWEST_WORDS, MOST_WORDS = 5, 60
DAYS_AROUND = 60
"""What happened so many days before the first report or after the last is another story."""
_PRECISIONS = {"time": 0, "day": 1, "month": 2, "season": 2, "quarter": 2, "year": 3}


@dataclass(frozen=True, eq=False)
class _Dated:
    report: Report
    sentence: Sentence
    when: DateInterval


def timeline(reports: Sequence[Report]) -> list[TimelineMoment]:
    """Order what the reports date: what more reports tell comes before what one tells, where a day has much."""
    by_date: dict[tuple[str, str], list[_Dated]] = defaultdict(list)
    first, last = _stretch(reports)
    for report in reports:
        for sentence, when in _dated(report):
            if first <= (when.start or "")[:10] <= last:
                by_date[when.start or "", when.end or ""].append(_Dated(report, sentence, when))
    ranked: list[tuple[int, float, TimelineMoment]] = []
    for held in by_date.values():
        groups = sorted(_moments(held), key=lambda group: (-_reports(group), group[0].report.number))
        for group in groups[:MOST_PER_DATE]:
            best = _middle(group)
            evidence = tuple(Passage(one.report.id, one.sentence.span) for one in _one_per_report(group, best))
            moment = TimelineMoment(best.when, best.sentence.text, evidence)
            ranked.append((-_reports(group), best.sentence.number / (1 + len(best.report.sentences)), moment))
    chosen = [moment for *_, moment in sorted(ranked, key=lambda row: row[:2])[:MOST]]
    return sorted(chosen, key=lambda one: (one.date.start or "", _PRECISIONS.get(one.date.precision, 9)))


def _stretch(reports: Sequence[Report]) -> tuple[str, str]:
    """Return the first and last day that belong to the story: around its publication, else the year named most."""
    days = sorted(day for one in reports if (day := one.article.published_day))
    if days:
        first, last = (date.fromisoformat(days[0]), date.fromisoformat(days[-1]))
        return (first - timedelta(days=DAYS_AROUND)).isoformat(), (last + timedelta(days=DAYS_AROUND)).isoformat()
    years = Counter(
        one.interval.start[:4]
        for report in reports
        for one in report.times
        if one.interval and one.interval.start and one.interval.precision in ("day", "time")
    )
    if not years:
        return "0000", "9999"
    year = max(years, key=lambda year: (years[year], year))
    return f"{year}-01-01", f"{year}-12-31"


def _dated(report: Report) -> list[tuple[Sentence, DateInterval]]:
    """Give each sentence the date of the first event in it, else its only date."""
    found: dict[int, tuple[Sentence, DateInterval]] = {}
    for event in report.events:
        if event.date and event.date.start and event.modality in ("asserted", "denied"):
            sentence = report.sentence_at(event.span.start)
            if sentence and _fits(sentence, event.date):
                found.setdefault(sentence.number, (sentence, event.date))
    dates: dict[int, list[tuple[Sentence, DateInterval]]] = defaultdict(list)
    for one in report.times:
        if one.interval and one.interval.start and one.kind in ("date", "time"):
            sentence = report.sentence_at(one.span.start)
            if sentence and _fits(sentence, one.interval):
                dates[sentence.number].append((sentence, one.interval))
    for number, held in dates.items():
        if len({(when.start or "")[:10] for _, when in held}) == 1:
            found.setdefault(number, held[0])
    return [found[number] for number in sorted(found)]


def _fits(sentence: Sentence, when: DateInterval) -> bool:
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
