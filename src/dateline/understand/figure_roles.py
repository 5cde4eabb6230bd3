# ruff: noqa: E501 - the regexes read better whole
"""What a quantity counts: the noun that follows it, and the words around it that tell what befell whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.countries import country_of_demonym
from dateline.lexicon.numbers import read_number
from dateline.lexicon.quantities import (
    counted,
    function_words,
    irregular_plurals,
    phrase_form,
    phrases_by_word,
    things,
)
from dateline.understand.figure_clauses import Standing
from dateline.understand.parse import Parse

_WORD = re.compile(r"[ -]([A-Z]{2,4} \d{1,3}(?= [a-z])|[A-Za-z][\w'.&]*(?:-\w+)*)")  # "AK 47" is one word of a name
_LINK = re.compile(
    r"(?: (?:more|others|other|additional|further)\b)?"
    r"(?: of (?:the |its |his |her |their |our |those |these |them\b|whom\b)?| (?:the|its|their|all the) )?"
)
_NOUN_POS = frozenset({"NOUN", "PROPN", "ADJ", "SYM", "X"})
_PARTICIPLE_ENDS = re.compile(
    r"(?:\s*(?:[.,;:()\]\"']|\Z|\n|- )| (?:and|or|in|by|when|after|at|during|on|as|over|since|near|across|while|amid|last|this"
    r"|yesterday|today|there|so|including|among|according|from|with|inside|outside|before|between|because|late|early|overnight|[A-Z]\w+day)\b)"
)
_ASIDE = re.compile(
    r"(?:, (?:including|most|many|some|among|all|mostly|mainly|at least|aged|half|both|nearly|almost|among them)\b[^.;]{0,80}?,| (?:in|from|at|near|on|across|aboard|of) [^.;,]{2,45}?)(?= (?:were|was|have|has|had|are|died|remain|feared|presumed|believed))"
)
_MEASURE = re.compile(r" (?:head|rounds|pieces|heads) of ([a-z]+)\b")
_PLURAL_SOON = re.compile(r"(?: [\w-]+){0,2} [a-z-]+s\b")
_BREAK = re.compile(r"[.;:]")
_DEAD_AND_HURT = re.compile(
    r"(?:,? who)?(?: (?:were|was|are|have been|had been))?(?: [a-z]+ly)? ((?:killed|dead) (?:or|and) (?:injured|wounded|hurt|missing)"
    r"|(?:injured|wounded|hurt) (?:or|and) (?:killed|dead))(?![\w-])(?! (?:another |at least |some |about |more than )?\d)"
)
_LISTED_AFTER = re.compile(
    r"[^.;:,]{0,40}? (?:was|were|is|are|being|number) (?:also |reportedly )?among (?:the|those) (?:\d+ )?([a-z]+)\b"
)
_LISTED_BEFORE = re.compile(
    r"\b(?:[Aa]mong (?:the|those)|[Tt]he(?: \w+)?) (dead|killed|injured|wounded|missing|arrested|detained)\b"
    r"(?: (?:(?:are|were|is|was)(?: at least)?|included?|includes|including|numbered|number|includes|being))? \Z"
)
_COUNT_OF = re.compile(
    r"\b([a-z]+)(?: [a-z]+){0,3}? (?:topped|top|passed|pass|exceeded|exceed|reached|reach|hit|surpassed|numbered|number|totalled|totaled|at|to|is|was|stood at)(?: (?:a record|a new))? \Z",
    re.I,
)
_VERB_OF_COUNT = re.compile(r"(?:topped|passed|exceeded|surpassed|topping|passing|exceeding|surpassing) ", re.I)
_NUMBER_OF = re.compile(
    r"\b(?:number|numbers|tally|count|total) of ((?:[a-z-]+ ){0,4}?[a-z-]+)(?: [a-z]+){0,2}? (?:at|to|is|was|are|were|reached|hit|topped|passed|exceeded|totals|totalled|totaled)(?: (?:a record|now|about))? \Z"
)
_OWN_WORD = re.compile(r" (?:(?:were|was|are|is|have|had|has|have been|has been|had been) )?[a-z]+", re.I)
_CLUES = {"verb": "the verb above is", "does": "they are the ones who", "state": "they are said to be", "of": "counted by",
          "phrase": "they"}  # fmt: skip
_THINGS = frozenset({"weapons", "vehicles", "ships", "aircraft", "flights", "buildings", "places", "infrastructure",
                     "countries", "votes", "seats", "attacks", "protests", "jobs"})  # fmt: skip
_PERSON_ENDS = ("ists", "ians", "men", "women", "ers", "ors", "ees", "ants", "logists", "ites", "eers")
_CASUALTY = frozenset(
    {
        "killed",
        "rescued",
        "hospitalized",
        "trapped",
        "injured",
        "shot",
        "casualties",
        "missing",
        "arrested",
        "kidnapped",
        "infected",
        "displaced",
    }
)
_BEFALLS_ANYBODY = frozenset(
    (
        *("killed", "injured", "casualties", "arrested", "kidnapped", "infected", "displaced", "trapped", "missing"),
        *("rescued", "evacuated", "hospitalized", "deported", "convicted"),
    )
)
"""What makes a person of whatever the noun names: "12 anglers were killed"; files can be missing, films shot."""
_BEFALLS_THINGS = frozenset({"destroyed", "damaged"})


@dataclass(frozen=True, slots=True)
class Noun:
    """The counted noun: where its phrase begins and ends, its head in lower case, and the phrase."""

    start: int
    end: int
    head: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Role:
    """A class with its reason; `end` is where words that belong to the figure end ("12 dead")."""

    counted: str
    why: str
    strong: bool
    end: int | None = None
    toll: bool = False


def noun_after(shadow: str, at: int, parse: Parse, *, single: bool) -> Noun | None:
    """The noun phrase that begins at a place, right after a number; None when other words follow."""
    measure = _MEASURE.match(shadow, at)
    if measure is not None:
        return Noun(measure.start() + 1, measure.end(), measure[1].lower(), measure[0][1:])
    link = _LINK.match(shadow, at)
    place = link.end() - (1 if link and link[0].endswith(" ") else 0) if link else at
    words: list[tuple[int, int, str]] = []
    while len(words) < 6 and (found := _WORD.match(shadow, place)) is not None:
        word = found[1].rstrip(".")
        if word == "and" and words and not single and _joins(words, shadow, found.end()):
            place = found.end()  # "19 West and Central African countries", "224 artillery and mortar systems"
            continue
        if (
            word.lower().removesuffix("'s") in function_words()
            or read_number(word) is not None
            or not _fits(found.start(1), found.end(1), word, words, parse)
        ):
            break
        words.append((found.start(1), found.start(1) + len(word), word))
        place = found.start(1) + len(word)
        if found[1].endswith("."):
            break
    head = _head(words, single=single)
    if head is None and words:
        head = _head_by_grammar(words, at, parse)
    if head is None:
        if link and link[0].rstrip().endswith("others"):
            return Noun(at + 1, link.end(), "others", "others")
        return None
    start, end = words[0][0], words[head][1]
    return Noun(start, end, words[head][2].lower().removesuffix("'s"), shadow[start:end])


def _joins(words: list[tuple[int, int, str]], shadow: str, at: int) -> bool:
    """Whether "and" joins two words before one counted noun: no plural came yet, and one comes."""
    return _head(words, single=False) is None and bool(_PLURAL_SOON.match(shadow, at))


def _head_by_grammar(words: list[tuple[int, int, str]], at: int, parse: Parse) -> int | None:
    """The word that the grammar hangs the number on: a plural without an s ("40,000 Rohingya")."""
    number = parse.token_at(at - 1) if at else None
    if number is None or parse.labels[number] != "nummod":
        return None
    head = int(parse.heads[number])
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
        )
    return word.lower() in irregular_plurals()


def _head(words: list[tuple[int, int, str]], *, single: bool) -> int | None:
    """The place of the head noun: the first plural that no further plural follows at once; any noun after "one"."""
    known = {**counted()["noun"], **counted()["actor"]}
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
        if plural and not (country_of_demonym(word) and number + 1 < len(words)):
            found = number
        elif found is not None and not any(w.lower() in known for _, _, w in words[number:]):
            # "people killed", "soldiers guarding": a new plural must follow for the phrase to go on.
            break
    if found is None and single and words:
        found = next((n for n, (_, _, w) in enumerate(words) if w.lower() in known), 0)
    return found


@lru_cache(maxsize=1)
def _after_forms() -> re.Pattern[str]:
    table = counted()
    words = sorted({*table["verb"], *table["does"], *table["state"]}, key=len, reverse=True)
    phrases = "|".join(map(phrase_form, sorted(table["phrase"], key=len, reverse=True)))
    return re.compile(
        r"(?:,? (?:who|that|which|some of whom))?"
        r"(?P<aux> (?:(?:were|was|are|is|have been|has been|had been|will be|would be|could be|may be|being|be|remain(?:ed|s)?|got|went"
        r"|stay(?:ed|s)?|lay|have|had|has|may have been|might have been|could have been)))?"
        r"(?: (?:also|still|reportedly|all|both|then|believed|feared|presumed|reported|confirmed|thought|known|either|later|since|been"
        r"|just|left|to be|to have been|to have|shot and|badly|[a-z]+ly)){0,3}"
        rf" (?:(?P<phrase>{phrases})|(?P<word>{'|'.join(words)}))(?![\w-])",
        re.I,
    )


@lru_cache(maxsize=1)
def _before_forms() -> re.Pattern[str]:
    words = sorted(counted()["verb"], key=len, reverse=True)
    return re.compile(
        rf"\b(?P<word>{'|'.join(words)})(?: (?:and|or) (?:also )?[a-z]+(?:ed|ing))?(?: (?:the|all|off|up|some|its|his|their))?[ ]*\Z",
        re.I,
    )


@lru_cache(maxsize=1)
def _of_forms() -> re.Pattern[str]:
    words = sorted(counted()["of"], key=len, reverse=True)
    return re.compile(rf"\b(?P<word>{'|'.join(words)}) of(?: the| some| another| a further)?[ ]*\Z", re.I)


@lru_cache(maxsize=1)
def _lead_forms() -> re.Pattern[str]:
    words = sorted(counted()["lead"], key=len, reverse=True)
    return re.compile(rf"\b(?P<word>{'|'.join(map(re.escape, words))})(?: the| another| a further)?[ ]*\Z", re.I)


@lru_cache(maxsize=1)
def _toll_forms() -> re.Pattern[str]:
    words = sorted(counted()["toll"], key=len, reverse=True)
    return re.compile(rf"\b(?P<word>{'|'.join(words)})\b", re.I)


def role_of(
    shadow: str, *, start: int, end: int, noun: Noun | None, sentence: tuple[int, int], standing: Standing | None = None
) -> Role | None:
    """What befell those counted, by the surest clue; None when only the noun can tell.

    `start` and `end` bound the quantity with its noun; `standing` is what the grammar says of them.
    """
    table = counted()
    named = table["noun"].get(noun.head) if noun else None
    if named == "-":
        return None
    if named:
        return Role(named, f"the counted noun is {noun.head!r}" if noun else "", strong=True)
    both = _DEAD_AND_HURT.match(shadow, end)
    if both is not None:
        return Role("casualties", f"before {both[1]!r}", strong=True)
    clause = standing.clause if standing is not None else None
    if clause is not None and noun is None:
        said = _role_after(shadow, end, sentence, noun, phrases_only=True)
        if said is not None:
            return said
    before = _before_forms().search(shadow, max(sentence[0], start - 48), start)
    if before is not None and _is_passive(shadow, before.start()):
        before = None
    if before is not None and standing is not None and standing.shared:
        clause = None  # "killed 35 civilians and injured scores of others"
    if (
        clause is not None
        and fits(clause.counted, noun)
        and not (clause.clue == "phrase" and _is_figurative(clause.counted, noun))
    ):
        end_of_word = _own_word_end(shadow, end, clause.word) if noun is None else None
        return Role(clause.counted, f"{_CLUES[clause.clue]} {clause.word!r}", strong=True, end=end_of_word)
    listed = _LISTED_AFTER.match(shadow, end) or _LISTED_BEFORE.search(shadow, max(sentence[0], start - 60), start)
    if listed is not None and (told := table["state"].get(listed[1].lower())) and fits(told, noun):
        return Role(told, f"told among the {listed[1]!r}", strong=True)
    found = _role_after(shadow, end, sentence, noun, phrases_only=standing is not None and standing.apart)
    if found is not None:
        return found
    if before is not None:
        befell = table["verb"][before["word"].lower()]
        if fits(befell, noun):
            return Role(befell, f"after {before['word']!r}", strong=True)
    lead = _lead_forms().search(shadow, max(sentence[0], start - 60), start)
    if lead is not None and (noun is None or is_person(noun)):
        return Role(table["lead"][lead["word"].lower()], f"after {lead['word']!r}", strong=True)
    of_noun = _of_forms().search(shadow, max(sentence[0], start - 40), start)
    if of_noun is not None and (noun is None or is_person(noun) or noun.head not in table["actor"]):
        return Role(table["of"][of_noun["word"].lower()], f"after {of_noun[0].strip()!r}", strong=True)
    if noun is None or noun.head in ("people", "others"):
        # "Deaths topped 1,000": the qualifier is the verb.
        verb = _VERB_OF_COUNT.match(shadow, start)
        return _of_toll(shadow[max(0, start - 110, sentence[0]) : verb.end() if verb else start])
    return None


def _of_toll(window: str) -> Role | None:
    """The class that a word for a count before the number tells: "the death toll", "deaths topped"."""
    toll = next(iter(reversed(list(_toll_forms().finditer(window)))), None)
    if toll is not None and not _BREAK.search(window, toll.end()):
        return Role(counted()["toll"][toll["word"].lower()], f"after {toll['word']!r}", strong=True, toll=True)
    number_of = _NUMBER_OF.search(window)
    if number_of is not None:
        return _class_of_noun(number_of[1])
    risen = _COUNT_OF.search(window)
    told = counted()["noun"].get(risen[1].lower()) if risen else None
    if risen is not None and told not in (None, "-"):
        return Role(str(told), f"after {risen[1]!r}", strong=True, toll=True)
    return None


def _is_figurative(befell: str, noun: Noun | None) -> bool:
    """Proposals are shot down as well as drones."""
    return befell in _BEFALLS_THINGS and (noun is None or noun.head not in counted()["actor"])


def _class_of_noun(words: str) -> Role | None:
    """What "the number of …" counts: "those taken", "attackers", "people killed", "new cases"."""
    table = counted()
    for word in reversed(words.lower().split()):
        told = (
            table["verb"].get(word) or table["state"].get(word) or table["noun"].get(word) or table["actor"].get(word)
        )
        if told not in (None, "-"):
            return Role(str(told), f"after 'the number of {words}'", strong=True, toll=True)
    head = words.lower().split()[-1]
    return Role(head, f"after 'the number of {words}'", strong=False) if head.endswith("s") else None


def _role_after(
    shadow: str, end: int, sentence: tuple[int, int], noun: Noun | None, *, phrases_only: bool
) -> Role | None:
    # Not cut at the sentence's end: a full stop must be seen for "12 killed." to be whole.
    after = _after_forms().match(shadow, end)
    aside = _ASIDE.match(shadow, end) if after is None else None
    if aside is not None:
        after = _after_forms().match(shadow, aside.end())
    if after is None or after.end() > sentence[1] or (phrases_only and not after["phrase"]):
        return None
    found = _said_after(shadow, after)
    if found is None or not fits(found.counted, noun) or (after["phrase"] and _is_figurative(found.counted, noun)):
        return None
    return found


def fits(befell: str, noun: Noun | None) -> bool:
    """Whether what a verb tells can have befallen what the noun names: rockets are fired, not dismissed."""
    if noun is None or noun.head == "others":
        return True
    actor = counted()["actor"].get(noun.head)
    if befell in _BEFALLS_THINGS:
        return not is_person(noun)
    if actor in _THINGS:
        return befell == "missing" or (befell == "deployed" and actor != "buildings")
    if actor == "animals":
        return False
    return befell in _BEFALLS_ANYBODY or is_person(noun) or (befell == "deployed" and noun.head.endswith("s"))


def is_person(noun: Noun) -> bool:
    """Whether the noun names people, by the table or by its ending."""
    head = noun.head
    actor = counted()["actor"].get(head)
    if actor is not None:
        return actor not in _THINGS and actor != "animals"
    if head in counted()["noun"]:
        return counted()["noun"][head] in ("killed", "casualties")
    return (head.endswith(_PERSON_ENDS) and head not in things()) or country_of_demonym(
        noun.phrase.split()[-1]
    ) is not None


def _own_word_end(shadow: str, end: int, word: str) -> int | None:
    """Where the telling word ends, when it stands right behind the number: "12 killed"."""
    found = _OWN_WORD.match(shadow, end)
    return found.end() if found is not None and found[0].lower().endswith(word) else None


def _said_after(shadow: str, after: re.Match[str]) -> Role | None:
    table = counted()
    if after["phrase"]:
        return Role(_class_of_phrase(after["phrase"]), f"before {after['phrase']!r}", strong=True, end=after.end())
    word, aux = after["word"].lower(), (after["aux"] or "").strip().lower()
    why = f"before {word!r}"
    if word in table["state"] and (aux not in ("have", "had", "has") or "been" in after[0]):
        if aux or word in ("dead", "missing", "homeless", "unaccounted") or _PARTICIPLE_ENDS.match(shadow, after.end()):
            return Role(table["state"][word], why, strong=True, end=after.end())
        return None
    if word in table["does"]:
        # "12 people fleeing": the form in -ing is said of them as well.
        return Role(table["does"][word], why, strong=True, end=after.end())
    if not word.endswith("ed") and word not in ("slain", "hurt", "shot"):
        return None
    active = aux in ("have", "had", "has") and "been" not in after[0]
    if active or (not aux and not _PARTICIPLE_ENDS.match(shadow, after.end())):
        return None
    return Role(table["verb"][word], why, strong=True, end=after.end())


def _class_of_phrase(words: str) -> str:
    exact = counted()["phrase"].get(words.lower())
    if exact is not None:
        return exact
    return next(told for form, _, told in phrases_by_word()[words.split()[0].lower()] if form.fullmatch(words))


def _is_passive(shadow: str, at: int) -> bool:
    """Whether "was" or "were" stands before a verb, so that what follows is not what it was done to."""
    return bool(re.search(r"\b(?:was|were|been|being|is|are|be)(?: [a-z]+ly)? \Z", shadow[max(0, at - 24) : at]))


def is_casualty(group: str) -> bool:
    """Whether the class is one for which "no" and "one" are figures too."""
    return group in _CASUALTY
