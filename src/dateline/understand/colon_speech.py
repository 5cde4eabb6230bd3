"""Speech after a colon without marks: transcripts ("RUIZ: We agree.") and headlines ("Minister: no talks")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from dateline.understand.parse import Parse
from dateline.understand.quote_marks import Paragraph
from dateline.understand.speech import Said
from dateline.understand.speech_grammar import Subject

_TRANSCRIPT = re.compile(r"([A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]+){0,3})(:)\s+(?=\S)")
_HEADLINE = re.compile(r"([A-Z][\w.'’-]*(?: [\w.'’-]+){0,4}?)(:)\s+(?=[A-Z“‘\"'\d])")
_CREDITED = re.compile(r"(:)\s+([\w'’-]+(?: [\w'’-]+){0,3})\.?\s*$")
_ENDS = re.compile(r"[.!?…][”\"’']*$")
_PICTURE = re.compile(r"\b(?:Photo|Picture|Image|Video|Source|Photograph|Credit|File|Graphic|Map)s?$", re.IGNORECASE)
_LONGEST_HEADLINE = 160


def colon_speech(parse: Parse, found: list[Paragraph], is_human: Callable[[Subject], bool]) -> Iterator[Said]:
    """Lines that name their speaker before a colon, or a headline that names it behind one."""
    text = parse.text
    found = [one for one in found if text.find(":", one.start, one.end) >= 0]
    labels = Counter(match[1] for one in found if (match := _TRANSCRIPT.match(text, one.start, one.end)))
    for paragraph in found:
        start, end = paragraph.start, paragraph.end
        spoken = _TRANSCRIPT.match(text, start, end)
        # "CORRECTION:" stands once, a speaker of a transcript again and again.
        if spoken is not None and (labels[spoken[1]] > 1 or is_human(_subject(parse, *spoken.span(1)))):
            yield _said(parse, spoken.span(1), spoken.span(2), (spoken.end(), end), 0.8, "transcript")
            continue
        if end - start > _LONGEST_HEADLINE:
            continue
        before, after = _HEADLINE.match(text, start, end), _CREDITED.search(text, start, end)
        if before is not None and is_human(_subject(parse, *before.span(1))):
            yield _said(parse, before.span(1), before.span(2), (before.end(), end), 0.6, "headline with a colon")
        elif (
            after is not None
            and not _PICTURE.search(text, start, after.start())
            and is_human(_subject(parse, *after.span(2)))
        ):
            yield _said(parse, after.span(2), after.span(1), (start, after.start()), 0.55, "headline with a credit")


def _said(
    parse: Parse, speaker: tuple[int, int], cue: tuple[int, int], content: tuple[int, int], sure: float, why: str
) -> Said:
    exact = parse.text[content[0] : content[1]]
    stop = content[0] + len(exact.rstrip())
    return Said(((content[0], stop),), cue, _subject(parse, *speaker), False, sure, why)


def _subject(parse: Parse, start: int, end: int) -> Subject:
    first, stop = parse.tokens_in(start, end)
    stop = max(stop, first + 1)
    inside = [token for token in range(first, min(stop, len(parse))) if not first <= parse.head(token) < stop]
    nouns = [token for token in inside if parse.pos[token] in ("NOUN", "PROPN")]
    return Subject((nouns or inside or [first])[0], first, stop)
