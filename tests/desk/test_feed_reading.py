"""The view of a feed carries no markup that could run or load anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli.main import dateline
from dateline.desk.feed_reading import feed_view
from dateline.scorecard.tasks.feeds import HARMFUL, feed_files
from dateline.serve.safe_html import TALK_TAGS, safe_html

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="jAvA\tscript:alert(1)">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    '<p style="background:url(javascript:alert(1))">x</p>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext></p><mglyph><style><!--</style><img src=x onerror=alert(1)>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<form action=//evil.example><input name=p></form>",
    "<base href=//evil.example>",
    '<div onclick="alert(1)">x</div>',
    "<<script>script>alert(1)<</script>/script>",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_in_every_field_of_a_feed_are_harmless(attack: str) -> None:
    fields = ("title", "summary", "content_html")
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": attack, "description": attack}
    feed["items"] = [{"id": "1", **dict.fromkeys(fields, attack)}]  # type: ignore[assignment]
    shown = json.dumps(feed_view(json.dumps(feed).encode()))
    assert not HARMFUL.search(shown.replace('\\"', '"'))


def test_the_search_for_harm_finds_each_attack_before_it_is_made_safe() -> None:
    missed = [attack for attack in ATTACKS if not HARMFUL.search(attack)]
    assert not missed


def test_plain_markup_stays() -> None:
    kept = '<p>A <b>bridge</b> &amp; a <a href="https://a.example/x">road</a></p>'
    assert safe_html(kept) == kept.replace('">road', '" rel="noopener noreferrer nofollow ugc">road')
    assert safe_html("<table><tr><td>1</td></tr></table><p>x</p>", tags=TALK_TAGS) == "1<p>x</p>"


def test_words_with_a_bare_ampersand_pass_as_they_are() -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "title": "Rock & Sons", "items": []}
    assert feed_view(json.dumps(feed).encode())["title"] == "Rock & Sons"


def test_the_command_shows_feeds_and_names_what_is_none(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.xml"
    listed = [{"id": "1", "title": "Rain stops", "date_published": "2024-01-02T03:04:05Z"}, {"id": "2"}]
    told = {"version": "https://jsonfeed.org/version/1", "title": "Valley", "items": listed}
    good.write_text(json.dumps(told))
    bad.write_text("<p>no feed</p>")
    plain = CliRunner().invoke(dateline, ["feed", str(good), str(bad), str(tmp_path / "absent.xml")])
    assert plain.exit_code == 1
    assert "Valley (json 1, 2 listed)" in plain.output
    assert "2024-01-02T03:04:05+00:00  Rain stops" in plain.output
    assert f"{bad}: no feed that can be read" in plain.output
    assert f"{tmp_path / 'absent.xml'}: No such file" in plain.output
    as_json = CliRunner().invoke(dateline, ["feed", "--json", str(good)])
    assert as_json.exit_code == 0
    assert json.loads(as_json.output)["feeds"][0]["listed"][0]["title"] == "Rain stops"


def test_all_shared_feeds_are_read_or_refused_and_safe(request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue("root").parent / "shared" / "data" / "feeds"
    if not folder.is_dir():
        pytest.skip("no folder of feeds beside the checkout")
    from collections import Counter

    from dateline.scorecard.tasks.feeds import _score_file

    counts: Counter[str] = Counter()
    for path in [one for one in feed_files(folder) if "sanitize" in one.parts or "gofeed" in one.parts]:
        _score_file(path, counts, Counter())
    assert counts["crashed"] == 0
    assert counts["safe"] == counts["pieces"] > 700
    assert counts["right"] / counts["fields"] >= 0.95
