# ruff: noqa: E501 - the regexes read better whole
"""Quantities in running text: the number, its qualifier, its unit, and the bounds they give together.

Ranges, shares ("two thirds of", "one in five") and vague words ("dozens") are one quantity each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.lexicon.numbers import FRACTIONS, GROUPS, NUMBER, SCALES, read_number
from dateline.lexicon.quantities import qualifiers, titles, unit_after
from dateline.understand.figure_bounds import bounds, words_before
from dateline.understand.figure_ranges import bounded, is_vote, joined
from dateline.understand.figure_units import Quantity, with_unit

_VAGUE = {
    "tens": (20.0, 99.0), "dozens": (24.0, 99.0), "scores": (40.0, 199.0), "hundreds": (200.0, 999.0),
    "thousands": (2000.0, 9999.0), "lakhs": (200_000.0, 999_999.0), "millions": (2e6, 9.99e6), "crores": (2e7, 9.99e7),
    "billions": (2e9, 9.99e9), "trillions": (2e12, 9.99e12),
}  # fmt: skip
_TIMES = {"several": (3.0, 9.0), "a few": (2.0, 5.0), "few": (2.0, 5.0), "a couple of": (1.5, 3.0),
          "a couple": (1.5, 3.0), "couple of": (1.5, 3.0), "a handful of": (2.0, 6.0), "a handful": (2.0, 6.0)}  # fmt: skip
_SCALE = "hundred|thousand|dozen|lakh|crore|million|billion|trillion"
_PARTS = "half|halve|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth"
_FEW = "one|two|three|four|five|six|seven|eight|nine|ten"
_CORE = re.compile(
    r"(?:(?<![\w.,])(?<!\w')(?<![A-Za-z][A-Za-z]-)(?<!\b[A-Za-z]-)(?:"
    rf"(?P<vague>(?:(?:tens|dozens|hundreds|thousands|scores|millions) (?:and (?:dozens|hundreds|thousands) )?of )?(?:{'|'.join(_VAGUE)}))(?![\w-])"
    rf"|(?P<times>several|a few|a couple(?: of)?|couple of|a handful(?: of)?)(?: (?P<of>{_SCALE})s?(?: (?:of )?(?P<of2>thousand|million|billion)s?)?)?(?![\w-])"
    rf"|(?P<dozen>(?:half[ -]an?|half[ -]?a|half|an?|{NUMBER}) {{0,2}}-?dozens?(?! of (?:thousand|million)))(?![a-z])"
    rf"|(?P<ratio>(?P<some>\d{{1,3}}|{_FEW})(?: (?:in|out of)(?: every)? |-in-)(?P<every>\d{{1,3}}(?:,000)?|{NUMBER}))(?![\w,.]*\d|-(?:year|month|day|week|hour))"
    rf"|(?P<part>(?:(?:{_FEW}|\d|an?)[ -](?:{_PARTS})s?(?= (?:of )?(?:an?|the|all|its|their|his|her|our|these|those|whom|which|them|[a-z][a-z-]+s|percent|per|percentage|million|billion|trillion|mile|tonne|ton)\b(?! (?:time|day|man|woman)\b))"
    rf"|half(?= (?:of|people|its|the|their|his|her|our|all|a percent|a point|a per|a mile|a ton|a tonne|a kilo[a-z]*|a met[a-z]+|a degree)\b)|(?:{_FEW})-(?:{_PARTS})s?(?! (?:majority|vote))))(?![\w-])(?: of(?= an? ))?(?P<partscale> (?:a )?(?:million|billion|trillion)(?![a-z]))?"
    rf"|(?P<share>(?:half|(?:a )?quarter(?: of)?)(?: of)?(?: a)?[ -](?:{_SCALE}))(?![a-z])"
    r"|(?P<slash>[1-9]/(?:[2-9]|10|100))(?![\d/.])"
    r"|(?P<nil>not a single|not one|no one|no-one|no(?! (?:fewer|less|more than|longer|doubt|one))|none|nobody|zero|nil)(?![\w-])"
    r"|(?P<both>both(?! (?:and|in|sides|the sides|ways|by|on|at|to|for|from|with)\b))(?![\w-])"
    rf"|(?P<number>{NUMBER}))"
    rf"|(?:(?<=[A-Z][A-Za-z])|(?<=[A-Za-z]\.)|(?<=magnitude-))(?P<glued>(?=\d){NUMBER}))",
    re.I,
)  # fmt: skip
_DIGITS = re.compile(rf"(?<![\w.,])(?<!\w')(?<![A-Za-z][A-Za-z]-)(?<!\b[A-Za-z]-)(?=\d){NUMBER}", re.I)
_GOES_ON = re.compile(
    rf" {{0,2}}-?dozen|-in-| (?:in|out of) (?:every )?(?:\d|{_FEW}|twenty|a? ?hundred)|/|[ -](?:{_PARTS})", re.I
)
"""What makes more than a number of digits: "5 dozen", "3 in 10", "1/4"."""
_GLUED_BEFORE = re.compile(r"(?:[A-Za-z]\d*-|\b[A-Z]{1,3} - |[#@/:+\d,.]|\b(?:No|no|Nos)\. ?)\Z")
_CHANGED_AFTER = re.compile(
    r"(?:st|nd|rd|th|s)\b|[A-Za-z]+\d|:\d|/\d|-(?:third|quarter|fifth|tenth|fourth|year|day|month|week|hour|minute|old|member|storey|story|page|seat|part|man|nation|way|bed|room|time)s?\b"
)
_LETTERS = re.compile(r"(?:k|mm?|mn|mln|mil|bn?|bln|trn?|tn|tln|t|cr|M[A-Z]{3})\b", re.I)
_GLUED_AFTER = ("-odd", "-plus", "-to-", "-strong", "-some")
_AFTER = re.compile(
    r"[ -](or more|or above|and more|and counting|plus|at least|or less|or fewer|at most|or so|odd|or thereabouts|or greater(?: than)?|or higher|or over"
    r"|upwards?|and above|and over|and up|or beyond|minimum|at the (?:very )?least|or under|or lower|or below|maximum|at the (?:very )?most|give or take|ish|strong)(?![\w-])|\+(?!\d)",
    re.I,
)
_MORE = re.compile(r" (?:more|extra|additional|further)\b(?! than)")
_STARTS = re.compile(
    r"\W(?:\d|[½¼¾⅓⅔]|an? (?:few|couple|handful|dozen|half|quarter|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundred|thousand|lakh|crore|million|billion|trillion)"
    r"|b(?:illions|oth)\b|crores|couple of|dozens\b|e(?:ight|leven)|f(?:ew(?= )|ift|ive|orty|our|ourty)|h(?:alf\b|undreds\b)|lakhs|millions|n(?:ine|il\b|o\b|o-one|obody|one\b|ot (?:a|one)\b)|one\b"
    r"|quarter|s(?:cores|ix|everal(?= )|even)|t(?:en\b|ens(?= )|hirt|hree|housands|rillions|welve|went|wo\b)|zero)",
)
"""Where a quantity can begin, in small letters, with the sign before it (found soonest so): few places need more."""
_GLUED_STARTS = re.compile(r"\d(?<=[a-z]\d)")


def quantities(shadow: str) -> Iterator[Quantity]:
    """Every quantity of a text, in text order; ranges are one quantity.

    `shadow` is what shadow.shadow_of makes of the text.
    """
    waiting: Quantity | None = None
    for found in _qualified_ones(shadow):
        if waiting is not None:
            both = bounded(shadow, waiting, found)
            if both is not None:
                waiting = both
                continue
            yield waiting
        waiting = found
    if waiting is not None:
        yield waiting


def _qualified_ones(shadow: str) -> Iterator[Quantity]:
    waiting: Quantity | None = None
    at = 0
    small = shadow.lower()
    if len(small) != len(shadow):  # a few capitals of the world are longer in small letters
        small = shadow
    starts = [found.start() for found in _STARTS.finditer(f" {small}")]  # one sign before, so right as they stand
    glued = [found.start() for found in _GLUED_STARTS.finditer(small)]
    for start in sorted([*starts, *glued]) if glued else starts:
        if start < at:
            continue
        plain_number = _DIGITS.match(shadow, start) if small[start].isdigit() else None
        if plain_number is not None and not _GOES_ON.match(shadow, plain_number.end()):
            at = plain_number.end()
            found = _number(shadow, *plain_number.span(), glued=False)
        elif (match := _CORE.match(shadow, start)) is not None:
            at = match.end()
            found = _read(shadow, match)
        else:
            continue
        if found is None:
            continue
        at = found.end
        if waiting is not None:
            range_ = joined(shadow, waiting, found)
            if range_ is not None:
                waiting = range_
                continue
            dashed = shadow[waiting.end : found.start] == "-" and found.unit is None and waiting.unit is None
            if dashed and not is_vote(shadow, waiting.start):
                waiting = None  # a score, a telephone number
                continue
            yield _qualified(shadow, waiting)
        waiting = found
    if waiting is not None:
        yield _qualified(shadow, waiting)


def _read(shadow: str, match: re.Match[str]) -> Quantity | None:
    """One number or vague word with its unit, not yet qualified."""
    start, end = match.span()
    if match["vague"] or match["times"]:
        return with_unit(shadow, _vague(match), digits=False)
    if match["nil"]:
        return Quantity(start, start, end, end, 0.0, 0.0, 0.0, nil=True)
    if match["both"]:
        return Quantity(start, start, end, end, 2, 2, 2.0, both=True)
    if match["ratio"]:
        return _ratio(shadow, match)
    if match["part"]:
        return _part(shadow, match)
    if match["slash"]:
        return _slash(shadow, match)
    if match["share"]:
        size = {**SCALES, **GROUPS}[re.split(r"[ -]", match["share"])[-1].lower()]
        value = size * (0.25 if "quarter" in match["share"].lower() else 0.5)
        return with_unit(shadow, Quantity(start, start, end, end, value, value, value), digits=False)
    if match["dozen"]:
        number = _dozens(match["dozen"])
        return with_unit(shadow, Quantity(start, start, end, end, number, number, number), digits=False)
    return _number(shadow, start, end, glued=bool(match["glued"]))


def _number(shadow: str, start: int, end: int, *, glued: bool) -> Quantity | None:
    words = shadow[start:end]
    digits = words[0].isdigit()
    if digits and start and shadow[start - 1] == "'":
        return None  # the class of '12
    if (digits and _is_glued(shadow, start, end, glued=glued)) or _is_titled(shadow, start):
        return None
    number = read_number(words)
    if number is None or (digits and len(words) > 1 and words[0] == "0" and words[1] != "."):
        return None
    found = Quantity(start, start, end, end, number, number, number, single=number == 1)
    found = with_unit(shadow, found, digits=digits or not words[0].isalpha())
    return None if glued and found.start == start else found


def _is_glued(shadow: str, start: int, end: int, *, glued: bool) -> bool:
    """Whether signs or letters beside digits make them a part of a name, a score, a time of day, an ordinal."""
    if not glued and _GLUED_BEFORE.search(shadow, max(0, start - 8), start):
        return True
    unit = unit_after().match(shadow, end)
    if unit is not None and not (unit[1] == "m" and _CHANGED_AFTER.match(shadow, end)):
        return shadow.startswith("-", end) and bool(re.match(r"-[A-Za-z]+-(?:old|per)", shadow[end : end + 16]))
    if _CHANGED_AFTER.match(shadow, end) or (shadow[end : end + 1].isalpha() and not _LETTERS.match(shadow, end)):
        return True
    return (
        shadow.startswith("-", end) and shadow[end + 1 : end + 2].isalpha() and not shadow.startswith(_GLUED_AFTER, end)
    )


def _is_titled(shadow: str, start: int) -> bool:
    """Whether the word before makes a name of the number: Article 5, Group of 20."""
    if not start or shadow[start - 1] != " ":
        return False
    words = shadow[max(0, start - 20) : start].split()
    if words[-1:] and words[-1] in ("to", "and", "or") and len(words) > 2 and words[-3] in ("aged", "ages", "age"):
        return True  # "aged eight to eighteen"
    if words[-1:] == ["number"] and words[-2:-1] and words[-2] in _MODALS:
        return False  # "the dead could number 70"
    return bool(words) and (words[-1] in titles() or (words[-1] == "of" and words[-2:-1] == ["Group"]))


_MODALS = frozenset(("could", "may", "might", "to", "they", "who", "would", "now", "will", "that"))


def _dozens(words: str) -> float:
    bare = re.sub(r"[ -]*dozens?\Z", "", words.lower())
    if bare.startswith("half"):
        return 6.0
    return 12.0 if bare in ("a", "an") else (read_number(bare) or 1.0) * GROUPS["dozen"]


def _vague(match: re.Match[str]) -> Quantity:
    start, end = match.span()
    if match["vague"]:
        words = re.sub(r" and [a-z]+", "", match["vague"].lower()).split(" of ")
        low, high = _VAGUE[words[-1]]
        if len(words) == 2:
            few, unit = _VAGUE[words[0]], low / 2
            # Tens of thousands go up to 99,999; dozens of thousands are told by the thousand.
            tens = words[0] in ("tens", "hundreds", "thousands", "millions")
            low, high = few[0] * unit, (few[1] + 1) * unit - 1 if tens else few[1] * unit
        return Quantity(start, start, end, end, low, high, approx=True, kind="vague", qualifier=match["vague"].lower())
    few_words = match["times"].lower()
    low, high = _TIMES[few_words]
    times = 1.0
    for scale in (match["of"], match["of2"]):
        times *= {**SCALES, **GROUPS}[scale.lower()] if scale else 1
    low, high = (2.0 if low < 2 else low, high) if times == 1 else (low * times, high * times)
    return Quantity(start, start, end, end, low, high, approx=True, kind="vague", qualifier=few_words)


def _ratio(shadow: str, match: re.Match[str]) -> Quantity | None:
    """One in five; "two in 2019" and "three in ten minutes" are none (the latter is a length of time)."""
    start, end = match.span("ratio")
    some, every = read_number(match["some"]), read_number(match["every"])
    if not some or not every:
        return None
    if some >= every or 1900 <= every <= 2100 or every > 1e6:
        end = match.end("some")
        return Quantity(start, start, end, end, some, some, some)
    if "out of" in match["ratio"] and "every" not in match["ratio"] and every not in _EVERY:
        end = match.end("some")  # "14 out of 60 wells" were tested one by one
        return Quantity(start, start, end, end, some, some, some)
    value = round(some / every, 6)
    return Quantity(start, start, end, end, value, value, value, share=True)


_EVERY = frozenset((2, 3, 4, 5, 6, 8, 10, 20, 100, 1000, 10_000, 100_000))
"""Wholes of shares: "seven out of ten"."""


def _slash(shadow: str, match: re.Match[str]) -> Quantity | None:
    """1/4 mile, 2/3 of the seats; without a unit or whole it is a date, a score, a page."""
    start, end = match.span("slash")
    above, below = match["slash"].split("/")
    value = int(above) / int(below)
    if shadow.startswith(" of ", end) and value < 1:
        return Quantity(start, start, end, end, round(value, 6), round(value, 6), value, share=True)
    found = with_unit(shadow, Quantity(start, start, end, end, value, value, value), digits=False)
    return found if found.unit is not None else None


def _part(shadow: str, match: re.Match[str]) -> Quantity | None:
    """A third of something; with a unit behind it, or a scale, it is an amount ("half a mile")."""
    words = re.split(r"[ -]", match["part"].lower())
    part = words[-1] if words[-1] in FRACTIONS else words[-1].removesuffix("s")
    part = "half" if part == "halve" else part
    if part not in FRACTIONS or (part != "half" and len(words) < 2):
        return None
    value = (read_number(words[0]) or 1.0 if len(words) > 1 and words[0] not in ("a", "an") else 1.0) * FRACTIONS[part]
    start, end = match.start("part"), match.end("part")
    if _OTHER_HALF.search(shadow, max(0, start - 12), start):
        return None
    if match["partscale"]:
        value *= SCALES[match["partscale"].split()[-1].lower()]
        end = match.end("partscale")
        return with_unit(shadow, Quantity(start, start, end, end, value, value, value), digits=False)
    found = Quantity(start, start, end, end, round(value, 6), round(value, 6), value)
    gap = _PART_UNIT.match(shadow, end)
    if gap is not None:
        measured = with_unit(shadow, Quantity(start, start, gap.end(), gap.end(), value, value, value), digits=False)
        if measured.unit is not None:
            return measured
    if value > 1:
        return None
    return Quantity(start, start, found.end, found.end, found.low, found.high, value, share=True)


_OTHER_HALF = re.compile(
    r"\b(?:first|second|last|latter|other|top|bottom|upper|lower|better|third|eastern|western|southern|northern) \Z",
    re.I,
)
_PART_UNIT = re.compile(r"(?: of)?(?: an?)?(?= )")


def _qualified(shadow: str, found: Quantity) -> Quantity:
    """Give a quantity the bounds that the words before and after it ask for."""
    if found.nil or found.both:
        return found
    if found.kind == "range":
        return _qualified_range(shadow, found)
    added = bool(_MORE.match(shadow, found.end))
    start, name, kind = found.start, found.qualifier, "exact"
    for _ in range(3):
        told, at, words = words_before(shadow, start)
        if told is None or (told == "exact" and words == "the"):
            break
        if told == "added":
            added = True
        elif told == "exact" and words in _BARE_EXACT:
            if kind != "exact":
                break
            name = name or words
        else:
            kind, name = (told, words) if kind in ("exact", "about") else (kind, name)
        start = at
    end, after = found.end, found.after
    tail = _AFTER.match(shadow, end)
    if tail and kind in ("exact", "about"):
        words = tail[1].lower() if tail[1] else "plus"
        words = words.removesuffix(" than")
        kind, name, end, after = qualifiers()[1].get(words, "least"), words, tail.end(), tail.end()
    if found.kind == "vague":
        found.low = None if kind in ("most", "below") else found.low
        found.high = None if kind in ("above", "least") else found.high
        return found.but(start=start, end=end, after=after, added=added, qualifier=name)
    value = found.value or 0.0
    whole = found.unit is None and not found.share and value == int(value)
    low, high, approx = bounds(kind, value, whole=whole)
    return found.but(
        start=start, end=end, after=after, low=low, high=high, approx=approx, kind=kind, qualifier=name, added=added
    )


def _qualified_range(shadow: str, found: Quantity) -> Quantity:
    """ "About 20 to 30" is vague, "a further 20 to 30" an addition; its bounds stay."""
    for _ in range(2):
        kind, start, words = words_before(shadow, found.start)
        if kind == "about":
            found = found.but(start=start, approx=True, qualifier=words)
        elif kind == "added":
            found = found.but(start=start, added=True)
    return found


_BARE_EXACT = frozenset({"all", "just", "only", "a record"})
