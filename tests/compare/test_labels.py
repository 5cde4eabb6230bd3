"""Labels: what reports call the same actor or act, from marks on words of our own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.compare import labels as module
from dateline.compare.label_words import form_of
from dateline.compare.labels import labels
from dateline.compare.reports import reports_of
from dateline.lexicon.word_families import family_of
from dateline.model.annotation import AnnotatedArticle, Mention, Wording
from dateline.model.text import Span

from .building import Building


class Words(Building):
    """A report with noun phrases and acts besides names."""

    def __init__(self, article_id: str, text: str) -> None:
        super().__init__(article_id, text)
        self._nouns: list[tuple[int, int, int, int, str]] = []
        self._acts: list[tuple[int, int, str]] = []

    def noun(self, exact: str, lemma: str, *, of: str | None = None) -> Words:
        """Mark a phrase whose last word is the head; `of` begins where the head stands that it is said of."""
        place = self.where(exact)
        head = place.start + exact.rfind(" ") + 1
        self._nouns.append((place.start, place.end, head, self.where(of).start if of else -1, lemma))
        return self

    def act(self, exact: str, lemma: str) -> Words:
        """Mark what a verb tells."""
        place = self.where(exact)
        self._acts.append((place.start, place.end, lemma))
        return self

    def done(self) -> AnnotatedArticle:
        first = min([*self._nouns, *self._acts])
        span = Span(first[0], first[1])
        nouns, acts = tuple(sorted(self._nouns)), tuple(sorted(self._acts))
        exact = span.of(self.article.text)
        self.marks.append(
            Wording(article_id=self.article.id, span=span, exact=exact, made_by="test@1", nouns=nouns, acts=acts)
        )
        return super().done()


def shown(*articles: AnnotatedArticle) -> dict[str, list[str]]:
    """The labels of each thing, in their order."""
    texts = {one.article.id: one.article.text for one in articles}
    found: dict[str, list[str]] = {}
    for one in labels(reports_of(articles)):
        assert one.span.of(texts[one.article_id]) == one.label
        found.setdefault(one.thing, []).append(one.label)
    return found


def test_words_of_one_family_are_one_thing() -> None:
    first = Words("a", "The harbour union filed a lawsuit. The suit names the port.")
    first.noun("a lawsuit", "lawsuit").noun("The suit", "suit")
    second = Words("b", "A frivolous complaint, the port said.").noun("A frivolous complaint", "complaint")
    assert set(shown(first.done(), second.done())["lawsuit"]) == {"a lawsuit", "The suit", "A frivolous complaint"}


def test_an_act_of_a_verb_is_the_act_of_its_noun() -> None:
    first = Words("a", "The closure of the gate was a surprise.").noun("The closure", "closure")
    second = Words("b", "They closed the gate; after the shutdown ships left.")
    second.noun("the shutdown", "shutdown").act("closed the gate", "close")
    assert set(shown(first.done(), second.done())["closure"]) == {"The closure", "the shutdown", "closed the gate"}


@pytest.mark.parametrize(
    ("verb", "noun"), [("arrive", "arrival"), ("appoint", "appointment"), ("suspend", "suspension"), ("meet", "summit")]
)
def test_verb_and_noun_of_an_act_are_one_family(verb: str, noun: str) -> None:
    assert family_of(verb) == family_of(noun)


def test_acts_that_only_verbs_tell_are_no_things() -> None:
    first = Words("a", "Crews repaired the lock.").act("repaired the lock", "repair")
    second = Words("b", "Crews repaired a gate.").act("repaired a gate", "repair")
    assert shown(first.done(), second.done()) == {}


def test_what_is_said_of_a_thing_is_its_label_and_comes_first() -> None:
    first = Words("a", "The vote is a farce.").noun("The vote", "vote").noun("a farce", "farce", of="vote")
    second = Words("b", "The ballot goes on.").noun("The ballot", "ballot")
    assert shown(first.done(), second.done())["vote"] == ["a farce", "The vote", "The ballot"]


def test_what_is_said_of_somebody_comes_before_his_name() -> None:
    first = Words("a", "Omar Teff spoke. Teff is a tyrant.").noun("a tyrant", "tyrant", of="Teff is")
    first.mention("Omar Teff", "Omar Teff", actor_id="p:omar-teff")
    first.mention("Teff is"[:4], "Omar Teff", actor_id="p:omar-teff")
    first.marks[-1] = replace(first.marks[-1], span=Span(17, 21))
    assert shown(first.done())["Omar Teff"] == ["a tyrant", "Omar Teff", "Teff"]


def test_a_definite_title_means_whom_the_story_calls_so() -> None:
    first = Words("a", "Former harbour director Ada Brix left. The director was angry.")
    first.noun("Former harbour director Ada Brix", "Brix").noun("The director", "director")
    first.mention("Ada Brix", "Ada Brix", actor_id="p:ada-brix")
    assert "The director" in shown(first.done())["Ada Brix"]
    other = Words("b", "Harbour director Jon Hale left. The director was angry.").noun("The director", "director")
    other.noun("Harbour director Jon Hale", "Hale").mention("Jon Hale", "Jon Hale", actor_id="p:jon-hale")
    second = Words("c", "The director was silent.").noun("The director", "director")
    found = shown(first.done(), other.done(), second.done())
    assert found["Jon Hale"].count("The director") == 1, "where two fit, nobody is meant"


@pytest.mark.parametrize("kind", ["place", "other"])
def test_a_state_its_government_and_its_capital_are_one_thing(kind: str) -> None:
    text = "Kenya answered. Its government was calm. Nairobi warned. Crowds met in Nairobi."
    built = Words("a", text).noun("Its government", "government")
    built.mention("Kenya", "Kenya", kind="country", actor_id="KEN")
    built.mention("Its", "Kenya", kind="pronoun", actor_id="KEN").mention("Nairobi", "Nairobi", kind=kind)
    built.mention("in Nairobi", "Nairobi", kind="place")
    built.marks = [replace(one, country="KEN") if isinstance(one, Mention) else one for one in built.marks]
    built.marks[-1] = replace(built.marks[-1], span=Span(71, 78), exact="Nairobi")
    assert shown(built.done())["Kenya"] == ["Its government", "Nairobi", "Kenya"]


def test_both_countries_are_the_two_named_before() -> None:
    built = Words("a", "Kenya and Uganda talked. Both countries agreed.").noun("Both countries", "country")
    built.mention("Kenya", "Kenya", kind="country", actor_id="KEN")
    built.mention("Uganda", "Uganda", kind="country", actor_id="UGA")
    found = shown(built.done())
    assert "Both countries" in found["Kenya"]
    assert "Both countries" in found["Uganda"]


def test_one_person_under_two_spellings_is_one_thing_unless_a_report_names_both() -> None:
    first = Words("a", "Rick Odera left.").noun("Rick Odera", "Odera").mention("Rick Odera", "Rick Odera")
    second = Words("b", "Richard Odera left.").noun("Richard Odera", "Odera").mention("Richard Odera", "Richard Odera")
    assert sorted(next(iter(shown(first.done(), second.done()).values()))) == ["Richard Odera", "Rick Odera"]
    third = Words("c", "Rick Odera met Richard Odera.").noun("Rick Odera", "Odera")
    third.mention("Rick Odera", "Rick Odera").mention("Richard Odera", "Richard Odera")
    assert shown(second.done(), third.done()) == {"Richard Odera": ["Richard Odera", "Richard Odera"]}


def test_a_large_story_leaves_out_repeats_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LABELS", 4)
    built = Words("a", "Kenya rose. Kenya slept. Kenya ate. The nation grew. Ada Brix, a welder, left.")
    built.noun("The nation", "nation").noun("a welder", "welder", of="Ada Brix")
    built.mention("Ada Brix", "Ada Brix", actor_id="p:ada-brix")
    built.mention("Kenya", "Kenya", kind="country", actor_id="KEN")
    built.marks += [replace(built.marks[-1], span=Span(at, at + 5)) for at in (12, 25)]
    assert shown(built.done()) == {"Kenya": ["The nation", "Kenya"], "Ada Brix": ["a welder", "Ada Brix"]}


def test_words_from_different_sides_are_one_thing_where_one_of_them_is_loaded() -> None:
    calm = Words("a", "The protesters and the demonstrators sang.")
    calm.noun("The protesters", "protester").noun("the demonstrators", "demonstrator")
    also = Words("b", "Some protesters met demonstrators.")
    also.noun("Some protesters", "protester").noun("demonstrators", "demonstrator")
    assert "people in the streets" not in shown(calm.done(), also.done())
    angry = Words("c", "The rioters sang.").noun("The rioters", "rioter")
    found = shown(calm.done(), angry.done())
    assert found == {"people in the streets": ["The rioters", "The protesters", "the demonstrators"]}


def test_forms_are_compared_without_articles_and_plurals() -> None:
    assert form_of("The Trade Talks") == form_of("trade talk")


@pytest.mark.parametrize(("beside", "lemma"), [("14 percent", "percent"), ("D", "d"), ("a new poll", "poll")])
def test_amounts_letters_and_things_beside_a_name_are_nobodys_label(beside: str, lemma: str) -> None:
    built = Words("a", f"Ada Brix, {beside}, left. Brix slept.").noun(beside, lemma, of="Ada Brix")
    built.mention("Ada Brix", "Ada Brix", actor_id="p:ada-brix").mention(
        "Brix slept", "Ada Brix", actor_id="p:ada-brix"
    )
    assert beside not in shown(built.done())["Ada Brix"]


def test_people_beside_a_name_are_its_label() -> None:
    built = Words("a", "Ada Brix, a retired welder, left. Brix slept.").noun(
        "a retired welder", "welder", of="Ada Brix"
    )
    built.mention("Ada Brix", "Ada Brix", actor_id="p:ada-brix")
    assert shown(built.done())["Ada Brix"] == ["a retired welder", "Ada Brix"]


def test_a_committee_named_before_is_meant_by_its_last_word() -> None:
    built = Words("a", "The Harbour Safety Committee met. The committee agreed.").noun("The committee", "committee")
    built.mention("Harbour Safety Committee", "Harbour Safety Committee", kind="organization")
    assert sorted(shown(built.done())["Harbour Safety Committee"]) == ["Harbour Safety Committee", "The committee"]


def test_a_part_of_a_state_is_the_other_half() -> None:
    built = Words("a", "North Korea and South Korea met. The North left.").noun("The North", "North")
    built.mention("North Korea", "North Korea", kind="country", actor_id="PRK")
    built.mention("South Korea", "South Korea", kind="country", actor_id="KOR")
    assert "The North" in shown(built.done())["North Korea"]


def test_members_of_a_party_are_the_party_and_a_senate_is_no_committee_of_it() -> None:
    first = Words("a", "The Harbour Party won.").noun("won", "won")
    first.mention("Harbour Party", "Labourite Party", kind="organization")
    second = Words("b", "Labourites won.").noun("won", "won").mention("Labourites", "Labourites", kind="group")
    assert list(shown(first.done(), second.done())) == ["Labourite Party"]
    third = Words("c", "The Senate sat. The Senate Fish Board sat.").noun("sat", "sat")
    third.mention("Senate", "Senate", kind="organization")
    third.mention("Senate Fish Board", "Senate Fish Board", kind="organization")
    assert shown(third.done()) == {}


def test_the_company_and_the_72_year_old_are_whom_the_report_named_last() -> None:
    built = Words("a", "Ada Brix left Marrow Boats. The 72-year-old slept. The company sold its yard.")
    built.noun("The 72-year-old", "72-year-old").noun("The company", "company")
    built.mention("Ada Brix", "Ada Brix", actor_id="p:ada-brix")
    built.mention("Marrow Boats", "Marrow Boats", kind="organization")
    assert shown(built.done()) == {
        "Ada Brix": ["The 72-year-old", "Ada Brix"],
        "Marrow Boats": ["The company", "Marrow Boats"],
    }
