"""Words that give speech or thought to somebody, from reporting_verbs.tsv beside this file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.tables import read_table


@dataclass(frozen=True, slots=True)
class ReportingWord:
    """A verb or noun of speech or thought, with what may carry the content.

    klass: speech, belief, finding, question, denial. frames: q quotation, c clause, oc somebody + clause
    ("told her that"), i infinitive, oi somebody + infinitive ("urged her to"), o object ("praised the deal"),
    a object + as ("described it as"), on+i "called on them to"; `prepositions` may open the content ("called for").
    """

    word: str
    klass: str
    frames: frozenset[str]
    prepositions: frozenset[str]


def reporting_verb(lemma: str) -> ReportingWord | None:
    """The reporting verb with this dictionary form, or None."""
    return _words().get((lemma, "verb"))


def reporting_noun(lemma: str) -> ReportingWord | None:
    """The reporting noun with this dictionary form ("claim"), or None."""
    return _words().get((lemma, "noun"))


def reporting_adjective(lemma: str) -> ReportingWord | None:
    """The adjective of thought with this dictionary form ("sure"), or None."""
    return _words().get((lemma, "adjective"))


def is_stem(lemma: str) -> bool:
    """Tell whether a verb with this dictionary form reports, by itself or with a particle ("call" of "call out")."""
    return lemma in _stems()


def takes_particle(lemma: str) -> bool:
    """Tell whether a verb with this dictionary form reports with some particle."""
    return lemma in _phrasal_stems()


def words_of(kind: str) -> frozenset[str]:
    """All verbs, nouns or adjectives of the table; kind: verb, noun, adjective."""
    return frozenset(word for word, own in _words() if own == kind)


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    return frozenset(word.partition("-")[0] for word in words_of("verb"))


@lru_cache(maxsize=1)
def _phrasal_stems() -> frozenset[str]:
    return frozenset(word.partition("-")[0] for word in words_of("verb") if "-" in word)


@lru_cache(maxsize=1)
def _words() -> dict[tuple[str, str], ReportingWord]:
    found = {}
    for row in read_table("reporting_verbs.tsv"):
        frames = row["frames"].split()
        prepositions = frozenset(frame[2:] for frame in frames if frame.startswith("p="))
        plain = frozenset(frame for frame in frames if not frame.startswith("p="))
        found[row["word"], row["pos"]] = ReportingWord(row["word"], row["class"], plain, prepositions)
    return found
