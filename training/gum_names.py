"""Names derived from the nested mentions of GUM, as the scorecard derives them."""

from __future__ import annotations

from corpora import Sentence  # puts our source on the path

from dateline.scorecard.gum_names import CROSSNER, TITLES, demonyms_in, mark_demonyms, name_gum, name_others

__all__ = ["CROSSNER", "TITLES", "Sentence", "demonyms_in", "mark_demonyms", "name_gum", "name_others"]
