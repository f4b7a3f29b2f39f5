"""What the report is made from: the living model of a project with scores and risks, and the decision on it."""

from decimal import Decimal
from typing import NamedTuple

from crm_planner.decision.decide import Decision, decide
from crm_planner.formula.model import Model
from crm_planner.living.controls import Control
from crm_planner.living.model import Living, living
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.project import Project


class Source(NamedTuple):
    """One project as a reader of the report gets it."""

    project: Project
    knowledge: WrittenPlaybookWithRisks
    living: Living
    decision: Decision

    @property
    def model(self) -> Model:
        """The one graph of costs, scores and risks."""
        return self.living.model

    @property
    def controls(self) -> tuple[Control, ...]:
        """What its reader may move: the upper end of a score that the brief gives as a range stays.

        Of the questions those come first that can stop the project.
        """
        playbook = self.knowledge.playbook
        hard = {name for risk in playbook.asked.values() if risk.gate == "hard" for name in risk.questions}
        shown = [one for one in self.living.controls if not (one.kind == "score" and one.name.endswith("/high"))]
        return tuple(sorted(shown, key=lambda one: one.kind == "answer" and one.path[-1] not in hard))


def source(project: Project, knowledge: WrittenPlaybookWithRisks) -> Source:
    """The model of `project` and the decision on it. Raises DataError, as pricing and deciding do."""
    return Source(project, knowledge, living(project, knowledge), decide(project, knowledge))


SCORES = tuple(Decimal(halves) / 2 for halves in range(2, 11))
"""What a reader may score: 1 to 5 in halves."""
