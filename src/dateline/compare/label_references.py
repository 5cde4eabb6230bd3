"""Where a report refers to somebody or something, and by which words: names, titles, descriptions, acts."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.compare.background import is_background
from dateline.compare.label_actors import Actors
from dateline.compare.label_words import WORDS, NounPhrase, Reference, form_of, is_thing
from dateline.compare.reports import Report
from dateline.lexicon.labels import label_pattern, thing_of
from dateline.lexicon.word_families import family_of
from dateline.lexicon.words import stem
from dateline.model.annotation import Wording
from dateline.model.text import Span


@dataclass(frozen=True, slots=True)
class _Known:
    thing: str
    form: str
    span: Span

    @property
    def row(self) -> tuple[str, str]:
        """The thing and the form of the table."""
        return self.thing, self.form


def references(report: Report) -> list[Reference]:
    """List what a report refers to, in text order."""
    wording = next(report.annotated.of(Wording), None)
    nouns = [NounPhrase(Span(one[0], one[1]), *one[2:]) for one in wording.nouns] if wording else []
    by_head = {one.head: one for one in nouns}
    actors = Actors(report, nouns)
    table = _table_things(report)
    found = list(actors.references())
    taken = actors.heads
    for noun in nouns:
        if noun.head not in taken:
            thing = by_head.get(noun.of, noun)
            if thing.head in taken or not is_thing(thing.lemma):
                thing = noun
            made = _of_words(report, noun.span, noun.head, thing.lemma, table, said=thing is not noun)
            if made:
                found.append(made)
    for start, end, lemma in wording.acts if wording else ():
        if start not in by_head:
            made = _of_words(report, Span(start, end), start, lemma, table, sort="act")
            if made:
                found.append(made)
    for head, known in table.items():
        if head not in taken:
            found.append(
                Reference(
                    report, known.span, WORDS, f"table {known.form}", known.form, known.form, False, "", *known.row
                )
            )
    found.sort(key=lambda one: (one.span.start, one.span.end))
    return found


def _table_things(report: Report) -> dict[int, _Known]:
    """What the table of labels knows of the words of a report, by where the last word of each stands."""
    found: dict[int, _Known] = {}
    for match in label_pattern().finditer(report.article.text):
        known, span = thing_of(match.group()), Span(match.start(), match.end())
        if known and not is_background(report, span):
            found[match.start() + match.group().rfind(" ") + 1] = _Known(*known, span)
    return found


def _of_words(
    report: Report, span: Span, head: int, lemma: str, table: dict[int, _Known], *, sort: str = "", said: bool = False
) -> Reference | None:
    lower = stem(lemma) if lemma[:1].isupper() else lemma
    if not is_thing(lower):
        return None
    thing, table_form = known.row if (known := table.pop(head, None)) else (None, "")
    form = form_of(span.of(report.article.text))
    return Reference(
        report,
        span,
        WORDS,
        family_of(lower),
        lower,
        form,
        False,
        sort=sort,
        table=thing,
        table_form=table_form,
        said=said,
    )
