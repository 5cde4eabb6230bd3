"""Who gives a number without being said to say it: police who counted, a paper that shows, a bank that cut its rate."""

from __future__ import annotations

import re

from dateline.compare.reports import Report, Sentence
from dateline.compare.speakers import is_pronoun
from dateline.lexicon.source_nouns import noun_sets
from dateline.model.annotation import Attribution, Party
from dateline.model.text import Span

OWN_COUNT = re.compile(
    r"\b(?:our|this (?:newspaper|magazine)['’]s|the (?:paper|magazine|station)['’]s) "
    r"(?:own )?(?:reporter|correspondent|count)\b"
    r"|['’]s own (?:count|tally|reporter)|\bour (?:own )?[a-z]+ (?:counted|saw)\b",
    re.IGNORECASE,
)
_NAME = (
    r"(?:(?:But|And|Later|Meanwhile),? )?(?:(?:The|Its|Their|His|Her|A|An|[A-Z][\w-]+['’]s?) [^,.;:]{3,45}, )?"
    r"((?:[A-Z][\w'’.-]*)"
    r"(?: (?!(?:was|were|is|are|been|be|being|number|has|have|had|its|his|her|their)\b)[\w'’.-]+){0,5}?),?"
)
_COUNTER = re.compile(
    _NAME + r"(?: also| again| later| on [A-Z][a-z]+day)?"
    r" (?:(?:has|have|had) )?(?:also |again |so far )?"
    r"(?:counted|counts|estimates?|estimated|puts?|lists|listed|reckons?|recorded|offers?|offered|promises|promised|pledged"
    r"|acknowledged|admitted|admits|claims|claimed|blamed|blames|accused|accuses|rejected|confirmed|confirms|conceded|valued"
    r"|announced|demanded|demands|insists|insisted|disputes?|disputed|warned"
    r"|gives|gave|speaks of|spoke of|denies|denied|disagrees?|disagreed|doubts?|doubted)\b"
    r"(?! (?:way|up|birth|rise)\b)(?! [^.;]{0,20}\b(?:lives?|victims?)\b)"
)
"""Who counts need not be said to say so: "Police counted some 200"."""
_SETS = re.compile(
    _NAME + r"(?: on [A-Z][a-z]+day)? (?:(?:has|have|had) )?(?:also |again |now |since )?"
    r"(?:revised?|raised?|raises|cut|cuts|lower(?:s|ed)|lift(?:s|ed)|trim(?:s|med)|reduc(?:es|ed)|increas(?:es|ed)"
    r"|(?:down|up)grad(?:es|ed)|expects?|expected|put aside|set aside)"
    r"(?: (?:its|their|the) (?:[\w-]+ ){0,3}?(?:estimates?|counts?|tally|tallies|tolls?|forecasts?|rates?|figures?"
    r"|outlook|targets?|projections?|offers?|numbers?|guidance)\b| (?:to )?[$€£\d]| the [\w-]+ to cost)"
)
"""A body that sets a number of its own: "The bank lowered its rate to 3 percent"."""
_BODY_COUNTS = re.compile(
    r" (?:has|have|had|came to|comes? to|come up with|arrived? at|arrives at|saw|sees|tall(?:ied|ies)) "
)
"""Of a body also these words tell that it counts, before a number: "The institute came to 47 percent"."""
_LEADING = 70
"""So far from the start of its sentence the name of a body that counts may end."""
_PAPER = re.compile(
    r"((?:An?|The|Its|Their|[A-Z][\w-]+['’]s?) (?:[\w'’-]+ ){0,4}?(?:report|document|study|survey|poll|letter|log|memo"
    r"|video|footage|pictures?|images?|records?|data|figures|indictment|filing|manifest))"
    r"(?: (?:of|by|from|obtained|seen|that|which)\b[^,.;]{0,60}?)?"
    r" (?:gives?|gave|shows?|showed|lists?|listed|puts?|finds?|found|suggests?|indicates?|names?|named)\b"
)
"""A paper that tells: "An internal document obtained by the Ledger gives"."""
_ACCORDING = re.compile(r"According to ((?:the|an?) [^,;]{2,60}|[A-Z][^,;]{2,60}?),")
_ACT = re.compile(r"\b(?:added|recalled|ordered)$")
_NUMBER = re.compile(r"(?:(?:about|some|only|just|nearly|over|more than) )?[$€£\d]")
_TOLD = re.compile(r"that\b|[\"“'‘]|(?:he|she|it|they|there|this)\b", re.IGNORECASE)
_IN_PASSING = re.compile(
    r"\b(?:after|over|following|since|cut to|about) (?:an?|the|last|this)\b[^,;:]*?,? (?:in which|"
    r"that (?:(?:had|has|have) )?(?:killed|left|brought|claimed|injured|wounded|drew|cost|displaced|destroyed)) "
    r"(?:(?:about|some|at least|more than|nearly|up to) )?$"
)
_NOBODY = re.compile(r"(?:no|neither|nobody|none|both)\b", re.IGNORECASE)


def who_counts(report: Report, sentence: Sentence, span: Span) -> tuple[Party, str | None] | None:
    """The body, paper or person that opens a sentence and gives what stands in it; its kind where it is a paper."""
    source = _ACCORDING.match(sentence.text)
    if source and ";" not in report.article.text[sentence.span.start : span.start]:
        name = source.group(1)
        return Party(name=name), "document" if name.split()[-1] in noun_sets()["document"] else None
    paper = _PAPER.match(sentence.text)
    counter = _COUNTER.match(sentence.text) or _SETS.match(sentence.text)
    body = _body_that_counts(report, sentence.span, span) if counter is None else None
    if body is not None:
        return body, None
    if paper is not None:
        return Party(name=paper.group(1)), "document"
    if counter is None or is_pronoun(counter.group(1)) or _NOBODY.match(counter.group(1)):
        return None
    return Party(name=counter.group(1)), None


def goes_on_counting(sentence: Sentence) -> bool:
    """Whether whoever was named before is said to count: "It put turnout at 41 percent"."""
    counter = _COUNTER.match(sentence.text) or _SETS.match(sentence.text)
    return counter is not None and is_pronoun(counter.group(1))


def is_an_act(report: Report, one: Attribution) -> bool:
    """Whether its verb tells what somebody did, not what he said: "added 40 jobs", "recalled the jars"."""
    if one.covers is None or not one.links:
        return False
    covered = one.covers.of(report.article.text)
    verb = _ACT.search(report.article.text[one.span.start : one.covers.start].rstrip())
    return verb is not None and (bool(_NUMBER.match(covered)) if verb.group() == "added" else not _TOLD.match(covered))


def is_in_passing(report: Report, span: Span) -> bool:
    """Whether a number only says which earlier happening is meant: "after a fire in which 14 died, he said"."""
    sentence = report.sentence_at(span.start)
    return sentence is not None and bool(_IN_PASSING.search(report.article.text[sentence.span.start : span.start]))


def stands_apart(report: Report, one: Attribution, span: Span) -> bool:
    """Whether who speaks is named only behind a semicolon: "200 came; 14 were arrested, police said"."""
    who = one.links[0].party.span if one.links else None
    return who is not None and ";" in report.article.text[span.end : who.start]


def is_nobody(party: Party) -> bool:
    """Whether a name says that nobody in particular tells it: "no group", "both sides"."""
    return bool(_NOBODY.match(party.name))


def _body_that_counts(report: Report, sentence: Span, span: Span) -> Party | None:
    """The body that opens a sentence and has the number behind it as its own."""
    for one in report.mentions:
        if (
            one.kind == "organization"
            and sentence.start <= one.span.start
            and one.span.end <= sentence.start + _LEADING
        ):
            verb = _BODY_COUNTS.match(report.article.text, one.span.end, sentence.end)
            if verb and 0 <= span.start - verb.end() <= 3:
                return Party(name=one.name, actor_id=one.actor_id, country=one.country, sector=one.sector)
    return None
