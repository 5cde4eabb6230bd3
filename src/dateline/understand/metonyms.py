"""Capitals and seats that stand for a government: Beijing that pledges, not Beijing that one flies to."""

from __future__ import annotations

import re

from dateline.lexicon.tables import word_set
from dateline.understand.parse import Parse

_PLACE_WORDS = word_set(
    "in at near around outside inside through across into toward towards throughout within over above off beyond ",
    "downtown central northern southern eastern western greater",
)
_PLACE_VERBS = word_set(
    "visit leave reach enter capture attack bomb shell hit strike flee quit tour approach encircle besiege storm ",
    "flood lie stretch become experience shake rock pass cross arrive sit host",
)
_STILL_VERBS = word_set(
    "be lie sit stand remain start begin look seem appear grow have get stay feel wake face lag top rank record boast",
    "suffer witness mark empty fill buzz burn shut reopen",
)
_OF_A_STATE = word_set(
    "government policy stance position interest ally partner support decision claim demand envoy ambassador diplomat",
    "troop deployment response offer proposal plan effort threat warning refusal influence role ambition sanction move",
    "invasion request concern pledge view aim goal objective commitment foe rival enemy reaction denial insistence",
    "willingness strategy leader leadership military force rhetoric backing intention involvement intervention behalf",
    "agenda reluctance desire attempt push bid call objection opposition minister ministry spokesman promise word will",
    "allegation accusation narrative assertion assurance relation relationship tie talk deal agreement war conflict",
    "dispute standoff tension rift border negotiation dialogue cooperation alliance treaty pact row trust friction",
    "rapprochement understanding diplomacy exchange contact summit differences truce ceasefire channel",
)
_JOINED = re.compile(
    r"-(led|backed|headed|funded|sponsored|brokered|imposed|appointed|controlled|friendly|allied|aligned)\b"
)
_DATELINE = re.compile(r",? ?(?:[A-Z][\w .]+,? ?)?(?:[A-Z][a-z]+\.? \d{1,2},? ?)?(?:\(|[—–:]|-{1,2} )|, SANA")
_PARTNER_WORDS = word_set("with between against by to from for on")


def means_government(parse: Parse, start: int, end: int) -> tuple[bool, float, str]:
    """Tell whether a capital at this place of the text acts as a government; with confidence and the reason."""
    line_start = start == 0 or parse.text[start - 1] == "\n" or parse.text[max(0, start - 2) : start] == ". "
    if line_start and _DATELINE.match(parse.text, end):
        return False, 0.95, "in a dateline"
    joined = _JOINED.match(parse.text, end)
    if joined is not None:
        return True, 0.65, f"before {joined[1]}"
    first, stop = parse.tokens_in(start, end)
    if first >= stop:
        return False, 0.5, "no grammar"
    head = next((t for t in range(first, stop) if not first <= parse.heads[t] < stop), first)
    label, above = parse.labels[head], int(parse.heads[head])
    case = {parse.word(child).lower() for child in parse.children(head) if parse.labels[child] in ("case", "amod")}
    before = parse.word(first - 1).lower() if first else ""
    if case & _PLACE_WORDS or before in _PLACE_WORDS:
        return False, 0.95, "after a word of place"
    if label == "conj":
        return means_government(parse, *parse.span(above, above + 1)) if above < head else (False, 0.5, "in a row")
    if label in ("nsubj", "nsubj:pass") and parse.pos[above] in ("VERB", "ADJ", "NOUN", "AUX"):
        verb = parse.lemma(above)
        copula = any(parse.labels[child] == "cop" for child in parse.children(above))
        if label == "nsubj:pass" or verb in _PLACE_VERBS or verb in _STILL_VERBS or copula:
            return False, 0.6, f"of {verb}, a place as well as a government"
        return True, 0.85, f"acts: subject of {verb}"
    if label in ("nmod:poss", "nmod:unmarked") and parse.pos[above] in ("NOUN", "PROPN"):
        owned = parse.lemma(above).lower()
        return owned in _OF_A_STATE, 0.65, f"owner of {owned}"
    if label in ("obj", "iobj") and parse.pos[above] == "VERB":
        verb = parse.lemma(above)
        if verb in _PLACE_VERBS:
            return False, 0.8, f"object of {verb}"
        return True, 0.65, f"object of {verb}"
    if case & {"with", "between", "against", "from", "by"} and label == "nmod":
        shared = parse.lemma(above).lower()
        return shared in _OF_A_STATE, 0.65, f"party to {shared}"
    if label == "obl:agent" or (case & {"against", "with"} and label == "obl"):
        return True, 0.65, "party to something"
    return False, 0.6, "nothing says that it acts"
