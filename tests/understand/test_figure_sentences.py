"""Figures of whole sentences, read end to end with the language core: bounds, what is counted, how they hang together.

The parse may change with another core, so a few may fail; figures of the grammar alone are tested in test_figures.py.
"""

from pathlib import Path

import pytest

from dateline.model.annotation import Figure
from dateline.model.article import Article, DateInterval
from dateline.model.text import Slice
from dateline.understand.room import understand

SENTENCES = [
    (row.split("\t")[0], row.split("\t")[1])
    for row in (Path(__file__).parent / "figure_sentences.tsv").read_text(encoding="utf-8").splitlines()
    if row and not row.startswith("#")
]
ENOUGH = 0.985
DAY = DateInterval(start="2024-05-04", end="2024-05-04", precision="day", why="given")


def read(sentences: list[str]) -> list[list[Figure]]:
    articles = [
        Article(
            id=str(number),
            capture_id="c",
            found_in="t",
            text=text,
            slices=(Slice(0, len(text)),),
            visible_sha256="",
            published_at=DAY,
            language="en",
        )
        for number, text in enumerate(sentences)
    ]
    return [list(one.of(Figure)) for one in understand(articles)]


def in_short(figure: Figure) -> str:
    low, high = (
        "" if one is None else f"{round(one, 2):g}" if abs(one) < 1e5 else str(round(one))
        for one in (figure.low, figure.high)
    )
    marks = ("p" if figure.part_of else "") + ("e" if figure.earlier else "") + ("a" if figure.added else "")
    return f"{low if low == high else f'{low}..{high}'} {figure.counted}{f' {marks}' if marks else ''}"


def test_sentences_of_news_tell_their_figures() -> None:
    failing = []
    for (sentence, expected), found in zip(SENTENCES, read([one for one, _ in SENTENCES]), strict=True):
        wanted = sorted(part.strip() for part in expected.split(";") if part.strip())
        told = sorted(map(in_short, found))
        if told != wanted:
            failing.append((sentence, wanted, told))
    assert len(failing) <= (1 - ENOUGH) * len(SENTENCES), failing


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ('"We have lost 20 men," General Aldo Ferri said.', "Aldo Ferri"),
        ("The health ministry said 31 people had died.", "The health ministry"),
        ("At least 31 people died.", None),
    ],
)
def test_a_figure_says_who_says_it(sentence: str, speaker: str | None) -> None:
    ((figure,),) = read([sentence])
    assert (figure.said_by.name if figure.said_by else None) == speaker


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("As of Thursday, 1,204 people had died.", "2024-05-02"),
        ("The death toll rose to 58 on Thursday.", "2024-05-02"),
        ("Officials said on Thursday that 58 people were missing.", "2024-05-02"),
        ("A bomb killed 58 people.", None),
    ],
)
def test_a_figure_holds_as_of_a_day(sentence: str, day: str | None) -> None:
    ((figure,),) = read([sentence])
    assert (figure.as_of.start if figure.as_of else None) == day


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("Fiji fined the captain 3,000 dollars.", "FJD"),
        ("The Philippine treasury borrowed 20 billion pesos.", "PHP"),
        ("Pakistan raised the price to 250 rupees a litre.", "PKR"),
        ("Senegal pledged 2 billion francs.", "XOF"),
        ("The scheme cost FJ$3 million.", "FJD"),
        ("He was fined J$200,000.", "JMD"),
        ("The budget is 40 million dollars.", "USD"),
        ("Chile and Mexico pledged 40 million pesos.", "peso"),
    ],
)
def test_the_country_named_before_decides_the_currency(sentence: str, unit: str) -> None:
    ((figure,),) = read([sentence])
    assert figure.unit == unit


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Twelve dock workers were hurt.", "dock workers"),
        ("The toll rose to 58.", None),
        ("Police held 19 of the 23 crew.", "crew"),
    ],
)
def test_a_subject_is_a_noun_that_is_printed(sentence: str, subject: str | None) -> None:
    ((figure, *_),) = read([sentence])
    assert figure.subject == subject


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Police picked up six suspects at the station.", ["6 arrested"]),
        ("A passing tanker picked up 41 survivors.", ["41 rescued"]),
        ("Agents seized 31 people at the farm.", ["31 arrested"]),
        ("Pirates seized nine crew members.", ["9 kidnapped"]),
        ("The navy captured 23 pirates at dawn.", ["23 arrested"]),
        ("The carmaker let 800 people go.", ["800 dismissed"]),
        ("The bus service links 14 villages and carries 900 a day.", ["14 places", "900 people"]),
        ("The council rejected the plan by 9 to 6.", ["9 votes", "6 votes"]),
        ("Some 200 drones were launched in the night; 180 were shot down.", ["180..220 weapons", "180 destroyed"]),
    ],
)
def test_who_does_it_and_what_stands_near_decide(sentence: str, told: list[str]) -> None:
    (figures,) = read([sentence])
    assert [in_short(figure) for figure in figures] == told
