"""What an extractor is: a named, versioned step that reads a parse and returns new annotations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from dateline.model.annotation import AnnotatedArticle, Annotation
from dateline.understand.parse import Parse


class Extractor(Protocol):
    """One step of the understand room; returns new annotations and changes nothing.

    `requires` and `provides` name annotation classes; the room refuses a running order in which a
    requirement is not provided by an earlier step.
    """

    name: str
    version: int
    requires: tuple[type[Annotation], ...]
    provides: tuple[type[Annotation], ...]

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Annotation]:
        """Read one article; `parse.text` is the article's text."""
        ...


def made_by(extractor: Extractor) -> str:
    """Name an extractor with its version, as annotations carry it: "figures@1"."""
    return f"{extractor.name}@{extractor.version}"
