# ruff: noqa: E501 - the regexes read better whole
"""Which place names stand for a government, a people or a team where they stand: "Moscow said", not "in Moscow"."""

from __future__ import annotations

import re

from dateline.lexicon.countries import country_of_name, seat_of_government
from dateline.lexicon.gazetteer import places_of
from dateline.lexicon.places_table import place_words
from dateline.lexicon.roles import role_of
from dateline.understand.parse import Parse
from dateline.understand.place_names import Candidate

_ACTS = re.compile(
    r"(?:'s)? (?:has |had |have |also |then |now |later |will |would |should |must |can |could |may |again |[a-z]+ly ){0,3}"
    r"(?:sa(?:id|ys|y)|told|warn\w*|accus\w+|announc\w+|den(?:y|ied|ies)|reject\w*|condemn\w*|urg(?:ed|es|e|ing)|sign(?:ed|s)?|agree\w*|vow\w*"
    r"|threaten\w*|insist\w*|wants?|wanted|demand\w*|call(?:ed|s) (?:for|on)|refus\w+|offer\w*|support\w*|oppos\w+|back(?:ed|s)|impos\w+"
    r"|recogni[sz]\w+|ask(?:ed|s)?|ordered|claim\w*|argu\w+|believ\w+|consider\w*|decid\w+|expel\w*|deni\w+|hop(?:ed|es)|plan(?:s|ned)?"
    r"|promis\w+|pledg\w+|propos\w+|express\w+|criti\w+|welcom\w+|ban(?:s|ned)|withdr[ae]w\w*|seeks?|sought|launch\w*|declar\w+|retaliat\w+"
    r"|invade\w*|negotiat\w+|fail(?:ed|s) to|need(?:s|ed)? to|intend\w*|sent|sends|deploy\w*|acknowledg\w+|confirm\w*|allow(?:s|ed)?)\b"
)  # fmt: skip

_DATELINE = re.compile(
    r"(?:, [A-Z][\w .]{1,30}){0,2}(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}))?(?: ?\([A-Z][^()\n]{1,40}\)|, [A-Z]{2,})? ?(?:[–—]|-{1,2}|:) "
    r"|(?:, [A-Z][\w .]{1,30})? ?\([A-Z][A-Za-z/ ]{1,30}\) "
)
_COMPOUND = frozenset({"compound", "nmod:poss", "nmod:unmarked", "amod", "flat"})


def in_dateline(text: str, one: Candidate) -> bool:
    """Whether a name stands at the head of a dispatch: "OSLO, Norway (NTB) -"."""
    before = text[max(0, one.start - 2) : one.start]
    at_head = one.start == 0 or before.endswith("\n") or (before == ". " and one.name.isupper())
    return at_head and _DATELINE.match(text, one.end) is not None


def is_no_place(text: str, one: Candidate, parse: Parse) -> bool:
    """Whether a name stands for a government, people or their acts here: "Moscow said", "US officials", not "in Moscow"."""
    if one.in_place_words or in_dateline(text, one):
        return False
    state = country_of_name(one.name, loose=True) is not None or seat_of_government(one.name) is not None
    token, last = parse.token_at(one.start), parse.token_at(one.end - 1)
    if token is None or last is None or not parse.labels[token]:
        return state and bool(_ACTS.match(text, one.end))
    polity = state or any(place.kind in ("region", "country") for place in places_of(one.name))
    head = next((t for t in range(token, last + 1) if not token <= parse.head(t) <= last), token)
    case = _case_of(parse, head)
    for _ in range(4):  # "Britain and France accused": what is said of the first is said of the others
        if parse.labels[head] != "conj" or case:
            break
        head = parse.head(head)
        case = _case_of(parse, head)
    label, above = parse.labels[head], parse.head(head)
    if case == "against":
        return True
    if label == "nsubj" and parse.pos[above] == "VERB":
        if _in_long_row(parse, head):
            return False
        moved = parse.lemma(above).lower() not in place_words("unmoved")
        return polity and (moved or bool(_ACTS.match(text, one.end)))
    if label == "iobj":
        return polity
    if label == "obj":
        return polity and parse.lemma(above).lower() in place_words("addressed")
    if label in _COMPOUND:
        return _modifies_people_or_acts(parse, last, above, polity)
    if case == "of" and label == "nmod":
        if _means_people(parse.word(above), parse.lemma(above).lower()):
            return polity
        return polity and parse.lemma(above).lower() in place_words("act")
    if not state:
        return False
    if case == "between" or (case == "with" and label == "nmod"):
        return parse.lemma(above).lower() not in place_words("passage")
    return label == "obl:agent"


def _in_long_row(parse: Parse, first: int) -> bool:
    """ "Togo, Benin and Niger report": a list says where, whatever the verb."""
    return sum(parse.labels[child] == "conj" for child in parse.children(first)) >= 2


def _modifies_people_or_acts(parse: Parse, last: int, above: int, polity: bool) -> bool:
    """ "US officials", "Cork mother", "China's ban": what the name stands before is somebody, or what a state does."""
    following = range(last + 1, min(max(last, above) + 1, len(parse)))
    if polity and any(_means_people(parse.word(t), parse.lemma(t).lower()) for t in following):
        return True
    if any(parse.lemma(t).lower() in place_words("people") for t in following[:1]):
        return True
    return polity and parse.lemma(above).lower() in place_words("act")


def _case_of(parse: Parse, token: int) -> str:
    return next((parse.word(child).lower() for child in parse.children(token) if parse.labels[child] == "case"), "")


def _means_people(word: str, lemma: str) -> bool:
    role = role_of(word) or role_of(lemma)
    return (role is not None and role.klass != "modifier") or lemma in place_words("people")
