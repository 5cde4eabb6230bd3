"""Mentions: names of actors, and pronouns, titles and seats of government that mean them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from dateline.lexicon.actors import Actor, actor_of_name, government, own_actor
from dateline.lexicon.countries import country_of_name
from dateline.lexicon.metonym_words import body_seated_in
from dateline.lexicon.outlets import outlet_named
from dateline.lexicon.roles import LONGEST_ROLE, Role, role_endings, role_of
from dateline.model.annotation import AnnotatedArticle, Annotation, Mention
from dateline.model.text import Span
from dateline.understand.actor_resolution import Cast, Meaning
from dateline.understand.administrations import Administration, administrations, with_leader
from dateline.understand.coreference import find_pointers
from dateline.understand.metonym_signs import heads_a_report
from dateline.understand.metonyms import means_government
from dateline.understand.name_forms import gender_of_name
from dateline.understand.name_spans import Name, find_names
from dateline.understand.namesakes import (
    Around,
    country_among_neighbours,
    country_of_namesake,
    has_larger_namesake,
    is_called_so,
    is_town_here,
    is_town_in_region,
    land_of,
    may_be_namesake,
    regions_of_towns,
)
from dateline.understand.office_answers import home_of
from dateline.understand.parse import Parse
from dateline.understand.referents import Pointer
from dateline.understand.text_words import Words

_SURELY_ACTS = 0.75
_INITIAL_LAST = re.compile(r"[a-z] [A-Z]\.\Z")
_AFTER_PREPOSITION = re.compile(r"\b(?:in|of|to|from|with|for|by|between|and|against|on|than|across) (?:the )?\Z")
_CALLED_AFTER = re.compile(
    r" (?:(?:International|National|Memorial|Presidential|State|High|Public|Regional|Medical|Federal) ){0,2}(?:Airport"
    r"|Library|Cent(?:er|re)|Building|Stadium|Arena|Bridge|Tunnel|Boulevard|Avenue|Street|Square|Park|Hospital|University"
    r"|Institute|School|College|Foundation|Awards?|Prize|Expressway|Highway|Freeway|Museum|Courthouse)\b"
)
_NICKNAMED = re.compile(r"""\b[A-Z][a-z]+ (?:``|["“]) ?[A-Z][a-z]+ ?(?:''|["”]) [A-Z][\w’'-]*[a-z]""")
_IN_QUOTES = re.compile(r""" (?:``|["“]) ?[A-Z][a-z]+ ?(?:''|["”]) """)
"""A name in quotation marks, which few texts have: searched for much sooner, as it begins with a blank."""
_GENERAL_ORGANS = frozenset(("government", "military", "police", "rebels", "civilians", "officials", "opposition"))


class Mentions:
    """Finds who is spoken of: names united from parser and lexicon, resolved to stable ids within the article."""

    name = "mentions"
    version = 1
    requires: tuple[type[Annotation], ...] = ()
    provides: tuple[type[Annotation], ...] = (Mention,)

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Mention]:
        """All mentions of the article in text order; a collective ("Russian troops") may hold a nationality inside."""
        article = annotated.article
        on = article.published_day
        names, words = find_names(parse, on=on)
        names = list(rejoined(with_nicknames(names, parse.text), parse.text))
        spoken_of = frozenset(_countries_spoken_of(names))
        named = frozenset(name.country for name in names if name.kind in ("nationality", "country") and name.country)
        towns = {name.exact for name in names if name.kind == "place" and name.seat is None}
        around, land = regions_of_towns(towns), land_of(towns)
        names = [_settled(name, named if name.seat else spoken_of, land, parse, around) for name in names]
        if not named:
            names = [_among_neighbours(name, names, towns) for name in names]
        cast = Cast(names, parse.text, on=on, land=land)
        meanings = [cast.meaning(name) for name in names]
        governments = list(administrations(meanings, parse.text, on=on))
        for number, one in governments:
            meanings[number] = with_leader(meanings[number], one)
        made = [_of_name(article.id, meaning) for meaning in meanings]
        made += [_of_administration(article.id, one, parse.text) for _, one in governments]
        outlet = outlet_named(article.outlet.name) if article.outlet else None
        home = home_of(article, names, outlet.country if outlet else None)
        pointers = find_pointers(parse, cast, meanings, words, on=on, home=home)
        passing = {meaning.actor_id for meaning in meanings if meaning.passing}
        made += [_of_pointer(article.id, one, parse.text, passing) for one in pointers]
        made += _groups(article.id, names, words, parse)
        return sorted(made, key=lambda mention: (mention.span.start, -mention.span.end))


def with_nicknames(names: list[Name], text: str) -> list[Name]:
    """ "Henk “Harry” Quill" is one person, however the parser cut the name at its quotation marks."""
    for found in _NICKNAMED.finditer(text) if _IN_QUOTES.search(text) else ():
        start, end = found.span()
        inside = [one for one in names if one.start < end and start < one.end]
        if inside and any(one.kind == "person" for one in inside) and inside[-1].end >= end:
            start, end = min(start, inside[0].start), inside[-1].end
            first = replace(inside[0], end=end, start=start, exact=text[start:end], kind="person", actor=None)
            first = replace(first, seat=None, country=None)
            names = [*(one for one in names if one.end <= start), first, *(one for one in names if one.start >= end)]
    return names


def rejoined(names: list[Name], text: str) -> Iterator[Name]:
    """A first name (with an initial or without) and a family name behind it, taken for two people, are one.

    So are "Jordan" and "Clarke", where the lexicon took the first name for a state.
    """
    held: Name | None = None
    for name in names:
        if (
            held is not None
            and name.kind == "person"
            and (held.kind == "person" or (held.kind == "country" and _may_be_first_name(held, name, text)))
            and held.end + 1 == name.start
            and text[held.end] in " \n"
            and " " not in name.exact
            and (name.title is None or (held.kind == "country" and name.title.role is None))
            and (_INITIAL_LAST.search(held.exact) or (" " not in held.exact and gender_of_name(held.exact) is not None))
        ):
            whole = text[held.start : name.end]
            held = replace(held, end=name.end, exact=whole, kind="person", actor=None, country=None, seat=None)
            continue
        if held is not None:
            yield held
        held = name
    if held is not None:
        yield held


def _may_be_first_name(state: Name, name: Name, text: str) -> bool:
    """Whether what the lexicon took for a state may begin a name: not in "in Chad Perry found"."""
    return name.actor is None and not _AFTER_PREPOSITION.search(text, max(0, state.start - 12), state.start)


def _settled(name: Name, spoken_of: frozenset[str], land: frozenset[str], parse: Parse, around: Around) -> Name:
    """Decide what only the sentence or the rest of the article can: governments from capitals, Georgia from Georgia."""
    if name.kind == "person" and _CALLED_AFTER.match(parse.text, name.end):
        return replace(name, kind="other", actor=None, country=None, title=None)
    if name.kind == "place" and is_called_so(parse.text, name.start, name.end, by_age=name.seat is None):
        return replace(name, kind="person", by="title", actor=None, country=None, seat=None, score=0.8)
    if name.kind == "organization" and " " not in name.exact and is_called_so(parse.text, name.start, name.end):
        return replace(name, kind="person", by="title", actor=None, country=None, seat=None, score=0.8)
    if name.seat is not None and name.kind in ("place", "organization"):
        building = name.kind == "organization"
        if name.seat not in spoken_of:
            lies_in = country_of_namesake(name.exact, name.seat, parse.text, around)
            if lies_in or is_town_here(name.exact, name.seat, parse.text, building=building):
                return replace(name, kind="place", actor=None, country=lies_in, seat="" if building else None)
        acts, confidence, why, either = means_government(parse, name.start, name.end, building=building)
        doubtful = acts and confidence < _SURELY_ACTS and not building and name.seat not in spoken_of
        if doubtful and may_be_namesake(name.exact, name.seat, spoken_of, land, parse.text):
            acts, either, why = None, True, f"{why}, but no state of that capital is spoken of"
        if acts is None:
            actor = (name.actor or government(name.seat)) if either else None
            return replace(name, kind="other", actor=actor, score=confidence, by=f"seat of government, {why}")
        if acts:
            actor = name.actor or _body_seated(name, spoken_of, parse.text) or government(name.seat)
            return replace(name, kind="organization", actor=actor, score=confidence, by=f"seat of government, {why}")
        return replace(name, kind="place", actor=None, score=confidence, by=f"seat of government, {why}")
    if name.kind == "country" and name.exact.isupper() and heads_a_report(parse.text, name.start, name.end):
        return replace(name, kind="place", actor=None, seat=None, by="in a dateline")
    if name.kind == "country" and name.by == "lexicon" and is_town_in_region(name.exact, parse.text, name.end):
        return replace(name, kind="place", actor=None, country=None, seat=None)
    if name.kind == "place" and name.country is None:
        loose = country_of_name(name.exact, loose=True)
        if loose in spoken_of:
            return replace(name, kind="country", country=loose, score=0.8)
    return name


def _among_neighbours(name: Name, names: list[Name], towns: set[str]) -> Name:
    """A capital that is a place, where a report speaks of no state and of no other capital, may be a town next door."""
    if name.kind != "place" or not name.seat or name.country not in (None, name.seat):
        return name
    if any(one.seat and one.exact != name.exact for one in names):
        return name
    lies_in = country_among_neighbours(name.exact, name.seat, towns)
    return replace(name, country=lies_in, seat=None, actor=None) if lies_in else name


def _countries_spoken_of(names: list[Name]) -> Iterator[str]:
    """The countries whose people or capital the article names beyond doubt."""
    for name in names:
        if name.kind in ("nationality", "country") and name.country is not None:
            yield name.country
        elif name.seat is not None and not has_larger_namesake(name.exact, name.seat):
            yield name.seat


def _body_seated(name: Name, spoken_of: frozenset[str], text: str) -> Actor | None:
    """ "Brussels" of a report that names no Belgium, or speaks of things European, is the European Union."""
    body = body_seated_in(name.exact)
    if body is None or (body[1] in spoken_of and body[0].partition(" ")[0] not in text):
        return None
    return own_actor(body[0])


def _of_name(article_id: str, meaning: Meaning) -> Mention:
    name = meaning.name
    return Mention(
        article_id=article_id,
        span=Span(name.start, name.end),
        exact=name.exact,
        made_by="mentions@1",
        confidence=round(max(0.05, min(1.0, meaning.confidence)), 2),
        why=f"{name.by}: {meaning.why}",
        kind=name.kind,
        name=meaning.full,
        actor_id=None if meaning.passing else meaning.actor_id,
        country=meaning.country,
        sector=meaning.sector,
        candidates=meaning.candidates,
    )


def _of_administration(article_id: str, one: Administration, text: str) -> Mention:
    exact = text[one.start : one.end]
    return Mention(
        article_id=article_id,
        span=Span(one.start, one.end),
        exact=exact,
        made_by="mentions@1",
        confidence=0.85,
        why=f"government led by {one.led_by}",
        kind="collective",
        name=exact,
        actor_id=one.actor.id,
        country=one.actor.country,
        sector=one.actor.sector,
    )


def _of_pointer(article_id: str, pointer: Pointer, text: str, passing: Container[str | None]) -> Mention:
    exact = text[pointer.start : pointer.end]
    return Mention(
        article_id=article_id,
        span=Span(pointer.start, pointer.end),
        exact=exact,
        made_by="mentions@1",
        confidence=round(pointer.confidence, 2),
        why=pointer.why,
        kind=pointer.kind,
        name=pointer.full or exact,
        actor_id=None if pointer.actor_id in passing else pointer.actor_id,
        country=pointer.country,
        sector=pointer.sector,
        candidates=pointer.candidates,
    )


def _groups(article_id: str, names: list[Name], words: Words, parse: Parse) -> Iterator[Mention]:
    """Organs and peoples of a state: "Russian troops" is RUSMIL, "China's foreign ministry" CHNGOV:foreign-ministry."""
    for name in names:
        country = name.country if name.kind in ("nationality", "country") else None
        number = words.until(name.end) if country else None
        if country is None or number is None:
            continue
        found = _organ_after(words, number, parse, owner=name.kind == "country")
        if found is None:
            continue
        role, last = found
        span = Span(name.start, words[last].end)
        exact = span.of(parse.text)
        known = actor_of_name(exact)
        organ = role.klass == "organ"
        general = role.canonical in _GENERAL_ORGANS or not organ
        titled = (
            words[last].text[:1].isupper()
        )  # "the Indian Government" is its name, "the Indian government" tells what it is
        made_id = country + (role.sector or "") + ("" if general else ":" + role.canonical.replace(" ", "-"))
        yield Mention(
            article_id=article_id,
            span=span,
            exact=exact,
            made_by="mentions@1",
            confidence=0.85,
            why=f"{role.canonical} of {country}",
            kind="organization" if titled and organ else "collective",
            name=exact,
            actor_id=known.id if known else made_id,
            country=country,
            sector=role.sector,
        )


def _organ_after(words: Words, number: int, parse: Parse, *, owner: bool) -> tuple[Role, int] | None:
    """The organ or people named right after a nationality or a country; up to one adjective or noun between.

    A country without a genitive ("US troops") must stand right before it.
    """
    text = parse.text
    endings = role_endings("organ", "people")
    genitive = text[words.end(number) : words.end(number) + 1] in ("'", "’")
    for skip in (0, 1):
        first = number + 1 + skip
        for last in range(min(len(words), first + LONGEST_ROLE) - 1, first - 1, -1):
            if words.form(last).lower() not in endings:
                continue
            between = text[words.end(number) : words.end(last)]
            if "\n" in between or "," in between or "." in between or "-" in between[:1]:
                continue
            role = role_of(" ".join(word.text for word in words[first : last + 1]))
            if role is not None and role.klass in ("organ", "people"):
                return role, last
        if (owner and not genitive) or not _may_stand_between(words, number + 1, parse):
            return None
    return None


def _may_stand_between(words: Words, number: int, parse: Parse) -> bool:
    token = parse.token_at(words[number].start) if number < len(words) else None
    return token is not None and words[number].text.islower() and parse.pos[token] in ("ADJ", "NOUN")
