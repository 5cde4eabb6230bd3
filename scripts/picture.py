"""Take the README's picture: the story page that `make demo` wrote, with one fact opened in its report.

python scripts/picture.py demo/stories.html docs/story-page.png
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SIZE = {"width": 1400, "height": 1040}


def take(page: Path, picture: Path) -> None:
    """Open the first story whose figures differ, click the words of one answer, and save what is seen."""
    chromium = os.environ.get("DATELINE_CHROMIUM") or shutil.which("chromium")
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=flags)
        sheet = browser.new_page(viewport=SIZE)
        sheet.goto(page.resolve().as_uri())
        disputed = sheet.locator(".card:has(.dispute.contested):not(:first-child) h2 a")
        disputed.first.click()
        sheet.locator(".story:visible .question.contested a.words").first.click()
        sheet.evaluate("scrollTo(0, 0)")
        sheet.mouse.move(SIZE["width"] / 2, 4)
        sheet.wait_for_timeout(400)
        sheet.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]))
