"""The risks as the page draws them anew when an answer changes: names, gates, owners, and the words for every state."""

from typing import Any

from crm_planner.documents.report.source import Source
from crm_planner.documents.report.tongues import Tongues, Words, everywhere, template
from crm_planner.documents.risk_banner import called
from crm_planner.documents.risk_names import BANDS, GATES, KINDS, RESPONSES, STATES
from crm_planner.risk import risk_cells
from crm_planner.risk.assessment import Assessed
from crm_planner.text import Message

Entry = dict[str, Any]

_HIGHEST_SCORE = 25


def risks(source: Source, tongues: Tongues) -> Entry:
    """All risks in the order of the checklist, and what the numbers of their cells mean."""
    assessment = source.decision.assessment
    return {
        "list": [_risk(one, source, tongues) for one in assessment.risks],
        "states": [{"id": state.value, "name": template(STATES[state], tongues)} for state in risk_cells.STATES],
        "gates": [
            {"id": gate.value, "name": template(GATES[gate], tongues), "speaks": gate.speaks}
            for gate in risk_cells.GATES
        ],
        "verdicts": [verdict.value for verdict in risk_cells.VERDICTS],
        "bands": [_band(assessment.scales.band(score), tongues) for score in range(_HIGHEST_SCORE + 1)],
    }


def _risk(one: Assessed, source: Source, tongues: Tongues) -> Entry:
    return {
        "id": one.id,
        "called": everywhere(called(one), tongues),
        "name": everywhere(one.risk.name, tongues),
        "stop": "" if one.risk.stop is None else everywhere(one.risk.stop, tongues),
        "reason": one.decision.override or "",
        "owner": everywhere(source.decision.assessment.owner(one), tongues),
        "response": everywhere(Message(RESPONSES[one.response]), tongues),
    }


def _band(band: str, tongues: Tongues) -> dict[str, Words]:
    return {"kind": KINDS[band], "name": template(BANDS[band], tongues)}
