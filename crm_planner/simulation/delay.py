"""What detected risks do to time in the same draws: percent points of the plan's length, and working days beside them.

A risk that happens in a draw costs money and time in it. Effects overlap as those on cost do: the largest counts whole,
of the others a share; percent points are capped. The plan itself is not drawn here; see `joint`.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from crm_planner.formula.arrays import Array, np
from crm_planner.playbook.risk_scales import RiskScales
from crm_planner.playbook.simulation import SimulationRules
from crm_planner.risk.assessment import Assessed
from crm_planner.simulation.draws import Positions
from crm_planner.simulation.events import event_of, is_drawn, scaled
from crm_planner.simulation.sampling import Shape, table
from crm_planner.simulation.summary import percentile

STEP = Decimal("0.01")
"""Time is drawn in hundredths of percent points and of days."""


class Longer(NamedTuple):
    """What is not exceeded in 50 and in 80 of 100 draws."""

    p50: Decimal
    p80: Decimal


class Delay(NamedTuple):
    """What risks add to the time of a project: in percent points of the plan's length, and in working days."""

    percent: Longer
    days: Longer


class Lost(NamedTuple):
    """What is added in each draw, counted in STEP: percent points of the plan's length, and working days."""

    percent: Array
    days: Array


def delay(
    risks: Sequence[Assessed], scales: RiskScales, rules: SimulationRules, positions: Positions, draws: int
) -> Delay:
    """The delay by the detected ones among `risks`, in the first `draws`."""
    return Delay(*map(_longer, lost(risks, scales, rules, positions, draws)))


def lost(
    risks: Sequence[Assessed], scales: RiskScales, rules: SimulationRules, positions: Positions, draws: int
) -> Lost:
    """The same, draw by draw."""
    detected = [one for one in risks if is_drawn(one)]
    drawn = {one.id: _lost(one, scales, rules, positions, draws) for one in detected}
    in_days = {one.id for one in detected if one.risk.effects.schedule.days is not None}
    percent = _overlapped([each for name, each in drawn.items() if name not in in_days], rules, draws)
    days = _overlapped([each for name, each in drawn.items() if name in in_days], rules, draws)
    return Lost(np.minimum(percent, int(rules.cap / STEP)), days)


def _lost(one: Assessed, scales: RiskScales, rules: SimulationRules, positions: Positions, draws: int) -> Array:
    """What one risk adds in each draw, counted in steps; nothing where it does not happen."""
    event = event_of(one, scales)
    shape = Shape(*scaled(one.time, one.residual, one.now), event.shape.probability)
    found: Array = table(shape, STEP, rules.distribution).take(positions.drawn([event.stream], 0, draws)[event.stream])
    return found


def _overlapped(effects: Sequence[Array], rules: SimulationRules, draws: int) -> Array:
    if not effects:
        return np.zeros(draws)
    share, largest = float(rules.overlap_share), np.max(effects, axis=0)
    added: Array = largest * (1 - share) + np.sum(effects, axis=0) * share
    return added


def _longer(drawn: Array) -> Longer:
    counted = np.rint(drawn).astype(np.int64)
    return Longer(percentile(counted, 50) * STEP, percentile(counted, 80) * STEP)
