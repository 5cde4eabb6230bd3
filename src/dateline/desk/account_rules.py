"""What names, passwords and addresses of readers must be like, and which hosts are this machine's own."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from datetime import datetime, timedelta

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 500
LONGEST_NAME = 60
MAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]{1,190}")


class Refused(Exception):
    """Something that an account may not do, or that cannot be done, in words for the reader."""


def checked_name(name: str) -> str:
    """Return a name fit to be shown; raises Refused."""
    made = " ".join(unicodedata.normalize("NFC", name).split())
    if not made or len(made) > LONGEST_NAME:
        raise Refused(f"A name has 1 to {LONGEST_NAME} letters.")
    # invisible letters and such as turn the direction of writing let one reader look like another
    if any(unicodedata.category(one) in ("Cc", "Cf", "Co", "Cs", "Cn") for one in made):
        raise Refused("This name holds letters that cannot be seen. Type it anew.")
    return made


def checked_password(password: str, name: str) -> str:
    """Return a password fit to be kept; raises Refused."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Refused(f"A password has at least {SHORTEST_PASSWORD} letters, figures or signs.")
    if password.casefold() == name.casefold() or len(set(password)) < 4:
        raise Refused("This password is too easy to guess. A few words in a row are a good one.")
    return password


def checked_email(email: str) -> str | None:
    """Return an address for mail, None when it is left empty; raises Refused."""
    made = email.strip()
    if made and not MAIL.fullmatch(made):
        raise Refused("This is not an address for mail.")
    return made or None


def is_loopback(host: str) -> bool:
    """Tell whether a host can only be reached from this machine.

    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    bare = host.strip("[]").rstrip(".").lower()
    if bare == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def plus(moment: str, by: timedelta) -> str:
    """Return a moment so much later (ISO 8601)."""
    return (datetime.fromisoformat(moment) + by).isoformat(timespec="seconds")
