"""What is to be done: tasks with the hours of each role, what each waits for, and what it delivers.

Hours and days have three points; a plan is made of the most likely ones, a simulation draws between low and high.
All days are working days of eight hours; hours are productive hours of the people who do the work.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from crm_planner.place import Place
from crm_planner.playbook.effort import Side
from crm_planner.text import Text

LinkKind = Literal["FS", "SS", "FF", "SF"]
"""What waits for what: this start for that finish (FS), start for start, finish for finish, finish for that start."""

Point = Literal["low", "likely", "high"]
"""Which of the three points of hours and days a plan is made of."""

WHOLE_FILE = Place("")
"""The place of what was made in code."""


class Points(NamedTuple):
    """Low, most likely and high hours or working days, in ascending order."""

    low: Decimal
    likely: Decimal
    high: Decimal

    @classmethod
    def fixed(cls, amount: Decimal | int | str) -> "Points":
        """The same amount at all three points."""
        return cls(Decimal(amount), Decimal(amount), Decimal(amount))

    def at(self, point: Point) -> Decimal:
        """The amount at one of the three points."""
        return {"low": self.low, "likely": self.likely, "high": self.high}[point]


class Link(NamedTuple):
    """What a task waits for: the task `after`, how (`kind`), and how many working days more (`lag`; negative: a lead).

    FS: this task starts `lag` after the other's finish; SS: starts `lag` after its start; FF: finishes `lag` after
    its finish; SF: finishes `lag` after its start. An hour of lag is 1/8.
    """

    after: str
    kind: LinkKind = "FS"
    lag: Decimal = Decimal(0)
    place: Place = WHOLE_FILE


class Assignment(NamedTuple):
    """The hours one role of one side spends on a task, spread evenly over it.

    All people who have the role share them in proportion to their capacity, or only `people` (their ids) if named.
    `cells` name the figures of the cost model these hours are: low, likely, high; empty for hours made in code.
    """

    role: str
    side: Side
    hours: Points
    people: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    place: Place = WHOLE_FILE


class Phase(NamedTuple):
    """A part of the work that tasks roll up to, in the order of the plan."""

    id: str
    name: Text


class Task(NamedTuple):
    """One piece of work.

    It takes the longest of `days` (fixed working days, whoever works) and of what each role needs for its hours;
    without either it is a milestone, which takes no time. `not_before` and `deadline` bound its first and last day;
    `starts_on` fixes its first day. A task with `spans` is level of effort, such as management: it lasts from the
    first start to the last finish of the tasks it names, delays nothing, and is left out of levelling. A `gate` is
    a decision that everything after it waits for. `dated_at` says by name where dates and days are written.
    """

    id: str
    name: Text
    phase: str = ""
    assignments: tuple[Assignment, ...] = ()
    links: tuple[Link, ...] = ()
    days: Points | None = None
    spans: tuple[str, ...] = ()
    not_before: date | None = None
    starts_on: date | None = None
    deadline: date | None = None
    deliverable: Text | None = None
    gate: bool = False
    place: Place = WHOLE_FILE
    dated_at: Mapping[str, Place] = {}

    def place_of(self, date_or_days: str) -> Place:
        """Where one of its dates or its days are written: for this client, else where the task is."""
        return self.dated_at.get(date_or_days, self.place)

    @property
    def is_level_of_effort(self) -> bool:
        """Whether it lasts as long as other tasks do."""
        return bool(self.spans)

    @property
    def is_milestone(self) -> bool:
        """Whether it is a moment, not a piece of work."""
        return not (self.spans or self.assignments or self.days)

    def hours(self, point: Point = "likely", side: Side | None = None) -> Decimal:
        """Its hours at one of the three points, of everybody or of one side."""
        return sum((one.hours.at(point) for one in self.assignments if side in (None, one.side)), Decimal(0))


Names = Mapping[str, Text]
"""How roles are called, by id."""
