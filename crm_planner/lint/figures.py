"""What a check may expect, looked up in an estimate: a category, an item, the total, or another figure of the whole."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from crm_planner.catalog.offer import Status
from crm_planner.estimate.lines import Estimate, Line

TOTAL, LIKE_FOR_LIKE = "total", "like_for_like"
YES_OR_NO = ("complete", "suitable")

UNKNOWN = "unknown"
"""What stands for a figure of the whole that cannot be known, such as tax where the treatment is unknown."""


class Figure(NamedTuple):
    """An amount, a state or another word; its cell in the cost model, if it is a figure there; the lines behind it."""

    value: Decimal | str
    cell: str | None
    lines: tuple[Line, ...]


Look = Callable[[Estimate], Decimal | str | None]

_WHOLE: Mapping[str, tuple[Look, str]] = {
    TOTAL: (lambda one: one.totals.horizon, "total"),
    "first_year": (lambda one: one.totals.first_year, "total/first-year"),
    "npv": (lambda one: one.totals.npv, "total/npv"),
    LIKE_FOR_LIKE: (lambda one: one.totals.like_for_like.likely if one.totals.like_for_like else None, ""),
    "tax": (lambda one: one.totals.tax, "total/tax"),
    "net": (lambda one: one.totals.net, "total/net"),
    "gross": (lambda one: one.totals.gross, "total/gross"),
    "licence_count": (lambda one: Decimal(one.licences), ""),
    "complete": (lambda one: str(one.complete).lower(), ""),
    "suitable": (lambda one: str(one.suitable).lower(), ""),
}
"""How each figure of the whole is looked up, and its cell."""

WHOLE = tuple(_WHOLE)


def figure_of(estimate: Estimate, key: str) -> Figure:
    """What the estimate says of a category, else of an item, else of the whole; amounts in the brief's currency."""
    of_category = tuple(line for line in estimate.lines if line.category == key)
    lines = of_category or tuple(line for line in estimate.lines if line.id == key)
    if lines or key not in _WHOLE:
        return Figure(_amount_or_state(lines), _cell(estimate, lines), lines)
    look, cell = _WHOLE[key]
    value = look(estimate)
    named = f"{estimate.id}/{cell}" if cell and value is not None else None
    return Figure(UNKNOWN if value is None else value, named, estimate.lines)


def _amount_or_state(lines: tuple[Line, ...]) -> Decimal | str:
    """The sum of the lines; the state, where one has no amount or all are included; never 0 for nothing."""
    if not lines:
        return "no such line"
    gaps = [line.status.value for line in lines if line.status.is_gap]
    if gaps or all(line.status is Status.INCLUDED for line in lines):
        return gaps[0] if gaps else Status.INCLUDED.value
    return sum((line.amount for line in lines if line.amount is not None), Decimal(0))


def _cell(estimate: Estimate, lines: tuple[Line, ...]) -> str | None:
    if not lines or any(line.status.is_gap for line in lines):
        return None
    return lines[0].cell if len(lines) == 1 else f"{estimate.id}/category/{lines[0].category}"
