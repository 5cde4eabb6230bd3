import gzip
import io
import json
import os
import tarfile
from pathlib import Path

import pytest

from dateline.collect import files, sniff
from dateline.collect.collectors import open_inputs
from dateline.collect.streams import Limits
from dateline.model.article import Capture, Failure

PAGE = "<!doctype html><html><head><title>Ferry</title></head><body><p>The ferry sank on Monday.</p></body></html>"


def collect(*inputs: object, **wishes: object) -> list[Capture | Failure]:
    return list(open_inputs([str(one) for one in inputs], **wishes))  # type: ignore[arg-type]


def only_failure(*inputs: object, **wishes: object) -> str:
    found = collect(*inputs, **wishes)
    assert [type(one) for one in found] == [Failure], found
    failure = found[0]
    assert isinstance(failure, Failure)
    assert "\n" not in failure.message
    assert failure.step == "collect"
    return failure.message


def test_a_file_becomes_a_capture_named_by_the_hash_of_its_bytes(tmp_path: Path) -> None:
    page = tmp_path / "ferry.html"
    page.write_text(PAGE)
    (capture,) = collect(page, published="2031-03-04")
    assert isinstance(capture, Capture)
    assert capture.body == PAGE.encode()
    assert capture.media_type == "text/html"
    assert capture.found_in == str(page)
    assert len(capture.id) == 64
    assert capture.hint("published") == "2031-03-04"
    assert capture.hint("file_name") == "ferry.html"


def test_inputs_keep_their_order_and_folders_are_read_by_name(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt", "deep/c.html", ".hidden.html"):
        path = tmp_path / "folder" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE if name.endswith("html") else "The ferry sank.\n")
    last = tmp_path / "0.html"
    last.write_text(PAGE)
    names = [os.path.basename(one.found_in) for one in collect(tmp_path / "folder", last)]
    assert names == ["a.txt", "b.html", "c.html", "0.html"]


def test_a_packed_page_is_unpacked(tmp_path: Path) -> None:
    page = tmp_path / "page.html.gz"
    page.write_bytes(gzip.compress(PAGE.encode()))
    (capture,) = collect(page)
    assert isinstance(capture, Capture)
    assert capture.body == PAGE.encode()


def test_content_decides_over_the_name(tmp_path: Path) -> None:
    for name, body, kind in (
        ("page.txt", PAGE, "text/html"),
        ("scrape.html", "Advert\n\nThe ferry sank on Monday, said the owner.\n", "text/plain"),
        ("feed.txt", '<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "application/rss+xml"),
        ("agency.xml", "<!-- wire --><nitf><body/></nitf>", "application/nitf+xml"),
        ("feed.json", '{"version": "https://jsonfeed.org/version/1.1", "items": []}', "application/json"),
        ("letter", "From: Mara <mara@example.org>\nMessage-ID: <1@example.org>\n\nHello", "message/rfc822"),
        ("note.txt", "Date: Monday\nFrom: the harbour\n\nThe ferry sank.", "text/plain"),
        ("update.txt", "[Update] The ferry sank.", "text/plain"),
        ("notes.md", "# Ferry\n\nThe ferry sank.", "text/markdown"),
    ):
        path = tmp_path / name
        path.write_text(body)
        (capture,) = collect(path)
        assert isinstance(capture, Capture), name
        assert capture.media_type == kind, name


def test_standard_input_is_read_by_content() -> None:
    (capture,) = collect("-", stdin=io.BytesIO(PAGE.encode()))
    assert isinstance(capture, Capture)
    assert (capture.found_in, capture.media_type) == ("-", "text/html")
    rows = b'{"id": "r1", "text": "One."}\n{"id": "r2", "text": "Two."}\n'
    assert [one.found_in for one in collect("-", stdin=io.BytesIO(rows))] == ["r1", "r2"]
    assert "nothing comes in" in only_failure("-", stdin=None)


def test_plain_files_are_taken_as_they_stand_when_wished(tmp_path: Path) -> None:
    text = tmp_path / "plain.txt"
    text.write_text("<b>Not markup</b> but a text.\n<i>Truly.</i>")
    (capture,) = collect(text, as_text=True)
    assert isinstance(capture, Capture)
    assert (capture.media_type, capture.hint("as_text")) == ("text/plain", "1")


def test_bad_inputs_give_one_line_each_and_the_batch_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \n\n")
    (tmp_path / "binary.html").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "cut.html.gz").write_bytes(gzip.compress(PAGE.encode() * 50)[:-30])
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml" + b"\0" * 50)
    good = tmp_path / "good.html"
    good.write_text(PAGE)
    names = ["empty.html", "blank.txt", "binary.html", "paper.pdf", "cut.html.gz", "letter.docx", "missing.html"]
    found = collect(*(tmp_path / name for name in names), "http://127.0.0.1:9/a", good)
    assert [os.path.basename(one.found_in) for one in found] == [*names, "a", "good.html"]
    messages = [one.message for one in found if isinstance(one, Failure)]
    telling = ["empty", "empty", "binary", "PDF", "cut off", "office", "no such file", "closed address"]
    assert all(word in message for word, message in zip(telling, messages, strict=True)), messages
    assert isinstance(found[-1], Capture)


def test_a_page_of_fifty_megabytes_is_refused_even_when_packed(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.html.gz"
    bomb.write_bytes(gzip.compress(b"<html>" + b"a" * 2_000_000))
    assert "larger than the limit of 1 MB" in only_failure(bomb, limits=Limits(page_bytes=1_000_000))


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "shut"
    folder.mkdir()
    (tmp_path / "z.html").write_text(PAGE)
    scandir = os.scandir

    def refusing(path: str) -> object:
        if os.path.basename(path) == "shut":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(files.os, "scandir", refusing)
    found = collect(tmp_path)
    assert isinstance(found[0], Failure)
    assert "may not be read" in found[0].message
    assert isinstance(found[1], Capture)


def test_links_that_go_round_end(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "back").symlink_to(tmp_path / "a")
    (inner / "self").symlink_to(inner / "self")
    (inner / "page.html").write_text(PAGE)
    found = collect(tmp_path / "a")
    assert [os.path.basename(one.found_in) for one in found] == ["back", "page.html", "self"]
    assert [type(one) for one in found] == [Failure, Capture, Failure]


def test_a_pipe_in_a_folder_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "no regular file" in only_failure(tmp_path)


def test_what_lies_beside_a_saved_page_is_counted(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "style.css").write_text("body { color: red; }")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    found = collect(tmp_path)
    assert isinstance(found[0], Capture)
    assert isinstance(found[1], Failure)
    assert "left out 2" in found[1].message
    assert not found[1].lost
    assert "picture" in only_failure(tmp_path / "photo.png")


def test_archives_of_other_kinds_say_what_to_do(tmp_path: Path) -> None:
    packed = tmp_path / "pages.tar"
    with tarfile.open(packed, "w") as tar:
        tar.addfile(tarfile.TarInfo("x"))
    assert "unpack" in only_failure(packed)


def test_wide_encodings_are_text() -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"):
        assert sniff.media_type(PAGE.encode(encoding)) == "text/html", encoding


def test_a_script_of_json_is_no_corpus(tmp_path: Path) -> None:
    path = tmp_path / "article.json"
    path.write_text(json.dumps({"@type": "NewsArticle", "articleBody": "The ferry sank."}, indent=1))
    (capture,) = collect(path)
    assert isinstance(capture, Capture)
    assert capture.media_type == "application/json"
