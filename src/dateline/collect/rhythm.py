"""When a feed is visited next: from its own rhythm, its faults, and what its server asks for. Times in seconds."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from statistics import median

SOONEST, LATEST, UNKNOWN = 300.0, 86_400.0, 900.0
DAYS_KNOWN = 14
"""How far back a feed's usual volume is counted."""

_RECENT = 12
_DAY = 86_400.0


def usual_a_day(moments: Sequence[datetime], *, now: datetime) -> float | None:
    """Tell how many reports a feed usually brings in a day, from when they came out, the newest first.

    None for fewer than three reports. A feed that lists only its newest is judged by the time that its list spans.
    """
    recent = [one for one in moments if 0 <= (now - one).total_seconds() < DAYS_KNOWN * _DAY]
    if len(recent) < 3:
        return None
    # From the oldest to the newest, and not to now: a silence of today must not make itself usual.
    span = (recent[0] - recent[-1]).total_seconds()
    return round((len(recent) - 1) * _DAY / max(span, 3_600.0), 2)


def next_wait(
    moments: Sequence[datetime],
    *,
    now: datetime,
    seed: str,
    faults: int = 0,
    wait: float | None = None,
    fresh_for: float | None = None,
    minutes_to_live: int | None = None,
) -> float:
    """Tell in how many seconds a feed is visited next: between five minutes and a day.

    `moments` are when its reports came out, the newest first: it is visited about twice between two of them, and more
    rarely the longer it is silent. After `faults` in a row the wait doubles with each. What the server asks for (`wait`
    of a Retry-After, `fresh_for` of its cache rules, `minutes_to_live` of the feed) makes it longer, never shorter.
    `seed` spreads feeds of one rhythm a little.
    """
    pace = SOONEST * 2 ** min(faults - 1, 12) if faults else _own_pace(moments, now=now)
    asked = max(wait or 0.0, fresh_for or 0.0, (minutes_to_live or 0) * 60.0)
    spread = 1 + (zlib.crc32(seed.encode()) % 101 - 50) / 1000
    return min(max(pace * spread, asked, SOONEST), max(LATEST, min(wait or 0.0, 7 * LATEST)))


def _own_pace(moments: Sequence[datetime], *, now: datetime) -> float:
    recent = [one for one in moments if one <= now][:_RECENT]
    if len(recent) < 2:
        return UNKNOWN
    gaps = [(newer - older).total_seconds() for newer, older in pairwise(recent)]
    silence = (now - recent[0]).total_seconds()
    return max(median(gaps), silence / 5) / 2


def is_silent(usual: float | None, *, silence: float) -> bool:
    """Tell whether a feed is silent for longer than chance would have it: seven reports or more did not come."""
    return usual is not None and silence > _DAY and usual * silence / _DAY > 7
