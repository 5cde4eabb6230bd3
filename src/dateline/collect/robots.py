"""What a site asks of programs (robots.txt, RFC 9309). The one file that imports protego."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

TOKEN = "Dateline"
"""The name by which a robots.txt can speak to us."""

LARGEST = 500_000
"""How many bytes of a robots.txt are read; the standard asks for 500 KiB at least."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site: `all_or_nothing` where there is no file to ask (True: everything may be fetched)."""

    parsed: Any = None
    all_or_nothing: bool = True
    why: str = "its robots.txt asks programs not to fetch this address"

    def allow(self, address: str) -> bool:
        """Tell whether an address may be fetched."""
        return bool(self.parsed.can_fetch(address, TOKEN)) if self.parsed is not None else self.all_or_nothing

    @property
    def delay(self) -> float:
        """How many seconds the site asks to leave between two visits."""
        asked = self.parsed.crawl_delay(TOKEN) if self.parsed is not None else None
        return max(0.0, float(asked or 0))


OPEN = Rules()
"""There is no robots.txt: everything may be fetched."""


def closed(why: str) -> Rules:
    """Nothing may be fetched, because the site could not be asked (the standard's word for 5xx and no answer)."""
    return Rules(all_or_nothing=False, why=why)


def read_rules(body: bytes) -> Rules:
    """Read a robots.txt; what cannot be understood in it is passed over."""
    from protego import Protego

    try:
        return Rules(Protego.parse(body[:LARGEST].decode("utf-8-sig", "replace")))
    except Exception:  # a foreign parser's trouble with one file; a file without sense forbids nothing
        return OPEN
