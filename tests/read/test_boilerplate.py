"""Kinds of residue: by a line's own form and words first, then by where it stands."""

from __future__ import annotations

import pytest

from dateline.lexicon.markup_hints import markup_hints
from dateline.lexicon.residue_cues import residue_cues
from dateline.read.boilerplate import ABOVE, BELOW, BETWEEN, Residual, never_story, residue_kind, wall_flags
from dateline.read.cues import cued_kinds


@pytest.mark.parametrize(
    ("line", "place", "kind"),
    [
        ("04:08", BETWEEN, "timecode"),
        ("1:02:33", BETWEEN, "timecode"),
        ("18", BELOW, "counter"),
        ("1,2k", BELOW, "counter"),
        ("* * *", BETWEEN, "separator"),
        ("Original URL: https://example.org/a-b", BELOW, "url"),
        ("Advertisement", ABOVE, "ad"),
        ("Anzeige", BETWEEN, "ad"),
        ("Реклама", BETWEEN, "ad"),
        ("Get more with our daily briefing", ABOVE, "newsletter"),
        ("Join the conversation, you are commenting as Logout", BELOW, "login"),
        ("Kommentar schreiben", BELOW, "comments"),
        ("Lesen Sie auch: Wie der Hafen wuchs", BETWEEN, "related"),
        ("À lire aussi : le port qui grandit", BETWEEN, "related"),
        ("The quay at dawn. Picture: Reuters", ABOVE, "caption"),
        ("Der Kai im Morgengrauen. © Anna Muster", ABOVE, "caption"),
        ("We use cookies to improve this site", ABOVE, "cookie"),
        ("分享到微博", BELOW, "share"),
        ("3. Mai 2023", ABOVE, "date"),
        ("03. 05. 2023, 09:32", ABOVE, "date"),
        ("Dieser Bericht ist nur für Abonnenten.", BELOW, "paywall"),
        ("North Sea", ABOVE, "section"),
        ("Harbour inquiry hears of three missed warnings", BETWEEN, "related"),
        ("The Northern Gazette", BELOW, "credit"),
    ],
)
def test_kinds(line: str, place: str, kind: str) -> None:
    assert residue_kind(Residual(line, place)) == kind


def test_markup_types_what_the_words_do_not() -> None:
    assert residue_kind(Residual("Two men on a pier", BETWEEN, markup=("caption",))) == "caption"


def test_prose_is_never_ruled_out_by_form() -> None:
    assert not never_story("He said the photo of the ship had been taken at 04:08, before the storm.")
    assert not never_story("Subscribe, she told them, and they did.")


def test_long_prose_is_read_only_at_its_borders() -> None:
    prose = "The minister spoke. " * 20 + "subscribe to continue reading " + "The hall was silent. " * 20
    assert cued_kinds(prose) == {}


def test_a_cookie_notice_beside_a_story_is_no_wall() -> None:
    story = "The council met on Monday and voted for the bridge after a long debate." * 3
    assert wall_flags(["We use cookies to improve this site.", story], [False, True]) == ()


def test_tables_are_sound() -> None:
    cues = residue_cues()
    assert {cue.where for cue in cues} == {"any", "start", "whole"}
    assert all(cue.words == cue.words.strip().lower() and cue.words for cue in cues)
    assert all(piece and piece == piece.lower() for _, pieces in markup_hints() for piece in pieces)
