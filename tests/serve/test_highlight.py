"""Painting: whatever the marks, the words stay, everything is escaped, and the elements nest."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from dateline.serve.highlight import Mark, paint


class Words(HTMLParser):
    """Reads painted HTML back: its words, and what stands inside each mark."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.marked: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.stack.append((tag, named.get("id") or named.get("data-of")))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.stack.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        for _, anchor in self.stack:
            if anchor:
                self.marked.setdefault(anchor, []).append(data)


def read(html: str) -> Words:
    reader = Words()
    reader.feed(html)
    reader.close()
    assert not reader.stack
    return reader


def test_hostile_text_is_shown_and_not_obeyed() -> None:
    html = paint('<img src=x onerror="alert(1)"> & more', [Mark(0, 4, ("name",), 'a"b', '"><script>')])
    assert "<img" not in html
    assert "<script" not in html
    assert "".join(read(html).words) == '<img src=x onerror="alert(1)"> & more'


def test_marks_that_cross_are_painted_in_pieces() -> None:
    reader = read(paint("alpha beta gamma delta", [Mark(0, 10, ("q",), "one"), Mark(6, 16, ("f",), "two")]))
    assert "".join(reader.marked["one"]) == "alpha beta"
    assert "".join(reader.marked["two"]) == "beta gamma"


def test_a_mark_over_a_paragraph_break_keeps_its_words() -> None:
    html = paint("He left. He came.\n\nShe stayed.", [Mark(3, 23, ("q",), "one")])
    assert html.count("<p>") == 2
    assert read(html).marked["one"] == ["left.", "He came.", "She "]
    assert html.count('id="one"') == 1


def test_marks_of_one_place_become_one_element() -> None:
    html = paint("Wang spoke.", [Mark(0, 4, ("n",)), Mark(0, 4, ("q",), "a-1", "why")])
    assert html.count("<mark") == 1
    assert 'class="n q" id="a-1" title="why"' in html


def test_sentences_are_parted_but_not_at_titles_and_initials() -> None:
    html = paint("Mr. Hall met Gen. A. B. Stone in the U.S. on Monday. “We agreed.” They left.", [])
    assert html.count('class="s"') == 3


def test_marks_outside_the_text_are_dropped() -> None:
    assert paint("Hi", [Mark(1, 9, ("n",)), Mark(-1, 1, ("n",)), Mark(1, 1, ("n",))]) == (
        '<p><span class="s">Hi</span></p>'
    )


def test_right_to_left_paragraphs_find_their_direction() -> None:
    assert '<p dir="auto">' in paint("وصل الوفد.\n\nThe envoys came.", [])


@given(
    st.text(alphabet="abc. \n<&\"'é🚁\u0301שA!", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=12),
)
def test_painting_changes_no_words(text: str, places: list[tuple[int, int]]) -> None:
    marks = [
        Mark(start, end, ("n",), f"m{number}")
        for number, (start, end) in enumerate(dict.fromkeys(places))
        if 0 <= start < end <= len(text)
    ]
    html = paint(text, marks)
    reader = read(html)
    assert "".join(reader.words) == text.replace("\n", "")
    for mark in marks:
        assert html.count(f'id="{mark.anchor}"') <= 1
        painted = "".join(reader.marked.get(mark.anchor or "", [])).split()
        assert "".join(painted) == "".join(text[mark.start : mark.end].split())
