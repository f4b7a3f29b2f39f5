"""Which days are worked: a five-day week, national holidays and the days moved by decree."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

FIVE_DAYS = (0, 1, 2, 3, 4)
"""Monday to Friday."""


class Calendar(NamedTuple):
    """The working days of a country or a company.

    A day is worked if it is one of `weekdays` (Monday is 0) and not in `holidays`, or if it is in `worked`: a day
    of rest that was moved. `holidays` gives each day off its name, in the country's own language where it is known.
    """

    id: str
    weekdays: tuple[int, ...] = FIVE_DAYS
    holidays: Mapping[date, str] = {}
    worked: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Whether `day` is a working day."""
        return day in self.worked or (day.weekday() in self.weekdays and day not in self.holidays)


FIVE_DAY_WEEK = Calendar("five-day-week")
"""Monday to Friday, no holidays: where nobody knows the country."""
