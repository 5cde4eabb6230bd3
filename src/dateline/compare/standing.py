"""What stands behind a party: a state with its officials and media, a body of its own, a witness, a paper, nobody.

The key is what origins are counted by: two with one key are not known to be independent.
"""

from __future__ import annotations

import re
from collections import Counter

from dateline.compare.named_again import in_full, long_form, owner_before
from dateline.compare.reports import Report
from dateline.compare.speakers import is_person
from dateline.lexicon.countries import country_of_demonym, country_of_name, seat_of_government
from dateline.lexicon.source_nouns import noun_sets
from dateline.model.annotation import Party

STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_OWN_SECTORS = frozenset({"REB", "NGO", "BUS", "MNC", "OPP", "IGO", "UNS", "PTY", "LAB"})
LONGEST_OFFICE = 25
"""Characters between a body and the name of who speaks for it: "NASA Administrator Ana Ruiz"."""
AROUND = 70
"""Characters to either side of a name in which a country may be named that somebody speaks for."""
_BODY_NAMED = re.compile(r"(?:[A-Z]{3})(?:GOV|MIL|COP|JUD|LEG|SPY)\b")
_PUBLIC_BODY = re.compile(
    r"(?:\b(?:statistic(?:s|al)|electoral|elections?|census|central bank|meteorological|coast ?guard|bureau of"
    r"|weather (?:service|bureau|office)|civil (?:protection|defen[cs]e)|fire (?:service|department|brigade)"
    r"|geological survey|volcano observatory|national (?:guard|park service)|public health"
    r"|disaster (?:management|response) (?:agency|authority|office)|court(?:s| martial| of [\w ]+)?"
    r"|securities (?:and exchange )?commission)\b"
    r"|^(?:the )?(?:U\.?S\.? )?(?:office|department|ministry|directorate|agency) (?:of|for) "
    r"|^(?:the )?(?:U\.?S\.? )?federal (?!.*(?:bank|union|express|savings|party|association|credit)\b))"
    r"(?!.* (?:group|firm|network|watch|observers?|monitors?|union|association|club|project|foundation)\b)",
    re.IGNORECASE,
)
"""Bodies that a state has, whatever noun their names end in: "Nordish Statistical Institute"."""
_NOT_SLUG = re.compile(r"[^\w]+")
_WORDS = re.compile(r"[A-Z][^\W\d_]+(?: (?:of |and )?[A-Z][^\W\d_]+)*")
_OWNER = re.compile(r"(?P<owner>.{2,60}?)(?:['’]s|(?<=s)['’]) (?:[a-z-]+ ){0,3}(?P<noun>[a-z-]+)$")
_HEAD = re.compile(
    r"(?:the |an? |its |their |his |her )?(?:[\w-]+ ){0,3}?(?P<noun>[a-z-]+) (?P<link>by|of|from|to|on|about|for) "
)
_OFFICE = (
    r"(?:spokes(?:man|woman|person)|chief executive|CEO|president|chair(?:man|woman)|director|head|lawyer|leader|chief)"
)
_BODIES = ("company", "firm", "union", "network", "group", "party", "club", "bank", "hospital", "charity")
_OFFICE_BEFORE = re.compile(
    rf"(?P<whose>(?!(?:The|Its|Their|His|Her|An|Our)\b)(?:[A-Z][\w&-]+ )*[A-Z][\w&-]+"
    rf"|{'|'.join(_BODIES)})(?:['’]s?)? "
    rf"(?:[a-z]+ )?{_OFFICE},? $"
)
_OWN_OFFICE_BEFORE = re.compile(rf"\b(?:[Ii]ts|[Tt]heir) (?:[a-z-]+ )?{_OFFICE},? $")
_OFFICE_AFTER = re.compile(
    rf", (?:the |an? |its )?(?:[a-z]+ )?{_OFFICE} (?:of|for|at) (?:the )?(?P<whose>(?:[A-Z][\w&-]+ )*[A-Z][\w&-]+)"
)
_VOICE = re.compile(
    r"(?:(?:an?|the|its|their) )?(?:[\w-]+ )?(?:spokes(?:man|woman|person)|lawyer|attorney|representative|executive)"
    r" (?:for|of|at) (?P<whose>.+)",
    re.IGNORECASE,
)
"""Who speaks for somebody is one with whom he speaks for."""
_INSIDER = re.compile(
    r"(?:an?|one|another|some) (?:[\w'’-]+ ){0,3}?(?:managers?|employees?|executives?|insiders?)\b(?! for\b)"
    r"|(?:an?|one) member of (?:the|its|an?) (?:[\w'’-]+ )?(?:board|team|panel|committee|management)\b",
    re.IGNORECASE,
)
"""Who speaks from inside a body without a name is not known."""


def behind(report: Report, party: Party, sort: str | None, known: str | None) -> str | None:
    """The key of what stands behind a party; None for those who are not named."""
    if sort == "anonymous":
        return None
    if sort in ("document", None) or known is None:
        paper = _of_paper(report, party)
        if paper is not None:
            return paper
    sectors = set((party.sector or "").split())
    if not is_person(party) and (full := long_form(report, party.name)) is not None:
        long_state = _sort_of(full) == "state" or bool(_PUBLIC_BODY.search(full))
        if long_state:
            return f"state:{party.country or _named_in(full) or country_of(report, party)}"
    if _INSIDER.match(party.name):
        return None
    if is_person(party) and not sectors and (owned := _owner_of_office(report, party.name)) is not None:
        return owned
    voice = _VOICE.match(party.name)
    if voice:
        whose = voice.group("whose")
        if _sort_of(whose) == "state" or _named_in(whose):
            return f"state:{country_of(report, party)}"
        if not sectors or whose.removeprefix("the ").islower():
            return _body(Party(name=whose))
    if not sectors and is_person(party) and _speaks_for_a_state(report, party):
        return f"state:{country_of(report, party)}"
    may_be_private = (party.actor_id or "p:").startswith("p:") and known == "own"
    if (sectors & STATE_SECTORS and not may_be_private) or _BODY_NAMED.match(party.actor_id or ""):
        return f"state:{country_of(report, party)}"
    if not sectors and not (party.actor_id or "").startswith("p:") and _PUBLIC_BODY.search(party.name):
        return f"state:{country_of(report, party)}"
    if sectors & _OWN_SECTORS or known == "own":
        return (_employer(report, party) if is_person(party) else None) or _body(party)
    if sort == "witness":
        named = party.name[:1].isupper() and " " in party.name
        return f"witness:{_last(party)}" if named else f"witness:{report.id}"
    if sort == "official" or known == "state":
        return f"state:{country_of(report, party)}"
    if sort == "document":
        bare = party.name.islower() or party.name.lower().startswith("the ")
        return f"document:?{slug(party.name).split('-')[-1]}" if bare else f"document:{slug(party.name)}"
    if sort == "outlet":
        return f"press:{slug(party.name)}"
    return _body(party)


def slug(name: str) -> str:
    """A name as a key: small letters with hyphens."""
    return _NOT_SLUG.sub("-", name.casefold()).strip("-")


def country_of(report: Report, party: Party) -> str:
    """The country whom an official serves: known, in the name, beside it, where the report comes from, at home."""
    return party.country or _named_in(party.name) or _named_beside(report, party) or seat_of(report) or "?"


def seat_of(report: Report) -> str | None:
    """Whose police "the police" are: the country the reports name most, or that of the dateline, if also named."""
    if not report.seats:
        report.seats.append(_seat_of(report))
    return report.seats[0]


def _seat_of(report: Report) -> str | None:
    article = report.article
    place = article.dateline.place if article.dateline else None
    if not place:
        return report.home
    end = report.sentences[0].span.start if report.sentences else 0
    there = {
        one.country for one in report.places if one.country and one.span.start < max(end, 60) and one.name in place
    }
    there |= {one.country for one in report.places if one.country and one.exact.casefold() in place.casefold()}
    capital = seat_of_government(place.title())
    there |= {capital} if capital else set()
    later = [one.country for one in report.places if one.span.start >= end]
    later += [one.country for one in report.mentions if one.span.start >= end]
    named = Counter(filter(None, later))
    fit = [country for country in sorted(there) if named[country] and 3 * named[country] >= named[report.home or ""]]
    return fit[0] if fit else report.home


def _named_in(name: str) -> str | None:
    """The country in a name: "China Coast Guard", "the Philippine navy"."""
    for run in _WORDS.findall(name):
        words = run.split()
        for size in range(min(3, len(words)), 0, -1):
            for at in range(len(words) - size + 1):
                part = " ".join(words[at : at + size])
                found = country_of_name(part) or country_of_demonym(part)
                if found:
                    return found
    return None


def _named_beside(report: Report, party: Party) -> str | None:
    """The country named with the office of a person, where the report names both first."""
    if not is_person(party):
        return None
    at = report.article.text.find(party.name)
    if at < 0:
        return None
    sentence = report.sentence_at(at)
    before = report.sentence_at(sentence.span.start - 2) if sentence and sentence.span.start > 1 else None
    for place in (sentence, before):
        bodies = [
            one.country
            for one in report.mentions
            if place and one.kind == "organization" and one.country and place.span.contains(one.span)
            and set((one.sector or "").split()) & STATE_SECTORS
        ]  # fmt: skip
        if len(set(bodies)) == 1:
            return bodies[0]
    return None


def _of_paper(report: Report, party: Party) -> str | None:
    """What stands behind a report, a letter or a filing: whose it is, where that is said; else the paper itself."""
    papers = noun_sets()["document"]
    owner = _OWNER.match(party.name)
    if owner and owner.group("noun") in papers:
        whose = in_full(report, Party(name=owner.group("owner")))
        if _named_in(whose.name) and _named_in(whose.name) == whose.name:
            return f"state:{_named_in(whose.name)}"
        return behind(report, whose, None, _sort_of(whose.name))
    head = _HEAD.match(party.name)
    if head and head.group("noun") in papers:
        if head.group("link") in ("by", "of", "from"):
            whose = Party(name=party.name[head.end() :])
            return behind(report, whose, None, _sort_of(whose.name))
        return f"document:{slug(party.name)}"
    return None


def _sort_of(name: str) -> str | None:
    words = {word.lower() for word in re.findall(r"[^\W\d_]+", name)}
    sets = noun_sets()
    if words & (sets["private"] | sets["other"]):
        return "own"
    return "state" if words & sets["official"] else None


def _employer(report: Report, party: Party) -> str | None:
    """The key of whom a person speaks for, where words beside the name say it in any report of the story."""
    for one in (report, *(other for other in report.fellows if other is not report)):
        found = _said_to_speak_for(one, party.name)
        if found is not None:
            return found
    return None


def _said_to_speak_for(report: Report, name: str) -> str | None:
    """The key of the body whose office stands beside a name: "company spokesman Ana Ruiz", "its lawyer, Ana Ruiz"."""
    text, at = report.article.text, report.article.text.find(name)
    if at < 0:
        return None
    before = _OFFICE_BEFORE.search(text[max(0, at - AROUND) : at])
    if before and not _named_in(before.group("whose")):
        whose = before.group("whose")
        return _body(Party(name=f"the {whose.lower()}" if " " not in whose and whose.lower() in _BODIES else whose))
    after = _OFFICE_AFTER.match(text, at + len(name))
    if after:
        return _body(Party(name=after.group("whose")))
    return _owner_of_office(report, name)


def _owner_of_office(report: Report, name: str) -> str | None:
    """The key of the body that "its" means before an office and a name: "its leader, Ana Ruiz"; none of a state."""
    text, at = report.article.text, report.article.text.find(name)
    owned = _OWN_OFFICE_BEFORE.search(text[max(0, at - AROUND) : at]) if at >= 0 else None
    owner = owner_before(report, at - len(owned.group())) if owned else None
    if owner is None or set((owner.sector or "").split()) & STATE_SECTORS or _sort_of(owner.name) == "state":
        return None
    return _body(owner)


def _speaks_for_a_state(report: Report, party: Party) -> bool:
    """Whether a body of a state stands right before a name: "NASA chief Ana Ruiz"."""
    at = report.article.text.find(party.name)
    return any(
        0 <= at - one.span.end <= LONGEST_OFFICE and set((one.sector or "").split()) & STATE_SECTORS
        for one in report.mentions
        if one.kind == "organization"
    )


def _body(party: Party) -> str:
    """The key of a body or of somebody who speaks for himself; "the company" is some body."""
    if party.actor_id and not party.actor_id.startswith("p:"):
        return f"body:{party.actor_id}"
    bare = party.name.lower().startswith(("the ", "its ", "their ")) and not any(
        word[:1].isupper() for word in party.name.split()[1:]
    )
    return f"body:?{_last(party)}" if bare else f"body:{_last(party)}"


def _last(party: Party) -> str:
    words = slug(party.name).split("-")
    return words[-1] if words else party.name
