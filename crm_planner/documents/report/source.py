"""What the report is made from: one graph of costs, scores and risks, what may be moved, and the decision."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from crm_planner.compare.runners import runners
from crm_planner.compare.score_cells import score_cells
from crm_planner.decision.decide import Decision, decide
from crm_planner.formula.cell import Input
from crm_planner.formula.model import Model
from crm_planner.living.controls import Control
from crm_planner.living.model import Living, living
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.project import Project, evidence
from crm_planner.risk.facts import find
from crm_planner.risk.risk_cells import choices_of, risk_cells


class Source(NamedTuple):
    """One project as a reader of the report gets it. `model` holds the living model, the scores and the risks."""

    project: Project
    knowledge: WrittenPlaybookWithRisks
    living: Living
    decision: Decision
    model: Model
    controls: tuple[Control, ...]


def source(project: Project, knowledge: WrittenPlaybookWithRisks) -> Source:
    """The model of `project` and the decision on it. Raises DataError, as pricing and deciding do."""
    plain = project._replace(brief=project.brief._replace(scenarios=()))
    alive, decision = living(plain), decide(project, knowledge)
    estimates, currency = alive.comparison.estimates, alive.comparison.currency
    several = runners(project.brief, knowledge.playbook.must_haves, estimates)
    scores = score_cells(project.brief, knowledge, several, currency)
    risks = risk_cells(project.setting, knowledge, find(evidence(project, knowledge, estimates)))
    model = Model.build([*alive.model.inputs.values(), *alive.model.cells.values(), *scores, *risks])
    controls = (*alive.controls, *_judgements(scores, knowledge), *_answers(knowledge))
    return Source(project, knowledge, alive, decision, model, controls)


def _judgements(cells: tuple[object, ...], knowledge: WrittenPlaybookWithRisks) -> Iterator[Control]:
    """Weights, then scores; the upper end of a score that the brief gives as a range stays."""
    inputs = {one.name: one for one in cells if isinstance(one, Input)}
    for name, one in inputs.items():
        kind, _, of = name.partition("/")
        if kind == "weight":
            yield Control(name, kind, one.label, path=("weights", of))
        elif not name.endswith("/high"):
            candidate, _, criterion = of.rpartition("/")
            yield Control(name, kind, one.label, path=("scores", candidate, criterion), of=candidate)


def _answers(knowledge: WrittenPlaybookWithRisks) -> Iterator[Control]:
    """The questions of the checklist; those that can stop the project first."""
    playbook = knowledge.playbook
    hard = {name for risk in playbook.asked.values() if risk.gate == "hard" for name in risk.questions}
    for name in sorted(playbook.questions, key=lambda name: name not in hard):
        question = playbook.questions[name]
        yield Control(f"answer/{name}", "answer", question.ask, choices_of(question), ("answers", name))


SCORES = tuple(Decimal(halves) / 2 for halves in range(2, 11))
"""What a reader may score: 1 to 5 in halves."""
