"""Line up what several reports tell in words: the same act, the same words of a speaker, a deed and its denial."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dateline.compare.alignment import Pair, grouped
from dateline.compare.answers import Answer, Question, claim_of
from dateline.compare.origins import same_side
from dateline.compare.reports import Report, likeness
from dateline.compare.setting import Setting
from dateline.compare.tellings import Telling, main_event, tellings_of
from dateline.compare.wording import Wording
from dateline.model.annotation import Event
from dateline.model.story import Claim, Copy

BAR = -4.4
"""Two clauses of which nothing is known are of two matters."""
LIKE, SHARED, SAME_ACT, SAME_SPEAKER, BOTH_SAID, PAST = 2.0, 1.3, 0.8, 1.6, 0.9, -1.8
"""What likeness, each shared word, one sort of act, one speaker, both being speech, and one being history weigh."""
MOST_SHARED = 4
FEW = 2
LEAST_LIKE = {True: 0.12, False: 0.2}
"""However much else speaks for it, the words must be so alike: of one speaker, of others."""
LITTLE, LEAST_OF_FEW = 1.0, 0.05
"""Who is given one or two clauses in each of two reports most often says one thing."""
LONGEST = 90
MOST_TOLD, MOST_SINGLE = 12, 10
"""So many claims of several reports for a story, so many of one for each report."""
SURE = 0.5
"""What one report alone tells must be an act of at least this confidence, or words of somebody named."""
_MARKS = " “”\"'`"


def act_claims(
    reports: Sequence[Report], setting: Setting, wording: Wording, copies: Sequence[Copy] = ()
) -> list[Claim]:
    """Make a claim of every clause that reports tell together or against one another, then of what one tells alone."""
    told = [one for report in reports for one in _with_few_marked(tellings_of(report, wording))]
    groups = grouped(told, _scores(told), may_stand_together=_may_stand_together)
    claims = []
    for group in groups:
        chosen = _one_per_report(group)
        if len({one.sentence.text for one in chosen}) > 1 or _is_worth_telling(chosen[0]):
            claims.append(claim_of(_question(chosen), [_answer(one) for one in chosen], setting, copies))
    together = [one for one in claims if len({answer.article_id for answer in one.assertions}) > 1]
    together.sort(key=lambda one: (one.status != "contested", one.status == "single", -len(one.assertions)))
    alone = [one for one in claims if one not in together]
    return together[:MOST_TOLD] + _few_of_each(alone)


def _with_few_marked(told: Sequence[Telling]) -> list[Telling]:
    """Mark the clauses of those to whom a report gives only one or two."""
    given = Counter(key for one in told for key in one.speaker)
    few = {key for key, count in given.items() if count <= FEW}
    return [replace(one, is_all_said=True) if one.speaker & few else one for one in told]


def _few_of_each(claims: Sequence[Claim]) -> list[Claim]:
    taken: Counter[str] = Counter()
    kept = []
    for one in claims:
        taken[one.assertions[0].article_id] += 1
        if taken[one.assertions[0].article_id] <= MOST_SINGLE:
            kept.append(one)
    return kept


def _scores(told: Sequence[Telling]) -> dict[Pair, float]:
    """Weigh up the pairs of clauses of two reports that share a word."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        for word in one.words:
            by_word[word].append(at)
    shared: Counter[Pair] = Counter()
    for held in by_word.values():
        for number, a in enumerate(held):
            for b in held[number + 1 :]:
                if told[a].report is not told[b].report:
                    shared[a, b] += 1
    scores = {}
    for (a, b), count in sorted(shared.items()):
        score = _weigh_up(told[a], told[b], count)
        if score > BAR:
            scores[a, b] = score
    return scores


def _weigh_up(left: Telling, right: Telling, shared: int) -> float:
    """Return how likely two clauses tell one matter, positive for rather yes."""
    like = likeness(left.words, right.words)
    one_speaker = bool(left.speaker & right.speaker)
    says_little = one_speaker and left.is_all_said and right.is_all_said
    if like < (LEAST_OF_FEW if says_little else LEAST_LIKE[one_speaker]):
        return BAR
    score = BAR + LIKE * like + SHARED * min(shared, MOST_SHARED)
    score += SAME_ACT * bool(left.acts & right.acts) + SAME_SPEAKER * one_speaker + LITTLE * says_little
    score += BOTH_SAID * (left.is_said and right.is_said and (one_speaker or not (left.is_direct or right.is_direct)))
    return score + PAST * (left.is_past != right.is_past)


def _may_stand_together(left: Telling, right: Telling) -> bool:
    """One report tells a matter once, or from two sides; what one has with a "not" is another matter, unless denied."""
    against = left.is_against(right)
    if left.report is right.report:
        return against and not same_side(left.sourced, right.sourced)
    if against and left.is_denied == right.is_denied:
        return not same_side(left.sourced, right.sourced)
    return True


def _one_per_report(group: Sequence[Telling]) -> list[Telling]:
    chosen: dict[tuple[str, bool], Telling] = {}
    for one in group:
        chosen.setdefault((one.report.id, one.is_no), one)
    return list(chosen.values())


def _is_worth_telling(one: Telling) -> bool:
    """Whether a careful reader wants what one report alone tells: an act, or words of somebody, not history."""
    if one.is_past:
        return False
    event = main_event(one)
    told = (event is not None and event.confidence >= SURE) or one.sentence.number < 2
    return bool(one.speaker) or bool(one.names) or told


def _question(chosen: Sequence[Telling]) -> Question:
    of = {(one.report.id, one.span): one for one in chosen}

    def telling(answer: Answer) -> Telling:
        return of[answer.report.id, answer.span]

    def fits(left: Answer, right: Answer) -> bool:
        one, other = telling(left), telling(right)
        if one.is_against(other):
            return False
        return one.is_to_come == other.is_to_come or not _is_apart(left, right)

    def replaced(earlier: Answer, later: Answer) -> bool:
        one, other = telling(earlier), telling(later)
        return (one.is_to_come and not other.is_to_come) or same_side(one.sourced, other.sourced)

    said = all(one.is_said for one in chosen)
    return Question("quote" if said and _one_voice(chosen) else "act", _words(chosen, said=said), fits, replaced)


def _is_apart(left: Answer, right: Answer) -> bool:
    return left.moments is not None and right.moments is not None and left.day != right.day


def _one_voice(chosen: Sequence[Telling]) -> bool:
    return all(one.speaker & chosen[0].speaker for one in chosen)


def _words(chosen: Sequence[Telling], *, said: bool) -> str:
    """Say what is told: the speaker and the words, or who does what to whom, or the clause itself."""
    first = max(chosen, key=lambda one: (one.is_direct, len(one.who.name) if one.who else 0, -one.report.number))
    words = " ".join(first.exact.split())
    short = words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
    if said and first.who is not None and _one_voice(chosen):
        return f"{first.who.name}: “{short.strip(_MARKS)}”"
    event = next((event for one in chosen if (event := main_event(one)) is not None and event.actors), None)
    return _deed(chosen, event) if event is not None else short


def _deed(chosen: Sequence[Telling], event: Event) -> str:
    report = next(one.report for one in chosen if one.report.id == event.article_id)
    verb = event.trigger.of(report.article.text) if event.trigger else event.type.lower()
    parts = [event.actors[0].name, verb, event.recipients[0].name if event.recipients else ""]
    return " ".join(part for part in parts if part)


def _answer(one: Telling) -> Answer:
    event = main_event(one)
    value = "denied" if one.is_no else "to come" if one.is_to_come else "told as a fact"
    return Answer(
        report=one.report,
        span=one.span,
        sentence=one.sentence,
        value=value,
        sourced=one.sourced,
        as_of=event.date if event is not None and not one.is_to_come else None,
        annotation_id=event.id if event is not None else None,
    )
