"""The score of the cost as cells: what a candidate's total is worth among those of the others in the race."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from crm_planner.compare.runners import Runner, ratio
from crm_planner.compare.scoring import HIGHEST, LOWEST, PRICE_STEP
from crm_planner.estimate.gaps import BOUNDS
from crm_planner.formula.cell import Cell
from crm_planner.formula.expression import Choose, Expression, Maximum, Minimum, Number, Ref
from crm_planner.formula.units import RATIO, money
from crm_planner.money import minor_unit
from crm_planner.text import Message, Text, mark

_OWN = {"low": "high", "likely": "likely", "high": "low"}
"""A score is lowest where the own total is highest and those of the others are lowest."""

_BEST, _WORST = Decimal(int(HIGHEST)), Decimal(int(LOWEST))
_NOBODY = Number(Decimal(0))


def price_points(
    called: str, runner: Runner, runners: Sequence[Runner], rule: str, currency: str, criterion: Text
) -> Iterator[Cell]:
    """The cells `called`/BOUND, each after the cheapest and the dearest total that it is measured by.

    Who is out of the race counts for nobody: its total is taken to be the candidate's own.
    """
    unit, cent = money(currency), minor_unit(currency)
    for bound in BOUNDS:
        own = runner.total(_OWN[bound])
        others = [Choose(other.in_race, _NOBODY, own, other.total(bound)) for other in runners if other.id != runner.id]
        cheapest, dearest = Ref(f"{called}/{bound}/cheapest"), Ref(f"{called}/{bound}/dearest")
        values = {"criterion": criterion}
        yield Cell(cheapest.name, Minimum((own, *others)), unit, Message(_CHEAPEST[bound], values))
        yield Cell(dearest.name, Maximum((own, *others)), unit, Message(_DEAREST[bound], values))
        points = Choose(own, cheapest, Number(_BEST), _RULES[rule](own, cheapest, dearest, cent))
        yield Cell(f"{called}/{bound}", points, RATIO, Message(_POINTS[bound], values))


def _linear(own: Expression, cheapest: Expression, dearest: Expression, cent: Decimal) -> Expression:
    """5 for the cheapest, 1 for the dearest."""
    share = ratio(own - cheapest, dearest - cheapest, cent, Decimal(1))
    return (Number(_BEST) - share * (_BEST - _WORST)).rounded(PRICE_STEP)


def _by_ratio(own: Expression, cheapest: Expression, _: Expression, cent: Decimal) -> Expression:
    """5 x the cheapest / this one, at least 1."""
    points = ratio(cheapest, own, cent, Decimal(1)) * _BEST
    return Maximum((points.rounded(PRICE_STEP), Number(_WORST)))


_RULES = {"linear": _linear, "ratio": _by_ratio}
_CHEAPEST = {
    "low": mark("{criterion}, lowest: the cheapest total"),
    "likely": mark("{criterion}: the cheapest total"),
    "high": mark("{criterion}, highest: the cheapest total"),
}
_DEAREST = {
    "low": mark("{criterion}, lowest: the dearest total"),
    "likely": mark("{criterion}: the dearest total"),
    "high": mark("{criterion}, highest: the dearest total"),
}
_POINTS = {"low": mark("{criterion}: lowest"), "likely": mark("{criterion}"), "high": mark("{criterion}: highest")}
