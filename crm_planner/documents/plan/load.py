"""The load of people: hours, the busiest week, and a bar for each week, drawn in characters any terminal has."""

from collections.abc import Iterator
from decimal import Decimal

from crm_planner.documents.page import Cell, Column, Row, Table
from crm_planner.documents.plan.words import tenths
from crm_planner.plan.implementation import Implementation
from crm_planner.plan.person import Person
from crm_planner.plan.weeks import WeekLoad, week_loads, weeks
from crm_planner.text import Message, Text, mark

FREE, FULL, OVER = ".", "F", "!"
_FULL_TENTHS = 10


def load_table(plan: Implementation) -> Table:
    """A row for each person or group with work in the plan."""
    heads = (mark("hours"), mark("a day"), mark("busiest week"), mark("load, %"), mark("week by week"))
    columns = tuple(Column(Message(head), "right" if head in _FIGURES else "left") for head in heads)
    loads = week_loads(plan.schedule.load)
    rows = tuple(
        _row(plan, person, [one for one in loads if one.person == person.id]) for person in plan.undertaking.people
    )
    return Table(Message(mark("person")), columns, rows, Message(mark("load of people")))


_FIGURES = ("hours", "a day", "load, %")


def load_notes(plan: Implementation) -> Iterator[Message]:
    """What the bars mean."""
    values = {"day": weeks(plan.schedule)[0]}
    yield Message(
        mark(
            "Week by week from {day}: a sign for each week, . free, 0 to 9 tenths of the time there is, F full, ! more "
            "than there is"
        ),
        values,
    )
    yield Message(mark("A day: productive hours of a full day for this project, of all people of a group together"))


def _row(plan: Implementation, person: Person, loads: list[WeekLoad]) -> Row:
    hours = sum((one.hours for one in loads), Decimal(0))
    busiest = max(loads, key=lambda one: one.share or 0, default=None)
    share = None if busiest is None or busiest.share is None else round(busiest.share * 100)
    by_week = {one.week: sign(one) for one in loads}
    strip = "".join(by_week.get(week, FREE) for week in weeks(plan.schedule))
    cells = (
        Cell(tenths(hours), "figure"),
        Cell(tenths(person.daily_hours), "figure"),
        Cell(busiest.week if busiest and hours else None),
        Cell(share, "figure"),
        Cell(Text.plain(strip)),
    )
    return Row(person.name, cells)


def sign(load: WeekLoad) -> str:
    """One character for the load of a week."""
    if not load.hours:
        return FREE
    if load.share is None or load.share > 1:
        return OVER
    tenths = int(load.share * _FULL_TENTHS)
    return FULL if tenths == _FULL_TENTHS else str(tenths)
