"""Line up the figures that answer the same question, and say whether the answers can all hold."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.compare.alignment import Pair, grouped
from dateline.compare.answers import Answer, Question, claim_of, fewest_reports, most_alone
from dateline.compare.ellipsis import with_nouns
from dateline.compare.intervals import Bounds, in_words
from dateline.compare.origins import same_side
from dateline.compare.passages import shown_round
from dateline.compare.questions import may_replace, surely_clash, weigh_up
from dateline.compare.reports import Report
from dateline.compare.scope import TELLING, Count, as_of, counts_of
from dateline.compare.setting import Setting
from dateline.compare.wording import Wording
from dateline.model.story import Claim, Copy

MOST_AGREED, MOST_SINGLE = 12, 12
"""So many claims of a sort for a story; of single ones so many for each report."""
CHANGING = frozenset(
    ("killed", "injured", "casualties", "missing", "arrested", "charged", "released", "rescued", "trapped", "displaced")
) | frozenset(("evacuated", "hospitalized", "infected", "deported", "vaccinated", "destroyed", "damaged", "deployed"))
"""Tallies that grow, or shrink as people are found; what is counted once and for all is not among them."""
Tallies = Mapping[str, Sequence[Bounds]]
"""The numbers that each side gives which goes on counting."""
_THEN = re.compile(r"\b(?:then|at the time)\b", re.IGNORECASE)
_RISEN = re.compile(
    r"\b(?:br(?:ings?|inging|ought)|rais(?:es|ed|ing)|rises?|rose|risen|climb(?:s|ed|ing)|(?:gone|goes|went) up"
    r"|gr(?:ows|own|ew)|increas(?:es|ed|ing)|jumped)\b[^.;,]* to $"
)
_CHANGED = re.compile(
    r"\b(?:cut|reduced|lowered|raised|increased|revised|put right|corrected|upgraded|downgraded|halved|trimmed"
    r"|lifted)\b[^.;,]{0,40}? to (?:(?:about|some|only|just|nearly) )?$"
)
OF_A_CHANGE = -0.5
"""From this weight on a number that is said to have been set otherwise takes the place of an earlier one."""
NEARLY_THE_SAME = 1.25
UNNAMED = frozenset(
    (
        "percent",
        "per cent",
        "%",
        "number",
        "money",
        "million",
        "billion",
        "trillion",
        "lakh",
        "crore",
        "distance",
        "mass",
    )
) | frozenset(("volume", "temperature", "speed", "duration", "area", "energy", "power"))
"""Words that do not say what is counted."""
SOON_AFTER = 2
"""Within so many days two sides that give other numbers stand against each other."""
LONG_AFTER = 7
"""So many days later a count by others takes the place of the first account."""


def figure_claims(
    reports: Sequence[Report], setting: Setting, wording: Wording, copies: Sequence[Copy] = ()
) -> list[Claim]:
    """Make one claim of each question that figures of the reports answer."""
    counts = with_nouns(counts_of(reports, wording))
    scores = _scores(counts)
    number = {id(one): at for at, one in enumerate(counts)}
    claims = []
    for group in _with_equals(grouped(counts, scores, may_stand_together=_may_stand_together), scores, number):
        for settled in _settled(_one_per_side(group), scores, number):
            if _is_worth_showing(settled, reports):
                claims.append(_claim(settled, setting, copies))
    ranked = sorted(claims, key=lambda one: (one.status == "single", -len(one.assertions)))
    told = [one for one in ranked if one.status in ("contested", "updated")]
    agreed = [one for one in ranked if one.status == "agreed"][:MOST_AGREED]
    single = [one for one in ranked if one.status == "single"][: most_alone(len(reports), MOST_SINGLE) * len(reports)]
    return _told_apart(told + agreed + single)


def _scores(counts: Sequence[Count]) -> dict[Pair, float]:
    """Weigh up all pairs of figures that could answer one question."""
    buckets: dict[object, list[int]] = defaultdict(list)
    for at, one in enumerate(counts):
        for key in {one.counted, ("head", one.head or one.counted), ("unit", one.unit), ("number", one.bounds.middle)}:
            if key != ("unit", None):
                buckets[key].append(at)
    pairs = {(a, b) for held in buckets.values() for number, a in enumerate(held) for b in held[number + 1 :]}
    scores = {}
    for a, b in sorted(pairs):
        score = weigh_up(counts[a], counts[b])
        if score is not None:
            scores[a, b] = score
    return scores


def _may_stand_together(left: Count, right: Count) -> bool:
    """Two figures of one report answer one question only when two sides give them."""
    if left.report is not right.report:
        return True
    if (
        left.is_done
        and left.counted == right.counted
        and left.modifiers == right.modifiers
        and _say_the_same(left, right)
    ):
        return True  # "two dozen dead", and farther down "27"
    if left.unit == "%" and left.is_maybe != right.is_maybe:
        return False  # the rate that was expected is no side of what came
    return left.is_part == right.is_part and _are_two_voices(left, right)


def _are_two_voices(left: Count, right: Count) -> bool:
    """Tell whether two figures of one report are told by two, the one of whom may be nobody named."""
    ours, theirs = left.sourced, right.sourced
    if ours is None or theirs is None or not (ours.is_told and theirs.is_told):
        return False
    is_next = abs(left.sentence.number - right.sentence.number) <= 1
    if is_next and ours.origin.id != theirs.origin.id and left.is_toll and left.counted == right.counted:
        return not left.bounds.touches(right.bounds)  # two officials of one state, set one beside the other
    unnamed = is_next and (ours.behind is None) != (theirs.behind is None)
    return not same_side(ours, theirs) or (unnamed and ours.origin.id != theirs.origin.id)


def _with_equals(groups: list[list[Count]], scores: dict[Pair, float], number: dict[int, int]) -> list[list[Count]]:
    """Put groups together where one likely question has the same telling number in both: one side is told twice."""
    made: list[list[Count]] = []
    for group in groups:
        home = next((one for one in made if _have_an_equal(one, group, scores, number)), None)
        if home is None:
            made.append(list(group))
        else:
            home += group
    return made


def _have_an_equal(
    left: Sequence[Count], right: Sequence[Count], scores: dict[Pair, float], number: dict[int, int]
) -> bool:
    equal = any(
        one.bounds.same(other.bounds) and abs(one.bounds.middle) >= TELLING and _score(one, other, scores, number) > 0
        for one in left
        for other in right
        if one.report is not other.report
    )
    return equal and all(_may_stand_together(one, other) for one in left for other in right)


def _say_the_same(left: Count, right: Count) -> bool:
    """Whether two figures can both hold and are not far from each other."""
    low, high = sorted((left.bounds.middle, right.bounds.middle))
    return left.bounds.touches(right.bounds) and high <= NEARLY_THE_SAME * low


def _one_per_side(group: Sequence[Count]) -> list[Count]:
    """Of figures of one report that say the same more or less exactly keep the one that tells most."""
    kept: list[Count] = []
    for one in sorted(group, key=lambda one: (one.bounds.is_open, one.figure.approx, one.figure.span.start)):
        if not any(other.report is one.report and _say_the_same(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.report.number, one.figure.span.start))


def _settled(group: list[Count], scores: dict[Pair, float], number: dict[int, int]) -> list[list[Count]]:
    """Take apart what may answer different questions: a clash that is not sure is not shown as one."""
    rest, made = list(group), []
    while rest:
        middle = max(
            rest, key=lambda one: (sum(one.bounds.touches(other.bounds) for other in rest), -one.report.number)
        )
        taken, waiting = [middle], [one for one in rest if one is not middle]
        while joining := next(
            (one for join in (_says_again, _joins) for one in waiting if join(one, taken, scores, number)), None
        ):
            taken.append(joining)
            waiting.remove(joining)
        made.append(taken)
        rest = [one for one in rest if one not in taken]
    return made


def _says_again(one: Count, taken: Sequence[Count], scores: dict[Pair, float], number: dict[int, int]) -> bool:
    """Tell whether an answer is that of one that is taken: these come first."""
    return any(one.bounds.same(other.bounds) for other in taken)


def _joins(one: Count, taken: Sequence[Count], scores: dict[Pair, float], number: dict[int, int]) -> bool:
    """Tell whether an answer agrees with all that are taken, or surely clashes with one."""
    clashing = [other for other in taken if not one.bounds.touches(other.bounds)]
    pairs = [(other, _score(one, other, scores, number)) for other in clashing]
    if not clashing or any(_puts_right(one, other) or surely_clash(one, other, score) for other, score in pairs):
        return True
    if all(_is_changed_from(one, other, score) or _is_changed_from(other, one, score) for other, score in pairs):
        return True
    over = [other for other, score in pairs if _takes_over(one, other, score)]
    told = [other for other in over if other.counted == one.counted and one.counted in CHANGING and not one.head]
    return all(other in over or any(other.bounds.same(again.bounds) for again in told) for other in clashing)


def _puts_right(left: Count, right: Count) -> bool:
    """Tell whether one of two answers of two reports says that it takes the place of the other's number."""
    told = any(right.bounds.same(one) for one in left.puts_right) or any(
        left.bounds.same(one) for one in right.puts_right
    )
    return told and left.report is not right.report and left.counted == right.counted


def _is_changed_from(later: Count, earlier: Count, score: float) -> bool:
    """Tell whether words say that a number has now been set otherwise, and the other is an earlier one of its kind."""
    start = max(later.sentence.span.start, later.figure.span.start - 60)
    told = _CHANGED.search(later.report.article.text[start : later.figure.span.start])
    same = later.counted == earlier.counted and later.is_main and earlier.is_main and later.head == earlier.head
    return bool(told) and same and score > OF_A_CHANGE and _days_between(earlier, later) > 0 and not later.is_past


def _takes_over(left: Count, right: Count, score: float) -> bool:
    """Tell whether the later of two answers takes the place of the earlier: then they need not be so alike."""
    if left.days is None or right.days is None or left.report is right.report:
        return False
    earlier, later = sorted((left, right), key=lambda one: one.days or ("", ""))
    return _days_between(earlier, later) > 0 and _replaces(earlier, later) and may_replace(earlier, later, score)


def _score(left: Count, right: Count, scores: dict[Pair, float], number: dict[int, int]) -> float:
    a, b = sorted((number[id(left)], number[id(right)]))
    return scores.get((a, b), -9.0)


def _is_worth_showing(answers: Sequence[Count], reports: Sequence[Report]) -> bool:
    """Leave out background of one report, and what is only vague, unless it is what news is about."""
    carriers = {one.report.id for one in answers}
    if len(carriers) == 1:
        return not answers[0].is_past or _is_told(answers[0])
    if any(one.is_done for one in answers):
        return True
    clash = any(not one.bounds.touches(other.bounds) for one in answers for other in answers)
    return clash or len(carriers) >= fewest_reports(reports)


def _claim(counts: list[Count], setting: Setting, copies: Sequence[Copy]) -> Claim:
    of = {(one.report.id, one.figure.span): one for one in counts}

    def count(answer: Answer) -> Count:
        return of[answer.report.id, answer.span]

    tallies = _who_count_on(counts)
    question = Question(
        kind="figure",
        words=_question(counts, setting),
        fits=lambda left, right: count(left).bounds.touches(count(right).bounds),
        replaced=lambda earlier, later: _replaces(count(earlier), count(later), tallies),
        corrects=lambda left, right: (
            _says_it_is_new(count(left), count(right).bounds)
            or _has_risen_above(count(left), count(right), tallies)
            or _is_changed_from(count(left), count(right), OF_A_CHANGE + 1)
        ),
        moved=lambda earlier, later: _moves_on(count(earlier), count(later)),
    )
    return claim_of(question, [_answer(one) for one in counts], setting, copies)


def _answer(one: Count) -> Answer:
    return Answer(
        report=one.report,
        span=one.figure.span,
        sentence=one.sentence,
        value=in_words(one.figure),
        sourced=one.sourced,
        as_of=as_of(one.report, one.figure),
        low=one.figure.low,
        high=one.figure.high,
        approx=one.figure.approx,
        annotation_id=one.figure.id,
    )


def _who_count_on(counts: Sequence[Count]) -> Tallies:
    """Return the numbers of those who give one and later another."""
    told: dict[str, list[Bounds]] = defaultdict(list)
    for one in counts:
        if one.sourced is not None and one.sourced.is_told and one.sourced.behind is not None:
            told[one.sourced.behind].append(one.bounds)
    return {behind: given for behind, given in told.items() if any(not one.same(given[0]) for one in given)}


def _are_rivals(left: Count, right: Count, tallies: Tallies) -> bool:
    """Tell whether one of two sides keeps a tally of its own which never has the number of the other."""
    if same_side(left.sourced, right.sourced):
        return False
    pairs = ((left, right), (right, left))
    kept = ((tallies.get(one.sourced.behind or "", ()) if one.sourced else (), other) for one, other in pairs)
    return any(tally and not any(other.bounds.same(one) for one in tally) for tally, other in kept)


def _replaces(earlier: Count, later: Count, tallies: Tallies | None = None) -> bool:
    """Tell whether a later figure takes the place of an earlier one.

    Who counts again corrects himself. A tally of others does when it goes on growing, or when what is missing shrinks;
    else it stands against the first, unless it comes long after. Within a few days others stand against whoever goes
    on counting, and against what is no tally.
    """
    grows = later.bounds.middle > earlier.bounds.middle
    days = _days_between(earlier, later)
    growing = days > 0 and {earlier.counted, later.counted} <= CHANGING
    stands = not growing or _are_rivals(earlier, later, tallies or {})
    if stands and not same_side(earlier.sourced, later.sourced) and days <= SOON_AFTER:
        return False
    known = all(one.sourced is not None and one.sourced.is_told for one in (earlier, later))
    if days < LONG_AFTER and not {earlier.counted, later.counted} & CHANGING and _are_two_persons(earlier, later):
        return False
    if same_side(earlier.sourced, later.sourced) and (known or grows or later.counted not in CHANGING):
        return True
    if days >= LONG_AFTER and not _THEN.search(later.sentence.text):
        return True
    if earlier.counted not in CHANGING and later.counted not in CHANGING:
        return False
    shrinks = {"missing", "trapped"} & {earlier.counted, later.counted}
    return bool(shrinks) or grows


def _are_two_persons(left: Count, right: Count) -> bool:
    """Whether two people of one side, both named, give what is counted once and for all."""
    ids = [one.sourced.origin.id for one in (left, right) if one.sourced is not None and one.sourced.is_told]
    return len(ids) == 2 and ids[0] != ids[1] and all(one.startswith("p:") for one in ids)


def _says_it_is_new(one: Count, other: Bounds) -> bool:
    """Tell whether the sentence of a figure names another as what was said before: "8, not 7 as first told"."""
    return any(other.touches(before) for before in one.replaces)


def _has_risen_above(one: Count, other: Count, tallies: Tallies) -> bool:
    """Tell whether words say that a tally has now risen, and the other is lower: "brings to 11 the dead"."""
    if one.report is other.report or _are_rivals(one, other, tallies):
        return False
    if one.counted not in CHANGING or one.bounds.middle <= other.bounds.middle:
        return False
    start = max(one.sentence.span.start, one.figure.span.start - 60)
    return bool(_RISEN.search(one.report.article.text[start : one.figure.span.start]))


def _moves_on(earlier: Count, later: Count) -> bool:
    """Tell whether an open tally was later told higher: the first no longer tells the whole."""
    if math.isinf(earlier.bounds.low) and not later.bounds.is_open:
        return True  # "up to 60 million", and what was paid in the end
    changing = earlier.counted in CHANGING and later.counted in CHANGING
    return changing and earlier.bounds.is_open and later.bounds.middle > earlier.bounds.middle


def _days_between(earlier: Count, later: Count) -> int:
    """Days from the one to the other, 0 where a day is unknown."""
    if earlier.days is None or later.days is None:
        return 0
    return (date.fromisoformat(later.days[0]) - date.fromisoformat(earlier.days[1])).days


def _told_apart(claims: Sequence[Claim]) -> list[Claim]:
    """Add the words of the first answer to a question that stands there already: it may mean something else."""
    seen: set[str] = set()
    made = []
    for one in claims:
        if one.question in seen:
            one = replace(one, question=f"{one.question} (“{one.assertions[0].exact}”)")
        seen.add(one.question)
        made.append(one)
    return made


def _question(answers: Sequence[Count], setting: Setting) -> str:
    """Say in words what is asked: "killed in Kazakhstan, January 2022", "number of undersea cables"."""
    month = f", {setting.month}" if setting.month else ""
    if not any(one.is_done for one in answers):
        nouns = Counter(one.noun for one in answers)
        noun = max(nouns, key=lambda noun: (nouns[noun], noun))
        first = answers[0]
        around = shown_round(first.report, first.figure.span, first.sentence)
        if noun and noun not in UNNAMED:
            return f"number of {noun}{month}"
        return f"{'how much' if first.unit else 'how many'}: {around}"
    first = next(one for one in answers if one.is_done)
    subjects = Counter(one.figure.subject for one in answers if one.head and one.figure.subject)
    subject = f"{subjects.most_common(1)[0][0]} " if subjects and first.counted != "magnitude" else ""
    done = Counter(one.counted for one in answers if one.is_done).most_common(1)[0][0]
    done = "captured" if done == "kidnapped" else done  # pirates whom a navy took were not kidnapped
    what = subject.strip() if done in ("troops", "protesters") and subject else f"{subject}{done}"
    places = Counter(one.place.name for one in answers if one.place)
    place = next((name for name, count in places.most_common(1) if 2 * count >= len(answers)), setting.place)
    return what + (f" in {place}" if place else "") + month


def _is_told(one: Count) -> bool:
    """Whether somebody is said to tell a figure: what somebody still tells of another time is news."""
    return one.sourced is not None and one.sourced.is_told and one.sourced.behind is not None
