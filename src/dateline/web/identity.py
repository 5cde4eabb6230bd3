"""Sign-in by way of an identity provider (OpenID Connect, code flow with PKCE); the one file that knows the library.

Only the standard library asks the provider; the library checks what it answers.
"""

from __future__ import annotations

import base64
import hashlib
import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from dateline.desk.account_rules import is_loopback
from dateline.desk.settings import Settings

PATIENCE = 15.0
LARGEST = 1_000_000
SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
"""Ways of signing that need the provider's own key; "none" and shared secrets are not among them."""
SLACK = 60


class NotVouched(Exception):
    """A sign-in that the provider did not vouch for, or could not be asked about; in words for the reader."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the provider vouches for; `subject` is "issuer subject"."""

    subject: str
    name: str


class Provider:
    """One identity provider, as the settings name it."""

    def __init__(self, settings: Settings) -> None:
        if settings.oidc_issuer is None or settings.oidc_client is None or settings.oidc_secret is None:
            raise NotVouched("This desk has no identity provider.")
        self._issuer, self._client, self._secret = settings.oidc_issuer, settings.oidc_client, settings.oidc_secret

    def way_there(self, *, back_to: str, state: str, nonce: str, verifier: str) -> str:
        """Return the address at the provider where the reader signs in."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self._client,
            "redirect_uri": back_to,
            "scope": "openid profile email",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        aim = self._discovered("authorization_endpoint")
        return f"{aim}{'&' if urlsplit(aim).query else '?'}{urlencode(asked)}"

    def vouched(self, code: str, *, back_to: str, nonce: str, verifier: str, now: int) -> Vouched:
        """Change a code for the provider's word on who it is; raises NotVouched."""
        told = _ask(
            self._discovered("token_endpoint"),
            form={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": back_to,
                "code_verifier": verifier,
                "client_id": self._client,
                "client_secret": self._secret,
            },
        )
        token = told.get("id_token")
        if not isinstance(token, str):
            raise NotVouched("The identity provider did not say who you are.")
        claims = self._checked(token, nonce=nonce, now=now)
        name = next((str(claims[one]) for one in ("preferred_username", "name", "email") if claims.get(one)), "Reader")
        return Vouched(f"{self._issuer} {claims['sub']}", name.split("@")[0][:50].strip() or "Reader")

    def _checked(self, token: str, *, nonce: str, now: int) -> Mapping[str, Any]:
        try:
            from authlib.oidc.core import CodeIDToken
            from joserfc import jwt
            from joserfc.errors import JoseError
            from joserfc.jwk import KeySet
        except ImportError:
            raise NotVouched("Sign-in by a provider needs the extra `oidc`: pip install dateline[oidc].") from None
        try:
            keys = KeySet.import_key_set(_ask(self._discovered("jwks_uri")))  # type: ignore[arg-type]
            read = jwt.decode(token, keys, algorithms=SIGNED_BY)
            wanted = {
                "iss": {"essential": True, "value": self._issuer},
                "aud": {"essential": True, "value": self._client},
                "nonce": {"essential": True, "value": nonce},
                "sub": {"essential": True},
            }
            claims = CodeIDToken(
                read.claims, read.header, options=wanted, params={"nonce": nonce, "client_id": self._client}
            )
            claims.validate(now=now, leeway=SLACK)
        except (JoseError, ValueError, TypeError, KeyError) as fault:
            raise NotVouched(f"The identity provider's word does not hold ({type(fault).__name__}).") from None
        if not isinstance(claims["sub"], str) or not claims["sub"]:
            raise NotVouched("The identity provider did not say who you are.")
        return claims  # type: ignore[no-any-return]

    def _discovered(self, name: str) -> str:
        told = _ask(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
        address = told.get(name)
        if told.get("issuer") != self._issuer or not isinstance(address, str) or not _is_safe(address):
            raise NotVouched("The identity provider is not set up as the settings of this desk say.")
        return address


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_told: Any, **_named: Any) -> None:
        """Go nowhere else with a secret."""
        return


def _ask(address: str, *, form: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Ask the provider for JSON."""
    if not _is_safe(address):
        raise NotVouched("The identity provider must be asked by https.")
    body = urlencode(form).encode() if form is not None else None
    request = urllib.request.Request(address, body, {"Accept": "application/json"})
    opener = urllib.request.build_opener(_NoRedirect, urllib.request.HTTPSHandler(context=ssl.create_default_context()))
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            told = json.loads(answer.read(LARGEST))
    except urllib.error.HTTPError as fault:
        raise NotVouched(f"The identity provider refused ({fault.code}).") from None
    except (OSError, ValueError):
        raise NotVouched("The identity provider does not answer.") from None
    if not isinstance(told, dict):
        raise NotVouched("The identity provider does not answer as it must.")
    return told
