"""An edition of a digest in words: as plain text, as markup for mail, and as JSON for a webhook."""

from __future__ import annotations

import html
from typing import Any

from dateline.model.outgoing import Edition, EditionStory
from dateline.serve.outgoing_feeds import summary

CHANGES_TOLD = 12


def subject(edition: Edition) -> str:
    """Name an edition in one line: its digest, how many stories, the first of them."""
    count = len(edition.stories)
    first = " ".join(edition.stories[0].card.headline.split())[:80] if edition.stories else "nothing new"
    more = f" and {count - 1} more" if count > 1 else ""
    return f"{edition.digest.name}: {first}{more}"


def as_text(edition: Edition, *, at: str) -> str:
    """Tell an edition in plain words; `at` is the address of the desk."""
    parts = [subject(edition), "=" * min(72, len(subject(edition)))]
    for one in edition.stories:
        card = one.card
        lines = [card.headline, f"{at}/story/{card.story_id}"]
        lines += [f"  - {change.words}" for change in one.changes[:CHANGES_TOLD]]
        if len(one.changes) > CHANGES_TOLD:
            lines.append(f"  and {len(one.changes) - CHANGES_TOLD} more")
        if one.why:
            lines.append(f"  Why: {'; '.join(one.why)}")
        parts.append("\n".join(lines))
    parts.append(f"Only what is new since the last one. Change or stop it: {at}/digests")
    return "\n\n".join(parts) + "\n"


def as_markup(edition: Edition, *, at: str) -> str:
    """Tell an edition as markup for mail: no picture, no style sheet, nothing that calls on another host."""
    stories = "".join(_story(one, at) for one in edition.stories)
    place = html.escape(at, quote=True)
    title, name = html.escape(subject(edition)), html.escape(edition.digest.name)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{name}</h1>{stories}<p>Only what is new since the last one. "
        f'<a href="{place}/digests">Change or stop it</a></p></body></html>'
    )


def _story(one: EditionStory, at: str) -> str:
    link = html.escape(f"{at}/story/{one.card.story_id}", quote=True)
    told = summary(one.card, changes=one.changes, why=one.why, at=at)
    return f'<h2><a href="{link}">{html.escape(one.card.headline)}</a></h2>{told}'


def as_payload(edition: Edition, *, at: str) -> dict[str, Any]:
    """Tell an edition as JSON for a webhook."""
    return {
        "digest": edition.digest.name,
        "about": edition.digest.about,
        "at": edition.at,
        "stories": [
            {
                "id": one.card.story_id,
                "headline": one.card.headline,
                "url": f"{at}/story/{one.card.story_id}",
                "brief": one.card.brief,
                "reports": one.card.reports,
                "contested": one.card.contested,
                "why": list(one.why),
                "new": [
                    {"at": change.at, "kind": change.kind, "words": change.words, "article": change.article_id}
                    for change in one.changes
                ],
            }
            for one in edition.stories
        ],
    }
