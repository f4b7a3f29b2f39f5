"""The risk checklist: what can go wrong, which questions tell, what it does to cost and time, and what helps."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from crm_planner.document import Part
from crm_planner.fields import (
    CountryCode,
    Identifier,
    LongTextField,
    MitigationId,
    Quantity,
    QuestionId,
    RiskId,
    TextField,
    Truth,
    Written,
)
from crm_planner.letters import nearest, one_of
from crm_planner.playbook.facts import FACTS
from crm_planner.playbook.risk_scales import Level, Steps
from crm_planner.problem import quoted
from crm_planner.refusal import refuse
from crm_planner.terms import CATEGORIES, Grade
from crm_planner.text import Text

Side = Literal["client", "employees", "vendor", "joint"]
Phase = Literal["selection", "preparation", "analysis", "build", "data", "testing", "training", "launch", "operation"]
Gate = Literal["hard", "soft", "none"]
Response = Literal["avoid", "mitigate", "transfer", "accept"]

EVERYTHING = "ALL"
"""In place of a category: the whole cost of the project, without tax on licences."""


def _category(value: Any) -> str:
    if str(value) not in (*CATEGORIES, EVERYTHING):
        near = nearest(str(value), (*CATEGORIES, EVERYTHING))
        hint = f"Did you mean {near}?" if near else f"Write {EVERYTHING}, {one_of(CATEGORIES, 40)}"
        refuse("RSK001", f"{quoted(value)} is no category of cost", hint)
    return str(value)


def _fact(value: Any) -> str:
    if str(value) not in FACTS:
        near = nearest(str(value), FACTS)
        hint = f"Did you mean {near}?" if near else f"Write {one_of(FACTS, 40)}"
        refuse("RSK006", f"{quoted(value)} is no fact the program can find", hint)
    return str(value)


CostCategory = Annotated[
    str,
    Written(
        _category,
        {
            "type": "string",
            "enum": [EVERYTHING, *CATEGORIES],
            "description": "A category of cost; ALL is the whole.",
            "examples": ["training"],
        },
    ),
]
FactName = Annotated[
    str,
    Written(
        _fact,
        {
            "type": "string",
            "enum": [*FACTS],
            "description": "A fact found in brief and offers.",
            "examples": ["training-not-bought"],
        },
    ),
]


class ThreePoints(Part):
    """A lowest, a most likely and a highest value."""

    low: Quantity
    likely: Quantity
    high: Quantity

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.likely <= self.high:
            said = f"low {self.low}, likely {self.likely} and high {self.high} are out of order"
            refuse("RSK002", said, "Write them in ascending order")
        return self


class CostEffect(Part):
    """What a risk that happens adds to the cost of a category."""

    category: CostCategory
    percent: ThreePoints


class TimeEffect(Part):
    """What a risk that happens adds to the time: percent points of the project's, or working days."""

    percent: ThreePoints | None = None
    days: ThreePoints | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.percent is None) == (self.days is None):
            refuse("KEY006", "time is lost in percent or in days", "Write exactly one of them")
        return self


class Effects(Part):
    """What a risk costs if it happens, in money and in time."""

    cost: CostEffect
    schedule: TimeEffect


class Question(Part):
    """A question whose answer tells how likely a risk is."""

    ask: TextField
    risk_if: Literal["yes", "no"]
    graded: Truth = False
    quick: Truth = False
    in_country: dict[CountryCode, TextField] = {}

    @model_validator(mode="before")
    @classmethod
    def _has_consequence(cls, written: Any) -> Any:
        if isinstance(written, Mapping) and "risk_if" not in written:
            refuse("RSK003", "the question has no consequence", "Write risk_if: yes or risk_if: no")
        return written

    def wording(self, country: str | None) -> Text:
        """How it is asked in `country`."""
        return self.in_country.get(country or "", self.ask)


class Reduction(Part):
    """By how many levels a mitigation that is done lowers likelihood and impact."""

    likelihood: Steps = 0
    impact: Steps = 0


class Mitigation(Part):
    """What can be done about a risk, by whom, with how many hours, and which risks doing it may raise."""

    action: TextField
    owner: Identifier
    hours: ThreePoints | None = None
    reduces: Reduction = Reduction()
    secondary: tuple[RiskId, ...] = ()


class Risk(Part):
    """One thing that can go wrong: its name is the event, with a cause before and a consequence after it."""

    side: Side
    phase: Phase
    name: TextField
    cause: LongTextField
    consequence: LongTextField
    likelihood: Level
    impact: Level
    effects: Effects
    gate: Gate = "none"
    stop: LongTextField | None = None
    response: Response = "mitigate"
    grade: Grade = "J"
    basis: LongTextField | None = None
    sources: tuple[Identifier, ...] = ()
    when: tuple[FactName, ...] = ()
    signs: tuple[TextField, ...] = ()
    questions: dict[QuestionId, Question] = {}
    mitigations: dict[MitigationId, Mitigation] = {}
    retired: Truth = False

    @model_validator(mode="after")
    def _a_stop_is_explained(self) -> Self:
        if self.gate == "hard" and self.stop is None:
            refuse(
                "RSK010", "a hard gate does not say why it stops the project", "Add `stop: ...` for the owner", "gate"
            )
        return self


class Contradiction(Part):
    """Answers, or answers and facts, that cannot all be true."""

    answers: Annotated[dict[QuestionId, Literal["yes", "no"]], Field(min_length=1)]
    facts: tuple[FactName, ...] = ()
    why: TextField

    @model_validator(mode="after")
    def _two_statements(self) -> Self:
        if len(self.answers) + len(self.facts) < 2:  # noqa: PLR2004 - one statement contradicts nothing
            refuse("RSK007", "one answer alone contradicts nothing", "Name a second answer, or a fact")
        return self
