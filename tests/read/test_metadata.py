import pytest

from dateline.model.article import Outlet, Residue
from dateline.model.text import Slice
from dateline.read.bylines import clean_bylines, credited_outlet
from dateline.read.datelines import printed_dateline
from dateline.read.metadata import (
    Metadata,
    language_tag,
    named_outlet,
    outlet_at,
    outlet_by_feed,
    page_metadata,
    scrape_metadata,
)
from dateline.read.selection import BodySelection
from dateline.read.topics import split_topics
from dateline.read.visible import visible_page


def page(markup: str, *, url: str | None = None) -> Metadata:
    shown = visible_page(markup)
    body = tuple(shown.slice(block) for block in shown.blocks if block.tag == "p")
    headline = next((shown.slice(block) for block in shown.blocks if block.tag == "h1"), None)
    return page_metadata(shown, BodySelection(slices=body, headline_slice=headline), html=markup, url=url)


def scrape(text: str, body: str, kinds: dict[str, str], headline: str | None = None) -> Metadata:
    def place(words: str) -> Slice:
        start = text.index(words)
        return Slice(start, start + len(words))

    residue = tuple(Residue(kind, place(words), words) for words, kind in kinds.items())
    selection = BodySelection(
        slices=(place(body),), headline_slice=place(headline) if headline else None, residue=residue
    )
    return scrape_metadata(text, selection)


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (["By Mara Lind and Otto Berg"], ("Mara Lind", "Otto Berg")),
        (["By MARA LIND, Political Correspondent"], ("MARA LIND",)),
        (["Von Mara Lind, Otto Berg und Ida Holm"], ("Mara Lind", "Otto Berg", "Ida Holm")),
        (["Mara Lind in Geneva; Otto Berg"], ("Mara Lind in Geneva", "Otto Berg")),
        (["Staff"], ()),
        (["https://example.org/authors/mara"], ()),
        (["mara@example.org"], ()),
        (["Mara Lind (mara@example.org)", "mara lind"], ("Mara Lind",)),
        (["Reuters"], ("Reuters",)),
        (["By Mara Lind | March 4, 2031"], ("Mara Lind",)),
        (["Mara Lind @maralind"], ("Mara Lind",)),
        (["(Photo: O. Berg)"], ()),
        (["By Mara Lind and Otto Berg The Associated Press"], ("Mara Lind", "Otto Berg")),
        (["Mara Lind mit AP"], ("Mara Lind", "AP")),
        (["Mara LindTwitter"], ("Mara Lind",)),
        (["By Mara Lind | Fox News"], ("Mara Lind",)),
        (["Von Porto bis Oslo: Die lange Reise"], ()),
    ],
)
def test_bylines_are_cleaned(raw: list[str], names: tuple[str, ...]) -> None:
    assert clean_bylines(raw) == names


@pytest.mark.parametrize(
    ("words", "place", "agency"),
    [
        ("LONDON (Reuters) - Talks began.", "LONDON", "Reuters"),
        ("ALMATY, Jan 11 (Xinhua) -- Talks began.", "ALMATY", "Xinhua"),
        ("MOSCOW, January 11. /TASS/. Talks began.", "MOSCOW", "TASS"),
        ("KYIV, Ukraine (AP) — Talks began.", "KYIV, Ukraine", "AP"),
        ("Kabul (AFP) - Talks began.", "Kabul", "AFP"),
        ("(Reuters) - Talks began.", None, "Reuters"),
        ("BEIJING — Talks began.", "BEIJING", None),
        ("NEW DELHI: Talks began.", "NEW DELHI", None),
        ("WASHINGTON, Tuesday (UPI) — Talks began.", "WASHINGTON", "UPI"),
        ("OSLO—Talks began.", "OSLO", None),
        ("TEL AVIV-- Talks began.", "TEL AVIV", None),
        ("Talks begin. OSLO (AP) — Talks began.", "OSLO", "AP"),
        ("Talks begin at last\n\nOSLO — Talks began.", "OSLO", None),
    ],
)
def test_datelines(words: str, place: str | None, agency: str | None) -> None:
    found = printed_dateline(words, [Slice(0, len(words))])
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert found.exact in words


@pytest.mark.parametrize(
    "words",
    [
        "Talks began on Monday - at last.",
        "The minister (a lawyer) - said so.",
        "NATO said on Monday that talks began.",
        "Mara Lind (43) - a baker.",
        "UN officials - two of them - left.",
        "UPDATE: Talks began.",
        "BREAKING NEWS - Talks began.",
        "EU: Talks began.",
        "COVID-19 spread.",
    ],
)
def test_what_is_no_dateline(words: str) -> None:
    assert printed_dateline(words, [Slice(0, len(words))]) is None


def test_speakers_of_an_interview_are_no_datelines() -> None:
    text = "SMITH: Why now?\nBERG: Because."
    assert printed_dateline(text, [Slice(0, 15), Slice(16, 30)]) is None


def test_metadata_of_a_page_with_json_ld() -> None:
    found = page(
        """<html lang="en_GB"><head><title>Bridge shut | Example Herald</title>
        <meta property="og:site_name" content="Example Herald">
        <meta name="description" content="Drivers must take the long way round for a month.">
        <meta property="og:url" content="/news/bridge">
        <script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Example Herald"},
        {"@type": ["NewsArticle"], "headline": "Bridge shut", "author": [{"@id": "#m"}, {"name": "Otto Berg"}],
        "publisher": {"name": "Example Herald"}, "keywords": "Bridges, Traffic", "isAccessibleForFree": "False"},
        {"@type": "Person", "@id": "#m", "name": "Mara Lind"}]}</script></head>
        <body><h1>Bridge  shut</h1><div>Drivers must take the long way round for a month.</div>
        <p>PORTO (Reuters) - The bridge closed.</p></body></html>""",
        url="https://www.example.org/x",
    )
    assert found.headline == "Bridge shut"
    assert found.standfirst == "Drivers must take the long way round for a month."
    assert found.bylines == ("Mara Lind", "Otto Berg")
    assert found.outlet == Outlet("example.org", "Example Herald")
    assert found.credited_to == "Reuters"
    assert found.url == "https://www.example.org/news/bridge"
    assert found.topics == ("Bridges", "Traffic")
    assert found.language == "en-GB"
    assert found.flags == ("not_free",)


def test_the_printed_headline_completes_a_cut_one_and_bares_a_decorated_one() -> None:
    markup = '<meta property="og:title" content="{}"><h1>The bridge is shut until May</h1><p>It closed.</p>'
    for stated in ("The bridge is shut until …", "The bridge is shut until May - News - Herald"):
        assert page(markup.format(stated)).headline == "The bridge is shut until May"
    assert page(markup.format("Long way round")).headline == "Long way round"


def test_a_title_element_loses_the_sites_name() -> None:
    markup = '<title>Bridge shut - Herald</title><meta property="og:site_name" content="Herald"><p>It closed.</p>'
    assert page(markup).headline == "Bridge shut"


def test_printed_bylines_and_topic_links_where_tags_are_silent() -> None:
    found = page(
        """<h1>Bridge shut</h1><div class="byline">By <a href="/author/mara-lind">Mara Lind</a></div>
        <p>The bridge closed on Monday.</p><p>Nobody was hurt.</p>
        <ul><li><a href="/topic/bridges">Bridges</a></li><li><a href="/topic/traffic">Traffic</a></li></ul>""",
        url="https://example.org/bridge",
    )
    assert found.bylines == ("Mara Lind",)
    assert found.topics == ("Bridges", "Traffic")


def test_an_outlet_as_author_gives_way_to_a_printed_name() -> None:
    markup = """<meta property="og:site_name" content="The Herald"><meta name="author" content="Herald">
    <h1>Bridge shut</h1><div class="author">Mara Lind</div><p>The bridge closed on Monday.</p>"""
    assert page(markup).bylines == ("Mara Lind",)


def test_a_saved_page_knows_where_it_was_saved_from() -> None:
    markup = "<!-- saved from url=(0031)https://www.reuters.com/a/bridge -->\n<p>The bridge closed.</p>"
    found = page(markup)
    assert (found.url, found.outlet) == ("https://www.reuters.com/a/bridge", Outlet("reuters", "Reuters"))


def test_broken_json_ld_does_no_harm() -> None:
    markup = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2031-03-04", </script><p>x</p>'
    )
    found = page(markup)
    assert found.published_at is not None
    assert found.published_at.start == "2031-03-04"


def test_metadata_of_a_scrape() -> None:
    text = (
        "Bridge shut\nBy Mara Lind\n\nThe bridge closed on Monday.\n\nAssociated Press\n\n"
        "Read related topics:Old BridgesTraffic\n\nOriginal URL: https://www.theguardian.com/2031/mar/04/bridge\n"
    )
    found = scrape(
        text,
        "The bridge closed on Monday.",
        {
            "By Mara Lind": "byline",
            "Associated Press": "credit",
            "Read related topics:Old BridgesTraffic": "topics",
            "Original URL: https://www.theguardian.com/2031/mar/04/bridge": "url",
        },
        headline="Bridge shut",
    )
    assert found.headline == "Bridge shut"
    assert found.bylines == ("Mara Lind",)
    assert found.topics == ("Old Bridges", "Traffic")
    assert found.credited_to == "Associated Press"
    assert found.url == "https://www.theguardian.com/2031/mar/04/bridge"
    assert found.outlet == Outlet("guardian", "The Guardian")
    assert found.published_at is not None
    assert found.published_at.start == "2031-03-04"


@pytest.mark.parametrize(
    ("lines", "credited"),
    [
        (["The Wall Street Journal"], "The Wall Street Journal"),
        (["Source: Reuters"], "Reuters"),
        (["This article was first published in The Guardian"], "The Guardian"),
        (["AFP, AP"], "Agence France-Presse"),
        (["Example Herald"], None),
        (["ap"], None),
        (["Time"], "Time"),
        (["The time is ripe"], None),
    ],
)
def test_credit_lines(lines: list[str], credited: str | None) -> None:
    assert credited_outlet(lines, own="Example Herald") == credited


def test_an_outlet_is_not_credited_to_itself() -> None:
    assert credited_outlet(["Reuters"], own="Reuters") is None
    assert credited_outlet(["AP"], own="Associated Press") is None


def test_topics_and_languages() -> None:
    assert split_topics(["Bridges; Traffic | Roads"]) == ("Bridges", "Traffic", "Roads")
    assert split_topics(["Bridges", "Traffic, slow", "8ae9ab2d-fe1b-4230-acb8-a59b52877682"]) == (
        "Bridges",
        "Traffic, slow",
    )
    assert [language_tag(one) for one in ("en_US", "zh-hant-tw", "de", "english", None)] == [
        "en-US",
        "zh-Hant-TW",
        "de",
        None,
        None,
    ]


def test_the_json_ld_of_the_pages_own_address_counts() -> None:
    def node(headline: str, url: str) -> str:
        return f'{{"@type": "NewsArticle", "headline": "{headline}", "url": "{url}", "author": "Mara Lind"}}'

    nodes = f"[{node('Ferry late', 'https://example.org/ferry')}, {node('Bridge shut', 'https://example.org/bridge/')}]"
    markup = '<link rel="canonical" href="https://example.org/bridge">'
    assert (
        page(f'{markup}<script type="application/ld+json">{nodes}</script><p>It closed.</p>').headline == "Bridge shut"
    )


def test_outlets_by_name_host_and_id() -> None:
    for name in ("nytimes.com", "NYT", "www.nytimes.com", "the new york times", "new-york-times"):
        assert named_outlet(name) == Outlet("new-york-times", "The New York Times")
    assert named_outlet("Example Herald") == Outlet("example-herald", "Example Herald")
    assert named_outlet("Example Herald", url="https://www.example.org/a") == Outlet("example.org", "Example Herald")
    assert named_outlet(None, url="https://news.bbc.co.uk/a") == Outlet("bbc", "BBC")
    assert named_outlet(None) is None


def test_the_title_element_corrects_a_line_that_is_no_headline() -> None:
    markup = "<title>Bridge shut</title><h1>See the notes below</h1><div>Bridge shut</div><p>The bridge closed.</p>"
    assert page(markup).headline == "Bridge shut"
    assert page(markup.replace("<div>Bridge shut</div>", "")).headline == "See the notes below"


def test_an_address_of_numbers_is_nobodys_name() -> None:
    here = outlet_at("http://192.0.2.7:8080/a/1", "The Harbour Post")
    there = outlet_at("http://192.0.2.7:8080/b/1", "Hill Mail")
    assert here == Outlet("the-harbour-post", "The Harbour Post")
    assert there == Outlet("hill-mail", "Hill Mail")
    assert outlet_at("http://harbour.example/a", "Harbour Post") == Outlet("harbour.example", "Harbour Post")
    assert outlet_by_feed(here, "World news") == here
    assert outlet_by_feed(outlet_at("http://192.0.2.7/a"), "Reuters") == outlet_at(None, "Reuters")
    assert outlet_by_feed(None, "Hill Mail") == there
    assert outlet_by_feed(None, None) is None
