"""Words that name a source without a telling of their own: "citing X", "with reference to X", "relying on X"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.lexicon.source_nouns import acts_of
from dateline.lexicon.tables import word_set
from dateline.understand.label_bits import bits
from dateline.understand.source_phrases import NOMINAL, RELATIVE, Nouns
from dateline.understand.source_tokens import Tokens

_CITING = word_set("cite quote invoke reference paraphrase refer point allude attribute credit")
_GROUNDS = word_set("base rely draw lean")
_BASED = word_set("basis strength evidence word authority")
_BEHIND = word_set("reference regard respect")
REFERENCE_NOUNS = _BASED | _BEHIND
_CLAUSE = bits("acl")


class Citing:
    """Reads whom words of citing name in one article."""

    def __init__(self, parse: Tokens, nouns: Nouns) -> None:
        """`nouns` are those of the same parse."""
        self._parse, self._nouns = parse, nouns

    def is_citing(self, verb: int) -> bool:
        """Tell whether a verb only names the source of the clause on which it leans: "..., citing the union"."""
        parse = self._parse
        if parse.lemma(verb).lower() not in _CITING:
            return False
        if parse.tags[verb] == "VBG":
            return not any(parse.labels[child].startswith(("nsubj", "aux")) for child in parse.children(verb))
        subject = next((c for c in parse.children(verb) if parse.labels[c].startswith("nsubj")), None)
        return (
            subject is not None
            and parse.low(subject) in RELATIVE
            and not any(parse.low(t) == "as" for t in range(verb, min(parse.size, verb + 12)))
        )

    def citing(self, here: list[int]) -> Iterator[tuple[int, int]]:
        """The words among these that name a source without a telling of their own: (word, head of the source)."""
        parse, nouns = self._parse, self._nouns
        for token in here:
            tag = parse.pos[token]
            if tag == "VERB":
                lemma = parse.lemma(token).lower()
                if lemma in _CITING:
                    if self.is_citing(token) and not self._is_denied(token):
                        for head in self._source_of(token):
                            yield token, head
                elif (
                    lemma in _GROUNDS
                    and parse.labels[token] in ("advcl", "acl")
                    and parse.tags[token] in ("VBG", "VBN")
                ):
                    whom = self._behind(token, ("on", "upon", "from"))
                    if whom is not None and nouns.kind(whom) is not None:
                        yield token, whom
            elif tag == "NOUN" and parse.word(token) in REFERENCE_NOUNS:
                form = parse.word(token)
                if form in _BEHIND and nouns.preposition(token) in ("with", "in"):
                    yield from ((token, one) for one in self._inside(token, ("to",)))
                elif form in _BASED and nouns.preposition(token) == "on":
                    yield from ((token, one) for one in self._inside(token, ("of",)))

    def _source_of(self, verb: int) -> Iterator[int]:
        parse, nouns = self._parse, self._nouns
        lemma = parse.lemma(verb).lower()
        if lemma in ("refer", "point", "allude", "attribute", "credit"):
            found = self._behind(verb, ("to",))
            if lemma == "attribute" and found is None:
                thing = next((c for c in parse.children(verb) if parse.labels[c] == "obj"), None)
                found = (
                    next((c for c in parse.children(thing) if nouns.preposition(c) == "to"), None) if thing else None
                )
        else:
            found = next((c for c in parse.children(verb) if parse.labels[c] == "obj"), None)
            if found is None:  # "quoting from a report"
                found = self._behind(verb, ("from",))
            if found is None and verb + 1 < parse.size and parse.heads[verb + 1] > verb:
                above = parse.heads[verb + 1]
                found = above if parse.pos[above] in NOMINAL and above - verb < 8 else None
        if found is not None and nouns.kind(found) is not None and not nouns.is_nobody(found):
            yield found

    def _behind(self, verb: int, prepositions: tuple[str, ...]) -> int | None:
        parse = self._parse
        for child in parse.children(verb):
            if child > verb and parse.pos[child] in NOMINAL and self._nouns.preposition(child) in prepositions:
                return child
        return None

    def _inside(self, noun: int, prepositions: tuple[str, ...]) -> Iterator[int]:
        parse = self._parse
        for child in parse.children(noun):
            behind = child > noun and parse.pos[child] in NOMINAL
            if behind and self._nouns.preposition(child) in prepositions and self._nouns.kind(child) is not None:
                yield child

    def _is_denied(self, verb: int) -> bool:
        """ "Without citing sources"."""
        parse = self._parse
        return any(
            parse.low(child) in ("without", "not", "never", "by") for child in parse.children(verb) if child < verb
        )

    def tellers_behind(self, noun: int) -> Iterator[int]:
        """Who told somebody cited: "the bishop, to whom the teachers spoke"."""
        parse = self._parse
        for child in parse.children(noun) if parse.below[noun] & _CLAUSE else ():
            if parse.labels[child] == "acl:relcl" and acts_of(parse.lemma(child).lower()) & {"meet", "tell"}:
                to_whom = any(parse.low(t) == "whom" for t in range(max(noun, child - 6), child))
                subject = next((c for c in parse.children(child) if parse.labels[c].startswith("nsubj")), None)
                if to_whom and subject is not None and parse.low(subject) not in RELATIVE:
                    yield subject

    def has_complement(self, verb: int) -> bool:
        """Tell whether a verb has an object, a clause or "of ..." behind it."""
        parse = self._parse
        for child in parse.children(verb):
            if child > verb:
                if parse.labels[child] in ("obj", "ccomp", "xcomp"):
                    return True
                if parse.labels[child] == "obl" and self._nouns.preposition(child) in ("of", "to", "about"):
                    return True
        return False
