"""Mitigations as this client has them: how far they are, what they take, and what they leave of a risk."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from crm_planner.brief.risks import MitigationPlan
from crm_planner.estimate.lines import Range
from crm_planner.estimate.rates import price_of_an_hour
from crm_planner.estimate.setting import Setting
from crm_planner.playbook.checklist import Mitigation, Risk


class Level(NamedTuple):
    """How likely a risk is and how much it would do, 1 to 5 each."""

    likelihood: int
    impact: int

    @property
    def score(self) -> int:
        return self.likelihood * self.impact

    def shifted(self, likelihood: int, impact: int = 0) -> "Level":
        """Some levels up or down, but never off the scale."""
        return Level(min(5, max(1, self.likelihood + likelihood)), min(5, max(1, self.impact + impact)))


class Measure(NamedTuple):
    """A mitigation with its state, its hours, and their cost; None where nobody has given hours, or a rate."""

    id: str
    mitigation: Mitigation
    state: str
    hours: Range | None
    cost: Range | None

    @property
    def is_credited(self) -> bool:
        """Done, and with hours: what takes nothing does nothing."""
        return self.state == "done" and self.hours is not None


def measures(risk: Risk, setting: Setting) -> tuple[Measure, ...]:
    """The mitigations of `risk`, with what the brief says of them in place of the playbook's estimate."""
    plans = setting.brief.mitigations
    return tuple(_measure(name, one, plans.get(name), setting) for name, one in risk.mitigations.items())


def _measure(name: str, mitigation: Mitigation, plan: MitigationPlan | None, setting: Setting) -> Measure:
    plan = plan or MitigationPlan()
    usual = mitigation.hours
    hours = Range(usual.low, usual.likely, usual.high) if usual else None
    if plan.hours is not None:
        hours = Range(plan.hours, plan.hours, plan.hours)
    rate = price_of_an_hour(setting, mitigation.owner)
    return Measure(name, mitigation, plan.state, hours, _cost(hours, rate, setting.cent))


def _cost(hours: Range | None, rate: Decimal | None, cent: Decimal) -> Range | None:
    if hours is None or rate is None:
        return None
    return Range(*(None if one is None else (one * rate).quantize(cent, ROUND_HALF_UP) for one in hours))


def residual(level: Level, done: Iterable[Measure]) -> Level:
    """What is left of a risk after the measures that are done."""
    for measure in done:
        if measure.is_credited:
            reduces = measure.mitigation.reduces
            level = level.shifted(-reduces.likelihood, -reduces.impact)
    return level
