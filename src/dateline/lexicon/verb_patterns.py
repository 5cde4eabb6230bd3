"""One pattern of a PETRARCH or TABARI verb dictionary, taken apart into what stands before and after the verb.

    - &WEAPON * {PEACE TALKS} (WITH +) [040]

PETRARCH2 puts prepositional phrases in round brackets and nouns of several words in braces; older files have bare
words in a row. `*` is the verb, `+` whoever is acted on, `$` whoever acts, `%` both, `^` somebody left out of account;
`_` joins words that stand together, `&` names a set of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MARKS = frozenset("+$%^")
_TOKEN = re.compile(r"[(){}*]|[^\s(){}*]+")
_SET = re.compile(r"&[^\s(){}*\[\]]+")
_CODE = re.compile(r"\[([^\]]*)\]\s*$")

Slot = tuple[str, ...]
"""One place in a phrase: the words that may stand there; several for a set of words."""
Phrase = tuple[Slot, ...]
Sets = Mapping[str, tuple[str, ...]]
"""Words of each set, by its name with the `&`."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a pattern: kind "word" (bare), "phrase" (in braces), "prep" (in round brackets) or "mark".

    A "prep" begins with its preposition; `marks` are those inside it.
    """

    kind: str
    slots: Phrase
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern with its parts on either side of the verb and its code as written ("160:160", "---")."""

    line: int
    text: str
    before: tuple[Part, ...]
    after: tuple[Part, ...]
    code: str


class BadPattern(ValueError):
    """A pattern that cannot be read; the message says what is wrong and what to write."""


def read_pattern(text: str, line: int, sets: Sets) -> Pattern:
    """Take a pattern apart, given without its leading minus and its remark. Raises BadPattern."""
    code = _CODE.search(text)
    if code is None:
        raise BadPattern("has no code; end it with one in square brackets, such as [112]")
    body = _SET.sub(lambda named: _name_of_set(named[0], sets), text[: code.start()])
    tokens = [token.replace("\0", "_") for token in _TOKEN.findall(body.replace("_", " "))]
    stars = [number for number, token in enumerate(tokens) if token == "*"]
    if len(stars) != 1:
        raise BadPattern(f"has {len(stars)} '*'; write one where the verb stands")
    at = stars[0]
    before = tuple(_parts(tokens[:at], sets))
    return Pattern(line, text.strip(), before, tuple(_parts(tokens[at + 1 :], sets)), code[1].strip())


def _name_of_set(named: str, sets: Sets) -> str:
    """The name of a set with its own `_` hidden: "&TIE_KINDS_RELATION" names &TIE_KINDS where there is such a set."""
    parts = named.split("_")
    for stop in range(len(parts), 0, -1):
        if "_".join(parts[:stop]) in sets:
            return "_".join(["\0".join(parts[:stop]), *parts[stop:]])
    return named


def _parts(tokens: list[str], sets: Sets) -> Iterator[Part]:
    held: list[Slot] = []
    marks: list[str] = []
    inside = ""
    for token in tokens:
        if token == "(" or (token == "{" and not inside):
            if inside:
                raise BadPattern(f"has '{token}' inside '{inside}'; close the first bracket before it")
            inside, held, marks = token, [], []
        elif token == ")" or (token == "}" and inside == "{"):
            if inside != {")": "(", "}": "{"}[token]:
                raise BadPattern(f"has '{token}' without the bracket that opens it")
            if held:
                yield Part("prep" if token == ")" else "phrase", tuple(held), tuple(marks))
            inside = ""
        elif token in "{}":
            if inside != "(":
                raise BadPattern(f"has '{token}' without the bracket that opens it")
        elif token in MARKS:
            if inside:
                marks.append(token)
            else:
                yield Part("mark", (), (token,))
        elif inside:
            held.append(_slot(token, sets))
        else:
            yield Part("word", (_slot(token, sets),))
    if inside:
        raise BadPattern(f"has '{inside}' that is never closed")


def _slot(token: str, sets: Sets) -> Slot:
    if not token.startswith("&"):
        return (token.lower(),)
    words = words_of_set(token, sets)
    if not words:
        raise BadPattern(f"names the set {token}, which the file does not have; add a line {token} with +WORD under it")
    return words


def words_of_set(name: str, sets: Sets, seen: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words of a set in lower case, with those of sets inside it; a closing `_` of its name counts for nothing."""
    bare = name.rstrip("_")
    found: list[str] = []
    for word in sets.get(bare, ()):
        if word.startswith("&"):
            if word.rstrip("_") not in seen | {bare}:
                found += words_of_set(word, sets, seen | {bare})
        else:
            found.append(word.lower())
    return tuple(dict.fromkeys(found))
