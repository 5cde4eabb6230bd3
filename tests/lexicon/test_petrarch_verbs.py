"""Verb dictionaries of PETRARCH2, PETRARCH and TABARI: what is read, what it means in our terms, what is left out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.lexicon import own_rows
from dateline.lexicon.own_lexicon import BadLexicon, OwnRow, as_tables, read_rows, write_rows
from dateline.lexicon.own_verbs import as_event_verb, coding_of
from dateline.lexicon.petrarch_senses import rows_of
from dateline.lexicon.petrarch_verbs import read_verb_dictionary
from dateline.lexicon.plover import parts_of_compounds, verb_senses

HEAD = "--- FLING [---] ---\nFLING {FLINGS FLUNG FLINGING}\n"


@pytest.fixture(autouse=True)
def _no_rows_stay() -> Iterator[None]:
    yield
    own_rows.use({})


def read(text: str) -> list[tuple[str, str, str, str]]:
    """Verb, conditions, code and places of every row, when nothing is passed over."""
    mapped = rows_of(read_verb_dictionary(text))
    assert mapped.passed == []
    return [(row.name, row.when, row.cameo, row.recipient) for row in mapped.rows]


def test_blocks_verbs_and_codes() -> None:
    text = (
        "<!-- a remark of\nseveral lines -->\n# and another\n"
        "--- SCORN [111] ---\nSNUB  {SNUBS SNUBBED}  # hers\nGLOWER\nTAUNT [112]\nSHRUG [---]\n"
        "+ROUGH_UP [182]\nPRE_+ARREST [173]\nLASH OUT\n"
    )
    dictionary = read_verb_dictionary(text)
    assert [(one.name, one.code, len(one.verbs)) for one in dictionary.blocks] == [("SCORN", "111", 7)]
    mapped = rows_of(dictionary)
    assert mapped.silent == 1
    assert [(row.name, row.aliases, row.when, row.cameo) for row in mapped.rows] == [
        ("snub", "glower", "", "111"),
        ("taunt", "", "", "112"),
        ("rough", "", "adp=up", "182"),
        ("pre-arrest", "prearrest", "", "173"),
        ("lash", "", "adp=out", "111"),
    ]


@pytest.mark.parametrize(
    ("pattern", "when", "code", "places"),
    [
        ("* DOOR [160]  # slam", "obj=door", "160", ""),
        ("* INSULTS [111]", "obj=insult,insults", "111", ""),
        ("* {TRADE DEAL} (BEFORE +) [031]", "prep=before obj=trade-deal", "031", "before"),
        ("* (FOR {FINANCIAL AID}) [102]", "phrase=for:financial-aid", "102", ""),
        ("* (INTO) [190]", "prep=into", "190", "into"),
        ("* OUT APPEAL [121]", "adp=out obj=appeal", "121", ""),
        ("* OUT + [121]", "adp=out obj=+", "121", "obj"),
        ("* ON + [121]", "prep=on", "121", "on"),
        ("* &CASH (TO +) [071]", "prep=to obj=coin,gold-bar", "071", "to"),
        ("&CASH * [071]", "subj=coin,gold-bar", "071", ""),
        ("+ * $ [112]", "obj=+", "112", "swap"),
        ("+ * SURPRISE (FROM $) [112]", "prep=from obj=surprise", "112", "giver"),
        ("$ * + [112]", "subj=+ obj=+", "112", "obj"),
        ("* TALKS (WITH %) [046:046]", "prep=with obj=talk,talks", "046", "rec,with"),
        ("* TALKS [046:046]", "obj=talk,talks", "046", "rec"),
        ("* (UNDER PRESSURE) [:0231]", "phrase=under:pressure", "0231", "swap"),
        ("* MUD [---]", "obj=mud", "---", ""),
        ("* DOUBT [012]", "obj=doubt", "012", ""),
    ],
)
def test_patterns_become_conditions(pattern: str, when: str, code: str, places: str) -> None:
    assert read(f"&CASH\n+COIN\n+GOLD_BAR\n{HEAD}- {pattern}\n") == [("fling", when, code, places)]


def test_bare_words_of_older_files() -> None:
    text = (
        "BRAWL [190]\nFLING [---] ; a remark\n- * ABUSE AT + [111] ; hers\n- * PEACE PLAN [160]\n- * TO SEIZE + [138]\n"
        "SEIZE [192]\n- * IN + [192]\n- NOT * [130]\n- SEIZE * [130]\n"
    )
    mapped = rows_of(read_verb_dictionary(text))
    assert [(row.name, row.when, row.cameo, row.recipient) for row in mapped.rows] == [
        ("brawl", "", "190", ""),
        ("fling", "prep=at within=abuse", "111", "at"),
        ("fling", "obj=peace-plan", "160", ""),
        ("fling", "obj=+ comp=seize", "138", "obj,ccobj"),
        ("seize", "", "192", ""),
        ("seize", "prep=in", "192", "in"),
    ]
    assert mapped.passed == [
        "line 8: - NOT * [130]: a helping verb or negation ('not') before the verb",
        "line 9: - SEIZE * [130]: another verb ('seize') before the verb",
    ]


@pytest.mark.parametrize(
    ("pattern", "when", "places"),
    [
        ("+ WAS * BY $", "obj=+", "obj"),
        ("+ WERE * BY ROCKET", "subj=rocket obj=+", "obj"),
        ("+ WAS * AID BY $", "within=aid", "iobj"),
        ("+ HAVE BEEN * INTO PRISON", "phrase=into:prison obj=+", "obj"),
        ("$ HAVE_* +", "subj=+ obj=+", "obj"),
        ("$ IS * MUD AT +", "subj=+ prep=at within=mud", "at"),
        ("WILL * MUD", "aux=will within=mud", ""),
    ],
)
def test_helping_verbs_that_a_parse_sees_through(pattern: str, when: str, places: str) -> None:
    assert read(f"FLING [---]\n- {pattern} [112]\n") == [("fling", when, "112", places)]


def test_sets_may_hold_sets_and_be_glued_to_words() -> None:
    text = f"&TIE_KINDS\n+TRADE\n&ALL\n+&TIE_KINDS\n+ARMS\n{HEAD}- * &TIE_KINDS_DEAL [160]\n- * &ALL [161]\n"
    assert [row[1] for row in read(text)] == ["obj=trade-deal", "within=trade,arm,arms"]


def test_transformations_look_at_the_verb_below() -> None:
    text = (
        f"{HEAD}--- YEARN [---] ---\nYEARN\nTHIRST\n--- RAID [190] ---\nRAID\nSTORM\n"
        "~ a (_ b RAID) YEARN = a b 138\n~ a (b . RAID) THIRST = a b 0231\n"
    )
    assert read(text)[1:] == [
        ("yearn", "comp=raid,storm inf -obj", "138", "ccobj"),
        ("thirst", "comp=raid,storm that", "0231", "ccsubj,obj"),
        ("thirst", "comp=raid,storm inf obj", "0231", "ccsubj,obj"),
    ]


def test_faults_are_named_and_the_rest_goes_on() -> None:
    text = (
        f"- * MUD [111]\n{HEAD}- * MUD\n- MUD [111]\n- * (AT MUD [111]\n- * &NOBODY [111]\n- * {{A}} B) [111]\n"
        "SCOLD {SCOLDS\n- * ROOF [160]\n--- EMPTY [111] ---\n~ nonsense\n--- WEIS [345] ---\nSHOUT\n- * NEWS [911]\n"
    )
    mapped = rows_of(read_verb_dictionary(text))
    assert [row.when for row in mapped.rows] == ["obj=roof"]
    wanted = {
        1: "put its verb on a line above it",
        4: "has no code; end it with one",
        5: "has 0 '*'",
        6: "has '(' that is never closed",
        7: "names the set &NOBODY, which the file does not have",
        8: "has ')' without the bracket that opens it",
        9: "'SCOLD {SCOLDS' is no verb",
        11: "block 'EMPTY' has no verb",
        12: "'~ nonsense' is no transformation",
        13: "code 345 is not in the CAMEO table",
        15: "code 911 is not in the CAMEO table",
    }
    for number, words in wanted.items():
        assert any(line.startswith(f"line {number}:") and words in line for line in mapped.passed), number
    assert len(mapped.passed) == len(wanted)
    assert (mapped.mapped, mapped.patterns) == (1, 2)


def test_what_conditions_cannot_hold_is_counted() -> None:
    mapped = rows_of(read_verb_dictionary(f"{HEAD}- * (TO +) MUD ROOF [111]\n- * NOT [111]\n- * TALKS [042:043]\n"))
    assert (mapped.mapped, mapped.patterns, mapped.halved) == (1, 3, 1)
    assert [line.split(":")[0] for line in mapped.passed] == ["line 3", "line 4"]
    assert "1 of 3 patterns" in mapped.counts
    assert "of 1 patterns with two codes the first alone" in mapped.counts


def test_rows_of_verbs_are_kept_and_hold_before_ours() -> None:
    mapped = rows_of(
        read_verb_dictionary(f"--- SCORN [112] ---\nCONDEMN\n- * {{STONE WALL}} [---]\n{HEAD}- * MUD [012]\n")
    )
    assert read_rows(write_rows(mapped.rows)) == mapped.rows
    shipped = verb_senses("condemn")
    assert not any(sense.own for sense in shipped)
    own_rows.use(as_tables(mapped.rows))
    first, second, *others = verb_senses("condemn")
    assert (first.kind, first.own, first.coding) == ("none", True, None)
    assert second.coding is not None
    assert (second.kind, second.coding.cameo, second.coding.type) == ("act", "112", "ACCUSE")
    assert tuple(others) == shipped
    assert [sense.kind for sense in verb_senses("fling")] == ["say"]
    assert "wall" in parts_of_compounds()
    own_rows.use({})
    assert verb_senses("condemn") == shipped
    assert verb_senses("fling") == ()


def test_rows_of_verbs_are_checked() -> None:
    head = "table\tname\twhen\tcameo\n"
    with pytest.raises(BadLexicon) as fault:
        read_rows(head + "verb\t\t\t112\nverb\tx\tobject=y\t112\nverb\tx\tprep\t112\nverb\tx\t\t999\nverb\tx\n")
    assert [words.split(":")[0] for words in fault.value.faults] == [f"line {number}" for number in range(2, 7)]
    assert read_rows(head + "verb\tx\t-obj prep=to,at\t---\n") == [
        OwnRow("verb", "x", when="-obj prep=to,at", cameo="---")
    ]


def test_places_of_the_recipient_come_before_the_usual_ones() -> None:
    row = as_event_verb(("fling",), "", "112", "before,obj")
    assert (row["type"], row["to"][:20]) == ("ACCUSE", "before,obj,against,a")
    assert as_event_verb(("fling",), "obj=mud", "112", "")["to"].endswith(",with,for,about,to,from,between")
    assert as_event_verb(("fling",), "obj=+", "112", "")["to"].startswith("obj,")
    assert as_event_verb(("fling",), "", "112", "swap")["to"] == "swap"
    assert as_event_verb(("fling",), "", "---", "obj")["to"] == ""


def test_appeals_are_requests_and_statements_nothing() -> None:
    asked = coding_of("0256")
    assert asked is not None
    assert (asked.type, asked.cameo) == ("REQUEST", "1056")
    assert coding_of("014") is None
    assert coding_of("---") is None
    assert coding_of("176") is not None
