# ruff: noqa: E501 - the regexes read better whole
"""A quantity, and the scale, unit or currency that stands with its number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from dateline.lexicon.countries import country_of_demonym
from dateline.lexicon.numbers import SCALES, SHORT_SCALES, read_number
from dateline.lexicon.quantities import Unit, counted, unit_after, unit_before, units

_SHORT_SCALE = re.compile(r" ?(k|mm|mn?|mln|mil|bn?|bln|trn?|tn|tln|t|cr)\b(?!\.? ?[a-z]*/)", re.I)
_LONG_SCALE = re.compile(r" (hundred|thousand|lakh|million|crore|billion|trillion)s?\b", re.I)
_MINUS = re.compile(r"(?:\b(?:minus|negative) |(?:(?<=[ (\[])|\A)-)\Z", re.I)
_MILLION_CODE = re.compile(r" ?M([A-Z]{3})\b")
_NEXT_NOUN = re.compile(r" ([A-Za-z]+)")
_BELOW_ZERO = re.compile(r"(?:\b(?:minus|negative) |(?:(?<=[ (\[])|\A)- ?)\Z", re.I)
_NUMBER_BEFORE = re.compile(r"(?:[-\d] ?)\Z")
_ANGLE = re.compile(
    r" (?:angles?|turns?|north|south|east|west|latitude|longitude|of (?:freedom|separation|latitude|longitude)|from)\b"
)
_DOUBTFUL = frozenset(("won", "marks", "soles", "kip", "lei", "rand", "crowns", "dong", "drams", "ether", "lari"))
_NO_SMALL_COIN = 1000
"""Nobody pays less than a thousand of these coins in the news; below that the word is another one ("12 won seats")."""
_TOPS = re.compile(
    r"\b(?:toll|cases|deaths|infections|jobs|fatalities|votes|doses|users|members|\w+ers) (?:near|tops?|topped|hits?|reach(?:es|ed)?|pass(?:es|ed)?|exceeds?) \Z"
)
_WEATHER = re.compile(r"emperatur|heat|cold|warm|freez|mercury|hotte|degree|thermomet|-\d+\Z", re.I)
_SUB_UNIT = re.compile(
    r",? (?:and )?(\d{1,2}|[a-z]+(?:-[a-z]+)?)[ -]?(inches|inch|in|ounces|oz|cents?|pence)(?!\w|\.\w)", re.I
)
_SUB_SIZE = {"inches": ("ft", 12), "inch": ("ft", 12), "in": ("ft", 12), "ounces": ("lb", 16), "oz": ("lb", 16),
             "cent": (None, 100), "cents": (None, 100), "pence": ("GBP", 100)}  # fmt: skip


@dataclass(slots=True)
class Quantity:
    """A quantity in a text: where it stands with its qualifier and unit, and its inclusive bounds.

    `number` is where the bare number begins, `after` where what is counted may begin. `value` is the
    bare number, None for vague words and ranges. `share` marks a part of a whole (0 to 1).
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
    nil: bool = False
    single: bool = False
    both: bool = False
    share: bool = False

    def but(self, **changes: Any) -> Quantity:
        """The same quantity, changed in place: nobody else holds it while it is being read."""
        for name, value in changes.items():
            setattr(self, name, value)
        return self


def with_unit(shadow: str, found: Quantity, *, digits: bool) -> Quantity:
    """Add the scale, unit or currency that stands with the number."""
    unit, start = unit_before(shadow, found.start) or (None, found.start)
    end, size = found.end, 1.0
    scale = _SHORT_SCALE.match(shadow, end) if digits else None
    if scale is not None and (
        _is_scale(shadow, scale, unit)
        or (scale[0] == "m" and _TOPS.search(shadow, max(0, found.start - 24), found.start))
    ):
        size, end = float(SHORT_SCALES[scale[1].lower()]), scale.end()
    # "hundreds of millions of dollars", "2 of the dollars": only vague words take an "of" before a unit.
    gap = 3 if found.kind == "vague" and shadow.startswith(" of ", end) else 0
    after = unit_after().match(shadow, end + gap)
    if after and (unit is None or unit.dimension == "money") and not _is_other(shadow, after, found):
        told = units()[1][after[1].lower()]
        if unit is None or (told.dimension == "money" and told.code != "cent"):
            unit, end = unit or told, after.end()
            behind = _LONG_SCALE.match(shadow, end) if told.dimension == "money" else None
            if behind is not None and size == 1.0:  # "75 USD million"
                size, end = float(SCALES[behind[1].lower()]), behind.end()
    dealers = _MILLION_CODE.match(shadow, end) if unit is None else None
    if dealers is not None and dealers[1].lower() in units()[1]:  # "48.5 MEUR"
        unit, size, end = units()[1][dealers[1].lower()], 1e6, dealers.end()
    cold = unit is not None and unit.dimension == "temperature"
    minus = (_BELOW_ZERO if cold else _MINUS).search(shadow, max(0, start - 9), start) if unit is not None else None
    if minus and not _NUMBER_BEFORE.search(shadow, max(0, minus.start() - 2), minus.start()):
        start, size = minus.start(), -size
    low = None if found.low is None else found.low * size
    high = None if found.high is None else found.high * size
    value = None if found.value is None else found.value * size
    found = found.but(start=start, end=end, after=end, low=low, high=high, value=value, unit=unit)
    return _with_sub_unit(shadow, found) if unit is not None and value is not None else found


def _with_sub_unit(shadow: str, found: Quantity) -> Quantity:
    """Five feet two inches, three dollars and 50 cents."""
    unit = found.unit
    if unit is None or not (unit.dimension == "money" or unit.code in ("ft", "lb")):
        return found
    sub = _SUB_UNIT.match(shadow, found.end)
    if sub is None or (number := read_number(sub[1])) is None or found.value is None:
        return found
    whole, size = _SUB_SIZE[sub[2].lower()]
    if number >= size or (unit.code != whole if whole else unit.dimension != "money" or unit.code == "cent"):
        return found
    value = found.value + number / size
    return found.but(end=sub.end(), after=sub.end(), low=value, high=value, value=value)


def _is_scale(shadow: str, scale: re.Match[str], unit: Unit | None) -> bool:
    """Whether letters after digits are a scale: "$5m", "5m people", "5m euros", "10M"; not "5 m", "100m race"."""
    word = scale[1]
    if unit is not None:
        return unit.dimension == "money"
    if word == "mm":
        return False
    if word.lower() not in ("m", "b", "k", "t", "mm", "cr", "mil"):
        return True
    if word in ("M", "B", "k", "K") and scale[0][0] != " ":
        return True
    measured = unit_after().match(shadow, scale.end())
    if measured is not None and not _is_other(shadow, measured, None):
        return True
    following = _NEXT_NOUN.match(shadow, scale.end())
    return word == "m" and following is not None and _is_counted(following[1])


def _is_counted(word: str) -> bool:
    plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    return plural or word in counted()["actor"] or word in counted()["noun"] or country_of_demonym(word) is not None


def _is_other(shadow: str, after: re.Match[str], found: Quantity | None) -> bool:
    """Short unit words that are other words as often: "in", "m", "t", "degrees" of a university, "dong", "pounds"."""
    word = after[1].lower()
    if word in _DOUBTFUL and found is not None and (found.value or 0) < _NO_SMALL_COIN:
        return True
    if word == "try" and after[1] != "TRY":
        return True
    if word == "$" and re.match(r" ?\d", shadow[after.end() : after.end() + 2]):
        return True  # the sign belongs to what follows
    if word.startswith("deg") and _ANGLE.match(shadow, after.end()):
        return True
    if word in ("c", "f") and after[1].isupper() and after[0][0] not in " -":
        return not _WEATHER.search(shadow, max(0, after.start() - 80), after.start())  # "42C", and form "13F"
    if word in ("in", "c", "f", "g", "l"):
        return True
    if word in ("m", "t", "h", "pp") and after[0].startswith(" "):
        return after[1] != "m" or bool(re.match(r" [a-z]+s\b", shadow[after.end() : after.end() + 12]))
    if word == "foot" and re.match(r" (?:soldiers|patrol)", shadow[after.end() : after.end() + 12]):
        return True
    return word == "points" and (found is None or found.unit is None)
