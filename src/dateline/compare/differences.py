"""What a report leaves out that at least two independent others carry."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.compare.reports import Report, likeness, weights_of
from dateline.lexicon.words import words_of
from dateline.model.annotation import Figure
from dateline.model.story import Claim, Copy, Omission

FEWEST_OTHERS = 2
SHORTEST = 120
"""Words: a shorter text is a news in brief and omits nothing."""
CUT = frozenset({"paywall", "cookie_wall", "truncated", "unsupported_language", "short"})
TOLD_OTHERWISE = 0.3
"""A sentence so like the words of an assertion tells the same, whatever was read from it."""


def omissions(reports: Sequence[Report], claims: Sequence[Claim], copies: Sequence[Copy] = ()) -> list[Omission]:
    """List what each report leaves out, for claims with at least two independent origins among the others."""
    same_words = {frozenset((one.article_id, one.of)) for one in copies}
    found = []
    for claim in claims:
        carriers = {one.article_id for one in claim.assertions}
        if claim.kind == "quote" and "0 of them word for word" in claim.why:
            continue  # indirect words are too easily told in other words
        if len(carriers) < FEWEST_OTHERS or (claim.independent or 0) < FEWEST_OTHERS:
            continue
        for report in reports:
            if report.id in carriers or not _is_whole(report):
                continue
            if any(frozenset((report.id, other)) in same_words for other in carriers):
                continue
            if not _came_before(report, reports, carriers) and not _tells(report, claim):
                found.append(Omission(report.id, claim.id))
    return found


def _is_whole(report: Report) -> bool:
    article = report.article
    return not CUT & set(article.flags) and len(words_of(article.text)) >= SHORTEST


def _came_before(report: Report, reports: Sequence[Report], carriers: set[str]) -> bool:
    """Tell whether the report was published before anybody carried the claim: it could not know."""
    day = report.article.published_day
    days = [one.article.published_day for one in reports if one.id in carriers]
    return day is not None and all(other is not None and day < other for other in days)


def _tells(report: Report, claim: Claim) -> bool:
    """Tell whether the report speaks of the matter after all, though nothing was read from it."""
    if claim.kind == "figure":
        counted = set(words_of(claim.question.split(",")[0].split(" in ")[0]))
        if any(counted & set(words_of(one.counted or "")) for one in report.annotated.of(Figure)):
            return True
        told = {(one.low, one.high) for one in claim.assertions}
        if any((one.low, one.high) in told for one in report.annotated.of(Figure)):
            return True
    words = [weights_of(one.exact) for one in claim.assertions]
    return any(likeness(sentence.words, own) >= TOLD_OTHERWISE for sentence in report.sentences for own in words)
