"""Descriptions: the noun phrases of a text and what they are said of, and the acts that its verbs tell."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.lexicon.tables import word_set
from dateline.model.annotation import AnnotatedArticle, Annotation, Wording
from dateline.model.text import Span
from dateline.understand.parse import Parse

_NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_ADJECTIVE_TAGS = frozenset(("JJ", "JJR", "JJS"))
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
    starts, ends = parse.starts.tolist(), parse.ends.tolist()
    children = parse.all_children()
    found = []
    for token, tag in enumerate(tags):
        if tag not in _NOUN_TAGS:
            if tag in _ADJECTIVE_TAGS and labels[token] == "xcomp":  # "called the vote unfair"
                of = _said_of(parse, token, children[token])
                if of is not None:
                    found.append((starts[token], ends[token], starts[token], starts[of], lemmas[token]))
            continue
        if labels[token] in _INSIDE:
            continue
        first = last = token
        for child in children[token]:
            label = labels[child]
            if child < token:
                if label in _BEFORE:
                    first = min(first, parse.reach(child)[0])
            elif label == "flat" and child == last + 1:
                last = child
        while first < token and pos[first] in _NO_BEGINNING and parse.word(first) not in _OPENING:
            first += 1
        of = _said_of(parse, token, children[token])
        lemma = lemmas[token]
        whole = _whole(parse, token) if lemma in _PARTS else None
        if whole is not None:
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


def _said_of(parse: Parse, token: int, children: list[int]) -> int | None:
    """The noun that a noun describes: beside it, by "is", or by a verb of naming."""
    labels, label = parse.labels, parse.labels[token]
    head = int(parse.heads[token])
    if label == "appos":
        return head
    copula, subject = False, None
    for child in children:
        relation = labels[child]
        if relation == "cop":
            copula = True
        elif relation in _SUBJECTS:
            subject = child
        elif relation == "case":  # "is in close touch": no name for anybody
            copula, subject = False, None
            break
    if copula and subject is not None:
        return subject
    if label in _NAMED_SO and head < token and parse.pos[head] == "VERB" and parse.lemma(head) in _NAMING:
        below = parse.children(head)
        named = [child for child in below if child != token and labels[child] in _OBJECTS and child < token]
        by_as = label != "obl" or any(parse.word(child).lower() == "as" for child in children)
        return named[-1] if named and by_as else None
    return None


def _acts(parse: Parse) -> list[tuple[int, int, str]]:
    labels, lemmas = parse.labels, parse.lemmas()
    starts, ends = parse.starts.tolist(), parse.ends.tolist()
    children = parse.all_children()
    found = []
    for token, tag in enumerate(parse.tags):
        if tag not in _VERB_TAGS or labels[token] in _NO_ACT or lemmas[token] in _EMPTY:
            continue
        last = next((child for child in children[token] if labels[child] == "obj" and child > token), token)
        found.append((starts[token], ends[last], lemmas[token]))
    return found
