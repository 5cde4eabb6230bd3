"""Line up when things happened: the time of the happening itself first, then other times that several reports tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.compare.alignment import grouped
from dateline.compare.answers import Answer, Question, claim_of, most_alone
from dateline.compare.background import is_background
from dateline.compare.origins import same_side, source_of
from dateline.compare.passages import core_of, shown_round, tells_who_spoke, words_near, words_wide
from dateline.compare.periods import (
    PRECISE,
    Period,
    dateline_end,
    day_of,
    is_bare,
    is_bounded,
    is_future,
    is_past_year,
    period_of,
    words_before,
)
from dateline.compare.reports import Report, Sentence, Weights, likeness
from dateline.compare.setting import Setting
from dateline.compare.wording import Wording
from dateline.model.annotation import TimeExpression
from dateline.model.story import Claim, Copy

BAR, NEAR, CROSSED, CORE_CLOCK = -1.5, 2.4, 1.0, 0.15
"""What speaks against and for two times being of one happening: nothing known, like clauses; how near the core a
time of day must be that one report alone tells."""
SAME_MINUTE, TOUCHING, PER_DAY = 1.6, 0.7, -0.35
MOST_SINGLE = 4
FEW_MINUTES, ONE_ACT, TWO_HANDS = timedelta(minutes=10), 0.1, 0.05
"""Times of day so near each other are a dispute only when words round them are so alike, less where two tell them."""
FAR_ALIKE = 0.2
"""Times far apart that nobody is named for are one act only in words so alike."""
FAR_DAYS, SAME_FAR = 12, 1.2
"""A day so far from both reports speaks for itself."""
EARLY = 5
COARSE_ALIKE = {True: 0.45, False: 0.1}
"""Months and years are of one happening only when the words round them are so alike; more so beside a number."""
HALF_AN_HOUR, PART_OF_DAY = timedelta(minutes=30), timedelta(hours=6)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|towards?|circa) ?$|^(?:about|around|roughly)\b", re.I
)
_PRINTED = re.compile(r"\b(?:published|posted|updated|created|modified)(?: on| at)?:? ?$", re.I)
"""What a page prints of itself is no time of the news."""
_ENDS_RANGE = re.compile(r"\bbetween [^;,]{1,30} and $", re.I)
"""The end of a range whose beginning is told too."""
_SINCE = re.compile(r"\bsince $", re.I)
OPENS = 2
"""So many sentences are the opening in which a report tells of which month or quarter it speaks."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, eq=False)
class When:
    """One time that a report tells of something that happened or is to happen."""

    report: Report
    time: TimeExpression
    sentence: Sentence
    period: Period
    near: Weights
    wide: Weights
    core: float
    precision: str
    is_about: bool

    @property
    def is_clock(self) -> bool:
        """Whether it tells the minute."""
        return self.precision == "time" and self.period[1] - self.period[0] <= timedelta(hours=1)

    @property
    def is_of_one_day(self) -> bool:
        """Whether it lies within a day, and not "by Wednesday" or "since Monday"."""
        within = self.period[1] - self.period[0] < timedelta(days=1)
        return within and self.precision in ("time", "day") and not is_bounded(self.report, self.time)

    @property
    def is_future(self) -> bool:
        """Whether it lies after its report."""
        return is_future(self.report, self.period[1].date())

    @property
    def is_far(self) -> bool:
        """Whether it lies weeks from its report: then two reports hardly name it by chance."""
        published = self.report.article.published_day
        if published is None:
            return False
        day = date.fromisoformat(published)
        return min(abs((self.period[0].date() - day).days), abs((self.period[1].date() - day).days)) >= FAR_DAYS

    @property
    def margin(self) -> timedelta:
        """How far beyond its bounds it may hold: half an hour for "about 6 p.m.", more for a part of the day."""
        if self.precision != "time":
            return timedelta()
        return HALF_AN_HOUR * self.is_about if self.is_clock else PART_OF_DAY


def time_claims(
    reports: Sequence[Report], setting: Setting, wording: Wording, copies: Sequence[Copy] = ()
) -> list[Claim]:
    """Make one claim of each happening whose time reports tell."""
    core = core_of(reports, wording)
    main_day = _main_day(reports)
    told = [one for report in reports for one in _times_of(report, wording, core, main_day)]
    happening = _happening(told, main_day)
    rest = [one for one in told if one not in happening and not _is_plain_day(one, main_day)]
    scores = {
        (a, b): score
        for a, left in enumerate(rest)
        for b in range(a + 1, len(rest))
        if (score := _weigh_up(left, rest[b])) is not None
    }
    groups = grouped(rest, scores, may_stand_together=_may_stand_together)
    found = [happening, *map(_one_per_report, groups)] if happening else list(map(_one_per_report, groups))
    claims = [claim_of(_question(group), [_answer(one) for one in group], setting, copies) for group in found]
    history = {
        claim.id
        for claim, group in zip(claims, found, strict=True)
        if all(is_background(one.report, one.time.span) and not one.is_future for one in group)
    }
    single = [one for one in claims if one.status == "single" and one.id not in history]
    return [one for one in claims if one.status != "single"] + single[
        : most_alone(len(reports), MOST_SINGLE) * len(reports)
    ]


def _happening(told: Sequence[When], main_day: date | None) -> list[When]:
    """Return the time of the happening itself, one for each report that tells it.

    Of times of day that is the one that most reports tell, or the one told in the words of the happening; a report
    that has none of these gives the part of the day or the day.
    """
    if main_day is None:
        return []
    on_day = [one for one in told if _is_on(one, main_day) and one.is_of_one_day]
    clocks = [one for one in on_day if one.is_clock]
    middle = max(clocks, key=lambda one: (*_support(one, clocks), -one.sentence.number), default=None)
    if middle is not None and not _may_be_it(middle, clocks):
        middle = None
    chosen: dict[str, When] = {}
    for one in on_day:
        if one.is_clock and (middle is None or not _is_near(one, middle)):
            continue
        other = chosen.get(one.report.id)
        if other is None or _rank(one, middle, on_day) < _rank(other, middle, on_day):
            chosen[one.report.id] = one
    if len(chosen) < 2:
        return []
    coarse = [one for one in told if one.report.id not in chosen and _holds_the_day(one, main_day)]
    return [*chosen.values(), *{one.report.id: one for one in coarse}.values()]


def _holds_the_day(one: When, main_day: date) -> bool:
    """Whether a week or month in which the day lies is told in words of the happening: "the collapse in May"."""
    return one.precision in ("week", "month") and _is_on(one, main_day) and one.core >= CORE_CLOCK


def _may_be_it(middle: When, clocks: Sequence[When]) -> bool:
    """Whether a time of day is that of the happening: several tell it, its words say so, or there is no other."""
    alone = len(clocks) == 1 and middle.sentence.number <= EARLY
    return _support(middle, clocks)[0] > 1 or middle.core >= CORE_CLOCK or alone


def _support(one: When, clocks: Sequence[When]) -> tuple[int, float]:
    """How many reports tell a time of day near this one in words of their own, and how far they are of the core."""
    return len({other.sentence.text for other in clocks if _is_near(one, other)}), one.core


def _is_near(left: When, right: When) -> bool:
    return abs(left.period[1] - right.period[1]) <= HALF_AN_HOUR


def _is_plain_day(one: When, main_day: date | None) -> bool:
    """Whether a time only names the day of the happening again."""
    return main_day is not None and _is_on(one, main_day) and not one.is_clock and one.is_of_one_day


def _main_day(reports: Sequence[Report]) -> date | None:
    """The day that most reports name outside of who spoke when, in their openings first."""
    found: Counter[date] = Counter()
    for report in reports:
        days: dict[date, float] = {}
        for one in report.times:
            sentence = report.sentence_at(one.span.start)
            day = day_of(one.interval)
            if sentence is None or day is None or tells_who_spoke(report, one.span, sentence) or is_bare(one):
                continue
            if is_future(report, day) or is_background(report, one.span):
                continue
            days[day] = max(days.get(day, 0.0), 3.0 if sentence.number <= 2 else 2.0)
        for day, weight in days.items():
            found[day] += int(weight)
    return max(found, key=lambda day: (found[day], -day.toordinal()), default=None)


def _times_of(report: Report, wording: Wording, core: Weights, main_day: date | None) -> list[When]:
    made = []
    last_day: date | None = None
    for one in report.times:
        sentence = report.sentence_at(one.span.start)
        if sentence is None or one.interval is None or one.kind not in ("date", "time"):
            continue
        if _PRINTED.search(words_before(report, one)) or _ENDS_RANGE.search(words_before(report, one, 40)):
            continue
        if one.span.end <= dateline_end(report):
            continue
        day = day_of(one.interval)
        spoke = tells_who_spoke(report, one.span, sentence)
        if day is not None and not is_bare(one) and not spoke:
            last_day = day
        if spoke or one.interval.precision not in PRECISE or is_past_year(report, one):
            continue
        home = (last_day or main_day) if is_bare(one) else None
        period = period_of(report, one, home)
        if period is None:
            continue
        near = wording.weigh(words_near(report, one.span, sentence))
        wide = wording.weigh_senses(words_wide(report, one.span, sentence))
        told = likeness(near, core) + 0.5 * likeness(wide, core)
        about = bool(_ABOUT.search(one.exact)) or bool(_ABOUT.search(words_before(report, one)))
        made.append(When(report, one, sentence, period, near, wide, told, one.interval.precision, about))
    return made


def _weigh_up(left: When, right: When) -> float | None:
    """Return how likely two times are of one happening, positive for rather yes."""
    near = likeness(left.near, right.near)
    if _is_coarse(left) and _is_coarse(right) and not _are_one_month(left, right, near):
        return None  # many things happen in one month
    if _is_coarse(left) != _is_coarse(right) and near < COARSE_ALIKE[False]:
        return None  # a day of July and July
    score = BAR + NEAR * near
    score += CROSSED * max(likeness(left.near, right.wide), likeness(left.wide, right.near))
    touching = _touch(left, right)
    if left.is_clock and right.is_clock:
        apart = abs((left.period[0] - right.period[0]).total_seconds()) / 60
        score += SAME_MINUTE if apart <= 30 else -min(2.5, apart / 60)
    elif touching:
        score += TOUCHING
    if touching and left.is_far and right.is_far:
        score += SAME_FAR
    days = abs((left.period[1].date() - right.period[1].date()).days)
    most = 3 if left.is_future and right.is_future else 10
    score += PER_DAY * min(days, most) if not touching else 0.0
    return score


def _are_one_month(left: When, right: When, near: float) -> bool:
    """Whether words are alike enough, or both reports open with the month, or tell what has gone on since then."""
    same = left.time.value == right.time.value
    if same and all(_SINCE.search(words_before(one.report, one.time)) for one in (left, right)):
        return True
    opens = same and max(left.sentence.number, right.sentence.number) < OPENS
    return near >= COARSE_ALIKE[(_counts(left) or _counts(right)) and not opens]


def _is_coarse(one: When) -> bool:
    """Whether it tells no day."""
    return PRECISE[one.precision] > PRECISE["day"]


def _counts(one: When) -> bool:
    """Whether a number stands in the clause: "114,000 jobs in July" tells the month of a count."""
    return bool(_DIGIT.search(words_near(one.report, one.time.span, one.sentence)))


def _may_stand_together(left: When, right: When) -> bool:
    """Two times of one report are of one happening only when the one lies in the other."""
    if left.report is not right.report:
        return True
    return _touch(left, right) and not (left.is_clock and right.is_clock)


def _one_per_report(group: Sequence[When]) -> list[When]:
    """Of each report the time that tells most: the finest, then the one nearest to what happened."""
    best: dict[str, When] = {}
    for one in group:
        other = best.get(one.report.id)
        if other is None or _rank(one) < _rank(other):
            best[one.report.id] = one
    return list(best.values())


def _rank(one: When, middle: When | None = None, others: Sequence[When] = ()) -> tuple[int, float, int]:
    """The finest first; a time of day that does not fit the others' comes after a part of the day that does."""
    if one.is_clock:
        order = 0 if middle is None or _touch(one, middle) else 2
    elif one.precision == "time" and not is_bare(one.time) and (middle is None or _touch(one, middle)):
        order = 1
    elif one.precision == "time":
        beside = any(other is not one and other.sentence is one.sentence for other in others)
        order = 2 if one.core >= CORE_CLOCK and not beside else 5
    else:
        order = 3 + PRECISE[one.precision]
    return order, -one.core, one.time.span.start


def _touch(left: When, right: When) -> bool:
    """Tell whether both times can hold; a vague time of day has half an hour to either side."""
    margin = left.margin + right.margin
    return left.period[0] <= right.period[1] + margin and right.period[0] <= left.period[1] + margin


def _question(chosen: Sequence[When]) -> Question:
    of = {(one.report.id, one.time.span): one for one in chosen}

    def when(answer: Answer) -> When:
        return of[answer.report.id, answer.span]

    first = max(chosen, key=lambda one: (one.core, -one.report.number))
    return Question(
        kind="time",
        words=f"when: {shown_round(first.report, first.time.span, first.sentence)}",
        fits=lambda left, right: _touch(when(left), when(right)) or not _surely_clash(left, right, when),
        replaced=lambda earlier, later: (
            same_side(earlier.sourced, later.sourced) or is_future(earlier.report, when(earlier).period[0].date())
        ),
    )


def _surely_clash(ours: Answer, theirs: Answer, when: Callable[[Answer], When]) -> bool:
    """Whether two times that cannot both hold are told of one act: a call and a shot may lie minutes apart."""
    left, right = when(ours), when(theirs)
    few = left.is_clock and right.is_clock and abs(left.period[0] - right.period[0]) <= FEW_MINUTES
    told = all(one.sourced is not None and one.sourced.is_told for one in (ours, theirs))
    least = TWO_HANDS if told and not same_side(ours.sourced, theirs.sourced) else ONE_ACT
    return likeness(left.near, right.near) >= (least if few or told else FAR_ALIKE)


def _answer(one: When) -> Answer:
    interval = one.time.interval
    start = interval.start if interval else None
    value = one.time.value if not is_bare(one.time) or start is None else one.period[0].isoformat(timespec="minutes")
    return Answer(
        report=one.report,
        span=one.time.span,
        sentence=one.sentence,
        value=(value or one.time.exact) + ("~" if one.is_about else ""),
        sourced=source_of(one.report, one.time.span),
        annotation_id=one.time.id,
    )


def _is_on(one: When, day: date) -> bool:
    return one.period[0].date() <= day <= one.period[1].date()
