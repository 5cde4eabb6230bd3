"""The card as a page: self-contained, one table per set with headed rows and columns, nothing unescaped."""

from __future__ import annotations

from html.parser import HTMLParser

from dateline.scorecard.nouns import BestKnown, Card, Measure, Skipped, Table
from dateline.scorecard.page import page

CARD = Card(
    version="1 <b>",
    tables=(
        Table(
            "places",
            "lgl & co",
            "2 articles",
            (
                Measure("a_f1", "names <found>", 0.5, "2", beside=(BestKnown("other", 0.25, "a part", "a paper"),)),
                Measure("b", "nothing to measure", None),
            ),
            ("A note.",),
        ),
        Table("speed", "corridor", "3 articles", (Measure("whole", "the whole way", 1.5, form="ratio"),)),
    ),
    skipped=(Skipped("times", "timebank", "not in the folder"),),
    machine="Python",
    titles={"places": "Where"},
)


class Tags(HTMLParser):
    """Every tag with its attributes, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed() -> Tags:
    tags = Tags()
    tags.feed(page(CARD))
    return tags


def test_a_table_for_each_set_with_captions_and_scopes() -> None:
    tags = parsed().tags
    assert sum(tag == "table" for tag, _ in tags) == sum(tag == "caption" for tag, _ in tags) == 3
    heads = [attributes.get("scope") for tag, attributes in tags if tag == "th"]
    assert heads.count("col") == 3 * 4
    assert heads.count("row") == 3 + 2
    assert dict(next(attributes for tag, attributes in tags if tag == "html"))["lang"] == "en"


def test_every_link_leads_somewhere_on_the_page() -> None:
    tags = parsed().tags
    ids = {attributes["id"] for _, attributes in tags if "id" in attributes}
    links = [attributes["href"] for tag, attributes in tags if tag == "a"]
    assert links
    assert all(link and link.startswith("#") and link[1:] in ids for link in links)


def test_the_page_needs_nothing_else() -> None:
    tags = parsed().tags
    assert not [tag for tag, attributes in tags if tag in ("script", "link", "img", "iframe") or "src" in attributes]
    made = page(CARD)
    assert "url(" not in made
    assert "@import" not in made
    assert "prefers-color-scheme: dark" in made
    assert "width=device-width" in made


def test_words_are_shown_as_they_are() -> None:
    text = parsed().text
    for words in (
        "1 <b>",
        "names <found>",
        "lgl & co",
        ".500",
        "–",
        "other",
        ".250",
        "a part; a paper",
        "1.50",
        "A note.",
    ):
        assert words in text
    assert "times, timebank: not in the folder" in text
