from dateline.model.article import Article, Capture, Failure, Reading
from dateline.model.text import join_slices
from dateline.read.readers import read_capture

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf><head><title>slug</title><docdata><date.issue norm="20310304T093000Z"/>
<doc.copyright holder="Example Press Agency"/><key-list><keyword key="bridges"/></key-list></docdata></head>
<body><body.head><hedline><hl1>Bridge shut</hl1></hedline><byline>By <person>Mara Lind</person></byline>
<dateline><location>PORTO</location>, March 4 (EPA)</dateline></body.head>
<body.content><p>The bridge closed &ndash; for now.</p><media><media-caption>The bridge</media-caption></media>
<hl2>What now</hl2><p>Take the ferry.</p></body.content></body></nitf>"""

G2 = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="1" version="1" xml:lang="en"><itemMeta><versionCreated>2031-03-04T10:00:00Z</versionCreated>
<provider qcode="nprov:EPA"><name>Example Press Agency</name></provider></itemMeta>
<contentMeta><contentCreated>2031-03-04T09:30:00+01:00</contentCreated><headline>Bridge shut</headline>
<by>Mara Lind</by><subject qcode="a:1"><name>Bridges</name></subject><language tag="en-US"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<title>x</title></head><body><p>PORTO (Reuters) - The bridge closed.</p><p>Take the ferry.</p></body></html>
</inlineXML></contentSet></newsItem>
<newsItem guid="2"><itemMeta><versionCreated>2031-03-05</versionCreated></itemMeta>
<contentMeta><headline>Ferry late</headline></contentMeta>
<contentSet><inlineData contenttype="text/plain">The ferry was late.

Nobody minded.</inlineData></contentSet></newsItem>
<newsItem guid="3"><contentMeta><headline>Only a picture</headline></contentMeta></newsItem>
</itemSet></newsMessage>"""


def read(body: str, media_type: str) -> tuple[list[Article], list[str]]:
    found = read_capture(Capture(id="n" * 64, body=body.encode(), media_type=media_type, found_in="wire.xml"))
    for one in found:
        if isinstance(one, Reading):
            assert one.article.text == join_slices(one.visible, one.article.slices)
    return (
        [one.article for one in found if isinstance(one, Reading)],
        [one.message for one in found if isinstance(one, Failure)],
    )


def test_nitf() -> None:
    (article,), failures = read(NITF, "application/nitf+xml")
    assert failures == []
    assert article.text == "The bridge closed – for now.\n\nWhat now\n\nTake the ferry."
    assert (article.headline, article.bylines, article.topics) == ("Bridge shut", ("Mara Lind",), ("bridges",))
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.agency) == ("PORTO", "EPA")
    assert article.outlet is not None
    assert article.outlet.name == "Example Press Agency"
    assert article.published_at is not None
    assert article.published_at.start == "2031-03-04T09:30:00+00:00"


def test_newsml_g2_with_several_articles() -> None:
    (first, second), (failure,) = read(G2, "application/newsml-g2+xml")
    assert first.text == "PORTO (Reuters) - The bridge closed.\n\nTake the ferry."
    assert first.dateline is not None
    assert first.dateline.agency == "Reuters"
    assert (first.headline, first.topics, first.language) == ("Bridge shut", ("Bridges",), "en-US")
    assert first.published_at is not None
    assert first.updated_at is not None
    assert first.published_at.start == "2031-03-04T09:30:00+01:00"
    assert second.text == "The ferry was late.\n\nNobody minded."
    assert "article 3" in failure


def test_entities_of_its_own_are_refused() -> None:
    bomb = '<!DOCTYPE nitf [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    body = f"{bomb}<nitf><body><body.content><p>&b;</p></body.content></body></nitf>"
    articles, (failure,) = read(body, "application/nitf+xml")
    assert articles == []
    assert "refused" in failure
