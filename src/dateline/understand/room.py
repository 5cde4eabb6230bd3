"""The understand room: one parse for a batch of articles, then every extractor in its declared order."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from dateline.model.annotation import AnnotatedArticle, Annotation
from dateline.model.article import Article, Failure
from dateline.understand.extractor import Extractor, made_by
from dateline.understand.language_id import SUPPORTED, LanguageGuess, guess_language
from dateline.understand.parse import Parse, Syntax
from dateline.understand.run_on_names import with_names_parted

EXTRACTORS = (
    "dateline.understand.dates:Dates",
    "dateline.understand.mentions:Mentions",
    "dateline.understand.places:Places",
    "dateline.understand.quotes:Quotes",
    "dateline.understand.sources:Sources",
    "dateline.understand.figures:Figures",
    "dateline.understand.events:Events",
    "dateline.understand.descriptions:Descriptions",
)
"""The extractors in running order; each reads what the earlier ones found."""

SYNTAXES = {
    "default": "dateline.understand.syntax:default_syntax",
    "spacy": "dateline.understand.spacy_syntax:load",
}
"""Who can make a parse: our own language core, or a spaCy model of the user's own ("spacy:MODEL")."""

LEAD_SENTENCES = 3
CERTAIN, ENOUGH_LETTERS = 0.95, 200
"""What it takes to disbelieve an outlet that says its text is in a supported language."""


class UnknownSyntax(ValueError):
    """A name of a language core that is not plugged in."""


def understand(articles: Sequence[Article], *, syntax: str = "default") -> list[AnnotatedArticle]:
    """Annotate articles; texts in a language that is not supported come back without annotations, and say so."""
    guesses = [language_of(article) for article in articles]
    readable = [number for number, guess in enumerate(guesses) if guess.supported]
    parses = syntax_for(syntax).parse([articles[number].text for number in readable]) if readable else []
    parse_of = dict(zip(readable, parses, strict=True))
    return [
        annotate(replace(article, language=guess.code), parse_of[number])
        if number in parse_of
        else unsupported(article, guess)
        for number, (article, guess) in enumerate(zip(articles, guesses, strict=True))
    ]


def language_of(article: Article) -> LanguageGuess:
    """Tell the language: by the text where it is long enough to tell, else by what its outlet says of it."""
    named = (article.language or "").split("-")[0].lower()
    guess = guess_language(article.text)
    tells = guess.confidence >= CERTAIN and len(article.text) >= ENOUGH_LETTERS
    if tells or not named or guess.supported == (named in SUPPORTED):
        return guess
    if named in SUPPORTED:
        return LanguageGuess(article.language, 1 - guess.confidence, True, "as its outlet says")
    if guess.confidence < CERTAIN:
        why = f"its outlet says it is in '{named}', and only English is supported for now"
        return LanguageGuess(article.language, 1 - guess.confidence, False, why)
    return guess


def annotate(article: Article, parse: Parse, *, order: Sequence[Extractor] | None = None) -> AnnotatedArticle:
    """Run every extractor over one parsed article; one that fails is noted and the others go on."""
    annotated = AnnotatedArticle(article, embedding=lead_embedding(parse))
    failures: list[Failure] = []
    parse = with_names_parted(parse)
    for extractor in order if order is not None else running_order():
        try:
            annotated = annotated.with_(extractor(annotated, parse))
        except Exception as fault:  # one bad article never stops the line (law 5)
            message = f"{type(fault).__name__}: {fault}"
            failures.append(Failure(article.found_in, made_by(extractor), message, article.id))
    return replace(annotated, failures=tuple(failures))


def unsupported(article: Article, guess: LanguageGuess) -> AnnotatedArticle:
    """Hand an article on unread, with the reason."""
    failure = Failure(article.found_in, "understand", f"{guess.why}; nothing was read from it", article.id)
    marked = replace(article, language=guess.code, flags=(*article.flags, "unsupported_language"))
    return AnnotatedArticle(marked, failures=(failure,))


def lead_embedding(parse: Parse) -> tuple[float, ...]:
    """Make the unit vector of the lead from its sentence vectors; empty when there are none."""
    import numpy as np

    vectors = [parse.vectors[number] for number in sorted(parse.vectors)[:LEAD_SENTENCES]]
    if not vectors:
        return ()
    total = np.sum(vectors, axis=0)
    size = float(np.linalg.norm(total))
    return tuple((total / size).astype(np.float32).tolist()) if size else ()


@cache
def running_order() -> tuple[Extractor, ...]:
    """Load the extractors and check that each finds what it requires."""
    order = tuple(_load(name)() for name in EXTRACTORS)
    check_order(order)
    return order


def check_order(order: Sequence[Extractor]) -> None:
    """Raise ValueError when an extractor requires a kind of annotation that no earlier one provides."""
    there: set[type[Annotation]] = set()
    for extractor in order:
        missing = [kind.__name__ for kind in extractor.requires if kind not in there]
        if missing:
            raise ValueError(f"{extractor.name} runs before anything provides {', '.join(missing)}")
        there.update(extractor.provides)


def check_syntax(name: str) -> None:
    """Raise UnknownSyntax for the name of a language core that is not plugged in."""
    kind, _, model = name.partition(":")
    if kind not in SYNTAXES or bool(model) != (kind == "spacy"):
        raise UnknownSyntax(f"there is no language core {name!r}; there are: default, spacy:MODEL")


@cache
def syntax_for(name: str) -> Syntax:
    """Load a language core once in a process; raises UnknownSyntax for a name that is not plugged in."""
    check_syntax(name)
    kind, _, model = name.partition(":")
    load = _load(SYNTAXES[kind])
    syntax: Syntax = load(model) if model else load()
    return syntax


def core_faults() -> list[str]:
    """List what is missing or changed in the files of the language core (empty when it is whole)."""
    from dateline.understand.syntax import core_faults as faults

    found: list[str] = faults()
    return found


def _load(name: str) -> Any:
    module, attribute = name.split(":")
    return getattr(importlib.import_module(module), attribute)
