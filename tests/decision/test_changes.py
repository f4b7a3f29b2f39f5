"""What would change the answer: every claim is checked by deciding anew under the changed circumstances."""

from fractions import Fraction

import pytest

from crm_planner.brief.model import Brief
from crm_planner.compare.lead import Sure
from crm_planner.decision.changes import scaled
from tests.decision.made import decided, flat, tried, vendor

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
        (10, {"total": 5, "peak": None}),
        ({"total": 15, "peak": 9}, {"total": 8, "peak": 5}),
        ({"core": 3, "occasional": 8}, {"core": 2, "occasional": 4}),
    ],
)
def test_people_are_scaled_together_and_rounded_up(users: object, half: dict[str, int | None]) -> None:
    brief = Brief.model_validate({"client": {"name": "A"}, "users": users, "trainees": 7})
    found = scaled(brief, Fraction(1, 2))
    assert {name: getattr(found["users"], name) for name in half} == half
    assert found["trainees"] == 4
