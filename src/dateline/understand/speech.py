"""What the two ways of finding speech have in common: words given to somebody, before names are put to it."""

from __future__ import annotations

from typing import NamedTuple

from dateline.understand.label_bits import bits
from dateline.understand.parse import Parse
from dateline.understand.speech_grammar import Pieces, Subject, agent_of, cases, is_time, noun_phrase, subject_of


class Said(NamedTuple):
    """Words or thoughts with their cue and subject; places are code points, the subject and `verb` tokens."""

    content: Pieces
    cue: tuple[int, int] | None
    subject: Subject | None
    quoted: bool
    confidence: float
    why: str
    verb: int | None = None
    addressee: Subject | None = None
    via: Subject | None = None


class Relay(NamedTuple):
    """ "TASS quoted the minister as saying": who passes it on, who says it, and the inner verb."""

    relayer: Subject | None
    speaker: Subject
    verb: int


def relay_of(parse: Parse, verb: int) -> Relay | None:
    """Read a verb of relaying with "as saying", active or passive; None for any other verb."""
    if parse.lemma(verb).lower() not in RELAYING:
        return None
    stop = min(len(parse), verb + _LONGEST_RELAY)
    if "as" not in parse.words(verb + 1, stop):
        return None
    saying = next(
        (t for t in range(verb + 1, stop) if parse.low(t) in _SAYING and parse.low(t - 1) == "as"),
        None,
    )
    if saying is None or any(
        parse.lemma(t).lower() in RELAYING and parse.pos[t] == "VERB" for t in range(verb + 1, saying)
    ):
        return None  # the inner verb is the one: "reported that a channel had cited him as saying"
    if any(parse.word(t) in (".", ";", "“", "”", '"') for t in range(verb + 1, saying)):
        return None
    passive = next((child for child in parse.children(verb) if parse.labels[child] == "nsubj:pass"), None)
    if passive is not None:
        relayer = subject_of(parse, verb) or agent_of(parse, saying)
        return Relay(relayer, noun_phrase(parse, passive, avoid=verb), saying)
    if saying - 1 <= verb + 1:
        return None
    thing = next((child for child in parse.children(verb) if parse.labels[child] in ("obj", "iobj")), None)
    head = thing if thing is not None and verb < thing < saying - 1 else _last_noun(parse, verb + 1, saying - 1)
    return Relay(subject_of(parse, verb), Subject(head, verb + 1, saying - 1), saying)


def _last_noun(parse: Parse, first: int, stop: int) -> int:
    nouns = [token for token in range(first, stop) if parse.pos[token] in ("NOUN", "PROPN", "PRON")]
    return nouns[-1] if nouns else stop - 1


def addressee_of(parse: Parse, verb: int) -> Subject | None:
    """Who is told: "told her", "said to reporters"."""
    if not parse.below()[verb] & _TOLD:
        return None
    for child in parse.children(verb):
        label = parse.labels[child]
        if label == "iobj" or (label == "obj" and parse.lemma(verb) in _TELLING and not is_time(parse, child)):
            return _before_clause(parse, noun_phrase(parse, child, avoid=verb))
        if label == "obl" and child > verb and any(parse.low(case) == "to" for case in cases(parse, child)):
            found = noun_phrase(parse, child, avoid=verb)
            first = max([case + 1 for case in cases(parse, child) if case < child], default=found.first)
            return Subject(child, first, found.stop)
    return None


def _before_clause(parse: Parse, phrase: Subject) -> Subject:
    """The phrase without a "that"-clause which the parser hung on it."""
    for token in range(phrase.head + 1, phrase.stop):
        if parse.low(token) == "that":
            return Subject(phrase.head, phrase.first, token)
    return phrase


_LONGEST_RELAY = 30
_TOLD = bits("iobj", "obj", "obl")
RELAYING = frozenset(("report", "quote", "cite", "show", "paraphrase"))
_SAYING = frozenset(
    ("saying", "telling", "writing", "warning", "stating", "declaring", "adding", "asking", "insisting")
)
_TELLING = frozenset(("tell", "inform", "assure", "remind", "warn", "advise", "notify", "promise", "convince", "brief"))
