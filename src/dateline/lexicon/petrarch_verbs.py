"""Reads the verb dictionaries of PETRARCH2, PETRARCH and TABARI.

    --- HURL [---] ---                  a block, with the code of its verbs where they stand alone
    THROW {THROWS THROWING THREW}       a verb, its forms where they are irregular
    +STIR_UP [130]                      a verb of several words (the + is before the verb itself), a code of its own
    - * INSULT [111] # a remark         a pattern of all verbs of the block; see verb_patterns.py
    &CASH and +COIN under it            a set of words
    ~ a (a b ATTACK) SAY = a b 015      what a verb makes of the verb below it

TABARI has no lines of blocks: each verb is one of its own, and remarks begin with a semicolon. A line that cannot
be read is named with its number, and the rest goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.lexicon.verb_patterns import BadPattern, Pattern, read_pattern

NO_CODE = "---"
_HEAD = re.compile(r"---\s*(.*?)\s*(?:\[([^\]]*)\])?\s*-*\s*$")
_VERB = re.compile(r"([^\s{}\[\]]+(?:\s+[^\s{}\[\]]+)*)\s*(?:\{([^{}]*)\})?\s*(?:\[([^\[\]]*)\])?\s*$")
_LETTERS = re.compile(r"[A-Za-z+][A-Za-z'_+-]*")
_TRANSFORMATION = re.compile(r"~\s*(\S+)\s*\(\s*(\S+)\s+(\S+)\s+(\S+?)\s*\)\s*(\S+)\s*=\s*(\S+)\s+(\S+)\s+(\S+)\s*$")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of a block, in lower case; `before` and `after` are the other words of a verb of several."""

    line: int
    word: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    code: str = ""


@dataclass(slots=True)
class Block:
    """Verbs that share their patterns; `code` is what each means alone, "---" for nothing."""

    line: int
    name: str
    code: str
    verbs: list[Verb] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Transformation:
    """`outer` of `actor` over `inner` of `inner_actor` to `inner_recipient` is coded as `code`."""

    line: int
    text: str
    actor: str
    inner_actor: str
    inner_recipient: str
    inner: str
    outer: str
    code: str


@dataclass(slots=True)
class VerbDictionary:
    """A file as read; `faults` are lines "line 3: …" for people, of what could not be."""

    blocks: list[Block] = field(default_factory=list)
    transformations: list[Transformation] = field(default_factory=list)
    sets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read_verb_dictionary(text: str) -> VerbDictionary:
    """Read a file. Faults do not end it: they are listed."""
    found = VerbDictionary()
    pending: list[tuple[Block, int, str]] = []
    block: Block | None = None
    name_of_set = ""
    commented = headed = False
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        line = _without_remark(raw)
        if commented or line.startswith("<!"):
            commented = "-->" not in raw
            continue
        if not line:
            continue
        if line.startswith("---"):
            block, name_of_set, headed = _block(line, number), "", True
            found.blocks.append(block)
        elif line.startswith("&"):
            name_of_set = line.split()[0].rstrip("_")
            found.sets.setdefault(name_of_set, ())
        elif line.startswith("+") and name_of_set:
            word = line[1:].strip()
            word = word if word.startswith("&") else word.replace("_", " ").strip()
            found.sets[name_of_set] += (word,) if word else ()
        elif line.startswith("~"):
            _transformation(line, number, found)
        elif line.startswith("-"):
            name_of_set = ""
            if block is None or not block.verbs:
                found.faults.append(f"line {number}: a pattern stands before any verb; put its verb on a line above it")
            else:
                pending.append((block, number, line[1:]))
        else:
            name_of_set = ""
            if block is None or not headed:
                block = Block(number, line.split()[0], NO_CODE)
                found.blocks.append(block)
            _verb(line, number, block, found.faults)
    for owner, number, body in pending:  # sets may be named before they are given
        try:
            owner.patterns.append(read_pattern(body, number, found.sets))
        except BadPattern as fault:
            found.faults.append(f"line {number}: the pattern '{body.strip()}' {fault}")
    empty = [one for one in found.blocks if not one.verbs]
    found.faults += [f"line {one.line}: block '{one.name}' has no verb; write one on a line below it" for one in empty]
    found.blocks = [one for one in found.blocks if one.verbs]
    found.faults.sort(key=lambda fault: int(fault.split()[1].rstrip(":")))
    return found


def _without_remark(line: str) -> str:
    return re.split(r"[#;]", line, maxsplit=1)[0].strip()


def _block(line: str, number: int) -> Block:
    head = _HEAD.match(line)
    name, code = (head[1], head[2]) if head else (line, None)
    return Block(number, name.strip(" -"), (code or NO_CODE).strip())


def _verb(line: str, number: int, block: Block, faults: list[str]) -> None:
    made = _VERB.match(line)
    spelt = "_".join(made[1].split()) if made else ""
    if made is None or not _LETTERS.fullmatch(spelt):
        faults.append(f"line {number}: '{line}' is no verb; write VERB {{FORMS}} [CODE], with every bracket closed")
        return
    code = (made[3] or "").strip()
    words = [word for word in spelt.lower().split("_") if word.strip("+")]
    at = next((one for one, word in enumerate(words) if word.startswith("+")), 0)
    before, word, after = words[:at], words[at].lstrip("+"), words[at + 1 :]
    block.verbs.append(Verb(number, word, tuple(before), tuple(after), code))


def _transformation(line: str, number: int, found: VerbDictionary) -> None:
    made = _TRANSFORMATION.match(line)
    if made is None:
        found.faults.append(f"line {number}: '{line}' is no transformation; write ~ a (a b INNER) OUTER = a b CODE")
        return
    found.transformations.append(Transformation(number, line, made[1], made[2], made[3], made[4], made[5], made[8]))
