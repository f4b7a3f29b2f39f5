"""What every candidate costs at many numbers of users, horizons and values of one more figure, all at once.

The totals are those of `compare` to the last minor unit at every point: the same cells, computed in arrays.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import prod
from typing import NamedTuple

from crm_planner.compare.ranking import left_apart
from crm_planner.errors import UsageError
from crm_planner.estimate import gaps
from crm_planner.estimate.discounts import DISCOUNT
from crm_planner.estimate.stretches import LICENCES, Clients, Stretch, from_to
from crm_planner.estimate.totals import TOTAL
from crm_planner.formula.arrays import Array, Bools, np
from crm_planner.formula.cell import Span
from crm_planner.formula.model import meant
from crm_planner.formula.together import together
from crm_planner.formula.vector import POINTS, compile_vector
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


def sweep(pages: Pages, clients: Clients, axis: Axis) -> Sweep:
    """The totals of all candidates at every point.

    Raises UsageError for a figure of `axis` that no candidate has, ModelError for values it cannot take.
    """
    _all_known(axis, pages)
    shape = (len(pages), len(clients.users), len(axis.values))
    names = [name for page in pages.values() for one in page for name in one.standings]
    courses = {name: _empty(shape) for name in dict.fromkeys(names)}
    for horizons in _side_by_side(pages):
        for one in horizons:
            _say(courses, one)
        able = [one for one in horizons if one.stretch.ledgers]
        if able:
            _compute(courses, able, clients, axis)
    known = {name: _at_all_values(course, len(axis.values)) for name, course in courses.items()}
    return Sweep(tuple(pages), tuple(clients.users), axis, clients.usual.cent, known)


class _Horizon(NamedTuple):
    """A stretch of users and the horizon it is of; `place` is that of the horizon in a course."""

    place: int
    years: int
    stretch: Stretch


def _side_by_side(pages: Pages) -> Iterable[list[_Horizon]]:
    """The stretches, together those of the same users: over more years they have much in common with fewer.

    By shares of licences each stands alone: where licences cost something depends on the horizon.
    """
    found: dict[object, list[_Horizon]] = {}
    for place, (years, page) in enumerate(pages.items()):
        for one in page:
            users = str(one.users) if isinstance(one.users, slice) else one.users.tobytes()
            found.setdefault((users, place if one.by_ratio else None), []).append(_Horizon(place, years, one))
    return found.values()


def _all_known(axis: Axis, pages: Pages) -> None:
    """Refuse a figure no candidate has: it would silently change nothing. A discount may find nothing to lessen."""
    cells = {cell.name for page in pages.values() for one in page for ledger in one.ledgers for cell in ledger.cells}
    for name in axis.figures:
        if name not in cells and not name.startswith(DISCOUNT):
            raise UsageError(f"no candidate has a figure named '{name}' that could vary{meant(name, cells)}")


def _empty(shape: tuple[int, int, int]) -> Course:
    total, like_for_like = (np.zeros(shape, dtype=np.int64) for _ in range(2))
    complete, suitable, refused, apart = (np.zeros((*shape[:2], 1), dtype=np.bool_) for _ in range(4))
    return Course(total, like_for_like, complete, suitable, np.zeros(shape, dtype=np.bool_), refused, apart)


def _at_all_values(course: Course, values: int) -> Course:
    """What holds of a stretch holds for all values of the axis."""
    flags = {name: getattr(course, name) for name in ("complete", "suitable", "refused", "apart")}
    return replace(course, **{name: np.broadcast_to(flag, (*flag.shape[:2], values)) for name, flag in flags.items()})


def _say(courses: Mapping[str, Course], horizon: _Horizon) -> None:
    """What holds all along a stretch."""
    at, standings = (horizon.place, horizon.stretch.users), horizon.stretch.standings
    able = {name: one.shown for name, one in standings.items() if one.suitable and not one.refused}
    apart = left_apart(able)
    for name, one in standings.items():
        course = courses[name]
        course.complete[at], course.suitable[at] = one.complete, one.suitable
        course.refused[at], course.apart[at] = one.refused, name in apart


Given = Mapping[str, VectorValue]
"""The values of all inputs that vary."""


def _compute(courses: Mapping[str, Course], horizons: Sequence[_Horizon], clients: Clients, axis: Axis) -> None:
    """The amounts of one stretch over several horizons, so many users at a time that memory stays bounded."""
    users = np.arange(len(clients.users))[horizons[0].stretch.users]
    people = clients.people(max(one.years for one in horizons))
    given = _given({name: values[users] for name, values in people.items()}, axis)
    graphs = _Graphs([one.stretch for one in horizons], given)
    length = max(1, POINTS // len(axis.values))
    for start in range(0, len(users), length):
        some = slice(start, start + length)
        for block in graphs.blocks({name: _rows(values, some) for name, values in given.items()}):
            _write(courses, horizons, from_to(users[some]), block)


def _given(people: Mapping[str, Array], axis: Axis) -> Given:
    """Users down, the values of the axis across."""
    columns = {name: vector_value(values[:, np.newaxis]) for name, values in people.items()}
    return {**columns, **dict.fromkeys(axis.figures, vector_value(axis.values))}


def _rows(values: VectorValue, some: slice) -> VectorValue:
    """What varies down, at some of the users."""
    return replace(values, whole=values.whole[some]) if values.whole.ndim > 1 else values


Amounts = Mapping[tuple[str, str], Array]
"""Amounts in minor units by cell and candidate."""


class _Block(NamedTuple):
    """The amounts of each horizon at those points that `where` picks (None: at all of them)."""

    amounts: Sequence[Amounts]
    where: Bools | None = None


class _Graphs:
    """The graphs of one stretch over several horizons, each compiled once for the values of all its points."""

    def __init__(self, stretches: Sequence[Stretch], given: Given) -> None:
        self.stretches, self.given = stretches, given
        self.known: dict[object, _Graph] = {}

    def blocks(self, given: Given) -> Iterator[_Block]:
        """The amounts at some of the points.

        By shares of licences, apart for each set of candidates whose licences cost some.
        """
        if not self.stretches[0].by_ratio:
            yield _Block(self._graph((TOTAL, gaps.LIKELY)).amounts(given))
            return
        (first,) = self._graph((TOTAL, LICENCES)).amounts(given)
        yield _Block([first])
        shape = np.broadcast_shapes(*(values.whole.shape for values in given.values()))
        costs = {name: amounts > 0 for (cell, name), amounts in first.items() if cell == LICENCES}
        for paid, where in _patterns(costs, shape):
            there = {name: values.where(where) for name, values in given.items()}
            yield _Block(self._graph((gaps.LIKELY,), paid).amounts(there), where)

    def _graph(self, cells: Sequence[str], paid: Mapping[str, bool] | None = None) -> "_Graph":
        key = (cells, None if paid is None else tuple(paid.items()))
        if key not in self.known:
            self.known[key] = _Graph(self.stretches, self.given, cells, paid)
        return self.known[key]


class _Graph:
    """Some cells of every candidate that has them, over one horizon or several, ready to be computed."""

    def __init__(
        self, stretches: Sequence[Stretch], given: Given, cells: Sequence[str], paid: Mapping[str, bool] | None
    ) -> None:
        models, known = [], []
        for stretch in stretches:
            own = {(cell, one): full for cell in cells for one, full in stretch.own(cell).items()}
            model = stretch.model(own.values(), paid)
            models.append(model.over({name: _span(values) for name, values in given.items() if name in model.units}))
            known.append({of: full for of, full in own.items() if full in model.cells})
        model, called = together(models)
        self.unit = stretches[0].setting.cent
        self.inputs = [name for name in given if name in model.inputs]
        self.names = [
            {of: names.get(full, full) for of, full in ofs.items()} for ofs, names in zip(known, called, strict=True)
        ]
        self.vector = compile_vector(model, [full for ofs in self.names for full in ofs.values()])

    def amounts(self, given: Given) -> list[Amounts]:
        """For each horizon."""
        found = self.vector({name: given[name] for name in self.inputs})
        counted = {full: value.counted(self.unit) for full, value in found.items()}
        return [{of: counted[full] for of, full in ofs.items()} for ofs in self.names]


def _patterns(flags: Mapping[str, Bools], shape: tuple[int, ...]) -> Iterator[tuple[dict[str, bool], Bools]]:
    """Every combination of the flags there is, and where."""
    several = [np.broadcast_to(flag, shape).ravel() for flag in flags.values()]
    rows = np.array(several, dtype=np.bool_).reshape(len(flags), prod(shape)).T
    kinds, which = np.unique(rows, axis=0, return_inverse=True)
    for number, kind in enumerate(kinds):
        yield dict(zip(flags, map(bool, kind), strict=True)), (which == number).reshape(shape)


def _span(values: VectorValue) -> Span:
    step = Decimal(values.scale.numerator) / values.scale.denominator
    return Span(int(values.whole.min()) * step, int(values.whole.max()) * step, step)


def _write(courses: Mapping[str, Course], horizons: Sequence[_Horizon], users: slice | Array, block: _Block) -> None:
    for horizon, of in zip(horizons, block.amounts, strict=True):
        at = (horizon.place, users)
        for (cell, name), amounts in of.items():
            course = courses[name]
            if cell == TOTAL:
                course.total[at] = amounts
                if horizon.stretch.standings[name].complete:  # nothing is missing, so nothing is filled in
                    course.like_for_like[at], course.comparable[at] = amounts, True
            elif cell == gaps.LIKELY:
                _put(course.like_for_like, at, amounts, block.where)
                _put(course.comparable, at, np.True_, block.where)


def _put(into: Array, at: tuple[int, slice | Array], what: Array | np.bool_, where: Bools | None) -> None:
    """Write to some places of an array, of these to those that `where` picks (None: to all)."""
    if where is None:
        into[at] = what
    else:
        there = into[at]
        there[where] = what
        into[at] = there
