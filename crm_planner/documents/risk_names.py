"""The English names of what is said about risks: states, bands, sides, phases, responses, answers."""

from crm_planner.documents.page import Kind
from crm_planner.risk.assessment import State
from crm_planner.risk.gates import GateState, Verdict
from crm_planner.text import Message, mark

VERDICTS = {
    Verdict.NO_GO: mark("NO-GO until resolved"),
    Verdict.CONDITIONAL: mark("conditional: ask first"),
    Verdict.OVERRIDDEN: mark("going on although a gate was not passed"),
    Verdict.CLEAR: mark("no gate stops the project"),
}

STATES = {
    State.DETECTED: mark("detected"),
    State.OPEN: mark("not assessed"),
    State.PARTLY: mark("partly controlled"),
    State.CONTROLLED: mark("controlled"),
    State.NOT_APPLICABLE: mark("not applicable"),
}

GATES = {
    GateState.FAILED: mark("hard gate failed"),
    GateState.UNANSWERED: mark("hard gate not answered"),
    GateState.OVERRIDDEN: mark("hard gate overridden"),
    GateState.WARNING: mark("soft gate: warning"),
    GateState.PASSED: mark("gate passed"),
    GateState.NONE: mark("no gate"),
}

BANDS = {"low": mark("low"), "medium": mark("medium"), "high": mark("high"), "critical": mark("critical")}
KINDS: dict[str, Kind] = {"low": "low", "medium": "medium", "high": "high", "critical": "critical"}
"""How the cell of each band is shown."""

LETTERS = {"low": mark("L"), "medium": mark("M"), "high": mark("H"), "critical": mark("C")}
"""A letter for each band, for those who see no colours."""

SIDES = {
    "client": mark("client"),
    "employees": mark("employees"),
    "vendor": mark("vendor"),
    "joint": mark("both sides"),
}

PHASES = {
    "selection": mark("selection"),
    "preparation": mark("preparation"),
    "analysis": mark("analysis"),
    "build": mark("building"),
    "data": mark("data"),
    "testing": mark("testing"),
    "training": mark("training"),
    "launch": mark("launch"),
    "operation": mark("operation"),
}

RESPONSES = {
    "avoid": mark("avoid"),
    "mitigate": mark("mitigate"),
    "transfer": mark("transfer"),
    "accept": mark("accept"),
}

ANSWERS = {"yes": mark("yes"), "no": mark("no"), "unknown": mark("unknown"), "not_applicable": mark("not applicable")}

PLANS = {"open": mark("open"), "planned": mark("planned"), "done": mark("done")}


def answer_in_words(answer: str) -> Message | str:
    """An answer for a reader; a degree stays a figure."""
    return Message(ANSWERS[answer]) if answer in ANSWERS else answer
