"""The amounts of one result, with as many decimals as the result needs."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from crm_planner.catalog.offer import Basis
from crm_planner.documents.numbers import digits_for, with_digits
from crm_planner.estimate.lines import Estimate, Line, Range
from crm_planner.money import MINOR_DIGITS
from crm_planner.text import Message, mark


class Figures(NamedTuple):
    """How many decimals amounts have here: none if all that is shown is in whole units, else the currency's."""

    digits: int

    @classmethod
    def of(cls, currency: str, estimates: Iterable[Estimate]) -> "Figures":
        """Those that show every amount of `estimates`: of each line, of list prices, tax and present value."""
        shown = [amount for one in estimates for amount in (*_amounts(one), *_totals(one))]
        return cls(digits_for(shown, MINOR_DIGITS[currency]))

    @classmethod
    def of_totals(cls, currency: str, estimates: Iterable[Estimate]) -> "Figures":
        """Those that show what candidates side by side cost; no others, for kopecks of a figure nobody sees mislead."""
        shown = [amount for one in estimates for amount in (*_paid(one), *_totals(one))]
        return cls(digits_for(shown, MINOR_DIGITS[currency]))

    def amount(self, amount: Decimal) -> Decimal:
        """`amount` with the decimals of this result."""
        return with_digits(amount, self.digits)

    def span(self, between: Range) -> Message | Decimal | None:
        """The lowest and the highest amount in words; None where one is not known."""
        if between.low is None or between.high is None:
            return None
        if between.low == between.high:
            return self.amount(between.low)
        values = {"low": self.amount(between.low), "high": self.amount(between.high)}
        return Message(mark("{low} to {high}"), values)


def likely(estimate: Estimate) -> Decimal | None:
    """What a candidate is likely to cost over the horizon, its gaps filled."""
    between = estimate.totals.like_for_like
    return None if between is None else between.likely


def extrapolated(lines: Iterable[Line]) -> bool:
    """Whether one of `lines` goes beyond what the vendor printed."""
    return any(line.basis is Basis.EXTRAPOLATED for line in lines)


def _amounts(estimate: Estimate) -> Iterator[Decimal]:
    totals = estimate.totals
    for line in estimate.lines:
        yield from _known(line.list_amount, line.discount)
        if line.work is not None:
            yield from _known(line.work.low, line.work.high)
    yield from _known(totals.npv, totals.tax, totals.net, totals.gross)
    yield from _paid(estimate)


def _paid(estimate: Estimate) -> Iterator[Decimal]:
    """What each line costs in each year."""
    return (amount for line in estimate.lines for amount in line.by_year)


def _totals(estimate: Estimate) -> Iterator[Decimal]:
    yield from (estimate.totals.first_year, estimate.totals.horizon, *estimate.totals.by_year)
    between = estimate.totals.like_for_like
    if between is not None:
        yield from _known(between.low, between.likely, between.high)
    if estimate.totals.assumed is not None:
        yield from estimate.totals.assumed


def _known(*amounts: Decimal | None) -> Iterator[Decimal]:
    return (amount for amount in amounts if amount is not None)
