"""Who does a task: the people behind its roles, how long it takes them, and how much of their day it holds."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from crm_planner.plan.person import Person
from crm_planner.plan.schedule import HOURS_A_DAY
from crm_planner.plan.task import Assignment, Point, Task
from crm_planner.plan.timeline import in_slots

WHOLE = 1_000_000
"""The time of one person (or group) in the parts a task holds of it; a part begun is not counted."""


class Staffed(NamedTuple):
    """An assignment with the people who do it."""

    assignment: Assignment
    people: tuple[Person, ...]

    @property
    def daily_hours(self) -> Fraction:
        """What all of them do on a full day."""
        return sum((Fraction(person.daily_hours) for person in self.people), Fraction(0))


def people_for(assignment: Assignment, people: Sequence[Person]) -> tuple[Person, ...]:
    """Those named, else those of its side with the role, else all with the role; empty where there is nobody."""
    if assignment.people:
        return tuple(person for person in people if person.id in assignment.people)
    able = tuple(person for person in people if assignment.role in person.roles)
    return tuple(person for person in able if person.side == assignment.side) or able


def staffed(task: Task, people: Sequence[Person], point: Point) -> tuple[Staffed, ...]:
    """The assignments of `task` that have hours to do, with their people."""
    return tuple(
        Staffed(assignment, people_for(assignment, people))
        for assignment in task.assignments
        if assignment.hours.at(point) > 0
    )


def days_each(staff: Sequence[Staffed], hours: Sequence[Decimal | Fraction]) -> Mapping[str, Fraction]:
    """How many full days each person needs for so many hours of each assignment."""
    days: dict[str, Fraction] = {}
    for one, amount in zip(staff, hours, strict=True):
        for person in one.people:
            days[person.id] = days.get(person.id, Fraction(0)) + Fraction(amount) / one.daily_hours
    return days


def slots_of(task: Task, staff: Sequence[Staffed], point: Point) -> int:
    """How many hours of working days the task takes with everybody there: of the longest need, rounded up."""
    fixed = Fraction(task.days.at(point)) if task.days else Fraction(0)
    hours = [one.assignment.hours.at(point) for one in staff]
    return in_slots(max([fixed, *days_each(staff, hours).values()]))


def held(staff: Sequence[Staffed], slots: int, point: Point) -> Mapping[str, int]:
    """How much of each person's time the task holds while it lasts, in parts of `WHOLE`."""
    hours = [one.assignment.hours.at(point) for one in staff]
    return {name: int(WHOLE * days * HOURS_A_DAY / slots) for name, days in days_each(staff, hours).items()}
