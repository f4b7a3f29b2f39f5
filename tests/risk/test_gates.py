"""Gates: the whole table, and what a brief's answers and reasons make of the hard ones."""

import pytest

from crm_planner.risk.gates import GateState, Verdict, gate_state, verdict_of
from tests.risk.made import answers, assessed, bad, good, risk, shipped

TABLE = [  # gate, bad, open, reason, what it says
    ("hard", True, False, None, GateState.FAILED),
    ("hard", True, True, None, GateState.FAILED),
    ("hard", False, True, None, GateState.UNANSWERED),
    ("hard", False, False, None, GateState.PASSED),
    ("hard", True, False, "machines are ordered", GateState.OVERRIDDEN),
    ("hard", False, True, "machines are ordered", GateState.OVERRIDDEN),
    ("hard", False, False, "machines are ordered", GateState.PASSED),
    ("soft", True, False, None, GateState.WARNING),
    ("soft", False, True, None, GateState.PASSED),
    ("soft", False, False, None, GateState.PASSED),
    ("none", True, False, None, GateState.NONE),
    ("none", False, True, None, GateState.NONE),
]


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_a_gate_says_what_the_table_says(row: tuple[str, bool, bool, str | None, GateState]) -> None:
    gate, is_bad, is_open, reason, state = row
    assert gate_state(gate, is_bad=is_bad, is_open=is_open, override=reason) is state


@pytest.mark.parametrize(
    ("states", "verdict"),
    [
        ([GateState.UNANSWERED, GateState.FAILED, GateState.WARNING], Verdict.NO_GO),
        ([GateState.OVERRIDDEN, GateState.UNANSWERED], Verdict.CONDITIONAL),
        ([GateState.OVERRIDDEN, GateState.WARNING], Verdict.OVERRIDDEN),
        ([GateState.WARNING, GateState.PASSED], Verdict.CLEAR),
        ([], Verdict.CLEAR),
    ],
)
def test_the_most_urgent_gate_decides(states: list[GateState], verdict: Verdict) -> None:
    assert verdict_of(states) is verdict


HARD = [name for name, one in shipped().asked.items() if one.gate == "hard"]


def test_three_gates_are_hard() -> None:
    assert HARD == ["CL-01", "CL-08", "CL-16"]


def test_without_answers_a_project_is_conditional() -> None:
    assert assessed().verdict is Verdict.CONDITIONAL


@pytest.mark.parametrize("name", HARD)
def test_one_bad_answer_to_a_hard_gate_stops_the_project(name: str) -> None:
    for question in shipped().risks[name].questions:
        assert assessed(answers({question: bad(question)})).verdict is Verdict.NO_GO


def test_all_hard_gates_answered_well_let_the_project_go() -> None:
    asked = [question for name in HARD for question in shipped().risks[name].questions]
    everything = {question: good(question) for question in asked}
    assert assessed(answers(everything)).verdict is Verdict.CLEAR
    for question in asked:
        assert assessed(answers(everything | {question: "unknown"})).verdict is Verdict.CONDITIONAL


def test_an_override_needs_a_reason_and_keeps_the_risk_in_sight() -> None:
    reason = "risks: {CL-01: {override: The machines come in March}}\n"
    overridden = risk(assessed(answers({"CL-01.2": "no"}) + reason), "CL-01")
    assert (overridden.gate, overridden.state.value) == (GateState.OVERRIDDEN, "detected")
    assert overridden.decision.override == "The machines come in March"


def test_a_failed_soft_gate_widens_the_worst_effect_by_a_quarter() -> None:
    usual, widened = (risk(assessed(more), "CL-02") for more in ("", answers({"CL-02.1": "no"})))
    assert (usual.cost.high, widened.cost.high) == (40, 50)
    assert (usual.cost.likely, widened.cost.likely) == (15, 15)
