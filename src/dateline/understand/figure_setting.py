# ruff: noqa: E501 - the regexes read better whole
"""Where a figure holds, as of when, and who says it: from the places, times, quotes and sources found before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dateline.model.annotation import Annotation, Attribution, Party, PlaceMention, Quote, TimeExpression
from dateline.model.article import DateInterval
from dateline.model.text import Span
from dateline.understand.figure_links import Draft

_IN_PLACE = re.compile(
    r"\b(?:in|at|near|across|outside|inside|around|throughout|within|off)\b(?: the)?(?: [a-z]+){0,3}\s\Z"
)
_CLAUSE = re.compile(
    r"[;:()]|, (?:and|but|who|which|while|as)\b|\b(?:that|when|while|after|before|as|because|since|said)\b"
)
_AS_OF = re.compile(r"\b(?:as of|by|as at|until|up to|as on)(?: late| early| noon| midday| midnight)?(?: on)? \Z", re.I)
_SAID_ON = re.compile(
    r"\b(?:said|says|reported|reports|announced|confirmed|stated|added|told [^.;,]{1,30}|stood at [^.;,]{1,20}|(?:rose|risen|rising|climbed|jumped|reached|increased) (?:to )?[^.;,]{1,30})"
    r"(?: again| in a statement)?(?: on| late| early| late on| earlier)? \Z",
    re.I,
)
_TOLL_ON = re.compile(r"[^.;,]{0,24}?(?: on| late| early| late on)? \Z")
_NO_SPEAKERS = frozenset({"agency", "outlet"})
_FARTHEST = 70


class Setting:
    """What was found in an article before its figures, ready to be asked for one figure after the other."""

    def __init__(
        self,
        text: str,
        places: Sequence[PlaceMention],
        times: Sequence[TimeExpression],
        quotes: Sequence[Quote],
        attributions: Sequence[Attribution],
    ) -> None:
        self._text = text
        self._places = places
        self._times = times
        self._said: list[tuple[Span, Party]] = [
            (part, quote.speaker) for quote in quotes if quote.speaker for part in quote.content
        ]
        self._said.extend(
            (one.covers, one.links[-1].party)
            for one in attributions
            if one.covers and one.links and one.links[-1].kind not in _NO_SPEAKERS
        )
        self._said.sort(key=lambda one: (one[0].start, one[0].end))

    def place(self, draft: Draft) -> str | None:
        """The place in the same sentence that a word of place ties to the figure: the next in its clause, or one before."""
        if draft.unit is not None:
            return None
        text, (first, last) = self._text, draft.sentence
        inside = self._places[
            bisect_left(self._places, first, key=_start) : bisect_left(self._places, last, key=_start)
        ]
        tied = [one for one in inside if _IN_PLACE.search(text[max(0, one.span.start - 24) : one.span.start])]
        for one in tied:
            if (
                one.span.start >= draft.end
                and one.span.start - draft.end < _FARTHEST
                and not _CLAUSE.search(text[draft.end : one.span.start])
            ):
                return one.name
        before = [one for one in tied if one.span.start < draft.start]
        chosen = before[-1] if before else (tied[0] if tied else None)
        return chosen.name if chosen else None

    def as_of(self, draft: Draft) -> DateInterval | None:
        """The time a figure holds for, where the sentence says so: "as of Monday", "from 150 a day earlier", "said on Friday"."""
        first, last = draft.sentence
        for one in self._times[
            bisect_left(self._times, first, key=_start) : bisect_left(self._times, last, key=_start)
        ]:
            if one.interval is None or one.kind not in ("date", "time"):
                continue
            gap = one.span.start - draft.end
            if draft.earlier:
                if 0 <= gap < 30:
                    return one.interval
                continue
            head = self._text[max(first, one.span.start - 60) : one.span.start]
            if _AS_OF.search(head) or (draft.unit is None and _SAID_ON.search(head)):
                return one.interval
            if draft.toll and 0 < gap < 30 and _TOLL_ON.fullmatch(self._text, draft.end, one.span.start):
                return one.interval
        return None

    def said_by(self, draft: Draft) -> Party | None:
        """Who says it: the speaker of the shortest passage that holds the number."""
        at, best = draft.quantity.number, None
        for part, party in self._said:
            if part.start > at:
                break
            if at < part.end and (best is None or len(part) < len(best[0])):
                best = (part, party)
        return best[1] if best else None


def _start(one: Annotation) -> int:
    return one.span.start
