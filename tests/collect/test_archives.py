import gzip
from pathlib import Path

import pytest

from dateline.collect.collectors import open_inputs
from dateline.model.article import Capture, Failure

MAILBOX = """From mara Mon Mar  3 10:00:00 2031
From: Mara Lind <mara@example.org>
Subject: First

The bridge closed.
>From the north no car could cross.

From otto Tue Mar  4 10:00:00 2031
From: Otto Berg <otto@example.org>
Subject: Second

From Monday on it is open.
"""


def record(address: str, body: bytes, *, status: int = 200, content_type: str = "text/html") -> bytes:
    http = f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-03-04T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def pages() -> list[bytes]:
    words = "".join(f"<p>Paragraph {number} of the story.</p>" for number in range(40))
    return [record(f"https://example.org/{at}", f"<html><body>{at}{words}</body></html>".encode()) for at in range(4)]


def collect(path: Path) -> list[Capture | Failure]:
    return list(open_inputs([str(path)]))


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_an_archive(tmp_path: Path, packed: bool) -> None:
    records = pages()
    records.insert(1, record("https://example.org/photo", b"\x89PNG\r\n\x1a\n" + b"0" * 99, content_type="image/png"))
    records.insert(2, record("https://example.org/gone", b"<html>not here</html>", status=404))
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(b"".join(map(gzip.compress, records) if packed else records))
    found = collect(path)
    assert all(isinstance(one, Capture) for one in found)
    assert [getattr(one, "url", None) for one in found] == [f"https://example.org/{at}" for at in range(4)]
    first = found[0]
    assert isinstance(first, Capture)
    assert (first.media_type, first.captured_at) == ("text/html", "2031-03-04T10:00:00Z")
    assert first.body.startswith(b"<html><body>0")
    assert len({(one.found_in, one.number) for one in found if isinstance(one, Capture)}) == 4


@pytest.mark.parametrize("cut", [40, 200, 900])
@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_archive_gives_its_whole_pages_and_then_says_so(tmp_path: Path, packed: bool, cut: int) -> None:
    body = b"".join(map(gzip.compress, pages()) if packed else pages())
    path = tmp_path / "cut.warc.gz"
    path.write_bytes(body[: -30 - cut // 9 if packed else -cut])
    found = collect(path)
    whole = [one for one in found if isinstance(one, Capture)]
    assert len(whole) == 3
    assert all(one.body.endswith(b"</html>") for one in whole)
    assert isinstance(found[-1], Failure)
    assert "cut off" in found[-1].message


def test_an_archive_without_pages(tmp_path: Path) -> None:
    path = tmp_path / "none.warc"
    path.write_bytes(record("https://example.org/photo", b"\x89PNG\r\n\x1a\n", content_type="image/png"))
    (failure,) = collect(path)
    assert isinstance(failure, Failure)
    assert "no web page" in failure.message


def test_letters_of_a_mailbox(tmp_path: Path) -> None:
    path = tmp_path / "letters.mbox"
    path.write_text(MAILBOX)
    first, second = collect(path)
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert (first.number, second.number, first.media_type) == (1, 2, "message/rfc822")
    assert b"\nFrom the north" in first.body
    assert second.body.endswith(b"From Monday on it is open.\n")
