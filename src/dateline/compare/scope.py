"""What question a figure answers: what is counted, of whom, where; two figures are pitted only within one scope."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.compare.background import is_background
from dateline.compare.intervals import Bounds, base_of
from dateline.compare.origins import Sourced, same_side, source_of
from dateline.compare.reports import Report, Sentence, Weights
from dateline.compare.spots import Spot, spot_of
from dateline.compare.wording import Wording, senses
from dateline.lexicon.quantities import class_nouns
from dateline.lexicon.same_words import sense
from dateline.lexicon.words import words_of
from dateline.model.annotation import Figure
from dateline.model.article import DateInterval
from dateline.model.text import Span

DONE = frozenset(
    (
        *("killed", "injured", "casualties", "missing", "arrested", "charged", "convicted", "released", "rescued"),
        *("trapped", "kidnapped", "displaced", "evacuated", "hospitalized", "infected", "deported", "dismissed"),
        *("deployed", "destroyed", "damaged", "vaccinated"),
    )
)
"""Classes of counts that say what was done to those counted: the class is the question, the noun its scope."""
OF_THINGS = frozenset({"damaged", "destroyed"})
"""Done to things: there the noun is the question, and the class only narrows it."""
TOLLS = DONE - OF_THINGS - {"vaccinated", "dismissed"} | {"troops", "protesters", "magnitude"}
"""Counts that news is about."""
NEARLY_ONE = (
    frozenset({"arrested", "kidnapped", "charged"}),
    frozenset({"killed", "casualties"}),
    frozenset({"injured", "casualties", "hospitalized"}),
    frozenset({"destroyed", "damaged", "killed"}),
    frozenset({"troops", "deployed"}),
)
"""Classes that different reports may read in one count."""
PLAIN = frozenset({"people", "troops", "fighters", "police", "protesters", "vehicles", "animals"})
"""Classes that say who or what is counted, not what was done to them."""
BANDS = frozenset({"troops", "protesters"})
"""Classes that are nouns themselves: strikers and workers on strike are one band."""
TELLING = 11
"""From this number on two equal figures of a thing mean the same."""
ANYBODY = (
    frozenset(
        ("people", "person", "other", "individual", "human", "soul", "victim", "resident", "inhabitant", "life", "body")
    )
    | frozenset(("dead", "death", "men", "man", "member", "one", "worker", "citizen", "injury", "arrest", "case"))
    | frozenset(
        ("piece", "object", "item", "thing", "unit", "figure"),
    )
)
"""Subjects that leave the scope open (stems)."""
WINDOW = 60
"""Characters to either side of a figure whose words are nearest to it."""

_NUMBERS = re.compile(
    r"\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?"
    r"|millions?|more|than|least|about|some)\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"[;:—]|,? (?:and|but|while|whereas|of whom|of which) |, ")
_NUMBER_OF = re.compile(
    r"\bnumber of (?:(?:the|dead|killed|wounded|injured|missing|new|confirmed|known|people|those)\b ?)*"
    r"(?!(?:was|is|has|as|this)\b)([a-z]+s\b|[a-z]+men\b)",
    re.IGNORECASE,
)
"""What a number without a noun counts, where its sentence says so."""
_PASSIVE = re.compile(r" (?:(?:were|was|are|is|had|have|has|been|being|still|also|were also) ){1,3}([a-z]+)")
_WITHIN = re.compile(
    r"\b(?:in|across|throughout|over) (?:all of )?the (?:whole |entire )?"
    r"(city|capital|province|region|district|state|county|country)\b(?!['’])"
    r"|\b(nationwide|nationally|worldwide)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:another|a (?:second|third|separate|similar|previous|different)|an earlier|elsewhere)\b", re.I
)
_WITH_ATTACKER = re.compile(
    r"\b(?:including|counting|besides|among them|along with) (?:the|a|an|both|two)? ?(?:alleged |suspected )?"
    r"(?:gunm[ae]n|shooters?|attackers?|suspects?|bombers?|assailants?|hijackers?|driver)\b",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(r"\b(?:initial(?:ly)?|originally|at first|earlier reports?|first reports?|previously)\b", re.I)
_AND = re.compile(r" (?:and|or) ")
_OF_THE = re.compile(r"\bof (?:the|those|them|these|whom)\b", re.I)
_OF_THEM = re.compile(r" of (?:the|those|them|these|whom)\b", re.I)
_BODIES = re.compile(r"\b(?:bodies|remains|corpses)\b", re.I)
_AFTERSHOCK = re.compile(r"\b(?:after|fore)shocks?\b", re.I)
_MAYBE = re.compile(r"\b(?:if|worst case|would|could|expect(?:s|ed)?|forecasts?|projected|targets?|hopes?)\b", re.I)
_DEFINITE = re.compile(r"\b(?:the|both|these|those|their|our|its|his|her|all) $", re.I)
_PARTIAL = re.compile(
    r"\b(?:other|others|another|more|additional|further|remaining|rest|first|last|each|every)\b(?! than)", re.I
)
_PER = re.compile(r"^(?: of [a-z]+)?\W*(?:an?|per|each|every) (second|minute|hour|day|night|week|month|year)\b", re.I)
_PER_INSIDE = re.compile(r"\b(?:an?|per|each|every) (second|minute|hour|day|night|week|month|year)$", re.I)
_EARLIER = re.compile(
    r"\b(?:not|down from|up from|compared (?:with|to)|instead of|rather than|fewer than the"
    r"|(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|dozens?|some|many|most|all|half) of the) $",
    re.I,
)
_CLOCKED = re.compile(r"PT(\d+(?:\.\d+)?)([HMS])")
_ABOUT = re.compile(r"(?:about|around|some|roughly|nearly|almost|approximately)\b", re.I)
_LEANING = re.compile(r"(?:It|They|That|Those|This|These|He|She|Of|Among|Another|Others|The (?:rest|others))\b")


@dataclass(frozen=True, eq=False)
class Count:
    """One figure of one report with the question it answers."""

    report: Report
    figure: Figure
    sentence: Sentence
    counted: str
    head: str
    modifiers: frozenset[str]
    place: Spot | None
    near: Weights
    wide: Weights
    bounds: Bounds
    unit: str | None
    per: str | None
    sourced: Sourced | None
    is_part: bool
    is_past: bool
    is_maybe: bool
    noun: str
    is_main: bool = False
    replaces: tuple[Bounds, ...] = ()
    """Figures that its sentence names as what was said before."""
    beside: tuple[Bounds, ...] = ()
    """The other figures of its class that the same side gives in the report."""

    @property
    def is_done(self) -> bool:
        """Whether the question is what was done to those counted."""
        return self.counted in DONE | TOLLS

    @property
    def is_toll(self) -> bool:
        """Whether it counts what news is about."""
        return self.counted in TOLLS

    @property
    def is_anybody(self) -> bool:
        """Whether it says that it counts people at large: "4 people", not "4" alone."""
        return not self.head and bool(self.figure.subject)

    @property
    def when(self) -> str | None:
        """As of when the figure holds: its own date, else that of the report."""
        return self.days[1] if self.days else None

    @property
    def days(self) -> tuple[str, str] | None:
        """The first and last day as of which the figure may hold (ISO)."""
        own = as_of(self.report, self.figure) or self.report.article.published_at
        first, last = (own.start or own.end, own.end or own.start) if own else (None, None)
        return (first[:10], last[:10]) if first and last else None


def as_of(report: Report, figure: Figure) -> DateInterval | None:
    """The time for which a figure says it holds; what is to be after its report is no such time."""
    told, published = figure.as_of, report.article.published_day
    return None if told and told.start and published and told.start[:10] > published else told


def counts_of(reports: Sequence[Report], wording: Wording) -> list[Count]:
    """Return the figures that can answer a question of the story: not background, not what was said before."""
    found = []
    for report in reports:
        for figure in (*report.figures, *lengths_of_time(report)):
            sentence = report.sentence_at(figure.span.start)
            if sentence is None or (figure.low is None and figure.high is None):
                continue
            if not (figure.earlier or _refers_back(report, figure)) and (figure.counted or figure.subject):
                found.append(_count(report, figure, sentence, wording))
    return _with_ranks(found)


def _with_ranks(counts: Sequence[Count]) -> list[Count]:
    """Mark in each report the first count of each class that is neither a part nor background: mostly the news."""
    seen: set[tuple[str, str, str | None]] = set()
    ranked = []
    of_class: dict[tuple[str, str, str | None], list[Count]] = defaultdict(list)
    for one in counts:
        of_class[one.report.id, one.counted, one.unit].append(one)
    for one in counts:
        key = (one.report.id, one.counted, one.unit)
        is_main = key not in seen and not one.is_part and not one.is_past
        if is_main:
            seen.add(key)
        others = (held for held in of_class[key] if held is not one and same_side(held.sourced, one.sourced))
        ranked.append(replace(one, is_main=is_main, beside=tuple(held.bounds for held in others)))
    return ranked


def lengths_of_time(report: Report) -> list[Figure]:
    """Return the lengths of time that a report tells, in minutes: "11 hours and 55 minutes"."""
    found: list[Figure] = []
    text = report.article.text
    for one in report.times:
        minutes = _minutes(one.value) if one.kind in ("duration", "set") else None
        if minutes is None:
            continue
        last = found[-1] if found else None
        if last is not None and text[last.span.end : one.span.start] in (" and ", ", ", " "):
            span, minutes = Span(last.span.start, one.span.end), minutes + (last.low or 0.0)
            found.pop()
        else:
            span = one.span
        approx = bool(_ABOUT.match(text[span.start : span.end]))
        low, high = (minutes * 0.9, minutes * 1.1) if approx else (minutes, minutes)
        found.append(
            Figure(
                article_id=report.id,
                span=span,
                exact=span.of(text),
                made_by=one.made_by,
                low=low,
                high=high,
                unit="min",
                counted="duration",
                approx=approx,
            )
        )
    return found


def _minutes(value: str | None) -> float | None:
    """The minutes of a TIMEX3 duration in hours, minutes or seconds.

    >>> _minutes("PT11H"), _minutes("P3D"), _minutes("PTXS")
    (660.0, None, None)
    """
    found = _CLOCKED.fullmatch(value or "")
    return float(found[1]) * {"H": 60.0, "M": 1.0, "S": 1 / 60}[found[2]] if found else None


def same_number(left: Count, right: Count) -> bool:
    """Tell whether two figures have the same bounds."""
    return left.bounds.same(right.bounds)


def _within(report: Report, figure: Figure, sentence: Sentence) -> list[str]:
    """How far a count reaches where words say so: "in the city", "nationwide"."""
    found = [one or other for one, other in _WITHIN.findall(_around(report, figure, sentence))]
    return ["country" if one.lower().startswith("nation") else one.lower() for one in found[:1]]


def _is_said_before(report: Report, figure: Figure, sentence: Sentence) -> bool:
    return sentence.span.contains(figure.span) and (figure.earlier or bool(_EARLIER.search(_before(report, figure))))


def _before(report: Report, figure: Figure, characters: int = 16) -> str:
    return report.article.text[max(0, figure.span.start - characters) : figure.span.start]


def _refers_back(report: Report, figure: Figure) -> bool:
    """Tell whether "the two countries" only names again what was named before, or "not 300" what is put right."""
    before = _before(report, figure)
    if _EARLIER.search(before):
        return True
    small = figure.unit is None and (figure.low or 0) < TELLING and figure.counted not in DONE
    return small and bool(_DEFINITE.search(before))


def _count(report: Report, figure: Figure, sentence: Sentence, wording: Wording) -> Count:
    counted = _what_was_done(report, figure, (figure.counted or "").lower())
    words = words_of(_AND.split(figure.subject or "")[0])
    if not words and counted not in DONE | TOLLS | PLAIN and figure.unit is None:
        words = words_of(_noun(figure)) or words_of(counted)
    if not words and figure.unit is None and (told := _NUMBER_OF.search(sentence.text)):
        words = words_of(told.group(1))
    by_class = bool(words) and words[-1] in class_nouns() and counted in DONE
    last = words[-1] if words else ""
    says_class = by_class or counted in BANDS or (counted in DONE and sense(last) == sense(counted))
    open_scope = not last or last in ANYBODY or says_class or figure.unit is not None
    head = "" if open_scope else sense(last)
    partial = _narrowings(report, figure, sentence)
    modifiers = frozenset([*(sense(word) for word in words[:-1] if word not in ANYBODY), *partial])
    after = report.article.text[figure.span.end : figure.span.end + 20]
    per = _PER.match(after) or _PER_INSIDE.search(figure.exact)
    return Count(
        report=report,
        figure=figure,
        sentence=sentence,
        counted=counted,
        head=head,
        modifiers=modifiers,
        place=spot_of(report, figure),
        near=wording.weigh(_near(report, figure, sentence)),
        wide=wording.weigh_senses(_wide(report, figure, sentence)),
        bounds=Bounds.of(figure),
        unit=base_of(figure.unit)[0],
        per=per.group(1).lower() if per else None,
        sourced=source_of(report, figure.span, said_by=figure.said_by),
        is_part=figure.part_of is not None,
        is_past=is_background(report, figure.span),
        is_maybe=bool(_MAYBE.search(_around(report, figure, sentence))),
        noun=_noun(figure),
        replaces=tuple(Bounds.of(one) for one in report.figures if _is_said_before(report, one, sentence)),
    )


def _what_was_done(report: Report, figure: Figure, counted: str) -> str:
    """The class of a count, where the figure only says people: what the verb behind it says was done to them."""
    if counted not in PLAIN:
        return counted
    verb = _PASSIVE.match(report.article.text, figure.span.end)
    return _classes().get(sense(verb.group(1)), counted) if verb else counted


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    told = {sense(one): one for one in sorted(DONE - OF_THINGS, reverse=True)}
    return told | {sense("sought"): "missing", sense("looked"): "missing"}


def _narrowings(report: Report, figure: Figure, sentence: Sentence) -> list[str]:
    """What says that a count is one of a part, of another happening, of some place, of a first report."""
    text, before = report.article.text, _before(report, figure)
    near = f"{before} {figure.exact} {text[figure.span.end : figure.span.end + 12]}"
    found = [word.lower() for word in _PARTIAL.findall(near)]
    found += [f"in:{one}" for one in _within(report, figure, sentence)]
    told = {
        "another": _ANOTHER.search(_before(report, figure, WINDOW).rpartition(". ")[2]),
        "further": figure.added,
        "part": _OF_THE.search(figure.exact) or _OF_THEM.match(text, figure.span.end),
        "body": _BODIES.search(figure.exact),
        "bodies": _BODIES.search(before),
        "aftershock": figure.unit == "magnitude" and _AFTERSHOCK.search(sentence.text),
        "attacker": _WITH_ATTACKER.search(text[figure.span.end : min(sentence.span.end, figure.span.end + WINDOW)]),
        "first": _AT_FIRST.search(_before(report, figure, 2 * WINDOW).rpartition(". ")[2]),
    }
    return [*found, *(name for name, hit in told.items() if hit)]


def _around(report: Report, figure: Figure, sentence: Sentence) -> str:
    start, end = max(sentence.span.start, figure.span.start - 50), min(sentence.span.end, figure.span.end + 40)
    return report.article.text[start:end]


def _near(report: Report, figure: Figure, sentence: Sentence) -> str:
    """Return the words of the clause round a figure, without its own."""
    text, begin, end = report.article.text, figure.span.start, figure.span.end
    before, after = (
        text[max(sentence.span.start, begin - WINDOW) : begin],
        text[end : min(sentence.span.end, end + WINDOW)],
    )
    cuts = [one.end() for one in _CUT.finditer(before)]
    stop = _CUT.search(after)
    return f"{before[cuts[-1] if cuts else 0 :]} {after[: stop.start() if stop else None]}"


def _wide(report: Report, figure: Figure, sentence: Sentence) -> list[str]:
    """Return the senses of the whole sentence, and of the one before where this one leans on it."""
    start, end = figure.span.start - sentence.span.start, figure.span.end - sentence.span.start
    found = [*senses(sentence.text[:start]), *senses(sentence.text[end:])]
    if _LEANING.match(sentence.text) or not found:
        before = report.sentence_at(sentence.span.start - 2) if sentence.span.start > 1 else None
        found += senses(before.text) if before else []
    return found


def _noun(figure: Figure) -> str:
    """Return the words of what is counted: "undersea cables"."""
    if figure.subject:
        return figure.subject
    after = [match.end() for match in _NUMBERS.finditer(figure.exact)]
    noun = figure.exact[after[-1] :].strip(" -–") if after else ""
    return noun or figure.counted or ""
