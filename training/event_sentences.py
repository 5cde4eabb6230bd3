"""Our own marked sentences for events: read, check, count, and compare two passes.

    python training/event_sentences.py                  check and count all files
    python training/event_sentences.py --bare           the sentences alone, shuffled, for a second pass
    python training/event_sentences.py --against FILE   agreement with a second pass over the same sentences

The form of a line and what is marked stand in `event_sentences/guidelines.md`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "event_sentences"
TYPES = Path(__file__).parent.parent / "src/dateline/lexicon/plover.tsv"
MODALITIES = frozenset({"asserted", "denied", "planned", "requested", "hypothetical"})
REASONS = frozenset(
    {
        "sport",
        "business",
        "culture",
        "science",
        "weather",
        "crime",
        "background",
        "conditional",
        "figurative",
        "opinion",
    }
    | {"procedure", "description"}
)
MARK = re.compile(r"\[([AVR]\d?(?:,[AVR]\d?)*) ([^\[\]]+)\]")
HEAD = re.compile(r"([A-Z]+)(?:/([a-z-]+))? ([a-z]+)")
Spans = tuple[tuple[int, int], ...]


class Malformed(ValueError):
    """A line that does not keep the form."""


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """One event of a sentence: what it is, and where actors, act and recipients stand in the bare sentence."""

    type: str
    mode: str | None
    modality: str
    actors: Spans
    act: Spans
    recipients: Spans


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A bare sentence with its events; `reason` says why there is none."""

    text: str
    events: tuple[MarkedEvent, ...]
    reason: str | None = None

    @property
    def held_out(self) -> bool:
        """Tell whether the sentence is kept for testing: one in five, by the hash of its words."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % 5 == 0


def read_folder(folder: Path = FOLDER) -> list[MarkedSentence]:
    """All sentences of a folder, in order of files and lines; raises Malformed with file and line."""
    return [sentence for path in sorted(folder.glob("*.txt")) for sentence in read_file(path)]


def read_file(path: Path) -> Iterator[MarkedSentence]:
    """The sentences of one file; raises Malformed with file and line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                yield read_line(line)
            except Malformed as fault:
                raise Malformed(f"{path.name}, line {number}: {fault}") from None


def read_line(line: str) -> MarkedSentence:
    """One marked sentence; raises Malformed when the form is not kept.

    >>> read_line("COERCE/arrest asserted | [A Police] [V held] [R ten men].").events[0].recipients
    ((12, 19),)
    """
    head, bar, marked = line.partition(" | ")
    if not bar:
        raise Malformed("no ' | ' between the events and the sentence")
    text, spans = _unmarked(marked.strip())
    if head.startswith("NONE "):
        reason = head.removeprefix("NONE ").strip()
        if reason not in REASONS or spans:
            raise Malformed(
                f"'{reason}' is no reason" if reason not in REASONS else "marks in a sentence without event"
            )
        return MarkedSentence(text, (), reason)
    return MarkedSentence(text, tuple(_events(head, spans)))


def _unmarked(marked: str) -> tuple[str, list[tuple[str, str, tuple[int, int]]]]:
    """The bare sentence, and (letter, number, span) of each mark."""
    text, spans, seen = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[seen : mark.start()]
        span = len(text), len(text) + len(mark[2])
        text += mark[2]
        spans += [(part[0], part[1:], span) for part in mark[1].split(",")]
        seen = mark.end()
    text += marked[seen:]
    if "[" in text or "]" in text:
        raise Malformed("a bracket that opens or closes no mark")
    return text, spans


def _events(head: str, spans: list[tuple[str, str, tuple[int, int]]]) -> Iterator[MarkedEvent]:
    known, parts = _known(), [part.strip() for part in head.split(";")]
    numbers = (
        [""]
        if len(parts) == 1 and all(not number for _, number, _ in spans)
        else [str(n + 1) for n in range(len(parts))]
    )
    if {number for _, number, _ in spans} - set(numbers):
        raise Malformed("a mark whose number names no event")
    for number, part in zip(numbers, parts, strict=True):
        match = HEAD.fullmatch(part)
        if match is None or (match[1], match[2] or "") not in known or match[3] not in MODALITIES:
            raise Malformed(f"'{part}' is no TYPE/mode with a modality")

        def marked(letter: str, number: str = number) -> Spans:
            return tuple(span for kind, of, span in spans if (kind, of) == (letter, number))

        if not marked("V"):
            raise Malformed(f"no word is marked as the act of '{part}'")
        yield MarkedEvent(match[1], match[2], match[3], marked("A"), marked("V"), marked("R"))


def _known() -> frozenset[tuple[str, str]]:
    with TYPES.open(encoding="utf-8", newline="") as table:
        rows = (line for line in table if not line.startswith("#"))
        return frozenset((row["type"], row["mode"]) for row in csv.DictReader(rows, delimiter="\t"))


def touching(left: Spans, right: Spans) -> bool:
    """Tell whether two sets of spans name the same words, by overlap; nothing and nothing are the same."""
    if not left or not right:
        return not left and not right
    return any(a < d and c < b for a, b in left for c, d in right)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two passes agree: sentences with the same types, and of the shared events the same parts."""

    sentences: int
    same_types: int
    shared_events: int
    same_modality: int
    same_actor: int
    same_recipient: int
    same_act: int


def compare(first: Iterable[MarkedSentence], second: Iterable[MarkedSentence]) -> tuple[Agreement, list[str]]:
    """Compare two passes sentence by sentence; also list the sentences whose types differ."""
    other = {sentence.text: sentence for sentence in second}
    counts, apart = Counter[str](), []
    for one in first:
        two = other.get(one.text)
        if two is None:
            continue
        counts["sentences"] += 1
        if Counter(event.type for event in one.events) == Counter(event.type for event in two.events):
            counts["same_types"] += 1
        else:
            kinds = [", ".join(event.type for event in pass_.events) or "NONE" for pass_ in (one, two)]
            apart.append(f"{kinds[0]} | {kinds[1]} | {one.text}")
        left = list(two.events)
        for event in one.events:
            match = next((held for held in left if held.type == event.type), None)
            if match is None:
                continue
            left.remove(match)
            counts["shared_events"] += 1
            counts["same_modality"] += event.modality == match.modality
            counts["same_actor"] += touching(event.actors, match.actors)
            counts["same_recipient"] += touching(event.recipients, match.recipients)
            counts["same_act"] += touching(event.act, match.act)
    return Agreement(**{name: counts[name] for name in Agreement.__slots__}), apart


def main() -> int:
    """Check, count, or compare."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--bare", action="store_true")
    options.add_argument("--against", type=Path)
    options.add_argument("files", nargs="*", type=Path, help="files of marked sentences (all of ours by default)")
    chosen = options.parse_args()
    try:
        sentences = [one for path in chosen.files for one in read_file(path)] if chosen.files else read_folder()
        second = list(read_file(chosen.against)) if chosen.against else []
    except (Malformed, OSError) as fault:
        print(f"event_sentences: {fault}", file=sys.stderr)
        return 1
    if chosen.bare:
        shuffled = sorted(sentences, key=lambda one: hashlib.sha256(one.text.encode()).hexdigest())
        print("\n".join(one.text for one in shuffled))
    elif chosen.against:
        agreement, apart = compare(sentences, second)
        print(agreement, *apart, sep="\n")
    else:
        _print_counts(sentences)
    return 0


def _print_counts(sentences: list[MarkedSentence]) -> None:
    events = [event for one in sentences for event in one.events]
    none = Counter(one.reason for one in sentences if one.reason)
    print(f"{len(sentences)} sentences, {len(events)} events, {sum(none.values())} sentences without event")
    print(
        f"{len({one.text for one in sentences})} different, {sum(one.held_out for one in sentences)} kept for testing"
    )
    for name, counted in (
        ("type", Counter(event.type for event in events)),
        ("mode", Counter(f"{event.type}/{event.mode}" for event in events if event.mode)),
        ("modality", Counter(event.modality for event in events)),
        ("no event", none),
    ):
        print(f"{name}: " + ", ".join(f"{key} {count}" for key, count in counted.most_common()))


if __name__ == "__main__":
    sys.exit(main())
