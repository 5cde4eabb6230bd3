"""What a page is made from: the files of code and the templates that take part in it, found by what they ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import resources

_ASKS_MODULE = re.compile(r"^\s*(?:from|import) dateline\.serve\.(\w+)", re.M)
_ASKS_MODULES = re.compile(r"^\s*from dateline\.serve import ([\w, ]+)", re.M)
_ASKS_TEMPLATE = re.compile(r"{%-?\s*(?:include|import|extends|from)\s+\"([\w.]+)\"")


def made_of(modules: Iterable[str], templates: Iterable[str]) -> dict[str, bytes]:
    """Return every file of this room that takes part where these modules and templates do, by name."""
    code = _all_asked_for(modules, "", ".py", _modules_asked_for)
    return {**code, **_all_asked_for(templates, "templates", "", _ASKS_TEMPLATE.findall)}


def _all_asked_for(
    names: Iterable[str], folder: str, ending: str, asks: Callable[[str], list[str]]
) -> dict[str, bytes]:
    room = resources.files("dateline.serve").joinpath(folder)
    found: dict[str, bytes] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop() + ending
        if name not in found:
            found[name] = room.joinpath(name).read_bytes()
            waiting += asks(found[name].decode("utf-8"))
    return found


def _modules_asked_for(code: str) -> list[str]:
    together = [name.split(" as ")[0].strip() for listed in _ASKS_MODULES.findall(code) for name in listed.split(",")]
    return [*_ASKS_MODULE.findall(code), *filter(None, together)]
