"""Measure events: types and parties on single sentences, police acts, false alarms, known coder cases.

    python benchmarks/events.py --data DIR [--set plv india_police petrarch2_unittest offtopic speed] [--confusion]

DIR is the folder of open development sets. The best event of a sentence is the one with the highest confidence;
parties are right when their words share at least one character with the gold words. PLOVER's CONCEDE and RETREAT
count as one type (YIELD) on plv, whose gold does not part them. The sentences of sport, business and culture
(offtopic) come from pages whose address names such a section.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.model.annotation import AnnotatedArticle, Event, Mention, Party
from dateline.model.article import Article
from dateline.model.text import Span
from dateline.understand.events import Events
from dateline.understand.room import understand

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
BATCH = 64
OFF_TOPIC = re.compile(
    r"/(sports?|football|soccer|tennis|cricket|business|money|finance|markets|tech|technology|entertainment|culture|arts|"
    r"film|films|movies|music|tv|television|books|food|food-drink|travel|lifestyle|style|fashion|life|gaming|games)[-/]"
)
ENGLISH = re.compile(r"\b(the|and|of|to|in|that|with|was|for)\b")


@dataclass(frozen=True)
class Score:
    """Counts of right, found and wanted, and what follows from them."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f} ({self.right}/{self.found}/{self.wanted})"


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read(texts: Sequence[str]) -> Iterator[AnnotatedArticle]:
    """Annotate texts in batches, as the corridor does."""
    for start in range(0, len(texts), BATCH):
        batch = [
            Article(
                id=f"b{start + number}",
                capture_id="b",
                found_in="benchmark",
                text=text,
                slices=(),
                visible_sha256="",
                language="en",
            )
            for number, text in enumerate(texts[start : start + BATCH])
        ]
        yield from understand(batch)


def merged(type_: str) -> str:
    return YIELD.get(type_, type_)


def touches(parties: Iterable[Party], wanted: dict[str, Any] | None) -> bool:
    """Tell whether any party shares words with the gold one; where the gold names nobody, anything is right."""
    if not wanted or not wanted.get("span"):
        return True
    gold = Span(*wanted["span"])
    return any(party.span is not None and party.span.overlaps(gold) for party in parties)


def plv(data: Path, *, confusion: bool) -> None:
    """Type of the best event, complete events, roles, and precision of the surer half."""
    texts = {row["id"]: row["text"] for row in rows(data / "events/plv/corpus.jsonl")}
    golds = rows(data / "events/plv/gold.jsonl")
    per_type: dict[str, Counter[str]] = defaultdict(Counter)
    mixed: Counter[tuple[str, str]] = Counter()
    whole = {"best event": [0, 0, 0], "any event": [0, 0, 0]}
    roles: Counter[str] = Counter()
    sure: list[tuple[float, bool]] = []
    for gold, article in zip(golds, read([texts[gold["id"]] for gold in golds]), strict=True):
        events = sorted(article.of(Event), key=lambda one: -one.confidence)
        for wanted in gold["events"]:
            type_ = merged(wanted["type"])
            guess = merged(events[0].type) if events else "none"
            per_type[type_]["wanted"] += 1
            per_type[guess]["found"] += 1
            per_type[type_]["right"] += guess == type_
            mixed[type_, guess] += 1
            actor, recipient = wanted["actor"], wanted["recipient"]
            if events:
                sure.append((events[0].confidence, guess == type_))
                roles["found"] += 1
                roles["actor"] += touches(events[0].actors, actor)
                roles["recipient"] += touches(events[0].recipients, recipient)
                roles["both"] += touches(events[0].actors, actor) and touches(events[0].recipients, recipient)
            roles["wanted"] += 1
            right = [
                merged(one.type) == type_ and touches(one.actors, actor) and touches(one.recipients, recipient)
                for one in events
            ]
            for name, part in (("best event", right[:1]), ("any event", right)):
                whole[name][0] += any(part)
                whole[name][1] += len(part)
                whole[name][2] += 1
    types = [type_ for type_ in per_type if type_ != "none"]
    scores = {one: Score(*(per_type[one][key] for key in ("right", "found", "wanted"))) for one in types}
    print(f"plv: type macro-F1 {sum(score.f1 for score in scores.values()) / len(scores):.3f}", end="  ")
    print(f"accuracy {sum(score.right for score in scores.values()) / roles['wanted']:.3f}")
    for name in sorted(scores, key=lambda one: -scores[one].wanted):
        print(f"  {name:10} {scores[name]}")
    for name, counts in whole.items():
        print(f"plv: actor, recipient and type of the {name}: {Score(*counts)}")
    print(
        "plv: roles of the best event: "
        + ", ".join(f"{one} {roles[one] / roles['wanted']:.3f}" for one in ("found", "actor", "recipient", "both"))
    )
    sure.sort(reverse=True)
    half = sure[: len(sure) // 2]
    print(f"plv: type precision of the surer half {sum(right for _, right in half) / max(1, len(half)):.3f}")
    bins: dict[int, list[bool]] = defaultdict(list)
    for confidence, right in sure:
        bins[int(confidence * 10)].append(right)
    print(
        "plv: confidence: " + ", ".join(f".{key}: {sum(v) / len(v):.2f} ({len(v)})" for key, v in sorted(bins.items()))
    )
    if confusion:
        for (type_, guess), count in mixed.most_common(60):
            if type_ != guess:
                print(f"  {type_:10} read as {guess:10} {count}")


def india_police(data: Path, *, most: int) -> None:
    """Acts of the police: in sentences that have one, and in sentences that have none."""
    texts = {row["id"]: row["text"] for row in rows(data / "events/india_police/corpus.jsonl")}
    golds = rows(data / "events/india_police/gold.jsonl")[:most]
    counts: Counter[str] = Counter()
    for gold, article in zip(golds, read([texts[gold["id"]] for gold in golds]), strict=True):
        acts = [event for event in article.of(Event) if is_police_act(event)]
        for sentence in gold["sentences"]:
            span = Span(*sentence["span"])
            here = [event for event in acts if event.trigger is not None and span.contains(event.trigger)]
            labels = sentence["labels"] or ["NONE"]
            for label in labels:
                counts[label] += 1
                counts[label, "hit"] += bool(here)  # type: ignore[index]
    for label in ("NONE", "ANY_ACTION", "ARREST", "FORCE", "KILL", "FAIL"):
        share = counts[label, "hit"] / max(1, counts[label])  # type: ignore[index]
        print(f"india_police: {label}: {share:.3f} of {counts[label]} sentences give an act of the police")


def is_police_act(event: Event) -> bool:
    """An asserted event that the police did."""
    police = any(party.sector == "COP" or "police" in (party.exact or "").lower() for party in event.actors)
    return police and event.modality == "asserted"


def petrarch(data: Path) -> None:
    """Coder cases: whether an event is found where there is one, and none where there is none."""
    texts = {row["id"]: row["text"] for row in rows(data / "events/petrarch2_unittest/corpus.jsonl")}
    golds = rows(data / "events/petrarch2_unittest/gold.jsonl")
    counts: Counter[str] = Counter()
    for gold, article in zip(golds, read([texts[gold["id"]] for gold in golds]), strict=True):
        found = bool(list(article.of(Event)))
        empty = all(one.get("no_event") or not one.get("cameo") for one in gold["events"])
        counts["empty" if empty else "event"] += 1
        counts["empty found" if empty else "event found"] += found
    print(f"petrarch2_unittest: event found in {counts['event found']} of {counts['event']} sentences with one")
    print(f"petrarch2_unittest: event found in {counts['empty found']} of {counts['empty']} sentences without")


def off_topic_texts(data: Path) -> Iterator[str]:
    """English texts of pages whose address names a section of sport, business or culture."""
    from trafilatura import extract

    for folder in ("pages", "fundus_fixtures"):
        for row in rows(data / f"extract/{folder}/gold.jsonl"):
            if not OFF_TOPIC.search(row.get("url") or ""):
                continue
            page = gzip.decompress((data / f"extract/{folder}" / row["file"]).read_bytes())
            text = extract(page.decode("utf-8", "replace"), favor_precision=True, include_comments=False) or ""
            if len(ENGLISH.findall(text)) > 0.12 * len(text.split()):
                yield "\n\n".join(text.split("\n"))


def offtopic(data: Path, *, sentences: int, show: bool) -> None:
    """The share of sentences of sport, business and culture in which any event fires."""
    seen = fired = pages = 0
    for article in read(list(off_topic_texts(data))):
        pages += 1
        text = article.article.text
        bounds = [(one.start(), one.end()) for one in re.finditer(r"[^\n]+?(?:[.!?][\"”’)]*(?=\s|$)|(?=\n|$))", text)]
        events = list(article.of(Event))
        # A page gives at most 20 sentences, so that no single one decides.
        for start, end in [one for one in bounds if one[1] - one[0] > 30][:20]:
            if seen == sentences:
                break
            seen += 1
            here = [one for one in events if one.trigger is not None and start <= one.trigger.start < end]
            fired += bool(here)
            if show:
                for event in here:
                    print(f"  {event.type} {event.confidence}: {text[start:end]}  [{event.why}]")
    print(f"offtopic: {fired} of {seen} sentences ({fired / max(1, seen):.3f}) from {pages} pages give an event")


def speed(data: Path) -> None:
    """CPU milliseconds an article, for the extractor alone."""
    from dateline.understand.room import annotate, running_order, syntax_for

    texts = [row["text"] for row in rows(data / "clusters/gva/corpus.jsonl")[:200]]
    parses = syntax_for("default").parse(texts)
    before = [one for one in running_order() if not isinstance(one, Events)]
    ready = [
        annotate(
            Article(id="s", capture_id="s", found_in="s", text=text, slices=(), visible_sha256=""), parse, order=before
        )
        for text, parse in zip(texts, parses, strict=True)
    ]
    extractor = Events()
    list(extractor(ready[0], parses[0]))
    started = time.process_time()
    found = sum(len(list(extractor(one, parse))) for one, parse in zip(ready, parses, strict=True))
    spent = time.process_time() - started
    tokens = sum(len(parse) for parse in parses)
    print(
        f"speed: {1000 * spent / len(texts):.2f} ms an article, {tokens / spent:,.0f} tokens a second, {found} events"
    )
    print(f"speed: {sum(len(list(one.of(Mention))) for one in ready) / len(ready):.0f} mentions an article")


def main() -> None:
    """Run the chosen sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    sets = ["plv", "india_police", "petrarch2_unittest", "offtopic", "speed"]
    parser.add_argument("--set", nargs="+", choices=sets, default=sets)
    parser.add_argument("--confusion", action="store_true", help="print which types are taken for which")
    parser.add_argument("--show", action="store_true", help="print the false alarms of the offtopic pages")
    parser.add_argument("--articles", type=int, default=773, help="articles of india_police")
    chosen = parser.parse_args()
    for name in chosen.set:
        if name == "plv":
            plv(chosen.data, confusion=chosen.confusion)
        elif name == "india_police":
            india_police(chosen.data, most=chosen.articles)
        elif name == "petrarch2_unittest":
            petrarch(chosen.data)
        elif name == "offtopic":
            offtopic(chosen.data, sentences=300, show=chosen.show)
        else:
            speed(chosen.data)


if __name__ == "__main__":
    main()
