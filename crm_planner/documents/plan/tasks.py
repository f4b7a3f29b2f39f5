"""The work breakdown as a table: phases with the tasks under them, dates, people, hours, and what is critical."""

from collections.abc import Iterator

from crm_planner.documents.page import Cell, Column, Row, Table
from crm_planner.documents.plan.words import NO_LEEWAY, called, leeway, span, tenths, who
from crm_planner.plan.implementation import Implementation, Stretch
from crm_planner.plan.schedule import Planned
from crm_planner.playbook.effort import Side
from crm_planner.text import Message, mark

_EVERY_SIDE: tuple[Side, ...] = ("vendor", "consultant", "in_house", "client")


def tasks_table(plan: Implementation) -> Table:
    """A strong row for each phase, and under it one for each of its tasks."""
    heads = (mark("when"), mark("days"), mark("hours"), mark("leeway"), mark("who"))
    columns = tuple(Column(Message(head), "right" if head in _FIGURES else "left") for head in heads)
    return Table(Message(mark("task")), columns, tuple(_rows(plan)), Message(mark("tasks and dates")))


_FIGURES = ("days", "hours")


def gates_table(plan: Implementation) -> Iterator[Table]:
    """Gates and milestones with their day, if there are any."""
    shown = [one for one in plan.schedule.tasks if one.task.gate or one.task.is_milestone]
    if shown:
        heads = (mark("day"), mark("what is decided or delivered"), mark("who answers"))
        columns = tuple(Column(Message(head), "left") for head in heads)
        rows = tuple(_gate(plan, one) for one in sorted(shown, key=lambda one: one.finish))
        yield Table(Message(mark("task")), columns, rows, Message(mark("gates and milestones")))


def _rows(plan: Implementation) -> Iterator[Row]:
    for stretch in plan.phases:
        yield _phase(stretch)
        for one in stretch.tasks:
            yield _task(plan, one)


def _phase(stretch: Stretch) -> Row:
    slips = Message(NO_LEEWAY) if stretch.critical else None
    cells = (
        Cell(span(stretch.start.day, stretch.finish.day)),
        Cell(None, "figure"),
        Cell(tenths(stretch.hours(*_EVERY_SIDE)), "figure"),
        Cell(slips),
        Cell(None),
    )
    return Row(stretch.phase.name, cells, strong=True)


def _task(plan: Implementation, one: Planned) -> Row:
    cells = (
        Cell(span(one.start.day, one.finish.day)),
        Cell(tenths(one.duration), "figure"),
        Cell(tenths(one.task.hours()), "figure"),
        Cell(leeway(one), "state" if one.critical else "text"),
        Cell(who(plan, one.task)),
    )
    return Row(called(one.task), cells)


def _gate(plan: Implementation, one: Planned) -> Row:
    answering = plan.answering.get(one.task.id)
    accountable = answering and answering.accountable
    answers = plan.roles.get(accountable) if accountable else None
    cells = (Cell(one.finish.day), Cell(one.task.deliverable), Cell(answers))
    return Row(called(one.task), cells)
