"""Clauses around verbs of telling: who is their subject, object and agent, and whether anything is told at all."""

from __future__ import annotations

from dateline.lexicon.source_nouns import acts_of, noun_sets
from dateline.lexicon.tables import word_set
from dateline.understand.label_bits import bits
from dateline.understand.source_phrases import NOMINAL, RELATIVE, Nouns
from dateline.understand.source_tokens import Tokens
from dateline.understand.speech_grammar import Subject, subject_of

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_SUBJECTED, _PASSIVE, _OBJECT = bits("nsubj"), bits("aux", "aux:pass", "nsubj:pass"), bits("obj")
_OBLIQUE, _FULL = bits("obl", "nmod"), bits("nsubj", "aux", "cop")
_MODALS = word_set("would will should could may might must 'll ’ll wo shall")
_CONDITIONS = word_set("if unless whether lest")
_NOT = word_set("not n't n’t never hardly yet neither nor")
_RELATED = RELATIVE | word_set("what whatever")
_HAVING = word_set("has have had 've ’ve")
_GOING_ON = word_set("go continue proceed appear begin start seem")


class Clauses:
    """The parts of clauses of one article, also where the grammar hung them elsewhere."""

    def __init__(self, parse: Tokens, nouns: Nouns) -> None:
        """`nouns` are those of the same parse."""
        self._parse, self._nouns = parse, nouns
        self.considered: set[int] = set()
        """The verbs that were looked at, whether they tell or not."""
        self.stop = parse.size
        """Where the stretch that is being read ends."""

    def lemma(self, verb: int) -> str:
        """The dictionary form, with the particle of a verb that needs one: "rule-out"."""
        parse = self._parse
        lemma = parse.lemma(verb)
        after = verb + 1
        if after < parse.size and parse.labels[after] == "compound:prt":
            whole = f"{lemma}-{parse.word(after)}"
            return whole if acts_of(whole) else lemma
        return lemma

    def is_unreal(self, verb: int) -> bool:
        """ "Would not say", "if police confirm", "asked to comment": nothing is told."""
        parse = self._parse
        infinitive = parse.tags[verb] == "VB" and (
            parse.labels[verb] == "xcomp" or (verb > 0 and parse.low(verb - 1) == "to")
        )
        for child in parse.children(verb):
            if child > verb:
                break
            label, form = parse.labels[child], parse.low(child)
            if form in _NOT or (label == "aux" and form in _MODALS):
                return True
            if label == "aux" and form in ("can", "do", "did", "does"):
                infinitive = False
            if (
                label in ("mark", "advmod")
                and form in _CONDITIONS
                and form not in ("when", "though", "although", "until")
            ):
                return True
            if label == "mark" and form == "without":
                return True
        if infinitive and parse.labels[verb] in (
            "xcomp",
            "advcl",
            "acl",
            "ccomp",
            "csubj",
            "conj",
            "obl",
            "root",
            "parataxis",
        ):
            above = parse.heads[verb]
            return not (parse.labels[verb] == "xcomp" and parse.lemma(above).lower() in _GOING_ON)
        return False

    def is_passive(self, verb: int) -> bool:
        parse = self._parse
        if parse.tags[verb] == "VBD" and verb + 1 < parse.size and parse.word(verb + 1) == "by":
            return self.own_subject(verb) is None
        if parse.tags[verb] != "VBN":
            return False
        has = False
        if self.is_slip(verb):
            return False
        for child in parse.children(verb) if parse.below[verb] & _PASSIVE else ():
            if parse.labels[child] in ("nsubj:pass", "aux:pass"):
                return True
            if parse.labels[child] == "aux":
                has = has or parse.lemma(child) in ("have", "be")
        if has:
            return False
        return not (parse.labels[verb] in ("root", "ccomp", "conj", "parataxis") and self.own_subject(verb) is not None)

    def subject(self, verb: int, first: int) -> int | None:
        parse = self._parse
        own = self.own_subject(verb)
        if own is not None:
            return own
        if parse.tags[verb] == "VBG" and verb == first:
            return self._subject_behind(verb)
        inverts = (
            verb > first
            and parse.word(verb - 1) in ("”", '"', ",")
            and parse.lemma(verb) != "tell"
            and parse.tags[verb] in FINITE
        )
        if inverts and "clause" in acts_of(self.lemma(verb)):
            inverted = self._noun_behind(verb)
            if inverted is not None:
                return inverted
        slip = parse.tags[verb] == "VBN" and (self.is_slip(verb) or parse.low(verb - 1) in _HAVING)
        aided = parse.tags[verb] == "VBN" and any(parse.labels[c] == "aux" for c in parse.children(verb))
        if parse.tags[verb] == "VBN" and not slip and not aided:
            return None
        if parse.tags[verb] in FINITE or slip or aided:
            near = self.subject_before(verb, first)
            if near is not None:
                return near
        found: Subject | None = subject_of(parse.parse, verb)
        if found is None:
            inverted = next(
                (c for c in parse.children(verb) if c > verb and parse.labels[c] in ("nsubj", "obj") and c - verb < 6),
                None,
            )
            return inverted if inverted is not None and parse.lemma(verb) in ("say", "read", "write") else None
        shared = found.head + 1 < verb and parse.low(found.head + 1) in ("but", "and")
        if shared and parse.labels[found.head] in SUBJECTS and parse.heads[found.head] == verb:
            return None
        return found.head if found.head >= first else None

    def _subject_behind(self, verb: int) -> int | None:
        """The mayor of "Speaking to the station, the mayor said"."""
        parse = self._parse
        comma = next((t for t in range(verb + 1, self.stop) if parse.word(t) == ","), self.stop)
        for token in range(comma + 1, min(self.stop, comma + 8)):
            if parse.labels[token] in SUBJECTS:
                return token
        return None

    def _noun_behind(self, verb: int) -> int | None:
        """The resident of "..., said a resident", wherever the grammar hung him."""
        parse = self._parse
        at = verb + 1
        while at < self.stop and parse.pos[at] in ("DET", "ADJ", "NUM") and at < verb + 5:
            at += 1
        if at >= self.stop or parse.pos[at] not in ("NOUN", "PROPN"):
            return None
        while at + 1 < self.stop and verb < parse.heads[at] and parse.labels[at] in ("compound", "nmod:desc", "amod"):
            if parse.heads[at] <= at:
                break
            at = parse.heads[at]
        above = parse.heads[at]
        finite = parse.tags[above] in FINITE or any(parse.labels[c] in ("aux", "cop") for c in parse.children(above))
        finite = finite and parse.low(above + 1) != "by"  # "said a shepherd reached by telephone"
        if parse.labels[at] in SUBJECTS and above > at and finite:
            return None  # "a clerk, said key roads were open": the subject of what is told
        return at if parse.pos[at] in NOMINAL else None

    def is_slip(self, verb: int) -> bool:
        """ "..., police estimated", "the Times reported, citing ...": no participle, whatever the grammar says."""
        parse = self._parse
        if parse.tags[verb] != "VBN" or verb == 0 or verb + 1 >= parse.size:
            return False
        if parse.below[verb] & _PASSIVE:
            return False
        own = self.own_subject(verb)
        if own is not None and parse.labels[own] == "nsubj" and own < verb:
            return parse.low(own) not in RELATIVE
        after = parse.low(verb + 1)
        sorts = acts_of(self.lemma(verb))
        if parse.pos[verb - 1] != "PROPN" or not sorts or after == "by":
            return False
        if "learn" in sorts:
            return True
        begins = after in ("that", "on", "earlier", "late", ".") or (
            after == "," and verb + 2 < parse.size and parse.tags[verb + 2] == "VBG"
        )
        head = self.noun_before(verb, -1)
        return begins and head is not None and self._nouns.is_press(head)

    def subject_before(self, verb: int, first: int) -> int | None:
        """The noun before a finite verb to which the grammar gave no subject, or before an aside between commas."""
        parse = self._parse
        at = verb - 1
        while at > first and parse.pos[at] in ("AUX", "ADV", "PART"):
            at -= 1
        if at > first and parse.word(at) == ",":
            name = at - 1
            opening = next((t for t in range(at - 1, max(first, at - 30), -1) if parse.word(t) == ","), None)
            if opening is None:
                return None
            form = parse.low(opening + 1)
            aside = (
                form in RELATIVE
                or parse.tags[opening + 1] in ("VBG", "VBN")
                or form in ("in", "a", "an", "the", "on", "with")
            )
            if aside:
                at = opening - 1
            elif parse.pos[name] == "PROPN" and name - opening < 4:
                at = opening - 1 if parse.pos[opening - 1] in NOMINAL else name
            else:
                return None
        if at < first or parse.pos[at] not in ("NOUN", "PROPN"):
            return None
        head = at
        for _ in range(6):
            above = parse.heads[head]
            if parse.labels[above] == "acl" and first <= parse.heads[above] < above < head:
                above = parse.heads[above]  # "a study published in the journal found"
            elif parse.tags[above] in ("VBD", "VBN") and first <= above < head:
                briefed = self.own_subject(above)  # "two people briefed on the talks told"
                above = briefed if briefed is not None and briefed == above - 1 else above
            if not first <= above < head or parse.pos[above] not in NOMINAL:
                break
            if any(parse.word(t) in (",", "”", '"') for t in range(above, head)):
                break
            head = above
        return head

    def own_subject(self, verb: int) -> int | None:
        parse = self._parse
        if not parse.below[verb] & _SUBJECTED:
            return None
        labels = parse.labels
        found = [child for child in parse.children(verb) if labels[child] in SUBJECTS]
        if not found:
            return None
        if found[0] < verb and parse.low(found[-1] + 1) in ("but", "and") and parse.heads[found[-1] + 1] == verb:
            found = found[:-1]  # "caught Hepatitis A but has stated": no subject stands before "but"
            if not found:
                return None
        inverts = len(found) > 1 and found[-1] > verb > found[0] and parse.word(verb - 1) in ("”", '"', ",")
        if inverts and "clause" in acts_of(self.lemma(verb)) and self._nouns.kind(found[-1]) is not None:
            return found[-1]  # "..., said the minister" with a subject of the words told hung on it too
        if len(found) > 1 and found[1] < verb:  # "the portal Delfi": two subjects are one phrase and its name
            real = [one for one in found if one < verb]
            last = real[-1]
            if parse.word(last - 1) == "," and parse.pos[real[-2]] == "NOUN" and self._nouns.kind(real[-2]) is not None:
                return real[-2]  # "the governor of the state, Anna Ruiz, told"
            if self._nouns.phrase(real[-2]).core > last:
                return real[-2]
            return last
        return found[0]

    def object_of(self, verb: int) -> int | None:
        parse = self._parse
        for child in parse.children(verb) if parse.below[verb] & _OBJECT else ():
            if parse.labels[child] == "obj" and (child > verb or parse.low(child) in _RELATED):
                return child
        if parse.lemma(verb) == "show":  # "television showed the prisoners boarding"
            whom = next((c for c in parse.children(verb) if c > verb and parse.labels[c] == "iobj"), None)
            if whom is not None and not self._nouns.is_press(whom):
                return whom
        at = verb + 1
        while at < self.stop and parse.pos[at] in ("DET", "ADJ", "NUM") and at < verb + 4:
            at += 1
        if at < self.stop and parse.pos[at] == "NOUN" and parse.labels[at] == "obj":
            return at  # hung on another verb by the grammar
        return None

    def oblique(self, verb: int, prepositions: tuple[str, ...]) -> int | None:
        parse = self._parse
        for child in parse.children(verb) if parse.below[verb] & _OBLIQUE else ():
            placed = child > verb and parse.labels[child] in ("obl", "obl:agent", "nmod", "obl:arg")
            if placed and self._nouns.preposition(child) in prepositions:
                return child
        return None

    def agent(self, verb: int) -> int | None:
        parse = self._parse
        for child in parse.children(verb):
            if (
                child > verb
                and parse.labels[child] in ("obl:agent", "obl", "obl:arg")
                and self._nouns.preposition(child) == "by"
            ):
                return child
        # "was quoted as saying by the agency"
        stop = parse.sentences[parse.sentence_of(verb)][1]
        for token in range(verb + 1, min(stop - 1, verb + 6)):
            if parse.low(token) == "by" and parse.heads[token] > token:
                return parse.heads[token]
        return None

    def begin_of(self, subject: int, verb: int) -> int:
        if subject > verb:
            return verb
        return min(self._nouns.phrase(subject).first, verb)

    def noun_before(self, token: int, low: int) -> int | None:
        """The head of the phrase that ends right before a token, behind `low`."""
        parse = self._parse
        at = token - 1
        if at <= low or parse.pos[at] not in NOMINAL:
            return None
        for _ in range(6):
            above = parse.heads[at]
            if not low < above < at or parse.pos[above] not in NOMINAL:
                break
            at = above
        return at

    def is_paper(self, noun: int) -> bool:
        parse = self._parse
        form = parse.low(noun)
        return (
            self._nouns.kind(noun) == "document"
            or form in noun_sets()["medium"]
            or parse.lemma(noun).lower() in noun_sets()["medium"]
        )

    def is_teller(self, subject: int) -> bool:
        kind = self._nouns.kind(self._nouns.antecedent(subject))
        return (
            kind in ("agency", "outlet")
            or self._parse.low(subject) in ("which", "who", "it", "they")
            or (self._nouns.is_unknown_name(self._nouns.antecedent(subject)))
        )

    def is_clause(self, verb: int) -> bool:
        parse = self._parse
        return bool(parse.below[verb] & _FULL) and any(
            parse.labels[child] in SUBJECTS or parse.labels[child] in ("aux", "cop") for child in parse.children(verb)
        )
