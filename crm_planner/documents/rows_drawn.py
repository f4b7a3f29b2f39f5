"""Rows that a terminal shows beside the figures of a comparison: totals as bars, years as sparklines, on one scale."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from crm_planner.documents.bars import Bar, Spark, share
from crm_planner.documents.figures import likely
from crm_planner.documents.page import Cell, Row
from crm_planner.estimate.lines import Estimate
from crm_planner.text import Message, mark

_WIDE = 12
"""Columns of a bar: a table of three candidates stays within 80."""


def drawn_rows(estimates: Sequence[Estimate]) -> Iterator[Row]:
    """What every candidate costs like for like, and when it is paid. A total nobody knows is left empty."""
    totals = [likely(one) if one.suitable else None for one in estimates]
    known = [amount for amount in totals if amount is not None]
    if len(known) > 1:
        bars = (None if amount is None else _bar(amount, max(known)) for amount in totals)
        yield Row(Message(mark("like for like, drawn")), tuple(map(Cell, bars)))
    most = max((amount for one in estimates for amount in one.totals.by_year), default=Decimal(0))
    if most and any(len(one.totals.by_year) > 1 for one in estimates):
        sparks = (Spark(tuple(share(at, Decimal(0), most) for at in one.totals.by_year)) for one in estimates)
        yield Row(Message(mark("year by year, drawn")), tuple(map(Cell, sparks)))


def _bar(amount: Decimal, most: Decimal) -> Bar:
    return Bar(Decimal(0), share(amount, Decimal(0), most), wide=_WIDE)
