"""Rows of accounts, sessions, invitations and keys for other programs; nouns in, nouns out."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from dateline.model.audience import OWNER, Account
from dateline.model.people import AccessToken, Invitation, Session
from dateline.storage import people_tables as t
from dateline.storage.metadata import metadata

SECRET_COLUMNS = ("secret_hash", "password", "secret")
"""Never leave the database, not even to the one they belong to."""


class PeopleRows:
    """Reads and writes accounts, sessions, invitations and keys for other programs, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    # accounts

    def accounts(self) -> list[Account]:
        """Return all accounts that are not closed, oldest first."""
        query = sa.select(t.account).where(t.account.c.closed.is_(False)).order_by(t.account.c.id)
        return [_account(row) for row in self._connection.execute(query)]

    def account(self, account_id: int) -> Account | None:
        """Return an account, closed or not."""
        return self._one(sa.select(t.account).where(t.account.c.id == account_id))

    def account_named(self, name: str) -> Account | None:
        """Return the open account of this name, in whatever letters."""
        return self._one(sa.select(t.account).where(t.account.c.folded == fold(name), t.account.c.closed.is_(False)))

    def account_of_subject(self, subject: str) -> Account | None:
        """Return the open account that an identity provider knows by this subject."""
        return self._one(sa.select(t.account).where(t.account.c.subject == subject, t.account.c.closed.is_(False)))

    def has_accounts(self) -> bool:
        """Tell whether anybody has an account."""
        query = sa.select(t.account.c.id).where(t.account.c.closed.is_(False)).limit(1)
        return self._connection.execute(query).first() is not None

    def add_account(self, made: Account, *, only_first: bool = False) -> Account | None:
        """Keep a new account (its id is given here); None when the name is taken, or it is not the first and must be.

        One statement decides, so that of two first visitors one becomes the owner.
        """
        fields: dict[str, Any] = {
            "name": made.name,
            "folded": fold(made.name),
            "role": made.role,
            "made_at": made.made_at,
            "email": made.email,
            "password": made.password,
            "subject": made.subject,
            "closed": made.closed,
        }
        taken = t.account.c.folded == fields["folded"]
        if made.subject is not None:
            taken = sa.or_(taken, t.account.c.subject == made.subject)
        in_the_way = sa.or_(taken, t.account.c.closed.is_(False)) if only_first else taken
        barred = sa.exists(sa.select(t.account.c.id).where(in_the_way))
        chosen = sa.select(
            *[sa.literal(value, t.account.c[name].type).label(name) for name, value in fields.items()]
        ).where(~barred)
        done = self._connection.execute(sa.insert(t.account).from_select(list(fields), chosen))
        return self.account_named(made.name) if done.rowcount == 1 else None

    def change_account(self, account_id: int, **values: Any) -> bool:
        """Change columns of an account; False when a new name is taken."""
        if "name" in values:
            values["folded"] = fold(values["name"])
            holder = self.account_named(values["name"])
            if holder is not None and holder.id != account_id:
                return False
        self._connection.execute(sa.update(t.account).where(t.account.c.id == account_id).values(**values))
        return True

    def owners(self) -> int:
        """Count the owners."""
        query = sa.select(sa.func.count()).where(t.account.c.role == OWNER, t.account.c.closed.is_(False))
        return int(self._connection.execute(query).scalar_one())

    def settings(self, account_id: int) -> dict[str, str]:
        """Return what a reader has set."""
        query = sa.select(t.account_setting).where(t.account_setting.c.account_id == account_id)
        return {row.name: row.value for row in self._connection.execute(query)}

    def set_setting(self, account_id: int, name: str, value: str) -> None:
        """Keep one setting of a reader."""
        row = {"account_id": account_id, "name": name, "value": value}
        self._connection.execute(sa.insert(t.account_setting).prefix_with("OR REPLACE").values(**row))

    # sessions

    def add_session(self, made: Session, secret_hash: str) -> None:
        """Keep a new session."""
        self._connection.execute(
            sa.insert(t.session).values(
                secret_hash=secret_hash,
                account_id=made.account_id,
                made_at=made.made_at,
                seen_at=made.seen_at,
                expires_at=made.expires_at,
                device=made.device,
            )
        )

    def session(self, secret_hash: str) -> Session | None:
        """Return the session of a secret."""
        row = self._connection.execute(sa.select(t.session).where(t.session.c.secret_hash == secret_hash)).first()
        return None if row is None else _session(row)

    def sessions(self, account_id: int) -> list[Session]:
        """Return the sessions of an account, the latest seen first."""
        query = sa.select(t.session).where(t.session.c.account_id == account_id).order_by(t.session.c.seen_at.desc())
        return [_session(row) for row in self._connection.execute(query)]

    def touch_session(self, session_id: int, *, seen_at: str, expires_at: str) -> None:
        """Note that a session was used."""
        change = sa.update(t.session).where(t.session.c.id == session_id)
        self._connection.execute(change.values(seen_at=seen_at, expires_at=expires_at))

    def end_sessions(self, account_id: int, *, one: int | None = None, but: int | None = None) -> None:
        """End sessions of an account: all, one, or all but one."""
        gone = sa.delete(t.session).where(t.session.c.account_id == account_id)
        if one is not None:
            gone = gone.where(t.session.c.id == one)
        if but is not None:
            gone = gone.where(t.session.c.id != but)
        self._connection.execute(gone)

    def drop_old_sessions(self, now: str) -> None:
        """Forget the sessions that have expired."""
        self._connection.execute(sa.delete(t.session).where(t.session.c.expires_at <= now))

    # invitations

    def add_invitation(self, made: Invitation, secret_hash: str) -> None:
        """Keep a new invitation."""
        self._connection.execute(
            sa.insert(t.invitation).values(
                secret_hash=secret_hash,
                role=made.role,
                made_by=made.made_by,
                made_at=made.made_at,
                expires_at=made.expires_at,
                note=made.note,
            )
        )

    def invitations(self) -> list[Invitation]:
        """Return the invitations, newest first."""
        return [_invitation(row) for row in self._connection.execute(_NEWEST_INVITATIONS)]

    def invitation(self, secret_hash: str, now: str) -> Invitation | None:
        """Return the invitation of a secret while it can be used."""
        query = sa.select(t.invitation).where(
            t.invitation.c.secret_hash == secret_hash, t.invitation.c.used_at.is_(None), t.invitation.c.expires_at > now
        )
        row = self._connection.execute(query).first()
        return None if row is None else _invitation(row)

    def use_invitation(self, secret_hash: str, *, now: str) -> bool:
        """Mark an invitation as used; False when it was used or has expired. One statement decides who was first."""
        change = sa.update(t.invitation).where(
            t.invitation.c.secret_hash == secret_hash, t.invitation.c.used_at.is_(None), t.invitation.c.expires_at > now
        )
        return self._connection.execute(change.values(used_at=now)).rowcount == 1

    def credit_invitation(self, secret_hash: str, account_id: int) -> None:
        """Note who used an invitation."""
        change = sa.update(t.invitation).where(t.invitation.c.secret_hash == secret_hash)
        self._connection.execute(change.values(used_by=account_id))

    def drop_invitation(self, invitation_id: int) -> None:
        """Take back an invitation that was not used."""
        gone = sa.delete(t.invitation).where(t.invitation.c.id == invitation_id, t.invitation.c.used_at.is_(None))
        self._connection.execute(gone)

    # keys for other programs

    def add_token(self, made: AccessToken, secret_hash: str) -> None:
        """Keep a new key for another program."""
        self._connection.execute(
            sa.insert(t.access_token).values(
                secret_hash=secret_hash,
                account_id=made.account_id,
                purpose=made.purpose,
                name=made.name,
                made_at=made.made_at,
            )
        )

    def token(self, secret_hash: str) -> AccessToken | None:
        """Return the key of a secret."""
        query = sa.select(t.access_token).where(t.access_token.c.secret_hash == secret_hash)
        row = self._connection.execute(query).first()
        return None if row is None else _token(row)

    def tokens(self, account_id: int) -> list[AccessToken]:
        """Return the keys of an account, newest first."""
        query = sa.select(t.access_token).where(t.access_token.c.account_id == account_id)
        return [_token(row) for row in self._connection.execute(query.order_by(t.access_token.c.id.desc()))]

    def touch_token(self, token_id: int, used_at: str) -> None:
        """Note when a key was used last."""
        self._connection.execute(
            sa.update(t.access_token).where(t.access_token.c.id == token_id).values(used_at=used_at)
        )

    def drop_token(self, account_id: int, token_id: int) -> None:
        """Revoke a key."""
        gone = sa.delete(t.access_token).where(t.access_token.c.id == token_id)
        self._connection.execute(gone.where(t.access_token.c.account_id == account_id))

    # the desk's own key

    def desk_key(self, name: str) -> str | None:
        """Return a secret of the desk itself."""
        query = sa.select(t.desk_key.c.value).where(t.desk_key.c.name == name)
        return self._connection.execute(query).scalar_one_or_none()

    def add_desk_key(self, name: str, value: str) -> None:
        """Keep a secret of the desk, unless there is one of this name."""
        self._connection.execute(sa.insert(t.desk_key).prefix_with("OR IGNORE").values(name=name, value=value))

    # all that belongs to one reader, in whatever area

    def everything_of(self, account_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return all rows of an account from every table that has its id, without what is secret."""
        found: dict[str, list[dict[str, Any]]] = {}
        for table in _personal_tables():
            rows = self._connection.execute(sa.select(table).where(table.c.account_id == account_id)).mappings()
            found[table.name] = [
                {
                    name: value
                    for name, value in row.items()
                    if name not in SECRET_COLUMNS and not isinstance(value, bytes)
                }
                for row in rows
            ]
        return found

    def forget(self, account_id: int) -> None:
        """Delete all rows of an account from every table that has its id.

        A table that says `info={"forget": "area"}` is left to its own area.
        """
        for table in _personal_tables():
            if table.info.get("forget") != "area":
                self._connection.execute(sa.delete(table).where(table.c.account_id == account_id))

    def _one(self, query: sa.Select[Any]) -> Account | None:
        row = self._connection.execute(query).first()
        return None if row is None else _account(row)


_NEWEST_INVITATIONS = sa.select(t.invitation).order_by(t.invitation.c.id.desc()).limit(200)


def fold(name: str) -> str:
    """Fold a name, so that it is found in whatever letters it is typed.

    >>> fold("  Ana  RUIZ ")
    'ana ruiz'
    """
    import unicodedata

    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _personal_tables() -> list[sa.Table]:
    # last made first, so that no row is left pointing at one that is gone
    return [table for table in reversed(metadata.sorted_tables) if "account_id" in table.c]


def _account(row: sa.Row[Any]) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        role=row.role,
        made_at=row.made_at,
        email=row.email,
        password=row.password,
        subject=row.subject,
        closed=row.closed,
    )


def _session(row: sa.Row[Any]) -> Session:
    return Session(
        id=row.id,
        account_id=row.account_id,
        made_at=row.made_at,
        seen_at=row.seen_at,
        expires_at=row.expires_at,
        device=row.device,
    )


def _invitation(row: sa.Row[Any]) -> Invitation:
    return Invitation(
        id=row.id,
        role=row.role,
        made_by=row.made_by,
        made_at=row.made_at,
        expires_at=row.expires_at,
        note=row.note,
        used_by=row.used_by,
        used_at=row.used_at,
    )


def _token(row: sa.Row[Any]) -> AccessToken:
    return AccessToken(
        id=row.id,
        account_id=row.account_id,
        purpose=row.purpose,
        name=row.name,
        made_at=row.made_at,
        used_at=row.used_at,
    )
