from email.message import EmailMessage

from dateline.model.article import Article, Capture, Failure, Reading
from dateline.model.text import join_slices
from dateline.read.readers import read_capture

WORDS = "The bridge over the river was closed on Monday after cracks were found in two of its pillars, the city said."


def read(body: bytes) -> Article:
    (found,) = read_capture(Capture(id="m" * 64, body=body, media_type="message/rfc822", found_in="letter.eml"))
    assert isinstance(found, Reading), found
    assert found.article.text == join_slices(found.visible, found.article.slices)
    return found.article


def letter(plain: str | None, markup: str | None = None, *, charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["From"] = "Morning Bulletin <news@mail.example.org>"
    message["To"] = "reader@example.net"
    message["Subject"] = "Fwd: Brücke geschlossen"
    message["Date"] = "Tue, 04 Mar 2031 07:30:00 +0100"
    if plain is not None:
        message.set_content(plain, charset=charset)
    if markup is not None:
        message.add_alternative(markup, subtype="html") if plain is not None else message.set_content(
            markup, subtype="html"
        )
    return message.as_bytes()


def test_a_plain_letter() -> None:
    text = f"{WORDS}\n\n> An earlier letter\n> of two lines\n\nTake the ferry for now.\n\n-- \nThe desk\nPhone 123\n"
    article = read(letter(text))
    assert article.text == f"{WORDS}\n\nTake the ferry for now."
    assert article.headline == "Brücke geschlossen"
    assert article.outlet is not None
    assert article.outlet.name == "Morning Bulletin"
    assert article.published_at is not None
    assert article.published_at.start == "2031-03-04T07:30:00+01:00"
    assert [one.kind for one in article.residue] == ["quoted", "signature"]


def test_encodings_and_transfer_encodings() -> None:
    article = read(letter(f"{WORDS} Für Wochen, sagt der Bürgermeister.", charset="iso-8859-1"))
    assert article.text.endswith("Für Wochen, sagt der Bürgermeister.")


def test_a_letter_with_markup() -> None:
    markup = f"<html><body><h1>Bridge shut</h1><p>{WORDS}</p><p>{WORDS[:60]} again.</p></body></html>"
    article = read(letter("See the HTML part.", markup))
    assert WORDS in article.text
    assert "<p>" not in article.text
    assert "HTML part" not in article.text


def test_broken_letters_never_raise() -> None:
    for body in (
        b"From: \xff\xfe\nSubject: =?utf-8?b?broken\nContent-Type: text/plain; charset=nonsense\n\nIt closed.\n",
        b"Content-Type: multipart/mixed; boundary=x\nMessage-ID: <1>\n\n--x\nContent-Type: text/html\n\n<p>",
        b"Subject: only\n",
    ):
        for one in read_capture(Capture(id="m" * 64, body=body, media_type="message/rfc822", found_in="letter.eml")):
            assert isinstance(one, (Reading, Failure))
