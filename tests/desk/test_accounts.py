"""Accounts: the first one, invitations, sessions, keys, leaving; with a clock that is moved by hand."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from dateline.desk import accounts as accounts_module
from dateline.desk.account_rules import Refused
from dateline.desk.accounts import Accounts
from dateline.desk.context import DeskContext
from dateline.desk.desk import Desk
from dateline.desk.limits import TooMany
from dateline.desk.settings import Settings
from dateline.model.audience import Account
from dateline.storage.sqlite import SqliteStore

PASSWORD = "a quiet harbour town"


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture(autouse=True)
def _fast_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real hash is tried in test_passwords; here it would only take time."""
    monkeypatch.setattr(accounts_module, "hash_password", lambda password: f"hash of {password}")
    monkeypatch.setattr(accounts_module, "is_password", lambda password, kept: kept == f"hash of {password}")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = Desk(DeskContext(SqliteStore(tmp_path / "news.db"), clock))
    yield made
    made.close()


@pytest.fixture
def accounts(desk: Desk) -> Accounts:
    return desk.accounts


@pytest.fixture
def owner(accounts: Accounts) -> Account:
    return accounts.make_owner("Ana", PASSWORD)


def test_only_the_first_visitor_becomes_the_owner(accounts: Accounts) -> None:
    assert accounts.is_new()
    made = accounts.make_owner("Ana", PASSWORD)
    assert made.role == "owner"
    assert not accounts.is_new()
    with pytest.raises(Refused, match="owner already"):
        accounts.make_owner("Eve", PASSWORD)


def test_of_many_first_visitors_at_once_one_becomes_the_owner(accounts: Accounts) -> None:
    made: list[Account] = []
    start = threading.Barrier(8)

    def try_it(number: int) -> None:
        start.wait()
        with contextlib.suppress(Refused):
            made.append(accounts.make_owner(f"Visitor {number}", PASSWORD))

    visitors = [threading.Thread(target=try_it, args=(number,)) for number in range(8)]
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()
    assert len(made) == 1
    assert len(accounts.people()) == 1


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("", PASSWORD),
        ("x" * 61, PASSWORD),
        ("An\u200ba", PASSWORD),
        ("Ana", "short"),
        ("Ana", "aaaaaaaaaaaa"),
        ("Long name x", "long name X"),
        ("Ana", "x" * 501),
    ],
)
def test_names_and_passwords_must_be_fit(accounts: Accounts, name: str, password: str) -> None:
    with pytest.raises(Refused):
        accounts.make_owner(name, password)


def test_names_are_one_whatever_letters_they_are_typed_in(accounts: Accounts, owner: Account) -> None:
    account, _ = accounts.sign_in("  ANA ", PASSWORD)
    assert account.id == owner.id
    secret = accounts.invite(owner)
    with pytest.raises(Refused, match="taken"):
        accounts.accept(secret, "ana", PASSWORD)
    assert accounts.accept(secret, "Ben", PASSWORD).role == "reader"


def test_an_invitation_works_once_and_for_a_week(accounts: Accounts, owner: Account, clock: Clock) -> None:
    secret = accounts.invite(owner, role="editor")
    assert accounts.invitation(secret) is not None
    assert accounts.accept(secret, "Ben", PASSWORD).role == "editor"
    with pytest.raises(Refused, match="used already"):
        accounts.accept(secret, "Eve", PASSWORD)
    late = accounts.invite(owner)
    clock.pass_by(days=7, seconds=1)
    assert accounts.invitation(late) is None
    with pytest.raises(Refused, match="expired"):
        accounts.accept(late, "Cy", PASSWORD)
    taken_back = accounts.invite(owner)
    accounts.take_back(accounts.invitations()[0].id)
    with pytest.raises(Refused):
        accounts.accept(taken_back, "Cy", PASSWORD)
    with pytest.raises(Refused):
        accounts.accept("made up", "Cy", PASSWORD)
    assert [one.name for one in accounts.people()] == ["Ana", "Ben"]


def test_two_at_once_cannot_use_one_invitation(accounts: Accounts, owner: Account) -> None:
    secret = accounts.invite(owner)
    made: list[Account] = []
    start = threading.Barrier(6)

    def try_it(number: int) -> None:
        start.wait()
        with contextlib.suppress(Refused):
            made.append(accounts.accept(secret, f"Guest {number}", PASSWORD))

    guests = [threading.Thread(target=try_it, args=(number,)) for number in range(6)]
    for one in guests:
        one.start()
    for one in guests:
        one.join()
    assert len(made) == 1


def test_only_owners_invite_and_give_roles_and_one_remains(accounts: Accounts, owner: Account) -> None:
    ben = accounts.accept(accounts.invite(owner), "Ben", PASSWORD)
    for role in ("reader", "editor", "owner"):
        with pytest.raises(Refused):
            accounts.give_role(ben, ben.id, role)
    with pytest.raises(Refused):
        accounts.invite(ben)
    with pytest.raises(Refused):
        accounts.invite(owner, role="king")
    with pytest.raises(Refused, match="needs an owner"):
        accounts.give_role(owner, owner.id, "reader")
    assert [one.role for one in accounts.people()] == ["owner", "reader"]
    accounts.give_role(owner, ben.id, "owner")
    accounts.give_role(owner, owner.id, "reader")
    assert [one.role for one in accounts.people()] == ["reader", "owner"]


def test_a_session_ends_when_it_is_not_used_and_at_last_in_any_case(
    accounts: Accounts, owner: Account, clock: Clock
) -> None:
    _, secret = accounts.sign_in("Ana", PASSWORD)
    clock.pass_by(days=29)
    assert accounts.signed_in(secret) is not None
    clock.pass_by(days=31)
    assert accounts.signed_in(secret) is None
    _, secret = accounts.sign_in("Ana", PASSWORD)
    for _ in range(9):
        clock.pass_by(days=20)
        found = accounts.signed_in(secret)
    assert found is None


def test_sessions_can_be_seen_and_ended(accounts: Accounts, owner: Account) -> None:
    secrets = [accounts.sign_in("Ana", PASSWORD, device=f"Device {n}")[1] for n in range(3)]
    found = [accounts.signed_in(one) for one in secrets]
    assert len(accounts.sessions(owner)) == 3
    assert found[0] is not None
    assert found[0].session is not None
    accounts.end_sessions(owner, one=found[0].session.id)
    assert [accounts.signed_in(one) is not None for one in secrets] == [False, True, True]
    assert found[2] is not None
    assert found[2].session is not None
    accounts.end_sessions(owner, but=found[2].session.id)
    assert [accounts.signed_in(one) is not None for one in secrets] == [False, False, True]
    accounts.sign_out(secrets[2])
    assert accounts.signed_in(secrets[2]) is None


def test_nobody_ends_the_sessions_of_others(accounts: Accounts, owner: Account) -> None:
    ben = accounts.accept(accounts.invite(owner), "Ben", PASSWORD)
    _, secret = accounts.sign_in("Ana", PASSWORD)
    found = accounts.signed_in(secret)
    assert found is not None
    assert found.session is not None
    accounts.end_sessions(ben, one=found.session.id)
    assert accounts.signed_in(secret) is not None


def test_a_new_password_ends_every_session(accounts: Accounts, owner: Account) -> None:
    _, secret = accounts.sign_in("Ana", PASSWORD)
    with pytest.raises(Refused, match="not your password"):
        accounts.change_password(owner, "wrong", "another quiet town")
    accounts.change_password(owner, PASSWORD, "another quiet town")
    assert accounts.signed_in(secret) is None
    with pytest.raises(Refused):
        accounts.sign_in("Ana", PASSWORD)
    accounts.sign_in("Ana", "another quiet town")


def test_a_changed_role_counts_at_once(accounts: Accounts, owner: Account) -> None:
    ben = accounts.accept(accounts.invite(owner), "Ben", PASSWORD)
    _, secret = accounts.sign_in("Ben", PASSWORD)
    before = accounts.signed_in(secret)
    accounts.give_role(owner, ben.id, "editor")
    after = accounts.signed_in(secret)
    assert before is not None
    assert after is not None
    assert (before.account.role, after.account.role) == ("reader", "editor")


def test_reading_asks_the_database_seldom_and_writes_more_seldom(
    accounts: Accounts, owner: Account, clock: Clock, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, secret = accounts.sign_in("Ana", PASSWORD)
    assert accounts.signed_in(secret)
    assert accounts.known(secret)
    clock.pass_by(minutes=31)
    assert accounts.known(secret) is None
    assert accounts.signed_in(secret)
    assert accounts.sessions(owner)[0].seen_at == desk.context.now()
    clock.pass_by(minutes=5)
    assert accounts.signed_in(secret)
    assert accounts.sessions(owner)[0].seen_at != desk.context.now()


def test_keys_open_what_they_are_for_until_they_are_revoked(accounts: Accounts, owner: Account) -> None:
    key = accounts.make_token(owner, purpose="feed", name="  phone  ")
    found = accounts.by_token(key, purpose="feed")
    assert found is not None
    assert found.id == owner.id
    assert accounts.by_token(key, purpose="api") is None
    assert accounts.by_token(key + "x", purpose="feed") is None
    (token,) = accounts.tokens(owner)
    assert token.name == "phone"
    assert token.used_at is not None
    ben = accounts.accept(accounts.invite(owner), "Ben", PASSWORD)
    accounts.revoke(ben, token.id)
    assert accounts.by_token(key, purpose="feed") is not None
    accounts.revoke(owner, token.id)
    assert accounts.by_token(key, purpose="feed") is None
    with pytest.raises(Refused):
        accounts.make_token(owner, purpose="all", name="x")


def test_no_secret_stands_in_the_file(accounts: Accounts, owner: Account, desk: Desk) -> None:
    secrets = [
        accounts.sign_in("Ana", PASSWORD)[1],
        accounts.invite(owner),
        accounts.make_token(owner, purpose="api", name="x"),
    ]
    with desk.context.store.view() as view:
        rows = [
            str(row)
            for table in ("session", "invitation", "access_token")
            for row in view.people._connection.execute(sa.text(f"select * from {table}"))
        ]
    assert len(rows) == 3
    for secret in secrets:
        assert secret not in "".join(rows)


def test_leaving_deletes_what_belongs_to_the_reader(accounts: Accounts, owner: Account, desk: Desk) -> None:
    ben = accounts.accept(accounts.invite(owner), "Ben", PASSWORD)
    _, secret = accounts.sign_in("Ben", PASSWORD)
    key = accounts.make_token(ben, purpose="api", name="x")
    accounts.set_setting(ben, "zone", "Asia/Almaty")
    accounts.set_setting(ben, "zone", "Europe/Paris")
    told = accounts.everything_of(ben)
    assert told["account"]["name"] == "Ben"
    assert [row["value"] for row in told["account_setting"]] == ["Europe/Paris"]
    assert "secret_hash" not in str(told)
    assert "hash of" not in str(told)
    accounts.close(ben)
    assert accounts.signed_in(secret) is None
    assert accounts.by_token(key, purpose="api") is None
    with pytest.raises(Refused):
        accounts.sign_in("Ben", PASSWORD)
    left = accounts.everything_of(ben)
    assert not [rows for name, rows in left.items() if name != "account" and rows]
    assert accounts.settings(ben) == {}
    # the name is free again, and is another account
    assert accounts.accept(accounts.invite(owner), "Ben", PASSWORD).id != ben.id


def test_the_last_owner_does_not_leave_others_behind(accounts: Accounts, owner: Account) -> None:
    ben = accounts.accept(accounts.invite(owner), "Ben", PASSWORD)
    with pytest.raises(Refused, match="needs an owner"):
        accounts.close(owner)
    assert accounts.account(owner.id) == owner
    accounts.close(ben)
    accounts.close(owner)
    assert accounts.is_new()
    assert accounts.make_owner("Cy", PASSWORD).role == "owner"


def test_single_user_mode_has_one_account_that_stays(accounts: Accounts) -> None:
    sole = accounts.sole()
    assert accounts.sole() == sole
    assert sole.role == "owner"
    with pytest.raises(Refused):
        accounts.sign_in(sole.name, "")


def test_invitations_cannot_be_guessed_at_will(accounts: Accounts, owner: Account) -> None:
    def guess() -> None:
        with pytest.raises(Refused):
            accounts.accept("made up", "Eve", PASSWORD, address="10.1.1.1")

    for _ in range(30):
        guess()
    with pytest.raises(TooMany):
        accounts.accept("made up", "Eve", PASSWORD, address="10.1.1.1")


def test_the_set_up_word_cannot_be_guessed_at_will(tmp_path: Path, clock: Clock) -> None:
    desk = Desk(DeskContext(SqliteStore(tmp_path / "n.db"), clock, Settings(host="0.0.0.0")))
    for number in range(20):
        with pytest.raises(Refused, match="set-up word"):
            desk.accounts.make_owner("Eve", PASSWORD, word=f"word-{number}", address="10.1.1.1")
    with pytest.raises(TooMany):
        desk.accounts.make_owner("Eve", PASSWORD, word=desk.accounts.setup_word or "", address="10.1.1.1")
    clock.pass_by(minutes=16)
    assert desk.accounts.make_owner("Ana", PASSWORD, word=desk.accounts.setup_word or "").role == "owner"


def test_strangers_who_try_passwords_lock_nobody_out_at_home(accounts: Accounts, owner: Account, clock: Clock) -> None:
    accounts.sign_in("Ana", PASSWORD, address="10.0.0.7")
    for number in range(12):
        with pytest.raises(Refused if number < 10 else TooMany):
            accounts.sign_in("ana ", "guess", address=f"10.1.1.{number}")
    with pytest.raises(TooMany):
        accounts.sign_in("Ana", PASSWORD, address="10.1.1.99")
    accounts.sign_in("Ana", PASSWORD, address="10.0.0.7")
    for number in range(11):
        with pytest.raises(Refused if number < 10 else TooMany):
            accounts.sign_in("Ana", "guess", address="10.0.0.7")
    with pytest.raises(TooMany):
        accounts.sign_in("Ana", PASSWORD, address="10.0.0.7")
    clock.pass_by(minutes=16)
    accounts.sign_in("Ana", PASSWORD, address="10.0.0.7")
