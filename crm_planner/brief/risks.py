"""What a client has decided about risks: mitigations planned and done, owners, responses, gates overridden."""

from typing import Any, Literal

from pydantic import model_validator

from crm_planner.document import Part
from crm_planner.fields import Hours, IsoDate, Note, OneLine


class MitigationPlan(Part):
    """How far a mitigation is. A plain word is its state; `hours` replaces the playbook's estimate."""

    state: Literal["open", "planned", "done"] = "open"
    hours: Hours | None = None

    @model_validator(mode="before")
    @classmethod
    def _word(cls, written: Any) -> Any:
        return {"state": written} if isinstance(written, str) else written


class RiskDecision(Part):
    """What was decided about one risk. `override` is the reason for going on although its hard gate stops."""

    owner: OneLine | None = None
    response: Literal["avoid", "mitigate", "transfer", "accept"] | None = None
    due: IsoDate | None = None
    override: OneLine | None = None
    note: Note | None = None
