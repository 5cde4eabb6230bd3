"""The visible text of a page: what a reader sees, in page order, with places that hold."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.read.visible import visible_page


def test_blocks_end_lines_and_white_space_collapses() -> None:
    page = visible_page(
        "<h1>Ferry  sinks</h1><p>The <b>ferry</b>\n left&nbsp;at &ldquo;dawn&rdquo;.<p>Nobody was hurt."
    )
    assert page.text == "Ferry sinks\nThe ferry left at “dawn”.\nNobody was hurt."
    assert [page.words(block) for block in page.blocks] == page.text.split("\n")
    assert [block.tag for block in page.blocks] == ["h1", "p", "p"]


def test_scripts_styles_hidden_elements_and_comments_are_dropped() -> None:
    page = visible_page(
        "<body><script>var a = 'Seen?'</script><style>p {}</style><!-- Seen? --><p hidden>Seen?</p>"
        "<p style='color: red; display : none'>Seen?</p><noscript>Seen?</noscript><template>Seen?</template>"
        "<select><option>Seen?</select><p>Only this.</p>"
    )
    assert page.text == "Only this."


def test_a_body_that_scripts_unveil_is_read() -> None:
    assert visible_page("<body style='display:none'><p>The harbour reopened.</p>").text == "The harbour reopened."


def test_unprinted_characters_do_not_part_words() -> None:
    assert visible_page("<p>Donau&shy;dampf\u200bschiff</p>").text == "Donaudampfschiff"


def test_single_breaks_stay_in_a_paragraph_and_double_breaks_part_it() -> None:
    page = visible_page("<div>One line<br>runs on.<br><br>A new paragraph.</div>")
    assert [block.after_break for block in page.blocks] == [False, True, False]


def test_blocks_know_their_surroundings() -> None:
    page = visible_page(
        '<article class="Story-Body"><figure><figcaption id=cap>A boat. <a href="/x">More</a></figcaption></figure>'
    )
    (block,) = page.blocks
    assert block.zones == ("article", "figure", "figcaption")
    assert block.hint == "story-body cap"
    assert block.linked == len("More")


def test_links_and_times_are_places_in_the_text() -> None:
    page = visible_page('<p>Read <a href=" /topics/ports " rel=tag>Ports</a> on <time datetime=2024-05-01>1 May</time>')
    (link,), (moment,) = page.links, page.times
    assert (page.text[link.start : link.end], link.href, link.rel) == ("Ports", "/topics/ports", "tag")
    assert (page.text[moment.start : moment.end], moment.datetime) == ("1 May", "2024-05-01")


def test_head_facts() -> None:
    page = visible_page(
        '<html lang="en-GB"><head><title> Ferry\n sinks </title><meta property="OG:Title" content=" Ferry sinks ">'
        '<meta name=author content="A. Writer"><link rel="canonical" href="https://example.org/ferry">'
        '<script type="application/ld+json">{"@type": "NewsArticle"}</script></head><body><p>Text.'
    )
    assert page.title == "Ferry sinks"
    assert page.meta == (("og:title", "Ferry sinks"), ("author", "A. Writer"))
    assert page.canonical == "https://example.org/ferry"
    assert page.json_ld == ('{"@type": "NewsArticle"}',)
    assert page.language == "en-GB"


def test_odd_input_gives_a_page_and_no_error() -> None:
    assert visible_page("").text == ""
    assert visible_page("\x00\x00").text == ""
    assert visible_page("just words").text == "just words"
    assert visible_page("<p>a\x00b \ud800c").text == "ab c"
    assert visible_page('<?xml version="1.0" encoding="latin-1"?><p>é').text == "é"
    assert visible_page("<p>" + "שלום עולם").text == "שלום עולם"


def test_nesting_ten_thousand_deep_is_read_to_its_end() -> None:
    deep = "<div>" * 10_000 + "<p>In the deep." + "</div>" * 10_000 + "<p>After it."
    assert visible_page(deep).text == "In the deep.\nAfter it."


def test_cost_grows_with_the_page_not_with_its_square() -> None:
    def spent(count: int) -> float:
        html = "".join(f"<li><a href='/{number}'>Link {number}</a>" for number in range(count))
        started = time.process_time()
        visible_page(html)
        return time.process_time() - started

    spent(100)
    assert spent(16_000) < 30 * max(spent(2_000), 0.005)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<div class=x>", "</div>", "<a href=y>", "</a>", "<br>", "<", "&amp;", "<td>"])
        | st.text(max_size=8),
        max_size=30,
    ).map("".join)
)
def test_every_block_is_one_line_of_the_text(html: str) -> None:
    page = visible_page(html)
    assert [page.words(block) for block in page.blocks] == (page.text.split("\n") if page.text else [])
    assert all(line == " ".join(line.split()) and line for line in page.text.split("\n") if page.text)
    for link in page.links:
        assert 0 <= link.start <= link.end <= len(page.text)
