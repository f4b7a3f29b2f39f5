"""Every plan is feasible, no claim is wrong, and what is called the shortest is the shortest: against trying all."""

from hypothesis import given, settings

from crm_planner.plan.bounds import lower_bound, refuted, refuted_by_cases
from crm_planner.plan.generation import end_of, rules, serial
from crm_planner.plan.schedule import Found
from crm_planner.plan.solve import solve
from tests.plan.slot_by_slot import FAR, Small, broken, shortest, small_instances

HORIZON = 40


@given(small_instances())
def test_a_plan_by_priority_rules_is_feasible_and_its_bound_below_the_optimum(small: Small) -> None:
    levelled = solve(small.instance, HORIZON, limit=0)
    optimum = shortest(small, HORIZON)
    assert levelled.spans is not None
    assert optimum is not None
    assert broken(small, levelled.spans) == []
    assert levelled.bound <= optimum <= end_of(levelled.spans)


@given(small_instances())
def test_the_search_proves_the_optimum_found_by_trying_all(small: Small) -> None:
    levelled = solve(small.instance, HORIZON)
    assert levelled.spans is not None
    assert broken(small, levelled.spans) == []
    assert levelled.bound == end_of(levelled.spans) == shortest(small, HORIZON)
    assert levelled.found in {Found.BOUND, Found.PROVED}


@given(small_instances(limits=True, most_jobs=3))
def test_dates_are_kept_or_proved_impossible(small: Small) -> None:
    levelled = solve(small.instance, HORIZON)
    optimum = shortest(small, 12)
    assert levelled.impossible == (optimum is None)
    if levelled.spans is not None:
        assert broken(small, levelled.spans) == []
        assert levelled.bound == end_of(levelled.spans) == optimum
        assert levelled.found in {Found.BOUND, Found.PROVED}


@given(small_instances())
@settings(max_examples=25)
def test_no_priority_rule_breaks_anything(small: Small) -> None:
    for priority in rules(small.instance):
        spans = serial(small.instance, priority)
        assert broken(small, spans) == []
        assert lower_bound(small.instance, end_of(spans)) <= end_of(spans) <= FAR


@given(small_instances(limits=True))
def test_no_end_is_refuted_that_some_plan_keeps(small: Small) -> None:
    optimum = shortest(small, 12)
    if optimum is not None:
        assert not refuted(small.instance, optimum)
        assert not refuted_by_cases(small.instance, optimum)
        assert not refuted_by_cases(small.instance, optimum + 1)
