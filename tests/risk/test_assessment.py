"""Answers, facts and mitigations become levels: every risk is reachable, and worse answers never look better."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_planner.estimate.lines import Range
from crm_planner.risk.answers import shift_of
from crm_planner.risk.assessment import State
from tests.risk.made import answers, assessed, bad, good, risk, shipped

QUESTIONS = list(shipped().questions)
RISKS = list(shipped().asked)


def test_every_risk_is_detected_by_each_of_its_bad_answers() -> None:
    """All questions at once would hide one that does nothing, so each is asked by itself, one of each risk a time."""
    most = max(len(one.questions) for one in shipped().asked.values())
    for number in range(most):
        asked = {
            name: list(one.questions)[number] for name, one in shipped().asked.items() if len(one.questions) > number
        }
        found = assessed(answers({question: bad(question) for question in asked.values()}))
        for name in asked:
            one = risk(found, name)
            assert (one.state, one.now.likelihood) == (State.DETECTED, min(5, one.usual.likelihood + 1)), name


def test_every_risk_is_controlled_when_all_its_answers_are_good() -> None:
    found = assessed(answers({question: good(question) for question in QUESTIONS}))
    for name in RISKS:
        one = risk(found, name)
        if one.facts:  # what the offers show outweighs what is said
            assert one.state is State.DETECTED
        else:
            assert (one.state, one.now.likelihood) == (State.CONTROLLED, max(1, one.usual.likelihood - 2)), name


def test_an_unknown_answer_keeps_the_usual_level_and_stays_an_open_question() -> None:
    one = risk(assessed(answers({"CL-02.1": "unknown", "CL-02.2": "yes"})), "CL-02")
    assert (one.state, one.now) == (State.OPEN, one.usual)
    assert [reply.id for reply in one.open_questions] == ["CL-02.1"]


def test_a_question_that_does_not_apply_is_left_out() -> None:
    one = risk(assessed(answers({"CL-02.1": "not_applicable", "CL-02.2": "yes"})), "CL-02")
    assert one.state is State.CONTROLLED
    every = risk(assessed(answers({"CL-02.1": "not_applicable", "CL-02.2": "not_applicable"})), "CL-02")
    assert every.state is State.NOT_APPLICABLE


def test_an_answer_by_degree_in_the_middle_controls_a_risk_in_part() -> None:
    one = risk(assessed(answers({"CL-02.1": "3", "CL-02.2": "yes"})), "CL-02")
    assert (one.state, one.now) == (State.PARTLY, one.usual)


WORST_FIRST = ("bad", "1", "2", "3", "4", "5", "good")


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_worse_answer_never_shifts_a_likelihood_less(name: str) -> None:
    question, shifts = shipped().questions[name], shipped().risk_scales.answers
    degrees = [str(degree if question.risk_if == "no" else 6 - degree) for degree in range(1, 6)]
    found = [shift_of(question, answer, shifts) for answer in (bad(name), *degrees, good(name))]
    assert found == sorted(found, key=lambda shift: -(shift or 0))
    assert found[0] == 1
    assert found[-1] == -2


def said_as(name: str, answer: str) -> str:
    return {"good": good(name), "bad": bad(name)}.get(answer, answer)


@settings(max_examples=10)
@given(st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(["good", "unknown", "bad"]), min_size=1), st.data())
def test_making_answers_worse_never_lowers_a_score(said: dict[str, str], data: st.DataObject) -> None:
    order = ["good", "unknown", "bad"]
    worse = {
        name: data.draw(st.sampled_from(order[order.index(answer) :]), label=name) for name, answer in said.items()
    }
    before, after = (
        assessed(
            answers({name: {"good": good(name), "bad": bad(name)}.get(answer, answer) for name, answer in one.items()})
        )
        for one in (said, worse)
    )
    for name in RISKS:
        assert risk(after, name).now.score >= risk(before, name).now.score
        assert risk(after, name).residual.score >= risk(before, name).residual.score


def test_a_mitigation_that_is_done_lowers_the_residual_and_one_that_is_planned_does_not() -> None:
    scores = {
        state: risk(assessed(f"mitigations: {{CL-05.m1: {state}}}\n"), "CL-05").residual.score
        for state in ("open", "planned", "done")
    }
    assert scores["open"] == scores["planned"] > scores["done"]


def test_every_mitigation_that_is_done_lowers_its_risk() -> None:
    done = "mitigations:\n" + "".join(f"  {name}: done\n" for name in shipped().mitigations)
    found = assessed(done)
    for name in RISKS:
        one = risk(found, name)
        assert one.residual.score < one.now.score, name
        assert one.residual.likelihood <= one.now.likelihood
        assert one.residual.impact <= one.now.impact


def test_hours_of_the_brief_replace_those_of_the_playbook() -> None:
    one = risk(assessed("mitigations: {CL-05.m1: {state: planned, hours: 7}}\n"), "CL-05")
    given, usual = one.measures
    assert given.hours == Range(Decimal(7), Decimal(7), Decimal(7))
    assert usual.hours == Range(Decimal(8), Decimal(12), Decimal(24))


def test_hours_before_the_first_rate_have_an_unknown_cost() -> None:
    plan = "mitigations: {CL-05.m1: {state: planned, hours: 7}}\n"
    then, now = (risk(assessed(f"date: {day}\n{plan}"), "CL-05").measures[0] for day in ("2025-12-31", "2026-01-01"))
    assert then.cost is None
    assert now.cost is not None
    assert now.cost.likely == 7 * 2500  # the trainer's, in the rate card


def test_owner_response_and_day_are_those_of_the_brief_else_the_playbooks() -> None:
    found = assessed("risks: {CL-05: {owner: A. Sample, response: accept, due: 2027-02-01}}\n")
    decided, usual = risk(found, "CL-05"), risk(found, "CL-06")
    assert (found.owner(decided).in_language("en"), decided.response) == ("A. Sample", "accept")
    assert str(decided.decision.due) == "2027-02-01"
    assert (found.owner(usual).in_language("en"), usual.response) == ("Consultant", "mitigate")


def test_the_law_asked_about_is_that_of_the_clients_country() -> None:
    head = "schema: crm-planner/brief/1\nclient: {{name: A firm{}}}\nusers: 10\n"
    asked = {
        country: risk(assessed(head=head.format(country)), "CL-16").replies[0].ask.in_language("en")
        for country in (", country: RU", ", country: JP", "")
    }
    assert "Roskomnadzor" in asked[", country: RU"]
    assert asked[", country: JP"] == asked[""]
    assert "Roskomnadzor" not in asked[""]


def test_the_register_has_what_stops_the_project_first_then_what_is_detected_by_score() -> None:
    found = assessed(answers({"CL-01.2": "no", "CL-03.1": "yes"})).risks
    detected = [one for one in found if one.state is State.DETECTED]
    assert list(found[: len(detected)]) == detected
    assert detected[0].id == "CL-01"
    scores = [one.now.score for one in detected[1:]]
    assert scores == sorted(scores, reverse=True)
