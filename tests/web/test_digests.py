"""Digests by forms."""

from __future__ import annotations

from web.visits import Site


def test_a_digest_is_ordered_rests_and_stops(site: Site) -> None:
    me = site.owner()
    assert "Order one" in me.get("/digests").text
    made = me.send("/digests", about="search:quake", way="webhook", address="https://hook.example/x", rhythm="change")
    assert made.status_code == 200
    assert "X-Dateline-Signature" in made.text
    (one,) = me.get("/digests.json").json()["digests"]
    assert (one["about"], one["paused"]) == ("search:quake", False)
    assert "secret" not in one
    assert "X-Dateline-Signature" not in me.get("/digests").text, "the secret is shown once"
    me.send(f"/digests/{one['id']}", act="pause")
    assert me.get("/digests.json").json()["digests"][0]["paused"]
    reader = site.reader()
    assert reader.send(f"/digests/{one['id']}", act="drop").status_code == 404
    me.send(f"/digests/{one['id']}", act="drop")
    assert me.get("/digests.json").json()["digests"] == []


def test_what_cannot_be_ordered_is_told(site: Site) -> None:
    me = site.owner()
    refused = me.send("/digests", way="mail", address="a@example.org", rhythm="daily")
    assert refused.status_code == 400
    assert "no mail server" in refused.text
    assert me.send("/digests", way="webhook", address="javascript:alert(1)", rhythm="daily").status_code == 400
