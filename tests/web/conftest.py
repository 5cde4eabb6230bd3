"""What all tests of the web face share."""

from __future__ import annotations

from pathlib import Path

import pytest

from web.visits import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A desk on this machine that nobody has visited yet."""
    return Site(tmp_path / "news.db")
