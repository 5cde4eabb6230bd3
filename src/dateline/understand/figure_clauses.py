"""What befell those counted, read from the grammar of their sentence: the verb above them and its voice."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.lexicon.quantities import counted, phrases_by_word
from dateline.understand.parse import Parse

DONE_TO, DOES, STATE = "verb", "does", "state"
_PART_LINKS = frozenset({"conj", "appos"})
_NO_SENSE = frozenset(
    (
        *("leave", "find", "report", "believe", "fear", "presume", "declare", "know", "think", "go", "remain", "get"),
        *("confirm", "say", "become", "stay", "lie", "feel", "pronounce", "list", "be", "have", "force", "cause"),
        *("compel", "order", "make", "let", "allow", "try", "manage", "begin", "start", "continue", "appear"),
        *("need", "expect", "estimate", "assume", "suspect", "consider", "describe", "show", "see", "hear"),
        *("drive", "send", "bring", "put", "tell", "seem"),
    )
)  # fmt: skip
"""Verbs that leave it to the word below them what happened: "left dead", "believed to have drowned"."""
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj"})
_APART = frozenset({"of", "in", "from", "to", "with", "at", "on", "near", "by", "between", "for", "into", "against"})
_SAYING = frozenset({"xcomp", "ccomp", "advcl", "obl"})


@dataclass(frozen=True, slots=True)
class Clause:
    """What the grammar says of a figure: `clue` is the kind of clue, `word` the one that tells, in lower case."""

    clue: str
    word: str
    counted: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a figure stands in its sentence: its topmost word, and what the sentence says befell it, if anything.

    `apart` is true where the grammar rules out that a verb nearby speaks of this figure; `shared` where another
    figure, beside which it stands, hangs on the verb. `subject`: it is the subject of its clause.
    """

    top: int
    clause: Clause | None
    apart: bool = False
    shared: bool = False
    subject: bool = False


def standing_of(parse: Parse, start: int, end: int) -> Standing | None:
    """Read the clause of the words in [start, end); None where there is no parse."""
    first, last = parse.tokens_in(start, end)
    if first >= last or not len(parse):
        return None
    top = _top(parse, first, last)
    if not parse.labels[top]:
        return None
    return _standing(parse, top, first)


def _top(parse: Parse, first: int, last: int) -> int:
    """The word of a range on which the others hang: a noun or number whose head stands outside."""
    heads = parse.heads
    for token in range(first, last):
        if parse.labels[token] in _ARGUMENTS and not first <= int(heads[token]) < last:
            return token
    for token in range(last - 1, first - 1, -1):
        head = int(heads[token])
        if (not first <= head < last or head == token) and parse.pos[token] in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
            return token
    return last - 1


def _standing(parse: Parse, top: int, first: int) -> Standing:
    token, climbed = top, 0
    while parse.labels[token] in _PART_LINKS and climbed < 8 and parse.pos[int(parse.heads[token])] != "VERB":
        token, climbed = int(parse.heads[token]), climbed + 1
    label, head, shared = parse.labels[token], int(parse.heads[token]), climbed > 0
    below = _said_below(parse, top)
    if head == token:
        return Standing(top, below)
    if label in ("nsubj:pass", "nsubj", "csubj"):
        return Standing(
            top,
            _of_subject(parse, token, head, passive=label == "nsubj:pass") or below,
            shared=shared,
            subject=not shared,
        )
    if label in ("obj", "iobj"):
        apart = parse.pos[head] == "VERB" and parse.lemma(head).lower() not in _NO_SENSE
        return Standing(top, _of_object(parse, head) or below, apart=apart, shared=shared)
    if below is not None:
        return Standing(top, below)
    if label in ("nmod", "nmod:poss"):
        of = _case(parse, token) == "of"
        told = counted()["of"].get(parse.word(head).lower()) if of else None
        return Standing(top, Clause("of", parse.word(head).lower(), told) if told else None, apart=not told)
    if label == "obl" and _case(parse, token, before=first) in _APART:
        return Standing(top, None, apart=True)
    return Standing(top, None)


def _of_subject(parse: Parse, subject: int, verb: int, *, passive: bool) -> Clause | None:
    passive = passive or any(parse.labels[child] == "aux:pass" for child in parse.children(verb))
    word = parse.word(verb).lower()
    if (phrase := _phrase(parse, verb)) is not None:
        return phrase
    if passive and parse.pos[verb] == "VERB":
        told = counted()["verb"].get(word) or counted()["passive"].get(word)
        if told:
            return Clause(DONE_TO, word, told)
        return _below_verb(parse, verb, subject)
    told = counted()["state"].get(word) if parse.pos[verb] != "VERB" else None
    if told:
        return Clause(STATE, word, told)
    told = counted()["does"].get(word)
    if told and parse.pos[verb] == "VERB":
        return Clause(DOES, word, told)
    if parse.tags[verb] == "VBN" and not any(parse.labels[one] == "aux" for one in parse.children(verb)):
        told = counted()["verb"].get(word)
        if told:  # a headline: "12 killed in blast"
            return Clause(DONE_TO, word, told)
    return _below_verb(parse, verb, subject)


def _of_object(parse: Parse, verb: int) -> Clause | None:
    word = parse.word(verb).lower()
    if parse.tags[verb] == "VBN" and any(parse.labels[child] == "aux:pass" for child in parse.children(verb)):
        return None
    if (phrase := _phrase(parse, verb)) is not None:
        return phrase
    told = counted()["verb"].get(word)
    if told is None:
        below = _below_verb(parse, verb, None)
        if below is not None:
            return below
    for child in parse.children(verb):
        # "shot and wounded two men": the object is the first verb's as well, and the last tells what came of it.
        if (
            parse.labels[child] == "conj"
            and parse.tags[child] == parse.tags[verb]
            and not _has(parse, child, "nsubj", "obj")
        ):
            told = counted()["verb"].get(parse.word(child).lower(), told)
    if told is None and parse.labels[verb] == "conj" and not _has(parse, verb, "nsubj"):
        return None
    return Clause(DONE_TO, word, told) if told else None


def _below_verb(parse: Parse, verb: int, subject: int | None) -> Clause | None:
    """The word below a verb that leaves the sense to it: "left 12 dead", "forced 40 to flee"."""
    if parse.lemma(verb).lower() not in _NO_SENSE:
        return None
    table = counted()
    for child in parse.children(verb):
        if parse.labels[child] not in _SAYING or child == subject:
            continue
        word = parse.word(child).lower()
        passive = any(parse.labels[one] == "aux:pass" for one in parse.children(child))
        told = table["state"].get(word) if parse.pos[child] in ("ADJ", "VERB", "NOUN") else None
        if told:
            return Clause(STATE, word, told)
        if parse.tags[child] == "VBN" and (passive or parse.labels[child] == "xcomp"):
            told = table["verb"].get(word)
            if told:
                return Clause(DONE_TO, word, told)
        if parse.pos[child] == "VERB" and not passive and (told := table["does"].get(word)):
            return Clause(DOES, word, told)
        deeper = (
            _below_verb(parse, child, None) if (parse.pos[child], parse.labels[child]) == ("VERB", "xcomp") else None
        )
        if deeper is not None:
            return deeper
    return None


def _said_below(parse: Parse, top: int) -> Clause | None:
    """What a participle or a clause behind the noun says: "12 people killed", "12 people who had been shot"."""
    table = counted()
    for child in parse.children(top):
        label = parse.labels[child]
        if child <= top or not label.startswith("acl"):
            if label == "amod" and child > top and (told := table["state"].get(parse.word(child).lower())):
                return Clause(STATE, parse.word(child).lower(), told)
            continue
        word = parse.word(child).lower()
        if label == "acl:relcl":
            subject = next((one for one in parse.children(child) if parse.labels[one].startswith("nsubj")), None)
            if subject is None or parse.word(subject).lower() not in ("who", "that", "which", "whom"):
                continue
            if found := _of_subject(parse, subject, child, passive=parse.labels[subject] == "nsubj:pass"):
                return found
        elif parse.tags[child] == "VBN":
            if phrase := _phrase(parse, child):
                return phrase
            told = table["verb"].get(word) or table["state"].get(word)
            if told:
                return Clause(DONE_TO, word, told)
            if found := _below_verb(parse, child, None):
                return found
        elif parse.tags[child] == "VBG" and (told := table["does"].get(word)):
            return Clause(DOES, word, told)
    return None


def _phrase(parse: Parse, verb: int) -> Clause | None:
    """A phrase that the table knows: "lost their lives", "were set on fire", "shot down" with words between."""
    known = phrases_by_word().get(parse.word(verb).lower())
    if known is None:
        return None
    start = int(parse.starts[verb])
    for form, phrase, told in known:
        if form.match(parse.text, start):
            return Clause("phrase", phrase, told)
    for child in parse.children(verb):
        if parse.labels[child] in ("compound:prt", "xcomp", "advmod"):
            parted = f"{parse.word(verb)} {parse.word(child)}".lower()
            for _, phrase, told in known:
                if phrase == parted:
                    return Clause("phrase", parted, told)
    return None


def _has(parse: Parse, token: int, *labels: str) -> bool:
    return any(parse.labels[child].startswith(labels) for child in parse.children(token))


def _case(parse: Parse, token: int, *, before: int | None = None) -> str:
    """The preposition of a noun; "from" inside a range of numbers belongs to the range."""
    for child in parse.children(token):
        if parse.labels[child] == "case" and child < (token if before is None else before):
            return parse.word(child).lower()
    return ""
