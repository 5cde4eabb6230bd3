"""Times, numbers and addresses in words that readers understand; filters of the templates."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def plural(count: int, one: str, many: str = "") -> str:
    """Say a number with its noun.

    >>> plural(1, "story", "stories"), plural(1200, "report")
    ('1 story', '1,200 reports')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def ago(moment: str | None, now: str) -> str:
    """Say how long ago something was.

    >>> ago("2026-03-01T10:00:00+00:00", "2026-03-01T12:30:00+00:00"), ago(None, "2026-03-01")
    ('2 hours ago', 'never')
    """
    then, today = _read(moment), _read(now)
    if then is None or today is None:
        return moment or "never"
    seconds = (today - then).total_seconds()
    if seconds < -60:
        return until(moment, now)
    for size, name in ((60, "minute"), (3600, "hour"), (86400, "day")):
        most = {"minute": 60, "hour": 36, "day": 14}[name]
        if seconds < 60:
            return "just now"
        if seconds / size < most:
            return f"{plural(int(seconds // size), name)} ago"
    return day(moment)


def until(moment: str | None, now: str) -> str:
    """Say how long it is until something.

    >>> until("2026-03-02T10:00:00+00:00", "2026-03-01T10:00:00+00:00")
    'in 24 hours'
    """
    then, today = _read(moment), _read(now)
    if then is None or today is None:
        return moment or "never"
    seconds = max(0, int((then - today).total_seconds()))
    if seconds < 5400:
        return f"in {plural(max(1, seconds // 60), 'minute')}"
    return f"in {plural(seconds // 3600, 'hour')}" if seconds < 172800 else f"in {plural(seconds // 86400, 'day')}"


def day(moment: str | None) -> str:
    """Say a day.

    >>> day("2026-03-01T10:00:00+00:00"), day(None), day("spring")
    ('1 Mar 2026', '', 'spring')
    """
    then = _read(moment)
    return f"{then.day} {MONTHS[then.month - 1]} {then.year}" if then else moment or ""


def day_and_time(moment: str | None) -> str:
    """Say a day with its time.

    >>> day_and_time("2026-03-01T10:05:00+00:00"), day_and_time("2026-03-01")
    ('1 Mar 2026, 10:05 UTC', '1 Mar 2026')
    """
    then = _read(moment)
    if then is None or moment is None or len(moment) <= 10:
        return day(moment)
    at = then.astimezone(UTC)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M} UTC"


def web(address: str | None) -> str:
    """Return an address that is safe to link to (http or https), or "".

    >>> web("javascript:alert(1)"), web("https://example.org/a")
    ('', 'https://example.org/a')
    """
    try:
        return address if address and urlsplit(address.strip()).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def host(address: str | None) -> str:
    """Return the host of an address without "www.".

    >>> host("https://www.example.org/a")
    'example.org'
    """
    try:
        return urlsplit(address or "").netloc.removeprefix("www.")
    except ValueError:
        return ""


def number(count: float) -> str:
    """Say a number with its thousands apart.

    >>> number(12000), number(2.5)
    ('12,000', '2.5')
    """
    return f"{count:,.1f}" if count != int(count) else f"{int(count):,}"


def names_of(card: Any, kind: str) -> list[str]:
    """Name what of one kind a card is about, the weightiest first; for cards as nouns and as records.

    >>> names_of({"keys": [{"kind": "place", "name": "Oslo"}, {"kind": "topic", "name": "ice"}]}, "place")
    ['Oslo']
    """
    if isinstance(card, dict):
        return [one["name"] for one in card["keys"] if one["kind"] == kind]
    return [one.name for one in card.keys if one.kind == kind]


def first_up(words: str) -> str:
    """Begin with a capital letter and leave the rest as it is.

    >>> first_up("you follow the IAEA")
    'You follow the IAEA'
    """
    return words[:1].upper() + words[1:]


def period(card: Any) -> str:
    """Say the days that a story covers.

    >>> period({"first_day": "2026-02-27", "last_day": "2026-03-01"})
    '27 Feb to 1 Mar 2026'
    """
    days = card if isinstance(card, dict) else {"first_day": card.first_day, "last_day": card.last_day}
    first, last = days["first_day"], days["last_day"]
    if not first or not last or first == last:
        return day(last or first)
    begin, end = day(first), day(last)
    if begin[-4:] == end[-4:]:
        begin = begin[:-5]
        if begin[-3:] == end[-8:-5]:
            begin = begin[:-4]
    return f"{begin} to {end}"


def middle_out(words: str, most: int = 240) -> str:
    """Leave the middle out of a long text that did not change.

    >>> middle_out("one two three four", 12)
    'one … four'
    """
    if len(words) <= most:
        return words
    half = most // 2
    return f"{words[:half].rsplit(' ', 1)[0]} … {words[-half:].split(' ', 1)[-1]}"


def browser(device: str) -> str:
    """Say in a few words which browser and machine a User-Agent names.

    >>> browser("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"), browser("")
    ('Firefox on Linux', 'An unknown browser')
    """
    names = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
    machines = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")
    name = next((told for sign, told in names if sign in device), "")
    machine = next((one for one in machines if one in device), "")
    if not name:
        return device[:40] or "An unknown browser"
    return f"{name} on {'a Mac' if machine == 'Macintosh' else machine}" if machine else name


def marked(words: str) -> Markup:
    """Show the words of a search result, those that were asked for marked; all else is escaped."""
    return Markup(str(escape(words)).replace("\ue000", "<mark>").replace("\ue001", "</mark>"))


def minute_of(moment: str) -> str:
    """Cut a moment to its ten minutes: so long a page that says "3 hours ago" stays true enough."""
    return moment[:15]


def _read(moment: str | None) -> datetime | None:
    try:
        then = datetime.fromisoformat(moment) if moment else None
    except ValueError:
        return None
    return then.replace(tzinfo=UTC) if then is not None and then.tzinfo is None else then


FILTERS = {
    "plural": plural,
    "marked": marked,
    "ago": ago,
    "until": until,
    "day": day,
    "day_and_time": day_and_time,
    "web": web,
    "browser": browser,
    "first_up": first_up,
    "middle_out": middle_out,
    "names_of": names_of,
    "period": period,
    "host": host,
    "number": number,
}
