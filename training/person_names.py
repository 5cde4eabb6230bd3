"""Gather given and family names of many languages from Faker's tables (MIT) into one small table.

python training/person_names.py        writes training/person_names.tsv.gz

Only names in Latin letters are kept, each with the regions in which it was found. Some are common words too
("Grace", "Price"): the tagger learns what to think of them.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

TABLE = Path(__file__).resolve().parent / "person_names.tsv.gz"
REGIONS = {
    "africa": "en_KE en_NG ha_NG ig_NG yo_NG sw tw_GH zu_ZA",
    "arab": "ar_DZ fr_DZ ar_AA ar_PS ar_SA",
    "asia": "en_IN en_PK en_TH id_ID vi_VN zh_CN zh_TW ja_JP ko_KR bn_BD ne_NP ta_IN hi_IN si_LK",
    "centralasia": "az_AZ uz_UZ tr_TR",
    "east": "cs_CZ sk_SK pl_PL hu_HU ro_RO hr_HR sl_SI lt_LT lv_LV et_EE",
    "english": "en_US en_GB en_IE en_NZ ga_IE",
    "latin": "es_MX es_AR es_CL es_CO pt_BR es_ES pt_PT es_CA es",
    "west": "de_DE de_AT de_CH fr_FR fr_CH fr_BE fr_CA it_IT nl_NL nl_BE sv_SE da_DK no_NO fi_FI is_IS",
}  # fmt: skip
_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞŁŚŠŽČĆĐİŞĞŐŰŻŹĽĎŤŇŘĚŪĀĒĪĶĻŅ][\w'’-]+(?: [A-Z][\w'’-]+)?")
_GIVEN = re.compile(r"(?:first_names|first_romanized_names).*")
_FAMILY = re.compile(r"(?:last_names|last_romanized_names).*")
MOST = 450
"""Names of one kind and language: enough to know the usual ones."""


def names_of(locale: str) -> Iterator[tuple[str, str]]:
    """("given" or "family", name) of one of Faker's languages, as often as its tables hold them."""
    try:
        provider = import_module(f"faker.providers.person.{locale}").Provider
    except ImportError:
        return
    for field in sorted(dir(provider)):
        kind = "given" if _GIVEN.fullmatch(field) else "family" if _FAMILY.fullmatch(field) else ""
        if not kind:
            continue
        kept = 0
        values = getattr(provider, field)
        for name in values if isinstance(values, (tuple, list, dict)) else ():
            if kept < MOST and isinstance(name, str) and _NAME.fullmatch(name) and _latin(name):
                kept += 1
                yield kind, name


def _latin(name: str) -> bool:
    return all(ord(sign) < 0x250 for sign in name)


def main() -> None:
    """Write the table."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for region, locales in REGIONS.items():
        for locale in locales.split():
            for kind, name in names_of(locale):
                found[name, kind].add(region)
    rows = [f"{name}\t{kind}\t{'|'.join(sorted(regions))}" for (name, kind), regions in sorted(found.items())]
    text = "\n".join(["name\tkind\tregions", *rows]) + "\n"
    TABLE.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(len(rows), "names,", TABLE.stat().st_size // 1000, "kB")


if __name__ == "__main__":
    main()
