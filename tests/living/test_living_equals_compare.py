"""Moved anywhere, a living model says what a new comparison of the moved brief says, to the last kopeck."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from crm_planner.brief.risks import MitigationPlan
from crm_planner.errors import DataError
from crm_planner.formula.exact import evaluate
from crm_planner.judgement import judge
from crm_planner.living.model import living
from crm_planner.living.moved import moved
from crm_planner.project import assess, compare
from crm_planner.risk.risk_cells import STATES, VERDICT, VERDICTS
from tests.estimate.pricing import project_of
from tests.estimate.strategies import catalogs
from tests.estimate.strategies_brief import PLAYBOOK, briefs
from tests.living.sameness import differences, points
from tests.living.shipped import CHECKLIST, shipped

Tree = dict[str, Any]
LONG = 4
"""Years: every horizon is a case of its own, so that many of them take long."""


@st.composite
def cases(draw: Any) -> tuple[list[Tree], Tree]:
    """Two or three catalogs and a brief for them."""
    several = [draw(catalogs(number)) for number in range(1, draw(st.integers(2, 3)) + 1)]
    return several, draw(briefs(several))


@pytest.mark.parametrize("examples", [12, pytest.param(150, marks=pytest.mark.slow)])
def test_everywhere_it_is_what_compare_says(examples: int) -> None:
    @given(cases(), st.integers(0, 10**6))
    @settings(max_examples=examples, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
    def sampled(case: tuple[list[Tree], Tree], seed: int) -> None:
        several, brief = case
        assume(brief["horizon_years"] <= LONG)
        project = project_of(several, brief, PLAYBOOK)
        try:
            compare(project)
        except DataError:
            event("refused")
            return
        event("compared")
        found = living(project, years=2, most=25)
        for point in points(found, Random(seed), 3):  # noqa: S311 - drawn by a seed
            assert differences(project, found, point) == [], point

    sampled()


@pytest.mark.parametrize("name", ["box-comparison", "firm-of-25", "print-shop", "order-desk", "scored"])
def test_the_shipped_examples_may_be_moved_anywhere(name: str) -> None:
    project = shipped(name)
    found = living(project)
    for point in points(found, Random(name), 8):  # noqa: S311 - drawn by a seed
        assert differences(project, found, point) == [], point


def test_weights_and_scores_decide_as_they_do_in_a_brief() -> None:
    project = shipped("scored")
    found = living(project, CHECKLIST)
    for point in points(found, Random(5), 6):  # noqa: S311 - drawn by a seed
        if not any(value for name, value in point.items() if name.startswith("weight/")):
            continue
        values, brief = evaluate(found.model, point), moved(project, found, point)
        judged = judge(brief, CHECKLIST)
        ranks = {one.id: int(values[f"{one.id}/rank/score"]) for one in found.candidates}
        assert sorted((name for name, rank in ranks.items() if rank), key=ranks.__getitem__) == [
            *judged.scorecard.lead.order
        ]


def test_answers_make_of_risks_what_they_do_in_a_brief() -> None:
    """What facts say stays as the brief has it, so nothing else moves here."""
    project = shipped("scored")
    found = living(project, CHECKLIST)
    for point in points(found, Random(5), 6):  # noqa: S311 - drawn by a seed
        answers = {name: value for name, value in point.items() if name.startswith(("answer/", "done/"))}
        values, brief = evaluate(found.model, answers), moved(project, found, answers)
        assessment = assess(brief, CHECKLIST, compare(project).estimates)
        states = {one.id: STATES[int(values[f"{one.id}/state"])] for one in assessment.risks}
        assert {one.id: one.state for one in assessment.risks} == states
        assert VERDICTS[int(values[VERDICT])] is assessment.verdict
        left = {one.id: int(values[f"{one.id}/residual/score"]) for one in assessment.risks}
        assert {one.id: one.residual.score for one in assessment.risks} == left


def test_a_mitigation_that_is_done_keeps_the_hours_of_its_brief() -> None:
    project = shipped("scored")
    name = next(one.path[1] for one in living(project, CHECKLIST).controls if one.kind == "mitigation")
    planned = MitigationPlan(state="planned", hours=Decimal(7))
    brief = project.brief.brief.model_copy(update={"mitigations": {str(name): planned}})
    project = project._replace(brief=project.brief._replace(brief=brief))
    found = living(project, CHECKLIST)
    (control,) = (one for one in found.controls if one.path[:2] == ("mitigations", name))
    assert control.path[2:] == ("state",)
    done = moved(project, found, {control.name: Decimal(1)}).brief.brief.mitigations
    assert done == {name: planned.model_copy(update={"state": "done"})}


def test_a_model_holds_for_the_years_and_users_of_its_brief_at_least() -> None:
    project = shipped("firm-of-25")
    found = living(project, years=1, most=10)
    assert (found.years, found.most) == (1, 50)
