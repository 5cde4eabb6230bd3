"""What stands beside a source: who carried its words, who wrote a document, whom it cites, whose words it gives."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.lexicon.source_nouns import acts_of, noun_sets
from dateline.lexicon.tables import word_set
from dateline.understand.label_bits import bits
from dateline.understand.source_citing import Citing
from dateline.understand.source_phrases import NOMINAL, RELATIVE, Nouns
from dateline.understand.source_tokens import Tokens

_CLAUSES = frozenset(("acl", "acl:relcl", "advcl", "conj", "dep", "amod", "parataxis", "ccomp", "xcomp"))
_SCHOLARLY = word_set("study studies research preprint trial trials article meta-analysis experiment experiments")
_DEPTH = 4
_PASSED_BY = word_set("by to with")
_SAID_IN = word_set("in to by during on with through via at of for")
_BELONGING = word_set("in to with")
_PLACED = frozenset(("obl", "obl:agent", "obl:arg", "iobj", "obj", "nmod", "obl:unmarked", "nmod:desc"))
_CARRYING = bits(*_CLAUSES, *_PLACED)
_SHOWS = word_set("interview interviews broadcast programme program show podcast documentary report appearance")
_PARTS = word_set("one two three four several some many both copy copies version excerpts part parts transcript")
_PERSONAL = word_set("told tell tells telling")


class Beside(Citing):
    """Reads the neighbours of verbs and nouns in one article."""

    def __init__(self, parse: Tokens, nouns: Nouns) -> None:
        """`nouns` are those of the same parse."""
        super().__init__(parse, nouns)
        self._medium = noun_sets()["medium"]
        self._platform = noun_sets()["platform"]

    # Who carried it

    def carriers(self, node: int, *, depth: int = 0, above: int | None = None) -> Iterator[int]:
        """Agencies and outlets by way of which the words of a verb or noun came: "told X", "seen by X", "on X"."""
        parse = self._parse
        if depth == 0 and parse.pos[node] == "VERB" and parse.lemma(node) == "tell":
            yield from self._told_name(node)
        if depth == 0 and parse.pos[node] == "VERB":
            yield from self._lost_place(node)
        for child in parse.children(node) if parse.below[node] & _CARRYING else ():
            if child == above:
                continue
            label = parse.labels[child]
            if parse.pos[child] in NOMINAL and not label.startswith("nsubj"):
                yield from self._carrying_noun(node, child, label, depth)
            elif label in _CLAUSES and depth < _DEPTH and parse.pos[child] in ("VERB", "AUX", "ADJ"):
                yield from self._carrying_clause(node, child, label, depth)

    def _told_name(self, verb: int) -> Iterator[int]:
        """The name right behind "told" where the grammar hung it elsewhere."""
        parse, nouns = self._parse, self._nouns
        if any(parse.labels[c] in ("iobj", "obj") for c in parse.children(verb) if c > verb) or verb + 2 >= parse.size:
            return
        at = verb + 1
        if parse.pos[at] == "DET":
            at += 1
        if parse.pos[at] in ("PROPN", "NOUN"):
            while at + 1 < parse.size and parse.pos[at + 1] in ("PROPN", "NOUN") and parse.labels[at] == "compound":
                at += 1
            if nouns.is_press(at):
                yield at
            elif nouns.is_unknown_name(at):
                nouns.take_for_press(at)
                yield at

    def _lost_place(self, verb: int) -> Iterator[int]:
        """The station of "said in an interview with the station", hung on a word before the verb."""
        parse = self._parse
        if verb + 2 >= parse.size:
            return
        if parse.pos[verb + 1] != "ADP":  # "confirmed the meeting to the paper"
            for thing in parse.children(verb):
                for child in parse.children(thing) if thing > verb and parse.labels[thing] == "obj" else ():
                    if parse.labels[child] == "nmod" and child > thing and self._nouns.preposition(child) == "to":
                        yield from self._carrying_noun(verb, child, "obl", 0)
            return
        noun = parse.heads[verb + 1]
        if verb + 1 < noun < verb + 8 and parse.heads[noun] < verb and parse.pos[noun] in NOMINAL:
            yield from self._carrying_noun(verb, noun, "obl", 0)

    def strays(self, here: list[int], stop: int) -> Iterator[tuple[int, int]]:
        """ "Seen by X", "published by X": the participle and the agency or outlet behind it, wherever they hang."""
        parse, nouns = self._parse, self._nouns
        for token in here:
            if parse.tags[token] != "VBN" and (parse.tags[token] != "VBD" or parse.low(token + 1) != "by"):
                continue
            sorts = acts_of(parse.lemma(token).lower())
            met = "reach" in sorts
            if not met and not sorts & {"see", "carry", "hand"}:
                continue
            near = range(token + 1, min(stop - 1, token + 9))
            word = next((t for t in near if parse.word(t) in _PASSED_BY or parse.pos[t] in ("VERB", "PUNCT")), None)
            if met and word is not None and parse.word(word + 1) in self._platform:
                near = range(word + 1, near.stop)  # "reached by telephone by the agency"
                word = next((t for t in near if parse.word(t) in _PASSED_BY or parse.pos[t] in ("VERB", "PUNCT")), None)
            if word is None or parse.pos[word] != "ADP":
                continue
            if not met and not sorts & ({"see", "carry"} if parse.word(word) == "by" else {"hand"}):
                continue
            at = word + 1
            while at < stop and parse.pos[at] in ("DET", "ADJ"):
                at += 1
            while at + 1 < stop and parse.pos[at] in ("PROPN", "NOUN") and parse.pos[at + 1] in ("PROPN", "NOUN"):
                at += 1
            if at >= stop or parse.pos[at] not in NOMINAL:
                continue
            if nouns.is_press(at) or (met and parse.pos[at] == "PROPN" and nouns.kind(at) == "other"):
                yield token, at

    def _carrying_noun(self, node: int, child: int, label: str, depth: int) -> Iterator[int]:
        parse, nouns = self._parse, self._nouns
        if label not in _PLACED or (child < node and label != "obl"):
            return
        preposition = nouns.preposition(child)
        if label == "nmod" and preposition == "of" and parse.low(node) in _PARTS and depth < _DEPTH:
            yield from self.carriers(child, depth=depth + 1)
            return
        form, lemma = parse.low(child), parse.lemma(child).lower()
        if nouns.is_press(child):
            if self._carries(node, label, preposition):
                yield child
        elif (
            preposition
            and (form in self._medium or lemma in self._medium or nouns.kind(child) == "document")
            and depth < _DEPTH
        ):
            if preposition in (_SAID_IN if parse.pos[node] in ("VERB", "AUX") else _BELONGING):
                found = list(self.carriers(child, depth=depth + 1))
                yield from found
                yield from self._of_outlet(child)
                if found and self._is_seen(child):
                    yield child  # "in a diary obtained by the station the pilot complained"
        elif self._gives_name(node, label, preposition) and nouns.is_unknown_name(child):
            nouns.take_for_press(child)
            yield child

    def _of_outlet(self, noun: int) -> Iterator[int]:
        """The BBC of "in a BBC interview"."""
        parse, nouns = self._parse, self._nouns
        if parse.low(noun) in _SHOWS:
            for child in parse.children(noun):
                before = child < noun and parse.pos[child] == "PROPN"
                if before and parse.labels[child] in ("compound", "nmod:poss") and nouns.is_press(child):
                    nouns.cut(noun, child)
                    yield child
                    return

    def _is_seen(self, noun: int) -> bool:
        """Whether somebody had to get hold of a document: "an e-mail later obtained by the paper"."""
        parse = self._parse
        if self._nouns.kind(noun) != "document":
            return False
        sorts = [
            acts_of(parse.lemma(c).lower()) for c in parse.children(noun) if c > noun and parse.labels[c] in _CLAUSES
        ]
        return any("see" in one and "carry" not in one for one in sorts)

    def _carries(self, node: int, label: str, preposition: str) -> bool:
        """Whether an outlet so placed carries the words of the node."""
        parse = self._parse
        if parse.pos[node] in NOMINAL:
            form = parse.low(node)
            speaks = form in self._medium or parse.lemma(node).lower() in self._medium
            return speaks and preposition in ("with", "to", "in", "on", "for", "by")
        sorts = acts_of(parse.lemma(node).lower())
        if label in ("iobj", "obj", "obl:unmarked") and not preposition:
            return parse.lemma(node) in ("tell", "inform", "give", "show", "send", "text", "email", "assure", "remind")
        if "hand" in sorts and preposition in ("to", "with"):
            return True
        if sorts & {"carry", "see", "cite"} and preposition in ("by", "on", "in", "to"):
            return True
        return bool(sorts & {"clause", "tell", "meet", "author"}) and preposition in ("to", "on", "in", "for", "with")

    def _gives_name(self, node: int, label: str, preposition: str) -> bool:
        """Whether what stands there is an outlet, known or not: "told X", "seen by X", "sent to X"."""
        parse = self._parse
        if parse.pos[node] in NOMINAL:
            form = parse.low(node)
            return form in ("interview", "interviews") and preposition in ("with", "to")
        sorts = acts_of(parse.lemma(node).lower())
        if label in ("iobj", "obj") and not preposition:
            return parse.lemma(node) == "tell"
        if "cite" in sorts and preposition == "by":
            return True
        done = parse.tags[node] == "VBN"
        if sorts & {"see", "carry"} and preposition == "by" and done:
            return parse.lemma(node) not in ("release", "issue", "post", "read", "receive")
        if "hand" in sorts and preposition in ("to", "with") and done:
            return True
        return (
            parse.lemma(node) in ("speak", "talk")
            and preposition == "to"
            and parse.labels[node] in ("acl:relcl", "acl")
        )

    def _carrying_clause(self, node: int, verb: int, label: str, depth: int) -> Iterator[int]:
        parse, nouns = self._parse, self._nouns
        sorts = acts_of(parse.lemma(verb).lower())
        if not sorts & {"carry", "see", "cite", "meet", "hand", "author", "tell"}:
            return
        if parse.low(node) in _SCHOLARLY and "carry" in sorts:
            return  # a journal is the address of a study
        if (
            label == "conj"
            and parse.pos[node] in ("VERB", "AUX")
            and any(parse.labels[c].startswith("nsubj") for c in parse.children(verb))
        ):
            return
        if label in ("ccomp", "xcomp", "parataxis") or (
            label == "conj" and parse.pos[node] == "VERB" and parse.tags[verb] != "VBN"
        ):
            return
        subject = next((c for c in parse.children(verb) if parse.labels[c].startswith("nsubj")), None)
        if subject is not None and parse.low(subject) not in RELATIVE:
            if label == "acl:relcl" and sorts & {"carry", "see"} and parse.tags[verb] != "VBG":
                passive = any(parse.labels[c] == "aux:pass" for c in parse.children(verb))
                if not passive and (nouns.is_press(subject) or nouns.is_unknown_name(subject)):
                    if not nouns.is_press(subject):
                        nouns.take_for_press(subject)
                    yield subject
                    return
                if passive:  # "a copy of which was seen by"
                    yield from self.carriers(verb, depth=depth + 1)
            return
        if sorts & {"cite"} and parse.tags[verb] != "VBN":
            return
        if label == "advcl" and parse.tags[verb] not in ("VBG", "VBN"):
            return
        if sorts & {"carry", "see", "cite", "meet", "hand", "author"} or parse.tags[verb] in ("VBG", "VBD"):
            yield from self.carriers(verb, depth=depth + 1)

    # Who wrote it, whose words it gives

    def authors(self, noun: int) -> list[int]:
        """Who wrote or made a document: the Red Cross of "a report by the Red Cross"."""
        parse, nouns = self._parse, self._nouns
        found: list[int] = []
        for child in parse.children(noun):
            if child < noun:
                continue
            label = parse.labels[child]
            if label == "nmod" and nouns.preposition(child) in ("by", "from"):
                if nouns.kind(child) not in (None, "document") and not parse.word(child)[:1].isdigit():
                    found.append(child)
            elif (
                label in ("acl", "acl:relcl")
                and parse.tags[child] == "VBN"
                and acts_of(parse.lemma(child).lower()) & {"author", "hand"}
            ):
                found += [one for one in parse.children(child) if self._is_author(child, one)]
            elif (
                label == "acl:relcl"
                and any(
                    parse.low(t) == "in" and parse.low(t + 1) == "which" for t in range(noun + 1, min(child, noun + 3))
                )
                and acts_of(parse.lemma(child).lower()) & {"clause", "tell", "asking"}
            ):
                found += [
                    c
                    for c in parse.children(child)
                    if c < child and parse.labels[c] == "nsubj" and nouns.kind(c) is not None
                ]
        return found[:1]

    def _is_author(self, verb: int, agent: int) -> bool:
        """The ministry of "figures released by the ministry"; a paper that published a file is none."""
        parse, nouns = self._parse, self._nouns
        if agent < verb or parse.labels[agent] not in ("obl:agent", "obl", "obl:arg"):
            return False
        sorts = acts_of(parse.lemma(verb).lower())
        if nouns.preposition(agent) != "by" or (nouns.is_press(agent) and "carry" in sorts):
            return False
        return "author" in sorts or nouns.kind(agent) == "other"

    def givers(self, noun: int) -> list[int]:
        """Who handed a document on: the clerk of "a file shared with the paper by a clerk"."""
        parse, nouns = self._parse, self._nouns
        for child in parse.children(noun):
            if child < noun or parse.labels[child] != "acl" or "hand" not in acts_of(parse.lemma(child)):
                continue
            for one in parse.children(child):
                named = one > child and parse.labels[one] in ("obl:agent", "obl") and nouns.preposition(one) == "by"
                if named and nouns.kind(one) in ("anonymous", "witness", "official"):
                    return [one]
        return []

    def owner(self, noun: int) -> int | None:
        """Who speaks in a statement, tweet or post: no link of their own, they are how a party speaks."""
        parse, nouns = self._parse, self._nouns
        form, lemma = parse.low(noun), parse.lemma(noun).lower()
        if form not in self._medium and lemma not in self._medium:
            return None
        if nouns.kind(noun) == "document" and lemma not in (
            "post",
            "tweet",
            "statement",
            "speech",
            "message",
            "release",
            "announcement",
            "remark",
            "comment",
            "video",
        ):
            return None
        for child in parse.children(noun):
            label = parse.labels[child]
            if label == "nmod:poss" and parse.pos[child] in ("NOUN", "PROPN"):
                return child
            if label == "nmod" and child > noun:
                preposition = nouns.preposition(child)
                if preposition in ("by", "from", "of") and nouns.kind(child) not in (None, "document"):
                    return child
                if preposition in ("on", "to", "in"):
                    whose = next(
                        (
                            c
                            for c in parse.children(child)
                            if parse.labels[c] == "nmod:poss" and parse.pos[c] in ("NOUN", "PROPN")
                        ),
                        None,
                    )
                    if whose is not None:
                        return whose
            if label == "acl" and parse.tags[child] == "VBN" and child > noun:
                for one in parse.children(child):
                    if (
                        parse.labels[one] in ("obl:agent", "obl")
                        and nouns.preposition(one) == "by"
                        and nouns.kind(one) is not None
                    ):
                        return one
        return None
