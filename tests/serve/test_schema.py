"""The published schema: valid itself, and every field of it explained in docs/record.md."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema

from dateline.serve import views
from dateline.serve.schema import schema, schema_text
from serve import sample

ROOT = Path(__file__).resolve().parents[2]


def fields(node: Any) -> Iterator[str]:
    """Go through the names of all fields in a schema."""
    if isinstance(node, dict):
        yield from node.get("properties", {})
        for part in node.values():
            yield from fields(part)
    elif isinstance(node, list):
        for part in node:
            yield from fields(part)


def keys(node: Any) -> Iterator[str]:
    """Go through the names of all fields in a record."""
    if isinstance(node, dict):
        yield from node
        for part in node.values():
            yield from keys(part)
    elif isinstance(node, list):
        for part in node:
            yield from keys(part)


def test_the_schema_is_valid_itself() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert json.loads(schema_text())["$schema"].endswith("2020-12/schema")


def test_every_field_stands_in_schema_and_documentation() -> None:
    text = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", text))))
    record = views.record(sample.articles(), [sample.story()], failures=sample.FAILURES)
    assert set(keys(record)) <= set(fields(schema()))
    assert set(fields(schema())) <= named
