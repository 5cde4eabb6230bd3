# ruff: noqa: E501 - the regexes read better whole
"""What a quantity counts: the noun that follows it, and the words around it that tell what befell whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.quantities import any_of, counted, phrase_form, phrases_of, things
from dateline.lexicon.tables import word_set
from dateline.understand.figure_changes import plural_that_changed
from dateline.understand.figure_clauses import Standing
from dateline.understand.figure_frames import Clause
from dateline.understand.figure_nouns import THINGS, Noun, is_person

_PARTICIPLE_ENDS = re.compile(
    r"(?:\s*(?:[.,;:()\]\"']|\Z|\n|- )| (?:and|or|in|by|when|after|at|during|on|as|over|since|near|across|while|amid|last|this"
    r"|yesterday|today|there|so|including|among|according|from|with|inside|outside|before|between|because|late|early|overnight|[A-Z]\w+day)\b)"
)
_ASIDE = re.compile(
    r"(?:, (?:including|most|many|some|among|all|mostly|mainly|at least|aged|half|both|nearly|almost|among them)\b[^.;]{0,80}?,| (?:in|from|at|near|on|across|aboard|of|including) [^.;,]{2,45}?)(?= (?:were|was|have|has|had|are|died|remain|feared|presumed|believed|dead|injured|wounded|hurt|missing|homeless|in hospital)\b)"
)
_BREAK = re.compile(r"[.;:]")
_DEAD_AND_HURT = re.compile(
    r"(?:,? who)?(?: (?:were|was|are|have been|had been))?(?: [a-z]+ly)? ((?:killed|dead) (?:or|and) (?:injured|wounded|hurt|missing)"
    r"|(?:injured|wounded|hurt) (?:or|and) (?:killed|dead))(?![\w-])(?! (?:another |at least |some |about |more than )?\d)"
)
_OF_STATE = re.compile(r" of (?:the|those) ([a-z]+)\b")
_LISTED_AFTER = re.compile(
    r"[^.;:,]{0,40}? (?:was|were|is|are|being|number) (?:also |reportedly )?among (?:the|those) (?:\d+ )?([a-z]+)\b"
)
_LISTED_BEFORE = re.compile(
    r"\b(?:[Aa]mong (?:the|those)|[Tt]he(?: \w+)?) (dead|killed|injured|wounded|missing|arrested|detained)\b"
    r"(?: (?:(?:are|were|is|was)(?: at least)?|included?|includes|including|numbered|number|includes|being))? \Z"
)
_COUNT_OF = re.compile(
    r"\b((?:[a-z]+ ){1,5}?)(?:(?:rose|risen|climbed|grown|grew|soared|swelled|passed) past|topped|top|passed|pass|exceeded|exceed|reached|reach|hit|surpassed|numbered|number|averaged|average|totalled|totaled|at|to|is|was|stood at)(?: (?:a record|a new))? \Z",
    re.I,
)
_VERB_OF_COUNT = re.compile(
    r"(?:tops?|topped|pass|passed|exceeds?|exceeded|surpassed|topping|passing|exceeding|surpassing) ", re.I
)
_NUMBER_OF = re.compile(
    r"\b(?:number|numbers|tally|count|total) of (?:the )?((?:[^.;,]|,(?=\d)){3,130}?) (?:at|to|from|past|is|was|are|were|reached|hit|topped|passed|exceeded|totals|totalled|totaled|by)(?: (?:a record|now|about))? \Z"
)
_BEFORE_COUNTS = word_set(
    "past topped top passed pass exceeded exceed reached reach hit surpassed numbered number averaged average totalled",
    "totaled totals at to from is was are were by record new now about",
)
"""The words with which the two patterns above end, and so must what they are looked for in."""
_NUMBER_AFTER = re.compile(r" the (?:total |confirmed |official )?(?:death toll|toll\b|number of ([^.;,]{3,60}))")
_LONGEST_AFTER = 200
_SMALL_WORDS = frozenset(("the", "all", "off", "up", "some", "its", "his", "their", "another", "further", "a"))
_OWN_WORD = re.compile(r" (?:(?:were|was|are|is|have|had|has|have been|has been|had been) )?[a-z]+", re.I)
_CLUES = {"verb": "the verb above is", "does": "they are the ones who", "state": "they are said to be", "of": "counted by",
          "phrase": "they"}  # fmt: skip
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
_MOVED = frozenset({"evacuated", "deported", "deployed", "released"})
_HURT = frozenset({"killed", "injured", "infected"})
_BEFALLS_THINGS = frozenset({"destroyed", "damaged"})


@dataclass(frozen=True, slots=True)
class Role:
    """A class with its reason; `end` is where words that belong to the figure end ("12 dead")."""

    counted: str
    why: str
    strong: bool
    end: int | None = None
    toll: bool = False


@lru_cache(maxsize=2)
def _after_forms(*, small: bool = False) -> re.Pattern[str]:
    """What may stand behind a number; the form for texts in `small` letters finds out much sooner that nothing does."""
    table = counted()
    words = any_of((*table["verb"], *table["does"], *table["state"]))
    phrases = "|".join(map(phrase_form, sorted(table["phrase"], key=len, reverse=True)))
    return re.compile(
        r"(?:,? (?:who|that|which|some of whom))?"
        r"(?P<aux> (?:(?:were|was|are|is|have been|has been|had been|will be|would be|could be|may be|being|be|remain(?:ed|s)?|got|went"
        r"|stay(?:ed|s)?|lay|have|had|has|may have been|might have been|could have been)))?"
        r"(?: (?:also|still|reportedly|all|both|then|believed|feared|presumed|reported|confirmed|thought|known|either|later|since|been"
        r"|just|left|to be|to have been|to have|shot and|badly|[a-z]+ly)){0,3}"
        rf" (?:(?P<phrase>{phrases})|(?P<word>{words}))(?![\w-])",
        0 if small else re.I,
    )


def _verb_before(shadow: str, low: int, start: int) -> tuple[str, int] | None:
    """A verb of the table right before a number, and where it begins: "killing", "shot and wounded", "killed all"."""
    words = shadow[max(low, start - 48) : start].split()
    while words and words[-1].lower() in _SMALL_WORDS:
        words.pop()
    verbs = counted()["verb"]
    if not words:
        return None
    last = words[-1].lower()
    if len(words) > 2 and words[-2].lower() in ("and", "or") and last.endswith(("ed", "ing")):
        first, second = verbs.get(words[-3].lower()), verbs.get(last)
        if {first, second} == {"killed", "injured"}:
            return "casualties", shadow.rfind(words[-3], 0, start)
        if first and not second:
            return words[-3].lower(), shadow.rfind(words[-3], 0, start)
    return (last, shadow.rfind(words[-1], 0, start)) if last in verbs else None


def _noun_of_before(words: list[str]) -> str | None:
    """A noun of the table before "of": "the arrest of 12"."""
    while words and words[-1].lower() in _SMALL_WORDS:
        words.pop()
    return words[-2].lower() if len(words) > 1 and words[-1] == "of" and words[-2].lower() in counted()["of"] else None


def _lead_before(words: list[str]) -> str | None:
    """Words of the table that tell what the number behind them counts: "looking for"."""
    while words and words[-1].lower() in _SMALL_WORDS:
        words.pop()
    leads = counted()["lead"]
    return next((lead for size in (3, 2, 1) if (lead := " ".join(words[-size:]).lower()) in leads), None)


@lru_cache(maxsize=1)
def _toll_forms() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<word>{any_of(counted()['toll'])})\b")


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
    both = _DEAD_AND_HURT.match(shadow, end) if shadow.startswith((" ", ","), end) else None
    if both is not None:
        return Role("casualties", f"before {both[1]!r}", strong=True)
    clause = standing.clause if standing is not None else None
    if clause is not None and standing is not None and (noun is None or standing.shared):
        said = _role_after(shadow, end, sentence, noun, phrases_only=True)
        if said is not None and said.counted != "people":
            return said
    before = _verb_before(shadow, sentence[0], start)
    if before is not None and _is_passive(shadow, before[1]):
        before = None
    if before is not None and standing is not None and (standing.shared or before[0] == "casualties"):
        clause = None  # "killed 35 civilians and injured scores of others", "killing or wounding dozens"
    while clause is not None and not says_of(clause, noun):
        clause = clause.otherwise
    suffered = _of_adjective(noun) if clause is not None and clause.counted in _MOVED else None
    if suffered is not None and suffered.counted in _HURT:
        return suffered  # "wounded soldiers were flown home"
    if clause is not None:
        end_of_word = _own_word_end(shadow, end, clause.word) if noun is None else None
        return Role(_befell(clause, noun), f"{_CLUES[clause.clue]} {clause.word!r}", strong=True, end=end_of_word)
    if noun is None and (of_state := _OF_STATE.match(shadow, end)) is not None:
        told_of = table["state"].get(of_state[1]) or (
            table["verb"].get(of_state[1]) if of_state[1].endswith("ed") else None
        )
        if told_of:
            return Role(told_of, f"of the {of_state[1]!r}", strong=True)
    listed = _LISTED_AFTER.match(shadow, end) if shadow.find(" among th", end, end + 70) >= 0 else None
    listed = listed or _LISTED_BEFORE.search(shadow, max(sentence[0], start - 36), start)
    if listed is not None and (told := table["state"].get(listed[1].lower())) and fits(told, noun):
        return Role(told, f"told among the {listed[1]!r}", strong=True)
    found = _role_after(shadow, end, sentence, noun, phrases_only=standing is not None and standing.apart)
    if found is not None:
        return found
    if before is not None:
        befell = table["verb"].get(before[0], before[0])
        if fits(befell, noun):
            return Role(befell, f"after {before[0]!r}", strong=True)
    words = shadow[max(sentence[0], start - 48) : start].split()
    lead = _lead_before(words)
    if lead is not None and (noun is None or is_person(noun) or table["lead"][lead] in _BEFALLS_THINGS):
        led = table["lead"][lead]
        if fits(led, noun) and not (noun is not None and led == "people"):
            return Role(led, f"after {lead!r}", strong=True)
    of_noun = _noun_of_before(words)
    if of_noun is not None and (noun is None or is_person(noun) or noun.head not in table["actor"]):
        return Role(table["of"][of_noun], f"after '{of_noun} of'", strong=True)
    if noun is None and (behind := _NUMBER_AFTER.match(shadow, end)) is not None:
        after_it = _class_of_noun(behind[1]) if behind[1] else None
        return after_it or Role("killed", "before the toll", strong=True, toll=True)
    if noun is None or noun.head in ("people", "others"):
        # "Deaths topped 1,000": the qualifier is the verb.
        verb = _VERB_OF_COUNT.match(shadow, start)
        toll = _of_toll(shadow[max(0, start - 160, sentence[0]) : verb.end() if verb else start])
        if toll is not None:
            return toll
    changed = plural_that_changed(shadow, sentence[0], start) if noun is None else None
    return _of_adjective(noun) or (
        Role(changed[1], f"after {changed[0]!r}", strong=False, toll=True) if changed else None
    )


def says_of(clause: Clause, noun: Noun | None) -> bool:
    """Whether what a clause says can be said of what the noun names."""
    if not fits(clause.counted, noun):
        return False
    if clause.only == "persons":
        return " " in clause.word if noun is None else is_person(noun)
    if clause.only == "things":
        return noun is not None and counted()["actor"].get(noun.head) in THINGS
    told_by_words = clause.clue == "phrase" or " " in clause.word
    if told_by_words and noun is not None and clause.counted not in _BEFALLS_THINGS and not is_person(noun):
        return counted()["actor"].get(noun.head) not in THINGS and noun.head not in things()
    return not (told_by_words and _is_figurative(clause.counted, noun))


def _befell(clause: Clause, noun: Noun | None) -> str:
    """Workers who are let go lose their jobs; hostages are set free."""
    held = noun is not None and counted()["actor"].get(noun.head) in ("kidnapped", "arrested")
    return "released" if held and clause.word == "let go" else clause.counted


def _of_adjective(noun: Noun | None) -> Role | None:
    """ "Stranded tourists", "300 wounded soldiers": the word before the noun says what befell them."""
    if noun is None:
        return None
    table = counted()
    for word in noun.phrase.lower().split()[:-1]:
        told = table["state"].get(word) or (table["verb"].get(word) if word.endswith("ed") else None)
        if told and fits(told, noun):
            return Role(told, f"they are {word}", strong=True)
    return None


def _of_toll(window: str) -> Role | None:
    """The class that a word for a count before the number tells: "the death toll", "deaths topped"."""
    small = window.lower()
    toll = next(iter(reversed(list(_toll_forms().finditer(small)))), None) if len(small) == len(window) else None
    if toll is not None and not _BREAK.search(window, toll.end()):
        counts = counted()["toll"][toll["word"]]
        return Role(counts, f"after {window[toll.start() : toll.end()]!r}", strong=True, toll=True)
    if window[:-1].rpartition(" ")[2].lower() not in _BEFORE_COUNTS:
        return None  # so it mostly is, and much sooner seen
    number_of = _NUMBER_OF.search(window)
    if number_of is not None:
        return _class_of_noun(number_of[1])
    risen = _COUNT_OF.search(window)
    for word in reversed(risen[1].lower().split()) if risen else ():
        told = counted()["noun"].get(word)
        if told not in (None, "-"):
            return Role(str(told), f"after {word!r}", strong=True, toll=True)
    return None


def _is_figurative(befell: str, noun: Noun | None) -> bool:
    """Proposals are shot down as well as drones."""
    return befell in _BEFALLS_THINGS and (noun is None or noun.head not in counted()["actor"])


def _class_of_noun(words: str) -> Role | None:
    """What "the number of …" counts: "those taken", "attackers", "people killed", "new cases"."""
    table = counted()
    each = words.lower().split()
    for kinds in (("verb", "state"), ("noun", "actor")):
        for word in each:
            told = next((table[kind][word] for kind in kinds if word in table[kind]), None)
            if told not in (None, "-"):
                return Role(str(told), f"after 'the number of {words}'", strong=True, toll=True)
    head = next((word for word in each if word.endswith("s")), None)
    if head is not None and is_person(Noun(0, 0, head, head)):
        head = "people"
    return Role(head, f"after 'the number of {words}'", strong=False, toll=True) if head else None


def _role_after(
    shadow: str, end: int, sentence: tuple[int, int], noun: Noun | None, *, phrases_only: bool
) -> Role | None:
    # Not cut at the sentence's end: a full stop must be seen for "12 killed." to be whole.
    after = _what_follows(shadow, end)
    aside = _ASIDE.match(shadow, end) if after is None else None
    if aside is not None:
        after = _what_follows(shadow, aside.end())
    if after is None or after.end() > sentence[1] or (phrases_only and not after["phrase"]):
        return None
    found = _said_after(shadow, after)
    if found is None or not fits(found.counted, noun) or (after["phrase"] and _is_figurative(found.counted, noun)):
        return None
    return found


def _what_follows(shadow: str, end: int) -> re.Match[str] | None:
    if not shadow.startswith((" ", ","), end):
        return None
    found = _after_forms(small=True).match(shadow[end : end + _LONGEST_AFTER].lower())
    return _after_forms().match(shadow, end) if found is not None else None


def fits(befell: str, noun: Noun | None) -> bool:
    """Whether what a verb tells can have befallen what the noun names: rockets are fired, not dismissed."""
    if noun is None or noun.head == "others":
        return True
    actor = counted()["actor"].get(noun.head)
    if befell in _BEFALLS_THINGS:
        return actor != "animals" and not is_person(noun)
    if actor in THINGS:
        return befell == "missing" or (befell == "deployed" and actor != "buildings")
    if actor == "animals":
        return False
    return befell in _BEFALLS_ANYBODY or is_person(noun) or (befell == "deployed" and noun.head.endswith("s"))


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
    return next(told for form, _, told in phrases_of(words.split()[0].lower()) if form.fullmatch(words))


def _is_passive(shadow: str, at: int) -> bool:
    """Whether "was" or "were" stands before a verb, so that what follows is not what it was done to."""
    return bool(re.search(r"\b(?:was|were|been|being|is|are|be)(?: [a-z]+ly)? \Z", shadow[max(0, at - 24) : at]))


def is_casualty(group: str) -> bool:
    """Whether the class is one for which "no" and "one" are figures too."""
    return group in _CASUALTY
