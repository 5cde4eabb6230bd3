"""Page scrapes made out of pages, as the scorecard makes them."""

from __future__ import annotations

from line_gold import BODY  # puts our source on the path

from dateline.scorecard.page_scrapes import STYLES, Scrape, make_scrape

__all__ = ["BODY", "STYLES", "Scrape", "make_scrape"]
