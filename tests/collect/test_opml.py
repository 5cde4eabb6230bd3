"""Lists of feeds in and out: nested, broken and hostile."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect.opml import DEEPEST, NoOpml, OutlinedFeed, read_opml, write_opml

NESTED = b"""<?xml version="1.0"?><opml version="1.1"><head><title>Mine</title></head><body>
<outline text="World"><outline title="Asia"><outline type="rss" text=" Hill  Mail "
 xmlUrl="https://hill.example/feed" htmlUrl="https://hill.example/"/></outline>
<outline TEXT="Harbour" XMLURL="https://harbour.example/rss?a=1&amp;b=2"/></outline>
<outline text="flat" xmlUrl="https://flat.example/" category="/Sport/Rowing,/Other"/>
<outline text="Hill again" xmlUrl="https://hill.example/feed"/><outline text="empty folder"/>
<outline text="AC/DC"><outline xmlUrl="https://music.example/"/></outline></body></opml>"""


def test_folders_in_folders_are_read() -> None:
    found = read_opml(NESTED)
    assert [(one.address, one.title, one.folder) for one in found] == [
        ("https://hill.example/feed", "Hill Mail", "World/Asia"),
        ("https://harbour.example/rss?a=1&b=2", "Harbour", "World"),
        ("https://flat.example/", "flat", "Sport/Rowing"),
        ("https://music.example/", None, "AC\u2215DC"),
    ]
    assert found[0].site == "https://hill.example/"


def test_a_broken_list_is_read_as_far_as_that_goes() -> None:
    body = b'<opml><body><outline text="A & B"><outline text="X" xmlUrl="https://x.example/?a=1&b=2"></body>'
    (one,) = read_opml(body)
    assert (one.address, one.folder) == ("https://x.example/?a=1&b=2", "A & B")


@pytest.mark.parametrize("body", [b"", b"hello", b"<html><body>no</body></html>", b"\xff\xfe\x00", b"<opml/>"])
def test_what_is_no_list_is_refused(body: bytes) -> None:
    with pytest.raises(NoOpml, match="no feeds are in this file"):
        read_opml(body)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32-be"])
def test_a_list_with_entities_of_its_own_is_refused(encoding: str) -> None:
    bomb = '<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml><body><outline text="&b;"/></body></opml>'
    with pytest.raises(NoOpml, match="entities"):
        read_opml(bomb.encode(encoding))


def test_a_list_in_a_wide_encoding_is_read() -> None:
    (one,) = read_opml('<opml><body><outline text="Ü" xmlUrl="https://u.example/"/></body></opml>'.encode("utf-16"))
    assert one.title == "Ü"


def test_a_list_of_endless_folders_ends() -> None:
    deep = b'<outline text="f">' * 5000 + b'<outline xmlUrl="https://deep.example/"/>' + b"</outline>" * 5000
    (one,) = read_opml(b"<opml><body>" + deep + b"</body></opml>")
    assert one.folder.count("/") == DEEPEST - 1


WORDS = st.text(min_size=1, max_size=12).map(lambda one: " ".join(one.split()) or "x")
FOLDERS = st.lists(WORDS.map(lambda one: one.replace("/", "\u2215")), max_size=3).map("/".join)
FEEDS = st.builds(
    OutlinedFeed,
    address=st.integers(0, 10**6).map("https://feed.example/{}?a=1&b=<2>".format),
    title=WORDS,
    folder=FOLDERS,
    site=st.none() | st.just("https://feed.example/"),
    kind=st.sampled_from(["feed", "sitemap", "page"]),
    paused=st.booleans(),
    full_text=st.booleans(),
)


@given(st.lists(FEEDS, min_size=1, unique_by=lambda one: one.address))
def test_what_is_written_is_read_back(feeds: list[OutlinedFeed]) -> None:
    written = write_opml(feeds, title="Mine", made_at="Fri, 20 Nov 2026 12:00:00 GMT")
    readable = str.maketrans("", "", "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])))
    ElementTree.fromstring(written)
    read = {one.address: one for one in read_opml(written.encode())}
    assert set(read) == {one.address for one in feeds}
    for one in feeds:
        back = read[one.address]
        if one.title and one.title == one.title.translate(readable) and one.folder == one.folder.translate(readable):
            assert back == one
