"""The load of people week by week: how many hours they have, and how many of them the plan takes."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from crm_planner.plan.schedule import DayLoad, Schedule


class WeekLoad(NamedTuple):
    """One person, or group, in the week that begins on the Monday `week`; hours of level of effort included."""

    person: str
    week: date
    hours: Decimal
    capacity: Decimal

    @property
    def share(self) -> Decimal | None:
        """The part of the capacity that is taken; None where hours stand in a week without any."""
        if self.capacity:
            return self.hours / self.capacity
        return None if self.hours else Decimal(0)


def monday(day: date) -> date:
    """The first day of the week of `day`."""
    return day - timedelta(days=day.weekday())


def weeks(schedule: Schedule) -> tuple[date, ...]:
    """The Monday of every week of the plan."""
    first, last = monday(schedule.start.day), monday(schedule.finish.day)
    return tuple(first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1))


def week_loads(load: Iterable[DayLoad]) -> tuple[WeekLoad, ...]:
    """The days of `load` added up by person and week; people as they first appear, their weeks in order."""
    sums: dict[tuple[str, date], tuple[Decimal, Decimal]] = {}
    people = dict.fromkeys(one.person for one in load)
    for one in load:
        key = one.person, monday(one.day)
        hours, capacity = sums.get(key, (Decimal(0), Decimal(0)))
        sums[key] = (hours + one.hours + one.level_of_effort, capacity + one.capacity)
    order = {person: number for number, person in enumerate(people)}
    found = sorted(sums.items(), key=lambda one: (order[one[0][0]], one[0][1]))
    return tuple(WeekLoad(person, week, hours, capacity) for (person, week), (hours, capacity) in found)
