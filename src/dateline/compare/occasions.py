"""Line up where and to whom somebody spoke: one speech, told in several reports by other words of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.compare.answers import Answer, Question, claim_of
from dateline.compare.origins import source_of
from dateline.compare.reports import Report, Sentence
from dateline.compare.setting import Setting
from dateline.compare.tellings import keys_of
from dateline.compare.wording import Wording, senses
from dateline.lexicon.same_words import sense
from dateline.lexicon.words import words_of
from dateline.model.annotation import Quote
from dateline.model.story import Claim, Copy
from dateline.model.text import Span

SHARED = 2
"""So many telling words of the occasion two reports must share: "CSTO meeting", "conference in Porto"."""

_OCCASIONS = (
    *("meeting", "summit", "conference", "briefing", "interview", "hearing", "speech", "address", "rally", "forum"),
    *("session", "parliament", "debate", "ceremony", "congress", "assembly", "council", "sermon", "lecture"),
)


@dataclass(frozen=True, eq=False)
class Occasion:
    """One speech of one report: the words that tell who spoke, where and to whom."""

    report: Report
    quote: Quote
    sentence: Sentence
    span: Span
    keys: frozenset[str]
    words: frozenset[str]


def occasion_claims(
    reports: Sequence[Report], setting: Setting, wording: Wording, copies: Sequence[Copy] = ()
) -> list[Claim]:
    """Make one claim of each occasion on which several reports let the same person speak."""
    groups: list[list[Occasion]] = []
    for one in (occasion for report in reports for occasion in _occasions(report, wording)):
        home = next((group for group in groups if any(_same(one, other) for other in group)), None)
        if home is None:
            groups.append([one])
        elif all(other.report is not one.report for other in home):
            home.append(one)
    return [_claim(group, setting, copies) for group in groups if len(group) > 1]


def _occasions(report: Report, wording: Wording) -> list[Occasion]:
    found = []
    for quote in report.quotes:
        sentence = report.sentence_at(quote.span.start)
        keys = keys_of(quote.speaker) if quote.speaker else frozenset()
        if sentence is None or quote.speaker is None or not keys:
            continue
        names = {one for word in words_of(quote.speaker.name) for one in senses(word)}
        for span in _around(sentence.span, quote.content):
            words = {one for one in senses(span.of(report.article.text)) if wording.tells(one) > 0} - names
            if len(words) >= SHARED:
                found.append(Occasion(report, quote, sentence, span, keys, frozenset(words)))
    return found


def _around(sentence: Span, content: Sequence[Span]) -> list[Span]:
    """The parts of a sentence outside of what is said in it."""
    parts, at = [], sentence.start
    for one in sorted(content, key=lambda span: span.start):
        if one.start > at:
            parts.append(Span(at, min(one.start, sentence.end)))
        at = max(at, one.end)
    if at < sentence.end:
        parts.append(Span(at, sentence.end))
    return parts


def _same(left: Occasion, right: Occasion) -> bool:
    shared = left.words & right.words
    one_speaker = left.report is not right.report and bool(left.keys & right.keys)
    return one_speaker and len(shared) >= SHARED and bool(shared & _occasion_words())


@lru_cache(maxsize=1)
def _occasion_words() -> frozenset[str]:
    return frozenset(map(sense, _OCCASIONS))


def _claim(group: Sequence[Occasion], setting: Setting, copies: Sequence[Copy]) -> Claim:
    first = max(group, key=lambda one: (len(one.quote.speaker.name) if one.quote.speaker else 0, -one.report.number))
    name = first.quote.speaker.name if first.quote.speaker else ""
    words = " ".join(first.span.of(first.report.article.text).split()).strip(' ,.;:“”"')
    question = Question("act", f"{name} speaks: {words}", lambda left, right: True, lambda earlier, later: True)
    answers = [
        Answer(
            report=one.report,
            span=one.span,
            sentence=one.sentence,
            value="told as a fact",
            sourced=source_of(one.report, one.span, said_by=one.quote.speaker),
            annotation_id=one.quote.id,
        )
        for one in group
    ]
    return claim_of(question, answers, setting, copies)
