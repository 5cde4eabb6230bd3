"""What a dictionary form may be for those who read a text: asked once for each form, then one look for all of them.

A reader says at import what forms it is after; a parse then finds all its tokens with one look-up for each. Sieves of
their own, one table after the other, cost several times as much: their tables are too large to stay near at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dateline.lexicon.own_rows import renewed

_MOST_FORMS_KEPT = 60_000


class _Hints(dict[str, int]):
    """The bits of each form that was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.tests: list[Callable[[str], bool]] = []

    def __missing__(self, form: str) -> int:
        if len(self) >= _MOST_FORMS_KEPT:
            self.clear()
        found = self[form] = sum(1 << number for number, test in enumerate(self.tests) if test(form))
        return found

    def cache_clear(self) -> None:
        """Forget the answers: the rows of the user have changed, or there is one more to ask."""
        self.clear()


_hints = renewed(_Hints())


def hint(test: Callable[[str], bool]) -> int:
    """The bit that stands for the forms that pass a test; `test` must always say the same of a form."""
    _hints.tests.append(test)
    _hints.cache_clear()
    return 1 << (len(_hints.tests) - 1)


def hints_of(forms: Iterable[str]) -> list[int]:
    """The bits of dictionary forms, in their order."""
    return [*map(_hints.__getitem__, forms)]
