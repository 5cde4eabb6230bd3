"""Labels: whether what the reports of a story call an actor or an act is found, and under the right thing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.model.annotation import AnnotatedArticle
from dateline.model.story import Label, Membership, Story
from dateline.scorecard.faults import listed
from dateline.scorecard.nouns import COUNT, GoldSet, Measure, Table, folders_with_gold, portion
from dateline.scorecard.reading import Bench, gold_and_rows

ACTOR, COUNTRY, GROUP, ACT, PROPERTY = "actor", "country", "group", "act or object", "property"
CONCEPTS = (ACTOR, COUNTRY, GROUP, ACT)
MOST_ALIKE = 0.5
UNREAD_PART = 3
"""The last third of the stories of a set was not read while labels were built."""
_STATE_CODE = 3

Meeting = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One gold phrase: where it stands and what it refers to."""

    article: str
    start: int
    end: int
    thing: str
    exact: str

    @property
    def kind(self) -> str:
        """The type of concept, read from the code of the set: `USA`, `USA\\Trump`, `USA\\USA-I`, `Lawsuit`."""
        first, *rest = self.thing.split("\\")
        if first == "Properties":
            return PROPERTY
        if len(first) != _STATE_CODE or not first.isupper():
            return ACT
        if not rest:
            return COUNTRY
        return GROUP if rest[-1].endswith(("-I", "-Misc")) else ACTOR


@dataclass(slots=True)
class Tally:
    """What was found in one or several stories."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    def update(self, other: Tally) -> None:
        """Take in the counts of another story."""
        self.counts.update(other.counts)
        self.faults.update(other.faults)


class Labels:
    """The reports of each gold story are compared as one story; every gold phrase with a place counts once.

    A label of ours meets a gold phrase when they share at least half of the characters of the shorter one. Each of our
    things is mapped to one gold thing: every label votes for the thing of the phrase that it is most alike to (shared
    characters by those in either; phrases lie in one another), most votes win (ties: more phrases met, then by name);
    several of ours may map to one. Of those only one answers for the gold thing, the one that finds most
    of its phrases; a phrase is **found** when a label of that one meets it, so that a gold thing that we split over
    several keeps only its biggest part. "Alike" asks besides that the characters shared be half of those in either;
    "split" lets all things that map to the gold thing answer. Precision is the share of our labels that meet a phrase
    of the gold thing their thing is mapped to; a set does not mark everything, so it is a hint.

    Properties ("desperate", "a new low") are marks of tone, not names of a thing; they have no part in the mapping
    and count only in the row that says so.
    """

    name = "labels"
    about = "What the reports of a story call the same actor or act"
    usual = ("newswcl50",)

    def sets(self, folder: Path) -> list[GoldSet]:
        """Every folder of `compare` whose gold has labels."""
        found = folders_with_gold(folder / "compare", self.name)
        return [one for one in found if '"labels"' in _first_line(one.path / "gold.jsonl")]

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one set; a limit counts reports, so the last story may lack some of its own."""
        pairs = gold_and_rows(gold.path, limit=limit)
        reports = zip(pairs, bench.read(row for _, row in pairs), strict=True)
        stories: dict[str, list[tuple[dict[str, Any], AnnotatedArticle]]] = defaultdict(list)
        for (wanted, _), read in reports:
            stories[str(wanted["story"])].append((wanted, read.annotated))
        ordered = sorted(stories)
        unread = set(ordered[len(ordered) - len(ordered) // UNREAD_PART :])
        whole, unseen = Tally(), Tally()
        for story in ordered:
            tally = tally_of(phrases_of(stories[story]), labels_of(story, stories[story]))
            whole.update(tally)
            if story in unread:
                unseen.update(tally)
        size = f"{len(stories)} stories, {len(pairs)} reports, {whole.counts['phrases']:,} phrases"
        notes = ("Phrases without a place and properties are left out of the phrases counted.",)
        return Table(self.name, gold.name, size, tuple(measures(whole, unseen)), notes, faults=listed(whole.faults))


def phrases_of(story: Sequence[tuple[Mapping[str, Any], AnnotatedArticle]]) -> list[Phrase]:
    """The gold phrases of a story that have a place, each once for each thing."""
    found = dict.fromkeys(
        Phrase(annotated.article.id, one["span"][0], one["span"][1], one["thing"], one["exact"])
        for wanted, annotated in story
        for one in wanted["labels"]
        if one["span"]
    )
    return list(found)


def labels_of(story: str, reports: Sequence[tuple[Mapping[str, Any], AnnotatedArticle]]) -> tuple[Label, ...]:
    """What the comparison of the reports lists as labels."""
    from dateline.compare.comparison import compare

    articles = [annotated for _, annotated in reports]
    members = tuple(Membership(article_id=one.article.id, score=1.0, why="gold") for one in articles)
    made = Story(id=story, founding_article_id=articles[0].article.id, members=members)
    return compare(made, articles).labels


def tally_of(phrases: Sequence[Phrase], labels: Sequence[Label]) -> Tally:
    """Count one story by the rule that `Labels` states."""
    concepts = [one for one in phrases if one.kind != PROPERTY]
    met = list(_meetings(concepts, labels))
    mapped = _mapped(concepts, labels, met)
    answering = _answering(concepts, labels, met, mapped)
    found: dict[str, set[int]] = defaultdict(set)
    right_labels = set()
    for phrase, label, alike in met:
        thing, gold = labels[label].thing, concepts[phrase].thing
        found["any"].add(phrase)
        if mapped[thing] == gold:
            right_labels.add(label)
            found["split"].add(phrase)
            if answering[gold] == thing:
                found["found"].add(phrase)
                if alike >= MOST_ALIKE:
                    found["alike"].add(phrase)
    tally = Tally()
    for number, one in enumerate(concepts):
        keys = [key for key in ("any", "split", "found", "alike") if number in found[key]]
        tally.counts.update(["phrases", one.kind, *keys, *(f"{key} {one.kind}" for key in keys)])
        if number not in found["found"]:
            what = "split" if number in found["split"] else "elsewhere" if number in found["any"] else "missed"
            tally.faults[f"{what} {one.kind}: {one.thing} | {one.exact}"] += 1
    tally.counts.update(
        {
            "labels": len(labels),
            "right labels": len(right_labels),
            "things": len({one.thing for one in labels}),
            "gold things": len({one.thing for one in concepts}),
            "properties": len(phrases) - len(concepts),
        }
    )
    return tally


def measures(whole: Tally, unseen: Tally) -> Iterator[Measure]:
    """Every figure of the table."""
    counts = whole.counts
    yield portion("found", "phrases found under the right thing", counts["found"], counts["phrases"], what="phrases")
    for kind in CONCEPTS:
        key = kind.replace(" ", "_")
        yield portion(f"found_{key}", f"{kind}: found", counts[f"found {kind}"], counts[kind], what="phrases")
    yield portion("alike", "found, with half of the characters shared", counts["alike"], counts["phrases"])
    yield portion("split", "found, all parts of a split thing counted", counts["split"], counts["phrases"])
    yield portion("any", "met by any label, under whatever thing", counts["any"], counts["phrases"])
    everything = counts["phrases"] + counts["properties"]
    yield portion("with_properties", "found, properties counted as missed", counts["found"], everything)
    yield portion("precision", "labels that meet a phrase of their thing", counts["right labels"], counts["labels"])
    yield Measure("things", "things with labels", counts["things"], f"{counts['gold things']} in the gold", COUNT)
    read, left = unseen.counts["found"], unseen.counts["phrases"]
    yield portion("unread", "stories not read while this was built: found", read, left, what="phrases")
    for kind in CONCEPTS:
        found, of = unseen.counts[f"found {kind}"], unseen.counts[kind]
        yield portion(f"unread_{kind.replace(' ', '_')}", f"stories not read: {kind}", found, of)


def _meetings(phrases: Sequence[Phrase], labels: Sequence[Label]) -> Iterator[Meeting]:
    """Pairs of phrase and label that meet, and how alike they are."""
    by_article: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(labels):
        by_article[one.article_id].append(number)
    for numbers in by_article.values():
        numbers.sort(key=lambda number: labels[number].span.start)
    longest = max((one.span.end - one.span.start for one in labels), default=0)
    for number, phrase in enumerate(phrases):
        near = by_article.get(phrase.article, [])
        first = bisect_left(near, phrase.start - longest, key=lambda one: labels[one].span.start)
        last = bisect_right(near, phrase.end, key=lambda one: labels[one].span.start)
        for label in near[first:last]:
            span = labels[label].span
            shared = min(phrase.end, span.end) - max(phrase.start, span.start)
            sizes = phrase.end - phrase.start, span.end - span.start
            if shared > 0 and 2 * shared >= min(sizes):
                yield number, label, shared / (sum(sizes) - shared)


def _mapped(phrases: Sequence[Phrase], labels: Sequence[Label], met: Sequence[Meeting]) -> dict[str, str]:
    """The gold thing that each thing of ours stands for."""
    best: dict[int, tuple[float, str]] = {}
    for phrase, label, alike in met:
        gold = phrases[phrase].thing
        best[label] = max(best.get(label, (0.0, "")), (alike, gold))
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for label, (_, gold) in best.items():
        votes[labels[label].thing][gold] += 1
    reached: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, thing in {(phrase, labels[label].thing) for phrase, label, _ in met}:
        reached[thing][phrases[phrase].thing] += 1
    return {
        thing: min(seen, key=lambda gold: (-seen[gold], -reached[thing][gold], gold)) for thing, seen in votes.items()
    }


def _answering(
    phrases: Sequence[Phrase],
    labels: Sequence[Label],
    met: Sequence[Meeting],
    mapped: Mapping[str, str],
) -> dict[str, str]:
    """For each gold thing the one of ours that answers for it."""
    finds: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, thing in {(phrase, labels[label].thing) for phrase, label, _ in met}:
        if mapped[thing] == phrases[phrase].thing:
            finds[phrases[phrase].thing][thing] += 1
    return {gold: min(found, key=lambda thing: (-found[thing], thing)) for gold, found in finds.items()}


def _first_line(path: Path) -> str:
    with path.open(encoding="utf-8") as rows:
        return next(rows, "")
