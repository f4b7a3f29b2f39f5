"""The risks of a proposal as its client may read them: gates first, what is detected, and what is done about it.

What the consultant notes about a risk for himself, and the reason why somebody went on in spite of a gate, stay inside.
"""

from collections.abc import Iterator
from typing import Any

from crm_planner.documents.proposal.formal import FormalSpeech
from crm_planner.documents.risk_details import cost_in_words, time_in_words
from crm_planner.documents.risk_names import BANDS, GATES, RESPONSES, SIDES, STATES
from crm_planner.documents.risks import counts
from crm_planner.proposal.proposal import Proposal
from crm_planner.risk.assessment import Assessed, Assessment, State
from crm_planner.risk.gates import GateState
from crm_planner.text import Message, mark

Context = dict[str, Any]

_HARD = (GateState.FAILED, GateState.UNANSWERED, GateState.OVERRIDDEN)

_MOST_OPEN = 7
"""Risks nobody has assessed that are told one by one where they are usually high; the rest is counted."""


def gate_warnings(proposal: Proposal, speech: FormalSpeech) -> list[str]:
    """What stops the project, for the first page: failed gates one by one, unanswered ones together."""
    gates = [one for one in proposal.assessment.gates if one.gate in _HARD]
    return [speech.text(one) for one in _warned(gates)]


def _warned(gates: list[Assessed]) -> Iterator[Message]:
    for one in gates:
        if one.gate is GateState.FAILED:
            values = {"risk": one.risk.name, "stop": one.risk.stop}
            yield Message(mark("The project cannot start until this is resolved: {risk}. {stop}"), values)
    if unanswered := tuple(one.risk.name for one in gates if one.gate is GateState.UNANSWERED):
        said = mark("To be answered before the contract, each of these can stop the project: {risks}")
        yield Message(said, {"risks": unanswered})
    if overridden := tuple(one.risk.name for one in gates if one.gate is GateState.OVERRIDDEN):
        yield Message(mark("The client has decided to go on in spite of: {risks}"), {"risks": overridden})


def risk_table(proposal: Proposal, speech: FormalSpeech) -> Context:
    """Gates that speak, and the register: what is detected, then what is usually high and nobody has assessed."""
    assessment = proposal.assessment
    gates = [one for one in assessment.gates if one.gate in _HARD]
    return {
        "text": [speech.text(one) for one in _introduction(assessment)],
        "gates": [_gate(one, speech) for one in gates],
        "rows": [_row(assessment, one, speech) for one in told(assessment)],
    }


def told(assessment: Assessment) -> tuple[Assessed, ...]:
    """The risks a proposal tells one by one."""
    usual = sorted(assessment.of_state(State.OPEN), key=lambda one: -one.now.score)
    return (*assessment.of_state(State.DETECTED), *assessment.of_state(State.PARTLY), *usual[:_MOST_OPEN])


def _introduction(assessment: Assessment) -> Iterator[Message]:
    yield Message(
        mark("Of {all} risks of such projects {detected} are detected here; {open} nobody has assessed yet."),
        counts(assessment),
    )
    yield Message(mark("Score: likelihood x impact, 1 to 25. Likelihoods and effects are judgements."))


def _gate(one: Assessed, speech: FormalSpeech) -> Context:
    return {
        "id": one.id,
        "name": speech.text(one.risk.name),
        "state": speech.translate(GATES[one.gate]),
        "stop": speech.text(one.risk.stop),
        "questions": [speech.text(reply.ask) for reply in one.open_questions],
    }


def _row(assessment: Assessment, one: Assessed, speech: FormalSpeech) -> Context:
    band = assessment.scales.band(one.now.score)
    effect = Message(mark("{cost}; {time}"), {"cost": cost_in_words(one), "time": time_in_words(one)})
    return {
        "id": one.id,
        "name": speech.text(one.risk.name),
        "side": speech.translate(SIDES[one.risk.side]),
        "likelihood": str(one.now.likelihood),
        "impact": str(one.now.impact),
        "score": str(one.now.score),
        "band": speech.translate(BANDS[band]),
        "band_id": band,
        "state": speech.translate(STATES[one.state]),
        "response": speech.translate(RESPONSES[one.response]),
        "owner": speech.text(assessment.owner(one)),
        "effect": speech.text(effect),
        "measures": [speech.text(each.mitigation.action) for each in one.measures],
    }
