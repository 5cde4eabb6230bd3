"""Acts of telling in a sentence: who tells, from whom he has it, by way of whom, and which words are told."""

from __future__ import annotations

from itertools import compress, count

from dateline.lexicon.source_nouns import act_stems, acts_of, noun_sets
from dateline.lexicon.tables import word_set
from dateline.understand.source_act import Act, Range
from dateline.understand.source_asides import Asides
from dateline.understand.source_beside import Beside
from dateline.understand.source_borders import begins_after, behind_marks, joint_before, rest_behind, without
from dateline.understand.source_citing import REFERENCE_NOUNS
from dateline.understand.source_holding import Holding, first_of
from dateline.understand.source_phrases import PRONOUNS, RELATIVE, Nouns
from dateline.understand.source_tokens import Tokens
from dateline.understand.source_told import Told
from dateline.understand.word_hints import hint

_NOUN_FORMS = word_set("report reports claims states estimates quotes notes says warns")
_HAVING = word_set("has had have")
_ACCORDING = word_set("according According per Per")
_COUNTING = word_set("account accounts estimate estimates count reckoning admission words")
_OPENING = _ACCORDING | _COUNTING
_SHOWING = word_set("show shows")
_CUES = _SHOWING | _NOUN_FORMS | _HAVING | _OPENING | REFERENCE_NOUNS
_ACT = hint(lambda form: form in act_stems())
_WRITING = frozenset(("author",))
_STRONG = word_set("clause tell cite learn")
_SAYING = word_set("clause tell")
_BREAKING = word_set("report reveal disclose")
_RELAYING = word_set("cite quote report paraphrase show reference")
_INSIDE = word_set("perceive hearsay")
_HOLDING = word_set("see carry hand meet")
_ONLY_LEARNING = word_set("learn gather understand receive get")
_PROVING = word_set("show prove demonstrate")
_SEEING = word_set("see hear watch witness feel smell notice find observe spot")


class Acts:
    """Finds the acts of telling in stretches of one article."""

    def __init__(self, parse: Tokens, nouns: Nouns) -> None:
        """`nouns` are those of the same parse."""
        self._parse, self._nouns = parse, nouns
        self._words = parse.words
        self._beside = Beside(parse, nouns)
        self._clauses = Told(parse, nouns)
        self._holding = Holding(parse, nouns, self._clauses, self._beside)
        self._asides = Asides(parse, nouns, self._clauses, self._beside)
        labels = parse.labels
        # compress and map ask all words of the text without a line of Python for each.
        hints = parse.parse.hints()
        likely = [(one, acts_of(self._clauses.lemma(one))) for one in parse.verbs if hints[one] & _ACT]
        self._verbs = {one: sorts for one, sorts in likely if sorts and sorts != _WRITING}
        cues = compress(count(), map(_CUES.__contains__, self._words))
        others = [token for token in cues if labels[token] != "aux" and token not in self._verbs]
        self.candidates = sorted((*self._verbs, *others))
        """The tokens that may begin or mark a telling."""

    @property
    def considered(self) -> set[int]:
        """The verbs that were looked at, whether they tell or not."""
        return self._clauses.considered

    def within(self, here: list[int], first: int, stop: int) -> list[Act]:
        """The acts that begin at these tokens of a stretch, in text order."""
        clauses, words, verbs = self._clauses, self._words, self._verbs
        clauses.stop = stop
        alone = True
        for token in here:
            sorts = verbs.get(token)
            if words[token] in _OPENING if sorts is None else not sorts.isdisjoint(_STRONG):
                alone = False
                break
        made: list[Act] = []
        for token in here:
            sorts = verbs.get(token)
            if sorts is None:
                made += self._of_word(token, words[token], first, stop, made)
            elif not alone or not sorts.isdisjoint(_HOLDING):
                made += self._of_verb(token, sorts, first, stop, made, alone=alone)
        return made

    def _of_word(self, token: int, word: str, first: int, stop: int, made: list[Act]) -> list[Act]:
        if word in _ACCORDING:
            return self._asides.of_phrase(token, word.lower(), first, stop, made)
        if word in _COUNTING:
            opening = self._asides.opening(token, first)
            return (
                self._asides.of_phrase(opening, self._words[opening].lower(), first, stop, made)
                if opening is not None
                else []
            )
        if word in _NOUN_FORMS:
            return self._asides.of_noun_for_verb(token, first, stop) if self._parse.pos[token] == "NOUN" else []
        if word in _SHOWING:
            return self._asides.of_show(token, first, stop) if self._parse.pos[token] == "NOUN" else []
        return self._holding.of_access(token) if word in _HAVING else []

    # Verbs

    def _of_verb(
        self, verb: int, sorts: frozenset[str], first: int, stop: int, made: list[Act], *, alone: bool
    ) -> list[Act]:
        clauses, nouns = self._clauses, self._nouns
        if verb in clauses.considered or (sorts.isdisjoint(_STRONG) and not self._may_hold(verb, sorts, alone=alone)):
            return []
        if clauses.is_unreal(verb):
            clauses.considered.add(verb)
            return []
        if clauses.is_passive(verb):
            clauses.considered.add(verb)
            return self._passive(verb, sorts, first, stop)
        if self._beside.is_citing(verb):
            clauses.considered.add(verb)
            return []  # read with the verb on which it leans
        if "refer" in sorts and sorts.isdisjoint(_SAYING):
            return []
        lemma = self._parse.lemma(verb)
        subject = clauses.subject(verb, first)
        if subject is None or nouns.is_nobody(subject):
            return []
        clauses.considered.add(verb)
        thing = clauses.object_of(verb)
        if thing == subject:
            thing = None
        saying = clauses.saying(verb, stop) if lemma in _RELAYING else None
        if saying is not None:
            act = self._relays(verb, subject, thing, saying, first, stop)
            if act is not None:
                return [act]
        if "cite" in sorts and thing is not None:
            act = self._cites(verb, subject, thing, stop)
            return [] if act is None else [act]
        if clauses.is_putting_it(verb, thing):
            return [self._as_he_put_it(verb, subject, first, stop)]
        act = self._holding.by_way(verb, sorts, subject, thing, stop)
        if act is not None:
            return [act]
        if "learn" in sorts and self._parse.lemma(verb) in _ONLY_LEARNING:
            return []
        return self._tells(verb, subject, thing, sorts, first, stop, made)

    def _may_hold(self, verb: int, sorts: frozenset[str], *, alone: bool) -> bool:
        """A quick look whether a verb of seeing, carrying or handing on has a subject that may be a source."""
        subject = self._clauses.own_subject(verb)
        if subject is None:
            return False
        word = self._words[subject]
        likely = word[0].isupper() or word in PRONOUNS or word in RELATIVE or word in noun_sets()["outlet"]
        return likely or "hand" in sorts or (not alone and not sorts.isdisjoint(_INSIDE))

    def _tells(
        self, verb: int, subject: int, thing: int | None, sorts: frozenset[str], first: int, stop: int, made: list[Act]
    ) -> list[Act]:
        parse, nouns = self._parse, self._nouns
        content: list[Range] = []
        closing = hearsay = apart = False
        begins = self._clauses.begin_of(subject, verb)
        if self._clauses.is_order(verb):
            return []
        end = behind_marks(parse, verb, first, stop)
        if end is not None and self._clauses.closes(verb, subject, begins, first):
            return []  # "He walks, he argues," the doctor said: his words, not another's
        stop = end if end is not None else stop
        if "clause" in sorts or "tell" in sorts:
            if self._clauses.has_clause(verb):
                content = self._clauses.right(verb, stop)
            elif "clause" in sorts and self._clauses.is_as_clause(verb):
                content, closing = self._clauses.around(verb, begins, first, stop)
            elif self._clauses.closes(verb, subject, begins, first) and "clause" in sorts:
                begin = begins_after(parse, begins, first, made)
                if begin > first:
                    for act in made:
                        act.content = without(act.content, begin, stop)
                content = [(begin, begins)]
                after = max(verb + 1, parse.reach(subject)[1])
                if after < stop:
                    rest = rest_behind(parse, verb, self._clauses.end_of_aside(verb, after, stop), stop)
                    content += [rest] if rest is not None else []
                closing = True
            elif self._clauses.before_quotation(verb, stop) or (
                "clause" in sorts and self._clauses.bare_clause(verb, stop)
            ):
                content = self._clauses.right(verb, stop)
            elif "clause" in sorts and self._clauses.asserts_of_relative(verb, begins):
                content, apart = [(verb + 1, stop)], self._clauses.stands_apart(begins)
            elif "clause" in sorts and self._clauses.is_so(verb):
                content = [(verb, verb + 1)]
            elif self._clauses.is_free_relative(verb, begins, first):
                content, apart = [(verb + 1, self._clauses.end_of_aside(verb, verb + 1, stop))], True
            elif "tell" in sorts and (thing is not None or self._clauses.named_prepositions(verb)):
                content = self._clauses.right(verb, stop)
                if thing is not None and not self._clauses.is_told(verb, thing):
                    return []
        if content and not closing:
            joint = joint_before(parse, begins, first)
            for act in made if joint is not None else ():
                if act.closing and joint is not None:
                    act.content = without(act.content, joint, stop)
        leaning = parse.labels[verb] in ("acl", "acl:relcl", "advcl") and "meet" in sorts
        heard = "hearsay" in sorts and not leaning
        if not content and heard and (thing is not None or self._beside.has_complement(verb)):
            content, hearsay = self._clauses.right(verb, stop), True
        if not content and "perceive" in sorts and (thing is not None or self._clauses.has_clause(verb)):
            kind = nouns.kind(subject)
            seen = parse.lemma(verb).lower() in _SEEING
            if (
                seen
                and (parse.lemma(verb) != "find" or self._clauses.has_clause(verb) or kind == "witness")
                and kind in ("witness", "other")
                and nouns.preposition(subject) == ""
                and parse.pos[subject] != "PRON"
            ) and (kind == "witness" or nouns.is_human(subject)):
                content, hearsay = self._clauses.right(verb, stop), True
        if not content:
            return []
        kind = nouns.kind(subject)
        tellers = [one for one in nouns.conjoined(subject) if not nouns.is_nobody(one)]
        if kind is None and len(tellers) > 1:  # "industry and government sources"
            tellers = [one for one in tellers if nouns.kind(one) is not None]
            kind = nouns.kind(tellers[-1]) if tellers else None
        if kind is None and (
            hearsay or not self._clauses.is_said(verb) or not (closing or self._clauses.has_clause(verb))
        ):
            return []  # "the move shows that ..."
        if parse.lemma(verb) in _PROVING and kind not in ("document", "agency", "outlet"):
            return []  # "he has shown that he can win"
        document = kind == "document"
        if document and sorts & {"clause", "tell"} and parse.lemma(verb) in ("tell", "promise", "vow", "swear"):
            return []
        act = Act(verb, [tellers], content, 0, closing=closing, hearsay=hearsay, apart=apart)
        return [act]

    def _passive(self, verb: int, sorts: frozenset[str], first: int, stop: int) -> list[Act]:
        parse, nouns = self._parse, self._nouns
        whom = self._clauses.own_subject(verb)
        agent = self._clauses.agent(verb)
        lemma = parse.lemma(verb)
        if whom is not None and parse.labels[verb] in ("acl", "acl:relcl") and parse.low(whom) in RELATIVE:
            if (
                agent is not None and nouns.is_press(agent) and lemma in _BREAKING
            ):  # "..., first reported by the agency"
                return [Act(verb, [[agent]], [(verb, verb + 1)], 0, apart=True)]
            return []  # read with its noun
        if "cite" in sorts and whom is not None and lemma != "invoke":
            saying = any(parse.low(t) == "as" for t in range(verb + 1, min(stop, verb + 20)))
            outer = [agent] if agent is not None else []
            if agent is None:
                place = self._clauses.oblique(verb, ("in", "on", "by"))
                outer = [place] if place is not None and nouns.is_press(place) else []
            if not saying and not outer:
                return []
            slots = [[one] for one in outer]
            closes = self._clauses.closes(verb, whom, self._clauses.begin_of(whom, verb), first)
            content = [(first, self._clauses.begin_of(whom, verb))] if closes else [(verb + 1, stop)]
            return [Act(verb, [*slots, [whom]], content, len(slots), closing=closes)]
        if lemma in ("tell", "inform") and whom is not None and agent is not None and nouns.is_press(whom):
            return [Act(verb, [[whom], [agent]], self._clauses.right(verb, stop), 1)]
        if agent is None or not sorts & {"tell"} or nouns.kind(agent) is None:
            return []
        if parse.labels[verb] in ("acl", "acl:relcl", "amod"):
            if not nouns.is_press(agent) or lemma not in ("report", "reveal", "disclose", "confirm", "announce"):
                return []
            return [Act(verb, [[agent]], [(first, self._clauses.begin_of(agent, verb))], 0, closing=True)]
        as_clause = any(parse.low(child) == "as" for child in parse.children(verb) if child < verb)
        content = self._clauses.right(verb, stop) if not as_clause or parse.heads[verb] > verb else [(first, verb)]
        if not as_clause and not self._clauses.has_clause(verb):
            content = [(first, verb)]
            if lemma in ("dismiss", "deny", "reject", "dispute", "contradict", "refute"):
                content = [(verb, verb + 1)]
        return [Act(verb, [[agent]], content, 0, closing=content[0][0] == first)]

    def _relays(self, verb: int, subject: int, thing: int | None, saying: int, first: int, stop: int) -> Act | None:
        """ "The agency quoted the mayor as saying ...", before or behind what he said."""
        clauses, nouns = self._clauses, self._nouns
        begins = clauses.begin_of(subject, verb)
        if thing is None or not (begins <= thing < saying):
            thing = clauses.noun_before(saying - 1, verb)
        if thing is None or nouns.is_nobody(thing):
            return None
        clauses.considered.add(saying)
        slots = [*self._holding.one(subject), nouns.conjoined(thing)]
        if thing < verb:
            return Act(verb, slots, [(first, thing)], 0, closing=True)
        if saying + 1 >= stop - 2 and clauses.closes(verb, subject, begins, first):
            return Act(verb, slots, [(first, begins)], 0, closing=True)
        return Act(verb, slots, [(saying + 1, stop)], 0)

    def _cites(self, verb: int, subject: int, thing: int, stop: int) -> Act | None:
        """ "The paper cited a memo", "it quoted the union"."""
        parse, clauses, nouns = self._parse, self._clauses, self._nouns
        if nouns.is_nobody(thing) or nouns.kind(thing) is None:
            return None
        slots = [*self._holding.one(subject), nouns.conjoined(thing)]
        if clauses.has_clause(verb):
            return Act(verb, slots, clauses.right(verb, stop), 0)
        if not clauses.is_teller(subject):
            return None
        content = clauses.of_noun(thing, stop)
        word = parse.low(subject)
        if word in PRONOUNS and verb - first_of(parse, verb) < 3:
            return Act(verb, slots, content, 0, follows=True)
        lone = not nouns.is_press(nouns.antecedent(subject)) and word not in RELATIVE and not content
        return Act(verb, slots, content, 0, weak=lone)

    def _as_he_put_it(self, verb: int, subject: int, first: int, stop: int) -> Act:
        begins = self._clauses.begin_of(subject, verb)
        tellers = self._nouns.conjoined(subject)
        before = parse.low(begins - 2) if (parse := self._parse) and begins - 2 >= first else ""
        if begins - first <= 1 or (before == "," and parse.low(begins - 3) in ("that", "and", "but")):
            return Act(verb, [tellers], [(verb + 2, stop)], 0)
        return Act(verb, [tellers], [(first, begins), (verb + 2, stop)], 0, closing=True)
