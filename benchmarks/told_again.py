"""The bundled reports, read once and told again on other days, by other outlets and with other people."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dateline.app import open_dateline
from dateline.model.annotation import AnnotatedArticle, Mention
from dateline.model.article import DateInterval, Outlet
from dateline.pack import REPORTS
from dateline.serve.cards import card_of
from dateline.serve.changes import changes_of
from dateline.storage.codec import encode
from dateline.storage.shelf_rows import rows_of
from dateline.storage.sqlite import SqliteStore

FIRST_DAY = date(2011, 5, 2)
TOWNS = (
    "Arlen Bexby Corvale Dunmere Eastwick Farrow Glenside Harwell Ironbridge Jarrow Kelso Linden Marlow Norwood Oxley"
)
KINDS = (
    "Courier Gazette Herald Journal Ledger Mail Monitor Observer Post Record Review Star Sun Telegraph Times Tribune"
)
OUTLETS = [(f"{town} {kind}", f"{town}-{kind}".lower()) for town in TOWNS.split() for kind in KINDS.split()]
SYLLABLES = "ba-de-fi-ko-lu-ma-ne-po-ra-si-ta-vo-wa-ze-har-mil-dor-ken-val-ros"
ISO = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d")
NAME = re.compile(r"[A-Z][a-z]{3,}")


@dataclass(slots=True)
class Report:
    """A report to be told again: its rows as JSON, and after how many days of its story it came."""

    id: str
    after: int
    payload: str
    annotations: str
    kinds: list[tuple[str, int, int, str]]
    sketch: str
    embedding: bytes
    body: str
    hints: str
    rows: str
    rarities: str
    """What grouping kept of its words; "" where its story was closed when the pack was read."""


@dataclass(slots=True)
class Told:
    """A story to be told again."""

    story: str
    comparison: str
    card: str
    changes: str
    reports: list[Report]
    pattern: re.Pattern[str]
    first: date
    names: list[str] = field(default_factory=list)


def read_pack(folder: Path) -> list[Told]:
    """Read the bundled reports once and make everything that is kept of each story."""
    path = folder / "pack.db"
    with open_dateline(path) as dateline:
        dateline.read([str(REPORTS)])
    store = SqliteStore(path)
    with store.view() as view:
        held = {
            one["article"]: one["rarities"]
            for row in view.held(prefix="story ").values()
            if row.startswith('{"number"')
            for one in json.loads(row)["members"]
        }
        found = [_told(view, story, comparison, held) for story, comparison in view.stories()]
    store.close()
    return found


def _told(view: Any, story: Any, comparison: Any, held: dict[str, str]) -> Told:
    bodies = {one.id: (one.body.decode(), one.hints) for _, one in view.captures()}
    reports = list(view.articles(story.article_ids))
    first = min((day for one in reports if (day := one.article.published_day)), default=FIRST_DAY.isoformat())
    start = date.fromisoformat(first)
    dated = [_dated(one, start, number) for number, one in enumerate(reports)]
    days = {one.article.id: str(one.article.published_day) for one in dated}
    arrivals = {name: f"{day}T{6 + number % 14:02}:10:00+00:00" for number, (name, day) in enumerate(days.items())}
    sketches = {json.loads(one)["id"]: one for one in view.sketches(story.article_ids)}
    names = sorted({word for one in dated for word in _names(one)})
    made = []
    for one in dated:
        name = one.article.id
        rows = rows_of(one, 0, captured_at=arrivals[name])
        body, hints = bodies[one.article.capture_id]
        made.append(
            Report(
                id=name,
                after=(date.fromisoformat(days[name]) - start).days,
                payload=encode(one.article),
                annotations="\0".join(map(encode, one.annotations)),
                kinds=[(type(a).__name__, a.span.start, a.span.end, a.made_by) for a in one.annotations],
                sketch=sketches[name],
                embedding=_floats(one.embedding),
                body=body,
                hints=json.dumps(hints),
                rows=json.dumps({n: _listed(getattr(rows, n)) for n in rows.__slots__}),
                rarities=held.get(name, ""),
            )
        )
    either = "|".join([*names, *map(str.lower, names)]) or "(?!)"
    return Told(
        story=encode(story),
        comparison=encode(comparison),
        card=encode(card_of(story, comparison, dated, arrivals=arrivals)),
        changes="\0".join(encode(one) for one in changes_of(story, comparison, dated, arrivals=arrivals)),
        reports=made,
        pattern=re.compile(rf"(?:(?<=\\n)|(?<![A-Za-z]))(?:{either})(?![A-Za-z])"),
        first=start,
        names=names,
    )


def _dated(one: AnnotatedArticle, start: date, number: int) -> AnnotatedArticle:
    """Give a report without a day one soon after the first, and an outlet to be exchanged."""
    day = one.article.published_day or (start + timedelta(days=number % 3)).isoformat()
    when = DateInterval(start=day, end=day, precision="day", why="made up: the report has no day of its own")
    article = replace(one.article, published_at=when, outlet=Outlet("outlet-to-be", "Outlet To Be"))
    return AnnotatedArticle(article, one.annotations, one.embedding, one.failures)


def _names(one: AnnotatedArticle) -> Iterator[str]:
    for mention in one.of(Mention):
        unknown = mention.actor_id is None or mention.actor_id.startswith("p:")
        if unknown and mention.kind in ("person", "organization", "product", "work"):
            yield from NAME.findall(mention.name)


def _floats(values: Sequence[float]) -> bytes:
    from array import array

    return array("f", values).tobytes()


def _listed(value: Any) -> Any:
    if isinstance(value, set):
        return sorted(value)
    return list(value.values()) if isinstance(value, dict) and not {"number", "id"} <= value.keys() else value


class Telling:
    """One telling of a story: its ids, its names and how its days are moved."""

    def __init__(self, told: Told, number: int, first: date) -> None:
        self.told, self.number = told, number
        lot = random.Random(number)
        self.move = first - told.first
        self.story_id = _id("s", f"story {number}", 12)
        self.ids = {one.id: _id("a", f"{number} {one.id}", 16) for one in told.reports}
        self.other = {name: _made_up(lot, name) for name in told.names}
        self.other |= {name.lower(): new.lower() for name, new in self.other.items()}
        self.outlets = {one.id: lot.choice(OUTLETS) for one in told.reports}
        self.minutes = {one.id: lot.randrange(24 * 60) for one in told.reports}
        self.days: dict[str, str] = {}

    def again(self, text: str) -> str:
        """Tell some JSON again, with other names, days and ids."""
        moved = ISO.sub(lambda found: self._day(found.group()), text)
        named = self.told.pattern.sub(lambda found: self.other[found.group()], moved)
        for old, new in self.ids.items():
            if old in named:
                named = named.replace(old, new)
        return named

    def _day(self, day: str) -> str:
        found = self.days.get(day)
        if found is None:
            try:
                found = (date.fromisoformat(day) + self.move).isoformat()
            except (ValueError, OverflowError):
                found = day
            self.days[day] = found
        return found

    def arrived(self, report: Report) -> str:
        """The moment at which a report of this telling is captured."""
        day = self._day((self.told.first + timedelta(days=report.after)).isoformat())
        hour, minute = divmod(self.minutes[report.id], 60)
        return f"{day}T{hour:02}:{minute:02}:00+00:00"


def _id(letter: str, key: str, length: int) -> str:
    return letter + hashlib.sha256(key.encode()).hexdigest()[:length]


def _made_up(lot: random.Random, name: str) -> str:
    """A made-up name of the same length."""
    word = ""
    while len(word) < len(name):
        word += lot.choice(SYLLABLES.split("-"))
    return word[: len(name)].capitalize()


def plan(told: Sequence[Told], *, articles: int, stories: int, days: int, until: date) -> list[tuple[int, date]]:
    """Choose which story is told when, so that about so many articles and stories come of it, oldest first."""
    lot = random.Random(20)
    large = [number for number, one in enumerate(told) if len(one.reports) > 1]
    small = [number for number, one in enumerate(told) if len(one.reports) == 1]
    mean = sum(len(told[number].reports) for number in large) / len(large)
    share = (articles / stories - 1) / (mean - 1)
    chosen = [lot.choice(large if lot.random() < share else small) for _ in range(stories)]
    return sorted(
        ((number, until - timedelta(days=int(days * lot.random()))) for number in chosen), key=lambda one: one[1]
    )
