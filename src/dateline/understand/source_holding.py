"""Acts by which words come to somebody: he learns, sees, carries or is handed them, or meets who has them."""

from __future__ import annotations

from dateline.lexicon.source_nouns import acts_of, noun_sets
from dateline.lexicon.tables import word_set
from dateline.understand.source_act import Act
from dateline.understand.source_beside import Beside
from dateline.understand.source_phrases import PRONOUNS, Nouns
from dateline.understand.source_tokens import Tokens
from dateline.understand.source_told import Told

_KNOWING = word_set("learn hear gather understand")
_SHOWING = word_set("post air broadcast screen upload televise stream")
_SAYING = word_set("clause tell")


class Holding:
    """Reads the verbs of learning, seeing, carrying, handing on and meeting in one article."""

    def __init__(self, parse: Tokens, nouns: Nouns, clauses: Told, beside: Beside) -> None:
        """All of the same parse."""
        self._parse, self._nouns, self._clauses, self._beside = parse, nouns, clauses, beside
        self._words = parse.words

    def by_way(self, verb: int, sorts: frozenset[str], subject: int, thing: int | None, stop: int) -> Act | None:
        """What a verb of learning, seeing, carrying, handing on or meeting tells."""
        act = self._learns(verb, subject, stop) if "learn" in sorts else None
        if act is None and ("see" in sorts or "carry" in sorts):
            act = self._holds(verb, subject, thing, stop)
        if act is None and "hand" in sorts:
            act = self._hands(verb, subject, thing, stop)
        if act is None and "meet" in sorts:
            act = self._meets(verb, subject, thing, stop)
        return act

    def _learns(self, verb: int, subject: int, stop: int) -> Act | None:
        """ "The paper has learned from two clerks that ..."."""
        clauses, nouns = self._clauses, self._nouns
        giver = clauses.oblique(verb, ("from",))
        content = clauses.right(verb, stop)
        heard = self._parse.lemma(verb) in _KNOWING or (
            (thing := clauses.object_of(verb)) is not None
            and (clauses.is_paper(thing) or self._parse.pos[thing] == "PRON")
        )
        if heard and giver is not None and nouns.kind(giver) is not None:
            slots = [*self.one(subject), nouns.conjoined(giver)]
            return Act(verb, slots, content, 0, weak=not clauses.is_teller(subject))
        if self._parse.lemma(verb) not in _KNOWING or not nouns.is_press(subject):
            return None
        if content and clauses.has_clause(verb):
            return Act(verb, self.one(subject), content, 0)
        first, begins = first_of(self._parse, verb), clauses.begin_of(subject, verb)
        if clauses.closes(verb, subject, begins, first) and clauses.object_of(verb) is None:
            return Act(verb, self.one(subject), [(first, begins)], 0, closing=True)
        return None

    def _holds(self, verb: int, subject: int, thing: int | None, stop: int) -> Act | None:
        """ "The paper published a letter in which ...", "it had seen a letter"."""
        clauses, nouns = self._clauses, self._nouns
        if thing is None:
            return None
        seen = self._words[subject].lower() in PRONOUNS and "see" in acts_of(clauses.lemma(verb))
        if not (seen or nouns.is_press(nouns.antecedent(subject))) or not clauses.is_paper(thing):
            return None
        if seen and nouns.kind(thing) != "document":
            return None
        lemma = self._parse.lemma(thing).lower()
        own = self._parse.lemma(verb) in _SHOWING and lemma in noun_sets()["medium"]  # how it speaks, no link
        slots = [*self.one(subject), *([] if own and self._beside.owner(thing) is None else self._owned(thing))]
        sorts = acts_of(clauses.lemma(verb))
        leaning = self._parse.labels[verb] in ("acl:relcl", "acl", "advcl") and "see" in sorts
        aside = leaning and "carry" not in sorts and nouns.kind(thing) == "document"
        return Act(verb, slots, clauses.of_noun(thing, stop), 0, weak=True, hearsay=seen, aside=aside)

    def _meets(self, verb: int, subject: int, thing: int | None, stop: int) -> Act | None:
        """ "The station spoke to a nurse, who said ..."."""
        nouns = self._nouns
        real = nouns.antecedent(subject)
        if not nouns.is_press(real):
            return None
        whom = thing if self._parse.lemma(verb) == "interview" else self._clauses.oblique(verb, ("to", "with"))
        if whom is None or nouns.kind(whom) in (None, "agency", "outlet", "document"):
            return None
        return Act(verb, [*self.one(subject), [whom]], self._clauses.of_noun(whom, stop), 0, weak=real == subject)

    def _hands(self, verb: int, subject: int, thing: int | None, stop: int) -> Act | None:
        """ "Two clerks showed the paper letters in which ..."."""
        parse, nouns = self._parse, self._nouns
        to = self._clauses.oblique(verb, ("to", "with"))
        if to is None or not nouns.is_press(to):
            to = next((child for child in parse.children(verb) if parse.labels[child] == "iobj"), None)
        paper = thing
        if thing is not None and (to is None or to == thing):
            inside = [c for c in parse.children(thing) if parse.labels[c] == "compound" and parse.pos[c] == "PROPN"]
            if inside and nouns.kind(inside[-1]) in ("agency", "outlet"):
                to = inside[-1]
                nouns.cut(thing, inside[-1])
        if to is None or paper is None or to == paper or not nouns.is_press(to) or not self._clauses.is_paper(paper):
            return None
        return Act(
            verb, [[to], *self.one(subject), *self._owned(paper)], self._clauses.of_noun(paper, stop), 1, weak=True
        )

    def of_access(self, verb: int) -> list[Act]:
        """ "The paper had access to the minutes", "the weekly has it from an insider"."""
        parse, nouns = self._parse, self._nouns
        subject = self._clauses.own_subject(verb)
        thing = self._clauses.object_of(verb)
        stop = parse.sentences[parse.sentence_of(verb)][1]
        if subject is None and parse.labels[verb] == "xcomp":  # "claims to have it from"
            subject = self._clauses.own_subject(parse.heads[verb])
        if subject is None:
            return []
        if thing is not None and parse.word(thing) == "it":
            giver = self._clauses.oblique(verb, ("from",))
            return [Act(verb, [*self.one(subject), [giver]], [(giver + 1, stop)], 0)] if giver is not None else []
        if nouns.kind(subject) == "document":
            return self._of_scene(verb, subject, stop)
        if thing is None or not nouns.is_press(subject):
            return []
        if parse.word(thing) in ("access", "copy", "sight"):
            for child in parse.children(thing):
                if parse.labels[child] == "nmod" and self._clauses.is_paper(child):
                    return [Act(verb, [[subject], [child]], self._clauses.of_noun(child, stop), 0, weak=True)]
        return []

    def _of_scene(self, verb: int, subject: int, stop: int) -> list[Act]:
        """ "The tape has the minister promising the contract"."""
        parse = self._parse
        for token in range(verb + 1, min(stop, verb + 9)):
            if parse.tags[token] == "VBG" and acts_of(parse.lemma(token)) & _SAYING:
                return [Act(verb, [[subject]], [(verb + 1, stop)], 0)]
            if parse.pos[token] in ("VERB", "PUNCT"):
                break
        return []

    def one(self, head: int) -> list[list[int]]:
        return [self._nouns.conjoined(self._nouns.antecedent(head))]

    def _owned(self, thing: int) -> list[list[int]]:
        owner = self._beside.owner(thing)
        return [[owner]] if owner is not None else [[thing]]


def first_of(parse: Tokens, token: int) -> int:
    """The first token of the sentence of a token."""
    return parse.sentences[parse.sentence_of(token)][0]
