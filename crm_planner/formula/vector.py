"""The vector target: every cell at many points at once, in whole numbers, equal to the exact target at each of them.

    vector = compile_vector(model.over({"users": Span(1, 1000)}), ["total"])
    vector({"users": np.arange(1, 1001)})["total"].floats()

Arrays of several inputs are broadcast: with users down and discounts across, a cell that knows only users is computed
once for each row. Cells whose numbers do not fit 64 bits are computed in Python's own whole numbers, each by itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import NamedTuple

from crm_planner.errors import ModelError, TargetRefused
from crm_planner.formula.arrays import Array, np
from crm_planner.formula.expression import references
from crm_planner.formula.figures import Figure, Figures, constant
from crm_planner.formula.model import Model
from crm_planner.formula.ranges import Range, given_range
from crm_planner.formula.vector_nodes import Formula
from crm_planner.formula.vector_value import TOO_WIDE, Given, VectorValue, counts

POINTS = 2**15
"""Points computed at once: enough to make each step worth its call, few enough to stay near the processor."""

Piece = tuple[tuple[slice, ...], dict[str, VectorValue]]
"""The values at some of the points, and their index in arrays of all points."""


def compile_vector(model: Model, cells: Iterable[str] | None = None) -> "VectorModel":
    """`model` as arithmetic on arrays, for `cells` (all unless said) and what they rest on.

    Raises TargetRefused, with its name, for a cell without a range, because it divides always or almost by zero;
    ModelError for an unknown cell.
    """
    wanted = tuple(model.cells if cells is None else dict.fromkeys(cells))
    uses = _uses(model, wanted)
    known = {name: given_range(given.low, given.high, given.step) for name, given in model.inputs.items()}
    varies = {name: frozenset({name} if reach.low < reach.high else ()) for name, reach in known.items()}
    steps = []
    for name, cell in model.cells.items():
        if name in uses:
            try:
                formula = Formula(cell.formula, known)
            except ModelError as error:
                raise TargetRefused(f"vector cannot hold the model: cell '{name}' {error}") from None
            known[name] = formula.reach.settled
            below = (varies[used] for used in uses[name])
            varies[name] = frozenset[str]().union(*below if formula.reach.low < formula.reach.high else ())
            if not formula.part.is_constant:
                steps.append(Step(name, formula))
    return VectorModel(model, wanted, tuple(steps), known, varies, _last_uses(steps, uses, wanted))


def _uses(model: Model, wanted: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What each cell refers to, for all cells that the wanted ones rest on."""
    uses: dict[str, tuple[str, ...]] = {}
    waiting = [model[name].name for name in wanted]
    while waiting:
        name = waiting.pop()
        if name in model.cells and name not in uses:
            uses[name] = tuple(dict.fromkeys(references(model.cells[name].formula)))
            waiting.extend(uses[name])
    return uses


class Step(NamedTuple):
    """One cell in the order of computation."""

    name: str
    formula: Formula

    def figure(self, figures: Figures) -> Figure:
        """The cell at all points. Raises ModelError where it divides by zero."""
        formula = self.formula
        found = formula.part.compute(_Widened(figures) if formula.is_wide else figures)
        if found.undefined is not None and found.undefined.any():
            raise ModelError(f"cell '{self.name}' divides by zero")
        return _narrowed(found, formula.reach) if formula.is_wide else found


def _last_uses(
    steps: Sequence[Step], uses: Mapping[str, tuple[str, ...]], wanted: Iterable[str]
) -> tuple[tuple[str, ...], ...]:
    """For each step the figures that nobody asks for after it, so that they can be forgotten."""
    asked, last = set(wanted), []
    for step in reversed(steps):
        last.append(tuple(name for name in (*uses[step.name], step.name) if name not in asked))
        asked.update(uses[step.name], (step.name,))
    return tuple(reversed(last))


class _Widened(dict[str, Figure]):
    """The figures a wide formula asks for, in Python's own whole numbers."""

    def __init__(self, figures: Figures) -> None:
        super().__init__()
        self.figures = figures

    def __missing__(self, name: str) -> Figure:
        whole, divisor, _ = self.figures[name]
        self[name] = Figure(whole.astype(object), divisor if divisor is None else divisor.astype(object))
        return self[name]


def _narrowed(figure: Figure, reach: Range) -> Figure:
    """A figure in 64 bits again, where it fits."""
    whole, divisor, _ = figure
    return Figure(
        whole.astype(np.int64) if reach.whole < TOO_WIDE else whole,
        divisor.astype(np.int64) if divisor is not None and reach.divisor < TOO_WIDE else divisor,
    )


@dataclass(frozen=True, slots=True)
class VectorModel:
    """A model as arithmetic on arrays: made by `compile_vector`, called with the values of its inputs."""

    model: Model
    wanted: tuple[str, ...]
    steps: tuple[Step, ...]
    ranges: Mapping[str, Range]
    varies_with: Mapping[str, frozenset[str]]
    last_uses: tuple[tuple[str, ...], ...]

    @property
    def wide(self) -> tuple[str, ...]:
        """The cells whose numbers need more than 64 bits; they are slow, and the only ones."""
        return tuple(step.name for step in self.steps if step.formula.is_wide)

    def __call__(self, given: Mapping[str, Given], points: int = POINTS) -> dict[str, VectorValue]:
        """The wanted cells for all values of the inputs that are `given`; the others keep the model's own.

        Arrays are broadcast together; a figure that does not vary with an input has length 1 along its axis. Raises
        ModelError as `evaluate` does, with the name: an unknown input, one outside its range or finer than its step,
        a division by zero; TypeError for floats.
        """
        figures = self._figures(given)
        pieces = list(self._pieces(figures, points))
        axis, first = len(pieces[0][0]) - 1, dict(pieces[0][1])
        along = {name for name, whole in figures.items() if whole.shape[axis] > 1}
        return {
            name: _joined([piece.pop(name) for _, piece in pieces], axis) if self.varies_with[name] & along else one
            for name, one in first.items()
        }

    def pieces(self, given: Mapping[str, Given], points: int = POINTS) -> Iterator[Piece]:
        """The same in pieces of about `points` points, cut along the longest axis, so that memory is bounded."""
        return self._pieces(self._figures(given), points)

    def _pieces(self, figures: Mapping[str, Array], points: int) -> Iterator[Piece]:
        shape = np.broadcast_shapes(*(whole.shape for whole in figures.values()), (1,))
        axis = int(np.argmax(shape))
        length = max(1, points * shape[axis] // prod(shape))
        for start in range(0, shape[axis], length):
            where = (*(slice(None),) * axis, slice(start, start + length))
            yield where, self._computed({name: _cut(whole, where) for name, whole in figures.items()})

    def _figures(self, given: Mapping[str, Given]) -> dict[str, Array]:
        """All inputs that vary, counted in their steps, with the same number of axes."""
        own = {name: [one.value] for name, one in self.model.inputs.items() if one.low < one.high and name not in given}
        found = {name: counts(self.model, name, values) for name, values in {**own, **given}.items()}
        axes = max((whole.ndim for whole in found.values()), default=1)
        return {name: whole.reshape((1,) * (axes - whole.ndim) + whole.shape) for name, whole in found.items()}

    def _computed(self, inputs: Mapping[str, Array]) -> dict[str, VectorValue]:
        figures = {name: Figure(whole) for name, whole in inputs.items()}
        for step, forgotten in zip(self.steps, self.last_uses, strict=True):
            figures[step.name] = step.figure(figures)
            for name in forgotten:
                figures.pop(name, None)
        return {name: self._value(name, figures.get(name)) for name in self.wanted}

    def _value(self, name: str, figure: Figure | None) -> VectorValue:
        """What a step computed, or a cell that is always the same."""
        reach = self.ranges[name]
        if figure is None or reach.low == reach.high:
            figure = constant(reach, np.int64)({})
        return VectorValue(figure.whole, reach.scale, figure.divisor, reach.whole)


def _cut(whole: Array, where: tuple[slice, ...]) -> Array:
    """The piece of an input; one that is the same along the axis is the same in all pieces."""
    return whole if whole.shape[len(where) - 1] == 1 else whole[where]


def _joined(pieces: Sequence[VectorValue], axis: int) -> VectorValue:
    """The pieces of one figure, one after the other."""
    first = pieces[0]
    if len(pieces) == 1:
        return first
    if first.divisor is None:
        return replace(first, whole=np.concatenate([one.whole for one in pieces], axis))
    pairs = [np.broadcast_arrays(one.whole, one.divisor) for one in pieces if one.divisor is not None]
    whole, divisor = (np.concatenate(arrays, axis) for arrays in zip(*pairs, strict=True))
    return replace(first, whole=whole, divisor=divisor)
