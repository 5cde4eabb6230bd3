"""Body text of pages: at least trafilatura's choice, as places in the page's own visible text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.read.align import Aligner
from dateline.read.html import main_passages, select_body
from dateline.read.selection import BodySelection
from dateline.read.visible import visible_page

PARAGRAPHS = [
    "A ferry with 80 people on board ran aground off the <b>northern islands</b> early on Tuesday, officials said.",
    "All passengers were brought ashore by <a href='/boats'>fishing boats</a> within two hours, and nobody was hurt.",
    "&ldquo;We heard a loud bang and then the lights went out,&rdquo; said Per Olsen, who was on his way to work.",
    "The captain told investigators that the steering had failed shortly after the ship left&nbsp;the harbour.",
    "The shipping line said it would pay for hotels and would run a smaller boat from Wednesday until the summer.",
    "Investigators expect to publish a first report in June, a spokeswoman for the ministry of transport said.",
]
PAGE = f"""<!doctype html><html lang="en"><head><title>Ferry runs aground off northern islands - The Gazette</title>
<meta property="og:title" content="Ferry runs aground off northern islands">
<meta name="description" content="Everybody was brought ashore, but the harbour stays closed for now."></head><body>
<header><nav><ul><li><a href="/">Home</a><li><a href="/world">World</a></ul></nav></header>
<main><article class="article-body"><h1>Ferry runs aground off northern islands</h1>
<p class="standfirst">Everybody was brought ashore, but the harbour stays closed for now.</p>
<div class="byline">By Maria Lindqvist</div>
<figure><img src="a.jpg"><figcaption>The ferry on the rocks. Photo: Coastguard</figcaption></figure>
{"".join(f"<p>{words}</p>" for words in PARAGRAPHS[:3])}
<div class="related-box"><a href="/a">Minister promises bridge to the northern islands by 2030</a></div>
{"".join(f"<p>{words}</p>" for words in PARAGRAPHS[3:])}
</article>
<section class="comments"><h3>Comments</h3><p>First! This was bound to happen one day, I said so.</p></section>
</main><footer><p>Copyright The Gazette. All rights reserved.</p></footer></body></html>"""


def read(html: str) -> tuple[str, BodySelection]:
    page = visible_page(html)
    return page.text, select_body(html, page)


def test_body_headline_and_standfirst() -> None:
    visible, selection = read(PAGE)
    assert selection.headline(visible) == "Ferry runs aground off northern islands"
    assert selection.standfirst(visible) == "Everybody was brought ashore, but the harbour stays closed for now."
    parts = selection.text(visible).split("\n\n")
    assert parts[0] == "Everybody was brought ashore, but the harbour stays closed for now."
    assert parts[1].startswith("A ferry with 80 people on board ran aground off the northern islands")
    assert parts[3].startswith("“We heard a loud bang")
    assert len(parts) == 7


def test_what_is_left_out_is_typed_by_words_and_markup() -> None:
    _, selection = read(PAGE)
    found = {left.exact: left.kind for left in selection.residue}
    assert found["The ferry on the rocks. Photo: Coastguard"] == "caption"
    assert found["Minister promises bridge to the northern islands by 2030"] == "related"
    assert found["First! This was bound to happen one day, I said so."] == "comments"
    assert found["By Maria Lindqvist"] == "byline"
    assert found["World"] == "navigation"
    assert found["Ferry runs aground off northern islands"] == "headline"


def test_paragraphs_parted_by_breaks() -> None:
    text = "<br><br>".join(PARAGRAPHS)
    visible, selection = read(f"<html><body><h1>Ferry runs aground</h1><div id=content>{text}</div></body></html>")
    assert len(selection.text(visible).split("\n\n")) == len(PARAGRAPHS)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html></html>",
        "\x00",
        "<p>",
        "<ul>" + "<li><a href=/x>One of many links here</a>" * 200 + "</ul>",
        "<a href='/x'>" * 3000,
        "<table>" * 1500 + "<td>deep",
        "<b>" * 5000 + "words",
    ],
)
def test_pages_without_a_story_give_no_slice_and_no_error(html: str) -> None:
    _, selection = read(html)
    assert selection.slices == ()


def test_a_deep_page_is_read() -> None:
    deep = "<div>" * 10_000 + PAGE + "</div>" * 10_000
    visible, selection = read(deep)
    assert "the steering had failed" in selection.text(visible)


def test_cost_of_a_page_of_links_does_not_explode() -> None:
    html = "<ul>" + "".join(f"<li><a href='/{n}'>Link number {n} leads on</a></li>" for n in range(20_000)) + "</ul>"
    started = time.process_time()
    _, selection = read(html)
    assert time.process_time() - started < 20
    assert selection.slices == ()


def test_right_to_left_text_keeps_its_places() -> None:
    line = "أعلنت السلطات يوم الثلاثاء أن العبارة جنحت قبالة الجزر الشمالية وأن جميع الركاب بخير بحسب خفر السواحل."
    visible, selection = read(f"<html><body><article><h1>عبارة</h1>{f'<p>{line}</p>' * 1}<p>{line[:-1]} اليوم.</p>")
    for piece in selection.slices:
        assert visible[piece.start : piece.end] in (line, line[:-1] + " اليوم.", "عبارة")


def test_aligner_finds_changed_spaces_and_bridges_small_changes() -> None:
    visible = "Menu\nThe ship left the harbour at dawn, 4 people said, and never came back to its home port.\nFooter"
    aligner = Aligner(visible)
    assert aligner.mark("The  ship left the harbour at dawn, | 4 people said, and never came back to its home port.")
    assert [visible[a:b] for a, b in aligner.marked_places()] == [visible.split("\n")[1]]
    assert aligner.share_marked([0, 5], [4, len(visible) - 7]).tolist() == [0.0, 1.0]
    assert not aligner.mark("Nothing like this stands on the page.")


def test_passages_come_from_trafilatura() -> None:
    assert any("the steering had failed" in passage for passage in main_passages(visible_page(PAGE)))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<div class=related>", "</div>", "<br>", "<h2>", *PARAGRAPHS, "Share", "<td>"])
        | st.text(max_size=10),
        max_size=30,
    ).map("".join)
)
def test_law_one_holds_for_any_markup(html: str) -> None:
    page = visible_page(html)
    selection = select_body(html, page)
    pieces = sorted([*selection.slices, *(left.slice for left in selection.residue)])
    assert all(a.end <= b.start for a, b in pairwise(pieces))
    for block in page.blocks:
        assert any(piece.start <= block.start and block.end <= piece.end for piece in pieces)
    for left in selection.residue:
        assert page.text[left.slice.start : left.slice.end] == left.exact
