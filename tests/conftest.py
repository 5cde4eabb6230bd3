"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))

settings.register_profile(
    "house",
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with two page scrapes as users have them; the test is skipped where it is not there."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("no folder of seed scrapes beside the checkout (set DATELINE_SHARED)")
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the browser come last: its driver keeps an event loop going in this thread, and others want their own."""
    items.sort(key=lambda one: "browser" in one.path.parts)
