"""What stands beside a source: who carried its words, who wrote a document, whom it cites, whose words it gives."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.lexicon.source_nouns import acts_of, noun_sets
from dateline.lexicon.tables import word_set
from dateline.understand.source_phrases import NOMINAL, RELATIVE, Nouns
from dateline.understand.source_tokens import Tokens

_CLAUSES = frozenset(("acl", "acl:relcl", "advcl", "conj", "dep", "amod", "parataxis", "ccomp", "xcomp"))
_TO_SOMEBODY = word_set("to with")
_ON_AIR = word_set("on in for by with to at through via")
_CITING = word_set("cite quote invoke reference paraphrase refer point allude attribute credit")
_BASED = word_set("basis strength evidence word authority")
_BEHIND = word_set("reference regard respect")
REFERENCE_NOUNS = _BASED | _BEHIND
_DEPTH = 4
_PASSED_BY = word_set("by to with")
_SAID_IN = word_set("in to by during on with through via at of for")
_BELONGING = word_set("in to with")
_PLACED = frozenset(("obl", "obl:agent", "obl:arg", "iobj", "obj", "nmod", "obl:unmarked", "nmod:desc"))
_PARTS = word_set("one two three four several some many both copy copies version excerpts part parts transcript")
_ASKING = "asking"
_PERSONAL = word_set("told tell tells telling")


class Beside:
    """Reads the neighbours of verbs and nouns in one article."""

    def __init__(self, parse: Tokens, nouns: Nouns) -> None:
        """`nouns` are those of the same parse."""
        self._parse, self._nouns = parse, nouns
        self._medium = noun_sets()["medium"]
        self._platform = noun_sets()["platform"]

    # Who carried it

    def carriers(self, node: int, *, depth: int = 0, above: int | None = None) -> Iterator[int]:
        """Agencies and outlets by way of which the words of a verb or noun came: "told X", "seen by X", "on X"."""
        parse = self._parse
        if depth == 0 and parse.pos[node] == "VERB" and parse.lemma(node) == "tell":
            yield from self._told_name(node)
        for child in parse.children(node):
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

    def strays(self, here: list[int], stop: int) -> Iterator[tuple[int, int]]:
        """ "Seen by X", "published by X": the participle and the agency or outlet behind it, wherever they hang."""
        parse, nouns = self._parse, self._nouns
        for token in here:
            if parse.tags[token] != "VBN":
                continue
            sorts = acts_of(parse.lemma(token).lower())
            if not sorts & {"see", "carry", "hand"}:
                continue
            near = range(token + 1, min(stop - 1, token + 9))
            word = next((t for t in near if parse.word(t) in _PASSED_BY or parse.pos[t] in ("VERB", "PUNCT")), None)
            if word is None or parse.pos[word] != "ADP":
                continue
            if not sorts & ({"see", "carry"} if parse.word(word) == "by" else {"hand"}):
                continue
            at = word + 1
            while at < stop and parse.pos[at] in ("DET", "ADJ"):
                at += 1
            while at + 1 < stop and parse.pos[at] in ("PROPN", "NOUN") and parse.pos[at + 1] in ("PROPN", "NOUN"):
                at += 1
            if at < stop and parse.pos[at] in NOMINAL and nouns.is_press(at):
                yield token, at

    def _carrying_noun(self, node: int, child: int, label: str, depth: int) -> Iterator[int]:
        parse, nouns = self._parse, self._nouns
        if label not in _PLACED or (child < node and label != "obl"):
            return
        preposition = nouns.preposition(child)
        if label == "nmod" and preposition == "of" and parse.word(node).lower() in _PARTS and depth < _DEPTH:
            yield from self.carriers(child, depth=depth + 1)
            return
        form, lemma = parse.word(child).lower(), parse.lemma(child).lower()
        if nouns.is_press(child):
            if self._carries(node, label, preposition):
                yield child
        elif (
            preposition
            and (form in self._medium or lemma in self._medium or nouns.kind(child) == "document")
            and depth < _DEPTH
        ):
            if preposition in (_SAID_IN if parse.pos[node] in ("VERB", "AUX") else _BELONGING):
                yield from self.carriers(child, depth=depth + 1)
        elif self._gives_name(node, label, preposition) and nouns.is_unknown_name(child):
            nouns.take_for_press(child)
            yield child

    def _carries(self, node: int, label: str, preposition: str) -> bool:
        """Whether an outlet so placed carries the words of the node."""
        parse = self._parse
        if parse.pos[node] in NOMINAL:
            form = parse.word(node).lower()
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
            form = parse.word(node).lower()
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
        if subject is not None and parse.word(subject).lower() not in RELATIVE:
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
                and "author" in acts_of(parse.lemma(child).lower())
            ):
                for one in parse.children(child):
                    if (
                        one > child
                        and parse.labels[one] in ("obl:agent", "obl", "obl:arg")
                        and nouns.preposition(one) == "by"
                    ) and (not nouns.is_press(one) or "carry" not in acts_of(parse.lemma(child).lower())):
                        found.append(one)
            elif (
                label == "acl:relcl"
                and any(
                    parse.word(t).lower() == "in" and parse.word(t + 1).lower() == "which"
                    for t in range(noun + 1, min(child, noun + 3))
                )
                and acts_of(parse.lemma(child).lower()) & {"clause", "tell", "asking"}
            ):
                found += [
                    c
                    for c in parse.children(child)
                    if c < child and parse.labels[c] == "nsubj" and nouns.kind(c) is not None
                ]
        return found[:1]

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
        form, lemma = parse.word(noun).lower(), parse.lemma(noun).lower()
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

    # Whom it cites

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
            and parse.word(subject).lower() in RELATIVE
            and not any(parse.word(t).lower() == "as" for t in range(verb, min(parse.size, verb + 12)))
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
                elif lemma == "base" and parse.labels[token] in ("advcl", "acl"):
                    whom = self._behind(token, ("on", "upon"))
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
            parse.word(child).lower() in ("without", "not", "never", "by")
            for child in parse.children(verb)
            if child < verb
        )

    def tellers_behind(self, noun: int) -> Iterator[int]:
        """Who told somebody cited: "the bishop, to whom the teachers spoke"."""
        parse = self._parse
        for child in parse.children(noun):
            if parse.labels[child] == "acl:relcl" and acts_of(parse.lemma(child).lower()) & {"meet", "tell"}:
                to_whom = any(parse.word(t).lower() == "whom" for t in range(max(noun, child - 6), child))
                subject = next((c for c in parse.children(child) if parse.labels[c].startswith("nsubj")), None)
                if to_whom and subject is not None and parse.word(subject).lower() not in RELATIVE:
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
