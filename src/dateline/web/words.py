"""Times, numbers and addresses in words that readers understand; filters of the templates."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

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
    "ago": ago,
    "until": until,
    "day": day,
    "day_and_time": day_and_time,
    "web": web,
    "browser": browser,
    "host": host,
    "number": number,
}
