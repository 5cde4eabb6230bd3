"""Speech in phrases without a verb of its own: "in a poll by the institute, ...", "in his view, ..."."""

from __future__ import annotations

from dateline.lexicon.tables import word_set
from dateline.understand.parse import Parse
from dateline.understand.speech import Said
from dateline.understand.speech_grammar import Subject, after_cases, noun_phrase, pieces_of, without

_SURVEYS = word_set("poll polls survey surveys census study tally count estimate estimates ranking rankings polling")
_VIEWS = word_set("view opinion eyes words account telling estimation reckoning version estimate tally count admission")
PHRASE_NOUNS = _SURVEYS | _VIEWS
"""Nouns that can stand in such phrases, in lower case."""
STUDIES = _SURVEYS | word_set("analysis audit data figures findings report research review statistics study studies")
"""What finds things out without being a person."""
_SURVEY_CASES = frozenset(("in", "by", "per", "from"))
_VIEW_CASES = frozenset(("in", "by", "to"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_AT_START = 2
_FRESH = word_set("new recent latest")
_MARKS = frozenset(("“", "”", '"', "''", "``"))


def by_phrase(parse: Parse, noun: int) -> Said | None:
    """A phrase at the head of its sentence that names whose finding or view the rest is."""
    word = parse.low(noun)
    if word not in _SURVEYS and word not in _VIEWS:
        return None
    sentence = parse.sentences[parse.sentence_of(noun)]
    case = next((child for child in parse.children(noun) if parse.labels[child] == "case" and child < noun), None)
    above = parse.head(noun)
    if case is None or parse.labels[noun] not in ("obl", "nmod") or above == noun:
        return None
    low, high = parse.reach(noun)
    if case - sentence[0] > _AT_START:
        return _survey_at_end(parse, noun, case) if word in _SURVEYS and case == low else None
    comma = next((token for token in range(noun, min(high + 1, sentence[1])) if parse.word(token) == ","), None)
    high = min(high, comma) if comma is not None and above > comma else high
    if above < high or not any(parse.tags[token] in _FINITE for token in range(high, sentence[1])):
        return None
    how = parse.low(case)
    owner = next((child for child in parse.children(noun) if parse.labels[child] == "nmod:poss"), None)
    if word in _VIEWS and owner is not None and how in _VIEW_CASES:
        found = noun_phrase(parse, owner, avoid=noun)
        subject, cue, why = found, (case, case + 1), f"{how} somebody's {word}"
        if parse.pos[owner] == "PRON":
            cue = (noun, noun + 1)
    elif word in _SURVEYS and how in _SURVEY_CASES:
        first = max(after_cases(parse, noun, low), case + 1)
        subject, cue, why = Subject(noun, first, max(noun + 1, high)), (case, case + 1), f"{how} a survey"
    else:
        return None
    content = pieces_of(parse, *without((high, sentence[1]), []))
    return Said(content, parse.span(*cue), subject, False, 0.5, why, noun) if content else None


def _survey_at_end(parse: Parse, noun: int, case: int) -> Said | None:
    """ "The party leads by nine points in a new poll by the institute": a survey that is named closes the sentence."""
    first, stop = parse.sentences[parse.sentence_of(noun)]
    high = parse.reach(noun)[1]
    closes = high >= stop or parse.word(high) in (",", ".", ";") or parse.pos[high] == "PUNCT"
    named = any(parse.pos[token] == "PROPN" or parse.low(token) in _FRESH for token in range(case + 1, high))
    told = range(first, case)
    if parse.low(case) != "in" or parse.tags[noun] == "NNS" or not closes or not named:
        return None
    if not any(parse.tags[token] in _FINITE for token in told) or any(parse.word(token) in _MARKS for token in told):
        return None
    content = pieces_of(parse, (first, case))
    subject = Subject(noun, case + 1, high)
    return Said(content, parse.span(case, case + 1), subject, False, 0.5, "in a survey", noun) if content else None
