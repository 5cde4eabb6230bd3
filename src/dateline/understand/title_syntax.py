"""What the grammar of a sentence tells of a title or a pronoun: whose clause it stands in, of whom it is said."""

from __future__ import annotations

from dateline.understand.parse import Parse

_TO_BECOME = frozenset(("become", "elect"))
_SPEAKS = frozenset(("say", "add", "tell", "note", "explain", "state", "continue", "write", "insist", "argue", "claim"))
_LAWS = frozenset(("constitution", "constitutional", "charter", "bylaws", "statute"))
_CASES = frozenset(("if", "when", "whenever", "should", "until", "unless", "shall"))
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")


def same_clause(parse: Parse, one: int, other: int) -> bool:
    """ "Anna saw her": subject and object of one verb are not the same person."""
    if one < 0 or other < 0:
        return False
    labels, heads = parse.labels, parse.all_heads()
    while labels[one] in ("flat", "compound", "det", "amod", "appos") and heads[one] != one:
        one = heads[one]
    return one != other and heads[one] == heads[other] != other


def is_subject(parse: Parse, token: int) -> bool:
    """Whether a word stands in the subject of its clause."""
    if token < 0:
        return False
    labels, heads = parse.labels, parse.all_heads()
    while labels[token] in ("flat", "compound", "det", "amod", "nmod:poss") and heads[token] != token:
        token = heads[token]
    return labels[token] in _SUBJECTS


def is_speaker(parse: Parse, token: int) -> bool:
    """Whether a word is the subject of a verb of speech: "Ruiz said", "he added"."""
    if token < 0:
        return False
    labels, heads = parse.labels, parse.all_heads()
    while labels[token] in ("flat", "compound", "det") and heads[token] != token:
        token = heads[token]
    return labels[token] == "nsubj" and parse.lemma(heads[token]).lower() in _SPEAKS


def only_verbs_between(parse: Parse, name: int, opener: int) -> bool:
    """Whether nothing but a verb stands between a name and a title: "Anna told the minister"."""
    between = parse.pos[name + 1 : opener] if 0 <= name < opener <= name + 4 else ()
    return "VERB" in between and all(one in ("VERB", "AUX", "ADV", "PROPN") for one in between)


def said_of(parse: Parse, title: int) -> int:
    """The token of which a title is said: "Ana Ruiz, the envoy", "Ana Ruiz, who was the envoy"; -1 for none."""
    if parse.labels[title] == "appos":
        return parse.head(title)
    below = parse.children(title) if parse.labels[title] == "acl:relcl" else ()
    was = any(parse.labels[child] == "cop" for child in below)
    return parse.head(title) if was and any(parse.word(child).lower() == "who" for child in below) else -1


def office_as_such(parse: Parse, token: int) -> str:
    """Why a title means nobody: "Japan's premier makers", "I will become the president"; else empty."""
    above = parse.head(token) if token >= 0 else token
    if above > token and parse.labels[token] == "amod" and parse.pos[above] == "NOUN":
        return "an adjective here"
    predicate = above < token and parse.labels[token] in ("xcomp", "obj") and parse.pos[above] == "VERB"
    return "the office as such" if predicate and parse.lemma(above).lower() in _TO_BECOME else ""


def told_by_law(parse: Parse, token: int) -> bool:
    """ "The constitution says that if the president dies, …": whoever holds the office then."""
    first, stop = parse.sentences[parse.sentence_of(token)] if token >= 0 else (0, 0)
    keys = [word.lower() for word in parse.words(first, min(token, stop))] if token > first else []
    return not _LAWS.isdisjoint(keys) and not _CASES.isdisjoint(keys)


def belongs_to_noun(parse: Parse, token: int) -> bool:
    """ "The justice ministry", "the chief medical officer": no holder; but "the mayor and the county judge"."""
    if 0 <= token < len(parse) - 1 and parse.word(token + 1) in ("and", "or"):
        return False
    return token >= 0 and parse.labels[token] == "compound" and parse.pos[parse.head(token)] == "NOUN"
