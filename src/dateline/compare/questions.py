"""Whether two figures answer one question: signs for and against are weighed and added up.

The weights were fitted to the pairs of figures in the first half of our own gold of claims, then rounded; what must
never be pitted (other places, other times, other sorts) was made heavier by hand.
"""

from __future__ import annotations

import math
import re
from datetime import date

from dateline.compare.counted_class import DONE, OF_THINGS, PLAIN
from dateline.compare.intervals import units_fit
from dateline.compare.origins import same_side
from dateline.compare.reports import likeness
from dateline.compare.scope import NEARLY_ONE, TELLING, Count, same_number
from dateline.compare.spots import places_fit
from dateline.lexicon.same_words import sense

BAR = -1.2
"""Two figures of which nothing else is known are rather two questions."""
SURE = 0.3
"""From this weight on a clash is shown as one."""
REPLACES, YEAR = 0.2, 366
"""From this weight on a later answer is shown as a newer one, within a year."""
PARTS = frozenset(
    {
        "part",
        "body",
        "bodies",
        "aftershock",
        "other",
        "others",
        "another",
        "additional",
        "further",
        "remaining",
        "rest",
        "attacker",
        "first",
    }
)
"""What makes a count one of a part, or of another happening."""
PEOPLE = PLAIN - {"vehicles", "animals"}
MOST_DAYS = 60
LASTING = frozenset({"infected", "hospitalized", "displaced", "deported", "vaccinated"})
"""Tallies that go on for months."""
FEW_MORE = 3
_OWN = re.compile(r"\b(?:its|their|our|own)\b|\bon the [A-Z][a-z]+ (?:ship|vessel|boat|plane|side)\b")
_ON_A_SIDE = re.compile(r"^.{0,12}? (?:on|of) the [A-Z][a-z]+ (?:ship|vessel|boat|plane|side|team|army|navy)\b")
_VERB_BEHIND = re.compile(
    r" (?:(?:had|has|have|were|was|are|been|also|now|still|had all) )*(?!(?:had|has|have|were|was|are|been|said)\b)"
    r"([a-z]{3,}(?:ed|ied|pt|wn|oke|ent|ost|ook|ell|old|eft|an))\b"
)
_BEARING = re.compile(
    r"(?: \([^)]*\))? (?:(?:to the )?(?:north|south|east|west)[a-z-]* (?:of|from)|(?:away )?from|off|outside|away)\b"
)
OF_THE_REST = frozenset({"other", "others", "another", "additional", "further", "remaining", "rest"})
SAME_NOUN = 0.6
LEAST_ALIKE, MOSTLY_ALIKE, SHARES_ALIKE = 0.1, 0.3, 0.4
"""Two figures of things that cannot both hold are a dispute when the words round them are at least so alike."""
NEAR, CROSSED = 2.5, 0.8
"""The likeness of the words round both figures, and of those round the one and in the sentence of the other."""
BARE = {True: -0.8, False: -2.0}
"""A number without a noun says little; in words that are not alike hardly anything."""
OF_MONTH, OTHER_MONTH = 0.8, 2.0
"""What two counts weigh that are said to be of one month, or of two."""
BESIDE = 1.5
"""Two sides of one report are set one beside the other."""
RATIO, GROWING, FAR, FARTHEST = -1.1, 0.6, -1.5, 20.0
"""Answers that differ by a factor e lose so much, those that differ more than so many times again."""


def weigh_up(left: Count, right: Count) -> float | None:
    """Return how likely two figures answer one question, positive for rather yes; None where units part them."""
    if not units_fit(left.unit, right.unit):
        return None
    score = BAR + _of_class(left, right) + _of_subject(left, right) + _of_scope(left, right) + _of_number(left, right)
    if left.report is right.report:
        score += BESIDE * (abs(left.sentence.number - right.sentence.number) <= 1)
    near = likeness(left.near, right.near)
    crossed = max(likeness(left.near, right.wide), likeness(left.wide, right.near))
    unknown = left.report is not right.report and (_is_bare(left) or _is_bare(right))
    if unknown and not _is_telling(left, right):
        score += BARE[max(near, crossed) >= LEAST_ALIKE]
    return score + NEAR * near + CROSSED * crossed


def surely_clash(left: Count, right: Count, score: float) -> bool:
    """Tell whether two answers that cannot both hold are of one scope: nothing narrows the one and not the other.

    "23 pirates" and "11 Yemeni pirates" are not: the second may be a part of the first.
    """
    if (score < SURE and left.report is not right.report) or left.is_past or right.is_past or _is_narrowed(left, right):
        return False
    if left.head and right.head and left.head != right.head:
        return False
    if _tells_where(left) or _tells_where(right):
        return False
    if left.days and right.days and _days_apart(left.days, right.days) > MOST_DAYS:
        return False  # months later a report looks back, or counts again what is another happening
    unknown = left.report is not right.report and (_is_bare(left) or _is_bare(right))
    if unknown or (left.modifiers | right.modifiers) & OF_THE_REST:
        return False  # who the others are each report sees in its own way
    if left.report is not right.report and (_has(left, right) or _has(right, left)):
        return False  # a report that has both figures means two things, or two sides
    one_act = _do_one_thing(left, right)
    if left.is_anybody != right.is_anybody and (left.head or right.head) and not (one_act or _grows(left, right)):
        return False  # "9 officers" may be a part of "4 people"; a later toll may count the same in other words
    if left.place and right.place and not places_fit(left.place, right.place):
        return False
    unsure = not (left.place or right.place) and bool(left.figure.place) and bool(right.figure.place)
    if unsure and left.figure.place != right.figure.place:
        return False
    low, high = sorted((abs(left.bounds.middle), abs(right.bounds.middle)))
    if high > FARTHEST * max(low, 1.0) or (low == 1.0 and high > FEW_MORE):
        return False  # "one man was hit in the leg" is one of the four
    if left.unit == "%" and left.report is not right.report and not _may_be_one_share(left, right):
        return False  # a share of what is not named may be a share of something else
    alike = max(likeness(left.near, right.near), likeness(left.near, right.wide), likeness(left.wide, right.near))
    if _is_on_a_side(left) != _is_on_a_side(right):
        return False  # "three of the crew", "no one on the Norland ship"
    if _speak_for_two_states(left, right) and (
        _is_of_their_own(left) or _is_of_their_own(right) or alike < MOSTLY_ALIKE
    ):
        return False  # each state counts its own
    if left.report is right.report:
        alike_enough = alike >= MOSTLY_ALIKE and not _speak_for_two_states(left, right)
        return left.is_beside or right.is_beside or alike_enough or _are_told_apart(left, right)
    if not _may_be_one_day(left, right):
        return False
    # Of "about 100 youths" there are several bands on one day: the words must be those of one act.
    vague = left.bounds.approx or right.bounds.approx
    bands = vague and not (left.is_done or right.is_done) and PEOPLE & {left.counted, right.counted}
    one_noun = not bands and bool(left.head) and left.head == right.head and score >= SAME_NOUN
    least = SHARES_ALIKE if left.unit == "%" else LEAST_ALIKE if one_noun else MOSTLY_ALIKE
    if left.is_toll:
        # Two who are named for a toll speak of it; of others the words must be somewhat alike.
        return not same_side(left.sourced, right.sourced) or alike >= LEAST_ALIKE
    return alike >= least or (one_act and not bands)


def _do_one_thing(left: Count, right: Count) -> bool:
    """Whether those first counted in both reports do one thing, by the verb right behind: "84 men escaped"."""
    ours, theirs = _verb_behind(left), _verb_behind(right)
    return bool(ours) and ours == theirs and left.is_main and right.is_main and left.counted == right.counted


def _verb_behind(one: Count) -> str | None:
    found = _VERB_BEHIND.match(one.report.article.text, one.figure.span.end)
    return sense(found.group(1)) if found else None


def _are_told_apart(left: Count, right: Count) -> bool:
    """Whether two who are named give one toll each, in sentences side by side."""
    ours, theirs = left.sourced, right.sourced
    if ours is None or theirs is None or not (ours.is_told and theirs.is_told) or ours.origin.id == theirs.origin.id:
        return False
    is_next = abs(left.sentence.number - right.sentence.number) <= 1
    return is_next and left.is_toll and left.counted == right.counted and not (left.modifiers | right.modifiers)


def _speak_for_two_states(left: Count, right: Count) -> bool:
    ours, theirs = (one.sourced.behind if one.sourced else None for one in (left, right))
    return bool(ours and theirs) and ours != theirs and all((one or "").startswith("state:") for one in (ours, theirs))


def _is_of_their_own(one: Count) -> bool:
    """Whether it counts who belongs to the one that tells it: "three of its crew", "no one on the Norland ship"."""
    text = one.report.article.text[max(0, one.figure.span.start - 12) : one.figure.span.end + 40]
    return bool(_OWN.search(text))


def _is_money(one: Count) -> bool:
    return one.counted == "money" or bool(one.unit and len(one.unit) == 3 and one.unit.isupper())


def _tells_where(one: Count) -> bool:
    """Whether a distance says where something lies: "40 miles south of Marrow"; each thing lies somewhere else."""
    return one.unit == "m" and bool(_BEARING.match(one.report.article.text, one.figure.span.end))


def _is_on_a_side(one: Count) -> bool:
    """Whether words say of which side those are that it counts: "no one on the Norland ship"."""
    return bool(_ON_A_SIDE.match(one.report.article.text[one.figure.span.start : one.figure.span.end + 40]))


def may_replace(earlier: Count, later: Count, score: float) -> bool:
    """Tell whether a later answer may be a newer one to the same question: one scope, one noun, likely one question."""
    if score < REPLACES or earlier.is_past or later.is_past or earlier.is_maybe or later.is_maybe:
        return False
    if earlier.head and later.head and earlier.head != later.head:
        return False
    if (earlier.modifiers ^ later.modifiers) & (PARTS - {"part"}) or _has(earlier, later) or _has(later, earlier):
        return False
    if earlier.place and later.place and not places_fit(earlier.place, later.place):
        return False
    if _tells_where(earlier) or _tells_where(later) or _is_on_a_side(earlier) != _is_on_a_side(later):
        return False
    alike = likeness(earlier.near, later.near)
    if earlier.unit and not _is_money(earlier) and alike < (LEAST_ALIKE if earlier.unit == "%" else MOSTLY_ALIKE):
        return False  # lengths and weights seldom change
    if earlier.unit == "%" and not (_are_one_share(earlier, later) or _are_like_shares(earlier, later)):
        return False
    low, high = sorted((abs(earlier.bounds.middle), abs(later.bounds.middle)))
    most = MOST_DAYS if later.is_toll and later.counted not in LASTING else YEAR
    return high <= FARTHEST * max(low, 1.0) and _days_apart(earlier.days or ("", ""), later.days or ("", "")) <= most


def _are_one_share(left: Count, right: Count) -> bool:
    """Tell whether two shares are said to be of one thing, in words somewhat alike: "52 percent of the vote"."""
    return (
        bool(left.share_of) and left.share_of == right.share_of and likeness(left.near, right.near) >= SHARES_ALIKE / 2
    )


def _may_be_one_share(left: Count, right: Count) -> bool:
    """Tell whether two shares are of one thing, or nothing is named and two sides tell them in words much alike."""
    alike = _are_like_shares(left, right) and likeness(left.near, right.near) >= SHARES_ALIKE
    return _are_one_share(left, right) or (alike and not same_side(left.sourced, right.sourced))


def _are_like_shares(left: Count, right: Count) -> bool:
    """Tell whether nothing is named and the words are alike: "turnout was 58 percent", "turnout came to 61 percent"."""
    least = LEAST_ALIKE if left.is_main and right.is_main else MOSTLY_ALIKE
    return not (left.share_of or right.share_of) and likeness(left.near, right.near) >= least


def _may_be_one_day(left: Count, right: Count) -> bool:
    """Tell whether nothing says that undated reports are of different days; of tolls, which grow, one must be sure."""
    if left.when and right.when:
        return True
    ours, theirs = left.report.days_named, right.report.days_named
    if ours and theirs:
        return bool(ours & theirs)
    return not left.is_toll


def _days_apart(left: tuple[str, str], right: tuple[str, str]) -> int:
    return abs((date.fromisoformat(left[1]) - date.fromisoformat(right[1])).days)


def _grows(left: Count, right: Count) -> bool:
    """Whether the later of two figures is the larger."""
    if left.when is None or right.when is None or left.when == right.when:
        return False
    return (left.when < right.when) == (left.bounds.middle < right.bounds.middle)


def _has(left: Count, right: Count) -> bool:
    """Whether the report of the one has the figure of the other too, of the same class."""
    return any(one.same(right.bounds) for one in left.beside)


def _is_narrowed(left: Count, right: Count) -> bool:
    """Tell whether words narrow the one and not the other; "in the city" alone may only say where it is."""
    reach = [one for one in left.modifiers ^ right.modifiers if one.startswith("in:")]
    return len(reach) > 1 or len(left.modifiers ^ right.modifiers) > len(reach)


def _of_class(left: Count, right: Count) -> float:
    """The same thing done or counted speaks for, another done speaks against."""
    both = {left.counted, right.counted}
    done = len(both & DONE)
    if len(both) == 1:
        if done or left.is_toll:
            return 1.8 + 1.6 * (left.is_main and right.is_main)
        return 2.0 if left.unit is None else 1.2 + 0.5 * (left.is_main and right.is_main)
    if any(both <= group for group in NEARLY_ONE):
        return 0.8
    if done == 2:
        # "the 23 pirates were freed of their arms": one telling number of one noun is the same band.
        return -0.5 if left.head and left.head == right.head and _is_telling(left, right) else -2.0
    if both & DONE <= OF_THINGS and left.head and left.head == right.head:
        return 1.5
    return 0.5 if done == 1 and both & PLAIN else 0.0


def _of_subject(left: Count, right: Count) -> float:
    """The same noun speaks for, another noun or other words with it against."""
    score = 0.0
    if left.head and right.head:
        score += 1.2 if left.head == right.head else -0.8
    elif left.head or right.head:
        score -= 0.5
    narrowing = left.modifiers ^ right.modifiers
    reach = [{one for one in each.modifiers if one.startswith("in:")} for each in (left, right)]
    if all(reach) and reach[0] != reach[1]:
        score -= 2.0
    elif narrowing:
        score -= 1.6 if narrowing & PARTS and not _is_telling(left, right) else 0.6
    return score + 0.3 * bool(left.modifiers & right.modifiers)


def _is_bare(one: Count) -> bool:
    """Whether it is a number alone of which hardly anything is known: "the limit there is 50"."""
    bare = one.unit is None and not one.is_done and not one.head and not one.figure.subject
    return bare and not one.is_beside


def _is_telling(left: Count, right: Count) -> bool:
    """Whether both give one number that is no accident."""
    return same_number(left, right) and abs(left.bounds.middle) >= TELLING


def _of_scope(left: Count, right: Count) -> float:
    """Places, times and wholes that differ speak against."""
    score = 0.0
    if left.place and right.place:
        score += 0.8 if places_fit(left.place, right.place) else -2.0
    if left.is_past != right.is_past:
        score -= 1.2
    if left.is_maybe != right.is_maybe:
        score -= 0.8
    if left.is_part != right.is_part:
        score -= 0.5
    if left.per and right.per and left.per != right.per:
        score -= 3.0
    if left.months and right.months:
        score += OF_MONTH if left.months & right.months else -OTHER_MONTH
    return score - 0.5 * ((left.per is None) != (right.per is None))


def _of_number(left: Count, right: Count) -> float:
    """Equal numbers speak for, far ones against."""
    if same_number(left, right):
        return 2.1 if _is_telling(left, right) else 0.7
    low, high = sorted((abs(left.bounds.middle), abs(right.bounds.middle)))
    if math.isinf(high):
        return 0.0
    times = max(high, 1.0) / max(low, 1.0)
    grows = left.is_done and right.is_done and left.days != right.days
    score = 0.5 * left.bounds.touches(right.bounds) + RATIO * (GROWING if grows else 1.0) * min(math.log(times), 4.0)
    return score + FAR * (times > FARTHEST)
