"""Capitals and seats that stand for a government: Beijing that pledges, not Beijing that one flies to."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.lexicon.countries import seat_of_government
from dateline.lexicon.gazetteer import places_of
from dateline.lexicon.metonym_words import metonym_words
from dateline.lexicon.regional_holders import governors_of
from dateline.lexicon.roles import role_of
from dateline.understand.metonym_company import beside_person, town_beside
from dateline.understand.metonym_pairs import Reading
from dateline.understand.metonym_signs import sign_beside
from dateline.understand.parse import Parse

_SPORTS = re.compile(
    r"\b(games?|seasons?|coach(?:es)?|leagues?|playoffs?|innings?|quarterbacks?|touchdowns?|standings|semi-?finals?"
    r"|tournaments?|goals?|points|rebounds|defen[cs]emen|midfielders?|strikers?|pitchers?|\d{1,3}[-–]\d{1,3})\b"
)
_FEW_WORDS_OF_SPORT = 3
_AROUND = 160
_PRESS_NOUNS = ("press", "office", "service", "secretary", "department", "aide", "official", "statement")
_ABSTRACT = re.compile(r"(?:tion|sion|ment|ance|ence|ity|ism|acy|ship|ness|ization|isation)$")
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_RUN_ON = ("compound", "flat", "nmod:unmarked", "amod", "appos")
_NAMED_BESIDE = ("appos", "nmod:desc", "flat", "compound", "dep")
_CASES = {"of": "of_noun", "to": "to_noun", "for": "for_noun", "on": "on_noun", "from": "from_noun",
          "toward": "toward_noun", "towards": "toward_noun"}  # fmt: skip
_WISHED = ("for", "toward", "towards")
_VERB_CASES = frozenset(("to", "on", "upon", "for"))
_PARTNERS = frozenset(("with", "between", "against", "by", "without"))
_IN_A_ROW = 4
_OF_A_REGION = "(?:state|State|Gov|Governor|Attorney General)"


def means_government(parse: Parse, start: int, end: int, *, building: bool = False) -> Reading:
    """Tell whether a capital at this place of the text acts as a government.

    A `building` ("the White House") means its government unless a word of place says otherwise; a city means the city
    unless it acts, is spoken to, owns what only states own or is the other side of a relation.
    """
    text = parse.text
    sign = sign_beside(text, start, end, building=building)
    if sign is not None:
        return sign
    first, stop = parse.tokens_in(start, end)
    if first >= stop:
        return Reading(building, 0.5, "no grammar")
    if not building and _begins_anew(parse, first, stop):
        return Reading(True, 0.65, f"acts: {parse.word(stop)} behind another seat")
    tops = (t for t in range(first, stop) if not first <= parse.head(t) < stop or parse.head(t) == t)
    head = next(tops, first)
    told = _by_grammar(parse, first, stop, head, building=building)
    if told is None or not told.acts:
        return told or Reading(building, 0.6, "as a seat of government" if building else "nothing says that it acts")
    if not building:
        if _is_region(text, text[start:end]):
            return Reading(None, 0.5, "the text speaks of a region of that name")
        person = beside_person(parse, head)
        if person:
            return Reading(None, 0.5, f"beside {person}")
        beside = town_beside(parse, head)
        if beside is not None:
            return Reading(False, 0.65, f"beside {beside}")
        words = _SPORTS.findall(text, max(0, start - _AROUND), end + _AROUND)
        if len(set(words)) >= _FEW_WORDS_OF_SPORT:
            return Reading(False, 0.6, "in sports")
    return told


def _begins_anew(parse: Parse, first: int, stop: int) -> bool:
    """ "Rain fell in Cairo Moscow stepped up its aid": a full stop was lost between two seats."""
    if (
        not 0 < first < stop < len(parse)
        or parse.pos[stop] != "VERB"
        or parse.starts[first] != parse.ends[first - 1] + 1
    ):
        return False
    return seat_of_government(parse.word(first - 1)) is not None and not parse.word(stop).endswith("ing")


def _is_region(text: str, name: str) -> bool:
    """ "Washington" of a text that speaks of Washington state or of its governor, by his title or by his name."""
    if not _has_region_elsewhere(name):
        return False
    if re.search(rf"{re.escape(name)} {_OF_A_REGION}\b", text) is not None:
        return True
    return "Gov" in text and any(f"Gov. {one}" in text or f"Governor {one}" in text for one in governors_of(name))


@lru_cache(maxsize=1024)
def _has_region_elsewhere(name: str) -> bool:
    """Whether a region bears the name of a capital that does not lie in it."""
    places = places_of(name)
    seats = {place.region for place in places if place.kind == "capital"}
    return bool(seats) and any(place.kind == "region" and place.region not in seats for place in places)


def _by_grammar(parse: Parse, first: int, stop: int, head: int, *, building: bool) -> Reading | None:
    label, above = parse.labels[head], parse.head(head)
    if label == "root" and first and parse.pos[first - 1] == "VERB" and parse.labels[first - 1] == "root":
        label, above = "obj", first - 1  # the parser saw two sentences in "Lima defied Oslo over the whales"
    case = {
        parse.word(child).lower()
        for token in range(first, stop)  # "Downing" of "to Downing Street" may be taken for a word of its own
        for child in parse.children(token)
        if parse.labels[child] in ("case", "amod")
    }
    before = parse.word(first - 1).lower() if first else ""
    if "at" in case and parse.lemma(above).lower() in metonym_words("at_word"):
        return Reading(True, 0.65, f"{parse.lemma(above).lower()} at it")
    while label in _RUN_ON and above != head and not building and seat_of_government(parse.word(above)):
        head, label, above = above, parse.labels[above], parse.head(above)  # "Oslo Lima and Bern", a comma lost
        case |= {parse.word(child).lower() for child in parse.children(head) if parse.labels[child] == "case"}
    for _ in range(_IN_A_ROW):  # "Moscow and Kyiv": what holds of the first holds of the others
        if label == "conj" and parse.pos[above] == "NOUN" and _is_party(parse, above):
            return Reading(True, 0.6, "beside a party to something")
        if label != "conj" or case & _PARTNERS or above >= head or parse.pos[above] != "PROPN":
            break
        head = above
        label, above = parse.labels[head], parse.head(head)
        case |= {parse.word(child).lower() for child in parse.children(head) if parse.labels[child] == "case"}
    if case & metonym_words("place_case") or (
        not building and label != "nmod:poss" and before in metonym_words("place_case")
    ):
        return Reading(False, 0.95, "after a word of place")
    if "on" in case and parse.word(head).lower() in metonym_words("high_ground"):
        return Reading(False, 0.8, "on it")
    if any(parse.labels[child] == "det" and parse.word(child).lower() in ("a", "an") for child in parse.children(head)):
        return Reading(False, 0.7, "one of several")  # "a united Jerusalem"
    if label in _SUBJECTS:
        return _as_subject(parse, head, label, above, building=building)
    if label in ("nmod:poss", "nmod:unmarked", "compound", "amod"):
        return _as_owner(parse, head, label, above, building=building)
    if label in ("obj", "iobj") and parse.pos[above] == "VERB":
        verb = parse.lemma(above).lower()
        if building and verb in metonym_words("prize_verb"):
            return Reading(None, 0.5, f"the office as such: object of {verb}")
        if building and verb in metonym_words("building_verb"):
            return Reading(False, 0.7, f"object of {verb}")
        if verb in ("leave", "find") and any(parse.labels[one] == "xcomp" for one in parse.children(above)):
            return Reading(True, 0.6, f"in what state something {verb}s it")
        if verb in metonym_words("place_verb") and not (building and verb in metonym_words("figure_verb")):
            return Reading(False, 0.8, f"object of {verb}")
        return Reading(True, 0.65, f"object of {verb}")
    if label in _NAMED_BESIDE:
        noun = parse.lemma(above).lower()
        return Reading(True, 0.7, f"one of the {noun}s") if noun in metonym_words("partner_noun") else None
    return _behind_case(parse, label, above, case, building=building)


def _is_party(parse: Parse, token: int) -> bool:
    """ "The union" of "a fight between the union and Ottawa"."""
    case = {parse.word(child).lower() for child in parse.children(token) if parse.labels[child] == "case"}
    shared = parse.lemma(parse.head(token)).lower()
    return "between" in case and any(shared in metonym_words(kind) for kind in ("relation", "side_noun", "state_noun"))


def _as_subject(parse: Parse, head: int, label: str, above: int, *, building: bool) -> Reading | None:
    verb = parse.lemma(above).lower()
    if verb in metonym_words("mind"):
        return Reading(True, 0.8, f"of a mind: {verb}")
    if label == "nsubj:pass":
        if verb in metonym_words("told_verb") or (verb in metonym_words("bound_verb") and _means_to_act(parse, above)):
            return Reading(True, 0.75, f"is {verb}")
        lit = building and verb in metonym_words("building_verb")
        return Reading(building and not lit, 0.6, f"is {verb}, like a place")
    if any(parse.labels[child] == "cop" for child in parse.children(above)):
        if verb in metonym_words("partner_noun"):
            return Reading(True, 0.7, f"is {verb}")
        if verb not in metonym_words("tough") and _means_to_act(parse, above):
            return Reading(True, 0.7, f"is {verb}, with an act")
        return Reading(building, 0.6, f"of {verb}, a place as well as a government")
    if verb in metonym_words("view") and _takes_as(parse, above):
        return Reading(True, 0.75, f"of a mind: {verb} as")
    if verb in metonym_words("still_verb") and not _goes_on_to_act(parse, above):
        return Reading(building, 0.6, f"of {verb}, a place as well as a government")
    bare = verb in metonym_words("place_verb") or verb in metonym_words("bare_verb")
    if bare and not any(parse.labels[child] in ("obj", "ccomp", "xcomp") for child in parse.children(above)):
        return Reading(building, 0.6, f"of {verb}, a place as well as a government")
    if parse.pos[above] in ("VERB", "ADJ", "NOUN", "AUX"):
        return Reading(True, 0.85, f"acts: subject of {verb}")
    return None


def _means_to_act(parse: Parse, above: int) -> bool:
    """ "Alone in urging it", "slow to answer", "committed to the treaty", "the only one refusing"."""
    for child in parse.children(above):
        label = parse.labels[child]
        if label == "obl" and parse.pos[above] == "VERB":
            case = {parse.word(below).lower() for below in parse.children(child)}
            quarrel = "in" in case and parse.lemma(child).lower() in metonym_words("relation")
            if quarrel or case & {"to", "against"}:
                return True
        elif parse.pos[child] == "VERB" and label in ("xcomp", "ccomp", "acl", "advcl"):
            mark = {parse.word(below).lower() for below in parse.children(child) if parse.labels[below] == "mark"}
            gerund = parse.word(child).lower().endswith("ing")
            if label in ("xcomp", "ccomp") or mark & {"to", "in"} or (label == "acl" and gerund):
                return parse.lemma(child).lower() not in metonym_words("place_verb")
    return False


def _takes_as(parse: Parse, verb: int) -> bool:
    """ "Ankara sees them as rebels": a view, not a sight."""
    parts = (child for child in parse.children(verb) if parse.labels[child] in ("obl", "advcl", "xcomp", "ccomp"))
    return any(parse.word(below).lower() in ("as", "that") for part in parts for below in parse.children(part))


def _goes_on_to_act(parse: Parse, verb: int) -> bool:
    """ "Moscow began to withdraw", "Beijing remains opposed", "Ankara has concerns": not "Cairo began to burn"."""
    for child in parse.children(verb):
        lemma = parse.lemma(child).lower()
        if parse.labels[child] == "xcomp" and (parse.pos[child] == "VERB" or lemma in metonym_words("mind")):
            return lemma not in metonym_words("still_verb")
        if parse.labels[child] == "obj" and lemma in metonym_words("state_noun"):
            return True
    return False


def _as_owner(parse: Parse, head: int, label: str, above: int, *, building: bool) -> Reading | None:
    if above <= head:
        return None
    owned, word = parse.lemma(above).lower(), parse.word(above)
    if owned in _PRESS_NOUNS and _speaks_to_press(parse, head, above):
        return Reading(True, 0.75, f"owner of press {owned}")
    if owned in metonym_words("building_noun" if building else "city_noun"):
        return Reading(False, 0.8, f"owner of {owned}")
    if building:
        if owned in metonym_words("prize_noun") and not _is_for_a_cause(parse, above):
            return Reading(None, 0.5, f"the office as such: its {owned}")
        return Reading(True, 0.8, f"owner of {owned}")
    if label != "nmod:poss" and owned in metonym_words("seated_noun"):
        return Reading(False, 0.65, f"where {owned} is held or sits")  # "the Cairo embassy", "the Paris summit"
    if label != "nmod:poss" and any(parse.labels[one] == "nmod:poss" for one in parse.children(above)):
        return Reading(False, 0.65, f"where {owned} of somebody else is")  # "the agency's Beijing spokesman"
    between = [parse.lemma(token).lower() for token in range(head + 1, above)]
    role = role_of(word) or role_of(owned)
    official = role is not None and role.klass in ("organ", "spokesperson") and role.sector in ("GOV", "MIL")
    if owned in metonym_words("state_noun") or official:
        return Reading(True, 0.7, f"owner of {owned}")
    if label != "nmod:poss" or parse.pos[above] != "NOUN":
        return Reading(False, 0.65, f"owner of {owned}")
    if _ABSTRACT.search(owned) or not metonym_words("state_noun").isdisjoint(between):
        return Reading(True, 0.6, f"owner of {owned}")
    return Reading(None, 0.5, f"owner of {owned}", either=True)


def _speaks_to_press(parse: Parse, head: int, owned: int) -> bool:
    """ "The Kremlin press service", however the parser binds its words; not "the White House press corps"."""
    words = [parse.lemma(token).lower() for token in range(head + 1, min(owned + 2, len(parse)))]
    return "press" in words[:-1] and words[words.index("press") + 1] in _PRESS_NOUNS[1:]


def _goes_by_road_or_rail(parse: Parse, noun: int) -> bool:
    return any(
        parse.labels[child] in ("compound", "amod") and parse.lemma(child).lower() in metonym_words("traffic")
        for child in parse.children(noun)
    )


def _is_for_a_cause(parse: Parse, noun: int) -> bool:
    """ "The White House campaign for gun control": waged by it, not for it."""
    return any(
        parse.labels[child] == "nmod"
        and any(parse.word(one).lower() in ("for", "against") for one in parse.children(child))
        for child in parse.children(noun)
    )


def _has_object(parse: Parse, verb: int, kind: str) -> bool:
    """ "It drew protests from Damascus", "asked $90 million for Oslo": whatever the grammar hangs the capital on."""
    return any(
        parse.labels[child] == "obj" and parse.lemma(child).lower() in metonym_words(kind)
        for child in parse.children(verb)
    )


def _behind_case(parse: Parse, label: str, above: int, case: set[str], *, building: bool) -> Reading | None:
    shared = parse.lemma(above).lower()
    if shared in metonym_words("attitude") and parse.pos[above] in ("ADJ", "ADV") and case & {"to", "of", "on", "with"}:
        return Reading(True, 0.7, f"{shared} to it")
    if building and case & {"for", "to"} and (shared in metonym_words("prize_noun") or shared in metonym_words("way")):
        return Reading(None, 0.5, f"the office as such: {shared} for it")
    if building and case & {"to", "from", "toward", "towards"}:
        moved = shared in metonym_words("motion_from" if "from" in case else "motion")
        return Reading(not moved, 0.7, f"{shared} {'to' if moved else 'with'} it")
    if "from" in case and _has_object(parse, above, "from_noun"):
        return Reading(True, 0.65, "from which something is drawn")
    if "by" in case and label in ("nmod", "obl") and shared not in metonym_words("motion"):
        return Reading(True, 0.6, "done by it")
    if label == "nmod":
        if building and shared in metonym_words("building_noun"):
            return Reading(False, 0.8, f"{shared} of it")
        if case & _PARTNERS:
            if shared in metonym_words("side_noun"):
                return Reading(True, 0.65, f"party to {shared}")
            abstract = "with" in case and _ABSTRACT.search(shared) and shared not in metonym_words("fancy")
            told = building or bool(abstract) or shared in metonym_words("state_noun")
            return Reading(told, 0.65, f"party to {shared}")
        if case & {"to", "from"} and _goes_by_road_or_rail(parse, above):
            return Reading(False, 0.7, f"{shared} that one travels")
        for word, kind in _CASES.items():
            if word in case:
                acts = shared in metonym_words(kind) or building
                if not acts and word in _WISHED and parse.pos[above] == "NOUN":
                    return Reading(None, 0.5, f"{shared} {word} it", either=True)
                return Reading(acts, 0.65, f"{shared} {word} it")
        return None
    if label == "obl" and "from" in case and shared in metonym_words("arise"):
        subjects = {parse.lemma(child).lower() for child in parse.children(above) if parse.labels[child] in _SUBJECTS}
        if not subjects.isdisjoint(metonym_words("from_noun")):
            return Reading(True, 0.65, f"from which something {shared}s")
    if label == "obl" and "from" in case and shared in metonym_words("from_verb"):
        return Reading(True, 0.65, f"from which one {shared}s")
    if label == "obl" and not building:
        for word in case & _VERB_CASES:
            if shared in metonym_words(f"{word}_verb"):
                return Reading(True, 0.65, f"{shared} {word} it")
    if label == "obl" and case & {"on", "upon"} and _has_object(parse, above, "on_noun"):
        return Reading(True, 0.65, f"on whom one {shared}s")
    if label == "obl" and "to" in case and _has_object(parse, above, "told_noun"):
        return Reading(True, 0.65, f"to whom one {shared}s")
    if label == "obl" and "for" in case and _has_object(parse, above, "for_noun"):
        return Reading(True, 0.65, f"for whom one {shared}s")
    if label == "obl:agent" or (label == "obl" and case & _PARTNERS and (building or "between" not in case)):
        return Reading(True, 0.65, "party to something")
    return None
