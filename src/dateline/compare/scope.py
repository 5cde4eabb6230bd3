"""What question a figure answers: what is counted, of whom, where; two figures are pitted only within one scope."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.compare.background import is_background
from dateline.compare.bare_numbers import numbers_alone
from dateline.compare.counted_class import ABOARD, DONE, OF_THINGS, PLAIN, class_of
from dateline.compare.intervals import Bounds, base_of
from dateline.compare.lengths import lengths_of_time
from dateline.compare.origins import Sourced, same_side, source_of
from dateline.compare.reports import Report, Sentence, Weights
from dateline.compare.spots import Spot, spot_of
from dateline.compare.wording import Wording, is_telling, senses
from dateline.lexicon.calendar_words import MONTHS
from dateline.lexicon.numbers import NUMBER
from dateline.lexicon.quantities import class_nouns, function_words
from dateline.lexicon.same_words import sense
from dateline.lexicon.words import words_of
from dateline.model.annotation import Figure
from dateline.model.article import DateInterval
from dateline.model.text import Span

TOLLS = DONE - OF_THINGS - {"vaccinated", "dismissed"} | {"troops", "protesters", "magnitude", ABOARD}
"""Counts that news is about."""
NEARLY_ONE = (
    frozenset({"arrested", "kidnapped", "charged"}),
    frozenset({"killed", "casualties"}),
    frozenset({"killed", "shot"}),
    frozenset({"injured", "casualties", "hospitalized"}),
    frozenset({"destroyed", "damaged", "killed"}),
    frozenset({"troops", "deployed"}),
)
"""Classes that different reports may read in one count."""
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
OTHERS = frozenset(("other", "others", "another"))
"""Words that set those counted beside those of whom something else is told."""
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
_PART = re.compile(rf"(?:{NUMBER}) of (?:the|those|them|these|whom)\b", re.I)
_OF_TOLL = re.compile(
    r"\bof (?:the|those|these) (?:[a-z]+ )?"
    r"(?:dead|killed|wounded|injured|missing|bodies|victims|casualties|arrested|detained|men|hurt)\b"
)
"""Who is one of the dead is a part; nine of the prisoners that were shot are all."""
_OF_THEM = re.compile(r" of (?:the|those|them|these|whom)\b", re.I)
_BODIES = re.compile(r"\b(?:bodies|remains|corpses)\b", re.I)
_AFTERSHOCK = re.compile(r"\b(?:after|fore)shocks?\b", re.I)
_MAYBE = re.compile(r"\b(?:if|worst case|would|could|expect(?:s|ed)?|forecasts?|projected|targets?|hopes?)\b", re.I)
_DEFINITE = re.compile(r"\b(?:the|both|these|those|their|our|its|his|her|all) $", re.I)
_NAMED_AGAIN = re.compile(r"(?:[Bb]oth|[Tt]he two|[Tt]hese|[Tt]hose)\b")
_PARTIAL = re.compile(
    r"\b(?:other|others|another|more|additional|further|remaining|rest|first|last|each|every)\b(?! than)", re.I
)
_PER = re.compile(r"^(?: of [a-z]+)?\W*(?:an?|per|each|every) (second|minute|hour|day|night|week|month|year)\b", re.I)
_PER_INSIDE = re.compile(r"\b(?:an?|per|each|every) (second|minute|hour|day|night|week|month|year)$", re.I)
_EARLIER = re.compile(
    r"\b(?:not|down from|up from|compared (?:with|to)|instead of|rather than|fewer than the"
    r"|(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|dozens?|some|many|most|all|half) of the"
    r"|(?:,? not|down from|up from|instead of|rather than) (?:the|an?|its|their)(?: (?:first|earlier|previous))?) $",
    re.I,
)
_NOT_SO = re.compile(r"\b(?:not|instead of|rather than|down from|up from)(?: the)? $", re.I)
_SAID_AGAIN = re.compile(r"(?:\d|\b(?:hundred|thousand|lakh|crore|million|billion|dozen|[a-z]+s))(?: [a-z]+)? \($")
_MONTH = "|".join(MONTHS)
_OF_MONTH = re.compile(rf"(?: [a-z]+){{0,2}} (?:in|for|of) ({_MONTH})\b(?! \d)", re.I)
_MONTHS_OWN = re.compile(rf"\b({_MONTH})['’]s\b|\b(?:for|in) ({_MONTH})\b(?! \d)")
_SHARE_OF = re.compile(
    r"(?:^|.*(?:%|percent|per cent)) of (?:the |its |all |those )?(?:[a-z-]+ )?((?!the|them)[a-z-]{3,})\b(?! of)"
)
_DECIMAL = re.compile(r"\d+\.\d+")
_AND_CREW = re.compile(r"\w* (?:and|including|with) (?:the )?(?:\w+ )?crew")
_NOBODY_ELSE = re.compile(r"\b(?:nobody|no one|no-one|nothing|none) else\b", re.I)
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
    months: frozenset[str] = frozenset()
    """The months or years that the words beside it say it is of."""
    is_main: bool = False
    is_beside: bool = False
    """Whether it has no noun of its own and is set beside another number."""
    replaces: tuple[Bounds, ...] = ()
    """Figures that its sentence names as what was said before."""
    puts_right: tuple[Bounds, ...] = ()
    """Those of them that it says are not so: "1.5 percent, not the 1.4"."""
    beside: tuple[Bounds, ...] = ()
    """The other figures of its class that the same side gives in the report."""

    @property
    def share_of(self) -> str | None:
        """The sense of what a share is said to be of: "52 percent of the vote"; None where nothing is named."""
        if self.unit != "%":
            return None
        after = self.report.article.text[self.figure.span.end : self.figure.span.end + WINDOW]
        found = _SHARE_OF.match(after) or _SHARE_OF.search(self.figure.exact)
        return sense(found.group(1)) if found else None

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
        for figure in (*report.figures, *lengths_of_time(report), *numbers_alone(report)):
            sentence = report.sentence_at(figure.span.start)
            if sentence is None or (figure.low is None and figure.high is None):
                continue
            figure = _as_a_share(report, figure)
            if not (figure.earlier or _refers_back(report, figure) or _is_in_brackets(report, figure)):
                found.append(_count(report, figure, sentence, wording))
    return _with_ranks(found)


def _as_a_share(report: Report, figure: Figure) -> Figure:
    """A decimal without a unit is a share where a share stands before it: "53.8 percent, on a turnout of 41.9"."""
    if figure.unit is not None or not _DECIMAL.fullmatch(figure.exact.split()[-1] if figure.exact else ""):
        return figure
    before = [one for one in report.figures if 0 < figure.span.start - one.span.end < 2 * WINDOW]
    return replace(figure, unit="%", counted="percent") if before and before[-1].unit == "%" else figure


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


def same_number(left: Count, right: Count) -> bool:
    """Tell whether two figures have the same bounds."""
    return left.bounds.same(right.bounds)


def _within(report: Report, figure: Figure, sentence: Sentence) -> list[str]:
    """How far a count reaches where words say so: "in the city", "nationwide"."""
    found = [one or other for one, other in _WITHIN.findall(_around(report, figure, sentence))]
    return ["country" if one.lower().startswith("nation") else one.lower() for one in found[:1]]


def _is_said_before(report: Report, figure: Figure) -> bool:
    return figure.earlier or bool(_EARLIER.search(_before(report, figure)))


def _before(report: Report, figure: Figure, characters: int = 16) -> str:
    return report.article.text[max(0, figure.span.start - characters) : figure.span.start]


def _refers_back(report: Report, figure: Figure) -> bool:
    """Tell whether "the two countries" only names again what was named before, or "not 300" what is put right."""
    before = _before(report, figure)
    if _EARLIER.search(before) or _NAMED_AGAIN.match(figure.exact):
        return True
    if figure.high == 0 and _NOBODY_ELSE.search(report.article.text, figure.span.start, figure.span.end + 6):
        return True
    small = figure.unit is None and (figure.low or 0) < TELLING and figure.counted not in DONE
    return small and bool(_DEFINITE.search(before))


def _stands_behind_another(report: Report, figure: Figure, sentence: Sentence, counted: str) -> bool:
    """Tell whether its sentence first counts those of whom something else is told."""
    before = Span(sentence.span.start, figure.span.start)
    return any(before.contains(one.span) and one.counted in DONE - {counted} for one in report.figures)


def _is_in_brackets(report: Report, figure: Figure) -> bool:
    """Tell whether brackets only say a number again: "two lakh (200,000)", "2 million somoni ($185,000)"."""
    return bool(_SAID_AGAIN.search(_before(report, figure, 24)))


def _count(report: Report, figure: Figure, sentence: Sentence, wording: Wording) -> Count:
    counted = class_of(report, figure)
    words = words_of(_AND.split(figure.subject or "")[0])
    if not words and counted not in DONE | TOLLS | PLAIN and figure.unit is None:
        words = words_of(_noun(figure)) or words_of(counted)
    if not words and figure.unit is None and (told := _NUMBER_OF.search(sentence.text)):
        words = words_of(told.group(1))
    by_class = bool(words) and words[-1] in class_nouns() and counted in DONE
    last = words[-1] if words else ""
    whole = counted == ABOARD and bool(_AND_CREW.match(report.article.text, figure.span.end - len(last)))
    says_class = by_class or counted in BANDS or (counted in DONE and sense(last) == sense(counted))
    open_scope = whole or not last or last in ANYBODY or says_class or figure.unit is not None
    head = "" if open_scope else sense(last)
    partial = _narrowings(report, figure, sentence, counted)
    named = (word for word in words[:-1] if word not in ANYBODY and word not in function_words() and is_telling(word))
    if counted in DONE and _stands_behind_another(report, figure, sentence, counted):
        partial = [one for one in partial if one not in OTHERS]  # "7 dead and 15 others missing" are two questions
    modifiers = frozenset([*map(sense, named), *partial])
    after = report.article.text[figure.span.end : figure.span.end + 20]
    beside = [one for one in report.figures if sentence.span.contains(one.span)]
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
        months=_months_of(report, figure, sentence),
        sourced=source_of(report, figure.span, said_by=figure.said_by),
        is_part=figure.part_of is not None,
        is_past=is_background(report, figure.span),
        is_maybe=bool(_MAYBE.search(_around(report, figure, sentence))),
        noun=_noun(figure),
        replaces=tuple(Bounds.of(one) for one in beside if _is_said_before(report, one)),
        puts_right=tuple(Bounds.of(one) for one in beside if _NOT_SO.search(_before(report, one))),
    )


def _narrowings(report: Report, figure: Figure, sentence: Sentence, counted: str) -> list[str]:
    """What says that a count is one of a part, of another happening, of some place, of a first report."""
    text, before = report.article.text, _before(report, figure)
    near = f"{before} {figure.exact} {text[figure.span.end : figure.span.end + 12]}"
    found = [word.lower() for word in _PARTIAL.findall(near)]
    found += [f"in:{one}" for one in _within(report, figure, sentence)]
    told = {
        "another": _ANOTHER.search(_before(report, figure, WINDOW).rpartition(". ")[2]),
        "further": figure.added,
        "part": (_PART.search(figure.exact) or _OF_THEM.match(text, figure.span.end))
        and (counted not in DONE or _OF_TOLL.search(text, figure.span.start, figure.span.end + WINDOW)),
        "body": _BODIES.search(figure.exact),
        "bodies": _BODIES.search(before),
        "aftershock": figure.unit == "magnitude" and _AFTERSHOCK.search(sentence.text),
        "attacker": _WITH_ATTACKER.search(text[figure.span.end : min(sentence.span.end, figure.span.end + WINDOW)]),
        "first": _AT_FIRST.search(_before(report, figure, 2 * WINDOW).rpartition(". ")[2]),
    }
    return [*found, *(name for name, hit in told.items() if hit)]


def _months_of(report: Report, figure: Figure, sentence: Sentence) -> frozenset[str]:
    """The month or quarter a count is of: "114,000 jobs in July", "July's gain was cut to 89,000"."""
    text = report.article.text
    behind = _OF_MONTH.match(text, figure.span.end, min(sentence.span.end, figure.span.end + WINDOW))
    if behind:
        return frozenset({behind.group(1).lower()})
    before = _MONTHS_OWN.findall(text[max(sentence.span.start, figure.span.start - WINDOW) : figure.span.start])
    return frozenset({(before[-1][0] or before[-1][1]).lower()}) if before else frozenset()


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
