"""What every candidate costs at many numbers of users, horizons and values of one more figure, all at once.

The totals are those of `compare` to the last minor unit at every point: the same cells, computed in arrays.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod
from typing import NamedTuple

from crm_planner.compare.ranking import left_apart
from crm_planner.errors import UsageError
from crm_planner.estimate import gaps
from crm_planner.estimate.discounts import DISCOUNT
from crm_planner.estimate.stretches import LICENCES, Clients, Stretch
from crm_planner.estimate.totals import TOTAL
from crm_planner.formula.arrays import Array, Bools, np
from crm_planner.formula.cell import Span
from crm_planner.formula.model import meant
from crm_planner.formula.vector import compile_vector
from crm_planner.formula.vector_value import VectorValue, vector_value


class Axis(NamedTuple):
    """Inputs of the model that take the same values: a discount, a rate of exchange, the rate of a percentage."""

    figures: tuple[str, ...] = ()
    values: tuple[Decimal, ...] = (Decimal(0),)


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """One candidate at every point (years, users, values): amounts in minor units, and what may be said of them.

    `total` is the horizon total as published, `like_for_like` the likely one; they hold 0 where `refused` (what the
    brief asks for cannot be had) or not `comparable` (a gap stays open). The flags are as `compare` has them; `apart`
    are those whose tax nobody knows beside others without it, or with it.
    """

    total: Array
    like_for_like: Array
    complete: Bools
    suitable: Bools
    comparable: Bools
    refused: Bools
    apart: Bools

    def ranked(self, *, like_for_like: bool) -> Bools:
        """Where the candidate stands in the ranking as published, or like for like."""
        known = self.comparable if like_for_like else self.complete
        return known & self.suitable & ~self.refused & ~self.apart


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """The courses of all candidates over years x users x values, and the amount one minor unit is."""

    years: tuple[int, ...]
    users: tuple[int, ...]
    axis: Axis
    unit: Decimal
    courses: Mapping[str, Course]

    def cheapest(self, *, like_for_like: bool = True) -> Array:
        """The number of the candidate that ranks first at each point, in the order of `courses`; -1 where none does.

        As in every ranking, ties go to the id that comes first, and only suitable candidates are ranked: as
        published those that are complete, like for like those whose gaps can be filled.
        """
        names = sorted(self.courses)
        never = np.iinfo(np.int64).max
        amounts = [_ranked(self.courses[name], never, like_for_like=like_for_like) for name in names]
        best = np.argmin(amounts, axis=0)
        order = np.array([list(self.courses).index(name) for name in names])
        return np.where(np.min(amounts, axis=0) == never, -1, order[best])


def _ranked(course: Course, never: int, *, like_for_like: bool) -> Array:
    amount = course.like_for_like if like_for_like else course.total
    return np.where(course.ranked(like_for_like=like_for_like), amount, never)


Pages = Mapping[int, Sequence[Stretch]]
"""The stretches of users for each number of years."""

At = tuple[int, slice | Array]
"""Where a stretch stands in a course: the place of its years, and those of its users."""


def sweep(pages: Pages, clients: Clients, axis: Axis) -> Sweep:
    """The totals of all candidates at every point.

    Raises UsageError for a figure of `axis` that no candidate has, ModelError for values it cannot take.
    """
    _all_known(axis, pages)
    shape = (len(pages), len(clients.users), len(axis.values))
    names = [name for page in pages.values() for one in page for name in one.standings]
    courses = {name: _empty(shape) for name in dict.fromkeys(names)}
    for year, (years, page) in enumerate(pages.items()):
        for stretch in page:
            at = (year, stretch.users)
            _say(courses, at, stretch)
            for block in _blocks(stretch, _points(clients, years, stretch.users, axis)):
                _write(courses, at, block)
    return Sweep(tuple(pages), tuple(clients.users), axis, clients.usual.cent, courses)


def _all_known(axis: Axis, pages: Pages) -> None:
    """Refuse a figure no candidate has: it would silently change nothing. A discount may find nothing to lessen."""
    cells = {cell.name for page in pages.values() for one in page for ledger in one.ledgers for cell in ledger.cells}
    for name in axis.figures:
        if name not in cells and not name.startswith(DISCOUNT):
            raise UsageError(f"no candidate has a figure named '{name}' that could vary{meant(name, cells)}")


def _empty(shape: tuple[int, int, int]) -> Course:
    total, like_for_like = (np.zeros(shape, dtype=np.int64) for _ in range(2))
    complete, suitable, comparable, refused, apart = (np.zeros(shape, dtype=np.bool_) for _ in range(5))
    return Course(total, like_for_like, complete, suitable, comparable, refused, apart)


def _say(courses: Mapping[str, Course], at: At, stretch: Stretch) -> None:
    """What holds all along a stretch."""
    standings = stretch.standings
    able = {name: one.shown for name, one in standings.items() if one.suitable and not one.refused}
    apart = left_apart(able)
    for name, one in standings.items():
        course = courses[name]
        course.complete[at], course.suitable[at] = one.complete, one.suitable
        course.refused[at], course.apart[at] = one.refused, name in apart


Given = Mapping[str, VectorValue]
"""The values of all inputs that vary."""


def _points(clients: Clients, years: int, users: slice | Array, axis: Axis) -> Given:
    """Users down, the values of the axis across."""
    down = {name: np.array(values)[users] for name, values in clients.people(years).items()}
    across = vector_value(axis.values)
    columns = {name: vector_value(values[:, np.newaxis]) for name, values in down.items()}
    return {**columns, **dict.fromkeys(axis.figures, across)}


class _Block(NamedTuple):
    """Amounts by cell and candidate at those points of a stretch that `where` picks (None: at all of them)."""

    amounts: Mapping[str, Mapping[str, Array]]
    where: Bools | None = None


def _blocks(stretch: Stretch, given: Given) -> Iterator[_Block]:
    """The amounts of a stretch; by shares of licences, apart for each set of candidates whose licences cost some."""
    if not stretch.ledgers:
        return  # nobody can be had
    if not stretch.by_ratio:
        yield _Block(_amounts(stretch, given, (TOTAL, gaps.LIKELY)))
        return
    first = _amounts(stretch, given, (TOTAL, LICENCES))
    yield _Block(first)
    shape = np.broadcast_shapes(*(values.whole.shape for values in given.values()))
    costs = {name: np.broadcast_to(amounts > 0, shape) for name, amounts in first[LICENCES].items()}
    for paid, where in _patterns(costs, shape):
        there = {name: values.where(where) for name, values in given.items()}
        yield _Block(_amounts(stretch, there, (gaps.LIKELY,), paid), where)


def _patterns(flags: Mapping[str, Bools], shape: tuple[int, ...]) -> Iterator[tuple[dict[str, bool], Bools]]:
    """Every combination of the flags there is, and where."""
    rows = np.array([flag.ravel() for flag in flags.values()], dtype=np.bool_).reshape(len(flags), prod(shape)).T
    kinds, which = np.unique(rows, axis=0, return_inverse=True)
    for number, kind in enumerate(kinds):
        yield dict(zip(flags, map(bool, kind), strict=True)), (which == number).reshape(shape)


def _amounts(
    stretch: Stretch, given: Given, cells: Sequence[str], paid: Mapping[str, bool] | None = None
) -> dict[str, dict[str, Array]]:
    """Some cells of every candidate that has them, in minor units."""
    own = {cell: {one.candidate.id: one.own(cell) for one in stretch.ledgers} for cell in cells}
    model = stretch.model([full for of in own.values() for full in of.values()], paid)
    known = {cell: {name: full for name, full in of.items() if full in model.cells} for cell, of in own.items()}
    inputs = {name: values for name, values in given.items() if name in model.units}
    varied = model.over({name: _span(values) for name, values in inputs.items()})
    found = compile_vector(varied, [full for of in known.values() for full in of.values()])(inputs)
    unit = stretch.setting.cent
    return {cell: {name: found[full].counted(unit) for name, full in of.items()} for cell, of in known.items()}


def _span(values: VectorValue) -> Span:
    step = Decimal(values.scale.numerator) / values.scale.denominator
    return Span(int(values.whole.min()) * step, int(values.whole.max()) * step, step)


def _write(courses: Mapping[str, Course], at: At, block: _Block) -> None:
    for name, amounts in block.amounts.get(TOTAL, {}).items():
        courses[name].total[at] = amounts
    for name, amounts in block.amounts.get(gaps.LIKELY, {}).items():
        like_for_like, comparable = courses[name].like_for_like, courses[name].comparable
        if block.where is None:
            like_for_like[at], comparable[at] = amounts, True
        else:
            like_for_like[at] = _placed(like_for_like[at], block.where, amounts)
            comparable[at] |= block.where


def _placed(among: Array, where: Bools, amounts: Array) -> Array:
    """Some amounts in their places among others."""
    all_of_them = among.copy()
    all_of_them[where] = amounts
    return all_of_them
