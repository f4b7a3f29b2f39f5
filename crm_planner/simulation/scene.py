"""A cost model made ready to be drawn: uncertain figures as inputs, what happens as cells, all of it in arrays.

Everything that moves a total is an input of the same graph of cells that priced it; nothing is added up beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from crm_planner.estimate.cost_model import CostModel
from crm_planner.estimate.values import amount
from crm_planner.formula.arrays import Array
from crm_planner.formula.cell import Span
from crm_planner.formula.exact import evaluate
from crm_planner.formula.model import Model
from crm_planner.formula.units import money
from crm_planner.formula.vector import VectorModel, compile_vector
from crm_planner.formula.vector_value import VectorValue
from crm_planner.playbook.simulation import SimulationRules
from crm_planner.project import Project
from crm_planner.simulation.bases import Bases
from crm_planner.simulation.draws import Stream
from crm_planner.simulation.events import PERCENT_STEP, SIMULATED, Event, Risked
from crm_planner.simulation.figures import uncertain_figures
from crm_planner.simulation.sampling import Shape, table
from crm_planner.text import Message, Text

Given = Mapping[str, Array]
"""The drawn value of each input, counted in its step."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An input of the model that is drawn: its stream and table; `usual` is its value where nothing is drawn.

    `event` is the risk behind it, if it is one; its usual value is that it does not happen.
    """

    name: str
    stream: Stream
    shape: Shape
    step: Decimal
    usual: int
    label: Message | Text
    table: Array
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """One way the project may grow, priced: what is drawn, and the totals in arrays, in minor units."""

    priced: CostModel
    model: Model
    vector: VectorModel
    drawn: tuple[Drawn, ...]
    unit: Decimal

    def totals(self, given: Given) -> dict[str, Array]:
        """The total of each candidate at every draw of `given`, in minor units."""
        steps = {one.name: Fraction(one.step) for one in self.drawn}
        found = self.vector({name: VectorValue(counts, steps[name]) for name, counts in given.items()})
        return {one.id: found[f"{one.id}/{SIMULATED}"].counted(self.unit) for one in self.priced.estimates}

    def exactly(self, given: Mapping[str, int]) -> dict[str, Decimal]:
        """The same at one draw, by the exact target."""
        steps = {one.name: one.step for one in self.drawn}
        values = evaluate(self.model, {name: count * steps[name] for name, count in given.items()})
        return {one.id: amount(values, f"{one.id}/{SIMULATED}") for one in self.priced.estimates}

    def moving(self, candidate: str) -> tuple[Drawn, ...]:
        """What is drawn that the total of `candidate` rests on."""
        names = self.vector.varies_with[f"{candidate}/{SIMULATED}"]
        return tuple(one for one in self.drawn if one.name in names)


def scene(project: Project, priced: CostModel, rules: SimulationRules, events: Mapping[str, Sequence[Event]]) -> Scene:
    """The cost model of a project with `events`, by candidate, made ready."""
    setting = project.setting
    candidates = {one.id: one for one in project.candidates()}
    figures = uncertain_figures(priced, candidates, setting, rules.hours)
    unit = money(setting.currency)
    risked = Risked(rules, unit, setting.cent)
    for estimate in priced.estimates:
        bases = Bases(candidates[estimate.id], estimate, priced.values, unit)
        risked.add(bases, events[estimate.id])
    model = Model.build([*priced.model.inputs.values(), *priced.model.cells.values(), *risked.cells])
    drawn = [
        Drawn(one.cell, one.stream, one.shape, one.step, int(one.likely / one.step), one.label,
              table(one.shape, one.step, rules.distribution))
        for one in figures
    ] + [
        Drawn(name, one.stream, one.shape, PERCENT_STEP, 0, one.label,
              table(one.shape, PERCENT_STEP, rules.distribution), one)
        for name, one in risked.inputs.items()
    ]  # fmt: skip
    drawn.sort(key=lambda one: one.stream)  # so that its positions are still near the processor
    varied = model.over({one.name: _span(one) for one in drawn})
    vector = compile_vector(varied, [f"{one.id}/{SIMULATED}" for one in priced.estimates])
    return Scene(priced, varied, vector, tuple(drawn), setting.cent)


def _span(one: Drawn) -> Span:
    """All values in the table, and the usual one."""
    low, high = min(int(one.table[0]), one.usual), max(int(one.table[-1]), one.usual)
    return Span(low * one.step, high * one.step, one.step)
