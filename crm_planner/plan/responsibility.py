"""Who answers for what: the responsibility matrix (RACI) of a plan.

Every role with hours in a task does the work (R). The work breakdown says which role alone is accountable for it (A),
whom it consults (C) and whom it informs (I); who does the work needs no letter for being asked or told as well.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from crm_planner.plan.task import Task


class Part(StrEnum):
    """What a role has to do with a task."""

    RESPONSIBLE = "R"
    ACCOUNTABLE = "A"
    BOTH = "A/R"
    CONSULTED = "C"
    INFORMED = "I"


class Answering(NamedTuple):
    """The role that answers for a task, and those that are asked and told."""

    accountable: str | None = None
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()


class Duty(NamedTuple):
    """A task, and the part of every role that has one."""

    task: Task
    parts: Mapping[str, Part]


def duties(tasks: Iterable[Task], answering: Mapping[str, Answering]) -> tuple[Duty, ...]:
    """The rows of the matrix; `answering` is by task. A task nobody has hours in or answers for has no parts."""
    return tuple(Duty(task, _parts(task, answering.get(task.id, Answering()))) for task in tasks)


def roles_of(matrix: Iterable[Duty]) -> tuple[str, ...]:
    """The roles with a part anywhere, in the order they first appear."""
    return tuple(dict.fromkeys(role for duty in matrix for role in duty.parts))


def _parts(task: Task, answering: Answering) -> Mapping[str, Part]:
    busy = dict.fromkeys(one.role for one in task.assignments if one.hours.likely)
    parts = dict.fromkeys(answering.informed, Part.INFORMED)
    parts |= dict.fromkeys(answering.consulted, Part.CONSULTED)
    parts = dict.fromkeys(busy, Part.RESPONSIBLE) | {role: part for role, part in parts.items() if role not in busy}
    if answering.accountable:
        both = answering.accountable in busy
        parts[answering.accountable] = Part.BOTH if both else Part.ACCOUNTABLE
    return parts
