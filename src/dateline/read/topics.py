"""The outlet's own topic tags: from tags in the markup, and from the lines that a scrape prints them on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dateline.read.selection import BodySelection
from dateline.read.surroundings import Surroundings
from dateline.read.visible import VisiblePage

_TOPIC_LABEL = re.compile(
    r"\A\W*(?:(?:read|see|view|explore|more)\s+(?:on\s+|about\s+)?)?(?:related\s+|more\s+|article\s+|story\s+)?"
    r"(?:topics?|tags?|tagged(?:\s+with)?|keywords?|subjects?|filed\s+under|more\s+on|in\s+this\s+(?:story|article))"
    r"\s*:?\s*",
    re.IGNORECASE,
)
_TOPIC_PAGE = re.compile(
    r"/(?:tags?|topics?|themen?|thema|keywords?|stichwort|schlagwor\w+|temas?|tema|etiquetas?|sujets?|mots?-cles?|"
    r"argoment[io]|onderwerp(?:en)?|emne|amne|label|hashtag|konu|haberleri|tagged)/[^/?#]",
    re.IGNORECASE,
)
_NO_TOPIC = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-|\A\d+\Z|\A[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|de|ca|uk)\Z|\A(?:NLP|ID|uuid)\b|\w_\w|\Ahttps?:"
)
_TOPIC_PREFIX = re.compile(r"\A(?:[\w-]+/|(?:category|tag|topic|section|keyword)s?\s*:\s*|\(\d+\)\s*)", re.IGNORECASE)
_JOINT = re.compile(
    r"(?<=[a-z0-9’'&.)])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bi)(?<!\be)(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})"
)


def split_topics(raw: Sequence[str]) -> tuple[str, ...]:
    """Split topic words: one string may hold many, parted by commas, semicolons or bars.

    >>> split_topics(["China, Trade talks"])
    ('China', 'Trade talks')
    """
    if len(raw) == 1:
        raw = re.split(r"\s*[,;|]\s*", raw[0].strip("[]\"' "))
    cleaned = (_TOPIC_PREFIX.sub("", one_line(part.strip("\"'# "))) for part in raw)
    return tuple(dict.fromkeys(part for part in cleaned if 1 < len(part) <= 60 and not _NO_TOPIC.search(part)))


def topics_in_links(page: VisiblePage, around: Surroundings) -> tuple[str, ...]:
    """Read the topics that a page prints under or over its story as links to topic pages, the nearest group of them."""
    groups: list[tuple[int, list[str]]] = []
    end, last = around.slices[-1].end if around.slices else 0, -1000
    for link in page.links:
        words = one_line(page.text[link.start : link.end])
        is_topic = "tag" in link.rel.split() or _TOPIC_PAGE.search(link.href)
        outside = not any(piece.start <= link.start < piece.end for piece in around.slices)
        if not (is_topic and outside and 1 < len(words) <= 40 and len(words.split()) <= 5):
            continue
        if link.start - last > 120 or last < end <= link.start:
            groups.append((link.start, []))
        groups[-1][1].append(words)
        last = link.end
    for start, group in groups:
        distinct = dict.fromkeys(group)
        if end <= start <= end + (1500 if len(distinct) > 1 else 200) and len(distinct) <= 12:
            return tuple(distinct)
    return ()


def topics_in_lines(text: str, selection: BodySelection, around: Surroundings) -> tuple[str, ...]:
    """Read topics from lines typed as topics, splitting words that a scrape ran together ("China TiesTrade")."""
    found: list[str] = []
    for one in selection.residue:
        labelled = _TOPIC_LABEL.match(one.exact)
        if one.kind != "topics" and not (labelled and ":" in labelled.group()):
            continue
        words = _TOPIC_LABEL.sub("", one.exact, count=1).strip()
        parts = re.split(r"\s*[,;|•\n\t]\s*", words)
        found += parts if len(parts) > 1 else _JOINT.split(words)
    topics = dict.fromkeys(part for part in map(one_line, found) if 1 < len(part) <= 60)
    return tuple(topics) or _section_label(text, selection, around)


def _section_label(text: str, selection: BodySelection, around: Surroundings) -> tuple[str, ...]:
    """Take a short title-like line that stands twice about the headline: the section's name and its breadcrumb."""
    head = [one.exact.strip() for one in selection.residue if one.slice.start <= around.start + 600]
    counts = Counter(line for line in head if 3 <= len(line) <= 40 and len(line.split()) <= 4)
    for line, count in counts.items():
        titled = all(word[0].isupper() or len(word) <= 3 for word in line.split())
        if (
            count > 1
            and titled
            and line.replace(" ", "").replace("&", "").isalpha()
            and not _is_furniture(line, selection)
        ):
            return (line,)
    return ()


def _is_furniture(line: str, selection: BodySelection) -> bool:
    kinds = {one.kind for one in selection.residue if one.exact.strip() == line}
    return bool(kinds & {"ad", "promo", "login", "comments", "timecode", "caption", "cookie", "share", "paywall"})


def one_line(words: str) -> str:
    """Bring words to one line with single blanks."""
    return " ".join(words.split())
