"""Articles on the shelf: the rows each is found by, its versions, and its card; nouns in, nouns out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from dateline.model.annotation import AnnotatedArticle
from dateline.model.shelf import ArticleCard
from dateline.storage import shelf_tables as t
from dateline.storage.shelf_dyads import acts_in, count_acts, count_weeks
from dateline.storage.shelf_rows import ArticleRows, address_of, plain_address, rows_of

BATCH = 200
_NO_STORY: sa.Label[Any] = sa.null().label("story_id")
Numbered = tuple[int, AnnotatedArticle]
"""An article with its number in the store."""


class ShelfArticles:
    """Reads and writes what articles are found by, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put_articles(self, articles: Sequence[Numbered], *, capture: Any) -> None:
        """Lay out the articles of one capture; `capture` has its number, url and captured_at.

        An article whose address was captured before is its next version, or repeats it where the words are the same.
        """
        alone = len(articles) == 1
        addresses = [address_of(one.article, capture.url, is_alone=alone) for _, one in articles]
        shared = {address for address, count in Counter(addresses).items() if count > 1}
        for (number, annotated), address in zip(articles, addresses, strict=True):
            made = rows_of(annotated, number, captured_at=capture.captured_at)
            made.card["capture_number"] = capture.number
            if address is not None and address not in shared:
                self._place_among_versions(made.card, address)
            self._insert(made, number)

    def _place_among_versions(self, card: dict[str, Any], address: str) -> None:
        card["address"] = address
        c = t.article_card.c
        newest = self._connection.execute(
            sa.select(c.number, c.wording, c.version).where(c.address == address, c.is_newest.is_(True)).limit(1)
        ).first()
        if newest is None:
            return
        if newest.wording == card["wording"]:
            card.update(version=0, is_newest=False)
            return
        card["version"] = newest.version + 1
        self._connection.execute(sa.update(t.article_card).where(c.number == newest.number).values(is_newest=False))
        self._take_out(newest.number)

    def _take_out(self, number: int) -> None:
        """Let an article no longer be found: a newer version stands in its place."""
        words = (
            "INSERT INTO article_words(article_words, rowid, headline, text)"
            " SELECT 'delete', number, headline, text FROM article_text WHERE number = :number"
            " AND EXISTS (SELECT 1 FROM article_words_docsize WHERE id = :number)"  # taking words out twice is fatal
        )
        self._connection.execute(sa.text(words), {"number": number})
        count_acts(self._connection, acts_in(self._connection, number), sign=-1)
        for table in (t.fact_key, t.figure_row, t.event_row, t.quote_row):
            self._connection.execute(sa.delete(table).where(table.c.article_number == number))

    def take_off(self, numbers: Sequence[int]) -> None:
        """Take articles off the shelf that are read again; the version before one is the newest till then."""
        c = t.article_card.c
        self._connection.execute(_COUNTED)
        for number in numbers:
            card = self._connection.execute(sa.select(c.address, c.is_newest).where(c.number == number)).first()
            if card is None:
                continue
            if card.is_newest:
                self._take_out(number)
            self._connection.execute(sa.delete(t.article_card).where(c.number == number))
            if card.is_newest and card.address is not None:
                before = sa.select(sa.func.max(c.version)).where(c.address == card.address, c.version > 0)
                newest = self._connection.execute(before).scalar()
                same = (c.address == card.address) & (c.version == newest)
                self._connection.execute(sa.update(t.article_card).where(same).values(is_newest=True))

    def _insert(self, made: ArticleRows, number: int) -> None:
        run = self._connection.execute
        run(sa.insert(t.article_card), [made.card])
        if not made.card["is_newest"]:
            return
        run(
            sa.text(
                "INSERT INTO article_words(rowid, headline, text) SELECT number, headline, text FROM article_text"
                " WHERE number = :number"
            ),
            {"number": number},
        )
        if made.keys:
            keys = [{"kind": kind, "key": key, "article_number": number} for kind, key in sorted(made.keys)]
            run(sa.insert(t.fact_key), keys)
        for kind, key, name in sorted(made.names):
            self._name(kind, key, name)
        for table, rows in ((t.figure_row, made.figures), (t.event_row, made.events), (t.quote_row, made.quotes)):
            if rows:
                run(sa.insert(table), rows)
        count_acts(self._connection, made.events, sign=1)
        if made.places:
            run(sa.insert(t.place_row).prefix_with("OR IGNORE"), list(made.places.values()))

    def _name(self, kind: str, key: str, name: str) -> None:
        """Keep a name that was not known for its key, and its words to look it up by."""
        fresh = self._connection.execute(
            sa.insert(t.known_name).prefix_with("OR IGNORE"), [{"kind": kind, "key": key, "name": name}]
        )
        if fresh.rowcount > 0:
            self._connection.execute(
                sa.text(
                    "INSERT INTO name_words(rowid, name) SELECT number, name FROM known_name"
                    " WHERE kind = :kind AND key = :key AND name = :name"
                ),
                {"kind": kind, "key": key, "name": name},
            )

    def date(self, days: Mapping[str, str]) -> None:
        """Fill in the days of undated articles that their stories tell, by article id."""
        c = t.article_card.c
        for article_id, day in days.items():
            query = sa.select(c.number).where(c.id == article_id, c.day.is_(None))
            number = self._connection.execute(query).scalar()
            if number is None:
                continue
            self._connection.execute(sa.update(t.article_card).where(c.number == number).values(day=day))
            undated_acts = [row for row in acts_in(self._connection, number) if row["day"] is None]
            count_weeks(self._connection, [{**row, "day": day} for row in undated_acts], sign=1)
            for table in (t.event_row, t.quote_row):
                undated = sa.update(table).where(table.c.article_number == number, table.c.day.is_(None))
                self._connection.execute(undated.values(day=day))

    def unshelved_articles(self, limit: int) -> list[str]:
        """Return ids of articles that were read before there was a shelf."""
        return list(self._connection.execute(sa.select(t.unshelved_article.c.article_id).limit(limit)).scalars())

    def shelved(self, article_ids: Sequence[str]) -> None:
        """Note that these articles are on the shelf now."""
        c = t.unshelved_article.c.article_id
        for batch in batches(article_ids):
            self._connection.execute(sa.delete(t.unshelved_article).where(c.in_(batch)))

    def arrivals(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Return the moment each article arrived, else was published; what has neither is left out."""
        c = t.article_card.c
        found: dict[str, str] = {}
        for batch in batches(article_ids):
            rows = self._connection.execute(sa.select(c.id, c.arrived).where(c.id.in_(batch), c.arrived.is_not(None)))
            found |= {row.id: row.arrived for row in rows}
        return found

    def article_card(self, article_id: str) -> ArticleCard | None:
        """Return an article in short, None when there is none of that id."""
        return next(iter(self.article_cards([article_id])), None)

    def article_cards(self, article_ids: Sequence[str]) -> list[ArticleCard]:
        """Return articles in short, in the order asked for."""
        found: dict[str, ArticleCard] = {}
        for batch in batches(article_ids):
            found |= {one.id: one for one in self._cards(t.article_card.c.id.in_(batch))}
        return [found[one] for one in dict.fromkeys(article_ids) if one in found]

    def articles_of(self, story_id: str) -> list[ArticleCard]:
        """Return the reports of a story in short, as they were published, undated last."""
        c = t.article_card.c
        of_story = sa.select(t.story_member.c.article_id).where(t.story_member.c.story_id == story_id)
        return list(self._cards(c.id.in_(of_story), order=[c.day.is_(None), c.day, c.number]))

    def newest_articles(
        self,
        *,
        outlet: str | None = None,
        key: tuple[str, str] | None = None,
        limit: int = 50,
        before: str | None = None,
    ) -> list[ArticleCard]:
        """Return the articles of the last days, newest first: of an outlet, or with a fact (kind, key), or all.

        `before` is the day from which on back to go.
        """
        c = t.article_card.c
        asked: list[Any] = [c.is_newest.is_(True), c.day.is_not(None)]
        if before is not None:
            asked.append(c.day < before)
        if outlet is not None:
            asked.append(c.outlet_id == outlet)
        order: list[Any] = [c.day.desc(), c.number.desc()]
        if key is not None:  # numbers are in the order of arrival, which the index gives at once
            f = t.fact_key.c
            numbers = (
                sa.select(f.article_number)
                .where(f.kind == key[0], f.key == key[1])
                .order_by(f.article_number.desc())
                .limit(limit * 2)
            )
            asked = [c.number.in_(numbers), c.is_newest.is_(True)]
            order = [c.number.desc()]
        return list(self._cards(*asked, order=order, limit=limit))

    def versions(self, article_id_or_url: str) -> list[ArticleCard]:
        """Return the versions of an article or of an address, oldest first; repeats word by word are left out."""
        c = t.article_card.c
        known = self._connection.execute(sa.select(c.address).where(c.id == article_id_or_url)).first()
        address = known.address if known else plain_address(article_id_or_url)
        if address is None:
            return self.article_cards([article_id_or_url])
        return list(self._cards(c.address == address, c.version > 0, order=[c.version]))

    def replaced(self) -> frozenset[str]:
        """Return the ids of all articles that a newer version replaced, and of repeats."""
        c = t.article_card.c
        return frozenset(self._connection.execute(sa.select(c.id).where(c.is_newest.is_(False))).scalars())

    def newest(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Return the newest version of each article that was replaced, by id."""
        c, other = t.article_card.c, t.article_card.alias()
        found: dict[str, str] = {}
        for batch in batches(article_ids):
            query = (
                sa.select(c.id, other.c.id.label("newest"))
                .join(other, other.c.address == c.address)
                .where(c.id.in_(batch), c.is_newest.is_(False), other.c.is_newest.is_(True))
            )
            found |= {row.id: row.newest for row in self._connection.execute(query)}
        return found

    def _cards(self, *asked: Any, order: Sequence[Any] = (), limit: int | None = None) -> Iterator[ArticleCard]:
        query = (
            sa.select(t.article_card, t.story_member.c.story_id)
            .outerjoin(t.story_member, t.story_member.c.article_id == t.article_card.c.id)
            .where(*asked)
            .order_by(*order)
        )
        for row in self._connection.execute(query.limit(limit) if limit is not None else query):
            yield card_of_row(row)

    def _forget_articles(self) -> None:
        run = self._connection.execute
        for words in ("article_words", "name_words"):
            run(sa.text(f"INSERT INTO {words}({words}) VALUES ('delete-all')"))


_COUNTED = sa.text("UPDATE audience_shelf_revision SET number = number + 1")
"""What cards of stories do by themselves (storage/audience_tables.py): what was found before may hold no more."""


def card_of_row(row: Any) -> ArticleCard:
    """Make the card from a row of article_card joined with its story."""
    return ArticleCard(
        id=row.id,
        headline=row.headline,
        outlet_id=row.outlet_id,
        outlet=row.outlet,
        url=row.url,
        language=row.language,
        day=row.day,
        arrived=row.arrived,
        version=row.version,
        is_newest=bool(row.is_newest),
        story_id=row.story_id,
    )


def batches(ids: Iterable[str]) -> Iterator[list[str]]:
    """Cut a list so that no query asks for more values than the engine allows."""
    listed = list(dict.fromkeys(ids))
    return (listed[start : start + BATCH] for start in range(0, len(listed), BATCH))
