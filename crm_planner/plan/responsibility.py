"""Who answers for what: the responsibility matrix (RACI) that follows from the hours of a plan.

For each task one side leads: the vendor's if it has hours in it, else the client's. Roles of that side with hours do
the work (R), roles of the other side with hours are consulted (C). One role alone is accountable (A): that of gates for
a gate, else that of the leading side; the accountable role of the other side is informed (I). Which roles these are is
the playbook's to say.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from crm_planner.plan.task import Task
from crm_planner.playbook.effort import Side


class Part(StrEnum):
    """What a role has to do with a task."""

    RESPONSIBLE = "R"
    ACCOUNTABLE = "A"
    BOTH = "A/R"
    CONSULTED = "C"
    INFORMED = "I"


class Answerable(NamedTuple):
    """The roles that answer for tasks: for those the vendor's side leads, the client's, and for decisions at gates."""

    vendor: str | None = None
    client: str | None = None
    gate: str | None = None


VENDOR_SIDE: tuple[Side, ...] = ("vendor", "consultant")


class Duty(NamedTuple):
    """A task, and the part of every role that has one."""

    task: Task
    parts: Mapping[str, Part]


def duties(tasks: Iterable[Task], answerable: Answerable) -> tuple[Duty, ...]:
    """The rows of the matrix; a task nobody has hours in and nobody answers for has no parts."""
    return tuple(Duty(task, _parts(task, answerable)) for task in tasks)


def roles_of(matrix: Iterable[Duty]) -> tuple[str, ...]:
    """The roles with a part anywhere, in the order they first appear."""
    return tuple(dict.fromkeys(role for duty in matrix for role in duty.parts))


def _parts(task: Task, answerable: Answerable) -> Mapping[str, Part]:
    busy = [one for one in task.assignments if one.hours.likely]
    vendor_leads = any(one.side in VENDOR_SIDE for one in busy)
    parts = {
        one.role: Part.RESPONSIBLE if (one.side in VENDOR_SIDE) is vendor_leads else Part.CONSULTED for one in busy
    }
    leading, other = (answerable.vendor, answerable.client)
    if not vendor_leads:
        leading, other = other, leading
    accountable = answerable.gate if task.gate and answerable.gate else leading
    for informed in (leading, other):
        if informed:
            parts.setdefault(informed, Part.INFORMED)
    if accountable:
        parts[accountable] = Part.BOTH if parts.get(accountable) is Part.RESPONSIBLE else Part.ACCOUNTABLE
    return parts
