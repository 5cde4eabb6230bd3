"""Time expressions, resolved to intervals against the local day of publication and the times spoken of before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from dateline.lexicon.calendar import anchored_between, day_of_value, interval_of, open_ended
from dateline.lexicon.words import alternatives
from dateline.model.annotation import AnnotatedArticle, Annotation, TimeExpression
from dateline.model.article import DateInterval
from dateline.model.text import Span
from dateline.understand.parse import Parse
from dateline.understand.shadow import shadow_of
from dateline.understand.time_anchor import Anchor
from dateline.understand.time_doubts import is_time
from dateline.understand.time_grammar import (
    BEGINNINGS,
    DAY,
    EARLY,
    LONGEST_BEGINNING,
    MONTH,
    MOVING_DAYS,
    ORD,
    SEASON,
    YEAR,
    Match,
    forms_in,
)
from dateline.understand.time_lengths import READERS
from dateline.understand.time_reading import Groups, Reading, month_number, relative_form
from dateline.understand.time_tense import looks_ahead, looks_back, open_side

_UNITS = "second minute hour day night week weekend fortnight month quarter year decade century"
_TRIGGERS = frozenset(
    f"{_UNITS} seconds minutes hours days nights weeks weekends fortnights months quarters years decades centuries "
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays "
    "thursdays fridays saturdays sundays today yesterday tomorrow tonight morning afternoon evening mornings "
    "afternoons evenings spring summer autumn fall winter twenties thirties forties fifties sixties seventies eighties "
    "nineties bc fy noon midnight dawn dusk midday lunchtime overnight daily weekly monthly yearly annually hourly "
    "nightly biweekly fortnightly now currently current presently present nowadays moment recently lately recent "
    "latest past time soon future later am pm q christmas easter thanksgiving halloween juneteenth "
    "hrs gmt utc clock night nineteen eighteen seventeen twenty thousand".split()
) | {name.split()[-1] for name in MOVING_DAYS} | {"eve", "boxing", "valentine", "bastille"}  # fmt: skip
_TRIGGER = re.compile(
    r"[^A-Za-z0-9](?:(?:"
    + alternatives(cased for word in _TRIGGERS for cased in (word, word.capitalize(), word.upper()))
    + r")(?![A-Za-z])|[ap]\.?m\b|[BQH](?=[.1-4])"
    r"|\d(?:\d{3}(?!\d)|\d?(?=[:/.-]\d|st|nd|rd|th|[QH])|0(?='?s)|\d{3}(?=[-/]\d)|\d?[ap]\.?m\b))"
)
"""Words and figures of which every time expression has one, with the sign before them (found soonest so)."""
_BEFORE, _AFTER = 48, 60
"""So far before such a word an expression may begin, and so far behind it end."""
_PLAIN_YEAR = re.compile(r"(?:\b(?:in|of|since|by|until|[A-Z][a-z]+),? (?:\d{1,2},? )?)((?:1\d|20)\d\d)\b")
_FOUR_FIGURES = re.compile(r"[12]\d{3}(?!\d)")
_LEAST_APART = 900
"""A history names a year in so many characters."""
_NEAR = re.compile(
    r"\b(?:[Yy]esterday|[Tt]oday|[Tt]omorrow|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:last|this|next) week)\b"
)
HEAD = 300
"""Stamps of a wire stand in so many characters; farther down a day alone on its line heads what happened then."""
_LETTERS = re.compile(r"[A-Za-z]")
_JOIN = re.compile(r"(?: ?[-/] ?| (?:to|and|or|through|until) )(?:the )?\Z")
_TENSED = {
    "day_month", "month_day", "rel_month", "month", "weekday", "quarter", "quarter_code", "season", "holiday",
    "nth_day", "the_unit", "future",
}  # fmt: skip
"""Forms that mean another time where the verb beside them looks ahead."""
_TAKES_YEAR = frozenset({"day_month", "month_day", "month", "season"})
_THEN_YEAR = re.compile(
    rf" ?(?:-|to|and|or|until|till|through) ?(?:the )?(?:{EARLY}[ -])?(?:{DAY}{ORD}? (?:of )?)?"
    rf"(?:(?P<m>{MONTH})(?: {DAY}{ORD}?)?|{SEASON}),?(?: of)? (?P<y>{YEAR})(?!\d)"
)
_BOUNDS = re.compile(r"\b(?:[Bb]etween|[Ff]rom)(?: (?:early|mid|late))?[ -]\Z")
_THEN_MONTH = re.compile(
    rf" ?(?:-|to|and|until|till|through) ?(?:{EARLY}[ -])?(?:{DAY}{ORD}? )?(?P<m>{MONTH})(?![a-z])"
)
_SENTENCE_END = re.compile(
    r"[.!?\n](?:(?<=\n)\n|(?<!\n)(?<![ .(][A-Z]\.)(?<!\b(?:Mr|Dr|Ms|St|Lt|Jr|Sr|No)\.)"
    r"(?<!\b(?:Mrs|Gov|Gen|Sen|Rep|Col|Sgt)\.)[\"')\]]*\s+(?=[\"'(\[]?[A-Z]))"
)


class Dates:
    """Finds time expressions and gives each the days it covers."""

    name = "dates"
    version = 2
    requires: tuple[type[Annotation], ...] = ()
    provides: tuple[type[Annotation], ...] = (TimeExpression,)

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Annotation]:
        """Read one article; relative times count from its local publication day, when that is known.

        Where it is known to be one of several days, a relative time covers what it means on each of them.
        """
        article = annotated.article
        first, last = _publication_days(article.published_at)
        day = first if first == last else None
        unsure = article.published_at.confidence if article.published_at else 1.0
        for span, reading, form in find_times(parse.text, day=day, near=first):
            value, interval = reading.value, interval_for(reading, day=day, form=form, unsure=unsure)
            if interval is None and reading.relative and first and last:
                value, interval = _between(reading, first, last, form=form, unsure=unsure)
            yield TimeExpression(
                article_id=article.id,
                span=span,
                exact=span.of(parse.text),
                made_by=f"{self.name}@{self.version}",
                confidence=interval.confidence if interval else reading.confidence,
                why=interval.why if interval else f"read as {form.replace('_', ' ')}, not anchored",
                kind=reading.kind,
                value=value,
                interval=interval,
                relative=reading.relative,
            )


def _between(
    reading: Reading, first: date, last: date, *, form: str, unsure: float
) -> tuple[str | None, DateInterval | None]:
    found = anchored_between(reading.relative or "", first, last)
    if found is None:
        return reading.value, None
    value, interval = found
    why = f"read as {form.replace('_', ' ')}, counted from {first} to {last}"
    interval = replace(interval, why=why, confidence=round(reading.confidence * unsure, 3))
    return (reading.value if value is None or reading.kind == "duration" else value), interval


def find_times(text: str, *, day: date | None, near: date | None = None) -> Iterator[tuple[Span, Reading, str]]:
    """Every time expression of a text with its meaning and the name of its form, in text order.

    `day` is the local day of publication, or None when it is unknown; `near` is a day of which it is known to be near.
    """
    shadow = shadow_of(text)
    anchor = Anchor(day, narrative=_tells_of_another_time(shadow, day or near))
    edges = [match.end() for match in _SENTENCE_END.finditer(shadow)]
    named, named_in = None, -1
    for form, match in _matches(shadow):
        if not is_time(form, match, shadow) or (form in ("iso", "slash") and _is_stamp(text, match)):
            continue
        groups = {**match.groupdict(), "all": match[0]}
        if form in _TAKES_YEAR and not groups.get("y") and (year := _year_behind(groups, match, shadow)):
            groups["y"] = year
        # "On Sunday at 9 p.m.": a time of day belongs to the day named before it in the sentence.
        anchor.today = named if named_in == bisect_right(edges, match.start()) else None
        if form in _TENSED:
            anchor.future = looks_ahead(shadow, match.start(), match.end(), edges)
            anchor.past = not anchor.future and looks_back(shadow, match.start(), match.end(), edges)
        if form in _TAKES_YEAR and not groups.get("y") and (year := _year_of_span(groups, match, shadow, anchor)):
            groups["y"] = year
        try:
            reading = READERS[form](groups, anchor)
        except (ValueError, OverflowError):
            continue
        if reading is None:
            continue
        if reading.kind in ("date", "time") and form not in ("clock", "hour_of"):
            named, named_in = day_of_value(reading.value), bisect_right(edges, match.start())
        if reading.refers and reading.value and reading.value[:4].isdigit():
            anchor.then = reading.second or reading.value
            if anchor.narrative:
                ahead = form == "year" and looks_ahead(shadow, match.start(), match.end(), edges)
                anchor.follow(anchor.then, ahead=ahead)
            if reading.value[4:6] == "-Q" and not (form in _TENSED and anchor.future):
                anchor.quarter = int(reading.value[:4]), int(reading.value[6])
        side = open_side(shadow, match.start()) if reading.kind in ("date", "time") else ""
        reading = replace(reading, side=side) if side else reading
        relative = relative_form(reading, groups, anchor) if day is None else None
        yield from _apart(match, replace(reading, relative=relative) if relative else reading, form)


def _apart(match: re.Match[str], reading: Reading, form: str) -> Iterator[tuple[Span, Reading, str]]:
    """The times of one match: two where it names two ("3 to 5 June", "1861-65"), else one."""
    second = next((name for name in ("d2", "y2") if reading.second and match.groupdict().get(name)), None)
    if second is None:
        yield Span(match.start(), match.end()), reading, form
        return
    at = match.start(second)
    first = _JOIN.sub("", match[0][: at - match.start()])
    yield Span(match.start(), match.start() + len(first)), reading, form
    yield Span(at, match.end()), replace(reading, value=reading.second, mod="", second=None), form


def _is_stamp(text: str, match: re.Match[str]) -> bool:
    """Whether a date in figures stands alone on a line at the head of a text: a machine wrote it, not the reporter."""
    start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    line = text[start : end if end >= 0 else len(text)]
    return match.start() < HEAD and "\n" in text and not _LETTERS.search(line.replace(match[0], " "))


def _year_behind(groups: Groups, match: re.Match[str], shadow: str) -> str | None:
    """The year that the second of two times names for both: "between March and May 2019"."""
    found = _THEN_YEAR.match(shadow, match.end(), match.end() + 60)
    if found is None or (groups.get("dir") or "the").lower() != "the" or groups.get("rel"):
        return None
    if groups.get("m") and found["m"] and month_number(groups["m"] or "") > month_number(found["m"]):
        return f"{int(found['y']) - 1:04d}"
    return found["y"]


def _year_of_span(groups: Groups, match: re.Match[str], shadow: str, anchor: Anchor) -> str | None:
    """The year of the first of two months that bound one stretch, by the second: "between March and May"."""
    if not groups.get("m") or anchor.narrative or not _BOUNDS.search(shadow, max(0, match.start() - 14), match.start()):
        return None
    found = _THEN_MONTH.match(shadow, match.end(), match.end() + 40)
    if found is None:
        return None
    first, second = month_number(groups["m"] or ""), month_number(found["m"])
    year = anchor.year_of_month(second)
    return f"{int(year) - (first > second):04d}" if year.isdigit() else None


def _matches(shadow: str) -> Iterator[tuple[str, re.Match[str]]]:
    """All forms, looked for only where one may begin: before or at a word that can be part of one."""
    signs = f" {shadow}"  # what begins at a place stands here behind the sign before it
    for start, last, end in _regions(shadow, signs):
        at = start
        forms: dict[str, list[tuple[str, Match]]] | None = None
        for begin in BEGINNINGS.finditer(signs, start, min(last + LONGEST_BEGINNING, end) + 1):
            place = begin.start()
            if place > last:
                break
            if place < at:
                continue
            forms = forms or forms_in(shadow[start:end])
            for form, match_form in forms.get(shadow[place], ()):
                match = match_form(shadow, place, end)
                if match is not None:
                    at = max(match.end(), at + 1)
                    if not match[0].endswith(" "):
                        yield form, match
                    break


def _regions(shadow: str, signs: str) -> Iterator[tuple[int, int, int]]:
    """Stretches of text before trigger words, merged: from where to where one may begin, and where it ends at last."""
    start = last = -1
    for word in _TRIGGER.finditer(signs):
        low, high = word.start() - _BEFORE, word.end() - 1
        if start >= 0 and low <= last:
            last = high
            continue
        if start >= 0:
            yield _trimmed(shadow, start, last)
        start, last = max(0, low, last), high
    if start >= 0:
        yield _trimmed(shadow, start, last)


def _trimmed(shadow: str, start: int, last: int) -> tuple[int, int, int]:
    # Searching begins and ends between words, so that no form is cut at the edge.
    while start > 0 and shadow[start - 1].isalnum():
        start += 1
    blank = shadow.find(" ", last + _AFTER)
    return start, last, len(shadow) if blank < 0 or blank - last > 200 else blank


def _tells_of_another_time(shadow: str, day: date | None) -> bool:
    """Whether most years named lie well before publication: a history, in which "in April" means its own year.

    A report that looks back names the days around it too: Monday, yesterday, last week.
    """
    most = len(_FOUR_FIGURES.findall(shadow))
    if most < 5 or most * _LEAST_APART <= len(shadow):
        return False
    years = [int(year) for year in _PLAIN_YEAR.findall(shadow)]
    if len(years) < 5:
        return False
    elsewhere = sum(1 for year in years if day is None or abs(year - day.year) > 1)
    if elsewhere < 0.7 * len(years) or len(years) * _LEAST_APART <= len(shadow):
        return False
    return sum(1 for _ in _NEAR.finditer(shadow)) * 3 < len(years)


def _publication_days(published: DateInterval | None) -> tuple[date | None, date | None]:
    """The first and last local day on which an article can have come out; None where that is open."""
    if published is None:
        return None, None
    return _day_of(published.start), _day_of(published.end)


def _day_of(moment: str | None) -> date | None:
    try:
        return date.fromisoformat(moment[:10]) if moment else None
    except ValueError:
        return None


def interval_for(reading: Reading, *, day: date | None, form: str, unsure: float = 1.0) -> DateInterval | None:
    """The days of a reading; as sure as the reading and, for what counts from it, as the publication day."""
    value = reading.value
    if reading.kind == "set" or value is None:
        return None
    confidence = round(reading.confidence * (unsure if day and reading.confidence < 1.0 else 1.0), 3)
    kind = form.replace("_", " ")
    why = f"read as {kind}" + (f", counted from {day}" if day and reading.confidence < 0.95 else "")
    if reading.ends:
        start, end = reading.ends
        return DateInterval(start=str(start), end=str(end), precision="duration", why=why, confidence=confidence)
    if reading.kind == "duration":
        return None
    interval = interval_of(value, mod=reading.mod, why=why, confidence=confidence)
    return open_ended(interval) if interval and reading.side else interval
