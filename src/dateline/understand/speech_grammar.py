"""Grammar around words of speech and thought: the verb group, the subject, the stretch of a clause."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dateline.lexicon.tables import word_set
from dateline.understand.label_bits import bits
from dateline.understand.parse import Parse

Pieces = tuple[tuple[int, int], ...]
"""Stretches of the text, in code points."""

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_ASIDES = ("acl", "advcl", "obl", "acl:relcl")
_NOMINAL = ("NOUN", "PROPN", "PRON")
_BETWEEN = (",", ")", "also", "later", "then", "now", "still", "already", "again", "once")
_SUBJECTS = ("nsubj", "nsubj:outer", "csubj")
_ISSUING = word_set("release issue send publish post put make give deliver write file sign tweet circulate air run")
_BREAKS = frozenset(("“", "”", '"', "''", "``", ";", ":", "—", "–"))
_DEPTH = 5
_LONGEST_LEAD = 4
_LONGEST_RELATIVE = 25
_RELATIVE_WORDS = frozenset(("who", "which", "whose", "whom", "where"))
_DAYS = word_set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_NO_MANNER = word_set("not so too how why when where more most less only even just as there here out up down on")
_NEGATING = ("advmod", "cc", "cc:preconj", "det", "discourse")
_MAY_NEGATE = bits("advmod", "cc", "det", "discourse")
_AUX, _CASE, _AGENT = bits("aux"), bits("case"), bits("obl", "obl:agent")
_PASSIVE = bits("nsubj:pass", "aux:pass", "aux")
_GROUPED = bits("aux", "aux:pass", "cop", "compound")
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "longer", "neither", "nor"))
_TRAILING = " \t\n\r\u00a0,;:.—–-―"
_LEADING = " \t\n\r\u00a0,;:.—–-―"
_WEEKDAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august",
    "september october november december today yesterday tomorrow week month year morning afternoon evening night",
    "weekend hour day",
)


class Subject(NamedTuple):
    """Who stands as the subject: head token and token range; `implied` when it belongs to a verb further up."""

    head: int
    first: int
    stop: int
    implied: bool = False


def is_verb(parse: Parse, token: int) -> bool:
    """Tell whether the token is a full verb."""
    return parse.pos[token] == "VERB" or (parse.tags[token][:2] == "VB" and parse.pos[token] != "AUX")


def subject_of(parse: Parse, verb: int, *, depth: int = 0) -> Subject | None:
    """The subject of a verb: its own, or that of the verb on which it leans ("left, saying ...")."""
    if parse.tags[verb] in ("VBN", "VBD") and passive_subject(parse, verb) is not None:
        return agent_of(parse, verb)
    for child in parse.children(verb):
        if parse.labels[child] in _SUBJECTS:
            return noun_phrase(parse, child, avoid=verb, implied=depth > 0)
    if parse.labels[verb] == "acl" and parse.tags[verb] == "VBN":
        return agent_of(parse, verb)
    if depth >= _DEPTH or parse.head(verb) == verb:
        return None
    label, above = parse.labels[verb], parse.head(verb)
    if label == "advcl" and parse.tags[verb] in ("VBN", "VBD") and verb < above and not _has_aux(parse, verb):
        return agent_of(parse, verb)  # "Asked whether ..., the minister said": somebody asked him
    if label == "advcl" and parse.tags[verb] == "VBG" and verb > 0 and parse.word(verb - 1) == ",":
        # "went on after her refusal to pay, calling it odd": behind a comma it leans on the finite verb.
        while parse.tags[above] not in _FINITE and above < verb and parse.head(above) != above:
            above = parse.head(above)
    if label == "xcomp":
        held = next((child for child in parse.children(above) if parse.labels[child] in ("obj", "iobj")), None)
        if held is not None and held < verb and parse.lemma(above) not in ("promise", "vow", "take", "use"):
            return noun_phrase(parse, held, avoid=verb, implied=True)
        return subject_of(parse, above, depth=depth + 1)
    if label == "parataxis" and parse.tags[verb] in ("VBD", "VBZ", "VBP", "VB"):
        behind = next((child for child in parse.children(verb) if parse.labels[child] == "obj"), None)
        if behind is not None and parse.reach(behind)[0] == verb + 1:
            return noun_phrase(parse, behind, avoid=verb)  # "prices may fall, say some traders"
    if label in ("conj", "advcl", "parataxis", "ccomp") and parse.pos[above] in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
        return subject_of(parse, above, depth=depth + 1) if label != "ccomp" else None
    if label == "acl" and parse.tags[verb] == "VBG" and _is_issued(parse, above):
        return subject_of(parse, parse.head(above), depth=depth + 1)
    if label in ("acl", "acl:relcl") and parse.tags[verb] == "VBG" and above < verb:
        if verb > 0 and parse.word(verb - 1) == ",":
            # "raised the tax, saying ...": after a comma it leans on the clause, not on the noun before it.
            while not is_verb(parse, above) and parse.head(above) != above:
                above = parse.head(above)
            if is_verb(parse, above):
                return subject_of(parse, above, depth=depth + 1)
            above = parse.head(verb)
        if is_time(parse, above):
            return None  # "on Wednesday, saying ..."
        return noun_phrase(parse, above, avoid=verb, implied=True)
    return None


def _has_aux(parse: Parse, verb: int) -> bool:
    return bool(parse.below()[verb] & _AUX)


def _is_issued(parse: Parse, noun: int) -> bool:
    """ "Released a report saying": the object of a verb of making known."""
    verb = parse.head(noun)
    return parse.labels[noun] == "obj" and parse.lemma(verb).lower() in _ISSUING and is_verb(parse, verb)


def passive_subject(parse: Parse, verb: int) -> int | None:
    """What is said to be done to: the subject of a participle with "be", whatever the parser calls it."""
    if not parse.below()[verb] & _PASSIVE:
        return None
    subject, is_done = None, False
    for child in parse.children(verb):
        label = parse.labels[child]
        if label == "nsubj:pass":
            return child
        if label == "nsubj" and subject is None:
            subject = child
        is_done = is_done or label == "aux:pass" or (label == "aux" and parse.lemma(child) in ("be", "get"))
    return subject if is_done and parse.tags[verb] in ("VBN", "VBD") else None


def subject_beside(parse: Parse, verb: int) -> Subject | None:
    """The noun right before a finite verb to which the grammar gave no subject: "The chief, Ana Ruiz, said"."""
    at = verb_group(parse, verb)[0] - 1
    finite = parse.tags[verb] in _FINITE or _has_aux(parse, verb)
    sentence = parse.sentences[parse.sentence_of(verb)]
    while at >= 0 and parse.pos[at] in ("ADV", "PUNCT") and parse.word(at) in _BETWEEN:
        if parse.word(at) == ",":
            at = _before_relative(parse, sentence[0], at)
        at -= 1
    if not finite or at < sentence[0] or (parse.pos[at] not in _NOMINAL and parse.word(at) != "%"):
        return None
    head = at
    while sentence[0] <= parse.head(head) < head and parse.pos[parse.head(head)] in _NOMINAL:
        head = parse.head(head)
    return noun_phrase(parse, head, avoid=verb)


def _before_relative(parse: Parse, first: int, comma: int) -> int:
    """The comma before a relative clause that this one shuts ("Ruiz, who lives in Oslo, said"), or the comma itself."""
    for token in range(comma - 1, max(first + 1, comma - _LONGEST_RELATIVE), -1):
        if parse.word(token) == ",":
            return comma
        if parse.low(token) in ("who", "whose", "which"):
            return token - 1 if parse.word(token - 1) == "," else comma
    return comma


def agent_of(parse: Parse, verb: int) -> Subject | None:
    """ "by the minister" after a passive."""
    if not parse.below()[verb] & _AGENT:
        return None
    for child in parse.children(verb):
        if parse.labels[child] == "obl:agent" or (
            parse.labels[child] == "obl" and any(parse.low(case) == "by" for case in cases(parse, child))
        ):
            found = noun_phrase(parse, child, avoid=verb)
            return Subject(found.head, after_cases(parse, child, found.first), found.stop)
    return None


def cases(parse: Parse, token: int) -> list[int]:
    """The prepositions of a noun."""
    if not parse.below()[token] & _CASE:
        return []
    labels = parse.labels
    return [child for child in parse.children(token) if labels[child] == "case"]


def after_cases(parse: Parse, token: int, first: int) -> int:
    """Where a noun phrase begins behind its prepositions."""
    before = [case for case in cases(parse, token) if case < token]
    if not before:
        return first
    fixed = [child for case in before for child in parse.children(case) if parse.labels[child] == "fixed"]
    return max([first, *(one + 1 for one in (*before, *fixed) if one < token)])


def noun_phrase(parse: Parse, head: int, *, avoid: int, implied: bool = False) -> Subject:
    """The phrase of a noun as a token range that does not reach over the token `avoid`."""
    first, stop = parse.reach(head)
    if first + 1 == stop:
        return Subject(head, first, stop, implied)
    if first <= avoid < stop:
        first, stop = (avoid + 1, stop) if avoid < head else (first, avoid)
        if avoid < head:
            first = min(first, head)
    first = min(after_cases(parse, head, first), head)
    while stop - 1 > head and parse.pos[stop - 1] == "AUX":
        stop -= 1
    while stop - 1 > head and parse.pos[stop - 1] == "PUNCT" and parse.word(stop - 1) not in (")", "”", '"', "]"):
        stop -= 1
    while first < head and (
        (parse.pos[first] == "PUNCT" and parse.word(first) not in ("(", "“", '"', "["))
        or (parse.labels[first] in ("cc", "mark") and parse.head(first) == head)
        or (parse.labels[first] == "advmod" and parse.head(first) == head and parse.low(first) == "even")
    ):
        first += 1
    stop = _without_aside(parse, head, stop)
    return Subject(head, first, max(stop, head + 1), implied)


def _without_aside(parse: Parse, head: int, stop: int) -> int:
    """A phrase without what is told by the way: "Ruiz, speaking to reporters", "the bank, in its report"."""
    for child in parse.children(head):
        if child < head:
            continue
        first, last = parse.reach(child)
        if last == stop and parse.labels[child].startswith(("nmod", "obl")) and is_time(parse, child):
            return first  # "the ministry on Monday"
        if parse.labels[child] not in _ASIDES:
            continue
        first += parse.word(first) == "," and parse.labels[child] != "acl:relcl"
        while first > head + 1 and parse.word(first - 1) in ("(", "-", "—", "–"):
            first -= 1
        if first > head + 1 and parse.word(first - 1) == "," and last >= stop - 1:
            relative = parse.labels[child] == "acl:relcl"
            if not relative or parse.low(first) in _RELATIVE_WORDS:
                return first - 1
    return stop


def with_name_before(parse: Parse, subject: Subject, start: int) -> Subject:
    """The subject from the name on that opens its clause at `start`: "Ana Ruiz, who led the talks with Norway, said".

    The parser often takes the last noun of such a phrase for the subject.
    """
    if subject.implied or subject.first <= start or parse.pos[start] != "PROPN" or is_time(parse, start):
        return subject
    name = next((token for token in range(start, subject.first) if parse.pos[token] != "PROPN"), start)
    between = range(name, subject.first)
    shut = parse.word(subject.stop) == "," or (subject.stop < len(parse) and parse.word(subject.stop - 1) == ",")
    if (
        not between
        or not shut
        or parse.word(name) not in (",", "(")
        or any(parse.word(token) in _BREAKS for token in between)
    ):
        return subject
    relative = any(parse.low(token) in ("who", "which") for token in between)
    if not relative and any(parse.tags[token] in _FINITE for token in between):
        return subject
    head = next((token for token in range(start, name) if not start <= parse.head(token) < name), name - 1)
    return Subject(head, start, subject.stop)


def verb_group(parse: Parse, verb: int) -> tuple[int, int]:
    """The verb with its auxiliaries, the adverbs among them and its particle, as a token range."""
    first, stop = verb, verb + 1
    if parse.below()[verb] & _GROUPED:
        for child in parse.children(verb):
            label = parse.labels[child]
            if child < verb and label in ("aux", "aux:pass", "cop"):
                first = min(first, child)
            elif label == "compound:prt" and child == verb + 1:
                stop = child + 1
        group = range(first, verb)
        if any(parse.labels[token].startswith("nsubj") or parse.word(token) in _BREAKS for token in group):
            return verb, stop
    while first > 0 and parse.labels[first - 1] == "advmod" and parse.head(first - 1) == verb:
        first = min(first - 1, parse.reach(first - 1)[0])
    while first < verb and parse.low(first) in ("how", "why", "where", "when", "so", "however"):
        first += 1
    return first, stop


def cue_range(parse: Parse, verb: int) -> tuple[int, int]:
    """The words of the cue: the verb group, a verb that only leads to it ("went on to say"), a day beside it."""
    first, stop = verb_group(parse, verb)
    above = parse.head(verb)
    if parse.labels[verb] == "xcomp" and verb - _LONGEST_LEAD <= above < verb and is_verb(parse, above):
        between = range(above + 1, verb)
        if all(parse.pos[t] in ("PART", "ADV", "AUX", "ADP") or parse.labels[t] == "compound:prt" for t in between):
            first = verb_group(parse, above)[0]
    if parse.labels[verb] == "acl" and parse.tags[verb] == "VBG" and _is_issued(parse, above) and verb - above <= 3:
        first = verb_group(parse, parse.head(above))[0]
    elif first > 0 and parse.low(first - 1) == "to" and parse.labels[first - 1] == "mark":
        first -= 1
    if stop < len(parse) and parse.head(stop) == verb and (is_weekday(parse, stop) or _is_manner(parse, stop)):
        stop += 1
    return first, stop


def _is_manner(parse: Parse, token: int) -> bool:
    """ "Said recently", "added drily": a single adverb right behind the verb."""
    alone = parse.labels[token] == "advmod" and parse.pos[token] == "ADV" and parse.reach(token) == (token, token + 1)
    return alone and parse.low(token) not in _NO_MANNER


def is_weekday(parse: Parse, token: int) -> bool:
    """Tell whether the token is a capitalised name of a day."""
    return parse.word(token) in _DAYS


def is_negated(parse: Parse, verb: int) -> bool:
    """Tell whether the verb stands with "not", "never" or "no longer"."""
    return bool(parse.below()[verb] & _MAY_NEGATE) and any(
        parse.labels[child] in _NEGATING and parse.low(child) in _NEGATIONS for child in parse.children(verb)
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A stretch without blanks and punctuation at its ends; None when nothing is left."""
    exact = text[start:end]
    begin = start + len(exact) - len(exact.lstrip(_LEADING))
    stop = end - (len(exact) - len(exact.rstrip(_TRAILING)))
    # The full stop of "U.S." belongs to the word.
    if stop < end and text[stop] == "." and stop > begin + 1 and text[stop - 1].isupper() and text[stop - 2] == ".":
        stop += 1
    return (begin, stop) if begin < stop else None


def without(whole: tuple[int, int], holes: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """A range with ranges cut out of it."""
    pieces = [whole]
    for first, stop in holes:
        cut = []
        for a, b in pieces:
            if first >= b or stop <= a:
                cut.append((a, b))
                continue
            if a < first:
                cut.append((a, first))
            if stop < b:
                cut.append((stop, b))
        pieces = cut
    return pieces


def is_time(parse: Parse, token: int) -> bool:
    """Tell whether a noun names a day or another stretch of time."""
    return parse.lemma(token).lower() in _WEEKDAYS


def pieces_of(parse: Parse, *ranges: tuple[int, int]) -> Pieces:
    """Ranges of tokens as stretches of the text, without what holds no letter or digit."""
    found = []
    for first, stop in ranges:
        if first < stop:
            piece = trimmed(parse.text, *parse.span(first, stop))
            if piece is not None and (
                parse.text[piece[0]].isalnum() or any(sign.isalnum() for sign in parse.text[piece[0] : piece[1]])
            ):
                found.append(piece)
    return tuple(found)
