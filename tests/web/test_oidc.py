"""Sign-in by an identity provider, tried against one on this machine that keeps to the protocol, and one that lies."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from web.visits import Browser, Site

KEY = RSAKey.generate_key(2048, parameters={"kid": "one", "use": "sig", "alg": "RS256"})
FOREIGN = RSAKey.generate_key(2048, parameters={"kid": "one", "use": "sig", "alg": "RS256"})


class FakeProvider:
    """An identity provider: knows one person, checks the client, the code and the PKCE verifier."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}
        self.person = {"sub": "ana-1", "preferred_username": "Ana"}
        self.key: Any = KEY
        self.algorithm = "RS256"
        self.asked: dict[str, dict[str, str]] = {}
        self.now = 0
        provider = self

        class Answers(BaseHTTPRequestHandler):
            def log_message(self, *_told: Any) -> None:
                pass

            def do_GET(self) -> None:
                if self.path == "/.well-known/openid-configuration":
                    at = provider.issuer
                    names = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "keys"}
                    self.tell({"issuer": at, **{name: f"{at}/{path}" for name, path in names.items()}})
                elif self.path == "/keys":
                    self.tell({"keys": [KEY.as_dict(private=False)]})
                else:
                    self.tell({}, 404)

            def do_POST(self) -> None:
                sent = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
                told = {name: values[0] for name, values in sent.items()}
                known = provider.asked.pop(told.get("code", ""), None)
                verifier = hashlib.sha256(told.get("code_verifier", "").encode()).digest()
                challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
                good = (
                    known is not None
                    and told["client_id"] == "desk"
                    and told["client_secret"] == "hush"
                    and told["redirect_uri"] == known["redirect_uri"]
                    and challenge == known["code_challenge"]
                )
                self.tell(provider.token(known) if good and known else {"error": "invalid_grant"}, 200 if good else 400)

            def tell(self, told: dict[str, Any], status: int = 200) -> None:
                body = json.dumps(told).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def token(self, known: dict[str, str]) -> dict[str, Any]:
        claims = {
            "iss": self.issuer,
            "aud": "desk",
            "iat": self.now,
            "exp": self.now + 300,
            "nonce": known["nonce"],
            **self.person,
            **self.claims,
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        made = jwt.encode({"alg": self.algorithm, "kid": "one"}, kept, self.key, algorithms=[self.algorithm])
        return {"access_token": "x", "token_type": "Bearer", "id_token": made}

    def let_in(self, address: str) -> tuple[str, str]:
        """What the provider does when the person agrees: a code and the state, for the way back."""
        told = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert address.startswith(f"{self.issuer}/auth?")
        assert told["response_type"] == "code"
        assert told["client_id"] == "desk"
        code = f"code-{len(self.asked)}-{told['nonce'][:6]}"
        self.asked[code] = told
        return code, told["state"]


@pytest.fixture
def provider() -> Iterator[FakeProvider]:
    made = FakeProvider()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def site(tmp_path: Path, provider: FakeProvider) -> Site:
    made = opened(tmp_path, provider)
    made.owner()
    return made


def opened(tmp_path: Path, provider: FakeProvider, **more: Any) -> Site:
    named = {"oidc_name": "our club", "oidc_issuer": provider.issuer, "oidc_client": "desk", "oidc_secret": "hush"}
    made = Site(tmp_path / "news.db", **named, **more)
    provider.now = int(made.clock().timestamp())
    return made


def come_back(browser: Browser, provider: FakeProvider, start: str = "/oidc/start?next=/settings") -> Any:
    code, state = provider.let_in(browser.get(start).headers["location"])
    return browser.get(f"/oidc/done?code={code}&state={state}")


def test_who_is_invited_comes_in_and_comes_again(site: Site, provider: FakeProvider) -> None:
    owner = next(one for one in site.desk.accounts.people())
    secret = site.desk.accounts.invite(owner, role="editor")
    guest = site.browser()
    assert "our club" in guest.get(f"/invitation/{secret}").text
    assert come_back(guest, provider, f"/oidc/start?invitation={secret}").status_code == 303
    made = site.desk.accounts.people()[1]
    assert (made.name, made.role, made.password) == ("Ana 2", "editor", None)
    assert made.subject == f"{provider.issuer} ana-1"
    again = site.browser()
    assert "our club" in again.get("/sign-in").text
    done = come_back(again, provider)
    assert done.headers["location"] == "/settings"
    assert again.get("/settings").status_code == 200
    assert len(site.desk.accounts.people()) == 2


def test_strangers_need_an_invitation_unless_the_settings_say_otherwise(
    site: Site, provider: FakeProvider, tmp_path: Path
) -> None:
    refused = come_back(site.browser(), provider)
    assert refused.status_code == 403
    assert "invitation" in refused.text
    (tmp_path / "open").mkdir()
    free = opened(tmp_path / "open", provider, oidc_role="reader")
    free.owner()
    assert come_back(free.browser(), provider).status_code == 303
    assert [one.role for one in free.desk.accounts.people()] == ["owner", "reader"]


def test_who_is_signed_in_joins_the_two(site: Site, provider: FakeProvider) -> None:
    browser = site.browser()
    browser.send("/sign-in", name="Ana", password="a quiet harbour town")
    assert come_back(browser, provider).status_code == 303
    assert len(site.desk.accounts.people()) == 1
    assert come_back(site.browser(), provider).status_code == 303


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-desk"},
        {"iss": "https://evil.example"},
        {"exp": 1},
        {"exp": None},
        {"sub": None},
        {"sub": ""},
        {"aud": ["desk", "other"], "azp": "other"},
    ],
)
def test_a_word_that_does_not_hold_is_refused(site: Site, provider: FakeProvider, lie: dict[str, Any]) -> None:
    provider.claims = lie
    browser = site.browser()
    answer = come_back(browser, provider)
    assert answer.status_code == 502, answer.text
    assert "dateline_session" not in browser.client.cookies


def test_a_word_signed_by_somebody_else_is_refused(site: Site, provider: FakeProvider) -> None:
    provider.key = FOREIGN
    assert come_back(site.browser(), provider).status_code == 502
    provider.key, provider.algorithm = OctKey.import_key("hush" * 10), "HS256"
    assert come_back(site.browser(), provider).status_code == 502


def test_a_way_back_that_was_not_begun_here_is_refused(site: Site, provider: FakeProvider) -> None:
    browser, other = site.browser(), site.browser()
    code, state = provider.let_in(browser.get("/oidc/start").headers["location"])
    assert other.get(f"/oidc/done?code={code}&state={state}").status_code == 400
    assert browser.get(f"/oidc/done?code={code}&state={state}x").status_code == 400
    assert browser.get(f"/oidc/done?error=access_denied&state={state}").status_code == 403
    browser.client.cookies.set("dateline_oidc", "00.7b7d", domain="127.0.0.1")
    assert browser.get(f"/oidc/done?code={code}&state={state}").status_code == 400


def test_nobody_is_led_elsewhere_afterwards(site: Site, provider: FakeProvider) -> None:
    browser = site.browser()
    browser.send("/sign-in", name="Ana", password="a quiet harbour town")
    assert come_back(browser, provider, "/oidc/start?next=https://evil.example").headers["location"] == "/"


def test_a_provider_that_does_not_answer_is_told(site: Site, provider: FakeProvider, tmp_path: Path) -> None:
    provider.server.shutdown()
    provider.server.server_close()
    answer = site.browser().get("/oidc/start")
    assert answer.status_code == 502
    assert "does not answer" in answer.text
    (tmp_path / "plain").mkdir()
    plain = Site(tmp_path / "plain" / "n.db")
    plain.owner()
    assert plain.browser().get("/oidc/start").status_code == 502
    assert "oidc/start" not in plain.browser().get("/sign-in").text
