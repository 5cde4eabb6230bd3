"""Derive flat names (PER, ORG, LOC, NORP, MISC) from the nested mentions of GUM, and unify other sets.

A name is a run of proper nouns held together by flat, compound, amod or "of"; its kind is that of the
mention it heads. Titles and roles are taken off persons. A proper-noun run that heads no mention is
marked as unknown, not as "no name".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dateline.scorecard.treebanks import UNKNOWN, Sentence, as_iob2

KIND_OF_MENTION = {"person": "PER", "organization": "ORG", "place": "LOC"}
CROSSNER = {
    "person": "PER", "politician": "PER", "organisation": "ORG", "politicalparty": "ORG",
    "country": "LOC", "location": "LOC", "event": "MISC", "election": "MISC", "misc": "MISC",
}  # fmt: skip
_TITLES_TEXT = """
    mr mrs ms miss dr prof professor sir madam lord lady dame king queen prince princess emperor pope
    president vice minister prime premier chancellor secretary senator sen representative rep governor gov
    mayor judge justice chief general gen colonel col captain capt major sergeant sgt lieutenant lt admiral
    commander officer director chairman chairwoman chair speaker ambassador commissioner attorney
    congressman congresswoman councillor father mother brother sister saint reverend rev bishop archbishop
    cardinal rabbi imam sheikh executive deputy head leader mp spokesman spokeswoman spokesperson dean coach
    his her your majesty highness honor honour excellency
"""
TITLES = frozenset(_TITLES_TEXT.split())
OWN_DEMONYMS = Path(__file__).parent / "demonyms.txt"
_INSIDE = {"flat", "compound", "amod", "goeswith", "nummod", "flat:foreign"}
_OPEN = re.compile(r"\((?P<id>\d+)-(?P<kind>[a-z]+)-(?P<rest>[^()]*)(?P<closed>\))?")


@dataclass
class Mention:
    """A nested mention: tokens [first, last], with its entity type and whether it is linked to an article."""

    first: int
    last: int
    kind: str
    linked: bool


def gum_mentions(document: list[Sentence]) -> list[list[Mention]]:
    """The mentions of each sentence of one document, read from the Entity field."""
    found: list[list[Mention]] = []
    for sentence in document:
        mentions: list[Mention] = []
        waiting: dict[str, list[Mention]] = {}
        for token, misc in enumerate(sentence.misc):
            entity = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
            for piece in re.findall(r"\([^()]*\)?|[^()]+\)", entity):
                opened = _OPEN.match(piece)
                if opened:
                    # GRP-etype-infstat-salience-centering-minspan-link[-identity]
                    linked = len(opened["rest"].split("-", 5)) > 5
                    mention = Mention(token, token, opened["kind"], linked)
                    mentions.append(mention)
                    if not opened["closed"]:
                        waiting.setdefault(opened["id"], []).append(mention)
                elif waiting.get(piece.rstrip(")")):
                    waiting[piece.rstrip(")")].pop().last = token
        found.append(mentions)
    return found


def name_gum(document: list[Sentence], demonyms: frozenset[str]) -> None:
    """Fill in `names` of every sentence of one document."""
    for sentence, mentions in zip(document, gum_mentions(document), strict=True):
        tags = ["O"] * len(sentence.words)
        headed: dict[int, Mention] = {}
        for mention in mentions:
            head = _head_of(sentence, mention)
            smaller = headed.get(head)
            if smaller is None or mention.last - mention.first < smaller.last - smaller.first:
                headed[head] = mention
        for head, inside in _proper_runs(sentence, headed):
            _tag_run(sentence, tags, head, inside, headed.get(head), demonyms)
        mark_demonyms(sentence, tags, demonyms)
        sentence.names = tags


def name_others(sentences: Iterable[Sentence], demonyms: frozenset[str], kinds: dict[str, str] | None = None) -> None:
    """Bring the tags of another name set to ours; demonyms become NORP wherever they stand alone."""
    for sentence in sentences:
        tags = [tag if kinds is None or tag == "O" else tag[:2] + kinds[tag[2:]] for tag in sentence.names]
        tags = as_iob2(tags)
        for token, word in enumerate(sentence.words):
            alone = token + 1 == len(tags) or not tags[token + 1].startswith("I-")
            if word in demonyms and alone and tags[token] in ("O", "B-MISC"):
                tags[token] = "B-NORP"
        sentence.names = tags


def demonyms_in(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Adjectives and nouns of peoples, faiths and parties: those of the treebanks and our own list."""
    proper: set[str] = set()
    common: set[str] = set()
    for sentence in sentences:
        for word, tag, lemma in zip(sentence.words, sentence.tags, sentence.lemmas, strict=True):
            if word.islower():
                common.add(word)
            elif tag == "JJ" and lemma[:1].isupper() and lemma[1:].islower() and word.isalpha() and len(word) > 3:
                proper.add(word)
    own = frozenset(OWN_DEMONYMS.read_text(encoding="utf-8").split())
    kept = {word for word in proper if word.lower() not in common and not word.isupper()} - _NOT_PEOPLES
    return frozenset(kept | {word + "s" for word in kept if word[-1] not in "shz"} | own)


_NOT_PEOPLES_TEXT = """
    Internet Northern Southern Eastern Western Central Online Atlantic Antarctic Caribbean Biblical Colonial
    Congressional Masonic Paralympic Olympic Revolutionary Shakespearean Satanic Middle Outer Victorian
    Innate Mesoamerican Aryan Illyrian Bolivar Lankan Pachomian
"""
_NOT_PEOPLES = frozenset(_NOT_PEOPLES_TEXT.split())


def _head_of(sentence: Sentence, mention: Mention) -> int:
    for token in range(mention.first, mention.last + 1):
        if not mention.first <= sentence.heads[token] - 1 <= mention.last:
            return token
    return mention.last


def _proper(sentence: Sentence, token: int) -> bool:
    title = sentence.labels[token] == "nmod:desc" and sentence.words[token].rstrip(".").lower() in TITLES
    return sentence.tags[token] in ("NNP", "NNPS") and not title


def _proper_runs(sentence: Sentence, headed: dict[int, Mention]) -> Iterable[tuple[int, set[int]]]:
    below: list[list[int]] = [[] for _ in sentence.words]
    for token, head in enumerate(sentence.heads):
        if head:
            below[head - 1].append(token)
    runs: list[tuple[int, set[int]]] = []
    for head in range(len(sentence.words)):
        if not _proper(sentence, head):
            # "team member Rodaba Noori": the name hangs flat on a common noun, and its kind is the noun's.
            flat = {child for child in below[head] if sentence.labels[child] == "flat" and _proper(sentence, child)}
            if flat:
                runs.append((head, flat))
            continue
        above = sentence.heads[head] - 1
        if _held_by_name(sentence, head, headed) or (above >= 0 and sentence.labels[head] == "flat"):
            continue
        person = head in headed and headed[head].kind == "person"
        runs.append((head, _gather(sentence, below, head, person=person, headed=headed)))
    claimed: set[int] = set()
    for head, inside in sorted(runs, key=lambda run: -len(run[1])):
        if not inside & claimed:
            claimed |= inside
            yield head, inside


def _held_by_name(sentence: Sentence, token: int, headed: dict[int, Mention]) -> bool:
    head = sentence.heads[token] - 1
    return (
        head >= 0
        and _proper(sentence, head)
        and sentence.labels[token] in _INSIDE
        and not (
            token in headed
            and headed[token].linked
            and sentence.labels[token] not in ("flat", "flat:foreign")
            and head in headed
            and headed[head].kind == "person"
        )
    )


def _gather(
    sentence: Sentence, below: list[list[int]], head: int, *, person: bool, headed: dict[int, Mention]
) -> set[int]:
    inside = {head}
    waiting = [head]
    while waiting:
        token = waiting.pop()
        for child in below[token]:
            label = sentence.labels[child]
            named = _proper(sentence, child) or (sentence.tags[child] == "CD" and label in ("flat", "nummod"))
            of = (
                label == "nmod"
                and not person
                and _proper(sentence, child)
                and any(sentence.labels[c] == "case" and sentence.words[c] == "of" for c in below[child])
            )
            if (label in _INSIDE and named and _held_by_name_or_number(sentence, child, headed)) or of:
                inside.add(child)
                waiting.append(child)
    return inside


def _held_by_name_or_number(sentence: Sentence, child: int, headed: dict[int, Mention]) -> bool:
    return sentence.tags[child] == "CD" or _held_by_name(sentence, child, headed)


def _tag_run(
    sentence: Sentence,
    tags: list[str],
    head: int,
    inside: set[int],
    mention: Mention | None,
    demonyms: frozenset[str],
) -> None:
    first, last = min(inside), max(inside)
    # Inner gaps (of, the, &, -) belong to the name; anything longer is left to the head's own stretch.
    core = head if head in inside else first
    gap = [t for t in range(first, last + 1) if t not in inside and sentence.words[t] not in _GLUE]
    first = max([first, *(t + 1 for t in gap if t < core)])
    last = min([last, *(t - 1 for t in gap if t > core)])
    if mention is None:
        _tag_unlinked(sentence, tags, first, last, demonyms)
        return
    if mention.kind == "time":
        return
    kind = KIND_OF_MENTION.get(mention.kind, "MISC")
    if kind == "PER":
        while first <= last and sentence.words[first].rstrip(".").lower() in TITLES:
            first += 1
        while last >= first and sentence.words[last].rstrip(".").lower() in TITLES:
            last -= 1
        if first == last and sentence.words[first] in demonyms:
            kind = "NORP"
        elif first == last and sentence.tags[first] == "NNPS":
            kind = ""  # "the Sams" or "Tories": a family or a group, the source does not say which
    elif first == last and sentence.words[first] in demonyms and kind != "LOC":
        kind = "NORP"
    for token in range(first, last + 1):
        tags[token] = (("B-" if token == first else "I-") + kind) if kind else UNKNOWN


def _tag_unlinked(sentence: Sentence, tags: list[str], first: int, last: int, demonyms: frozenset[str]) -> None:
    words = sentence.words[first : last + 1]
    if words[0] in _CALENDAR:
        return
    tags[first : last + 1] = ["B-NORP"] if len(words) == 1 and words[0] in demonyms else [UNKNOWN] * len(words)


def mark_demonyms(sentence: Sentence, tags: list[str], demonyms: frozenset[str]) -> None:
    """Mark single words for peoples, faiths and parties in a treebank sentence, where no name stands yet."""
    for token, word in enumerate(sentence.words):
        adjective = sentence.tags[token] == "JJ" and sentence.lemmas[token][:1].isupper()
        if tags[token] == "O" and word in demonyms and (adjective or sentence.tags[token] in ("NNP", "NNPS")):
            tags[token] = "B-NORP"


_CALENDAR_TEXT = """
    January February March April May June July August September October November December Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday
"""
_CALENDAR = frozenset(_CALENDAR_TEXT.split())
_GLUE = frozenset({"of", "the", "-", "–", "&", "and", "'s", "’s", ".", "for", "de", "la", "/", "'"})
