"""The settings of a news desk, from a TOML file beside the database and from the command line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any


class BadSettings(Exception):
    """Settings that cannot be used; the message names the file, the key and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this desk runs. Every setting has a value that is safe to start with."""

    host: str = "127.0.0.1"
    port: int = 8000
    address: str | None = None
    """Under which address readers reach the desk ("https://news.example.org"), for links in mail and feeds."""
    single_user: bool = False
    """Whether there is one reader and no sign-in; only allowed on an address of this machine."""
    public: bool = False
    """Whether everybody who reaches the desk may read it; without it, only who has signed in."""
    name: str = "Dateline"
    """What the desk is called on its pages."""
    oidc_name: str | None = None
    """What readers call the identity provider ("our club"); with the three below, sign-in goes by way of it, too."""
    oidc_issuer: str | None = None
    oidc_client: str | None = None
    oidc_secret: str | None = None
    oidc_role: str | None = None
    """The role that whoever the provider vouches for is given without an invitation; None: an invitation is needed."""
    private_addresses: tuple[str, ...] = ()
    """Networks ("10.0.0.0/8") that may be collected from though they are private."""
    collect: bool = True
    """Whether feeds are visited while the desk is open."""
    workers: int = 1
    """Processes that read reports beside the one that answers readers."""


def settings_from(path: Path | None, **given: Any) -> Settings:
    """Read settings from a TOML file, where there is one, and lay over them what was given (None is not given)."""
    found: dict[str, Any] = {}
    if path is not None and path.exists():
        try:
            found = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
            raise BadSettings(f"{path}: {fault}") from None
    return _checked({**found, **{name: value for name, value in given.items() if value is not None}}, path)


def _checked(found: Mapping[str, Any], path: Path | None) -> Settings:
    known = {one.name: type(getattr(Settings(), one.name)) for one in fields(Settings)}
    ready: dict[str, Any] = {}
    for name, value in found.items():
        if name not in known:
            raise BadSettings(
                f"{path or 'settings'}: there is no setting {name!r}; known are {', '.join(sorted(known))}"
            )
        made = tuple(value) if isinstance(value, list) else value
        if known[name] is not type(None) and not isinstance(made, known[name]):
            raise BadSettings(f"{path or 'settings'}: {name} must be of type {known[name].__name__}, not {value!r}")
        ready[name] = made
    return Settings(**ready)
