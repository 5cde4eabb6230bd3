"""What stands beside a story: where it plays and who deals with whom in it; made once for each version of a story."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from dateline.desk.kept_pages import Beside
from dateline.serve.phrases import deed_words
from dateline.web.assets import assets
from dateline.web.maps import draw
from dateline.web.render import templates
from dateline.web.trend import SIDES, side_of, signed

CODE = ("beside.py", "maps.py", "outlines.py", "trend.py", "words.py")
TEMPLATES = ("story_parts.html", "map_part.html", "network_part.html")


def story_beside() -> Beside:
    """Return what stands beside stories, for pages that are made beforehand."""
    return Beside(made_beside, _version())


def made_beside(story_id: str, points: list[dict[str, Any]], network: dict[str, Any]) -> str:
    """Make the map and the network for the page of a story."""
    template = templates().get_template("story_parts.html")
    return template.render(story_id=story_id, map=draw(points), ties=ties_of(network))


@cache
def _version() -> str:
    """A hash of the code, the templates and the files that take part."""
    here = resources.files("dateline.web")
    files = [*(here / name for name in CODE), *(here / "templates" / name for name in TEMPLATES)]
    made = hashlib.sha256(b"".join(one.read_bytes() for one in files))
    made.update("".join(f"{name} {one.mark}\n" for name, one in sorted(assets().items())).encode())
    return made.hexdigest()[:12]


def ties_of(network: Mapping[str, Any]) -> dict[str, Any] | None:
    """Say each link of a network of the library in words, for `network_part.html`; None where there is none."""
    names = {one["id"]: one["name"] for one in network["nodes"]}
    links = [
        {
            **one,
            "from_name": names[one["from"]],
            "to_name": names[one["to"]],
            "verb": deed_words(one["type"], "asserted", towards=True),
            "side": side_of(one["goldstein"]),
            "side_words": SIDES[side_of(one["goldstein"])],
            "score": signed(one["goldstein"]) if one["goldstein"] is not None else "",
        }
        for one in network["links"]
    ]
    return {"nodes": network["nodes"], "links": links} if links else None
