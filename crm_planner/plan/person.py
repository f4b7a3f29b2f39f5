"""Who does the work: people, or groups of people who stand for each other, with their hours and their absences."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm_planner.place import Place
from crm_planner.plan.calendar import Calendar
from crm_planner.plan.task import WHOLE_FILE
from crm_planner.playbook.effort import Side
from crm_planner.text import Text


class Absence(NamedTuple):
    """Days on which somebody does not work, the first and the last included: leave, illness, another project."""

    first: date
    last: date
    reason: Text | None = None
    place: Place = WHOLE_FILE

    def holds(self, day: date) -> bool:
        """Whether `day` is one of them."""
        return self.first <= day <= self.last


class Blackout(NamedTuple):
    """Days on which whole roles are not to be had, such as a month end or the season; without roles, nobody is."""

    absence: Absence
    roles: tuple[str, ...] = ()


class Person(NamedTuple):
    """A named or generic person, or `heads` people with the same roles who share their work.

    `capacity` is the productive hours of one of them on a full day, `share` the part of each day given to this
    project (half a day: 0.5), so a day of the group has capacity x share x heads hours. `weekdays` are those worked
    (Monday is 0), by default the calendar's. Without a `calendar` the project's holds.
    """

    id: str
    name: Text
    roles: tuple[str, ...]
    side: Side
    capacity: Decimal
    share: Decimal = Decimal(1)
    heads: int = 1
    calendar: Calendar | None = None
    weekdays: tuple[int, ...] | None = None
    absences: tuple[Absence, ...] = ()
    place: Place = WHOLE_FILE

    @property
    def daily_hours(self) -> Decimal:
        """Productive hours of one working day, of all of them together."""
        return self.capacity * self.share * self.heads
