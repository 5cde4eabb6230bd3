"""A small archive with its desk, for tests of pages: two happenings, a report with its copy, one of bad intent."""

from __future__ import annotations

import json
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from dateline.app import open_dateline
from dateline.pack import REPORTS
from web.visits import Site

FAMILIES = {"ecb-20_": 6, "ecb-30_": 6}
"""Of so many reports of each happening the archive is made."""
ODD = {
    "id": "odd",
    "headline": "<b>Tremor</b> felt on Qeshm",
    "published_at": "2026-02-27",
    "outlet": '"><img src=x onerror=alert(1)>',
    "text": "The <script>alert(1)</script> tremor was felt on Qeshm. Iran accused Israel of spying on Monday.\n\n"
    "“We will help Iraq,” Iranian Foreign Minister Abbas Araghchi said in Baghdad.",
}

WIRE = (
    "BAGHDAD (Reuters) — Turkey sent 120 trucks of flour and medicine to Iraq on Monday after floods cut off nine "
    "villages north of Baghdad, the Turkish disaster agency said. Turkish officials promised to send 80 more trucks "
    "by Thursday. Iraq thanked Turkey for the help. Iraqi police arrested four men who had tried to rob one of the "
    "trucks near Kirkuk, a police spokesman said. Syria accused Turkey of sending weapons with the trucks, and Turkey "
    "rejected the charge. The flood killed at least 14 people and left 2,300 families without a roof, according to "
    "the Iraqi Red Crescent, which runs three camps along the Tigris."
)
COPIED = [
    {
        "id": f"wire{number}",
        "headline": "Turkey sends flour to flooded Iraq",
        "published_at": f"2026-02-2{number}",
        "outlet": outlet,
        "url": f"https://{host}/world/flour",
        "text": WIRE,
    }
    for number, (outlet, host) in enumerate(
        [("Harbour Gazette", "harbourgazette.example"), ("Hill Courier", "hillcourier.example")], 6
    )
]


def archive_site(folder: Path, **settings: Any) -> Site:
    """Open a desk on a copy of the archive."""
    shutil.copy(_archive(), folder / "news.db")
    return Site(folder / "news.db", **settings)


@cache
def _archive() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="dateline-archive-"))
    lines = REPORTS.read_text("utf-8").splitlines()
    kept = [line for begin, most in FAMILIES.items() for line in [one for one in lines if _is(one, begin)][:most]]
    (folder / "reports.jsonl").write_text("\n".join([*kept, *map(json.dumps, [ODD, *COPIED])]) + "\n", encoding="utf-8")
    with open_dateline(folder / "news.db") as dateline:
        dateline.read([str(folder / "reports.jsonl")])
    return folder / "news.db"


def _is(line: str, begin: str) -> bool:
    return str(json.loads(line)["id"]).startswith(begin)
