"""What befell those counted, read from the grammar of their sentence: the verb above them and its voice."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.lexicon.quantities import counted, frames, phrases_by_word
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
_HELD_AS = frozenset({"prisoner", "hostage", "captive"})
_SAYING = frozenset({"xcomp", "ccomp", "advcl", "obl"})


@dataclass(frozen=True, slots=True)
class Clause:
    """What the grammar says of a figure: `clue` is the kind of clue, `word` the one that tells, in lower case.

    `only` is "persons" or "things" where the word says so of nothing else; `otherwise` is the next best reading.
    """

    clue: str
    word: str
    counted: str
    only: str | None = None
    otherwise: Clause | None = None


@dataclass(frozen=True, slots=True)
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
    heads = parse.heads
    for token in range(first, last):
        if parse.labels[token] in _ARGUMENTS and not first <= int(heads[token]) < last:
            return token
    for token in range(last - 1, first - 1, -1):
        head = int(heads[token])
        if (not first <= head < last or head == token) and parse.pos[token] in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
            return token
    return last - 1


def _standing(parse: Parse, top: int, first: int, end: int) -> Standing:
    token, climbed = top, 0
    while parse.labels[token] in _PART_LINKS and climbed < 8 and parse.pos[int(parse.heads[token])] != "VERB":
        token, climbed = int(parse.heads[token]), climbed + 1
    label, head, shared = parse.labels[token], int(parse.heads[token]), climbed > 0
    if label == "nummod" and parse.word(head).lower() in _HELD_AS:
        token, label, head = head, parse.labels[head], int(parse.heads[head])  # "took four prisoner"
    below = _said_below(parse, top)
    if head == token:
        return Standing(top, below)
    if label in ("nsubj:pass", "nsubj", "csubj"):
        above = int(parse.heads[head])
        let = parse.lemma(above).lower() == "let" and above != head
        told = _framed(parse, above, end) if let else None  # "let nine of them go"
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
        of = _case(parse, token) == "of"
        led = counted()["of"].get(parse.word(head).lower()) if of else None
        return Standing(top, Clause("of", parse.word(head).lower(), led) if led else None, apart=not led)
    if not shared and (ahead := _verb_ahead(parse, first)) is not None:
        return Standing(top, _of_object(parse, ahead, token, end), verb=parse.word(ahead).lower())
    if label == "obl" and _case(parse, token, before=first) in _APART:
        return Standing(top, None, apart=True)
    return Standing(top, None)


def _of_subject(parse: Parse, subject: int, verb: int, *, passive: bool) -> Clause | None:
    passive = passive or any(parse.labels[child] == "aux:pass" for child in parse.children(verb))
    word = parse.word(verb).lower()
    if passive and (framed := _framed(parse, verb, None)) is not None:
        return framed
    if not passive and (framed := _acting(parse, verb)) is not None:
        return framed
    if (phrase := _phrase(parse, verb)) is not None:
        return phrase
    if passive and parse.pos[verb] == "VERB":
        told = counted()["verb"].get(word) or counted()["passive"].get(word)
        if told:
            return Clause(DONE_TO, word, told)
        return _conditional(parse, verb) or _below_verb(parse, verb, subject)
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
        head = int(parse.heads[token])
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
        return _framed(parse, verb, end) if parse.labels[obj] == "iobj" else None
    if (framed := _framed(parse, verb, end)) is not None:
        return framed
    if (phrase := _phrase(parse, verb)) is not None:
        return phrase
    told = counted()["verb"].get(word)
    if told is None:
        below = _conditional(parse, verb) or _below_verb(parse, verb, None)
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


def _framed(parse: Parse, verb: int, end: int | None) -> Clause | None:
    """A verb with the words that make its sense: "let go of 12", "let 12 go", "12 were let go".

    `end` is where the object ends that may stand between; None for the subject of a passive.
    """
    word = parse.word(verb).lower()
    at, text = _end_of(parse, verb), parse.text
    found: list[Clause] = []
    known = frames("frame").get(word, ())
    window = text[at : (at if end is None else end) + 2 * _FAR] if known else ""
    for rest, phrase, told in known:
        if phrase[phrase.rfind(" ") + 1 :] not in window and " " in phrase:
            continue
        if rest.match(text, at) or (end is not None and _soon_after(rest, text, end)):
            found.append(Clause(DONE_TO, phrase, told))
    if found and found[0].counted == "arrested" and _sort_of_doer(parse, verb) == "kidnapped":
        found[0] = replace(found[0], counted="kidnapped")  # "masked men dragged 12 off the bus"
    if any(one.word == "let go" for one in found) and _sort_of_doer(parse, verb) == "kidnapped":
        found = [Clause(DONE_TO, "let go", "released")]
    for rest, phrase, _ in frames("held").get(word, ()):
        if rest.match(text, at) or (end is not None and " " in phrase and rest.match(text, end)):
            sort = _sort_of_doer(parse, verb)
            if sort is not None and (sort != "rescued" or phrase == "pick up"):
                found.append(Clause(DONE_TO, phrase, sort, only="persons"))
    return _one_of(found)


def _soon_after(rest: re.Pattern[str], text: str, end: int) -> bool:
    """Whether the words follow the object at once, or after at most a few others: "took 12 off the bus to hospital"."""
    if rest.match(text, end):
        return True
    return any(rest.match(text, gap.start()) for gap in _GAPS.finditer(text, end, _clause_end(text, end)))


_GAPS = re.compile(r" (?=\w+ ?)")
_CLAUSE_END = re.compile(r"[.,;:!?\n]| (?:and|but|while|after|as|when|who|that|which)\b")
_FAR = 40


def _clause_end(text: str, at: int) -> int:
    found = _CLAUSE_END.search(text, at, at + _FAR)
    return found.start() if found else min(at + _FAR, len(text))


def _one_of(found: list[Clause]) -> Clause | None:
    """Readings of one verb as one clause, the first first."""
    chosen = None
    for one in reversed(found):
        chosen = replace(one, otherwise=chosen)
    return chosen


def _acting(parse: Parse, verb: int) -> Clause | None:
    """What subjects do or suffer in an active clause: "walked out", "lost their jobs", "received two-year terms"."""
    known = frames("act").get(parse.word(verb).lower())
    if known is None:
        return None
    at, text = _end_of(parse, verb), parse.text
    return next((Clause("phrase", phrase, told) for rest, phrase, told in known if rest.match(text, at)), None)


def _conditional(parse: Parse, verb: int) -> Clause | None:
    """A verb that tells its class of people only, or of things only: "seized 12 workers", "consumed 12 houses"."""
    table, word = counted(), parse.word(verb).lower()
    found: list[Clause] = []
    if (told := table["persons"].get(word)) is not None:
        if told == "kidnapped":
            told = _sort_of_doer(parse, verb) or told
        found.append(Clause(DONE_TO, word, told, only="persons"))
    if word in table["reached"] and _VACCINES.search(_sentence_about(parse, verb)):
        found.append(Clause(DONE_TO, word, table["reached"][word]))
    if (told := table["things"].get(word)) is not None:
        found.append(Clause(DONE_TO, word, told, only="things"))
    return _one_of(found)


_VACCINES = re.compile(r"vaccin|immuni[sz]|inoculat|\bjabs?\b|\bpolio (?:drive|campaign|team|worker)", re.I)


def _sentence_about(parse: Parse, token: int) -> str:
    at = int(parse.starts[token])
    before, after = parse.text.rfind(". ", 0, at), parse.text.find(". ", at)
    return parse.text[max(before, at - 200, 0) : after if after >= 0 else at + 200]


def _sort_of_doer(parse: Parse, verb: int) -> str | None:
    """Whether those who take somebody arrest, kidnap or rescue them; None where the doer does not tell."""
    token = _doer(parse, verb)
    if token is None:
        return None
    table, word = counted(), parse.word(token).lower()
    around = [parse.word(child).lower() for child in parse.children(token) if child < token]
    actor = table["actor"].get(word)
    if word in table["rescuers"] or actor in ("ships", "aircraft") or "coast" in around:
        return "rescued"
    if actor == "fighters" or word in table["captors"] or "armed" in around or "masked" in around:
        return "kidnapped"
    return "arrested" if actor == "police" or word in table["law"] else None


def _doer(parse: Parse, verb: int) -> int | None:
    """Who does what a verb says: its subject, the subject of the verb it hangs on, or whom "by" names."""
    for _ in range(3):
        passive = False
        for child in parse.children(verb):
            label = parse.labels[child]
            if label == "nsubj":
                return child
            passive = passive or label == "nsubj:pass"
            if label.startswith("obl") and _case(parse, child) == "by":
                return child
        if passive or parse.labels[verb] not in ("conj", "xcomp", "advcl") or int(parse.heads[verb]) == verb:
            return None
        verb = int(parse.heads[verb])
    return None


def _end_of(parse: Parse, token: int) -> int:
    return int(parse.starts[token]) + len(parse.word(token))


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
            if phrase := _framed(parse, child, None) or _phrase(parse, child):
                return phrase
            told = table["verb"].get(word) or table["state"].get(word)
            if told:
                return Clause(DONE_TO, word, told)
            if found := _conditional(parse, child) or _below_verb(parse, child, None):
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
