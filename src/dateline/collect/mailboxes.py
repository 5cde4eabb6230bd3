"""Mailboxes: many letters in one file, told apart by their "From " lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.collect import sniff
from dateline.collect.making import Wishes, in_megabytes, make_capture
from dateline.collect.streams import DamagedStream, Limits, Stream
from dateline.model.article import Capture, Failure

# "From MAILER Mon Jan 10 12:00:00 2022": a year or a clock time at the end tells it from a sentence that begins so.
_LETTER_STARTS = re.compile(rb"From \S.*\d\d:\d\d.*\d{4}")


def read_mailbox(stream: Stream, *, found_in: str, wishes: Wishes, limits: Limits) -> Iterator[Capture | Failure]:
    """Go through the letters of a mailbox in order."""
    number = 0
    letter: list[bytes] = []
    size = 0
    after_blank = True
    problem: str | None = None

    def finish() -> Capture | Failure:
        if size >= limits.page_bytes:
            return Failure(
                found_in, "collect", f"letter {number} is {in_megabytes(limits.page_bytes)} or more; left out"
            )
        body = b"".join(letter)
        return make_capture(body, media_type=sniff.MAIL, found_in=found_in, number=number, wishes=wishes)

    try:
        for line in stream.lines(limits.page_bytes):
            if line is not None and after_blank and _LETTER_STARTS.match(line):
                if number:
                    yield finish()
                number, letter, size = number + 1, [], 0
            else:
                size += limits.page_bytes if line is None else len(line)
                if size < limits.page_bytes and line is not None:
                    # Mailbox writers put ">" before a body line that begins with "From "; reading takes it off again.
                    letter.append(line[1:] if line.startswith(b">From ") else line)
            after_blank = line is not None and not line.strip()
    except DamagedStream as damage:
        problem = str(damage)
    if number and not problem:
        yield finish()
    if problem:
        yield Failure(found_in, "collect", f"the mailbox breaks off in letter {number}: {problem}")
    elif not number:
        yield Failure(found_in, "collect", 'holds no letter; a mailbox begins with a line "From sender date"')
