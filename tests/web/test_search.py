"""The search page: forms alone, marked words escaped, saved searches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.app import open_dateline
from dateline.pack import REPORTS
from web.visits import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A desk with three reports of an earthquake and one that carries a script in its words."""
    lines = [line for line in REPORTS.read_text("utf-8").splitlines() if json.loads(line)["id"].startswith("ecb-20_")]
    odd = {"id": "odd", "text": "The <script>alert(1)</script> tremor was felt in Qeshm.", "headline": "<b>Tremor</b>"}
    (tmp_path / "reports.jsonl").write_text("\n".join([*lines[:3], json.dumps(odd)]) + "\n", encoding="utf-8")
    with open_dateline(tmp_path / "news.db") as dateline:
        dateline.read([str(tmp_path / "reports.jsonl")])
    return Site(tmp_path / "news.db")


def test_search_save_and_drop(site: Site) -> None:
    me = site.owner()
    empty = me.get("/search")
    assert empty.status_code == 200
    assert "What you can type" in empty.text
    page = me.get("/search?q=Qeshm")
    assert page.status_code == 200
    assert "<mark>Qeshm</mark>" in page.text
    found = me.get("/search.json?q=Qeshm").json()
    assert found["reports"] >= 2
    assert found["stories"][0]["hits"][0]["article"]["id"]
    assert me.send("/searches", q="Qeshm", name="The island").status_code == 303
    assert "The island" in me.get("/search").text
    (saved,) = me.get("/search.json").json()["saved"]
    assert me.send(f"/searches/{saved['id']}/drop").status_code == 303
    assert me.send(f"/searches/{saved['id']}/drop").status_code == 404
    assert me.get("/search/names.json?kind=place&begun=qes").json()["names"]


def test_words_of_reports_are_escaped(site: Site) -> None:
    page = site.owner().get("/search?q=tremor").text
    assert "<script>alert" not in page
    assert "<b>Tremor</b>" not in page
    assert "&lt;script&gt;" in page


def test_a_wrong_search_is_told_and_keeps_what_was_typed(site: Site) -> None:
    page = site.owner().get('/search?q=speker:"><script>x')
    assert page.status_code == 400
    assert "there is no field" in page.text
    assert "<script>x" not in page.text
