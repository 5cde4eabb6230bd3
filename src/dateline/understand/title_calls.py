"""Whom an article calls by the very words of a title that no table knows: the livestock minister, the Green leader."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.lexicon.tables import word_set
from dateline.understand.actor_resolution import Meaning
from dateline.understand.referents import Setting
from dateline.understand.titles import TitlePhrase

_LONGEST_CALL = 60
_BEFORE_TITLES = word_set("former ex then late current outgoing acting first")
_LEADING = word_set("leader head chief chairman chairwoman president director")
_IS = r"\s?,? (?:who (?:is|was) )?(?:the |an? |its |their )?(?:[\w.’']+ )?"
_OF = r"\s?,? (?:(?:who )?(?:is|was) )?(?:the |an? )?(?:[\w.’']+ )?"
_LEADS = r"(?:,? who)? (?:leads|led|heads|headed|chairs|chaired|runs|ran) (?:the|its) "


def called_so(title: TitlePhrase, setting: Setting) -> Meaning | None:
    """The only person called so: "Livestock Minister Ana Ruiz", "Ana Ruiz leads the Green group"."""
    words = title.words.split()
    while words and words[0] in _BEFORE_TITLES:
        words = words[1:]
    if len(words) < 2:
        return None
    text = setting.parse.text
    plain = text.lower().replace("-", " ")
    least = words[:-1] if words[-1] in _LEADING else words
    if plain.count(" ".join(least)) < 2:
        return None  # they stand nowhere but in the title itself: much sooner known than by two patterns
    before, behind = _calls(tuple(words))
    found: dict[str, Meaning] = {}
    for meaning in setting.meaning_at.values():
        if meaning.person is None or meaning.actor_id is None:
            continue
        name = meaning.name
        if before.search(text, max(0, name.start - _LONGEST_CALL), name.start) or behind.match(text, name.end):
            found.setdefault(meaning.actor_id, meaning)
    return next(iter(found.values())) if len(found) == 1 else None


@lru_cache(maxsize=1000)
def _calls(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands right before and right behind the name of somebody who is called by these words."""
    told = "[ -]".join(map(re.escape, words))
    led = "[ -]".join(map(re.escape, words[:-1]))
    leads = rf"|{_LEADS}{led}\b|{_OF}{words[-1]} of (?:the |its )?{led}\b" if words[-1] in _LEADING else ""
    before = re.compile(rf"\b{told},? (?:(?:mr|mrs|ms|dr)\.? )?\Z", re.IGNORECASE)
    return before, re.compile(rf"{_IS}{told}\b{leads}", re.IGNORECASE)
