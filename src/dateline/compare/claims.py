"""Line up the figures that answer the same question, and say whether the answers can all hold."""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dateline.compare.intervals import in_words
from dateline.compare.origins import independent, origins_of
from dateline.compare.reports import Report, likeness
from dateline.compare.scope import SAME_MATTER, TELLING, Count, counts_of, same_number, same_question, surely_clash
from dateline.compare.setting import Setting
from dateline.model.article import DateInterval
from dateline.model.story import Assertion, Claim, Copy

MOST_AGREED, MOST_SINGLE = 10, 6
SHARE = 0.2
OPENING_SENTENCES = 8
"""What one report alone counts is news when it stands near the top, or when there are few reports."""
FEW_REPORTS = 5
VAGUE_BUT_LARGE = 20
"""One report's "several injured" says little, its "dozens" something."""


def figure_claims(reports: Sequence[Report], setting: Setting, copies: Sequence[Copy] = ()) -> list[Claim]:
    """Make one claim of each question that figures of the reports answer; a question of one report only if weighty."""
    claims = []
    for group in _questions(counts_of(reports)):
        for answers in _settled(_one_per_report(group)):
            if _is_worth_showing(answers, reports):
                claims.append(_claim(answers, setting, copies))
    ranked = sorted(claims, key=lambda one: (one.status == "single", -len(one.assertions), one.question))
    told = [one for one in ranked if one.status in ("contested", "updated")]
    agreed = [one for one in ranked if one.status == "agreed"][:MOST_AGREED]
    return _told_apart(told + agreed + [one for one in ranked if one.status == "single"][:MOST_SINGLE])


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


def fewest_reports(reports: Sequence[Report]) -> int:
    """Return how many reports must carry what is not news by itself: two, in large stories more."""
    return max(2, math.ceil(len(reports) * SHARE))


def _is_worth_showing(answers: Sequence[Count], reports: Sequence[Report]) -> bool:
    """Leave out what one report alone counts, and what is only vague, unless it is what news is about."""
    if any(one.is_toll for one in answers):
        first = answers[0]
        clear = not first.figure.approx or (first.figure.low or 0) >= VAGUE_BUT_LARGE
        near_top = first.sentence.number < OPENING_SENTENCES or len(reports) <= FEW_REPORTS
        return len(answers) > 1 or (clear and near_top)
    if all(one.figure.approx for one in answers) or len(answers) < 2:
        return False
    clash = any(not one.bounds.touches(other.bounds) for one in answers for other in answers)
    return clash or len(answers) >= fewest_reports(reports)


def claim_id(story_id: str, kind: str, question: str, first: Assertion) -> str:
    """Make the id of a claim from its question and the first answer to it."""
    key = f"{story_id}|{kind}|{question}|{first.article_id}|{first.span.start}"
    return "c" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def only_copies(article_ids: Sequence[str], copies: Sequence[Copy]) -> bool:
    """Tell whether all these reports are the same words as one of them."""
    home = {one: one for one in article_ids}
    for copy in copies:
        if copy.article_id in home and copy.of in home:
            old, new = home[copy.article_id], home[copy.of]
            home = {one: new if at == old else at for one, at in home.items()}
    return len(set(home.values())) == 1


def _questions(counts: Sequence[Count]) -> list[list[Count]]:
    """Put figures together that surely answer one question, also by way of a third."""
    by_key: dict[str, list[Count]] = defaultdict(list)
    for one in counts:
        by_key[one.key].append(one)
    groups: list[list[Count]] = []
    for held in by_key.values():
        own: list[list[Count]] = []
        for one in held:
            near = [group for group in own if any(same_question(one, other) for other in group)]
            own = [group for group in own if group not in near]
            own.append([other for group in near for other in group] + [one])
        groups += own
    return _with_bare_numbers(groups)


def _with_bare_numbers(groups: list[list[Count]]) -> list[list[Count]]:
    """Put "the 23 pirates" to "23 pirates arrested": a telling number of the same noun is the same count."""
    done = [group for group in groups if group[0].is_done]
    kept = list(done)
    for group in groups:
        if group[0].is_done:
            continue
        home = next((other for other in done if any(_same_band(one, two) for one in group for two in other)), None)
        if home is None:
            kept.append(group)
        else:
            home += [one for one in group if any(same_number(one, two) for two in home)]
            rest = [one for one in group if one not in home]
            kept += [rest] if rest else []
    return _with_other_nouns(kept)


def _with_other_nouns(groups: list[list[Count]]) -> list[list[Count]]:
    """Put "26 Somali pirates" to "26 Somali crew": one telling number, told of the same matter by other nouns."""
    made: list[list[Count]] = []
    for group in groups:
        home = next((other for other in made if any(_other_noun(one, two) for one in group for two in other)), None)
        if home is None or group[0].is_done:
            made.append(group)
        else:
            home += group
    return made


def _other_noun(left: Count, right: Count) -> bool:
    if (left.figure.low or 0) < TELLING or not same_number(left, right) or left.figure.unit != right.figure.unit:
        return False
    shared = set(left.subject[:-1]) & set(right.subject[:-1])
    return bool(shared) or likeness(left.around, right.around) >= SAME_MATTER


def _same_band(bare: Count, done: Count) -> bool:
    """Tell whether a bare number of a noun is surely the number of those to whom something was done."""
    if (bare.figure.low or 0) < TELLING or not same_number(bare, done):
        return False
    if done.subject:
        return bare.subject[-1:] == done.subject[-1:]
    return likeness(bare.around, done.around) >= SAME_MATTER


def _one_per_report(group: Sequence[Count]) -> list[Count]:
    """Choose one answer of each report: the one that fits the others best, then the first.

    Several figures of one report are never pitted against each other: one of them may mean something else.
    """
    by_report: dict[str, list[Count]] = defaultdict(list)
    for one in group:
        by_report[one.report.id].append(one)
    chosen = []
    for own in by_report.values():
        others = [one for one in group if one.report.id != own[0].report.id]
        best = max(own, key=lambda one: (_fits(one, others), -one.figure.span.start))
        chosen.append(best)
    return chosen


def _fits(one: Count, others: Sequence[Count]) -> int:
    return len({other.report.id for other in others if one.bounds.touches(other.bounds)})


def _settled(answers: list[Count]) -> list[list[Count]]:
    """Take apart what may answer different questions: a clash that is not sure is not shown as one.

    Answers that clash for sure stay together with all that touch them; else those that agree form a claim of their own.
    """
    rest, made = list(answers), []
    while rest:
        middle = max(rest, key=lambda one: (_fits(one, rest), -one.report.number))
        agreeing = _mutually_touching(middle, rest)
        disputing = [one for one in rest if one not in agreeing and any(surely_clash(one, other) for other in agreeing)]
        taken = agreeing + disputing
        made.append(taken)
        rest = [one for one in rest if one not in taken]
    return made


def _mutually_touching(middle: Count, answers: Sequence[Count]) -> list[Count]:
    """Return the answers that can all hold together with this one."""
    chosen = [middle]
    for one in answers:
        if one is not middle and all(one.bounds.touches(other.bounds) for other in chosen):
            chosen.append(one)
    return chosen


def _claim(answers: list[Count], setting: Setting, copies: Sequence[Copy]) -> Claim:
    status, why = _verdict(answers, copies)
    assertions = tuple(_assertion(one) for one in sorted(answers, key=lambda one: (one.when or "", one.report.number)))
    question = _question(answers, setting)
    sourced = [one.sourced for one in answers]
    return Claim(
        id=claim_id(setting.story_id, "figure", question, assertions[0]),
        question=question,
        kind="figure",
        status=status,
        assertions=assertions,
        origins=origins_of(sourced),
        independent=independent(sourced),
        why=why,
    )


def _verdict(answers: Sequence[Count], copies: Sequence[Copy]) -> tuple[str, str]:
    """Decide the status of a claim and say why."""
    if len(answers) == 1:
        return "single", "one report only gives this figure"
    if only_copies([one.report.id for one in answers], copies):
        return "single", f"{len(answers)} reports, but they are the same words"
    clashes = [
        (left, right)
        for number, left in enumerate(answers)
        for right in answers[number + 1 :]
        if not left.bounds.touches(right.bounds)
    ]
    if not clashes:
        if len({in_words(one.figure) for one in answers}) == 1:
            return "agreed", f"{len(answers)} reports say {in_words(answers[0].figure)}"
        return "agreed", f"the {len(answers)} reports can all be right: {_listed(answers)}"
    if all(_later_explains(left, right, answers) for left, right in clashes):
        steps = sorted({(one.when or "", in_words(one.figure)) for one in answers})
        return "updated", "the figure changed with time: " + ", ".join(f"{what} ({when[:10]})" for when, what in steps)
    sure = [pair for pair in clashes if surely_clash(*pair)] or clashes
    left, right = min(sure, key=lambda pair: (pair[0].report.number, pair[1].report.number))
    time = "they speak of the same day" if _same_day(left, right) else "no later date explains the difference"
    if left.when is None or right.when is None:
        time = "no date tells which is later"
    why = f"“{left.figure.exact}” and “{right.figure.exact}” cannot both hold; {time}"
    return "contested", f"{why}. {_listed(answers)}"


def _later_explains(left: Count, right: Count, answers: Sequence[Count]) -> bool:
    """Tell whether a clash is explained by time: the days differ, and the figure moves one way over all answers."""
    if not (_is_earlier(left, right) or _is_earlier(right, left)):
        return False
    steps = [
        later.bounds.middle - earlier.bounds.middle
        for earlier in answers
        for later in answers
        if _is_earlier(earlier, later) and not earlier.bounds.touches(later.bounds)
    ]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)


def _is_earlier(left: Count, right: Count) -> bool:
    """Tell whether one answer is of an earlier day; where days are not sure, the one that begins or ends earlier is."""
    if not (left.days and right.days):
        return False
    (first, last), (first_other, last_other) = left.days, right.days
    return first <= first_other and last <= last_other and (first, last) != (first_other, last_other)


def _same_day(left: Count, right: Count) -> bool:
    return bool(left.days and right.days) and not (_is_earlier(left, right) or _is_earlier(right, left))


def _listed(answers: Sequence[Count]) -> str:
    counts = Counter(in_words(one.figure) for one in answers)
    parts = [f"{words} ({number} report{'s' * (number > 1)})" for words, number in counts.most_common()]
    return "; ".join(parts)


def _assertion(one: Count) -> Assertion:
    figure = one.figure
    as_of: DateInterval | None = figure.as_of or one.report.article.published_at
    return Assertion(
        article_id=one.report.id,
        span=figure.span,
        exact=figure.exact,
        value=in_words(figure),
        low=figure.low,
        high=figure.high,
        approx=figure.approx,
        as_of=as_of,
        origin_id=one.sourced.origin.id if one.sourced else None,
        annotation_id=figure.id,
    )


def _question(answers: Sequence[Count], setting: Setting) -> str:
    """Say in words what is asked: "killed in Kazakhstan, January 2022", "number of undersea cables"."""
    month = f", {setting.month}" if setting.month else ""
    if not any(one.is_done for one in answers):
        nouns = Counter(one.noun for one in answers)
        narrowed = Counter(one.done for one in answers if one.done).most_common(1)
        noun = max(nouns, key=lambda noun: (nouns[noun], noun))
        return (f"{noun} {narrowed[0][0]}" if narrowed else f"number of {noun}") + month
    first = next(one for one in answers if one.is_done)
    subjects = Counter(one.figure.subject for one in answers if one.subject and one.figure.subject)
    subject = f"{subjects.most_common(1)[0][0]} " if subjects and first.key != "magnitude" else ""
    done = Counter(one.figure.counted or one.key for one in answers if one.is_done).most_common(1)[0][0]
    done = "captured" if done == "kidnapped" else done  # pirates whom a navy took were not kidnapped
    what = subject.strip() if done in ("troops", "protesters") and subject else f"{subject}{done}"
    places = Counter(one.place.name for one in answers if one.place)
    place = next((name for name, count in places.most_common(1) if 2 * count >= len(answers)), setting.place)
    return what + (f" in {place}" if place else "") + month
