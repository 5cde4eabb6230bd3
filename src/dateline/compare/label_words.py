"""The words that refer to a thing, and what nouns are for people or for nothing in particular."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.compare.reports import Report
from dateline.lexicon.people_nouns import people_nouns
from dateline.lexicon.roles import role_of
from dateline.lexicon.tables import word_set
from dateline.lexicon.words import stem, words_of
from dateline.model.text import Span

ACTOR, NAMED, WORDS = "actor", "named", "words"
"""What a thing is known by: an id, only its name, or only the words for it."""

_MARKS = ",;:\"'“”‘’()"
_PERSON_ENDING = re.compile(
    r"(?:[^aeiou]er|eer|or|ist|ian|ant|man|woman|ee|ess|star|chief|head|hero|ally|friend|aide|son|boss|child|kid|ex)$"
)
_THE = re.compile(r"(?:the|this|that) ", re.IGNORECASE)
_NO_THING = word_set(
    "year month week day hour minute time morning evening afternoon night today tomorrow yesterday weekend moment past",
    "future one other others people person man woman lot number part kind sort way thing something anything nothing",
    "everything someone anyone everyone everybody nobody fact case point matter issue question reason end beginning",
    "rest side place area half percent dollar million billion thousand hundred dozen series set range level",
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august",
    "september october november december decade century date term use bit name word act",
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Some words that refer to a thing; `key` tells things apart, `name` is how a thing is usually named.

    `form` is the words as they are compared; `plain` ones say no more than the name.
    """

    report: Report
    span: Span
    kind: str
    key: str
    name: str
    form: str
    plain: bool
    sort: str = ""
    """The kind of the mention for names, "act" for what a verb tells."""
    table: str | None = None
    table_form: str = ""
    said: bool = False
    """Whether the words say what it is: "a tyrant", where somebody is called so."""

    @property
    def described(self) -> str:
        """The noun that says what a named person is: "director" in "former FBI director James Comey"."""
        words = self.exact.split()
        name = set(self.name.casefold().split())
        before = [word for word in words if word.casefold() not in name and not word.endswith((".", "'s"))]
        last = stem(before[-1].strip(_MARKS)) if before else ""
        return last if len(last) > 2 and is_person_word(last) else ""

    @property
    def may_be_person(self) -> bool:
        """Whether the words are definite and mean one: "the director", "the fired director"."""
        return not (self.sort or self.said) and bool(_THE.match(self.exact)) and stem(self.exact) == self.exact.lower()

    @property
    def exact(self) -> str:
        """The words as they stand in the report."""
        return self.span.of(self.report.article.text)


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase of a report: where its head stands, and that of the phrase it is said of (-1: none)."""

    span: Span
    head: int
    of: int
    lemma: str


@lru_cache(maxsize=20_000)
def is_person_word(lemma: str) -> bool:
    """Tell whether a noun is one for people: from the tables, else by its ending."""
    lower = lemma.lower()
    role = role_of(lower)
    by_role = role is not None and role.klass not in ("organ", "modifier")
    return by_role or lower in people_nouns() or bool(_PERSON_ENDING.search(lower))


def is_thing(lemma: str) -> bool:
    """Tell whether a noun can stand for a thing of its own; days, amounts and "something" cannot."""
    return lemma.lower() not in _NO_THING and lemma.isascii() and len(lemma) > 2 and not lemma[0].isdigit()


def form_of(words: str) -> str:
    """Return words as labels are compared: stems without articles."""
    return " ".join(one for one in words_of(words) if one not in ("the", "an"))
