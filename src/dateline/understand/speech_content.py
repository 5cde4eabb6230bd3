"""Which words a reporting verb gives as content: a clause, an infinitive, an object, a prepositional phrase."""

from __future__ import annotations

from typing import NamedTuple

from dateline.lexicon.reporting import ReportingWord
from dateline.lexicon.tables import word_set
from dateline.understand.label_bits import bits
from dateline.understand.parse import Parse
from dateline.understand.speech_clauses import (
    around_parenthesis,
    clause_on_addressee,
    clause_pieces,
    clause_with_subject,
    from_that,
    is_aside,
    that_clause,
)
from dateline.understand.speech_grammar import (
    Pieces,
    after_cases,
    agent_of,
    cases,
    is_time,
    passive_subject,
    pieces_of,
    without,
)

_OBJECT_CASES = word_set("as for of over about against into at on with than")
_GOING_ON_LABELS = frozenset(("obl", "nmod", "xcomp", "advcl"))
_GOING_ON = word_set("as to in over for with at")
_COMPARING = word_set("compare liken equate link tie")
_CLAUSE, _MARK, _ON_NOUN = bits("ccomp"), bits("mark"), bits("acl")
_MARKS = ("case", "mark")
_BEHIND_PREPOSITIONS = frozenset(("obl", "nmod", "advcl", "acl", "ccomp", "xcomp", "obj"))
_RELATIVE_SUBJECTS = frozenset(("who", "which", "that", "what"))
_OF_NOUN = frozenset(("det", "amod", "compound", "nummod", "nmod:poss", "flat"))
_RELATIVES = frozenset(("which", "whom"))
_TRAILERS = frozenset(("obl", "advcl", "xcomp", "obl:unmarked", "nmod", "ccomp"))
_QUOTES = frozenset(("“", '"', "‘", "''", "``"))


class Content(NamedTuple):
    """The content of a verb: its pieces, the frame that gave it, and the preposition that belongs to the cue."""

    pieces: Pieces
    frame: str
    preposition: int | None = None


def content_of(parse: Parse, verb: int, word: ReportingWord) -> Content | None:
    """What the verb says, thinks or wants; None when nothing in the frames of the verb is there."""
    children, labels = parse.children(verb), parse.labels
    clauses = []
    if parse.below()[verb] & _CLAUSE:
        clauses = [child for child in children if labels[child] == "ccomp" and not is_aside(parse, child)]
    clause = next((child for child in clauses if child > verb), clauses[0]) if clauses else None
    if clause is not None and word.frames & {"c", "oc", "q"}:
        pieces = clause_pieces(parse, clause, verb) if "oc" in word.frames else clause_with_subject(parse, clause, verb)
        pieces = from_that(parse, verb, pieces)
        return Content(pieces, "clause") if pieces else None
    if "a" in word.frames and labels[verb] == "acl:relcl":
        named = _named_in_relative(parse, verb)
        if named is not None:
            return named
    around = around_parenthesis(parse, verb) if word.frames & {"c", "q", "oc"} else ()
    if around:
        return Content(around, "clause")
    misled = clause_on_addressee(parse, verb) if "oc" in word.frames else None
    if misled is not None:
        return Content(pieces_of(parse, parse.reach(misled)), "clause")
    open_clause = that_clause(parse, verb) if word.frames & {"c", "oc"} else None
    if open_clause is not None:
        return Content(pieces_of(parse, open_clause), "clause")
    behind = {labels[child]: child for child in reversed(children) if child > verb}
    infinitive = behind.get("xcomp")
    if infinitive is None and word.frames & {"oi", "on+i"}:
        purpose = (child for child in children if labels[child] == "advcl" and child > verb)
        infinitive = next((child for child in purpose if has_to(parse, child)), None)
    passive = passive_subject(parse, verb)
    if passive is not None and passive < verb:
        return _of_passive(parse, verb, word, passive, infinitive)
    if labels[verb] == "acl" and parse.tags[verb] == "VBN" and word.frames & {"o", "a"}:
        return _of_reduced(parse, verb)
    thing, told = behind.get("obj"), behind.get("iobj")
    if told is not None and thing is None and infinitive is not None and "oi" in word.frames:
        thing = told  # "told them to leave"
    elif thing is not None and told is not None:
        return None  # "denied them entry" gives a thing, not words
    called_on = _called_on(parse, verb, infinitive) if "on+i" in word.frames else None
    if called_on is not None:
        return called_on
    if (
        infinitive is not None
        and thing is None
        and word.frames & {"a", "o", "oi"}
        and _is_small_clause(parse, infinitive)
    ):
        return Content(pieces_of(parse, parse.reach(infinitive)), "object")
    held = told or thing
    if infinitive is None and held is not None and "oi" in word.frames and _is_asked(parse, held):
        return Content(pieces_of(parse, parse.reach(held)), "object with infinitive")
    for_what = _after_preposition(parse, verb, word) if infinitive is not None and "i" in word.frames else None
    if for_what is not None and for_what.preposition is not None and parse.labels[for_what.preposition] == "case":
        return for_what  # "called for the law to be changed"
    if infinitive is not None and thing is None and "i" in word.frames and has_to(parse, infinitive):
        return Content(pieces_of(parse, parse.reach(infinitive)), "infinitive")
    if infinitive is not None and thing is None and "o" in word.frames and parse.tags[infinitive] == "VBG":
        return Content(pieces_of(parse, parse.reach(infinitive)), "object")
    if thing is not None and infinitive is not None and word.frames & {"oi", "a", "o"}:
        first = min(parse.reach(thing)[0], parse.reach(infinitive)[0])
        stop = max(parse.reach(thing)[1], parse.reach(infinitive)[1])
        return Content(pieces_of(parse, (max(first, verb + 1), stop)), "object with infinitive")
    if thing is not None and clause is not None and clause > thing and "a" in word.frames:
        return Content(pieces_of(parse, (parse.reach(thing)[0], parse.reach(clause)[1])), "object")
    if thing is not None and "x" in word.frames:
        return _felt(parse, verb)
    if thing is not None and word.frames & {"o", "a", "q", "c"}:
        return _object(parse, verb, thing, word)
    return _after_preposition(parse, verb, word) or (_named_before(parse, verb) if "o" in word.frames else None)


def _named_before(parse: Parse, verb: int) -> Content | None:
    """ "The vote, which she called a sham": the object is the "which" before it, with what is said of it."""
    thing = next((child for child in parse.children(verb) if parse.labels[child] == "obj" and child < verb), None)
    if thing is None or parse.low(thing) not in _RELATIVES:
        return None
    behind = _trailing(parse, verb, verb + 1)
    return Content(pieces_of(parse, (thing, thing + 1), (verb + 1, behind)), "object before")


def _named_in_relative(parse: Parse, verb: int) -> Content | None:
    """ "The bill that critics called unfair", "what Ruiz described as a trap": the noun with what is said of it."""
    above, children = parse.head(verb), parse.children(verb)
    subject = next((child for child in children if parse.labels[child] in ("nsubj", "nsubj:outer")), None)
    if above > verb or subject is None or not _RELATIVE_SUBJECTS.isdisjoint(parse.words(*parse.reach(subject))):
        return None
    behind = verb + 1
    for child in children:
        first, stop = parse.reach(child)
        as_what = any(parse.low(case) == "as" for case in cases(parse, child))
        if first == behind and (parse.labels[child] in ("xcomp", "obj", "ccomp") or as_what):
            behind = stop
    if behind == verb + 1:
        return None
    relative = next((child for child in children if parse.labels[child] == "obj" and child < verb), None)
    if parse.low(above) == "what":
        named = (above, above + 1)
    elif relative is not None and parse.low(relative) in _RELATIVES:
        named = (relative, relative + 1)
    else:
        before = [child for child in parse.children(above) if child < above and parse.labels[child] in _OF_NOUN]
        named = (min((parse.reach(child)[0] for child in before), default=above), parse.reach(verb)[0])
    return Content(pieces_of(parse, named, (verb + 1, behind)), "object before")


def _trailing(parse: Parse, verb: int, stop: int) -> int:
    """Where the last of the phrases ends that follow the verb and one another without a comma."""
    for child in parse.children(verb):
        if child < stop or parse.labels[child] not in _TRAILERS:
            continue
        first, last = parse.reach(child)
        if first != stop:
            break
        stop = last
    return stop


def after_preposition(
    parse: Parse, head: int, prepositions: frozenset[str], *, behind: int | None = None
) -> Content | None:
    """What stands behind one of these prepositions: "critical of the plan"; only behind a token where one is given."""
    least = head if behind is None else behind
    for child in parse.children(head):
        if child < least or parse.labels[child] not in _BEHIND_PREPOSITIONS:
            continue
        marks = [one for one in parse.children(child) if parse.labels[one] in _MARKS and one < child]
        if marks and parse.low(marks[0]) in prepositions and not is_time(parse, child):
            first, stop = parse.reach(child)
            stop = _with_rest(parse, head, stop)
            pieces = pieces_of(parse, (max(first, marks[0] + 1), stop))
            near = marks[0] <= least + 2
            return Content(pieces, f"{parse.low(marks[0])}-phrase", marks[0] if near else None)
    return None


def _with_rest(parse: Parse, head: int, stop: int) -> int:
    """ "Referred to him as a friend", "called for the levy to be cut": phrases right behind go on with the content."""
    for child in parse.children(head):
        first, last = parse.reach(child)
        goes_on = first == stop and parse.labels[child] in _GOING_ON_LABELS and not is_time(parse, child)
        if goes_on and parse.low(first) in _GOING_ON:
            stop = last
    return stop


def has_to(parse: Parse, verb: int) -> bool:
    """Tell whether an infinitive stands with "to"."""
    return bool(parse.below()[verb] & _MARK) and any(
        parse.labels[child] == "mark" and parse.low(child) == "to" for child in parse.children(verb)
    )


def _is_small_clause(parse: Parse, token: int) -> bool:
    """ "called the charge unfair": the parser takes the object for the subject of what is said of it."""
    return parse.labels[parse.reach(token)[0]] != "mark" and any(
        parse.labels[child] in ("nsubj", "nsubj:pass") and child < token for child in parse.children(token)
    )


def _is_asked(parse: Parse, noun: int) -> bool:
    """ "told his crew to leave": the infinitive, when the parser hung it on whoever is told."""
    below = parse.below()[noun]
    return bool(below & _ON_NOUN) and any(
        child > noun and parse.labels[child] == "acl" and has_to(parse, child) for child in parse.children(noun)
    )


def _called_on(parse: Parse, verb: int, infinitive: int | None) -> Content | None:
    """ "called on the army to leave"."""
    for child in parse.children(verb):
        on = next((case for case in cases(parse, child) if parse.low(case) in ("on", "upon")), None)
        if on is None or not verb < on <= verb + 2 or is_time(parse, child):
            continue
        first, stop = parse.reach(child)
        to = infinitive if infinitive is not None and infinitive > child and has_to(parse, infinitive) else None
        if to is None and not any(has_to(parse, inner) for inner in parse.children(child)):
            continue
        stop = max(stop, parse.reach(to)[1]) if to is not None else stop
        return Content(pieces_of(parse, (max(first, on + 1), stop)), "object with infinitive", on)
    return None


def _of_passive(parse: Parse, verb: int, word: ReportingWord, passive: int, infinitive: int | None) -> Content | None:
    """ "The talks are expected to fail": the subject with what is thought of it."""
    if parse.pos[passive] == "PRON" and parse.low(passive) in ("which", "that", "who", "it"):
        return None
    first, stop = parse.reach(passive)
    subject = (first, min(stop, verb))
    if infinitive is not None and word.frames & {"oi", "i", "a", "c"}:
        return Content(pieces_of(parse, subject, parse.reach(infinitive)), "passive")
    for child in parse.children(verb):
        case = next((parse.low(one) for one in parse.children(child) if parse.labels[one] in _MARKS), "")
        fits = (case == "as" and word.frames & {"a"}) or (case == "of" and "of" in word.prepositions)
        if child > verb and parse.labels[child] in ("obl", "advcl") and fits:
            return Content(pieces_of(parse, subject, parse.reach(child)), "passive")
    if agent_of(parse, verb) is not None and word.frames & {"o"}:
        return Content(pieces_of(parse, subject), "passive")
    return None


def _felt(parse: Parse, verb: int) -> Content | None:
    """ "The ruling angered the union": the feeling is the union's, and what it is about stands as the subject."""
    subject = next((child for child in parse.children(verb) if parse.labels[child] in ("nsubj", "csubj")), None)
    if subject is None or subject > verb or parse.pos[subject] == "PRON":
        return None
    first, stop = parse.reach(subject)
    return Content(pieces_of(parse, (first, min(stop, verb))), "felt")


def _of_reduced(parse: Parse, verb: int) -> Content | None:
    """ "A charge rejected by the ministry", "talks described as frank by both": the noun with what is said of it."""
    agent = next((child for child in parse.children(verb) if parse.labels[child] == "obl:agent"), None)
    noun = parse.head(verb)
    if agent is None or noun > verb or parse.pos[noun] not in ("NOUN", "PROPN"):
        return None
    low, high = verb + 1, parse.reach(verb)[1]
    behind = without((low, high), [parse.reach(agent)])
    first = max(parse.reach(noun)[0], after_cases(parse, noun, parse.reach(noun)[0]))
    return Content(pieces_of(parse, (first, min(parse.reach(verb)[0], verb)), *behind), "passive")


def _object(parse: Parse, verb: int, thing: int, word: ReportingWord) -> Content | None:
    """The object with what is said of it: "the vote as a sham", "him for staying away"."""
    first, stop = parse.reach(thing)
    second = next((child for child in parse.children(verb) if child >= stop and parse.labels[child] == "obj"), None)
    if second is not None and "a" in word.frames and parse.reach(second)[0] == stop:
        stop = parse.reach(second)[1]  # "called them heroes"
    allowed = _OBJECT_CASES | ({"to", "with"} if word.word in _COMPARING else frozenset())
    framed = second is not None
    for child in parse.children(verb):
        if child < thing or parse.labels[child] not in ("obl", "xcomp", "advcl", "advmod"):
            continue
        if parse.labels[child] == "advmod":
            first_of, last_of = parse.reach(child)
            stop = last_of if first_of == stop and child > stop - 1 and _compares(parse, child) else stop
            continue
        case = next((parse.low(one) for one in parse.children(child) if parse.labels[one] in _MARKS), "")
        if case in allowed and not is_time(parse, child) and parse.reach(child)[0] <= stop + 1:
            stop = max(stop, parse.reach(child)[1])
            framed = framed or case == "as"
    framed = framed or not _QUOTES.isdisjoint(parse.words(first, stop + 1))
    if "o" not in word.frames and not framed:
        return None
    return Content(pieces_of(parse, (max(first, verb + 1), stop)), "object")


def _compares(parse: Parse, token: int) -> bool:
    """ "Sees him more favourably than before": how something is seen belongs to it."""
    return parse.low(token).endswith("ly") and parse.tags[token] in ("RB", "RBR")


def _after_preposition(parse: Parse, verb: int, word: ReportingWord) -> Content | None:
    return after_preposition(parse, verb, word.prepositions) if word.prepositions else None
