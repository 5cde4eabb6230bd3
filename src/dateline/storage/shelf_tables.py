"""The tables of what pages are made from: cards of stories, what they are about, facts and words to search by.

All of it is derived; a rebuild makes it again. The words of articles are indexed by FTS5, which reads them from the
article itself through a view (external content), so that no text is kept twice.
"""

from __future__ import annotations

from sqlalchemy import DDL, Boolean, Column, Float, Index, Integer, LargeBinary, String, Table, Text, event

from dateline.storage.metadata import metadata

__all__ = ["TABLES", "metadata"]

story_member = Table(
    "story_member",
    metadata,
    Column("article_id", String(32), primary_key=True),
    Column("story_id", String(32), nullable=False, index=True),
    sqlite_with_rowid=False,
)

story_alias = Table(
    "story_alias",
    metadata,
    Column("alias", String(32), primary_key=True),
    Column("story_id", String(32), nullable=False, index=True),
    sqlite_with_rowid=False,
)

story_state = Table(
    "story_state",
    metadata,
    Column("story_id", String(32), primary_key=True),
    Column("revision", String(32), nullable=False),  # a hash of the story and its comparison
    Column("is_shelved", Boolean, nullable=False),  # whether its card tells this revision
    sqlite_with_rowid=False,
)
Index("story_state_waiting", story_state.c.story_id, sqlite_where=story_state.c.is_shelved.is_(False))

story_card = Table(
    "story_card",
    metadata,
    Column("story_id", String(32), primary_key=True),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("last_new", Text, nullable=False),  # "" where no moment is known
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("independent", Integer, nullable=False),
    Column("contested", Integer, nullable=False),
    Column("updated", Integer, nullable=False),
    Column("headline", Text, nullable=False),
    Column("brief", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Index("story_card_newest", "last_new"),
    Index("story_card_by_day", "last_day"),
    Index("story_card_widest", "reports", "last_new"),
)

card_key = Table(
    "card_key",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("story_id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("weight", Float, nullable=False),
    Column("last_new", Text, nullable=False),
    Index("card_key_newest", "kind", "key", "last_new"),
    Index("card_key_by_story", "story_id", "kind"),
    sqlite_with_rowid=False,
)

story_change = Table(
    "story_change",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("story_id", String(32), nullable=False),
    Column("at", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("words", Text, nullable=False),
    Column("article_id", String(32), nullable=False),
    Index("story_change_by_story", "story_id", "at"),
    Index("story_change_newest", "at"),
)

story_page = Table(
    "story_page",
    metadata,
    Column("story_id", String(32), primary_key=True),
    Column("revision", String(64), nullable=False),  # of the story, and of the templates it was made with
    Column("fragment", LargeBinary, nullable=False),  # packed
)

story_copy = Table(
    "story_copy",
    metadata,
    Column("article_id", String(32), primary_key=True),
    Column("original_id", String(32), nullable=False, index=True),
    Column("story_id", String(32), nullable=False, index=True),
    sqlite_with_rowid=False,
)

article_card = Table(
    "article_card",
    metadata,
    Column("number", Integer, primary_key=True),  # the number of the article
    Column("id", String(32), nullable=False, unique=True),
    Column("capture_number", Integer, nullable=False),
    Column("headline", Text, nullable=False),
    Column("outlet_id", Text),
    Column("outlet", Text),
    Column("url", Text),
    Column("language", String(16)),
    Column("day", Text),  # of publication; what a story tells of an undated report is filled in
    Column("arrived", Text),  # the moment it was captured, else published
    Column("address", Text),  # under which its other versions stand; None where there can be none
    Column("wording", String(32)),  # a hash of headline and text
    Column("version", Integer, nullable=False),  # 1, 2 ...; 0 where it repeats the version before word by word
    Column("is_newest", Boolean, nullable=False),
    Index("article_card_by_day", "day"),
    Index("article_card_by_outlet", "outlet_id", "day"),
)
Index("article_card_versions", article_card.c.address, article_card.c.version)
Index("article_card_later", article_card.c.id, sqlite_where=article_card.c.version != 1)
Index("article_card_replaced", article_card.c.id, sqlite_where=article_card.c.is_newest.is_(False))

unshelved_article = Table(
    "unshelved_article",
    metadata,
    Column("article_id", String(32), primary_key=True),  # read before there were cards of articles
    sqlite_with_rowid=False,
)

fact_key = Table(
    "fact_key",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("article_number", Integer, primary_key=True),
    Index("fact_key_by_article", "article_number", "kind"),
    sqlite_with_rowid=False,
)

known_name = Table(
    "known_name",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Index("known_name_once", "kind", "key", "name", unique=True),
)

figure_row = Table(
    "figure_row",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article_number", Integer, nullable=False, index=True),
    Column("counted", Text, nullable=False),  # the folded class of what is counted, "" where that is not known
    Column("low", Float, nullable=False),  # an open end is taken for the known one
    Column("high", Float, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Index("figure_row_by_size", "counted", "low"),
    Index("figure_row_by_low", "low"),
    Index("figure_row_by_high", "high"),
)

event_row = Table(
    "event_row",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article_number", Integer, nullable=False, index=True),
    Column("actor", Text),
    Column("actor_name", Text, nullable=False),
    Column("recipient", Text),
    Column("recipient_name", Text, nullable=False),
    Column("type", String(16), nullable=False),
    Column("modality", String(16), nullable=False),
    Column("goldstein", Float),
    Column("day", Text),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Index("event_row_by_actor", "actor", "day"),
    Index("event_row_by_recipient", "recipient", "day"),
    Index("event_row_by_dyad", "actor", "recipient", "day"),
    Index("event_row_by_type", "type", "day"),
)

dyad = Table(
    "dyad",
    metadata,
    Column("actor", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("acts", Integer, nullable=False),  # asserted events of newest versions
    Column("scored", Integer, nullable=False),  # those with a Goldstein score
    Column("goldstein", Float, nullable=False),  # the sum of their scores
    Index("dyad_busiest", "actor", "acts"),
    Index("dyad_busiest_to", "recipient", "acts"),
    sqlite_with_rowid=False,
)

dyad_week = Table(
    "dyad_week",
    metadata,
    Column("actor", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("week", Text, primary_key=True),  # its Monday
    Column("acts", Integer, nullable=False),
    Column("scored", Integer, nullable=False),
    Column("goldstein", Float, nullable=False),
    sqlite_with_rowid=False,
)

quote_row = Table(
    "quote_row",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article_number", Integer, nullable=False, index=True),
    Column("speaker", Text, nullable=False),
    Column("speaker_name", Text, nullable=False),
    Column("direct", String(8), nullable=False),
    Column("day", Text),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Index("quote_row_by_speaker", "speaker", "day"),
)

place_row = Table(
    "place_row",
    metadata,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("country", String(3)),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", String(16)),
    sqlite_with_rowid=False,
)

TABLES: tuple[Table, ...] = (
    story_member,
    story_alias,
    story_state,
    story_card,
    card_key,
    story_change,
    story_page,
    story_copy,
    article_card,
    unshelved_article,
    fact_key,
    known_name,
    figure_row,
    event_row,
    dyad,
    dyad_week,
    quote_row,
    place_row,
)

_FOLDING = "tokenize = 'unicode61 remove_diacritics 2'"
_MADE_AFTER: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (
        article_card,
        (
            "CREATE VIEW article_text AS SELECT number, json_extract(payload, '$.headline') AS headline,"
            " json_extract(payload, '$.text') AS text FROM article",
            "CREATE VIRTUAL TABLE article_words USING fts5(headline, text, content = 'article_text',"
            f" content_rowid = 'number', {_FOLDING})",
        ),
    ),
    (
        known_name,
        (
            "CREATE VIRTUAL TABLE name_words USING fts5(name, content = 'known_name', content_rowid = 'number',"
            f" prefix = '2 3', {_FOLDING})",
        ),
    ),
)
_DROPPED_BEFORE: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (article_card, ("DROP TABLE IF EXISTS article_words", "DROP VIEW IF EXISTS article_text")),
    (known_name, ("DROP TABLE IF EXISTS name_words",)),
)


def _listen(table: Table, moment: str, orders: tuple[str, ...]) -> None:
    for order in orders:
        event.listen(table, moment, DDL(order))  # type: ignore[no-untyped-call]


for _table, _orders in _MADE_AFTER:
    _listen(_table, "after_create", _orders)
for _table, _orders in _DROPPED_BEFORE:
    _listen(_table, "before_drop", _orders)
