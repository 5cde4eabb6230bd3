"""Names: border and kind, strictly, of the mentions that the record shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.model.annotation import AnnotatedArticle, Mention
from dateline.model.article import Article
from dateline.scorecard.faults import listed
from dateline.scorecard.metrics import Score
from dateline.scorecard.nouns import GoldSet, Measure, Table, prf
from dateline.scorecard.reading import Bench
from dateline.scorecard.regions import region_of
from dateline.scorecard.tagged import NamedText, kinds_in, read_names
from dateline.scorecard.treebanks import has_entities, scored_part

if TYPE_CHECKING:
    from dateline.understand.parse import Parse

OURS = {
    "person": "PER", "organization": "ORG", "country": "LOC", "place": "LOC", "nationality": "NORP", "group": "NORP",
}  # fmt: skip
"""What the record's kinds of mention are in the sets; other kinds are not scored."""
TRAINED_ON = frozenset({"wikigold", "uner_ewt", "crossner_politics"})
"""Sets from which the language core learnt; their figures say little."""
NEWS_ALONE, NEWS_GENRES = " news and interview", ("news", "interview")
"""The part of a treebank that comes nearest to news is a set of its own."""
Found = Mapping[str, set[tuple[int, int, str]]]
"""Our names by the id of the text."""


class Names:
    """Texts are put together from the set's words; "gold words" are the set's own words and sentences."""

    name = "names"
    about = "Names of persons, organisations, places and peoples"
    usual = ("worldwide", "ud_gum_free", "ud_gum_free news and interview", "uner_ewt", "crossner_politics", "wikigold")

    def sets(self, folder: Path) -> list[GoldSet]:
        """The dev (or only) part of each folder of `ner`, and treebanks that mark mentions, twice."""
        found = []
        for one in sorted(path for path in (folder / "ner").glob("*") if path.is_dir()):
            parts = sorted(path for path in one.iterdir() if path.suffix in (".tsv", ".iob2", ".txt", ".conll"))
            parts = [path for path in parts if "dev" in path.name] or parts[:1]
            found += [GoldSet(self.name, one.name, path) for path in parts[:1]]
        for one in sorted(path for path in (folder / "parsing").glob("*") if path.is_dir()):
            part = scored_part(one)
            if part is not None and has_entities(part):
                found += [GoldSet(self.name, name, part) for name in (one.name, one.name + NEWS_ALONE)]
        return sorted(found, key=lambda one: one.name in TRAINED_ON)

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one set."""
        texts = _texts(gold, blanks=False)[:limit]
        kinds = kinds_in(texts)
        main = kinds if _is_treebank(gold) else tuple(kind for kind in kinds if kind != "NORP")
        rows = ({"id": number, "text": text.rebuilt.text, "language": "en"} for number, text in enumerate(texts))
        found = {
            text.id: names_of(read.annotated) for text, read in zip(texts, bench.read(rows), strict=True)
        }  # fmt: skip
        scores = by_kind(texts, found, kinds)
        together = sum((scores[kind] for kind in main), Score())
        measures = [*prf("micro", "border and kind, " + ", ".join(main), together, what="names")]
        measures += [row for kind in kinds for row in prf(kind.lower(), kind, scores[kind], what="names", only_f1=True)]
        measures += _regions(texts, found, main)
        measures += _on_gold_words(_texts(gold, blanks=not _is_treebank(gold))[:limit], main, bench)
        names = sum(len(text.names) for text in texts)
        notes: tuple[str, ...] = ("The language core learnt from this set, so the figure says little.",)
        size = f"{len(texts):,} texts, {names:,} names"
        notes = notes if gold.name in TRAINED_ON else ()
        return Table(self.name, gold.name, size, tuple(measures), notes, faults=listed(_faults(texts, found, main)))


def names_of(annotated: AnnotatedArticle) -> set[tuple[int, int, str]]:
    """The names that the record shows, as an outsider reads them from it."""
    return {
        (one.span.start, one.span.end, OURS[one.kind]) for one in annotated.of(Mention) if one.kind in OURS
    }  # fmt: skip


def by_kind(texts: Iterable[NamedText], found: Found, kinds: Sequence[str]) -> dict[str, Score]:
    """Score each kind; a name on words of which the gold says nothing counts neither way."""
    scores = dict.fromkeys(kinds, Score())
    for text in texts:
        ours = {one for one in found[text.id] if not text.silent(one[0], one[1])}
        for kind in kinds:
            wanted = {one for one in text.names if one[2] == kind}
            said = {one for one in ours if one[2] == kind}
            scores[kind] += Score(len(wanted & said), len(said), len(wanted))
    return scores


def _faults(texts: Iterable[NamedText], found: Found, kinds: Sequence[str]) -> Counter[str]:
    faults: Counter[str] = Counter()
    for text in texts:
        ours = {one for one in found[text.id] if one[2] in kinds and not text.silent(one[0], one[1])}
        wanted = {one for one in text.names if one[2] in kinds}
        for verdict, names in (("missed", wanted - ours), ("spurious", ours - wanted)):
            faults.update(f"{verdict} {text.rebuilt.text[a:b]!r} {kind}" for a, b, kind in names)
    return faults


def _is_treebank(gold: GoldSet) -> bool:
    return ".conllu" in gold.path.name


def _texts(gold: GoldSet, *, blanks: bool) -> list[NamedText]:
    genres = NEWS_GENRES if gold.name.endswith(NEWS_ALONE) else ("",)
    texts = read_names(gold.path, blanks=blanks)
    return [text for text in texts if any(genre in text.id for genre in genres)]


def _regions(texts: Sequence[NamedText], found: Found, kinds: Sequence[str]) -> list[Measure]:
    """F1 by region of the world, where the set's texts say in their names whence they come."""
    groups: dict[str, list[NamedText]] = {}
    for text in texts:
        region = region_of(text.id)
        if region is None:
            return []
        groups.setdefault(region, []).append(text)
    return [
        measure
        for region, group in sorted(groups.items())
        for measure in prf(
            "region_" + region.lower().replace(" ", "_"),
            f"press of {region}",
            sum(by_kind(group, found, kinds).values(), Score()),
            what=f"names in {len(group)} texts",
            only_f1=True,
        )
    ]


def _on_gold_words(texts: Sequence[NamedText], kinds: Sequence[str], bench: Bench) -> list[Measure]:
    """The same with the set's own words and sentences: of the mentions, and of the parser's names before them."""
    from dateline.understand.mentions import Mentions
    from dateline.understand.room import syntax_for

    syntax = syntax_for(bench.syntax)
    on_gold: Callable[..., Parse] | None = getattr(syntax, "parse_tokens", None)
    if on_gold is None:
        return []
    mentions, parsed = {}, {}
    for text in texts:
        parse = on_gold_words(on_gold, text)
        article = Article(
            id="x", capture_id="x", found_in="x", text=parse.text, slices=(), visible_sha256="", language="en"
        )
        annotated = AnnotatedArticle(article)
        mentions[text.id] = names_of(annotated.with_(Mentions()(annotated, parse)))
        parsed[text.id] = {
            (int(parse.starts[one.first]), int(parse.ends[one.last_exclusive - 1]), str(one.kind))
            for one in parse.names
        }
    rows = (("gold_words", "the same on gold words", mentions), ("gold_words_core", "the core's own names", parsed))
    return [
        measure
        for key, words, found in rows
        for measure in prf(key, words, sum(by_kind(texts, found, kinds).values(), Score()), only_f1=True)
    ]


def on_gold_words(parse_tokens: Callable[..., Parse], text: NamedText) -> Parse:
    """Parse a text with the words and sentences of the gold."""
    import numpy as np

    places = np.array(text.rebuilt.words, dtype=np.int32)
    return parse_tokens(text.rebuilt.text, places[:, 0].copy(), places[:, 1].copy(), text.rebuilt.sentences)
