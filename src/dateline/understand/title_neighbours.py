"""What stands beside a title in its sentence: the name it is added to, the government or the palace of a state."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.lexicon.actors import own_actor
from dateline.understand.actor_resolution import Meaning
from dateline.understand.parse import Parse
from dateline.understand.title_syntax import said_of
from dateline.understand.titles import TitlePhrase

_LONGEST_NAME, _FAR_BESIDE = 4, 24


def set_off_from(title: TitlePhrase, token: int, parse: Parse, meaning_at: Mapping[int, Meaning]) -> Meaning | None:
    """The name to which a sentence adds a title: "Ana Ruiz, the envoy to Peru, said"."""
    name = said_of(parse, token) if token >= 0 else -1
    if name < 0:
        return None
    behind = parse.token_at(title.end + 1) if parse.text[title.end : title.end + 1] == " " else None
    if behind is not None and parse.pos[behind] in ("VERB", "AUX"):
        return None  # "Ana Ruiz, Ilse Brandt, the president have left"
    near = range(max(0, name - _LONGEST_NAME), min(len(parse), name + _LONGEST_NAME + 1))
    met = [held for one in near if (held := meaning_at.get(int(parse.starts[one]))) is not None]
    before = [one for one in met if one.name.end <= title.start <= one.name.end + _FAR_BESIDE]
    return max(before, key=lambda one: one.name.end, default=None)


def government_beside(parse: Parse, at: tuple[int, int], meaning_at: Mapping[int, Meaning]) -> str | None:
    """The only state whose government this sentence or the last names: "A Kremlin aide said the president came"."""
    token, sentence = at
    if token < 0:
        return None
    first, stop = parse.span(parse.sentences[max(0, sentence - 1)][0], parse.sentences[sentence][1])
    states = {
        meaning.country
        for start, meaning in meaning_at.items()
        if first <= start < stop and (meaning.actor_id or "").endswith("GOV")
    }
    return next(iter(states)) if len(states) == 1 else None


def palace_beside(parse: Parse, at: tuple[int, int], meaning_at: Mapping[int, Meaning]) -> str | None:
    """The only state whose seat of government this sentence names: "At the White House the president said"."""
    token, sentence = at
    if token < 0:
        return None
    first, stop = parse.span(*parse.sentences[sentence])
    states = {
        meaning.country
        for start, meaning in meaning_at.items()
        if first <= start < stop and meaning.name.seat and own_actor(meaning.name.exact) is not None
    }
    return next(iter(states)) if len(states) == 1 else None
