"""Nouns for JSON: what the standard library cannot write becomes what it can."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any


def told(value: Any) -> Any:
    """Tell a noun by its fields, other collections as lists, all else in words; for `json.dumps(default=...)`."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Iterable):
        return list(value)
    return str(value)
