"""Line up the same words of the same speaker over reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.compare.claims import claim_id, fewest_reports, only_copies
from dateline.compare.origins import Sourced, independent, origins_of, source_of
from dateline.compare.reports import Report, Weights, likeness, weights_of
from dateline.compare.setting import Setting
from dateline.lexicon.words import words_of
from dateline.model.annotation import Party, Quote
from dateline.model.story import Assertion, Claim, Copy

SAME_WORDS = 0.5
"""Two quotes of one speaker say the same when their words are so alike (cosine of rare words)."""
FEWEST_WORDS = {True: 4, False: 6}
"""Fewest different words of a quote: direct ones say more with fewer."""
LONGEST = 90
MOST = 8
REPORTED = 3
"""Words that no report gives directly are shown when so many reports give them."""
_MARKS = " “”\"'`"
_PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "who", "that"])


@dataclass(frozen=True, eq=False)
class Saying:
    """One quote of one report with its speaker's key and the weights of its words."""

    report: Report
    quote: Quote
    speaker: Party
    keys: frozenset[str]
    said: str
    words: Weights
    sourced: Sourced | None


def said_claims(reports: Sequence[Report], setting: Setting, copies: Sequence[Copy] = ()) -> list[Claim]:
    """Make a claim of everything that one speaker says in several reports, what most reports carry first."""
    claims: list[Claim] = []
    if len(reports) < 2:
        return claims
    for group in _same_sayings([one for report in reports for one in _sayings(report)]):
        answers: dict[str, Saying] = {}
        for one in group:
            answers.setdefault(one.report.id, one)
        spoken = any(one.quote.direct for one in answers.values())
        fewest = fewest_reports(reports) if spoken else max(REPORTED, fewest_reports(reports))
        if len(answers) >= fewest and not only_copies(list(answers), copies):
            claims.append(_claim(list(answers.values()), setting))
    return sorted(claims, key=lambda one: -len(one.assertions))[:MOST]


def _sayings(report: Report) -> list[Saying]:
    found = []
    for quote in report.quotes:
        speaker = quote.speaker
        said = " … ".join(part.of(report.article.text) for part in quote.content)
        words = weights_of(said)
        if speaker is None or len(words) < FEWEST_WORDS[bool(quote.direct)]:
            continue
        keys = _keys(speaker)
        if keys:
            sourced = source_of(report, quote.span, said_by=speaker)
            found.append(Saying(report, quote, speaker, keys, said, words, sourced))
    return found


def _same_sayings(sayings: Sequence[Saying]) -> list[list[Saying]]:
    by_key: dict[str, list[int]] = defaultdict(list)
    groups: list[list[Saying]] = []
    for one in sayings:
        numbers = dict.fromkeys(number for key in sorted(one.keys) for number in by_key[key])
        near = next(
            (n for n in numbers if any(likeness(one.words, other.words) >= SAME_WORDS for other in groups[n])), None
        )
        if near is None:
            near = len(groups)
            groups.append([])
        groups[near].append(one)
        for key in one.keys:
            by_key[key].append(near)
    return groups


def _claim(answers: Sequence[Saying], setting: Setting) -> Claim:
    first = max(answers, key=lambda one: (one.quote.direct is True, len(one.speaker.name), -one.report.number))
    said = " ".join(first.said.split())
    short = said if len(said) <= LONGEST else said[:LONGEST].rsplit(" ", 1)[0] + " …"
    question = f"{first.speaker.name}: “{short.strip(_MARKS)}”"
    assertions = tuple(
        Assertion(
            article_id=one.report.id,
            span=one.quote.span,
            exact=one.quote.exact,
            value=one.said,
            origin_id=one.sourced.origin.id if one.sourced else None,
            annotation_id=one.quote.id,
        )
        for one in answers
    )
    sourced = [one.sourced for one in answers]
    direct = sum(one.quote.direct is True for one in answers)
    return Claim(
        id=claim_id(setting.story_id, "quote", question, assertions[0]),
        question=question,
        kind="quote",
        status="agreed",
        assertions=assertions,
        origins=origins_of(sourced),
        independent=independent(sourced),
        why=f"{len(answers)} reports give these words to the same speaker, {direct} of them word for word",
    )


def _keys(speaker: Party) -> frozenset[str]:
    """Return the id and the last name of a speaker; a bare pronoun names nobody."""
    words = words_of(speaker.name)
    if not words or (len(words) == 1 and words[0] in _PRONOUNS):
        return frozenset()
    keys = {"n:" + words[-1]}
    if speaker.actor_id:
        keys.add(speaker.actor_id)
    return frozenset(keys)
