"""All sections of a playbook at once: what its schema describes and its linter reads."""

from typing import NamedTuple

from pydantic import ConfigDict

from crm_planner.place import Source
from crm_planner.playbook.with_plan import PlaybookWithPlan
from crm_planner.playbook.with_risks import PlaybookWithRisks
from crm_planner.problem import Problem


class WholePlaybook(PlaybookWithRisks, PlaybookWithPlan):
    """One consultant's playbook; sections a consultant's own leaves out are those shipped."""

    model_config = ConfigDict(title="Playbook")
    cross_checks = tuple(dict.fromkeys((*PlaybookWithRisks.cross_checks, *PlaybookWithPlan.cross_checks)))


class WrittenWholePlaybook(NamedTuple):
    """The same, and the documents its sections were read from."""

    playbook: WholePlaybook
    source: Source
    warnings: tuple[Problem, ...] = ()
