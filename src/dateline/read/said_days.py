"""Days of publication that people put right: they win over what the page tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.model.article import DateInterval, Failure, Reading
from dateline.model.story import SaidDay


def published_on(found: Reading | Failure, days: Mapping[str, SaidDay]) -> Reading | Failure:
    """Give an article the day that a person said, if there is one."""
    if isinstance(found, Failure) or found.article.id not in days:
        return found
    day, by = days[found.article.id]
    told = DateInterval(start=day, end=day, precision="day", why=f"put right by {by}", confidence=1.0)
    return replace(found, article=replace(found.article, published_at=told))
