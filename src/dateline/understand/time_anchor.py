"""What relative time expressions count from, while a text is read from its head to its end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateline.lexicon.calendar import AHEAD_WEIGHTS, day_of_value, nearest_weekday, nearest_year, shifted

UNIT_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "FN",
    "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
BACK_MONTHS, AHEAD_MONTHS = 9, 10
"""How far a narrative looks back or ahead from the month it has reached without naming the year."""
NEAR_YEARS = 2
"""A year farther from where a narrative stands is named in passing."""
_MONTH = re.compile(r"(\d{4})-(\d\d)")


@dataclass(slots=True)
class Anchor:
    """What relative expressions count from, while a text is read from its head to its end.

    `day` is the local day of publication; `then` the value last spoken of; `future` and `past` tell that the
    expression stands with a verb that looks ahead or surely back; `narrative` that the text tells of a past of its own,
    so that "in April" follows the year last named and not the day of publication.
    """

    day: date | None
    then: str | None = None
    future: bool = False
    past: bool = False
    narrative: bool = False
    line: tuple[int, int | None] | None = None
    """Year and month at which a narrative stands; a year named in passing does not move it."""
    quarter: tuple[int, int] | None = None
    """The quarter last spoken of: its year and number. "A year earlier" beside it means the same quarter."""
    today: date | None = None
    """The day named before in the same sentence, to which a time of day belongs."""

    def then_day(self) -> date | None:
        """The day last spoken of, when it was named to the day."""
        return day_of_value(self.then)

    def then_year(self) -> int | None:
        """The year last spoken of."""
        return int(self.then[:4]) if self.then and self.then[:4].isdigit() else None

    def then_month(self) -> tuple[int, int] | None:
        """The month last spoken of."""
        found = _MONTH.match(self.then or "")
        return (int(found[1]), int(found[2])) if found else None

    def weekday(self, number: int, *, where: int = 0) -> str:
        """The value of a weekday (0 is Monday); `where` is -1 for last, 1 for next, 0 by tense, past preferred."""
        base = (self.then_day() or None) if self.narrative else self.day
        if base is None:
            return f"XXXX-WXX-{number + 1}"
        ahead = where > 0 or (where == 0 and self.future)
        return nearest_weekday(base, number, ahead=ahead, apart=where != 0).isoformat()

    def year_of_month(self, month: int, day: int | None = None, *, where: int = 0) -> str:
        """The year of a month, or of a day in it, that is named without one; XXXX when nothing tells it.

        The nearest by tense: a year back weighs against a few weeks ahead even where no verb looks ahead.
        """
        then = self.then_year()
        if where == 0 and self.narrative and self.line is not None:
            return f"{self._year_in_line(month, *self.line):04d}"
        # Without a day of publication a year named in passing ("the party, founded in 1992") dates nothing else.
        follows = (self.narrative and not self.future) or (self.day is None and self.then_month() is not None)
        if where == 0 and then is not None and follows:
            return f"{then:04d}"
        if self.day is None:
            return "XXXX"
        looks = 1 if self.future else -1 if self.past else 0
        year = nearest_year(self.day, month, day, where=where, ahead=AHEAD_WEIGHTS[looks])
        return f"{year:04d}" if year else "XXXX"

    @staticmethod
    def _year_in_line(month: int, year: int, reached: int | None) -> int:
        """The year of a month in a narrative that goes forward: after November comes the January of the next year."""
        if reached is None:
            return year
        ahead = month - reached
        return year + 1 if ahead < -BACK_MONTHS else year - 1 if ahead > AHEAD_MONTHS else year

    def follow(self, value: str, *, ahead: bool) -> None:
        """Move the line of a narrative to a time with its own year: to a month, or to a year near by and not ahead."""
        found = _MONTH.match(value)
        if found:
            self.line = int(found[1]), int(found[2])
        elif len(value) == 4 and value.isdigit():
            year = int(value)
            if self.line is None or (0 < abs(year - self.line[0]) <= NEAR_YEARS and not ahead):
                self.line = year, None

    def shift(self, unit: str, count: int) -> str:
        """So many units from the day of publication, as precise as the unit; `PUB-2W` while that day is unknown."""
        if self.day is None:
            unit, count = ("W", count * 2) if unit == "FN" else (unit, count)
            return f"PUB{count:+d}{unit}"
        return shifted(self.day, unit, count)

    def shift_then(self, unit: str, count: int) -> str | None:
        """So many units from the time last spoken of; None when it was not named finely enough."""
        day = self.then_day()
        if day is not None:
            return shifted(day, unit, count)
        month, year = self.then_month(), self.then_year()
        if month and unit in ("M", "Q", "Y", "DE", "CE"):
            return shifted(date(month[0], min(max(month[1], 1), 12), 1), unit, count)
        if year and unit in ("Y", "DE", "CE"):
            return shifted(date(year, 1, 1), unit, count)
        return None
