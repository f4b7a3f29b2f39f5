"""What is different from an earlier plan: tasks that moved, came or went, and what that does to end and price."""

from collections.abc import Iterator

from crm_planner.documents.numbers import with_digits
from crm_planner.documents.page import Cell, Column, Row, Table
from crm_planner.documents.plan.words import span, tenths
from crm_planner.money import MINOR_DIGITS
from crm_planner.plan.comparison import Mark, Moved
from crm_planner.plan.implementation import Against, Implementation
from crm_planner.text import Message, Text, mark


def moved_table(plan: Implementation) -> Iterator[Table]:
    """A row for each task that is different, if there is an earlier plan."""
    if plan.against is None:
        return
    heads = (mark("was"), mark("is"), mark("days later"), mark("hours more"))
    columns = tuple(Column(Message(head), "left" if head in _DATES else "right") for head in heads)
    rows = tuple(map(_row, plan.against.comparison.changed))
    yield Table(Message(mark("task")), columns, rows, Message(mark("moved since the earlier plan")))


_DATES = ("was", "is")


def moved_notes(plan: Implementation) -> Iterator[Message]:
    """The end, the hours and the price, before and now."""
    if plan.against is None:
        return
    against, comparison = plan.against, plan.against.comparison
    values: dict[str, object] = {
        "before": against.finish,
        "now": plan.schedule.finish.day,
        "days": comparison.finish_days,
        "hours": tenths(comparison.hours),
    }
    yield Message(mark("End: {now}, was {before}; working days later: {days}, hours more: {hours}"), values)
    if against.total is not None:
        yield Message(mark("Price: {now} {currency}, was {before}"), _prices(plan, against))


def _prices(plan: Implementation, against: Against) -> dict[str, object]:
    digits = MINOR_DIGITS[plan.currency]
    before = None if against.total is None else with_digits(against.total, digits)
    return {"before": before, "now": with_digits(plan.total, digits), "currency": plan.currency}


def _row(one: Moved) -> Row:
    hours = Cell(tenths(one.hours), "figure")
    name = Message(mark("{id} {name}"), {"id": Text.plain(one.mark.id), "name": one.mark.name})
    if one.before is None:
        return Row(name, (Cell(Message(mark("new")), "state"), _dates(one.after), Cell(None), hours))
    if one.after is None:
        return Row(name, (_dates(one.before), Cell(Message(mark("gone")), "state"), Cell(None), hours))
    return Row(name, (_dates(one.before), _dates(one.after), Cell(one.finish_days, "figure"), hours))


def _dates(kept: Mark | None) -> Cell:
    return Cell(None) if kept is None else Cell(span(kept.start, kept.finish))
