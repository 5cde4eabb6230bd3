"""The frame of the web face: headers, faces, faults, static files."""

from __future__ import annotations

from web.visits import Site


def test_the_first_visitor_is_led_to_the_welcome_and_then_to_the_sources(site: Site) -> None:
    browser = site.browser()
    assert browser.get("/").headers["location"] == "/welcome"
    assert site.owner().get("/").status_code == 200
    assert browser.get("/").headers["location"] == "/sign-in"
