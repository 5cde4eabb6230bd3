"""On the page of a state a reader says whether its government is followed with it."""

from __future__ import annotations

from web.visits import Site


def test_a_state_is_followed_alone_or_with_its_government(newsdesk: Site) -> None:
    owner = newsdesk.owner()
    page = owner.get("/actor/IRN").text
    assert "Follow with its government" in page
    owner.send("/follow", target="actor", key="IRN", name="Iran", organs="yes")
    assert [one["organs"] for one in owner.get("/following.json").json()["follows"]] == [True]
    assert "with its government" in owner.get("/following").text
    assert "Follow with its government" not in owner.get("/actor/IRN").text
    owner.send("/follow", target="actor", key="IRN", name="Iran")
    assert [one["organs"] for one in owner.get("/following.json").json()["follows"]] == [False]


def test_only_states_have_a_government_to_follow(newsdesk: Site) -> None:
    owner = newsdesk.owner()
    assert "Follow with its government" not in owner.get("/place/g:119374").text
