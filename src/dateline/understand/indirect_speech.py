"""Speech and thought without quotation marks: reporting verbs and nouns with their clauses, and "according to"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline.lexicon.reporting import ReportingWord, reporting_noun, reporting_verb
from dateline.lexicon.tables import word_set
from dateline.understand.parse import Parse
from dateline.understand.speech import Pieces, Said, addressee_of, relay_of
from dateline.understand.speech_grammar import (
    Subject,
    after_cases,
    cases,
    is_negated,
    is_time,
    is_verb,
    noun_phrase,
    subject_of,
    trimmed,
    verb_group,
    without,
)

IsHuman = Callable[[Subject], bool]
"""Whether a subject can speak or think: a name, a role, a pronoun for people."""

_CONFIDENCE = {"speech": 0.85, "denial": 0.85, "question": 0.75, "finding": 0.75, "belief": 0.7}
_OBJECT_CASES = word_set("as for of over about against into")
_EXPLETIVES = word_set("it this that there which what")
_LIGHT_VERBS = word_set("make issue have express release give voice offer share hold raise repeat lodge send file")


def indirect_speech(parse: Parse, is_human: IsHuman, *, taken: frozenset[int]) -> Iterator[Said]:
    """All speech and thought that grammar shows; `taken` are verbs that already introduce a quotation."""
    lemma_of = parse.lemma
    for token in range(len(parse)):
        position = parse.pos[token]
        if position == "VERB" and token not in taken:
            if lemma_of(token).lower() == "accord":
                said = _according(parse, token)
            else:
                word = reporting_verb(lemma_of(token).lower())
                said = _by_verb(parse, token, word, is_human) if word is not None else None
        elif position == "NOUN":
            noun = reporting_noun(lemma_of(token))
            said = _by_noun(parse, token, is_human) if noun is not None else None
        elif position in ("ADP", "SCONJ", "ADV") and parse.word(token).lower() == "according":
            said = _according(parse, token)
        else:
            continue
        if said is not None:
            yield said


def _by_verb(parse: Parse, verb: int, word: ReportingWord, is_human: IsHuman) -> Said | None:
    relay = relay_of(parse, verb)
    if relay is not None:
        stop = parse.sentences[parse.sentence_of(verb)][1]
        content = _pieces(parse, (relay.verb + 1, stop))
        cue = parse.span(*verb_group(parse, verb))
        why = f"{word.word} somebody as saying"
        return Said(content, cue, relay.speaker, False, 0.85, why, verb, None, relay.relayer) if content else None
    if _is_relayed(parse, verb) or _is_intended(parse, verb):
        return None
    subject = subject_of(parse, verb)
    if subject is None:
        return None
    human = is_human(subject)
    found = _content(parse, verb, word, human=human)
    if found is None:
        return None
    content, frame = found
    if not human and word.klass != "finding" and (frame != "clause" or word.klass == "belief"):
        return None
    if parse.word(subject.head).lower() in _EXPLETIVES and not human and parse.pos[subject.head] == "PRON":
        return None
    confidence = _CONFIDENCE[word.klass] - (0.0 if frame == "clause" else 0.2) - (0.0 if human else 0.15)
    if _is_supposed(parse, verb) or parse.word(subject.head).lower() == "you":
        confidence -= 0.25
    why = f"{word.word} with a {frame}" + (", denied" if is_negated(parse, verb) else "")
    return Said(
        content,
        parse.span(*verb_group(parse, verb)),
        subject,
        False,
        round(max(0.1, confidence), 2),
        why,
        verb,
        addressee_of(parse, verb),
    )


def _is_relayed(parse: Parse, verb: int) -> bool:
    """The "saying" of "quoted her as saying", which the outer verb has told already."""
    return verb > 0 and parse.tags[verb] == "VBG" and parse.word(verb - 1).lower() == "as"


def _is_intended(parse: Parse, verb: int) -> bool:
    """The "announce" of "plans to announce": what is planned is told by the outer verb."""
    if parse.labels[verb] != "xcomp":
        return False
    outer = reporting_verb(parse.lemma(int(parse.heads[verb])).lower())
    return outer is not None and bool(outer.frames & {"i", "oi"})


def _content(parse: Parse, verb: int, word: ReportingWord, *, human: bool) -> tuple[Pieces, str] | None:
    children = parse.children(verb)
    labels = parse.labels
    clause = next((child for child in children if labels[child] == "ccomp"), None)
    if clause is not None and word.frames & {"c", "oc", "q"}:
        pieces = _clause_pieces(parse, clause, verb)
        return (pieces, "clause") if pieces else None
    around = _around_parenthesis(parse, verb) if word.frames & {"c", "q", "oc"} else None
    if around:
        return around, "clause"
    infinitive = next((child for child in children if labels[child] == "xcomp" and child > verb), None)
    thing = next((child for child in children if labels[child] == "obj" and child > verb), None)
    if thing is not None and any(labels[child] == "iobj" for child in children):
        return None  # "denied them entry" gives a thing, not words
    if infinitive is not None and thing is None and "i" in word.frames and _has_to(parse, infinitive):
        return _pieces(parse, parse.reach(infinitive)), "infinitive"
    if thing is not None and infinitive is not None and word.frames & {"oi", "a", "o"}:
        first = min(parse.reach(thing)[0], parse.reach(infinitive)[0])
        stop = max(parse.reach(thing)[1], parse.reach(infinitive)[1])
        return _pieces(parse, (max(first, verb + 1), stop)), "object with infinitive"
    if thing is not None and word.frames & {"o", "a"}:
        return _object(parse, verb, thing), "object"
    return _after_preposition(parse, verb, word)


def _clause_pieces(parse: Parse, clause: int, verb: int) -> Pieces:
    first, stop = parse.reach(clause)
    if first <= verb < stop:
        holes = [_cue_clause(parse, verb, avoid=clause)]
        return _pieces(parse, *without((first, stop), holes))
    if clause < verb and stop <= verb:
        return _pieces(parse, (first, stop))
    return _pieces(parse, (first, stop))


def _around_parenthesis(parse: Parse, verb: int) -> Pieces:
    """ "Prices, the bank said, will rise": the sentence around a cue that leans on it."""
    if parse.labels[verb] != "parataxis" or parse.heads[verb] == verb:
        return ()
    above = int(parse.heads[verb])
    first, stop = parse.reach(above)
    cue = _cue_clause(parse, verb, avoid=above)
    before = parse.word(cue[0] - 1) if cue[0] > first else ""
    if verb > above and before not in (",", "—", "–", "-", "”", '"', "''", ".", "’"):
        return ()
    return _pieces(parse, *without((first, stop), [cue]))


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


def _object(parse: Parse, verb: int, thing: int) -> Pieces:
    """The object with what is said of it: "the vote as a sham", "him for staying away"."""
    first, stop = parse.reach(thing)
    for child in parse.children(verb):
        if child < thing or parse.labels[child] not in ("obl", "xcomp", "advcl"):
            continue
        case = next((parse.word(one).lower() for one in parse.children(child) if parse.labels[one] in _MARKS), "")
        if case in _OBJECT_CASES and not is_time(parse, child) and parse.reach(child)[0] <= stop + 1:
            stop = max(stop, parse.reach(child)[1])
    return _pieces(parse, (max(first, verb + 1), stop))


_MARKS = ("case", "mark")


def _after_preposition(parse: Parse, verb: int, word: ReportingWord) -> tuple[Pieces, str] | None:
    for child in parse.children(verb):
        if child < verb or parse.labels[child] not in ("obl", "advcl") or is_time(parse, child):
            continue
        first, stop = parse.reach(child)
        marks = [one for one in parse.children(child) if parse.labels[one] in _MARKS and one < child]
        if marks and parse.word(marks[0]).lower() in word.prepositions:
            return _pieces(parse, (max(first, marks[-1] + 1), stop)), f"{parse.word(marks[0]).lower()}-phrase"
    return None


def _by_noun(parse: Parse, noun: int, is_human: IsHuman) -> Said | None:
    """ "the minister's claim that ...", "made a promise to ..."."""
    children = parse.children(noun)
    clause = next(
        (
            child
            for child in children
            if child > noun and parse.labels[child] in ("acl", "ccomp") and _opens(parse, child)
        ),
        None,
    )
    if clause is None:
        return None
    holder = next((child for child in children if parse.labels[child] == "nmod:poss"), None)
    cue = (noun, noun + 1)
    subject: Subject | None = None
    if holder is not None:
        subject = noun_phrase(parse, holder, avoid=noun)
    else:
        above = int(parse.heads[noun])
        if parse.labels[noun] == "obj" and is_verb(parse, above) and parse.lemma(above).lower() in _LIGHT_VERBS:
            subject, cue = subject_of(parse, above), (verb_group(parse, above)[0], noun + 1)
        else:
            by = [child for child in children if parse.labels[child] == "nmod" and _by_or_from(parse, child)]
            if by:
                phrase = noun_phrase(parse, by[0], avoid=noun)
                subject = Subject(by[0], after_cases(parse, by[0], phrase.first), min(phrase.stop, clause))
    if subject is None or not is_human(subject):
        return None
    content = _pieces(parse, parse.reach(clause))
    if not content:
        return None
    return Said(content, parse.span(*cue), subject, False, 0.65, f"{parse.word(noun).lower()} with a clause", noun)


def _according(parse: Parse, token: int) -> Said | None:
    """ "according to X": the clause on which it hangs is what X says."""
    phrase = int(parse.heads[token])
    if parse.labels[token] not in ("case", "mark") and is_verb(parse, token):
        phrase = next((child for child in parse.children(token) if parse.labels[child] == "obl"), token)
    if phrase == token or token + 1 >= len(parse) or parse.word(token + 1).lower() != "to":
        return None
    above = int(parse.heads[phrase])
    if above == token:
        above = int(parse.heads[token])
    if above == phrase:
        return None
    above = _clause_above(parse, above)
    low, high = parse.reach(phrase)
    hole = (min(low, token), high)
    first = max(after_cases(parse, phrase, low), token + 2)
    subject = noun_phrase(parse, phrase, avoid=token)
    subject = Subject(phrase, max(first, subject.first), subject.stop)
    content = _pieces(parse, *without(parse.reach(above), [hole]))
    if not content:
        return None
    return Said(content, parse.span(token, token + 2), subject, False, 0.85, "according to", token)


def _clause_above(parse: Parse, token: int) -> int:
    """The main clause to which a phrase at the edge of a sentence speaks, whatever word it hangs on."""
    while parse.heads[token] != token and parse.labels[token] not in ("acl:relcl", "parataxis"):
        if parse.labels[token] == "conj" and is_verb(parse, token) and is_verb(parse, int(parse.heads[token])):
            break
        token = int(parse.heads[token])
    return token


def _pieces(parse: Parse, *ranges: tuple[int, int]) -> Pieces:
    found = []
    for first, stop in ranges:
        if first < stop:
            piece = trimmed(parse.text, *parse.span(first, stop))
            if piece is not None and any(sign.isalnum() for sign in parse.text[piece[0] : piece[1]]):
                found.append(piece)
    return tuple(found)


def _has_to(parse: Parse, verb: int) -> bool:
    return any(parse.labels[child] == "mark" and parse.word(child).lower() == "to" for child in parse.children(verb))


def _opens(parse: Parse, clause: int) -> bool:
    return any(
        parse.labels[child] == "mark" and parse.word(child).lower() in ("that", "to", "whether")
        for child in parse.children(clause)
    )


def _by_or_from(parse: Parse, noun: int) -> bool:
    return any(parse.word(case).lower() in ("by", "from", "of", "among") for case in cases(parse, noun))


def _is_supposed(parse: Parse, verb: int) -> bool:
    """ "if he says", "would say": nobody has said it."""
    return any(
        (parse.labels[child] == "mark" and parse.word(child).lower() in ("if", "unless"))
        or (parse.labels[child] == "aux" and parse.word(child).lower() in ("would", "could", "might", "should", "may"))
        for child in parse.children(verb)
    )
