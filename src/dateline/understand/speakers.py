"""Puts names to speakers: a stretch of the text becomes a Party, by the mentions inside it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from dateline.lexicon.countries import country_of_demonym
from dateline.lexicon.people_nouns import people_nouns
from dateline.lexicon.roles import Role, role_endings, role_of
from dateline.lexicon.source_words import kind_by_word
from dateline.lexicon.tables import word_set
from dateline.model.annotation import Mention, Party
from dateline.model.text import Span
from dateline.understand.parse import Parse
from dateline.understand.speech_grammar import Subject, noun_phrase, trimmed

_PEOPLE_PRONOUNS = word_set(
    "i we he she they you who me us him her them himself herself themselves everyone everybody someone somebody",
    "nobody anyone % those many some others several most few both each one all neither none whoever",
)
_PEOPLE_NOUNS = word_set(
    "man men woman women people person persons boy girl child children kid critic critics supporter supporters source",
    "sources team group groups campaign company companies firm firms committee panel union unions commission agency",
    "council department office board bank court party parties coalition alliance movement organization organisation",
    "institute university school club church family families community crowd audience public majority minority half",
    "percent nation nations country countries state states administration government republican republicans democrat",
    "democrats conservative liberal moderate poll polls survey study report analysis newspaper magazine paper website",
    "network channel show ad advert letter memo email document documents lawsuit complaint bill statement article",
    "american americans muslim muslims christian christians jew jews catholic voter voters insider insiders observer",
    "observers opponent opponents proponent rival rivals ally allies friend friends colleague colleagues aides boss",
    "representative representatives member members guest guests adviser advisers advisor advisors player players fan",
    "fans team editor editors author authors owner owners user users investor investors counsel spokespeople official",
    "officials authority authorities leader leaders regulator regulators negotiator negotiators politician politicians",
    "candidate candidates contender mother father parent parents crew staff management administration left right",
)
_RELATIVE = ("which", "that")
_CITING = re.compile(r",? (?:citing|quoting) ")
_AGENTS = re.compile(r"(?:ists|ians|ates|crats|men|women|folk)$")
_CLOSING = frozenset(("”", '"', "''", "»"))
_ARGUMENTS = ("nsubj", "obj", "iobj", "root", "obl:agent", "appos")
_NOUNS_BETWEEN = 6
_LEADING = ("place", "country", "nationality", "organization")
_PERSONAL = ("person", "pronoun", "title")
_BESIDE = ("flat", "appos", "compound", "flat:name", "nmod:desc", "dep")
_RANK = {
    "person": 0,
    "title": 1,
    "pronoun": 1,
    "organization": 2,
    "collective": 2,
    "group": 3,
    "country": 4,
    "place": 6,
}


class Speakers:
    """The mentions of one article, ready to be asked who a stretch of text is."""

    def __init__(self, parse: Parse, mentions: list[Mention]) -> None:
        """`mentions` in text order."""
        self._parse = parse
        self._mentions = mentions
        self._starts = [one.span.start for one in mentions]
        self._pronouns = {(one.span.start, one.span.end): one for one in mentions if one.kind == "pronoun"}

    def inside(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie wholly inside a stretch."""
        first = bisect_left(self._starts, start)
        within = self._mentions[first : bisect_left(self._starts, end, first)]
        return [one for one in within if one.span.end <= end]

    def is_human(self, subject: Subject) -> bool:
        """Tell whether a subject can speak or think: a person, a body, a group or a word for people."""
        parse, head = self._parse, subject.head
        form = parse.low(head)
        if form in _RELATIVE:
            noun = _antecedent_noun(parse, head)
            return noun is not None and self.is_human(noun_phrase(parse, noun, avoid=head))
        if parse.pos[head] == "PRON" or form in _PEOPLE_PRONOUNS:
            return form in _PEOPLE_PRONOUNS
        if (
            form in _PEOPLE_NOUNS
            or form in kind_by_word()
            or parse.lemma(head).lower() in _PEOPLE_NOUNS
            or not people_nouns().isdisjoint((form, parse.lemma(head)))
            or role_of(form) is not None
        ):
            return True
        if self.role(subject) is not None or (parse.tags[head] == "NNS" and _AGENTS.search(form)):
            return True
        start, end = parse.span(head, head + 1)
        near = self.inside(*parse.span(subject.first, subject.stop))
        return any(
            one.span.start <= start
            and end <= one.span.end
            and one.kind not in ("law", "product", "other", "work", "event")
            for one in near
        )

    def role(self, subject: Subject) -> Role | None:
        """The role that the head of a subject names, with the words before it ("foreign ministry spokesman")."""
        parse, head = self._parse, subject.head
        if not (_may_end_role(parse.word(head)) or _may_end_role(parse.lemma(head))):
            return None
        start, end = parse.span(head, head + 1)
        for first in range(max(subject.first, head - 3), head + 1):
            before = parse.text[parse.span(first, first + 1)[0] : start]
            found = role_of(before + parse.text[start:end]) or role_of(before + parse.lemma(head))
            if found is not None and found.klass not in ("modifier", "honorific"):
                return found
        return None

    def party(self, subject: Subject) -> Party | None:
        """Who the subject is."""
        parse = self._parse
        if parse.pos[subject.head] == "PRON" and subject.stop - subject.first == 1:
            alone = self._pronouns.get(parse.span(subject.head, subject.stop))
            if alone is not None:
                return _party(alone, alone.exact, alone.span.start, alone.span.end, None)
        stretch = trimmed(parse.text, *parse.span(subject.first, subject.stop))
        if stretch is None:
            return None
        cited = _CITING.search(parse.text, *stretch)
        stretch = (stretch[0], cited.start()) if cited is not None else stretch
        head_start, head_end = parse.span(subject.head, subject.head + 1)
        start, end = self._with_whole_name(*stretch, head_start)
        end = self._with_person_behind(start, end)
        exact = parse.text[start:end]
        role = self.role(subject)
        if parse.pos[subject.head] == "PRON" and exact.lower() in ("who", "which", "that"):
            return self._antecedent(subject, start, end)
        near = self.inside(start, end)
        named = self._named([one for one in near if self._names_head(one, subject)], head_start, head_end, start)
        named = self._name_at_end(near, role, start, end) or named
        body = self._body_beside(near, head_start, head_end)
        named = body or named
        named = named or next((one for one in near if one.kind not in _PERSONAL), None)
        country = next((one.country for one in near if one.country), None)
        if named is not None and named.kind in ("person", "pronoun", "title"):
            return _party(named, exact, start, end, role)
        covers = named is not None and named is body
        covers = covers or (named is not None and named.span.start <= head_start and head_end <= named.span.end)
        if named is not None and (covers or role is not None):
            sector = role.sector if role is not None else named.sector
            name = named.name if covers else exact
            speaks_for = covers or (role is not None and role.klass in ("spokesperson", "organ"))
            return Party(
                name=name,
                span=Span(start, end),
                exact=exact,
                actor_id=named.actor_id if speaks_for and named.kind != "nationality" else None,
                country=named.country or country,
                sector=named.sector or sector,
                candidates=named.candidates,
            )
        country = country or country_of_demonym(exact.split()[0])
        sector = role.sector if role is not None else None
        return Party(name=exact, span=Span(start, end), exact=exact, country=country, sector=sector)

    def _named(self, near: list[Mention], head_start: int, head_end: int, start: int) -> Mention | None:
        """The mention that names the head; a person in apposition beats a country before it."""
        if not near:
            return None

        def rank(one: Mention) -> tuple[int, int, int]:
            covers = one.span.start <= head_start and head_end <= one.span.end
            kind = _RANK.get(one.kind, 5)
            before_comma = "," not in self._parse.text[start : one.span.start]
            return (0 if covers and kind < 5 else 1 if before_comma else 2, kind, one.span.start)

        # "the head of the union, Ana Ruiz,": persons here are the head or beside it, and a name beats a title.
        return next((one for one in near if one.kind == "person"), None) or min(near, key=rank)

    def _name_at_end(self, near: list[Mention], role: Role | None, start: int, end: int) -> Mention | None:
        """ "the head of the union, Ana Ruiz": a name after a comma closes the phrase of a role."""
        last = next((one for one in near if one.span.end == end and one.kind == "person"), None)
        text = self._parse.text
        if role is None or last is None or text[max(start, last.span.start - 2) : last.span.start] != ", ":
            return None
        return last

    def _body_beside(self, near: list[Mention], head_start: int, head_end: int) -> Mention | None:
        """The body whose own name stands right beside a common noun: "state news agency TASS"."""
        for one in near:
            own = one.kind == "organization" and (one.actor_id or "").startswith("o:")
            beside = 0 <= one.span.start - head_end <= 1 or 0 <= head_start - one.span.end <= _NOUNS_BETWEEN
            between = self._parse.text[min(head_end, one.span.end) : max(head_start, one.span.start)]
            if own and beside and between.replace(" ", "").isalpha() | (not between.strip()):
                return one
        return None

    def _with_whole_name(self, start: int, end: int, head: int) -> tuple[int, int]:
        """Take in all of a name of which the grammar saw only a part ("Yi" of "Wang Yi")."""
        number = bisect_right(self._starts, head) - 1
        for one in self._mentions[max(0, number - 1) : number + 1]:
            if one.span.start <= head < one.span.end and one.kind in ("person", "organization", "country"):
                return min(start, one.span.start), max(end, one.span.end)
        return start, end

    def _with_person_behind(self, start: int, end: int) -> int:
        """Take in the person to whom a place and a title lead: "Ohio Governor Ann Lee"."""
        number = bisect_left(self._starts, end)
        if number == 0 or number >= len(self._mentions):
            return end
        place, person = self._mentions[number - 1], self._mentions[number]
        if person.kind == "person" and person.span.start == end + 1 and not self._is_person(end - 1):
            return person.span.end  # "former adviser Ana Ruiz", which the grammar took apart
        if person.kind != "person" or place.span.end != end or place.kind not in _LEADING or place.span.start != start:
            return end
        title = self._parse.text[end : person.span.start].strip()
        return person.span.end if title and role_of(title) is not None else end

    def _is_person(self, at: int) -> bool:
        number = bisect_right(self._starts, at) - 1
        return number >= 0 and self._mentions[number].kind in _PERSONAL and at < self._mentions[number].span.end

    def _names_head(self, mention: Mention, subject: Subject) -> bool:
        """A person inside a phrase names it only as its head or beside it: not "Ruiz" in "Ruiz's lawyer"."""
        if mention.kind not in _PERSONAL:
            return True
        parse, head = self._parse, subject.head
        first, stop = parse.tokens_in(mention.span.start, mention.span.end)
        if first <= head < stop or (mention.span.start > parse.span(head, head + 1)[1] and self._led_to(mention, head)):
            return True
        token = next((t for t in range(first, stop) if not first <= parse.head(t) < stop), first)
        while token != head and parse.labels[token] in _BESIDE and parse.head(token) != token:
            token = parse.head(token)
        return token == head

    def _led_to(self, mention: Mention, head: int) -> bool:
        """Between the head and the person stands nothing but a title."""
        title = self._parse.text[self._parse.span(head, head + 1)[1] : mention.span.start].strip()
        return bool(title) and role_of(title) is not None

    def _antecedent(self, subject: Subject, start: int, end: int) -> Party:
        """ "who" is whoever stands before it."""
        parse = self._parse
        exact = parse.text[start:end]
        clause = parse.head(subject.head)
        noun = parse.head(clause)
        between = parse.words(noun, subject.head) if noun < subject.head else ["”"]
        if parse.pos[noun] not in ("NOUN", "PROPN", "PRON") or not _CLOSING.isdisjoint(between):
            noun = next((t for t in range(subject.head - 1, -1, -1) if parse.labels[t] in _ARGUMENTS), 0)
        first = min(parse.reach(noun)[0], noun)
        before = self.party(Subject(noun, first, noun + 1)) if parse.pos[noun] != "PRON" else None
        if before is None:
            return Party(name=exact, span=Span(start, end), exact=exact)
        return Party(
            name=before.name,
            span=Span(start, end),
            exact=exact,
            actor_id=before.actor_id,
            country=before.country,
            sector=before.sector,
            candidates=before.candidates,
        )


@lru_cache(maxsize=50_000)
def _may_end_role(word: str) -> bool:
    """Tell whether the words of a role can end so: asked of every speaker, so the answers are kept."""
    last = word.lower().replace("-", " ").replace(".", "").split()[-1:]
    return bool(last) and last[0] in role_endings("office", "spokesperson", "person", "title", "organ", "people")


def _antecedent_noun(parse: Parse, relative: int) -> int | None:
    """The noun that "which" or "that" stands for, where a relative clause hangs on one."""
    clause = parse.head(relative)
    noun = parse.head(clause)
    relates = parse.labels[clause] == "acl:relcl" and noun < relative
    return noun if relates and parse.pos[noun] in ("NOUN", "PROPN") else None


def _party(named: Mention, exact: str, start: int, end: int, role: Role | None) -> Party:
    return Party(
        name=named.name,
        span=Span(start, end),
        exact=exact,
        actor_id=named.actor_id,
        country=named.country,
        sector=named.sector or (role.sector if role is not None else None),
        candidates=named.candidates,
    )
