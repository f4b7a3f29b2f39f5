"""Which rule gave a task its length: days written for it, the hours of those who are busiest in it, or other tasks."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from crm_planner.plan.person import Person
from crm_planner.plan.staffing import days_each, staffed
from crm_planner.plan.task import Point, Task


class Rule(StrEnum):
    """What a task takes as long as."""

    DAYS = "days"
    """The fixed working days of its template or of the brief."""
    HOURS = "hours"
    """The hours of `person`, at what they do in a day."""
    SPANS = "spans"
    """The tasks it spans: level of effort."""
    MILESTONE = "milestone"
    """It takes no time."""


class Length(NamedTuple):
    """The rule, and whose hours they are where it is hours."""

    rule: Rule
    person: str | None = None


def length_of(task: Task, people: Sequence[Person], point: Point = "likely") -> Length:
    """Why a task takes as long as it does; where days and hours come to the same, the days."""
    if task.is_level_of_effort:
        return Length(Rule.SPANS)
    staff = staffed(task, people, point)
    needed = days_each(staff, [one.assignment.hours.at(point) for one in staff])
    fixed = Fraction(task.days.at(point)) if task.days else Fraction(0)
    busiest = max(needed, key=lambda name: needed[name], default=None)
    if busiest is not None and needed[busiest] > fixed:
        return Length(Rule.HOURS, busiest)
    return Length(Rule.DAYS if fixed else Rule.MILESTONE)
