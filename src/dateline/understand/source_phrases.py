"""Noun phrases as sources: where they stand, whom they name and of what kind they are."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from dateline.lexicon.source_nouns import kind_of_name, kind_of_noun, noun_sets
from dateline.lexicon.tables import word_set
from dateline.model.annotation import Mention, Party
from dateline.model.text import Span
from dateline.understand.label_bits import bits
from dateline.understand.source_edges import BEFORE, TIMES, Phrase, phrase_of
from dateline.understand.source_kinds import ANONYMOUS, is_press, kind_of, may_tell
from dateline.understand.source_press import PRESS
from dateline.understand.source_tokens import Tokens

_CASE, _CONJ, _APPOS = bits("case"), bits("conj"), bits("appos")
NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
PRONOUNS = word_set("he she they it")
RELATIVE = word_set("who which that whom whose")
_NOBODY = word_set("nobody none no-one one i we you me us him her them this these those what there some others many")
_CITED_FIRST = {"person": 0, "organization": 1, "collective": 1, "group": 2, "country": 3}
_SECTORS = ("GOV", "MIL", "COP", "LEG", "JUD", "SPY", "IGO")
_NAMEABLE = ("other", "witness", "official", None)
_SPOKEN_FOR = ("spokesman", "spokeswoman", "spokesperson")
_ABOUT_NAMES = ("anonym", "named", "identified", "authori", "full name", "her name", "his name", "their name")
"""What a text has in it that tells of somebody who would not be named."""
_TOLD_BEHIND = word_set("who that briefed familiar close privy involved present working")
_ONE_OF = word_set(
    "one two three four five six some many several most both others another handful dozens scores hundreds number",
    "dozen couple trio pair majority half",
)
_UNNAMED = word_set("officials negotiators diplomats aides advisers advisors executives employees sources")


class Nouns:
    """The noun phrases of one article, read when they are asked for."""

    def __init__(self, parse: Tokens, mentions: list[Mention]) -> None:
        """`mentions` in text order."""
        self.parse = parse
        self._mentions = mentions
        self._starts = [one.span.start for one in mentions]
        self._phrases: dict[int, Phrase] = {}
        self._kinds: dict[int, str | None] = {}
        self._named: dict[int, str] | None = None
        self._some_unnamed = any(word in parse.text for word in _ABOUT_NAMES)

    def phrase(self, head: int) -> Phrase:
        """The phrase of a head: with its article, title and "of ...", without clauses and authors behind it."""
        known = self._phrases.get(head)
        if known is None:
            known = self._phrases[head] = phrase_of(self.parse, head)
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
        if head not in self._kinds:
            word = self.parse.word(head)
            if not word[:1].isupper() and word not in _press_words():
                return False  # a quick look: most nouns are neither names nor words for papers
        return is_press(self.kind(head))

    def is_unknown_name(self, head: int) -> bool:
        """Tell whether a phrase is a name of which nothing is known: no person, no country, no word for people."""
        parse = self.parse
        if parse.pos[head] != "PROPN" or self.kind(head) != "other" or self.is_person(head):
            return False
        one = self.phrase(head)
        if any(parse.word(t) in TIMES for t in range(one.first, one.stop)):
            return False
        near = self.mentions_in(one)
        if any(
            one.kind in ("country", "nationality") and one.span.end >= parse.span(head, head + 1)[1] for one in near
        ):
            return False
        return all(one.sector in (None, "", "JRN") for one in near if one.kind != "country")

    def is_person(self, head: int) -> bool:
        """Tell whether a phrase holds the name of a person."""
        one = self.phrase(head)
        return self._is_named(one.core - 1, "PER") or (
            one.stop > one.core
            and head < one.core
            and self._is_named(one.stop - 1, "PER")
            and self.parse.word(one.core) == ","
        )

    def _is_named(self, token: int, kind: str) -> bool:
        if self._named is None:
            self._named = {
                t: name.kind for name in self.parse.parse.names for t in range(name.first, name.last_exclusive)
            }
        return self._named.get(token) == kind

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
        return self.is_person(head) or kind_of_noun().get(self.parse.low(head)) in (
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
        for child in parse.children(head) if parse.below[head] & _CASE else ():
            if child > head:
                break
            if parse.labels[child] == "case":
                return parse.low(child)
        before = head - 1
        while before >= 0 and before > head - 6 and parse.pos[before] in BEFORE:
            before -= 1
        return parse.low(before) if before >= 0 and parse.pos[before] == "ADP" else ""

    def conjoined(self, head: int) -> list[int]:
        """The head with those that stand beside it by "and", each named apart."""
        parse = self.parse
        found = [head]
        for child in parse.children(head) if parse.below[head] & _CONJ else ():
            if (
                parse.labels[child] == "conj"
                and child > head
                and parse.pos[child] in NOMINAL
                and any(parse.labels[one] == "cc" and parse.low(one) == "and" for one in parse.children(child))
            ):
                found.append(child)
        return found

    def antecedent(self, head: int) -> int:
        """The noun behind a relative pronoun; any other head itself."""
        parse = self.parse
        form = parse.low(head)
        if form not in RELATIVE:
            return head
        at = head
        for _ in range(5):
            above = parse.heads[at]
            if above == at:
                break
            if parse.labels[at] in ("acl:relcl", "acl") and above < head:
                if form == "who" and parse.pos[above] == "NOUN" and self.kind(above) is None:
                    return self._before_comma(head) or above
                whole = parse.heads[above]
                if form != "who" and parse.labels[above] == "nmod" and self.kind(whole) == "document":
                    return above if self.kind(above) == "document" else whole  # "a draft of the order, which says"
                return above
            at = above
        return head

    def _before_comma(self, pronoun: int) -> int | None:
        """The resident of "a resident of the town, who said", where the grammar hung the clause on a thing."""
        parse = self.parse
        at = pronoun - 2 if parse.word(pronoun - 1) == "," else pronoun - 1
        while at > 0 and parse.pos[at] in NOMINAL and parse.heads[at] < at and parse.pos[parse.heads[at]] in NOMINAL:
            if self.kind(at) is not None and parse.pos[at] == "NOUN":
                break
            at = parse.heads[at]
        return at if at > 0 and parse.pos[at] in NOMINAL else None

    def is_nobody(self, head: int) -> bool:
        """Tell whether a pronoun names nobody who could be a source."""
        form = self.parse.low(head)
        return form in _NOBODY and not (form in _ONE_OF and self._whole(head) is not None)

    def is_part(self, head: int) -> bool:
        """Tell whether a word is the "one" of "one of the negotiators"."""
        return self.parse.low(head) in _ONE_OF and self._whole(head) is not None

    def _whole(self, head: int) -> int | None:
        """The negotiators of "one of the negotiators"."""
        parse = self.parse
        for child in parse.children(head):
            if child > head and parse.labels[child] == "nmod" and parse.low(head + 1) == "of":
                return child
        return None

    def apposition(self, head: int) -> int | None:
        """What stands behind a name between commas: the fisherman of "Bao Tran, a fisherman"."""
        parse = self.parse
        for child in parse.children(head) if parse.below[head] & _APPOS else ():
            if child > head and parse.labels[child] == "appos" and parse.pos[child] in NOMINAL:
                return child
        return None

    def _kind(self, head: int) -> str | None:
        parse = self.parse
        form = parse.low(head)
        if form in _ONE_OF:
            whole = self._whole(head)
            if whole is not None:
                kind = self.kind(whole)
                return "anonymous" if parse.low(whole) in _UNNAMED else kind
        if parse.pos[head] == "PRON":
            return "other"
        plain = parse.pos[head] == "NOUN" and parse.words[head] == form
        if plain and not may_tell(form) and not (head + 1 < parse.size and parse.pos[head + 1] == "PROPN"):
            return None  # a quick look: most nouns are no words for people, papers or bodies
        one = self.phrase(head)
        front = parse.exact(one.first, one.core).replace("\n", " ")
        if one.first == head and parse.pos[head] == "NOUN" and form.isalpha() and not parse.words[head].isupper():
            front = form + front[len(form) :]  # the capital of a sentence makes no name
        behind = self._behind(one)
        if self.is_person(head):
            return self._kind_of_named(one, front, kind_of(front, behind, person=True))
        kind = kind_of(front, behind)
        if kind == "other" and parse.pos[head] == "PROPN":
            end = parse.starts[head]  # the country of "Peru's Canal N" is not what is named
            sector = next((m.sector for m in self.mentions_in(one) if m.sector and m.span.end > end), None) or ""
            if sector.startswith("JRN"):
                return "outlet"
            return "official" if sector.startswith(_SECTORS) or self._is_named(head, "LOC") else kind
        if self._some_unnamed and kind in _NAMEABLE and parse.pos[head] == "NOUN" and form not in _SPOKEN_FOR:
            stop = parse.sentences[parse.sentence_of(head)][1]
            if ANONYMOUS.search(parse.exact(one.first, min(stop, one.first + 40))):
                return "anonymous"
        return kind

    def _behind(self, one: Phrase) -> str:
        """The words behind a phrase that may tell whom it names: "of the coast guard", "briefed on the talks"."""
        parse = self.parse
        if one.core < parse.size and (parse.pos[one.core] == "ADP" or parse.word(one.core) in _TOLD_BEHIND):
            return parse.exact(one.core, min(parse.size, max(one.stop, one.core) + 6)).split("\n")[0].split(",")[0]
        if one.core + 1 < parse.size and parse.word(one.core) == "," and parse.word(one.core + 1) == "who":
            return parse.exact(one.core, min(parse.size, one.core + 10)).split("\n")[0]
        return ""

    def _kind_of_named(self, one: Phrase, front: str, kind: str | None) -> str | None:
        """The kind of a person: by what he is called, by what stands behind his name, by his office elsewhere."""
        if kind not in ("other", None):
            return kind
        appos = self.apposition(one.head)
        if appos is not None and appos >= one.stop:
            called = self.kind(appos)
            if called in ("witness", "official"):
                return called
            if called == "anonymous":  # somebody named is not unnamed: "Ana Ruiz, a senior official"
                two = self.phrase(appos)
                again = kind_of(self.parse.exact(two.first, two.core) + " X", self._behind(two), person=True)
                return again if again != "anonymous" else kind
        sector = next((m.sector for m in self.mentions_in(one) if m.sector and m.kind == "person"), None)
        return "official" if sector and sector.startswith(_SECTORS) and not _named_otherwise(front) else kind


@cache
def _press_words() -> frozenset[str]:
    """Nouns without a capital that may stand for an agency or outlet, and agencies that write themselves so ("dpa")."""
    sets = noun_sets()
    small = (name for name, kind in kind_of_name().items() if kind in PRESS and name.islower())
    return frozenset((*sets["outlet"], *sets["agency"], *sets["reporter"], *small, "agency", "agencies", "service"))


def _named_otherwise(front: str) -> bool:
    sets = noun_sets()
    words = [word.lower() for word in front.split()]
    return "former" in words or not sets["private"].isdisjoint(words)
