"""How sure an event is, and whether it is one at all: no politics without a political side."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dateline.lexicon.plover import Coding
from dateline.understand.event_parties import Side, Standing
from dateline.understand.event_roles import Roles

_PHYSICAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"})
_VERBAL = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN", "AGREE", "CONCEDE"})
_SELF_STANDING = frozenset(
    {"PROTEST", "MOBILIZE", "RETREAT", "CONCEDE", "AGREE", "CONSULT", "COERCE", "ASSAULT", "REJECT"}
)
_PUBLIC = _SELF_STANDING - {"CONSULT", "REJECT"}
"""What private people do in public although nobody is named to whom: they march, yield, strike a bargain."""
_BY_THE_STATE = frozenset({"arrest", "release", "deport", "abduct", "allege", "torture", "beat"})
HEAD_SHARE, GUESS_BASE, GUESS_SHARE = 0.3, 0.15, 0.6
_BASE = 0.30
_ACTOR = {Standing.THING: -0.10, Standing.SOMEBODY: 0.08, Standing.FIRM: 0.20}
_RECIPIENT = {Standing.THING: -0.04, Standing.SOMEBODY: 0.12, Standing.FIRM: 0.22}
_PURPOSE, _MODIFIER = -0.20, -0.24
"""What an act for whose sake another is done counts less, and one that only says of whom the sentence speaks."""
_MODALITY = {"asserted": 0.0, "denied": -0.05, "planned": -0.05, "requested": -0.12, "hypothetical": -0.15}


class Weighed(NamedTuple):
    """The sides that count and the confidence, with what spoke for and against."""

    confidence: float
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    reasons: tuple[str, ...]


def weigh(
    coding: Coding,
    roles: Roles,
    *,
    modality: str,
    purpose: bool,
    main: bool,
    modifier: bool,
    aside: bool,
    specific: bool,
    arena: int,
    off_topic: Callable[[], bool],
    chance: float | None = None,
    guessed: bool = False,
) -> Weighed | None:
    """Weigh one event, or refuse it.

    `arena` is the number of words of sport, culture or business around it; `off_topic` tells whether the whole text
    is about such things, which is only asked where nobody political is named.
    """
    actors = tuple([side for side in roles.actors if side.standing is not Standing.THING])
    recipients = roles.recipients
    actor = max([side.standing for side in actors]) if actors else None
    recipient = max([side.standing for side in recipients]) if recipients else None
    if _refused(coding, roles, actor, recipient, arena) and (
        arena or not _is_civil(coding, roles, actor, recipient) or off_topic()
    ):
        return None
    score = _BASE
    reasons = []
    if actor is None:
        score -= 0.08
        reasons.append("no actor named")
    else:
        score += _ACTOR[actor]
    if recipient is None:
        score -= 0.05
        reasons.append("nobody named whom it is done to")
    else:
        score += _RECIPIENT[recipient]
    score += _PURPOSE if purpose else _MODALITY[modality]
    score += 0.12 if main else _MODIFIER if modifier else -0.06
    score += 0.08 if specific else 0.0
    if aside:
        score -= 0.15
        reasons.append("told in passing")
    if roles.guessed:
        score -= 0.10
        reasons.append("recipient taken from nearby words")
    if arena:
        score -= 0.10 * arena
    score = min(0.97, max(0.02, score))
    if chance is not None:
        score = _with_head(score, chance, guessed=guessed)
    return Weighed(round(score, 3), actors, recipients, tuple(reasons))


def _with_head(score: float, chance: float, *, guessed: bool) -> float:
    """The confidence when the trained head has been asked, too."""
    if guessed:
        return GUESS_BASE + GUESS_SHARE * chance * score
    return HEAD_SHARE * chance + (1 - HEAD_SHARE) * score


def _is_civil(coding: Coding, roles: Roles, actor: Standing | None, recipient: Standing | None) -> bool:
    """Tell acts between people who hold no office: traders and landlords, residents and a school."""
    if actor is not Standing.SOMEBODY or any(side.unnamed for side in (*roles.actors, *roles.recipients)):
        return False
    if not roles.recipients:
        return coding.type in _PUBLIC
    return recipient is Standing.SOMEBODY


def _refused(coding: Coding, roles: Roles, actor: Standing | None, recipient: Standing | None, arena: int) -> bool:
    if not roles.actors and not roles.recipients:
        return arena > 0 or coding.type != "PROTEST"  # "riots broke out" names nobody and is news all the same
    firm = Standing.FIRM in (actor, recipient)
    if actor is None and any(side.first_person for side in roles.actors):
        return True  # "we" of whom nobody knows who speaks
    if roles.actors and actor is None and not (recipient is Standing.FIRM and coding.type in _VERBAL):
        return True  # a thing does nothing to anybody
    if arena >= 2 and not (actor is Standing.FIRM and recipient is Standing.FIRM and arena < 4):
        return True
    if arena >= 2 and recipient is None:
        return coding.type not in _PHYSICAL or actor is not Standing.FIRM
    if not firm:
        if coding.type == "PROTEST" and actor is Standing.SOMEBODY and not arena:
            return False
        if roles.device and coding.type == "ASSAULT" and recipient is not None:
            return arena > 0
        if coding.cameo in ("082", "133") and actor is Standing.SOMEBODY and not arena:
            return False  # strikers who call their strike off, or threaten with one
        if coding.mode in _BY_THE_STATE and actor is None and not roles.actors and not arena:
            return recipient is not Standing.SOMEBODY  # "was jailed" names no court and means one
        both = Standing.SOMEBODY in (actor, recipient) and None not in (actor, recipient)
        return not (coding.type in _PHYSICAL and both and not arena)
    if coding.mode == "visit" and actor is not Standing.FIRM:
        return True
    if recipient is None and coding.type not in _SELF_STANDING:
        return actor is not Standing.FIRM
    return False
