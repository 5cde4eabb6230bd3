"""Speech and thought in nouns and adjectives: "her claim that ...", "his criticism of ...", "sure that ..."."""

from __future__ import annotations

from collections.abc import Callable

from dateline.lexicon.reporting import ReportingWord
from dateline.lexicon.tables import word_set
from dateline.understand.parse import Parse
from dateline.understand.speech import Said
from dateline.understand.speech_content import after_preposition, has_to
from dateline.understand.speech_grammar import (
    Subject,
    after_cases,
    cases,
    is_verb,
    noun_phrase,
    pieces_of,
    subject_of,
    verb_group,
)

_AGENT_CASES = frozenset(("of", "in", "for"))
_LONGEST_LEAD = 4
IsHuman = Callable[[Subject], bool]
"""Whether a subject can speak or think: a name, a role, a pronoun for people."""

_LIGHT_VERBS = word_set(
    "make issue have express release give voice offer share hold raise repeat lodge send file take draw deliver launch",
    "level throw lend declare announce reiterate show feel cast put extend present pose state win get receive earn",
)
_NOUN_CASES = frozenset(("for", "of", "about", "on", "over", "against", "with"))


def by_noun(parse: Parse, noun: int, is_human: IsHuman) -> Said | None:
    """ "The minister's claim that ...", "made a promise to ...", "her criticism of ..."."""
    children = parse.children(noun)
    clause = next(
        (
            child
            for child in children
            if child > noun and parse.labels[child] in ("acl", "ccomp", "advcl") and _opens(parse, child)
        ),
        None,
    )
    holder = next((child for child in children if parse.labels[child] == "nmod:poss"), None)
    if clause is None and holder is not None and parse.labels[noun] in ("nsubj", "nsubj:outer"):
        equated = _equated(parse, noun, holder, is_human)
        if equated is not None:
            return equated
    found = _holder(parse, noun, holder, clause)
    if found is None or not is_human(found[0]):
        return None
    subject, cue = found
    word = parse.low(noun)
    if clause is not None:
        content = pieces_of(parse, parse.reach(clause))
        return Said(content, parse.span(*cue), subject, False, 0.65, f"{word} + clause", noun) if content else None
    about = after_preposition(parse, noun, _NOUN_CASES)
    if about is None and holder is None:
        about = after_preposition(parse, parse.head(noun), _NOUN_CASES, behind=noun)
    if about is None or not about.pieces:
        return None
    cue = (cue[0], (about.preposition or noun) + 1)
    return Said(about.pieces, parse.span(*cue), subject, False, 0.5, f"{word} + {about.frame}", noun)


def by_agent(parse: Parse, noun: int, is_human: IsHuman) -> Said | None:
    """ "She is a supporter of the treaty", "Ruiz, a critic of the army": who holds the view, and what it is about."""
    about = after_preposition(parse, noun, _AGENT_CASES)
    if about is None or not about.pieces or about.preposition is None:
        return None
    is_one = next((child for child in parse.children(noun) if parse.labels[child] == "cop"), None)
    if is_one is not None:
        subject, first = subject_of(parse, noun), verb_group(parse, is_one)[0]
        lead = [child for child in parse.children(noun) if parse.labels[child] in ("aux", "advmod") and child < is_one]
        first = min([first, *lead])
    elif parse.labels[noun] == "appos" and parse.head(noun) < noun:
        above = parse.head(noun)
        start, stop = parse.reach(noun)[0], noun
        subject = Subject(above, parse.reach(above)[0], min(start, stop))
        while subject.stop > above + 1 and parse.pos[subject.stop - 1] == "PUNCT":
            subject = Subject(above, subject.first, subject.stop - 1)
        first = start
    else:
        return None
    if subject is None or not is_human(subject):
        return None
    cue = parse.span(first, about.preposition + 1)
    return Said(about.pieces, cue, subject, False, 0.5, f"{parse.low(noun)} + {about.frame}", noun)


def by_adjective(parse: Parse, adjective: int, word: ReportingWord, is_human: IsHuman) -> Said | None:
    """ "They are sure that ...", "he was critical of ...", "officials, worried about ..."."""
    subject = subject_of(parse, adjective)
    if subject is None or not is_human(subject):
        return None
    cue = verb_group(parse, adjective)
    above = parse.head(adjective)
    if parse.labels[adjective] == "xcomp" and adjective - _LONGEST_LEAD <= above < adjective:
        cue = (verb_group(parse, above)[0], cue[1])  # "remain sure", "made it clear"
    why = f"{word.word} + "
    for child in parse.children(adjective):
        if child < adjective or parse.labels[child] not in ("ccomp", "xcomp", "advcl"):
            continue
        if "c" in word.frames and (parse.labels[child] == "ccomp" or _opens(parse, child)):
            content = pieces_of(parse, parse.reach(child))
            kind = "infinitive" if has_to(parse, child) else "clause"
            return Said(content, parse.span(*cue), subject, False, 0.6, why + kind, adjective) if content else None
    about = after_preposition(parse, adjective, word.prepositions) if word.prepositions else None
    if about is None or not about.pieces:
        return None
    cue = (cue[0], (about.preposition or adjective) + 1)
    return Said(about.pieces, parse.span(*cue), subject, False, 0.55, why + about.frame, adjective)


def _equated(parse: Parse, noun: int, holder: int, is_human: IsHuman) -> Said | None:
    """ "Her fear is that ...", "their aim was to ...": the clause on the other side of "be"."""
    above = parse.head(noun)
    stop = parse.reach(above)[1]
    at = noun + 1
    while at < stop and (parse.pos[at] in ("AUX", "ADV", "PART") and parse.low(at) != "to"):
        at += 1
    subject = noun_phrase(parse, holder, avoid=noun)
    opens = at < stop and parse.low(at) in ("that", "to", "whether", "how")
    if at == noun + 1 or not opens or not is_human(subject):
        return None
    content = pieces_of(parse, (at, stop))
    cue = parse.span(subject.stop if subject.stop <= noun else noun, at)
    return Said(content, cue, subject, False, 0.6, f"{parse.low(noun)} is + clause", noun) if content else None


def _holder(parse: Parse, noun: int, holder: int | None, clause: int | None) -> tuple[Subject, tuple[int, int]] | None:
    """Whose claim it is, and the words of the cue."""
    if holder is not None:
        possessor = noun_phrase(parse, holder, avoid=noun)
        first = possessor.stop if possessor.stop <= noun else noun
        return possessor, (first, noun + 1)
    above = parse.head(noun)
    if parse.labels[noun] == "obj" and is_verb(parse, above) and parse.lemma(above).lower() in _LIGHT_VERBS:
        subject = subject_of(parse, above)
        return (subject, (verb_group(parse, above)[0], noun + 1)) if subject is not None else None
    for child in parse.children(noun):
        if parse.labels[child] == "nmod" and clause is not None and _by_or_from(parse, child):
            phrase = noun_phrase(parse, child, avoid=noun)
            first = after_cases(parse, child, phrase.first)
            return Subject(child, first, max(first + 1, min(phrase.stop, clause))), (noun, noun + 1)
    return None


def _opens(parse: Parse, clause: int) -> bool:
    return any(
        parse.labels[child] == "mark" and parse.low(child) in ("that", "to", "whether", "if")
        for child in parse.children(clause)
    )


def _by_or_from(parse: Parse, noun: int) -> bool:
    return any(parse.low(case) in ("by", "from", "of", "among") for case in cases(parse, noun))
