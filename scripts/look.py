"""Takes pictures of every page of a desk of its own, wide and by phone, light and dark, to be looked at.

python scripts/look.py OUT                                   # all pages
python scripts/look.py OUT --only story                      # only pages whose route has these letters
python scripts/look.py OUT --hold                            # then leave the desk open until Enter is pressed
python scripts/look.py OUT --picture docs/front-page.png     # the picture of the README and no other
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from browser import tour
from browser.desks import CHROMIUM, PASSWORD, RunningDesk, Visitor, sign_up, until
from browser.happenings import FLOOD, LATER, REPORTS

SIZES = {"wide": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
LOOKS = ("light", "dark")


def main() -> None:
    """Open a desk with the feeds of the tests, furnish it, and take the pictures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("out", type=Path)
    asked.add_argument("--only", default="", help="letters that the route must have")
    asked.add_argument("--looks", default="light,dark", help="light, dark or both")
    asked.add_argument("--picture", type=Path, help="take only the picture of a front page in use")
    asked.add_argument("--hold", action="store_true", help="leave the desk open at the end")
    told = asked.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        desk = RunningDesk(Path(folder))
        desk.open()
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            if told.picture:
                _take_front_page(browser, desk, told.picture)
            else:
                _take_all(browser, desk, told)
            if told.hold:
                input(f"{desk.address}, Ana, {PASSWORD}; feeds: {desk.opml}. Enter ends it. ")
        finally:
            browser.close()
            desk.shut()


def _take_all(browser: Any, desk: RunningDesk, told: argparse.Namespace) -> None:
    visitor = Visitor(browser.new_context(viewport=SIZES["wide"]), desk.address)
    if told.only in "welcome":
        visitor.go("/welcome")
        _take(visitor, "welcome", told)
    sign_up(visitor)
    if told.only in "first-run":
        visitor.go("/")
        _take(visitor, "first-run", told)
    _bring_in(visitor, desk)
    of = tour.furnish(visitor)
    for route, addresses in tour.ADDRESSES.items():
        if told.only in route:
            for number, address in enumerate(addresses(of)):
                visitor.go(address)
                _take(visitor, f"{_name(route)}{'-' + str(number) if number else ''}", told)
    stranger = Visitor(browser.new_context(viewport=SIZES["wide"]), desk.address)
    for route, addresses in tour.BY_STRANGERS.items():
        if told.only in route:
            for address in addresses(of):
                stranger.go(address)
                _take(stranger, f"stranger-{_name(route)}", told)
    for fault in visitor.faults + stranger.faults:
        print(fault)


def _bring_in(visitor: Visitor, desk: RunningDesk) -> None:
    visitor.go("/")
    visitor.page.get_by_label("OPML file").set_input_files(desk.opml)
    visitor.page.get_by_role("button", name="Bring in").click()
    visitor.page.locator(".notice", has_text="feeds added").wait_for()
    until(lambda: visitor.is_quiet(len(REPORTS)), for_s=120, every_s=1)


def _take_front_page(browser: Any, desk: RunningDesk, out: Path) -> None:
    """The front page of somebody who follows two states, a day later, when a story went on."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    visitor = Visitor(context, desk.address)
    sign_up(visitor)
    _bring_in(visitor, desk)
    cards = [one["card"] for one in visitor.json("/newest.json")["cards"]]
    flood = next(one["story_id"] for one in cards if FLOOD in one["headline"])
    alone = next(one["story_id"] for one in cards if one["reports"] == 1)
    for key, name in (("KAZ", "Kazakhstan"), ("TUR", "Turkey")):
        visitor.send("/follow", target="actor", key=key, name=name)
    visitor.send("/wish", hide=alone)
    visitor.go(f"/story/{flood}")
    outlet, headline, text = LATER
    desk.goes_on(hours=20)
    desk.outlets[outlet].publish(headline, text, at=desk.now())
    until(lambda: visitor.is_quiet(len(REPORTS) + 1), for_s=120, every_s=1)
    visitor.go("/following")
    visitor.go("/")
    visitor.page.screenshot(path=out)


def _take(visitor: Visitor, name: str, told: argparse.Namespace) -> None:
    for size, box in SIZES.items():
        for look in told.looks.split(","):
            visitor.page.set_viewport_size(box)
            visitor.page.emulate_media(color_scheme=look, reduced_motion="reduce")
            visitor.page.screenshot(path=told.out / f"{name}-{size}-{look}.png", full_page=True)
    visitor.page.set_viewport_size(SIZES["wide"])
    visitor.page.emulate_media(color_scheme="light")


def _name(route: str) -> str:
    return re.sub(r"[^a-z]+", "-", re.sub(r"\{\w+(:path)?\}", "of", route)).strip("-") or "front-page"


if __name__ == "__main__":
    main()
