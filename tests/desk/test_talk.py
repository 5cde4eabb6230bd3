"""Comments, replies, edits, complaints and notes on real stories."""

from __future__ import annotations

from pathlib import Path

import pytest

from clocks import Clock
from dateline.app import open_dateline
from dateline.desk.desk import Desk
from dateline.desk.limits import TooMany
from dateline.desk.talk import NotSaid
from dateline.model.audience import Account
from dateline.model.text import Span
from dateline.scorecard.tasks.feeds import HARMFUL
from dateline.serve.talk_words import shown_words

People = dict[str, Account]


def first_story(desk: Desk) -> tuple[str, str, str]:
    """The largest story: its id, and the id and text of its first report."""
    with desk.context.store.view() as view:
        story, _ = view.stories()[0]
        article = next(view.articles([story.article_ids[0]])).article
    return story.id, article.id, article.text


def test_a_thread_on_a_story(archive_desk: Desk, people: People, clock: Clock) -> None:
    talk, (story, *_) = archive_desk.talk, first_story(archive_desk)
    first = talk.say(people["Rita"], story, "Was it one quake or two?")
    clock.move(minutes=3)
    talk.say(people["Rob"], story, "Two.\n\n> one quake", reply_to=first)
    talk.say(people["Rob"], story, "Something else.")
    one, other = talk.on_story(story, people["Rita"])
    assert (one.by, one.words, one.may_edit, one.may_hide) == ("Rita", "<p>Was it one quake or two?</p>", True, False)
    assert [reply.words for reply in one.replies] == ["<p>Two.</p><blockquote><p>one quake</p></blockquote>"]
    assert one.replies[0].comment.at == "2031-03-01T09:03:00+00:00"
    assert other.words == "<p>Something else.</p>"
    assert talk.on_story(story, people["Ed"])[0].may_hide
    assert talk.on_story(story, None)[0].may_edit is False


def test_a_comment_on_a_passage_survives_a_rebuild(archive_desk: Desk, people: People, tmp_path: Path) -> None:
    talk, (story, article, text) = archive_desk.talk, first_story(archive_desk)
    start = text.index("quake")
    talk.say(people["Rita"], story, "This one.", passage=(article, Span(start, start + 5)))
    with open_dateline(tmp_path / "news.db") as dateline:
        dateline.rebuild()
    for said in (*talk.on_story(story, None), *talk.in_article(article, None)):
        assert said.found
        assert said.found.span == Span(start, start + 5)
        assert said.found.confidence == 1.0
    assert len(talk.in_article(article, None)) == 1


def test_a_passage_by_selectors_of_the_web_annotation_model(archive_desk: Desk, people: People) -> None:
    talk, (story, article, text) = archive_desk.talk, first_story(archive_desk)
    words = text[40:80]
    talk.say(people["Rob"], story, "Here.", selectors=(article, [{"type": "TextQuoteSelector", "exact": words}]))
    (said,) = talk.in_article(article, None)
    assert said.comment.anchor
    assert said.comment.anchor.exact == words
    with pytest.raises(NotSaid, match="do not stand"):
        talk.say(people["Rob"], story, "x", selectors=(article, [{"type": "TextQuoteSelector", "exact": "no such"}]))


def test_what_cannot_be_said(archive_desk: Desk, people: People) -> None:
    talk, (story, article, _) = archive_desk.talk, first_story(archive_desk)
    rita = people["Rita"]
    with pytest.raises(NotSaid, match="needs words"):
        talk.say(rita, story, "  \n ")
    with pytest.raises(NotSaid, match="10000"):
        talk.say(rita, story, "x" * 10_001)
    with pytest.raises(NotSaid, match="no such story"):
        talk.say(rita, "s000", "Hello")
    with pytest.raises(NotSaid, match="not there any more"):
        talk.say(rita, story, "Hello", reply_to=999)
    with pytest.raises(NotSaid, match="cannot be marked"):
        talk.say(rita, story, "Hello", passage=(article, Span(0, 10**9)))
    with pytest.raises(NotSaid, match="no such article"):
        talk.say(rita, story, "Hello", passage=("absent", Span(0, 3)))
    with archive_desk.context.store.view() as view:
        elsewhere = view.stories()[1][0].article_ids[0]
    with pytest.raises(NotSaid, match="not in the story"):
        talk.say(rita, story, "Hello", passage=(elsewhere, Span(0, 9)))
    assert talk.on_story(story, None) == ()


def test_edits_keep_a_history(archive_desk: Desk, people: People, clock: Clock) -> None:
    talk, (story, *_) = archive_desk.talk, first_story(archive_desk)
    number = talk.say(people["Rita"], story, "Frist.")
    clock.move(minutes=1)
    talk.edit(people["Rita"], number, "First.")
    clock.move(minutes=1)
    talk.edit(people["Rita"], number, "First!")
    talk.edit(people["Rita"], number, "First!")
    (said,) = talk.on_story(story, None)
    assert (said.words, said.edits, said.comment.edited_at) == ("<p>First!</p>", 2, "2031-03-01T09:02:00+00:00")
    assert talk.history(number) == [
        ("<p>Frist.</p>", "2031-03-01T09:00:00+00:00"),
        ("<p>First.</p>", "2031-03-01T09:01:00+00:00"),
    ]
    with pytest.raises(NotSaid, match="Only its writer"):
        talk.edit(people["Rob"], number, "Mine.")
    talk.withdraw(people["Rita"], number)
    assert talk.on_story(story, people["Rita"])[0].words == "Withdrawn by its writer."
    assert talk.history(number) == []
    with pytest.raises(NotSaid, match="any more"):
        talk.edit(people["Rita"], number, "Again.")


def test_editors_hide_what_readers_complain_of(archive_desk: Desk, people: People) -> None:
    talk, (story, *_) = archive_desk.talk, first_story(archive_desk)
    number = talk.say(people["Rob"], story, "Rude.")
    talk.complain(people["Rita"], number, "  rude\n words ")
    talk.complain(people["Rita"], number, "again")
    ((complaint, comment),) = talk.complaints(people["Ed"])
    assert (complaint.reason, comment.text) == ("rude words", "Rude.")
    for act in (lambda: talk.complaints(people["Rita"]), lambda: talk.hide(people["Rita"], number)):
        with pytest.raises(NotSaid, match="Only editors"):
            act()
    talk.hide(people["Ed"], number)
    assert talk.complaints(people["Ed"]) == []
    (said,) = talk.on_story(story, people["Rob"])
    assert (said.words, said.typed, said.may_edit) == ("Hidden by an editor.", "", False)
    talk.hide(people["Ed"], number, hidden=False)
    assert talk.on_story(story, None)[0].words == "<p>Rude.</p>"


def test_notes_are_private(archive_desk: Desk, people: People) -> None:
    talk, (_, article, text) = archive_desk.talk, first_story(archive_desk)
    number = talk.note(people["Rita"], article, Span(0, 20), "Check this.")
    talk.note(people["Rita"], article, Span(30, 40))
    assert [one.note.text for one in talk.notes(people["Rita"])] == ["", "Check this."]
    assert talk.notes(people["Rita"], article_id=article)[1].note.anchor.exact == text[:20]
    assert talk.notes(people["Rob"]) == ()
    with pytest.raises(NotSaid, match="no such note"):
        talk.change_note(people["Rob"], number, "Mine now")
    talk.change_note(people["Rita"], number, "Checked.")
    assert talk.notes(people["Rita"])[1].note.text == "Checked."
    talk.change_note(people["Rita"], number, None)
    assert len(talk.notes(people["Rita"])) == 1


def test_too_many_comments_at_a_time(archive_desk: Desk, people: People, clock: Clock) -> None:
    talk, (story, *_) = archive_desk.talk, first_story(archive_desk)
    for number in range(30):
        talk.say(people["Rob"], story, f"Again {number}")
    with pytest.raises(TooMany):
        talk.say(people["Rob"], story, "And again")
    talk.say(people["Rita"], story, "I may still speak.")
    clock.move(hours=1)
    talk.say(people["Rob"], story, "And so may I, later.")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        'http://a.example/" onmouseover="alert(1)',
        "https://a.example/<script>alert(1)</script>",
        "*<b onclick=alert(1)>*",
        "> <iframe src=//evil.example>",
        "javascript:alert(1)",
    ],
)
def test_whatever_is_typed_is_shown_as_words(text: str) -> None:
    shown = shown_words(text)
    assert not HARMFUL.search(shown)
    assert "<script" not in shown
    assert "<img" not in shown


def test_marks_that_comments_may_use() -> None:
    link = '<a href="https://a.example/x?y=1&amp;z=2" rel="noopener noreferrer nofollow ugc">'
    assert shown_words("See *this*: https://a.example/x?y=1&z=2.") == (
        f"<p>See <em>this</em>: {link}https://a.example/x?y=1&amp;z=2</a>.</p>"
    )
    assert shown_words("a < b & c\nnext") == "<p>a &lt; b &amp; c<br>next</p>"
    assert shown_words("2 * 3 * 4") == "<p>2 * 3 * 4</p>"


def test_who_leaves_takes_words_and_notes_along_but_no_place_in_the_talk(archive_desk: Desk, people: People) -> None:
    talk, (story, article, _) = archive_desk.talk, first_story(archive_desk)
    first = talk.say(people["Rita"], story, "My words.")
    talk.edit(people["Rita"], first, "My other words.")
    talk.say(people["Rob"], story, "An answer.", reply_to=first)
    talk.note(people["Rita"], article, Span(0, 20), "Mine.")
    archive_desk.accounts.close(people["Rita"])
    (said,) = talk.on_story(story, people["Rob"])
    assert (said.by, said.words) == ("somebody who left", "Withdrawn by its writer.")
    assert [reply.words for reply in said.replies] == ["<p>An answer.</p>"]
    assert talk.history(first) == []
    assert talk.notes(people["Rita"]) == ()
    with archive_desk.context.store.view() as view:
        kept = view.talk.comment(first)
        assert kept
        assert kept.text == ""
        assert view.talk.versions_of(first) == []
