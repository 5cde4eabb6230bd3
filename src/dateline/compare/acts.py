"""Line up the same act by the same actors over reports: agreed where several assert it, contested where one denies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.compare.background import is_background
from dateline.compare.claims import claim_id, fewest_reports, only_copies
from dateline.compare.origins import Sourced, independent, origins_of, source_of
from dateline.compare.reports import Report, Sentence, likeness
from dateline.compare.setting import Setting
from dateline.lexicon.words import words_of
from dateline.model.annotation import Event, Party
from dateline.model.story import Assertion, Claim, Copy

SAME_ACT = 0.25
"""Two events of one kind by the same actors are one act when their sentences are so alike."""
SURE = 0.5
"""Events with less confidence are left out."""
MOST = 8
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|simply)\b", re.IGNORECASE)
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "who", "this", "that"))
_LIGHT = re.compile(
    r"ma(?:ke|kes|de|king)|conduct(?:s|ed|ing)?|ha(?:ve|s|d|ving)|t(?:ake|akes|ook|aken|aking)|g(?:ive|ives|ave|iven|iving)"
    r"|h(?:old|olds|eld|olding)|d(?:o|oes|id|one|oing)|go(?:es|ing|ne)?|went|com(?:e|es|ing)|came|get(?:s|ting)?|got",
    re.IGNORECASE,
)
"""Verbs that say little without the words after them."""
_TOLD = {"asserted": "told as a fact", "denied": "denied"}


@dataclass(frozen=True, eq=False)
class Act:
    """One event of one report."""

    report: Report
    event: Event
    sentence: Sentence
    actors: frozenset[str]
    recipients: frozenset[str]
    sourced: Sourced | None


def act_claims(reports: Sequence[Report], setting: Setting, copies: Sequence[Copy] = ()) -> list[Claim]:
    """Make a claim of every act that several reports tell or that is told and denied, those told most first."""
    claims: list[Claim] = []
    if len(reports) < 2:
        return claims
    for group in _same_acts([act for report in reports for act in _acts(report)]):
        answers = _one_per_report(group)
        told = {one.event.modality for one in answers}
        if len(answers) < (2 if len(told) > 1 else fewest_reports(reports)):
            continue
        if not only_copies([one.report.id for one in answers], copies):
            claims.append(_claim(answers, setting))
    return sorted(claims, key=lambda one: (one.status != "contested", -len(one.assertions)))[:MOST]


def _acts(report: Report) -> list[Act]:
    found = []
    for event in report.events:
        sentence = report.sentence_at(event.span.start)
        actors = frozenset(key for party in event.actors for key in _keys(party))
        if event.modality not in _TOLD or event.confidence < SURE or not actors or sentence is None:
            continue
        if is_background(report, event.span) or (event.modality == "denied" and _NOT_ONLY.search(sentence.text)):
            continue
        if _LIGHT.fullmatch(_verb(report, event)):
            continue
        recipients = frozenset(key for party in event.recipients for key in _keys(party))
        sourced = source_of(report, event.span, said_by=event.said_by)
        found.append(Act(report, event, sentence, actors, recipients, sourced))
    return found


def _same_acts(acts: Sequence[Act]) -> list[list[Act]]:
    groups: list[list[Act]] = []
    for one in acts:
        near = [group for group in groups if any(_same(one, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([other for group in near for other in group] + [one])
    return groups


def _same(left: Act, right: Act) -> bool:
    if (
        left.event.type != right.event.type
        or not left.actors & right.actors
        or bool(left.recipients) != bool(right.recipients)
    ):
        return False
    if left.recipients and not left.recipients & right.recipients:
        return False
    return likeness(left.sentence.words, right.sentence.words) >= SAME_ACT


def _one_per_report(group: Sequence[Act]) -> list[Act]:
    first: dict[str, Act] = {}
    for one in group:
        first.setdefault(one.report.id, one)
    return list(first.values())


def _claim(answers: Sequence[Act], setting: Setting) -> Claim:
    told = Counter(one.event.modality for one in answers)
    status = "contested" if len(told) > 1 else "agreed"
    why = f"{len(answers)} reports tell the same act of the same actors"
    if status == "contested":
        why = f"{told['asserted']} report(s) tell it as a fact, in {told['denied']} it is denied"
    elif told["denied"]:
        why = f"{len(answers)} reports say it is denied"
    assertions = tuple(
        Assertion(
            article_id=one.report.id,
            span=one.event.span,
            exact=one.event.exact,
            value=_TOLD[one.event.modality],
            as_of=one.event.date,
            origin_id=one.sourced.origin.id if one.sourced else None,
            annotation_id=one.event.id,
        )
        for one in answers
    )
    sourced = [one.sourced for one in answers]
    question = _question(answers)
    return Claim(
        id=claim_id(setting.story_id, "act", question, assertions[0]),
        question=question,
        kind="act",
        status=status,
        assertions=assertions,
        origins=origins_of(sourced),
        independent=independent(sourced),
        why=why,
    )


def _question(answers: Sequence[Act]) -> str:
    """Say the act in the words of the first report: who, the verb, to whom."""
    best = min(answers, key=lambda one: (not one.event.trigger, one.event.span.start, one.report.number))
    event = best.event
    parts = [event.actors[0].name, _verb(best.report, event), event.recipients[0].name if event.recipients else ""]
    return " ".join(part for part in parts if part)


def _verb(report: Report, event: Event) -> str:
    return event.trigger.of(report.article.text) if event.trigger else event.type.lower()


def _keys(party: Party) -> tuple[str, ...]:
    """Return the id and the last word of a name: "23 pirates" and "Somali pirates" may be the same."""
    words = words_of(party.name)
    if not party.actor_id and len(words) == 1 and words[0] in _PRONOUNS:
        return ()
    return tuple(key for key in (party.actor_id, f"n:{words[-1]}" if words else None) if key)
