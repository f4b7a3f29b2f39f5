"""One formula for several cases: what a cell is in each of them, chosen by figures that say which case it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, product
from typing import NamedTuple

from crm_planner.formula.cell import Cell
from crm_planner.formula.expression import Add, Choose, Divide, Expression, Number, Ref, Round, references
from crm_planner.formula.units import RATIO, Unit
from crm_planner.money import RoundingMode

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
        formulas = _with_nothing_added(
            {case: known[case].formula if case in known else nothing for case in found}, found
        )
        formula = next(iter(formulas.values())) if _all_alike(formulas.values()) else woven(axes, formulas)
        yield Cell(name, formula, one.unit, one.label, one.rule, one.source)


class _Sum(NamedTuple):
    """Terms that are 0 where the cell they are named after is, and how their sum is rounded, if it is."""

    terms: Mapping[str, Expression]
    rounding: tuple[Decimal, RoundingMode] | None


def _with_nothing_added(
    formulas: Mapping[Case, Expression], found: Mapping[Case, Mapping[str, Cell]]
) -> Mapping[Case, Expression]:
    """Sums of cells as one sum for all cases, if what a case does not add is 0 there anyway."""
    sums = {case: _sum(formula, found) for case, formula in formulas.items()}
    known = sorted((one for one in sums.values() if one and one.terms), key=lambda one: len(one.terms), reverse=True)
    every = {name: term for one in known for name, term in one.terms.items()}
    for case, one in sums.items():
        if one is None or any(every[name] != term for name, term in one.terms.items()):
            return formulas
        if any(name in found[case] or not _is_made(name, found) for name in every.keys() - one.terms.keys()):
            return formulas
    if not every or len({one.rounding for one in known}) > 1:
        return formulas
    whole: Expression = Add(tuple(every.values()))
    rounding = known[0].rounding
    return dict.fromkeys(formulas, Round(whole, *rounding) if rounding else whole)


def _sum(formula: Expression, found: Mapping[Case, Mapping[str, Cell]]) -> _Sum | None:
    """The cells that a formula adds, each once, or as a share that is the same in every case; None for other formulas.

    A plain 0 adds none.
    """
    if isinstance(formula, Number):
        return _Sum({}, None) if formula.value == 0 else None
    rounding = (formula.step, formula.mode) if isinstance(formula, Round) else None
    inner = formula.of if isinstance(formula, Round) else formula
    terms = inner.terms if isinstance(inner, Add) else (inner,)
    named = {name: term for term in terms if (name := _named_after(term, found))}
    return _Sum(named, rounding) if len(named) == len(terms) else None


def _named_after(term: Expression, found: Mapping[Case, Mapping[str, Cell]]) -> str:
    """The cell that a term is, or a share of by what is given; nothing for other terms."""
    if isinstance(term, Divide) and not any(_is_made(name, found) for name in references(term.right)):
        term = term.left
    return term.name if isinstance(term, Ref) else ""


def _is_made(name: str, found: Mapping[Case, Mapping[str, Cell]]) -> bool:
    return any(name in cells for cells in found.values())


def _all_alike(formulas: Iterable[Expression]) -> bool:
    return sum(1 for _ in groupby(formulas)) == 1
