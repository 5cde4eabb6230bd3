"""Words and names of sources, from source_nouns.tsv, source_names.tsv and source_acts.tsv beside this file."""

from __future__ import annotations

from functools import lru_cache

from dateline.lexicon.reporting import reporting_verb, words_of
from dateline.lexicon.tables import read_table

KINDS = ("outlet", "document", "official", "witness", "anonymous", "other")
"""The kinds that a plain noun can tell; of a word under two of them, the first of these holds."""
_TELLING = ("speech", "finding", "denial")
_WITH_CLAUSE = frozenset("qc")


@lru_cache(maxsize=1)
def noun_sets() -> dict[str, frozenset[str]]:
    """The words of source_nouns.tsv by their row.

    Besides the kinds: `outlet_name` capitalised words in the names of papers and stations, `paper_title` those that
    stand alone for a paper ("the Post"), `paper_article` foreign articles before such names, `agency` and `reporter`
    who works for one, `medium` how a party speaks ("statement"), `platform` where ("Facebook"), `speaking` and
    `heading` people whose kind is that of the body they stand for, `private` what makes a body no state's.
    """
    return {row["kind"]: frozenset(row["words"].split()) for row in read_table("source_nouns.tsv")}


@lru_cache(maxsize=1)
def kind_of_noun() -> dict[str, str]:
    """The kind of source that a plain noun names."""
    found: dict[str, str] = {}
    sets = noun_sets()
    for kind in KINDS:
        for word in sets[kind]:
            found.setdefault(word, kind)
    return found


@lru_cache(maxsize=1)
def kind_of_name() -> dict[str, str]:
    """The kind of source that bears a name: agency, outlet, official (bodies of states and unions of states), other."""
    found: dict[str, str] = {}
    for row in read_table("source_names.tsv"):
        for name in row["names"].split("|"):
            found.setdefault(name.removeprefix("The "), row["kind"])
    return found


@lru_cache(maxsize=1)
def names_with_article() -> frozenset[str]:
    """Names of one word that mean a source only behind "the" ("the Information")."""
    names = [name for row in read_table("source_names.tsv") for name in row["names"].split("|")]
    bare = frozenset(names)
    cut = (name.removeprefix("The ") for name in names if name.startswith("The "))
    return frozenset(name for name in cut if " " not in name and name not in bare)


@lru_cache(maxsize=1)
def _sorts() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("source_acts.tsv"):
        for word in row["words"].split():
            found.setdefault(word, set()).add(row["sort"])
    return {word: frozenset(sorts) for word, sorts in found.items()}


@lru_cache(maxsize=20_000)
def acts_of(lemma: str) -> frozenset[str]:
    """What a verb with this dictionary form can do in a chain; empty for most.

    clause: it tells what its clause says; tell: what its object names; hearsay: so only inside speech; cite, refer:
    it names a source; carry, see, hand, learn, meet: it has the words from somebody; author, perceive.
    """
    sorts = _sorts().get(lemma, frozenset())
    word = reporting_verb(lemma)
    if word is not None and word.klass in _TELLING and word.frames & _WITH_CLAUSE and "asking" not in sorts:
        return sorts | {"clause"}
    return sorts


@lru_cache(maxsize=1)
def act_stems() -> frozenset[str]:
    """The verbs for which `acts_of` knows something, by themselves or with a particle ("rule" of "rule-out")."""
    return frozenset(word.partition("-")[0] for word in (*_sorts(), *words_of("verb")) if acts_of(word))


@lru_cache(maxsize=1)
def _act_words() -> dict[str, frozenset[str]]:
    return {row["sort"]: frozenset(row["words"].split()) for row in read_table("source_acts.tsv")}


def act_words(sort: str) -> frozenset[str]:
    """The words of one row of source_acts.tsv."""
    return _act_words()[sort]
