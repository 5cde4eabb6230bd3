"""One report as the comparison sees it: its sentences with their words, and its annotations at hand."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from dateline.compare.sentences import sentences
from dateline.lexicon.background import background_words
from dateline.lexicon.words import words_of
from dateline.model.annotation import (
    AnnotatedArticle,
    Attribution,
    Event,
    Figure,
    Mention,
    PlaceMention,
    Quote,
    TimeExpression,
)
from dateline.model.article import Article
from dateline.model.text import Span

_ADDRESS = re.compile(r"https?\b|www\.|\.(?:com|org|net|html?)\b", re.IGNORECASE)
_CREDIT_LINE = re.compile(
    r"(?:by|from|posted|published|updated|last updated|source|photo|copyright|©)\b", re.IGNORECASE
)
_DATE_LINE = re.compile(r"^[\W\d]*(?:[A-Za-z]{3,9}[\W\d]+){0,3}[\W\d]*(?:GMT|UTC|EST|EDT|PST|am|pm|a\.m\.|p\.m\.)?\W*$")
OPENING = 3
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December) \d\d?)\b"
)
_SHORT = re.compile(r"((?:[A-Z][\w'’.-]+ (?:of |and |for |the |on )*){2,8})\(([A-Z][A-Za-z]*[A-Z][A-Za-z]*)\)")
_LETTERS = re.compile(r"[^\W\d_]{2,}")

Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report with the weights of its words (length one); `opening` counts from the top."""

    number: int
    span: Span
    text: str
    words: Weights
    is_line: bool
    """A line without a full stop: a headline, a crosshead, a credit."""


@dataclass(frozen=True)
class Report:
    """One article of a story, prepared for comparison."""

    annotated: AnnotatedArticle
    number: int
    home: str | None = None
    """The country that the reports of the story name most (alpha-3): whose police "the police" are."""
    _starts: list[int] = field(default_factory=list, repr=False)
    background: dict[Span, bool] = field(default_factory=dict, repr=False, compare=False)
    """Passages that were looked at, and whether they speak of another time."""
    fellows: list[Report] = field(default_factory=list, repr=False, compare=False)
    """All reports of the story, this one among them: what one says of a name holds in the others."""
    voices: list[frozenset[str]] = field(default_factory=list, repr=False, compare=False)
    """What stands behind all who speak in it, once that has been looked for."""
    seats: list[str | None] = field(default_factory=list, repr=False, compare=False)
    """The country whose police "the police" are, once it has been looked for."""

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.annotated.article

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.annotated.article.id

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that say something, in text order; addresses, dates and credits are left out."""
        text = self.article.text
        made = []
        for number, span in enumerate(sentences(text)):
            exact = span.of(text)
            line = exact[-1:] not in ".!?…。！？\"'”’»)"
            if line and is_furniture(exact):
                continue
            made.append(Sentence(number, span, exact, weights_of(exact), line))
        return tuple(made)

    @cached_property
    def lead(self) -> Sentence | None:
        """The first whole sentence, None when there is none."""
        whole = [one for one in self.sentences if not one.is_line and len(one.words) >= 4]
        return whole[0] if whole else (self.sentences[0] if self.sentences else None)

    @cached_property
    def headline(self) -> str | None:
        """The headline: as printed, or the first line when it stands like one above the text."""
        if self.article.headline:
            return self.article.headline
        first = self.sentences[0] if self.sentences else None
        if first and first.is_line and len(self.sentences) > 1 and 4 <= len(first.text.split()) <= 18:
            return first.text
        return None

    @cached_property
    def days_named(self) -> frozenset[str]:
        """The weekdays and days of a month that headline and opening name, in small letters: "sunday", "may 5"."""
        opening = " ".join([self.article.headline or "", *(one.text for one in self.sentences[:OPENING])])
        return frozenset(" ".join(found.lower().split()) for found in _DAY.findall(opening))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in text order."""
        return tuple(self.annotated.of(Figure))

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes in text order."""
        return tuple(self.annotated.of(Quote))

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """The attributions in text order."""
        return tuple(self.annotated.of(Attribution))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events in text order."""
        return tuple(self.annotated.of(Event))

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """The time expressions in text order."""
        return tuple(self.annotated.of(TimeExpression))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions in text order."""
        return tuple(self.annotated.of(Mention))

    @cached_property
    def places(self) -> tuple[PlaceMention, ...]:
        """The place mentions in text order."""
        return tuple(self.annotated.of(PlaceMention))

    @cached_property
    def short_names(self) -> dict[str, str]:
        """The names that the text gives in brackets behind long ones: "Savings Fund (SF)"."""
        return {short: full.strip().removeprefix("The ") for full, short in _SHORT.findall(self.article.text)}

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """The names of the bodies mentioned, in text order, each once."""
        return tuple(dict.fromkeys(one.name for one in self.mentions if one.kind == "organization"))

    def sentence_before(self, sentence: Sentence) -> Sentence | None:
        """Return the sentence that stands before another, also when a paragraph ends between them."""
        self.sentence_at(0)
        at = bisect_right(self._starts, sentence.span.start) - 2
        return self.sentences[at] if at >= 0 else None

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence in which a character stands."""
        if not self._starts:
            self._starts.extend(one.span.start for one in self.sentences)
        at = bisect_right(self._starts, offset) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].span.end else None


def reports_of(articles: Sequence[AnnotatedArticle]) -> tuple[Report, ...]:
    """Prepare the articles of a story, in the order given."""
    named: Counter[str] = Counter()
    for one in articles:
        countries = [place.country for place in one.of(PlaceMention) if place.country]
        named.update(dict.fromkeys(countries, 1))
        named.update(countries)
    home = max(named, key=lambda country: (named[country], country), default=None)
    fellows: list[Report] = []
    fellows.extend(Report(one, number, home, fellows=fellows) for number, one in enumerate(articles))
    return tuple(fellows)


@lru_cache(maxsize=100_000)
def rarity(word: str) -> float:
    """Return how rare a word is in English news at large (natural logarithm)."""
    number, counts = background_words()
    return math.log((number + 1.0) / (counts.get(word, 0) + 1.0))


def weights_of(text: str) -> Weights:
    """Weigh the words of a text by rarity; the vector has length one (empty for a text without words)."""
    weights = {word: rarity(word) for word in words_of(text)}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items() if weight > 0} if length else {}


def likeness(left: Weights, right: Weights) -> float:
    """Return the cosine of two weighed sets of words."""
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[word] for word, weight in left.items() if word in right)


def is_furniture(line: str) -> bool:
    """Tell whether a line without a full stop is an address, a date or a credit."""
    if _ADDRESS.search(line) or len(_LETTERS.findall(line)) < 2:
        return True
    if len(line) < 60 and (_DATE_LINE.match(line) and any(one.isdigit() for one in line)):
        return True
    return len(line) < 60 and bool(_CREDIT_LINE.match(line))
