"""Pronouns and titles that mean somebody named elsewhere in the article: he, she, the president, his counterpart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import islice

from dateline.lexicon.actors import Actor, offices_of
from dateline.lexicon.regional_holders import regional_holder, regional_office
from dateline.understand import title_syntax
from dateline.understand.actor_resolution import Cast, Meaning
from dateline.understand.name_spans import Name
from dateline.understand.office_answers import (
    HEADS,
    NATIONAL,
    OF_BODIES,
    bodies_with,
    holders_of,
    holders_to_be,
    leading_offices,
    numbered_holder,
    of_gender,
    only_seat,
    served_under,
    speaks_of_regions,
)
from dateline.understand.parse import Parse
from dateline.understand.referents import (
    Pointer,
    Pronoun,
    Referent,
    Setting,
    earlier_holder_named,
    fits,
    genders_told,
    left_lately,
    left_open,
    likelier,
    may_be_named,
    named_soon,
    of_another_region,
    of_that_region,
    only_one_named,
    pointer_to,
    pronouns_in,
    states_meant,
)
from dateline.understand.stage import MOST_REMEMBERED, Stage
from dateline.understand.text_words import Covered, Words
from dateline.understand.title_calls import called_so
from dateline.understand.title_neighbours import government_beside, palace_beside, set_off_from
from dateline.understand.titles import RANKS, TitlePhrase, find_titles

_BESIDE, _ONLY_ONE, _LIKELIEST, _BY_TABLE, _LATER, _OF_HOME = 0.95, 0.85, 0.6, 0.75, 0.6, 0.55
_OF_ANYTHING = frozenset(("leader", "head", "chairman", "chairwoman"))
_OF_REGIONS = ("local head", "attorney general")
_SPOKEN_OF = "of which the article speaks"
_COUNTED = "USA"  # counts its presidents; meant where an article does not say of which state it speaks


def find_pointers(
    parse: Parse, cast: Cast, meanings: list[Meaning], words: Words, *, on: str | None, home: str | None
) -> list[Pointer]:
    """All third-person singular pronouns for people and all definite titles, resolved where the article decides.

    `on` is the day of the article, `home` the state that a bare "the president" may mean.
    """
    steps: list[tuple[int, Meaning | Pronoun | TitlePhrase]] = [(m.name.start, m) for m in meanings if _is_person(m)]
    steps += [(one.start, one) for one in pronouns_in(words)]
    names = [meaning.name for meaning in meanings]
    covered = Covered(parse.text, ((name.start, name.end) for name in names))
    titles = find_titles(words, parse.text, names)
    steps += [(one.start, one) for one in titles if covered.is_free(one.head, one.head + 1)]
    steps.sort(key=lambda step: step[0])
    ordered = [step for _, step in steps]
    setting = Setting(parse, tuple(cast.people), {m.name.start: m for m in meanings}, on, home)
    first = _Titles(setting, {})
    found = _walk(first, ordered)
    # What the pronouns of a first reading say of a person ("she" four times) helps the second.
    genders = genders_told(zip(ordered, found, strict=True))
    if any(one.gender is None and one.actor_id in genders for one in first.referents):
        found = _walk(_Titles(setting, genders), ordered)
    told = zip(ordered, found, strict=True)
    return [pointer for step, pointer in told if pointer is not None and not _is_idle(step, pointer)]


def _is_idle(step: Meaning | Pronoun | TitlePhrase, pointer: Pointer) -> bool:
    """ "The aging leader", "the general election": leads something that no table knows, and nobody is called so."""
    if not isinstance(step, TitlePhrase) or pointer.actor_id:
        return False
    return step.words in RANKS or (step.narrowed and step.words.rpartition(" ")[2] in _OF_ANYTHING)


def _walk(stage: _Titles, steps: Iterable[Meaning | Pronoun | TitlePhrase]) -> list[Pointer | None]:
    found: list[Pointer | None] = []
    for step in steps:
        if isinstance(step, Meaning):
            stage.enter(step)
            found.append(None)
        elif isinstance(step, Pronoun):
            found.append(stage.pronoun(step))
        else:
            found.append(stage.title(step))
    return found


class _Titles(Stage):
    """Whom titles mean, by who has been spoken of so far and by the tables."""

    def title(self, title: TitlePhrase) -> Pointer:
        """Who a title means: whoever is named beside it, spoken of before, in office on the day, or named later."""
        if title.named is not None:
            meaning = self._setting.meaning_at.get(title.named.start)
            if meaning is not None and meaning.actor_id is not None:
                self.enter(meaning)
                one = self._referents[meaning.actor_id]
                one.take_over(title)
                return pointer_to(title, one, _BESIDE, "named right beside it")
        added = set_off_from(title, self._at(title.head)[0], self._parse, self._setting.meaning_at)
        if added is not None and added.actor_id in self._referents and title.owner is None:
            self._referents[added.actor_id].take_over(title)
            return pointer_to(title, self._referents[added.actor_id], _BESIDE, "said of the name beside it")
        if (title.narrowed or title.elsewhere) and (called := called_so(title, self._setting)) is not None:
            return pointer_to(title, self._entered(called), _ONLY_ONE, f"the only one called {title.words}")
        if title.to_be:
            return self._to_be(title)
        if title.number is None and title_syntax.told_by_law(self._parse, self._at(title.head)[0]):
            return left_open(title, "whoever holds the office, as a law tells", title.country)
        if title.narrowed or (such := title_syntax.office_as_such(self._parse, self._at(title.head)[0])):
            return left_open(title, "nobody is named beside it" if title.narrowed else such, title.country)
        if not (title.country or title.body) and title_syntax.belongs_to_noun(self._parse, self._at(title.head)[0]):
            return left_open(title, "part of a larger noun", title.country)
        if title.number is not None:
            return self._numbered(title, title.number)
        if title.owner is not None:
            return self._counterpart(title)
        office, words = (title.role.canonical, title.role.words) if title.role else ("", "")
        if title.under is not None:
            return self._served(title, office, title.under)
        seat = None if title.elsewhere and " " not in words else only_seat(words, self._setting.states())
        of = seat or title.body or title.country
        if of and self._on and not title.former:
            told = self._gone_lately(title, office, of) or self._in_office(title, office, of)
            if told is not None:
                return told
        known = self._fitting(title, office, not_=self._others(title))
        host = self._host(title, office, known)
        if host is not None and (told := self._in_office(title, office, host, "whose seat is beside it", _LIKELIEST)):
            return told
        fitting = known if title.elsewhere and not title.former else self._preferred(title, known)
        if title.elsewhere and fitting:
            beside = of_that_region(title, fitting, self._parse.text, self._setting.meaning_at.values())
            if len(beside) != 1 and title.region and (told := self._in_region(title, *title.region)) is not None:
                return told
            one_party = title.region is not None and title.region[0] == "nominee" and self._on is not None
            other = len(fitting) != 1 or of_another_region(title, fitting[0], self._setting)
            fitting = beside if len(beside) == 1 else [] if one_party or other else fitting
        elif title.region and (told := self._in_region(title, *title.region)) is not None:
            return told
        if fitting:
            self._touch(fitting[0], title.start, named=False)
            confidence = _ONLY_ONE if len(fitting) == 1 else _LIKELIEST
            return pointer_to(title, fitting[0], confidence, f"the {office} named before", fitting)
        spoken_of = islice(reversed(self._referents.values()), MOST_REMEMBERED)
        lately = left_lately(title, office, spoken_of, on=self._on)
        if lately is not None:
            self._touch(lately, title.start, named=False)
            return pointer_to(title, lately, _LIKELIEST, f"the {office} until lately")
        later = named_soon(title, office, self._setting.meaning_at, self._referents)
        if later is not None:
            return pointer_to(title, self._introduced(later.actor, office), _LATER, f"the {office} named later")
        subjects = (one for one in self._others(title) if self._parse.labels[one.token] != "nmod:poss")
        only = only_one_named(title, office, self._setting, {one.actor_id for one in subjects})
        if only is not None:
            return pointer_to(title, self._entered(only), _LATER, f"the only {office} whom the article names")
        told = self._of_region_named(title, office)
        if told is not None:
            return told
        if office in NATIONAL and not (of or title.elsewhere or title.former):
            if title.words.endswith("secretary of state") and speaks_of_regions(self._setting.regions()):
                ids = tuple(one.id for one in holders_of(office, _COUNTED, on=self._on))
                return left_open(title, "perhaps of one of the states that are named", None, ids)
            for state, why in states_meant(title, office, self._setting, self._at(title.start)):
                if earlier_holder_named(office, state, self._setting):
                    return left_open(title, f"an earlier {office} of {state} is named", state)
                if (told := self._in_office(title, office, state, why, _OF_HOME)) is not None:
                    return told
        if office in OF_BODIES and not (of or title.elsewhere or title.former):
            bodies = bodies_with(office, self._setting.bodies(), on=self._on)
            if len(bodies) == 1:
                return self._in_office(title, office, bodies[0], _SPOKEN_OF, _OF_HOME) or left_open(title, "not known")
        if not of:
            why = f"several may be the {office}" if len(known) > 1 else "no holder of that title is named"
            return left_open(title, why, None, tuple(one.actor_id for one in known[:4]) if len(known) > 1 else ())
        why = "on the day, as far as the table knows" if self._on else "without a day of publication"
        return left_open(title, f"nobody is known as {office} of {of} {why}")

    def _in_office(
        self, title: TitlePhrase, office: str, of: str, why: str = "by the table", confidence: float = _BY_TABLE
    ) -> Pointer | None:
        """The holder on the day; several stay open as candidates, and None says that the table has nobody."""
        held = of_gender(title.gender, holders_of(office, of, on=self._on))
        why = f"{office} of {of} on the day, {why}"
        if len(held) == 1:
            return self._holder(title, held[0], office, confidence, why)
        ids = tuple(one.id for one in held)
        return left_open(title, why, of if len(of) == 3 else None, ids) if held else None

    def _gone_lately(self, title: TitlePhrase, office: str, of: str) -> Pointer | None:
        """Whom "the Egyptian leader" means in the weeks after a change: the old one, if he alone was spoken of."""
        held = holders_of(office, of, on=self._on)
        named = (meaning.actor_id for meaning in self._setting.meaning_at.values())
        if len(held) != 1 or held[0].id in named:
            return None
        spoken_of = [one for one in self.referents if one.country == of]
        lately = left_lately(title, office, spoken_of, on=self._on)
        if lately is None:
            return None
        self._touch(lately, title.start, named=False)
        both = (lately.actor_id, held[0].id)
        return replace(pointer_to(title, lately, _LIKELIEST, f"the {office} until lately"), candidates=both)

    def _numbered(self, title: TitlePhrase, number: int) -> Pointer:
        """ "The 42nd president": by its number, of the state named or the one that the article is about."""
        office = title.role.canonical if title.role else ""
        of = title.country or self._setting.home or _COUNTED
        held = numbered_holder(office, of, number) if not title.body else None
        if held is None:
            return left_open(title, "no table counts them", title.country)
        return self._holder(title, held, office, _BY_TABLE, f"{office} of {of} by number")

    def _to_be(self, title: TitlePhrase) -> Pointer:
        """ "The president-elect": whom the article calls so, or who will hold the office a few months later."""
        called = called_so(title, self._setting)
        if called is not None:
            return pointer_to(title, self._entered(called), _ONLY_ONE, f"the only one called {title.words}")
        office = title.role.canonical if title.role else ""
        coming = holders_to_be(office, title.country or self._setting.home, self._setting.ids(), on=self._on)
        if len(coming) == 1:
            return self._holder(title, coming[0], office, _BY_TABLE, f"{office} soon after the day, by the table")
        return left_open(title, "not yet in office", title.country, tuple(one.id for one in coming[:4]))

    def _counterpart(self, title: TitlePhrase) -> Pointer:
        """ "His Russian counterpart": whoever holds the same office for Russia, but not he himself."""
        owner = self._last_spoken_of()
        if title.role is not None or owner is None:
            return left_open(title, "nobody is named beside it", title.country)
        told = sorted(owner.offices & NATIONAL) or sorted(owner.offices)
        heads = not owner.offices.isdisjoint(HEADS)
        leads = heads and owner.country is not None and leading_offices(owner.country, self._on)[0] in owner.offices
        if leads and title.country:  # a president who governs has his counterpart in the chancellor who does
            told = ["leader", *told]
        for office in told:
            fitting = [one for one in self._fitting(title, office, not_=[owner]) if one.country != owner.country]
            if len(fitting) > 1 and title.country is None:
                return left_open(title, f"several are {office}", None, tuple(one.actor_id for one in fitting[:4]))
            if fitting:
                self._touch(fitting[0], title.start, named=False)
                return pointer_to(title, fitting[0], _LIKELIEST, f"{office} like {owner.full}", fitting)
        for office in (*told, *(("leader",) if heads else ())) if title.country else ():
            held = holders_of(office, title.country or "", on=self._on)
            if len(held) == 1:
                why = f"{office} of {title.country} on the day, like {owner.full}"
                return self._holder(title, held[0], office, _LIKELIEST, why)
        return left_open(title, f"no such {told[0] if told else 'holder'} is named", title.country)

    def _fitting(self, title: TitlePhrase, office: str, *, not_: list[Referent]) -> list[Referent]:
        """Those spoken of before who hold the office, the likeliest first."""
        _, sentence = self._at(title.start)
        fitting = [
            one
            for one in islice(reversed(self._referents.values()), MOST_REMEMBERED)
            if one not in not_
            and fits(
                title,
                office,
                self._offices(one, title),
                one.once if title.former else one.ranks,
                one.country,
                one.bodies,
            )
        ]
        # Whom the table knows in that office comes before presidents of leagues.
        known = {one.actor_id for one in fitting for term in offices_of(one.actor_id) if term.office == office}
        return sorted(fitting, key=lambda one: (one.actor_id not in known, -self._weight(one, sentence)))

    def _offices(self, one: Referent, title: TitlePhrase) -> Iterable[str]:
        """The offices that somebody holds; for "the former president" those that he held and holds no more."""
        if not title.former:
            return one.offices
        home = _COUNTED if title.words.endswith("secretary of state") else self._setting.home
        if not (title.country or title.body) and home and one.country != home:
            return one.once  # of another state only whom the article itself calls so
        now = {term.office for term in offices_of(one.actor_id, on=self._on)} if self._on else set()
        held = {term.office for term in offices_of(one.actor_id) if (term.end or "9999") <= (self._on or "9999")}
        if not NATIONAL.isdisjoint(now) and not (title.country or title.body):
            return one.once  # the minister of today is not called "the former president"
        return (held - now) | one.once

    def _preferred(self, title: TitlePhrase, fitting: list[Referent]) -> list[Referent]:
        """Of presidents of several states the one whose government speaks, else of the state the article is about.

        "The former president" that several may be is nobody.
        """
        if len(fitting) < 2 or title.country or title.body:
            return fitting
        if title.former:
            return []
        token, sentence = self._at(title.start)
        state = government_beside(self._parse, (token, sentence), self._setting.meaning_at) or self._setting.home
        of_state = [one for one in fitting if state and one.country == state]
        role = title.role.canonical if title.role else ""
        return of_state or (
            likelier(fitting, self._setting, lambda one: self._weight(one, sentence)) if role in NATIONAL else fitting
        )

    def _host(self, title: TitlePhrase, office: str, guests: list[Referent]) -> str | None:
        """The state in whose seat of government a title stands, where only presidents of others were named before."""
        if office not in NATIONAL or title.country or title.body or title.former or title.elsewhere:
            return None
        token, sentence = self._at(title.start)
        host = palace_beside(self._parse, (token, sentence), self._setting.meaning_at)
        away = [one for one in guests if one.country not in (None, host) and one.sentence != sentence]
        return host if guests and len(away) == len(guests) else None

    def _others(self, title: TitlePhrase) -> list[Referent]:
        """Those who cannot be meant: in "Anna told the minister" she is not the minister."""
        token, sentence = self._at(title.head)
        near = [one for one in self._near(sentence) if one.sentence == sentence]
        told_of = token >= 0 and bool(self._parse.labels[token]) and not title_syntax.is_subject(self._parse, token)
        opener, _ = self._at(title.start)
        return [
            one
            for one in near
            if (told_of and one.subject)
            or title_syntax.same_clause(self._parse, one.token, token)
            or title_syntax.only_verbs_between(self._parse, one.token, opener)
        ]

    def _holder(self, title: TitlePhrase, actor: Actor, office: str, confidence: float, why: str) -> Pointer:
        """Whom a table names: somebody of the article where he was spoken of before."""
        one = self._introduced(actor, office)
        self._touch(one, title.start, named=False)
        return pointer_to(title, one, confidence, why)

    def _served(self, title: TitlePhrase, office: str, under: Name) -> Pointer:
        """ "Ana Ruiz's finance minister": who held the office while she governed, on the day if she does."""
        meaning = self._setting.meaning_at.get(under.start)
        leader = meaning.actor_id if meaning is not None else None
        held = served_under(office, leader or "", on=self._on, former=title.former)
        if len(held) == 1:
            return self._holder(title, held[0], office, _LIKELIEST, f"the only {office} under {under.exact}")
        return left_open(title, f"of {under.exact}, not told which", None, tuple(one.id for one in held[:4]))

    def _of_region_named(self, title: TitlePhrase, office: str) -> Pointer | None:
        """ "The governor" of a report that names one region: whoever holds the office there."""
        if office not in _OF_REGIONS or title.country or title.body or title.elsewhere or title.region or title.former:
            return None
        words = title.role.words if title.role else ""
        if "local" in title.words.split():
            return None  # of the town that somebody speaks from
        named = Counter(found for one in self._setting.regions() if (found := regional_office(words, f"{one} {words}")))
        if not named:
            return None
        (told, count), *others = named.most_common(2)
        if any(2 * other >= count for _, other in others):
            return left_open(title, "several regions are named")
        holder = self._in_region(title, *told)
        if holder is None or office in NATIONAL:  # the state has one too
            known = (holder.actor_id,) if holder is not None and holder.actor_id else ()
            return left_open(title, f"perhaps of {told[1].title()}", None, known)
        return replace(holder, confidence=_OF_HOME, why=f"{holder.why}, the region named")

    def _in_region(self, title: TitlePhrase, office: str, region: str) -> Pointer | None:
        """ "The Texas governor" by the table; None where it does not know, or where a House may be another state's."""
        held = regional_holder(office, region, on=self._on) if self._on and not title.former else None
        states = self._setting.states()
        if held is None or ((region in ("house", "senate", "") or office == "leader") and held.country not in states):
            return None
        if office == "leader" and self._setting.home not in (None, held.country):
            return None  # parties of other states have the same name
        if region == "" and title.country not in (None, held.country):
            return None
        known = self._referents.get(held.id) or next(filter(partial(may_be_named, held.name), self.referents), None)
        why = f"{office} of {region} on the day, by the table"
        if known is None:
            return self._holder(title, held, office, _BY_TABLE, why)
        self._touch(known, title.start, named=False)
        return pointer_to(title, known, _BY_TABLE, why)


def _is_person(meaning: Meaning) -> bool:
    return meaning.name.kind == "person" and bool(meaning.actor_id or meaning.candidates)
