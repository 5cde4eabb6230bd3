"""What is told: the clause, object or quotation that a verb of telling has behind or before it."""

from __future__ import annotations

from itertools import compress

from dateline.lexicon.reporting import reporting_noun, reporting_verb
from dateline.lexicon.source_nouns import act_words, acts_of
from dateline.lexicon.tables import word_set
from dateline.understand.label_bits import MARK, bits
from dateline.understand.source_act import Range
from dateline.understand.source_borders import mark
from dateline.understand.source_clauses import FINITE, SUBJECTS, Clauses
from dateline.understand.source_phrases import RELATIVE

_SAYING = word_set("say state warn note add report claim read announce allege tell declare write stress insist argue")
_TOLD_WITH = {
    "testify": ("to", "about"), "confess": ("to",), "admit": ("to",), "warn": ("of", "about"), "speak": ("of",),
    "tell": ("of", "about"), "complain": ("of", "about"), "boast": ("of", "about"), "write": ("of", "about"),
    "talk": ("of",),
}  # fmt: skip
_COUNTS = word_set("count tally log register record measure value price")
_LINKING = word_set("which who that what whom")
_MAY_END = frozenset((";", "as", "while"))
_BESIDE, _MAY_BE_TOLD = bits("conj", "parataxis"), bits("ccomp", "xcomp", "obj", "parataxis")
_QUOTE_MARKS = frozenset(("“", "”", '"', "``", "''", "«", "»"))


class Told(Clauses):
    """Clauses with what is told in them."""

    def has_clause(self, verb: int) -> bool:
        parse = self._parse
        for child in parse.children(verb) if parse.below[verb] & _MAY_BE_TOLD else ():
            if child < verb:
                continue
            label = parse.labels[child]
            if label == "ccomp" and not (parse.tags[child] == "VBG" and parse.word(child - 1) == ","):
                begin = parse.reach(child)[0]
                if parse.low(begin) in ("and", "but") or (
                    parse.word(begin) == "," and parse.low(begin + 1) in ("and", "but")
                ):
                    continue  # "..., a colonel told the radio, and its crew has been found": a clause beside it
                return True
            if label == "xcomp" and self._may_complete(verb, child):
                return True
            if label == "obj" and parse.low(child) in ("how", "why", "where", "what"):
                return True
            if label == "parataxis" and parse.word(verb + 1) in (":", ","):
                return any(parse.labels[c] in SUBJECTS for c in parse.children(child))
        aside = verb + 1 < self.stop and parse.word(verb + 1) == ","
        low, tags = parse.low, parse.tags
        for token in range(verb + 1, min(self.stop, verb + (40 if aside else 30))):
            form = low(token)
            if form == "that" and (not aside or parse.word(token - 1) == ","):
                at = parse.heads[token]
                return parse.pos[token] in ("SCONJ", "PRON") and at > token and self.is_clause(at)
            if form in (".", ";") or (tags[token] in FINITE and not aside):
                return False
        return False

    def bare_clause(self, verb: int, stop: int) -> bool:
        """Whether a noun with a finite verb follows at once: "said the road was shut"."""
        parse = self._parse
        if verb + 1 >= stop or parse.pos[verb + 1] not in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"):
            return False
        for token in range(verb + 2, min(stop, verb + 14)):
            if parse.word(token) in (",", ".", ";", ":", "that", "which", "who", "“", '"'):
                return False
            if parse.tags[token] in FINITE:
                return True
        return False

    def closes(self, verb: int, subject: int, begins: int, first: int) -> bool:
        """Whether the act stands behind what is told: after a comma or a closing mark with a clause before it."""
        parse = self._parse
        start = min(begins, verb) if subject < verb else verb
        while start > first and parse.low(start - 1) in ("as", "so", "and", "but"):
            start -= 1
        if start <= first:
            # a quotation may have ended the sentence before
            return start > 0 and parse.word(start - 1) in ("”", '"') and start == first
        before = parse.word(start - 1)
        if before in _QUOTE_MARKS:
            return mark(parse, start - 1) < 0
        if before not in (",", "—", "–", "-", "--"):
            return False
        finite = any(parse.tags[t] in FINITE for t in range(first, start))
        bare = start - first > 5 and self.object_of(verb) is None and parse.pos[first] != "ADP"
        return (finite or bare) and not (parse.labels[verb] == "conj" and parse.low(start) in ("and", "but"))

    def before_quotation(self, verb: int, stop: int) -> bool:
        parse = self._parse
        for token in range(verb + 1, min(stop, verb + 15)):
            form = parse.word(token)
            if form == ":":
                return True
            if form in ("“", '"', "‘"):
                return parse.word(token - 1) in (",", ":") or token - verb <= 4
        return False

    def named_prepositions(self, verb: int) -> bool:
        prepositions = _TOLD_WITH.get(self._parse.lemma(verb))
        return prepositions is not None and self.oblique(verb, prepositions) is not None

    def _may_complete(self, verb: int, child: int) -> bool:
        """ "Vowed to stay", "denied taking", "called it unfair", but not "continued to fight"."""
        parse = self._parse
        if parse.tags[child] == "VBG" or any(parse.low(c) == "being" for c in parse.children(child)):
            return "tell" in acts_of(self.lemma(verb))
        if parse.pos[child] not in ("VERB", "AUX"):
            return True
        word = reporting_verb(self.lemma(verb))
        return word is not None and "i" in word.frames

    def is_as_clause(self, verb: int) -> bool:
        """ "As the bank noted, prices have fallen"."""
        parse = self._parse
        marked = bool(parse.below[verb] & MARK) and any(
            parse.labels[c] == "mark" and parse.low(c) == "as" for c in parse.children(verb) if c < verb
        )
        return marked and parse.labels[verb] in ("advcl", "acl", "root", "ccomp")

    def around(self, verb: int, begins: int, first: int, stop: int) -> tuple[list[Range], bool]:
        """What stands behind an aside that opens the sentence, or before one that does not."""
        before = self._parse.low(begins - 2) if begins - 2 >= first else ""
        if begins - first <= 1 or before in (",", "that", "“", '"'):
            return [(verb + 1, stop)], False
        return [(first, begins)], True

    def asserts_of_relative(self, verb: int, begins: int) -> bool:
        """ "The footage, which villagers say was filmed at dawn"."""
        parse = self._parse
        before = parse.low(begins - 1) if begins else ""
        return (
            before in _LINKING
            and verb + 1 < self.stop
            and (parse.tags[verb + 1] in FINITE or parse.labels[verb + 1] == "aux")
        )

    def stands_apart(self, begins: int) -> bool:
        """Whether a telling so begun is of the writer's, not inside the words before it: ", which villagers say"."""
        return begins > 1 and self._parse.word(begins - 2) == ","

    def is_so(self, verb: int) -> bool:
        """ "So says his biographer"."""
        parse = self._parse
        return verb > 0 and parse.low(verb - 1) in ("so", "thus") and parse.tags[verb] in FINITE

    def is_free_relative(self, verb: int, begins: int, first: int) -> bool:
        """ "What the broadcaster reported as a landing", "confirming what the paper had written"."""
        parse = self._parse
        if not begins or parse.low(begins - 1) != "what":
            return False
        thing = self.object_of(verb)
        return "tell" in acts_of(self.lemma(verb)) and (thing is None or parse.low(thing) == "what")

    def is_order(self, verb: int) -> bool:
        """ "Told traders to reopen": an order, and no telling."""
        parse = self._parse
        if parse.lemma(verb) != "tell":
            return False
        ordered = False
        for child in parse.children(verb):
            if child > verb and parse.labels[child] == "ccomp":
                return False
            if child > verb and parse.labels[child] in ("xcomp", "advcl") and parse.tags[child] == "VB":
                ordered = ordered or any(parse.word(c) == "to" for c in parse.children(child))
        return ordered and parse.word(verb + 1) not in (",", "“", '"')

    def is_putting_it(self, verb: int, thing: int | None) -> bool:
        """ "As the mayor put it"."""
        parse = self._parse
        if thing is None or parse.lemma(verb) != "put" or parse.word(thing) != "it":
            return False
        return any(parse.low(child) == "as" for child in parse.children(verb))

    def is_said(self, verb: int) -> bool:
        """Tell whether a verb is one of speech, which makes a source of any subject."""
        return self._parse.lemma(verb) in _SAYING

    def is_told(self, verb: int, thing: int) -> bool:
        """Whether the object of a verb is something told, not somebody told or something made."""
        parse, nouns = self._parse, self._nouns
        lemma = parse.lemma(verb)
        form = parse.low(thing)
        if lemma in ("speak", "talk"):
            return False
        if lemma == "declare":  # "declared an emergency" is a deed
            return any(parse.labels[c] == "xcomp" for c in parse.children(verb)) or self.before_quotation(
                verb, self.stop
            )
        if lemma in _COUNTS:
            return any(parse.pos[t] == "NUM" for t in range(verb + 1, thing + 1))
        if lemma == "call":
            return any(parse.word(t) in ("“", '"') for t in range(thing, min(self.stop, thing + 6))) or any(
                parse.labels[c] == "xcomp" for c in parse.children(verb)
            )
        if lemma in ("dismiss", "dispute", "contradict", "refute"):
            return reporting_noun(parse.lemma(thing).lower()) is not None or nouns.kind(thing) == "document"
        if lemma == "report":
            return form not in (
                "earnings",
                "profit",
                "profits",
                "loss",
                "losses",
                "results",
                "revenue",
                "income",
                "sales",
                "duty",
                "crime",
            )
        if lemma == "put":
            return (
                any(
                    parse.labels[c] == "obl" and nouns.preposition(c) in ("at", "above", "below")
                    for c in parse.children(verb)
                )
                or nouns.preposition(thing) == "at"
                or any(parse.word(t) == "at" for t in range(thing + 1, min(parse.size, thing + 8)))
            )
        if lemma in (
            "write",
            "show",
            "note",
            "list",
            "document",
            "detail",
            "state",
            "say",
            "recall",
            "label",
            "document",
            "talk",
        ):
            return nouns.kind(thing) != "document" or lemma not in ("write", "show")
        return (
            lemma not in ("tell", "promise", "welcome", "hail", "mention", "warn", "suggest", "brand", "swear")
            or any(parse.labels[c] in ("xcomp",) for c in parse.children(verb))
            or lemma in ("promise", "warn", "welcome", "suggest")
        )

    def right(self, verb: int, stop: int) -> list[Range]:
        """What follows the verb up to another clause with its own subject at the same level."""
        parse = self._parse
        end = stop
        for child in parse.children(verb) if parse.below[verb] & _BESIDE else ():
            if child > verb and parse.labels[child] in ("conj", "parataxis") and self.own_subject(child) is not None:
                first = parse.reach(child)[0]
                if (first > verb + 1 and parse.word(first - 1) in (",", ";", "and", "but", "while")) or parse.word(
                    first
                ) in (",", ";", "and", "but", "while"):
                    end = min(end, first)
        for token in compress(range(verb + 1, end), map(_MAY_END.__contains__, parse.words[verb + 1 : end])):
            if parse.word(token) == ";" or self._begins_background(token, verb, stop):
                end = token
                break
        return [(verb + 1, end)] if end > verb + 1 else []

    def _begins_background(self, token: int, verb: int, stop: int) -> bool:
        """ "Said the road was safe, as troops moved in": the clause at the end is the writer's own."""
        parse = self._parse
        clause = parse.heads[token]
        if parse.word(token - 1) != "," or parse.labels[token] != "mark" or not token < clause < stop:
            return False
        if parse.reach(clause)[1] < stop - 1 or self.own_subject(clause) is None:
            return False
        between = range(verb + 1, token)
        marks = sum(parse.word(t) in _QUOTE_MARKS for t in between)
        return marks % 2 == 0 and any(parse.tags[t] in FINITE for t in between)

    def of_noun(self, noun: int, stop: int) -> list[Range]:
        """What is told in a clause behind a noun: "a letter in which ...", "a file that shows ...", "saying ..."."""
        parse = self._parse
        found: list[Range] = []
        for child in parse.children(noun):
            if (
                child > noun
                and parse.labels[child] in ("acl", "acl:relcl", "advcl")
                and parse.pos[child] in ("VERB", "AUX", "ADJ", "NOUN")
            ):
                first, after = parse.reach(child)
                inside = next((t for t in range(first, child) if parse.low(t) in RELATIVE), None)
                if (
                    parse.labels[child] == "acl:relcl"
                    and inside is not None
                    and inside > first
                    and parse.low(first) in ("in", "on", "at", "where")
                ):
                    found.append((first, max(after, child + 1)))
                elif acts_of(parse.lemma(child).lower()) & {"clause", "tell", "cite"} and parse.tags[child] != "VBN":
                    self.considered.add(child)
                    found.append((child + 1, max(after, child + 2)))
        return [(a, max(b, stop) if b >= stop - 2 else b) for a, b in found]

    def end_of_aside(self, verb: int, after: int, stop: int) -> int:
        parse = self._parse
        for token in range(after, stop):
            if parse.word(token) in (",", "“", '"', "”"):
                return token
        return stop

    def saying(self, verb: int, stop: int) -> int | None:
        """The inner verb of "quoted the minister as saying"."""
        parse = self._parse
        for token in range(verb + 1, min(stop - 1, verb + 25)):
            if parse.low(token) == "as" and parse.low(token + 1) in act_words("saying"):
                return token + 1
            if parse.word(token) in (".", ";"):
                return None
        return None
