"""The country of a gold place where its set states none: by its GeoNames id, its page, or the towns round its point."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

import numpy as np
import numpy.typing as npt

from dateline.lexicon.countries import country_of_name
from dateline.lexicon.gazetteer import KINDS, place_by_id, table

TOWN_KM = 60
"""No town so near: then nothing is said of the country, as at sea."""
LARGER = re.compile(r"^Lake\b|\b(?:Africa|Asia|Europe|Americas?|Oceania|Sea|Ocean|Middle East)\b")
"""Pages of what is larger than a country, or lies between countries."""
_EARTH_KM = 12742


def country_of(mark: dict[str, Any]) -> str | None:
    """The country of a gold mark as ISO alpha-3; None where it lies in none or in more than one."""
    if mark.get("country"):
        return str(mark["country"])
    known = place_by_id(int(mark["geonames_id"])) if mark.get("geonames_id") else None
    if known is not None:
        return known.country
    title = unquote((mark.get("wikipedia") or "").rsplit("/", 1)[-1]).replace("_", " ")
    if LARGER.search(title):
        return None
    named = country_of_name(title)
    if named or mark.get("lat") is None:
        return named
    return _country_round(float(mark["lat"]), float(mark["lon"]))


@lru_cache(maxsize=10_000)
def _country_round(lat: float, lon: float) -> str | None:
    """The country in which the three nearest towns lie, when they lie in one and the nearest is near."""
    rows, at = _towns()
    y, x = np.radians([lat, lon])
    half = np.sin((at[:, 0] - y) / 2) ** 2 + np.cos(y) * np.cos(at[:, 0]) * np.sin((at[:, 1] - x) / 2) ** 2
    nearest = np.argpartition(half, 3)[:3]
    if _EARTH_KM * np.arcsin(np.sqrt(half[nearest].min())) > TOWN_KM:
        return None
    found = {table().place(int(rows[number])).country for number in nearest}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _towns() -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]:
    known = table()
    rows = np.flatnonzero(known.kinds <= KINDS.index("capital"))
    return rows, np.radians(np.column_stack([known.lats[rows], known.lons[rows]]) / 100)
