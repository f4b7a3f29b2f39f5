"""What every document in JSON says of risks: the verdict, the gates, counts, detected risks, contradictions."""

from typing import Any

from crm_planner.documents.wording import Speech
from crm_planner.risk.assessment import Assessed, Assessment, State

Entry = dict[str, Any]


def summary(assessment: Assessment, speech: Speech) -> Entry:
    """What a comparison carries of the risks: the verdict, the gates, counts, detected risks, contradictions."""
    detected = assessment.of_state(State.DETECTED)
    return {
        "verdict": assessment.verdict.value,
        "counts": {state.value: len(assessment.of_state(state)) for state in State} | {"all": len(assessment.risks)},
        "gates": [_gate(one, speech) for one in assessment.gates],
        "detected": [{"id": one.id, "score": one.now.score, "residual": one.residual.score} for one in detected],
        "contradictions": [
            {
                "id": one.id,
                "answers": dict(one.contradiction.answers),
                "facts": [fact.name for fact in one.facts],
                "why": speech.show(one.contradiction.why),
            }
            for one in assessment.contradictions
        ],
    }


def _gate(one: Assessed, speech: Speech) -> Entry:
    return {
        "id": one.id,
        "name": speech.show(one.risk.name),
        "gate": one.risk.gate,
        "state": one.gate.value,
        "stop": speech.show(one.risk.stop) or None,
        "reason": one.decision.override,
        "open_questions": [{"id": reply.id, "ask": speech.show(reply.ask)} for reply in one.open_questions],
    }
