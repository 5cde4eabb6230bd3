"""What only looks like a time: "2000 troops", "may", "his sixties", the stamp of a wire."""

from __future__ import annotations

import re

_IN_FRONT_OF_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|till|of|from|during|for|through|before|after|to|and|or|between|around|about|circa|year|the|his|her"
    r"|its|their|our|early|late|mid|than|as|back|fiscal|vs|versus|[a-z]{2,}'s|a|this|that)|[(,\[-]|\A|\n) ?\Z"
)
_FIRST_WORD = re.compile(r"[A-Z][a-z]+ \Z")
_NO_FIRST_NAME = re.compile(
    r"\b(?:In|Since|By|On|Until|From|After|Before|For|The|Late|Early|This|Last|Next|And|Of|During|As|Between) \Z"
)
_COUNTED_NOUN = re.compile(r" (?:[a-z]+ )?[a-z]{3,}s\b(?! (?:was|is|has))")
_MODIFIES = re.compile(
    r"(?:the|his|her|its|their|our|a|this|that|'s|since|in|of|by|from|until|during|after|before|for) ?\Z"
)
_IN_FRONT_OF_MONTH = re.compile(
    r"(?:\b(?:in|since|by|until|till|of|from|during|for|through|before|after|to|and|or|between|last|next|this|early|late|mid|every"
    r"|each|around|as|than|starting|beginning|ending|on|late|mid-)|[(,-]) ?\Z"
)
_VAGUE_COUNTS = frozenset({"a", "an", "many", "some", "several", "a few", "dozens of"})
_AGE_OF = re.compile(r"\b(?:his|her|their|my|your|our|in) (?:early |mid-?|late )?\Z")
_RATE = re.compile(r"(?:\d|%|\b(?:million|billion|thousand|hundred|percent|cents|times|hours|days|[a-z]{3,}s)) \Z")
_COPYRIGHT = re.compile(r"(?:\bc\. ?|\([cC]\) ?|©|\b[Cc]opyright) ?\Z")
_FOR_THE = re.compile(r"\b(?:[Ff]or|[Oo]f|[Ii]n) \Z")
_WIRE_SLUG = re.compile(r"\d\d-\d\d-\d\d \Z")
_ALONE = {"vague_length": re.compile(r"\b(?:for|in|over|within|after|of|by|the|past|next|few|many|several|recent) \Z")}
_OLD_YEAR = re.compile(r"\b(?:in|since|by|until|of|from|during|before|after) \Z")
_ABOUT = re.compile(r"\b(?:some|about|around|than|least|nearly|almost|over|another|up to|to|and|or) \Z")
_LINKED = re.compile(r"\b(?:of|by|for|from|after|before|in) \Z")


def is_time(form: str, match: re.Match[str], shadow: str) -> bool:
    """Turn down what only looks like a time: "2000 troops", "may", "his sixties"."""
    before = shadow[max(0, match.start() - 24) : match.start()]
    after = shadow[match.end() : match.end() + 40]
    small = before.lower()  # patterns that need not tell capitals are much quicker so than by asking for both
    if form == "year":
        return _is_year(match, before, small, after)
    if form == "month":
        word = match["m"]
        if word in ("May", "March"):
            return bool(match["early"] or _IN_FRONT_OF_MONTH.search(small)) and not re.match(
                r" [A-Z][a-z]+ said", after
            )
        # After a capital stands a first or family name: Miss April, Ms June.
        return not _FIRST_WORD.search(before) or bool(_NO_FIRST_NAME.search(before))
    if form == "decade":
        return not _AGE_OF.search(small) or bool(match["y"]) or match[0][:3].lower() == "the"
    if form in _ALONE:
        return bool(_ALONE[form].search(small))
    if form == "season":
        alone = not match["dir"] and not match["y"] and not match["rel"] and not match["early"]
        return not alone or bool(re.search(r"\b(?:in|by|until|since|during|of|and) \Z", before))
    if form == "the_year":
        return bool(_FOR_THE.search(before))
    if form == "now":
        return match[0] != "Current" or not after[:2].strip().isupper()
    if form == "length" and match["n"].lower() in ("a", "an") and _RATE.search(before):
        return False  # "four flights a week", "$2 million a year"
    if form == "length" and match["adj"] and match["n"].lower() in _VAGUE_COUNTS:
        return False  # "many spend hours"
    if (
        form == "length"
        and match["u"] == "quarters"
        and after.startswith((" of the ", " of its ", " of all ", " of a "))
    ):
        return False  # three quarters of the seats
    if form == "length":
        return not after.startswith(("-old", " old", " of age")) and not re.search(r"[$£€]\Z", before)
    if form == "clock":
        return match["clock"][0].isalpha() or not re.match(r" ?(?:%|km|metres|meters|points)", after)
    return True


def _is_year(match: re.Match[str], before: str, small: str, after: str) -> bool:
    year = int(match["y"])
    if _WIRE_SLUG.search(before) or _COPYRIGHT.search(before):
        return False
    if match["early"] or match["ad"] or match[0][:3].lower() in ("the", "yea"):
        return True
    if year < 1500 and not _OLD_YEAR.search(small):
        return False
    if re.match(
        r" ?(?:hours|GMT|UTC|km|kg|metres|meters|miles|feet|percent|per cent|people|points|troops|dollars)\b", after
    ):
        return False
    if _ABOUT.search(small):
        return not _COUNTED_NOUN.match(after)
    if _MODIFIES.search(small):
        return not (_COUNTED_NOUN.match(after) and _LINKED.search(small))
    return bool(_IN_FRONT_OF_YEAR.search(small)) or not _COUNTED_NOUN.match(after)
