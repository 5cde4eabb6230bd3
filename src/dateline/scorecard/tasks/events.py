"""Events: PLOVER type and parties on sentences with one event, police acts, and silence where nothing happens."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dateline.model.annotation import AnnotatedArticle, Event, Party
from dateline.model.text import Span
from dateline.scorecard.metrics import Score, macro_f1, surer_half
from dateline.scorecard.nouns import COUNT, GoldSet, Measure, Table, folders_with_gold, portion, prf
from dateline.scorecard.reading import Bench, gold_and_rows, lines, read_page

ONE_TYPE = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""Types that older codings (YIELD) do not tell apart."""
OFF_TOPIC = re.compile(
    r"/(sports?|football|soccer|tennis|cricket|business|money|finance|markets|tech|technology|entertainment|culture|arts|"
    r"film|films|movies|music|tv|television|books|food|food-drink|travel|lifestyle|style|fashion|life|gaming|games)[-/]"
)
SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"”’)]*(?=\s|$)|(?=\n|$))")
A_PAGE, IN_ALL, SHORTEST = 20, 300, 30
"""Sentences that one page gives at most, that are looked at in all, and how many characters they have at least."""


class Events:
    """The best event of a sentence has the highest confidence; parties are right when they share a character."""

    name = "events"
    about = "Who did what to whom, in the types of PLOVER"
    usual = ("plv", "india_police", "petrarch2_unittest", "off topic")

    def sets(self, folder: Path) -> list[GoldSet]:
        """Every folder of `events` whose gold has events or labelled sentences, and the pages on other topics."""
        found = [one for one in folders_with_gold(folder / "events", self.name) if _kind(one.path)]
        pages = folder / "extract"
        if any((pages / name / "gold.jsonl").is_file() for name in ("pages", "fundus_fixtures")):
            found.append(GoldSet(self.name, "off topic", pages))
        return found

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one set by what its gold has."""
        if gold.name == "off topic":
            return _off_topic(gold, bench, limit=limit)
        pairs = gold_and_rows(gold.path, limit=limit)
        cases = [
            (wanted, read.annotated)
            for (wanted, _), read in zip(pairs, bench.read(row for _, row in pairs), strict=True)
        ]
        score = {"dyads": _dyads, "sentences": _sentences, "codes": _codes}[_kind(gold.path)]
        return score(gold, cases)


def _kind(path: Path) -> str:
    """What the gold of a folder has: typed dyads, labelled sentences, or codes that say whether there is an event."""
    with (path / "gold.jsonl").open(encoding="utf-8") as rows:
        first = rows.readline()
    if '"sentences"' in first:
        return "sentences"
    if '"cameo"' in first or '"no_event"' in first:
        return "codes"
    return "dyads" if '"events"' in first else ""


Case = tuple[dict[str, Any], AnnotatedArticle]


def _dyads(gold: GoldSet, cases: Sequence[Case]) -> Table:
    per_type: dict[str, Counter[str]] = defaultdict(Counter)
    whole = {"best": Score(), "any": Score()}
    quads: dict[str, Counter[str]] = defaultdict(Counter)
    roles: Counter[str] = Counter()
    sure: list[tuple[float, bool]] = []
    for wanted_events, annotated in cases:
        events = best_first(annotated)
        for wanted in wanted_events["events"]:
            type_ = merged(wanted["type"])
            guess = merged(events[0].type) if events else "none"
            _count(per_type, type_, guess)
            if wanted.get("quad") is not None:
                _count(quads, str(wanted["quad"]), str(events[0].quad) if events else "none")
            roles["wanted"] += 1
            if events:
                sure.append((events[0].confidence, guess == type_))
                roles["actor"] += touches(events[0].actors, wanted["actor"])
                roles["recipient"] += touches(events[0].recipients, wanted["recipient"])
            complete = [is_complete(one, wanted) for one in events]
            whole["best"] += Score(any(complete[:1]), len(complete[:1]), 1)
            whole["any"] += Score(any(complete), len(complete), 1)
    scores = _scores(per_type)
    right, half = surer_half(sure)
    per = [
        row
        for name in sorted(scores, key=lambda one: -scores[one].wanted)
        if scores[name].wanted
        for row in prf(f"type_{name.lower()}", f"type {name}", scores[name], only_f1=True)
    ]
    return Table(
        "events",
        gold.name,
        f"{len(cases):,} texts, {roles['wanted']:,} events",
        (
            Measure("type_macro_f1", "type of the best event, macro-F1", macro_f1(scores.values()),
                    f"{sum(one.wanted > 0 for one in scores.values())} types"),
            portion("type_accuracy", "type of the best event, right", sum(one.right for one in scores.values()),
                    roles["wanted"]),
            Measure("quad_macro_f1", "class of four of the best event, macro-F1", macro_f1(_scores(quads).values())),
            *prf("complete", "type, actor and recipient of the best event", whole["best"]),
            *prf("complete_any", "the same of any event", whole["any"], only_f1=True),
            portion("found", "an event is found", len(sure), roles["wanted"]),
            portion("actor", "actor of the best event, right", roles["actor"], roles["wanted"]),
            portion("recipient", "recipient of the best event, right", roles["recipient"], roles["wanted"]),
            portion("surer_half", "type right in the half we are surer of", right, half),
            *per,
        ),
        ("CONCEDE and RETREAT count as one type, YIELD.",),
    )  # fmt: skip


def _count(counts: dict[str, Counter[str]], wanted: str, guess: str) -> None:
    counts[wanted]["wanted"] += 1
    counts[guess]["found"] += 1
    counts[wanted]["right"] += guess == wanted


def _scores(counts: dict[str, Counter[str]]) -> dict[str, Score]:
    return {one: Score(*(count[key] for key in ("right", "found", "wanted"))) for one, count in counts.items()}


def _sentences(gold: GoldSet, cases: Sequence[Case]) -> Table:
    """Acts of the police: in sentences that have one, and in sentences that have none."""
    seen: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for wanted, annotated in cases:
        acts = [event for event in annotated.of(Event) if is_police_act(event)]
        for sentence in wanted["sentences"]:
            span = Span(*sentence["span"])
            here = any(event.trigger is not None and span.contains(event.trigger) for event in acts)
            for label in sentence["labels"] or ["NONE"]:
                seen[label] += 1
                hits[label] += here
    found = hits["NONE"] + hits["ANY_ACTION"]
    labels = [one for one in ("ARREST", "FORCE", "KILL", "FAIL") if seen[one]]
    return Table(
        "events",
        gold.name,
        f"{len(cases):,} articles, {sum(len(one['sentences']) for one, _ in cases):,} sentences",
        (
            portion("false_alarms", "sentences without an act of the police that give one", hits["NONE"], seen["NONE"]),
            *prf("any_action", "sentences with an act of the police",
                 Score(hits["ANY_ACTION"], found, seen["ANY_ACTION"]), what="sentences"),
            *(portion(f"recall_{one.lower()}", f"sentences labelled {one} that give one", hits[one], seen[one])
              for one in labels),
        ),
    )  # fmt: skip


def _codes(gold: GoldSet, cases: Sequence[Case]) -> Table:
    seen: Counter[bool] = Counter()
    hits: Counter[bool] = Counter()
    for wanted, annotated in cases:
        empty = all(one.get("no_event") or not one.get("cameo") for one in wanted["events"])
        seen[empty] += 1
        hits[empty] += any(annotated.of(Event))
    return Table(
        "events",
        gold.name,
        f"{len(cases):,} sentences",
        (
            portion("found", "sentences with an event that give one", hits[False], seen[False]),
            portion("false_alarms", "sentences without an event that give one", hits[True], seen[True]),
        ),
        ("Made to test the mechanics of a coder, with invented countries.",),
    )


def _off_topic(gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
    """The share of sentences of sport, business and culture in which any event fires."""
    texts = list(off_topic_texts(gold.path))[:limit]
    seen = fired = pages = 0
    rows = ({"id": number, "text": text} for number, text in enumerate(texts))
    for read in bench.read(rows):
        if "unsupported_language" in read.annotated.article.flags or seen == IN_ALL:
            continue
        pages += 1
        text = read.annotated.article.text
        events = [one for one in read.annotated.of(Event) if one.trigger is not None]
        bounds = [(one.start(), one.end()) for one in SENTENCE.finditer(text)]
        for start, end in [one for one in bounds if one[1] - one[0] > SHORTEST][: min(A_PAGE, IN_ALL - seen)]:
            seen += 1
            fired += any(one.trigger is not None and start <= one.trigger.start < end for one in events)
    return Table(
        "events",
        gold.name,
        f"{seen} sentences of {pages} pages on sport, business and culture",
        (portion("false_alarms", "sentences that give any event", fired, seen, what="sentences"),
         Measure("events", "sentences that give any event", fired, f"{seen} sentences", COUNT)),
        ("Some of these sentences do tell of a strike, a fine or a lawsuit; nobody has marked which.",),
    )  # fmt: skip


def off_topic_texts(folder: Path) -> Iterable[str]:
    """The texts of pages whose address names a section of sport, business or culture."""
    for name in ("pages", "fundus_fixtures"):
        if not (folder / name / "gold.jsonl").is_file():
            continue
        for row in lines(folder / name / "gold.jsonl"):
            if OFF_TOPIC.search(row.get("url") or ""):
                article = read_page(folder / name / row["file"])
                if article is not None and article.text.strip():
                    yield article.text


def best_first(annotated: AnnotatedArticle) -> list[Event]:
    """The events of a text, the surest first."""
    return sorted(annotated.of(Event), key=lambda one: -one.confidence)


def merged(type_: str) -> str:
    """A type under the name by which it is scored."""
    return ONE_TYPE.get(type_, type_)


def is_complete(event: Event, wanted: dict[str, Any]) -> bool:
    """Whether type, actor and recipient are right."""
    return (
        merged(event.type) == merged(wanted["type"])
        and touches(event.actors, wanted["actor"])
        and touches(event.recipients, wanted["recipient"])
    )


def touches(parties: Iterable[Party], wanted: dict[str, Any] | None) -> bool:
    """Tell whether any party shares characters with the gold one; where the gold names nobody, anything is right."""
    if not wanted or not wanted.get("span"):
        return True
    gold = Span(*wanted["span"])
    return any(party.span is not None and party.span.overlaps(gold) for party in parties)


def is_police_act(event: Event) -> bool:
    """An asserted event that the police did."""
    police = any(party.sector == "COP" or "police" in (party.exact or "").lower() for party in event.actors)
    return police and event.modality == "asserted"
