"""Verbs that tell what befell somebody only together with other words, with who does it, or with whom it befalls."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.lexicon.quantities import counted, frames
from dateline.understand.parse import Parse

DONE_TO, DOES, STATE = "verb", "does", "state"


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes six times as long to make
class Clause:
    """What the grammar says of a figure: `clue` is the kind of clue, `word` the one that tells, in lower case.

    `only` is "persons" or "things" where the word says so of nothing else; `otherwise` is the next best reading.
    """

    clue: str
    word: str
    counted: str
    only: str | None = None
    otherwise: Clause | None = None


def framed(parse: Parse, verb: int, end: int | None) -> Clause | None:
    """A verb with the words that make its sense: "let go of 12", "let 12 go", "12 were let go".

    `end` is where the object ends that may stand between; None for the subject of a passive.
    """
    word = parse.word(verb).lower()
    at, text = _end_of(parse, verb), parse.text
    found: list[Clause] = []
    known = frames("frame", word)
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
    for rest, phrase, _ in frames("held", word):
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


def acting(parse: Parse, verb: int) -> Clause | None:
    """What subjects do or suffer in an active clause: "walked out", "lost their jobs", "received two-year terms"."""
    known = frames("act", parse.word(verb).lower())
    if not known:
        return None
    at, text = _end_of(parse, verb), parse.text
    return next((Clause("phrase", phrase, told) for rest, phrase, told in known if rest.match(text, at)), None)


def conditional(parse: Parse, verb: int) -> Clause | None:
    """A verb that tells its class of people only, or of things only: "seized 12 workers", "consumed 12 houses"."""
    table, word = counted(), parse.word(verb).lower()
    found: list[Clause] = []
    if (told := table["persons"].get(word)) is not None:
        if told == "kidnapped":
            told = _sort_of_doer(parse, verb) or told
            if told == "rescued" and not word.startswith("snatch"):
                told = "arrested"  # whom a navy captures it does not save
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
            if label.startswith("obl") and case_of(parse, child) == "by":
                return child
        if passive or parse.labels[verb] not in ("conj", "xcomp", "advcl") or parse.head(verb) == verb:
            return None
        verb = parse.head(verb)
    return None


def _end_of(parse: Parse, token: int) -> int:
    return int(parse.starts[token]) + len(parse.word(token))


def case_of(parse: Parse, token: int, *, before: int | None = None) -> str:
    """The preposition of a noun; "from" inside a range of numbers belongs to the range."""
    for child in parse.children(token):
        if parse.labels[child] == "case" and child < (token if before is None else before):
            return parse.word(child).lower()
    return ""
