"""The desk is killed a few times with kill -9; the whole of it is benchmarks/kill_nine.py."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType


def the_benchmark(root: Path) -> ModuleType:
    """Load the benchmark, which is no package."""
    spec = importlib.util.spec_from_file_location("kill_nine", root / "benchmarks" / "kill_nine.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["kill_nine"] = made
    spec.loader.exec_module(made)
    return made


def test_nothing_is_lost_and_nothing_done_twice(root: Path, tmp_path: Path) -> None:
    outcome = the_benchmark(root).kill_again_and_again(tmp_path, kills=3, chance=random.Random(4), longest=4.0)
    assert outcome.kills == 3
    assert outcome.published == outcome.captures == outcome.articles > 0
    assert outcome.stories > 0
    assert outcome.is_well, outcome
