"""The record's JSON Schema, as `dateline schema` prints it, and the check of a record against it."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

FILE = "record.schema.json"


def schema_text() -> str:
    """Return the JSON Schema (draft 2020-12) of the whole record, as it is published."""
    return resources.files("dateline.serve").joinpath(FILE).read_text(encoding="utf-8")


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of the record as Python values."""
    loaded: dict[str, Any] = json.loads(schema_text())
    return loaded


def faults(record: dict[str, Any]) -> list[str]:
    """List where a record breaks the schema or the span law, in words (empty when lawful); needs jsonschema."""
    import jsonschema

    checker = jsonschema.Draft202012Validator(schema())
    broken = [f"{one.json_path}: {one.message[:300]}" for one in checker.iter_errors(record)]
    return broken or span_faults(record)


def validate(record: dict[str, Any]) -> None:
    """Raise ValueError with the first faults when a record breaks the schema or the span law."""
    found = faults(record)
    if found:
        raise ValueError("; ".join(found[:5]))


def span_faults(record: dict[str, Any]) -> list[str]:
    """List every `span` with `exact` beside it that breaks `text[start:end] == exact`."""
    texts = {one["id"]: one["text"] for one in record["articles"]}
    broken: list[str] = []

    def check(node: Any, text: str | None, path: str) -> None:
        if isinstance(node, list):
            for number, part in enumerate(node):
                check(part, text, f"{path}[{number}]")
        elif isinstance(node, dict):
            own = texts.get(node["article"]) if isinstance(node.get("article"), str) else text
            span, exact = node.get("span"), node.get("exact")
            if span is not None and exact is not None and (own is None or own[span[0] : span[1]] != exact):
                broken.append(f"{path}: text[{span[0]}:{span[1]}] is not {exact!r}")
            for key, part in node.items():
                check(part, own, f"{path}.{key}")

    for article in record["articles"]:
        check(article, article["text"], f"articles[{article['id']}]")
    for story in record["stories"]:
        check(story, None, f"stories[{story['id']}]")
    return broken
