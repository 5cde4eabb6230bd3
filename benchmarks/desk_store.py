"""Make a large database for measuring the news desk: synthetic, told again from the bundled reports.

    python benchmarks/desk_store.py big.db [--articles 100000] [--stories 20000] [--days 365] [--until 2026-11-20]

The bundled reports are read once with the language core; their stories are then told again, each time on other days,
by other outlets and with other people: names of people and of bodies that no table knows are exchanged for made-up
ones of the same length, so that every span still holds. States, towns and kinds of events stay, so that some of them
stand in thousands of stories, as in real news. What follows from this: the words of the archive are those of 131 texts,
and a word of a report that is told again often stands in thousands of articles; searching is harder here than in life.
Grouping goes on from the stories of the last days only. At the end the pages of all stories are made, as a desk does
while it has nothing else to do (a quarter of an hour; `--no-pages` leaves it to the desk). The captures hold the mapped
bytes, but ids are made up: `dateline rebuild` on such a file gives other ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sqlite3
import tempfile
import time
import zlib
from base64 import b64decode
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from told_again import Report, Telling, Told, plan, read_pack

from dateline.desk.kept_pages import prepare_pages
from dateline.group.held import FLOAT
from dateline.group.sketch import from_payload
from dateline.group.stories import setting
from dateline.storage.sqlite import SqliteStore
from dateline.web.beside import story_beside

BATCH = 1000
OPEN_DAYS = 6
"""Stories of so many last days are kept open for the next run."""
Order = list[tuple[date, int, int]]
"""Reports as they come: the day, the number of the telling, the number of the report in it."""
Rows = dict[str, list[dict[str, Any]]]


def build(path: Path, told: Sequence[Told], planned: Sequence[tuple[int, date]]) -> None:
    """Write everything; the file must not be there yet."""
    SqliteStore(path).close()
    base = sqlite3.connect(path, isolation_level=None)
    for pragma in (
        "journal_mode=OFF",
        "synchronous=OFF",
        "cache_size=-1500000",
        "foreign_keys=OFF",
        "temp_store=MEMORY",
    ):
        base.execute(f"PRAGMA {pragma}")

    @lru_cache(maxsize=4000)
    def telling(number: int) -> Telling:
        return Telling(told[planned[number][0]], number, planned[number][1])

    order = sorted(
        (planned[number][1] + timedelta(days=report.after), number, at)
        for number in range(len(planned))
        for at, report in enumerate(told[planned[number][0]].reports)
    )
    base.execute("BEGIN")
    names: set[tuple[str, str, str]] = set()
    places: dict[str, dict[str, Any]] = {}
    for first in range(0, len(order), BATCH):
        _write_articles(base, order[first : first + BATCH], first, telling, names, places)
        if first % (20 * BATCH) == 0:
            print(f"{first} of {len(order)} articles", flush=True)
    _write_names(base, names, places)
    for number in range(len(planned)):
        _write_story(base, telling(number))
    _write_held(base, order, telling)
    _count(base)
    base.execute("COMMIT")
    base.execute("PRAGMA journal_mode=WAL")
    base.close()


def _write_articles(
    base: sqlite3.Connection,
    batch: Order,
    first: int,
    telling: Callable[[int], Telling],
    names: set[tuple[str, str, str]],
    places: dict[str, dict[str, Any]],
) -> None:
    rows: Rows = {}
    for number, (_, which, at) in enumerate(batch, first + 1):
        told = telling(which)
        _article(rows, told, told.told.reports[at], number, names, places)
    for table, found in rows.items():
        _insert(base, table, found)


def _article(
    rows: Rows,
    told: Telling,
    report: Report,
    number: int,
    names: set[tuple[str, str, str]],
    places: dict[str, dict[str, Any]],
) -> None:
    """Make every row of one article."""

    def put(table: str, **row: Any) -> None:
        rows.setdefault(table, []).append(row)

    own, (outlet, outlet_id) = told.ids[report.id], told.outlets[report.id]
    arrived, url = told.arrived(report), f"https://{outlet_id}.example/news/{own}"
    body = told.again(report.body).encode()
    sha = hashlib.sha256(body).hexdigest()
    put("capture", number=number, sha256=sha, body=zlib.compress(body, 1), media_type="application/json",
        found_in=url, position=0, url=url, captured_at=arrived, hints=report.hints)  # fmt: skip
    put("read_capture", capture_number=number)
    payload = json.loads(told.again(report.payload))
    payload |= {"capture_id": sha, "found_in": url, "url": url, "outlet": {"id": outlet_id, "name": outlet}}
    sketch = json.loads(told.again(report.sketch))
    day = date.fromisoformat(payload["published_at"]["start"])
    sketch |= {"id": own, "sort_key": [day.isoformat(), own], "day": day.toordinal()}
    put("article", number=number, id=own, capture_number=number, embedding=report.embedding, failures="[]",
        payload=_json(payload), sketch=_json(sketch))  # fmt: skip
    annotations = told.again(report.annotations).split("\0") if report.kinds else []
    for (kind, start, end, made_by), one in zip(report.kinds, annotations, strict=True):
        put("annotation", article_id=own, kind=kind, span_start=start, span_end=end, made_by=made_by, payload=one)
    made = json.loads(told.again(report.rows))
    card = {**made["card"], "number": number, "id": own, "capture_number": number, "url": url, "arrived": arrived,
            "outlet": outlet, "outlet_id": outlet_id, "address": url.removeprefix("https://"),
            "headline": payload.get("headline") or made["card"]["headline"]}  # fmt: skip
    put("article_card", **card)
    keys = {(kind, key) for kind, key in made["keys"] if kind != "outlet"} | {("outlet", outlet_id)}
    for kind, key in keys:
        put("fact_key", kind=kind, key=key, article_number=number)
    names.update((kind, key, name) for kind, key, name in made["names"] if kind != "outlet")
    names.add(("outlet", outlet_id, outlet))
    places.update((one["key"], one) for one in made["places"])
    for table, listed in (("figure_row", "figures"), ("event_row", "events"), ("quote_row", "quotes")):
        for one in made[listed]:
            put(table, **{**one, "article_number": number})


def _write_names(base: sqlite3.Connection, names: set[tuple[str, str, str]], places: dict[str, dict[str, Any]]) -> None:
    rows = [{"kind": kind, "key": key, "name": name} for kind, key, name in sorted(names)]
    _insert(base, "known_name", rows)
    _insert(base, "place_row", list(places.values()))
    for words in ("name_words", "article_words"):
        base.execute(f"INSERT INTO {words}({words}) VALUES ('rebuild')")


def _write_story(base: sqlite3.Connection, told: Telling) -> None:
    story = json.loads(told.again(told.told.story))
    story |= {"id": told.story_id, "also_known_as": []}
    comparison = json.loads(told.again(told.told.comparison)) | {"story_id": told.story_id}
    size = len(told.told.reports)
    payload, compared = _json(story), _json(comparison)
    _insert(base, "story", [{"id": told.story_id, "size": size, "payload": payload, "comparison": compared}])
    _insert(base, "story_member", [{"article_id": one, "story_id": told.story_id} for one in told.ids.values()])
    _insert(base, "story_state", [{"story_id": told.story_id, "revision": told.story_id, "is_shelved": 1}])
    outlets = [told.outlets[one.id] for one in told.told.reports]
    counted = sorted(set(outlets), key=lambda one: (-outlets.count(one), one))
    card = json.loads(told.again(told.told.card)) | {"story_id": told.story_id, "also_known_as": []}
    newest = max(told.arrived(one) for one in told.told.reports)
    card |= {"last_new": newest, "outlets": [name for name, _ in counted[:12]], "outlet_count": len(counted)}
    keys = [one for one in card.get("keys", []) if one["kind"] != "outlet"]
    keys += [
        {"kind": "outlet", "key": key, "name": name, "weight": round(outlets.count((name, key)) / size, 3)}
        for name, key in counted
    ]
    card["keys"] = list({(one["kind"], one["key"]): one for one in keys}.values())
    row = {"story_id": told.story_id, "first_day": card.get("first_day"), "last_day": card.get("last_day"),
           "last_new": newest, "reports": size, "outlets": len(counted), "independent": card.get("independent") or 0,
           "contested": card.get("contested", 0), "updated": card.get("updated", 0), "headline": card["headline"],
           "brief": card.get("brief", ""), "payload": _json(card)}  # fmt: skip
    _insert(base, "story_card", [row])
    _insert(base, "card_key", [{**one, "story_id": told.story_id, "last_new": newest} for one in card["keys"]])
    changes = [json.loads(one) for one in told.again(told.told.changes).split("\0") if one]
    at = {told.ids[one.id]: told.arrived(one) for one in told.told.reports}
    moved = [{**one, "story_id": told.story_id, "at": at[one["article_id"]]} for one in changes]
    _insert(base, "story_change", moved)


def _fits(base: sqlite3.Connection, member: dict[str, Any]) -> bool:
    """Whether a member's rarities are those of its sketch."""
    (row,) = base.execute("SELECT sketch FROM article WHERE id = ?", (member["article"],)).fetchone()
    made = from_payload(json.loads(row))
    return len(b64decode(member["rarities"])) == FLOAT * (len(made.words) + len(made.people))


def _write_held(base: sqlite3.Connection, order: Order, telling: Callable[[int], Telling]) -> None:
    """Keep the stories of the last days open, so that the next run goes on from there."""
    last_day, last, last_at = order[-1]
    places = {(number, at): place for place, (_, number, at) in enumerate(order)}
    numbers = sorted({number for day, number, _ in order if day >= last_day - timedelta(days=OPEN_DAYS)})
    rows = []
    for number in numbers:
        told = telling(number)
        if not all(one.rarities for one in told.told.reports):
            continue
        members = [
            {"article": told.ids[one.id], "order": places[number, at], "score": 1.0, "why": "made up",
             "rarities": one.rarities}
            for at, one in enumerate(told.told.reports)
        ]  # fmt: skip
        if not all(_fits(base, member) for member in members):
            continue  # two made-up names became one
        row = {"number": number, "also_known_as": [], "members": members}
        rows.append({"name": f"story {number}", "payload": _json(row)})
    told = telling(last)
    head = {"setting": setting(()), "today": last_day.toordinal(), "reports": len(order),
            "next_number": max(numbers) + 1, "last": told.ids[told.told.reports[last_at].id]}  # fmt: skip
    _insert(base, "held", [{"name": "story head", "payload": _json(head)}, *rows])


def _count(base: sqlite3.Connection) -> None:
    asked = "actor IS NOT NULL AND recipient IS NOT NULL AND actor != recipient AND modality = 'asserted'"
    sums = "count(*), count(goldstein), total(goldstein)"
    base.execute(f"INSERT INTO dyad SELECT actor, recipient, {sums} FROM event_row WHERE {asked} GROUP BY 1, 2")
    base.execute(
        f"INSERT INTO dyad_week SELECT actor, recipient, date(day, '-6 days', 'weekday 1'), {sums} FROM event_row"
        f" WHERE {asked} AND date(day, '-6 days', 'weekday 1') IS NOT NULL GROUP BY 1, 2, 3"
    )


def _insert(base: sqlite3.Connection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        names = list(rows[0])
        listed, places = ", ".join(names), ", ".join(f":{name}" for name in names)
        base.executemany(f"INSERT INTO {table}({listed}) VALUES ({places})", rows)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _make_pages(path: Path) -> int:
    """Make the pages of all stories, as the desk's worker does."""
    store, count = SqliteStore(path), 0
    while made := prepare_pages(store, beside=story_beside(), most=500):
        count += made
    store.close()
    return count


def main() -> None:
    """Build the database and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--until", type=date.fromisoformat, default=date(2026, 11, 20))
    parser.add_argument("--no-pages", action="store_true", help="make no pages of stories beforehand")
    given = parser.parse_args()
    if given.path.exists():
        parser.error(f"{given.path} is there already")
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        told = read_pack(Path(folder))
    planned = plan(told, articles=given.articles, stories=given.stories, days=given.days, until=given.until)
    print(f"read the bundled reports in {time.perf_counter() - began:.0f} s", flush=True)
    build(given.path, told, planned)
    articles = sum(len(told[number].reports) for number, _ in planned)
    size = given.path.stat().st_size / 1e9
    print(
        f"{articles} articles in {len(planned)} stories, {size:.1f} GB, {time.perf_counter() - began:.0f} s", flush=True
    )
    if not given.no_pages:
        print(f"{_make_pages(given.path)} pages of stories, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
