"""Reference tables of quantities: qualifiers of numbers, units of measure and currencies, what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or a currency: dimension "money" with unit "USD", "distance" with "km"."""

    dimension: str
    code: str


def _rows(name: str) -> Iterator[list[str]]:
    text = files("dateline.lexicon").joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@lru_cache(maxsize=1)
def qualifiers() -> tuple[dict[str, str], dict[str, str]]:
    """What words before a number and what words after it say of its bounds: words to kind."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for kind, words, place in _rows("qualifiers.tsv"):
        (before if place == "before" else after)[words] = kind
    return before, after


_WORDS = frozenset({"ALL", "TOP", "CUP", "BOB", "SOS", "MOP"})
"""Codes of currencies that are other words in capitals as often."""


@lru_cache(maxsize=1)
def units() -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Units that stand before a number ("$") and after it ("km"), by the words that name them."""
    before: dict[str, Unit] = {}
    after: dict[str, Unit] = {}
    for dimension, code, *words in _rows("units.tsv"):
        if dimension == "local":
            continue
        if dimension == "money" and len(code) == 3 and code not in _WORDS:
            after[code.lower()] = Unit(dimension, code)
        for word in words:
            if word.startswith("<"):
                before[word[1:]] = Unit(dimension, code)
            else:
                after[word.lower()] = Unit(dimension, code)
    return before, after


@lru_cache(maxsize=1)
def local_money() -> dict[str, dict[str, str]]:
    """Words for money that many countries share ("pesos"), each with the currency it is in each of them, by alpha-3."""
    found: dict[str, dict[str, str]] = {}
    for dimension, words, *pairs in _rows("units.tsv"):
        if dimension == "local":
            parted = (pair.split(":") for pair in pairs)
            told = {country: code for code, countries in parted for country in countries.split()}
            found.update(dict.fromkeys(words.split("|"), told))
    return found


def unit_before(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit that ends right before a place (a blank may stand between), and where it begins."""
    end = at - 1 if at and text[at - 1] == " " else at
    names = units()[0]
    for length in _lengths_before().get(text[end - 1], ()) if end else ():
        start = end - length
        if start < 0 or (found := names.get(text[start:end])) is None:
            continue
        glued = start > 0 and (text[start - 1].isalpha() or text[start - 1] == "$")
        if not glued or not (text[start].isalpha() or text[start] == "$"):
            return found, start
    return None


@lru_cache(maxsize=1)
def unit_after() -> re.Pattern[str]:
    """A unit that begins right after a number and its blank or hyphen."""
    return re.compile(r"[ -]{0,2}(" + any_of(units()[1]) + r")(?![A-Za-z0-9])", re.I)


def any_of(words: Iterable[str]) -> str:
    """A regex for any of the words, the longest first, that looks at each letter once.

    >>> any_of(["km", "kg", "kilo"])
    'k(?:m|g|ilo)'
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _branch(tree)


def _branch(tree: dict[str, Any]) -> str:
    ways = [re.escape(letter) + _branch(rest) for letter, rest in tree.items() if letter]
    if not ways:
        return ""
    if "" in tree:
        return f"(?:{'|'.join(ways)})?"
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


@lru_cache(maxsize=1)
def counted() -> dict[str, dict[str, str]]:
    """For each kind of clue (noun, actor, verb, does, state, of, toll, phrase) its words, each to the class it tells.

    Verbs stand there in all their forms.
    """
    found: dict[str, dict[str, str]] = {}
    for group, kind, words in _rows("counted.tsv"):
        if kind in ("frame", "act", "held"):
            continue
        for word in words.split("|") if kind in ("toll", "phrase", "lead", "pair") else words.split():
            for form in forms_of(word) if kind in _VERBS else (word,):
                found.setdefault(kind, {}).setdefault(form, group)
    return found


_VERBS = frozenset(("verb", "passive", "does", "persons", "things", "reached", "hosts", "sometimes"))
Told = tuple[re.Pattern[str], str, str]


@lru_cache(maxsize=4_000)
def frames(kind: str, form: str) -> tuple[Told, ...]:
    """What a form of a verb tells together with other words ("let go"); nothing for most verbs.

    `kind` is "frame" (done to them), "act" (they do it) or "held" (who does it decides). Each is the pattern of the
    other words, which begins with their blank, the verb with its words, and the class.
    """
    # Only the patterns of a form that is met are built: all of them together take longer than reading many articles.
    return tuple((_frame_pattern(phrase), phrase, group) for phrase, group in _frames_by_form(kind).get(form, ()))


@lru_cache(maxsize=3)
def _frames_by_form(kind: str) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for group, told, phrases in _rows("counted.tsv"):
        for phrase in phrases.split("|") if told == kind else ():
            for form in forms_of(phrase.split()[0]):
                found.setdefault(form, []).append((phrase, group))
    return found


def _frame_pattern(phrase: str) -> re.Pattern[str]:
    return re.compile("".join(map(_frame_word, phrase.split()[1:])) + r"(?![\w-])", re.I)


def _frame_word(word: str) -> str:
    return r"(?: [\w'-]+){0,3}?" if word == "~" else f" {re.escape(word)}"


@lru_cache(maxsize=1)
def class_nouns() -> frozenset[str]:
    """Nouns that name the class itself ("deaths", "cases"), not who belongs to it ("miners")."""
    return frozenset(noun for noun, group in counted()["noun"].items() if group != "-")


@lru_cache(maxsize=4_000)
def phrases_of(word: str) -> tuple[Told, ...]:
    """The phrases of the table that begin with a word, with their forms and classes, longest first."""
    return tuple(
        (re.compile(phrase_form(phrase) + r"(?!\w)", re.I), phrase, group)
        for phrase, group in _phrases_by_word().get(word, ())
    )


@lru_cache(maxsize=1)
def _phrases_by_word() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase, group in sorted(counted()["phrase"].items(), key=lambda one: -len(one[0])):
        found.setdefault(phrase.split()[0], []).append((phrase, group))
    return found


def phrase_form(phrase: str) -> str:
    """The regex of a phrase of the table, in which * stands for any word."""
    return re.escape(phrase).replace(r"\*", r"[\w-]+")


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Words that end a noun phrase."""
    return frozenset(word for kind, words in _rows("noun_edges.tsv") if kind == "function" for word in words.split())


@lru_cache(maxsize=1)
def irregular_plurals() -> frozenset[str]:
    """Nouns that are plural without an s: people, troops, dead."""
    return frozenset(word for kind, words in _rows("noun_edges.tsv") if kind == "plural" for word in words.split())


@lru_cache(maxsize=1)
def things() -> frozenset[str]:
    """Nouns that end like those for people and are none: containers, computers."""
    return frozenset(word for kind, words in _rows("noun_edges.tsv") if kind == "thing" for word in words.split())


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Words that make a name of the number behind them: Article 5, Flight 370; capitals count."""
    return frozenset(word for kind, words in _rows("noun_edges.tsv") if kind == "title" for word in words.split())


@lru_cache(maxsize=1)
def _lengths_before() -> dict[str, list[int]]:
    """How long the units that stand before a number are, by the sign they end in, the longest first."""
    found: dict[str, list[int]] = {}
    for length, last in sorted({(len(name), name[-1]) for name in units()[0]}, reverse=True):
        found.setdefault(last, []).append(length)
    return found


_IRREGULAR = {
    words.split()[0]: tuple(words.split()[1:])
    for words in (
        "die dies died dying", "flee flees fled fleeing", "slay slays slew slain slaying", "hurt hurts hurting",
        "shoot shoots shot shooting", "free frees freed freeing", "sink sinks sank sunk sinking",
        "burn burns burned burnt burning", "sack sacks sacked sacking", "take takes took taken taking",
        "hold holds held holding", "catch catches caught catching", "bring brings brought bringing",
        "drive drives drove driven driving", "throw throws threw thrown throwing", "give gives gave given giving",
        "get gets got gotten getting", "let lets letting", "put puts putting", "send sends sent sending",
        "find finds found finding", "go goes went gone going", "lose loses lost losing", "leave leaves left leaving",
        "run runs ran running", "fall falls fell fallen falling", "freeze freezes froze frozen freezing",
        "bleed bleeds bled bleeding", "meet meets met meeting", "make makes made making", "keep keeps kept keeping",
        "cut cuts cutting",
        "cost costs costing", "show shows showed shown showing", "pay pays paid paying", "hit hits hitting",
        "strike strikes struck stricken striking", "beat beats beaten beating", "bite bites bit bitten biting",
        "hang hangs hanged hung hanging", "stand stands stood standing", "come comes came coming",
        "seek seeks sought seeking", "fly flies flew flown flying", "blow blows blew blown blowing",
        "tear tears tore torn tearing", "feed feeds fed feeding", "teach teaches taught teaching",
        "draw draws drew drawn drawing",
        "lead leads led leading", "sleep sleeps slept sleeping", "tell tells told telling",
        "sweep sweeps swept sweeping", "set sets setting", "dig digs dug digging", "shed sheds shedding",
        "quit quits quitting", "have has had having", "shake shakes shook shaken shaking", "cast casts casting",
        "shut shuts shutting", "swallow swallows swallowed swallowing", "become becomes became becoming",
        "undergo undergoes underwent undergone undergoing", "knife knifes knifed knifing",
        "level levels levelled leveled levelling leveling", "flood floods flooded flooding",
        "mow mows mowed mown mowing", "gas gases gassed gassing", "net nets netted netting",
    )
}  # fmt: skip
_DOUBLING = frozenset(
    (
        *("trap", "kidnap", "expel", "gut", "nab", "stab", "pin", "drag", "drop", "step", "ship", "club", "commit"),
        *("admit", "strip", "transfer", "grab", "enrol", "jab", "scar", "stop", "acquit"),
    )
)


def forms_of(verb: str) -> tuple[str, ...]:
    """The forms of a verb of the table.

    >>> forms_of("trap")
    ('trap', 'traps', 'trapped', 'trapping')
    """
    if verb in _IRREGULAR:
        return (verb, *_IRREGULAR[verb])
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    stem = verb + verb[-1] if verb in _DOUBLING else verb.removesuffix("e")
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return (verb, third, stem + "ed", stem + "ing")
