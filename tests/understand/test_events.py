"""Events from hand-built parses: triggers, operators, roles, modality, and what is no event."""

from __future__ import annotations

import pytest

from dateline.model.annotation import Party, Quote, TimeExpression
from dateline.model.article import DateInterval
from dateline.model.text import Span

from .hand_parses import best, names, read


def test_active_verb_with_object() -> None:
    event = best(
        read(
            "Norway condemned Belarus on Friday.",
            """
            Norway PROPN/NNP 2 nsubj
            condemned VERB/VBD 0 root
            Belarus PROPN/NNP 2 obj
            on ADP/IN 5 case
            Friday PROPN/NNP 2 obl
            . PUNCT/. 2 punct
            """,
        )
    )
    assert (event.type, event.mode, event.cameo, event.quad) == ("ACCUSE", "disapprove", "111", 3)
    assert [party.country for party in event.actors] == ["NOR"]
    assert [party.country for party in event.recipients] == ["BLR"]
    assert event.modality == "asserted"
    assert event.goldstein is not None
    assert event.goldstein < 0
    assert "condemn" in event.why


def test_passive_with_four_actors() -> None:
    event = best(
        read(
            "Myanmar was sanctioned by Japan, Britain, Canada and Australia.",
            """
            Myanmar PROPN/NNP 3 nsubj:pass
            was AUX/VBD 3 aux:pass
            sanctioned VERB/VBN 0 root
            by ADP/IN 5 case
            Japan PROPN/NNP 3 obl:agent
            , PUNCT/, 7 punct
            Britain PROPN/NNP 5 conj
            , PUNCT/, 9 punct
            Canada PROPN/NNP 5 conj
            and CCONJ/CC 11 cc
            Australia PROPN/NNP 5 conj
            . PUNCT/. 3 punct
            """,
        )
    )
    assert event.type == "SANCTION"
    assert [party.country for party in event.actors] == ["JPN", "GBR", "CAN", "AUS"]
    assert [party.country for party in event.recipients] == ["MMR"]


def test_talks_between_two_are_mutual() -> None:
    event = best(
        read(
            "Turkey and Greece began talks.",
            """
            Turkey PROPN/NNP 4 nsubj
            and CCONJ/CC 3 cc
            Greece PROPN/NNP 1 conj
            began VERB/VBD 0 root
            talks NOUN/NNS 4 obj
            . PUNCT/. 4 punct
            """,
        )
    )
    assert event.type == "CONSULT"
    assert [party.country for party in event.actors] == ["TUR", "GRC"]
    assert event.actors == event.recipients


@pytest.mark.parametrize(
    ("verb", "type_"), [("agreed", "AGREE"), ("refused", "REJECT"), ("threatened", "THREATEN"), ("declined", "REJECT")]
)
def test_outer_verb_decides(verb: str, type_: str) -> None:
    events = read(
        f"Sudan {verb} to attack Eritrea." if verb == "threatened" else f"Sudan {verb} to visit Eritrea.",
        f"""
        Sudan PROPN/NNP 2 nsubj
        {verb} VERB/VBD 0 root
        to PART/TO 4 mark
        {"attack" if verb == "threatened" else "visit"} VERB/VB 2 xcomp
        Eritrea PROPN/NNP 4 obj
        . PUNCT/. 2 punct
        """,
    )
    assert [event.type for event in events] == [type_]
    assert [party.country for party in events[0].recipients] == ["ERI"]


def test_demand_takes_its_recipient_from_the_clause() -> None:
    (event,) = read(
        "Kenya demanded that Somalia withdraw its troops.",
        """
        Kenya PROPN/NNP 2 nsubj
        demanded VERB/VBD 0 root
        that SCONJ/IN 5 mark
        Somalia PROPN/NNP 5 nsubj
        withdraw VERB/VB 2 ccomp
        its PRON/PRP$ 7 nmod:poss
        troops NOUN/NNS 5 obj
        . PUNCT/. 2 punct
        """,
    )
    assert (event.type, event.mode, event.cameo) == ("REQUEST", "yield", "105")
    assert [party.country for party in event.recipients] == ["SOM"]


def test_denied_act_is_denied_and_reported() -> None:
    event = best(
        read(
            "Pakistan denied shelling Afghan villages.",
            """
            Pakistan PROPN/NNP 2 nsubj
            denied VERB/VBD 0 root
            shelling VERB/VBG 2 xcomp
            Afghan ADJ/JJ 5 amod
            villages NOUN/NNS 3 obj
            . PUNCT/. 2 punct
            """,
        )
    )
    assert (event.type, event.modality) == ("ASSAULT", "denied")
    assert [party.country for party in event.recipients] == ["AFG"]


def test_announced_meeting_is_an_agreement_still_planned() -> None:
    event = best(
        read(
            "Egypt said its president will meet Israeli officials.",
            """
            Egypt PROPN/NNP 2 nsubj
            said VERB/VBD 0 root
            its PRON/PRP$ 4 nmod:poss
            president NOUN/NN 6 nsubj
            will AUX/MD 6 aux
            meet VERB/VB 2 ccomp
            Israeli ADJ/JJ 8 amod
            officials NOUN/NNS 6 obj
            . PUNCT/. 2 punct
            """,
        )
    )
    assert (event.type, event.modality, event.cameo) == ("AGREE", "planned", "036")
    assert event.said_by is not None
    assert event.said_by.exact == "Egypt"
    assert [(party.country, party.sector) for party in event.recipients] == [("ISR", "GOV")]


def test_condition_is_hypothetical() -> None:
    events = read(
        "If Ethiopia attacks Eritrea, prices rise.",
        """
        If SCONJ/IN 3 mark
        Ethiopia PROPN/NNP 3 nsubj
        attacks VERB/VBZ 7 advcl
        Eritrea PROPN/NNP 3 obj
        , PUNCT/, 3 punct
        prices NOUN/NNS 7 nsubj
        rise VERB/VBP 0 root
        . PUNCT/. 7 punct
        """,
    )
    assert [event.modality for event in events] == ["hypothetical"]


def test_two_demonyms_are_two_actors() -> None:
    event = best(
        read(
            "Polish and Czech officials met in Vienna.",
            """
            Polish ADJ/JJ 4 amod
            and CCONJ/CC 3 cc
            Czech ADJ/JJ 1 conj
            officials NOUN/NNS 5 nsubj
            met VERB/VBD 0 root
            in ADP/IN 7 case
            Vienna PROPN/NNP 5 obl
            . PUNCT/. 5 punct
            """,
        )
    )
    assert event.type == "CONSULT"
    assert [party.country for party in event.actors] == ["POL", "CZE"]
    assert names(event.actors) == ["Polish", "Czech officials"]


def test_event_noun_with_both_sides() -> None:
    event = best(
        read(
            "Saudi strikes on Houthi rebels continued.",
            """
            Saudi ADJ/JJ 2 amod
            strikes NOUN/NNS 6 nsubj
            on ADP/IN 5 case
            Houthi PROPN/NNP 5 compound
            rebels NOUN/NNS 2 nmod
            continued VERB/VBD 0 root
            . PUNCT/. 6 punct
            """,
        )
    )
    assert names(event.recipients) == ["Houthi rebels"]


def test_lifted_curfew_is_a_concession() -> None:
    event = best(
        read(
            "The Sudanese army lifted the curfew in Khartoum.",
            """
            The DET/DT 3 det
            Sudanese ADJ/JJ 3 amod
            army NOUN/NN 4 nsubj
            lifted VERB/VBD 0 root
            the DET/DT 6 det
            curfew NOUN/NN 4 obj
            in ADP/IN 8 case
            Khartoum PROPN/NNP 4 obl
            . PUNCT/. 4 punct
            """,
        )
    )
    assert event.type == "CONCEDE"
    assert [(party.country, party.sector) for party in event.actors] == [("SDN", "MIL")]


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        (
            "The striker attacked the second half with a goal.",
            """
            The DET/DT 2 det
            striker NOUN/NN 3 nsubj
            attacked VERB/VBD 0 root
            the DET/DT 6 det
            second ADJ/JJ 6 amod
            half NOUN/NN 3 obj
            with ADP/IN 9 case
            a DET/DT 9 det
            goal NOUN/NN 3 obl
            . PUNCT/. 3 punct
            """,
        ),
        (
            "Rain destroyed the roses.",
            """
            Rain NOUN/NN 2 nsubj
            destroyed VERB/VBD 0 root
            the DET/DT 4 det
            roses NOUN/NNS 2 obj
            . PUNCT/. 2 punct
            """,
        ),
        (
            "The bakery agreed to open early.",
            """
            The DET/DT 2 det
            bakery NOUN/NN 3 nsubj
            agreed VERB/VBD 0 root
            to PART/TO 5 mark
            open VERB/VB 3 xcomp
            early ADV/RB 5 advmod
            . PUNCT/. 3 punct
            """,
        ),
    ],
)
def test_no_event_without_politics(text: str, notation: str) -> None:
    assert read(text, notation) == []


def test_speaker_of_the_quote_says_it_and_is_meant_by_we() -> None:
    text = '"We condemn Iran," Lind said.'
    speaker = Party(
        name="Eva Lind", span=Span(19, 23), exact="Lind", actor_id="p:eva-lind", country="SWE", sector="GOV"
    )
    quote = Quote(
        article_id="a1",
        span=Span(0, 29),
        exact=text,
        made_by="quotes@1",
        direct=True,
        content=(Span(1, 17),),
        speaker=speaker,
    )
    (event,) = read(
        text,
        """
        " PUNCT/`` 3 punct
        We PRON/PRP 3 nsubj
        condemn VERB/VBP 8 ccomp
        Iran PROPN/NNP 3 obj
        , PUNCT/, 8 punct
        " PUNCT/'' 8 punct
        Lind PROPN/NNP 8 nsubj
        said VERB/VBD 0 root
        . PUNCT/. 8 punct
        """,
        [quote],
    )
    assert event.said_by == speaker
    assert event.actors[0].exact == "We"
    assert event.actors[0].actor_id == "p:eva-lind"


def test_date_of_the_clause() -> None:
    text = "Norway condemned Belarus on Friday."
    when = DateInterval(start="2022-01-07", end="2022-01-07", precision="day", why="Friday")
    time = TimeExpression(
        article_id="a1",
        span=Span(28, 34),
        exact="Friday",
        made_by="dates@1",
        kind="date",
        value="2022-01-07",
        interval=when,
    )
    (event,) = read(
        text,
        """
        Norway PROPN/NNP 2 nsubj
        condemned VERB/VBD 0 root
        Belarus PROPN/NNP 2 obj
        on ADP/IN 5 case
        Friday PROPN/NNP 2 obl
        . PUNCT/. 2 punct
        """,
        [time],
    )
    assert event.date == when
