"""Who a phrase means: parties to an event with span, id, country and sector, and how firmly they are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.lexicon.actors import actor_of_name
from dateline.lexicon.countries import countries_of_demonym, seat_of_government
from dateline.lexicon.plover import noun_classes, people_words
from dateline.lexicon.roles import may_end_role, role_of
from dateline.model.annotation import Mention, Party
from dateline.model.text import Span
from dateline.understand.event_frames import Grammar
from dateline.understand.event_people import looks_human
from dateline.understand.event_sides import Side as Side
from dateline.understand.event_sides import Standing as Standing
from dateline.understand.label_bits import ACL, AMOD, APPOS, COMPOUND, CONJ, FLAT, NMOD, OBL

POLITICAL_SECTORS = frozenset("GOV MIL REB OPP COP JUD LEG SPY IGO UAF PTY SET NGO REL IMG".split())  # noqa: SIM905
FORCES = frozenset({"@force", "@police"})
COLLECTIVE_WORDS = people_words("collective")
SPEAKING_THINGS = people_words("speaking thing")
SPOKEN_FOR = people_words("spoken for")
COUNTING = people_words("counting")
BODIES = people_words("body")
ORGAN_WORDS = people_words("organ in a name")
_BEFORE, _NAMING = AMOD | COMPOUND, FLAT | APPOS
_PERSON_KINDS = frozenset({"person", "title", "pronoun"})
_FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my"})
_HUMAN = frozenset({"he", "she", "him", "her", "his", "hers", "who"})


_BEHIND = frozenset("of from by for to with against on".split())  # noqa: SIM905
"""Behind these stands whose thing it is, or whom it concerns: "ties with", "pressure on", "a visit by"."""


class Parties:
    """Reads parties from phrases of one article, helped by the names already found in it."""

    def __init__(self, grammar: Grammar, mentions: Iterable[Mention], times: Iterable[Span] = ()) -> None:
        self._grammar = grammar
        self._parse = grammar.parse
        self._forms = grammar.parse.words()
        self._times = {token for span in times for token in range(*self._parse.tokens_in(span.start, span.end))}
        self._mention_at: dict[int, Mention] = {}
        held, tokens_in = self._mention_at, self._parse.tokens_in
        for mention in mentions:
            span = mention.span
            for token in range(*tokens_in(span.start, span.end)):
                if token not in held or len(span) > len(held[token].span):
                    held[token] = mention
        self._sides: dict[int, Side] = {}
        self._named_by: dict[int, tuple[Side, ...]] = {}
        self._countries: dict[int, str | None] = {}
        self._being_read: set[int] = set()

    def of(self, head: int | None) -> tuple[Side, ...]:
        """Everybody a phrase names: each conjunct for itself, "US and Russian officials" parted into two."""
        if head is None:
            return ()
        if head not in self._named_by:  # and "Saturday's march" is nothing done by or to Saturday
            parts = [one for one in self._grammar.conjuncts(head) if one not in self._times]
            self._named_by[head] = tuple([side for one in parts for side in self._parted(one)])
        return self._named_by[head]

    def side(self, head: int) -> Side:
        """The party of one phrase without its conjuncts."""
        known = self._sides.get(head)
        if known is None:
            self._being_read.add(head)
            known = self._sides[head] = self._read(head)
            self._being_read.discard(head)
        return known

    def behind(self, side: Side, *, least: Standing = Standing.FIRM) -> Side:
        """Whose thing it is, where the phrase is a thing and somebody firm owns it; else the phrase itself."""
        return (self._behind(side.head, least) or side) if side.standing is Standing.THING else side

    def standing(self, head: int) -> Standing:
        """How firmly the phrase is a person or body."""
        return self.side(head).standing

    def is_place(self, head: int) -> bool:
        """Tell whether the phrase names a country or another place."""
        mention = self._mention_of(head)
        if mention is not None:
            return mention.kind in ("place", "country")
        country = self.side(head).party
        return country.actor_id is not None and country.actor_id == country.country

    def is_time(self, head: int) -> bool:
        """Tell whether the phrase says when."""
        return head in self._times

    def meant(self, head: int) -> int:
        """The noun that counts: "protesters" in "thousands of protesters"."""
        grammar = self._grammar
        if grammar.below[head] & NMOD and (grammar.lemmas[head] in COUNTING or grammar.parse.pos[head] == "NUM"):
            for child in grammar.kids(head, NMOD):
                if grammar.cases(child) == ("of",):
                    return child
        return head

    def _parted(self, head: int) -> list[Side]:
        parse, grammar = self._parse, self._grammar
        for child in grammar.kids(head, _BEFORE) if grammar.below[head] & _BEFORE else ():
            others = [other for other in grammar.kids(child, CONJ) if self._country_of_word(other)]
            if others and self._country_of_word(child):
                whole = self.side(head)
                parts = [self._adjectival(word, whole) for word in (child, *others[:-1])]
                first = parse.reach(others[-1])[0]
                while first < others[-1] and parse.pos[first] in ("CCONJ", "PUNCT"):
                    first += 1
                last = self._of_country(self._party(first, grammar.phrase(head)[1], whole), others[-1])
                return [*parts, whole._replace(party=last)]
        return self._of_several(head)

    def _of_several(self, head: int) -> list[Side]:
        """ "Ministers of Greece and Egypt", "envoys from both": one party for each country or body they are of."""
        parse, grammar = self._parse, self._grammar
        whole = self.side(head)
        if parse.tags[head] != "NNS" or not grammar.below[head] & NMOD or whole.standing is Standing.THING:
            return [whole]
        for child in grammar.kids(head, NMOD):
            others = [other for other in grammar.kids(child, CONJ) if self._country_of_word(other)]
            if others and self._country_of_word(child) and set(grammar.cases(child)) & {"of", "from"}:
                first = self._party(grammar.phrase(head)[0], grammar.phrase(child)[1], whole)
                sides = [whole._replace(party=self._of_country(first, child))]
                for other in others:
                    party = self._party(*grammar.phrase(other), whole)
                    sides.append(whole._replace(party=self._of_country(party, other), head=other))
                return sides
        return [whole]

    def _of_country(self, party: Party, word: int) -> Party:
        country = self._country_of_word(word)
        return replace(party, country=country, actor_id=_joined(country, party.sector))

    def _adjectival(self, word: int, whole: Side) -> Side:
        party = self._of_country(self._party(word, word + 1, whole), word)
        return whole._replace(party=party, standing=Standing.FIRM, head=word)

    def _party(self, first: int, stop: int, whole: Side) -> Party:
        start, end = self._parse.span(first, stop)
        words = self._parse.text[start:end]
        return replace(whole.party, name=words, exact=words, span=Span(start, end))

    def _read(self, head: int) -> Side:
        parse, grammar = self._parse, self._grammar
        if parse.pos[head] == "PRON":
            return self._pronoun(head)
        first, stop = grammar.phrase(head)
        span = Span(*parse.span(first, stop))
        words = span.of(parse.text)
        core = self.meant(head)
        mention = self._mention_of(core)
        if mention is not None:
            return self._named(words, span, mention, core, (first, stop))
        side = self._common(words, span, core, (first, stop))
        if side.standing is Standing.THING and core != head and looks_human(self._forms[head], grammar.lemmas[head]):
            return side._replace(standing=Standing.SOMEBODY)  # "members of a ring"
        return side

    def _mention_of(self, head: int) -> Mention | None:
        mention = self._mention_at.get(head)
        if mention is not None or not self._grammar.below[head] & _NAMING:
            return mention
        for child in self._grammar.kids(head, _NAMING):
            mention = self._mention_at.get(child)
            if mention is not None and mention.kind in _PERSON_KINDS:
                return mention
        return None

    def _named(self, words: str, span: Span, mention: Mention, head: int, tokens: tuple[int, int]) -> Side:
        country = mention.country or self._country_within(tokens)
        sector = mention.sector or self._role(head, tokens)
        party = Party(
            name=mention.name,
            span=span,
            exact=words,
            actor_id=mention.actor_id,
            country=country,
            sector=sector,
            candidates=mention.candidates,
        )
        if mention.kind in ("country", "nationality", "group", "collective") or sector in POLITICAL_SECTORS:
            return Side(party, Standing.FIRM, head)
        if mention.kind == "organization":
            organ = not ORGAN_WORDS.isdisjoint(mention.name.lower().split())
            return Side(party, Standing.FIRM if organ else Standing.SOMEBODY, head)
        if mention.kind in ("product", "law", "work", "event"):
            return Side(party, Standing.THING, head)
        if mention.kind == "place" and self._grammar.labels[head] == "nsubj":
            seat_of = seat_of_government(mention.name)
            if seat_of is not None:  # the seat of a government that does something is that government
                return Side(replace(party, country=country or seat_of), Standing.FIRM, head)
        return Side(party, Standing.SOMEBODY, head)

    def _common(self, words: str, span: Span, head: int, tokens: tuple[int, int]) -> Side:
        parse, grammar = self._parse, self._grammar
        lemma = grammar.lemmas[head]
        if parse.pos[head] == "PROPN" or self._forms[head][:1].isupper():
            side = self._proper(words, span, head, tokens)
            if side is not None:
                return side
        named = self._country_within(tokens)
        inside = self._first_mention(tokens)
        country = named or self._country_behind(head)
        sector = self._role(head, tokens) or (inside.sector if inside and lemma in ORGAN_WORDS else None)
        actor_id = _joined(country, sector)
        party = Party(name=words, span=span, exact=words, actor_id=actor_id, country=country, sector=sector)
        if lemma in SPOKEN_FOR and (behind := self._behind(head)) is not None:
            return behind._replace(party=replace(behind.party, name=words, span=span, exact=words))
        counted = parse.pos[head] == "NUM" and "$" not in words and "%" not in words
        classes = noun_classes(lemma)
        if sector in POLITICAL_SECTORS or lemma in COLLECTIVE_WORDS or classes & FORCES:
            return Side(party, Standing.FIRM, head)
        if lemma in SPEAKING_THINGS and (behind := self._behind(head)) is not None:
            return behind._replace(party=replace(behind.party, span=span, exact=words), head=head)
        if "@weapon" in classes:
            return Side(party, Standing.FIRM if country else Standing.SOMEBODY, head)
        if sector is not None or "@person" in classes or "@group" in classes:
            firm = (country and sector) or (inside and inside.sector in POLITICAL_SECTORS)  # "a UN expert"
            return Side(party, Standing.FIRM if firm else Standing.SOMEBODY, head)
        if named or (
            inside is not None and inside.kind in ("country", "organization", "nationality", "group", "collective")
        ):
            return Side(party, Standing.SOMEBODY, head)
        human = counted or lemma in COUNTING or lemma in BODIES or looks_human(self._forms[head], lemma)
        return Side(party, Standing.SOMEBODY if human else Standing.THING, head)

    def _proper(self, phrase: str, span: Span, head: int, tokens: tuple[int, int]) -> Side | None:
        """A name that no mention covers: look it up, else it is somebody or some place."""
        parse = self._parse
        first, stop = tokens
        while first < head and (parse.pos[first] == "DET" or parse.labels[first] == "nmod:poss"):
            first += 1
        name = parse.exact(first, stop)
        demonyms = countries_of_demonym(self._forms[head])
        if demonyms:
            country = demonyms[0] if len(demonyms) == 1 else None
            return Side(
                Party(name=phrase, span=span, exact=phrase, actor_id=country, country=country), Standing.FIRM, head
            )
        actor = actor_of_name(name) or actor_of_name(parse.exact(head, head + 1))
        if actor is not None:
            sector = actor.sector or None
            party = Party(
                name=actor.name, span=span, exact=phrase, actor_id=actor.id, country=actor.country, sector=sector
            )
            firm = actor.kind in ("country", "government") or sector in POLITICAL_SECTORS
            return Side(party, Standing.FIRM if firm else Standing.SOMEBODY, head)
        if parse.pos[head] != "PROPN":
            return None
        country, sector = self._country_within(tokens), self._role(head, tokens)
        words = set(name.lower().split())
        firm = sector in POLITICAL_SECTORS or bool(words & ORGAN_WORDS)
        party = Party(name=phrase, span=span, exact=phrase, country=country, sector=sector)
        return Side(party, Standing.FIRM if firm else Standing.SOMEBODY, head)

    def _pronoun(self, head: int) -> Side:
        parse = self._parse
        word = self._forms[head]
        party = Party(name=word, span=Span(*parse.span(head, head + 1)), exact=word)
        if word.lower() in _FIRST_PERSON:
            return Side(party, Standing.SOMEBODY, head, first_person=True)
        antecedent = self._antecedent(head)
        if antecedent is not None:
            return antecedent
        mention = self._mention_at.get(head)
        if mention is not None:
            party = replace(
                party, name=mention.name, actor_id=mention.actor_id, country=mention.country, sector=mention.sector
            )
            firm = mention.sector in POLITICAL_SECTORS or bool(mention.country)
            return Side(party, Standing.FIRM if firm else Standing.SOMEBODY, head)
        if word.lower() in ("they", "them", "he", "she", "him", "her", "who"):
            return Side(party, Standing.SOMEBODY, head)
        return Side(party, Standing.THING, head)

    def _antecedent(self, pronoun: int) -> Side | None:
        """The nearest earlier subject of the sentence that the pronoun can mean ("Iran said it would ...")."""
        parse, grammar = self._parse, self._grammar
        word = self._forms[pronoun].lower()
        if word not in _HUMAN and word not in ("they", "them", "their", "it", "its"):
            return None
        first = parse.sentences[parse.sentence_of(pronoun)][0]
        told: Mention | None = self._mention_at.get(pronoun)
        subject = grammar.labels[pronoun] == "nsubj"
        # "Phoned the winner to congratulate him": whoever congratulates is not congratulated.
        own = None if subject else grammar.frame(grammar.heads[pronoun]).subject
        known = own is not None and own not in self._being_read
        if own is not None and known and told is not None and self.side(own).party.actor_id == told.actor_id:
            told = None
        for token in range(pronoun - 1, first - 1, -1):
            if grammar.labels[token] not in (("nsubj",) if subject else ("nsubj", "obj")) or token == own:
                continue
            if parse.pos[token] in ("PRON", "DET") or token in self._being_read:
                continue  # "the woman and her sons": whoever is being read through a pronoun cannot explain it
            side = self.side(token)
            if side.standing is Standing.THING:
                continue
            if told is not None and told.actor_id and side.party.actor_id not in (None, told.actor_id):
                continue
            mention = self._mention_of(token)
            human = mention is not None and mention.kind in ("person", "title")
            if (word in _HUMAN) == human or mention is None or word.startswith("the"):
                return side
        return None

    def _behind(self, thing: int, least: Standing = Standing.FIRM) -> Side | None:
        """Whose statement, decision or move it is."""
        grammar = self._grammar
        owner = grammar.possessor(thing)
        candidates = [owner] if owner is not None else []
        below = grammar.below[thing]
        if below & NMOD:
            candidates += [one for one in grammar.kids(thing, NMOD) if not _BEHIND.isdisjoint(grammar.cases(one))]
        for clause in grammar.kids(thing, ACL) if below & ACL else ():  # "the petition filed by", "a siege imposed on"
            candidates += [one.head for one in grammar.obliques(clause, OBL) if not _BEHIND.isdisjoint(one.words)]
        candidates += grammar.kids(thing, _BEFORE)
        for one in candidates:
            side = self.side(one)
            if side.standing >= least:
                return side
        return None

    def _role(self, head: int, tokens: tuple[int, int]) -> str | None:
        parse, grammar = self._parse, self._grammar
        word, lemma = self._forms[head], grammar.lemmas[head]
        if may_end_role(word) or may_end_role(lemma):
            for child in grammar.kids(head, COMPOUND | AMOD):
                role = role_of(f"{self._forms[child]} {word}") or role_of(f"{self._forms[child]} {lemma}")
                if role is not None and role.sector:
                    return role.sector
            role = role_of(word) or role_of(lemma)
            if role is not None and role.sector:
                return role.sector
        if parse.pos[head] == "PROPN":
            for token in range(tokens[0], head):
                role = role_of(self._forms[token])
                if role is not None and role.klass == "office":
                    return role.sector
        return None

    def _first_mention(self, tokens: tuple[int, int]) -> Mention | None:
        for token in range(*tokens):
            if token in self._mention_at:
                return self._mention_at[token]
        return None

    def _country_within(self, tokens: tuple[int, int]) -> str | None:
        forms, mention_at = self._forms, self._mention_at
        for token in range(*tokens):
            mention = mention_at.get(token)
            if mention is not None and mention.country:
                return mention.country
            if forms[token][0].isupper() and (country := self._country_of_word(token)):
                return country
        return None

    def _country_behind(self, head: int) -> str | None:
        """The country of "prosecutors in Peru", "a court in Algiers", "envoys from Armenia"."""
        for child in self._grammar.kids(head, NMOD) if self._grammar.below[head] & NMOD else ():
            if child > head and set(self._grammar.cases(child)) & {"in", "from", "of", "at", "across"}:
                country = self._country_of_word(child)
                if country:
                    return country
        return None

    def _country_of_word(self, token: int) -> str | None:
        if token not in self._countries:
            self._countries[token] = self._read_country(token)
        return self._countries[token]

    def _read_country(self, token: int) -> str | None:
        mention = self._mention_at.get(token)
        if mention is not None and mention.country:
            return mention.country
        word = self._forms[token]
        if not word[:1].isupper():
            return None
        demonyms = countries_of_demonym(word)
        if demonyms:
            return demonyms[0] if len(demonyms) == 1 else None
        actor = actor_of_name(word)
        return actor.country if actor is not None and actor.kind in ("country", "government") else None


def _joined(country: str | None, sector: str | None) -> str | None:
    """The id of an unnamed party, as Phoenix writes it: country and sector in a row ("CHNMIL")."""
    if country is None:
        return None
    return country + sector if sector and len(sector) == 3 else country
