"""Who stands on the stage of an article while it is read: everybody spoken of, how near, and pronouns for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from operator import itemgetter

from dateline.lexicon.actors import Actor, gender_of, offices_of
from dateline.understand import title_syntax
from dateline.understand.actor_resolution import Meaning
from dateline.understand.referents import Pointer, Pronoun, Referent, Setting, referent

REACH = 6
MOST_REMEMBERED = 200
_GOES_ON_TO_SPEAK = 0.7
_UNSURE_WOMAN, _UNSURE_MAN = 1.2, 0.4


class Stage:
    """Who has been spoken of so far, and how near."""

    def __init__(self, setting: Setting, genders: dict[str, str]) -> None:
        self._setting = setting
        self._parse = setting.parse
        self._on = setting.on
        self._genders = genders
        self._referents: dict[str, Referent] = {}

    @property
    def referents(self) -> Iterable[Referent]:
        """Everybody who has entered."""
        return self._referents.values()

    def enter(self, meaning: Meaning) -> None:
        if meaning.actor_id is None:
            # A surname that two share keeps both of them near.
            for actor_id in meaning.candidates:
                if actor_id in self._referents:
                    self._touch(self._referents[actor_id], meaning.name.start)
            return
        known = self._referents.get(meaning.actor_id)
        if known is None:
            known = self._referents[meaning.actor_id] = referent(meaning, on=self._on)
            known.gender = known.gender or self._genders.get(known.actor_id)
        self._touch(known, meaning.name.start)

    def pronoun(self, pronoun: Pronoun) -> Pointer:
        token, sentence = self._at(pronoun.start)
        speaks = title_syntax.is_speaker(self._parse, token)
        ranked = [
            (self._salience(one, sentence, pronoun.gender) + self._spoke_last(one, sentence) * speaks, one)
            for one in self._near(sentence)
            if (one.gender is None or one.gender == pronoun.gender)
            and (pronoun.possessive or not title_syntax.same_clause(self._parse, one.token, token))
        ]
        ranked.sort(key=itemgetter(0), reverse=True)
        if not ranked:
            why = "nobody of that gender was named before"
            return Pointer(pronoun.start, pronoun.end, "pronoun", "", None, None, None, 0.0, why)
        best, one = ranked[0]
        margin = best - ranked[1][0] if len(ranked) > 1 else 2.0
        confidence = round(min(0.92, 0.5 + 0.2 * margin) - (0.15 if one.gender is None else 0.0), 2)
        self._touch(one, pronoun.start, named=False)
        others = tuple(other.actor_id for score, other in ranked[:3] if best - score < 0.5)
        return Pointer(
            pronoun.start, pronoun.end, "pronoun", one.full, one.actor_id, one.country, one.sector, confidence,
            "nearest fitting person", others if len(others) > 1 else (),
        )  # fmt: skip

    def _near(self, sentence: int) -> Iterator[Referent]:
        """Who was spoken of lately, the latest first."""
        for one in reversed(self._referents.values()):
            if sentence - one.sentence > REACH:
                return
            yield one

    def _entered(self, meaning: Meaning) -> Referent:
        """Somebody who is pointed at, perhaps before he is named."""
        return self._referents.setdefault(meaning.actor_id or "", referent(meaning, on=self._on))

    def _introduced(self, actor: Actor, office: str) -> Referent:
        """Somebody who enters by office alone, without a name."""
        offices = frozenset((office, *(term.office for term in offices_of(actor.id, on=self._on))))
        made = Referent(actor.id, actor.name, gender_of(actor.id), actor.country, actor.sector, offices)
        return self._referents.setdefault(actor.id, made)

    def _last_spoken_of(self) -> Referent | None:
        latest = islice(reversed(self._referents.values()), MOST_REMEMBERED)
        return max(latest, key=lambda one: (one.sentence, one.subject, one.token), default=None)

    def _touch(self, one: Referent, start: int, *, named: bool = True) -> None:
        token, sentence = self._at(start)
        if sentence != one.sentence:
            one.subject = False
        if title_syntax.is_speaker(self._parse, token):
            one.spoke = sentence
        one.token, one.sentence = token, sentence
        one.subject = one.subject or title_syntax.is_subject(self._parse, token)
        one.count += named
        # The latest stands last, so that looking back may stop early.
        self._referents[one.actor_id] = self._referents.pop(one.actor_id, one)

    def _at(self, start: int) -> tuple[int, int]:
        known = self._setting.sentence_at.get(start)
        if known is None:
            token = self._parse.token_at(start)
            known = (-1, 0) if token is None else (token, self._parse.sentence_of(token))
            self._setting.sentence_at[start] = known
        return known

    def _spoke_last(self, one: Referent, sentence: int) -> float:
        """ "Ruiz said. He added": who speaks goes on to speak, whomever he spoke of."""
        return _GOES_ON_TO_SPEAK if one.spoke >= 0 and sentence - one.spoke in (0, 1) else 0.0

    def _salience(self, one: Referent, sentence: int, gender: str) -> float:
        score = self._weight(one, sentence)
        if one.gender is None:
            return score - (_UNSURE_WOMAN if gender == "f" else _UNSURE_MAN)
        return score

    def _weight(self, one: Referent, sentence: int) -> float:
        """How near somebody is: lately, often, as a subject."""
        return -0.7 * (sentence - one.sentence) + 0.12 * min(one.count, 8) + (0.8 if one.subject else 0.0)
