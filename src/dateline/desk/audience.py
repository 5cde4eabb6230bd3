"""What each reader follows, mutes, opens, saves, hides and has read, and how they want their pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from threading import Lock
from zoneinfo import ZoneInfo

from dateline.desk.account_rules import Refused
from dateline.desk.context import DeskContext
from dateline.desk.later import Later
from dateline.model.audience import TARGETS, AudienceAccount, Follow, Mute, Preferences, StoryMark, StoryState
from dateline.storage.sqlite import SqliteWriter

SCOPES = ("everywhere", "frontpage", "digests")
LONGEST_KEY, LONGEST_NAME = 500, 200
MOST_FOLLOWS = 500
"""So many things an account may follow, and so many it may mute; more would make every page slower."""
MOST_SEARCHES = 20
"""Each followed search is made anew every minute that its reader looks."""
OPENED_AGAIN_AFTER = timedelta(minutes=5)
DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")


class BadWish(Refused):
    """Something that cannot be followed, muted or set; the message says why, for readers."""


class Audience:
    """What readers told the desk about themselves; every method is about one account."""

    def __init__(self, context: DeskContext, later: Later) -> None:
        self._context = context
        self._later = later
        self._lock = Lock()
        self._opened: dict[int, list[tuple[str, str]]] = {}

    # Following

    def follow(
        self, account_id: int, target: str, key: str, *, name: str = "", weight: float = 1.0, organs: bool = False
    ) -> Follow:
        """Follow an actor, place, topic, story, outlet, claim or search; following again changes name and weight.

        `weight` is 0 to 3; `organs` follows a state's government, forces and courts with it. Raises BadWish.
        """
        key, name = _checked(target, key, name)
        if target == "search":
            _check_search(key)
        if not 0 < weight <= 3:
            raise BadWish("How much something counts must lie above 0 and not above 3.")
        made = Follow(
            account_id=account_id,
            target=target,
            key=key,
            name=name,
            at=self._context.now(),
            weight=float(weight),
            organs=organs and target == "actor",
        )
        with self._context.store.writer() as writer:
            known = {(one.target, one.key) for one in writer.audience.follows(account_id)}
            searches = sum(one == "search" for one, _ in known)
            if (target, key) not in known and target == "search" and searches >= MOST_SEARCHES:
                raise BadWish(f"More than {MOST_SEARCHES} searches cannot be followed; unfollow one first.")
            if (target, key) not in known and len(known) >= MOST_FOLLOWS:
                raise BadWish(f"More than {MOST_FOLLOWS} things cannot be followed; unfollow something first.")
            writer.audience.follow(made)
        return made

    def unfollow(self, account_id: int, target: str, key: str) -> bool:
        """Follow something no more; tells whether it was followed."""
        with self._context.store.writer() as writer:
            return writer.audience.unfollow(account_id, target, key)

    def follows(self, account_id: int) -> tuple[Follow, ...]:
        """What an account follows, by kind and name."""
        with self._context.store.view() as view:
            return view.audience.follows(account_id)

    # Muting

    def mute(
        self,
        account_id: int,
        target: str,
        key: str,
        *,
        name: str = "",
        scope: str = "everywhere",
        until: str | None = None,
    ) -> Mute:
        """Hear nothing of something, everywhere, on the front page or in digests, for ever (None) or until a time.

        `until` is "tomorrow" (the end of the reader's day in their time zone), "week", "month", a day (2026-12-24:
        muted up to that day), or a time in ISO 8601. Raises BadWish.
        """
        key, name = _checked(target, key, name)
        if scope not in SCOPES:
            raise BadWish(f"Something can be muted {', '.join(SCOPES)}; not {scope!r}.")
        now = self._context.now()
        with self._context.store.writer() as writer:
            zone = writer.audience.account(account_id).preferences.zone
            made = Mute(
                account_id=account_id,
                target=target,
                key=key,
                name=name,
                at=now,
                scope=scope,
                until=mute_end(until, now=now, zone=zone),
            )
            writer.audience.drop_ended_mutes(now)
            if len(writer.audience.mutes(account_id)) >= MOST_FOLLOWS:
                raise BadWish(f"More than {MOST_FOLLOWS} things cannot be muted; take some back first.")
            writer.audience.mute(made)
        return made

    def unmute(self, account_id: int, target: str, key: str, *, scope: str | None = None) -> bool:
        """Hear of something again, in one scope or all; tells whether it was muted."""
        with self._context.store.writer() as writer:
            return writer.audience.unmute(account_id, target, key, scope=scope)

    def mutes(self, account_id: int, *, scope: str | None = None) -> tuple[Mute, ...]:
        """What an account has muted by now, in one scope (with what is muted everywhere) or in all."""
        with self._context.store.view() as view:
            return view.audience.mutes(account_id, now=self._context.now(), scope=scope)

    # Single stories

    def save(self, account_id: int, story_id: str, *, saved: bool = True) -> None:
        """Put a story on the reading list (a reader's star), or take it off. Raises BadWish for no story."""
        at = self._context.now()
        with self._context.store.writer() as writer:
            story_id, traits = _met(writer, story_id)
            writer.audience.saved(account_id, story_id, at=at if saved else None, traits=traits if saved else None)

    def hide(self, account_id: int, story_id: str, *, hidden: bool = True) -> None:
        """Take one story off the front page for good, or let it stand there again. Raises BadWish for no story."""
        at = self._context.now()
        with self._context.store.writer() as writer:
            story_id, traits = _met(writer, story_id)
            writer.audience.hidden(account_id, story_id, at=at if hidden else None, traits=traits if hidden else None)

    def opened(self, account_id: int, story_id: str, *, mark: StoryMark | None = None) -> None:
        """Keep that an account opened a story: it is read, and what is new counts from now.

        The page does not wait for it: it is kept soon after, with others that wait. A story that is not there is passed
        over. Where `mark` tells that it was opened minutes ago, and is read with nothing new since, that is enough.
        """
        now = self._context.clock()
        opened_at = mark.opened_at if mark is not None and mark.is_read and not mark.has_news else None
        if opened_at and timedelta(0) <= now - datetime.fromisoformat(opened_at) < OPENED_AGAIN_AFTER:
            return
        with self._lock:
            waiting = self._opened.setdefault(account_id, [])
            waiting.append((story_id, self._context.now()))
            if len(waiting) > 1:
                return
        if not self._later.do(lambda: self._keep_opened(account_id), of=account_id):
            with self._lock:
                self._opened.pop(account_id, None)

    def _keep_opened(self, account_id: int) -> None:
        with self._lock:
            opened = self._opened.pop(account_id, [])
        with self._context.store.writer() as writer:
            for story_id, at in opened:
                try:
                    known, traits = _met(writer, story_id)
                except BadWish:
                    continue
                writer.audience.opened(account_id, known, at=at, traits=traits)

    def mark_read(self, account_id: int, story_ids: Iterable[str], *, read: bool = True) -> None:
        """Mark stories as read or as unread; ids of no story are passed over."""
        with self._context.store.writer() as writer:
            mark = writer.audience.read if read else writer.audience.unread
            mark(account_id, writer.audience.revisions(story_ids), at=self._context.now())

    def mark_all_read(self, account_id: int, *, until: str | None = None) -> None:
        """Mark everything as read whose newest report is not younger than a time (ISO 8601), or than now."""
        now = self._context.now()
        with self._context.store.writer() as writer:
            writer.audience.read_all(account_id, until=min(_instant(until), now) if until else now)

    def states(self, account_id: int, story_ids: Iterable[str]) -> dict[str, StoryState]:
        """What an account did with these stories, by story id; stories it never met are left out."""
        with self._context.store.view() as view:
            return view.audience.states(account_id, story_ids)

    def listed(
        self, account_id: int, what: str, *, limit: int = 100, before: str | None = None, after: str | None = None
    ) -> list[StoryState]:
        """The stories an account saved, opened, read, hid or looked at ("saved_at" ...), latest first."""
        with self._context.store.view() as view:
            return view.audience.listed(account_id, what, limit=limit, before=before, after=after)

    # The account as a whole

    def account(self, account_id: int) -> AudienceAccount:
        """How an account wants its pages, and when it was last on its front page."""
        with self._context.store.view() as view:
            return view.audience.account(account_id)

    def preferences(self, account_id: int) -> Preferences:
        """How an account wants its pages."""
        return self.account(account_id).preferences

    def prefer(
        self,
        account_id: int,
        *,
        diversity: float | None = None,
        taste: bool | None = None,
        zone: str | None = None,
        page_size: int | None = None,
        keys: bool | None = None,
    ) -> Preferences:
        """Change how an account wants its pages; what is not given stays. Raises BadWish."""
        given = {"diversity": diversity, "taste": taste, "zone": zone, "page_size": page_size, "keys": keys}
        with self._context.store.writer() as writer:
            before = writer.audience.account(account_id).preferences
            made = replace(before, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
            _check(made)
            writer.audience.keep_preferences(account_id, made)
        return made

    def forget(self, account_id: int) -> None:
        """Forget everything an account told the desk about itself."""
        with self._context.store.writer() as writer:
            writer.audience.forget(account_id)


def mute_end(until: str | None, *, now: str, zone: str) -> str | None:
    """When a mute ends, as ISO 8601 in UTC: `until` as in Audience.mute; None is never. Raises BadWish."""
    if until is None or until in {"", "ever", "for ever"}:
        return None
    here = ZoneInfo(zone)
    today = datetime.fromisoformat(now).astimezone(here).date()
    days = {"tomorrow": 1, "week": 7, "month": 30}
    if until in days:
        return _midnight((today + timedelta(days=days[until])).isoformat(), here)
    end = _midnight(until, here) if DAY.match(until) else _instant(until)
    if end <= now:
        raise BadWish("The end of a mute must lie ahead.")
    return end


def _midnight(day: str, zone: ZoneInfo) -> str:
    """When a day begins in a time zone, in UTC."""
    try:
        begins = datetime.combine(datetime.fromisoformat(day).date(), time(), zone)
        return begins.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        raise BadWish(f"{day!r} is no day; write it as 2026-12-24.") from None


def _met(writer: SqliteWriter, story_id: str) -> tuple[str, tuple[str, ...] | None]:
    """The id that a story has now, and its traits. Raises BadWish when there is no such story."""
    from dateline.serve.candidates import traits

    known = writer.shelf.story_id(story_id)
    if known is None:
        raise BadWish("There is no such story.")
    card = writer.shelf.card(known)
    return known, traits(card) if card is not None else None


def _instant(text: str) -> str:
    """A time as the store keeps times; without a zone it is in UTC."""
    try:
        when = datetime.fromisoformat(text)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        raise BadWish(f"{text!r} is no time; write it as 2026-12-24T18:00:00+00:00.") from None


def _checked(target: str, key: str, name: str) -> tuple[str, str]:
    """The key and the name of something to follow or mute, tidied."""
    key, name = " ".join(key.split()), " ".join(name.split())
    if target not in TARGETS:
        raise BadWish(f"There is no {target!r} to follow or mute; there are {', '.join(TARGETS)}.")
    if not key:
        raise BadWish("It is not said what to follow or mute.")
    if len(key) > LONGEST_KEY:
        raise BadWish(f"That is longer than {LONGEST_KEY} characters.")
    return key, (name or key)[:LONGEST_NAME]


def _check_search(typed: str) -> None:
    from dateline.serve.query import BadQuery, parse

    try:
        parse(typed)
    except BadQuery as fault:
        raise BadWish(f"This search cannot be followed: {fault}.") from None


def _check(wanted: Preferences) -> None:
    if not 0 <= wanted.diversity <= 1:
        raise BadWish("Diversity lies between 0 and 1.")
    if not 5 <= wanted.page_size <= 100:
        raise BadWish("A page holds 5 to 100 stories.")
    try:
        ZoneInfo(wanted.zone)
    except (KeyError, ValueError, OSError):
        raise BadWish(f"There is no time zone {wanted.zone!r}; they are named as in Europe/Berlin.") from None
