"""Descriptions: the noun phrases of a text and what they are said of, and the acts that its verbs tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress

from dateline.lexicon.tables import word_set
from dateline.model.annotation import AnnotatedArticle, Annotation, Wording
from dateline.model.text import Span
from dateline.understand.parse import Parse

_NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_ADJECTIVE_TAGS = frozenset(("JJ", "JJR", "JJS"))
_ASKED_TAGS = _NOUN_TAGS | _ADJECTIVE_TAGS
_VERB_TAGS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
_INSIDE = frozenset(("compound", "flat", "flat:foreign", "fixed", "goeswith", "nmod:desc", "obl:unmarked"))
"""A noun that hangs so on another belongs to the phrase of that one."""
_BEFORE = frozenset(("det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "det:predet"))
"""What stands before its noun and belongs to the phrase."""
_NO_ACT = frozenset(("aux", "aux:pass", "cop", "case", "mark", "amod", "compound", "fixed", "cc", "discourse"))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
_OBJECTS = frozenset(("obj", "nsubj:pass"))
_NAMING = word_set(
    "call brand dub label name describe denounce deem consider term hail decry depict portray regard see view"
)
_NAMED_SO = frozenset(("xcomp", "obl", "obj", "iobj"))
_NO_BEGINNING = frozenset(("PUNCT", "ADP", "CCONJ", "SCONJ"))
_OPENING = frozenset("\"'“‘«(")
_PARTS = word_set(
    "group number series dozen hundred thousand million lot couple handful majority minority crowd team set pair",
    "string spate wave range kind sort type piece part score bunch pack batch round flurry slew",
)
"""Words of amount: what follows their "of" is what is meant."""
_EMPTY = word_set(
    "be have do say tell go come get make take want know think see like let seem need become keep give put try add ask",
    "look feel mean happen include continue begin start use show find turn work call help believe expect speak note",
)
"""Verbs that tell no act of their own, or only that somebody speaks."""


class Descriptions:
    """One annotation for an article, so that comparing needs no parse."""

    name = "descriptions"
    version = 1
    requires: tuple[type[Annotation], ...] = ()
    provides: tuple[type[Annotation], ...] = (Wording,)

    def __call__(self, annotated: AnnotatedArticle, parse: Parse) -> Iterable[Annotation]:
        """Read one article; nothing comes back for a text without nouns and verbs."""
        nouns, acts = _nouns(parse), _acts(parse)
        if not nouns and not acts:
            return
        start, end = (nouns or acts)[0][:2]
        yield Wording(
            article_id=annotated.article.id,
            span=Span(start, end),
            exact=parse.text[start:end],
            made_by=f"{self.name}@{self.version}",
            why="noun phrases and verbs by their grammar",
            nouns=tuple(nouns),
            acts=tuple(acts),
        )


def _nouns(parse: Parse) -> list[tuple[int, int, int, int, str]]:
    tags, labels, pos, lemmas = parse.tags, parse.labels, parse.pos, parse.lemmas()
    (starts, ends), heads = parse.edges(), parse.all_heads()
    children = parse.all_children()
    found = []
    for token in compress(range(len(tags)), map(_ASKED_TAGS.__contains__, tags)):
        label = labels[token]
        if tags[token] not in _NOUN_TAGS:
            if label == "xcomp":  # "called the vote unfair"
                of = _named_so(parse, token, heads[token])
                if of is not None:
                    found.append((starts[token], ends[token], starts[token], starts[of], lemmas[token]))
            continue
        if label in _INSIDE:
            continue
        first = last = token
        copula = False
        for child in children[token]:
            below = labels[child]
            if child > token:
                if below == "flat" and child == last + 1:
                    last = child
            elif below == "cop":
                copula = True
            elif first == token and below in _BEFORE:
                first = parse.reach(child)[0] if children[child] else child
        while first < token and pos[first] in _NO_BEGINNING and parse.word(first) not in _OPENING:
            first += 1
        if label == "appos":
            of = heads[token]
        elif copula:
            of = _subject(labels, children[token])
        else:
            of = _named_so(parse, token, heads[token]) if label in _NAMED_SO else None
        lemma = lemmas[token]
        if lemma in _PARTS and (whole := _whole(parse, token)) is not None:
            last, lemma = whole, lemmas[whole]
        found.append((starts[first], ends[last], starts[token], starts[of] if of is not None else -1, lemma))
    return found


def _whole(parse: Parse, token: int) -> int | None:
    """What a word of amount is the amount of: the sailors in "a group of sailors"."""
    for child in parse.children(token):
        is_part = child > token and parse.labels[child] == "nmod" and parse.tags[child] in _NOUN_TAGS
        if is_part and any(parse.word(below) == "of" for below in parse.children(child)):
            return child
    return None


def _subject(labels: Sequence[str], children: Sequence[int]) -> int | None:
    """What a noun with "is" is said of; "is in touch" names nobody."""
    subject = None
    for child in children:
        if labels[child] in _SUBJECTS:
            subject = child
        elif labels[child] == "case":
            return None
    return subject


def _named_so(parse: Parse, token: int, verb: int) -> int | None:
    """What a verb of naming calls by this word: the vote in "called the vote a farce"."""
    if verb >= token or parse.pos[verb] != "VERB" or parse.lemma(verb) not in _NAMING:
        return None
    named = [child for child in parse.children(verb) if child < token and parse.labels[child] in _OBJECTS]
    by_as = parse.labels[token] != "obl" or any(parse.word(child).lower() == "as" for child in parse.children(token))
    return named[-1] if named and by_as else None


def _acts(parse: Parse) -> list[tuple[int, int, str]]:
    labels, lemmas = parse.labels, parse.lemmas()
    starts, ends = parse.edges()
    children = parse.all_children()
    found = []
    for token in compress(range(len(parse)), map(_VERB_TAGS.__contains__, parse.tags)):
        if labels[token] in _NO_ACT:
            continue
        lemma, last = lemmas[token], token
        for child in children[token]:
            if child > token and labels[child] == "compound:prt":
                last = child
                if lemma in _EMPTY:  # "turn away" tells what "turn" does not
                    lemma = f"{lemma}-{lemmas[child]}"
            elif child > token and labels[child] == "obj":
                last = child
                break
        if lemma not in _EMPTY:
            found.append((starts[token], ends[last], lemma))
    return found
