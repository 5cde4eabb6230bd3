"""Headlines of stories whose reports print none: a whole sentence goes before one that must be cut."""

from __future__ import annotations

from dateline.compare.comparison import compare

from .building import Building, story_of

LONG = (
    "The coast guard freed 23 sailors off Marrow, where two trawlers had been drifting since the storm of Friday "
    "night tore their nets and flooded the engine rooms of both."
)
SHORT = "The coast guard freed 23 sailors from two drifting trawlers off Marrow on Monday."


def headline(*texts: str) -> str:
    articles = [Building(f"a{number}", text).done() for number, text in enumerate(texts)]
    return compare(story_of(articles), articles).headline


def test_a_whole_sentence_that_is_nearly_as_close_is_preferred() -> None:
    assert headline(LONG).endswith(" …")
    assert headline(LONG, SHORT, LONG) == SHORT


def test_a_whole_sentence_on_something_else_does_not_displace_a_cut_one() -> None:
    other = "Ferries to the islands did not run."
    assert headline(LONG, other, LONG).startswith("The coast guard freed 23 sailors off Marrow")
