"""Detected risks, and the tail, as cells of the cost model: what happens, how effects overlap, what they cost.

Only detected risks are drawn: an open question is a question, and a controlled risk is controlled, also where a fact
contradicts the good answers to all of its questions. Of several effects on one category the largest counts whole and of
the others a share, also of what hits a category beside the whole; what risks on the whole add together is capped.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from crm_planner.estimate.lines import Range
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Expression, Maximum, Minimum, Number, Ref, Round, total
from crm_planner.formula.units import RATIO, Unit
from crm_planner.money import RoundingMode
from crm_planner.playbook.checklist import EVERYTHING
from crm_planner.playbook.risk_scales import RiskScales
from crm_planner.playbook.simulation import SimulationRules
from crm_planner.risk.assessment import Assessed, State
from crm_planner.risk.measures import Level
from crm_planner.simulation.bases import Bases
from crm_planner.simulation.draws import Stream
from crm_planner.simulation.sampling import Shape
from crm_planner.text import Message, Text, mark

TAIL = "tail"
SIMULATED = "total/simulated"
"""The cell of a candidate that holds its total with everything that happened in a draw."""

PERCENT_STEP = Decimal("0.01")
"""Effects are drawn in hundredths of a percent point."""

_HUNDREDTH = Number(Fraction(1, 100), RATIO)
"""One percent point."""


class Event(NamedTuple):
    """Something that may happen: `category` is what its effect, in percent points, is of; EVERYTHING is the whole."""

    input: str
    stream: Stream
    category: str
    shape: Shape
    label: Message | Text
    risk: Assessed | None = None


def event_of(one: Assessed, scales: RiskScales, level: Level | None = None) -> Event:
    """A detected risk as it is after the mitigations that are done, or at another `level`.

    A lower impact lowers the effect in proportion, 4 to 3 by a quarter: an assumption.
    """
    level = level or one.residual
    probability = scales.likelihood[level.likelihood - 1].probability
    shape = Shape(*scaled(one.cost, level, one.now), probability)
    name = f"risk/{one.id}/{level.likelihood}.{level.impact}"
    label = Message(mark("{id} {risk}"), {"id": one.id, "risk": one.risk.name})
    return Event(name, Stream(one.id, one.risk.side), one.risk.effects.cost.category, shape, label, one)


def scaled(effect: Range, level: Level, now: Level) -> tuple[Decimal, Decimal, Decimal]:
    """The three points of an effect at another level of impact, in proportion."""
    share = Fraction(level.impact, now.impact)
    low, likely, high = (_to_step(Fraction(end or 0) * share) for end in effect)
    return low, likely, high


def _to_step(points: Fraction) -> Decimal:
    return round(points / Fraction(PERCENT_STEP)) * PERCENT_STEP


def is_drawn(one: Assessed) -> bool:
    """Whether an answer or a fact has detected the risk, and not all answers to it are good."""
    return one.state is State.DETECTED and not one.is_answered_well


def contradicted(risks: Sequence[Assessed]) -> tuple[str, ...]:
    """The risks a fact has detected although all answers to them are good: named, and not drawn."""
    return tuple(one.id for one in risks if one.state is State.DETECTED and one.is_answered_well)


def events_of(risks: Sequence[Assessed], scales: RiskScales) -> tuple[Event, ...]:
    """The risks that are drawn, unless their effect is nothing."""
    found = (event_of(one, scales) for one in risks if is_drawn(one))
    return tuple(one for one in found if one.shape.varies)


def tail_of(rules: SimulationRules) -> Event:
    """The rare disaster no checklist names; it is of no side, and of the services."""
    points, probability = rules.tail.percent, rules.tail.probability
    shape = Shape(points.low, points.likely, points.high, probability)
    return Event(TAIL, Stream(TAIL), TAIL, shape, Message(mark("A disaster that no checklist names")))


class Risked:
    """The cells of what risks add to candidates; alike candidates share the cells of what happens."""

    def __init__(self, rules: SimulationRules, unit: Unit, cent: Decimal) -> None:
        self.rules, self.unit, self.cent = rules, unit, cent
        self.cells: list[Cell | Input] = []
        self.inputs: dict[str, Event] = {}
        self._effects: dict[tuple[str, ...], str] = {}

    def add(self, bases: Bases, events: Sequence[Event]) -> None:
        """Write the total of one candidate with what happens to it."""
        name, several = bases.estimate.id, _by_category(events)
        tail = self._of_services(bases, several.pop(TAIL, []))
        both = [*self._of_risks(bases, several), *([] if tail is None else [tail])]
        cost = Round(total(both, self.unit), self.cent, RoundingMode.HALF_UP)
        self.cells.append(Cell(f"{name}/risk/cost", cost, self.unit, Message(mark("What risks add"))))
        label = Message(mark("Total with what happened"))
        self.cells.append(Cell(f"{name}/{SIMULATED}", bases.total + Ref(f"{name}/risk/cost"), self.unit, label))

    def _of_services(self, bases: Bases, tail: Sequence[Event]) -> Expression | None:
        services = bases.of(*self.rules.tail.categories)
        return None if services is None or not tail else services * self._percent(TAIL, tail) * _HUNDREDTH

    def _of_risks(self, bases: Bases, several: Mapping[str, Sequence[Event]]) -> Iterator[Expression]:
        """What risks on the whole add, and what those on single categories add beside them."""
        whole = self._percent(EVERYTHING, several[EVERYTHING]) if EVERYTHING in several else None
        if whole is not None:
            yield bases.whole * whole * _HUNDREDTH
        for category, events in several.items():
            amount = None if category == EVERYTHING else bases.of(category)
            if amount is not None:
                yield amount * self._beside(whole, self._percent(category, events)) * _HUNDREDTH

    def _beside(self, whole: Ref | None, own: Ref) -> Expression:
        """Of what hits the whole and what hits a category, the larger counts whole there, of the other a share.

        What hits the whole is added already: left are own - whole, if it is the larger, and the share of the smaller.
        """
        if whole is None:
            return own
        more = Maximum((own - whole, Number(Decimal(0), RATIO)))
        return more + Minimum((own, whole)) * Number(self.rules.overlap_share, RATIO)

    def _percent(self, category: str, events: Sequence[Event]) -> Ref:
        """The percent points that several events together add to one category, or to the whole."""
        names = tuple(one.input for one in events)
        if names not in self._effects:
            self._effects[names] = f"risk/{category}/{len(self._effects) + 1}"
            for one in events:
                if one.input not in self.inputs:
                    self.inputs[one.input] = one
                    given = Input(one.input, Decimal(0), RATIO, Decimal(0), one.shape.high, one.label)
                    self.cells.append(given)
            label = Message(mark("{category}: percent points that risks add"), {"category": category})
            rule = Message(mark("The largest effect, and a share of the others"))
            self.cells.append(Cell(self._effects[names], self._overlap(category, names), RATIO, label, rule))
        return Ref(self._effects[names])

    def _overlap(self, category: str, names: Sequence[str]) -> Expression:
        effects = tuple(Ref(name) for name in names)
        added: Expression = effects[0]
        if len(effects) > 1:
            share, largest = self.rules.overlap_share, Maximum(effects)
            added = largest * Number(1 - share, RATIO) + total(effects, RATIO) * Number(share, RATIO)
        return Minimum((added, Number(self.rules.cap, RATIO))) if category == EVERYTHING else added


def _by_category(events: Sequence[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for one in events:
        found.setdefault(one.category, []).append(one)
    return found
