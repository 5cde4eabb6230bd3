"""Speech and thought without quotation marks: reporting verbs, nouns and adjectives, and "according to"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dateline.lexicon.reporting import (
    ReportingWord,
    is_stem,
    reporting_adjective,
    reporting_noun,
    reporting_verb,
    takes_particle,
    words_of,
)
from dateline.lexicon.tables import word_set
from dateline.understand.label_bits import bits
from dateline.understand.lemmas import lemma_of, listed_lemma
from dateline.understand.parse import Parse
from dateline.understand.speech import RELAYING, Relay, Said, addressee_of, relay_of
from dateline.understand.speech_asides import parenthetical_cue, trailing_cue
from dateline.understand.speech_clauses import before_aside, before_next_act, lost_clause
from dateline.understand.speech_content import Content, content_of
from dateline.understand.speech_grammar import (
    Pieces,
    Subject,
    after_cases,
    agent_of,
    cue_range,
    is_negated,
    is_verb,
    noun_phrase,
    pieces_of,
    subject_beside,
    subject_of,
    verb_group,
    with_name_before,
    without,
)
from dateline.understand.speech_nouns import IsHuman, by_adjective, by_agent, by_noun
from dateline.understand.speech_phrases import PHRASE_NOUNS, STUDIES, by_phrase
from dateline.understand.word_hints import hint

_CONFIDENCE = {"speech": 0.85, "denial": 0.85, "question": 0.75, "finding": 0.75, "belief": 0.7}
_EXPLETIVES = word_set("it this that there which what")
_EXPLETIVE_VERBS = word_set("mean take show feel look figure prove hurt help sound pay seem matter")
_WILLING = ("infinitive", "object", "object with infinitive")
_DECLINING = ("decline", "refuse")
_IN_NOUNS = ("acl", "acl:relcl", "amod", "compound")
_OPEN = frozenset(("VERB", "NOUN", "ADJ", "ADP", "SCONJ", "ADV"))
_FINITE_TAGS = frozenset(("VBD", "VBZ", "VBP", "MD"))
_CLOSING_MARKS = frozenset(("”", '"', "''", "’", "»"))
_LEAST_CLAUSE = 4
_ACCORDING = ("according", "accord")
_SPOKEN = ("speech", "denial")
_TELLING = ("speech", "finding", "denial")
_SUBJECT, _MAY_SUPPOSE = bits("nsubj"), bits("mark", "aux")
_SUPPOSING = word_set("would could might should may")


def indirect_speech(
    parse: Parse, is_human: IsHuman, *, taken: frozenset[int], spoken: frozenset[int]
) -> Iterator[Said]:
    """All speech and thought that grammar shows, and inside `spoken` tokens speech alone.

    `taken` are verbs that already introduce a quotation.
    """
    for token in _cues(parse):
        position = parse.pos[token]
        said: Said | None = None
        if token in spoken and position in ("NOUN", "ADJ"):
            continue
        if position == "VERB" and token not in taken:
            lemma = parse.lemma(token).lower()
            word = _verb(parse, token, lemma)
            if lemma in _ACCORDING and parse.low(token) == "according":
                said = _according(parse, token)
            elif lemma in RELAYING and (relay := relay_of(parse, token)) is not None:
                said = _relayed(parse, token, relay)
            elif word is not None and (word.klass in _SPOKEN or token not in spoken):
                said = _by_verb(parse, token, word, is_human)
        elif position == "NOUN":
            noun = reporting_noun(parse.lemma(token))
            if noun is not None:
                said = by_agent(parse, token, is_human) if noun.klass == "agent" else by_noun(parse, token, is_human)
            said = said or by_phrase(parse, token)
        elif position == "ADJ":
            adjective = reporting_adjective(parse.low(token))
            if adjective is not None:
                said = by_adjective(parse, token, adjective, is_human)
        elif position in ("ADP", "SCONJ", "ADV") and parse.low(token) == "according":
            said = _according(parse, token)
        if said is not None:
            yield said


def _cues(parse: Parse) -> list[int]:
    """The tokens whose form can be a cue."""
    words, pos = parse.words(), parse.pos
    return [token for token in parse.hinted(_CUE) if pos[token] in _OPEN and _may_tell(words[token], pos[token])]


@lru_cache(maxsize=1)
def _cue_lemmas() -> frozenset[str]:
    """The dictionary forms of all words that `_may_tell` lets pass: a sieve that is quicker than asking it."""
    forms = [(word, kind) for word in words_of("adjective") for kind in ("adj", "verb")]
    forms += [*((word, "noun") for word in PHRASE_NOUNS), ("according", "verb")]
    # The table alone: the rules for unknown words take long to load.
    others = {(listed_lemma(word, kind) or word).partition("/")[0] for word, kind in forms}
    stems = {word.partition("-")[0] for word in words_of("verb")} | RELAYING
    return frozenset(others | stems | words_of("noun") | {"according"})


_CUE = hint(lambda form: form in _cue_lemmas())


@lru_cache(maxsize=100_000)
def _may_tell(form: str, position: str) -> bool:
    """Whether a word of this form can be a cue at all: asked of every word, so the answers are kept."""
    lower = form.lower()
    if position == "ADJ":
        return reporting_adjective(lower) is not None
    if position not in ("VERB", "NOUN"):
        return lower == "according"
    lemma = lemma_of(form, pos=position).lower()
    if position == "NOUN":
        return reporting_noun(lemma) is not None or lower in PHRASE_NOUNS
    return lower == "according" or lemma in RELAYING or is_stem(lemma) or reporting_adjective(lower) is not None


def _verb(parse: Parse, token: int, lemma: str) -> ReportingWord | None:
    """The reporting verb, with its particle where that makes another word ("call out")."""
    found = reporting_verb(lemma)
    if takes_particle(lemma):
        particle = next((child for child in parse.children(token) if parse.labels[child] == "compound:prt"), None)
        phrasal = reporting_verb(f"{lemma}-{parse.low(particle)}") if particle is not None else None
        found = phrasal or found
    # "worried about", "shocked by": the parser may call the adjective a verb.
    return found or (reporting_adjective(parse.low(token)) if parse.tags[token] == "VBN" else None)


def _relayed(parse: Parse, verb: int, relay: Relay) -> Said | None:
    """ "TASS quoted the minister as saying that ...": the minister speaks, the agency passes it on."""
    stop = parse.sentences[parse.sentence_of(verb)][1]
    content = pieces_of(parse, (relay.verb + 1, stop))
    if not content or all(
        parse.low(token) != "that" and parse.tags[token] not in _FINITE_TAGS for token in range(relay.verb + 1, stop)
    ):
        content = _before_relay(parse, relay) or content
    why = f"{parse.lemma(verb).lower()} somebody as saying"
    cue = parse.span(*verb_group(parse, verb))
    return Said(content, cue, relay.speaker, False, 0.85, why, verb, None, relay.relayer) if content else None


def _before_relay(parse: Parse, relay: Relay) -> Pieces:
    """ "Two plants will be built, the agency quoted the minister as saying"."""
    speakers = [one.first for one in (relay.relayer, relay.speaker) if one is not None and one.first < relay.verb]
    first = parse.sentences[parse.sentence_of(relay.verb)][0]
    comma = min(speakers, default=first) - 1
    ahead = comma > first and parse.word(comma) == ","
    return pieces_of(parse, (first, comma)) if ahead else ()


def _by_verb(parse: Parse, verb: int, word: ReportingWord, is_human: IsHuman) -> Said | None:
    if _is_relayed(parse, verb) or _is_intended(parse, verb):
        return None
    if word.word in _DECLINING and _says_no_word(parse, verb):
        return None
    closing = None
    if word.klass in _TELLING and word.frames & {"q", "c"}:
        closing = trailing_cue(parse, verb) or parenthetical_cue(parse, verb)
    found = Content(closing[0], "clause") if closing is not None else content_of(parse, verb, word)
    if found is None and verb > 0 and parse.tags[verb] == "VBN" and parse.low(verb - 1) == "as":
        by = agent_of(parse, verb)
        rest = pieces_of(parse, _beside(parse, (verb - 1, by.stop))) if by is not None else ()
        found = Content(rest, "clause") if rest else None
    if found is None and word.klass == "speech" and {"c", "q"} <= word.frames and parse.labels[verb] not in _IN_NOUNS:
        found = Content(lost_clause(parse, verb), "lost clause")
    if found is None or not found.pieces:
        return None
    pieces = before_next_act(parse, verb, found.pieces)
    found = found._replace(pieces=before_aside(parse, pieces, names=found.frame != "clause"))
    subject = closing[1] if closing is not None else subject_of(parse, _first_act(parse, verb, word))
    if subject is None and found.frame != "passive":
        subject = subject_beside(parse, verb)
    asked = (
        subject is None
        and parse.tags[verb] in ("VBN", "VBD")
        and (parse.labels[verb] in ("advcl", "acl") or verb == parse.sentences[parse.sentence_of(verb)][0])
    )
    if asked and found.frame in ("clause", "about-phrase", "passive"):
        found = Content(found.pieces, "asked", found.preposition)
    if subject is None and found.frame not in ("passive", "asked"):
        return None
    if found.frame == "felt":
        thing = next(child for child in parse.children(verb) if parse.labels[child] == "obj" and child > verb)
        subject = noun_phrase(parse, thing, avoid=verb)
    if subject is not None and subject.stop <= verb:
        subject = with_name_before(parse, subject, parse.sentences[parse.sentence_of(verb)][0])
    human = subject is not None and is_human(subject)
    if not _may_say(parse, subject, word, found.frame, human=human):
        return None
    confidence = _CONFIDENCE[word.klass] - (0.0 if found.frame == "clause" else 0.2) - (0.0 if human else 0.15)
    if _is_supposed(parse, verb) or (subject is not None and parse.low(subject.head) == "you"):
        confidence -= 0.25
    why = f"{word.word} + {found.frame}" + (", denied" if is_negated(parse, verb) else "")
    first, stop = cue_range(parse, verb)
    stop = max(stop, found.preposition + 1) if found.preposition is not None else stop
    if found.frame == "passive" and subject is not None and subject.first == stop + 1 and parse.word(stop) == "by":
        stop += 1  # "was backed by"
    told = addressee_of(parse, verb)
    return Said(found.pieces, parse.span(first, stop), subject, False, round(max(0.1, confidence), 2), why, verb, told)


def _first_act(parse: Parse, verb: int, word: ReportingWord) -> int:
    """The cue with which a second act of speech shares its subject: "said he would pay and warned the court"."""
    if word.klass != "speech" or parse.labels[verb] != "conj" or parse.below()[verb] & _SUBJECT:
        return verb
    inner = parse.head(verb)
    outer = parse.head(inner)
    if parse.labels[inner] != "ccomp" or outer > inner:
        return verb
    first = reporting_verb(parse.lemma(outer).lower())
    alike = parse.tags[verb] == parse.tags[outer] and parse.tags[verb] in _FINITE_TAGS
    return outer if alike and first is not None and first.klass == "speech" else verb


def _may_say(parse: Parse, subject: Subject | None, word: ReportingWord, frame: str, *, human: bool) -> bool:
    if subject is None:
        return frame in ("passive", "asked") and word.klass != "finding"
    form = parse.low(subject.head)
    if word.klass == "finding" and frame.startswith("object"):
        return form in STUDIES
    if human or frame == "felt":
        return human
    if form == "it" and word.word not in _EXPLETIVE_VERBS:
        return frame != "passive" and (word.klass != "belief" or frame in _WILLING)
    if parse.pos[subject.head] == "PRON" and form in _EXPLETIVES:
        return False
    return word.klass == "finding" or (frame == "clause" and word.klass != "belief")


def _is_relayed(parse: Parse, verb: int) -> bool:
    """The "saying" of "quoted her as saying", which the outer verb has told already."""
    return verb > 0 and parse.tags[verb] == "VBG" and parse.low(verb - 1) == "as"


def _is_intended(parse: Parse, verb: int) -> bool:
    """The "announce" of "plans to announce": what is planned is told by the outer verb."""
    if parse.labels[verb] != "xcomp":
        return False
    outer = reporting_verb(parse.lemma(parse.head(verb)).lower())
    if outer is not None and outer.word in _DECLINING and _says_no_word(parse, parse.head(verb)):
        return False
    return outer is not None and bool(outer.frames & {"i", "oi"})


def _says_no_word(parse: Parse, verb: int) -> bool:
    """ "Declined to comment on the plan": the inner verb tells what it is that was not said."""
    inner = next((child for child in parse.children(verb) if parse.labels[child] == "xcomp" and child > verb), None)
    word = reporting_verb(parse.lemma(inner).lower()) if inner is not None else None
    return inner is not None and word is not None and content_of(parse, inner, word) is not None


def _according(parse: Parse, token: int) -> Said | None:
    """ "according to X": the clause on which it hangs is what X says."""
    phrase = parse.head(token)
    if parse.labels[token] not in ("case", "mark") and is_verb(parse, token):
        phrase = next((child for child in parse.children(token) if parse.labels[child] == "obl"), token)
    if phrase == token or token + 1 >= len(parse) or parse.low(token + 1) != "to":
        return None
    above = parse.head(phrase)
    if above == token:
        above = parse.head(token)
    if above == phrase:
        return None
    above = _clause_above(parse, above)
    low, high = parse.reach(phrase)
    hole = (min(low, token), high)
    first = max(after_cases(parse, phrase, low), token + 2)
    subject = noun_phrase(parse, phrase, avoid=token)
    subject = Subject(phrase, max(first, subject.first), subject.stop)
    content = pieces_of(parse, _beside(parse, hole)) or pieces_of(parse, *without(parse.reach(above), [hole]))
    if not content:
        return None
    return Said(content, parse.span(token, token + 2), subject, False, 0.85, "according to", token)


def _beside(parse: Parse, hole: tuple[int, int]) -> tuple[int, int]:
    """What a phrase speaks to that opens a sentence or stands behind a comma, as tokens; an empty range otherwise.

    "According to the mayor, the bridge is safe"; "The bridge is safe, according to the mayor, and will open".
    """
    first, stop = parse.sentences[parse.sentence_of(hole[0])]
    if hole[0] == first:
        comma = next((token for token in range(first + 2, stop) if parse.word(token) == ","), stop)
        opens = comma < stop and not any(parse.tags[token] in _FINITE_TAGS for token in range(first, comma))
        return (comma + 1, stop) if opens else (first, first)
    before = hole[0] if parse.word(hole[0]) == "," else hole[0] - 1
    closed = parse.word(before) == "," or (parse.word(before) in _CLOSING_MARKS and parse.word(before - 1) == ",")
    told = any(parse.tags[token] in _FINITE_TAGS for token in range(first, before))
    return (first, before) if closed and told and before - first >= _LEAST_CLAUSE else (first, first)


def _clause_above(parse: Parse, token: int) -> int:
    """The main clause to which a phrase at the edge of a sentence speaks, whatever word it hangs on."""
    while parse.head(token) != token and parse.labels[token] not in ("acl:relcl", "parataxis"):
        own = parse.below()[token] & _SUBJECT
        if parse.labels[token] == "conj" and own:
            break
        token = parse.head(token)
    return token


def _is_supposed(parse: Parse, verb: int) -> bool:
    """ "if he says", "would say": nobody has said it."""
    return bool(parse.below()[verb] & _MAY_SUPPOSE) and any(
        (parse.labels[child] == "mark" and parse.low(child) in ("if", "unless"))
        or (parse.labels[child] == "aux" and parse.low(child) in _SUPPOSING)
        for child in parse.children(verb)
    )
