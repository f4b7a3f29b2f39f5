"""The risks as cells of a formula graph: whoever moves an answer sees what becomes of each risk, its gate, the verdict.

Names, for a risk `RISK` such as CL-01:

* inputs `answer/QUESTION` (the number of one of `choices_of`); `fact/NAME` (1: it holds for some candidate);
  `done/MITIGATION` (1: done; only of those that take hours, for what takes nothing does nothing);
* `RISK/state` (the number of one of `STATES`), `RISK/likelihood`, `RISK/impact`, `RISK/score`; what mitigations leave
  of them: `RISK/residual/likelihood`, `RISK/residual/impact`, `RISK/residual/score`; `RISK/gate` (one of `GATES`),
  `RISK/open` (how many questions nobody has answered); and over all `risks/verdict` (one of `VERDICTS`).

The figures are those of assessment.py, whatever the inputs are; the levels, shifts and mitigations are the playbook's.
"""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from decimal import Decimal

from crm_planner.brief.risks import MitigationPlan
from crm_planner.estimate.setting import Setting
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Choose, Expression, Maximum, Minimum, Multiply, Number, Ref, Step, total
from crm_planner.formula.units import RATIO
from crm_planner.place import Place
from crm_planner.playbook.checklist import Question, Risk
from crm_planner.playbook.facts import FACTS
from crm_planner.playbook.risk_scales import HIGHEST, AnswerShifts
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.risk.answers import NOT_APPLICABLE, UNKNOWN, shift_of
from crm_planner.risk.assessment import State, leaves_open
from crm_planner.risk.gates import GateState, Verdict, gate_state, verdict_of
from crm_planner.text import Message, mark

ANSWERS = ("yes", "no", UNKNOWN, NOT_APPLICABLE)
"""What the number of an answer means; to questions by degree follow the degrees from 1 to 5."""

STATES = tuple(State)
GATES = tuple(GateState)
VERDICTS = tuple(Verdict)
"""What the numbers of a state, a gate and the verdict mean, the most urgent first."""

VERDICT = "risks/verdict"

_NO, _YES = Number(Decimal(0)), Number(Decimal(1))
_APART = Decimal(-HIGHEST)
"""Below any shift of a likelihood: what says nothing about it."""


def choices_of(question: Question) -> tuple[str, ...]:
    """The answers to a question, in the order of their numbers."""
    degrees = tuple(str(degree) for degree in range(1, HIGHEST + 1))
    return (*ANSWERS, *degrees) if question.graded else ANSWERS


def risk_cells(
    setting: Setting, checklist: WrittenPlaybookWithRisks, facts: Collection[str]
) -> tuple[Input | Cell, ...]:
    """Inputs and cells of all risks. `facts` are those found in the brief and its offers."""
    playbook, brief = checklist.playbook, setting.brief
    found: list[Input | Cell] = list(_inputs(setting, checklist, facts))
    given = {one.name for one in found}
    for name, risk in playbook.asked.items():
        overridden = name in brief.risks and brief.risks[name].override is not None
        found += _risk(name, risk, playbook.risk_scales.answers)
        found += _residual(name, risk, given)
        found.append(Cell(f"{name}/gate", _gate(name, risk, overridden=overridden), RATIO, _label(name, _GATE)))
    gates = tuple(Ref(f"{name}/gate") for name in playbook.asked)
    found.append(Cell(VERDICT, _verdict(gates), RATIO, Message(_SAID)))
    return tuple(found)


_SHIFT = mark("{risk}: by how many levels answers and facts move the likelihood; -5: they say nothing")
_OPEN = mark("{risk}: open questions")
_STATE = mark("{risk}: 0: detected, 1: open, 2: controlled in part, 3: controlled, 4: not applicable")
_LIKELIHOOD, _IMPACT = mark("{risk}: likelihood, 1 to 5"), mark("{risk}: impact, 1 to 5")
_SCORE = mark("{risk}: likelihood times impact")
_LEFT_LIKELIHOOD, _LEFT_IMPACT = mark("{risk}: likelihood after mitigations"), mark("{risk}: impact after mitigations")
_LEFT_SCORE = mark("{risk}: likelihood times impact after mitigations")
_GATE = mark("{risk}: gate; 0: failed, 1: unanswered, 2: overridden, 3: warning, 4: passed, 5: none")
_SAID = mark("What the gates say; 0: no go, 1: conditional, 2: overridden, 3: clear")


def _label(name: str, wording: str) -> Message:
    return Message(wording, {"risk": name})


def _inputs(setting: Setting, checklist: WrittenPlaybookWithRisks, facts: Collection[str]) -> Iterator[Input]:
    playbook, brief = checklist.playbook, setting.brief
    for name, question in playbook.questions.items():
        choices = choices_of(question)
        number = Decimal(choices.index(brief.answers.get(name, UNKNOWN)))
        place = setting.place("answers", name) if name in brief.answers else None
        label = Message(mark("{question}"), {"question": question.wording(brief.client.country)})
        yield _coded(f"answer/{name}", number, len(choices), label, place)
    for name in dict.fromkeys(fact for risk in playbook.asked.values() for fact in risk.when):
        label = Message(mark("It holds that {fact}: 1"), {"fact": Message(FACTS[name])})
        yield _coded(f"fact/{name}", Decimal(name in facts), 2, label, None)
    for name, one in playbook.mitigations.items():
        plan = brief.mitigations.get(name, MitigationPlan())
        if one.hours is not None or plan.hours is not None:
            place = setting.place("mitigations", name) if name in brief.mitigations else None
            label = Message(mark("Done: {action}"), {"action": one.action})
            yield _coded(f"done/{name}", Decimal(plan.state == "done"), 2, label, place)


def _coded(name: str, number: Decimal, several: int, label: Message, place: Place | None) -> Input:
    """An input that holds the number of one of several choices."""
    return Input(name, number, RATIO, Decimal(0), Decimal(several - 1), label, place, Decimal(1))


def _risk(name: str, risk: Risk, shifts: AnswerShifts) -> Iterator[Cell]:
    """What answers and facts make of a risk."""
    asked = [(Ref(f"answer/{question}"), one) for question, one in risk.questions.items()]
    said = [_by_answer(answer, one, _shifts(one, shifts)) for answer, one in asked]
    known = [Choose(Ref(f"fact/{fact}"), _NO, Number(_APART), _level(shifts.bad.levels)) for fact in risk.when]
    yield Cell(f"{name}/shift", Maximum((Number(_APART), *said, *known)), RATIO, _label(name, _SHIFT))
    is_open = [_by_answer(answer, one, {UNKNOWN: 1}) for answer, one in asked]
    yield Cell(f"{name}/open", total(is_open, RATIO), RATIO, _label(name, _OPEN))
    applying = [_by_answer(answer, one, _applies(one)) for answer, one in asked]
    yield Cell(f"{name}/state", _state(name, applying), RATIO, _label(name, _STATE))
    shift = Ref(f"{name}/shift")
    moved = _level(risk.likelihood) + Choose(shift, Number(_APART), _NO, shift)
    within = Minimum((Maximum((moved, _YES)), _level(HIGHEST)))
    yield Cell(f"{name}/likelihood", within, RATIO, _label(name, _LIKELIHOOD))
    yield Cell(f"{name}/impact", _level(risk.impact), RATIO, _label(name, _IMPACT))
    score = Multiply((Ref(f"{name}/likelihood"), Ref(f"{name}/impact")))
    yield Cell(f"{name}/score", score, RATIO, _label(name, _SCORE))


def _level(level: int) -> Number:
    return Number(Decimal(level))


def _shifts(question: Question, shifts: AnswerShifts) -> dict[str, int]:
    """By how many levels each answer moves a likelihood; what does not apply says nothing."""
    found = {answer: shift_of(question, answer, shifts) or 0 for answer in choices_of(question)}
    return found | {NOT_APPLICABLE: int(_APART)}


def _applies(question: Question) -> dict[str, int]:
    return {answer: int(answer != NOT_APPLICABLE) for answer in choices_of(question)}


def _by_answer(answer: Ref, question: Question, values: Mapping[str, int]) -> Expression:
    """What each answer stands for; 0 unless said."""
    choices = choices_of(question)
    bounds = tuple(map(Decimal, range(len(choices) - 1)))
    return Step(answer, bounds, tuple(Decimal(values.get(choice, 0)) for choice in choices), RATIO)


def _state(name: str, applying: Sequence[Expression]) -> Expression:
    """Whatever moves a likelihood up detects a risk: bad answers and facts do."""
    detected, is_open, partly, controlled, not_applicable = (_level(STATES.index(state)) for state in State)
    shift = Ref(f"{name}/shift")
    answered = Choose(_YES, Ref(f"{name}/open"), is_open, Choose(_NO, shift, partly, controlled))
    unless_detected = Choose(total(applying, RATIO), _NO, not_applicable, answered) if applying else is_open
    return Choose(_YES, shift, detected, unless_detected)


def _residual(name: str, risk: Risk, given: Container[str]) -> Iterator[Cell]:
    """What is left after the mitigations that are done."""
    able = [(Ref(f"done/{one}"), of.reduces) for one, of in risk.mitigations.items() if f"done/{one}" in given]
    for kind, label in (("likelihood", _LEFT_LIKELIHOOD), ("impact", _LEFT_IMPACT)):
        less = [done * Decimal(steps) for done, reduces in able if (steps := getattr(reduces, kind))]
        left = Maximum((Ref(f"{name}/{kind}") - total(less, RATIO), _YES)) if less else Ref(f"{name}/{kind}")
        yield Cell(f"{name}/residual/{kind}", left, RATIO, _label(name, label))
    score = Multiply((Ref(f"{name}/residual/likelihood"), Ref(f"{name}/residual/impact")))
    yield Cell(f"{name}/residual/score", score, RATIO, _label(name, _LEFT_SCORE))


def _gate(name: str, risk: Risk, *, overridden: bool) -> Expression:
    """The state of its gate in each state of the risk."""
    override = "overridden" if overridden else None
    gates = (
        gate_state(risk.gate, is_bad=state is State.DETECTED, is_open=leaves_open(state), override=override)
        for state in STATES
    )
    bounds = tuple(map(Decimal, range(len(STATES) - 1)))
    return Step(Ref(f"{name}/state"), bounds, tuple(Decimal(GATES.index(gate)) for gate in gates), RATIO)


def _verdict(gates: Sequence[Expression]) -> Expression:
    """That of the most urgent gate."""
    verdicts = tuple(Decimal(VERDICTS.index(verdict_of((gate,)))) for gate in GATES)
    bounds = tuple(map(Decimal, range(len(GATES) - 1)))
    return Step(Minimum((_level(len(GATES) - 1), *gates)), bounds, verdicts, RATIO)
