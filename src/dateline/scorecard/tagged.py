"""Gold names of every set in one form: texts with names by character, from tagged words or a treebank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.scorecard.gum_names import demonyms_in, name_gum
from dateline.scorecard.rebuilt import RebuiltText, from_treebank, from_words, with_blanks
from dateline.scorecard.treebanks import UNKNOWN, Sentence, as_iob2, documents, read_conllu

KINDS = {
    "Person": "PER", "PER": "PER", "person": "PER", "politician": "PER",
    "Organization": "ORG", "ORG": "ORG", "organisation": "ORG", "organization": "ORG", "politicalparty": "ORG",
    "Location": "LOC", "LOC": "LOC", "country": "LOC", "location": "LOC", "GPE": "LOC", "NORP": "NORP",
}  # fmt: skip
"""What the kinds of the sets are called here; a kind that is not named is not scored."""
ALL_KINDS = ("PER", "ORG", "LOC", "NORP")
CUT_AFTER = 30
"""A file that does not part its texts is cut after so many sentences."""
Name = tuple[int, int, str]
"""`[start, end)` in code points, and the kind."""


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text with its gold names; `unknown` are places of which the gold says nothing."""

    id: str
    rebuilt: RebuiltText
    names: frozenset[Name]
    unknown: tuple[tuple[int, int], ...] = ()

    def silent(self, start: int, end: int) -> bool:
        """Tell whether the gold says nothing about some of these characters."""
        return any(a < end and start < b for a, b in self.unknown)


def read_names(path: Path, *, blanks: bool = False) -> list[NamedText]:
    """The texts of a tagged file or of a treebank; `blanks` sets a blank round each word of a tagged file."""
    if ".conllu" in path.name:
        return list(_treebank(path))
    return list(_tagged_words(path, blanks=blanks))


def kinds_in(texts: Sequence[NamedText]) -> tuple[str, ...]:
    """The kinds that a set marks, in our order."""
    marked = {name[2] for text in texts for name in text.names}
    return tuple(kind for kind in ALL_KINDS if kind in marked)


def _tagged_words(path: Path, *, blanks: bool) -> Iterator[NamedText]:
    raw = path.read_text(encoding="utf-8")
    parted = "# newdoc" in raw or "-DOCSTART-" in raw
    group: list[Sentence] = []
    name = path.stem
    number = 0
    for sentence, opens in _sentences(raw):
        if group and (opens if parted else len(group) >= CUT_AFTER):
            yield _named(f"{name}-{number}", group, blanks=blanks)
            group, number = [], number + 1
        if opens:
            name = opens
        group.append(sentence)
    if group:
        yield _named(f"{name}-{number}", group, blanks=blanks)


def _sentences(raw: str) -> Iterator[tuple[Sentence, str]]:
    """Sentences of a tagged file; the second of each pair names the text that opens there."""
    opens, text = "", ""
    words: list[str] = []
    tags: list[str] = []
    for line in [*raw.splitlines(), ""]:
        if line.startswith("# newdoc"):
            opens = line.split("=", 1)[-1].strip() or "text"
        elif line.startswith("-DOCSTART-"):
            opens = "text"
        elif line.startswith("# text = "):
            text = line[9:]
        elif line.startswith("#") and not ("\t" in line or words):
            continue
        elif not line.strip():
            if words:
                yield Sentence(words=words, text=text, names=as_iob2(tags)), opens
                opens, text = "", ""
            words, tags = [], []
        else:
            columns = line.split("\t") if "\t" in line else line.split(" ")
            numbered = columns[0].isdigit() and len(columns) > 2
            words.append(columns[1 if numbered else 0])
            tags.append(columns[2 if numbered else 1] if len(columns) > 1 else "O")


def _named(name: str, group: list[Sentence], *, blanks: bool) -> NamedText:
    words = [one.words for one in group]
    if blanks:
        rebuilt = with_blanks(words)
    elif all(one.text for one in group):
        rebuilt = from_treebank(group)
    else:
        rebuilt = from_words(words)
    return _with_names(name, rebuilt, [tag for one in group for tag in one.names])


def _treebank(path: Path) -> Iterator[NamedText]:
    """A treebank that marks mentions, with the names that are derived from them."""
    sentences = read_conllu(path)
    demonyms = demonyms_in(sentences)
    for document in documents(sentences):
        name_gum(document, demonyms)
        yield _with_names(document[0].document, from_treebank(document), [tag for one in document for tag in one.names])


def _with_names(name: str, rebuilt: RebuiltText, tags: list[str]) -> NamedText:
    names: set[Name] = set()
    unknown: list[tuple[int, int]] = []
    ends = {stop for _, stop in rebuilt.sentences}
    first, kind = -1, ""
    for number, tag in enumerate([*tags, "O"]):
        mark, _, what = tag.partition("-")
        if first >= 0 and (mark != "I" or what != kind or number in ends):
            if kind in KINDS:
                names.add((rebuilt.words[first][0], rebuilt.words[number - 1][1], KINDS[kind]))
            first = -1
        if mark in ("B", "I") and first < 0 and what:
            first, kind = number, what
        if tag == UNKNOWN:
            unknown.append(rebuilt.words[number])
    return NamedText(name, rebuilt, frozenset(names), tuple(unknown))
