"""Many draws at once give what each would give alone, and their dates and criticality are counted right."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_planner.plan.check import faults
from crm_planner.plan.generation import end_of
from crm_planner.plan.instance import Instance
from crm_planner.plan.levelling import critical_path, level
from crm_planner.plan.passes import earliest, latest
from crm_planner.plan.uncertainty import DatesOfDraws
from crm_planner.plan.undertaking import Undertaking
from crm_planner.plan.vector_passes import Passes
from tests.plan.hour_by_hour import undertakings
from tests.plan.made import person, task, undertaking
from tests.plan.slot_by_slot import FAR, Small, small_instances


@given(small_instances(), st.data())
@settings(max_examples=40)
def test_both_passes_over_arrays_equal_those_over_each_draw(small: Small, data: st.DataObject) -> None:
    factors = data.draw(st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=1, max_size=3))
    jobs = small.instance.jobs
    works = [
        np.array([draw[number] * job.worktime.full for draw in factors], dtype=np.int64)
        for number, job in enumerate(jobs)
    ]
    passes = Passes(small.instance, works, FAR)
    starts, finishes = passes.forward()
    end = np.max(np.stack(finishes), axis=0)
    late = passes.backward(end)
    for draw in range(len(factors)):
        changed = [job._replace(work=int(works[number][draw])) for number, job in enumerate(jobs)]
        alone = Instance(changed, small.instance.waits, (), small.instance.lag_time)
        spans = earliest(alone)
        assert [(int(start[draw]), int(finish[draw])) for start, finish in zip(starts, finishes, strict=True)] == spans
        assert [int(start[draw]) for start in late] == [span.start for span in latest(alone, end_of(spans))]


@given(undertakings())
@settings(max_examples=30)
def test_drawing_what_was_planned_gives_the_plan(work: Undertaking) -> None:
    """Links alone give the critical path; with hand-overs, followed as early as they allow, nothing ends later."""
    if faults(work):
        return
    planned = level(work, limit=0)
    assert DatesOfDraws(work, planned).outcomes({}, {work.tasks[0].id: np.full(2, planned_days(work))}).by(50) <= (
        planned.finish.day
    )
    plan = critical_path(work)
    outcomes = DatesOfDraws(work, plan).outcomes({}, {work.tasks[0].id: np.full(2, planned_days(work))})
    assert outcomes.by(50) == plan.finish.day
    assert {name for name, share in outcomes.criticality.items() if share == 1} == {
        one.task.id for one in plan.critical_path
    }


def planned_days(work: Undertaking) -> float:
    """The fixed days of the first task."""
    days = work.tasks[0].days
    return float(days.likely) if days else 0.0


def two_ways() -> Undertaking:
    return undertaking(task("A", x="8"), task("B", y="8"), task("end", "A B", days="1"), person("x"), person("y"))


def test_the_longer_way_of_each_draw_is_critical() -> None:
    work = two_ways()
    hours = {("A", 0): np.array([8.0, 16, 24, 32]), ("B", 0): np.array([16.0, 16, 16, 16])}
    outcomes = DatesOfDraws(work, level(work)).outcomes(hours)
    assert outcomes.criticality == {"A": Fraction(3, 4), "B": Fraction(1, 2), "end": Fraction(1)}
    assert list(outcomes.days) == [3, 3, 4, 5]


def test_percentiles_are_days_on_which_so_many_draws_are_done() -> None:
    work = two_ways()
    outcomes = DatesOfDraws(work, level(work)).outcomes({("A", 0): np.array([8.0, 16, 24, 32, 40])})
    assert outcomes.by(50) == date(2027, 3, 4)
    assert outcomes.by(80) == date(2027, 3, 5)
    assert outcomes.task_by("A", 100) == date(2027, 3, 5)
    assert outcomes.chance(date(2027, 3, 7)) == Fraction(4, 5)


def test_people_keep_the_order_of_the_plan_however_long_each_task_takes() -> None:
    work = undertaking(task("A", x="8"), task("B", x="8"), person("x"))
    outcomes = DatesOfDraws(work, level(work)).outcomes({("A", 0): np.array([8.0, 40])})
    assert list(outcomes.days) == [2, 6]
    alone = DatesOfDraws(work, critical_path(work)).outcomes({("A", 0): np.array([8.0, 40])})
    assert list(alone.days) == [1, 5]


def test_a_draw_beyond_the_horizon_still_has_its_length() -> None:
    work = undertaking(task("A", days="3"))
    outcomes = DatesOfDraws(work, level(work)).outcomes({}, {"A": np.array([3.0, 5000.0])})
    assert list(outcomes.days) == [3, 5000]
    assert outcomes.by(100) > date(2032, 1, 1)


@pytest.mark.parametrize("count", [1, 1000])
def test_draws_are_as_many_as_given(count: int) -> None:
    work = two_ways()
    outcomes = DatesOfDraws(work, level(work)).outcomes({("A", 0): np.full(count, 8.0)})
    assert outcomes.finish.shape == (count,)


def test_every_task_of_a_chain_is_always_critical_and_a_share_longer_lengthens_each() -> None:
    chain = undertaking(task("A", x="16"), task("B", "A", x="8"), task("end", "B", days="2"), person("x"))
    hours = {("A", 0): np.array([8.0, 16, 40])}
    outcomes = DatesOfDraws(chain, level(chain)).outcomes(hours, longer=np.array([0.5, 0, 1]))
    assert set(outcomes.criticality.values()) == {Fraction(1)}
    assert list(outcomes.days) == [4 + 2.5, 5, 8 + 5]
