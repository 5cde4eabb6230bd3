"""An article that has been read leaves memory at once, without a search for cycles of garbage."""

from __future__ import annotations

import gc

from dateline.model.annotation import AnnotatedArticle
from dateline.model.article import Article
from dateline.understand.event_frames import Grammar
from dateline.understand.events import Events
from dateline.understand.parse import Parse


def test_no_grammar_outlives_its_article() -> None:
    parse = Parse.from_rows(
        "Rebels attacked Kabul .",
        [
            ("Rebels", 2, "nsubj", "NOUN", "NNS"),
            ("attacked", 0, "root", "VERB", "VBD"),
            ("Kabul", 2, "obj", "PROPN", "NNP"),
            (".", 2, "punct", "PUNCT", "."),
        ],
    )
    article = Article(
        id="1", capture_id="c", found_in="f", text=parse.text, slices=(), visible_sha256="", language="en"
    )
    gc.collect()
    gc.disable()
    try:
        list(Events()(AnnotatedArticle(article), parse))
        left = [one for one in gc.get_objects() if isinstance(one, Grammar)]
    finally:
        gc.enable()
    assert not left
