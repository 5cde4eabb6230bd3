"""Noun phrases of verb dictionaries as the words of conditions: lemmas in lower case, pairs joined by a hyphen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from dateline.lexicon.verb_patterns import Phrase, Slot

_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "people", "criteria": "criterion"}
_MOST_WORDS = 3
_MOST_NAMED = 1500


class Untold(Exception):
    """What a pattern says and conditions cannot."""


def conditions_of(where: str, phrase: Phrase) -> list[str]:
    """A phrase as conditions, all of which must hold: one for each word before its head."""
    return [f"{where}={','.join(few(words))}" for words in joined(phrase)]


def named(phrase: Phrase) -> str:
    """The words of a phrase for one condition."""
    first, *others = joined(phrase)
    if others:
        raise Untold("a phrase of more than two words before the verb")
    return ",".join(few(first))


def words_of(phrase: Phrase) -> list[str]:
    """All the words of a phrase as lemmas."""
    return [word for slot in phrase for word in slot_words(slot)]


def joined(phrase: Phrase) -> list[list[str]]:
    """The heads of a phrase, or pairs of each word before the head with it: "peace-talk"."""
    parted: list[Slot] = []
    for slot in phrase:
        # A single word of several ("gold coin") is its words in a row.
        parted += [(word,) for word in slot[0].split()] if len(slot) == 1 else [slot]
    if len(parted) > _MOST_WORDS:
        raise Untold(f"a phrase of more than {_MOST_WORDS} words")
    *modifiers, head = parted
    heads = slot_words(head)
    if not modifiers:
        return [heads]
    found = []
    for modifier in modifiers:
        pairs = [
            "-".join(pair) for pair in product(dict.fromkeys(sound(one).rsplit("-", 1)[-1] for one in modifier), heads)
        ]
        found.append(pairs)
    return found


def slot_words(slot: Slot) -> list[str]:
    """The words of a slot as lemmas; what looks like a plural stays beside its singular.

    >>> slot_words(("armies", "gold coins", "press"))
    ['army', 'armies', 'gold-coin', 'gold-coins', 'press']
    """
    found: list[str] = []
    for word in slot:
        *modifiers, head = sound(word).split("-") if " " in word else [sound(word)]
        for form in (singular(head), head):
            found.append("-".join((*modifiers[-1:], form)))
    return list(dict.fromkeys(word for word in found if word))


def singular(word: str) -> str:
    """The singular of a plural noun by its ending; other words as they are."""
    if word in _IRREGULAR or len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return _IRREGULAR.get(word, word)
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return word[:-1]


def sound(word: str) -> str:
    """A word without signs that part the cells and words of a row."""
    return "".join("-" if sign in " _" else sign for sign in word if sign.isalnum() or sign in "-' _").strip("-")


def few(words: Sequence[str]) -> Sequence[str]:
    """The words, if they are few enough for one row. Raises Untold."""
    if len(words) > _MOST_NAMED:
        raise Untold(f"sets that multiply to {len(words)} phrases")
    return words
