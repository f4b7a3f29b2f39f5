"""When it is paid: every payment with what makes it due, and the cash of each month."""

from collections.abc import Iterator

from crm_planner.documents.figures import Figures
from crm_planner.documents.numbers import digits_for
from crm_planner.documents.page import Cell, Column, Row, Table
from crm_planner.documents.plan.words import numbered, tidy
from crm_planner.money import MINOR_DIGITS
from crm_planner.plan.implementation import Implementation
from crm_planner.plan.payments import Payment
from crm_planner.text import Message, mark


def cash_tables(plan: Implementation) -> Iterator[Table]:
    """Payments by their days, then the sum of each month and of all months so far."""
    cash, figures = plan.cash, figures_of(plan)
    if not cash.payments:
        return
    yield _payments(plan, figures)
    yield _months(plan, figures)


def _payments(plan: Implementation, figures: Figures) -> Table:
    heads = (mark("due"), mark("for"), mark("when this is done"), mark("amount"))
    columns = tuple(Column(Message(head), "right" if head == "amount" else "left") for head in heads)
    rows = tuple(_payment(plan, one, figures) for one in plan.cash.payments)
    return Table(Message(mark("payment")), columns, rows, Message(mark("payments")))


def _months(plan: Implementation, figures: Figures) -> Table:
    """Months in which something is paid."""
    columns = (Column(Message(mark("in the month"))), Column(Message(mark("so far"))))
    rows = tuple(
        Row(one.first, (Cell(figures.amount(one.amount), "figure"), Cell(figures.amount(one.so_far), "figure")))
        for one in plan.cash.months
        if one.amount
    )
    return Table(Message(mark("month from")), columns, rows, Message(mark("cash by month")))


def cash_notes(plan: Implementation) -> Iterator[Message]:
    """What the terms rest on, and what of the price is no payment."""
    if plan.cash.payments:
        yield Message(mark("Terms of payment are assumptions of the playbook; those of the contract take their place"))
    if plan.cash.own_people:
        values = {"amount": figures_of(plan).amount(plan.cash.own_people), "currency": plan.currency}
        yield Message(mark("Not a payment: {amount} {currency} of the price is the client's own time"), values)


def figures_of(plan: Implementation) -> Figures:
    """The decimals of all amounts of a plan."""
    parts = () if plan.in_plan is None else (plan.in_plan,)
    amounts = [plan.total, *parts, plan.cash.own_people, *(one.amount for one in plan.cash.payments)]
    return Figures(digits_for(amounts, MINOR_DIGITS[plan.currency]))


def _payment(plan: Implementation, one: Payment, figures: Figures) -> Row:
    known = {each.task.id: each.task for each in plan.schedule.tasks}
    after = numbered(known[one.task]) if one.task in known else None
    name: object = one.name
    if one.percent is not None:
        name = Message(mark("{payment}, {percent} %"), {"payment": one.name, "percent": tidy(one.percent)})
    cells = (Cell(one.due), Cell(one.categories), Cell(after), Cell(figures.amount(one.amount), "figure"))
    return Row(name, cells)
