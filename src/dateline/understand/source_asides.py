"""Tellings without a verb of their own: "according to X", "per X", "by X's account", and verbs taken for nouns."""

from __future__ import annotations

from dateline.understand.source_act import Act
from dateline.understand.source_beside import Beside
from dateline.understand.source_clauses import FINITE
from dateline.understand.source_phrases import NOMINAL, Nouns
from dateline.understand.source_tokens import Tokens
from dateline.understand.source_told import Told

_NEAR = 9


class Asides:
    """Reads the phrases that give a source to the clause around them."""

    def __init__(self, parse: Tokens, nouns: Nouns, clauses: Told, beside: Beside) -> None:
        """All of the same parse."""
        self._parse, self._nouns, self._clauses, self._beside = parse, nouns, clauses, beside

    def opening(self, noun: int, first: int) -> int | None:
        """The "by" or "in" of "by its own account", "in the words of the mayor"."""
        parse = self._parse
        wanted = "in" if parse.word(noun) == "words" else "by"
        near = range(noun - 1, max(first, noun - _NEAR) - 1, -1)
        return next((t for t in near if parse.low(t) == wanted and parse.heads[t] == noun), None)

    def of_phrase(self, token: int, form: str, first: int, stop: int, before: list[Act]) -> list[Act]:
        """ "According to X", "per X", "by X's account", "in the words of X"."""
        parse, nouns = self._parse, self._nouns
        head: int | None = None
        start = token
        if form == "according":
            if token + 2 >= stop or parse.low(token + 1) != "to":
                return []
            above = parse.heads[token]
            near = parse.pos[above] in NOMINAL or nouns.is_part(above)
            head = above if above > token + 1 and near else self._next_noun(token + 2, stop)
        elif form == "per":
            above = parse.heads[token]
            fits = above > token and (token == first or parse.word(token - 1) == ",")
            head = above if fits and nouns.kind(above) not in (None, "witness") else None
        else:
            noun = parse.heads[token]
            words = (
                ("account", "accounts", "estimate", "estimates", "count", "reckoning", "admission")
                if form == "by"
                else ("words",)
            )
            if noun <= token or parse.low(noun) not in words or noun - token > _NEAR:
                return []
            head = next((c for c in parse.children(noun) if parse.labels[c] == "nmod:poss"), None)
            if head is None and form == "in":
                head = next((c for c in parse.children(noun) if parse.labels[c] == "nmod" and c > noun), None)
        if head is None or nouns.is_nobody(head) or (parse.pos[head] == "PRON" and form != "according"):
            return []
        if nouns.kind(head) is None and form != "according":
            return []
        one = nouns.phrase(head)
        slots = self._with_author_or_owner(head)
        end = min(stop, max(one.stop, one.core))
        tellers = [one for one in nouns.conjoined(head) if not nouns.is_nobody(one)]
        if len(slots) == 1 and slots[0] == [head]:
            slots = [tellers]
        at = head
        opens = (
            start == first
            or parse.low(start - 1) in ("that", "“", '"', "and", "but", ";")
            or (parse.word(start - 1) == "," and start - 2 >= first and parse.low(start - 2) in ("that", "and", "but"))
            or start - first <= 1
        )
        if opens:
            return [Act(at, slots, [(end, stop)], 0)]
        return [self._behind(at, start, end, slots, first, stop, before)]

    def _behind(
        self, at: int, start: int, end: int, slots: list[list[int]], first: int, stop: int, before: list[Act]
    ) -> Act:
        """ "..., according to X": outside of what stands before, or inside the words of the paper that reports it."""
        parse, nouns = self._parse, self._nouns
        act = Act(at, slots, [(first, start)], 0, closing=True)
        if end < stop - 1:
            act.content.append((end, stop))
        hosts = [
            one for one in before if any(a <= start < b for a, b in one.content) and not one.weak and not one.closing
        ]
        if not hosts:
            return act
        host = hosts[-1]
        press = nouns.is_press(slots[0][0])
        told = any(parse.tags[t] in FINITE for t in range(host.at + 1, start))
        host_press = any(nouns.is_press(one) or nouns.kind(one) == "document" for slot in host.slots for one in slot)
        host_press = host_press or next(self._beside.carriers(host.at), None) is not None
        if told and host_press and not press:
            act.inside = host
            act.content = [(host.at + 1, start)]
            act.closing = False
        return act

    def _next_noun(self, token: int, stop: int) -> int | None:
        parse = self._parse
        for at in range(token, min(stop, token + _NEAR)):
            if self._nouns.is_part(at):
                return at
            if parse.pos[at] in NOMINAL and (at + 1 >= stop or parse.pos[at + 1] not in ("NOUN", "PROPN")):
                return at
        return None

    def of_noun_for_verb(self, token: int, first: int, stop: int) -> list[Act]:
        """ "The Lagoon Times reports that ...", where the grammar took the verb for a noun."""
        parse, nouns = self._parse, self._nouns
        if token == first or not parse.word(token - 1)[:1].isupper():
            return []
        after = parse.low(token + 1) if token + 1 < stop else "."
        if after not in (",", ".", "that", "on", ":", "how"):
            return []
        name = token - 1
        while name > first and parse.labels[name] == "flat" and first <= parse.heads[name] < name:
            name = parse.heads[name]
        if not nouns.is_press(name):
            return []
        self._clauses.considered.add(token)
        tellers = [name]
        begins = nouns.phrase(name).first
        if begins - 1 > first and parse.low(begins - 1) == "and":
            other = begins - 2
            while other > first and parse.labels[other] in ("flat", "appos") and parse.pos[other] == "PROPN":
                above = parse.heads[other]
                if not first <= above < other:
                    break
                other = above
            if nouns.is_press(other):
                tellers, begins = [other, name], nouns.phrase(other).first
        if after == "that" or (after == "," and begins == first):
            return [Act(token, [tellers], [(token + 1, stop)], 0)]
        if begins > first and parse.word(begins - 1) in (",", "”", '"'):
            return [Act(token, [tellers], [(first, begins)], 0, closing=True)]
        return []

    def of_show(self, token: int, first: int, stop: int) -> list[Act]:
        """ "..., figures released by the ministry on Friday show.", where the grammar took the verb for a noun."""
        parse, nouns = self._parse, self._nouns
        if token + 1 >= stop or parse.word(token + 1) not in (".", ","):
            return []
        comma = next((t for t in range(token - 1, first, -1) if parse.word(t) == ","), None)
        if comma is None or not any(parse.tags[t] in FINITE for t in range(first, comma)):
            return []
        for at in range(comma + 1, token):
            if parse.pos[at] == "NOUN" and nouns.kind(at) == "document":
                self._clauses.considered.add(token)
                return [Act(token, [[at]], [(first, comma)], 0, closing=True)]
            if parse.pos[at] in ("VERB", "ADP", "PUNCT"):
                break
        return []

    def _with_author_or_owner(self, head: int) -> list[list[int]]:
        owner = self._beside.owner(head)
        return [[owner]] if owner is not None else [[head]]
