"""The next step: one thing to do, by whom, and by when where the brief has a day."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crm_planner.compare.lead import Sure
from crm_planner.decision.questions import open_gates
from crm_planner.judgement import Judgement
from crm_planner.risk.gates import GateState
from crm_planner.text import Message, mark

if TYPE_CHECKING:
    from crm_planner.risk.assessment import Assessed, Assessment


class Step(NamedTuple):
    """What to do next, and by when; None where the brief gives no day."""

    text: Message
    by: date | None


def next_step(judged: Judgement, assessment: "Assessment", start: date | None) -> Step:
    """What comes first: removing what stops the project, then answering what may, then prices, then an offer."""
    gates = open_gates(assessment)
    for one in gates:
        if one.gate is GateState.FAILED:
            return _repair(assessment, one, start)
    if gates:
        asked = sum(len(one.open_questions) for one in gates)
        text = mark("Answer the {questions} questions that can stop the project, before anything is signed")
        return Step(Message(text, {"questions": asked}), start)
    return Step(_with_vendors(judged), start)


def _repair(assessment: "Assessment", one: "Assessed", start: date | None) -> Step:
    by = one.decision.due or start
    for measure in one.measures:
        if measure.state != "done":
            values = {"action": measure.mitigation.action, "owner": assessment.roles.get(measure.mitigation.owner)}
            return Step(Message(mark("{action} ({owner})"), values), by)
    return Step(Message(mark("Remove what stops the project: {risk}"), {"risk": one.risk.name}), by)


def _with_vendors(judged: Judgement) -> Message:
    lead = judged.lead
    names = tuple(judged.estimate(name).called for name in judged.front)
    if lead.sure is Sure.NOBODY:
        if any(one.state == "failed" for one in judged.checked):
            return Message(mark("Drop a must-have that rules candidates out, or look for others"))
        return Message(mark("Get prices that can be compared from the vendors, in writing"))
    if lead.sure is Sure.OPEN and judged.basis == "scores":
        return Message(mark("Score what is not scored yet: {candidates}"), {"candidates": names})
    if lead.sure is Sure.OPEN:
        return Message(mark("Get the missing prices in writing: {candidates}"), {"candidates": names})
    if lead.sure is Sure.TIE:
        return Message(mark("Ask for final offers and let what was seen decide: {candidates}"), {"candidates": names})
    first = judged.estimate(lead.order[0])
    values = {"vendor": first.vendor, "candidate": first.called, "licences": first.licences}
    text = mark("Ask {vendor} for a written offer for {candidate}, {licences} licences, with all that is asked above")
    return Message(text, values)
