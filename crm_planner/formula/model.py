"""A cost model: inputs and cells that hold together, in an order in which they can be computed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType

from crm_planner.errors import ModelError
from crm_planner.formula.cell import Cell, Input, Span
from crm_planner.formula.expression import Exact, exact_number, references
from crm_planner.formula.unit_check import checked
from crm_planner.formula.units import Unit
from crm_planner.letters import nearest


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Model:
    """A checked cost model. Make it with `Model.build`; `cells` stand in the order of evaluation."""

    inputs: Mapping[str, Input]
    cells: Mapping[str, Cell]

    @classmethod
    def build(cls, cells: Iterable[Input | Cell]) -> "Model":
        """A model of `cells`, given in any order.

        Raises ModelError with every fault found, a line each: names used twice, references to nothing, cycles,
        units that do not fit, inputs outside their own range.
        """
        entries, faults = _by_name(cells)
        computed = {name: entry for name, entry in entries.items() if isinstance(entry, Cell)}
        given = {name: entry for name, entry in entries.items() if isinstance(entry, Input)}
        units = {name: entry.unit for name, entry in entries.items()}
        seen = {name: checked(cell, units) for name, cell in computed.items()}
        faults += [fault for entry in given.values() for fault in _range_faults(entry)]
        for name, cell in seen.items():
            faults += [_unknown(name, missing, entries) for missing in cell.uses if missing not in entries]
        faults += [fault for cell in seen.values() for fault in cell.faults]
        order, cycles = evaluation_order({name: cell.uses for name, cell in seen.items()})
        faults += [f"the cells refer to each other in a circle: {' -> '.join(cycle)}" for cycle in cycles]
        if faults:
            raise ModelError("\n".join(faults))
        ordered = {name: computed[name] for name in order if name in computed}
        return cls(MappingProxyType(given), MappingProxyType(ordered))

    def __getitem__(self, name: str) -> Input | Cell:
        """The entry called `name`; ModelError with the nearest name if there is none."""
        entry = self.cells.get(name) or self.inputs.get(name)
        if entry is None:
            raise ModelError(f"no cell is named '{name}'{meant(name, [*self.cells, *self.inputs])}")
        return entry

    def over(self, ranges: Mapping[str, Span]) -> "Model":
        """The same graph with figures that may vary as `ranges` says; a cell that is named becomes an input.

        An input keeps its value where the range holds it, else it takes the low end, and so does a cell. Raises
        ModelError with every fault: unknown names, ends that are no range.
        """
        faults = [f"no cell is named '{name}'{meant(name, self.units)}" for name in ranges if name not in self.units]
        varied = {name: _varied(self[name], span) for name, span in ranges.items() if name in self.units}
        faults += [fault for entry in varied.values() for fault in _range_faults(entry)]
        if faults:
            raise ModelError("\n".join(faults))
        cells = {name: cell for name, cell in self.cells.items() if name not in varied}
        return Model(MappingProxyType({**self.inputs, **varied}), MappingProxyType(cells))

    def taken(self, name: str, figure: object) -> Exact:
        """`figure` as a value of the input `name`.

        Raises ModelError for an unknown input, and a figure that is outside its range or finer than its step.
        """
        given = self.inputs.get(name)
        if given is None:
            raise ModelError(f"no input is named '{name}'{meant(name, self.inputs)}")
        value = exact_number(figure)
        if not given.low <= value <= given.high:
            raise ModelError(f"input '{name}' is {value}, outside the range {given.low}..{given.high} of this model")
        if not given.on_step(value):
            raise ModelError(f"input '{name}' is {value}, which is no multiple of its step {given.step}")
        return value

    @property
    def units(self) -> dict[str, Unit]:
        """The unit of every input and cell."""
        entries: dict[str, Input | Cell] = {**self.inputs, **self.cells}
        return {name: entry.unit for name, entry in entries.items()}


def resting_on(cells: Sequence[Input | Cell], wanted: Iterable[str]) -> list[Input | Cell]:
    """Of `cells`, in their order, only the `wanted` ones and those they are computed from; names without a cell pass.

    What is left out of the model is neither checked nor computed.
    """
    entries = {cell.name: cell for cell in cells}
    needed: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        entry = entries.get(name)
        if entry is not None and name not in needed:
            needed.add(name)
            if isinstance(entry, Cell):
                waiting.extend(references(entry.formula))
    return [cell for cell in cells if cell.name in needed]


def evaluation_order(uses: Mapping[str, Iterable[str]]) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every name after all it uses, as written where that will do, and the cycles that have to be cut for it.

    Always the same for the same `uses`.
    A cycle begins and ends with the name that was written first: `a -> b -> a` means that a uses b and b uses a.
    """
    order = _in_order(uses)
    if order is not None:
        return order, []
    remaining: dict[str, Iterable[str]] = dict(uses)
    written = {name: index for index, name in enumerate(uses)}
    cycles: list[tuple[str, ...]] = []
    while True:
        try:
            return list(TopologicalSorter(remaining).static_order()), cycles
        except CycleError as error:
            backwards: list[str] = error.args[1][1:]
            circle = backwards[::-1]
            start = circle.index(min(circle, key=written.__getitem__))
            cycles.append((*circle[start:], *circle[:start], circle[start]))
            remaining.update(dict.fromkeys(circle, ()))


def _in_order(uses: Mapping[str, Iterable[str]]) -> list[str] | None:
    """Every name after all it uses, as written where that will do; None where there is a cycle."""
    order: dict[str, None] = {}
    begun: set[str] = set()
    for name in uses:
        waiting = [name]
        while waiting:
            begun.add(waiting[-1])
            missing = [one for one in uses.get(waiting[-1], ()) if one not in order]
            if not begun.isdisjoint(missing):
                return None
            if missing:
                waiting += reversed(missing)
            else:
                order[waiting.pop()] = None
    return list(order)


def meant(name: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` with the known name most like `name`, or nothing."""
    near = nearest(name, known)
    return f"; did you mean '{near}'?" if near else ""


def _by_name(cells: Iterable[Input | Cell]) -> tuple[dict[str, Input | Cell], list[str]]:
    entries: dict[str, Input | Cell] = {}
    twice: dict[str, None] = {}
    for cell in cells:
        if cell.name in entries:
            twice[cell.name] = None
        entries.setdefault(cell.name, cell)
    return entries, [f"more than one cell is named '{name}'" for name in twice]


def _varied(entry: Input | Cell, span: Span) -> Input:
    """`entry` as an input that varies within `span`."""
    step = {} if span.step is None else {"step": Decimal(span.step)}
    low, high = Decimal(span.low), Decimal(span.high)
    varied = Input(entry.name, low, entry.unit, low, high, entry.label, entry.source, **step)
    if isinstance(entry, Input) and low <= entry.value <= high and varied.on_step(entry.value):
        return replace(varied, value=entry.value)
    return varied


def _range_faults(given: Input) -> list[str]:
    if given.step <= 0:
        return [f"input '{given.name}' has the step {given.step}, which is not above 0"]
    faults = []
    if not given.low <= given.value <= given.high:
        faults.append(f"input '{given.name}' is {given.value}, outside its range {given.low}..{given.high}")
    several = dict.fromkeys((given.value, given.low, given.high))
    uneven = [figure for figure in several if not given.on_step(figure)]
    said = f"input '{given.name}' has {{}}, which is no multiple of its step {given.step}"
    return faults + [said.format(figure) for figure in uneven]


def _unknown(name: str, used: str, entries: Mapping[str, object]) -> str:
    return f"cell '{name}' refers to '{used}', which does not exist{meant(used, entries)}"
