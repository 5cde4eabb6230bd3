"""What befell those counted, read from the grammar of their sentence: the verb above them and its voice."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.lexicon.quantities import counted, phrases_of
from dateline.understand.figure_frames import DOES, DONE_TO, STATE, Clause, acting, case_of, conditional, framed
from dateline.understand.parse import Parse

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
_HELD_AS = frozenset({"prisoner", "hostage", "captive"})
_SAYING = frozenset({"xcomp", "ccomp", "advcl", "obl"})


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes six times as long to make
class Standing:
    """Where a figure stands in its sentence: its topmost word, and what the sentence says befell it, if anything.

    `apart` is true where the grammar rules out that a verb nearby speaks of this figure; `shared` where another
    figure, beside which it stands, hangs on the verb. `subject`: it is the subject of its clause; `verb`: the verb
    whose object it is, in lower case.
    """

    top: int
    clause: Clause | None
    apart: bool = False
    shared: bool = False
    subject: bool = False
    verb: str = ""


def standing_of(parse: Parse, start: int, end: int) -> Standing | None:
    """Read the clause of the words in [start, end); None where there is no parse."""
    first, last = parse.tokens_in(start, end)
    if first >= last or not len(parse):
        return None
    top = _top(parse, first, last)
    if not parse.labels[top]:
        return None
    return _standing(parse, top, first, end)


def _top(parse: Parse, first: int, last: int) -> int:
    """The word of a range on which the others hang: a noun or number whose head stands outside."""
    for token in range(first, last):
        if parse.labels[token] in _ARGUMENTS and not first <= parse.head(token) < last:
            return token
    for token in range(last - 1, first - 1, -1):
        head = parse.head(token)
        if (not first <= head < last or head == token) and parse.pos[token] in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
            return token
    return last - 1


def _standing(parse: Parse, top: int, first: int, end: int) -> Standing:
    token, climbed = top, 0
    while parse.labels[token] in _PART_LINKS and climbed < 8 and parse.pos[parse.head(token)] != "VERB":
        token, climbed = parse.head(token), climbed + 1
    label, head, shared = parse.labels[token], parse.head(token), climbed > 0
    if label == "nummod" and parse.word(head).lower() in _HELD_AS:
        token, label, head = head, parse.labels[head], parse.head(head)  # "took four prisoner"
    below = _said_below(parse, top)
    if head == token:
        return Standing(top, below)
    if label in ("nsubj:pass", "nsubj", "csubj"):
        above = parse.head(head)
        let = parse.lemma(above).lower() == "let" and above != head
        told = framed(parse, above, end) if let else None  # "let nine of them go"
        told = told or _of_subject(parse, token, head, passive=label == "nsubj:pass") or below
        return Standing(top, told or _of_next_verb(parse, token, head), shared=shared, subject=not shared)
    if not shared and (verb := _verb_behind(parse, first, end)) is not None:
        told = _of_subject(parse, token, verb, passive=_has(parse, verb, "aux:pass"))
        if told is not None or label not in ("obj", "iobj"):
            return Standing(top, told, subject=True)
    if label in ("obj", "iobj"):
        apart = parse.pos[head] == "VERB" and parse.lemma(head).lower() not in _NO_SENSE
        told = _of_object(parse, head, token, end)
        return Standing(top, told or below, apart=apart, shared=shared, verb=parse.word(head).lower())
    if below is not None:
        return Standing(top, below)
    if label in ("nmod", "nmod:poss"):
        of = case_of(parse, token) == "of"
        led = counted()["of"].get(parse.word(head).lower()) if of else None
        return Standing(top, Clause("of", parse.word(head).lower(), led) if led else None, apart=not led)
    if not shared and (ahead := _verb_ahead(parse, first)) is not None:
        return Standing(top, _of_object(parse, ahead, token, end), verb=parse.word(ahead).lower())
    if label == "obl" and case_of(parse, token, before=first) in _APART:
        return Standing(top, None, apart=True)
    return Standing(top, None)


def _of_subject(parse: Parse, subject: int, verb: int, *, passive: bool) -> Clause | None:
    passive = passive or any(parse.labels[child] == "aux:pass" for child in parse.children(verb))
    word = parse.word(verb).lower()
    if passive and (said := framed(parse, verb, None)) is not None:
        return said
    if not passive and (said := acting(parse, verb)) is not None:
        return said
    if (phrase := _phrase(parse, verb)) is not None:
        return phrase
    if passive and parse.pos[verb] == "VERB":
        told = counted()["verb"].get(word) or counted()["passive"].get(word)
        if told:
            return Clause(DONE_TO, word, told)
        return conditional(parse, verb) or _below_verb(parse, verb, subject)
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


def _of_next_verb(parse: Parse, subject: int, verb: int) -> Clause | None:
    """What a second verb says of the same subject: "fainted and were rushed to hospital"."""
    if parse.word(verb).lower() in counted()["verb"]:
        return None
    for child in parse.children(verb):
        if parse.labels[child] == "conj" and not _has(parse, child, "nsubj", "nummod", "obj"):
            return _of_subject(parse, subject, child, passive=_has(parse, child, "aux:pass"))
    return None


def _verb_behind(parse: Parse, first: int, end: int) -> int | None:
    """The verb that follows a number at the head of its clause, where the parse did not see that it is the subject."""
    if not _CLAUSE_START.search(parse.text, max(0, int(parse.starts[first]) - 12), int(parse.starts[first])):
        return None
    token = parse.token_at(end + 1)
    if token is None or int(parse.starts[token]) != end + 1:
        return None
    if parse.pos[token] == "ADV" and token + 1 < len(parse):
        token += 1
    if parse.pos[token] == "AUX":
        head = parse.head(token)
        return head if head > token else None
    return token if parse.pos[token] == "VERB" and parse.tags[token] in ("VBD", "VBP", "VBN") else None


def _verb_ahead(parse: Parse, first: int) -> int | None:
    """The verb right before a number, with its particle, where the parse did not see that this is its object."""
    at = first - 1
    if at > 0 and parse.tags[at] == "RP":
        at -= 1
    if at < 0 or parse.pos[at] != "VERB" or parse.tags[at] == "VBN" or parse.text[int(parse.starts[first]) - 1] != " ":
        return None
    return at


_CLAUSE_START = re.compile(r"(?:\A|[.!?;\n\"“]|, (?:and|but)|\b(?:said|that|while|but|where)) ?\Z")


def _of_object(parse: Parse, verb: int, obj: int, end: int) -> Clause | None:
    word = parse.word(verb).lower()
    if parse.tags[verb] == "VBN" and any(parse.labels[child] == "aux:pass" for child in parse.children(verb)):
        return framed(parse, verb, end) if parse.labels[obj] == "iobj" else None
    if (said := framed(parse, verb, end)) is not None:
        return said
    if (phrase := _phrase(parse, verb)) is not None:
        return phrase
    told = counted()["verb"].get(word)
    if told is None:
        below = conditional(parse, verb) or _below_verb(parse, verb, None)
        if below is not None:
            return below
    for child in parse.children(verb):
        # "shot and wounded two men": the object is the first verb's as well, and the last tells what came of it.
        if (
            parse.labels[child] == "conj"
            and child < obj
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
            if phrase := framed(parse, child, None) or _phrase(parse, child):
                return phrase
            told = table["verb"].get(word) or table["state"].get(word)
            if told:
                return Clause(DONE_TO, word, told)
            if found := conditional(parse, child) or _below_verb(parse, child, None):
                return found
        elif parse.tags[child] == "VBG" and (told := table["does"].get(word)):
            return Clause(DOES, word, told)
    return None


def _phrase(parse: Parse, verb: int) -> Clause | None:
    """A phrase that the table knows: "lost their lives", "were set on fire", "shot down" with words between."""
    known = phrases_of(parse.word(verb).lower())
    if not known:
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
