"""What a line of a page looks like, in numbers, and how likely it is part of the story.

The numbers describe form: length, punctuation, capitals, repetition, place, blank lines, the cues of the lexicon.
No number stands for a particular word, so nothing of the pages that the weights were tuned on is in them.
A small convolution over neighbouring lines turns the numbers into one probability per line; its weights come
from training/lines.py and lie beside this file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.read.cues import ANY, START, WHOLE, cued_kinds

Floats = npt.NDArray[np.float32]

CUE_KINDS = (
    *("ad", "caption", "related", "newsletter", "promo", "login", "comments", "share", "topics", "credit"),
    *("url", "legal", "cookie", "paywall", "byline", "date", "navigation"),
)
_ANY_LINE_BREAK = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BULLET = re.compile(r"[•‣▪●◦∙·*–—\-»›>+✓➤►▶■□○]+[ \t\xa0]+")
TERMINAL = re.compile(r"[.!?…。！？؟۔।:;]['\"”“’‘»›«)\]】」』]*\s*$")
_FULL_STOP = re.compile(r"[.!?…。！？؟۔।]['\"”“’‘»›«)\]】」』]*$")
_INNER_STOP = re.compile(r"[.!?…]['\"”’»)]* +['\"“„«‘(]?[^\W\d_a-z]|[。！？]")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_ADDRESS = re.compile(r"https?://|www\.|\b[\w.-]+@[\w-]+\.\w|(?:^|\s)[@#]\w")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_DAY = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_SEPARATOR = re.compile(r"[|»›→·•▸►/©®™]")
_QUOTE = re.compile('["“”„«»「」]')
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_OPENING = "\"'“„«‘(–—-"
_CLOSING = ".!?…:。！？؟۔।"
_QUOTES = "'\"”’»)]"
_OPEN_ENDS, _MID_SENTENCE = ",(“‘„-–—", ",.;:)]”’»"
_LONGEST_BRIDGE = 60
_FILLED = 0.75
_WORDS_OF_SENTENCE = 25
_NARROWEST, _WIDEST = 40, 110
_READ_OF_LINE = 600
_LONG_PROSE = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space and the bullet around it; `blanks` counts the empty lines before it.

    A sentence that runs over several printed lines is one line, with the line ends inside it.
    """

    start: int
    end: int
    blanks: int
    bullet: bool = False


def split_lines(text: str) -> list[Line]:
    """Return the lines of a text that are not blank, with their places; a sentence cut by line ends is one line.

    >>> [text[line.start:line.end] for text in ["\\n  • One.\\nTwo.\\n"] for line in split_lines(text)]
    ['One.', 'Two.']
    """
    lines: list[Line] = []
    previous_end = 0
    for match in _ANY_LINE_BREAK.finditer(text):
        words = match.group()
        stripped = words.strip()
        if not stripped:
            continue
        start = match.start() + len(words) - len(words.lstrip())
        end = start + len(stripped)
        gap = text[previous_end:start]
        breaks = max(gap.count("\n"), gap.count("\r"), gap.count("\u2028") + gap.count("\u2029"))
        bullet = _BULLET.match(text, start, end)
        if bullet and bullet.end() < end:
            start = bullet.end()
        lines.append(Line(start, end, max(0, breaks - 1), bullet is not None))
        previous_end = end
    return _join_cut_sentences(text, lines)


def printed(text: str, line: Line) -> str:
    """Return the words of a line, on one line."""
    words = text[line.start : line.end]
    return words if words.isprintable() else " ".join(words.split())


def _join_cut_sentences(text: str, lines: list[Line]) -> list[Line]:
    """Join lines that one sentence runs over: wrapped text, or links that were put on lines of their own."""
    width = _wrapping_width(text, lines)
    joined: list[Line] = []
    last_length = 0
    for number, line in enumerate(lines):
        if joined and not line.blanks and not line.bullet:
            above = joined[-1]
            full = width > 0 and last_length >= _FILLED * width and not _closes(text, above)
            if full or _goes_on(text, above, line) or _is_bridge(text, above, lines, number):
                last_length = line.end - line.start
                joined[-1] = Line(above.start, line.end, above.blanks, above.bullet)
                continue
        last_length = line.end - line.start
        joined.append(line)
    return joined


def _closes(text: str, line: Line) -> bool:
    last = text[line.end - 1]
    return last in _CLOSING or (last in _QUOTES and line.end > 1 and text[line.end - 2] in _CLOSING)


def _goes_on(text: str, above: Line, line: Line) -> bool:
    """Tell whether the sentence above goes on in this line: it was not closed, and this one begins small."""
    last, first = text[above.end - 1], text[line.start]
    if _closes(text, above) or max(above.end - above.start, line.end - line.start) < _WORDS_OF_SENTENCE:
        return False
    if not (last.isalpha() or last in _OPEN_ENDS) or _ADDRESS.match(text, line.start):
        return False
    return first.islower() or first in _MID_SENTENCE or last in ",(“‘„"


def _is_bridge(text: str, above: Line, lines: Sequence[Line], number: int) -> bool:
    """Tell whether a short line, a name in a link, stands between two halves of one sentence."""
    line = lines[number]
    if number + 1 >= len(lines) or line.end - line.start > _LONGEST_BRIDGE or _closes(text, line):
        return False
    following = lines[number + 1]
    if following.blanks or following.bullet or _closes(text, above) or _ADDRESS.match(text, line.start):
        return False
    if above.end - above.start < _WORDS_OF_SENTENCE or not (
        text[above.end - 1].isalpha() or text[above.end - 1] == ","
    ):
        return False
    first = text[following.start]
    return (first.islower() or first in _MID_SENTENCE) and not _ADDRESS.match(text, following.start)


def _wrapping_width(text: str, lines: Sequence[Line]) -> float:
    """The width at which the text was wrapped, or 0: many lines begin small and none is much longer than most."""
    if len(lines) < 4:
        return 0.0
    lengths = sorted(line.end - line.start for line in lines)
    widest = lengths[-1 - len(lengths) // 50]
    if not _NARROWEST <= widest <= _WIDEST:
        return 0.0
    small = sum(text[line.start].islower() and not line.blanks for line in lines[1:])
    return float(widest) if small >= max(2, 0.2 * len(lines)) else 0.0


def is_sentence_like(line: str) -> bool:
    """The C4 rule: the line ends in terminal punctuation and has at least five words.

    Raffel et al. 2020, "Exploring the limits of transfer learning" (JMLR 21), section 2.2.
    """
    return bool(_FULL_STOP.search(line)) and _word_count(line) >= 5


def is_long_prose(line: str) -> bool:
    """Tell whether a line is several sentences of running text, whatever it ends in."""
    return len(line) >= _LONG_PROSE and len(_INNER_STOP.findall(line[:_READ_OF_LINE])) >= 2


def _word_count(line: str) -> float:
    spaced = line.count(" ") + 1
    if not line.isascii() and _UNSPACED.search(line):
        return max(spaced, len(line) / 2)
    return spaced


def describe(text: str, lines: Sequence[Line]) -> Floats:
    """Return one row of numbers per line; shape (lines, FEATURES)."""
    words = [printed(text, line) for line in lines]
    own = np.array([_form(line) for line in words], dtype=np.float32).reshape(len(words), len(_FORM))
    cues = np.array([_cue_row(line) for line in words], dtype=np.float32).reshape(len(words), len(CUE_KINDS))
    return np.concatenate([own, cues, _company(words, lines, own)], axis=1)


_FORM = (
    *("length", "words", "stop", "colon", "comma", "letter", "digit_end", "upper", "lower", "digit", "opening"),
    *("sentences", "commas", "letters", "digits", "capitals", "titled", "short", "mean_word", "quotes", "address"),
    *("clock", "day", "separators", "all_caps", "sentence_like", "unspaced"),
)


def _form(line: str) -> tuple[float, ...]:
    """The numbers that one line gives by itself."""
    length = len(line)
    whole, line = line, line[:_READ_OF_LINE]
    tokens = line.split()
    count = _word_count(line)
    first, last = whole[0], whole[-1]
    if first in _OPENING and length > 1:
        first = whole[1]
    letters = sum(map(str.isalpha, line)) or 1
    capitals = 0 if line.islower() else sum(map(str.isupper, line))
    titled = sum(token[0].isupper() for token in tokens)
    short = sum(len(token) <= 3 and token.islower() for token in tokens)
    stop = bool(_FULL_STOP.search(whole[-8:]))
    read = len(line)
    return (
        np.log1p(length) / 6,
        np.log1p(count) / 5,
        stop,
        last == ":",
        last in ",;–—-",
        last.isalpha(),
        last.isdigit(),
        first.isupper(),
        first.islower(),
        first.isdigit(),
        whole[0] in _OPENING,
        np.log1p(len(_INNER_STOP.findall(line))),
        line.count(",") / count,
        letters / read,
        sum(map(str.isdigit, line)) / read,
        capitals / letters,
        titled / len(tokens),
        short / len(tokens),
        min(letters / count, 15) / 10,
        bool(_QUOTE.search(line)),
        bool(_ADDRESS.search(line)),
        bool(_CLOCK.search(line)),
        bool(_DAY.search(line)),
        min(len(_SEPARATOR.findall(line)), 5) / 5,
        letters > 3 and capitals == letters,
        stop and count >= 5,
        count != len(tokens),
    )


_CUE_WEIGHT = {ANY: 0.5, START: 0.8, WHOLE: 1.0}


def _cue_row(line: str) -> list[float]:
    found = cued_kinds(line)
    return [_CUE_WEIGHT[found[kind]] if kind in found else 0.0 for kind in CUE_KINDS]


_COMPANY = (
    *("blanks", "blanks_after", "bullet", "repeated", "repeats_next", "repeats_last", "place", "from_top"),
    *("from_end", "vocabulary", "stretch", "stretch_distance", "above", "below", "many_lines", "story_share", "spaced"),
)


def _company(words: Sequence[str], lines: Sequence[Line], own: Floats) -> Floats:
    """The numbers that come from a line's place among the others."""
    total = len(words)
    folded = [line.casefold() for line in words]
    seen = Counter(folded)
    order = np.arange(total)
    length = np.fromiter((len(line) for line in words), dtype=np.float32, count=total)
    blanks = np.fromiter((min(line.blanks, 3) for line in lines), dtype=np.float32, count=total)
    story = own[:, _FORM.index("sentence_like")] * np.minimum(length / 80, 3)
    inside, distance = longest_stretch(story - 0.35)
    same = np.fromiter(
        (folded[i] == folded[i + 1] for i in range(total - 1)), dtype=np.float32, count=max(total - 1, 0)
    )
    columns = [
        blanks / 3,
        np.append(blanks[1:], 3) / 3,
        [line.bullet for line in lines],
        [min(seen[line] - 1, 3) / 3 for line in folded],
        np.append(same, 0),
        np.insert(same, 0, 0),
        order / max(total - 1, 1),
        np.log1p(order) / 6,
        np.log1p(total - 1 - order) / 6,
        _shared_vocabulary(folded, own[:, _FORM.index("words")], story > 0.5),
        inside,
        np.log1p(np.abs(distance)) * np.sign(distance) / 5,
        _fading_mean(story, 0.8),
        _fading_mean(story[::-1], 0.8)[::-1],
        np.full(total, np.log1p(total) / 6),
        np.full(total, story.sum() * 80 / max(float(length.sum()), 1)),
        np.full(total, blanks.astype(bool).mean() if total else 0),
    ]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def longest_stretch(gains: Floats) -> tuple[Floats, Floats]:
    """Find the run of lines with the greatest sum (Kadane); return who is inside and how far off the others are.

    Distances are negative before the run, positive behind it and zero inside.
    """
    best, best_at = 0.0, (0, 0)
    running, since = 0.0, 0
    for at, gain in enumerate(gains.tolist()):
        if running <= 0:
            running, since = 0.0, at
        running += gain
        if running > best:
            best, best_at = running, (since, at + 1)
    order = np.arange(len(gains))
    low, high = best_at
    inside = (order >= low) & (order < high)
    distance = np.where(order < low, order - low, np.where(order >= high, order - high + 1, 0))
    return inside.astype(np.float32), distance.astype(np.float32)


def _fading_mean(values: Floats, memory: float) -> Floats:
    """Mean of what stands above each line, nearer lines counting more."""
    result = np.zeros(len(values), dtype=np.float32)
    running = 0.0
    for at, value in enumerate(values.tolist()):
        result[at] = running
        running = memory * running + (1 - memory) * value
    return result


def _shared_vocabulary(folded: Sequence[str], log_words: Floats, story: npt.NDArray[np.bool_]) -> list[float]:
    """Share of a line's longer words that other story-like lines use too: what is about the same thing."""
    sets = [set(_LONG_WORD.findall(line[:_READ_OF_LINE])) for line in folded]
    used = Counter(word for words, likely in zip(sets, story, strict=True) if likely for word in words)
    shares = []
    for words, likely in zip(sets, story, strict=True):
        others = sum(used[word] > likely for word in words)
        shares.append(others / len(words) if words else 0.0)
    return shares


FEATURES = len(_FORM) + len(CUE_KINDS) + len(_COMPANY)
