"""What reports tell clause by clause: words said by somebody, and what the report itself says happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dateline.compare.background import is_background
from dateline.compare.origins import Sourced, source_of
from dateline.compare.reports import Report, Sentence, Weights
from dateline.compare.wording import Wording
from dateline.lexicon.opposites import contraries_of
from dateline.lexicon.same_words import sense
from dateline.lexicon.words import words_of
from dateline.model.annotation import Event, Party
from dateline.model.text import Span

FEWEST_WORDS = 2
"""A clause of fewer telling words says too little to be lined up."""
_CUT = re.compile(
    r"; |: |, (?:and|but|while|whereas|although|though|which|who|whose|when|where|after|before|as) |, (?=[a-z]+ing )"
    r"| (?:after|when|while|because) "
    r"| and (?=[a-z]{3,}ed )"
    r"| (?:and|but) (?=(?:it|he|she|they|we|the|that|an?|had|was|were|has|have|is|are|will|would|his|her|its|their)\b)"
)
_SAYING = re.compile(
    r"said|says|told|tells|announced|reported|reports|repeated|added|according|denied|confirmed|spoke|stressed|warned",
    re.IGNORECASE,
)
_OF_A_DEED = re.compile(r"den(?:ied|ies)", re.IGNORECASE)
"""Verbs of saying that are acts, when some words of what was denied or announced come with them."""
LONGEST_CREDIT = 14
BEFORE = 30
"""Characters before a clause in which it may be said that it is denied."""
DENIES_IT = re.compile(
    r"\b(?:den(?:ied|ies|y)|reject(?:ed|s)|dismiss(?:ed|es)|disput(?:ed|es)|doubt(?:ed|s)"
    r"|contradict(?:ed|s)|refut(?:ed|es)) "
    r"(?:it|this|that|him|her|them|the (?:claims?|charges?|reports?|accusations?|allegations?))\b"
    r"|\bdisagree[ds]?\b|\bcall(?:ed|s) (?:it|this|that|the (?:claims?|charges?|reports?|accusations?|allegations?))"
    r" (?:a lie|lies|untrue|false|nonsense|baseless|fabricated)\b",
    re.IGNORECASE,
)
"""Short words by which another side says that it is not so."""
_WORD = re.compile(r"[a-z]{2,}")
_CAPITALISED = re.compile(r"\b[A-Z][^\W\d_]+")
_NOT = re.compile(
    r"\b(?:no|not|never|nobody|none|neither|nor|without|refused|false)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_CHARGES = r"(?:claims?|charges?|reports?|accusations?|allegations?|suggestions?|rumou?rs?)"
_DENIES = re.compile(
    rf"(?<!confirm )(?<!confirm, )(?<!confirm or )(?<!confirmed or )(?<!confirm nor )(?<!confirmed nor )"
    rf"\b(?:(?P<bare>den(?:ied|ies|y|ying))|denials? (?:of|that)|disput(?:ed|es|ing) that"
    rf"|(?:rejected|dismissed) (?:the |all |any )?{_CHARGES})\b"
)
"""What is behind these words is not so, says somebody; "neither confirmed nor denied" says nothing."""
_WAS = re.compile(r"\b(?:is|are|was|were|be|been|being|previously|long) $")
"""Who was denied something did not get it."""
_CONTENT = re.compile(
    rf"\s*(?:that\b|it\b|this\b|(?!.{{0,12}}thing)[a-z]+ing\b|any\b|all\b|(?:the )?{_CHARGES}\b"
    r"|(?:such |a |an )?(?:responsibility|involvement|wrongdoing|ties?|links?|role|part|guilt|knowledge|plans?)\b"
    r"|[.,;”\"]|$)"
    r"|\s*(?:he|she|they|we|it|I|his|her|their|its|the|[A-Z][\w’'-]+)\b.{0,60}?"
    r"\b(?:was|were|had|has|have|is|are|did|do|would|will|[a-z]{2,}(?:ed|es|s)|give|take|make)\b"
)
"""What is denied is told in a clause; who denies somebody something refuses it."""
_ENDS = re.compile(r"[.!?;:“”\"]")
_TO_COME = re.compile(
    r"\b(?:will|would|is to|are to|was to|were to|"
    r"plans?|planned|expected to|expects?|going to|may|might|could|intends?)\b"
)
_DONE = re.compile(
    r"\b(?:was|were|has|have|had|did|went|came|took|gave|got|said|told|held|left|lost|led|met|paid|sent|shut|won|cut"
    r"|put|set|let|[a-z]{2,}ed)\b"
)
"""Forms that tell a deed as done: "they pay" after "they will pay" is the same plan."""
_POINTS = re.compile(r"\W*(?:it|this|that|so|them|him|her)\W*", re.IGNORECASE)
"""What is said when only a word points at it: "he denies it"."""
_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "who", "that", "i", "you"))


@dataclass(frozen=True, eq=False)
class Telling:
    """One clause of one report with its words, who says it and what sort of act it tells."""

    report: Report
    sentence: Sentence
    span: Span
    words: Weights
    speaker: frozenset[str]
    who: Party | None
    is_said: bool
    is_direct: bool
    is_count: bool = False
    """Whether it is there for the sake of a figure."""
    is_all_said: bool = False
    """Whether its speaker says hardly more in the report."""

    @cached_property
    def sourced(self) -> Sourced | None:
        """Where it comes from."""
        return source_of(self.report, self.span, said_by=self.who)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events in it."""
        return tuple(one for one in self.report.events if one.trigger is not None and self.span.contains(one.trigger))

    @cached_property
    def acts(self) -> frozenset[str]:
        """The sorts of its events."""
        return frozenset(one.type for one in self.events)

    @cached_property
    def counted(self) -> frozenset[str]:
        """What its figures count or measure."""
        inside = (one for one in self.report.figures if self.span.contains(one.span))
        return frozenset(one.unit or one.counted or "" for one in inside) - {""}

    @cached_property
    def names(self) -> frozenset[str]:
        """The last words of the names in it."""
        inside = (one for one in self.report.mentions if self.span.contains(one.span))
        return frozenset(word for one in inside for word in words_of(one.name)[-1:])

    @cached_property
    def naming(self) -> frozenset[str]:
        """Its words with a capital: one name with its title is one tie, however long."""
        return frozenset(sense(word) for word in _CAPITALISED.findall(self.exact))

    @cached_property
    def is_negated(self) -> bool:
        """Whether it has a "not"."""
        return bool(_NOT.search(self.exact))

    @cached_property
    def is_denied(self) -> bool:
        """Whether it says that something is denied."""
        text = self.report.article.text
        return any(
            _says_no(text, found)
            for found in _DENIES.finditer(text, max(0, self.span.start - BEFORE), self.span.end)
            if found.end() > self.span.start or not _ENDS.search(text, found.end(), self.span.start)
        )

    @cached_property
    def is_to_come(self) -> bool:
        """Whether it tells what is to be."""
        return bool(_TO_COME.search(self.exact)) or any(one.modality in ("planned", "requested") for one in self.events)

    @cached_property
    def is_done(self) -> bool:
        """Whether it tells something as done: in a past form, and not as what is to be."""
        return not self.is_to_come and bool(_DONE.search(self.exact))

    @cached_property
    def is_past(self) -> bool:
        """Whether it is history."""
        return is_background(self.report, self.span)

    @property
    def is_no(self) -> bool:
        """Whether it says that something is not so."""
        return self.is_denied or self.is_negated

    @cached_property
    def contraries(self) -> frozenset[str]:
        """The senses that say the contrary of one of its words."""
        return frozenset(against for one in self.senses for against in contraries_of(one)) - self.senses

    @cached_property
    def senses(self) -> frozenset[str]:
        """The senses of its words, also of those that weigh nothing."""
        return frozenset(map(sense, _WORD.findall(self.exact)))

    def is_against(self, other: Telling) -> bool:
        """Whether the one says that it is so and the other that it is not, or the contrary of it."""
        return (self.is_no != other.is_no) != self.is_contrary(other)

    def is_contrary(self, other: Telling) -> bool:
        """Whether the one has a word that says the contrary of a word of the other, and neither has both."""
        if not self.contraries & other.senses:
            return False
        mine = self.senses - other.senses
        return any(contraries_of(one) & other.senses - self.senses for one in mine)

    @property
    def exact(self) -> str:
        """The words."""
        return self.span.of(self.report.article.text)


def _says_no(text: str, found: re.Match[str]) -> bool:
    """Whether words of denial deny what follows: not in "benefits denied to them", "could not confirm or deny"."""
    if not found.group("bare"):
        return True
    return not _WAS.search(text, max(0, found.start() - BEFORE), found.start()) and bool(
        _CONTENT.match(text, found.end())
    )


def tellings_of(report: Report, wording: Wording) -> list[Telling]:
    """Return the clauses of a report that say enough to be lined up with those of another."""
    found = []
    for sentence in report.sentences:
        if sentence.is_line:
            continue
        for span, speaker, is_said, direct in _pieces(report, sentence):
            made = _telling(report, sentence, span, wording, speaker=speaker, is_said=is_said, direct=direct)
            fewest = 1 if is_said and speaker is not None else FEWEST_WORDS
            if len(made.words) >= fewest or DENIES_IT.search(made.exact):
                found.append(made)
    return found


def _pieces(report: Report, sentence: Sentence) -> Iterator[tuple[Span, Party | None, bool, bool]]:
    """Go through the clauses of a sentence: what is said in it, then the rest of it."""
    text = report.article.text
    said: list[Span] = []
    for quote in report.quotes:
        inside = [part for part in quote.content if part.overlaps(sentence.span)]
        if not inside or quote.speaker is None or _POINTS.fullmatch(text, inside[0].start, inside[0].end):
            continue
        for part in inside:
            whole = Span(max(part.start, sentence.span.start), min(part.end, sentence.span.end))
            if any(whole.overlaps(other) for other in said):
                continue
            said.append(whole)
            for piece in _clauses(text, whole):
                yield piece, quote.speaker, True, quote.direct is True
    told_by = [
        quote.span
        for quote in report.quotes
        if quote.speaker is not None
        and any(not _POINTS.fullmatch(text, part.start, part.end) for part in quote.content)
    ]
    at = sentence.span.start
    for one in [*sorted(said, key=lambda span: span.start), Span(sentence.span.end, sentence.span.end + 1)]:
        denies = bool(DENIES_IT.search(text, at, one.start))
        if one.start - at >= 25 or denies:
            for piece in _clauses(text, Span(at, one.start)):
                is_told = any(whole.contains(piece) for whole in told_by)
                says_more = not is_told and not _only_says_who(text, piece)
                if says_more or (denies and DENIES_IT.search(piece.of(text))):
                    yield piece, None, False, False
        at = max(at, one.end)


def _only_says_who(text: str, span: Span) -> bool:
    """Whether a clause only tells who spoke: "chief executive Ana Ruiz said on Friday"."""
    words = span.of(text).split()
    if len(words) > LONGEST_CREDIT or DENIES_IT.search(span.of(text)):
        return False
    at = next((number for number, word in enumerate(words) if _SAYING.fullmatch(word.strip(".,"))), None)
    if at is None or (_OF_A_DEED.fullmatch(words[at]) and len(words) - at > 2):
        return False
    return at < 2 or len(words) - at <= 5


def _clauses(text: str, span: Span) -> Iterator[Span]:
    """Cut a passage where a clause ends; what is shorter than a few words stays with what is before it."""
    begin = span.start
    for cut in _CUT.finditer(text, span.start, span.end):
        if cut.start() - begin >= 20 and span.end - cut.end() >= 20:
            yield _trimmed(text, begin, cut.start())
            begin = cut.end()
    yield _trimmed(text, begin, span.end)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(" ,.;:“”\"'‘’—–-"))
    right = len(piece) - len(piece.rstrip(' ,;:“”"‘’—–-'))
    return Span(start + left, max(start + left + 1, end - right))


def _telling(
    report: Report,
    sentence: Sentence,
    span: Span,
    wording: Wording,
    *,
    speaker: Party | None,
    is_said: bool,
    direct: bool,
) -> Telling:
    return Telling(
        report=report,
        sentence=sentence,
        span=span,
        words=wording.weigh(span.of(report.article.text)),
        speaker=keys_of(speaker) if speaker else frozenset(),
        is_said=is_said,
        is_direct=direct,
        who=speaker,
        is_count=not direct and _is_a_count(report, span),
    )


def _is_a_count(report: Report, span: Span) -> bool:
    """Whether a clause is there for the sake of a figure: such claims are lined up by their figures."""
    half = span.start + len(span) // 2
    return any(span.start <= one.span.start < half and one.span.end <= span.end for one in report.figures)


def keys_of(party: Party) -> frozenset[str]:
    """Return the id and the last name of a speaker; a bare pronoun names nobody."""
    words = words_of(party.name)
    if not words or (len(words) == 1 and words[0] in _PRONOUNS):
        return frozenset()
    keys = {"n:" + words[-1]}
    if party.actor_id:
        keys.add(party.actor_id)
    return frozenset(keys)


def main_event(one: Telling) -> Event | None:
    """The surest event of a clause."""
    return max(one.events, key=lambda event: event.confidence, default=None)
