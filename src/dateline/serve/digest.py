"""A record's stories made ready to be shown: facts grouped, ranked and joined to their reports, for every face."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from dateline.serve import ranking
from dateline.serve.claim_table import DATED, KIND_ORDER, STATUS_ORDER, claim_table
from dateline.serve.highlight import first_sentence
from dateline.serve.interval_chart import Chart, Interval, chart
from dateline.serve.namings import namings
from dateline.serve.phrases import FLAGS, bounds_words, date_words, short_date, shortened, value_words
from dateline.serve.provenance import origins_of, provenance
from dateline.serve.shown import (
    Answer,
    CopyOf,
    Evidence,
    Question,
    Report,
    StoryDigest,
    Told,
    Value,
    evidence_of,
)
from dateline.serve.telling import as_told, chapters

Record = dict[str, Any]
AFTER_NUMBER = re.compile(r"\d")
OPENING_LENGTH = 160
"""So many characters of a report's first line or sentence stand for its headline."""


def digests(record: Record) -> tuple[StoryDigest, ...]:
    """Digest every story of a record, the widest reported first; articles of no story follow as stories of one."""
    articles = {one["id"]: one for one in record["articles"]}
    told = [digest(story, articles) for story in record["stories"]]
    placed = {report.id for one in told for report in one.reports}
    alone = [digest(_alone(one), articles) for one in record["articles"] if one["id"] not in placed]
    return tuple(sorted([*told, *alone], key=lambda one: -len(one.reports)))


def digest(story: Record, articles: dict[str, Record]) -> StoryDigest:
    """Digest one story of the record."""
    found = [articles[one] for one in story["articles"] if one in articles]
    reports = {one["id"]: _report(one, number) for number, one in enumerate(found, start=1)}
    questions = _questions([one for one in story["claims"] if one["kind"] != "quote"], reports)
    acting = {one["name"].casefold() for one in story["actors"]}
    asked = {one["id"]: one["question"] for one in story["claims"]}
    known = [one.independent for one in questions if one.independent and one.independent > 1]
    copies = tuple(
        CopyOf(reports[one["article"]], reports[one["of"]], one["kind"], one.get("shared") or 0.0, one.get("why") or "")
        for one in story["copies"]
        if one["article"] in reports and one["of"] in reports
    )
    return StoryDigest(
        id=story["id"],
        headline=story["headline"] or "Untitled",
        period=date_words(story["period"]),
        places=tuple(story["places"]),
        topics=tuple(one for one in story["topics"] if one.casefold() not in acting),
        actors=tuple((one["name"], one.get("reports") or 0) for one in story["actors"]),
        reports=tuple(reports.values()),
        outlets=len({one.outlet.casefold() for one in reports.values() if one.is_signed}),
        independent=max(known) if known else None,
        brief=_told(story["brief"], reports),
        questions=questions,
        loose=_loose(reports.values(), story["claims"]),
        sayings=ranking.sayings(reports.values(), claims=story["claims"], copies=story["copies"]),
        deeds=ranking.deeds(tuple(reports.values()), copies=story["copies"]),
        timeline=_told(story["timeline"], reports),
        namings=namings(story["labels"], reports),
        omissions=_omissions(story["omissions"], asked, reports),
        copies=copies,
        table=claim_table(story, reports, copies),
        provenance=provenance(story["claims"], reports),
        tellings=as_told(story["claims"], reports),
        chapters=chapters(story, reports),
    )


def _alone(article: Record) -> Record:
    """Stand in for the story of an article that has none."""
    lists = ("places", "actors", "topics", "brief", "timeline", "claims", "omissions", "labels", "copies")
    return {
        "id": f"alone-{article['id']}",
        "headline": article["headline"],
        "articles": [article["id"]],
        "period": article["published_at"],
        **{name: [] for name in lists},
    }


def _report(article: Record, number: int) -> Report:
    signed = (article.get("outlet") or {}).get("name") or _site(article.get("url"))
    notes = [FLAGS.get(flag, flag.replace("_", " ")) for flag in article.get("flags", ())]
    if article.get("credited_to"):
        notes.insert(0, f"credited to {article['credited_to']}")
    headline = article.get("headline") or _opening(article["text"]) or "Untitled"
    return Report(
        id=article["id"],
        number=number,
        outlet=signed or _file(article["input"]),
        is_signed=bool(signed),
        headline=headline,
        published=date_words(article.get("published_at")),
        article=article,
        notes=tuple(notes),
    )


def _opening(text: str) -> str:
    """What a report without a headline goes by: its first line where short, else the first sentence, cut if need be."""
    line = text.strip().split("\n")[0]
    return line if len(line) <= OPENING_LENGTH else shortened(first_sentence(line), OPENING_LENGTH)


def _site(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _file(name: str) -> str:
    return re.split(r"[/\\]", name.rstrip("/"))[-1] or name


def _evidence(found: Iterable[Record], reports: dict[str, Report]) -> tuple[Evidence, ...]:
    return tuple(passage for one in found if (passage := evidence_of(one, reports)) is not None)


def _told(told: Iterable[Record], reports: dict[str, Report]) -> tuple[Told, ...]:
    found: list[Told] = []
    for one in told:
        when = date_words(one.get("date"))
        again = bool(when and found and found[-1].when == when)
        why = (one.get("date") or {}).get("why") or ""
        found.append(Told(one["text"], _evidence(one["evidence"], reports), when, why, again))
    return tuple(found)


def _questions(claims: Sequence[Record], reports: dict[str, Report]) -> tuple[Question, ...]:
    found = [_question(one, reports) for one in claims]
    return tuple(sorted((one for one in found if one.values), key=_question_rank))


def _question_rank(question: Question) -> tuple[int, int, int]:
    """What differs first, then figures, then what more reports answer."""
    return STATUS_ORDER.get(question.status, 9), KIND_ORDER.get(question.kind, 1), -question.reports


def _question(claim: Record, reports: dict[str, Report]) -> Question:
    origins = {one["id"]: one["name"] for one in claim["origins"]}
    groups: dict[tuple[Any, ...], list[Record]] = {}
    for one in claim["assertions"]:
        bounds = (one.get("low"), one.get("high"))
        same = (*bounds, one.get("approx")) if bounds != (None, None) else (one["value"].casefold(),)
        groups.setdefault(same, []).append(one)
    values = [
        _value(group, origins, reports, kind=claim["kind"], dated=claim["status"] in DATED) for group in groups.values()
    ]
    return Question(
        id=claim["id"],
        kind=claim["kind"],
        question=claim["question"],
        status=claim["status"],
        why=claim["why"],
        values=tuple(sorted((one for one in values if one.answers), key=_size)),
        origins=tuple(dict.fromkeys(origins.values())),
        independent=claim["independent"],
        sources=origins_of(claim, reports),
        chart=_chart(claim, reports) if claim["kind"] == "figure" else None,
    )


def _chart(claim: Record, reports: dict[str, Report]) -> Chart | None:
    """Draw the answers to a claim, unless they are given in different units: one axis would set miles beside km."""
    answers = [(one, report) for one in claim["assertions"] if (report := reports.get(one["article"])) is not None]
    if len({_unit(one["value"]) for one, _ in answers} - {""}) > 1:
        return None
    return chart(_interval(one, report) for one, report in answers)


def _unit(value: str) -> str:
    """The unit of a value of the record: what stands behind its last number."""
    return AFTER_NUMBER.split(value)[-1].removesuffix("or more").strip()


def _interval(answer: Record, report: Report) -> Interval:
    as_of = answer.get("as_of") or {}
    return Interval(
        low=answer.get("low"),
        high=answer.get("high"),
        approx=bool(answer.get("approx")),
        day=(as_of.get("from") or as_of.get("to") or "")[:10],
        day_words=short_date(as_of),
        number=report.number,
        name=shortened(report.outlet, 14) if report.is_signed else "",
        words=answer["value"],
    )


def _loose(reports: Iterable[Report], claims: Iterable[Record]) -> tuple[Question, ...]:
    """The figures that answer no question of the story, the surest first; the same bounds of a thing are one."""
    taken = {(one["article"], *one["span"]) for claim in claims for one in claim["assertions"]}
    groups: dict[tuple[Any, ...], list[tuple[Report, Record]]] = {}
    for report in reports:
        for figure in report.article["figures"]:
            thing = figure["counted"] or figure["unit"]
            if thing and (report.id, *figure["span"]) not in taken:
                groups.setdefault((thing, figure["unit"], figure["low"], figure["high"]), []).append((report, figure))
    ranked = sorted(groups.items(), key=lambda one: (-max(fact["confidence"] or 0 for _, fact in one[1]), -len(one[1])))
    return tuple(_loose_question(thing, group) for (thing, *_), group in ranked)


def _loose_question(thing: str, group: Sequence[tuple[Report, Record]]) -> Question:
    _, first = group[0]
    evidence = tuple(Evidence(report, fact["span"][0], fact["span"][1], fact["exact"]) for report, fact in group)
    unit = f" {first['unit']}" if first["unit"] and first["unit"] != thing else ""
    words = bounds_words(first["low"], first["high"], approx=first["approx"]) + unit
    value = Value(words, first["low"], first["high"], first["approx"], (Answer(evidence, "", ""),))
    return Question(
        id="",
        kind="figure",
        question=thing,
        status="single",
        why=first["why"],
        values=(value,),
        origins=(),
        independent=None,
    )


def _size(value: Value) -> tuple[float, float, int]:
    low = value.low if value.low is not None else value.high
    high = value.high if value.high is not None else value.low
    return (low or 0.0, high or 0.0, -len(value.evidence))


def _value(
    group: Sequence[Record], origins: dict[str, str], reports: dict[str, Report], *, kind: str, dated: bool
) -> Value:
    first = group[0]
    same: dict[tuple[str, str, str], list[Evidence]] = {}
    for one in group:
        passage = evidence_of(one, reports)
        if passage is not None:
            as_of = date_words(one.get("as_of")) if dated else ""
            origin = origins.get(one.get("origin") or "", "")
            if origin.casefold() == passage.report.outlet.casefold():
                origin = ""
            same.setdefault((passage.exact.casefold(), as_of, origin), []).append(passage)
    answers = [
        Answer(tuple(sorted(found, key=lambda one: one.report.number)), as_of, origin)
        for (_, as_of, origin), found in same.items()
    ]
    low, high, approx = first.get("low"), first.get("high"), bool(first.get("approx"))
    words = value_words(kind, first["value"]) or bounds_words(low, high, approx=approx)
    return Value(words, low, high, approx, tuple(sorted(answers, key=lambda one: one.evidence[0].report.number)))


def _omissions(
    omissions: Iterable[Record], asked: dict[str, str], reports: dict[str, Report]
) -> tuple[tuple[Report, tuple[str, ...]], ...]:
    missing: dict[str, list[str]] = {}
    for one in omissions:
        if one["article"] in reports and one["claim"] in asked:
            missing.setdefault(one["article"], []).append(asked[one["claim"]])
    return tuple((reports[article], tuple(dict.fromkeys(questions))) for article, questions in missing.items())
