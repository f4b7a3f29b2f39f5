"""What would change the answer: every claim is checked by deciding anew under the changed circumstances."""

import pytest

from crm_planner.compare.lead import Sure
from crm_planner.what_if.changed import totals as changed_totals
from crm_planner.what_if.changed import with_free_training, with_users
from tests.decision.made import decided, flat, project, tried, vendor

PER_USER = vendor("south", {"licences": "{kind: per_unit, amount: 100}"})
FLAT = vendor("north", {"licences": flat(1500)})


def test_another_candidate_for_twice_the_users_is_told_and_true() -> None:
    decision = decided(FLAT, PER_USER)
    assert decision.judged.lead.first == "south/one"
    assert tried(decision, "users") == [
        "With 20 users: first is North CRM",
        "With 50 users: first is North CRM",
        "The same answer with 5 users",
    ]
    assert decided(FLAT, PER_USER, users="20").judged.answer == (Sure.CLEAR, {"north/one"})
    assert decided(FLAT, PER_USER, users="5").judged.answer == decision.judged.answer


def test_a_tie_for_other_users_is_another_answer() -> None:
    assert "With 20 users: a tie of South CRM, North CRM" in tried(
        decided(vendor("north", {"licences": flat(2050)}), PER_USER), "users"
    )


def test_the_years_from_which_another_candidate_is_ahead_are_told_together_and_true() -> None:
    yearly = vendor("south", {"licences": flat(400)}).replace("price:", "charge: yearly, price:")
    decision = decided(FLAT, yearly)
    assert tried(decision, "years") == ["Over 4 to 10 years: first is North CRM"]
    for years, first in ((3, "south/one"), (4, "north/one"), (10, "north/one")):
        assert decided(FLAT, yearly, brief=f"horizon_years: {years}\n").judged.answer == (Sure.CLEAR, {first})


def test_the_discount_that_makes_both_equal_is_exact() -> None:
    decision = decided(FLAT, PER_USER)
    assert tried(decision, "price") == ["If North CRM cost 500 (33 %) less, both would cost the same"]
    lowered = decided(vendor("north", {"licences": flat(1000)}), PER_USER).judged
    assert lowered.costs["north/one"] == lowered.costs["south/one"]


def test_a_rival_dearer_even_with_free_missing_items_is_said_to_be() -> None:
    gapped = vendor("west", {"licences": flat(2000), "training": "{kind: on_request}"})
    trained = vendor("east", {"licences": flat(1200), "training": flat(100)})
    said = tried(decided(trained, gapped), "missing_price")
    assert said == ["West CRM would not be cheaper even if its missing items (training) were free"]


def test_scenarios_of_the_brief_are_decided_too() -> None:
    decision = decided(FLAT, PER_USER, brief="scenarios: {crowd: {users: 40}, small: {users: 3}}\n")
    assert tried(decision, "scenario") == ["Scenario crowd: first is North CRM", "Scenario small: the same answer"]


def test_who_failed_a_must_have_does_not_come_back_with_other_users() -> None:
    decision = decided(FLAT, PER_USER, brief="must: {north: {language: no}}\n")
    assert tried(decision, "users") == ["The same answer with 5, 20, 50 users"]


def test_a_budget_for_these_users_does_not_stop_more_of_them() -> None:
    decision = decided(FLAT, PER_USER, brief="budget: 1600\n")
    assert "With 50 users: first is North CRM" in tried(decision, "users")


def test_where_people_leave_no_horizon_is_tried_in_which_nobody_is_left() -> None:
    decision = decided(FLAT, PER_USER, brief="horizon_years: 2\ngrowth: {leavers: 3}\n")
    assert tried(decision, "years") == ["The same answer over 1 to 4 years"]
    assert tried(decision, "users") == []


@pytest.mark.parametrize(
    ("users", "half"),
    [
        ("10", {"total": 5, "peak": None}),
        ("{total: 15, peak: 9}", {"total": 8, "peak": 5}),
        ("{core: 3, occasional: 8}", {"core": 2, "occasional": 4}),
    ],
)
def test_half_the_users_are_those_that_a_break_even_looks_at(users: str, half: dict[str, int | None]) -> None:
    wanted = project(PER_USER, FLAT, users=users)
    found = with_users(wanted, -(-wanted.setting.users // 2)).brief.brief.users
    assert {name: getattr(found, name) for name in half} == half


def test_a_gift_that_makes_the_second_cheaper_is_told_and_true() -> None:
    trained = vendor("north", {"licences": flat(900), "training": flat(300)})
    decision = decided(trained, PER_USER)
    assert decision.judged.lead.order == ("south/one", "north/one")
    assert tried(decision, "concession") == [
        "If North CRM gave its training free, it would cost 100 less than South CRM"
    ]
    free = changed_totals(with_free_training(project(trained, PER_USER), "north/one"))["like_for_like"]
    assert (free["north/one"], free["south/one"]) == (900, 1000)


def test_a_gift_that_is_not_enough_is_not_told() -> None:
    dearer = vendor("north", {"licences": flat(1000), "training": flat(300)})
    assert tried(decided(dearer, PER_USER), "concession") == []
