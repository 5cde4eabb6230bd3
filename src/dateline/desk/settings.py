"""The settings of a news desk, from a TOML file beside the database and from the command line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dateline.collect.guard import Guard
from dateline.desk.account_rules import is_loopback
from dateline.model.audience import ROLES


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
    behind_proxy: bool = False
    """Whether a proxy on this machine stands before the desk and tells who asks (X-Forwarded-For)."""
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
    mail_server: str | None = None
    """Host that sends mail (SMTP); without it there are no digests by mail."""
    mail_port: int = 587
    mail_user: str | None = None
    mail_password: str | None = None
    mail_from: str | None = None
    """From which address digests come ("Dateline <news@example.org>")."""
    mail_security: str = "starttls"
    """How the connection to the mail server is kept private: starttls, tls, or none (only on this machine)."""
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
        kind = str if known[name] is type(None) else known[name]
        if not isinstance(made, kind) or (isinstance(made, bool) and kind is not bool):
            raise BadSettings(f"{path or 'settings'}: {name} must be of type {kind.__name__}, not {value!r}")
        ready[name] = made
    return _fitting(Settings(**ready), path)


def _fitting(made: Settings, path: Path | None) -> Settings:
    """Refuse settings that contradict one another or would leave the desk open."""
    where = path or "settings"
    if made.single_user and not is_loopback(made.host):
        raise BadSettings(
            f"{where}: single_user has no sign-in, so it answers only on this machine (host 127.0.0.1), "
            f"not at {made.host}. Leave it out to serve others; readers then sign in."
        )
    if made.single_user and made.address is not None and not is_loopback(urlsplit(made.address).hostname or ""):
        raise BadSettings(
            f"{where}: single_user has no sign-in, so it cannot be reached from outside as {made.address}"
        )
    if made.address is not None and (
        urlsplit(made.address).scheme not in ("http", "https") or not urlsplit(made.address).hostname
    ):
        raise BadSettings(f"{where}: address must be like https://news.example.org, not {made.address!r}")
    if not 0 <= made.port <= 65535:
        raise BadSettings(f"{where}: port must be between 0 and 65535, not {made.port}")
    oidc = (made.oidc_name, made.oidc_issuer, made.oidc_client, made.oidc_secret)
    if any(oidc) and not all(oidc):
        raise BadSettings(f"{where}: oidc_name, oidc_issuer, oidc_client and oidc_secret belong together")
    try:
        Guard(made.private_addresses)
    except ValueError as fault:
        raise BadSettings(f"{where}: private_addresses: {fault}") from None
    if made.mail_security not in ("starttls", "tls", "none"):
        raise BadSettings(f"{where}: mail_security must be starttls, tls or none, not {made.mail_security!r}")
    if made.mail_security == "none" and made.mail_server is not None and not is_loopback(made.mail_server):
        raise BadSettings(f"{where}: mail_security none is only for a mail server on this machine")
    if made.mail_server is not None and made.mail_from is None:
        raise BadSettings(f"{where}: mail_from must say from which address mail comes")
    if made.oidc_role is not None and made.oidc_role not in ROLES:
        raise BadSettings(f"{where}: oidc_role must be one of {', '.join(ROLES)}, not {made.oidc_role!r}")
    return made
