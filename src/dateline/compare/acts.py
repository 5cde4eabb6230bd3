"""Line up what several reports tell in words: the same act, the same words of a speaker, a deed and its denial."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dateline.compare.alignment import Pair, grouped
from dateline.compare.answers import Answer, Question, claim_of, is_earlier, most_alone
from dateline.compare.courses import Stage, courses_of
from dateline.compare.origins import same_side
from dateline.compare.passages import happening_of
from dateline.compare.replies import by_sentence, with_replies
from dateline.compare.reports import Report, likeness
from dateline.compare.setting import Setting
from dateline.compare.speakers import is_person
from dateline.compare.tellings import Telling, main_event, tellings_of
from dateline.compare.wording import Wording
from dateline.model.annotation import Event
from dateline.model.story import Claim, Copy

BAR = -4.4
"""Two clauses of which nothing is known are of two matters."""
LIKE, SHARED, SAME_ACT, SAME_SPEAKER, BOTH_SAID, PAST = 2.0, 1.3, 0.8, 1.6, 0.9, -1.8
"""What likeness, each shared word, one sort of act, one speaker, both being speech, and one being history weigh."""
MOST_SHARED = 4
FEWEST_TIES = 0.6
MOST_NAMED = 1.0
"""All names that two clauses share tie them no more than so many words."""
FEW = 2
CONTRARY, CONTRARY_ALIKE = 0.8, {True: 0.0, False: 0.3}
"""Who says the contrary speaks of the same."""
DENIED, DENIED_ALIKE = 1.0, 0.3
"""What is expressly denied is what others tell, in words so alike."""
ALIKE, VERY_LIKE = 0.4, 5.0
"""Beyond so much likeness each bit of it weighs more."""
LEAST_LIKE = {True: 0.12, False: 0.2}
"""However much else speaks for it, the words must be so alike: of one speaker, of others."""
LITTLE, LEAST_OF_FEW = 1.0, 0.05
"""Who is given one or two clauses in each of two reports most often says one thing."""
ALIKE_ENOUGH = {True: 0.35, False: 0.5}
"""Each clause on the happening is so like that of another report."""
CONTRARY_ALIKE_ENOUGH = 0.15
"""Who denies it, or tells its end, brings other words in."""
SMOOTHING, ON_THE_MATTER, OF_A_COUNT = 3.0, 0.35, 0.7
"""Short clauses are held back a little; how near what happened a clause must be; one with a figure tells the figure."""
LONGEST = 90
MOST_TOLD, MOST_SINGLE = 12, 12
"""So many claims of several reports for a story, so many of one for each report."""
OF_THE_PAST = 4.0
"""History comes last among what one report alone tells."""
SURE = 0.5
"""What one report alone tells must be an act of at least this confidence, or words of somebody named."""
_MARKS = " “”\"'`"


def act_claims(
    reports: Sequence[Report], setting: Setting, wording: Wording, copies: Sequence[Copy] = ()
) -> list[Claim]:
    """Make a claim of every clause that reports tell together or against one another, then of what one tells alone."""
    told = [one for report in reports for one in _with_few_marked(tellings_of(report, wording))]
    courses = courses_of(told, wording)
    told = _without(told, [stage.telling for stages in courses.values() for stage in stages])
    happening = _happening(told, reports)
    told = _without(told, happening)
    groups = grouped(told, _scores(told, wording), may_stand_together=_may_stand_together)
    if happening:
        groups.insert(0, happening)
    near = by_sentence(told)
    chosen = [with_replies(_one_per_report(group), near) for group in groups]
    of_happening = chosen[0] if happening else None
    together = [
        claim_of(_question(one, steady=one is of_happening), [_answer(answer) for answer in one], setting, copies)
        for one in chosen
        if len({answer.sentence.text for answer in one}) > 1 and len({answer.report.id for answer in one}) > 1
    ]
    together += [claim_of(*_course(stages), setting, copies) for stages in courses.values()]
    together.sort(key=lambda one: (one.status != "contested", one.status == "single", -len(one.assertions)))
    return together[:MOST_TOLD] + [
        claim_of(_question(one), [_answer(answer) for answer in one], setting, copies)
        for one in _few_of_each(chosen, most_alone(len(reports), MOST_SINGLE))
    ]


def _without(told: Sequence[Telling], taken: Sequence[Telling]) -> list[Telling]:
    known = set(map(id, taken))
    return [one for one in told if id(one) not in known]


def _course(stages: Sequence[Stage]) -> tuple[Question, list[Answer]]:
    """Ask whether something goes on; an end that is told on a later day is news."""
    answers = [replace(_answer(one.telling), value=one.value, as_of=None) for one in stages]
    words = f"whether the {stages[-1].word.lower()} goes on"
    return Question("act", words, lambda left, right: left.value == right.value, lambda left, right: True), answers


def _happening(told: Sequence[Telling], reports: Sequence[Report]) -> list[Telling]:
    """Return the clause of each report that tells what the story is about, where at least two tell it in words."""
    core = happening_of(reports)
    best: dict[str, tuple[float, Telling]] = {}
    for one in told:
        score = sum(core.get(word, 0.0) for word in one.words) / math.sqrt(SMOOTHING + len(one.words))
        score *= OF_A_COUNT if one.is_count else 1.0
        if score < ON_THE_MATTER or one.is_past or (one.is_negated and not one.is_denied):
            continue
        if one.report.id not in best or score > best[one.report.id][0]:
            best[one.report.id] = score, one
    found = [one for _, one in best.values()]
    chosen = [one for one in found if any(other is not one and _are_alike(one, other) for other in found)]
    return chosen if 2 * sum(not one.is_count for one in chosen) > max(3, len(chosen)) else []


def _are_alike(left: Telling, right: Telling) -> bool:
    """Whether two clauses on the matter tell one act; acts of other sorts must be more alike, its contrary less."""
    of_a_sort = not (left.acts or right.acts) or bool(left.acts & right.acts)
    opposed = left.is_contrary(right) or (of_a_sort and left.is_denied != right.is_denied)
    bar = CONTRARY_ALIKE_ENOUGH if opposed else ALIKE_ENOUGH[of_a_sort]
    return likeness(left.words, right.words) >= bar


def _with_few_marked(told: Sequence[Telling]) -> list[Telling]:
    """Mark the clauses of those to whom a report gives only one or two."""
    given = Counter(key for one in told for key in one.speaker if one.who is not None and is_person(one.who))
    few = {key for key, count in given.items() if count <= FEW}
    return [replace(one, is_all_said=True) if one.speaker & few else one for one in told]


def _few_of_each(chosen: Sequence[list[Telling]], most: int) -> list[list[Telling]]:
    """Of what one report or one text alone tells keep the first that are worth telling, so many of each report."""
    taken: Counter[str] = Counter()
    kept = []
    for one in sorted(chosen, key=lambda group: -_weight_alone(group[0])):
        first = one[0].report.id
        alone = len({answer.report.id for answer in one}) == 1 or len({answer.sentence.text for answer in one}) == 1
        if alone and taken[first] < most and _is_worth_telling(one[0]):
            taken[first] += 1
            kept.append(one)
    return kept


def _scores(told: Sequence[Telling], wording: Wording) -> dict[Pair, float]:
    """Weigh up the pairs of clauses of two reports that share a word."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        for word in one.words if not one.is_count else ():
            by_word[word].append(at)
    shared: dict[Pair, float] = defaultdict(float)
    named: dict[Pair, float] = defaultdict(float)
    for word, held in by_word.items():
        tie = wording.tells(word)
        if not tie:
            continue
        for number, a in enumerate(held):
            for b in held[number + 1 :]:
                if told[a].report is not told[b].report:
                    ties = named if word in told[a].naming and word in told[b].naming else shared
                    ties[a, b] += tie
    scores = {}
    for a, b in sorted(shared.keys() | named.keys()):
        tied = shared.get((a, b), 0.0) + min(named.get((a, b), 0.0), MOST_NAMED)
        if tied < FEWEST_TIES and not told[a].speaker & told[b].speaker:
            continue
        score = _weigh_up(told[a], told[b], tied)
        if score > BAR:
            scores[a, b] = score
    return scores


def _weigh_up(left: Telling, right: Telling, shared: float) -> float:
    """Return how likely two clauses tell one matter, positive for rather yes."""
    if left.counted & right.counted:
        return BAR  # what both count is lined up by its figures
    like = likeness(left.words, right.words)
    one_speaker = bool(left.speaker & right.speaker)
    says_little = one_speaker and left.is_all_said and right.is_all_said
    if like < (LEAST_OF_FEW if says_little else LEAST_LIKE[one_speaker]):
        return BAR
    score = BAR + LIKE * like + SHARED * min(shared, MOST_SHARED)
    score += VERY_LIKE * max(0.0, like - ALIKE)
    score += CONTRARY * left.is_contrary(right)
    denied = _is_denial_of(left, right) or _is_denial_of(right, left)
    score += DENIED * denied
    score += SAME_ACT * bool(left.acts & right.acts) + SAME_SPEAKER * one_speaker + LITTLE * says_little
    score += BOTH_SAID * (left.is_said and right.is_said and (one_speaker or not (left.is_direct or right.is_direct)))
    return score + PAST * (left.is_past != right.is_past and not denied)


def _is_denial_of(left: Telling, right: Telling) -> bool:
    """Whether the one is expressly denied and the other told as a fact, in words that are alike."""
    expressly = left.is_denied and not left.is_direct
    return expressly and not right.is_no and likeness(left.words, right.words) >= DENIED_ALIKE


def _may_stand_together(left: Telling, right: Telling) -> bool:
    """One report tells a matter once, or from two sides; what one has with a "not" is another matter, unless denied."""
    against = left.is_against(right)
    if left.report is right.report:
        return against and not same_side(left.sourced, right.sourced)
    return not against or left.is_denied != right.is_denied or left.is_contrary(right)


def _one_per_report(group: Sequence[Telling]) -> list[Telling]:
    chosen: dict[tuple[str, bool], Telling] = {}
    for one in group:
        chosen.setdefault((one.report.id, one.is_no), one)
    return list(chosen.values())


def _weight_alone(one: Telling) -> float:
    """How much a careful reader wants what one report alone tells: deeds, words of somebody named, named parties."""
    told = one.sourced is not None and one.sourced.is_told
    return 2.0 * _is_a_deed(one) + told + min(3, len(one.names)) - OF_THE_PAST * one.is_past


def _is_a_deed(one: Telling) -> bool:
    """Whether a clause surely tells an act."""
    event = main_event(one)
    return event is not None and event.confidence >= SURE


def _is_worth_telling(one: Telling) -> bool:
    """Whether a careful reader wants what one report alone tells: an act, or words of somebody."""
    return not one.is_count or bool(one.names) or _is_a_deed(one)


def _question(chosen: Sequence[Telling], *, steady: bool = False) -> Question:
    """Ask for a matter; a `steady` one, the happening itself, is never disputed by contrary words."""
    of = {(one.report.id, one.span): one for one in chosen}

    def telling(answer: Answer) -> Telling:
        return of[answer.report.id, answer.span]

    def fits(left: Answer, right: Answer) -> bool:
        one, other = telling(left), telling(right)
        if one.is_no != other.is_no and one.is_against(other):
            return bool(one.speaker & other.speaker) and not _is_apart(left, right)  # nobody denies what he says
        contrary = one.is_contrary(other) and one.is_no == other.is_no and one.is_to_come == other.is_to_come
        if contrary and likeness(one.words, other.words) >= CONTRARY_ALIKE[_is_apart(left, right)]:
            return not _is_apart(left, right) and (steady or same_side(one.sourced, other.sourced))
        earlier, later = sorted((left, right), key=lambda answer: answer.day or "")
        before, after = telling(earlier), telling(later)
        if before.speaker & after.speaker:
            return True  # who repeats his plan has not carried it out
        return not (_is_apart(left, right) and before.is_to_come and after.is_done)

    def replaced(earlier: Answer, later: Answer) -> bool:
        one, other = telling(earlier), telling(later)
        if one.is_denied != other.is_denied and earlier.sourced is not None and later.sourced is not None:
            return earlier.sourced.origin.id == later.sourced.origin.id  # what one denies another may not take back
        changed = one.is_contrary(other) and one.is_no == other.is_no
        return changed or (one.is_to_come and other.is_done) or same_side(one.sourced, other.sourced)

    said = all(one.is_said for one in chosen)
    return Question("quote" if said and _one_voice(chosen) else "act", _words(chosen, said=said), fits, replaced)


def _is_apart(left: Answer, right: Answer) -> bool:
    return left.day != right.day and (is_earlier(left, right) or is_earlier(right, left))


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
