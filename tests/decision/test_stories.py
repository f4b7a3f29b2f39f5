"""Decisions as stories: clear, tied, open, by score, by must-have, nobody left; and nothing won by a hidden gap."""

from decimal import Decimal

import pytest

from crm_planner.compare.lead import Sure
from crm_planner.decision.decide import Decision, Outcome, decide
from crm_planner.errors import DataError
from crm_planner.project import price
from tests.decision.made import GATES_PASSED, decided, flat, out, page, project, vendor
from tests.risk.made import checklist

NORTH = vendor("north", {"licences": flat(100_000)})
SOUTH = vendor("south", {"licences": flat(150_000)})
NOT_CHEAP = vendor("south", {"licences": flat(104_000)})
ON_REQUEST = vendor("south", {"licences": "{kind: on_request}"})


def first(decision: Decision) -> str | None:
    return decision.judged.lead.first


def test_the_cheaper_of_two_is_recommended_with_what_it_saves() -> None:
    decision = decided(NORTH, SOUTH)
    assert (decision.outcome, first(decision)) == (Outcome.RECOMMENDED, "north/one")
    said = page(decision)
    assert "Recommended: North CRM One\n" in said
    assert "North CRM costs 100,000, South CRM 150,000 (years: 1): 50,000 less, or 33 %" in said
    assert "Decided by cost alone" in said


def test_a_difference_under_five_percent_is_an_honest_tie() -> None:
    decision = decided(NORTH, NOT_CHEAP)
    assert decision.outcome is Outcome.TIE
    assert "A tie, the lead is too small to decide: North CRM One, South CRM One\n" in page(decision)
    assert "Recommended" not in page(decision)


@pytest.mark.parametrize(
    "brief", ["must: {north: {platform: no}}\n", "must: {north/one: {platform: no}, south: {platform: yes}}\n"]
)
def test_the_cheapest_that_fails_a_must_have_is_out_whatever_it_costs(brief: str) -> None:
    decision = decided(NORTH, SOUTH, brief=brief)
    assert (decision.outcome, first(decision)) == (Outcome.RECOMMENDED, "south/one")
    assert out(decision.judged) == {"north/one": "a must-have is not met: Runs on your machines"}
    said = page(decision)
    assert "Recommended, as the only one left: South CRM One" in said
    assert "Out: North CRM One, because a must-have is not met: Runs on your machines" in said


def test_above_the_budget_nobody_is_recommended_and_each_is_named_with_the_reason() -> None:
    decision = decided(NORTH, SOUTH, brief="budget: 90000\n")
    assert decision.outcome is Outcome.NOBODY
    assert set(out(decision.judged)) == {"north/one", "south/one"}
    said = page(decision)
    assert "Cannot say: no candidate is left" in said
    assert "Out: North CRM One, because it costs at least 100,000, more than the budget of 90,000" in said
    assert "Drop a must-have that rules candidates out, or look for others" in said


def test_with_every_price_on_request_nothing_is_said_but_what_to_ask() -> None:
    decision = decided(ON_REQUEST, vendor("north", {"licences": "{kind: on_request}"}))
    assert (decision.outcome, decision.reasons, decision.changes) == (Outcome.NOBODY, (), ())
    said = page(decision)
    assert "Every vendor: What do these cost, or who sells them: licences?" in said
    assert "Get prices that can be compared" in said


def test_a_gap_does_not_win_by_counting_nothing() -> None:
    """South's licences cost less than all of north, but its training has no price."""
    south = vendor("south", {"licences": flat(90_000), "training": "{kind: on_request}"})
    north = vendor("north", {"licences": flat(80_000), "training": flat(30_000)})
    decision = decided(north, south)
    assert first(decision) == "north/one"
    assert decision.judged.costs["south/one"].likely == Decimal(120_000)


def test_a_missing_price_that_could_turn_the_order_leaves_the_answer_open() -> None:
    gapped = vendor("south", {"licences": flat(90_000), "training": "{kind: not_offered}"})
    near = vendor("north", {"licences": flat(100_000), "training": flat(5_000)})
    far = vendor("west", {"licences": flat(150_000), "training": flat(50_000)})
    decision = decided(near, gapped, far)
    assert (decision.outcome, decision.judged.lead.contenders) == (Outcome.OPEN, ("south/one",))
    said = page(decision)
    assert "Cannot say yet: North CRM One is ahead" in said
    assert "If the missing items of South CRM (training) cost less than 15,000 together, it is cheaper" in said
    assert "Get the missing prices in writing" in said


def test_scores_decide_where_there_are_some_and_the_extra_cost_is_told() -> None:
    brief = "weights: {fit: 4, tco: 1}\nscores: {north: {fit: 1}, south: {fit: 5}}\n"
    decision = decided(NORTH, SOUTH, brief=brief)
    assert (decision.judged.basis, decision.outcome, first(decision)) == ("scores", Outcome.RECOMMENDED, "south/one")
    said = page(decision)
    assert "South CRM is scored 4.20 of 5, North CRM 1.80" in said
    assert "South CRM costs 150,000, North CRM 100,000 (years: 1): 50,000 more, or 33 %" in said


def test_scores_that_say_too_little_leave_the_answer_open_and_name_who_must_score() -> None:
    decision = decided(NORTH, SOUTH, brief="scores: {north: {fit: 4}}\n")
    assert decision.outcome is Outcome.OPEN
    assert "Score what is not scored yet: North CRM One, South CRM One" in page(decision)


def test_what_the_client_has_may_win_says_what_it_lacks_and_is_asked_of_no_vendor() -> None:
    decision = decided(NORTH, SOUTH, brief="existing: {name: Old CRM, yearly: 5000, lacks: [{name: Mail}]}\n")
    said = page(decision)
    assert first(decision) == "existing/keep"
    assert "Old CRM lacks: Mail" in said
    assert "Every vendor: Until what day" in said or "Every vendor: Yes or no" in said
    assert not any("existing/keep" in one.about for one in decision.questions if one.whom == "vendor")


def test_one_candidate_alone_is_called_so() -> None:
    decision = decided(NORTH)
    assert decision.judged.lead.sure is Sure.ALONE
    assert "no other candidate is left to compare it with" in page(decision)


def test_a_failed_gate_stops_whoever_is_ahead_and_its_repair_is_the_next_step() -> None:
    answers = GATES_PASSED.replace("CL-01.2: yes", "CL-01.2: no")
    decision = decided(NORTH, SOUTH, answers=answers, brief="start: 2027-01-11\n")
    said = page(decision)
    assert decision.outcome is Outcome.STOP
    assert said.index("STOP: Automating a business") < said.index("Afterwards, as things stand: North CRM One")
    assert "Recommended" not in said
    assert "By 2027-01-11: Study the bottleneck" in said
    later = decided(NORTH, SOUTH, answers=answers, brief="mitigations: {CL-01.m1: done}\n")
    assert "Study the bottleneck" not in page(later).partition("Next step")[2]


def test_a_gate_overridden_with_a_reason_is_told_and_does_not_stop() -> None:
    answers = GATES_PASSED.replace("CL-01.2: yes", "CL-01.2: no")
    decision = decided(NORTH, SOUTH, answers=answers, brief="risks: {CL-01: {override: New press in March}}\n")
    assert decision.outcome is Outcome.RECOMMENDED
    assert "Going on in spite of: Automating a business whose bottleneck is elsewhere (New press in March)" in page(
        decision
    )


def test_gates_nobody_has_answered_are_asked_before_anything_is_signed() -> None:
    assert "can stop the project" not in page(decided(NORTH, SOUTH))
    decision = decided(NORTH, SOUTH, answers="")
    said = page(decision)
    assert decision.outcome is Outcome.RECOMMENDED
    assert said.index("Not answered yet, and each of these can stop the project") < said.index("Recommended")
    assert "Answer the 9 questions that can stop the project, before anything is signed" in said
    assert sum(one.whom == "client" and one.ids[0][:2] == "CL" for one in decision.questions) == 9


def test_every_reason_in_money_names_cells_of_the_cost_model() -> None:
    wanted = project(NORTH, vendor("south", {"licences": flat(90_000), "training": "{kind: not_offered}"}),
                     vendor("west", {"licences": flat(300_000), "training": flat(50_000)}),
                     brief="horizon_years: 3\nbudget: 200000\n")  # fmt: skip
    decision = decide(wanted, checklist())
    values = price(wanted).values
    assert len(decision.reasons) == 3
    named = [one.cells for one in decision.reasons]
    named += [one.cells for one in decision.changes if one.kind in ("price", "missing_price")]
    assert all(named)
    assert {cell for cells in named for cell in cells} <= set(values)


@pytest.mark.parametrize(
    ("brief", "code", "word"),
    [
        ("weights: {fitt: 3}\n", "SCR002", "Did you mean fit?"),
        ("scores: {north: {fitt: 3}}\n", "SCR002", "Did you mean fit?"),
        ("scores: {nord: {fit: 3}}\n", "REF012", '"north"'),
        ("scores: {north: {tco: 3}}\n", "SCR003", "computed"),
        ("must: {north: {plattform: yes}}\n", "SCR004", "Did you mean platform?"),
        ("must: {nord: {platform: yes}}\n", "REF012", '"north"'),
        ("must: {north: {budget: yes}}\n", "SCR005", "Write budget instead"),
        ("scores: {north: {fit: 6}}\n", "NUM015", "5"),
        ("scores: {north: {fit: [4, 2]}}\n", "NUM020", "lower score first"),
        ("weights: {fit: 0, use: 0.00}\n", "NUM008", "all weights are 0"),
        ("must: {north: {platform: maybe}}\n", "ENU001", "yes"),
    ],
)
def test_what_would_silently_change_nothing_is_refused_at_its_line(brief: str, code: str, word: str) -> None:
    with pytest.raises(DataError) as refused:
        decided(NORTH, SOUTH, brief=brief)
    (problem,) = map(str, refused.value.problems)
    assert "brief.yaml:6:" in problem
    assert f"[{code}]" in problem
    assert word in problem
