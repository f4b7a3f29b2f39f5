"""A playbook with its work breakdown, apart from the rest because only plans need it; and the whole of a playbook."""

from typing import NamedTuple

from pydantic import ConfigDict

from crm_planner.fields import Identifier, TaskId
from crm_planner.place import Source
from crm_planner.playbook.breakdown_crosscheck import CROSS_CHECKS
from crm_planner.playbook.model import Playbook
from crm_planner.playbook.payments import PaymentRule
from crm_planner.playbook.work_breakdown import Member, RollOut, Shape, TaskTemplate, WorkPhase
from crm_planner.problem import Problem


class PlaybookWithPlan(Playbook):
    """One consultant's playbook; sections a consultant's own leaves out are those shipped."""

    model_config = ConfigDict(title="Playbook")
    cross_checks = (*Playbook.cross_checks, *CROSS_CHECKS)

    shapes: dict[Identifier, Shape]
    phases: dict[Identifier, WorkPhase]
    tasks: dict[TaskId, TaskTemplate]
    team: dict[Identifier, Member]
    roll_out: RollOut
    payments: dict[Identifier, PaymentRule] = {}


class WrittenPlaybookWithPlan(NamedTuple):
    """The same, and the documents its sections were read from."""

    playbook: PlaybookWithPlan
    source: Source
    warnings: tuple[Problem, ...] = ()
