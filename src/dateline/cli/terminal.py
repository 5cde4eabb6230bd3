"""The terminal's face of the record: stories to read, with what the reports say side by side."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dateline.serve.digest import digests
from dateline.serve.phrases import COPIES, STATUSES, deed_words, plural, share_words, shortened

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from dateline.serve.shown import Evidence, Report, StoryDigest

Record = dict[str, Any]

NARROWEST, WIDEST, PIPED = 40, 110, 100
STORIES_IN_FULL = 12
MOST = {
    "questions": 8,
    "answers": 6,
    "sayings": 5,
    "deeds": 6,
    "timeline": 8,
    "namings": 4,
    "gaps": 6,
    "singles": 4,
    "reports": 12,
    "alone": 8,
}
"""How many facts of a kind are printed; the JSON record and the HTML page hold all."""
COLOURS = {"contested": "bold red", "updated": "yellow", "agreed": "green", "single": "dim"}


def print_record(record: Record, *, console: Console | None = None) -> None:
    """Print the stories of a record for people: the widest reported first, then single reports and failures."""
    paper = console or _console()
    stories = digests(record)
    for number, story in enumerate(stories[:STORIES_IN_FULL]):
        if number:
            paper.rule(style="dim")
        _print_story(paper, story)
    if len(stories) > STORIES_IN_FULL:
        paper.rule(_styled(plural(len(stories) - STORIES_IN_FULL, "more story", "more stories"), "dim"), style="dim")
        _print_list(paper, stories[STORIES_IN_FULL:])
    if not stories:
        paper.print("No report could be read.", style="bold")
    _print_failures(paper, record)


def print_summary(record: Record, *, console: Console | None = None) -> None:
    """Print one line per story: headline, reports, outlets and what is contested."""
    paper = console or _console()
    stories = digests(record)
    count = f"{plural(len(record['articles']), 'report')}, {plural(len(stories), 'story', 'stories')}"
    paper.print(_styled(count, "bold"))
    _print_list(paper, stories)
    _print_failures(paper, record)


def _console() -> Console:
    """Make a console as wide as the terminal, within reason; a pipe gets a fixed width and no colour."""
    from rich.console import Console

    paper = Console(highlight=False, emoji=False, markup=False)
    if not sys.stdout.isatty():
        return Console(highlight=False, emoji=False, markup=False, width=PIPED)
    if not NARROWEST <= paper.width <= WIDEST:
        paper.width = max(NARROWEST, min(paper.width, WIDEST))
    return paper


def _styled(words: str, style: str = "") -> Text:
    """Make a piece of text in which nothing is markup and no control character of a report gets through."""
    from rich.text import Text

    clean = "".join(letter if letter.isprintable() else " " for letter in words)
    return Text(clean, style=style)


def _line(*pieces: tuple[str, str] | str) -> Text:
    """Join pieces of text, each plain or with its style."""
    from rich.text import Text

    line = Text()
    for piece in pieces:
        line.append_text(_styled(*piece) if isinstance(piece, tuple) else _styled(piece))
    return line


def _grid(*ratios: int | None, indent: int = 2) -> Table:
    """Make a borderless table; None is a column as wide as its words."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, indent), expand=True)
    for ratio in ratios:
        table.add_column(ratio=ratio, overflow="fold")
    return table


def _heading(paper: Console, words: str) -> None:
    paper.print()
    paper.print(_styled(words.upper(), "bold cyan"))


def _print_story(paper: Console, story: StoryDigest) -> None:
    place = " · ".join(part for part in (*story.places[:3], story.period) if part)
    if place:
        paper.print(_styled(place, "red"))
    paper.print(_styled(story.headline, "bold"))
    paper.print(_styled(_counts(story), "dim"))
    for told in story.brief:
        paper.print()
        paper.print(_line(told.text, (f" {_numbers(told.evidence)}", "cyan")))
    _print_questions(paper, story)
    _print_sayings(paper, story)
    _print_deeds(paper, story)
    _print_timeline(paper, story)
    _print_namings(paper, story)
    _print_gaps(paper, story)
    _heading(paper, "Reports")
    _print_reports(paper, story.reports)
    paper.print()


def _counts(story: StoryDigest) -> str:
    parts = [plural(len(story.reports), "report")]
    if story.outlets:
        parts.append(plural(story.outlets, "outlet"))
    if story.copies:
        parts.append(plural(len(story.copies), "copy", "copies"))
    if story.independent:
        parts.append(f"up to {plural(story.independent, 'independent origin')}")
    return " · ".join(parts)


def _numbers(evidence: Iterable[Evidence]) -> str:
    """Name the reports of some evidence by their numbers: "[1, 3, 4]"."""
    found = sorted({one.report.number for one in evidence})
    return f"[{', '.join(map(str, found[:8]))}{' …' if len(found) > 8 else ''}]" if found else ""


def _print_questions(paper: Console, story: StoryDigest) -> None:
    shared, single = story.compared, story.alone
    if not shared and not single:
        return
    _heading(paper, "Figures side by side" if shared else "Figures")
    for question in shared[: MOST["questions"]]:
        status = STATUSES.get(question.status, question.status)
        paper.print(_line(question.question, "  ", (status, COLOURS.get(question.status, ""))))
        table = _grid(None, None, 1)
        for value in question.values[: MOST["answers"]]:
            first = value.answers[0]
            words = f"“{shortened(first.words, 60)}” {first.evidence[0].report.outlet}"
            told = ", ".join(part for part in (first.as_of and f"as of {first.as_of}", first.origin) if part)
            numbers = _numbers(value.evidence)
            table.add_row(
                _styled(value.words, "bold"),
                _styled(numbers, "cyan"),
                _line(words, (f"  {told}" if told else "", "dim")),
            )
        paper.print(table)
    _more(paper, len(shared) - MOST["questions"], "question")
    for question in single[: MOST["singles"] if shared else MOST["questions"]]:
        evidence = [one for value in question.values for one in value.evidence]
        values = ", ".join(value.words for value in question.values)
        words = f"  “{shortened(evidence[0].exact, 60)}”"
        paper.print(
            _line((f"{question.question}: ", "dim"), (values, "bold"), words, (f" {_numbers(evidence)}", "cyan"))
        )
    _more(
        paper,
        len(single) - (MOST["singles"] if shared else MOST["questions"]),
        "figure of one report",
        "figures of one report",
    )


def _print_sayings(paper: Console, story: StoryDigest) -> None:
    if not story.sayings:
        return
    _heading(paper, "Who said what")
    table = _grid(2, 5)
    for saying in story.sayings[: MOST["sayings"]]:
        via = f" via {', '.join(saying.chain)}" if saying.chain else ""
        words = f"“{saying.words}”" if saying.direct is True else saying.words
        table.add_row(
            _line((saying.speaker or "Speaker not found", "bold"), (via, "dim")),
            _line(
                (f"{saying.manner}: " if saying.manner else "", "dim"),
                shortened(words, 400),
                (f" {_numbers(saying.evidence)}", "cyan"),
                (_doubt(saying.confidence), "dim"),
            ),
        )
    paper.print(table)
    _more(paper, len(story.sayings) - MOST["sayings"], "quotation")


def _print_deeds(paper: Console, story: StoryDigest) -> None:
    if not story.deeds:
        return
    _heading(paper, "Who did what")
    table = _grid(None, 1)
    for deed in story.deeds[: MOST["deeds"]]:
        verb = deed_words(deed.type, deed.modality, mode=deed.mode, cameo=deed.cameo, towards=bool(deed.recipients))
        about = ", ".join(part for part in (deed.when, deed.place, deed.said_by and f"says {deed.said_by}") if part)
        table.add_row(
            _styled(deed.type, "green"),
            _line(
                (", ".join(deed.actors[:3]) or "Somebody", "bold"),
                f" {verb} ",
                (", ".join(deed.recipients[:3]), "bold"),
                (f"  {about}" if about else "", "dim"),
                (f" {_numbers(deed.evidence)}", "cyan"),
                (_doubt(deed.confidence), "dim"),
            ),
        )
    paper.print(table)
    _more(paper, len(story.deeds) - MOST["deeds"], "deed")


def _print_timeline(paper: Console, story: StoryDigest) -> None:
    if not story.timeline:
        return
    _heading(paper, "In the order it happened")
    table = _grid(None, 1)
    for told in story.timeline[: MOST["timeline"]]:
        table.add_row(
            _styled("" if told.again else told.when or "undated", "red"),
            _line(shortened(told.text, 240), (f" {_numbers(told.evidence)}", "cyan")),
        )
    paper.print(table)
    _more(paper, len(story.timeline) - MOST["timeline"], "moment")


def _print_namings(paper: Console, story: StoryDigest) -> None:
    if not story.namings:
        return
    _heading(paper, "What they call it")
    table = _grid(2, 5)
    for naming in story.namings[: MOST["namings"]]:
        labels = [
            f"“{label}” {', '.join(dict.fromkeys(speaker or one.report.outlet for speaker, one in uses[:4]))}"
            for label, uses in naming.labels[:5]
        ]
        table.add_row(_styled(naming.thing, "bold"), _styled("; ".join(labels)))
    paper.print(table)
    _more(paper, len(story.namings) - MOST["namings"], "thing with several names", "things with several names")


def _print_gaps(paper: Console, story: StoryDigest) -> None:
    if not story.omissions and not story.copies:
        return
    _heading(paper, "Left out, and copied")
    for report, questions in story.omissions[: MOST["gaps"]]:
        told = "; ".join(questions[:3]) + (f" and {len(questions) - 3} more" if len(questions) > 3 else "")
        paper.print(_line("  ", (f"[{report.number}]", "cyan"), f" {report.outlet} does not tell: {told}"))
    _more(
        paper,
        len(story.omissions) - MOST["gaps"],
        "report that leaves something out",
        "reports that leave something out",
    )
    for copy in story.copies[: MOST["gaps"]]:
        same = f" ({share_words(copy.shared)} of its words)" if copy.shared else ""
        paper.print(
            _line(
                "  ",
                (f"[{copy.report.number}]", "cyan"),
                f" {copy.report.outlet}: {COPIES.get(copy.kind, copy.kind)} of ",
            )
            + _line((f"[{copy.of.number}]", "cyan"), f" {copy.of.outlet}{same}")
        )
    _more(paper, len(story.copies) - MOST["gaps"], "copy", "copies")


def _print_reports(paper: Console, reports: Sequence[Report]) -> None:
    table = _grid(None, 2, 5)
    for report in reports[: MOST["reports"]]:
        about = " · ".join(part for part in (report.published, *report.notes) if part)
        table.add_row(
            _styled(f"[{report.number}]", "cyan"),
            _styled(report.outlet, "bold" if report.is_signed else "dim"),
            _line(report.headline, (f"  {about}" if about else "", "dim")),
        )
    paper.print(table)
    _more(paper, len(reports) - MOST["reports"], "report")


def _print_list(paper: Console, stories: Sequence[StoryDigest]) -> None:
    """Print a line for each story; of those with one report only the first few."""
    shared = sum(1 for story in stories if story.is_shared)
    shown = stories[: shared + MOST["alone"]]
    table = _grid(None, 1)
    for story in shown:
        contested = sum(1 for one in story.questions if one.status == "contested")
        table.add_row(
            _styled(f"{len(story.reports):>3}", "cyan"),
            _line(
                (story.headline, "bold" if story.is_shared else ""),
                (f"  {story.period}" if story.period else "", "dim"),
                (f"  {contested} contested" if contested else "", "red"),
            ),
        )
    paper.print(table)
    _more(paper, len(stories) - len(shown), "story of one report", "stories of one report")


def _print_failures(paper: Console, record: Record) -> None:
    found = [(one["input"], one["step"], one["message"]) for one in record["failures"]]
    for article in record["articles"]:
        found += [(article["input"], one["step"], one["message"]) for one in article["failures"]]
    if not found:
        return
    _heading(paper, "What could not be read")
    for place, step, message in dict.fromkeys(found):
        paper.print(_line((f"  {place}", "bold"), f" ({step}): {message}"))


def _more(paper: Console, count: int, word: str, many: str | None = None) -> None:
    if count > 0:
        paper.print(_styled(f"  … and {plural(count, word, many)}", "dim"))


def _doubt(confidence: float) -> str:
    """Say the confidence where it is low enough to matter."""
    return f" {share_words(confidence)}" if confidence < 0.6 else ""
