"""He and she: whether the record gives a pronoun the person whom the gold's coreference gives it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.model.annotation import AnnotatedArticle, Mention
from dateline.scorecard.metrics import Place
from dateline.scorecard.nouns import GoldSet, Measure, Table, portion
from dateline.scorecard.reading import Bench
from dateline.scorecard.rebuilt import RebuiltText, from_treebank
from dateline.scorecard.treebanks import Sentence, documents, has_entities, read_conllu

GENRES = ("news", "interview", "bio")
HE_OR_SHE = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
_PIECE = re.compile(r"\((\d+)-([a-z]+)-[^()]*(\)?)|(\d+)(?:\[[^\]]*\])?\)")


@dataclass(frozen=True, slots=True)
class Person:
    """A gold mention of a person: its words, the word that heads it, and its coreference group."""

    first: int
    last: int
    head: int
    group: str


class Pronouns:
    """Counted are he and she of people whom the text names somewhere; a wrong person is told from none."""

    name = "pronouns"
    about = "Whom he and she mean"
    usual = ("ud_gum_free",)

    def sets(self, folder: Path) -> list[GoldSet]:
        """Treebanks that mark mentions: their larger part, since nothing of ours learns from its coreference."""
        found = []
        for one in sorted(path for path in (folder / "parsing").glob("*") if path.is_dir()):
            parts = sorted(one.glob("*.conllu*"), key=lambda path: -path.stat().st_size)
            if parts and has_entities(parts[0]):
                found.append(GoldSet(self.name, one.name, parts[0]))
        return found

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score news, interviews and lives."""
        texts = list(documents(read_conllu(gold.path)))
        texts = [one for one in texts if any(genre in one[0].document for genre in GENRES)][:limit]
        rebuilt = [from_treebank(one) for one in texts]
        rows = ({"id": number, "text": one.text, "language": "en"} for number, one in enumerate(rebuilt))
        counts: Counter[str] = Counter()
        for document, text, read in zip(texts, rebuilt, bench.read(rows), strict=True):
            genre = next(genre for genre in GENRES if genre in document[0].document)
            for verdict in verdicts(document, text, read.annotated):
                counts.update((verdict, "all", f"{genre} {verdict}", f"{genre} all"))
        settled = counts["right"] + counts["wrong"]
        measures: list[Measure] = [
            portion("right", "the right person", counts["right"], counts["all"], what="pronouns"),
            portion("precision", "of those given a person, the right one", counts["right"], settled),
            *(
                portion(f"right_{one}", f"{one}: the right person", counts[f"{one} right"], counts[f"{one} all"])
                for one in GENRES
            ),
        ]
        note = "The trees of this part taught the language core its grammar; nobody learnt from its coreference."
        size = f"{len(texts):,} texts, {counts['all']:,} pronouns"
        return Table(self.name, gold.name, size, tuple(measures), (note,))


def verdicts(document: Sequence[Sentence], text: RebuiltText, annotated: AnnotatedArticle) -> Iterator[str]:
    """Right, wrong or open for each he and she whose person has a name in the text."""
    people = list(people_of(document))
    words = [word for sentence in document for word in sentence.words]
    pos = [tag for sentence in document for tag in sentence.pos]
    named = {one.group for one in people if pos[one.head] == "PROPN"}
    mentions = list(annotated.of(Mention))
    groups = _groups_of_actors(mentions, people, text)
    pronouns = {(one.span.start, one.span.end): one for one in mentions if one.kind == "pronoun"}
    for person in people:
        if person.first != person.last or words[person.first].lower() not in HE_OR_SHE or person.group not in named:
            continue
        said = pronouns.get(text.words[person.first])
        if said is None or said.actor_id is None:
            yield "open"
        else:
            yield "right" if person.group in groups.get(said.actor_id, ()) else "wrong"


def people_of(document: Sequence[Sentence]) -> Iterator[Person]:
    """The mentions of persons in a document, from its Entity fields; numbers count words of the document."""
    base = 0
    for sentence in document:
        opened: dict[str, list[tuple[int, str]]] = {}
        for token, misc in enumerate(sentence.misc):
            entity = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
            for group, kind, closed, ended in _PIECE.findall(entity):
                if group and closed:
                    if kind == "person":
                        yield _person(sentence, base, token, token, group)
                elif group:
                    opened.setdefault(group, []).append((token, kind))
                elif opened.get(ended):
                    first, kind = opened[ended].pop()
                    if kind == "person":
                        yield _person(sentence, base, first, token, ended)
        base += len(sentence.words)


def _person(sentence: Sentence, base: int, first: int, last: int, group: str) -> Person:
    inside = range(first, last + 1)
    head = next((token for token in inside if sentence.heads[token] - 1 not in inside), last)
    return Person(base + first, base + last, base + head, group)


def _groups_of_actors(mentions: Sequence[Mention], people: Sequence[Person], text: RebuiltText) -> dict[str, set[str]]:
    """For each actor of ours the gold groups of its names."""
    groups: dict[str, set[str]] = {}
    for one in mentions:
        if one.kind == "person" and one.actor_id:
            group = _group_named((one.span.start, one.span.end), people, text)
            groups.setdefault(one.actor_id, set()).update({group} if group else ())
    return groups


def _group_named(name: Place, people: Sequence[Person], text: RebuiltText) -> str | None:
    """The group of the smallest gold mention that holds the name and has its head in it."""
    fitting = [
        (text.words[one.last][1] - text.words[one.first][0], one.group)
        for one in people
        if text.words[one.first][0] <= name[0]
        and name[1] <= text.words[one.last][1]
        and name[0] <= text.words[one.head][0] < name[1]
    ]
    return min(fitting)[1] if fitting else None
