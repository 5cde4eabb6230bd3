"""The scorecard as one self-contained HTML page, without script."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib import resources

from dateline.scorecard.nouns import BestKnown, Card, Measure, Table
from dateline.scorecard.report import shown

ABOUT = (
    "Each set of gold has a table of its own; nothing is averaged over sets. All figures are taken from end to end: "
    "the texts go in as a corpus, and what comes out is what <code>dateline read</code> prints. Shares are written "
    "without the zero: .842 is 84.2 of a hundred. The sets are the open halves on which the work was done, "
    "so expect a little less elsewhere. Beside ours stand figures of other systems; a number leads to where they come "
    "from. Most were taken on other parts or with other rules of counting, and are a measure of what is usual "
    "rather than of who wins."
)

Numbers = dict[tuple[str, str, str], int]
"""The number of a system with its part of the data and its source."""


def page(card: Card) -> str:
    """Render the card."""
    style = resources.files("dateline.scorecard").joinpath("page.css").read_text("utf-8")
    title = f"Scorecard of Dateline {escape(card.version)}"
    limited = f" A quick run: only the first {card.limit} texts of each set." if card.limit else ""
    numbers = _numbers(card)
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title><style>{style}</style></head><body>",
            f"<header><h1>{title}</h1>",
            f'<p class="soft">{escape(card.machine)}; {card.seconds / 60:.0f} minutes in all.{limited}</p>',
            f"<p>{ABOUT}</p></header>",
            *_contents(card),
            "<main>",
            *_glance(card, numbers),
            *_sections(card, numbers),
            *_sources(numbers),
            "</main>",
            *_skipped(card),
            "</body></html>\n",
        )
    )


def _tasks(card: Card) -> list[str]:
    return list(dict.fromkeys(table.task for table in card.tables))


def _contents(card: Card) -> Iterator[str]:
    yield '<nav aria-label="Tasks"><ul>'
    yield from (f'<li><a href="#{escape(one)}">{escape(_title(one))}</a></li>' for one in _tasks(card))
    yield "</ul></nav>"


def _sections(card: Card, numbers: Numbers) -> Iterator[str]:
    for task in _tasks(card):
        yield f'<section aria-labelledby="{escape(task)}"><h2 id="{escape(task)}">{escape(_title(task))}</h2>'
        yield f'<p class="soft">{escape(card.titles.get(task, ""))}</p>'
        for table in card.tables:
            if table.task == task:
                yield from _table(table, numbers)
        yield "</section>"


def _table(table: Table, numbers: Numbers) -> Iterator[str]:
    label = escape(f"{table.task}, {table.set}")
    yield f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table role="table">'
    yield f"<caption>{escape(table.set)} <span>{escape(table.size)}</span></caption>"
    yield from _head("Measure", "Dateline", "Of", "Other systems")
    yield from (_row(one, numbers, lead=number == 0) for number, one in enumerate(table.measures))
    yield "</tbody></table></div>"
    yield from (f'<p class="note">{escape(note)}</p>' for note in table.notes)


def _row(one: Measure, numbers: Numbers, *, lead: bool) -> str:
    others = "".join(_other(other, one.form, numbers) for other in one.beside)
    listed = f"<ul>{others}</ul>" if others else ""
    return (
        f'<tr role="row"{" class=lead" if lead else ""}><th role="rowheader" scope="row">{escape(one.words)}</th>'
        f'<td role="cell" class="ours">{shown(one.value, one.form)}</td>'
        f'<td role="cell" class="of">{escape(one.of)}</td>'
        f'<td role="cell" class="others">{listed}</td></tr>'
    )


def _head(*columns: str) -> Iterator[str]:
    """The head of a table; roles are said outright, because rows are laid out as grids on narrow screens."""
    cells = "".join(f'<th role="columnheader" scope="col">{one}</th>' for one in columns)
    yield f'<thead role="rowgroup"><tr role="row">{cells}</tr></thead><tbody role="rowgroup">'


def _glance(card: Card, numbers: Numbers) -> Iterator[str]:
    """The first measure of every set, each for itself."""
    yield '<h2 id="glance">At a glance</h2><p class="soft">The first figure of each table.</p>'
    yield '<div class="scroll" role="region" tabindex="0" aria-label="First figures"><table role="table">'
    yield "<caption>First figures <span>one row for each set</span></caption>"
    yield from _head("Task and set", "Dateline", "Measure", "Other systems")
    for table in card.tables:
        first = table.measures[0]
        words = f"{_title(table.task)}, {table.set}"
        yield _row(Measure(first.key, words, first.value, first.words, first.form, first.beside), numbers, lead=False)
    yield "</tbody></table></div>"


def _other(other: BestKnown, form: str, numbers: Numbers) -> str:
    number = numbers[other.system, other.part, other.source]
    where = escape(f"{other.part}; {other.source}")
    return (
        f"<li>{escape(other.system)} <b>{shown(other.figure, form)}</b>"
        f'<sup><a href="#source-{number}" title="{where}" aria-label="source {number}">{number}</a></sup></li>'
    )


def _numbers(card: Card) -> Numbers:
    """Numbers for every system with its part of the data and its source, in the order of the page."""
    others = (other for table in card.tables for one in table.measures for other in one.beside)
    return {
        one: number for number, one in enumerate(dict.fromkeys((one.system, one.part, one.source) for one in others), 1)
    }


def _sources(numbers: Numbers) -> Iterator[str]:
    """Which part of the data the other systems were measured on, and who says so."""
    if numbers:
        yield '<section aria-labelledby="sources"><h2 id="sources">Other systems</h2><ol class="sources">'
        for (system, part, source), number in numbers.items():
            yield f'<li id="source-{number}">{escape(system)}: {escape(part)}; {escape(source)}</li>'
        yield "</ol></section>"


def _skipped(card: Card) -> Iterator[str]:
    if card.skipped:
        yield f"<footer><details><summary>Not scored: {len(card.skipped)} sets</summary><ul>"
        yield from (f"<li>{escape(f'{one.task}, {one.set}: {one.why}')}</li>" for one in card.skipped)
        yield "</ul></details></footer>"


def _title(task: str) -> str:
    return task.replace("_", " ").capitalize()
