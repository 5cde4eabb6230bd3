"""Cues behind a comma at the end: "The port will stay shut, the authority said in a notice, citing the storm"."""

from __future__ import annotations

from dateline.lexicon.tables import word_set
from dateline.understand.parse import Parse
from dateline.understand.speech_grammar import Pieces, Subject, is_time, trimmed, verb_group

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_LONGEST_SUBJECT = 16
_LONGEST_TAIL = 12
_OPENERS = word_set("in on at during after before to from last this earlier later late early over by via of about with")
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday today yesterday")
_NOT_FIRST = word_set("and but or nor who which that whose where when while as if because although though so than")
_ASKED = word_set("asked questioned pressed quizzed told speaking according")
_LONG = 6
_LONGEST_ASIDE = 10
_NOT_BEHIND = word_set("which who whom whose according citing and but or that")
_OPENING = frozenset(("“", '"', "''", "``", "‘", "«"))
_CLOSING = frozenset(("”", '"', "''", "’", "'", "»"))
_NOMINAL = ("NOUN", "PROPN", "PRON")


def trailing_cue(parse: Parse, verb: int) -> tuple[Pieces, Subject] | None:
    """What stands before a cue that closes its sentence behind a comma, and who speaks; None for any other verb.

    Read off the order of words, for which a parser's view of such clauses is too often wrong.
    """
    if parse.tags[verb] not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    number = parse.sentence_of(verb)
    first, stop = parse.sentences[number]
    if not _ends(parse, verb, stop):
        return None
    if number and _is_broken(parse, first):
        first = parse.sentences[number - 1][0]
    group = verb_group(parse, verb)[0]
    comma = next((t for t in range(group - 1, max(first, group - _LONGEST_SUBJECT), -1) if parse.word(t) == ","), None)
    if parse.low(first) in _ASKED or comma is None or comma + 1 >= group:
        return None
    comma = _before_apposition(parse, first, comma, group)
    subject = _noun_phrase(parse, comma + 1, group)
    told = any(parse.tags[token] in _FINITE for token in range(first, comma))
    if subject is None or not (told or (comma - first >= _LONG and parse.pos[first] in ("DET", "NOUN", "PROPN"))):
        return None
    start, end = parse.span(first, comma)
    content = trimmed(parse.text, start, end)
    return ((content,), subject) if content is not None else None


def parenthetical_cue(parse: Parse, verb: int) -> tuple[Pieces, Subject] | None:
    """What stands on both sides of a cue between commas: "The plan, a clerk said, is to wait"; None for any other."""
    first, stop = parse.sentences[parse.sentence_of(verb)]
    behind = verb + 2 if verb + 1 < stop and parse.low(verb + 1) in _DAYS else verb + 1
    if parse.tags[verb] not in ("VBD", "VBZ", "VBP") or behind + 1 >= stop or parse.word(behind) != ",":
        return None
    opens = parse.low(behind + 1)
    if parse.tags[behind + 1] == "VBG" or opens in _NOT_BEHIND or opens in _OPENING:
        return None
    group = verb_group(parse, verb)[0]
    comma = next((t for t in range(group - 1, max(first, group - _LONGEST_ASIDE), -1) if parse.word(t) == ","), None)
    subject = _noun_phrase(parse, comma + 1, group) if comma is not None and comma + 1 < group else None
    if comma is None or subject is None:
        return None
    if comma - 1 > first and parse.low(comma - 1) in ("who", "which", "that"):
        first = comma - 1  # "a town that, he said, was asleep"
    sides = (parse.span(first, comma), parse.span(behind + 1, stop))
    pieces = tuple(piece for side in sides if (piece := trimmed(parse.text, *side)) is not None)
    return (pieces, subject) if len(pieces) == len(sides) else None


def _is_broken(parse: Parse, first: int) -> bool:
    """Tell whether the parse broke off the sentence before this token without a stop."""
    end, start = parse.span(first - 1, first + 1)[0], parse.span(first, first + 1)[0]
    before = parse.text[end:start]
    return parse.word(first - 1)[-1:].isalnum() and "\n" not in before and not before.strip()


def _ends(parse: Parse, verb: int, stop: int) -> bool:
    """Behind the verb stands nothing but when, where or with which words it was said, or a clause with -ing."""
    at = verb + 1
    while at < stop and (parse.pos[at] == "ADV" or parse.low(at) in _DAYS):
        at += 1
    if at < stop and parse.low(at) in _OPENERS:
        while at < stop and parse.word(at) != "," and at - verb <= _LONGEST_TAIL:
            if parse.tags[at] in _FINITE or parse.low(at) == "that":
                return False
            at += 1
    if at >= stop or all(parse.pos[token] == "PUNCT" for token in range(at, stop)):
        return True
    opening = at + 1 < stop and parse.word(at) == ","
    return opening and (parse.tags[at + 1] == "VBG" or parse.low(at + 1) in ("according", "which"))


def _before_apposition(parse: Parse, first: int, comma: int, group: int) -> int:
    """ "..., Ana Ruiz, the mayor, said": the comma before the name, where the last one only opens or shuts an aside."""
    if comma + 1 == group:
        return comma
    earlier = next(
        (t for t in range(comma - 1, max(first, comma - _LONGEST_SUBJECT), -1) if parse.word(t) == ","), None
    )
    if earlier is None or parse.low(comma + 1) not in ("the", "a", "an", "who", "which", "its", "his", "her"):
        return comma
    names = range(earlier + 1, comma)
    proper = names and all(parse.pos[t] in ("PROPN", "DET", "NOUN", "ADJ") for t in names)
    return earlier if proper and parse.pos[comma - 1] == "PROPN" and comma - earlier <= 5 else comma


def _noun_phrase(parse: Parse, first: int, stop: int) -> Subject | None:
    while first + 1 < stop and parse.word(first) in _CLOSING:
        first += 1  # ``"... to all," the mayor said``
    if parse.low(first) in _NOT_FIRST or parse.pos[first] in ("VERB", "AUX", "ADP", "SCONJ", "CCONJ"):
        return None
    if any(parse.tags[token] in _FINITE and not _in_relative(parse, token, first) for token in range(first, stop)):
        return None
    nominal = [token for token in range(first, stop) if parse.pos[token] in _NOMINAL]
    if not nominal or parse.tags[first] in ("VBG", "VBN", "TO"):
        return None
    preposition = next((token for token in range(first, stop) if parse.pos[token] == "ADP"), stop)
    before = [token for token in nominal if token < preposition] or nominal
    own = [token for token in before if not first <= parse.head(token) < stop]
    head = own[0] if own else before[-1]
    return None if is_time(parse, head) else Subject(head, first, stop)


def _in_relative(parse: Parse, token: int, first: int) -> bool:
    return any(parse.low(other) in ("who", "which") for other in range(first, token))


def stands_between(parse: Parse, verb: int) -> bool:
    """ "As the bank noted, prices rose", "prices, critics concede, will rise": an aside shut off by commas."""
    children = parse.children(verb)
    if parse.labels[verb] != "advcl" or not any(parse.labels[child] == "nsubj" for child in children):
        return False
    if any(parse.labels[child] in ("obj", "ccomp", "xcomp", "cop", "cc") for child in children):
        return False
    marks = [parse.low(child) for child in children if parse.labels[child] in ("mark", "advmod")]
    first, stop = parse.sentences[parse.sentence_of(verb)]
    low, high = parse.reach(verb)
    closed = high < stop and "," in (parse.word(high - 1), parse.word(high))
    opened = low == first or "," in (parse.word(low - 1), parse.word(low))
    return closed and opened and (marks in ([], ["as"])) and (bool(marks) or low > first)


def ends_sentence(parse: Parse, verb: int) -> bool:
    """ ", officials said." at the end is a cue even where the parser saw a subordinate clause."""
    if parse.labels[verb] not in ("advcl", "conj", "ccomp") or parse.head(verb) > verb:
        return False
    children = parse.children(verb)
    if any(parse.labels[child] in ("mark", "cc", "obj", "xcomp", "cop") for child in children):
        return False
    stop = parse.sentences[parse.sentence_of(verb)][1]
    own = any(parse.labels[child] == "nsubj" for child in children)
    return own and all(parse.pos[token] == "PUNCT" for token in range(parse.reach(verb)[1], stop))
