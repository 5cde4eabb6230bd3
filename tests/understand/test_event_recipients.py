"""Events from hand-built parses: who is meant when the verb does not say it, and acts named by requests."""

from __future__ import annotations

from dateline.understand.events import Events
from dateline.understand.parse import empty_parse

from .hand_parses import article, best, names, read


def test_recipient_is_whose_thing_it_is() -> None:
    event = best(
        read(
            "Ghana welcomed a pledge made by Toyota.",
            """
            Ghana PROPN/NNP 2 nsubj
            welcomed VERB/VBD 0 root
            a DET/DT 4 det
            pledge NOUN/NN 2 obj
            made VERB/VBN 4 acl
            by ADP/IN 7 case
            Toyota PROPN/NNP 5 obl
            . PUNCT/. 2 punct
            """,
        )
    )
    assert (event.type, names(event.actors), names(event.recipients)) == ("SUPPORT", ["Ghana"], ["Toyota"])


def test_recipient_deep_below_the_act_is_a_guess() -> None:
    event = best(
        read(
            "Ghana agreed to open roads leading into areas of Togo.",
            """
            Ghana PROPN/NNP 2 nsubj
            agreed VERB/VBD 0 root
            to PART/TO 4 mark
            open VERB/VB 2 xcomp
            roads NOUN/NNS 4 obj
            leading VERB/VBG 5 acl
            into ADP/IN 8 case
            areas NOUN/NNS 6 obl
            of ADP/IN 10 case
            Togo PROPN/NNP 8 nmod
            . PUNCT/. 2 punct
            """,
        )
    )
    assert (event.type, names(event.recipients)) == ("AGREE", ["areas of Togo"])
    assert "recipient taken from nearby words" in event.why


def test_main_act_is_surer_than_one_that_only_tells_who_is_meant() -> None:
    events = read(
        "Kenya pardoned a guard who killed a soldier.",
        """
        Kenya PROPN/NNP 2 nsubj
        pardoned VERB/VBD 0 root
        a DET/DT 4 det
        guard NOUN/NN 2 obj
        who PRON/WP 6 nsubj
        killed VERB/VBD 4 acl:relcl
        a DET/DT 8 det
        soldier NOUN/NN 6 obj
        . PUNCT/. 2 punct
        """,
    )
    assert [event.type for event in sorted(events, key=lambda one: -one.confidence)] == ["CONCEDE", "ASSAULT"]


def test_own_troops_are_no_recipient() -> None:
    event = best(
        read(
            "Ghana agreed to withdraw its troops for Togo.",
            """
            Ghana PROPN/NNP 2 nsubj
            agreed VERB/VBD 0 root
            to PART/TO 4 mark
            withdraw VERB/VB 2 xcomp
            its PRON/PRP$ 6 nmod:poss
            troops NOUN/NNS 4 obj
            for ADP/IN 8 case
            Togo PROPN/NNP 6 nmod
            . PUNCT/. 2 punct
            """,
        )
    )
    assert (event.type, names(event.recipients)) == ("AGREE", ["Togo"])


def test_demand_for_an_act_that_no_table_knows() -> None:
    event = best(
        read(
            "Ghana said that Togo must repaint buoys.",
            """
            Ghana PROPN/NNP 2 nsubj
            said VERB/VBD 0 root
            that SCONJ/IN 6 mark
            Togo PROPN/NNP 6 nsubj
            must AUX/MD 6 aux
            repaint VERB/VB 2 ccomp
            buoys NOUN/NNS 6 obj
            . PUNCT/. 2 punct
            """,
        )
    )
    assert (event.type, names(event.actors), names(event.recipients)) == ("REQUEST", ["Ghana"], ["Togo"])
    assert event.modality == "asserted"


def test_who_promises_to_host_is_the_actor() -> None:
    hosts = """
        Ghana PROPN/NNP {2} nsubj
        {will}hosted VERB/VB 0 root
        Togo PROPN/NNP {2} obj
        . PUNCT/. {2} punct
        """
    came = best(read("Ghana hosted Togo.", hosts.replace("{will}", "").replace("{2}", "2")))
    will = "will AUX/MD 3 aux\n"
    come = best(
        read(
            "Ghana will host Togo.",
            hosts.replace("hosted", "host").replace("{will}", will).replace("{2}", "3"),
        )
    )
    assert (came.type, names(came.actors)) == ("CONSULT", ["Togo"])
    assert (come.type, names(come.actors), names(come.recipients)) == ("AGREE", ["Ghana"], ["Togo"])


def test_empty_text() -> None:
    assert list(Events()(article(""), empty_parse(""))) == []


def test_of_several_that_may_be_meant_the_first_place_counts_and_a_state_before_it() -> None:
    def recipients(first: str, second: str, tags: str = "NOUN/NNS") -> list[str]:
        event = best(
            read(
                f"Kenya talked {first} {second}.",
                f"""
                Kenya PROPN/NNP 2 nsubj
                talked VERB/VBD 0 root
                {first.split()[0]} ADP/IN 4 case
                {first.split()[1]} NOUN/NNS 2 obl
                {second.split()[0]} ADP/IN 6 case
                {second.split()[1]} {tags} 2 obl
                . PUNCT/. 2 punct
                """,
            )
        )
        return names(event.recipients)

    assert recipients("to villagers", "with farmers") == ["farmers"]
    assert recipients("with farmers", "to villagers") == ["farmers"]
    assert recipients("with farmers", "to Togo", "PROPN/NNP") == ["Togo"]
