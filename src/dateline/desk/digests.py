"""Digests and alerts: what is new in the stories of a reader since they were last told, by mail or webhook."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dateline.collect.guard import check_address
from dateline.desk.context import DeskContext
from dateline.desk.secrets import new_secret
from dateline.desk.sending import NotSent, call_webhook, send_mail
from dateline.model.audience import Account
from dateline.model.outgoing import RHYTHMS, WAYS, Digest, Edition, EditionStory
from dateline.model.shelf import KEY_KINDS, Card, Change
from dateline.serve.digest_words import as_markup, as_payload, as_text, subject
from dateline.serve.query import BadQuery, parse

if TYPE_CHECKING:
    from dateline.desk.audience import Audience
    from dateline.desk.frontpage import FrontPages
    from dateline.desk.search import Search

MOST_DIGESTS, MOST_STORIES, MOST_CHANGES = 30, 25, 60
LOOKED_BACK = timedelta(days=7)
"""What is older than this is no news for a digest."""
ALERT_EVERY = timedelta(minutes=10)
TRIED_AGAIN = timedelta(minutes=15)
MAIL = re.compile(r"^[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\]+\.[^@\s.<>,;:\"()\[\]\\]+$")


class BadDigest(Exception):
    """A digest that cannot be ordered; the message tells the reader why."""


class Digests:
    """Keeps the digests that readers order, and sends the editions that are due."""

    def __init__(self, context: DeskContext, audience: Audience, frontpage: FrontPages, search: Search) -> None:
        self._context = context
        self._audience = audience
        self._frontpage = frontpage
        self._search = search

    def order(
        self,
        account: Account,
        *,
        about: str = "front",
        way: str = "mail",
        address: str = "",
        rhythm: str = "daily",
        hour: int = 7,
        name: str = "",
    ) -> Digest:
        """Order a digest; returns it with the secret that signs a webhook. Raises BadDigest."""
        self._check(about, way, address, rhythm, hour)
        made = Digest(
            id=0,
            account_id=account.id,
            name=" ".join(name.split())[:80] or f"{self._context.settings.name}: {self._called(about)}",
            about=about,
            way=way,
            address=address,
            rhythm=rhythm,
            hour=hour,
            made_at=self._context.now(),
            secret=new_secret() if way == "webhook" else None,
        )
        made = replace(made, due_at=self._next(made))
        with self._context.store.writer() as writer:
            if len(writer.outgoing.digests(account.id)) >= MOST_DIGESTS:
                raise BadDigest(f"More than {MOST_DIGESTS} digests cannot be ordered.")
            return replace(made, id=writer.outgoing.add_digest(made))

    def _check(self, about: str, way: str, address: str, rhythm: str, hour: int) -> None:
        if way not in WAYS or rhythm not in RHYTHMS or not 0 <= hour <= 23:
            raise BadDigest("A digest goes by mail or webhook, daily at an hour from 0 to 23, or on change.")
        if way == "mail" and self._context.settings.mail_server is None:
            raise BadDigest("This desk has no mail server; its owner can name one in the settings (mail_server).")
        if way == "mail" and not MAIL.match(address):
            raise BadDigest("That is no mail address.")
        if way == "webhook" and (why := check_address(address)):
            raise BadDigest(f"That address cannot be called: {why}.")
        kind, _, key = about.partition(":")
        if kind == "search":
            try:
                parse(key)
            except BadQuery as fault:
                raise BadDigest(f"This search cannot be read: {fault}.") from None
        elif kind == "story":
            with self._context.store.view() as view:
                if view.shelf.story_id(key) is None:
                    raise BadDigest("There is no such story.")
        elif about != "front" and (kind not in KEY_KINDS or not key):
            raise BadDigest("A digest is about the front page, a story, a search, or somebody or something followed.")

    def _called(self, about: str) -> str:
        kind, _, key = about.partition(":")
        if about == "front":
            return "front page"
        with self._context.store.view() as view:
            if kind == "story":
                card = view.shelf.card(view.shelf.story_id(key) or key)
                return card.headline[:60] if card else "a story"
            return key if kind == "search" else view.shelf.name_of(kind, key) or key

    def listed(self, account: Account) -> list[Digest]:
        """Return one's digests."""
        with self._context.store.view() as view:
            return view.outgoing.digests(account.id)

    def drop(self, account: Account, digest_id: int) -> bool:
        """Stop a digest for good; tell whether there was one."""
        with self._context.store.writer() as writer:
            return writer.outgoing.drop_digest(account.id, digest_id)

    def pause(self, account: Account, digest_id: int, *, paused: bool = True) -> bool:
        """Let a digest rest, or go on; tell whether there is one."""
        with self._context.store.writer() as writer:
            found = writer.outgoing.digest(digest_id)
            if found is None or found.account_id != account.id:
                return False
            writer.outgoing.change_digest(digest_id, paused=int(paused), due_at=self._next(found), fault=None)
        return True

    def edition(self, digest: Digest) -> Edition:
        """Put together what a digest would tell now; empty when nothing is new."""
        now = self._context.now()
        since = max(digest.made_at, _moment(self._context.clock() - LOOKED_BACK))
        stories = self._stories(digest)
        with self._context.store.view() as view:
            told = view.outgoing.told(digest.id)
            changes = view.shelf.changes_of({card.story_id: since for card, _ in stories}, limit=MOST_CHANGES)
        fresh = [
            EditionStory(card=card, changes=new, why=why)
            for card, why in stories
            if (new := tuple(one for one in changes.get(card.story_id, ()) if mark_of(one) not in told))
        ]
        return Edition(digest=digest, at=now, stories=tuple(fresh[:MOST_STORIES]))

    def _stories(self, digest: Digest) -> list[tuple[Card, tuple[str, ...]]]:
        """The stories that a digest is about, with why, the most important or newest first; without muted ones."""
        kind, _, key = digest.about.partition(":")
        if digest.about == "front":
            placed = self._frontpage.page(digest.account_id, visit=False).stories
            found = [(one.card, tuple(each.words for each in one.placing.reasons[:3])) for one in placed]
        else:
            with self._context.store.view() as view:
                if kind == "story":
                    known = view.shelf.story_id(key)
                    cards = view.shelf.cards([known]) if known else []
                elif kind in KEY_KINDS:
                    cards = view.shelf.cards_about(kind, key, limit=MOST_STORIES * 4)
                else:
                    cards = []
            if kind == "search":
                ids = self._search.story_ids(key, limit=MOST_STORIES * 4)
                with self._context.store.view() as view:
                    cards = view.shelf.cards(ids)
            found = [(card, ()) for card in cards]
        muted = self._search.muted_by(self._audience.mutes(digest.account_id, scope="digests"))
        return [one for one in found if muted.of_card(one[0]) is None]

    def send_due(self) -> int:
        """Send every digest that is due; tell how many editions went out. What could not be sent is tried again."""
        with self._context.store.view() as view:
            due = view.outgoing.due_digests(self._context.now())
        return sum(self._send(one) for one in due)

    def _send(self, digest: Digest) -> bool:
        """Send one digest; what it told is noted only after it went out, so that nothing is lost by a fault."""
        now = self._context.now()
        edition = self.edition(digest)
        fault = None
        if edition.stories:
            try:
                self._hand_over(edition)
            except NotSent as why:
                fault = str(why)
        with self._context.store.writer() as writer:
            if fault is not None:
                again = _moment(self._context.clock() + TRIED_AGAIN)
                writer.outgoing.change_digest(digest.id, due_at=again, fault=fault)
                return False
            marks = [mark_of(change) for story in edition.stories for change in story.changes]
            writer.outgoing.note_told(digest.id, marks, at=now)
            writer.outgoing.forget_told(digest.id, before=_moment(self._context.clock() - 2 * LOOKED_BACK))
            writer.outgoing.change_digest(digest.id, due_at=self._next(digest), looked_at=now, fault=None)
        return bool(edition.stories)

    def _hand_over(self, edition: Edition) -> None:
        settings, digest = self._context.settings, edition.digest
        at = (settings.address or f"http://{settings.host}:{settings.port}").rstrip("/")
        if digest.way == "webhook":
            body = json.dumps(as_payload(edition, at=at), ensure_ascii=False).encode("utf-8", "replace")
            call_webhook(settings, digest.address, body, secret=digest.secret or "")
        else:
            send_mail(
                settings,
                to=digest.address,
                subject=subject(edition),
                text=as_text(edition, at=at),
                markup=as_markup(edition, at=at),
                moment=self._context.clock().timestamp(),
            )

    def _next(self, digest: Digest) -> str:
        """When a digest is due next: at its hour of the reader's day, or in a while for one that waits for changes."""
        now = self._context.clock().astimezone(UTC)
        if digest.rhythm == "change":
            return _moment(now + ALERT_EVERY)
        here = now.astimezone(ZoneInfo(self._audience.preferences(digest.account_id).zone))
        then = here.replace(hour=digest.hour, minute=0, second=0, microsecond=0, fold=0)
        if then <= here:
            then = (then + timedelta(days=1)).replace(hour=digest.hour)
        return _moment(then)


def mark_of(change: Change) -> str:
    """The mark by which a change that was told is known again."""
    told = "\0".join((change.story_id, change.kind, change.article_id, change.words))
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _moment(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds")
