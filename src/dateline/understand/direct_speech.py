"""Words between quotation marks with who says them: cues before, after and between, and paragraphs that run on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dateline.lexicon.reporting import reporting_verb
from dateline.understand.parse import Parse
from dateline.understand.quote_marks import Paragraph, Quoted
from dateline.understand.speech import Said, addressee_of, relay_of
from dateline.understand.speech_grammar import (
    Subject,
    cue_range,
    is_verb,
    noun_phrase,
    subject_of,
    trimmed,
    with_name_before,
)

_LONGEST_CUE = 40
_LONGEST_CREDIT = 25
_BEFORE = "subject of the sentence before"
_SMALL_WORDS = frozenset(("with", "from", "over", "into", "that", "than", "your", "when", "about"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_SENTENCE_END = re.compile(
    r"[.?!…](?<![\s.][A-Z].)(?<!\bMr.)(?<!\bMrs.)(?<!\bMs.)(?<!\bDr.)(?<!\bSen.)(?<!\bRep.)(?<!\bGov.)(?<!\bGen.)"
    r"(?<!\bSt.)(?<!\bJr.)(?<!\bLt.)(?<!\bCol.)(?<!\bSgt.)(?<!\bRev.)(?<!\bProf.)(?<!\bCapt.)[”\"'’)]*"
    r"(?=\s+[A-Z“\"‘])"
)
_ENDS_UTTERANCE = re.compile(r"(?:[,.?!…]|—|--)[”\"'’»]*$")
_DASH_CREDIT = re.compile(r"\s*[―—–-]{1,2}\s*(?=[A-Z])")


@dataclass(slots=True)
class _Utterance:
    """One speaker's quotation in the making."""

    pieces: list[tuple[int, int]]
    cue: tuple[int, int] | None = None
    subject: Subject | None = None
    verb: int | None = None
    confidence: float = 0.9
    why: str = ""
    addressee: Subject | None = None
    via: Subject | None = None


class _Cue(NamedTuple):
    verb: int
    subject: Subject | None


def direct_speech(parse: Parse, found: list[Paragraph]) -> Iterator[Said]:
    """All quotations that are whole utterances; fragments inside a clause are left to the grammar."""
    utterances: list[_Utterance] = []
    last: _Utterance | None = None
    awaiting: _Cue | None = None
    for paragraph in found:
        made, last, awaiting = _read(parse, paragraph, last, awaiting)
        utterances.extend(made)
    for one in utterances:
        yield Said(
            tuple(one.pieces), one.cue, one.subject, True, one.confidence, one.why, one.verb, one.addressee, one.via
        )


def _read(
    parse: Parse, paragraph: Paragraph, last: _Utterance | None, awaiting: _Cue | None
) -> tuple[list[_Utterance], _Utterance | None, _Cue | None]:
    text, made = parse.text, []
    current: _Utterance | None = None
    pieces = paragraph.quoted
    for number, piece in enumerate(pieces):
        gap_start = pieces[number - 1].end if number else paragraph.start
        gap_end = pieces[number + 1].start if number + 1 < len(pieces) else paragraph.end
        before, after = (gap_start, piece.start), (piece.end, gap_end)
        if not _is_utterance(text, piece, before, after):
            current = None if number == 0 else current
            continue
        credited = _credited(parse, piece, after) if after[1] == paragraph.end else None
        if credited is not None:
            made.append(credited)
            return made, None, None
        opening = _cue_before(parse, *before) if text[before[0] : before[1]].strip() else None
        if opening is not None and number and current is None and _has_ended(parse, opening, *before):
            # ``The plan "is a trap," she said. "We leave."``: the cue has words in marks of its own.
            made.append(_Utterance([(piece.start, piece.end)], None, opening.subject, None, 0.45, _BEFORE))
            current = made[-1]
            continue
        closing = _cue_after(parse, piece, *after)
        if opening is not None and current is not None and opening.verb == current.verb:
            current.pieces.append((piece.start, piece.end))
            continue
        if opening is None and closing is None and current is not None:
            current.pieces.append((piece.start, piece.end))
            continue
        if opening is not None or closing is not None:
            current = _spoken(parse, piece, opening or closing)
            if opening is None:
                current.pieces[0] = (_with_opening(text, piece, before, first=number == 0), piece.end)
            else:
                current.pieces[:1] = _with_lead(parse, piece, opening)
            made.append(current)
            continue
        bare = not text[before[0] : before[1]].strip()
        if bare and number == 0 and awaiting is not None:
            current = _spoken(parse, piece, awaiting)
            made.append(current)
        elif bare and number == 0 and last is not None:
            last.pieces.append((piece.start, piece.end))
            current = last
        else:
            current = _uncued(parse, piece, before, after)
            if current is not None:
                made.append(current)
    ends_quoted = bool(pieces) and (pieces[-1].end >= paragraph.end - 1 or pieces[-1].runs_on)
    colon = text[paragraph.start : paragraph.end].rstrip().endswith(":")
    awaiting = _cue_before(parse, paragraph.start, paragraph.end) if colon and not ends_quoted else None
    return made, (current if ends_quoted or (current is not None and pieces) else None), awaiting


def _has_ended(parse: Parse, cue: _Cue, start: int, end: int) -> bool:
    """Tell whether the sentence of a cue right behind a quotation has closed before the next one."""
    begun = parse.span(cue.verb, cue.verb + 1)[0] >= start and parse.text[start:end].rstrip()[-1:] in (".", "!", "?")
    return begun and parse.span(*parse.sentences[parse.sentence_of(cue.verb)])[0] < start


def _with_opening(text: str, piece: Quoted, before: tuple[int, int], *, first: bool) -> int:
    """Where content begins whose marks open late: ``The plan is "a trap," she said``."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, *before)]
    if not ends and not first:
        return piece.start
    start = ends[-1] if ends else before[0]
    lead = text[start : piece.start]
    if not text[piece.start : piece.end].lstrip("“\"'‘«`")[:1].islower():
        return piece.start  # a sentence of its own
    if not lead.strip() or lead.rstrip()[-1] in ":—–-" or not lead.strip()[0].isalnum():
        return piece.start
    return start + len(lead) - len(lead.lstrip())


def _with_lead(parse: Parse, piece: Quoted, cue: _Cue) -> list[tuple[int, int]]:
    """Content that begins outside the marks: ``said that "this ends"``, ``In such cases, it said, "we act"``."""
    text, start = parse.text, parse.span(cue.verb, cue.verb + 1)[1]
    between = text[start : piece.start]
    that = start + len(between) - len(between.lstrip())
    if between.lstrip()[:5] in ("that ", "that,"):
        return [(that, piece.end)]
    first = parse.sentences[parse.sentence_of(cue.verb)][0]
    inner = text[piece.start : piece.end].lstrip("“\"'‘«`")
    if (
        cue.subject is None
        or cue.subject.implied
        or not first < cue.subject.first <= cue.verb
        or not inner[:1].islower()
    ):
        return [(piece.start, piece.end)]
    lead = parse.span(first, cue.subject.first)
    words = trimmed(text, *lead)
    if words is None or text[lead[0] : lead[1]].rstrip()[-1] != "," or not text[lead[0]].isupper():
        return [(piece.start, piece.end)]
    return [words, (piece.start, piece.end)]


def _is_utterance(text: str, piece: Quoted, before: tuple[int, int], after: tuple[int, int]) -> bool:
    inner = text[piece.start : piece.end]
    words = inner.count(" ") + 1
    lead = text[before[0] : before[1]].rstrip()
    follows = text[after[0] : after[1]].lstrip()
    if piece.runs_on:
        return True
    if _is_heading(inner) and lead[-1:] != ":":
        return False
    ends = bool(_ENDS_UTTERANCE.search(inner)) or follows[:1] == ","
    if not lead or lead[-1] in ".!?:":
        return ends or words > 3 or lead[-1:] == ":"
    if lead[-1] in ",—-–":
        return ends or words > 4
    begins = inner.lstrip("“\"'‘«`")[:1].isupper()
    return begins and ends and words > 3


def _is_heading(inner: str) -> bool:
    """The name of a work stands in marks as well: every longer word has a capital, and nothing ends it."""
    if _ENDS_UTTERANCE.search(inner.rstrip(",”\"'’")):
        return False
    words, long = inner.split(), False
    for word in words:
        bare = word.strip("“”\"'‘’.,")
        if len(bare) > 3 and bare.isalpha() and bare not in _SMALL_WORDS:
            if not bare[0].isupper():
                return False
            long = True
    return long and len(words) > 1


def _cue_after(parse: Parse, piece: Quoted, start: int, end: int) -> _Cue | None:
    """``..." the minister said`` and ``..." said the minister``, up to the end of that sentence."""
    text = parse.text
    stop = _SENTENCE_END.search(text, start, end)
    limit = stop.end() if stop else end
    if text[start:limit].lstrip()[:1] in (".", "") and not text[start:limit].strip(' .”"'):
        return None
    first, last = parse.tokens_in(start, limit)
    opened = text[piece.start : piece.end].rstrip("”\"'’»").endswith((",", "?", "!", "…", "—", "-"))
    opened = opened or text[start:limit].lstrip()[:1] == ","
    if not opened:
        return None
    for token in range(first, min(last, first + _LONGEST_CUE)):
        if not is_verb(parse, token):
            continue
        word = reporting_verb(parse.lemma(token).lower())
        if relay_of(parse, token) is not None:
            return _Cue(token, None)
        if word is None or "q" not in word.frames:
            if parse.labels[token] in ("acl:relcl", "acl", "amod", "advcl"):
                continue
            if token - first > 3 and word is None:
                return None
            continue
        if parse.labels[token] in ("acl:relcl", "acl") and _inside_subject(parse, token, first, last):
            continue
        speaker = _speaker_beside(parse, token, first, last)
        while first < token and parse.pos[first] == "PUNCT":
            first += 1
        if speaker is not None and speaker.stop <= token:
            speaker = with_name_before(parse, speaker, first)
        return _Cue(token, speaker)
    return None


def _inside_subject(parse: Parse, token: int, first: int, last: int) -> bool:
    """A relative clause inside the subject ("Ruiz, who reported on it, said") is not the cue."""
    return any(
        is_verb(parse, other) and reporting_verb(parse.lemma(other).lower()) is not None
        for other in range(token + 1, last)
        if not parse.labels[other].startswith("acl")
    )


def _speaker_beside(parse: Parse, verb: int, first: int, last: int) -> Subject | None:
    found = subject_of(parse, verb)
    if found is not None and first <= found.head < last:
        return Subject(found.head, max(first, found.first), min(found.stop, last), found.implied)
    nominal = ("NOUN", "PROPN", "PRON")
    for token in range(verb + 1, min(last, verb + 6)):
        if parse.pos[token] in nominal and parse.labels[token] not in ("nmod:poss", "nmod:desc", "compound"):
            phrase = noun_phrase(parse, token, avoid=verb)
            return Subject(token, phrase.first, min(phrase.stop, last))
        if parse.pos[token] not in ("DET", "ADJ", "ADV", "PROPN", "NOUN"):
            break
    for token in range(verb - 1, first - 1, -1):
        if parse.pos[token] in nominal and not _in_brackets(parse, token, first):
            phrase = noun_phrase(parse, token, avoid=verb)
            return Subject(token, max(first, phrase.first), phrase.stop)
    return found


def _in_brackets(parse: Parse, token: int, first: int) -> bool:
    """Tell whether a bracket is open at a token: "Moen (R-Ohio) said"."""
    last = next((other for other in range(token, first - 1, -1) if parse.word(other) in ("(", ")")), token)
    return parse.word(last) == "("


def _cue_before(parse: Parse, start: int, end: int) -> _Cue | None:
    """The last reporting verb before a quotation, when nothing but an addressee or an adverbial parts them."""
    text = parse.text
    last_end = None
    for match in _SENTENCE_END.finditer(text, start, end):
        last_end = match.end()
    first, last = parse.tokens_in(last_end or start, end)
    closing = text[start:end].rstrip()[-1:]
    for token in range(last - 1, max(first, last - _LONGEST_CUE) - 1, -1):
        if not is_verb(parse, token):
            continue
        word = reporting_verb(parse.lemma(token).lower())
        if word is None or "q" not in word.frames:
            if closing == ":" and parse.labels[token].startswith(("acl", "advcl")):
                continue
            return None
        above = parse.head(token)
        if parse.tags[token] == "VBG" and parse.labels[token] == "advcl" and first <= above < token:
            continue  # "said, repeating a common line, ..." is said
        if closing == "," and any(parse.tags[t] in _FINITE for t in range(token + 1, last)):
            return None  # what stands between is content already: the quotation ends an indirect quote
        near = last - token <= 4
        if closing in (":", ",") or near:
            return _Cue(token, subject_of(parse, token) or _speaker_beside(parse, token, first, last))
        return None
    return None


def _spoken(parse: Parse, piece: Quoted, cue: _Cue | None) -> _Utterance:
    assert cue is not None
    span = parse.span(*cue_range(parse, cue.verb))
    relay = relay_of(parse, cue.verb)
    if relay is not None:
        pieces = [(piece.start, piece.end)]
        return _Utterance(pieces, span, relay.speaker, cue.verb, 0.9, "quotation passed on", via=relay.relayer)
    return _Utterance(
        [(piece.start, piece.end)],
        span,
        cue.subject,
        cue.verb,
        0.92 if cue.subject is not None else 0.6,
        f"quotation with {parse.lemma(cue.verb).lower()}",
        addressee_of(parse, cue.verb),
    )


def _uncued(parse: Parse, piece: Quoted, before: tuple[int, int], after: tuple[int, int]) -> _Utterance | None:
    """A whole sentence in marks without a cue: a credit after it, or the subject of the sentence before."""
    text = parse.text
    credited = _credited(parse, piece, after)
    if credited is not None:
        return credited
    inner = text[piece.start : piece.end]
    if inner.count(" ") < 5 or text[before[0] : before[1]].rstrip()[-1:] not in (".", "!", "?"):
        return None
    first, last = parse.tokens_in(*before)
    if first >= last:
        return None
    sentence = parse.sentence_of(last - 1)
    root = parse.root(sentence)
    subject = subject_of(parse, root) if first <= root < last else None
    if subject is None:
        return None
    return _Utterance([(piece.start, piece.end)], None, subject, None, 0.45, _BEFORE)


def _credited(parse: Parse, piece: Quoted, after: tuple[int, int]) -> _Utterance | None:
    """Who stands behind a dash to the end of the line: ``"Never again." - Ana Ruiz, teacher``."""
    text = parse.text
    dash = _DASH_CREDIT.match(text, *after)
    if dash is None:
        return None
    first, last = parse.tokens_in(dash.end(), after[1])
    if not first < last <= first + _LONGEST_CREDIT or any(parse.tags[token] in _FINITE for token in range(first, last)):
        return None
    head = next((t for t in range(first, last) if parse.pos[t] == "PROPN"), first)
    mark = text[dash.start() : dash.end()]
    begin = dash.start() + len(mark) - len(mark.lstrip())
    cue = (begin, begin + len(mark.strip()))
    return _Utterance([(piece.start, piece.end)], cue, Subject(head, first, last), None, 0.7, "credit after a dash")
