"""Chapters of a long story: it stays one story, and its reports stand in the steps in which it went on.

The days of a story are gone through in order. Between a chapter and the next day stands a break when enough speaks
for one: days of silence, other words in the leads, other kinds of acts, figures that have changed.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from dateline.group.open_story import Unit, dot
from dateline.group.sketch import ArticleSketch
from dateline.lexicon.background import background_words
from dateline.model.story import Chapter

FEW_REPORTS, FEW_DAYS = 8, 4
"""A story of no more reports within no more days is told in one piece."""
SILENCE, OTHER_WORDS, OTHER_ACTS, OTHER_FIGURES = 0.45, 1.0, 0.4, 0.3
"""What speaks for a break: log(days since the last report), and parts of one for lead words, acts and figures."""
BREAK = 1.5
"""So much makes a break; a day whose words and acts are all new, next to the last one, stays just below it."""
LEAST_REPORTS, LONG_SILENCE = 2, 7
"""A chapter of fewer reports goes with its neighbour, unless so many days of silence lie between them."""


def chapters(sketches: Sequence[ArticleSketch], *, headlines: Mapping[str, str]) -> tuple[Chapter, ...]:
    """Part the reports of one story into chapters, first to last; empty when the story is told in one piece.

    `headlines` are those of the reports by id. A report without a day stands where its lead fits best.
    """
    dated = sorted((one for one in sketches if one.day is not None), key=lambda one: (one.day or 0, one.sort_key))
    if not dated:
        return ()
    first, last = dated[0].day or 0, dated[-1].day or 0
    if last == first or (len(sketches) <= FEW_REPORTS and last - first < FEW_DAYS):
        return ()
    weight = _Weights(sketches)
    parts = _joined(_parted(dated, weight))
    if len(parts) < 2:
        return ()
    for one in sorted((one for one in sketches if one.day is None), key=lambda one: one.sort_key):
        fits = [dot(weight.lead([one]), weight.lead(part.reports)) for part in parts]
        parts[fits.index(max(fits))].reports.append(one)
    return tuple(_chapter(part, weight, headlines) for part in parts)


class _Part:
    """Reports of some days on end, and why they do not stand with those before."""

    def __init__(self, reports: list[ArticleSketch], why: str, silence: int) -> None:
        self.reports, self.why, self.silence = reports, why, silence


class _Weights:
    """How telling a word is inside one story: rare in news at large and not in every report of the story."""

    def __init__(self, sketches: Sequence[ArticleSketch]) -> None:
        self._reports = len(sketches)
        self._having = Counter(word for one in sketches for word in one.lead)
        self._texts, self._usual = background_words()

    def of(self, word: str) -> float:
        rare = math.log((self._texts + 1) / (self._usual.get(word, 0) + 1))
        return rare * math.log(1 + self._reports / self._having[word])

    def lead(self, reports: Sequence[ArticleSketch]) -> Unit:
        """Return the weighed words of some leads together, of length one."""
        counts = Counter(word for one in reports for word in one.lead)
        weights = {word: self.of(word) * count / len(reports) for word, count in counts.items()}
        length = math.sqrt(sum([weight * weight for weight in weights.values()]))
        return {word: weight / length for word, weight in weights.items()} if length else {}


def _parted(dated: Sequence[ArticleSketch], weight: _Weights) -> list[_Part]:
    by_day: dict[int, list[ArticleSketch]] = defaultdict(list)
    for one in dated:
        by_day[one.day or 0].append(one)
    parts: list[_Part] = []
    before = 0
    for day, reports in by_day.items():
        if not parts:
            parts.append(_Part(list(reports), "the story begins", 0))
        else:
            strength, why = _break(parts[-1].reports, reports, day - before, weight)
            if strength >= BREAK:
                parts.append(_Part(list(reports), why, day - before))
            else:
                parts[-1].reports += reports
        before = day
    return parts


def _break(
    chapter: Sequence[ArticleSketch], reports: Sequence[ArticleSketch], silence: int, weight: _Weights
) -> tuple[float, str]:
    """Return how much speaks for a break before the reports of a day, and what does."""
    words = 1.0 - dot(weight.lead(chapter), weight.lead(reports))
    ours, theirs = _acts(chapter), _acts(reports)
    acts = 1.0 - len(ours & theirs) / len(theirs) if ours and theirs else 0.0
    figures = _changed_figures(chapter, reports)
    strength = SILENCE * math.log(silence) + OTHER_WORDS * words + OTHER_ACTS * acts + OTHER_FIGURES * bool(figures)
    said = [f"{silence} days later"] if silence > 1 else ["the next day"]
    new = weight.lead(reports)
    told = {word for one in chapter for word in one.lead}
    fresh = sorted((word for word in new if word not in told and word.isalpha()), key=lambda word: (-new[word], word))
    said += [f"new words {', '.join(fresh[:3])}"] if fresh else []
    said += [f"other figures of {figures[0]}"] if figures else []
    return strength, "; ".join(said)


def _acts(reports: Sequence[ArticleSketch]) -> set[str]:
    """Return the kinds of acts that at least every third report tells."""
    counts = Counter(act for one in reports for act in one.acts)
    return {act for act, count in counts.items() if 3 * count >= len(reports)}


def _changed_figures(chapter: Sequence[ArticleSketch], reports: Sequence[ArticleSketch]) -> list[str]:
    """Return what both count, but never alike."""
    before, now = _bounds(chapter), _bounds(reports)
    return sorted(
        counted
        for counted in before.keys() & now.keys()
        if all(low > other_high or high < other for low, high in now[counted] for other, other_high in before[counted])
    )


def _bounds(reports: Sequence[ArticleSketch]) -> dict[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in reports:
        for counted, low, high in one.figures:
            found[counted].append((-math.inf if low is None else low, math.inf if high is None else high))
    return found


def _joined(parts: list[_Part]) -> list[_Part]:
    """Put a chapter of too few reports to the one before it, or the first one to the one behind it."""
    kept: list[_Part] = []
    for number, part in enumerate(parts):
        after = parts[number + 1].silence if number + 1 < len(parts) else LONG_SILENCE
        alone = part.silence >= LONG_SILENCE and after >= LONG_SILENCE
        if kept and len(part.reports) < LEAST_REPORTS and not alone and part.silence < LONG_SILENCE:
            kept[-1].reports += part.reports
        else:
            kept.append(part)
    if len(kept) > 1 and len(kept[0].reports) < LEAST_REPORTS and kept[1].silence < LONG_SILENCE:
        kept[1].reports[:0] = kept[0].reports
        kept[1].why, kept[1].silence = kept[0].why, 0
        del kept[0]
    return kept


def _chapter(part: _Part, weight: _Weights, headlines: Mapping[str, str]) -> Chapter:
    days = [one.day for one in part.reports if one.day is not None]
    middle = weight.lead(part.reports)
    titled = [one for one in part.reports if headlines.get(one.id)]
    fit = {one.id: dot(weight.lead([one]), middle) for one in titled}
    best = min(titled, key=lambda one: (-round(fit[one.id], 6), one.sort_key), default=None)
    return Chapter(
        headline=headlines[best.id] if best else None,
        first_day=date.fromordinal(min(days)).isoformat(),
        last_day=date.fromordinal(max(days)).isoformat(),
        article_ids=tuple(one.id for one in sorted(part.reports, key=lambda one: one.sort_key)),
        why=part.why,
    )
