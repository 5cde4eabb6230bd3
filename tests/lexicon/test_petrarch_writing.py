"""Our verbs as a PETRARCH2 dictionary, read back: every sense that the form can express comes through."""

from __future__ import annotations

from itertools import product

import pytest

from dateline.lexicon.own_verbs import coding_of, kind_of_code
from dateline.lexicon.petrarch_senses import rows_of
from dateline.lexicon.petrarch_verbs import read_verb_dictionary
from dateline.lexicon.petrarch_writing import write_verbs
from dateline.lexicon.plover import noun_classes, verb_rows
from dateline.lexicon.tables import read_table
from dateline.lexicon.verb_forms import forms_of

Conditions = dict[str, set[str]]


def row(word: str, when: str, cameo: str = "112", to: str = "obj", kind: str = "act") -> dict[str, str]:
    return {"word": word, "kind": kind, "when": when, "type": "ACCUSE", "mode": "", "cameo": cameo, "to": to}


def body(*rows: dict[str, str]) -> list[str]:
    return [line for line in write_verbs(rows).lines if line and not line.startswith("# Verbs")]


def test_verbs_and_patterns() -> None:
    assert body(
        row("snub,glower", ""),
        row("fling,hurl", "obj=trade-deal prep=before,at", to="before"),
        row("fling,hurl", "prt=out subj=+", to="of"),
        row("test-fire", "obj=+ prep=from", to="giver"),
        row("fling,hurl", "obj=mud,stone", cameo="046", to="rec"),
    ) == [
        "&MUD_1", "+MUD", "+STONE",
        "--- FLING [---] ---", "FLING {FLINGS FLUNG FLINGING}", "HURL {HURLS HURLED HURLING}",
        "- * {TRADE DEAL} (BEFORE +) [112]", "- * {TRADE DEAL} (AT) [112]", "- $ * OUT [112]", "- * &MUD_1 [046:046]",
        "--- TEST_FIRE [---] ---", "TEST_+FIRE {TEST_+FIRES TEST_+FIRED TEST_+FIRING}", "- + * + (FROM $) [112]",
        "--- SNUB [---] ---", "SNUB {SNUBS SNUBBED SNUBBING} [112]",
        "--- GLOWER [---] ---", "GLOWER {GLOWERS GLOWERED GLOWERING} [112]",
    ]  # fmt: skip


def test_what_has_no_sign_is_a_remark_with_its_reason() -> None:
    written = write_verbs([row("a,b", "-obj"), row("c", "inf", kind="op:agree"), row("d", "obj=~GOV"), row("e", "")])
    remarks = [line for line in written.lines if line.startswith("# not written")]
    assert (len(remarks), written.left, written.senses) == (3, 4, 1)
    assert remarks[0] == "# not written: a,b [112] -obj: no sign for '-obj'"
    assert "adds the codes of two verbs" in remarks[1]
    assert "'~GOV'" in remarks[2]


def test_kinds_without_an_event() -> None:
    assert body(row("fling", "obj=mud", "", "", "none"), row("fling", "obj=hint", "", "", "say"))[2:] == [
        "- * MUD [---]",
        "- * HINT [010]",
    ]


@pytest.mark.parametrize("told", [tuple(verb_rows())], ids=["the table that ships"])
def test_every_sense_that_can_be_told_comes_back(told: tuple[dict[str, str], ...]) -> None:
    written = write_verbs(told)
    mapped = rows_of(read_verb_dictionary("\n".join(written.lines)))
    assert mapped.passed == []
    back: dict[tuple[str, str], list[Conditions]] = {}
    for one in mapped.rows:
        for verb in (one.name, *one.aliases.split("|")):
            back.setdefault((verb, one.cameo), []).append(conditions(one.when))
    untold = {
        line.removeprefix("# not written: ").split(" [")[0] + _when(line) for line in written.lines if "# not" in line
    }
    checked = 0
    first: dict[tuple[str, str], str] = {}
    for one in told:
        if one["word"] + one["when"] in untold or one["kind"] != "act":
            continue
        for verb, wanted in product(one["word"].split(","), choices(one["when"])):
            # Of two rows that ask for the same the first one holds, here as there.
            code = first.setdefault(
                (verb, repr(sorted((where, sorted(words)) for where, words in wanted.items()))), one["cameo"]
            )
            assert any(holds(wanted, found) for found in back.get((verb, code), [])), (verb, one)
            checked += 1
    assert checked > 1000
    assert written.senses >= 1400


def _when(remark: str) -> str:
    return remark.split("] ", 1)[1].rsplit(": ", 1)[0]


def conditions(when: str) -> Conditions:
    """Conditions with words, by where; particles and prepositions under one name, classes as their words."""
    found: Conditions = {}
    for part in when.split():
        where, _, words = part.partition("=")
        found.setdefault({"prt": "adp"}.get(where, where), set()).update(words.split(","))
    return found


CLASSES: dict[str, set[str]] = {}
for _row in read_table("event_nouns.tsv"):
    for _word in _row["word"].split(","):
        for _klass in noun_classes(_word):
            CLASSES.setdefault(_klass, set()).add(_word)


def choices(when: str) -> list[Conditions]:
    """The ways in which a row holds: one for each of its prepositions and particles."""
    held = conditions(when)
    nouns = held.pop("lemma", set()) | held.pop("oblique", set())
    ways: list[list[tuple[str, set[str]]]] = []
    for where, words in held.items():
        if where in ("prep", "adp"):
            pairs = [{f"{word}:{noun}" for noun in expanded(nouns)} for word in words]
            ways.append(
                [("phrase", pair) for pair in pairs]
                if nouns and where == "prep"
                else [(where, {word}) for word in words]
            )
        elif where == "obj":
            ways.append([("obj", expanded(words - {""}) or {"+"})])
        else:
            ways.append([(where, expanded(words))])
    return [dict(chosen) for chosen in product(*ways)]


def expanded(words: set[str]) -> set[str]:
    return {meant for word in words for meant in CLASSES.get(word, {word})}


def holds(wanted: Conditions, found: Conditions) -> bool:
    """Tell whether a row read back asks for what was wanted, and for nothing else."""
    if wanted.keys() != found.keys():
        wanted_places, found_places = dict(wanted), dict(found)
        for held in (wanted_places, found_places):  # "into" may be read as a particle or a preposition
            held["beside"] = held.pop("adp", set()) | held.pop("prep", set())
        return holds(wanted_places, found_places) if "beside" not in wanted else False
    return all(words <= found[where] for where, words in wanted.items())


def test_codes_written_are_codes_read() -> None:
    for one in verb_rows():
        if one["kind"] == "act":
            assert kind_of_code(one["cameo"]) == "act"
            assert coding_of(one["cameo"]) is not None


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("attack", "attacks attacked attacking"),
        ("free", "frees freed freeing"),
        ("ban", "bans banned banning"),
        ("permit", "permits permitted permitting"),
        ("visit", "visits visited visiting"),
        ("deny", "denies denied denying"),
        ("deploy", "deploys deployed deploying"),
        ("crush", "crushes crushed crushing"),
        ("die", "dies died dying"),
        ("give", "gives gave given giving"),
        ("begin", "begins began begun beginning"),
        ("go", "goes went gone going"),
        ("quiz", "quizzes quizzed quizzing"),
    ],
)
def test_forms_of_verbs(verb: str, forms: str) -> None:
    assert " ".join(forms_of(verb)) == forms
