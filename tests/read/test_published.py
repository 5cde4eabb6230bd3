import pytest

from dateline.model.article import Residue
from dateline.model.text import Slice
from dateline.read.printed_dates import day_in_url, printed_dates, read_stamp
from dateline.read.published import dates_of_page, dates_of_scrape, given_date
from dateline.read.structured import read_structured
from dateline.read.surroundings import Surroundings
from dateline.read.visible import visible_page


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2031-03-04T09:30:00.000+0800", "2031-03-04T09:30:00+08:00"),
        ("2031-03-04 09:30:00Z", "2031-03-04T09:30:00+00:00"),
        ("2031-03-04T00:00:00", "2031-03-04"),
        ("20310304", "2031-03-04"),
        ("Tue, 04 Mar 2031 09:30:00 GMT", "2031-03-04T09:30:00+00:00"),
        ("Tue Mar 04 2031 09:30:00 GMT+0800 (CST)", "2031-03-04T09:30:00+08:00"),
        ("1930383000", "2031-03-04T09:30:00+00:00"),
        ("March 4th, 2031 9:15 PM", "2031-03-04T21:15"),
        ("4 Mar 2031", "2031-03-04"),
        ("04.03.2031, 10:05 Uhr", "2031-03-04T10:05"),
        ("4. März 2031, 10:05 Uhr", "2031-03-04T10:05"),
        ("le 4 mars 2031", "2031-03-04"),
        ("4 de marzo de 2031", "2031-03-04"),
        ("4 марта 2031", "2031-03-04"),
        ("2031年3月4日", "2031-03-04"),
        ("2031년 3월 4일", "2031-03-04"),
        ("13/03/2031", "2031-03-13"),
        ("03/13/2031", "2031-03-13"),
        ("04/03/2031", None),
        ("2031-13-45", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_in_the_forms_of_tags_and_headers(words: str, iso: str | None) -> None:
    stamp = read_stamp(words)
    assert (stamp.iso if stamp else None) == iso


def test_printed_dates_have_their_places() -> None:
    text = "First published Tuesday, March 4, 2031 at 9:05 am; updated 5 March 2031."
    found = list(printed_dates(text))
    assert [one.stamp.iso for one in found] == ["2031-03-04T09:05", "2031-03-05"]
    assert all(text[one.start : one.end] == one.exact for one in found)


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://example.org/2031/03/04/bridge", "2031-03-04"),
        ("https://example.org/world/2031/mar/4/bridge", "2031-03-04"),
        ("https://example.org/bridge-20310304.html", "2031-03-04"),
        ("https://example.org/2031/03/bridge", "2031-03-01"),
        ("https://example.org/story/3000000218734", None),
        ("https://example.org/2031/43/bridge", None),
        ("https://example.org/", None),
    ],
)
def test_days_in_addresses(url: str, iso: str | None) -> None:
    stamp = day_in_url(url)
    assert (stamp.iso if stamp else None) == iso


def test_given_dates_keep_their_precision() -> None:
    year, month, span = (given_date(words, why="column") for words in ("2031", "2031-02", "2031-03-04/2031-03-06"))
    assert year is not None
    assert month is not None
    assert span is not None
    assert (year.start, year.end, year.precision) == ("2031-01-01", "2031-12-31", "year")
    assert (month.start, month.end, month.precision) == ("2031-02-01", "2031-02-28", "month")
    assert (span.start, span.end) == ("2031-03-04", "2031-03-06")
    assert given_date("soon", why="column") is None


def story_of(text: str, *bodies: str, captions: tuple[str, ...] = (), headline: str | None = None) -> Surroundings:
    def place(words: str) -> Slice:
        start = text.index(words)
        return Slice(start, start + len(words))

    return Surroundings(
        text=text,
        slices=tuple(map(place, bodies)),
        headline=place(headline) if headline else None,
        residue=tuple(Residue("caption", place(words), words) for words in captions),
    )


BODY = "Rebels left the town on Monday, the governor said. On Monday night shots were heard."


def test_a_caption_and_a_weekday_frame_the_day() -> None:
    caption = "Smoke over the town on Tuesday, March 4, 2031. Photo: M. Lind"
    text = f"Rebels leave\n\n{caption}\n\n{BODY}\n"
    published, updated = dates_of_scrape(story_of(text, BODY, captions=(caption,), headline="Rebels leave"), url=None)
    assert published is not None
    assert (published.start, published.end, published.precision) == ("2031-03-04", "2031-03-05", "day")
    assert "caption is dated 4 March 2031" in published.why
    assert '"Monday" (3 March 2031, 2 times)' in published.why
    assert published.confidence < 0.9
    assert updated is None


def test_a_weekday_just_after_the_caption_moves_the_start() -> None:
    caption = "The town on Saturday, 1 March 2031. Photo: M. Lind"
    text = f"Rebels leave\n\n{caption}\n\n{BODY}\n"
    published, _ = dates_of_scrape(story_of(text, BODY, captions=(caption,)), url=None)
    assert published is not None
    assert (published.start, published.end) == ("2031-03-03", "2031-03-04")


def test_plans_do_not_count_as_weekdays() -> None:
    caption = "The town on Tuesday, 4 March 2031. Photo: M. Lind"
    body = "Talks will be held on Thursday. The rebels left on Monday."
    text = f"{caption}\n\n{body}\n"
    published, _ = dates_of_scrape(story_of(text, body, captions=(caption,)), url=None)
    assert published is not None
    assert '"Monday"' in published.why


def test_a_caption_alone_gives_only_the_earliest_day() -> None:
    caption = "The town on 4 March 2031. Photo: M. Lind"
    body = "The rebels left the town."
    text = f"{caption}\n\n{body}\n"
    published, _ = dates_of_scrape(story_of(text, body, captions=(caption,)), url=None)
    assert published is not None
    assert (published.start, published.end) == ("2031-03-04", None)


def test_labelled_dates_win_and_updates_stand_apart() -> None:
    text = f"Rebels leave\nPublished 4 Mar 2031, 10:15 | Updated 5 Mar 2031\n\n{BODY}\n\nMore: 1 January 2030\n"
    published, updated = dates_of_scrape(story_of(text, BODY, headline="Rebels leave"), url=None)
    assert published is not None
    assert updated is not None
    assert (published.start, updated.start) == ("2031-03-04T10:15", "2031-03-05")


def test_dates_in_the_story_are_no_evidence_and_nothing_stays_unknown() -> None:
    body = "The bridge was built on 4 March 1931 and closed on Monday."
    assert dates_of_scrape(story_of(body, body), url=None) == (None, None)


def test_the_address_of_a_scrape_counts() -> None:
    published, _ = dates_of_scrape(story_of(BODY, BODY), url="https://example.org/2031/03/04/rebels")
    assert published is not None
    assert (published.start, published.confidence) == ("2031-03-04", 0.85)


def page_dates(markup: str, *, url: str | None = None) -> tuple[str | None, str | None, str]:
    page = visible_page(markup)
    structured = read_structured(meta=page.meta, json_ld=page.json_ld, canonical=page.canonical)
    at = page.text.find("Rebels left")
    story = Surroundings(text=page.text, slices=(Slice(at, len(page.text)),) if at >= 0 else ())
    published, updated = dates_of_page(page, structured, story, url=url)
    start, why = (published.start, published.why) if published else (None, "")
    return start, updated.start if updated else None, why


def test_json_ld_comes_first_with_its_offset() -> None:
    start, updated, why = page_dates(
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2031-03-04T08:00:00+08:00",'
        '"dateModified": "2031-03-04T09:00:00+08:00", "headline": "x",}</script>'
        '<meta property="article:published_time" content="2031-03-09"><p>Rebels left the town.</p>'
    )
    assert (start, updated) == ("2031-03-04T08:00:00+08:00", "2031-03-04T09:00:00+08:00")
    assert why == "JSON-LD datePublished says 2031-03-04T08:00:00+08:00"


def test_a_time_of_day_is_added_from_a_second_tag() -> None:
    start, _, _ = page_dates(
        '<meta name="pubdate" content="2031-03-04"><meta name="date" content="2031-03-04T10:00:00Z"><p>Rebels left.</p>'
    )
    assert start == "2031-03-04T10:00:00+00:00"


def test_time_elements_and_printed_dates_without_tags() -> None:
    assert page_dates('<time datetime="2031-03-04">today</time><p>Rebels left the town.</p>')[0] == "2031-03-04"
    assert page_dates("<h1>Exit</h1><div>4 March 2031</div><p>Rebels left the town.</p>")[0] == "2031-03-04"


def test_a_page_without_any_date() -> None:
    assert page_dates("<h1>Exit</h1><p>Rebels left the town.</p>")[:2] == (None, None)


def test_the_day_of_a_dispatch_counts() -> None:
    story = Surroundings(text=BODY, slices=(Slice(0, len(BODY)),), dateline="PORTO, March 4, 2031 (AP) —")
    published, _ = dates_of_scrape(story, url=None)
    assert published is not None
    assert (published.start, published.end) == ("2031-03-04", "2031-03-05")
    assert "dispatch is dated" in published.why


def test_a_dispatch_without_a_year_takes_it_from_the_capture() -> None:
    story = Surroundings(text=BODY, slices=(Slice(0, len(BODY)),), dateline="PORTO, Dec 30 (AP) —")
    published, _ = dates_of_scrape(story, url=None, captured_at="2031-01-05T10:00:00Z")
    assert published is not None
    assert published.start == "2030-12-30"
    assert dates_of_scrape(story, url=None) == (None, None)


def test_a_moment_in_utc_becomes_the_outlets_own_day() -> None:
    tag = '<meta property="article:published_time" content="2031-03-05T02:30:00Z">'
    body = "<p>Rebels left the town.</p>"
    in_address = page_dates(tag + body, url="https://example.org/2031/03/04/rebels")
    printed = page_dates(tag + "<h1>Exit</h1><div>March 4, 2031</div>" + body)
    offset = page_dates(tag + '<meta name="pubdate" content="2031-03-04T19:30:00-07:00">' + body)
    assert (in_address[0], printed[0], offset[0]) == ("2031-03-04", "2031-03-04", "2031-03-04T19:30:00-07:00")
    assert "which was 4 March 2031 where it came out" in in_address[2]
    assert page_dates(tag + body, url="https://example.org/2031/03/01/rebels")[0] == "2031-03-05T02:30:00+00:00"
    assert page_dates(tag + body)[0] == "2031-03-05T02:30:00+00:00"


def test_times_of_comments_and_quoted_posts_date_something_else() -> None:
    body = "<h1>Exit</h1><p>Rebels left the town.</p>"
    for foreign in (
        '<div class="comment"><time datetime="2031-03-09">9 March</time></div>',
        '<blockquote>A post of <time datetime="2031-03-09">9 March</time></blockquote>',
        '<aside>Read also <time datetime="2031-03-09">9 March</time></aside>',
    ):
        assert page_dates(body + foreign)[0] is None or "htmldate" in page_dates(body + foreign)[2]
        assert page_dates(f'<time datetime="2031-03-04">4 March</time>{body}{foreign}')[0] == "2031-03-04"
