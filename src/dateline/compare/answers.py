"""The answers that reports give to one question, whether they can all hold, and the claim that they make."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.compare.origins import Sourced, independent, origins_of, same_side
from dateline.compare.reports import Report, Sentence
from dateline.compare.setting import Setting
from dateline.model.article import DateInterval
from dateline.model.story import Assertion, Claim, Copy
from dateline.model.text import Span

SHARE = 0.2
MOST_ALONE = 60
"""Claims of one report alone, of one kind, for a whole story."""
Moments = tuple[str, str]
_BLANKS = re.compile(r"\W+")


@dataclass(frozen=True, eq=False)
class Answer:
    """One report's answer to a question, with the words it was read from."""

    report: Report
    span: Span
    sentence: Sentence
    value: str
    sourced: Sourced | None
    as_of: DateInterval | None = None
    low: float | None = None
    high: float | None = None
    approx: bool = False
    annotation_id: str | None = None

    @property
    def exact(self) -> str:
        """The words."""
        return self.span.of(self.report.article.text)

    @property
    def moments(self) -> Moments | None:
        """The first and last minute as of which the answer may hold: its own time, else the day of its report."""
        own = self.as_of or self.report.article.published_at
        first, last = (own.start or own.end, own.end or own.start) if own else (None, None)
        if first is None or last is None:
            return None
        return first if "T" in first else f"{first}T00:00", last if "T" in last else f"{last}T23:59"

    @property
    def day(self) -> str | None:
        """The last day as of which it may hold."""
        return self.moments[1][:10] if self.moments else None


@dataclass(frozen=True, slots=True)
class Question:
    """How the answers to one question are judged; each function is asked about two of them."""

    kind: str
    words: str
    fits: Callable[[Answer, Answer], bool]
    """Whether both can be right."""
    replaced: Callable[[Answer, Answer], bool]
    """Whether the second, which is later, takes the place of the first."""
    moved: Callable[[Answer, Answer], bool] = lambda earlier, later: False
    """Whether a later answer goes on from an earlier one that left it open."""
    corrects: Callable[[Answer, Answer], bool] = lambda left, right: False
    """Whether the one says that it takes the place of the other."""


def claim_of(question: Question, answers: Sequence[Answer], setting: Setting, copies: Sequence[Copy]) -> Claim:
    """Make the claim: its answers in order of time, its status with the reasons, its origins."""
    ordered = sorted(answers, key=lambda one: (one.day or "", one.report.number, one.span.start))
    status, why = verdict(question, ordered, copies)
    assertions = tuple(_assertion(one) for one in ordered)
    sourced = [one.sourced for one in ordered]
    return Claim(
        id=claim_id(setting.story_id, question.kind, question.words, assertions[0]),
        question=question.words,
        kind=question.kind,
        status=status,
        assertions=assertions,
        origins=origins_of(sourced),
        independent=independent(
            [(one.report.id, None if _is_told_by_another(one, ordered) else one.sourced) for one in ordered]
        ),
        why=why,
    )


def _is_told_by_another(one: Answer, answers: Sequence[Answer]) -> bool:
    """Whether a report gives on its own word a number that another has from somebody named, whom it names itself.

    For the very same number it need not name him.
    """
    if one.sourced is None or one.sourced.is_told or one.low is None:
        return False
    return any(
        other.sourced is not None
        and other.sourced.is_told
        and other.report is not one.report
        and ((other.low, other.high) == (one.low, one.high) or other.sourced.behind in one.sourced.leans_on)
        for other in answers
    )


def verdict(question: Question, answers: Sequence[Answer], copies: Sequence[Copy]) -> tuple[str, str]:
    """Decide the status of a claim and say why."""
    reports = list(dict.fromkeys(one.report.id for one in answers))
    if len(reports) == 1:
        return "single", "one report only tells this" + (", from two sides" if len(answers) > 1 else "")
    if only_copies(reports, copies) or _same_sentences(answers):
        return "single", f"{len(reports)} reports, but they are the same words"
    clashes = [pair for pair in _pairs(answers) if not question.fits(*pair)]
    unexplained = [pair for pair in clashes if not _later_replaces(question, *pair)]
    if unexplained:
        left, right = unexplained[0]
        return (
            "contested",
            f"“{left.exact}” and “{right.exact}” cannot both hold; {_of_time(left, right)}. {_listed(answers)}",
        )
    moved = [pair for pair in _pairs(answers) if is_earlier(*pair) and question.moved(*pair)]
    if clashes or moved:
        steps = dict.fromkeys((one.day or "", one.value) for one in answers)
        return "updated", "what is known changed with time: " + ", ".join(
            f"{what} ({day})" for day, what in sorted(steps)
        )
    if len({one.value for one in answers}) == 1:
        return "agreed", f"{len(reports)} reports say {answers[0].value}"
    return "agreed", f"the {len(reports)} reports can all be right: {_listed(answers)}"


def claim_id(story_id: str, kind: str, question: str, first: Assertion) -> str:
    """Make the id of a claim from its question and the first answer to it."""
    key = f"{story_id}|{kind}|{question}|{first.article_id}|{first.span.start}"
    return "c" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def fewest_reports(reports: Sequence[Report]) -> int:
    """Return how many reports must carry what is not news by itself: two, in large stories more."""
    return max(2, math.ceil(len(reports) * SHARE))


def most_alone(reports: int, most: int) -> int:
    """Return how many claims of one report alone are shown for each: in large stories fewer.

    >>> most_alone(3, 10), most_alone(40, 10)
    (10, 1)
    """
    return max(1, min(most, MOST_ALONE // max(1, reports)))


def only_copies(article_ids: Sequence[str], copies: Sequence[Copy]) -> bool:
    """Tell whether all these reports are the same words as one of them."""
    home = {one: one for one in article_ids}
    for copy in copies:
        if copy.article_id in home and copy.of in home:
            old, new = home[copy.article_id], home[copy.of]
            home = {one: new if at == old else at for one, at in home.items()}
    return len(set(home.values())) == 1


def _same_sentences(answers: Sequence[Answer]) -> bool:
    """Tell whether all reports tell it in the same sentences, word for word."""
    told: dict[str, set[str]] = {}
    for one in answers:
        told.setdefault(one.report.id, set()).add(_BLANKS.sub(" ", one.sentence.text).strip())
    first, *others = told.values()
    return all(one == first for one in others)


def _pairs(answers: Sequence[Answer]) -> list[tuple[Answer, Answer]]:
    return [(left, right) for number, left in enumerate(answers) for right in answers[number + 1 :]]


def _later_replaces(question: Question, left: Answer, right: Answer) -> bool:
    """Tell whether a clash is explained by time: the one is of a later time and takes the other's place."""
    if question.corrects(left, right) or question.corrects(right, left):
        return True
    if is_earlier(left, right):
        return question.replaced(left, right)
    return is_earlier(right, left) and question.replaced(right, left)


def is_earlier(left: Answer, right: Answer) -> bool:
    """Tell whether one answer is of an earlier time; where times are not sure, the one that begins or ends earlier."""
    if left.moments is None or right.moments is None:
        return False
    (first, last), (first_other, last_other) = left.moments, right.moments
    return first <= first_other and last <= last_other and (first, last) != (first_other, last_other)


def _of_time(left: Answer, right: Answer) -> str:
    if left.moments is None or right.moments is None:
        return "no date tells which is later"
    if is_earlier(left, right) or is_earlier(right, left):
        apart = "" if same_side(left.sourced, right.sourced) else " and they come from different sides"
        return "no later date explains the difference" + apart
    return "they speak of the same day"


def _listed(answers: Sequence[Answer]) -> str:
    counts = Counter(one.value for one in answers)
    parts = [f"{words} ({number} report{'s' * (number > 1)})" for words, number in counts.most_common()]
    return "; ".join(parts)


def _assertion(one: Answer) -> Assertion:
    return Assertion(
        article_id=one.report.id,
        span=one.span,
        exact=one.exact,
        value=one.value,
        low=one.low,
        high=one.high,
        approx=one.approx,
        as_of=one.as_of or one.report.article.published_at,
        origin_id=one.sourced.origin.id if one.sourced else None,
        annotation_id=one.annotation_id,
    )
