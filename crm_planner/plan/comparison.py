"""A plan against an earlier one, its baseline: what moved, what came, what went, and by how many working days."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from crm_planner.plan.calendar import Calendar
from crm_planner.plan.schedule import Schedule
from crm_planner.text import Text


class Mark(NamedTuple):
    """What a baseline keeps of a task: its dates, its most likely hours, whether it was critical."""

    id: str
    name: Text
    start: date
    finish: date
    hours: Decimal
    critical: bool


class Baseline(NamedTuple):
    """A plan as it was agreed."""

    marks: tuple[Mark, ...]

    @property
    def finish(self) -> date:
        """Its last day."""
        return max(mark.finish for mark in self.marks)


class Moved(NamedTuple):
    """One task in both plans, or in one: `before` is None if it came, `after` is None if it went.

    `start_days` and `finish_days` are how many working days later it starts and finishes (negative: earlier), `hours`
    how many hours more it takes; of a task that came or went they count as nothing moved, and all its hours.
    """

    before: Mark | None
    after: Mark | None
    start_days: int
    finish_days: int
    hours: Decimal

    @property
    def mark(self) -> Mark:
        """The task as it is, or as it was if it went."""
        kept = self.after or self.before
        if kept is None:  # never: it is in one of the plans
            raise LookupError
        return kept

    @property
    def is_changed(self) -> bool:
        """Whether anything about it is different."""
        return self.before != self.after


class Comparison(NamedTuple):
    """All tasks of both plans, those of the new one first, and how many working days later the whole ends."""

    tasks: tuple[Moved, ...]
    finish_days: int
    hours: Decimal

    @property
    def changed(self) -> tuple[Moved, ...]:
        """The tasks that are different, came or went."""
        return tuple(one for one in self.tasks if one.is_changed)


def baseline(schedule: Schedule) -> Baseline:
    """What is to be kept of a plan to compare later ones with."""
    return Baseline(
        tuple(
            Mark(one.task.id, one.task.name, one.start.day, one.finish.day, one.task.hours(), one.critical)
            for one in schedule.tasks
        )
    )


def compared(before: Baseline, after: Baseline, calendar: Calendar) -> Comparison:
    """What is different in `after`; days moved are working days of `calendar`, weekends and holidays not counted."""
    tasks = tuple(_moved(before, after, calendar))
    hours = sum((one.hours for one in tasks), Decimal(0))
    return Comparison(tasks, working_days_between(before.finish, after.finish, calendar), hours)


def _moved(before: Baseline, after: Baseline, calendar: Calendar) -> Iterator[Moved]:
    old = {mark.id: mark for mark in before.marks}
    for mark in after.marks:
        was = old.pop(mark.id, None)
        if was is None:
            yield Moved(None, mark, 0, 0, mark.hours)
            continue
        start = working_days_between(was.start, mark.start, calendar)
        finish = working_days_between(was.finish, mark.finish, calendar)
        yield Moved(was, mark, start, finish, mark.hours - was.hours)
    for was in old.values():
        yield Moved(was, None, 0, 0, -was.hours)


def working_days_between(first: date, second: date, calendar: Calendar) -> int:
    """How many working days `second` lies after `first`; negative if it lies before."""
    if second < first:
        return -working_days_between(second, first, calendar)
    days = (first + timedelta(days=number + 1) for number in range((second - first).days))
    return sum(map(calendar.works, days))
