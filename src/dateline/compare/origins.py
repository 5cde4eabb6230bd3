"""Where an assertion comes from, and how many origins are known not to depend on one another.

What is not known to be independent is not counted as such: an outlet alone may have copied from anybody, and who is
not named may be anybody. Each origin has a key of what stands behind it: a state for its officials and its media, a
family of publishers, a body, a person. Origins with one key are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.compare.named_again import in_full
from dateline.compare.reports import Report
from dateline.compare.speakers import described, is_person, is_pronoun
from dateline.compare.standing import behind, slug
from dateline.compare.who_counts import (
    OWN_COUNT,
    goes_on_counting,
    is_an_act,
    is_in_passing,
    is_nobody,
    stands_apart,
    who_counts,
)
from dateline.lexicon.publishers import Publisher, publisher_named
from dateline.model.annotation import Attribution, Party
from dateline.model.story import Origin
from dateline.model.text import Span

MOST_SENTENCES_BACK = 2
FULL_STOP = 1
FAR_FROM_TIME = 16
"""Characters between a name and the time at which its bearer spoke."""
_FIRMS = frozenset(("company", "firm", "operator", "owner", "maker", "bank", "airline", "manufacturer"))
"""Words by which a report names a firm again that it named before."""
_THE_PAPER = re.compile(r"(?:the|that|this) (?:report|document|study|letter|statement|survey|paper)", re.IGNORECASE)
_MEANS = frozenset(("telephone", "phone", "video", "email", "e-mail", "text message"))
"""By which somebody speaks, and who is nobody."""
WHOLE = 0.8
"""A credit covers at least so much of the text."""
_RELEASE = re.compile(
    r"(?P<whose>[^,:|]{3,60}?)(?:,|:| [|–—-]) (?:(?:news|press|media|public|official|joint) )?"
    r"(?:release|statement|announcement|communiqu[eé]|bulletin|advisory|notice|briefing)\b.*",
    re.IGNORECASE,
)
"""What a body publishes itself is its own word: "Harbour Board, news release"."""
_IN_BRACKETS = re.compile(r"\(([^()]{2,30})\)")


@dataclass(frozen=True, slots=True)
class Sourced:
    """An origin with what stands behind it (None where that is not known), and the links between it and the report."""

    origin: Origin
    behind: str | None = None
    path: tuple[str, ...] = ()
    is_told: bool = False
    """Whether the report says that this one tells it; else it is only whose words the report is."""
    leans_on: frozenset[str] = frozenset()
    """What stands behind those whom a report names elsewhere, where it names nobody for this."""


def source_of(report: Report, span: Span, *, said_by: Party | None = None) -> Sourced | None:
    """Follow the chain behind a passage to its end: who is said to say it, else the wire credited, else the outlet.

    A sentence that names nobody goes on with whoever spoke in the one before it, within a paragraph.
    """
    said_by = None if said_by is not None and _is_a_time(report, said_by) else said_by
    if is_in_passing(report, span):
        own = own_words(report)
        return replace(own, leans_on=_named_at_all(report)) if own else None
    found = _told_by(report, span, said_by)
    first = report.sentence_at(span.start)
    leans = first is not None and goes_on_counting(first)  # "It put turnout at 41 percent"
    before = span
    for _ in range(MOST_SENTENCES_BACK + 2 * leans):
        if found is not None:
            return found
        sentence = report.sentence_at(before.start)
        above = report.sentence_before(sentence) if sentence else None
        if sentence is None or above is None:
            break
        if "\n" in report.article.text[above.span.end : sentence.span.start] and not leans:
            break
        if OWN_COUNT.search(sentence.text):
            break
        before = above.span
        found = _last_voice(report, above.span)
    sentence = report.sentence_at(span.start)
    own_count = sentence is not None and bool(OWN_COUNT.search(sentence.text))
    own = found or own_words(report, own_count=own_count)
    if own is None or own.is_told or own_count or own.behind is None:
        return own
    return replace(own, leans_on=_named_at_all(report))


def _told_by(report: Report, span: Span, said_by: Party | None) -> Sourced | None:
    """Whoever the report says tells a passage, None where it names nobody."""
    chain = _chain(report, span)
    if not chain and said_by is not None:
        chain = [(said_by, None)]
    while len(chain) > 1 and (is_pronoun(chain[-1][0].name) or (chain[-2][1] != "document" and _is_medium(*chain[-1]))):
        chain = chain[:-1]  # "said in a statement" comes from whoever said it
    if chain and is_pronoun(chain[-1][0].name) and said_by is not None and not is_pronoun(said_by.name):
        chain = [(said_by, None)]
    if not chain or is_pronoun(chain[-1][0].name) or is_nobody(chain[-1][0]):
        sentence = report.sentence_at(span.start)
        counts = who_counts(report, sentence, span) if sentence else None
        if counts is None:
            return None
        chain = [counts]
    party, kind = chain[-1]
    if kind == "document" and (body := _behind_the_paper(report, party)) is not None:
        party, kind = body, None
    if said_by is not None and _knows_more(said_by, party, kind):
        party = said_by
    found = _of_party(report, party, kind, path=tuple(one.name for one, _ in chain[:-1]))
    return replace(found, is_told=True)


def _knows_more(said_by: Party, party: Party, kind: str | None) -> bool:
    """Whether a quote names its speaker better than the chain: the same, or a person for "one of them"."""
    if kind in ("agency", "outlet") and publisher_named(said_by.name) is not None:
        return publisher_named(party.name) is None
    if party.sector:
        return False
    return said_by.name == party.name or (is_person(said_by) and not is_person(party) and not party.actor_id)


def _last_voice(report: Report, sentence: Span) -> Sourced | None:
    """Who speaks last in a sentence."""
    inside = [one for one in report.attributions if sentence.contains(one.span) and not _is_credit(report, one)]
    for one in reversed(inside):
        found = _told_by(report, one.covers or one.span, None)
        if found is not None:
            return found
    text = next((one for one in report.sentences if one.span == sentence), None)
    counts = who_counts(report, text, text.span) if text is not None else None
    return replace(_of_party(report, *counts, path=()), is_told=True) if counts else None


def _behind_the_paper(report: Report, party: Party) -> Party | None:
    """Who speaks in "the report" that was named before: "the Safety Board said in a first report"."""
    noun = party.name.split()[-1].lower()
    if not _THE_PAPER.fullmatch(party.name) or party.span is None:
        return None
    told = re.compile(rf"\b(?:an?|its|their|[\w-]+['’]s?) (?:[\w-]+ ){{0,3}}{re.escape(noun)}\b", re.IGNORECASE)
    for one in reversed(report.attributions):
        if one.span.start >= party.span.start or not one.links or _is_credit(report, one):
            continue
        sentence = report.sentence_at(one.span.start)
        last = one.links[-1]
        if sentence and last.party.name != party.name and told.search(sentence.text):
            return last.party
    return None


def _named_at_all(report: Report) -> frozenset[str]:
    """What stands behind all who speak in a report."""
    if not report.voices:
        found = (_last_voice(report, one.span) for one in report.sentences)
        report.voices.append(frozenset(one.behind for one in found if one is not None and one.behind is not None))
    return report.voices[0]


def own_words(report: Report, *, own_count: bool = False) -> Sourced | None:
    """Whose words a report is where it names nobody: the wire it credits, else its outlet.

    An outlet counts only where its own reporter saw or counted.
    """
    article = report.article
    for credit in (article.credited_to, article.dateline.agency if article.dateline else None, _agency_above(report)):
        if credit:
            return _of_outlet(credit, publisher_named(credit))
    if article.outlet:
        publisher = publisher_named(article.outlet.name)
        release = _RELEASE.match(article.outlet.name) if publisher is None else None
        if release is not None:
            party = _named_as(report, release.group("whose"))
            kind = "official" if described(report, party) in ("state", "witness") else None
            return replace(_of_party(report, party, kind, path=()), is_told=True)
        known = publisher is not None and publisher.kind in ("agency", "state_media")
        return _of_outlet(article.outlet.name, publisher, own_work=known or own_count, seen=own_count)
    return None


def _named_as(report: Report, name: str) -> Party:
    """A name with what the report's mentions know of its bearer."""
    known = next((one for one in report.mentions if name in (one.exact, one.name)), None)
    if known is None:
        return Party(name=name)
    return Party(name=known.name, actor_id=known.actor_id, country=known.country, sector=known.sector)


def origins_of(sourced: Iterable[Sourced | None]) -> tuple[Origin, ...]:
    """List the different origins in the order they come up."""
    return tuple({one.origin.id: one.origin for one in sourced if one is not None}.values())


def independent(told: Sequence[tuple[str, Sourced | None]]) -> int | None:
    """Count the origins known not to depend on one another; None when nothing is known of any.

    `told` are the ids of the reports with the origin of each answer.
    """
    named: dict[str, str] = {}
    behind: set[str] = set()
    within: dict[str, set[str]] = {}
    for report, one in told:
        if one is not None and one.behind is not None:
            # One report calls him the governor, another gives his name alone.
            last = one.origin.name.split()[-1] if one.origin.name.strip() else ""
            key = named.setdefault(last, one.behind) if last[:1].isupper() else one.behind
            if key.startswith("state:") and one.behind.startswith("state:") and "state:?" not in (key, one.behind):
                key = one.behind  # two states have a Coast Guard each
            behind.add(key)
            within.setdefault(report, set()).add(key)
    for key in sorted(one for one in behind if one.startswith("body:?")):
        # "the company" is the one that is named, unless one report sets both beside each other
        is_firm = key.removeprefix("body:?") in _FIRMS
        beside = set().union(*(keys for keys in within.values() if key in keys and not is_firm)) - {key}
        if any(one.startswith("body:") and ":?" not in one for one in behind - beside):
            behind.discard(key)
    behind -= {short for short in behind for full in behind if _is_short_for(short, full)}
    papers = {one for one in behind if one.startswith("document:?")}  # "the report" may be "the document"
    if any(one.startswith(("state:", "body:", "document:")) and ":?" not in one for one in behind):
        behind -= papers
    else:
        behind -= set(sorted(papers)[1:])
    return len(behind) or None


def _is_short_for(short: str, full: str) -> bool:
    """Whether a key is made of the first letters of another: "body:o:fdic"."""
    letters = short.rpartition(":")[2]
    words = full.rpartition(":")[2].split("-")
    return (
        len(letters) > 2
        and len(words) > 2
        and letters
        in (
            "".join(word[0] for word in words if word),
            "".join(word[0] for word in words if word and word not in ("of", "the", "and", "for")),
        )
    )


def same_side(left: Sourced | None, right: Sourced | None) -> bool:
    """Tell whether nothing says that two answers come from two who do not depend on one another."""
    if left is None or right is None or left.behind is None or right.behind is None:
        return True
    if not (left.is_told and right.is_told):
        return True
    return left.behind == right.behind


def _chain(report: Report, span: Span) -> list[tuple[Party, str | None]]:
    """Return the links that vouch for a passage, outermost first; a wire credited above the whole text is none."""
    best: Attribution | None = None
    for one in report.attributions:
        covers = one.covers or one.span
        if (
            covers.start >= span.end
            or covers.end + FULL_STOP < span.end
            or covers.end <= span.start
            or _is_credit(report, one)
            or is_an_act(report, one)
            or stands_apart(report, one, span)
        ):
            continue
        if best is None or len(covers) < len(best.covers or best.span):
            best = one
    if best is not None:
        late = next((link.party for link in best.links if _is_a_time(report, link.party)), None)
        if late is not None and (named := _named_before(report, best.span, late)) is not None:
            return [(named, None)]
        links: list[tuple[Party, str | None]] = [
            (link.party, link.kind)
            for link in best.links
            if not _is_a_time(report, link.party) and link.party.name.lower() not in _MEANS
        ]
        if links:
            return links
    for quote in report.quotes:
        if (
            quote.speaker
            and quote.speaker.name.lower() not in _MEANS
            and any(part.contains(span) for part in quote.content)
            and not _is_a_time(report, quote.speaker)
        ):
            return [(party, None) for party in (*quote.via, quote.speaker)]
    return []


def _named_before(report: Report, span: Span, time: Party) -> Party | None:
    """Who is named right before "said yesterday evening"."""
    at = report.article.text.find(time.name, span.start)
    near = [one for one in report.mentions if span.start <= one.span.start and 0 < at - one.span.end <= FAR_FROM_TIME]
    last = max(near, key=lambda one: one.span.end, default=None)
    if last is None:
        return None
    return Party(name=last.name, actor_id=last.actor_id, country=last.country, sector=last.sector)


def _is_a_time(report: Report, party: Party) -> bool:
    """Whether what stands where a name should is a time: "the mayor said yesterday evening"."""
    return party.actor_id is None and any(one.exact.endswith(party.name) for one in report.times)


def _is_credit(report: Report, one: Attribution) -> bool:
    """Whether it is the credit of an agency over the whole text, not somebody who is said to say something."""
    whole = one.covers is not None and len(one.covers) >= WHOLE * len(report.article.text)
    return whole and len(one.links) == 1 and one.links[0].kind == "agency"


def _agency_above(report: Report) -> str | None:
    """The agency that a credit over the whole text names."""
    for one in report.attributions[:2]:
        if _is_credit(report, one):
            return one.links[0].party.name
    return None


def _is_medium(party: Party, kind: str | None) -> bool:
    return kind == "document" and (party.name.islower() or described(None, party) == "medium")


def _of_party(report: Report, party: Party, kind: str | None, *, path: tuple[str, ...]) -> Sourced:
    party = in_full(report, party)
    credit = _IN_BRACKETS.search(party.name)
    publisher = publisher_named(party.name) or (publisher_named(credit.group(1)) if credit else None)
    if publisher is not None:
        return _of_outlet(party.name, publisher, path=path)
    known = described(report, party)
    sort = kind if kind not in (None, "other", "agency") else {"state": "official"}.get(known or "", known)
    if sort == "anonymous" and party.name[:1].isupper() and is_person(party):
        sort = None  # who is named is not unnamed, whatever his office
    identity = party.actor_id or f"n:{slug(party.name)}"
    origin_kind = sort if sort in ("official", "witness", "document", "anonymous", "outlet") else "other"
    origin = Origin(id=identity, name=party.name, kind=origin_kind)
    return Sourced(origin, behind(report, party, sort, known), path)


def _of_outlet(
    name: str, publisher: Publisher | None, *, own_work: bool = True, seen: bool = False, path: tuple[str, ...] = ()
) -> Sourced:
    """The origin of what an outlet tells; an outlet that no table knows counts only for what it has `seen` itself."""
    if publisher is None:
        own = f"press:{slug(name)}" if seen else None
        return Sourced(Origin(id=f"n:{slug(name)}", name=name, kind="outlet"), own, path)
    kind = publisher.kind if publisher.kind in ("agency", "state_media") else "outlet"
    origin = Origin(id=f"o:{slug(publisher.name)}", name=publisher.name, kind=kind)
    behind = f"state:{publisher.country}" if kind == "state_media" else f"press:{publisher.family}"
    return Sourced(origin, behind if own_work else None, path)
