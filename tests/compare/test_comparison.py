"""The whole comparison: omissions, labels, timeline, brief, headline; every piece of evidence stands where it says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.compare.brief import shortened
from dateline.compare.comparison import compare
from dateline.model.annotation import AnnotatedArticle, Party
from dateline.model.article import Article

from .building import Building, story_of, unlawful

PADDING = (
    "Shops along the quay stayed shut and ferries to the islands did not run. The council met twice during the "
    "afternoon and asked residents to keep away from the old town until engineers had looked at the cellars. "
) * 4

WITNESS = Party(name="Ada Brix", actor_id="p:ada-brix", country="ZZA")
OFFICIAL = Party(name="Minister Jon Hale", actor_id="p:jon-hale", country="ZZB", sector="GOV")


def flood(article_id: str, *, who: Party | None = None, flags: tuple[str, ...] = (), **fields: str) -> AnnotatedArticle:
    toll = f"The flood killed 12 people in Marrow, {who.name} said. " if who else ""
    text = f"A flood struck the harbour town of Marrow on Monday after a night of heavy rain. {toll}{PADDING}"
    built = Building(article_id, text, flags=flags, **fields).place("Marrow", "ESP").time("Monday", "2031-05-05")
    if who:
        built.figure("12 people", 12, 12, "killed").source(toll.strip(), (who, "witness"))
    return built.done()


def test_a_report_that_leaves_out_what_two_independent_others_carry() -> None:
    articles = [flood("a", who=WITNESS), flood("b", who=OFFICIAL), flood("c"), flood("d", flags=("paywall",))]
    comparison = compare(story_of(articles), articles)
    (claim,) = [one for one in comparison.claims if one.kind == "figure"]
    assert claim.independent == 2
    assert [(one.article_id, one.claim_id) for one in comparison.omissions] == [("c", claim.id)]


def test_one_origin_in_two_reports_makes_no_omission() -> None:
    articles = [flood("a", who=WITNESS), flood("b", who=WITNESS), flood("c")]
    assert compare(story_of(articles), articles).omissions == ()


def test_an_earlier_report_could_not_know() -> None:
    articles = [
        flood("a", published="2031-05-05"),
        flood("b", who=OFFICIAL, published="2031-05-06"),
        flood("c", who=WITNESS, published="2031-05-06"),
    ]
    assert compare(story_of(articles), articles).omissions == ()


def test_labels_show_who_says_what() -> None:
    first = Building("a", "Protesters marched to the town hall. “These terrorists will be found,” Jon Hale said.")
    first.quote("These terrorists will be found", OFFICIAL)
    second = Building("b", "Rioters threw stones at the town hall in the evening.")
    articles = [first.done(), second.done()]
    found = {(one.label, one.article_id, one.speaker) for one in compare(story_of(articles), articles).labels}
    assert {("Protesters", "a", None), ("Rioters", "b", None)} <= found
    assert ("terrorists", "a", "Minister Jon Hale") not in found  # the only word for that thing shows no difference


def test_an_actor_is_shown_with_what_reports_call_him() -> None:
    first = Building("a", "Omar Teff, the veteran leader, spoke.").mention(
        "the veteran leader", "Omar Teff", kind="title", actor_id="p:omar-teff"
    )
    second = Building("b", "The strongman of the north spoke.").mention(
        "The strongman", "Omar Teff", kind="title", actor_id="p:omar-teff"
    )
    articles = [first.done(), second.done()]
    found = [(one.thing, one.label) for one in compare(story_of(articles), articles).labels]
    assert ("Omar Teff", "the veteran leader") in found
    assert ("Omar Teff", "The strongman") in found


def test_timeline_in_the_order_it_happened() -> None:
    text = "Divers found the wreck on Thursday near Ellin. The trawler had left the port of Marrow on Monday morning."
    one = Building("a", text, published="2031-05-09").time("Thursday", "2031-05-08").time("Monday", "2031-05-05")
    one.event("Divers found the wreck", "COOPERATE", Party(name="Divers"))
    two = Building(
        "b",
        "The trawler left the port of Marrow early on Monday. The wreck near Ellin was intact.",
        published="2031-05-09",
    )
    articles = [one.done(), two.time("Monday", "2031-05-05").done()]
    moments = compare(story_of(articles), articles).timeline
    assert [one.date.start for one in moments] == ["2031-05-05", "2031-05-08"]
    assert {one.article_id for one in moments[0].evidence} == {"a", "b"}


def test_brief_is_made_of_whole_sentences_that_do_not_repeat_each_other() -> None:
    articles = [flood("a", who=WITNESS), flood("b", who=OFFICIAL), flood("c")]
    comparison = compare(story_of(articles), articles)
    texts = [one.text for one in comparison.brief]
    assert 1 <= len(texts) <= 5
    assert len(set(texts)) == len(texts)
    assert any("flood struck" in text for text in texts)
    assert not any(text.startswith(("He ", "It ", "“")) for text in texts)
    assert comparison.period is not None
    assert comparison.places == ("Marrow, Spain",)
    assert unlawful(comparison, articles) == []


def test_headline_is_printed_or_cut_never_written() -> None:
    plain = [flood("a"), flood("b")]
    assert compare(story_of(plain), plain).headline.startswith("A flood struck the harbour town of Marrow on Monday")
    printed = [flood("a", headline="Flood in Marrow"), flood("b")]
    assert compare(story_of(printed), printed).headline == "Flood in Marrow"
    long = "The council of Marrow, which met twice, asked residents to keep away, but many went back for their pets."
    assert long.startswith(shortened(long).removesuffix(" …"))


def test_the_order_in_which_articles_come_does_not_matter() -> None:
    articles = [flood("a", who=WITNESS), flood("b", who=OFFICIAL), flood("c")]
    story = story_of(articles)
    assert compare(story, articles) == compare(story, articles[::-1])


@given(st.lists(st.text(max_size=80), min_size=1, max_size=3))
def test_any_text_can_be_compared(texts: list[str]) -> None:
    articles = [
        AnnotatedArticle(Article(id=str(n), capture_id="c", found_in="f", text=text, slices=(), visible_sha256=""))
        for n, text in enumerate(texts)
    ]
    assert unlawful(compare(story_of(articles), articles), articles) == []


def test_words_for_times_gone_by_are_no_labels() -> None:
    first = Building("a", "Protesters marched to the town hall. Anarchists had wrecked the hall years ago.")
    second = Building("b", "Rioters threw stones at the town hall.")
    articles = [first.done(), second.done()]
    found = {one.label for one in compare(story_of(articles), articles).labels}
    assert {"Protesters", "Rioters"} <= found
    assert "Anarchists" not in found
