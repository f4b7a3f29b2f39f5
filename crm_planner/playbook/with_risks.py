"""A playbook with its checklist of risks and its criteria, apart from the rest because few commands need them."""

from typing import NamedTuple

from pydantic import ConfigDict

from crm_planner.fields import Identifier, RiskId
from crm_planner.place import Source
from crm_planner.playbook.checklist import Contradiction, Mitigation, Question, Risk
from crm_planner.playbook.criteria import CROSS_CHECKS as CRITERIA_CHECKS
from crm_planner.playbook.criteria import Criterion, MustHave, Scoring
from crm_planner.playbook.model import Playbook
from crm_planner.playbook.risk_crosscheck import CROSS_CHECKS
from crm_planner.playbook.risk_scales import FactLimits, RiskScales
from crm_planner.playbook.simulation import SimulationRules
from crm_planner.problem import Problem


class PlaybookWithRisks(Playbook):
    """One consultant's playbook; sections a consultant's own leaves out are those shipped."""

    model_config = ConfigDict(title="Playbook")
    cross_checks = (*Playbook.cross_checks, *CROSS_CHECKS, *CRITERIA_CHECKS)

    risk_scales: RiskScales
    fact_limits: FactLimits
    risks: dict[RiskId, Risk]
    contradictions: dict[Identifier, Contradiction] = {}
    criteria: dict[Identifier, Criterion]
    must_haves: dict[Identifier, MustHave] = {}
    scoring: Scoring
    simulation: SimulationRules

    @property
    def asked(self) -> dict[str, Risk]:
        """The risks that are not retired, by id, in the order of the ids."""
        return {name: self.risks[name] for name in sorted(self.risks, key=_in_order) if not self.risks[name].retired}

    @property
    def questions(self) -> dict[str, Question]:
        """Every question of the risks that are not retired, by id."""
        return {name: one for risk in self.asked.values() for name, one in risk.questions.items()}

    @property
    def mitigations(self) -> dict[str, Mitigation]:
        """Every mitigation of the risks that are not retired, by id."""
        return {name: one for risk in self.asked.values() for name, one in risk.mitigations.items()}


_SIDES = ("CL", "EM", "VN", "JT")


def _in_order(name: str) -> tuple[int, str]:
    """Client, employees, vendor, joint; then a consultant's own letters."""
    letters = name[:2]
    return (_SIDES.index(letters) if letters in _SIDES else len(_SIDES), name)


class WrittenPlaybookWithRisks(NamedTuple):
    """The same, and the documents its sections were read from."""

    playbook: PlaybookWithRisks
    source: Source
    warnings: tuple[Problem, ...] = ()
