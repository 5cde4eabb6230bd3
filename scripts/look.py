"""Takes pictures of every page of a desk of its own, wide and by phone, light and dark, to be looked at.

python scripts/look.py OUT            # all pages; OUT/front-page.png is the picture of the README
python scripts/look.py OUT --only /   # only pages whose route has these letters
python scripts/look.py OUT --hold     # then leave the desk open until Enter is pressed
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
from browser.happenings import REPORTS

SIZES = {"wide": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
LOOKS = ("light", "dark")


def main() -> None:
    """Open a desk with the feeds of the tests, furnish it, and take the pictures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("out", type=Path)
    asked.add_argument("--only", default="", help="letters that the route must have")
    asked.add_argument("--looks", default="light,dark", help="light, dark or both")
    asked.add_argument("--hold", action="store_true", help="leave the desk open at the end")
    told = asked.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        desk = RunningDesk(Path(folder))
        desk.open()
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
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
    visitor.go("/")
    visitor.page.get_by_label("OPML file").set_input_files(desk.opml)
    visitor.page.get_by_role("button", name="Bring in").click()
    visitor.page.wait_for_load_state()
    until(lambda: visitor.is_quiet(len(REPORTS)), for_s=120, every_s=1)
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


def _take(visitor: Visitor, name: str, told: argparse.Namespace) -> None:
    for size, box in SIZES.items():
        for look in told.looks.split(","):
            visitor.page.set_viewport_size(box)
            visitor.page.emulate_media(color_scheme=look)
            visitor.page.screenshot(path=told.out / f"{name}-{size}-{look}.png", full_page=True)
    visitor.page.set_viewport_size(SIZES["wide"])
    visitor.page.emulate_media(color_scheme="light")


def _name(route: str) -> str:
    return re.sub(r"[^a-z]+", "-", re.sub(r"\{\w+(:path)?\}", "of", route)).strip("-") or "front-page"


if __name__ == "__main__":
    main()
