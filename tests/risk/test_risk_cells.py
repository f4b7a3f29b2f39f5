"""The risks as cells are those of assessment.py, whatever is answered, found and done."""

from decimal import Decimal
from functools import cache
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from crm_planner.brief.risks import MitigationPlan, RiskDecision
from crm_planner.estimate.setting import Setting
from crm_planner.files.playbooks import load_playbook
from crm_planner.formula.exact import Values, evaluate
from crm_planner.formula.excel import compile_excel
from crm_planner.formula.expression import Step
from crm_planner.formula.model import Model
from crm_planner.playbook.facts import FACTS
from crm_planner.risk.assessment import Assessment, assess
from crm_planner.risk.facts import Found
from crm_planner.risk.gates import GateState, Verdict
from crm_planner.risk.risk_cells import GATES, STATES, VERDICTS, choices_of, risk_cells
from tests.repricing.markets import brief
from tests.risk.made import HEAD, TODAY, bad, checklist, good, shipped

QUESTIONS = shipped().questions
TIMED = [name for name, one in shipped().mitigations.items() if one.hours is not None]
HARD = [name for name, one in shipped().asked.items() if one.gate == "hard"]


@cache
def setting() -> Setting:
    return Setting.of(brief(HEAD), load_playbook(), TODAY)


def having(**sections: Any) -> Setting:
    """A brief with these sections."""
    written = setting().written
    return setting()._replace(written=written._replace(brief=written.brief.model_copy(update=sections)))


@cache
def usual() -> Model:
    return Model.build(risk_cells(setting(), checklist(), ()))


def assessed(of: Setting, facts: set[str]) -> Assessment:
    """The risks as assessment.py has them, whatever the offers would show."""
    found = {name: Found(name, ("north/one",), everywhere=True) for name in FACTS if name in facts}
    with patch("crm_planner.risk.assessment.find", lambda _: found):
        return assess(of, checklist(), ())


def agree(values: Values, expected: Assessment) -> None:
    for one in expected.risks:
        assert STATES[int(values[f"{one.id}/state"])] is one.state, one.id
        for prefix, level in (("", one.now), ("residual/", one.residual)):
            found = [values[f"{one.id}/{prefix}{what}"] for what in ("likelihood", "impact", "score")]
            assert found == [level.likelihood, level.impact, level.score], one.id
        assert GATES[int(values[f"{one.id}/gate"])] is one.gate, one.id
        assert values[f"{one.id}/open"] == len(one.open_questions), one.id
    assert VERDICTS[int(values["risks/verdict"])] is expected.verdict


@st.composite
def replies(draw: st.DrawFn) -> dict[str, str]:
    """Answers to all questions, mostly of one temper: at random hardly any risk would be under control."""
    temper = draw(st.sampled_from(["good", "any", "not_applicable", "unknown"]))
    given = {}
    for name, question in QUESTIONS.items():
        of_temper = {"good": good(name), "any": draw(st.sampled_from(choices_of(question)))}.get(temper, temper)
        given[name] = draw(st.sampled_from([of_temper] * 4 + list(choices_of(question))))
    return given


done = st.sets(st.sampled_from(TIMED))
facts = st.sets(st.sampled_from(sorted(FACTS)), max_size=4)


@settings(max_examples=25)
@given(replies(), facts, done)
def test_moving_answers_facts_and_mitigations_is_the_same_as_writing_them_into_the_brief(
    answers: dict[str, str], found: set[str], finished: set[str]
) -> None:
    inputs = {f"answer/{name}": choices_of(QUESTIONS[name]).index(answer) for name, answer in answers.items()}
    inputs |= {name: int(name.partition("/")[2] in found) for name in usual().inputs if name.startswith("fact/")}
    inputs |= {f"done/{name}": 1 for name in finished}
    values = evaluate(usual(), {name: Decimal(number) for name, number in inputs.items()})
    plans = dict.fromkeys(finished, MitigationPlan(state="done"))
    of = having(answers=answers, mitigations=plans)
    agree(values, assessed(of, found))
    agree(evaluate(Model.build(risk_cells(of, checklist(), found))), assessed(of, found))


def test_an_override_is_what_the_brief_says_and_no_answer_moves_it() -> None:
    of = having(risks={name: RiskDecision(override="The machines come in March") for name in HARD})
    model = Model.build(risk_cells(of, checklist(), ()))
    for answer in ("yes", "no", "unknown"):
        values = evaluate(
            model, {f"answer/{name}": Decimal(choices_of(QUESTIONS[name]).index(answer)) for name in QUESTIONS}
        )
        agree(values, assessed(having(risks=of.brief.risks, answers=dict.fromkeys(QUESTIONS, answer)), set()))
    assert VERDICTS[int(evaluate(model)["risks/verdict"])] is Verdict.OVERRIDDEN


def test_one_bad_answer_moved_into_the_model_fails_its_gate() -> None:
    question = next(iter(shipped().risks[HARD[0]].questions))
    values = evaluate(usual(), {f"answer/{question}": Decimal(choices_of(QUESTIONS[question]).index(bad(question)))})
    assert GATES[int(values[f"{HARD[0]}/gate"])] is GateState.FAILED
    assert VERDICTS[int(values["risks/verdict"])] is Verdict.NO_GO


def test_a_mitigation_without_hours_cannot_be_ticked_off_for_it_would_change_nothing() -> None:
    assert {name for name in usual().inputs if name.startswith("done/")} == {f"done/{name}" for name in TIMED}
    untimed = next((name for name in shipped().mitigations if name not in TIMED), None)
    if untimed is not None:
        timed = having(mitigations={untimed: MitigationPlan(state="planned", hours=Decimal(3))})
        assert f"done/{untimed}" in Model.build(risk_cells(timed, checklist(), ())).inputs


class Named:
    def cell(self, name: str) -> str:
        return name

    def table(self, _: Step) -> tuple[str, str]:
        return "bounds", "rows"


def test_a_spreadsheet_holds_every_one_of_them() -> None:
    assert compile_excel(usual(), Named()).unproven == ()
