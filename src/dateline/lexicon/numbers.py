"""Numbers as English news writes them: digits, words, scales, fractions.

`NUMBER` and `PLAIN_NUMBER` are regex fragments without capture groups, to be put into larger patterns
that ignore case; `read_number` gives the value of what they match.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 100, "thousand": 1000, "lakh": 100_000, "million": 10**6, "crore": 10**7, "billion": 10**9,
    "trillion": 10**12,
}  # fmt: skip
SHORT_SCALES = {"k": 1000, "m": 10**6, "mm": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "b": 10**9, "bn": 10**9,
                "bln": 10**9, "tn": 10**12, "trn": 10**12, "tln": 10**12, "t": 10**12, "cr": 10**7}  # fmt: skip
GROUPS = {"dozen": 12, "score": 20, "couple": 2, "pair": 2}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
FRACTIONS = {
    "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "seventh": 1 / 7,
    "eighth": 1 / 8, "ninth": 1 / 9, "tenth": 1 / 10, "hundredth": 1 / 100, "thousandth": 1 / 1000,
}  # fmt: skip
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

_UNIT_WORD = "|".join(sorted((*ONES, *TENS), key=len, reverse=True))
_SCALE_WORD = "hundred|thousand|lakh|million|crore|billion|trillion"
# The second form is Indian: 12,34,567.
DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)|\d{1,3}, 000(?!\d)"
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:\.\d+)?(?![\d,.]?\d)|\d+(?:\.\d+)?"
)
_DIGIT_NUMBER = rf"(?:(?:{DIGITS})(?:[ -]?[½¼¾⅓⅔]| \d/\d)?|[½¼¾⅓⅔])"
_AFTER_SCALE = "(?:" + "|".join(rf"(?<={scale})" for scale in _SCALE_WORD.split("|")) + ")"
# "two hundred and five" is one number, "three and nine" are two.
_WORD_NUMBER = (
    rf"(?:{_UNIT_WORD}|(?:half[ -])?a[ -](?:{_SCALE_WORD}))"
    rf"(?:[\s-]+(?:{_UNIT_WORD}|{_SCALE_WORD})(?![a-z])|{_AFTER_SCALE}[\s-]+and[\s-]+(?:{_UNIT_WORD}|{_SCALE_WORD})(?![a-z]))*"
)
PLAIN_NUMBER = rf"(?:{_DIGIT_NUMBER}|(?<![a-z-]){_WORD_NUMBER}(?![a-z]))"
"""Digits or words without a scale after digits."""
NUMBER = (
    rf"(?:{_DIGIT_NUMBER}(?:[\s-]+(?:{_SCALE_WORD})(?![a-z]))+"
    rf"|{_DIGIT_NUMBER}|(?<![a-z-]){_WORD_NUMBER}(?:[\s-]+and[\s-]+a[\s-]+half(?:[\s-]+(?:{_SCALE_WORD}))*)?(?![a-z]))"
)
"""Digits or words with their scale: "10,000", "1.5 million", "two hundred and fifty", "half a million"."""

LARGEST = 1e18
LONGEST = 200
"""No number of news is larger, or longer in words."""

_WORDS = re.compile(r"[a-z]+|\d{1,3}, 000(?!\d)|\d{1,3}(?: \d{3})+(?:\.\d+)?(?!\d)|\d[\d,.\u00a0\u202f]*|[½¼¾⅓⅔]|/")


@lru_cache(maxsize=20_000)
def read_number(text: str) -> float | None:
    """The value of a number in digits or words; None when the words are not a number.

    >>> read_number("10,000"), read_number("two hundred and fifty"), read_number("1.5 million")
    (10000.0, 250.0, 1500000.0)
    """
    words = _WORDS.findall(text.lower()) if len(text) < LONGEST else []
    value = _of_words(words) if words else None
    return value if value is not None and value <= LARGEST else None


def _of_words(words: list[str]) -> float | None:
    if len(words) >= 3 and words[-2] == "/" and words[-1].isdigit() and words[-3].isdigit() and int(words[-1]):
        part = int(words[-3]) / int(words[-1])
        whole = read_number(" ".join(words[:-3])) if len(words) > 3 else 0.0
        return None if whole is None else whole + part
    if "half" in words[3:] and words[(half := words.index("half", 3)) - 2 : half] == ["and", "a"]:
        return _and_a_half(words[: half - 2], words[half + 1 :])
    return _sum(words)


def _and_a_half(words: list[str], scales: list[str]) -> float | None:
    """Two and a half million; two million and a half is rare enough to be read as it stands."""
    whole = _sum(words)
    size = math.prod(SCALES.get(word, 0) for word in scales)
    return None if whole is None or not size else (whole + 0.5) * size


def _sum(words: list[str]) -> float | None:
    """Add up the words: what stands before a scale is multiplied by it.

    Two tens or ones in a row ("nineteen ninety-six") are no single number, and give None.
    """
    total, current, seen, last = 0.0, 0.0, False, ""
    smallest = 10**15
    for word in words:
        if word in ("and", "a", "an"):
            current = 1.0 if word != "and" and not seen else current
            continue
        value = _value(word)
        if value is not None:
            if (
                seen
                and word not in _SIGNS
                and last not in ("scale", "half")
                and not (last == "tens" and value < 10 and word in ONES)
            ):
                return None
            current += value
            last = "tens" if word in TENS else "unit"
        elif word == "half":
            current, last = 0.5, "half"
        elif word == "hundred":
            current, last = (current or 1.0) * 100, "scale"
        elif word in SCALES or word in GROUPS:
            size = SCALES.get(word) or GROUPS[word]
            if total and current and smallest <= size:
                return None  # "two million three million" is no single number
            smallest = min(smallest, size)
            if total and total < size:
                total, current = (total + current) * size, 0.0
            else:
                total, current = total + (current or 1.0) * size, 0.0
            last = "scale"
        else:
            return None
        seen = True
    return total + current if seen else None


def _value(word: str) -> float | None:
    if word[0].isdigit():
        plain = word.replace(",", "").replace(" ", "").replace("\u00a0", "").replace("\u202f", "").rstrip(".")
        try:
            return float(plain)
        except ValueError:
            return None
    if word in _SIGNS:
        return _SIGNS[word]
    return ONES.get(word, TENS.get(word))
