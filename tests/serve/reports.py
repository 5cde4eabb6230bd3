"""Three little reports of an invented mine accident, annotated by hand, rich in every kind of fact."""

from __future__ import annotations

import hashlib
from functools import cache

from dateline.model.annotation import (
    AnnotatedArticle,
    Annotation,
    Attribution,
    Event,
    Evidence,
    Figure,
    Mention,
    Party,
    PlaceMention,
    Quote,
    SourceLink,
    TimeExpression,
)
from dateline.model.article import Article, DateInterval, Failure, Outlet, PrintedDateline, Residue
from dateline.model.text import Slice, Span

WIRE = """KESTREL RIDGE, Norland (NPA) - At least 14 miners were killed and dozens more were trapped on Tuesday when a \
tunnel collapsed at the Aldane copper mine, the energy ministry said.

“We will not rest until every one of them is home,” Energy Minister Ida Soren told reporters at the site.

Aldane Mining said it had evacuated 230 workers. The company denied that it had ignored warnings about water in the \
lower shafts.

Neighbouring Ostmark offered to send two rescue teams. Norland accepted, the ministry said."""

PAPER = """Seventeen people have died in the worst mining accident in Norland for thirty years, union leaders said on \
Wednesday, as rescuers drilled a second shaft towards the survivors.

“They were told in March. They did nothing,” said Piet Hallan, who leads the Mineworkers’ Union. He accused Aldane \
Mining of putting profit before lives.

Ostmark’s specialists arrived before dawn 🚁 and joined the search for about 40 missing men.

Prime Minister Lena Brandt promised a public inquiry and said the mine would stay shut “for as long as it takes”."""

RADIO = """Two days after the disaster at Kestrel Ridge, the official death toll has risen to 19 from 14, the energy \
ministry told public radio.

Striking miners blocked the road to the capital on Thursday and demanded the resignation of Ida Soren. The minister \
called the blockade “a mistake at the worst moment”.

Aldane Mining declined to comment. <script>alert("hostile")</script> & more."""


def day(first: str, last: str | None = None, why: str = "printed in the report") -> DateInterval:
    """Return an interval of whole days."""
    return DateInterval(start=first, end=last or first, precision="day", why=why, confidence=0.9)


class Reader:
    """Finds words in a text and makes annotations of them."""

    def __init__(self, article: Article) -> None:
        self.article = article

    def at(self, words: str, nth: int = 0) -> Span:
        """Return the place of the nth occurrence of some words."""
        start = -1
        for _ in range(nth + 1):
            start = self.article.text.index(words, start + 1)
        return Span(start, start + len(words))

    def party(self, words: str, name: str | None = None, actor_id: str | None = None, **more: str) -> Party:
        """Return a party named by some words."""
        return Party(name=name or words, span=self.at(words), exact=words, actor_id=actor_id, **more)  # type: ignore[arg-type]

    def grounds(self, words: str, *, nth: int = 0, confidence: float = 0.9, why: str = "read in the sentence") -> dict:
        """Return what every annotation carries."""
        return {
            "article_id": self.article.id,
            "span": self.at(words, nth),
            "exact": words,
            "made_by": "hand@1",
            "confidence": confidence,
            "why": why,
        }


def article(number: int, text: str, outlet: str, headline: str, published: str, **more: object) -> Article:
    """Return an article whose capture is its own text and nothing else."""
    key = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        id=f"rep{number}-{key[:8]}",
        capture_id=key,
        found_in=f"pages/{outlet.lower().replace(' ', '-')}.html",
        text=text,
        slices=(Slice(0, len(text)),),
        visible_sha256=key,
        outlet=Outlet(outlet.lower().replace(" ", "-"), outlet),
        headline=headline,
        published_at=day(published, why="meta tag article:published_time"),
        language="en",
        **more,  # type: ignore[arg-type]
    )


@cache
def articles() -> tuple[AnnotatedArticle, ...]:
    """Return the three reports with their annotations."""
    return _wire(), _paper(), _radio()


def _wire() -> AnnotatedArticle:
    one = article(
        1,
        WIRE,
        "Northern Press",
        "At least 14 killed in Norland mine collapse",
        "2031-03-04",
        dateline=PrintedDateline("KESTREL RIDGE, Norland", "NPA", "KESTREL RIDGE, Norland (NPA) -"),
        url="https://northern-press.example/mine?id=1&lang=en",
        topics=("Mining",),
        bylines=("Una Rask",),
        residue=(Residue("ad", Slice(0, 0), "Advertisement"), Residue("login", Slice(0, 0), "Sign in")),
    )
    read = Reader(one)
    soren = read.party("Energy Minister Ida Soren", "Ida Soren", "p:ida-soren", country="NRL", sector="GOV")
    aldane = read.party("Aldane Mining", actor_id="o:aldane")
    ostmark, norland = read.party("Ostmark", actor_id="OST"), read.party("Norland accepted", "Norland", "NRL")
    facts: tuple[Annotation, ...] = (
        Mention(**read.grounds("Ida Soren"), kind="person", name="Ida Soren", actor_id="p:ida-soren"),
        Mention(**read.grounds("Aldane Mining"), kind="organization", name="Aldane Mining", actor_id="o:aldane"),
        Mention(**read.grounds("Ostmark"), kind="country", name="Ostmark", actor_id="OST"),
        Mention(**read.grounds("The company"), kind="title", name="Aldane Mining", actor_id="o:aldane"),
        TimeExpression(**read.grounds("Tuesday"), kind="date", value="2031-03-04", interval=day("2031-03-04")),
        PlaceMention(**read.grounds("Norland"), name="Norland", country="NRL", lat=61.2, lon=9.4, precision="country"),
        Figure(
            **read.grounds("At least 14 miners", why="at least N: N or more"),
            low=14,
            high=None,
            counted="killed",
            subject="miners",
            qualifier="at least",
            said_by=read.party("the energy ministry"),
            as_of=day("2031-03-04"),
        ),
        Figure(**read.grounds("dozens more"), low=24, high=99, counted="trapped", approx=True, added=True),
        Figure(**read.grounds("230 workers"), low=230, high=230, counted="evacuated"),
        Quote(
            **read.grounds(
                "“We will not rest until every one of them is home,” Energy Minister Ida Soren told reporters"
            ),
            direct=True,
            content=(read.at("We will not rest until every one of them is home,"),),
            speaker=soren,
            cue=Evidence(read.at("told"), "told"),
            addressee=read.party("reporters"),
        ),
        Quote(
            **read.grounds("Aldane Mining said it had evacuated 230 workers", confidence=0.7),
            direct=False,
            content=(read.at("it had evacuated 230 workers"),),
            speaker=aldane,
            cue=Evidence(read.at("said", 1), "said"),
        ),
        Attribution(
            **read.grounds("the energy ministry said"),
            links=(
                SourceLink(party=Party(name="NPA"), kind="agency"),
                SourceLink(party=read.party("the energy ministry", actor_id="o:energy"), kind="official"),
            ),
            covers=read.at("At least 14 miners were killed"),
        ),
        Event(
            **read.grounds("Neighbouring Ostmark offered to send two rescue teams"),
            type="AID",
            mode=None,
            contexts=("disaster",),
            cameo="0333",
            quad=1,
            goldstein=5.2,
            actors=(ostmark,),
            recipients=(norland,),
            modality="planned",
            date=day("2031-03-04"),
            trigger=read.at("offered to send"),
        ),
        Event(
            **read.grounds("The company denied that it had ignored warnings", confidence=0.6),
            type="REJECT",
            actors=(aldane,),
            trigger=read.at("denied"),
        ),
    )
    return AnnotatedArticle(one, facts)


def _paper() -> AnnotatedArticle:
    one = article(
        2,
        PAPER,
        "The Harbour Times",
        "Union says 17 dead as second shaft nears survivors",
        "2031-03-05",
        credited_to="Northern Press",
        flags=("paywall",),
    )
    read = Reader(one)
    hallan = read.party("Piet Hallan", actor_id="p:piet-hallan")
    brandt = read.party("Prime Minister Lena Brandt", "Lena Brandt", "p:lena-brandt", country="NRL", sector="GOV")
    facts: tuple[Annotation, ...] = (
        Mention(**read.grounds("Piet Hallan"), kind="person", name="Piet Hallan", actor_id="p:piet-hallan"),
        Mention(**read.grounds("He"), kind="pronoun", name="Piet Hallan", actor_id="p:piet-hallan"),
        TimeExpression(**read.grounds("Wednesday"), kind="date", value="2031-03-05", interval=day("2031-03-05")),
        Figure(**read.grounds("Seventeen people"), low=17, high=17, counted="killed", as_of=day("2031-03-05")),
        Figure(**read.grounds("about 40 missing men"), low=36, high=44, counted="missing", approx=True),
        Quote(
            **read.grounds("“They were told in March. They did nothing,” said Piet Hallan"),
            direct=True,
            content=(read.at("They were told in March. They did nothing,"),),
            speaker=hallan,
            cue=Evidence(read.at("said", 1), "said"),
        ),
        Quote(
            **read.grounds(
                "Prime Minister Lena Brandt promised a public inquiry and said the mine would stay shut "
                "“for as long as it takes”"
            ),
            direct="mixed",
            content=(read.at("the mine would stay shut “for as long as it takes”"),),
            speaker=brandt,
            via=(Party(name="state television"),),
        ),
        Event(
            **read.grounds("He accused Aldane Mining of putting profit before lives"),
            type="ACCUSE",
            actors=(Party(name="Piet Hallan", span=read.at("He"), exact="He", actor_id="p:piet-hallan"),),
            recipients=(read.party("Aldane Mining", actor_id="o:aldane"),),
            trigger=read.at("accused"),
        ),
        Event(
            **read.grounds("Ostmark’s specialists arrived before dawn"),
            type="AID",
            actors=(read.party("Ostmark’s specialists", "Ostmark", "OST"),),
            recipients=(Party(name="Norland", actor_id="NRL"),),
            trigger=read.at("arrived"),
            date=day("2031-03-05"),
        ),
    )
    return AnnotatedArticle(one, facts, failures=(Failure(one.found_in, "events", "a sentence was too long", one.id),))


def _radio() -> AnnotatedArticle:
    one = article(3, RADIO, "Radio Norland", "Toll climbs to 19 as miners <block> road", "2031-03-06")
    read = Reader(one)
    facts: tuple[Annotation, ...] = (
        TimeExpression(**read.grounds("Thursday"), kind="date", value="2031-03-06", interval=day("2031-03-06")),
        Figure(**read.grounds("19"), low=19, high=19, counted="killed", as_of=day("2031-03-06")),
        Figure(**read.grounds("14"), low=14, high=14, counted="killed", earlier=True),
        Quote(
            **read.grounds("The minister called the blockade “a mistake at the worst moment”"),
            direct="mixed",
            content=(read.at("a mistake at the worst moment"),),
            speaker=Party(name="Ida Soren", span=read.at("The minister"), exact="The minister", actor_id="p:ida-soren"),
            cue=Evidence(read.at("called"), "called"),
        ),
        Event(
            **read.grounds("Striking miners blocked the road to the capital on Thursday"),
            type="PROTEST",
            mode="obstruct",
            actors=(read.party("Striking miners", "miners"),),
            trigger=read.at("blocked"),
            date=day("2031-03-06"),
            place="Kestrel Ridge",
        ),
        Event(
            **read.grounds("demanded the resignation of Ida Soren"),
            type="REQUEST",
            actors=(read.party("Striking miners", "miners"),),
            recipients=(read.party("Ida Soren", actor_id="p:ida-soren"),),
            modality="requested",
            trigger=read.at("demanded"),
        ),
    )
    return AnnotatedArticle(one, facts)
