"""Which words a reporting verb gives as content: a clause, an infinitive, an object, a prepositional phrase."""

from __future__ import annotations

from typing import NamedTuple

from dateline.lexicon.reporting import ReportingWord, reporting_verb
from dateline.lexicon.tables import word_set
from dateline.understand.parse import Parse
from dateline.understand.speech import Pieces
from dateline.understand.speech_asides import ends_sentence, stands_between
from dateline.understand.speech_grammar import (
    after_cases,
    cases,
    is_time,
    passive_subject,
    trimmed,
    verb_group,
    without,
)

_OBJECT_CASES = word_set("as for of over about against into")
_COMPARING = word_set("compare liken equate link tie")
_MARKS = ("case", "mark")
_ASIDES = word_set("after before while since until till although though unless")
_LONGEST_MANNER = 8
_FAR_THAT = 14
_FRONTING = word_set("if when while as because although though unless despite given without once since")
_RELATIVE_WORDS = frozenset(("which", "who", "whom", "whose", "where", "when"))
_RELATIVES = frozenset(("which", "whom"))
_TRAILERS = frozenset(("obl", "advcl", "xcomp", "obl:unmarked", "nmod", "ccomp"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_QUOTES = frozenset(("“", '"', "‘", "''", "``"))


class Content(NamedTuple):
    """The content of a verb: its pieces, the frame that gave it, and the preposition that belongs to the cue."""

    pieces: Pieces
    frame: str
    preposition: int | None = None


def content_of(parse: Parse, verb: int, word: ReportingWord) -> Content | None:
    """What the verb says, thinks or wants; None when nothing in the frames of the verb is there."""
    children, labels = parse.children(verb), parse.labels
    clause = next((child for child in children if labels[child] == "ccomp" and not _is_aside(parse, child)), None)
    if clause is not None and word.frames & {"c", "oc", "q"}:
        pieces = _clause(parse, clause, verb) if "oc" in word.frames else _clause_with_subject(parse, clause, verb)
        pieces = _from_that(parse, verb, pieces)
        return Content(pieces, "clause") if pieces else None
    around = _around_parenthesis(parse, verb) if word.frames & {"c", "q", "oc"} else ()
    if around:
        return Content(around, "clause")
    misled = _clause_on_addressee(parse, verb) if "oc" in word.frames else None
    if misled is not None:
        return Content(pieces_of(parse, parse.reach(misled)), "clause")
    open_clause = _that_clause(parse, verb) if word.frames & {"c", "oc"} else None
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
    if infinitive is not None and thing is None and "i" in word.frames and has_to(parse, infinitive):
        return Content(pieces_of(parse, parse.reach(infinitive)), "infinitive")
    if infinitive is not None and thing is None and "o" in word.frames and parse.tags[infinitive] == "VBG":
        return Content(pieces_of(parse, parse.reach(infinitive)), "object")
    if thing is not None and infinitive is not None and word.frames & {"oi", "a", "o"}:
        first = min(parse.reach(thing)[0], parse.reach(infinitive)[0])
        stop = max(parse.reach(thing)[1], parse.reach(infinitive)[1])
        return Content(pieces_of(parse, (max(first, verb + 1), stop)), "object with infinitive")
    called_on = _called_on(parse, verb, infinitive) if "on+i" in word.frames else None
    if called_on is not None:
        return called_on
    if thing is not None and "x" in word.frames:
        return _felt(parse, verb)
    if thing is not None and word.frames & {"o", "a", "q", "c"}:
        return _object(parse, verb, thing, word)
    return _after_preposition(parse, verb, word) or (_named_before(parse, verb) if "o" in word.frames else None)


def _named_before(parse: Parse, verb: int) -> Content | None:
    """ "The vote, which she called a sham": the object is the "which" before it, with what is said of it."""
    thing = next((child for child in parse.children(verb) if parse.labels[child] == "obj" and child < verb), None)
    if thing is None or parse.word(thing).lower() not in _RELATIVES:
        return None
    behind = _trailing(parse, verb, verb + 1)
    return Content(pieces_of(parse, (thing, thing + 1), (verb + 1, behind)), "object before")


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
        if child < least or parse.labels[child] not in ("obl", "nmod", "advcl", "acl", "ccomp", "xcomp"):
            continue
        marks = [one for one in parse.children(child) if parse.labels[one] in _MARKS and one < child]
        if marks and parse.word(marks[0]).lower() in prepositions and not is_time(parse, child):
            first, stop = parse.reach(child)
            stop = _with_as(parse, head, stop)
            pieces = pieces_of(parse, (max(first, marks[0] + 1), stop))
            near = marks[0] <= least + 2
            return Content(pieces, f"{parse.word(marks[0]).lower()}-phrase", marks[0] if near else None)
    return None


def _with_as(parse: Parse, head: int, stop: int) -> int:
    """ "referred to him as a friend": the phrase with "as" goes on with the content."""
    for child in parse.children(head):
        first, last = parse.reach(child)
        if first == stop and any(parse.word(case).lower() == "as" for case in cases(parse, child)):
            return last
    return stop


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


def has_to(parse: Parse, verb: int) -> bool:
    """Tell whether an infinitive stands with "to"."""
    return any(parse.labels[child] == "mark" and parse.word(child).lower() == "to" for child in parse.children(verb))


def _is_aside(parse: Parse, clause: int) -> bool:
    """ "Told them to leave after the ship sank": when something was said is not what was said."""
    marks = [child for child in parse.children(clause) if parse.labels[child] == "mark"]
    return any(parse.word(token).lower() in _ASIDES for token in (parse.reach(clause)[0], *marks))


def _clause(parse: Parse, clause: int, verb: int) -> Pieces:
    first, stop = parse.reach(clause)
    if first <= verb < stop:
        return pieces_of(parse, *without((first, stop), [_cue_clause(parse, verb, avoid=clause)]))
    return pieces_of(parse, (first, _to_the_end(parse, clause, verb, first, stop) if clause > verb else stop))


def _to_the_end(parse: Parse, clause: int, verb: int, first: int, stop: int) -> int:
    """Where content ends: clauses behind it that the parser hung on the cue go on with what was said.

    "said prices fell and wages rose", "said they left because it rained"; but not "said so and left".
    """
    stop = _with_second_clause(parse, first, stop)
    for child in parse.children(verb):
        if child <= clause or parse.reach(child)[1] <= stop:
            continue
        inner = parse.children(child)
        if parse.labels[child] == "conj":
            own = any(parse.labels[one] in ("nsubj", "nsubj:pass", "expl") for one in inner)
            goes_on = own and reporting_verb(parse.lemma(child).lower()) is None
        else:
            goes_on = parse.labels[child] == "advcl" and any(parse.labels[one] == "mark" for one in inner)
        if goes_on:
            stop = parse.reach(child)[1]
        elif parse.labels[child] not in ("punct", "cc"):
            break
    return stop


def _from_that(parse: Parse, verb: int, pieces: Pieces) -> Pieces:
    """Content with all that stands behind its "that": "said that, if prices fall, rates will"."""
    if len(pieces) != 1:
        return pieces
    first = parse.tokens_in(*pieces[0])[0]
    if first <= verb + 1 or parse.word(first).lower() == "that":
        return pieces
    for token in range(verb + 1, min(first, verb + _FAR_THAT)):
        if parse.word(token).lower() == "that" and parse.pos[token] == "SCONJ":
            return ((parse.span(token, token + 1)[0], pieces[0][1]),)
    fronted = range(verb + 1, first)
    if parse.word(first - 1) == "," and parse.word(verb + 1).lower() in _FRONTING:
        return ((parse.span(fronted[0], first)[0], pieces[0][1]),)
    return pieces


def _clause_with_subject(parse: Parse, clause: int, verb: int) -> Pieces:
    """ "confirmed six workers were killed": the subject is content too where the parser took it for an object."""
    own = any(
        parse.labels[child] in ("nsubj", "nsubj:pass", "mark", "expl", "csubj") for child in parse.children(clause)
    )
    first, stop = parse.reach(clause)
    between = [
        child for child in parse.children(verb) if parse.labels[child] in ("obj", "iobj") and verb < child < first
    ]
    if own or not between or first <= verb:
        return _clause(parse, clause, verb)
    stop = _to_the_end(parse, clause, verb, first, stop)
    return pieces_of(parse, (max(verb + 1, parse.reach(between[0])[0]), stop))


def _with_second_clause(parse: Parse, first: int, stop: int) -> int:
    """ "that A, and that B": the second clause is content too, wherever the parser hung it."""
    at = stop + 1 if stop < len(parse) and parse.word(stop) == "," else stop
    if at + 1 >= len(parse) or parse.word(at).lower() not in ("and", "but", "or"):
        return stop
    if parse.word(at + 1).lower() != "that" or parse.sentence_of(at) != parse.sentence_of(first):
        return stop
    return parse.sentences[parse.sentence_of(at)][1]


def _called_on(parse: Parse, verb: int, infinitive: int | None) -> Content | None:
    """ "called on the army to leave"."""
    for child in parse.children(verb):
        on = next((case for case in cases(parse, child) if parse.word(case).lower() in ("on", "upon")), None)
        if on is None or child < verb:
            continue
        first, stop = parse.reach(child)
        to = infinitive if infinitive is not None and infinitive > child else None
        if to is None and not any(has_to(parse, inner) for inner in parse.children(child)):
            continue
        stop = max(stop, parse.reach(to)[1]) if to is not None else stop
        return Content(pieces_of(parse, (max(first, on + 1), stop)), "object with infinitive", on)
    return None


def _clause_on_addressee(parse: Parse, verb: int) -> int | None:
    """ "told the paper that ...": the clause, when the parser hung it on whoever is told."""
    for told in parse.children(verb):
        if told > verb and parse.labels[told] in ("obj", "iobj"):
            for child in parse.children(told):
                if child < told or not parse.labels[child].startswith("acl"):
                    continue
                opening = parse.word(parse.reach(child)[0]).lower()
                own = any(parse.labels[one].startswith("nsubj") for one in parse.children(child))
                if opening == "that" or (own and opening not in _RELATIVE_WORDS and parse.tags[child] in _FINITE):
                    return child
    return None


def _that_clause(parse: Parse, verb: int) -> tuple[int, int] | None:
    """ "Agreed with the bank that prices ...": a "that" which the grammar lost sight of."""
    stop = parse.sentences[parse.sentence_of(verb)][1]
    near = parse.words(verb + 1, min(stop, verb + _FAR_THAT))
    if "that" not in near:
        return None
    for token, form in enumerate(near, verb + 1):
        word = form.lower()
        if word == "that":
            opens = parse.labels[token] == "mark" or (parse.pos[token] == "SCONJ" and parse.tags[token] == "IN")
            clause = int(parse.heads[token])
            if not opens or clause < token:
                return None
            above = int(parse.heads[clause])
            own = above == clause or not verb < above < token
            # "said in a report that ...", "reported, citing a clerk, that ...": an aside to the cue bears no clause.
            own = own or (parse.heads[above] == verb and (parse.labels[above] == "obl" or parse.word(token - 1) == ","))
            last = parse.reach(clause)[1]
            return (token, max(last, clause + 1)) if own and last > token + 2 else None
        if parse.tags[token] in _FINITE or word in (";", ":", "“", '"', "which", "who"):
            return None
    return None


def _around_parenthesis(parse: Parse, verb: int) -> Pieces:
    """ "Prices, the bank said, will rise": the sentence around a cue that leans on it."""
    if parse.heads[verb] == verb:
        return ()
    if not (parse.labels[verb] == "parataxis" or ends_sentence(parse, verb) or stands_between(parse, verb)):
        return ()
    above = int(parse.heads[verb])
    first, stop = parse.reach(above)
    cue = _cue_clause(parse, verb, avoid=above)
    before = parse.word(cue[0] - 1) if cue[0] > first else ""
    if verb > above and before not in (",", "—", "–", "-", "”", '"', "''", ".", "’"):
        return ()
    ranges = without((first, stop), [cue])
    tail = range(*ranges[-1]) if len(ranges) > 1 else range(0)
    manner = not any(parse.tags[token] in _FINITE or parse.word(token) in _QUOTES for token in tail)
    if 0 < len(tail) <= _LONGEST_MANNER and manner:
        ranges.pop()  # "..., the navy said in a statement": what is left behind the cue tells how it was said
    return pieces_of(parse, *ranges)


def _cue_clause(parse: Parse, verb: int, *, avoid: int) -> tuple[int, int]:
    """The verb with its own subject and adverbials, without what is said."""
    first, stop = verb_group(parse, verb)
    for child in parse.children(verb):
        if parse.labels[child] in ("ccomp", "punct") or child == avoid:
            continue
        low, high = parse.reach(child)
        if not low <= avoid < high:
            first, stop = min(first, low), max(stop, high)
    return first, stop


def _of_passive(parse: Parse, verb: int, word: ReportingWord, passive: int, infinitive: int | None) -> Content | None:
    """ "The talks are expected to fail": the subject with what is thought of it."""
    if parse.pos[passive] == "PRON" and parse.word(passive).lower() in ("which", "that", "who", "it"):
        return None
    first, stop = parse.reach(passive)
    subject = (first, min(stop, verb))
    if infinitive is not None and word.frames & {"oi", "i", "a", "c"}:
        return Content(pieces_of(parse, subject, parse.reach(infinitive)), "passive")
    for child in parse.children(verb):
        case = next((parse.word(one).lower() for one in parse.children(child) if parse.labels[one] in _MARKS), "")
        fits = (case == "as" and word.frames & {"a"}) or (case == "of" and "of" in word.prepositions)
        if child > verb and parse.labels[child] in ("obl", "advcl") and fits:
            return Content(pieces_of(parse, subject, parse.reach(child)), "passive")
    by = any(parse.labels[child] == "obl:agent" for child in parse.children(verb))
    if by and word.frames & {"o"}:
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
    noun = int(parse.heads[verb])
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
    framed = False
    for child in parse.children(verb):
        if child < thing or parse.labels[child] not in ("obl", "xcomp", "advcl"):
            continue
        case = next((parse.word(one).lower() for one in parse.children(child) if parse.labels[one] in _MARKS), "")
        if case in allowed and not is_time(parse, child) and parse.reach(child)[0] <= stop + 1:
            stop = max(stop, parse.reach(child)[1])
            framed = framed or case == "as"
    framed = framed or any(parse.word(token) in _QUOTES for token in range(first, min(stop + 1, len(parse))))
    if "o" not in word.frames and not framed:
        return None
    return Content(pieces_of(parse, (max(first, verb + 1), stop)), "object")


def _after_preposition(parse: Parse, verb: int, word: ReportingWord) -> Content | None:
    return after_preposition(parse, verb, word.prepositions) if word.prepositions else None
