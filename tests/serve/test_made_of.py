"""What a page is made from: nothing that takes part is missing, nothing else makes pages anew."""

from __future__ import annotations

import subprocess
import sys

import pytest

from dateline.serve import page
from dateline.serve.made_of import made_of

FRESH = """
import sys
from dateline.serve import page, views
names = [one.rpartition(".")[2] + ".py" for one in sys.modules if one.startswith("dateline.serve.")]
templates = page._templates()
def walk(name):
    from jinja2 import meta
    source = templates.loader.get_source(templates, name)[0]
    return [name, *(each for one in meta.find_referenced_templates(templates.parse(source)) for each in walk(one))]
print(" ".join({*names, *walk("fragment.html")}))
"""


def test_all_that_is_loaded_for_a_story_takes_part() -> None:
    told = subprocess.run([sys.executable, "-c", FRESH], capture_output=True, text=True, check=True).stdout
    found = made_of(("page", "views"), ("fragment.html",))
    assert set(told.split()) <= set(found)
    assert {"story.html", "questions.html", "digest.py", "phrases.py", "views.py"} <= set(found)


def test_what_makes_no_story_does_not_take_part() -> None:
    found = made_of(("page", "views"), ("fragment.html",))
    assert not {"frontpage.py", "reasons.py", "weights.py", "outgoing_feeds.py", "page.html", "front.html"} & set(found)


def test_a_change_of_what_takes_part_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    version = page.page_version.__wrapped__
    before = version()
    assert before == page.page_version()
    monkeypatch.setattr(page, "made_of", lambda *given: {**made_of(*given), "story.html": b"other"})
    assert version() != before
