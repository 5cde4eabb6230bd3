"""Figures: every quantity of consequence with its bounds, what is counted, and where it belongs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.lexicon.quantities import counted
from dateline.model.annotation import AnnotatedArticle, Annotation, Figure, PlaceMention, TimeExpression
from dateline.model.article import DateInterval
from dateline.model.text import Span
from dateline.understand.figure_grammar import Quantity, quantities
from dateline.understand.figure_roles import Noun, Role, is_casualty, noun_after, role_of
from dateline.understand.parse import Parse
from dateline.understand.shadow import shadow_of

_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]?[A-Z])|\n\n")
_INCLUDING = re.compile(r"\W*(?:,? ?(?:including|among them|among whom|of whom|of which|of them)\b[^.;]{0,24})\Z")
_JOINED = re.compile(r",?(?: and| or|, and|,| plus)? ?(?:another |a further |an additional )?\Z")
_EARLIER = re.compile(
    r"[^.;]{0,30}?\b(?:(?:up|down) from|from|compared (?:with|to)|versus|against|after)"
    r"(?: (?:just|only|about|around))? ?\Z"
)
_PLAIN_YEAR = range(1900, 2101)
_SMALLEST_PLAIN_COUNT = 5
_IN_PLACE = re.compile(
    r"\b(?:in|at|near|across|outside|inside|around|throughout|within|off)\b(?: the)?(?: [a-z]+){0,3}\s\Z"
)
_CLAUSE = re.compile(
    r"[;:()]|, (?:and|but|who|which|while|as)\b|\b(?:that|when|while|after|before|as|because|since|said)\b"
)
_AGE_BEFORE = re.compile(r"[A-Z][\w.'-]+, \Z")
_MODEL_BEFORE = re.compile(r"(?<![A-Z] )\b(?!(?:US|UK|EU|UN|UAE|NATO|ALL|THE) )[A-Z]{2,4} \Z")
"""A short name in capitals right before a bare number: together they name a model, a road, a flight."""
_AS_OF = re.compile(r"\b(?:as of|by|as at|until|up to) \Z", re.I)
_OF_THE = re.compile(r"\b[Oo]f (?:the |these |those |its |their )?\Z")
_OF_NEXT = re.compile(r" of (?:the |its |their |his |her |those )?\Z")


@dataclass(slots=True)
class _Draft:
    """A figure while its neighbours are still being looked at."""

    start: int
    end: int
    quantity: Quantity
    noun: Noun | None
    role: Role | None
    sentence: tuple[int, int]
    counted: str | None = None
    subject: str | None = None
    part_of: int | None = None
    earlier: bool = False
    unit: str | None = None


class Figures:
    """Finds quantities of consequence; places and times found before are used to say where and as of when."""

    name = "figures"
    version = 1
    requires: tuple[type[Annotation], ...] = ()
    provides: tuple[type[Annotation], ...] = (Figure,)

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Annotation]:
        """Read one article."""
        text = parse.text
        times = list(annotated.of(TimeExpression))
        places = list(annotated.of(PlaceMention))
        drafts = read_figures(text, parse, taken=sorted(one.span for one in (*times, *places)))
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
                low=quantity.low,
                high=quantity.high,
                unit=draft.unit,
                counted=draft.counted,
                subject=draft.subject,
                place=_place(draft, places, text),
                as_of=_as_of(draft, times, text),
                approx=quantity.approx,
                qualifier=quantity.qualifier,
                part_of=None if part_of is None else Span(part_of.start, part_of.end),
                added=quantity.added,
                earlier=draft.earlier,
            )


def read_figures(text: str, parse: Parse, *, taken: list[Span]) -> list[_Draft]:
    """The figures of a text in text order; what overlaps a taken span (a date, a length, a street) is left out."""
    shadow = shadow_of(text)
    edges = [0, *(match.end() for match in _SENTENCE_END.finditer(shadow)), len(shadow)]
    taken_starts = [span.start for span in taken]
    drafts: list[_Draft] = []
    for quantity in quantities(shadow):
        if _is_taken(quantity, taken, taken_starts):
            continue
        number = bisect_right(edges, quantity.number) - 1
        sentence = (edges[number], edges[min(number + 1, len(edges) - 1)])
        draft = _draft(shadow, quantity, parse, sentence)
        if draft is not None:
            drafts.append(draft)
    _link(shadow, drafts)
    return _worth_telling(shadow, drafts)


def _is_taken(quantity: Quantity, taken: list[Span], starts: list[int]) -> bool:
    place = bisect_right(starts, quantity.end) - 1
    return any(
        span.start < quantity.end and quantity.number < span.end for span in taken[max(0, place - 1) : place + 1]
    )


def _draft(shadow: str, quantity: Quantity, parse: Parse, sentence: tuple[int, int]) -> _Draft | None:
    """A quantity with its noun and role; None for years, ages and what else is no figure."""
    if quantity.unit is not None:
        return _Draft(quantity.start, quantity.end, quantity, None, None, sentence, quantity.unit.dimension,
                      unit=quantity.unit.code)  # fmt: skip
    if _is_model(shadow, quantity):
        return None  # "AK 47 rifles" counts no rifles
    noun = noun_after(shadow, quantity.after, parse, single=quantity.single or quantity.nil)
    if noun is not None and counted()["noun"].get(noun.head) == "-":
        return None
    table = counted()
    known = noun is not None and (noun.head in table["actor"] or noun.head in table["noun"])
    if _is_year(shadow, quantity) and not (known and noun is not None and noun.phrase[0].islower()):
        return None
    if noun is not None and not known and noun.phrase.istitle():
        return None  # a headline or a name: "43 Topic Violence Erupts", "7 Up Bottles"
    if (
        noun is None
        and quantity.kind == "exact"
        and _AGE_BEFORE.search(shadow, max(0, quantity.start - 24), quantity.start)
    ):
        return None  # "Anna Berg, 34, was hurt"
    if quantity.nil and shadow.startswith(" of", quantity.end):
        return None  # "none of the injuries was grave" tells of injuries
    end = noun.end if noun else quantity.after
    role = role_of(shadow, start=quantity.start, end=end, noun=noun, sentence=sentence)
    if role is not None and role.end and noun is None:
        end = role.end if role.end - end < 16 else end
    draft = _Draft(quantity.start, end, quantity, noun, role, sentence)
    draft.counted = role.counted if role else None
    if noun is not None:
        actor = counted()["actor"].get(noun.head)
        draft.subject = noun.phrase if role is None or actor else None
        draft.counted = draft.counted or actor or noun.head
    return draft


def _is_year(shadow: str, quantity: Quantity) -> bool:
    plain = quantity.kind == "exact" and quantity.qualifier is None and not quantity.added
    return plain and quantity.value in _PLAIN_YEAR and "," not in shadow[quantity.number : quantity.end]


def _is_model(shadow: str, quantity: Quantity) -> bool:
    bare = quantity.kind == "exact" and quantity.qualifier is None
    return bare and bool(_MODEL_BEFORE.search(shadow, max(0, quantity.start - 8), quantity.start))


def _link(shadow: str, drafts: list[_Draft]) -> None:
    """Let neighbours in one sentence tell one another what they count: parts, earlier figures, pairs."""
    for number in range(1, len(drafts)):
        before, this = drafts[number - 1], drafts[number]
        if before.sentence != this.sentence:
            continue
        between = shadow[before.end : this.start]
        if _OF_NEXT.fullmatch(between) and before.noun is None:
            before.part_of, before.counted, before.unit = number, before.counted or this.counted, this.unit
            before.role = before.role or this.role
            continue
        at = before.part_of if before.part_of is not None and before.part_of < number else number - 1
        whole = drafts[at]
        if _INCLUDING.search(between) or (before.part_of is not None and _JOINED.fullmatch(between) and not _own(this)):
            this.part_of = at
            if not _own(this) and whole.role is not None:
                this.role, this.counted = whole.role, whole.counted
        elif _EARLIER.fullmatch(between) and _same_thing(before, this):
            this.earlier = True
            this.counted, this.unit, this.role = before.counted, before.unit or this.unit, before.role
            this.subject = this.subject or before.subject
        elif _is_from_to(shadow, before, this, between):
            before.earlier = True
            before.counted, before.unit, before.role = this.counted, this.unit, before.role or this.role
        elif between == ", " and _OF_THE.search(shadow[max(0, before.start - 16) : before.start]):
            this.part_of, this.subject = number - 1, this.subject or before.subject
        elif _JOINED.fullmatch(between):
            _pair(before, this)


def _own(draft: _Draft) -> bool:
    return draft.role is not None or draft.unit is not None


def _same_thing(before: _Draft, this: _Draft) -> bool:
    """An earlier figure names nothing of its own, or the same."""
    return (this.noun is None or this.counted == before.counted) and (this.unit in (None, before.unit))


def _is_from_to(shadow: str, before: _Draft, this: _Draft, between: str) -> bool:
    head = shadow[max(0, before.start - 6) : before.start]
    return (
        head.endswith("from ")
        and bool(re.fullmatch(r"[^.;]{0,30}\bto (?:just |only |about )?", between))
        and _same_thing(this, before)
    )


def _pair(before: _Draft, this: _Draft) -> None:
    """Of "12 civilians and 3 soldiers were killed" both were killed; so of "killing 12 civilians and 3 soldiers"."""
    for known, open_one in ((before, this), (this, before)):
        fits = open_one.noun is not None and open_one.noun.head in counted()["actor"]
        told_after = known is this and known.role is not None and known.role.why.startswith("before")
        told_before = known is before and known.role is not None and known.role.why.startswith("after")
        if open_one.role is None and open_one.unit is None and fits and (told_after or told_before) and known.role:
            open_one.role, open_one.counted = known.role, known.role.counted


def _worth_telling(shadow: str, drafts: list[_Draft]) -> list[_Draft]:
    """Leave out what is no figure of consequence, and put the numbers of parts right again."""
    kept = [number for number, draft in enumerate(drafts) if _is_worth(shadow, draft)]
    place = {old: new for new, old in enumerate(kept)}
    told = [drafts[number] for number in kept]
    for number, draft in enumerate(told):
        draft.part_of = place.get(draft.part_of) if draft.part_of is not None else None
        if draft.subject is None and draft.noun is None and draft.role is not None:
            draft.subject = _subject_before(number, told)
    return told


def _subject_before(place: int, told: list[_Draft]) -> str | None:
    """ "12 people were killed and 30 injured": the thirty are people too; not so where a part was told between."""
    draft, before = told[place], told[place - 1] if place else None
    if before is not None and before.part_of is not None and draft.part_of is None:
        before = told[before.part_of] if before.part_of < place else None
    return before.subject if before is not None and before.sentence == draft.sentence and before.role else None


def _is_worth(shadow: str, draft: _Draft) -> bool:
    quantity = draft.quantity
    if draft.unit is not None:
        return quantity.low is not None or quantity.high is not None
    if quantity.nil:
        return draft.role is not None and is_casualty(draft.role.counted)
    if draft.role is not None:
        return not quantity.single or is_casualty(draft.role.counted) or draft.part_of is not None
    if draft.earlier or draft.part_of is not None:
        return draft.counted is not None
    if draft.noun is None or quantity.single:
        return False
    if re.match(r"(?:several|a few|few|a couple|couple)\Z", quantity.qualifier or "") and (quantity.high or 0) < 10:
        return draft.noun.head in counted()["actor"]
    if quantity.kind not in ("exact",) or quantity.added:
        return True
    return (quantity.value or 0) >= _SMALLEST_PLAIN_COUNT or draft.noun.head in counted()["actor"]


def _start(one: Annotation) -> int:
    return one.span.start


def _place(draft: _Draft, places: list[PlaceMention], text: str) -> str | None:
    """The place in the same sentence that a word of place ties to the figure: the next in its clause, or one before."""
    if draft.unit is not None:
        return None
    first, last = draft.sentence
    inside = places[bisect_left(places, first, key=_start) : bisect_left(places, last, key=_start)]
    tied = [one for one in inside if _IN_PLACE.search(text[max(0, one.span.start - 24) : one.span.start])]
    for one in tied:
        if (
            one.span.start >= draft.end
            and one.span.start - draft.end < 70
            and not _CLAUSE.search(text[draft.end : one.span.start])
        ):
            return one.name
    before = [one for one in tied if one.span.start < draft.start]
    chosen = before[-1] if before else (tied[0] if tied else None)
    return chosen.name if chosen else None


def _as_of(draft: _Draft, times: list[TimeExpression], text: str) -> DateInterval | None:
    """The time a figure holds for, where the sentence says so: "as of Monday", "from 150 a day earlier"."""
    first, last = draft.sentence
    for one in times[bisect_left(times, first, key=_start) : bisect_left(times, last, key=_start)]:
        if one.interval is None or one.kind not in ("date", "time"):
            continue
        if draft.earlier and 0 <= one.span.start - draft.end < 30:
            return one.interval
        if not draft.earlier and _AS_OF.search(text[max(0, one.span.start - 8) : one.span.start]):
            return one.interval
    return None


def _confidence(draft: _Draft) -> float:
    if draft.unit is not None:
        return 0.9
    return 0.85 if draft.role is not None and draft.role.strong else 0.65


def _why(draft: _Draft) -> str:
    if draft.unit is not None:
        return f"a number with the unit {draft.unit}"
    if draft.role is not None:
        return draft.role.why
    return f"a number before {draft.noun.head!r}" if draft.noun else "a number beside another figure"
