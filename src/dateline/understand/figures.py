# ruff: noqa: E501 - the regexes read better whole
"""Figures: every quantity of consequence with its bounds, what is counted, and where it belongs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from dateline.lexicon.quantities import counted
from dateline.model.annotation import (
    AnnotatedArticle,
    Annotation,
    Attribution,
    Figure,
    PlaceMention,
    Quote,
    TimeExpression,
)
from dateline.model.text import Span
from dateline.understand.figure_bounds import plain
from dateline.understand.figure_clauses import standing_of
from dateline.understand.figure_grammar import quantities
from dateline.understand.figure_links import Draft, link
from dateline.understand.figure_money import currency_of
from dateline.understand.figure_nouns import Noun, is_person, noun_after
from dateline.understand.figure_roles import is_casualty, role_of
from dateline.understand.figure_setting import Setting
from dateline.understand.figure_sorts import WORKED, is_figure_of_speech, is_job, strength_of
from dateline.understand.figure_units import Quantity
from dateline.understand.parse import Parse
from dateline.understand.shadow import shadow_of

_SENTENCE_END = re.compile(r"[.!?\n](?:(?<=\n)\n|(?<!\n)[\"')\]]*\s+(?=[\"'(\[]?[A-Z]))")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_OF_NUMBER = re.compile(r" of (?:the |its |their )?\d")
_AGED = re.compile(
    r"\b(?:were|was|is|are|aged|those|anyone|everyone|children|people|women|men|boys|girls|someone|person) (?:under|over|above|below) \Z"
)
_TOLD_BEFORE = 13
_SMALL = 5
_LONGEST_BARE = 6
_OLDEST = 110
_LARGE = 10_000
_COUNTED_AFTER = re.compile(
    r" (?:new |confirmed |suspected )?(?:cases|people|deaths|infections|civilians|soldiers|houses|homes|troops|fatalities|casualties|injuries|votes)\b"
)
_ARMED = re.compile(
    r" of (?:the |its |their |his )?(?:[\w'-]+ ){0,3}?(?:[Gg]uard|[Aa]rmy|[Mm]ilitary|[Nn]avy|[Ff]orces|[Mm]arines|[Ii]nfantry|[Bb]attalion|[Bb]rigade)\b"
)
_SHOT_OFF = re.compile(r"(?: and (?:\w+ )?missiles| and (?:\w+ )?rockets)|[^.;,]{0,24} (?:fired|launched)\b")
_SHOOTING = re.compile(r"\b(?:fir(?:e|es|ed|ing)|launch(?:es|ed|ing)?|attack(?:s|ed|ing)? \w+ with|used) [^.;]{0,24}\Z")
_NOBODY = frozenset(("others", "dead", "injured", "wounded", "missing"))
"""Words after a number that name nobody."""
_PERCENT = "%"
_SMALLEST_PLAIN_COUNT = 2
_REMINDER = re.compile(r"\b(?:the|these|those|both|all|all the|the (?:last|first|next|other|same|remaining)) \Z", re.I)
_AGE_BEFORE = re.compile(r"[A-Z][\w.'-]+, \Z")
_AGE_AFTER = re.compile(r"[,.;)]|\Z| (?:of|from|who|and|was|is|has|had|from)\b")
_ASIDE_BEFORE = re.compile(r"[a-z]{2,}, \Z")
_MODEL_BEFORE = re.compile(r"(?<![A-Z] )\b(?!(?:US|UK|EU|UN|UAE|NATO|ALL|THE) )[A-Z]{2,4} \Z")
"""A short name in capitals right before a bare number: together they name a model, a road, a flight."""


class Figures:
    """Finds quantities of consequence; what was found before says where, as of when and who says so."""

    name = "figures"
    version = 2
    requires: tuple[type[Annotation], ...] = ()
    provides: tuple[type[Annotation], ...] = (Figure,)

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Annotation]:
        """Read one article."""
        text = parse.text
        times = list(annotated.of(TimeExpression))
        places = list(annotated.of(PlaceMention))
        setting = Setting(text, places, times, list(annotated.of(Quote)), list(annotated.of(Attribution)))
        addresses = _ADDRESS.finditer(text) if "www." in text or "://" in text else ()
        taken = [*(one.span for one in (*times, *places)), *(Span(*found.span()) for found in addresses)]
        drafts = read_figures(text, parse, taken=sorted(taken, key=attrgetter("start", "end")))
        for draft in drafts:
            span = Span(draft.start, draft.end)
            quantity = draft.quantity
            part_of = None if draft.part_of is None else drafts[draft.part_of]
            yield Figure(
                article_id=annotated.article.id,
                span=span,
                exact=span.of(text),
                made_by=f"{self.name}@{self.version}",
                confidence=_confidence(draft),
                why=_why(draft),
                low=_told(quantity.low, quantity),
                high=_told(quantity.high, quantity),
                unit=_PERCENT if quantity.share else draft.unit,
                counted=draft.counted,
                subject=draft.subject if draft.noun is not None or _is_before_whole(draft, part_of) else None,
                place=setting.place(draft),
                as_of=setting.as_of(draft),
                said_by=setting.said_by(draft),
                approx=quantity.approx,
                qualifier=quantity.qualifier,
                part_of=None if part_of is None else Span(part_of.start, part_of.end),
                added=quantity.added,
                earlier=draft.earlier,
            )


def read_figures(text: str, parse: Parse, *, taken: list[Span]) -> list[Draft]:
    """The figures of a text in text order; what overlaps a taken span (a date, a length, a street) is left out."""
    shadow = shadow_of(text)
    edges = [0, *(match.end() for match in _SENTENCE_END.finditer(shadow)), len(shadow)]
    taken_starts = [span.start for span in taken]
    drafts: list[Draft] = []
    for quantity in quantities(shadow):
        if _is_taken(shadow, quantity, taken, taken_starts):
            continue
        number = bisect_right(edges, quantity.number) - 1
        sentence = (edges[number], edges[min(number + 1, len(edges) - 1)])
        draft = _draft(shadow, quantity, parse, sentence)
        if draft is not None:
            drafts.append(draft)
    link(shadow, drafts)
    return _worth_telling(shadow, drafts)


def _is_before_whole(draft: Draft, whole: Draft | None) -> bool:
    """Of "39 of the city's 59 hospitals" the first number is of hospitals too."""
    return whole is not None and whole.start > draft.start


def _is_taken(shadow: str, quantity: Quantity, taken: list[Span], starts: list[int]) -> bool:
    place = bisect_right(starts, quantity.end) - 1
    for span in taken[max(0, place - 1) : place + 1]:
        if span.start < quantity.end and quantity.number < span.end:
            # "A quarter of a million" holds no quarter of a year, "1926 cases" no year.
            inside = quantity.number <= span.start and span.end < quantity.end and (quantity.value or 0) >= _LARGE
            if not inside and not (span.end == quantity.end and _COUNTED_AFTER.match(shadow, quantity.end)):
                return True
    return False


def _draft(shadow: str, quantity: Quantity, parse: Parse, sentence: tuple[int, int]) -> Draft | None:
    """A quantity with its noun and role; None for years, ages and what else is no figure."""
    if quantity.unit is not None:
        money = quantity.unit.dimension == "money"
        code = (currency_of(shadow, quantity) if money else None) or quantity.unit.code
        return Draft(quantity.start, quantity.end, quantity, None, None, sentence, quantity.unit.dimension, unit=code)
    if (
        quantity.kind in ("below", "above")
        and (quantity.value or 0) < _OLDEST
        and _AGED.search(shadow, max(0, quantity.start - 16), quantity.number)
    ):
        return None  # "were under 18"
    if shadow.endswith("per ", 0, quantity.start):
        return None  # "12 cases per 100,000 people"
    if _is_model(shadow, quantity):
        return None  # "AK 47 rifles" counts no rifles
    strong = quantity.qualifier == "strong"
    any_noun = quantity.single or quantity.nil or quantity.share or strong
    noun = noun_after(shadow, quantity.after, parse, single=any_noun, share=quantity.share)
    if noun is not None and (counted()["noun"].get(noun.head) == "-" or is_figure_of_speech(shadow, quantity, noun)):
        return None
    if (
        noun is None
        and shadow[quantity.number : quantity.end].isdigit()
        and quantity.end - quantity.number > _LONGEST_BARE
    ):
        return None  # a code, a telephone number
    table = counted()
    known = noun is not None and (noun.head in table["actor"] or noun.head in table["noun"])
    if _is_year(shadow, quantity) and not (known and noun is not None and noun.phrase[0].islower()):
        return None
    if noun is not None and not known and any(map(str.isdigit, noun.head)):
        return None  # "four A-10s"
    if noun is not None and not known and noun.phrase.istitle() and not is_person(noun) and not _is_people(parse, noun):
        return None  # a headline or a name: "43 Topic Violence Erupts", "7 Up Bottles"
    if (
        noun is None
        and quantity.kind == "exact"
        and (
            (
                _AGE_AFTER.match(shadow, quantity.end)
                and _AGE_BEFORE.search(shadow, max(0, quantity.start - 24), quantity.start)
            )
            or (
                shadow.startswith(",", quantity.end)
                and _ASIDE_BEFORE.search(shadow, max(0, quantity.start - 24), quantity.start)
            )
        )
    ):
        return None  # "Anna Berg, 34, was hurt"
    some_of = quantity.nil and shadow.startswith(" of", quantity.end) and not _OF_NUMBER.match(shadow, quantity.end)
    if some_of and (noun is None or not is_person(noun)):
        return None  # "none of the injuries was grave" tells of injuries
    end = noun.end if noun else quantity.after
    if noun is None and quantity.added and shadow.startswith(" more", end):
        end += len(" more")
    standing = standing_of(parse, quantity.start, end)
    role = role_of(shadow, start=quantity.start, end=end, noun=noun, sentence=sentence, standing=standing)
    if role is not None and role.end and noun is None:
        end = role.end if role.end - end < 16 else end
    draft = Draft(quantity.start, end, quantity, noun, role, sentence, standing=standing)
    draft.counted = role.counted if role else None
    draft.unit = "share" if quantity.share else None
    if noun is not None and draft.counted is None:
        last_two = " ".join(noun.phrase.lower().split()[-2:])
        if strong:
            draft.counted = strength_of(shadow, noun)
        elif last_two in table["pair"]:
            draft.counted = table["pair"][last_two]
        elif is_job(shadow, noun, quantity.start):
            draft.counted = "jobs"
        elif noun.head in ("mine", "mines") and WORKED.search(shadow, max(0, quantity.start - 16), quantity.start):
            draft.counted = "infrastructure"
        elif noun.head == "members" and _ARMED.search(shadow, noun.start, noun.end):
            draft.counted = "troops"
        elif noun.head in ("drone", "drones") and (
            _SHOT_OFF.match(shadow, noun.end) or _SHOOTING.search(shadow, max(0, quantity.start - 40), quantity.start)
        ):
            draft.counted = "weapons"  # a drone that is fired is one, else it is an aircraft
    if noun is not None:
        draft.subject = None if noun.head in _NOBODY else noun.phrase
        draft.counted = draft.counted or table["actor"].get(noun.head) or ("people" if is_person(noun) else noun.head)
    return draft


def _is_people(parse: Parse, noun: Noun) -> bool:
    """Whether the grammar takes a word in capitals for a plural: "700 Rohingya", "12 Wagnerites"."""
    token = parse.token_at(noun.end - 1)
    return token is not None and parse.tags[token] == "NNPS" and " " not in noun.phrase


def _is_year(shadow: str, quantity: Quantity) -> bool:
    plain = quantity.kind == "exact" and quantity.qualifier is None and not quantity.added
    value = quantity.value or 0.0
    whole = _FIRST_YEAR <= value <= _LAST_YEAR and value == int(value)
    return plain and whole and "," not in shadow[quantity.number : quantity.end]


def _is_model(shadow: str, quantity: Quantity) -> bool:
    bare = quantity.kind == "exact" and quantity.qualifier is None
    return bare and bool(_MODEL_BEFORE.search(shadow, max(0, quantity.start - 8), quantity.start))


def _worth_telling(shadow: str, drafts: list[Draft]) -> list[Draft]:
    """Leave out what is no figure of consequence, and put the numbers of parts right again."""
    wholes = {draft.part_of for draft in drafts if draft.part_of is not None and _is_worth(shadow, draft)}
    kept = [
        number
        for number, draft in enumerate(drafts)
        if number in wholes
        or (_is_worth(shadow, draft) and not _reminds(shadow, drafts, number))
        or _counts_beside(shadow, drafts, number)
    ]
    place = {old: new for new, old in enumerate(kept)}
    told = [drafts[number] for number in kept]
    for number, draft in enumerate(told):
        draft.part_of = place.get(draft.part_of) if draft.part_of is not None else None
        if draft.subject is None and draft.noun is None and draft.role is not None:
            draft.subject = _subject_before(number, told)
    return told


def _reminds(shadow: str, drafts: list[Draft], place: int) -> bool:
    """Whether a bare number with "the" says once more what was told: "the hunt for the 15"."""
    draft = drafts[place]
    if draft.noun is not None or draft.quantity.kind != "exact" or draft.unit is not None:
        return False
    if not _REMINDER.search(shadow, max(0, draft.quantity.start - 10), draft.quantity.start):
        return False
    return any(one.quantity.value == draft.quantity.value for one in drafts[:place])


def _counts_beside(shadow: str, drafts: list[Draft], place: int) -> bool:
    """Whether a plain "one" counts, beside another figure: "one was charged and two let go", "12 ships and one plane"."""
    draft = drafts[place]
    if not draft.quantity.single or draft.unit is not None or shadow.startswith(" of ", draft.end):
        return False
    for other in drafts[max(0, place - 1) : place + 2]:
        if other is draft or other.sentence != draft.sentence or other.unit is not None or other.quantity.single:
            continue
        if draft.role is not None and other.role is not None and draft.role.counted in _FATES:
            return True
        joined = shadow[min(draft.end, other.end) : max(draft.start, other.start)] in (
            " and ",
            ", and ",
            ", ",
            " plus ",
        )
        if joined and draft.noun is not None and draft.noun.head in counted()["actor"] and other.noun is not None:
            return True
    return False


_FATES = frozenset({"charged", "convicted", "released", "evacuated", "deported", "dismissed", "destroyed", "damaged"})


def _subject_before(place: int, told: list[Draft]) -> str | None:
    """ "12 people were killed and 30 injured": the thirty are people too; not so where a part was told between."""
    draft, before = told[place], told[place - 1] if place else None
    if before is not None and before.part_of is not None and draft.part_of is None:
        before = told[before.part_of] if before.part_of < place else None
    return before.subject if before is not None and before.sentence == draft.sentence and before.role else None


def _is_worth(shadow: str, draft: Draft) -> bool:
    quantity = draft.quantity
    if draft.unit is not None:
        return not quantity.share or draft.noun is not None or draft.part_of is not None
    if quantity.kind == "vague" and (quantity.high or 10) < 10:
        return False  # "several", "a few": words without bounds
    if quantity.both:
        return draft.noun is not None and draft.role is not None and is_casualty(draft.role.counted)
    if quantity.nil:
        return draft.counted is not None and is_casualty(draft.counted)
    if (
        draft.role is not None
        and quantity.qualifier == "all"
        and draft.noun is None
        and not is_casualty(draft.role.counted)
    ):
        return False  # "all three walked out": told of before
    if draft.role is not None and draft.noun is None and quantity.kind == "exact" and not draft.role.toll:
        told_before = (quantity.value or 0) <= _SMALL and _REMINDER.search(
            shadow, max(0, quantity.start - 10), quantity.start
        )
        if told_before and draft.standing is not None and draft.standing.subject:
            return False  # "the two were charged"
    if draft.role is not None:
        return not quantity.single or is_casualty(draft.role.counted)
    if draft.earlier or draft.elliptic or draft.part_of is not None:
        return draft.counted is not None and not quantity.single
    if draft.noun is None or quantity.single:
        return False
    if quantity.kind not in ("exact",) or quantity.added:
        return True
    if quantity.qualifier == "all" and (quantity.value or 0) < _TOLD_BEFORE:
        return False
    if _REMINDER.search(shadow, max(0, quantity.start - 10), quantity.start):
        return False  # "the six workers": told of before
    return (quantity.value or 0) >= _SMALLEST_PLAIN_COUNT or draft.noun.head in counted()["actor"]


def _told(bound: float | None, quantity: Quantity) -> float | None:
    """A share is told in per cent, so that "a quarter" and "25 percent" can be compared."""
    return bound if bound is None or not quantity.share else plain(round(100 * bound, 4))


def _confidence(draft: Draft) -> float:
    if draft.unit is not None and not draft.quantity.share:
        return 0.9
    return 0.85 if draft.role is not None and draft.role.strong else 0.65


def _why(draft: Draft) -> str:
    if draft.unit is not None:
        return f"a number with the unit {draft.unit}"
    if draft.role is not None:
        return draft.role.why
    return f"a number before {draft.noun.head!r}" if draft.noun else "a number beside another figure"
