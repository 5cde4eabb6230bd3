"""Which region of the world a text of the worldwide press comes from, told by the first part of its name."""

from __future__ import annotations

_REGIONS = {
    "Africa": "af afs alg eg et ghana kenya mauritius panaf sa nm",
    "East Asia and Pacific": "aus cn jp kr mong my nz th tw asia",
    "South Asia": "bangladesh in pk",
    "Middle East": "iran israel jr kw oman qt saud uae",
    "Latin America": "arg bol chile col cosric cosrica cuba ecuador elsalv guyana hond mex nic pan paraguay peru "
    "uruguay ven",
    "North America": "canada",
}
_REGION_OF = {prefix: region for region, prefixes in _REGIONS.items() for prefix in prefixes.split()}


def region_of(name: str) -> str | None:
    """The region that the first part of a text's name stands for (`nz_rnz_3`), or None.

    >>> region_of("nz_rnz_3")
    'East Asia and Pacific'
    """
    return _REGION_OF.get(name.partition("_")[0])
