"""Which sayings and deeds of a story come first: the same words joined, the best attested on top."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from dateline.serve.phrases import date_words
from dateline.serve.shown import Deed, Evidence, Report, Saying

Record = dict[str, Any]
LETTERS = re.compile(r"\W+")
PRONOUNS = frozenset(
    {"he", "she", "they", "it", "we", "i", "you", "his", "her", "their", "its", "this", "that", "these", "those", "who"}
)
OPENING = '“"«„‘'
CLOSING = '”"»“’'
GOOD_LENGTH = (30, 400)
"""Between so many characters a quotation says something and is still a quotation."""
FEWEST_WORDS, SURE_CLAUSE = 4, 0.75
"""Indirect words that are fewer must be surely a clause."""
OBJECT_PRONOUN = re.compile(r"^(?:him|them|me|us|himself|herself|itself|themselves)\b", re.I)
"""No clause begins so: "told him to go" gives an order to somebody, not words."""
DOUBTFUL = 0.6
"""What is less sure is shown with its share, and behind what is surer."""
PLAIN_CUES = frozenset(
    ("said", "says", "say", "saying", "told", "tells", "tell", "telling", "added", "adds", "to", "reported", "reports")
) | {"reporting", "stated", "states", "announced", "announces", "wrote", "writes", "noted", "notes"}
"""Last words of cues that only say that somebody spoke."""
NEGATION = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.I)
TELLING = {
    "ASSAULT": 1.5,
    "PROTEST": 1.5,
    "SANCTION": 1.25,
    "MOBILIZE": 1.25,
    "COERCE": 1.0,
    "CONSULT": 0.75,
    "THREATEN": 0.75,
    "RETREAT": 0.75,
    "AID": 0.5,
    "CONCEDE": 0.5,
}
"""How much more than words an act of this type tells."""
SELF_STANDING = frozenset({"PROTEST", "ASSAULT", "MOBILIZE", "RETREAT", "COERCE"})
"""What can be told without saying against whom, and what a state may do to its own."""
ARTICLE = re.compile(r"^(?:The|An?)(?= [a-z])")
CAPITAL = re.compile(r"(?!The |An? )[^\W\d_a-z]")
NUMBERED = re.compile(r"\d")


def sayings(
    reports: Iterable[Report], *, claims: Iterable[Record] = (), copies: Iterable[Record] = ()
) -> tuple[Saying, ...]:
    """Join quotations of the same words and rank them: more reports, named speaker, direct, fit to read.

    Quotations that a claim of kind "quote" puts together count as the same words; copies count as one report.
    """
    joined = {
        (one["article"], *one["span"]): claim["id"]
        for claim in claims
        if claim["kind"] == "quote"
        for one in claim["assertions"]
    }
    groups: dict[str, list[tuple[Report, Record]]] = {}
    for report in reports:
        quotes = report.article["quotes"]
        passed_on = _carriers(quotes)
        for number, quote in enumerate(quotes):
            if number in passed_on:
                continue
            same = joined.get((report.id, *quote["span"])) or _plain(_content(report, quote))
            if _says_something(quote, _content(report, quote)):
                groups.setdefault(same, []).append((report, quote))
    found = [_saying(group) for words, group in groups.items() if words]
    home = {one["article"]: one["of"] for one in copies}
    return _spread(sorted(found, key=lambda one: _saying_rank(one, home)))


def deeds(reports: Sequence[Report], *, copies: Iterable[Record] = ()) -> tuple[Deed, ...]:
    """Join events of the same type between the same parties and rank them.

    First come acts that tell most, that more reports tell, between named parties of whom the headlines speak.
    """
    groups: dict[tuple[Any, ...], list[tuple[Report, Record]]] = {}
    for report in reports:
        for event in report.article["events"]:
            actors, recipients = _names(event["actors"]), _names(event["recipients"])
            if not actors and not recipients:
                continue
            same = (event["type"], _ids(event["actors"]), _ids(event["recipients"]), event["modality"])
            groups.setdefault(same, []).append((report, event))
    home = {one["article"]: one["of"] for one in copies}
    central = frozenset(word for report in reports for word in _plain(report.headline).split())
    told = [(_deed(group), group[0][1]) for group in groups.values()]
    ranked = sorted(told, key=lambda one: _deed_rank(one[0], one[1], home, central))
    return _one_of_a_kind_first([deed for deed, _ in ranked])


def _one_of_a_kind_first(ranked: list[Deed]) -> tuple[Deed, ...]:
    """Let a further act of one type by the same actors step back, so that the first places tell different things."""
    seen: Counter[tuple[Any, ...]] = Counter()
    placed: list[tuple[int, int, Deed]] = []
    for place, deed in enumerate(ranked):
        kind = (deed.type, deed.actors)
        placed.append((place + 4 * seen[kind], place, deed))
        seen[kind] += 1
    return tuple(deed for _, _, deed in sorted(placed, key=lambda one: one[:2]))


def _content(report: Report, quote: Record) -> str:
    """The quoted words: bare where all are direct, with their own quote marks where only a part is."""
    text = report.article["text"]
    spans = [_with_marks(text, *span) for span in quote["content"]]
    parts = [" ".join(text[start:end].split()) for start, end in spans]
    if quote["direct"] is not True:
        parts[0] = parts[0].removeprefix("that ")
    if quote["direct"] is True:
        parts = [part.strip(OPENING + CLOSING + " ").removesuffix(",") for part in parts]
    return " … ".join(part for part in parts if part) or quote["exact"]


def _says_something(quote: Record, words: str) -> bool:
    """Tell whether a quotation can stand by itself: not a few words, which are an attitude ("backed the deal")."""
    if quote["direct"] is not False:
        return True
    sure = (quote["confidence"] or 0.0) >= SURE_CLAUSE
    return (sure or len(words.split()) >= FEWEST_WORDS) and not OBJECT_PRONOUN.match(words)


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the quote marks that stand right around a piece."""
    around = start > 0 and end < len(text) and text[start - 1] in OPENING and text[end] in CLOSING
    return (start - 1, end + 1) if around else (start, end)


def _plain(words: str) -> str:
    return LETTERS.sub(" ", words.casefold()).strip()


def _saying(group: list[tuple[Report, Record]]) -> Saying:
    report, best = max(
        group, key=lambda one: (one[1]["speaker"] is not None, one[1]["direct"] is True, one[1]["confidence"] or 0)
    )
    speaker = best["speaker"] or {}
    return Saying(
        speaker=_opening(_name(speaker)),
        words=_content(report, best),
        direct=best["direct"],
        chain=_chain(report, best),
        addressee=_name(best["addressee"] or {}),
        evidence=_passages(group),
        confidence=best["confidence"],
        why=best["why"],
        manner=_manner(best),
    )


def _manner(quote: Record) -> str:
    """The cue of words that are not quoted, unless it is plain saying: "denied he had left" is not "he had left"."""
    cue = " ".join(((quote["cue"] or {}).get("exact") or "").split())
    words = cue.casefold().split()
    plain = not words or (words[-1] in PLAIN_CUES and not NEGATION.search(cue))
    return "" if quote["direct"] is True or plain else cue


def _chain(report: Report, quote: Record) -> tuple[str, ...]:
    """Through whom the words came: as the quote says, else whoever stands before the speaker in its attribution."""
    names = [name for one in quote["via"] if (name := _name(one))]
    if names:
        return tuple(dict.fromkeys(names))
    speaker = _same(quote["speaker"] or {})
    start, end = quote["span"]
    for chain in report.article["sources"]:
        first, last = chain[0].get("covers") or (0, 0)
        # an outlet credited with the whole article stands in the report's head
        whole = last - first >= len(report.article["text"])
        place = next((number for number, one in enumerate(chain) if _same(one) == speaker), 0)
        if place and not whole and first < end and start < last:
            return tuple(dict.fromkeys(name for one in chain[:place] if (name := _name(one))))
    return ()


def _same(party: Record) -> str:
    """What tells a party: its id where known, else its name."""
    return party.get("actor_id") or _name(party).casefold()


def _carriers(quotes: list[Record]) -> set[int]:
    """The quotes of one report that only pass on another, cue and all ("…," she said, Reuters reported): not shown.

    The quote inside is shown with whoever passed it on.
    """
    return {
        number
        for number, outer in enumerate(quotes)
        for inner in quotes
        if inner is not outer
        and inner["direct"] is True
        and any(start <= inner["span"][0] and inner["span"][1] <= end for start, end in outer["content"])
        and (inner["span"][1] - inner["span"][0]) * 2 > sum(end - start for start, end in outer["content"])
    }


def _saying_rank(saying: Saying, home: dict[str, str]) -> tuple[float, int]:
    shortest, longest = GOOD_LENGTH
    score = 1.5 * _attested(saying.evidence, home) + 2.0 * _named(saying.speaker) + 2.0 * saying.confidence
    score += 1.5 * (saying.direct is True) + 0.75 * (saying.direct == "mixed")
    score += 1.0 if shortest <= len(saying.words) <= longest else -2.0 if len(saying.words) < shortest else 0.0
    return (-score, saying.evidence[0].report.number)


def _spread(ranked: list[Saying]) -> tuple[Saying, ...]:
    """Let no speaker and no report take up the first places alone: each later one of theirs steps back a little."""
    seen: Counter[str] = Counter()
    placed: list[tuple[int, int, Saying]] = []
    for place, saying in enumerate(ranked):
        report = saying.evidence[0].report.id
        back = 3 * seen[f"speaker {saying.speaker.casefold()}"] + seen[f"report {report}"]
        seen.update([f"speaker {saying.speaker.casefold()}", f"report {report}"])
        placed.append((place + back, place, saying))
    return tuple(saying for _, _, saying in sorted(placed, key=lambda one: one[:2]))


def _deed(group: list[tuple[Report, Record]]) -> Deed:
    named = Counter((_names(one["actors"]), _names(one["recipients"])) for _, one in group)
    _, best = max(
        group,
        key=lambda one: (named[_names(one[1]["actors"]), _names(one[1]["recipients"])], one[1]["confidence"] or 0),
    )
    return Deed(
        type=best["type"],
        mode=best["mode"] or "",
        actors=tuple(_opening(name) if not number else name for number, name in enumerate(_names(best["actors"]))),
        recipients=() if _is_mutual(best) else _names(best["recipients"]),
        modality=best["modality"],
        when=date_words(best["date"]),
        place=best["place"] or "",
        said_by=_name(best["said_by"] or {}),
        evidence=_passages(group),
        confidence=best["confidence"],
        why=best["why"],
        cameo=best.get("cameo") or "",
    )


def _deed_rank(deed: Deed, event: Record, home: dict[str, str], central: frozenset[str]) -> tuple[float, int]:
    known = max(map(_named, deed.actors), default=0.0) + max(map(_named, deed.recipients), default=0.0)
    score = 1.5 * _attested(deed.evidence, home) + 1.5 * known + 2.0 * deed.confidence
    whole = deed.actors and (deed.recipients or _is_mutual(event) or deed.type in SELF_STANDING)
    score += 1.5 * bool(whole) + 0.5 * (deed.modality == "asserted") + TELLING.get(deed.type, 0.0)
    score += sum(any(central & _names_of(name) for name in names) for names in (deed.actors, deed.recipients))
    score -= 2.0 * (deed.confidence < DOUBTFUL)
    score -= 3.0 * (deed.type not in SELF_STANDING and _is_of_one_house(event))
    return (-score, deed.evidence[0].report.number)


def _names_of(name: str) -> frozenset[str]:
    """The words of a party by which a headline may call it: those with a capital."""
    return frozenset(_plain(word) for word in name.split() if CAPITAL.match(word))


def _is_mutual(event: Record) -> bool:
    """Tell whether several parties did it with one another."""
    ids = _ids(event["actors"])
    return len(ids) > 1 and ids == _ids(event["recipients"])


def _is_of_one_house(event: Record) -> bool:
    """Tell whether both sides speak for one state: a president who backs his own government is no news."""
    sides = [{(one["country"], (one["sector"] or "")[:3]) for one in event[side]} for side in ("actors", "recipients")]
    return (
        not _is_mutual(event)
        and len(sides[0] | sides[1]) == 1
        and sides[0] <= {(one, "GOV") for one, _ in sides[0] if one}
    )


def _attested(evidence: Iterable[Evidence], home: dict[str, str]) -> float:
    """Weigh the reports that carry a fact, a copy with its original as one; each further one adds less."""
    return math.log2(1 + len({home.get(one.report.id, one.report.id) for one in evidence}))


def _named(name: str) -> float:
    """Tell how well a party is named: 1 by a name, a half by a description, nothing by a pronoun."""
    if not name or name.casefold() in PRONOUNS:
        return 0.0
    return 1.0 if CAPITAL.match(name) and not NUMBERED.search(name) else 0.5


def _passages(group: list[tuple[Report, Record]]) -> tuple[Evidence, ...]:
    found = {
        (report.id, *fact["span"]): Evidence(report, fact["span"][0], fact["span"][1], fact["exact"])
        for report, fact in group
    }
    return tuple(sorted(found.values(), key=lambda one: (one.report.number, one.start)))


def _name(party: Record) -> str:
    """The name of a party; its article is small, as inside a sentence."""
    name = " ".join((party.get("name") or "").split())
    return ARTICLE.sub(lambda found: found.group().lower(), name)


def _opening(name: str) -> str:
    """Write a name as it stands at the head of a sentence."""
    return name[:1].upper() + name[1:]


def _names(parties: Iterable[Record]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in parties if (name := _name(one))))


def _ids(parties: Iterable[Record]) -> tuple[str, ...]:
    """What parties are the same: by id where known, else by the last word of the name ("23 Somali pirates": pirate)."""
    return tuple(sorted({one["actor_id"] or _head(_name(one)) for one in parties}))


def _head(name: str) -> str:
    last = _plain(name).rpartition(" ")[2]
    return last[:-1] if len(last) > 4 and last.endswith("s") and not last.endswith("ss") else last
