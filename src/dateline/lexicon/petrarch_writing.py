"""Writes verbs as a PETRARCH2 dictionary; what has no counterpart there is written as a remark, with the reason.

Classes of nouns become sets of words, particles bare words, prepositions round brackets, parties the marks + and $.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from dateline.lexicon.petrarch_senses import HELPERS, PARTICLES, PREPOSITIONS
from dateline.lexicon.tables import read_table
from dateline.lexicon.verb_forms import forms_of

_UNTOLD = {
    "op": "PETRARCH2 adds the codes of two verbs instead", "undo": "PETRARCH2 adds the codes of two verbs instead",
    "light": "the event is its object's", "suffer": "the event is its object's, done to the subject",
    "aspect": "it says when an act began or ended", "plan": "it says that an act is meant", "deny": "it denies an act",
}  # fmt: skip
_SAID = "010"


class Unwritable(Exception):
    """What a row asks for and PETRARCH2 has no sign for."""


@dataclass(slots=True)
class Written:
    """The lines of a dictionary, and how many senses (a verb in one use) went in; `narrowed` ones hold less."""

    lines: list[str] = field(default_factory=list)
    senses: int = 0
    narrowed: int = 0
    left: int = 0

    @property
    def counts(self) -> str:
        """One line for people."""
        return (
            f"{self.senses} senses of verbs ({self.narrowed} of them for objects that are somebody only), "
            f"{self.left} left out, as remarks"
        )


def write_verbs(rows: Iterable[Mapping[str, str]]) -> Written:
    """A dictionary of rows with the columns of event_verbs.tsv; of one verb, the first row of a pattern holds."""
    made = Written()
    sets = _Sets()
    alone: dict[str, str] = {}
    patterns: dict[str, dict[str, str]] = {}
    remarks: list[str] = []
    for row in rows:
        verbs = [verb for verb in row["word"].split(",") if verb]
        try:
            code = _code(row)
            found, narrowed = _patterns(row, sets)
        except Unwritable as reason:
            made.left += len(verbs)
            remarks.append(f"# not written: {row['word']} [{row['cameo'] or row['kind']}] {row['when']}: {reason}")
            continue
        made.senses += len(verbs)
        made.narrowed += len(verbs) * narrowed
        for verb in verbs:
            if found == [""]:
                alone.setdefault(verb, code)
                continue
            for pattern in found:
                patterns.setdefault(verb, {}).setdefault(pattern, code)
    made.lines = ["# Verbs in the form of PETRARCH2, written by Dateline.", "", *sets.lines(), *remarks, ""]
    for verbs, body in _blocks(alone, patterns):
        made.lines.append(f"--- {_capitals(verbs[0])} [---] ---")
        made.lines += [_verb(verb) + (f" [{alone[verb]}]" if verb in alone else "") for verb in verbs]
        made.lines += [*body, ""]
    return made


def _blocks(
    alone: Mapping[str, str], patterns: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """Verbs with the lines of their patterns: those with the same ones share a block."""
    shared: dict[tuple[str, ...], list[str]] = {}
    for verb, found in patterns.items():
        shared.setdefault(tuple(f"- {pattern} [{code}]" for pattern, code in found.items()), []).append(verb)
    for body, verbs in shared.items():
        yield verbs, body
    for verb in alone:
        if verb not in patterns:
            yield [verb], ()


def _code(row: Mapping[str, str]) -> str:
    kind = row["kind"].partition(":")[0]
    if kind in _UNTOLD:
        raise Unwritable(_UNTOLD[kind])
    if kind != "act":
        return {"say": _SAID, "none": "---"}[kind]
    if "reporter" in row["to"].split(","):
        raise Unwritable("whoever says so acts")
    return f"{row['cameo']}:{row['cameo']}" if "rec" in row["to"].split(",") else row["cameo"]


def _patterns(row: Mapping[str, str], sets: _Sets) -> tuple[list[str], bool]:
    """The patterns of a row, one for each of its prepositions; "" for a verb alone. True where they hold less."""
    before: list[str] = []
    bare: list[str] = []
    objects: list[list[str]] = []
    prepositions: list[list[str]] = []
    nouns: list[str] = []
    narrowed = False
    for condition in row["when"].split():
        where, given, listed = condition.partition("=")
        words = listed.split(",") if given else []
        if where in ("obj", "within"):
            narrowed |= not words
            objects.append(words or ["+"])
        elif where == "subj" and words:
            before.append("$" if words == ["+"] else sets.named(words))
        elif where in ("prt", "adp") and set(words) <= PARTICLES:
            bare.append("|".join(words))
        elif where in ("prep", "adp") and set(words) <= PREPOSITIONS:
            prepositions.append([word.upper() for word in words])
        elif where in ("lemma", "oblique"):
            nouns.append(sets.named(words))
        elif where == "phrase":
            prepositions.append(_phrases(words, sets))
        else:
            raise Unwritable(f"no sign for '{condition}'")
    if nouns:
        if len(nouns) > 1 or len(prepositions) != 1:
            raise Unwritable("a noun behind any preposition")
        prepositions = [[f"{word} {nouns[0]}" for word in prepositions[0]]]
    places = row["to"].split(",")
    if "swap" in places or "giver" in places:
        before.append("+")
    object_ = _object(objects, sets, acting="swap" in places)
    brackets = [[_bracket(one, places[0]) for one in choices] for choices in prepositions]
    choices = product(*(one.split("|") for one in bare), *brackets)
    found = []
    for chosen in choices:
        particles = [one.upper() for one in chosen[: len(bare)]]
        parts = [*before, "*", *particles, *object_, *chosen[len(bare) :]]
        if "giver" in places and not any("FROM" in one for one in chosen):
            parts.append("(FROM $)")
        found.append(" ".join(parts))
    return ["" if one == "*" else one for one in found], narrowed


def _bracket(phrase: str, place: str) -> str:
    if phrase == "FROM" and place == "giver":
        return "(FROM $)"
    return f"({phrase} +)" if phrase == place.upper() else f"({phrase})"


def _object(objects: Sequence[Sequence[str]], sets: _Sets, *, acting: bool) -> list[str]:
    if not objects:
        return ["$"] if acting else []
    if len(objects) == 1:
        somebody = objects[0] == ["+"]
        return ["$" if acting else "+"] if somebody else [sets.named(objects[0])]
    pairs = [words[0].split("-") for words in objects if len(words) == 1 and words[0].count("-") == 1]
    if len(pairs) < len(objects) or len({head for _, head in pairs}) > 1:
        raise Unwritable("two conditions on one object")
    return ["{" + " ".join([*(modifier for modifier, _ in pairs), pairs[0][1]]).upper() + "}"]


def _phrases(words: Sequence[str], sets: _Sets) -> list[str]:
    by_preposition: dict[str, list[str]] = {}
    for pair in words:
        preposition, _, noun = pair.partition(":")
        by_preposition.setdefault(preposition, []).append(noun)
    return [f"{preposition.upper()} {sets.named(nouns)}" for preposition, nouns in by_preposition.items()]


class _Sets:
    """The sets of words that patterns name: one for a class of nouns, one for each list of words."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, ...], str] = {}
        self._classes: dict[str, list[str]] = {}
        for row in read_table("event_nouns.tsv"):
            self._classes.setdefault("@" + row["class"], []).extend(row["word"].split(","))

    def named(self, words: Sequence[str]) -> str:
        """The sign for any of the words: the word itself, or the name of a set. Raises Unwritable."""
        unknown = [word for word in words if (not word[:1].isalnum() and word not in self._classes) or word in HELPERS]
        if unknown:
            raise Unwritable(f"no sign for '{unknown[0]}'")
        if len(words) == 1 and not words[0].startswith("@"):
            return _noun(words[0])
        meant = tuple(dict.fromkeys(noun for word in words for noun in self._classes.get(word, [word])))
        name = words[0].lstrip("@") if len(words) == 1 else f"{words[0].lstrip('@')}_{len(self._names) + 1}"
        return self._names.setdefault(meant, "&" + _capitals(name))

    def lines(self) -> list[str]:
        """The sets, each with its words under it."""
        return [
            line for words, name in self._names.items() for line in (name, *("+" + _member(word) for word in words), "")
        ]


def _noun(word: str) -> str:
    parts = word.upper().split("-")
    return "{" + " ".join(parts) + "}" if len(parts) == 2 else word.upper()


def _member(word: str) -> str:
    """A word of a set; words of three parts ("heart-to-heart") keep their hyphens, for pairs only are looked for."""
    return word.upper() if word.count("-") > 1 else _capitals(word)


def _verb(word: str) -> str:
    """A verb with its forms, for PETRARCH2 makes "STOPED" and "GIVED" of verbs without them."""
    *before, verb = word.split("-")
    front = "".join(part + "_" for part in before) + ("+" if before else "")
    shown = [front + form for form in (verb, *forms_of(verb))]
    return f"{shown[0]} {{{' '.join(shown[1:])}}}".upper()


def _capitals(word: str) -> str:
    return word.upper().replace("-", "_")
