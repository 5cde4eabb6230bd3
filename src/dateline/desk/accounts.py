"""Who reads with us: making accounts, signing in, sessions, invitations, keys for other programs, leaving."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from dateline.desk.account_rules import (
    LONGEST_PASSWORD,
    Refused,
    checked_email,
    checked_name,
    checked_password,
    is_loopback,
    plus,
)
from dateline.desk.context import DeskContext
from dateline.desk.keys import Keys
from dateline.desk.limits import Limits
from dateline.desk.passwords import hash_password, is_password
from dateline.desk.ready_stories import keep_latest
from dateline.desk.secrets import hash_of, new_secret, setup_word
from dateline.model.audience import OWNER, READER, ROLES, Account
from dateline.model.people import Invitation, Session

IDLE = timedelta(days=30)
"""After so long without a visit a browser is signed out."""
LONGEST = timedelta(days=180)
"""After so long it is signed out whatever happens."""
SEEN_EVERY = timedelta(minutes=30)
"""A visit is noted no more often than this, so that reading does not write."""
INVITED_FOR = timedelta(days=7)
KNOWN_AT_MOST = 2000
SOLE_READER = "Reader"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account with the session that vouches for it; without one in single-user mode."""

    account: Account
    session: Session | None = None


class Accounts(Keys):
    """The accounts of a desk."""

    def __init__(self, context: DeskContext, limits: Limits) -> None:
        super().__init__(context)
        self._limits = limits
        self._known: dict[str, SignedIn] = {}
        self._homes: OrderedDict[tuple[str, str], None] = OrderedDict()
        """Names with the addresses they signed in from, since the desk was started."""
        self._lock = threading.Lock()
        self._is_new: bool | None = None
        self.setup_word = None if is_loopback(context.settings.host) else setup_word()
        """What the first visitor must know where the desk can be reached from other machines."""

    # the first one

    def is_new(self) -> bool:
        """Tell whether nobody has an account yet."""
        if self._is_new is not False:
            with self._context.store.view() as view:
                self._is_new = not view.people.has_accounts()
        return self._is_new

    def make_owner(self, name: str, password: str, *, word: str = "", address: str = "") -> Account:
        """Make the first account, which owns the desk; raises Refused for everybody after the first."""
        if self.setup_word is not None:
            self._limits.take("set-up", address)
            if hash_of(word.strip().lower()) != hash_of(self.setup_word):
                raise Refused("This is not the set-up word. It stands where `dateline serve` was started.")
        made = self._new(name, password, OWNER)
        with self._context.store.writer() as writer:
            kept = writer.people.add_account(made, only_first=True)
        self._is_new = False
        if kept is None:
            raise Refused("This desk has its owner already. Ask for an invitation.")
        return kept

    def sole(self) -> Account:
        """Return the one account of single-user mode: the first owner, made when there is none."""
        with self._context.store.writer() as writer:
            made = Account(id=0, name=SOLE_READER, role=OWNER, made_at=self._context.now())
            kept = writer.people.add_account(made, only_first=True)
            self._is_new = False
            return kept or next(one for one in writer.people.accounts() if one.role == OWNER)

    # invitations

    def invite(self, by: Account, *, role: str = READER, note: str = "") -> str:
        """Make an invitation and return its secret, which is kept nowhere."""
        if not by.may(OWNER):
            raise Refused("Only an owner invites.")
        if role not in ROLES:
            raise Refused("There is no such role.")
        self._limits.take("invite", by.id)
        secret, now = new_secret(), self._context.now()
        made = Invitation(
            role=role, made_by=by.id, made_at=now, expires_at=self._later(INVITED_FOR), note=note.strip()[:200]
        )
        with self._context.store.writer() as writer:
            writer.people.add_invitation(made, hash_of(secret))
        return secret

    def invitation(self, secret: str) -> Invitation | None:
        """Return the invitation of a secret while it can be used."""
        with self._context.store.view() as view:
            return view.people.invitation(hash_of(secret), self._context.now())

    def invitations(self) -> list[Invitation]:
        """Return the invitations, newest first."""
        with self._context.store.view() as view:
            return view.people.invitations()

    def take_back(self, invitation_id: int) -> None:
        """Take back an invitation that was not used."""
        with self._context.store.writer() as writer:
            writer.people.drop_invitation(invitation_id)

    def accept(
        self, secret: str, name: str, password: str | None, *, subject: str | None = None, address: str = ""
    ) -> Account:
        """Make an account from an invitation, which is used up by it; both happen or neither."""
        self._limits.take("invitation", address)
        with self._context.store.view() as view:
            found = view.people.invitation(hash_of(secret), self._context.now())
        if found is None:
            raise Refused(_SPENT)
        made = replace(self._new(name, password, found.role), subject=subject)
        with self._context.store.writer() as writer:
            if not writer.people.use_invitation(hash_of(secret), now=self._context.now()):
                raise Refused(_SPENT)
            kept = writer.people.add_account(made)
            if kept is None:
                raise Refused("This name is taken. Choose another.")
            writer.people.credit_invitation(hash_of(secret), kept.id)
        return kept

    # signing in and out

    def sign_in(
        self, name: str, password: str, *, address: str = "", device: str = "", instead_of: str = ""
    ) -> tuple[Account, str]:
        """Check a password and begin a session; returns the account and the session's secret.

        `instead_of` is the secret that the browser came with: it is ended, so that nobody can hand a browser a
        session beforehand. Raises Refused, or TooMany. Tries from an address where the account has signed in before are
        counted by themselves, so that strangers who try passwords lock nobody out at home.
        """
        called = name.strip().casefold()
        tried = f"{called} {address}" if (called, address) in self._homes else called
        self._limits.take("sign-in from an address", address)
        self._limits.check("sign-in of an account", tried)
        with self._context.store.view() as view:
            found = view.people.account_named(name)
        if not is_password(password[:LONGEST_PASSWORD], found.password if found else None) or found is None:
            self._limits.take("sign-in of an account", tried)
            raise Refused("Name and password do not belong together.")
        self._limits.forget("sign-in of an account", tried)
        with self._lock:
            keep_latest(self._homes, (called, address), None, KNOWN_AT_MOST)
        return found, self.begin_session(found, device=device, instead_of=instead_of)

    def begin_session(self, account: Account, *, device: str = "", instead_of: str = "") -> str:
        """Begin a session and return its secret; the one that the browser came with is ended."""
        if instead_of:
            self.sign_out(instead_of)
        secret, now = new_secret(), self._context.now()
        made = Session(
            account_id=account.id, made_at=now, seen_at=now, expires_at=self._later(IDLE), device=device[:200]
        )
        with self._context.store.writer() as writer:
            writer.people.drop_old_sessions(now)
            writer.people.add_session(made, hash_of(secret))
        return secret

    def known(self, secret: str) -> SignedIn | None:
        """Return who a session's secret belongs to as far as memory knows; asks no database."""
        found = self._known.get(hash_of(secret))
        if found is None or found.session is None or found.session.seen_at < self._earlier(SEEN_EVERY):
            return None
        return found if found.session.expires_at > self._context.now() else None

    def signed_in(self, secret: str) -> SignedIn | None:
        """Return who a session's secret belongs to, None when it has ended; asks the database seldom."""
        return self.known(secret) or self._look_up(hash_of(secret), self._context.now())

    def _look_up(self, hashed: str, now: str) -> SignedIn | None:
        with self._context.store.view() as view:
            session = view.people.session(hashed)
            account = view.people.account(session.account_id) if session else None
        if session is None or account is None or account.closed or session.expires_at <= now:
            self._known.pop(hashed, None)
            return None
        if session.seen_at < self._earlier(SEEN_EVERY):
            latest = min(self._later(IDLE), plus(session.made_at, LONGEST))
            with self._context.store.writer() as writer:
                writer.people.touch_session(session.id, seen_at=now, expires_at=latest)
            session = replace(session, seen_at=now, expires_at=latest)
        found = SignedIn(account, session)
        with self._lock:
            if len(self._known) >= KNOWN_AT_MOST:
                self._known.clear()
            self._known[hashed] = found
        return found

    def sign_out(self, secret: str) -> None:
        """End the session of a secret."""
        with self._context.store.writer() as writer:
            found = writer.people.session(hash_of(secret))
            if found is not None:
                writer.people.end_sessions(found.account_id, one=found.id)
        self._forget_known()

    def sessions(self, account: Account) -> list[Session]:
        """Return the sessions of an account, the latest seen first."""
        with self._context.store.view() as view:
            now = self._context.now()
            return [one for one in view.people.sessions(account.id) if one.expires_at > now]

    def end_sessions(self, account: Account, *, one: int | None = None, but: int | None = None) -> None:
        """End sessions of an account: all, one, or all but one."""
        with self._context.store.writer() as writer:
            writer.people.end_sessions(account.id, one=one, but=but)
        self._forget_known()

    # changing and leaving

    def people(self) -> list[Account]:
        """Return all accounts that are not closed, oldest first."""
        with self._context.store.view() as view:
            return view.people.accounts()

    def account(self, account_id: int) -> Account | None:
        """Return an account, closed or not."""
        with self._context.store.view() as view:
            return view.people.account(account_id)

    def of_subject(self, subject: str) -> Account | None:
        """Return the account that an identity provider knows by this subject."""
        with self._context.store.view() as view:
            return view.people.account_of_subject(subject)

    def change_password(self, account: Account, old: str, new: str, *, keep: int | None = None) -> None:
        """Change a password and end every session but one."""
        self.confirm(account, old)
        hashed = hash_password(checked_password(new, account.name))
        with self._context.store.writer() as writer:
            writer.people.change_account(account.id, password=hashed)
            writer.people.end_sessions(account.id, but=keep)
        self._forget_known()

    def confirm(self, account: Account, password: str) -> None:
        """Make sure that it is the reader who asks; who has no password here is taken at their session's word."""
        if account.password is None:
            return
        self._limits.take("password", account.id)
        if not is_password(password[:LONGEST_PASSWORD], account.password):
            raise Refused("This is not your password.")
        self._limits.forget("password", account.id)

    def change(self, account: Account, *, name: str, email: str = "") -> None:
        """Change a name and an address for mail."""
        with self._context.store.writer() as writer:
            if not writer.people.change_account(account.id, name=checked_name(name), email=checked_email(email)):
                raise Refused("This name is taken. Choose another.")
        self._forget_known()

    def give_role(self, by: Account, account_id: int, role: str) -> None:
        """Change what somebody may do; the last owner stays one."""
        if not by.may(OWNER) or role not in ROLES:
            raise Refused("Only an owner changes roles.")
        with self._context.store.writer() as writer:
            found = writer.people.account(account_id)
            if found is None or found.closed:
                raise Refused("There is no such account.")
            writer.people.change_account(account_id, role=role)
            if not writer.people.owners():
                raise Refused("The desk needs an owner: give another this role first.")
        self._forget_known()

    def close(self, account: Account) -> None:
        """Close an account and delete what belongs to it; the last owner cannot leave others behind."""
        with self._context.store.writer() as writer:
            for area in (writer.talk, writer.audience, writer.outgoing, writer.feeds):
                leave = getattr(area, "forget_account", None)
                if leave is not None:
                    leave(account.id)
            writer.people.forget(account.id)
            gone = {"email": None, "password": None, "subject": None, "closed": True}
            writer.people.change_account(account.id, name=f"closed account {account.id}", **gone)
            if not writer.people.owners() and writer.people.accounts():
                raise Refused("The desk needs an owner: make another one owner first.")
        self._forget_known()
        self._is_new = None

    def everything_of(self, account: Account) -> dict[str, Any]:
        """Return all that the desk keeps about an account, without secrets."""
        with self._context.store.view() as view:
            return {
                "account": {
                    "name": account.name,
                    "role": account.role,
                    "made_at": account.made_at,
                    "email": account.email,
                    "subject": account.subject,
                },
                **view.people.everything_of(account.id),
            }

    def vouched_for(
        self,
        subject: str,
        name: str,
        *,
        role: str | None = None,
        invitation: str = "",
        signed_in: Account | None = None,
        address: str = "",
    ) -> Account:
        """Return the account of somebody an identity provider vouches for.

        Who is signed in has the two joined; others come in by an invitation, or as the role that the settings give
        to whoever is vouched for. Raises Refused.
        """
        known = self.of_subject(subject)
        if known is not None:
            return known
        if signed_in is not None:
            with self._context.store.writer() as writer:
                writer.people.change_account(signed_in.id, subject=subject)
            self._forget_known()
            return replace(signed_in, subject=subject)
        free = self._free_name(name)
        if invitation:
            return self.accept(invitation, free, None, subject=subject, address=address)
        if role is None:
            raise Refused("You have no account here. Ask whoever runs this desk for an invitation.")
        with self._context.store.writer() as writer:
            kept = writer.people.add_account(replace(self._new(free, None, role), subject=subject))
        if kept is None:
            raise Refused("This name was taken just now. Try again.")
        return kept

    def _free_name(self, name: str) -> str:
        """Return a name that nobody has, as like as can be."""
        seen = "".join(one for one in name if one.isprintable()) or "Reader"
        with self._context.store.view() as view:
            for number in range(1, 1000):
                tried = seen if number == 1 else f"{seen} {number}"
                if view.people.account_named(tried) is None:
                    return tried
        raise Refused("This name is taken. Ask whoever runs this desk for an invitation.")

    # settings of a reader

    def settings(self, account: Account) -> dict[str, str]:
        """Return what a reader has set."""
        with self._context.store.view() as view:
            return view.people.settings(account.id)

    def set_setting(self, account: Account, name: str, value: str) -> None:
        """Keep one setting of a reader."""
        with self._context.store.writer() as writer:
            writer.people.set_setting(account.id, name, value)

    # small parts

    def _new(self, name: str, password: str | None, role: str) -> Account:
        name = checked_name(name)
        hashed = None if password is None else hash_password(checked_password(password, name))
        return Account(id=0, name=name, role=role, made_at=self._context.now(), password=hashed)

    def _later(self, by: timedelta) -> str:
        return plus(self._context.now(), by)

    def _earlier(self, by: timedelta) -> str:
        return plus(self._context.now(), -by)

    def _forget_known(self) -> None:
        with self._lock:
            self._known.clear()


_SPENT = "This invitation was used already, or has expired. Ask for another."
