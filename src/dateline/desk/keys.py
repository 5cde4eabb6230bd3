"""Keys for other programs, and the desk's own secrets."""

from __future__ import annotations

from dateline.desk.account_rules import Refused
from dateline.desk.context import DeskContext
from dateline.desk.secrets import hash_of, new_secret
from dateline.model.audience import Account
from dateline.model.people import PURPOSES, AccessToken


class Keys:
    """Keys by which other programs read in the name of an account; of each only a hash is kept."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context

    def make_token(self, account: Account, *, purpose: str, name: str) -> str:
        """Make a key for another program and return it; it is shown this once."""
        if purpose not in PURPOSES:
            raise Refused("There is no such purpose.")
        secret = f"{purpose}-{new_secret()}"
        made = AccessToken(
            account_id=account.id,
            purpose=purpose,
            name=" ".join(name.split())[:80] or purpose,
            made_at=self._context.now(),
        )
        with self._context.store.writer() as writer:
            writer.people.add_token(made, hash_of(secret))
        return secret

    def by_token(self, secret: str, *, purpose: str) -> Account | None:
        """Return the account of a key, None when it is unknown, revoked or for another purpose."""
        now = self._context.now()
        with self._context.store.view() as view:
            found = view.people.token(hash_of(secret))
            account = view.people.account(found.account_id) if found is not None else None
        if found is None or account is None or account.closed or found.purpose != purpose:
            return None
        if found.used_at is None or found.used_at[:13] != now[:13]:
            with self._context.store.writer() as writer:
                writer.people.touch_token(found.id, now)
        return account

    def tokens(self, account: Account) -> list[AccessToken]:
        """Return the keys of an account, newest first."""
        with self._context.store.view() as view:
            return view.people.tokens(account.id)

    def revoke(self, account: Account, token_id: int) -> None:
        """Revoke a key."""
        with self._context.store.writer() as writer:
            writer.people.drop_token(account.id, token_id)

    def desk_key(self, name: str) -> str:
        """Return a secret of the desk itself, made when it is first asked for."""
        with self._context.store.writer() as writer:
            writer.people.add_desk_key(name, new_secret())
            kept = writer.people.desk_key(name)
        assert kept is not None
        return kept
