"""Which sayings and deeds of a story come first: the same words joined, the best attested on top."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


def sayings(reports: Iterable[Report], *, claims: Iterable[Record] = ()) -> tuple[Saying, ...]:
    """Join quotations of the same words and rank them: more reports, named speaker, direct, fit to read.

    Quotations that a claim of kind "quote" puts together count as the same words.
    """
    joined = {
        (one["article"], *one["span"]): claim["id"]
        for claim in claims
        if claim["kind"] == "quote"
        for one in claim["assertions"]
    }
    groups: dict[str, list[tuple[Report, Record]]] = {}
    for report in reports:
        for quote in report.article["quotes"]:
            same = joined.get((report.id, *quote["span"])) or _plain(_content(report, quote))
            groups.setdefault(same, []).append((report, quote))
    found = [_saying(group) for words, group in groups.items() if words]
    return tuple(sorted(found, key=_saying_rank))


def deeds(reports: Iterable[Report]) -> tuple[Deed, ...]:
    """Join events of the same type between the same parties and rank them: more reports, both parties named."""
    groups: dict[tuple[Any, ...], list[tuple[Report, Record]]] = {}
    for report in reports:
        for event in report.article["events"]:
            actors, recipients = _names(event["actors"]), _names(event["recipients"])
            if not actors and not recipients:
                continue
            same = (event["type"], _ids(event["actors"]), _ids(event["recipients"]), event["modality"])
            groups.setdefault(same, []).append((report, event))
    return tuple(sorted((_deed(group) for group in groups.values()), key=_deed_rank))


def _content(report: Report, quote: Record) -> str:
    """The quoted words: bare where all are direct, with their own quote marks where only a part is."""
    text = report.article["text"]
    spans = [_with_marks(text, *span) for span in quote["content"]]
    parts = [" ".join(text[start:end].split()) for start, end in spans]
    if quote["direct"] is True:
        parts = [part.strip(OPENING + CLOSING + " ").removesuffix(",") for part in parts]
    return " … ".join(part for part in parts if part) or quote["exact"]


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
        speaker=_name(speaker),
        words=_content(report, best),
        direct=best["direct"],
        chain=_chain(report, best),
        addressee=_name(best["addressee"] or {}),
        evidence=_passages(group),
        confidence=best["confidence"],
        why=best["why"],
    )


def _chain(report: Report, quote: Record) -> tuple[str, ...]:
    """Through whom the words came: as the quote says, else by the attribution that covers it."""
    names = [name for one in quote["via"] if (name := _name(one))]
    if names:
        return tuple(dict.fromkeys(names))
    speaker = _name(quote["speaker"] or {}).casefold()
    start, end = quote["span"]
    for chain in report.article["sources"]:
        first, last = chain[0].get("covers") or (0, 0)
        # an outlet credited with the whole article stands in the report's head
        whole = last - first >= len(report.article["text"])
        if len(chain) > 1 and not whole and first < end and start < last:
            return tuple(dict.fromkeys(name for one in chain if (name := _name(one)) and name.casefold() != speaker))
    return ()


def _saying_rank(saying: Saying) -> tuple[float, int]:
    shortest, longest = GOOD_LENGTH
    named = bool(saying.speaker) and saying.speaker.casefold() not in PRONOUNS
    score = 1.5 * len(_reports(saying.evidence)) + 2.0 * named + 1.0 * (saying.direct is True)
    score += 0.5 * (saying.direct == "mixed") + 1.0 * (shortest <= len(saying.words) <= longest) + saying.confidence
    return (-score, saying.evidence[0].report.number)


def _deed(group: list[tuple[Report, Record]]) -> Deed:
    _, best = max(group, key=lambda one: one[1]["confidence"] or 0)
    return Deed(
        type=best["type"],
        mode=best["mode"] or "",
        actors=_names(best["actors"]),
        recipients=_names(best["recipients"]),
        modality=best["modality"],
        when=date_words(best["date"]),
        place=best["place"] or "",
        said_by=_name(best["said_by"] or {}),
        evidence=_passages(group),
        confidence=best["confidence"],
        why=best["why"],
    )


def _deed_rank(deed: Deed) -> tuple[float, int]:
    named = [name for name in (*deed.actors, *deed.recipients) if name.casefold() not in PRONOUNS]
    score = 1.5 * len(_reports(deed.evidence)) + 1.0 * bool(deed.actors) + 1.5 * bool(deed.actors and deed.recipients)
    score += 0.5 * min(len(named), 2) + deed.confidence + 0.5 * (deed.modality == "asserted")
    return (-score, deed.evidence[0].report.number)


def _passages(group: list[tuple[Report, Record]]) -> tuple[Evidence, ...]:
    found = {
        (report.id, *fact["span"]): Evidence(report, fact["span"][0], fact["span"][1], fact["exact"])
        for report, fact in group
    }
    return tuple(sorted(found.values(), key=lambda one: (one.report.number, one.start)))


def _reports(evidence: Iterable[Evidence]) -> set[str]:
    return {one.report.id for one in evidence}


def _name(party: Record) -> str:
    return " ".join((party.get("name") or "").split())


def _names(parties: Iterable[Record]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in parties if (name := _name(one))))


def _ids(parties: Iterable[Record]) -> tuple[str, ...]:
    return tuple(sorted({one["actor_id"] or _name(one).casefold() for one in parties}))
