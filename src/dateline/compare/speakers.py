"""What a report says of who speaks: an official of a state, a body of its own, a witness, somebody unnamed."""

from __future__ import annotations

import re

from dateline.compare.reports import Report
from dateline.lexicon.source_nouns import noun_sets
from dateline.model.annotation import Party

AROUND = 60
"""So many characters to either side of a name may say who somebody is."""
_OF_THEM = re.compile(r"(?:all|both|some|one|two|three|many|most|several|others?|a few)(?: of (?:them|these|those))?")
_PRONOUNS = frozenset(
    (
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "you",
        "who",
        "that",
        "this",
        "one",
        "some",
        "others",
        "both",
        "all",
        "reporters",
    )
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_APPOSITION = re.compile(
    r"\s*,\s+(?!(?:told|said|says|added|which|and|but)\b)(?:the|an?|who|[^\W\d_]+['’]s?)?\s*([^,.;]{3,60})"
)
_APPOSED = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[^\W\d_]+['’]s?) ([a-z][^,.;:]{2,40}), $")
NEAR_WORDS = 4
_OF_STATE = re.compile(
    r"\b(?:district (?:collector|magistrate|attorney)|collector|medical examiner)\b(?! of)"
    r"|\b(?:provincial|state|county|city|national|federal|regional|district|municipal) [a-z]+"
    r" (?:director|head|chief|officer|secretary|adviser|coordinator)\b"
    r"|\b(?:attorneys?|solicitors?|surgeons?|auditors?)[ -]general\b|\bharbou?r ?masters?\b"
    r"|\b(?:state|government|federal|city|county|provincial|municipal|national|army|police|court|council)"
    r" (?:engineer|scientist|geologist|doctor|economist|expert|seismologist|meteorologist|surveyor|forecaster)s?\b"
)
"""Offices and trades in the pay of a state, whatever else their nouns may name."""
_ALWAYS_STATE = frozenset(
    (
        "ministry",
        "ministries",
        "police",
        "army",
        "navy",
        "directorate",
        "prosecutor",
        "prosecutors",
        "government",
        "gendarmerie",
        "prefecture",
        "tribunal",
        "inspectorate",
        "county",
        "municipality",
    )
)
"""Bodies of a state, whatever stands before them: "the security directorate"."""
_OF_A_GROUP = re.compile(
    r"[a-z]s['’] (?:[a-z]+ )?(?:leader|head|chief|president|representative|spokes[a-z]+|organi[sz]er)s?\b", re.I
)
_PERSON = re.compile(r"[A-Z][^\W\d]+(?:[ -][A-Z][^\W\d]*\.?){1,3}")
_TITLES = frozenset(
    ("mr", "mrs", "ms", "president", "premier", "senator", "judge", "admiral", "captain", "commander", "superintendent")
) | frozenset(("gov", "sen", "gen", "col", "lt", "capt", "cmdr", "adm", "sgt", "maj", "secretary", "chief"))
_STATE_TITLES = _TITLES - {"mr", "mrs", "ms", "captain", "chief", "secretary", "president"}


def is_pronoun(name: str) -> bool:
    """Whether a name only points at somebody named elsewhere.

    >>> is_pronoun("she"), is_pronoun("the mayor")
    (True, False)
    """
    bare = name.strip().lower()
    return bare in _PRONOUNS or bool(_OF_THEM.fullmatch(bare)) or bare == "the same source"


def described(report: Report | None, party: Party) -> str | None:
    """Say what words tell of a party: state, own (a body or its people), witness, anonymous, medium; None if nothing.

    The words of the name itself come first; of a person then those right before and behind the name where the report
    gives it first.
    """
    own = _told_by(party.name, whole=True)
    if own is not None or report is None or not is_person(party):
        return own
    name, text = party.name, report.article.text
    last = name.split()[-1] if name.split() else ""
    at = text.find(name)
    at, length = (at, len(name)) if at >= 0 else (text.find(last), len(last))
    if at < 0 or not last[:1].isupper():
        return None
    before = " ".join(re.split(r"[.;:,\n]\s", text[max(0, at - AROUND) : at])[-1].split()[-NEAR_WORDS:])
    if not before:
        named = _APPOSED.search(text[max(0, at - AROUND) : at])
        before = named.group(1) if named else ""
    after = _APPOSITION.match(text, at + length)
    return _told_by(before, whole=False) or (_told_by(after.group(1), whole=False) if after else None)


def is_person(party: Party) -> bool:
    """Whether a party is one human being."""
    return party.actor_id.startswith("p:") if party.actor_id else bool(_PERSON.fullmatch(party.name))


def _told_by(words: str, *, whole: bool) -> str | None:
    """What some words tell; those next to the name count more, so the last known one decides."""
    sets = noun_sets()
    found = [word.lower() for word in _WORD.findall(words)]
    if not found:
        return None
    told = set(found)
    if told & sets["anonymous"] and not any(word[:1].isupper() for word in words.split()[1:]):
        return "anonymous"
    if told & sets["medium"] and whole and words.islower():
        return "medium"
    if _OF_STATE.search(words.lower()):
        return "state"
    if _OF_A_GROUP.search(words):
        return "own"
    for word in reversed(found):
        if word in sets["witness"]:
            return "witness"
        if word in sets["other"] or word in sets["private"]:
            return "own"
        if word in sets["official"] or word in _STATE_TITLES or word in _ALWAYS_STATE:
            return "own" if word not in _ALWAYS_STATE and told & (sets["private"] | sets["other"]) else "state"
    return None
