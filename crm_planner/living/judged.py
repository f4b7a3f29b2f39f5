"""What judging adds to a living model: weights, scores and who is ahead by them; answers and the risks they make."""

from collections.abc import Iterator

from crm_planner.brief.model import Brief
from crm_planner.catalog.candidate import choose
from crm_planner.compare.runners import runners
from crm_planner.compare.score_cells import score_cells
from crm_planner.compare.score_check import faults as score_faults
from crm_planner.compare.table import Comparison
from crm_planner.errors import DataError
from crm_planner.formula.cell import Cell, Input
from crm_planner.living.controls import Control
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.project import Project, evidence
from crm_planner.risk.brief_check import faults as risk_faults
from crm_planner.risk.facts import find
from crm_planner.risk.risk_cells import choices_of, risk_cells

DONE = ("open", "done")
"""How far a mitigation is: what is only planned reduces no risk, so that it stands with what is open."""


def judged_cells(
    project: Project, knowledge: WrittenPlaybookWithRisks, comparison: Comparison
) -> tuple[Input | Cell, ...]:
    """Scores and risks. What facts say of risks is as the brief has it; scores follow every total."""
    playbook = knowledge.playbook
    wrong = (*score_faults(project.brief, playbook, choose(project.offered, ())), *risk_faults(project.brief, playbook))
    if wrong:
        raise DataError(wrong)
    several = runners(project.brief, playbook.must_haves, comparison.estimates)
    setting = project.setting
    facts = find(evidence(project, knowledge, comparison.estimates))
    scores = score_cells(project.brief, knowledge, several, setting.currency)
    return (*scores, *risk_cells(setting, knowledge, facts))


def judged_controls(
    brief: Brief, knowledge: WrittenPlaybookWithRisks, cells: tuple[Input | Cell, ...]
) -> Iterator[Control]:
    """The weights, the scores, the answers and the mitigations done."""
    playbook = knowledge.playbook
    for one in cells:
        if not isinstance(one, Input):
            continue
        kind, _, rest = one.name.partition("/")
        if kind == "weight":
            yield Control(one.name, "weight", one.label, (), ("weights", rest))
        elif kind == "score":
            vendor, edition, criterion = rest.split("/")[:3]
            candidate = f"{vendor}/{edition}"
            yield Control(one.name, "score", one.label, (), ("scores", candidate, criterion), candidate)
        elif kind == "answer":
            choices = choices_of(playbook.questions[rest])
            yield Control(one.name, "answer", one.label, choices, ("answers", rest))
        elif kind == "done":
            plan = brief.mitigations.get(rest)
            inside = ("state",) if plan and plan.hours is not None else ()
            yield Control(one.name, "mitigation", one.label, DONE, ("mitigations", rest, *inside))
