"""Line up when things happened: the time of the happening itself first, then other times that several reports tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateline.compare.alignment import grouped
from dateline.compare.answers import Answer, Question, claim_of, most_alone
from dateline.compare.background import is_background
from dateline.compare.origins import same_side, source_of
from dateline.compare.passages import core_of, shown_round, tells_who_spoke, words_near, words_wide
from dateline.compare.reports import Report, Sentence, Weights, likeness
from dateline.compare.setting import Setting
from dateline.compare.wording import Wording
from dateline.model.annotation import TimeExpression
from dateline.model.article import DateInterval
from dateline.model.story import Claim, Copy

Period = tuple[datetime, datetime]
BAR, NEAR, CROSSED, CORE_CLOCK = -1.5, 2.4, 1.0, 0.15
"""What speaks against and for two times being of one happening: nothing known, like clauses; how near the core a
time of day must be that one report alone tells."""
SAME_MINUTE, TOUCHING, PER_DAY = 1.6, 0.7, -0.35
MOST_SINGLE = 4
FEW_MINUTES, ONE_ACT = timedelta(minutes=10), 0.1
"""Times of day so near each other are a dispute only when the words round them are so alike."""
FAR_DAYS, SAME_FAR = 12, 1.2
"""A day so far from both reports speaks for itself."""
EARLY = 5
COARSE_ALIKE = {True: 0.45, False: 0.1}
"""Months and years are of one happening only when the words round them are so alike; more so beside a number."""
HALF_AN_HOUR, QUARTER, PART_OF_DAY = timedelta(minutes=30), timedelta(minutes=15), timedelta(hours=6)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|towards?|circa) ?$|^(?:about|around|roughly)\b", re.I
)
_SHORTLY = re.compile(r"\b(?:shortly|just|moments|minutes|a little) before $", re.I)
_JUST_AFTER = re.compile(r"\b(?:shortly|just|moments|minutes|a little) after $", re.I)
_UNTIL = re.compile(r"\b(?:by|until|till|before|within)(?: the end of)? $", re.I)
_NAMES_DAY = re.compile(
    r"day\b|tomorrow|tonight|last night|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{4}|night before", re.I
)
_PRINTED = re.compile(r"\b(?:published|posted|updated|created|modified)(?: on| at)?:? ?$", re.I)
"""What a page prints of itself is no time of the news."""
_DIGIT = re.compile(r"\d")
_PRECISE = {"time": 0, "day": 1, "week": 2, "month": 3, "season": 4, "year": 5}


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
        before = _before(self.report, self.time)
        bounded = bool(_UNTIL.search(before)) and not _SHORTLY.search(before)
        return within and self.precision in ("time", "day") and not bounded

    @property
    def is_future(self) -> bool:
        """Whether it lies after its report."""
        return _is_future(self.report, self.period[1].date())

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
    return list(chosen.values()) if len(chosen) > 1 else []


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
            day = _day(one.interval)
            if sentence is None or day is None or tells_who_spoke(report, one.span, sentence) or _is_bare(one):
                continue
            if _is_future(report, day) or is_background(report, one.span):
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
        if _PRINTED.search(_before(report, one)):
            continue
        day = _day(one.interval)
        spoke = tells_who_spoke(report, one.span, sentence)
        if day is not None and not _is_bare(one) and not spoke:
            last_day = day
        if spoke or one.interval.precision not in _PRECISE or _is_past_year(report, one):
            continue
        home = (last_day or main_day) if _is_bare(one) else None
        period = _period(report, one, home)
        if period is None:
            continue
        near = wording.weigh(words_near(report, one.span, sentence))
        wide = wording.weigh_senses(words_wide(report, one.span, sentence))
        told = likeness(near, core) + 0.5 * likeness(wide, core)
        about = bool(_ABOUT.search(one.exact)) or bool(_ABOUT.search(_before(report, one)))
        made.append(When(report, one, sentence, period, near, wide, told, one.interval.precision, about))
    return made


def _weigh_up(left: When, right: When) -> float | None:
    """Return how likely two times are of one happening, positive for rather yes."""
    near = likeness(left.near, right.near)
    if _is_coarse(left) and _is_coarse(right) and near < COARSE_ALIKE[_counts(left) or _counts(right)]:
        return None  # many things happen in one month
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


def _is_coarse(one: When) -> bool:
    """Whether it tells no day."""
    return _PRECISE[one.precision] > _PRECISE["day"]


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
    elif one.precision == "time" and not _is_bare(one.time) and (middle is None or _touch(one, middle)):
        order = 1
    elif one.precision == "time":
        beside = any(other is not one and other.sentence is one.sentence for other in others)
        order = 2 if one.core >= CORE_CLOCK and not beside else 5
    else:
        order = 3 + _PRECISE[one.precision]
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
        fits=lambda left, right: _touch(when(left), when(right)) or not _surely_clash(when(left), when(right)),
        replaced=lambda earlier, later: (
            same_side(earlier.sourced, later.sourced) or _is_future(earlier.report, when(earlier).period[0].date())
        ),
    )


def _surely_clash(left: When, right: When) -> bool:
    """Whether two times that cannot both hold are told of one act: a call and a shot may lie minutes apart."""
    few = left.is_clock and right.is_clock and abs(left.period[0] - right.period[0]) <= FEW_MINUTES
    return not few or likeness(left.near, right.near) >= ONE_ACT


def _answer(one: When) -> Answer:
    interval = one.time.interval
    start = interval.start if interval else None
    value = one.time.value if not _is_bare(one.time) or start is None else one.period[0].isoformat(timespec="minutes")
    return Answer(
        report=one.report,
        span=one.time.span,
        sentence=one.sentence,
        value=(value or one.time.exact) + ("~" if one.is_about else ""),
        sourced=source_of(one.report, one.time.span),
        annotation_id=one.time.id,
    )


def _period(report: Report, one: TimeExpression, home: date | None) -> Period | None:
    """The first and last minute of a time as the words before it narrow it; a bare time of day is of the day `home`."""
    interval = one.interval
    start, end = _moment(interval.start if interval else None), _moment(interval.end if interval else None, last=True)
    published = _moment(report.article.published_day)
    start, end = start or published or end, end or start
    if start is None or end is None:
        return None
    if home is not None:
        shift = home - start.date()
        start, end = start + shift, end + shift
    before = _before(report, one)
    if _SHORTLY.search(before):
        return start - QUARTER, end
    if _JUST_AFTER.search(before):
        return start, end + QUARTER
    if _UNTIL.search(before) and published is not None and published < end:
        return min(published, start), end
    return start, end


def _moment(text: str | None, *, last: bool = False) -> datetime | None:
    if not text:
        return None
    try:
        if len(text) == 10:
            found = datetime.fromisoformat(text)
            return found + timedelta(hours=23, minutes=59) if last else found
        return datetime.fromisoformat(text[:16])
    except ValueError:
        return None


def _before(report: Report, one: TimeExpression) -> str:
    return report.article.text[max(0, one.span.start - 20) : one.span.start]


def _day(interval: DateInterval | None) -> date | None:
    if interval is None or interval.start is None or interval.precision not in ("day", "time"):
        return None
    moment = _moment(interval.start)
    return moment.date() if moment else None


def _is_bare(one: TimeExpression) -> bool:
    """Whether it tells a time of day without its day."""
    return one.kind == "time" and not _NAMES_DAY.search(one.exact)


def _is_past_year(report: Report, one: TimeExpression) -> bool:
    """Whether it tells of a year or season gone by, which is history."""
    coarse = one.interval is not None and _PRECISE.get(one.interval.precision, 9) >= 4
    end = (one.interval.end or one.interval.start) if one.interval else None
    return coarse and bool(end) and not _is_future(report, date.fromisoformat(str(end)[:10]))


def _is_future(report: Report, day: date) -> bool:
    published = report.article.published_day
    return published is not None and day.isoformat() > published


def _is_on(one: When, day: date) -> bool:
    return one.period[0].date() <= day <= one.period[1].date()
