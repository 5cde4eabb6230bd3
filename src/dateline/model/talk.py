"""What people put right and complain of. Times are ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One account's word to the editors that a comment should not stand."""

    id: int
    comment_id: int
    account_id: int
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One judgement that a correction is made of, with the word that stood before, so that it can be taken back.

    `verdict` is SAME or DIFFERENT for two articles, stories or persons; DATED for an article and a day (`right`).
    """

    left: str
    right: str
    verdict: str
    before: str = "UNSURE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an editor put right, in words and as verdicts; `kind` is merge, split, actors or date."""

    id: int
    kind: str
    words: str
    reason: str
    verdicts: tuple[Verdict, ...]
    account_id: int | None
    at: str
    undone_by: int | None = None
    undone_at: str | None = None
