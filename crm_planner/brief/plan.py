"""What a client says about the plan: tasks changed or left out, who does the work and when they are away, deadlines."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from crm_planner.document import Part
from crm_planner.fields import (
    Count,
    CountryCode,
    DailyHours,
    Identifier,
    IsoDate,
    Names,
    OneLine,
    Share,
    TaskId,
    TextField,
    Truth,
    UnitAmount,
)
from crm_planner.place import Path
from crm_planner.refusal import refuse
from crm_planner.spans import Figure

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class TaskChange(Part):
    """How a task differs here. `hours` are of pieces of work, and change the price wherever those are in it.

    `people` are the ids of those who do it. `not_before`, `starts_on` and `deadline` bound its first and last day.
    """

    off: Truth = False
    hours: dict[Identifier, Figure] = {}
    days: Figure | None = None
    people: Names = ()
    not_before: IsoDate | None = None
    starts_on: IsoDate | None = None
    deadline: IsoDate | None = None

    @model_validator(mode="after")
    def _something_to_do(self) -> Self:
        if self.off and len(self.model_fields_set) > 1:
            refuse("KEY006", "a task that is off has nothing else to say", "Remove off, or everything else", at="off")
        if self.starts_on is not None and self.not_before is not None:
            refuse("KEY006", "starts_on already gives the first day", "Remove not_before", at="not_before")
        first = self.starts_on or self.not_before
        if first is not None and self.deadline is not None and self.deadline < first:
            said = f"the deadline {self.deadline} is before the first day {first}"
            refuse("DAT003", said, "Correct one of them", at="deadline")
        return self


class Away(Part):
    """Days on which somebody does not work, the first and the last included."""

    from_: IsoDate = Field(alias="from")
    until: IsoDate
    reason: OneLine | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until < self.from_:
            refuse("DAT003", f"until {self.until} is before from {self.from_}", "Exchange them", at="until")
        return self


class PlannedPerson(Part):
    """Somebody who does the work of some roles, in place of the playbook's team.

    What is not said is as the team has it: the hours of a day, the side. `hourly` is what an hour of theirs costs, in
    the brief's currency, and so of their roles. `share` is the part of each day for this
    project, `heads` how many people like this there are, `country` whose holidays they keep.
    """

    id: Identifier
    name: TextField
    roles: Annotated[Names, Field(min_length=1)]
    hourly: UnitAmount | None = None
    hours_a_day: DailyHours | None = None
    share: Annotated[Share, Field(gt=0)] = Decimal(1)
    heads: Count = 1
    country: CountryCode | None = None
    weekdays: Annotated[tuple[Weekday, ...], Field(min_length=1)] | None = None
    leave: tuple[Away, ...] = ()


class NoWork(Part):
    """Days on which whole roles are not to be had: from a day until another, or the last days of every month.

    Without `roles` nobody is.
    """

    from_: IsoDate | None = Field(default=None, alias="from")
    until: IsoDate | None = None
    month_end: Annotated[Count, Field(le=15)] | None = None
    roles: Names = ()
    reason: OneLine | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.from_ is None) != (self.until is None):
            refuse("KEY007", "from and until belong together", "Write both, or month_end: 3")
        if (self.from_ is None) == (self.month_end is None):
            refuse("KEY006", "either days or month ends", "Write from and until, or month_end: 3")
        if self.from_ and self.until and self.until < self.from_:
            refuse("DAT003", f"until {self.until} is before from {self.from_}", "Exchange them", at="until")
        return self


class PlanWishes(Part):
    """What differs from the playbook's plan: tasks by their number, people, days without work, the last day."""

    tasks: dict[TaskId, TaskChange] = {}
    people: tuple[PlannedPerson, ...] = ()
    blackouts: tuple[NoWork, ...] = ()
    deadline: IsoDate | None = None
    country: CountryCode | None = None

    @property
    def rates(self) -> Mapping[str, tuple[Decimal, Path]]:
        """What an hour of a role costs because of who does it, with the path to it in the brief."""
        return {
            role: (person.hourly, ("plan", "people", at, "hourly"))
            for at, person in enumerate(self.people)
            for role in person.roles
            if person.hourly is not None
        }

    @property
    def hours(self) -> Mapping[str, tuple[Figure, Path]]:
        """The hours given by hand, by piece of work, with the path to them in the brief."""
        return {
            piece: (figure, ("plan", "tasks", task, "hours", piece))
            for task, change in self.tasks.items()
            for piece, figure in change.hours.items()
        }
