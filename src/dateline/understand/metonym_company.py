"""Who stands in one row with a capital: a person of that name's sort, or a town that is no seat of government."""

from __future__ import annotations

from dateline.lexicon.countries import country_of_name, seat_of_government
from dateline.lexicon.gazetteer import places_of
from dateline.lexicon.metonym_words import metonym_words
from dateline.understand.parse import Parse


def beside_person(parse: Parse, head: int) -> str:
    """A person in the same row: "Washington and Adams"."""
    first = parse.head(head) if parse.labels[head] == "conj" else head
    row = [first, *(child for child in parse.children(first) if parse.labels[child] == "conj")]
    if len(row) < 2:
        return ""
    people = [one for one in parse.names if one.kind == "PER"]
    beside = (t for t in row if t != head and any(one.first <= t < one.last_exclusive for one in people))
    return next((parse.word(token) for token in beside), "")


def town_beside(parse: Parse, head: int) -> str | None:
    """A place of no government named in the same row: "Alaska and Washington", "Cairo and the rest of the country"."""
    first = parse.head(head) if parse.labels[head] == "conj" else head
    row = [first, *(child for child in parse.children(first) if parse.labels[child] == "conj")]
    for token in row if len(row) > 1 else ():
        if token == head:
            continue
        word = parse.word(token)
        if word.lower() in metonym_words("rest"):
            return f"the {word}"
        whole = parse.exact(*_name_of(parse, token)) if parse.pos[token] == "PROPN" else ""
        if whole and seat_of_government(whole) is None and country_of_name(whole) is None and _is_town(whole):
            return whole
    return None


def _name_of(parse: Parse, token: int) -> tuple[int, int]:
    """The row of proper nouns round a token: "New York"."""
    first, stop = token, token + 1
    while first and parse.pos[first - 1] == "PROPN" and parse.head(first - 1) in (token, first):
        first -= 1
    while stop < len(parse) and parse.pos[stop] == "PROPN" and parse.labels[stop] == "flat":
        stop += 1
    return first, stop


def _is_town(name: str) -> bool:
    return any(not one.weak and one.kind in ("city", "region") for one in places_of(name))
