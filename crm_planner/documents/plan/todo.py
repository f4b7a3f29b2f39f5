"""The client's own to-do list: what its people must do, from when, and by when."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from crm_planner.documents.page import Cell, Column, Row, Table
from crm_planner.documents.plan.words import called, names, tenths
from crm_planner.plan.implementation import OWN_SIDES, Implementation, works_for_the_client
from crm_planner.plan.schedule import Planned
from crm_planner.text import Message, Text, mark


def todo(tasks: Iterable[Planned]) -> tuple[Planned, ...]:
    """The tasks with work for the client's own people, in the order in which they must be done."""
    return tuple(
        sorted((one for one in tasks if works_for_the_client(one.task)), key=lambda one: (one.finish, one.start))
    )


def own_hours(one: Planned) -> Decimal:
    """The most likely hours of the client's own people."""
    return sum((one.task.hours(side=side) for side in OWN_SIDES), Decimal(0))


def own_people(plan: Implementation, one: Planned) -> tuple[Text, ...]:
    """Who of the client's own people works on a task."""
    mine = [each for each in one.task.assignments if each.side in OWN_SIDES and each.hours.likely]
    return names(tuple(dict.fromkeys(person for each in mine for person in plan.doers(each))))


def todo_table(plan: Implementation) -> Iterator[Table]:
    """The list with its dates; `at the latest` is the day after which the end of the plan moves."""
    tasks = todo(plan.schedule.tasks)
    if not tasks:
        return
    heads = (mark("begin"), mark("done by"), mark("at the latest"), mark("hours"), mark("who"))
    columns = tuple(Column(Message(head), "right" if head == "hours" else "left") for head in heads)
    rows = tuple(_row(plan, one) for one in tasks)
    yield Table(Message(mark("task")), columns, rows, Message(mark("what the client must do, by when")))


def _row(plan: Implementation, one: Planned) -> Row:
    latest = None if one.task.is_level_of_effort else one.late_finish.day
    cells = (
        Cell(one.start.day),
        Cell(one.finish.day),
        Cell(latest, "state" if one.critical else "text"),
        Cell(tenths(own_hours(one)), "figure"),
        Cell(own_people(plan, one)),
    )
    return Row(called(one.task), cells)
