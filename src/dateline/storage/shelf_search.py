"""Searching the shelf: words by FTS5, fields by facts, both within bounds that keep every search quick.

A search looks at the newest RANKED articles that have the words; among these the best come first. So a word that
stands in half of all articles costs no more than a rare one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa

from dateline.model.shelf import FACT_KINDS, KEY_KINDS, Condition, Facet, Hit, KnownName
from dateline.storage import shelf_tables as t
from dateline.storage.shelf_articles import card_of_row
from dateline.storage.shelf_facts import LEAST_WEIGHT, ShelfFacts

RANKED = 1000
"""So many hits, the newest ones, are weighed against each other."""
FEW_FIGURES = 2000
FACETED = 150
"""Of so many hits the stories are counted for facets."""
COMMON_SHARE, COMMON_LEAST = 0.1, 5000
"""A word is common when more than this part of the articles has it, and at least so many."""
MARK_START, MARK_END = "\ue000", "\ue001"
"""What stands round the words asked for in `Hit.marked`; characters for private use, which no text has."""
WEIGHTS = "4.0, 1.0"
"""How much a word tells in the headline and in the text."""
_SNIPPET = f"snippet(article_words, 1, '{MARK_START}', '{MARK_END}', '…', 28)"


_NAMES = """
SELECT n.key, min(n.name) AS name,
       (SELECT count(*) FROM (SELECT 1 FROM fact_key f WHERE f.kind = n.kind AND f.key = n.key LIMIT 400)) AS uses
FROM (SELECT rowid AS number FROM name_words WHERE name_words MATCH :match LIMIT 400) w
JOIN known_name n ON n.number = w.number WHERE n.kind = :kind GROUP BY n.key ORDER BY uses DESC, name LIMIT :limit
"""


_NEWEST = sa.text("SELECT max(number) FROM article_card")


class BadSearch(ValueError):
    """Words that FTS5 cannot read, or a field that there is not; the message says which."""


def quoted(words: str, *, prefix: bool = False) -> str:
    """Write words as a phrase of FTS5, so that nothing in them is taken for an operator.

    >>> quoted("so-called aid"), quoted("quak", prefix=True)
    ('"so-called aid"', '"quak"*')
    """
    return '"' + words.replace('"', '""').replace("\0", " ") + '"' + ("*" if prefix else "")


@dataclass(slots=True)
class _Asked:
    """SQL of fixed words and the values bound to it."""

    clauses: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def bind(self, value: Any) -> str:
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def any_of(self, values: Iterable[Any]) -> str:
        return ", ".join(self.bind(one) for one in values) or "NULL"


class ShelfSearch(ShelfFacts):
    """Finds articles by words and fields, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def search(
        self,
        words_match: str | None,
        conditions: Sequence[Condition] = (),
        *,
        order: str = "best",
        limit: int = 20,
        offset: int = 0,
        marked: bool = True,
    ) -> list[Hit]:
        """Find articles by words (an expression of FTS5, see `quoted`) and conditions; "best" or "newest" first.

        Replaced versions are left out. The score is higher the better (0 without words). Without `marked` no words are
        cut out of the texts, which takes most of the time; `mark` does so for those that are shown. Raises BadSearch.
        """
        asked = _Asked()
        chosen, page = self._sought(asked, words_match, conditions), f"LIMIT {limit:d} OFFSET {offset:d}"
        if order == "best" and words_match is not None:
            numbers = [int(row.n) for row in self._run(sa.text(f"SELECT n FROM ({chosen})"), asked.values)]
            asked = _Asked(values={"words": words_match})
            chosen = _weighed(asked, numbers, all_between=not conditions)
        by = "c.day DESC, h.n DESC" if order == "newest" else "h.score DESC, h.n DESC"
        if order != "newest":  # cut before the cards are looked up
            chosen, page = f"SELECT n, score FROM ({chosen}) ORDER BY score DESC, n DESC {page}", ""
        query = (
            f"SELECT c.*, h.score, m.story_id FROM ({chosen}) h JOIN article_card c ON c.number = h.n"
            f" LEFT JOIN story_member m ON m.article_id = c.id ORDER BY {by} {page}"
        )
        rows = self._run(sa.text(query), asked.values)
        words = self._marked(words_match, [row.number for row in rows]) if marked and words_match else {}
        return [Hit(article=card_of_row(row), score=row.score, marked=words.get(row.number, "")) for row in rows]

    def mark(self, words_match: str, hits: Sequence[Hit]) -> list[Hit]:
        """Fill in the words of hits that were found without."""
        c = t.article_card.c
        query = sa.select(c.id, c.number).where(c.id.in_([one.article.id for one in hits]))
        numbers = {row.id: row.number for row in self._connection.execute(query)}
        words = self._marked(words_match, list(numbers.values()))
        return [replace(one, marked=words.get(numbers.get(one.article.id, 0), "")) for one in hits]

    def found(
        self, words_match: str | None, conditions: Sequence[Condition] = (), *, order: str = "best"
    ) -> list[tuple[int, float]]:
        """Find the numbers of the newest articles with their scores, in one go; one more than RANKED where so many.

        They come "best" first, else as they were taken in, the newest first. Raises BadSearch.
        """
        asked = _Asked()
        chosen = self._sought(asked, words_match, conditions, most=RANKED + 1, weighed=order == "best")
        found = [(int(row[0]), float(row[1])) for row in self._run(sa.text(chosen), asked.values)]
        if words_match is not None and order == "best":
            found.sort(key=lambda one: (-one[1], -one[0]))
        return found

    def hits(self, found: Sequence[tuple[int, float]], *, by_day: bool = False) -> list[Hit]:
        """Return hits for numbers and scores in their order, or the latest published first."""
        scores = dict(found)
        query = (
            "SELECT c.*, m.story_id FROM article_card c LEFT JOIN story_member m ON m.article_id = c.id"
            f" WHERE c.number IN ({', '.join(map(str, scores)) or 'NULL'})"
        )
        rows = {row.number: row for row in self._run(sa.text(query), {})}
        order = [one for one in scores if one in rows]
        if by_day:
            order.sort(key=lambda one: (rows[one].day or "", one), reverse=True)
        return [Hit(article=card_of_row(rows[one]), score=scores[one], marked="") for one in order]

    def newest_number(self) -> int:
        """Return the number of the article that was taken in last."""
        return int(self._run(_NEWEST, {})[0][0] or 0)

    def count(self, words_match: str | None, conditions: Sequence[Condition] = ()) -> tuple[int, bool]:
        """Count the articles a search finds; the second is True where there are more than were looked at."""
        asked = _Asked()
        source = self._sought(asked, words_match, conditions, most=RANKED + 1)
        (row,) = self._run(sa.text(f"SELECT count(*) AS found FROM ({source})"), asked.values)
        return min(row.found, RANKED), row.found > RANKED

    def facets(
        self,
        words_match: str | None,
        conditions: Sequence[Condition] = (),
        *,
        kinds: Sequence[str] = KEY_KINDS,
        limit: int = 8,
    ) -> dict[str, list[Facet]]:
        """Count by kind what the stories of the newest hits are about, the most frequent first. Raises BadSearch."""
        found = [one for one, _ in self.found(words_match, conditions, order="newest")]
        return self.facets_of(found, kinds=kinds, limit=limit)

    def facets_of(
        self, numbers: Sequence[int], *, kinds: Sequence[str] = KEY_KINDS, limit: int = 8
    ) -> dict[str, list[Facet]]:
        """The same for numbers of articles that were found, of which the newest are looked at."""
        asked = _Asked()
        newest = ", ".join(map(str, sorted(numbers, reverse=True)[:FACETED])) or "NULL"
        query = (
            "SELECT kind, key, max(name) AS name, count(*) AS stories FROM (SELECT DISTINCT m.story_id FROM"
            f" article_card c CROSS JOIN story_member m ON m.article_id = c.id WHERE c.number IN ({newest})) s"
            f" CROSS JOIN card_key k ON k.story_id = s.story_id WHERE k.kind IN ({asked.any_of(kinds)})"
            f" AND k.weight >= {LEAST_WEIGHT} GROUP BY kind, key"
            " ORDER BY stories DESC, key"
        )
        found: dict[str, list[Facet]] = {kind: [] for kind in kinds}
        for row in self._run(sa.text(query), asked.values):
            if len(found[row.kind]) < limit:
                found[row.kind].append(Facet(kind=row.kind, key=row.key, name=row.name, stories=row.stories))
        return found

    def names(self, kind: str, words: str, *, limit: int = 10) -> list[KnownName]:
        """Find the keys whose names have these words (the last may be a beginning), the most used first."""
        parts = words.split()
        if not parts:
            return []
        match = " ".join([*(quoted(one) for one in parts[:-1]), quoted(parts[-1], prefix=True)])
        query = sa.text(_NAMES)
        rows = self._run(query, {"match": match, "kind": kind, "limit": limit})
        return [KnownName(kind=kind, key=row.key, name=self.name_of(kind, row.key) or row.name) for row in rows]

    def common_words(self, words: Iterable[str]) -> frozenset[str]:
        """Tell which words stand in so many articles that they tell nothing; leave them out where others are left."""
        largest = self._connection.execute(sa.text("SELECT max(number) FROM article_card")).scalar() or 0
        bar = max(COMMON_LEAST, int(COMMON_SHARE * largest))
        probe = sa.text("SELECT 1 FROM article_words WHERE article_words MATCH :match LIMIT 1 OFFSET :bar")
        asked = [one for one in dict.fromkeys(words) if largest > bar]
        return frozenset(one for one in asked if self._run(probe, {"match": quoted(one), "bar": bar}))

    # -- how it is found

    def _sought(
        self,
        asked: _Asked,
        words_match: str | None,
        conditions: Sequence[Condition],
        *,
        most: int = RANKED,
        weighed: bool = False,
    ) -> str:
        """Say in SQL what is found, the newest: numbers `n` with a `score`, nothing unless they are weighed."""
        score = "0.0"
        if words_match is not None:
            asked.values["words"] = words_match
            score = f"-bm25(article_words, {WEIGHTS})" if weighed else score
            source = f"SELECT rowid AS n, {score} AS score FROM article_words WHERE article_words MATCH :words"
            score = "score"
            left = list(conditions)
        else:
            rare = any(self._is_rare(one) for one in conditions if one.field == "figure")
            source, left = _source(asked, conditions, rare_figure=rare)
        clauses = " AND ".join(_clause(asked, one, listed=words_match is not None) for one in left)
        return f"SELECT n, {score} AS score FROM ({source}) WHERE {clauses or '1'} ORDER BY n DESC LIMIT {most:d}"

    def _is_rare(self, one: Condition) -> bool:
        """Tell whether few figures are within the bounds: then they lead to articles, else articles to them."""
        asked = _Asked()
        query = f"SELECT 1 FROM figure_row f WHERE {_figure(asked, one)} LIMIT 1 OFFSET {FEW_FIGURES}"
        return not one.negated and not self._run(sa.text(query), asked.values)

    def _run(self, query: Any, values: dict[str, Any]) -> list[Any]:
        try:
            return list(self._connection.execute(query, values).all())  # in one go: each row by itself costs a turn
        except sa.exc.OperationalError as fault:
            told = str(fault.orig)  # FTS5 says what is wrong in many ways, which all come from the words
            if "words" in values and "locked" not in told and "disk" not in told and "interrupted" not in told:
                raise BadSearch(f"these words cannot be searched for: {values.get('words', values)}") from None
            raise

    def _marked(self, words_match: str, numbers: Sequence[int]) -> dict[int, str]:
        listed = ", ".join(map(str, numbers)) or "NULL"
        query = sa.text(
            f"SELECT rowid AS n, {_SNIPPET} AS marked FROM article_words"
            f" WHERE article_words MATCH :words AND rowid BETWEEN :first AND :last AND +rowid IN ({listed})"
        )  # with "+" the list is a filter: FTS5 would begin its search anew for each number
        bounds = {"first": min(numbers, default=0), "last": max(numbers, default=0)}
        return {row.n: row.marked or "" for row in self._run(query, {"words": words_match, **bounds})}


def _weighed(asked: _Asked, numbers: Sequence[int], *, all_between: bool) -> str:
    """Say in SQL how well each of these articles, newest first, fits the words."""
    first, last = asked.bind(min(numbers, default=0)), asked.bind(max(numbers, default=0))
    only = "" if all_between else f" AND +rowid IN ({', '.join(map(str, numbers)) or 'NULL'})"
    return (
        f"SELECT rowid AS n, -bm25(article_words, {WEIGHTS}) AS score FROM article_words"
        f" WHERE article_words MATCH :words AND rowid BETWEEN {first} AND {last}{only}"
    )


def _source(asked: _Asked, conditions: Sequence[Condition], *, rare_figure: bool) -> tuple[str, list[Condition]]:
    """Choose what to go through when no words are given, and which conditions are left to be checked."""
    wanted = [one for one in conditions if not one.negated]
    keyed = next((one for one in wanted if one.field in FACT_KINDS and one.keys), None)
    chosen = keyed or (next((one for one in wanted if one.field == "figure"), None) if rare_figure else None)
    left = [one for one in conditions if one is not chosen]
    if keyed is not None:
        kind, keys = asked.bind(keyed.field), asked.any_of(keyed.keys)
        alone = "" if len(keyed.keys) == 1 else "DISTINCT "
        return f"SELECT {alone}article_number AS n FROM fact_key WHERE kind = {kind} AND key IN ({keys})", left
    if chosen is not None:
        return f"SELECT DISTINCT article_number AS n FROM figure_row f WHERE {_figure(asked, chosen)}", left
    return "SELECT number AS n FROM article_card WHERE is_newest = 1", left


def _clause(asked: _Asked, one: Condition, *, listed: bool) -> str:
    """Say one condition in SQL for the article number `n`. Raises BadSearch for a field that there is not.

    With `listed` the articles that have a key are gathered once: common words bring too many to look each one up.
    """
    if one.field in FACT_KINDS:
        kind, keys = asked.bind(one.field), asked.any_of(one.keys)
        if listed and not one.negated:
            return f"+n IN (SELECT article_number FROM fact_key WHERE kind = {kind} AND key IN ({keys}))"
        found = f"SELECT 1 FROM fact_key k WHERE k.kind = {kind} AND k.key IN ({keys}) AND k.article_number = n"
    elif one.field == "figure":
        found = f"SELECT 1 FROM figure_row f WHERE f.article_number = n AND {_figure(asked, one)}"
    elif one.field == "day":
        bounds = [f"c.day >= {asked.bind(one.since)}"] if one.since else []
        bounds += [f"c.day <= {asked.bind(one.until)}"] if one.until else []
        found = f"SELECT 1 FROM article_card c WHERE c.number = n AND {' AND '.join(bounds) or 'c.day IS NOT NULL'}"
    elif one.field == "story":
        found = (
            "SELECT 1 FROM article_card c JOIN story_member m ON m.article_id = c.id"
            f" WHERE c.number = n AND m.story_id IN ({asked.any_of(one.keys)})"
        )
    else:
        raise BadSearch(
            f"there is no field {one.field!r}; known are {', '.join((*FACT_KINDS, 'figure', 'day', 'story'))}"
        )
    return f"{'NOT ' if one.negated else ''}EXISTS ({found})"


def _figure(asked: _Asked, one: Condition) -> str:
    """One end of the figure lies within the bounds asked for, of what is counted where that is asked."""
    parts = [f"f.counted IN ({asked.any_of(one.keys)})"] if one.keys else []
    if one.low is not None and one.high is not None:
        low, high = asked.bind(one.low), asked.bind(one.high)
        parts.append(f"(f.low BETWEEN {low} AND {high} OR f.high BETWEEN {low} AND {high})")
    elif one.high is not None:
        parts.append(f"f.low <= {asked.bind(one.high)}")
    elif one.low is not None:
        parts.append(f"f.high >= {asked.bind(one.low)}")
    return " AND ".join(parts) or "1"
