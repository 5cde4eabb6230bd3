"""From acts of telling to chains: acts that share a party are put together, those inside one another are strung."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from dateline.lexicon.source_nouns import acts_of
from dateline.understand.source_act import Act, Range
from dateline.understand.source_beside import Beside
from dateline.understand.source_phrases import PRONOUNS, RELATIVE, Nouns
from dateline.understand.source_tokens import Tokens

_MOST_SIDE_BY_SIDE = 6


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes six times as long to make
class TokenChain:
    """The heads of the links, outermost first, with the act from which it was read and what it covers."""

    heads: tuple[int, ...]
    act: Act
    content: tuple[Range, ...]


class Chains:
    """Puts the acts of one stretch together."""

    def __init__(self, parse: Tokens, nouns: Nouns) -> None:
        """`nouns` are those of the same parse."""
        self._parse, self._nouns = parse, nouns
        self._beside = Beside(parse, nouns)

    def of(self, acts: list[Act], here: list[int], stop: int) -> list[TokenChain]:
        """The chains of the acts of one stretch; `here` are its words that may mark a source, `stop` is its end."""
        for act in acts:
            self._widen(act)
        self._cite(acts, here)
        self._carry(acts, here, stop)
        acts = self._merged(acts)
        roots = self._nested(acts)
        found: list[TokenChain] = []
        for root in roots:
            found += self._strung(root, ())
        for act in acts:  # no circles are left for Python to search
            act.inside = None
            act.children = []
        return found

    def _widen(self, act: Act) -> None:
        """Add who carried it, whom the teller cites and who wrote the documents."""
        parse, nouns, beside = self._parse, self._nouns, self._beside
        known = {head for slot in act.slots for head in slot}
        before: list[list[int]] = []
        after: list[list[int]] = []
        is_verb = parse.pos[act.at] in ("VERB", "AUX") or act.at not in known
        if is_verb:
            for head in beside.carriers(act.at):
                if self._is_new(head, known):
                    known.add(head)
                    before.append([head])
        slots: list[list[int]] = []
        for _number, slot in enumerate(act.slots):
            real = [self._real(one) for one in slot]
            for head in real:
                for one in beside.carriers(head, above=act.at):
                    if self._is_new(one, known):
                        known.add(one)
                        slots.append([one])
            for head in real[:1]:
                if nouns.kind(head) == "document":
                    for one in beside.givers(head):
                        if self._is_new(one, known):
                            known.add(one)
                            slots.append([one])
            slots.append(real)
            for head in real[:1]:
                if nouns.kind(head) == "document":
                    for one in beside.authors(head):
                        if one not in known:
                            known.add(one)
                            slots.append([one])
                for one in beside.tellers_behind(head):
                    if one not in known:
                        known.add(one)
                        slots.append([one])
        act.slots = [*before, *slots, *after]

    def _is_new(self, head: int, known: set[int]) -> bool:
        """Whether a phrase is not part of one that is known: "the newspaper El Comercio"."""
        one = self._nouns.phrase(head)
        for other in known:
            two = self._nouns.phrase(other)
            if two.first <= head < two.stop or one.first <= other < one.stop:
                return False
        return True

    def _cite(self, acts: list[Act], here: list[int]) -> None:
        """Add whom a teller cites: to the party right before the word, else to the act on which it leans."""
        _parse, _nouns = self._parse, self._nouns
        if not acts:
            return
        for word, source in self._beside.citing(here):
            known = {head for act in acts for slot in act.slots for head in slot}
            if source in known:
                continue
            host, place = self._host(word, acts)
            if host is None:
                continue
            more = self._document(source, known)
            at = len(host.slots) if place is None else place + 1
            host.slots = [*host.slots[:at], *more, *host.slots[at:]]

    def _carry(self, acts: list[Act], here: list[int], stop: int) -> None:
        """Add "seen by X" behind a document where the grammar hung it on something else."""
        parse, nouns = self._parse, self._nouns
        if not acts:
            return
        for word, head in self._beside.strays(here, stop):
            one = nouns.phrase(head)
            if any(one.first <= known < one.stop for act in acts for slot in act.slots for known in slot):
                continue
            best: tuple[int, Act, int] | None = None
            for act in acts:
                for number, slot in enumerate(act.slots):
                    near = slot[0] < word < slot[0] + 12 and (best is None or slot[0] > best[0])
                    met = "reach" in acts_of(parse.lemma(word)) and nouns.kind(slot[0]) not in (
                        None,
                        "document",
                        "agency",
                        "outlet",
                    )
                    if near and (met or nouns.kind(slot[0]) == "document"):
                        best = (slot[0], act, number)
            if best is not None and not any(parse.word(t) in (".", ";") for t in range(best[0], word)):
                best[1].slots.insert(best[2], [head])

    def _host(self, word: int, acts: list[Act]) -> tuple[Act | None, int | None]:
        parse, nouns = self._parse, self._nouns
        begin = word
        while begin > 0 and parse.pos[begin - 1] in ("ADP", "ADV", "DET") and begin > word - 3:
            begin -= 1
        relative = begin > 0 and parse.low(begin - 1) in RELATIVE
        if relative:
            begin -= 1
        before = begin - 1 if begin > 0 and parse.word(begin - 1) in (",", "(", "—", "-") else begin
        for act in acts:
            for number, slot in enumerate(act.slots):
                for head in slot:
                    one = nouns.phrase(head)
                    if before in (one.stop, one.core) and (relative or number == len(act.slots) - 1 or word < act.at):
                        return act, number
                    if parse.heads[word] == head and relative:
                        return act, number
        above, climbed = word, []
        for _ in range(12):
            up = parse.heads[above]
            if up == above:
                break
            above = up
            climbed += [one for one in acts if above == one.at or any(above in slot for slot in one.slots)]
        press = [one for one in climbed if any(nouns.is_press(head) for slot in one.slots for head in slot)]
        earlier = [one for one in acts if one.at < word]
        for found in (press[:1], climbed[:1], earlier[-1:], acts[:1]):
            if found:
                return found[0], None
        return None, None

    def _document(self, head: int, known: set[int]) -> list[list[int]]:
        """Whom somebody cites, with who carried it before and who wrote it behind."""
        beside, nouns = self._beside, self._nouns
        carried = [one for one in beside.carriers(head) if one not in known]
        written = [one for one in beside.authors(head) if one not in known] if nouns.kind(head) == "document" else []
        cited = [one for one in beside.tellers_behind(head) if one not in known]
        owner = beside.owner(head)
        known.update((*carried, *written, *cited))
        return [
            *([one] for one in carried),
            [owner if owner is not None else head],
            *([one] for one in (*written, *cited)),
        ]

    def _real(self, head: int) -> int:
        """The noun behind a relative pronoun, who speaks in a statement."""
        real = self._nouns.antecedent(head)
        if real != head:
            return real
        owner = self._beside.owner(head)
        return head if owner is None else owner

    def _merged(self, acts: list[Act]) -> list[Act]:
        """Acts that share a party made one: "the paper spoke to a nurse, who said ..."."""
        kept: list[Act] = []
        for act in acts:
            if act.weak and not act.content:
                told = {slot[0] for one in acts if one is not act for slot in one.slots if slot}
                if act.slots[-1][0] not in told and not (act.aside and act.slots[0][0] in told):
                    continue
            host = next((one for one in kept if self._shared(one, act) is not None), None)
            if host is None:
                kept.append(act)
                continue
            self._splice(host, act)
        return kept

    def _shared(self, host: Act, act: Act) -> tuple[int, int] | None:
        """The slots in which two acts have the same party, where the second goes on with the first."""
        for number, slot in enumerate(host.slots):
            for other, mine in enumerate(act.slots):
                more = host.weak or act.weak or len(host.slots) > 1 or len(act.slots) > 1
                if slot and mine and slot[0] == mine[0] and more:
                    return number, other
        return None

    def _splice(self, host: Act, act: Act) -> None:
        shared = self._shared(host, act)
        assert shared is not None
        number, other = shared
        known = {one for slot in host.slots for one in slot}
        before = [slot for slot in act.slots[:other] if slot[0] not in known]
        after = [slot for slot in act.slots[other + 1 :] if slot[0] not in known]
        host.slots = [*host.slots[:number], *before, host.slots[number], *after, *host.slots[number + 1 :]]
        host.content = [*host.content, *act.content]
        host.weak = host.weak and act.weak
        host.hearsay = host.hearsay and act.hearsay

    def _nested(self, acts: list[Act]) -> list[Act]:
        """Hang each act into the closest one in whose words it stands; the rest are returned."""
        roots: list[Act] = []
        for act in acts:
            act.children = []
        for act in acts:
            parent = None if act.apart else act.inside if act.inside in acts else self._parent(act, acts)
            if parent is None:
                roots.append(act)
            else:
                parent.children.append(act)
                act.inside = parent
        return [one for one in roots if not one.hearsay]

    def _parent(self, act: Act, acts: list[Act]) -> Act | None:
        best: Act | None = None
        size = 1 << 30
        for one in acts:
            if one is act or one.at == act.at or one.inside is act:
                continue
            if not _holds(one, act):
                continue
            if _holds(act, one) and not self._is_outside(one, act):
                continue
            if self._is_under(one, act) or (not one.closing and self._begins_anew(act, one)):
                continue
            length = sum(b - a for a, b in one.content)
            if one.closing:
                length += 1000 if not act.closing else 500 - one.at
            if length < size:
                best, size = one, length
        return best

    def _begins_anew(self, act: Act, outer: Act) -> bool:
        """Whether an act is a clause beside the outer one (", and the mayor said") or a remark on a thing in it."""
        parse = self._parse
        teller = act.slots[0][0]
        if parse.labels[act.at] == "acl:relcl" and teller < act.at and outer.at < teller:
            first = next((t for t in range(teller + 1, act.at) if parse.low(t) in RELATIVE), None)
            return first is not None and parse.word(first - 1) == "," and not self._shares(act, outer)
        begin = self._nouns.phrase(teller).first
        anew = (
            begin - 2 > outer.at and parse.word(begin - 1) in ("and", "but", "while") and parse.word(begin - 2) == ","
        )
        return anew

    def _shares(self, act: Act, outer: Act) -> bool:
        held = {head for slot in outer.slots for head in slot}
        return any(head in held for slot in act.slots for head in slot)

    def _is_outside(self, one: Act, act: Act) -> bool:
        """Of two acts that stand in one another's words, whether the first is the outer one."""
        if one.closing != act.closing:
            return one.closing
        return one.at > act.at

    def _is_under(self, one: Act, act: Act) -> bool:
        """Whether an act hangs already in another one."""
        above = one.inside
        while above is not None:
            if above is act:
                return True
            above = above.inside
        return False

    def _strung(self, act: Act, outer: tuple[int, ...]) -> Iterator[TokenChain]:
        _nouns, parse = self._nouns, self._parse
        slots = list(act.slots)
        if outer:  # "the paper said it had seen a letter": the same party once more
            slots = [s for s in slots if parse.pos[s[0]] != "PRON" or parse.low(s[0]) not in PRONOUNS]
        if act.weak and not act.children and not act.content:
            return
        for heads in list(product(*slots))[:_MOST_SIDE_BY_SIDE]:
            chain = (*outer, *(head for head in heads if head not in outer))
            if act.children:
                for child in act.children:
                    yield from self._strung(child, chain)
                if all(child.weak and not child.content for child in act.children):
                    yield TokenChain(chain, act, tuple(act.content))
            else:
                yield TokenChain(chain, act, tuple(act.content))


def _holds(outer: Act, inner: Act) -> bool:
    return any(a <= inner.at < b for a, b in outer.content)
