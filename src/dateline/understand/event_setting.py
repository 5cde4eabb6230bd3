"""When and where an event was: the dates and places that hang on its trigger."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from operator import attrgetter

from dateline.model.annotation import AnnotatedArticle, AnnotationKind, PlaceMention, TimeExpression
from dateline.model.article import DateInterval
from dateline.model.text import Span
from dateline.understand.event_frames import Grammar
from dateline.understand.event_parties import Side

_START = attrgetter("span.start")
_SPOTS = frozenset({"in", "at", "near", "outside", "around", "across"})
_INSIDE_NAMES = frozenset({"compound", "flat", "amod"})


class Setting:
    """Finds date and place of the events of one article."""

    def __init__(self, grammar: Grammar, annotated: AnnotatedArticle, times: Iterable[TimeExpression]) -> None:
        self._grammar = grammar
        self._parse = grammar.parse
        self._times = [one for one in times if one.interval and one.kind in ("date", "time")]
        self._places = list(annotated.of(PlaceMention))

    def date(self, trigger: int, sentence: int, *, main: bool) -> DateInterval | None:
        """The date in the trigger's clause; of a main clause also the only date of the sentence."""
        inside = self._within(self._times, sentence)
        near = [one for one in inside if self._hangs_on(one.span, trigger)]
        chosen = near[0] if near else (inside[0] if len(inside) == 1 and main else None)
        return chosen.interval if chosen is not None else None

    def place(self, trigger: int, sentence: int, sides: Iterable[Side]) -> str | None:
        """The place behind "in", "at", "near" in the trigger's clause that is no party to the event."""
        taken = [side.party.span for side in sides if side.party.span]
        for one in self._within(self._places, sentence):
            if any(span.overlaps(one.span) for span in taken) or not self._hangs_on(one.span, trigger):
                continue
            token = self._parse.token_at(one.span.start)
            while token is not None and not self._grammar.cases(token) and self._grammar.labels[token] in _INSIDE_NAMES:
                token = self._grammar.heads[token]
            if token is not None and set(self._grammar.cases(token)) & _SPOTS:
                return one.name
        return None

    def _within(self, annotations: list[AnnotationKind], sentence: int) -> list[AnnotationKind]:
        if not annotations:
            return []
        start, end = self._parse.span(*self._parse.sentences[sentence])
        first = bisect_left(annotations, start, key=_START)
        return [
            one for one in annotations[first : bisect_left(annotations, end, first, key=_START)] if one.span.end <= end
        ]

    def _hangs_on(self, span: Span, trigger: int) -> bool:
        """Tell whether words belong to the trigger's clause: climbing from them meets it before another verb."""
        token = self._parse.token_at(span.start)
        for _ in range(len(self._parse)):
            if token is None:
                return False
            head = self._grammar.heads[token]
            if head in (token, trigger):
                return head == trigger
            if self._parse.pos[head] == "VERB":
                return False
            token = head
        return False
