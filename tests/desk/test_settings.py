"""Settings from a file and from the command line; what cannot be used is told with the key and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.desk.settings import BadSettings, settings_from


def test_what_is_given_lies_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / "news.toml"
    path.write_text('port = 9000\nname = "Harbour Desk"\nprivate_addresses = ["10.0.0.0/8"]\n')
    made = settings_from(path, port=9001, host=None)
    assert (made.port, made.name, made.host, made.private_addresses) == (
        9001,
        "Harbour Desk",
        "127.0.0.1",
        ("10.0.0.0/8",),
    )
    assert settings_from(tmp_path / "absent.toml").port == 8000


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("colour = 3", "no setting 'colour'"),
        ('port = "many"', "port must be of type int"),
        ("port = 70000", "between 0 and 65535"),
        ("port = true", "port must be of type int"),
        ('address = "news.example.org"', "https://news.example.org"),
        ('private_addresses = ["10.0.0.0/99"]', "private_addresses"),
        ('host = "0.0.0.0"\nsingle_user = true', "only on this machine"),
        ('oidc_name = "Club"', "belong together"),
        ('mail_server = "smtp.example.org"', "mail_from"),
        ('mail_security = "maybe"', "starttls, tls or none"),
        ('mail_server = "smtp.example.org"\nmail_from = "a@b.cc"\nmail_security = "none"', "only for a mail server"),
        ("port = = 3", "news.toml"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "news.toml"
    path.write_text(line + "\n")
    with pytest.raises(BadSettings, match=told):
        settings_from(path)
