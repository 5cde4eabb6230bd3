"""What people type in comments, as markup that is safe to show."""

from __future__ import annotations

import html
import re

from dateline.serve.safe_html import TALK_TAGS, safe_html

ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
EMPHASIS = re.compile(r"(?<![\w*])\*(?!\s)([^*\n]{1,300})(?<!\s)\*(?![\w*])")
BREAKS = re.compile(r"\n[ \t]*\n\s*")
LONGEST = 10_000
"""A comment has at most so many characters."""


def shown_words(text: str) -> str:
    """Make markup of a comment: paragraphs, lines quoted with ">", *emphasis*, addresses as links; all else is words.

    The text is escaped first and goes through the sanitiser last, so that neither alone has to be right.
    """
    parts = [_paragraph(part) for part in BREAKS.split(text.strip().replace("\r\n", "\n")) if part.strip()]
    return safe_html("".join(parts), tags=TALK_TAGS)


def _paragraph(part: str) -> str:
    lines = part.split("\n")
    if all(line.lstrip().startswith(">") for line in lines):
        quoted = "\n".join(line.lstrip().removeprefix(">").strip() for line in lines)
        return f"<blockquote><p>{_line_by_line(quoted)}</p></blockquote>"
    return f"<p>{_line_by_line(part)}</p>"


def _line_by_line(words: str) -> str:
    return "<br>".join(_linked(line) for line in words.split("\n"))


def _linked(line: str) -> str:
    made, start = [], 0
    for match in ADDRESS.finditer(line):
        address = html.escape(match.group())
        made += [_emphasised(line[start : match.start()]), f'<a href="{address}">{address}</a>']
        start = match.end()
    return "".join([*made, _emphasised(line[start:])])


def _emphasised(words: str) -> str:
    return EMPHASIS.sub(r"<em>\1</em>", html.escape(words, quote=False))
