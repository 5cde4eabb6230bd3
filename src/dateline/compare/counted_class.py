"""What was done to those counted, where the words right beside a number say it more plainly than its class."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.compare.reports import Report
from dateline.lexicon.quantities import counted
from dateline.lexicon.same_words import sense
from dateline.model.annotation import Figure

DONE = frozenset(
    (
        *("killed", "injured", "casualties", "missing", "arrested", "charged", "convicted", "released", "rescued"),
        *("trapped", "kidnapped", "displaced", "evacuated", "hospitalized", "infected", "deported", "dismissed"),
        *("deployed", "destroyed", "damaged", "vaccinated"),
    )
)
"""Classes of counts that say what was done to those counted: the class is the question, the noun its scope."""
OF_THINGS = frozenset({"damaged", "destroyed"})
"""Done to things: there the noun is the question, and the class only narrows it."""
PLAIN = frozenset({"people", "troops", "fighters", "police", "protesters", "vehicles", "animals"})
"""Classes that say who or what is counted, not what was done to them."""

_PASSIVE = re.compile(r" (?:(?:were|was|are|is|had|have|has|been|being|still|also|were also) ){1,3}([a-z]+)")
ABOARD = "aboard"
"""Those whom a ship, a plane or a train carries: a class of its own, for lists of them seldom agree."""
_CRAFT = r"(?:boat|ship|ferry|vessel|plane|jet|aircraft|airliner|helicopter|bus|train|craft|submersible)"
_ON_BOARD = re.compile(
    rf"(?: (?:people|passengers|persons|others|migrants))?(?: and crew)?(?: (?:were|are|was|had been|who were))?"
    rf" (?:aboard|on board|(?:on|in) (?:the|their|her|a) (?:[a-z]+ )?{_CRAFT})\b"
)
_CARRYING = re.compile(
    rf"\b(?:carrying|carried|manifest (?:listed|lists|names|named|counts)|{_CRAFT} with)"
    r" (?:(?:about|some|at least|more than|nearly|up to|as many as) )?$"
)
_STATE = "|".join(
    ("missing", "unaccounted for", "trapped", "dead", "injured", "wounded", "hurt", "killed", "in custody", "homeless")
)
_BEHIND = re.compile(
    r"(?: (?:people|men|others|more|women))? (?:who |that |which )?"
    r"(?:(?:are|were|is|was|remain(?:s|ed)?|still|be|been|have|has|left|found|recovered|confirmed|declared|feared)"
    r" ){1,4}"
    rf"({_STATE})\b|(?: others)? ({_STATE})\b"
)
_DONE_TO = re.compile(
    r"(?: (?:people|men|others|women|prisoners|inmates))?(?: of (?:whom|them))?"
    r" (?:were|was|are|is|have been|has been|had been) (?:still )?(?:(?P<hospital>in hospitals?"
    r"|(?:(?:taken|rushed|admitted|brought|flown|sent) to|treated in) (?:an? |the )?hospitals?)\b"
    r"|(?:caught|recaptured|brought back|captured again|rounded up)\b)"
)
"""What was done to those counted, told in several words."""
_NOT_FOUND = re.compile(
    r"(?: (?:people|men|others|women))? (?:who |that )?(?:have|has|had|are|were)"
    r" (?:not (?:yet )?been (?:found|seen|heard of)"
    r"|(?:still )?(?:being )?(?:sought|looked for|searched for))\b"
)
_TOLL = re.compile(r"\b(?:death )?toll\b(?! (?:fee|road))[^.;,\d]{0,30} (?:at|to|of|as|was|is|reached|passed) $")
_STATE_BEFORE = re.compile(
    r"\b(?:(?:the|of|number of|those|that of(?: the)?) )(dead|killed|wounded|injured|missing|arrested|detained)\b"
    r"(?: [a-z]+){0,2} (?:at|to|was|is|reached|as|rose to|stood at) $"
)


def class_of(report: Report, figure: Figure) -> str:
    """The class of a count as its words tell it: "nine who are still missing", "put the toll at 14"."""
    told = (figure.counted or "").lower()
    text, end = report.article.text, figure.span.end
    if told and told not in DONE | PLAIN:
        return told
    if _is_who_they_are(told, figure):
        told = "people"
    if _NOT_FOUND.match(text, end):
        return "missing"
    if told in ("", "people") and _is_aboard(report, figure):
        return ABOARD
    done = _DONE_TO.match(text, end)
    if done:
        return "hospitalized" if done.group("hospital") else "arrested"
    behind = _BEHIND.match(text, end)
    if behind:
        return _class(behind.group(1) or behind.group(2)) or told
    before = text[max(0, figure.span.start - 60) : figure.span.start].rpartition(". ")[2]
    if _TOLL.search(before):
        return "killed"
    state = _STATE_BEFORE.search(before)
    if state:
        return _class(state.group(1)) or told
    if told in PLAIN:
        verb = _PASSIVE.match(text, end)
        return _by_sense().get(sense(verb.group(1)), told) if verb else told
    return told


def _is_aboard(report: Report, figure: Figure) -> bool:
    """Whether those counted are on a ship, a plane or a train."""
    text, span = report.article.text, figure.span
    return bool(_ON_BOARD.match(text, span.end) or _CARRYING.search(text[max(0, span.start - 40) : span.start]))


def _is_who_they_are(told: str, figure: Figure) -> bool:
    """Whether the class only comes from who is counted: inmates who escape were not arrested now."""
    words = (figure.subject or "").lower().split()
    return bool(words) and told != "casualties" and counted()["actor"].get(words[-1]) == told and told in DONE


def _class(words: str) -> str | None:
    known, word = counted(), words.split()[0]
    if words == "in custody":
        return "arrested"
    return known["state"].get(word) or known["verb"].get(word)


@lru_cache(maxsize=1)
def _by_sense() -> dict[str, str]:
    told = {sense(one): one for one in sorted(DONE - OF_THINGS, reverse=True)}
    return told | {sense("sought"): "missing", sense("looked"): "missing"}
