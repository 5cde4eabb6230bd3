# ruff: noqa: E501 - the regexes read better whole
"""Figures that tell one another what they count: parts and wholes, earlier ones, pairs, and those without a noun."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.lexicon.quantities import counted
from dateline.understand.figure_clauses import Standing
from dateline.understand.figure_nouns import Noun, is_person
from dateline.understand.figure_ranges import is_vote
from dateline.understand.figure_roles import Role, fits, says_of
from dateline.understand.figure_units import Quantity

_INCLUDING = re.compile(r"\W*(?:,? ?(?:including|among them|among whom|of whom|of which|of them)\b[^.;]{0,24})\Z")
_JOINED = re.compile(
    r",?(?: and| or|, and|,| plus| along with| together with| as well as)? ?(?:another |a further |an additional )?\Z"
)
_COMPARED = re.compile(r"\b(?:compared|compares) (?:with|to) (?:just |only |about |the )?\Z", re.I)
_DEFINITE = re.compile(
    r"\b(?:the|these|those|all|both|all the|the (?:other|others|last|first|next|previous|latter|same)) \Z", re.I
)
_TOGETHER = re.compile(r"[^.;,]{0,30}?,? (?:along with|together with|as well as|alongside) ?")
_AND = re.compile(r"(?:\band\b|;|,)[^.;]{0,12}\Z")
_EARLIER = re.compile(
    r"[^.;]{0,30}?\b(?:(?:up|down) from|from|compared (?:with|to)|versus|against|after)"
    r"(?: (?:just|only|about|around|the|an earlier|a previous|the previous|the earlier|an initial|a revised|an original|a high of|a peak of|a low of))? ?\Z"
)
_OF_THE = re.compile(r"(?:\bOf|, of) (?:the |these |those |its |their |some |about |around |more than )?\Z")
_OF_NEXT = re.compile(r" (?:out )?of (?:the |its |their |his |her |those )?(?:(?:[\w.-]+ )?[\w.-]+'s? )?\Z")
_WHOLE_FIRST = re.compile(r"[^.;]{0,40}, (?:only |just |at least )?")
_TO = re.compile(r"[^.;]{0,30}\bto (?:just |only |about )?")
_COUNT_BEFORE = re.compile(
    r"\b(?:figure|number|count|tally|total|estimate|toll)s? (?:(?:is|was|at|of|to|as|could|may|might|had|has|have|be|been|now|stands?|stood|rose|risen|reached?|put|closer|nearer) ){0,4}\Z",
    re.I,
)
_OF_THEM = re.compile(r" of (?:them|whom|those)\b")
_NAME_BEFORE = re.compile(r"\b(?!Of\b|The\b|Among\b)[A-Z][\w.'-]+,? \Z")
_NAMED_BEFORE = re.compile(r"\b([A-Za-z]+), \Z")
_OF_THOSE = re.compile(r"\b[Oo]f (?:them|those|these|whom|which)\b")
_VOTE_AFTER = re.compile(r" (?:against|abstain(?:ed|ing)?|abstentions?|in favou?r|voted|opposed)\b")
_VOTES_TO = re.compile(r"\bvotes to \Z")
_VERB_BEFORE = re.compile(
    r"\b(?:holds?|held|has|have|had|hosts?|houses?|is|are|were|was|to|with|counts?|counted|numbers?|numbering|numbered|reached|now|than) (?:now |only |about )?\Z"
)
_LISTED = re.compile(r"(?:,| and|;) \Z")
_IN_A_PLACE = re.compile(r" (?:in|from|at|near|on) (?:the )?[A-Z]")
_TELLS = re.compile(
    r"\b(?:(?:group|batch|wave|contingent|party|maximum|minimum|spoke|speaks|speak|spoken|talked|talk|a total|peak) of|acknowledged?s?|confirmed|claimed|admitted"
    r"|reported|estimated|counted|recorded|listed|announced|cited|gave|says?|said it was|expected|from) \Z"
)
_AGAINST = re.compile(
    r"(?: votes?)?(?: to |-| - | against | for and | in favou?r and )|(?: votes?)? in favou?r,? (?:and )?"
)
_SCORED = re.compile(r" (?:win|victory|defeat|loss|draw|lead|series|triumph|thrashing)\b")
_CHANGED_TO = re.compile(
    r"\b(?:f[ae]ll(?:en|ing|s)?|r[io]s(?:e|en|ing|es)|drop(?:s|ped|ping)?|climb(?:s|ed|ing)?|up|down|grow(?:s|n|ing)?|grew|increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|jump(?:s|ed|ing)?"
    r"|shrank|shrink|shrinking|swell(?:ed|ing)?|swollen|declin(?:e|es|ed|ing)|soar(?:ed|ing)?|reduced?|cut|raised?|brought|bring|bringing|revised)(?: the total| it)? to \Z"
)
_ENDS = re.compile(
    r"\s*(?:[.,;:)]|\Z| ?(?:a|last|this|by|in|on|at|and|but|during|since|the|from|while|is|are|was|were|as|after|each|every|that|daily|yesterday|today|overnight|so|when|because|before|until|per|for) )"
)
_LAST_WORD = re.compile(r"([A-Za-z]+) \Z")
_GROUNDS = frozenset({"places", "buildings", "infrastructure", "attacks", "protests"})
_SITES = frozenset(
    (
        *("campuses", "farms", "crossings", "sites", "ranches", "plants", "mines", "locations", "checkpoints", "posts"),
        *("stations", "centres", "centers", "facilities", "branches", "units", "wards", "areas", "parishes", "estates"),
        *("universities", "colleges", "companies", "firms", "depots", "outposts", "markets", "fields", "pits", "parks"),
    )
)
"""Where people and animals are; a bare number behind counts what is there."""
_BEFALLS_BEASTS = frozenset({"killed", "injured", "infected", "rescued", "missing", "people"})
_TELLING = 10
_YEARS = range(1900, 2101)


@dataclass(slots=True)
class Draft:
    """A figure while its neighbours are still being looked at."""

    start: int
    end: int
    quantity: Quantity
    noun: Noun | None
    role: Role | None
    sentence: tuple[int, int]
    counted: str | None = None
    subject: str | None = None
    part_of: int | None = None
    earlier: bool = False
    unit: str | None = None
    standing: Standing | None = None
    elliptic: bool = False

    @property
    def toll(self) -> bool:
        """Whether a word for a count led to it: "the death toll rose to 58"."""
        return self.role is not None and self.role.toll


def link(shadow: str, drafts: list[Draft]) -> None:
    """Let neighbours in one sentence tell one another what they count: parts, earlier figures, pairs."""
    for number, this in enumerate(drafts):
        beside = number > 0 and drafts[number - 1].sentence == this.sentence
        if beside:
            _link_two(shadow, drafts, number)
        if _COMPARED.search(shadow, max(this.sentence[0], this.start - 24), this.start):
            this.earlier = True
        if _is_open(this) and _is_elliptic(shadow, this, beside):
            _fill(shadow, this, drafts, number)
        elif this.noun is None and this.counted in _BEFALLS_BEASTS and _tells_of_animals(drafts, number):
            this.counted = "animals"


def _link_two(shadow: str, drafts: list[Draft], number: int) -> None:
    before, this = drafts[number - 1], drafts[number]
    between = shadow[before.end : this.start]
    if _OF_NEXT.fullmatch(between) and before.noun is None and before.unit in (None, "share", "%"):
        _take_part(before, this, number)
        return
    if _is_open(this) and _AGAINST.fullmatch(between) and _are_votes(shadow, before, this):
        for one in (before, this):
            one.role = one.role or Role("votes", "the count of a vote", strong=True)
            one.counted, one.quantity.single = "votes", False
        return
    if this.unit is None and _is_magnitude(shadow, this) and _told_magnitude(drafts, number):
        this.unit = this.counted = "magnitude"
        this.noun, this.subject = None, None
        return
    at = before.part_of if before.part_of is not None and before.part_of < number else number - 1
    whole = drafts[at]
    if (
        _INCLUDING.search(between)
        or _OF_THEM.match(shadow, this.quantity.after)
        or (before.part_of is not None and _JOINED.fullmatch(between) and not _own(this))
    ):
        if this.unit is None or whole.counted == this.counted:
            this.part_of = at
        if (
            (not _own(this) or _says_nothing_new(this))
            and whole.role is not None
            and fits(whole.role.counted, this.noun)
        ):
            this.role, this.counted = whole.role, whole.role.counted
        elif this.counted == "people" and whole.noun is not None and is_person(whole.noun):
            this.counted = whole.counted
    elif _EARLIER.fullmatch(between) and _same_thing(before, this):
        this.earlier = True
        this.counted, this.unit, this.role = before.counted, before.unit or this.unit, before.role
        this.subject = this.subject or before.subject
    elif _is_from_to(shadow, before, this, between):
        before.earlier = True
        before.counted, before.unit, before.role = this.counted, this.unit, before.role or this.role
    elif _OF_THE.search(shadow, max(0, before.start - 16), before.start) and _WHOLE_FIRST.fullmatch(between):
        if not this.unit:
            this.part_of, this.subject = number - 1, this.subject or before.subject
    elif _TOGETHER.fullmatch(between):
        _share(before, this)
    elif _JOINED.fullmatch(between):
        _pair(before, this)
    elif this.quantity.nil and this.noun is None and this.role is None and _AND.search(between):
        this.role, this.counted = before.role, before.counted


def _told_magnitude(drafts: list[Draft], number: int) -> bool:
    """Whether a magnitude was told just before in the sentence."""
    near = drafts[max(0, number - 2) : number]
    return any(one.unit == "magnitude" and one.sentence == drafts[number].sentence for one in near)


def _is_magnitude(shadow: str, draft: Draft) -> bool:
    """A number with a point behind a magnitude: "was followed by one of 5.8"."""
    value, words = draft.quantity.value, shadow[draft.quantity.number : draft.quantity.end]
    shaken = draft.noun is None or draft.noun.head in ("aftershock", "aftershocks", "quake", "tremor", "earthquake")
    return value is not None and 1 < value < 10 and "." in words and draft.role is None and shaken


def _are_votes(shadow: str, before: Draft, this: Draft) -> bool:
    if before.noun is not None or before.unit is not None or before.quantity.share:
        return False
    return is_vote(shadow, before.start) and not _SCORED.match(shadow, this.end)


def _goes_on(before: Draft, this: Draft, between: str) -> bool:
    """Whether a list of parts goes on: "including nine officers and two children"."""
    if before.part_of is None or not _JOINED.fullmatch(between):
        return False
    return not _own(this) or (before.role is not None and this.counted == before.role.counted)


def _take_part(part: Draft, whole: Draft, number: int) -> None:
    """Nineteen of the 23 crew: what the clause says befell the nineteen; the whole is only who they are."""
    part.part_of = number
    if part.unit == "%":
        return
    part.role = part.role or whole.role
    part.counted = part.role.counted if part.role else (None if part.elliptic else part.counted) or whole.counted
    part.subject = part.subject or whole.subject
    if whole.role is not None and whole.noun is not None and not whole.role.why.startswith("the counted noun"):
        whole.role, whole.counted = None, counted()["actor"].get(whole.noun.head, whole.noun.head)


def _own(draft: Draft) -> bool:
    return draft.role is not None or draft.unit is not None


def _says_nothing_new(draft: Draft) -> bool:
    """A role that only the whole's own clause gave is no reason to count a part apart."""
    return draft.role is not None and draft.role.counted in ("people",)


def _is_open(draft: Draft) -> bool:
    return draft.noun is None and draft.unit is None and draft.counted is None and not draft.quantity.nil


def _is_elliptic(shadow: str, draft: Draft, same_sentence: bool) -> bool:
    """Whether a bare number stands for things named just before: "24 against", "of them 12", "the figure at 500"."""
    quantity = draft.quantity
    head = shadow[max(draft.sentence[0], draft.start - 60) : draft.start]
    if draft.standing is not None and draft.standing.clause is not None and _is_plain(draft):
        return True  # a verb that asks who they are: "wounded 12 and captured seven"
    if _are_those_who(shadow, draft):
        return True  # "of the 90 who applied"
    if _DEFINITE.search(head) or quantity.qualifier == "all":
        return False  # "the two started firing"
    verb = _verb_before(shadow, draft)
    if (
        (verb in counted()["hosts"] or verb in counted()["sometimes"])
        and _is_plain(draft)
        and _ENDS.match(shadow, draft.end)
    ):
        return True
    if quantity.added and shadow.endswith(" more", 0, draft.end):
        return True  # "and four more will follow"
    if _COUNT_BEFORE.search(head) or _OF_THEM.match(shadow, quantity.end) or _is_subject(shadow, draft):
        return True
    listed = same_sentence and _IN_A_PLACE.match(shadow, draft.end) and _LISTED.search(head)
    if listed and not quantity.single and quantity.value not in _YEARS:
        return True  # "12 in Ghent, three in Bruges"
    if quantity.kind == "exact" and (quantity.value or 0) < _TELLING:
        return same_sentence and bool(_VOTE_AFTER.match(shadow, draft.end) or _VOTES_TO.search(head))
    if _TELLS.search(head) and _ENDS.match(shadow, draft.end):
        return True
    if not same_sentence:
        return False
    if _VOTE_AFTER.match(shadow, draft.end) or _VOTES_TO.search(head) or _CHANGED_TO.search(head):
        return True
    return bool(_ENDS.match(shadow, draft.end)) and bool(_VERB_BEFORE.search(head) or _LISTED.search(head))


def _verb_before(shadow: str, draft: Draft) -> str:
    """The word right before a bare number, in lower case."""
    found = _LAST_WORD.search(shadow, max(draft.sentence[0], draft.start - 18), draft.start)
    return found[1].lower() if found else ""


def _is_subject(shadow: str, draft: Draft) -> bool:
    """Whether the grammar makes a bare number the subject of its clause: "Twelve were removed", "40 came"."""
    standing = draft.standing
    if standing is None or not standing.subject or draft.quantity.single:
        return False
    if shadow.startswith(",", draft.end):
        return False  # "Two, disrupt their funds"
    return draft.quantity.kind != "exact" or draft.quantity.value not in _YEARS


def _is_plain(draft: Draft) -> bool:
    """No year, and more than one."""
    quantity = draft.quantity
    return not quantity.single and (quantity.kind != "exact" or quantity.value not in _YEARS)


def _of_them(shadow: str, draft: Draft) -> bool:
    """Whether a number is a part of some who were named elsewhere: "20 of them", "of those, 20"."""
    head = shadow[max(draft.sentence[0], draft.start - 24) : draft.start]
    return bool(_OF_THEM.match(shadow, draft.end) or _OF_THOSE.search(head))


def _last_counted(drafts: list[Draft], number: int, *, alive: bool = False) -> Draft | None:
    """The nearest figure before that counts something, in this sentence or the one before; `alive`: no places."""
    sentence = drafts[number].sentence
    for draft in reversed(drafts[max(0, number - 4) : number]):
        if draft.sentence[1] < sentence[0]:
            return None
        if alive and (draft.counted in _GROUNDS or (draft.noun is not None and draft.noun.head in _SITES)):
            continue
        if draft.counted is not None and (draft.unit is None or draft.quantity.share):
            return draft
    return None


def _are_those_who(shadow: str, draft: Draft) -> bool:
    """A bare number before "who"; behind a name it is an age."""
    return shadow.startswith(" who ", draft.end) and not _NAME_BEFORE.search(
        shadow, max(draft.sentence[0], draft.start - 24), draft.start
    )


def _noun_before(drafts: list[Draft], number: int) -> Noun | None:
    """The last noun that a figure of this sentence or the one before counted."""
    sentence = drafts[number].sentence
    near = [one for one in drafts[max(0, number - 4) : number] if one.sentence[1] >= sentence[0] and one.unit is None]
    return next((one.noun for one in reversed(near) if one.noun is not None), None)


def _tells_of_animals(drafts: list[Draft], number: int) -> bool:
    """Whether the last figure of what lives told of animals, and none near it of people."""
    known = _last_counted(drafts, number, alive=True)
    return known is not None and known.counted == "animals"


def _fill(shadow: str, draft: Draft, drafts: list[Draft], number: int) -> None:
    """Give a bare number what was counted before; beside a verb of its own it takes over who they are, not their fate."""
    subject, verb = _is_subject(shadow, draft), _verb_before(shadow, draft)
    host, sometimes = verb in counted()["hosts"], verb in counted()["sometimes"]
    known = None if host else _last_counted(drafts, number, alive=subject or sometimes)
    of_them = _OF_THEM.match(shadow, draft.end)
    named = _NAMED_BEFORE.search(shadow, max(draft.sentence[0], draft.start - 40), draft.start) if of_them else None
    if named is not None and (told := counted()["actor"].get(named[1].lower())):
        draft.counted, draft.elliptic = told, True  # "the marchers, some 5,000 of them"
        return
    if _are_those_who(shadow, draft) and (known is None or known.noun is None or not is_person(known.noun)):
        draft.counted, draft.elliptic = "people", True
        return
    if known is None or (sometimes and known.sentence != draft.sentence and known.role is None):
        if (subject and not _of_them(shadow, draft)) or host or sometimes:
            draft.counted, draft.elliptic = "people", True  # "Thousands slept outdoors"
        return
    draft.elliptic = True
    clause = draft.standing.clause if draft.standing is not None else None
    named_last = _noun_before(drafts, number) if clause is not None else None
    if clause is not None and named_last is not None and says_of(clause, named_last):
        draft.counted, draft.subject = clause.counted, known.subject  # "200 drones came; 180 were shot down"
        return
    own = known.noun is not None and counted()["actor"].get(known.noun.head)
    if (subject or sometimes) and known.role is not None and own:
        draft.counted, draft.subject = str(own), known.subject
        return
    draft.counted, draft.role, draft.subject = known.counted, known.role, known.subject


def _same_thing(before: Draft, this: Draft) -> bool:
    """An earlier figure names nothing of its own, or the same."""
    return (this.noun is None or this.counted == before.counted) and (this.unit in (None, before.unit))


def _is_from_to(shadow: str, before: Draft, this: Draft, between: str) -> bool:
    head = shadow[max(0, before.start - 6) : before.start]
    return not before.earlier and head.endswith("from ") and bool(_TO.fullmatch(between)) and _same_thing(this, before)


def _share(before: Draft, this: Draft) -> None:
    """ "Nine soldiers were hurt along with three bystanders"."""
    if this.role is None and this.unit is None and before.role is not None and fits(before.role.counted, this.noun):
        this.role, this.counted = before.role, before.role.counted


def _pair(before: Draft, this: Draft) -> None:
    """Of "12 civilians and 3 soldiers were killed" both were killed; so of "killing 12 civilians and 3 soldiers"."""
    for known, open_one in ((before, this), (this, before)):
        if known.role is None or open_one.role is not None or open_one.unit is not None or open_one.noun is None:
            continue
        if open_one.standing is not None and open_one.standing.apart:
            continue
        told_after = known is this and known.role.why.startswith("before")
        told_before = known is before and known.role.why.startswith("after")
        fitting = open_one.noun.head in counted()["actor"] and fits(known.role.counted, open_one.noun)
        if fitting and (told_after or told_before):
            open_one.role, open_one.counted = known.role, known.role.counted
