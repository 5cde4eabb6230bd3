"""Nouns to JSON and back, by their type hints; so that every engine keeps one generic path for all kinds."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from dateline.model.annotation import KINDS, Annotation

Noun = TypeVar("Noun")
KIND_BY_NAME: dict[str, type[Annotation]] = {kind.__name__: kind for kind in KINDS}


def encode(noun: Any) -> str:
    """Write a noun as compact JSON; fields that hold their default are left out."""
    return json.dumps(_plain(noun), ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[Noun], payload: str) -> Noun:
    """Read a noun of the given kind back from its JSON."""
    read: Callable[[Any], Noun] = _reader(cast(Any, kind))
    return read(json.loads(payload))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        found = {}
        for one in fields(value):
            inner = getattr(value, one.name)
            if inner != one.default:
                found[one.name] = _plain(inner)
        return found
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Make the function that reads JSON of one type."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _read_either(parts)
    if origin is tuple:
        if len(parts) == 2 and parts[1] is Ellipsis:
            each = _reader(parts[0])
            return lambda value: tuple(each(part) for part in value)
        readers = [_reader(part) for part in parts]
        return lambda value: tuple(read(part) for read, part in zip(readers, value, strict=True))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        by_name = {one.name: _reader(hints[one.name]) for one in fields(kind)}
        make: Any = kind
        return lambda value: make(**{name: by_name[name](inner) for name, inner in value.items() if name in by_name})
    if kind is float:
        return lambda value: value  # JSON keeps 2 and 2.0 apart, and so do figures
    return lambda value: value


def _read_either(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Read `X | None` (and scalars such as `bool | str`): null stays None, else the one structured part decides."""
    structured = [part for part in parts if part is not NoneType and (is_dataclass(part) or get_origin(part) is tuple)]
    if not structured:
        return lambda value: value
    read = _reader(structured[0])
    return lambda value: None if value is None else read(value)
