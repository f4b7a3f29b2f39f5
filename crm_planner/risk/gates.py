"""Gates: which answers stop a project, which make it conditional, and what only warns."""

from collections.abc import Iterable
from enum import StrEnum


class GateState(StrEnum):
    """What the gate of one risk says, the most urgent first."""

    FAILED = "failed"
    UNANSWERED = "unanswered"
    OVERRIDDEN = "overridden"
    WARNING = "warning"
    PASSED = "passed"
    NONE = "none"

    @property
    def speaks(self) -> bool:
        """Whether a reader must be told."""
        return self not in (GateState.PASSED, GateState.NONE)

    @property
    def stops(self) -> bool:
        """Whether the project may not simply go on."""
        return self in (GateState.FAILED, GateState.UNANSWERED)

    @property
    def urgency(self) -> int:
        return list(GateState).index(self)


class Verdict(StrEnum):
    """What the gates mean for the project."""

    NO_GO = "no_go"
    CONDITIONAL = "conditional"
    OVERRIDDEN = "overridden"
    CLEAR = "clear"


def gate_state(gate: str, *, is_bad: bool, is_open: bool, override: str | None) -> GateState:
    """The state of a gate that is `hard`, `soft` or `none`.

    | gate | bad | unanswered or answered in part | good |
    |---|---|---|---|
    | hard | failed, or overridden with a reason | unanswered, or overridden with a reason | passed |
    | soft | warning | passed: an open question, no gate | passed |
    """
    if gate == "none":
        return GateState.NONE
    if gate == "soft":
        return GateState.WARNING if is_bad else GateState.PASSED
    if not is_bad and not is_open:
        return GateState.PASSED
    if override:
        return GateState.OVERRIDDEN
    return GateState.FAILED if is_bad else GateState.UNANSWERED


_VERDICTS = {
    GateState.FAILED: Verdict.NO_GO,
    GateState.UNANSWERED: Verdict.CONDITIONAL,
    GateState.OVERRIDDEN: Verdict.OVERRIDDEN,
}


def verdict_of(states: Iterable[GateState]) -> Verdict:
    """The verdict of the most urgent gate; soft gates only warn."""
    most = min(states, key=lambda state: state.urgency, default=GateState.NONE)
    return _VERDICTS.get(most, Verdict.CLEAR)
