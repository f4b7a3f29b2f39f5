"""The javascript target: a model as strict-mode JavaScript that computes every cell exactly, in whole numbers.

    compiled = compile_javascript(model)
    page = f'<script nonce="{nonce}">"use strict";const model={compiled.source};</script>'

In the page `model.compute(counts)` takes the inputs counted in their steps, in the order of `model.inputs`, and returns
the whole numbers of all figures. The figure `model.names[i]` stands at `model.slots[i]`; it is the whole number there
times `model.scales[model.scaleOf[slot]]`, divided by the whole number at `model.divisorOf[slot]` where there is one.
`templates/report/model.js` does that and writes figures as readers expect them. Nothing is evaluated from text, no
name becomes code, and the text holds no `<`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from crm_planner.errors import ModelError, TargetRefused
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Exact
from crm_planner.formula.javascript_nodes import Writer
from crm_planner.formula.javascript_part import Part, constant
from crm_planner.formula.javascript_text import ARITHMETIC, SAFE, literal, written
from crm_planner.formula.model import Model, resting_on
from crm_planner.formula.ranges import given_range

CELLS_TOGETHER = 100
"""Cells in one function: few enough for a browser to make it fast."""


@dataclass(frozen=True, slots=True)
class JavaScriptModel:
    """`source` is an expression whose value is the model; `slots` says where each figure stands among the computed.

    `wide` are the cells in whose formula some number needs a BigInt; they are slower.
    """

    source: str
    slots: Mapping[str, int]
    wide: tuple[str, ...]


def compile_javascript(model: Model, cells: Iterable[str] | None = None) -> JavaScriptModel:
    """`model` as JavaScript, for `cells` (all unless said) and what they rest on; every input keeps its place.

    Raises TargetRefused, with its name, for a cell without a range, because it divides always or almost by zero;
    ModelError for an unknown cell.
    """
    wanted = list(model.cells if cells is None else dict.fromkeys(cells))
    page = _Page([model[name].name for name in wanted])
    for given in model.inputs.values():
        page.give(given)
    for cell in resting_on(list(model.cells.values()), wanted):
        if isinstance(cell, Cell):
            page.compute(cell)
    return JavaScriptModel(page.source(), {name: page.slots[name] for name in page.named}, tuple(page.wide))


class _Page:
    """The text of a model as it grows."""

    def __init__(self, wanted: list[str]) -> None:
        self.wanted = wanted
        self.inputs: list[list[str]] = []
        """Of each the name, the step, and low, high and usual counted in steps."""
        self.slots: dict[str, int] = {}
        self.known: dict[str, Part] = {}
        self.places = _Places()
        self.tables: dict[str, str] = {}
        self.lines: list[tuple[str, int]] = []
        self.computed: dict[tuple[object, ...], int] = {}
        self.wide: list[str] = []

    @property
    def named(self) -> list[str]:
        """The figures a page may ask for: all inputs, and the cells that are wanted."""
        return list(dict.fromkeys([*(given[0] for given in self.inputs), *self.wanted]))

    def give(self, given: Input) -> None:
        reach = given_range(given.low, given.high, given.step)
        counts = [int(Fraction(figure) / Fraction(given.step)) for figure in (given.low, given.high, given.value)]
        slot = self.slots[given.name] = self.places.new(given.step, counts[-1], big=reach.whole >= SAFE)
        self.computed[(), f"v[{slot}]", Fraction(given.step)] = slot
        self.inputs.append([given.name, str(Fraction(given.step)), *map(str, counts)])
        self.known[given.name] = Part(reach, f"v[{slot}]") if reach.low < reach.high else constant(reach)

    def compute(self, cell: Cell) -> None:
        """The next cell: a figure that is always the same, one that was computed before, or a line of arithmetic."""
        writer = Writer(self.known, self.tables, cell.name)
        try:
            part = writer.part(cell.formula)
        except ModelError as error:
            raise TargetRefused(f"javascript cannot hold the model: cell '{cell.name}' {error}") from None
        if writer.is_wide:
            self.wide.append(cell.name)
        if part.is_constant:
            self.slots[cell.name], self.known[cell.name] = self.places.always(part.reach.low), part
            return
        key = part.before, part.code, part.reach.scale
        if key not in self.computed:
            self.computed[key] = self._line(part, writer.temporaries)
        slot = self.slots[cell.name] = self.computed[key]
        divisor = self.places.divisor_of.get(slot)
        self.known[cell.name] = Part(part.reach.settled, f"v[{slot}]", "" if divisor is None else f"v[{divisor}]")
        self.computed.setdefault(((), f"v[{slot}]", part.reach.scale), slot)

    def _line(self, part: Part, temporaries: int) -> int:
        """The arithmetic of a figure, and its new place."""
        slot = self.places.new(part.reach.scale)
        several = [*part.before, f"v[{slot}]={part.code}"]
        if part.divisor:
            self.places.divisor_of[slot] = self.places.new(1)
            several.append(f"v[{self.places.divisor_of[slot]}]={part.divisor}")
        self.lines.append((";".join(several), temporaries))
        return slot

    def source(self) -> str:
        figures = {
            "names": written(self.named),
            "slots": written([self.slots[name] for name in self.named]),
            "inputs": written(self.inputs),
            "scales": written(list(map(str, self.places.scales))),
            "scaleOf": written(self.places.scale_of),
            "divisorOf": written(self.places.divisor_of),
        }
        return "\n".join(
            [
                '(()=>{"use strict";',
                ARITHMETIC,
                *(f"const {name}={array};" for array, name in self.tables.items()),
                f"const start=[{','.join(self.places.start)}];",
                f"const steps=[{','.join(self._functions())}];",
                "const compute=counts=>{const v=start.slice();counts.forEach((n,i)=>{v[i]=n});",
                "steps.forEach(step=>step(v));return v};",
                f"return{{{','.join(f'{name}:{text}' for name, text in figures.items())},start,compute}}}})()",
            ]
        )

    def _functions(self) -> Iterator[str]:
        for at in range(0, len(self.lines), CELLS_TOGETHER):
            lines, temporaries = zip(*self.lines[at : at + CELLS_TOGETHER], strict=True)
            names = ",".join(f"x{number}" for number in range(1, max(temporaries) + 1))
            yield "\n".join(["v=>{", *([f"let {names};"] if names else []), *(f"{line};" for line in lines), "}"])


@dataclass(slots=True)
class _Places:
    """Where figures stand among the computed: what each is before that, and the number of its scale."""

    start: list[str] = field(default_factory=list)
    scale_of: list[int] = field(default_factory=list)
    scales: dict[Fraction, int] = field(default_factory=dict)
    divisor_of: dict[int, int] = field(default_factory=dict)

    def always(self, value: Fraction) -> int:
        """The place of a figure that is always the same."""
        above, below = value.as_integer_ratio()
        return self.new(Fraction(1, below), above, big=abs(above) >= SAFE)

    def new(self, scale: Exact | int, whole: int = 0, *, big: bool = False) -> int:
        """The place of one more figure, a BigInt if `big`."""
        self.start.append(literal(whole, big=big))
        self.scale_of.append(self.scales.setdefault(Fraction(scale), len(self.scales)))
        return len(self.start) - 1
