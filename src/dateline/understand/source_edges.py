"""Where a noun phrase begins and ends: with its article, title and "of ...", without clauses and authors behind it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.lexicon.source_nouns import kind_of_noun, noun_sets
from dateline.lexicon.tables import word_set
from dateline.understand.source_tokens import Tokens

BEFORE = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV"))
_OPEN = frozenset(("of", "for", "at", "in", "on", "to", "with", "near", "inside", "within", "from", "briefed", "close"))
_NO_DOCUMENT = frozenset(("by", "from"))
_LONGEST = 14
TIMES = word_set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August",
    "September October November December",
)


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes six times as long to make
class Phrase:
    """A noun phrase as tokens: its head, first and last (exclusive) token, and where its head or name ends."""

    head: int
    first: int
    stop: int
    core: int


def phrase_of(parse: Tokens, head: int) -> Phrase:
    """The phrase of a head: with its article, title and "of ...", without clauses and authors behind it."""
    pos, words = parse.pos, parse.word
    low = _begin_of_sentence(parse, head)
    first = anchor = head
    while first > low and head - first < _LONGEST:
        before = first - 1
        form, tag = words(before), pos[before]
        if form == "of" and first - 2 >= low and pos[first] == "PROPN" and _is_title(words(first - 2)):
            first = anchor = first - 2  # "Secretary of State Ana Ruiz"
            continue
        joins = (
            tag in BEFORE
            or form in ("'s", "’s", "'", "’", "-", "&", "/")
            or (tag == "VERB" and parse.labels[before] in ("amod", "compound"))
            or form.lower() in ("his", "her", "its", "their", "our", "my", "your", "whose")
        )
        if not joins:
            listed = form == "and" and before > low and pos[before - 1] == "ADJ" and pos[first] in ("ADJ", "NOUN")
            if not listed:
                break
        if tag == "NOUN" and pos[first] == "PROPN" and first <= anchor and form.lower() in kind_of_noun():
            anchor = before  # "the security firm Ambrey", wherever the grammar hung the firm
        elif tag in ("NOUN", "PROPN", "ADV", "NUM", "ADJ") and not _belongs(parse, before, anchor):
            break
        first = before
        if tag == "DET" and form[0].isupper() and first > low and parse.low(first - 1) in noun_sets()["outlet"]:
            anchor = first = first - 1  # "Malaysian newspaper The Star"
            continue
        if tag == "DET" and (first == low or parse.low(first - 1) not in ("all", "both", "half")):
            break
    while first < head and words(first) in ("'s", "’s", "'", "’", "-", "&", "/", "and"):
        first += 1
    core = _end_of_name(parse, head)
    stop = _end_of_phrase(parse, head, core)
    return Phrase(head, first, stop, core)


def _begin_of_sentence(parse: Tokens, token: int) -> int:
    """Where the sentence begins, also where the parse broke it inside a name: "Chancellor Max | Reuter was"."""
    number = parse.sentence_of(token)
    low = parse.sentences[number][0]
    while number and parse.pos[low] == parse.pos[low - 1] == "PROPN" and words_touch(parse, low - 1):
        number -= 1
        low = parse.sentences[number][0]
    return low


def _belongs(parse: Tokens, token: int, head: int) -> bool:
    """Whether a word before the head hangs on it, or stands in one run of capitals with it."""
    at = token
    for _ in range(5):
        above = parse.heads[at]
        if above == head or token < above <= head:
            return (
                parse.labels[at] not in ("obl", "obl:unmarked", "nsubj", "advmod", "parataxis", "obj")
                or (
                    parse.pos[token] == "PROPN"
                    and parse.pos[head] == "PROPN"
                    and parse.labels[at] != "obl:unmarked"
                    and parse.labels[at] != "obl"
                )
                or (parse.labels[at] == "advmod" and parse.pos[token] == "ADV" and parse.heads[at] != head)
            )
        if above == at:
            break
        at = above
    return parse.pos[token] == "PROPN" and parse.pos[token + 1] == "PROPN" and words_touch(parse, token)


def _end_of_name(parse: Tokens, head: int) -> int:
    core, size = head + 1, parse.size
    while core < size and words_touch(parse, core - 1):
        label, tag = parse.labels[core], parse.pos[core]
        above = parse.heads[core]
        if (
            (
                core == head + 1
                and parse.pos[head] != "PROPN"
                and parse.word(core) in ("The", "Le", "La", "El", "Al", "Die", "Der")
            )
            and core + 1 < size
            and parse.word(core + 1)[:1].isupper()
        ):
            core += 2
            continue
        in_name = tag == "PROPN" or (tag in ("NUM",) and parse.pos[core - 1] == "PROPN" and label != "obl:unmarked")
        if (label in ("flat", "goeswith") and above >= head - 8 and above <= core) or (
            in_name
            and (above == head or head <= above <= core + 3 or parse.pos[head] == "PROPN" or label == "appos")
            and parse.word(core) not in TIMES
        ):
            core += 1
        elif (
            parse.word(core) in ("-", "&", "/", "’", "'")
            and core + 1 < size
            and parse.pos[core + 1] == "PROPN"
            and parse.heads[core + 1] <= core
        ):
            core += 2
        elif (tag == "PROPN" and parse.word(core) not in TIMES) or (
            parse.word(core) in ("am", "della", "de", "of")
            and core + 1 < size
            and parse.pos[core + 1] == "PROPN"
            and parse.labels[core] in ("cop", "flat")
        ):
            core += 1
        else:
            break
    return core


def _end_of_phrase(parse: Tokens, head: int, core: int) -> int:
    stop, size = core, parse.size
    document = kind_of_noun().get(parse.low(head)) == "document"
    for _ in range(4):
        if stop < size and parse.pos[stop] == "ADP" and parse.low(stop) in _OPEN:
            if document and parse.low(stop) in _NO_DOCUMENT:
                break
            noun = next((t for t in range(stop + 1, min(size, stop + 9)) if parse.heads[stop] == t), None)
            if (
                noun is None
                or parse.labels[noun] not in ("nmod", "obl", "nmod:unmarked")
                or not head <= parse.heads[noun] < stop
            ):
                break
            if any(parse.pos[t] == "PUNCT" and parse.word(t) not in ("-", "’", "'") for t in range(stop, noun)):
                break
            stop = max(_end_of_name(parse, noun), noun + 1)
            while stop < size and parse.labels[stop] == "conj" and parse.heads[stop] == noun:
                stop += 1
            if (
                stop + 1 < size
                and parse.word(stop) == "and"
                and parse.pos[stop + 1] == "PROPN"
                and parse.pos[noun] == "PROPN"
                and parse.heads[stop + 1] == noun
            ):
                stop = _end_of_name(parse, stop + 1)
        elif (
            stop + 1 < size
            and parse.word(stop) == ","
            and parse.pos[stop + 1] == "PROPN"
            and parse.pos[head] == "NOUN"
            and parse.labels[stop + 1] == "appos"
            and parse.heads[stop + 1] == head
        ):
            return _end_of_name(parse, stop + 1)
        else:
            break
    return stop


def _is_title(word: str) -> bool:
    return word[:1].isupper() and word.lower() in ("secretary", "minister", "chief", "head", "chancellor", "speaker")


def words_touch(parse: Tokens, token: int) -> bool:
    """Tell whether only blank space (one line) stands between a token and the next."""
    if token + 1 >= parse.size:
        return False
    end, start = parse.ends[token], parse.starts[token + 1]
    return start == end or "\n" not in parse.text[end:start]
