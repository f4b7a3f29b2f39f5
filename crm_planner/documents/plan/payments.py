"""When it is paid: the payments with their days and reasons, and the cash of each month."""

from collections.abc import Iterator
from datetime import date

from crm_planner.documents.names import CATEGORIES
from crm_planner.documents.page import Cell, Column, Row, Table
from crm_planner.documents.plan.words import tidy
from crm_planner.plan.implementation import Implementation
from crm_planner.plan.payments import Payment
from crm_planner.text import Message, Text, mark


def payment_tables(plan: Implementation) -> Iterator[Table]:
    """Every payment in the order of its days, and the months from the first to the last."""
    if plan.cash is None or not plan.cash.payments:
        return
    heads = (mark("due"), mark("amount"), mark("share, %"), mark("task"), mark("for what"))
    columns = tuple(Column(Message(head), "right" if head in _FIGURES else "left") for head in heads)
    rows = tuple(_row(one) for one in plan.cash.payments)
    yield Table(Message(mark("payment")), columns, rows, Message(mark("payments")))
    columns = (Column(Message(mark("amount")), "right"), Column(Message(mark("so far")), "right"))
    months = tuple(
        Row(Text.plain(month_in_short(one.first)), (Cell(one.amount, "figure"), Cell(one.so_far, "figure")))
        for one in plan.cash.months
    )
    yield Table(Message(mark("month")), columns, months, Message(mark("cash by month")))


_FIGURES = ("amount", "share, %")


def month_in_short(first: date) -> str:
    """2027-03."""
    return f"{first:%Y-%m}"


def categories_of(payment: Payment) -> tuple[Message, ...]:
    """What a payment is for."""
    return tuple(Message(CATEGORIES[name]) for name in payment.categories)


def _row(one: Payment) -> Row:
    share = None if one.percent is None else tidy(one.percent)
    cells = (
        Cell(one.due),
        Cell(one.amount, "figure"),
        Cell(share, "figure"),
        Cell(None if one.task is None else Text.plain(one.task)),
        Cell(categories_of(one)),
    )
    return Row(one.name, cells)


def payment_notes(plan: Implementation) -> Iterator[Message]:
    """What the terms rest on, and what of the price is no payment."""
    if plan.cash is None or not plan.cash.payments:
        return
    yield Message(mark("Terms of payment are assumptions of the playbook; those of the contract take their place"))
    if plan.cash.own_people:
        values = {"amount": plan.cash.own_people, "currency": plan.currency}
        yield Message(
            mark("Not a payment: {amount} {currency} of the price is the client's own time"), values
        )
