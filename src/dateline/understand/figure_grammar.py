# ruff: noqa: E501 - the regexes read better whole
"""Quantities in running text: the number, its qualifier, its unit, and the bounds they give together.

The bounds are those of the table "Bounds of figures" in docs/record.md; a test checks every row of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.lexicon.numbers import GROUPS, NUMBER, SCALES, SHORT_SCALES, read_number
from dateline.lexicon.quantities import Unit, counted, qualifiers, unit_after, unit_before, units

Bounds = tuple[float | None, float | None]
_VAGUE = {
    "tens": (20.0, 99.0), "dozens": (24.0, 99.0), "scores": (40.0, 199.0), "hundreds": (200.0, 999.0),
    "thousands": (2000.0, 9999.0), "millions": (2e6, 9.99e6), "billions": (2e9, 9.99e9), "trillions": (2e12, 9.99e12),
}  # fmt: skip
_TIMES = {"several": (3.0, 9.0), "a few": (2.0, 5.0), "few": (2.0, 5.0), "a couple of": (1.5, 3.0),
          "a couple": (1.5, 3.0), "couple of": (1.5, 3.0), "a handful of": (2.0, 6.0)}  # fmt: skip
_SCALE = "hundred|thousand|dozen|million|billion|trillion"
_CORE = re.compile(
    rf"(?<![\w.,'])(?<![A-Za-z]-)(?:(?P<vague>(?:(?:tens|dozens|hundreds|thousands|scores|millions) of )?(?:{'|'.join(_VAGUE)}))(?![\w-])"
    rf"|(?P<times>several|a few|a couple(?: of)?|couple of|a handful of)(?: (?P<of>{_SCALE})s?(?: of (?P<of2>thousand|million)s)?)?(?![\w-])"
    rf"|(?P<dozen>(?:half[ -]an?|half[ -]?a|a|{NUMBER}) {{0,2}}-?dozens?)(?![a-z])"
    rf"|(?P<share>(?:half|(?:a )?quarter(?: of)?)(?: of)?(?: a)? (?:{_SCALE}))(?![a-z])"
    rf"|(?P<nil>not a single|not one|no one|no(?! (?:fewer|less|more|longer|doubt|one))|none|nobody|zero)(?![\w-])"
    rf"|(?P<number>{NUMBER}))",
    re.I,
)  # fmt: skip
_GLUED_BEFORE = re.compile(r"(?:[A-Za-z]-|\b[A-Z]{1,3} - |[#@/:\d,.]|\b(?:No|no|Nos)\. ?)\Z")
_CHANGED_AFTER = re.compile(
    r"(?:st|nd|rd|th|s)\b|[A-Za-z]+\d|:\d|/\d|-(?:third|quarter|fifth|tenth|fourth|year|day|month|week|hour|minute|old|member|storey|story|page|seat|part|man|nation|way|bed|room|time)s?\b"
)
_SHORT_SCALE = re.compile(r" ?(k|mn?|mln|bn?|bln|trn?|tn|t)\b(?!\.? ?[a-z]*/)", re.I)
_JOIN = re.compile(r" ?(?:-|to|and|or|-to-) ?")
_AFTER = re.compile(
    r"[ -](or more|or above|and more|and counting|plus|at least|or less|or fewer|at most|or so|odd|or thereabouts)\b|\+(?!\d)"
)
_MINUS = re.compile(r"(?:\bminus |(?<![\w)] )(?<![\w)])- ?)\Z", re.I)
_NEXT_NOUN = re.compile(r" ([a-z]+)")
_MORE = re.compile(r" (?:more|others)\b(?! than)")
_SCORE_AFTER = re.compile(
    r" (?:\w+ )?(?:win|victory|defeat|loss|draw|lead|vote|record|score|series|triumph|thrashing|majority|decision|ruling|in)\b"
)
_CHANGE = re.compile(
    r"\b(?:r[io]se|risen|rising|f[ae]ll|fallen|falling|increas\w+|decreas\w+|climb\w*|jump\w*|drop\w*|gr[eo]w\w*|declin\w+|surg\w+|soar\w*"
    r"|slump\w*|cut|rais\w+|reduc\w+|down|up|revis\w+|expand\w*|shr[iau]nk\w*|doubl\w+|swell\w*|slid\w*|slip\w*|chang\w+|went|go(?:es|ing)?)\b[^.;:]{0,40}\Z",
    re.I,
)  # fmt: skip
_TITLE_BEFORE = re.compile(
    r"\b(?:Article|Section|Chapter|Resolution|Highway|Interstate|Route|Room|Flight|Boeing|Airbus|Page|Figure|Table|Part|Volume|Level|Phase"
    r"|Group|Channel|Radio|Studio|Apollo|Formula|Windows|iPhone|Type|Class|Grade|Year|Day|Week|Round|Game|Lot|Act|Title|Item|Bill|Order"
    r"|Number|Nos?\.|Unit|Area|Pope|King|Pier|Gate|Platform|Line|Sector|District|Ward|Zone|Precinct|Proposition|Prop|Amendment|Block"
    r"|paragraph|section|article|chapter|page|verse|rule|number|aged|age|under-|ages|route|channel|paragraphs|sections|articles|pages) \Z"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a text: where it stands with its qualifier and unit, and its inclusive bounds.

    `number` is where the bare number begins, `after` where what is counted may begin. `value` is the
    bare number, None for vague words. `earlier` marks the old figure of a change ("from 150").
    """

    start: int
    number: int
    end: int
    after: int
    low: float | None
    high: float | None
    value: float | None = None
    approx: bool = False
    kind: str = "exact"
    qualifier: str | None = None
    unit: Unit | None = None
    added: bool = False
    earlier: bool = False
    nil: bool = False
    single: bool = False


def bounds(kind: str, value: float, *, whole: bool) -> tuple[float | None, float | None, bool]:
    """Low, high and whether they are vague, for a qualifier kind; `whole` for counts of whole things.

    >>> bounds("above", 160, whole=True), bounds("nearly", 10_000, whole=True)
    ((161, None, False), (9000, 9999, True))
    """
    step = 1 if whole else 0
    if kind == "above":
        return _plain(math.floor(value) + 1 if whole else value), None, False
    if kind == "least":
        return _plain(value), None, False
    if kind == "below":
        return None, _plain(math.ceil(value) - 1 if whole else value), False
    if kind == "most":
        return None, _plain(value), False
    if kind == "nearly":
        low, high = 0.9 * value, value - step
    elif kind == "just_over":
        low, high = value + step, 1.25 * value
    elif kind == "about":
        low, high = 0.9 * value, 1.1 * value
    else:
        return _plain(value), _plain(value), False
    if whole:
        low, high = min(math.ceil(low - 1e-9), high), max(math.floor(high + 1e-9), low)
    return _plain(round(low, 6)), _plain(round(high, 6)), True


def quantities(shadow: str) -> Iterator[Quantity]:
    """Every quantity of a text, in text order; ranges are one quantity.

    `shadow` is what shadow.shadow_of makes of the text.
    """
    waiting: Quantity | None = None
    at = 0
    while (match := _CORE.search(shadow, at)) is not None:
        at = match.end()
        found = _read(shadow, match)
        if found is None:
            continue
        at = max(at, found.end)
        if waiting is not None:
            joined = _joined(shadow, waiting, found)
            if joined is not None:
                waiting = joined
                continue
            if shadow[waiting.end : found.start] == "-" and found.unit is None and waiting.unit is None:
                waiting = None  # a score, a telephone number
                continue
            yield _qualified(shadow, waiting)
        waiting = found
    if waiting is not None:
        yield _qualified(shadow, waiting)


def _read(shadow: str, match: re.Match[str]) -> Quantity | None:
    """One number or vague word with its unit, not yet qualified."""
    value: float | None
    start, end = match.span()
    if match["vague"] or match["times"]:
        return _with_unit(shadow, _vague(match), digits=False)
    if match["nil"]:
        return Quantity(start, start, end, end, 0.0, 0.0, 0.0, nil=True)
    if match["share"]:
        value = (0.25 if "quarter" in match["share"].lower() else 0.5) * SCALES.get(
            match["share"].split()[-1].lower(), 12
        )
        return _with_unit(shadow, Quantity(start, start, end, end, value, value, value), digits=False)
    words = match["dozen"] or match["number"]
    digits = words[0].isdigit()
    if digits and (_GLUED_BEFORE.search(shadow, max(0, start - 8), start) or _CHANGED_AFTER.match(shadow, end)):
        return None
    if (
        digits
        and shadow.startswith("-", end)
        and shadow[end + 1 : end + 2].isalpha()
        and not shadow.startswith(("-odd", "-plus", "-to-", "-strong"), end)
        and not unit_after().match(shadow, end)
    ):
        return None
    if _TITLE_BEFORE.search(shadow, max(0, start - 16), start) and not match["dozen"]:
        return None
    if match["dozen"]:
        bare = re.sub(r"[ -]*dozens?", "", words.lower())
        half = bare.startswith("half")
        value = 6.0 if half else 12.0 if bare == "a" else (read_number(bare) or 1.0) * GROUPS["dozen"]
    else:
        value = read_number(words)
    if value is None or (digits and len(words) > 1 and words[0] == "0" and words[1] != "."):
        return None
    return _with_unit(shadow, Quantity(start, start, end, end, value, value, value, single=value == 1), digits=digits)


def _vague(match: re.Match[str]) -> Quantity:
    start, end = match.span()
    if match["vague"]:
        words = match["vague"].lower().split(" of ")
        low, high = _VAGUE[words[-1]]
        if len(words) == 2:
            size = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 10**6}[
                words[0]
            ]
            unit = low / 2
            low, high = (24 * unit, 99 * unit) if words[0] == "dozens" else (2 * size * unit, 10 * size * unit - 1)
            high = high if unit < 1e6 else 9.99 * size * unit
        return Quantity(start, start, end, end, low, high, approx=True, kind="vague", qualifier=match["vague"].lower())
    few = match["times"].lower()
    low, high = _TIMES[few]
    times = 1.0
    for scale in (match["of"], match["of2"]):
        times *= {**SCALES, **GROUPS}[scale.lower()] if scale else 1
    low, high = (math.ceil(low), high) if times == 1 else (low * times, high * times)
    return Quantity(start, start, end, end, low, high, approx=True, kind="vague", qualifier=few)


def _with_unit(shadow: str, found: Quantity, *, digits: bool) -> Quantity:
    """Add the scale, unit or currency that stands with the number."""
    before = unit_before().search(shadow, max(0, found.start - 14), found.start) if found.start else None
    unit = units()[0][before[0].rstrip()] if before else None
    start, end, size = (before.start() if before else found.start), found.end, 1.0
    scale = _SHORT_SCALE.match(shadow, end) if digits else None
    many = scale is not None and scale[0] == "m" and _NEXT_NOUN.match(shadow, scale.end())
    if scale and many and many[1] in {**counted()["actor"], **counted()["noun"]}:
        size, end = 1e6, scale.end()
    elif scale and (
        unit is not None or scale[1].lower() not in ("m", "b", "k", "t") or (scale[1] == "k" and scale[0][0] != " ")
    ):
        size, end = float(SHORT_SCALES[scale[1].lower()]), scale.end()
    # "hundreds of millions of dollars", "2 of the dollars": only vague words take an "of" before a unit.
    gap = 4 if found.kind == "vague" and shadow.startswith(" of ", end) else 0
    after = unit_after().match(shadow, end + gap - (1 if gap else 0))
    if after and (unit is None or unit.dimension == "money") and not _is_other(shadow, after, found):
        told = units()[1][after[1].lower()]
        if unit is None or told.dimension == "money":
            unit, end = unit or told, after.end()
    minus = _MINUS.search(shadow, max(0, start - 7), start) if unit is not None and digits else None
    if minus:
        start, size = minus.start(), -size
    low = None if found.low is None else found.low * size
    high = None if found.high is None else found.high * size
    value = None if found.value is None else found.value * size
    return replace(found, start=start, end=end, after=end, low=low, high=high, value=value, unit=unit)


def _is_other(shadow: str, after: re.Match[str], found: Quantity) -> bool:
    """Short unit words that are other words as often: "in", "m", "t", "degrees" of a university, "dong", "pounds"."""
    word = after[1]
    if word.lower() in ("in", "c", "f", "g", "l"):
        return True
    if word.lower() in ("m", "t", "h", "pp") and after[0].startswith(" "):
        return word != "m" or bool(re.match(r" [a-z]+s\b", shadow[after.end() : after.end() + 12]))
    if word.lower() == "foot" and re.match(r" (?:soldiers|patrol)", shadow[after.end() : after.end() + 12]):
        return True
    return word.lower() == "points" and found.unit is None


def _joined(shadow: str, first: Quantity, second: Quantity) -> Quantity | None:
    """A range of two numbers, when the words between them make one."""
    link = shadow[first.end : second.start]
    if not _JOIN.fullmatch(link) or first.value is None or second.value is None or first.nil or second.nil:
        return None
    word = link.strip()
    head = shadow[max(0, first.start - 60) : first.start]
    low, high = first.value, second.value
    if _scale_of(shadow[first.number : first.end]) == 1:
        # "2-3 billion": the scale holds for both ends.
        scale = _scale_of(shadow[second.number : second.end])
        low = low * scale if scale > 1 and low < high / 10 and low < 1000 else low
    if low >= high or (first.unit and second.unit and first.unit.dimension != second.unit.dimension):
        return None
    opening = re.search(r"\b(?:(between)|(from)|(?:with|of|by|in|at|about|around|some|roughly)) ?\Z", head, re.I)
    if word == "and" and not (opening and opening[1]):
        return None
    if word == "or" and ((high - low > 2 and high > 1.5 * low) or first.unit or second.unit):
        return None
    if opening and opening[2] and _CHANGE.search(head[: opening.start()]):
        return None
    if word == "to" and _CHANGE.search(head) and not re.search(r"\bby ?\Z", head):
        return None
    if (
        word == "-"
        and (first.unit is None and second.unit is None)
        and (low < 25 and high < 100 and _SCORE_AFTER.match(shadow, second.end))
    ):
        return None
    if (
        word in ("-", "to")
        and first.unit is None
        and second.unit is None
        and not re.match(r"[ -][A-Za-z]", shadow[second.end : second.end + 2])
    ):
        return None
    start = first.start - (len(head) - opening.start()) if opening and (opening[1] or opening[2]) else first.start
    return replace(
        second, start=start, number=first.number, low=low, high=high, value=None, kind="range", single=False,
        qualifier="between" if word == "and" else "range", unit=second.unit or first.unit, approx=word == "or",
    )  # fmt: skip


def _scale_of(words: str) -> float:
    scales = [SCALES[word] for word in re.findall(r"[a-z]+", words.lower()) if word in SCALES]
    short = re.search(r"\d ?(k|mn?|mln|bn?|bln|trn?|tn)\b", words, re.I)
    return float(math.prod(scales)) * (SHORT_SCALES[short[1].lower()] if short else 1)


def _qualified(shadow: str, found: Quantity) -> Quantity:
    """Give a quantity the bounds that the words before and after it ask for."""
    if found.nil:
        return found
    if found.kind == "range":
        kind, start, words = _words_before(shadow, found.start)
        if kind == "about":
            return replace(
                found,
                start=start,
                low=(found.low or 0) * 0.9,
                high=(found.high or 0) * 1.1,
                approx=True,
                qualifier=words,
            )
        return found
    added = False
    start, name, kind = found.start, found.qualifier, "exact"
    for _ in range(3):
        told, at, words = _words_before(shadow, start)
        if told is None:
            break
        if told == "added":
            added = True
        elif told == "exact" and words in ("the", "all", "just", "only", "a record"):
            if words == "the" or kind != "exact":
                break
            name = name or words
        else:
            kind, name = (told, words) if kind in ("exact", "about") else (kind, name)
        start = at
    end, after = found.end, found.after
    tail = _AFTER.match(shadow, end)
    if tail and kind == "exact":
        words = tail[1].lower() if tail[1] else "plus"
        kind, name, end, after = qualifiers()[1].get(words, "least"), words, tail.end(), tail.end()
    if found.kind == "vague":
        low, high = found.low, found.high
        if kind in ("above", "least"):
            high = None
        elif kind in ("most", "below"):
            low = None
        return replace(
            found, start=start, end=end, after=after, low=low, high=high, added=added, kind="vague", qualifier=name
        )
    added = added or bool(_MORE.match(shadow, end))
    value = found.value or 0.0
    whole = found.unit is None and value == int(value)
    low, high, approx = bounds(kind, value, whole=whole)
    return replace(
        found, start=start, end=end, after=after, low=low, high=high, approx=approx, kind=kind, qualifier=name, added=added,
    )  # fmt: skip


def _words_before(shadow: str, start: int) -> tuple[str | None, int, str]:
    """The longest qualifier that ends right before a place: its kind, where it begins, its words."""
    before = qualifiers()[0]
    window = shadow[max(0, start - 34) : start]
    if not window or window[-1] not in " \n-":
        return None, start, ""
    stripped = window.rstrip(" \n")
    places = [found.start() for found in _WORD_START.finditer(stripped)][-4:]
    for place in places:
        words = " ".join(stripped[place:].lower().split())
        if words in before and (place or len(window) < 34):
            return before[words], start - len(window) + place, words
    return None, start, ""


_WORD_START = re.compile(r"(?<![\w'.])[\w'.]+")


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value
