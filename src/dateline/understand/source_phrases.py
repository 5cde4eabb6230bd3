"""Noun phrases as sources: where they stand, whom they name and of what kind they are."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from dateline.lexicon.source_nouns import kind_of_noun, noun_sets
from dateline.lexicon.tables import word_set
from dateline.model.annotation import Mention, Party
from dateline.model.text import Span
from dateline.understand.source_kinds import ANONYMOUS, is_press, kind_of
from dateline.understand.source_tokens import Tokens

NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
PRONOUNS = word_set("he she they it")
RELATIVE = word_set("who which that whom whose")
_NOBODY = word_set("nobody none no-one one i we you me us him her them this these those what there some others many")
_BEFORE = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV"))
_OPEN = frozenset(("of", "for", "at", "in", "on", "to", "with", "near", "inside", "within", "from", "briefed", "close"))
_NO_DOCUMENT = frozenset(("by", "from"))
_CITED_FIRST = {"person": 0, "organization": 1, "collective": 1, "group": 2, "country": 3}
_SECTORS = ("GOV", "MIL", "COP", "LEG", "JUD", "SPY", "IGO")
_LONGEST = 14
_ONE_OF = word_set(
    "one two three four five six some many several most both others another handful dozens scores hundreds number",
    "dozen couple trio pair majority half",
)
_UNNAMED = word_set("officials negotiators diplomats aides advisers advisors executives employees sources")
_TIMES = word_set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as tokens: its head, first and last (exclusive) token, and where its head or name ends."""

    head: int
    first: int
    stop: int
    core: int


class Nouns:
    """The noun phrases of one article, read when they are asked for."""

    def __init__(self, parse: Tokens, mentions: list[Mention]) -> None:
        """`mentions` in text order."""
        self.parse = parse
        self._mentions = mentions
        self._starts = [one.span.start for one in mentions]
        self._phrases: dict[int, Phrase] = {}
        self._kinds: dict[int, str | None] = {}
        self._people: set[int] | None = None

    def phrase(self, head: int) -> Phrase:
        """The phrase of a head: with its article, title and "of ...", without clauses and authors behind it."""
        known = self._phrases.get(head)
        if known is None:
            known = self._phrases[head] = self._read(head)
        return known

    def words(self, head: int) -> str:
        """The words of a phrase."""
        one = self.phrase(head)
        return self.parse.exact(one.first, one.stop)

    def kind(self, head: int) -> str | None:
        """The kind of source that a phrase names; None for what tells nothing."""
        if head not in self._kinds:
            self._kinds[head] = self._kind(head)
        return self._kinds[head]

    def is_press(self, head: int) -> bool:
        """Tell whether a phrase names an agency or an outlet."""
        return is_press(self.kind(head))

    def is_unknown_name(self, head: int) -> bool:
        """Tell whether a phrase is a name of which nothing is known: no person, no country, no word for people."""
        parse = self.parse
        if parse.pos[head] != "PROPN" or self.kind(head) != "other" or self.is_person(head):
            return False
        one = self.phrase(head)
        if any(parse.word(t) in _TIMES for t in range(one.first, one.stop)):
            return False
        near = self.mentions_in(one)
        if any(
            one.kind in ("country", "nationality") and one.span.end >= parse.span(head, head + 1)[1] for one in near
        ):
            return False
        return all(one.sector in (None, "", "JRN") for one in near if one.kind != "country")

    def is_person(self, head: int) -> bool:
        """Tell whether a phrase holds the name of a person."""
        if self._people is None:
            self._people = {
                t
                for name in self.parse.parse.names
                if name.kind == "PER"
                for t in range(name.first, name.last_exclusive)
            }
        one = self.phrase(head)
        return one.core - 1 in self._people or (
            one.stop > one.core
            and head < one.core
            and one.stop - 1 in self._people
            and self.parse.word(one.core) == ","
        )

    def mentions_in(self, one: Phrase) -> list[Mention]:
        """The mentions that begin in a phrase."""
        start, end = self.parse.span(one.first, one.stop)
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def take_for_press(self, head: int) -> None:
        """Let a name that no table knows be an outlet, because of what it does."""
        self._kinds[head] = "outlet"

    def cut(self, head: int, inside: int) -> None:
        """Part two phrases that the grammar made one: the paper and the letters of "showed The Globe letters"."""
        one, other = self.phrase(head), self.phrase(inside)
        self._phrases[inside] = Phrase(inside, min(other.first, one.first), inside + 1, inside + 1)
        self._phrases[head] = Phrase(head, inside + 1, one.stop, one.core)

    def is_human(self, head: int) -> bool:
        """Tell whether a noun is one for people."""
        return self.is_person(head) or kind_of_noun().get(self.parse.word(head).lower()) in (
            "witness",
            "official",
            "anonymous",
        )

    def party(self, head: int) -> Party:
        """The phrase as a party, by the mention in it that comes first in rank."""
        phrase = self.phrase(head)
        start, end = self.parse.span(phrase.first, phrase.stop)
        span, exact = Span(start, end), self.parse.text[start:end]
        near = [one for one in self.mentions_in(phrase) if one.kind in _CITED_FIRST]
        near.sort(key=lambda one: (_CITED_FIRST[one.kind], one.span.start))
        named = near[0] if near else None
        if named is None or (named.kind != "person" and len(named.span) * 2 <= len(span)):
            return Party(name=exact, span=span, exact=exact, country=named.country if named else None)
        return Party(
            name=named.name, span=span, exact=exact, actor_id=named.actor_id, country=named.country,
            sector=named.sector, candidates=named.candidates,
        )  # fmt: skip

    def preposition(self, head: int) -> str:
        """The word that stands before a noun as its preposition, "" for none."""
        parse = self.parse
        for child in parse.children(head):
            if child > head:
                break
            if parse.labels[child] == "case":
                return parse.word(child).lower()
        before = self.phrase(head).first - 1
        return parse.word(before).lower() if before >= 0 and parse.pos[before] == "ADP" else ""

    def conjoined(self, head: int) -> list[int]:
        """The head with those that stand beside it by "and", each named apart."""
        parse = self.parse
        found = [head]
        for child in parse.children(head):
            if (
                parse.labels[child] == "conj"
                and child > head
                and parse.pos[child] in NOMINAL
                and any(parse.labels[one] == "cc" and parse.word(one).lower() == "and" for one in parse.children(child))
            ):
                found.append(child)
        return found

    def is_nobody(self, head: int) -> bool:
        """Tell whether a pronoun names nobody who could be a source."""
        form = self.parse.word(head).lower()
        return form in _NOBODY and not (form in _ONE_OF and self._whole(head) is not None)

    def _whole(self, head: int) -> int | None:
        """The negotiators of "one of the negotiators"."""
        parse = self.parse
        for child in parse.children(head):
            if child > head and parse.labels[child] == "nmod" and parse.word(head + 1).lower() == "of":
                return child
        return None

    def apposition(self, head: int) -> int | None:
        """What stands behind a name between commas: the fisherman of "Bao Tran, a fisherman"."""
        parse = self.parse
        for child in parse.children(head):
            if child > head and parse.labels[child] == "appos" and parse.pos[child] in NOMINAL:
                return child
        return None

    def _read(self, head: int) -> Phrase:
        parse = self.parse
        pos, words = parse.pos, parse.word
        low = parse.sentences[parse.sentence_of(head)][0]
        first = head
        while first > low and head - first < _LONGEST:
            before = first - 1
            form, tag = words(before), pos[before]
            joins = (
                tag in _BEFORE
                or form in ("'s", "’s", "'", "’", "-", "&", "/")
                or (tag == "VERB" and parse.labels[before] in ("amod", "compound"))
                or form in ("his", "her", "its", "their", "our", "my", "your", "whose")
            )
            if not joins:
                listed = form == "and" and before > low and pos[before - 1] == "ADJ" and pos[first] in ("ADJ", "NOUN")
                if not listed:
                    break
            if tag in ("NOUN", "PROPN", "ADV", "NUM", "ADJ") and not self._belongs(before, head):
                break
            first = before
            if tag == "DET" and (first == low or words(first - 1).lower() not in ("all", "both", "half")):
                break
        while first < head and words(first) in ("'s", "’s", "'", "’", "-", "&", "/", "and"):
            first += 1
        core = self._end_of_name(head)
        stop = self._end_of_phrase(head, core)
        return Phrase(head, first, stop, core)

    def _belongs(self, token: int, head: int) -> bool:
        """Whether a word before the head hangs on it, or stands in one run of capitals with it."""
        parse = self.parse
        at = token
        for _ in range(5):
            above = parse.heads[at]
            if above == head or token < above <= head:
                return (
                    parse.labels[at] not in ("obl", "obl:unmarked", "nsubj", "advmod", "parataxis", "obj")
                    or (
                        parse.pos[token] == "PROPN"
                        and parse.pos[head] == "PROPN"
                        and parse.labels[at] != "obl:unmarked"
                        and parse.labels[at] != "obl"
                    )
                    or (parse.labels[at] == "advmod" and parse.pos[token] == "ADV" and parse.heads[at] != head)
                )
            if above == at:
                break
            at = above
        return parse.pos[token] == "PROPN" and parse.pos[token + 1] == "PROPN" and words_touch(parse, token)

    def _end_of_name(self, head: int) -> int:
        parse = self.parse
        core, size = head + 1, len(parse)
        while core < size and words_touch(parse, core - 1):
            label, tag = parse.labels[core], parse.pos[core]
            above = parse.heads[core]
            if (
                (
                    core == head + 1
                    and parse.pos[head] != "PROPN"
                    and parse.word(core) in ("The", "Le", "La", "El", "Al", "Die", "Der")
                )
                and core + 1 < size
                and parse.word(core + 1)[:1].isupper()
            ):
                core += 2
                continue
            in_name = tag == "PROPN" or (tag in ("NUM",) and parse.pos[core - 1] == "PROPN" and label != "obl:unmarked")
            if (label in ("flat", "goeswith") and above >= head - 8 and above <= core) or (
                in_name
                and (above == head or head <= above <= core + 3 or parse.pos[head] == "PROPN" or label == "appos")
                and parse.word(core) not in _TIMES
            ):
                core += 1
            elif (
                parse.word(core) in ("-", "&", "/", "’", "'")
                and core + 1 < size
                and parse.pos[core + 1] == "PROPN"
                and parse.heads[core + 1] <= core
            ):
                core += 2
            elif tag == "PROPN" or (
                parse.word(core) in ("am", "della", "de", "of")
                and core + 1 < size
                and parse.pos[core + 1] == "PROPN"
                and parse.labels[core] in ("cop", "flat")
            ):
                core += 1
            else:
                break
        return core

    def _end_of_phrase(self, head: int, core: int) -> int:
        parse = self.parse
        stop, size = core, len(parse)
        document = kind_of_noun().get(parse.word(head).lower()) == "document"
        for _ in range(4):
            if stop < size and parse.pos[stop] == "ADP" and parse.word(stop).lower() in _OPEN:
                if document and parse.word(stop).lower() in _NO_DOCUMENT:
                    break
                noun = next((t for t in range(stop + 1, min(size, stop + 9)) if parse.heads[stop] == t), None)
                if (
                    noun is None
                    or parse.labels[noun] not in ("nmod", "obl", "nmod:unmarked")
                    or not head <= self._noun_above(noun) < stop
                ):
                    break
                if any(parse.pos[t] == "PUNCT" and parse.word(t) not in ("-", "’", "'") for t in range(stop, noun)):
                    break
                stop = max(self._end_of_name(noun), noun + 1)
                while stop < size and parse.labels[stop] == "conj" and parse.heads[stop] == noun:
                    stop += 1
                if (
                    stop + 1 < size
                    and parse.word(stop) == "and"
                    and parse.pos[stop + 1] == "PROPN"
                    and parse.pos[noun] == "PROPN"
                    and parse.heads[stop + 1] == noun
                ):
                    stop = self._end_of_name(stop + 1)
            elif (
                stop + 1 < size
                and parse.word(stop) == ","
                and parse.pos[stop + 1] == "PROPN"
                and parse.pos[head] == "NOUN"
                and parse.labels[stop + 1] == "appos"
                and parse.heads[stop + 1] == head
            ):
                return self._end_of_name(stop + 1)
            else:
                break
        return stop

    def _noun_above(self, noun: int) -> int:
        return self.parse.heads[noun]

    def _kind(self, head: int) -> str | None:
        parse = self.parse
        form = parse.word(head).lower()
        if form in _ONE_OF:
            whole = self._whole(head)
            if whole is not None:
                kind = self.kind(whole)
                return "anonymous" if parse.word(whole).lower() in _UNNAMED else kind
        if parse.pos[head] == "PRON":
            return "other"
        one = self.phrase(head)
        front = parse.exact(one.first, one.core).replace("\n", " ")
        behind = ""
        if one.core < len(parse):
            stop = min(len(parse), max(one.stop, one.core) + 10)
            behind = (
                parse.exact(one.core, stop)
                if parse.word(one.core) != "," or parse.word(min(one.core + 1, len(parse) - 1)) == "who"
                else ""
            )
        person = self.is_person(head)
        kind = kind_of(front, behind.split("\n")[0], person=person)
        sector = next(
            (m.sector for m in self.mentions_in(one) if m.sector and (m.kind == "person" or not person)), None
        )
        appos = self.apposition(head)
        if person and kind in ("other", None):
            if appos is not None and appos >= one.stop:
                other = self.kind(appos)
                if other in ("witness", "official", "other"):
                    kind = other
                    sector = None if other != "other" else sector
            if kind in ("other", None) and sector and sector.startswith(_SECTORS) and not _named_otherwise(front):
                kind = "official"
        if not person and kind == "other" and parse.pos[head] == "PROPN" and sector:
            kind = "official" if sector.startswith(_SECTORS) else "outlet" if sector.startswith("JRN") else kind
        if not person and kind in ("other", "witness", "official", None) and form not in ("spokesman", "spokeswoman"):
            stop = parse.sentences[parse.sentence_of(head)][1]
            after = parse.exact(one.first, min(stop, one.first + 40))
            if ANONYMOUS.search(after) and parse.pos[head] == "NOUN":
                return "anonymous"
        return kind


def _named_otherwise(front: str) -> bool:
    sets = noun_sets()
    words = [word.lower() for word in front.split()]
    return "former" in words or not sets["private"].isdisjoint(words)


def words_touch(parse: Tokens, token: int) -> bool:
    """Tell whether only blank space (one line) stands between a token and the next."""
    if token + 1 >= len(parse):
        return False
    between = parse.text[parse.span(token, token + 1)[1] : parse.span(token + 1, token + 2)[0]]
    return "\n" not in between
