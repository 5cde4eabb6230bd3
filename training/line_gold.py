"""Gold for lines of pages, as the scorecard reads it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from dateline.scorecard.page_gold import (
    BODY,
    REST,
    SETS,
    UNKNOWN,
    GoldPage,
    cover,
    decode,
    is_held_out,
    read_set,
    site_of,
)

__all__ = ["BODY", "REST", "SETS", "UNKNOWN", "GoldPage", "cover", "decode", "is_held_out", "read_set", "site_of"]
