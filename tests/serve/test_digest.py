"""What a story page shows: joined, ranked, and every fact tied to its report."""

from __future__ import annotations

import copy

import pytest

from dateline.serve import views
from dateline.serve.digest import digests
from dateline.serve.shown import StoryDigest
from serve import sample


@pytest.fixture
def record() -> dict:
    return copy.deepcopy(views.record(sample.articles(), [sample.story()], failures=sample.FAILURES))


def only(record: dict) -> StoryDigest:
    (found,) = digests(record)
    return found


def test_contested_questions_come_first_and_values_rise(record: dict) -> None:
    story = only(record)
    assert [one.status for one in story.questions] == ["contested", "updated", "single"]
    assert [value.words for value in story.questions[1].values] == ["14 or more", "17", "19"]


def test_reports_of_the_same_value_stand_together(record: dict) -> None:
    claim = record["stories"][0]["claims"][0]
    claim["assertions"].append({**claim["assertions"][2], "article": claim["assertions"][1]["article"]})
    last = next(one for one in only(record).questions if one.status == "updated").values[-1]
    assert [one.report.outlet for one in last.evidence] == ["The Harbour Times", "Radio Norland"]


def test_the_same_words_of_two_reports_become_one_saying(record: dict) -> None:
    first, second = record["articles"][:2]
    added = copy.deepcopy(first["quotes"][0])
    shift = len(second["text"]) + 2
    second["text"] += "\n\n" + first["text"]
    added["span"] = [place + shift for place in added["span"]]
    added["content"] = [[place + shift for place in piece] for piece in added["content"]]
    second["quotes"].append(added)
    best = only(record).sayings[0]
    assert best.words == "We will not rest until every one of them is home"
    assert [one.report.number for one in best.evidence] == [1, 2]


def test_quote_marks_stay_where_only_a_part_is_direct(record: dict) -> None:
    words = {one.words for one in only(record).sayings}
    assert "“a mistake at the worst moment”" in words
    assert "it had evacuated 230 workers" in words


def test_deeds_without_any_party_are_left_out(record: dict) -> None:
    event = record["articles"][0]["events"][0]
    before = len(only(record).deeds)
    event["actors"] = event["recipients"] = []
    assert len(only(record).deeds) == before - 1


def test_evidence_in_an_unknown_report_is_passed_over(record: dict) -> None:
    record["stories"][0]["articles"].pop()
    story = only({**record, "articles": record["articles"][:2]})
    assert len(story.reports) == 2
    assert all(one.report.number <= 2 for one in story.passages())


def test_outlets_without_a_name_fall_back_to_site_and_file(record: dict) -> None:
    record["articles"][0]["outlet"] = None
    record["articles"][1]["outlet"] = None
    reports = only(record).reports
    assert reports[0].outlet == "northern-press.example"
    assert reports[1].outlet == "the-harbour-times.html"


def test_quotes_that_a_claim_puts_together_become_one_saying(record: dict) -> None:
    articles = record["articles"]
    passages = [(articles[0], articles[0]["quotes"][0]), (articles[2], articles[2]["quotes"][0])]
    claim = {
        "id": "cq",
        "question": "Ida Soren: “…”",
        "kind": "quote",
        "status": "agreed",
        "assertions": [
            {"article": article["id"], "span": quote["span"], "exact": quote["exact"], "value": "x", "as_of": None}
            for article, quote in passages
        ],
        "origins": [],
        "independent": None,
        "why": "same words",
    }
    before = len(only(record).sayings)
    record["stories"][0]["claims"].append(claim)
    story = only(record)
    assert len(story.sayings) == before - 1
    assert story.sayings[0].words == "We will not rest until every one of them is home"
    assert "cq" not in {one.id for one in story.questions}


def test_the_same_words_of_several_reports_are_one_answer(record: dict) -> None:
    claim = record["stories"][0]["claims"][0]
    claim["assertions"].append({**claim["assertions"][2]})
    last = next(one for one in only(record).questions if one.status == "updated").values[-1]
    assert len(last.answers) == 1
    assert len(last.answers[0].evidence) == 2


def test_one_label_in_its_forms_is_one_name(record: dict) -> None:
    labels = record["stories"][0]["labels"]
    labels += [
        {**labels[0], "label": "Disasters"},
        {**labels[0], "label": "disaster"},
        {**labels[0], "label": "disaster"},
    ]
    (naming,) = only(record).namings
    assert [label for label, _ in naming.labels] == ["disaster", "the worst mining accident"]


def test_a_date_is_told_once_in_the_timeline(record: dict) -> None:
    moments = record["stories"][0]["timeline"]
    moments.insert(1, {**moments[0], "text": "Another of that day"})
    assert [one.again for one in only(record).timeline] == [False, True, False, False]


def test_the_chain_of_a_saying_comes_from_the_attribution_that_covers_it(record: dict) -> None:
    article = record["articles"][0]
    quote = article["quotes"][0]
    (chain,) = article["sources"]
    chain.append({**quote["speaker"], "kind": "official"})
    for link in chain:
        link["covers"] = quote["span"]
    assert only(record).sayings[0].chain == ("NPA", "the energy ministry")
    quote["via"] = [{"name": "state radio", "actor_id": None, "span": None}]
    assert only(record).sayings[0].chain == ("state radio",)


def test_a_named_speaker_in_direct_words_comes_before_a_scrap(record: dict) -> None:
    scrap = next(one for one in record["articles"][0]["quotes"] if one["direct"] is False)
    scrap["content"] = [[scrap["span"][1] - 7, scrap["span"][1]]]
    scrap["confidence"] = 1.0
    assert [one.speaker for one in only(record).sayings].index("Aldane Mining") >= 3


def test_a_copy_does_not_attest_a_deed_again(record: dict) -> None:
    first, second = record["articles"][:2]
    shift = len(second["text"]) + 2
    second["text"] += "\n\n" + first["text"]
    for event in first["events"]:
        moved = copy.deepcopy(event)
        for part in (moved, *moved["actors"], *moved["recipients"]):
            if part["span"]:
                part["span"] = [place + shift for place in part["span"]]
        second["events"].append(moved)
    for event in second["events"] + record["articles"][2]["events"]:
        if event["type"] in ("ACCUSE", "REQUEST"):
            event["recipients"] = []
    record["stories"][0]["copies"] = []
    own = [one.type for one in only(record).deeds]
    record["stories"][0]["copies"] = [{"article": second["id"], "of": first["id"], "kind": "reprint", "shared": 1.0}]
    copied = [one.type for one in only(record).deeds]
    assert copied.index("REJECT") > own.index("REJECT")


def test_the_same_deed_of_differently_described_parties_is_one(record: dict) -> None:
    radio = record["articles"][2]
    protest = next(one for one in radio["events"] if one["type"] == "PROTEST")
    again = copy.deepcopy(protest)
    again["span"] = [protest["span"][0], protest["span"][1] - 12]
    again["actors"][0]["name"] = "200 angry miners"
    radio["events"].append(again)
    (deed,) = [one for one in only(record).deeds if one.type == "PROTEST"]
    assert len(deed.evidence) == 2


def test_figures_of_no_question_stand_by_themselves(record: dict) -> None:
    story = only(record)
    assert [one.values[0].words for one in story.alone] == ["230"]
    record["stories"][0]["claims"] = record["stories"][0]["claims"][:1]
    alone = {one.question: one.values[0].words for one in only(record).alone}
    assert alone["evacuated"] == "230"
    assert alone["trapped"] == "about 24–99"


def test_a_quote_that_only_passes_on_another_is_not_shown(record: dict) -> None:
    article = record["articles"][0]
    inner = next(one for one in article["quotes"] if one["direct"] is True)
    start, end = inner["span"]
    before = [one.words for one in only(record).sayings]
    agency = {**inner["speaker"], "name": "NPA", "actor_id": "o:npa"}
    article["quotes"].append({**inner, "content": [[start, end]], "speaker": agency, "direct": "mixed"})
    assert [one.words for one in only(record).sayings] == before


def test_a_few_indirect_words_and_an_order_are_no_saying(record: dict) -> None:
    article = record["articles"][0]
    scrap = next(one for one in article["quotes"] if one["direct"] is False)
    before = len(only(record).sayings)
    scrap["content"], scrap["confidence"] = [[scrap["span"][1] - 7, scrap["span"][1]]], 0.6
    assert len(only(record).sayings) == before - 1


def test_a_state_that_backs_itself_comes_last(record: dict) -> None:
    article = record["articles"][0]
    event = copy.deepcopy(article["events"][0])
    side = {**event["actors"][0], "country": "NRL", "sector": "GOV"}
    event |= {"type": "SUPPORT", "mode": None, "modality": "asserted", "confidence": 0.95}
    event["actors"] = [{**side, "name": "Vera Holm", "actor_id": "p:vera-holm"}]
    event["recipients"] = [{**side, "name": "Norland", "actor_id": "NRLGOV"}]
    article["events"].append(event)
    own = [one.type for one in only(record).deeds].index("SUPPORT")
    event["recipients"][0]["country"] = "OST"
    assert [one.type for one in only(record).deeds].index("SUPPORT") < own


def test_parties_to_one_deed_are_named_once(record: dict) -> None:
    event = record["articles"][0]["events"][0]
    event["actors"] = event["recipients"] = [
        {**event["actors"][0], "name": name, "actor_id": name} for name in ("Norland", "Ostmark")
    ]
    deed = next(one for one in only(record).deeds if one.actors == ("Norland", "Ostmark"))
    assert deed.recipients == ()


def test_a_denial_is_shown_as_one(record: dict) -> None:
    article = record["articles"][0]
    quote = next(one for one in article["quotes"] if one["direct"] is False)
    quote["cue"] = {"span": quote["span"], "exact": "denied"}
    assert "denied" in {one.manner for one in only(record).sayings}
    quote["cue"]["exact"] = "also said"
    assert "denied" not in {one.manner for one in only(record).sayings}
    quote["cue"]["exact"] = "did not say"
    assert "did not say" in {one.manner for one in only(record).sayings}


def test_a_report_without_a_headline_goes_by_a_whole_line_or_sentence(record: dict) -> None:
    article = record["articles"][1]
    article["headline"] = None
    first = article["text"].split("\n")[0]
    assert len(first) > 160
    assert only(record).reports[1].headline.endswith("second shaft …")
    article["text"] = f"Seventeen people have died in the mine. {article['text']}"
    assert only(record).reports[1].headline == "Seventeen people have died in the mine."


def test_answers_in_different_units_share_no_axis(record: dict) -> None:
    claim = record["stories"][0]["claims"][0]
    assert next(one for one in only(record).questions if one.id == "c1").chart is not None
    for one, value in zip(claim["assertions"], ("700 mile", "1,500 km", "900"), strict=True):
        one["value"] = value
    assert next(one for one in only(record).questions if one.id == "c1").chart is None
    claim["assertions"][1]["value"] = "about 1,500 mile"
    assert next(one for one in only(record).questions if one.id == "c1").chart is not None
