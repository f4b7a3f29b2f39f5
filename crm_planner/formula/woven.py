"""One formula for several cases: what a cell is in each of them, chosen by figures that say which case it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, product
from typing import NamedTuple

from crm_planner.formula.cell import Cell
from crm_planner.formula.expression import Choose, Expression, Number
from crm_planner.formula.units import RATIO, Unit

Case = tuple[int, ...]
"""The number of the case along each axis, 0 the first."""


class Axis(NamedTuple):
    """Cases that exclude each other: `selector` counts them, from `first`, in `unit`."""

    selector: Expression
    cases: int
    unit: Unit = RATIO
    first: int = 0


def cases(axes: Sequence[Axis]) -> Iterator[Case]:
    """Every case there is."""
    return product(*(range(axis.cases) for axis in axes))


def woven(axes: Sequence[Axis], formulas: Mapping[Case, Expression]) -> Expression:
    """The formula that is `formulas[case]` in every case; cases in a row with the same formula are one."""
    if not axes:
        return formulas[()]
    first, *rest = axes
    ends: list[tuple[int, Expression]] = []
    for number in range(first.cases):
        inner = {case[1:]: formula for case, formula in formulas.items() if case[0] == number}
        formula = woven(rest, inner)
        if ends and ends[-1][1] == formula:
            ends.pop()
        ends.append((number, formula))
    chosen = ends[-1][1]
    for last, formula in reversed(ends[:-1]):
        chosen = Choose(first.selector, Number(Decimal(first.first + last), first.unit), formula, chosen)
    return chosen


def woven_cells(axes: Sequence[Axis], found: Mapping[Case, Mapping[str, Cell]], usual: Case) -> Iterator[Cell]:
    """The cells of all cases, each once; where a case has none of its name it is 0.

    Their labels, rules and sources are those of the case `usual`, where it has them.
    """
    names = dict.fromkeys(name for case in (usual, *found) for name in found[case])
    for name in names:
        known = {case: cells[name] for case, cells in found.items() if name in cells}
        one = known.get(usual) or next(iter(known.values()))
        nothing = Number(Decimal(0), one.unit)
        formulas = {case: known[case].formula if case in known else nothing for case in found}
        formula = one.formula if _all_alike(formulas.values()) else woven(axes, formulas)
        yield Cell(name, formula, one.unit, one.label, one.rule, one.source)


def _all_alike(formulas: Iterable[Expression]) -> bool:
    return sum(1 for _ in groupby(formulas)) == 1
