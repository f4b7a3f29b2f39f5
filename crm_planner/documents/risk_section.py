"""What a comparison or an estimate says of risks: the gates in front, and one line under the table."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from crm_planner.documents.page import Outline, Page
from crm_planner.documents.wording import Speech
from crm_planner.text import Message, mark

if TYPE_CHECKING:
    from crm_planner.risk.assessment import Assessment

NOT_ASSESSED = "not_assessed"
"""The verdict in JSON where nobody has answered anything: no risk known is not no risk."""


def with_risks(page: Page, assessment: "Assessment | None") -> Page:
    """`page` with the gates that speak in front, and what is known of risks at its end."""
    parts = (*_gates(assessment), *page.parts)
    return page._replace(parts=parts, notes=(*page.notes, *_notes(assessment)))


def _gates(assessment: "Assessment | None") -> tuple[Outline, ...]:
    if assessment is None:
        return ()
    from crm_planner.documents.risk_banner import banner  # most comparisons answer no question

    return banner(assessment)


def _notes(assessment: "Assessment | None") -> Iterator[Message]:
    if assessment is None:
        yield Message(mark("Costs only: no question about risks is answered, and a hard gate may stop the project"))
        return
    from crm_planner.documents.risk_banner import called
    from crm_planner.documents.risks import counts
    from crm_planner.risk.assessment import State

    detected = tuple(called(one) for one in assessment.of_state(State.DETECTED))
    if detected:
        yield Message(mark("Risks detected: {risks}"), {"risks": detected})
    yield Message(mark("Risks not assessed: {open} of {all}; `crm-planner risks` lists them"), counts(assessment))
    if assessment.contradictions:
        values = {"contradictions": tuple(one.contradiction.why for one in assessment.contradictions)}
        yield Message(mark("Contradictions in the answers: {contradictions}"), values)


def risks_entry(assessment: "Assessment | None", speech: Speech) -> dict[str, Any]:
    """The same for JSON."""
    if assessment is None:
        return {"verdict": NOT_ASSESSED}
    from crm_planner.documents.risk_summary import summary

    return summary(assessment, speech)
