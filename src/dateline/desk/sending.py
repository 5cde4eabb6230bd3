"""Sending what goes out: mail by SMTP, webhooks by HTTP, signed, past the same guard as everything that is fetched."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any
from urllib.parse import urlsplit

from dateline.collect.guard import Guard, check_address
from dateline.desk.settings import Settings

SECONDS = 20.0


class NotSent(Exception):
    """Something could not be sent; the message says why, in words for the reader."""


def signature(secret: str, body: bytes) -> str:
    """Sign the body of a webhook: HMAC-SHA256 (RFC 2104) in hexadecimal, as "sha256=..."."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def send_mail(settings: Settings, *, to: str, subject: str, text: str, markup: str, moment: float) -> None:
    """Send one mail with a plain and a marked-up form; `moment` is the time in seconds since 1970. Raises NotSent."""
    if settings.mail_server is None or settings.mail_from is None:
        raise NotSent("this desk has no mail server (settings: mail_server, mail_from)")
    letter = EmailMessage()
    letter["Subject"] = " ".join(subject.split())[:200]
    letter["From"] = settings.mail_from
    letter["To"] = to
    letter["Date"] = formatdate(moment)
    letter["Message-ID"] = make_msgid(domain="dateline.invalid")
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text)
    letter.add_alternative(markup, subtype="html")
    try:
        _hand_over(settings, letter)
    except (OSError, smtplib.SMTPException) as fault:
        raise NotSent(f"the mail server did not take it ({' '.join(str(fault).split())[:160]})") from None


def _hand_over(settings: Settings, letter: EmailMessage) -> None:
    host = settings.mail_server or ""
    secured = ssl.create_default_context()
    made: smtplib.SMTP
    if settings.mail_security == "tls":
        made = smtplib.SMTP_SSL(host, settings.mail_port, timeout=SECONDS, context=secured)
    else:
        made = smtplib.SMTP(host, settings.mail_port, timeout=SECONDS)
    with made as server:
        if settings.mail_security == "starttls":
            server.starttls(context=secured)
        if settings.mail_user is not None:
            server.login(settings.mail_user, settings.mail_password or "")
        server.send_message(letter)


def call_webhook(settings: Settings, address: str, body: bytes, *, secret: str) -> None:
    """Post JSON to an address, with its signature in `X-Dateline-Signature`; raises NotSent."""
    if why := check_address(address):
        raise NotSent(f"this address cannot be called: {why}")
    headers = {"Content-Type": "application/json", "X-Dateline-Signature": signature(secret, body)}
    asyncio.run(_post(Guard(settings.private_addresses), address, body, headers))


async def _post(guard: Guard, address: str, body: bytes, headers: Mapping[str, str]) -> None:
    import aiohttp

    connector = aiohttp.TCPConnector(socket_factory=_opened_by(guard), force_close=True)
    limits = aiohttp.ClientTimeout(total=SECONDS)
    host = urlsplit(address).hostname
    try:
        async with (
            aiohttp.ClientSession(connector=connector, timeout=limits, trust_env=False) as session,
            session.post(address, data=body, headers=headers, allow_redirects=False) as answer,
        ):
            if not 200 <= answer.status < 300:
                raise NotSent(f"{host} answered with {answer.status}")
    except TimeoutError:
        raise NotSent(f"{host} did not answer in time") from None
    except (aiohttp.ClientError, OSError, ValueError) as fault:
        raise NotSent(f"{host} cannot be reached ({' '.join(str(fault).split())[:160]})") from None


def _opened_by(guard: Guard) -> Any:
    return guard.open_socket
