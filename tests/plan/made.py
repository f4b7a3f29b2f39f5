"""Undertakings made in a line or two: tasks, people and a first day, as the tests of plans need them."""

from datetime import date
from decimal import Decimal

from crm_planner.place import Place
from crm_planner.plan.person import Person
from crm_planner.plan.task import Assignment, Link, LinkKind, Points, Task
from crm_planner.plan.undertaking import Undertaking
from crm_planner.text import Text

MONDAY = date(2027, 3, 1)
"""A Monday after which eight weeks of a five-day week follow without a holiday of the plain calendar."""


def points(written: str) -> Points:
    """`1/2/5`, or `2` for all three."""
    parts = [Decimal(part) for part in written.split("/")]
    return Points(*parts) if len(parts) > 1 else Points.fixed(parts[0])


def link(written: str, line: int = 0) -> Link:
    """`A` is finish to start, `A:SS+2` two days after its start."""
    after, _, rest = written.partition(":")
    kinds: dict[str, LinkKind] = {"FS": "FS", "SS": "SS", "FF": "FF", "SF": "SF", "": "FS"}
    return Link(after, kinds[rest[:2]], Decimal(rest[2:] or 0), Place("work.yaml", line, 3))


def task(name: str, after: str = "", days: str = "", line: int = 1, **hours: str) -> Task:
    """A task of so many fixed days, and hours by role: `task("B", "A", vte="4")`; `after` has links between spaces."""
    return Task(
        id=name,
        name=Text.plain(name),
        assignments=tuple(Assignment(role, "vendor", points(written)) for role, written in hours.items()),
        links=tuple(link(one, line) for one in after.split()),
        days=points(days) if days else None,
        place=Place("work.yaml", line, 1),
    )


def person(role: str, hours: str = "8", heads: int = 1, line: int = 50, name: str = "") -> Person:
    """Somebody with one role, of so many productive hours a day."""
    return Person(
        id=name or role,
        name=Text.plain(name or role),
        roles=(role,),
        side="vendor",
        capacity=Decimal(hours),
        heads=heads,
        place=Place("brief.yaml", line, 3),
    )


def undertaking(*parts: Task | Person) -> Undertaking:
    """A plan to be made of these tasks and people from a Monday on."""
    return Undertaking(
        tasks=tuple(part for part in parts if isinstance(part, Task)),
        people=tuple(part for part in parts if isinstance(part, Person)),
        start=MONDAY,
        start_place=Place("brief.yaml", 2, 8),
        deadline_place=Place("brief.yaml", 3, 11),
    )
