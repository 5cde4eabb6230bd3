"""What kind of source a phrase names: agency, outlet, official, witness, document, anonymous or other."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.lexicon.actors import own_actor
from dateline.lexicon.countries import country_of_demonym, country_of_name
from dateline.lexicon.source_nouns import kind_of_name, kind_of_noun, noun_sets
from dateline.lexicon.tables import word_set
from dateline.understand.source_press import PRESS, looks_like_outlet, press_named

ANONYMOUS = re.compile(
    r"\b(?:on|under) (?:the )?condition (?:of|that) (?:strict )?(?:anonymity|(?:he|she|they)\b.{0,20}\bnot be)"
    r"|\b(?:who|and) (?:asked|requested|declined|refused|did not want|wished|preferred)"
    r"(?: not)? (?:to (?:be (?:named|identified)|remain anonymous|give (?:his|her|their) (?:full )?name)|anonymity)"
    r"|\b(?:speaking|spoke|speak) anonymously\b|\bwho (?:was|were) not authori[sz]ed to (?:speak|talk|brief|discuss)"
    r"|\b(?:asked|asking|declined|declining|refused|requesting) (?:not )?(?:to be (?:named|identified)|anonymity)",
    re.IGNORECASE,
)
_KNOWING = re.compile(
    r"\b(?:briefed on|familiar with|close to|privy to|involved in|with (?:direct |first-hand )?knowledge of"
    r"|(?:who|that) (?:was|were|had been|have been) (?:in the room|present|briefed|involved|told of)"
    r"|(?:who|that) (?:attended|took part|participated|(?:has|have|had) (?:seen|read|viewed) (?:the|a|it)))\b",
    re.IGNORECASE,
)
_SOME = word_set(
    "a an one two three four five six seven eight nine ten several some many other another unnamed unidentified senior",
    "various multiple top high-ranking western current former few more both half-a-dozen",
)
_UNNAMED = word_set(
    "official officials diplomat diplomats aide aides adviser advisers advisor advisors officer officers"
)
_MANY_UNNAMED = word_set("executive executives employee employees staffer staffers insider insiders member members")
_OWNERS = word_set("our my your his her its their this the whose")
_NO_BODY = word_set(
    "control exchange chief head executive deputy vice acting general press management family school team people",
    "public community",
)
_OF_SOMEBODY = frozenset(("'s", "’s"))
_OUR_OWN = word_set("our this")
_FORMER = word_set("former ex late retired")
_RANKS = word_set(
    "Captain Capt Lt Sgt Commander Cmdr Gen Col Maj General Colonel Major Admiral Brigadier Marshal Lieutenant"
)
_PREPOSITIONS = word_set("of for at in from with to on near inside within")
_PEOPLE_ENDING = re.compile(r"(?:er|or|ist|man|woman|men|women|ian|ant|eer|ee)s?$")
_NO_PEOPLE = word_set(
    "number matter order weather computer paper water winter summer power danger disaster offer answer border chapter",
    "corner cover crater factor floor harbor labor honor horror error river rumor rumour minor sector tower transfer",
    "character center quarter theater consumer letter container cancer fever anger error behavior favor flavor humor",
    "bumper tanker trawler steamer freighter fighter-bomber helicopter bomber mirror motor door monitor-screen list",
    "coffee fee committee employee-count degree guarantee knee tree payment restaurant plant giant grant descendant",
    "warrant infant-mortality list mist twist fist wrist specimen regimen omen human",
)
_AGENCY_NOUNS = word_set("agency agencies service wire newswire")
_NEWS = word_set("news press wire information telegraph telegraphic newspaper")
TITLES = {"dr": "other", "prof": "other", "rev": "other", "sen": "official", "gov": "official", "rep": "official",
           "gen": "official", "col": "official", "lt": "official", "maj": "official", "sgt": "official"}  # fmt: skip
_LONGEST_NAME = 7
_CHANNELS = word_set("channel channels blog blogs")
_OWN_PLACES = word_set("website websites site sites channel channels blog blogs portal page network networks")
_ANY_ONE = word_set("a an another one several some two three many the pro-war pro-russian pro-government popular")


@lru_cache(maxsize=50_000)
def kind_of(front: str, behind: str = "", *, person: bool = False) -> str | None:
    """The kind of a noun phrase, None where it is nothing that tells: `front` ends in its head or name.

    `behind` are the words that follow it ("of the coast guard"), `person` tells that it names one.

    >>> kind_of("a spokesman", "for the dockers' union"), kind_of("the Fars news agency"), kind_of("an hour")
    ('other', 'agency', None)
    """
    words = front.replace("’s", " ’s").replace("'s", " 's").split()
    if not words:
        return None
    lower = [word.lower().strip(".,“”\"()’'") for word in words]
    head = lower[-1]
    sets = noun_sets()
    if head in _OWN_PLACES and lower[0] in ("his", "her", "its", "their", "our", "my"):
        return None  # "said on its website"
    if any(word in sets["platform"] for word in words[:-1]):
        # "his Telegram channel" is where he speaks, "a Telegram channel" is somebody
        return "outlet" if head in _CHANNELS and lower[0] in _ANY_ONE else None
    press = _press(words, lower, behind) if not person else _press_like_a_person(words, lower)
    if press is not None:
        return press
    if _is_nameless(lower, behind, named=person):
        return "anonymous"
    if not person and words[-1][:1].isupper():
        known = _known(words)
        if known is not None:
            return known
    at = len(lower) - 1
    named = person or words[-1][:1].isupper()
    if named and not person:
        described = next((n for n in range(at, -1, -1) if words[n].islower()), None)
        named = described is not None and described >= at - 3 and _tells(lower[described], words[described])
    while named and at >= 0 and not _tells(lower[at], words[at]):
        at -= 1
    if at < 0:
        return _body_behind(behind) or "other"
    found = _by_noun(lower, words, at, behind, person=person)
    if found is None and head in sets["medium"]:
        return "document"
    return found


@lru_cache(maxsize=20_000)
def may_tell(noun: str) -> bool:
    """Tell whether a noun without a capital may be the head of a phrase that `kind_of` gives a kind."""
    kinds, sets = kind_of_noun(), noun_sets()
    return (
        _tells(noun, noun)
        or noun.removesuffix("s") in kinds
        or noun in kind_of_name()
        or any(noun in sets[row] for row in ("outlet", "agency", "reporter", "medium", "platform"))
        or noun in _AGENCY_NOUNS
    )


def is_press(kind: str | None) -> bool:
    """Tell whether a kind is that of an agency or an outlet."""
    return kind in PRESS


def _press(words: list[str], lower: list[str], behind: str) -> str | None:
    sets = noun_sets()
    head = lower[-1]
    if head == "service" and _named_inside(words[:-1]):
        return _named_inside(words[:-1])
    if head in sets["reporter"] and ((head != "bureau" and head != "crew") or any(map(press_named, words[:-1]))):
        inside = _named_inside([*words[:-1], *behind.split()])
        return inside or ("outlet" if _OUR_OWN & set(lower) or not sets["outlet"].isdisjoint(lower[:-1]) else None)
    for first in range(max(0, len(words) - _LONGEST_NAME), len(words)):
        if words[first][:1].isupper() or words[first][:1].isdigit() or first == len(words) - 1:
            article = "the " if first and words[first - 1] in ("the", "The") else ""
            found = press_named(article + _joined(words[first:]))
            if found is not None:
                return found
    if head in _AGENCY_NOUNS:
        before = lower[-2] if len(lower) > 1 else ""
        if before in _NEWS:
            # "the ministry's press service" speaks for the ministry
            return None if head == "service" and before == "press" and len(lower) > 2 else "agency"
        named = len(words) > 1 and words[-2][:1].isupper() and head in ("agency", "agencies")
        if named and (press_named(words[-2]) or _is_single_name(words)) and kind_of_name().get(words[-2]) is None:
            return "agency"
        return press_named(words[-2]) if named else None
    if head in sets["agency"]:
        return "agency"
    if "agency" in lower[:-1] and words[-1][:1].isupper():
        at = lower.index("agency")
        plain = at > 1 and words[at - 1].islower() and words[at - 1] not in ("the", "state-run")
        if (
            lower[at - 1] in _NEWS
            or words[at - 1] in ("state", "official")
            or (words[-1].isupper() and not plain)
            or not at
        ):
            return "agency"
        return "agency" if lower[at - 1] in ("the", "state-run") or country_of_name(words[at - 1]) else None
    if head in sets["outlet"]:
        inside = _named_inside(words[:-1])
        on_air = head in ("television", "radio", "tv", "channel", "newspaper", "magazine", "station")
        return "agency" if inside == "agency" and not on_air else "outlet"
    # "the daily Politiken", "broadcaster RUV": the word before the name tells what it is.
    if words[-1][:1].isupper() and any(word in sets["outlet"] and word != "media" for word in lower[:-1]):
        kinds = kind_of_noun()
        between = lower[max(n for n, word in enumerate(lower[:-1]) if word in sets["outlet"]) + 1 : -1]
        if not any(kinds.get(word) for word in between):
            return "outlet"
    return "outlet" if looks_like_outlet(" ".join(words)) else None


def _press_like_a_person(words: list[str], lower: list[str]) -> str | None:
    """Of a name taken for a person's: an outlet that the tables know ("Kazakhstan's Tengri"), or its reporter."""
    if not words[-1][:1].isupper():
        return None
    for first in range(max(0, len(words) - _LONGEST_NAME), len(words)):
        begins = first == 0 or not words[first - 1][:1].isupper() or words[first - 1] in ("The", "A")
        if begins or country_of_demonym(words[first - 1]) is not None:
            found = press_named(" ".join(words[first:]))
            if found is not None:
                return found
    first = len(words) - 1
    while first and words[first - 1][:1].isupper() and words[first - 1] not in ("The", "A"):
        first -= 1
    before = lower[:first]
    if before and before[-1] in noun_sets()["reporter"]:
        return _named_inside(words[:first])
    if before and before[-1] in noun_sets()["outlet"] and len(words) - first < 3:
        return "outlet"
    return None


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(" 's", "'s").replace(" ’s", "’s")


def _is_single_name(words: list[str]) -> bool:
    """ "the DHA agency": one name that is no country's and no state's body before "agency"."""
    name = words[-2]
    return (
        (len(words) < 3 or not words[-3][:1].isupper() or words[-3] in ("The", "’s", "'s"))
        and country_of_name(name) is None
        and own_actor(name) is None
        and name.lower() not in kind_of_noun()
    )


def _named_inside(words: list[str]) -> str | None:
    for first in range(len(words)):
        if words[first][:1].isupper():
            for stop in range(min(len(words), first + _LONGEST_NAME), first, -1):
                found = press_named(_joined(words[first:stop]).strip(",’'"))
                if found is not None:
                    return found
    return None


def _known(words: list[str]) -> str | None:
    """Official or other where the tables know the body whose name ends the phrase."""
    names = kind_of_name()
    for first in range(max(0, len(words) - _LONGEST_NAME), len(words)):
        if words[first][:1].isupper():
            name = " ".join(words[first:])
            found = names.get(name.removeprefix("The "))
            if found is not None and found not in PRESS:
                return found
            actor = own_actor(name)
            if actor is not None and actor.kind in ("igo", "organ", "government", "country"):
                return "official"
            if actor is not None and actor.kind in ("ngo", "party", "armed_group", "company"):
                return "other"
    return None


def _is_nameless(lower: list[str], behind: str, *, named: bool) -> bool:
    sets = noun_sets()
    if not sets["nameless"].isdisjoint(lower):
        return True
    head = lower[-1]
    if named:
        return False
    if head in ("source", "sources", "circles", "insider", "insiders", "whistleblower", "whistleblowers"):
        return True
    if head in ("person", "people", "persons", "individual", "individuals", "someone", "somebody"):
        return head not in ("people", "individuals") or _KNOWING.search(behind) is not None
    some = lower[0] in _SOME
    if _KNOWING.search(behind) and (some or lower[0] != "the"):
        return True
    if head in _UNNAMED:
        if head in ("officials", "officers"):
            return (
                lower[0] in _SOME and lower[0] not in ("many", "some", "other", "former", "senior", "top", "western")
            ) or ("former" in lower and "current" in lower)
        if head == "officer":
            return some and ("intelligence" in lower or "senior" in lower)
        return some or (head.endswith("s") and lower[0] != "the" and not {"'s", "’s"} & set(lower))
    return head in _MANY_UNNAMED and some and head not in ("member", "members")


def _tells(word: str, form: str) -> bool:
    """Whether a word before a name tells what its bearer is."""
    return (
        word in kind_of_noun()
        or word.rpartition("-")[2] in kind_of_noun()
        or word in TITLES
        or (form.islower() and _PEOPLE_ENDING.search(word) is not None and word not in _NO_PEOPLE)
    )


def _by_noun(lower: list[str], words: list[str], at: int, behind: str, *, person: bool) -> str | None:
    noun, before, sets = lower[at], lower[:at], noun_sets()
    if noun in TITLES and person:
        return _body_behind(behind) or TITLES[noun]
    kinds = kind_of_noun()
    kind = kinds.get(noun) or kinds.get(noun.rpartition("-")[2])
    if kind is None and noun.endswith("s"):
        kind = kinds.get(noun[:-1])
    if kind is None and words[at].islower():  # "schoolteacher", "dockworkers"
        kind = next((kinds[noun[n:]] for n in range(2, len(noun) - 5) if noun[n:] in kinds), None)
    if person and words[at] in _RANKS:
        return "official"
    if kind is None:
        if _PEOPLE_ENDING.search(noun) and noun not in _NO_PEOPLE and len(noun) > 4 and words[at].islower():
            kind = "other"
        else:
            return "other" if words[at][:1].isupper() else None
    if kind == "document":
        return "official" if noun == "survey" and "geological" in before else None if person else kind
    if person and kind == "outlet":
        return "other"
    if noun in sets["trade"] and before and (before[-1] in sets["of_state"] or before[-1] in sets["institution"]):
        return "official"
    if noun in sets["heading"] and before and before[0] == "their" and at == 1:
        return "other"  # "one of their leaders"
    if noun in ("member", "members") and before and before[-1] == "family":
        return "witness"
    if noun == "bank" and before and before[-1] == "central":
        return "official"
    if noun in sets["institution"] and noun != "office" and kind == "official":
        return "other" if before and before[-1] in sets["commercial"] else kind
    body: str | None = None
    if noun in sets["speaking"] or noun in sets["heading"]:
        body = _body_before(before, words) or _body_behind(behind)
        if body is None and noun in sets["speaking"]:
            body = "official" if not behind.startswith("for ") else "other"
        if body in PRESS:
            body = "other"
        if body is not None:
            kind = "other" if body in ("witness", "anonymous", "document") else body
    if kind == "official" and not _FORMER.isdisjoint(before):
        return "other"
    if (
        kind == "official"
        and body is None
        and noun not in sets["speaking"]
        and not sets["private"].isdisjoint(before[-2:])
    ):
        tight = lower[at - 1] if at else ""
        if (
            tight in sets["private"]
            and not (tight == "security" and noun in ("council", "service", "services", "forces"))
            and noun not in ("police", "minister", "ministry", "ministers", "department")
        ):
            return "other"
    known = person or (before and before[0] in _OWNERS) or not _OF_SOMEBODY.isdisjoint(before)
    if kind == "anonymous" and known:
        high = noun.rstrip("s") in ("aide", "adviser", "advisor", "diplomat", "negotiator", "mediator")
        return "official" if high else "other"
    return kind


def _body_before(before: list[str], words: list[str]) -> str | None:
    kinds, private = kind_of_noun(), noun_sets()["private"]
    for first in range(len(before)):
        if words[first][:1].isupper() and words[first].lower() not in kinds:
            for stop in range(len(before), first, -1):
                known = kind_of_name().get(" ".join(words[first:stop]))
                if known in ("official", "other"):
                    return known
    for number in range(len(before) - 1, -1, -1):
        word = before[number]
        if word == "bank" and number and before[number - 1] == "central":
            return "official"
        if word in private and word not in ("security", "trade", "aid", "rights", "refugee"):
            return "other"
        kind = kinds.get(word) if word not in _NO_BODY else None
        if kind in ("official", "other", "outlet"):
            return kind
        if kind == "witness" and word.endswith("s"):
            return "other"
        if word in noun_sets()["state"]:
            return "official"
    return None


@lru_cache(maxsize=20_000)
def _body_behind(behind: str) -> str | None:
    """The kind of the body that the words behind a head name: "of the coast guard"."""
    words = behind.split()
    if not words or words[0] not in _PREPOSITIONS:
        return None
    rest = words[1:]
    stop = next((n for n, word in enumerate(rest) if n and word in _PREPOSITIONS), len(rest))
    front = " ".join(rest[:stop])
    kind = kind_of(front, " ".join(rest[stop:]))
    if kind is None or kind == "other":
        if country_of_name(front.removeprefix("the ")) is not None:
            return "official" if words[0] == "of" else None
        named = (kind == "other" and rest[-1][:1].islower()) or words[0] == "for"
        return "other" if kind == "other" and named else None
    return "other" if kind in ("witness", "anonymous") else None if kind == "document" else kind
