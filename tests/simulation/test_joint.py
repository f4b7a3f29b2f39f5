"""Dates in the draws of the cost: certain figures give the plan, dear draws end late, and a slip costs money once."""

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
import pytest

from crm_planner.plan.implementation import Implementation
from crm_planner.plan.task import Points, Task
from crm_planner.playbook.checklist import ThreePoints, TimeEffect
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.project import Project, plan
from crm_planner.simulation.joint import Joint, Played, joint, play
from crm_planner.simulation.simulate import Wish, simulate
from tests.plan.templates import knowledge
from tests.risk.made import bad, checklist
from tests.simulation.made import ALL_GOOD, project

OFFER = "regionsoft/standard"
FEW = Wish(draws=4096, tail=False)
WORK = (
    "start: 2027-01-11\noptions: {client_effort: true}\nmigration: {sources: 1, entities: 3, rows: 6000}\n"
    "customisations:\n  - {name: Reports, kind: report, size: small, count: 3}\nintegrations: [{name: Accounting}]\n"
)


@cache
def planned(brief: str = WORK, *worst: str) -> tuple[Project, Implementation]:
    made = project(brief, {**ALL_GOOD, **{name: bad(name) for name in worst}})
    return made, plan(made, knowledge(), OFFER)


def played(*worst: str, wish: Wish = FEW) -> Played:
    made, its_plan = planned(WORK, *worst)
    return play(made, checklist(), knowledge(), its_plan, wish)


def sure(brief: str = WORK, wish: Wish = FEW) -> Joint:
    made, its_plan = planned(brief)
    return joint(made, checklist(), knowledge(), its_plan, wish)


def without_delay() -> WrittenPlaybookWithRisks:
    """The checklist, in which no risk takes time."""
    known, none = checklist(), TimeEffect(days=ThreePoints(low=Decimal(0), likely=Decimal(0), high=Decimal(0)))
    risks = {
        name: one.model_copy(update={"effects": one.effects.model_copy(update={"schedule": none})})
        for name, one in known.playbook.risks.items()
    }
    return known._replace(playbook=known.playbook.model_copy(update={"risks": risks}))


def certain(its_plan: Implementation, *but: str) -> Implementation:
    """The same plan with every figure at its most likely value, but those of some tasks."""

    def sure_of(task: Task) -> Task:
        if task.id in but:
            return task
        works = tuple(one._replace(hours=Points.fixed(one.hours.likely)) for one in task.assignments)
        return task._replace(assignments=works, days=task.days and Points.fixed(task.days.likely))

    tasks = tuple(sure_of(task) for task in its_plan.undertaking.tasks)
    return its_plan._replace(undertaking=its_plan.undertaking._replace(tasks=tasks))


def ranks_agree(first: Any, second: Any) -> float:
    """Spearman's correlation; equal values rank by their number, which biases it towards nothing."""
    ranks = [np.argsort(np.argsort(one, kind="stable"), kind="stable") for one in (first, second)]
    return float(np.asarray(np.corrcoef(ranks))[0, 1])


def test_certain_figures_give_the_days_of_the_plan_and_no_slip() -> None:
    made, its_plan = planned()
    found = joint(made, without_delay(), knowledge(), certain(its_plan), FEW)
    days = [(one.planned.finish.day,) * 2 for one in found.tasks]
    assert [tuple(one.done) for one in found.tasks] == days
    assert {*found.finish} == {its_plan.schedule.finish.day}
    assert (found.kept, *found.slip) == (1, 0, 0)
    critical = {one.task.id for one in its_plan.schedule.critical_path}
    assert {one.planned.task.id for one in found.tasks if one.criticality == 1} == critical


def test_a_draw_that_costs_more_ends_later_though_no_two_figures_are_correlated() -> None:
    alone = FEW._replace(correlation=Decimal(0))
    same, other = played(wish=alone), played(wish=alone._replace(seed=2))
    cost = same.total - same.slip
    assert ranks_agree(cost, same.dates.days) > 0.4
    assert abs(ranks_agree(cost, other.dates.days)) < 0.06


def test_the_cost_is_that_of_the_simulation_and_the_slip_comes_on_top() -> None:
    made, its_plan = planned()
    found = simulate(made, checklist(), FEW)
    (alone,) = (one.spread.percentiles for one in found.outcomes if one.estimate.id == its_plan.candidate)
    assert played().slip.min() == 0 < played().slip.max()
    assert np.sort(played().total - played().slip)[-(-80 * FEW.draws // 100) - 1] == alone.p80 * 100
    assert sure().total.p80 > alone.p80


@pytest.mark.parametrize("brief", [WORK, WORK.replace("true}", "true, learning-curve: true}")])
def test_a_longer_plan_costs_the_hours_of_management_in_proportion_and_no_others(brief: str) -> None:
    """Getting used to the system is work throughout as well, and no longer in a longer plan."""
    made, its_plan = planned(brief)
    found = play(made, without_delay(), knowledge(), certain(its_plan, "8.3"), FEW)
    amount = float(sum(one or 0 for one in its_plan.costs["9"].hourly))
    longer = found.dates.days / float(its_plan.schedule.days) - 1
    assert bool(its_plan.costs["8.4"].amount) is (brief != WORK)
    assert longer.min() < 0 < longer.max()
    assert found.slip == pytest.approx(100 * amount * np.maximum(longer, 0), abs=1)


@pytest.mark.parametrize(("question", "costs"), [("CL-10.1", True), ("JT-06.1", False)])
def test_a_risk_on_the_whole_cost_has_paid_for_its_own_delay(question: str, *, costs: bool) -> None:
    """CL-10 is a risk on customisation, JT-06 one on everything; both make the plan longer."""
    calm, risky = played(), played(question)
    assert (risky.dates.days >= calm.dates.days).all()
    assert risky.dates.days.mean() > calm.dates.days.mean() + 1
    assert (risky.slip >= calm.slip).all()
    assert bool((risky.slip > calm.slip).any()) is costs


def test_the_same_seed_repeats_and_another_does_not() -> None:
    assert sure() == sure()
    assert sure(wish=FEW._replace(seed=2)).kept != sure().kept


def test_criticality_is_a_share_and_nothing_can_slip_after_the_last_gate() -> None:
    shares = {one.planned.task.id: one.criticality for one in sure().tasks}
    assert all(0 <= share <= 1 for share in shares.values())
    assert shares["8.3"] == shares["10.1"] == 1
    assert any(0 < share < 1 for share in shares.values())


def test_p80_is_never_before_p50_and_the_end_never_before_a_task() -> None:
    found = sure()
    assert all(one.done.p50 <= one.done.p80 <= found.finish.p80 for one in found.tasks)


def test_deadline_and_budget_together_are_met_no_more_often_than_either() -> None:
    brief = WORK + "budget: 600000\nplan: {deadline: 2027-04-08}\n"
    found, (made, _) = sure(brief), planned(brief)
    (alone,) = (one for one in simulate(made, checklist(), FEW).outcomes if one.estimate.id == OFFER)
    assert found.in_time is not None
    assert found.both is not None
    assert alone.within_budget is not None
    assert 0 < found.both <= min(found.in_time, alone.within_budget) < 1
    assert found.both > found.in_time * alone.within_budget, "dear draws are late ones"


def test_without_a_budget_or_deadline_neither_is_judged() -> None:
    assert (sure().deadline, sure().in_time, sure().both) == (None, None, None)
    assert sure().kept < Fraction(1, 2)
