"""Lines of what was done and said, as pages of actors and kinds of deeds list them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dateline.serve.deed_table import DEEDS
from dateline.serve.phrases import deed_words

Record = Mapping[str, Any]


def deed_lines(acts: Iterable[Record]) -> list[dict[str, Any]]:
    """Join acts that one passage tells of several recipients, and say each in words.

    The longest exact words of a passage stand for all of it.
    """
    lines: list[dict[str, Any]] = []
    for act in acts:
        before = lines[-1] if lines else None
        if before is not None and _same_passage(before, act):
            before["recipients"] |= _named(act["recipient_name"], act["recipient"])
            before["actors"] |= _named(act["actor_name"], act["actor"])
            if act["end"] - act["start"] > before["end"] - before["start"]:
                before.update(start=act["start"], end=act["end"], exact=act["exact"])
            continue
        lines.append(
            {
                **act,
                "actors": _named(act["actor_name"], act["actor"]),
                "recipients": _named(act["recipient_name"], act["recipient"]),
            }
        )
    for line in lines:
        line["verb"] = deed_words(line["type"], line["modality"], towards=bool(line["recipients"]))
    return lines


def _same_passage(line: Record, act: Record) -> bool:
    same = all(line[name] == act[name] for name in ("article_id", "type", "modality", "actor"))
    return same and act["start"] < line["end"] and line["start"] < act["end"]


def _named(name: str, key: str | None) -> dict[str, str | None]:
    return {name: key} if name else {}


def type_words(code: str) -> str:
    """Say a PLOVER type in a word or two.

    >>> type_words("AID"), type_words("NONE SUCH")
    ('send help', 'none such')
    """
    forms = DEEDS.get(code)
    return forms[2] if forms else code.lower()
