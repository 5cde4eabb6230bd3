# ruff: noqa: E501 - the regexes read better whole
"""The noun that follows a number: what is counted, by its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.lexicon.countries import country_of_demonym
from dateline.lexicon.numbers import read_number
from dateline.lexicon.quantities import counted, function_words, irregular_plurals, things
from dateline.understand.parse import Parse

_WORD = re.compile(
    r"[ -][\"“]?([A-Z]{2,4} \d{1,3}(?= [a-z])|[A-Za-z][\w'.&]*(?:-\w+)*)"
)  # "AK 47" is one word of a name
_LINK = re.compile(
    r"(?: (?:more|others|other|additional|further|extra)\b)?"
    r"(?: of (?:the |its |his |her |their |our |those |these |them\b|whom\b)?)?"
)
_LINK_OF_SHARE = re.compile(
    r"(?: (?:more|others|other|additional|further|extra)\b)?"
    r"(?: of (?:the |its |his |her |their |our |those |these |them\b|whom\b)?| (?:the|its|their|all the) )?"
)
_NOUN_POS = frozenset({"NOUN", "PROPN", "ADJ", "SYM", "X"})
_BRAND = re.compile(r" [\"“][A-Z][^\"”\n]{1,40}[\"”](?= [a-z])")
"""A name in quotation marks between number and noun: 90,000 "Little Racer" prams."""
_MEASURE = re.compile(r" (?:head|rounds|pieces|heads) of ([a-z]+)\b")
_ADVERB = re.compile(
    r" (?!(?:fami|ear|dai|week|month|elder|on|like|quarter|year|dead|friend|love|like|cost|wool|assemb)ly\b|supply\b|ally\b)[a-z]+ly(?= [A-Za-z])"
)
_MEMBERS_OF = re.compile(r" of (?:(?:the|its|an?|their) )?(?:(?:[A-Z][\w'-]+)(?: [A-Z][\w'-]+)*|[a-z-]+)")
_AND_NOUN = re.compile(r" (?:and|or) (?:[a-z-]+ ){0,2}[a-z]+\b(?! (?:were|was) )")
_PLURAL_SOON = re.compile(r"(?: [\w-]+){0,2} [a-z-]+s\b")
_TAKING = frozenset(
    (
        "needed",
        "received",
        "required",
        "suffered",
        "sustained",
        "faced",
        "sought",
        "handed",
        "given",
        "got",
        "had",
        "took",
    )
)
"""Verbs that are never said of the counted noun behind them: "thirty needed stitches"."""
_PERSON_ENDS = ("ists", "ians", "men", "women", "ers", "ors", "ees", "ants", "logists", "ites", "eers")
THINGS = frozenset({"weapons", "vehicles", "ships", "aircraft", "flights", "buildings", "places", "infrastructure",
                     "countries", "votes", "seats", "attacks", "protests", "jobs"})  # fmt: skip


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes six times as long to make
class Noun:
    """The counted noun: where its phrase begins and ends, its head in lower case, and the phrase."""

    start: int
    end: int
    head: str
    phrase: str


def is_person(noun: Noun) -> bool:
    """Whether the noun names people, by the table or by its ending."""
    head = noun.head
    actor = counted()["actor"].get(head)
    if actor is not None:
        return actor not in THINGS and actor != "animals"
    if head in counted()["noun"]:
        return counted()["noun"][head] in ("killed", "casualties")
    ends = head.endswith(_PERSON_ENDS) or head.startswith(("under-", "over-"))
    return (ends and head not in things()) or country_of_demonym(noun.phrase.split()[-1]) is not None


def noun_after(shadow: str, at: int, parse: Parse, *, single: bool, share: bool = False) -> Noun | None:
    """The noun phrase that begins at a place, right after a number; None when other words follow."""
    if shadow[at : at + 2] in ("' ", '" ', "” "):
        at += 1  # 'more than 50' insurgents
    elif shadow[at : at + 2] in (' "', " “") and (brand := _BRAND.match(shadow, at)) is not None:
        at = brand.end()
    measure = _MEASURE.match(shadow, at)
    if measure is not None:
        return Noun(measure.start() + 1, measure.end(), measure[1].lower(), measure[0][1:])
    link = (_LINK_OF_SHARE if share else _LINK).match(shadow, at)
    reach = _reach(at, parse)
    place = link.end() - (1 if link and link[0].endswith(" ") else 0) if link else at
    words: list[tuple[int, int, str]] = []
    if (adverb := _ADVERB.match(shadow, place)) is not None:
        place = adverb.end()  # "338,000 mostly Somali refugees"
    while len(words) < 6 and (found := _WORD.match(shadow, place)) is not None:
        word = found[1].rstrip(".")
        if word == "and" and words and not single and _joins(words, shadow, found.end()):
            place = found.end()  # "19 West and Central African countries", "224 artillery and mortar systems"
            continue
        if (
            word.lower().removesuffix("'s") in function_words()
            or read_number(word) is not None
            or not (found.start(1) < reach or _fits(found.start(1), found.end(1), word, words, parse))
        ):
            break
        words.append((found.start(1), found.start(1) + len(word), word))
        place = found.end(1) if "." in word else found.start(1) + len(word)
        if found[1].endswith(".") and "." not in word:
            break  # the sentence ends; "U.S." goes on
    head = _head(words, single=single)
    if head is None and words:
        head = _head_by_grammar(words, at, parse)
    if head is None:
        if link and link[0].rstrip().endswith("others"):
            return Noun(at + 1, link.end(), "others", "others")
        return None
    start, end = words[0][0], words[head][1]
    name = words[head][2].lower().removesuffix("'s")
    end = _whole_end(shadow, words[head][0], end, name, parse)
    return Noun(start, end, name, shadow[start:end])


def _whole_end(shadow: str, start: int, end: int, name: str, parse: Parse) -> int:
    """Where the counted noun ends with what it needs: "members of the guard", "women and children"."""
    if name in ("member", "members") and (of := _MEMBERS_OF.match(shadow, end)) is not None:
        return of.end()
    pair = _AND_NOUN.match(shadow, end)
    if pair is None:
        return end
    head, second = parse.token_at(start), parse.token_at(pair.end() - 1)
    if head is None or second is None or parse.labels[second] != "conj" or parse.head(second) != head:
        return end
    return pair.end() if parse.tags[second] == "NNS" or name in irregular_plurals() else end


def _reach(at: int, parse: Parse) -> int:
    """Where the plural begins that the grammar hangs the number on, if one stands near: all before it belongs to it."""
    number = parse.token_at(at - 1) if at else None
    if number is None or parse.labels[number] != "nummod":
        return at
    head = parse.head(number)
    return int(parse.starts[head]) if number < head < number + 6 and parse.tags[head] == "NNS" else at


def _joins(words: list[tuple[int, int, str]], shadow: str, at: int) -> bool:
    """Whether "and" joins two words before one counted noun: no plural came yet, and one comes."""
    return _head(words, single=False) is None and bool(_PLURAL_SOON.match(shadow, at))


def _head_by_grammar(words: list[tuple[int, int, str]], at: int, parse: Parse) -> int | None:
    """The word that the grammar hangs the number on: a plural without an s ("40,000 Rohingya")."""
    number = parse.token_at(at - 1) if at else None
    if number is None or parse.labels[number] != "nummod":
        return None
    head = parse.head(number)
    if parse.tags[head] not in ("NNS", "NNPS", "NNP"):
        return None
    start = int(parse.starts[head])
    place = next((place for place, word in enumerate(words) if word[0] == start), None)
    return None if place is None or (parse.tags[head] == "NNP" and words[place][2].endswith("s")) else place


def _fits(start: int, end: int, word: str, before: list[tuple[int, int, str]], parse: Parse) -> bool:
    """Whether the parse lets a word be part of a noun phrase; always, where there is no parse."""
    token = parse.token_at(start)
    if token is None or not parse.pos[token]:
        return True
    if parse.pos[token] in _NOUN_POS:
        return True
    if "-" in word and not before:
        return True
    if parse.pos[token] == "VERB":  # "12 armed men" goes on, "12 killed" and "12 people killed" do not
        following = token + 1
        return (
            not before
            and following < len(parse)
            and parse.pos[following] in _NOUN_POS
            and parse.tags[token] in ("VBN", "VBG")
            and word not in _TAKING
        )
    return word.lower() in irregular_plurals()


def _head(words: list[tuple[int, int, str]], *, single: bool) -> int | None:
    """The place of the head noun: the first plural that no further plural follows at once; any noun after "one"."""
    nouns, actors = counted()["noun"], counted()["actor"]
    states = counted()["state"]
    found = None
    for number, (_, _, word) in enumerate(words):
        lower = word.lower()
        plural = (
            lower in irregular_plurals()
            or lower.endswith("men")
            or (lower.endswith("s") and not lower.endswith(("ss", "'s", "us", "ous", "is")))
        )
        if number and (lower in states or (found is not None and word[0].isupper() and words[found][2][0].islower())):
            break
        if (
            found is not None
            and word.islower()
            and words[found][2].istitle()
            and lower not in nouns
            and lower not in actors
        ):
            break  # "one in ten Europeans smokes"
        if plural and not (country_of_demonym(word) and number + 1 < len(words)):
            found = number
        elif found is not None and not any(w.lower() in nouns or w.lower() in actors for _, _, w in words[number:]):
            # "people killed", "soldiers guarding": a new plural must follow for the phrase to go on.
            break
    if found is None and words and words[-1][2].endswith(("ese", "wiss")) and country_of_demonym(words[-1][2]):
        found = len(words) - 1  # "three million Vietnamese"
    if found is None and single and words:
        found = next((n for n, (_, _, w) in enumerate(words) if w.lower() in nouns or w.lower() in actors), 0)
    return found
