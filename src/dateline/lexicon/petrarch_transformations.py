"""Transformations of PETRARCH2 as rows of table `verb`: a verb with the verb below it, and who acts there."""

from __future__ import annotations

from dateline.lexicon.own_lexicon import OwnRow
from dateline.lexicon.own_verbs import kind_of_code
from dateline.lexicon.petrarch_phrases import Untold
from dateline.lexicon.petrarch_verbs import NO_CODE, Transformation, VerbDictionary


def transformed(one: Transformation, found: VerbDictionary) -> list[OwnRow]:
    """`~ a (a b ATTACK) WANT = a b 138`: an infinitive where both have one actor, a clause of another otherwise."""
    if one.inner == "Q":
        raise Untold("any verb inside; what is said to be done is told as done, by whoever said it")
    if "_" in one.inner.strip("_") or "_" in one.outer.strip("_"):
        raise Untold("verbs added up")
    code = kind_of_code(one.code)
    if not code:
        raise Untold(f"code {one.code} is not in the CAMEO table")
    inner = _same_code(one.inner.lower(), found)
    outer = _same_block(one.outer.lower(), found)
    comp = f"comp={','.join(inner)}"
    source = f"PETRARCH verb file, transformation in line {one.line}"
    if one.inner_actor in (one.actor, "_"):
        ways, places = [f"{comp} inf -obj"], "ccobj"
    else:
        ways, places = [f"{comp} that", f"{comp} inf obj"], "ccsubj,obj"
    first, *others = outer
    return [
        OwnRow(
            table="verb",
            name=first,
            aliases="|".join(others),
            when=when,
            cameo=one.code,
            recipient=places if code == "act" else "",
            source=source,
        )
        for when in ways
    ]


def _same_code(word: str, found: VerbDictionary) -> list[str]:
    """A verb with those of the same code: in PETRARCH2 they stand for one another in a transformation."""
    coded = [(verb.word, verb.code or block.code) for block in found.blocks for verb in block.verbs if not verb.before]
    wanted = {code for verb, code in coded if verb == word and code != NO_CODE}
    return list(dict.fromkeys((word, *(verb for verb, code in coded if code in wanted))))


def _same_block(word: str, found: VerbDictionary) -> list[str]:
    for block in found.blocks:
        words = [verb.word for verb in block.verbs if not (verb.before or verb.after)]
        if word in words:
            return list(dict.fromkeys((word, *words)))
    return [word]
