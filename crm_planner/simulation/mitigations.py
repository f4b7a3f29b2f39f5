"""What a mitigation buys: P80 with it and without it, under the same draws, beside what it costs itself."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from crm_planner.formula.arrays import Array
from crm_planner.playbook.risk_scales import RiskScales
from crm_planner.playbook.simulation import Distribution
from crm_planner.risk.measures import Measure
from crm_planner.simulation.events import PERCENT_STEP, Event, event_of
from crm_planner.simulation.sampling import table
from crm_planner.text import Text


class Bought(NamedTuple):
    """One mitigation that is not done yet.

    `fall` is what P80 falls by; `cost` what it takes itself, which no total contains, None where nobody knows its
    hours or the price of one. A mitigation without hours is not credited and stands in no list.
    """

    id: str
    risk: str
    action: Text
    fall: Decimal
    cost: Decimal | None


class Open(NamedTuple):
    """A mitigation that could be done, and the table of its risk's effect if it is."""

    input: str
    risk: str
    measure: Measure
    table: Array

    def bought(self, fall: Decimal) -> Bought:
        """The mitigation with what P80 falls by."""
        cost = self.measure.cost.likely if self.measure.cost else None
        return Bought(self.measure.id, self.risk, self.measure.mitigation.action, fall, cost)


def open_ones(events: Sequence[Event], scales: RiskScales, distribution: Distribution) -> Iterator[Open]:
    """The mitigations of drawn risks that are not done, have hours, and lower something."""
    for event in events:
        risk = event.risk
        for measure in risk.measures if risk else ():
            reduces = measure.mitigation.reduces
            if risk is None or measure.state == "done" or measure.hours is None:
                continue
            level = risk.residual.shifted(-reduces.likelihood, -reduces.impact)
            if level != risk.residual:
                shape = event_of(risk, scales, level).shape
                yield Open(event.input, risk.id, measure, table(shape, PERCENT_STEP, distribution))
