"""What the report is made from: the living model of a project, and the decision on it. The only place that asks."""

from typing import NamedTuple

from crm_planner.decision.decide import Decision, decide
from crm_planner.living.model import Living, living
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.project import Project


class Source(NamedTuple):
    """One project as a reader of the report gets it."""

    project: Project
    living: Living
    decision: Decision


def source(project: Project, knowledge: WrittenPlaybookWithRisks) -> Source:
    """The living model and the decision of `project`. Raises DataError, as pricing and deciding do."""
    plain = project._replace(brief=project.brief._replace(scenarios=()))
    return Source(project, living(plain), decide(project, knowledge))
