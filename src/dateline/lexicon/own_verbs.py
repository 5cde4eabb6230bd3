"""Rows of table `verb` in a user's lexicon: a verb, what must stand around it, its CAMEO code, where the recipient is.

They take the form of event_verbs.tsv. CAMEO's statements (01) are no events of PLOVER, so the verb is one of saying;
its appeals (02) are requests like its demands (10), whose codes run parallel; "---" says that there is no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.lexicon.plover import Coding, kind_of, noun_classes, plover_of_cameo

NO_EVENT = "---"
CONDITIONS = frozenset(
    {"obj", "subj", "prep", "prt", "adv", "xcomp", "lemma", "oblique", "iobj", "gerund", "inf", "that", "clause"}
    | {"base", "neg", "adp", "phrase", "comp", "aux", "within"}
)
_BARE = frozenset({"obj", "subj", "iobj", "xcomp", "gerund", "inf", "that", "clause", "base", "neg"})
"""Conditions that may stand without words: "there is an object"."""
_CONDITION = re.compile(r"-?([a-z]+)(?:=([^\s=]+))?")
_CODE = re.compile(r"(\d{2,4})[A-Za-z!]?")
_NEWER = {"176": Coding("COERCE", "cyber", "176")}
"""Codes that CAMEO took up after the published table was made."""
_WITH_OBJECT = ("with", "to", "against", "from", "between")
"""Where the recipient stands when the object is a thing that the row names ("adopted a resolution with Sweden")."""
_PEOPLE = frozenset({"@person", "@force", "@police", "@envoy", "@protester"})
_WHOLE = frozenset({"swap", "giver", "reporter"})


def coding_of(code: str) -> Coding | None:
    """The PLOVER coding of a CAMEO code; None where it has none or means no event.

    >>> coding_of("0231").cameo, coding_of("112").type, coding_of("012")
    ('1031', 'ACCUSE', None)
    """
    digits = _CODE.fullmatch(code)
    if digits is None:
        return None
    number = digits[1]
    return plover_of_cameo("10" + number[2:] if number.startswith("02") else number) or _NEWER.get(number)


def kind_of_code(code: str) -> str:
    """The kind of row a code makes: "act", "say" (a statement), "none" (no event), or "" for what is no CAMEO code."""
    if code == NO_EVENT:
        return "none"
    digits = _CODE.fullmatch(code)
    if digits is not None and digits[1].startswith("01") and len(digits[1]) > 2:
        return "say"
    return "act" if coding_of(code) is not None else ""


def faults_of_verb(name: str, when: str, code: str) -> Iterator[str]:
    """What is wrong with a row of table `verb`, in words for people."""
    if not name:
        yield "a row of table 'verb' needs 'name', the verb"
    if not code:
        yield f"a row of table 'verb' needs 'cameo', a CAMEO code (112), or {NO_EVENT} for no event"
    elif not kind_of_code(code):
        yield f"{code!r} is no CAMEO code; write one such as 112, or {NO_EVENT} for no event"
    for condition in when.split():
        made = _CONDITION.fullmatch(condition)
        if made is None or made[1] not in CONDITIONS:
            yield f"condition {condition!r} is not one of: {', '.join(sorted(CONDITIONS))} (docs/events.md)"
        elif made[2] is None and made[1] not in _BARE:
            yield f"condition {condition!r} needs words: {made[1]}=this,that"


def as_event_verb(names: tuple[str, ...], when: str, code: str, recipient: str) -> dict[str, str]:
    """The row as one of event_verbs.tsv; places of the recipient are followed by those usual for the type."""
    kind = kind_of_code(code)
    coding = coding_of(code) if kind == "act" else None
    row = {"word": ",".join(names), "kind": kind, "when": when, "type": "", "mode": "", "cameo": "", "to": ""}
    if coding is None:
        return row
    named = tuple(place for place in recipient.split(",") if place)
    usual = () if _WHOLE & set(named) else kind_of(coding.type, coding.mode).recipients
    if usual and _names_a_thing(when):
        usual = (*(place for place in usual if place != "obj"), *_WITH_OBJECT)
    places = ",".join(dict.fromkeys((*named, *usual)))
    return row | {"type": coding.type, "mode": coding.mode or "", "cameo": coding.cameo, "to": places}


def _names_a_thing(when: str) -> bool:
    """Tell whether a row names its object and no people among it."""
    named = [one.partition("=")[2].split(",") for one in when.split() if one.startswith(("obj=", "within="))]
    words = {word for listed in named for word in listed}
    return bool(words) and not words & {"+", "&"} and not any(noun_classes(word) & _PEOPLE for word in words)
