"""Clauses as content: where they begin and end, around a cue and behind it, also where the grammar lost them."""

from __future__ import annotations

from itertools import compress

from dateline.lexicon.reporting import reporting_verb
from dateline.lexicon.tables import word_set
from dateline.understand.label_bits import bits
from dateline.understand.parse import Parse
from dateline.understand.speech_asides import ends_sentence, stands_between
from dateline.understand.speech_grammar import Pieces, pieces_of, trimmed, verb_group, without

_MARK, _TOLD = bits("mark"), bits("obj", "iobj")
_ASIDES = word_set("after before while since until till although though unless")
_LONGEST_MANNER = 8
_FAR_THAT = 14
_FRONTING = word_set("if when while as because although though unless despite given without once since")
_RELATIVE_WORDS = frozenset(("which", "who", "whom", "whose", "where", "when"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer", "csubj"))
_OPENS_CLAUSE = frozenset(("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"))
_ENDS_CLAUSE = frozenset((";", ":", "?"))
_QUOTES = frozenset(("“", '"', "‘", "''", "``"))


def clause_pieces(parse: Parse, clause: int, verb: int) -> Pieces:
    """The token ranges of what a clause says, without the verb of speech that stands inside it."""
    first, stop = parse.reach(clause)
    if first <= verb < clause and not any(parse.labels[child] in _SUBJECTS for child in parse.children(verb)):
        # "Ruiz, who lives in Oslo, told the paper that ...": the parser hung the speaker on what she said.
        behind = [parse.reach(child)[0] for child in parse.children(clause) if parse.reach(child)[0] > verb]
        return pieces_of(parse, (min(behind, default=clause), stop))
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
        if parse.labels[child] == "conj" or (parse.labels[child] == "parataxis" and _is_joined(parse, child)):
            own = any(parse.labels[one] in ("nsubj", "nsubj:pass", "expl") for one in inner)
            goes_on = own and reporting_verb(parse.lemma(child).lower()) is None
        else:
            goes_on = parse.labels[child] == "advcl" and any(_joins(parse, one) for one in inner)
            near = parse.reach(child)[0] <= stop and parse.word(stop - 1) != ","
            goes_on = goes_on or (parse.labels[child] == "ccomp" and near)
        if goes_on:
            stop = parse.reach(child)[1]
        elif parse.labels[child] not in ("punct", "cc"):
            break
    return stop


def _is_joined(parse: Parse, clause: int) -> bool:
    return any(parse.labels[child] == "cc" and child < clause for child in parse.children(clause))


def _joins(parse: Parse, token: int) -> bool:
    return parse.labels[token] == "mark" or parse.low(token) in ("when", "where")


def from_that(parse: Parse, verb: int, pieces: Pieces) -> Pieces:
    """Content with all that stands behind its "that": "said that, if prices fall, rates will"."""
    if len(pieces) != 1:
        return pieces
    first = parse.tokens_in(*pieces[0])[0]
    if first <= verb + 1 or parse.low(first) == "that":
        return pieces
    for token in range(verb + 1, min(first, verb + _FAR_THAT)):
        if parse.low(token) == "that" and parse.pos[token] == "SCONJ":
            return ((parse.span(token, token + 1)[0], pieces[0][1]),)
    fronted = range(verb + 1, first)
    if parse.word(first - 1) == "," and parse.low(verb + 1) in _FRONTING:
        return ((parse.span(fronted[0], first)[0], pieces[0][1]),)
    return pieces


def clause_with_subject(parse: Parse, clause: int, verb: int) -> Pieces:
    """ "confirmed six workers were killed": the subject is content too where the parser took it for an object."""
    own = any(
        parse.labels[child] in ("nsubj", "nsubj:pass", "mark", "expl", "csubj") for child in parse.children(clause)
    )
    first, stop = parse.reach(clause)
    between = [
        child
        for child in parse.children(verb)
        if parse.labels[child] in ("obj", "iobj", "xcomp") and verb < child < first
    ]
    if own or not between or first <= verb:
        return clause_pieces(parse, clause, verb)
    stop = _to_the_end(parse, clause, verb, first, stop)
    return pieces_of(parse, (max(verb + 1, parse.reach(between[0])[0]), stop))


def _with_second_clause(parse: Parse, first: int, stop: int) -> int:
    """ "that A, and that B": the second clause is content too, wherever the parser hung it."""
    at = stop + 1 if stop < len(parse) and parse.word(stop) == "," else stop
    if at + 1 >= len(parse) or parse.low(at) not in ("and", "but", "or"):
        return stop
    if parse.low(at + 1) != "that" or parse.sentence_of(at) != parse.sentence_of(first):
        return stop
    return parse.sentences[parse.sentence_of(at)][1]


def clause_on_addressee(parse: Parse, verb: int) -> int | None:
    """ "told the paper that ...": the clause, when the parser hung it on whoever is told."""
    if not parse.below()[verb] & _TOLD:
        return None
    for told in parse.children(verb):
        if told > verb and parse.labels[told] in ("obj", "iobj"):
            for child in parse.children(told):
                if child < told or not parse.labels[child].startswith("acl"):
                    continue
                opening = parse.low(parse.reach(child)[0])
                own = any(parse.labels[one].startswith("nsubj") for one in parse.children(child))
                if opening == "that" or (own and opening not in _RELATIVE_WORDS and parse.tags[child] in _FINITE):
                    return child
    return None


def that_clause(parse: Parse, verb: int) -> tuple[int, int] | None:
    """ "Agreed with the bank that prices ...": a "that" which the grammar lost sight of."""
    stop = parse.sentences[parse.sentence_of(verb)][1]
    near = parse.words(verb + 1, min(stop, verb + _FAR_THAT))
    if "that" not in near:
        return None
    for token, form in enumerate(near, verb + 1):
        word = form.lower()
        if word == "that":
            opens = parse.labels[token] == "mark" or (parse.pos[token] == "SCONJ" and parse.tags[token] == "IN")
            clause = parse.head(token)
            if not opens or clause < token:
                return None
            above = parse.head(clause)
            own = above == clause or not verb < above < token
            # "said in a report that ...", "reported, citing a clerk, that ...": an aside to the cue bears no clause.
            own = own or (parse.head(above) == verb and (parse.labels[above] == "obl" or parse.word(token - 1) == ","))
            last = parse.reach(clause)[1]
            return (token, max(last, clause + 1)) if own and last > token + 2 else None
        if parse.tags[token] in _FINITE or word in (";", ":", "“", '"', "which", "who"):
            return None
    return None


def lost_clause(parse: Parse, verb: int) -> Pieces:
    """What follows a verb of telling, to the end of its sentence, where the grammar hung its clause elsewhere."""
    stop = parse.sentences[parse.sentence_of(verb)][1]
    first = verb + 1
    if first + 2 >= stop or parse.pos[first] not in _OPENS_CLAUSE:
        return ()
    things = [child for child in parse.children(verb) if child > verb and parse.labels[child] in ("obj", "iobj")]
    behind = parse.reach(things[-1])[1] if things else stop
    if things and (behind >= stop or parse.tags[behind] not in _FINITE):
        return ()  # "offered a plan": a thing, and no clause whose subject it is
    told = False
    for token in range(first, stop):
        if parse.word(token) in _ENDS_CLAUSE:
            return ()
        if told and token > first and parse.word(token - 1) == "," and parse.tags[token] == "VBG":
            stop = token - 1
            break
        told = told or parse.tags[token] in _FINITE
    return pieces_of(parse, (first, stop)) if told else ()


def before_next_act(parse: Parse, verb: int, pieces: Pieces) -> Pieces:
    """Content up to a second verb of speech in the tense of the cue: "said he would pay and warned the court"."""
    start, end = pieces[-1]
    first, stop = parse.tokens_in(start, end)
    if first <= verb or parse.tags[verb] not in _FINITE:
        return pieces
    for token in compress(range(first + 1, stop - 1), map("CCONJ".__eq__, parse.pos[first + 1 : stop - 1])):
        if parse.low(token) not in ("and", "but"):
            continue
        after = token + 2 if parse.pos[token + 1] == "ADV" and token + 2 < stop else token + 1
        if parse.tags[after] != parse.tags[verb] or parse.pos[after] != "VERB":
            continue
        word = reporting_verb(parse.lemma(after).lower())
        if word is not None and word.klass == "speech":
            shorter = trimmed(parse.text, start, parse.span(token, token + 1)[0])
            return (*pieces[:-1], shorter) if shorter is not None else pieces
    return pieces


def before_aside(parse: Parse, pieces: Pieces, *, names: bool) -> Pieces:
    """Content without a clause behind a comma that tells more: "praised the crew, adding that ...".

    Where the content `names` somebody, what is told of him by the way is left out too ("thanked Ruiz, who left").
    """
    start, end = pieces[-1]
    comma = parse.text.find(",", start, end)
    while comma >= 0:
        token = parse.tokens_in(comma, comma + 1)[1]
        if token < len(parse) and (_tells(parse, token) or (names and parse.word(token) in ("who", "whose"))):
            return (*pieces[:-1], (start, comma)) if comma > start else pieces
        comma = parse.text.find(",", comma + 1, end)
    return pieces


def _tells(parse: Parse, token: int) -> bool:
    return parse.tags[token] == "VBG" and reporting_verb(parse.lemma(token).lower()) is not None


def around_parenthesis(parse: Parse, verb: int) -> Pieces:
    """ "Prices, the bank said, will rise": the sentence around a cue that leans on it."""
    if parse.head(verb) == verb:
        return ()
    if not (parse.labels[verb] == "parataxis" or ends_sentence(parse, verb) or stands_between(parse, verb)):
        return ()
    above = parse.head(verb)
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


def is_aside(parse: Parse, clause: int) -> bool:
    """ "Told them to leave after the ship sank": when something was said is not what was said."""
    if parse.low(parse.reach(clause)[0]) in _ASIDES:
        return True
    return bool(parse.below()[clause] & _MARK) and any(
        parse.labels[child] == "mark" and parse.low(child) in _ASIDES for child in parse.children(clause)
    )
