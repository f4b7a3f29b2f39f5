"""A plan: when each task starts and finishes, how much it may slip, and who works how much on which day."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from crm_planner.plan.task import Task

HOURS_A_DAY = 8
"""Hours of a working day: dates are planned to the hour. How many of them are productive is a matter of the person."""


class Moment(NamedTuple):
    """A point of working time: `hour` hours of the working day `day` have passed (0 its beginning, 8 its end).

    A task that lasts one whole day starts at hour 0 and finishes at hour 8 of the same day.
    """

    day: date
    hour: int


class Found(StrEnum):
    """How a plan was found, and with that what its finish is worth."""

    NETWORK = "network"
    """The critical path alone: everybody has time for everything."""
    BOUND = "bound"
    """Levelled, and no plan can be shorter: it is as short as its lower bound. No search was needed."""
    PROVED = "proved"
    """Levelled, and proved the shortest by search."""
    TIME_LIMIT = "time_limit"
    """Levelled; the search ended at its limit, the gap says how much shorter a plan might be."""
    HEURISTIC = "heuristic"
    """Levelled by priority rules only, because no solver is installed or the plan is too large; the gap is said."""


class Planned(NamedTuple):
    """One task with its dates.

    `duration` and the slacks are working days of its own people. `total_slack` is how much it may slip without
    moving the end of the plan, `free_slack` without moving any other task; both count the people who are busy as well
    as the links. It is `critical` if it may not slip at all. `driver` names the task whose link or people it waits for.
    """

    task: Task
    start: Moment
    finish: Moment
    duration: Decimal
    total_slack: Decimal
    free_slack: Decimal
    critical: bool
    late_start: Moment
    late_finish: Moment
    driver: str = ""


class DayLoad(NamedTuple):
    """The hours of one person (or group) on one day: of tasks, and of level of effort, beside what the day has.

    `capacity` is 0 on a day nobody of the group works. Hours of tasks never exceed it; level of effort may.
    """

    person: str
    day: date
    hours: Decimal
    level_of_effort: Decimal
    capacity: Decimal


class Schedule(NamedTuple):
    """A whole plan. `days` is its length in working days of the project's calendar.

    `bound` is a length no plan can undercut and `gap` how many working days more this plan takes (0: the shortest).
    `network_days` is the length of the critical path if nobody was ever busy elsewhere.
    """

    tasks: tuple[Planned, ...]
    start: Moment
    finish: Moment
    days: Decimal
    found: Found
    bound: Decimal
    gap: Decimal
    network_days: Decimal
    load: tuple[DayLoad, ...]

    def planned(self, task: str) -> Planned:
        """The task with this id; KeyError if there is none."""
        for one in self.tasks:
            if one.task.id == task:
                return one
        raise KeyError(task)

    @property
    def critical_path(self) -> tuple[Planned, ...]:
        """The tasks that may not slip, in the order of their starts."""
        return tuple(sorted((one for one in self.tasks if one.critical), key=lambda one: (one.start, one.finish)))
