"""The work breakdown: which tasks a project of each shape has, what each waits for, and the team that does them.

A task names the efforts whose hours it takes, so a plan has no hours of its own: they are those of the price.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from crm_planner.document import Part
from crm_planner.fields import (
    Count,
    DailyHours,
    Identifier,
    Lag,
    LongTextField,
    Names,
    Quantity,
    TaskId,
    TextField,
    Truth,
)
from crm_planner.playbook.effort import Side, When
from crm_planner.refusal import refuse
from crm_planner.spans import Figure
from crm_planner.terms import Grade

LinkKind = Literal["FS", "SS", "FF", "SF"]
"""What waits for what: this start for that finish (FS), start for start, finish for finish, finish for that start."""


class Shape(Part):
    """A size of project, told from the brief: the first whose `when` holds is the client's."""

    name: TextField
    when: When = ()
    note: LongTextField | None = None


class WorkPhase(Part):
    """A part of the project that tasks roll up to; phases stand in the order of the plan."""

    name: TextField


class After(Part):
    """What a task waits for. A plain id is a task that must be finished; `lag` is in working days, a lead below 0."""

    task: TaskId
    kind: LinkKind = "FS"
    lag: Lag = Decimal(0)

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, written: Any) -> Any:
        return written if isinstance(written, Mapping | After) else {"task": written}


def _several(written: Any) -> Any:
    return written if isinstance(written, list | tuple) else (written,)


_ID = {"type": ["string", "number"]}

TaskIds = Annotated[
    tuple[TaskId, ...],
    BeforeValidator(_several),
    WithJsonSchema({"anyOf": [_ID, {"type": "array", "items": _ID}]}),
]
"""One task, or several in a list."""


class TaskTemplate(Part):
    """One task of the work breakdown.

    It is in a plan if an effort of it is needed and not switched off, or, where it names none, in the `shapes` it is
    for. It takes the longest of `days` and of what its people need for the hours. A task with `spans` lasts from the
    first start to the last finish of those tasks. A task `each_wave` is done once for each wave of a roll-out.
    """

    name: TextField
    phase: Identifier
    efforts: Names = ()
    after: tuple[After, ...] = ()
    spans: TaskIds = ()
    days: Figure | None = None
    days_by_shape: dict[Identifier, Figure] = {}
    shapes: Names = ()
    each_wave: Truth = False
    gate: Truth = False
    deliverable: TextField | None = None
    accountable: Identifier | None = None
    consulted: Names = ()
    informed: Names = ()
    source: Identifier | None = None
    grade: Grade = "J"
    note: LongTextField | None = None

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        if self.days is not None and self.days_by_shape:
            refuse("KEY006", "days and days_by_shape both say how long it takes", "Keep one", at="days_by_shape")
        if self.spans and (self.days is not None or self.days_by_shape or self.after):
            said = "a task that spans others lasts as long as they do and waits for nothing"
            refuse("KEY006", said, "Remove days and after, or spans", at="spans")
        return self

    def days_of(self, shape: str) -> Figure | None:
        """Its fixed working days in a project of this shape; None if only the hours say how long it takes."""
        return self.days_by_shape.get(shape, self.days)


class Heads(Part):
    """How many people: a plain number, or one for every started `size` of a number, and not fewer than `at_least`."""

    of: Identifier | None = None
    size: Annotated[Quantity, Field(gt=0)] | None = None
    at_least: Count = 1

    @model_validator(mode="before")
    @classmethod
    def _number(cls, written: Any) -> Any:
        return written if isinstance(written, Mapping | Heads) else {"at_least": written}

    @model_validator(mode="after")
    def _both(self) -> Self:
        if (self.of is None) != (self.size is None):
            refuse("KEY007", "of and size belong together", "Write of: users and size: 10, or neither")
        return self


class Member(Part):
    """Somebody of the team nobody has named yet, or several of them: their roles, and productive hours of a day."""

    name: TextField
    side: Side
    roles: Names
    hours_a_day: DailyHours
    heads: Heads = Heads()
    shapes: Names = ()
    source: Identifier | None = None
    grade: Grade = "J"
    note: LongTextField | None = None


class RollOut(Part):
    """When not to start everything at once: with more users than these, or with so many departments.

    In phases (`phases: 3` in a brief) tasks `each_wave` are done once a wave, and a wave begins `lag` working days
    after the one before is live. `called` is the name of such a task: `{task}, wave {wave}`.
    """

    above_users: Count
    departments: Count
    called: TextField
    lag: Lag = Decimal(0)
    source: Identifier | None = None
    grade: Grade = "J"
    note: LongTextField | None = None
