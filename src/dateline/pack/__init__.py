"""The bundled pack: real reports of several happenings, under licences that allow it (see SOURCES.md)."""

from __future__ import annotations

from pathlib import Path

REPORTS = Path(__file__).with_name("reports.jsonl")
"""The corpus file that `dateline demo` reads."""
