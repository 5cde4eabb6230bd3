"""Time expressions, resolved to intervals against the local day of publication and the times spoken of before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from dateline.model.annotation import AnnotatedArticle, Annotation, TimeExpression
from dateline.model.article import DateInterval
from dateline.model.text import Span
from dateline.understand.parse import Parse
from dateline.understand.shadow import shadow_of
from dateline.understand.time_anchor import Anchor, day_of_value, interval_of
from dateline.understand.time_grammar import ANY, BEGINNINGS, MOVING_DAYS, PATTERNS
from dateline.understand.time_lengths import READERS
from dateline.understand.time_reading import Reading

_WORD = re.compile(r"[A-Za-z]+|\d+")
_UNITS = "second minute hour day night week weekend fortnight month quarter year decade century"
_TRIGGERS = frozenset(
    f"{_UNITS} seconds minutes hours days nights weeks weekends fortnights months quarters years decades centuries "
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays "
    "thursdays fridays saturdays sundays today yesterday tomorrow tonight morning afternoon evening mornings "
    "afternoons evenings spring summer autumn fall winter twenties thirties forties fifties sixties seventies eighties "
    "nineties bc fy noon midnight dawn dusk midday lunchtime overnight daily weekly monthly yearly annually hourly "
    "nightly biweekly fortnightly now currently current presently present nowadays moment recently lately recent "
    "past time soon future later am pm q christmas easter thanksgiving halloween juneteenth "
    "hrs gmt utc clock night nineteen eighteen seventeen twenty thousand".split()
) | {name.split()[-1] for name in MOVING_DAYS} | {"eve", "boxing", "valentine", "bastille"}  # fmt: skip
_BEFORE, _AFTER = 60, 60
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]?[A-Z])|\n\n")
_AHEAD = re.compile(
    r"\b(?:will|'ll|won't|shall|going to|scheduled|slated|(?:is|are|was|were) due|set (?:to|for)|expected|plans? to"
    r"|plann(?:ed|ing) (?:to|for)|is to|are to|to be held|would|deadline|upcoming|(?:aim|hope|vow)s? to|ahead of"
    r"|effective)\b",
    re.I,
)
_AHEAD_AT_ONCE = re.compile(r"\b(?:by|until|till|as (?:early|soon) as)(?: the)? \Z", re.I)
_STILL_AHEAD = re.compile(
    r"(?:will|would|is|are|was|were|to|be|have|been|being|not|also|[a-z]+ly|'ll|scheduled|expected|due|set|\s)+\Z"
)
_BEHIND = re.compile(
    r"\b(?:said|told|was|were|had|did|came|went|took|made|gave|found|left|saw|began|broke|held|met|rose|fell|won|lost|sent|shot"
    r"|struck|became|spoke|wrote|led|hit|put|got|ran|has|have|[a-z]{2,}ed)\b"
)
_OPENS = re.compile(r"[\"“]?(?:(?:In|On|Since|During|Late in|Early in|Back in|By)(?: the)? )?")
_TELLS = re.compile(
    r"said|told|has|have|announced|agreed|decided|called|demanded|urged|proposed|moved|postponed|delayed"
)
_IN_FRONT_OF_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|till|of|from|during|for|through|before|after|to|and|or|between|around|about|circa|year|the|his|her"
    r"|its|their|our|early|late|mid|than|as|back|fiscal|vs|versus|[A-Z][a-z]+'s|a|this|that)|[(,\[-]|\A|\n) ?\Z",
    re.I,
)
_FIRST_WORD = re.compile(r"[A-Z][a-z]+ \Z")
_NO_FIRST_NAME = re.compile(
    r"\b(?:In|Since|By|On|Until|From|After|Before|For|The|Late|Early|This|Last|Next|And|Of|During|As|Between) \Z"
)
_COUNTED_NOUN = re.compile(r" (?:[a-z]+ )?[a-z]{3,}s\b(?! (?:was|is|has))")
_MODIFIES = re.compile(
    r"(?:the|his|her|its|their|our|a|this|that|'s|since|in|of|by|from|until|during|after|before|for) ?\Z", re.I
)
_IN_FRONT_OF_MONTH = re.compile(
    r"(?:\b(?:in|since|by|until|till|of|from|during|for|through|before|after|to|and|or|between|last|next|this|early|late|mid|every"
    r"|each|around|as|than|starting|beginning|ending|on|late|mid-)|[(,-]) ?\Z",
    re.I,
)
_AGE_OF = re.compile(r"\b(?:his|her|their|my|your|our|in) (?:early |mid-?|late )?\Z", re.I)
_RATE = re.compile(r"(?:\d|%|\b(?:million|billion|thousand|hundred|percent|cents|times|hours|days|[a-z]{3,}s)) \Z")
_WIRE_SLUG = re.compile(r"\d\d-\d\d-\d\d \Z")
_ALONE = {
    "vague_length": re.compile(r"\b(?:for|in|over|within|after|of|by|the|past|next|few|many|several|recent) \Z", re.I)
}


class Dates:
    """Finds time expressions and gives each the days it covers."""

    name = "dates"
    version = 1
    requires: tuple[type[Annotation], ...] = ()
    provides: tuple[type[Annotation], ...] = (TimeExpression,)

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Annotation]:
        """Read one article; relative times count from its local publication day, when that is known."""
        article = annotated.article
        day = _publication_day(article.published_day)
        unsure = article.published_at.confidence if article.published_at else 1.0
        for span, reading, form in find_times(parse.text, day=day):
            interval = _interval(reading, day, form, unsure)
            yield TimeExpression(
                article_id=article.id,
                span=span,
                exact=span.of(parse.text),
                made_by=f"{self.name}@{self.version}",
                confidence=interval.confidence if interval else reading.confidence,
                why=interval.why if interval else f"read as {form.replace('_', ' ')}, not anchored",
                kind=reading.kind,
                value=reading.value,
                interval=interval,
            )


def find_times(text: str, *, day: date | None) -> Iterator[tuple[Span, Reading, str]]:
    """Every time expression of a text with its meaning and the name of its form, in text order.

    `day` is the local day of publication, or None when it is unknown.
    """
    shadow = shadow_of(text)
    anchor = Anchor(day, narrative=_tells_of_another_time(shadow, day))
    edges = [match.end() for match in _SENTENCE_END.finditer(shadow)]
    named, named_in = None, -1
    for form, match in _matches(shadow):
        if not _is_time(form, match, shadow):
            continue
        groups = {**match.groupdict(), "all": match[0]}
        # "On Sunday at 9 p.m.": a time of day belongs to the day named before it in the sentence.
        anchor.today = named if named_in == bisect_right(edges, match.start()) else None
        anchor.future = _looks_ahead(shadow, match.start(), match.end(), edges)
        anchor.past = not anchor.future and _looks_back(shadow, match.start(), match.end(), edges)
        try:
            reading = READERS[form](groups, anchor)
        except (ValueError, OverflowError):
            continue
        if reading is None:
            continue
        if reading.kind in ("date", "time") and form not in ("clock", "hour_of"):
            named, named_in = day_of_value(reading.value), bisect_right(edges, match.start())
        if reading.refers and reading.value and reading.value[:4].isdigit():
            anchor.then = reading.value
        yield Span(match.start(), match.end()), reading, form


def _matches(shadow: str) -> Iterator[tuple[str, re.Match[str]]]:
    """All forms, looked for only around words that can be part of one."""
    for start, end in _regions(shadow):
        at = start
        for begin in BEGINNINGS.finditer(shadow, start, end):
            if begin.start() < at or (found := ANY.match(shadow, begin.start(), end)) is None:
                continue
            form = str(found.lastgroup)
            match = PATTERNS[form].match(shadow, found.start(), end)
            at = max(found.end(), at + 1)
            if match is not None:
                if match[0].endswith(" "):
                    continue
                at = max(match.end(), at)
                yield form, match


def _regions(shadow: str) -> Iterator[tuple[int, int]]:
    """Stretches of text around trigger words, merged, ending at a blank."""
    start = end = -1
    for word in _WORD.finditer(shadow):
        form = word[0]
        if form[0].isdigit():
            after = shadow[word.end() : word.end() + 1]
            if not (
                len(form) == 4 or after in (":", "/", "-", ".") or shadow[word.end() : word.end() + 2] in ("th", "st")
            ):
                continue
        elif form.lower() not in _TRIGGERS and not (
            form in ("a", "p", "B", "Q") and shadow[word.end() : word.end() + 1] in ".1234"
        ):
            continue
        low, high = max(0, word.start() - _BEFORE), word.end() + _AFTER
        if low <= end:
            end = high
            continue
        if start >= 0:
            yield _trimmed(shadow, start, end)
        start, end = low, high
    if start >= 0:
        yield _trimmed(shadow, start, end)


def _trimmed(shadow: str, start: int, end: int) -> tuple[int, int]:
    # Searching begins and ends between words, so that no form is cut at the edge.
    while start > 0 and shadow[start - 1].isalnum():
        start += 1
    blank = shadow.find(" ", end)
    return start, len(shadow) if blank < 0 or blank - end > 200 else blank


def _tells_of_another_time(shadow: str, day: date | None) -> bool:
    """Whether most years named lie well before publication: a history, in which "in April" means its own year."""
    years = [
        int(year)
        for year in re.findall(
            r"(?:\b(?:in|of|since|by|until|[A-Z][a-z]+),? (?:\d{1,2},? )?)((?:1\d|20)\d\d)\b", shadow
        )
    ]
    if len(years) < 5:
        return False
    elsewhere = sum(1 for year in years if day is None or abs(year - day.year) > 1)
    return elsewhere >= 0.7 * len(years) and len(years) * 900 > len(shadow)


def _is_time(form: str, match: re.Match[str], shadow: str) -> bool:
    """Turn down what only looks like a time: "2000 troops", "may", "his sixties"."""
    before = shadow[max(0, match.start() - 24) : match.start()]
    after = shadow[match.end() : match.end() + 40]
    if form == "year":
        return _is_year(match, before, after)
    if form == "month":
        word = match["m"]
        if word in ("May", "March"):
            return bool(match["early"] or _IN_FRONT_OF_MONTH.search(before)) and not re.match(
                r" [A-Z][a-z]+ said", after
            )
        # After a capital stands a first or family name: Miss April, Ms June.
        return not _FIRST_WORD.search(before) or bool(_NO_FIRST_NAME.search(before))
    if form == "decade":
        return not _AGE_OF.search(before) or bool(match["y"])
    if form in _ALONE:
        return bool(_ALONE[form].search(before))
    if form == "season":
        alone = not match["dir"] and not match["y"] and not match["rel"] and not match["early"]
        return not alone or bool(re.search(r"\b(?:in|by|until|since|during|of|and) \Z", before))
    if form == "now":
        return match[0] != "Current" or not after[:2].strip().isupper()
    if form == "length" and match["n"].lower() in ("a", "an") and _RATE.search(before):
        return False  # "four flights a week", "$2 million a year"
    if form == "length":
        return not after.startswith(("-old", " old", " of age")) and not re.search(r"[$£€]\Z", before)
    if form == "clock":
        return match["clock"][0].isalpha() or not re.match(r" ?(?:%|km|metres|meters|points)", after)
    return True


def _is_year(match: re.Match[str], before: str, after: str) -> bool:
    year = int(match["y"])
    if _WIRE_SLUG.search(before):
        return False
    if match["early"] or match["ad"] or match[0][:3].lower() in ("the", "yea"):
        return True
    if year < 1500 and not re.search(r"\b(?:in|since|by|until|of|from|during|before|after) \Z", before, re.I):
        return False
    if re.match(
        r" ?(?:hours|GMT|UTC|km|kg|metres|meters|miles|feet|percent|per cent|people|points|troops|dollars)\b", after
    ):
        return False
    if re.search(r"\b(?:some|about|around|than|least|nearly|almost|over|another|up to|to|and|or) \Z", before, re.I):
        return not _COUNTED_NOUN.match(after)
    if _MODIFIES.search(before):
        return not (_COUNTED_NOUN.match(after) and re.search(r"\b(?:of|by|for|from|after|before|in) \Z", before, re.I))
    return bool(_IN_FRONT_OF_YEAR.search(before)) or not _COUNTED_NOUN.match(after)


def _looks_ahead(shadow: str, start: int, end: int, edges: list[int]) -> bool:
    """Whether the nearest verb in the sentence speaks of what is to come; the verb before the words decides first."""
    number = bisect_right(edges, start)
    first = edges[number - 1] if number else 0
    number = bisect_right(edges, end)
    last = edges[number] if number < len(edges) else len(shadow)
    left = shadow[max(first, start - 90) : start]
    if shadow[end : end + 2] == "'s":
        return False  # Wednesday's ruling has been given
    if _AHEAD_AT_ONCE.search(left):
        return True
    ahead, behind = (max((match.start() for match in form.finditer(left)), default=-1) for form in (_AHEAD, _BEHIND))
    if ahead >= 0 or behind >= 0:
        return ahead >= behind or (ahead >= 0 and bool(_STILL_AHEAD.match(left[ahead:behind])))
    right = shadow[end : min(last, end + 90)]
    next_ahead, next_behind = _AHEAD.search(right), _BEHIND.search(right)
    if next_ahead is None:
        return False
    return next_behind is None or next_ahead.start() < next_behind.start()


def _looks_back(shadow: str, start: int, end: int, edges: list[int]) -> bool:
    """Whether a sentence opens with the time and tells what happened then: "In May the army left"."""
    number = bisect_right(edges, start)
    first = edges[number - 1] if number else 0
    number = bisect_right(edges, end)
    last = edges[number] if number < len(edges) else len(shadow)
    left, right = shadow[max(first, start - 90) : start], shadow[end : min(last, end + 60)]
    if _AHEAD.search(left) or _AHEAD.search(right):
        return False
    if not _OPENS.fullmatch(left):
        return False
    behind = _BEHIND.search(right)
    return behind is not None and not _TELLS.fullmatch(behind[0])


def _publication_day(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return None


def _interval(reading: Reading, day: date | None, form: str, unsure: float) -> DateInterval | None:
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
    return interval_of(value, mod=reading.mod, why=why, confidence=confidence)
