"""A story in a few sentences, each taken from a report: nothing stands here that no report wrote."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.compare.background import is_background
from dateline.compare.reports import Report, Sentence, Weights, likeness, rarity, weights_of
from dateline.model.story import BriefSentence, Claim, Passage

FEWEST, MOST = 3, 5
SAME_NEWS = 0.5
"""A sentence so like another tells the same: it becomes evidence, not a second sentence."""
TOO_ALIKE = 0.35
"""A sentence so like one already chosen adds too little."""
SHORTEST, LONGEST = 8, 45
"""Words of a sentence that can stand in a brief."""
SAID = 0.05
"""What remains of a word's weight once a chosen sentence has it."""
WORTH = 0.3
"""A fourth and fifth sentence must add so much of what the first one does."""
HEADLINE_WORDS, WHOLE_WORDS = 14, 22
"""A lead sentence up to the second number may stand as a headline whole; a longer one is cut to the first."""
NEARLY = 0.8
"""A whole sentence goes before one that must be cut, when it is nearly as close to how the reports open."""

_LEANING = re.compile(
    r"^[\"“'`\s]*(?:he|she|it|they|we|i|you|his|her|its|their|our|my|your|this|that|these|those|there|here|but|and|so|also|however"
    r"|meanwhile|then|such|both|another|others?|earlier|later|the (?:former|latter|two|report|paper))\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"^(?:\W*\w+\W+){0,6}of (?:them|these|those)\b", re.IGNORECASE)
_QUOTE_MARK = re.compile(r"[\"“”]|``|''")
_CLAUSE_END = re.compile(r"(?:,|;| –| —|, but| after| as| while| because| when| which| who)(?=\s)")


@dataclass(frozen=True, eq=False)
class _Candidate:
    report: Report
    sentence: Sentence
    standing: float


def brief(reports: Sequence[Report], claims: Sequence[Claim] = ()) -> tuple[BriefSentence, ...]:
    """Choose three to five sentences by what most reports speak of, each for what it adds to those before it.

    Words weigh by their rarity and by how many reports have them; a word that has been said counts little again.
    """
    candidates = _candidates(reports, claims)
    weight = _salience(reports)
    chosen: list[_Candidate] = []
    gains: list[float] = []
    while candidates and len(chosen) < MOST:
        gain, best = max(
            ((_gain(one, weight), one) for one in candidates),
            key=lambda pair: (pair[0], -pair[1].report.number, -pair[1].sentence.number),
        )
        if len(chosen) >= FEWEST and gain < WORTH * gains[0]:
            break
        chosen.append(best)
        gains.append(gain)
        weight = {word: value * (SAID if word in best.sentence.words else 1.0) for word, value in weight.items()}
        candidates = [one for one in candidates if likeness(one.sentence.words, best.sentence.words) < TOO_ALIKE]
    if not chosen:
        lead = next((one for one in reports if one.lead), None)
        return (BriefSentence(lead.lead.text, (Passage(lead.id, lead.lead.span),)),) if lead and lead.lead else ()
    ordered = [chosen[0], *sorted(chosen[1:], key=lambda one: one.sentence.number / len(one.report.sentences))]
    return tuple(BriefSentence(one.sentence.text, _evidence(one, reports)) for one in ordered)


def _gain(one: _Candidate, weight: Weights) -> float:
    """Return what a sentence adds, per word (long sentences are not favoured much), and its standing in its report."""
    words = one.sentence.words
    said = sum(weight.get(word, 0.0) for word in words)
    return one.standing * said / math.pow(6.0 + len(words), 0.7)


def _salience(reports: Sequence[Report]) -> Weights:
    """Weigh each word that at least two reports have (or the only one), by rarity and by the share of reports."""
    counts = Counter(word for report in reports for word in {word for one in report.sentences for word in one.words})
    fewest = min(2, len(reports))
    return {word: rarity(word) * (count / len(reports)) for word, count in sorted(counts.items()) if count >= fewest}


def headline(reports: Sequence[Report]) -> str:
    """Return the headline nearest to how all reports open, else the nearest lead sentence, whole or to a clause end."""
    openings = [_opening(one) for one in reports]

    def nearest(texts: Sequence[tuple[int, str]]) -> tuple[float, str]:
        def fit(row: tuple[int, str]) -> tuple[float, int]:
            words = weights_of(row[1])
            others = sum(likeness(words, other) for number, other in enumerate(openings) if number != row[0])
            return round(others, 6), -row[0]

        best = max(texts, key=fit)
        return fit(best)[0], best[1]

    printed = [(number, one.headline) for number, one in enumerate(reports) if one.headline]
    if printed:
        return nearest(printed)[1]
    leads = [(number, one.lead.text) for number, one in enumerate(reports) if one.lead]
    if not leads:
        return ""
    near, cut = nearest([(number, shortened(text)) for number, text in leads])
    whole = [(number, text) for number, text in leads if len(text.split()) <= WHOLE_WORDS]
    near_whole, sentence = nearest(whole) if whole else (-1.0, "")
    return sentence if near_whole >= NEARLY * near else cut


def shortened(sentence: str) -> str:
    """Cut a sentence at the last clause end within a headline's length; never rewritten, a cut shows as "…".

    >>> shortened("Rain fell.")
    'Rain fell.'
    """
    words = sentence.split()
    if len(words) <= HEADLINE_WORDS:
        return sentence
    limit = len(" ".join(words[: HEADLINE_WORDS + 2]))
    ends = [one.start() for one in _CLAUSE_END.finditer(sentence) if len(sentence[: one.start()].split()) >= 5]
    fitting = [end for end in ends if end <= limit]
    if fitting:
        return sentence[: fitting[-1]] + " …"
    return " ".join(words[:HEADLINE_WORDS]) + " …"


def _candidates(reports: Sequence[Report], claims: Sequence[Claim]) -> list[_Candidate]:
    bonus = _claim_places(claims)
    found = []
    for report in reports:
        for sentence in report.sentences:
            if not _can_stand(report, sentence):
                continue
            opening = 1.0 / (1.0 + sentence.number / 2.0)
            agreed = sum(
                weight
                for article_id, start, end, weight in bonus
                if article_id == report.id and sentence.span.start <= start and end <= sentence.span.end
            )
            found.append(_Candidate(report, sentence, 1.0 + 0.5 * opening + min(0.3, agreed)))
    return found


def _claim_places(claims: Sequence[Claim]) -> list[tuple[str, int, int, float]]:
    return [
        (one.article_id, one.span.start, one.span.end, 0.05 * min(4, len(claim.assertions)))
        for claim in claims
        if claim.status in ("agreed", "updated")
        for one in claim.assertions
    ]


def leans(text: str) -> bool:
    """Tell whether a sentence leans on the one before it: "He said ...", "Two of them ..."."""
    return bool(_LEANING.match(text) or _OF_THEM.match(text))


def _can_stand(report: Report, sentence: Sentence) -> bool:
    """Tell whether a sentence is understood by itself: whole, of middling length, not leaning on the one before."""
    words = sentence.text.split()
    if sentence.is_line or not SHORTEST <= len(words) <= LONGEST or sentence.text.endswith("?"):
        return False
    if leans(sentence.text) or not sentence.text[:1].isupper() or len(_QUOTE_MARK.findall(sentence.text)) % 2:
        return False
    quoted = sum(
        min(part.end, sentence.span.end) - max(part.start, sentence.span.start)
        for quote in report.quotes
        if quote.direct
        for part in quote.content
        if part.overlaps(sentence.span)
    )
    return quoted < 0.6 * len(sentence.text) and not is_background(report, sentence.span)


def _evidence(one: _Candidate, reports: Sequence[Report]) -> tuple[Passage, ...]:
    found = [Passage(one.report.id, one.sentence.span)]
    for report in reports:
        if report.id == one.report.id or not report.sentences:
            continue
        best = max(report.sentences, key=lambda other: likeness(one.sentence.words, other.words))
        if likeness(one.sentence.words, best.words) >= SAME_NEWS:
            found.append(Passage(report.id, best.span))
    return tuple(found)


def _opening(report: Report) -> Weights:
    total: Weights = {}
    for sentence in report.sentences[:3]:
        for word, weight in sentence.words.items():
            total[word] = total.get(word, 0.0) + weight
    length = sum(weight * weight for weight in total.values()) ** 0.5
    return {word: weight / length for word, weight in total.items()} if length else {}
