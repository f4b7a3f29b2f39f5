"""What of the price each task is: hours that are charged, and its part of what the vendor sells at a fixed price."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from crm_planner.estimate.lines import Estimate, Line
from crm_planner.plan.breakdown import Breakdown, TaskWork
from crm_planner.plan.hours import Paid
from crm_planner.plan.implementation import TaskCost
from crm_planner.plan.shares import shared
from crm_planner.plan.task import Task

_NOTHING = Decimal(0)


def costs_of(found: Breakdown, tasks: Sequence[Task], estimate: Estimate) -> dict[str, TaskCost]:
    """What each task is of the estimate, over the horizon; in no sum an hour or a line counts twice.

    A line of work is shared among the waves it is done in, a line of the price list among the tasks whose work it
    sells, in proportion to their most likely hours.
    """
    hours = _hours(found, tasks)
    hourly = dict(_charged(found, estimate, hours))
    fixed = dict.fromkeys((task.id for task in tasks), _NOTHING)
    for line, parts in _sold(found, estimate):
        shares = shared(line.amount or _NOTHING, [hours[part] for part in parts], found.ledger.setting.cent)
        for number, share in zip(parts, shares, strict=True):
            fixed[found.parts[number].task.id] += share
    of_task: dict[str, list[int]] = {task.id: [] for task in tasks}
    for number, part in enumerate(found.parts):
        of_task[part.task.id].append(number)
    return {
        task.id: TaskCost(tuple(hourly.get(number, _NOTHING) for number in of_task[task.id]), fixed[task.id])
        for task in tasks
    }


def _hours(found: Breakdown, tasks: Sequence[Task]) -> list[Decimal]:
    """The most likely hours of every part; assignments stand in the order of the parts of their task."""
    known = {task.id: iter(task.assignments) for task in tasks}
    return [next(known[part.task.id]).hours.likely for part in found.parts]


def _charged(found: Breakdown, estimate: Estimate, hours: Sequence[Decimal]) -> Iterator[tuple[int, Decimal | None]]:
    """The amount of each part that is charged by the hour, or was offered; None where nobody knows the price."""
    lines = {line.id: line for line in estimate.lines}
    for piece, parts in _grouped(found).items():
        if found.parts[parts[0]].paid is Paid.CHARGED:
            known = lines[piece].amount
            if known is None:
                yield from ((part, None) for part in parts)
            else:
                shares = shared(known, [hours[part] for part in parts], found.ledger.setting.cent)
                yield from zip(parts, shares, strict=True)


def _grouped(found: Breakdown) -> Mapping[str, list[int]]:
    """The numbers of the parts of each piece of work: several where it is done in waves."""
    grouped: dict[str, list[int]] = {}
    for number, part in enumerate(found.parts):
        grouped.setdefault(part.piece.id, []).append(number)
    return grouped


def _sold(found: Breakdown, estimate: Estimate) -> Iterator[tuple[Line, list[int]]]:
    """Every line of the price list that sells work of the plan, with the parts it sells."""
    parts = list(enumerate(found.parts))
    for line in estimate.lines:
        sold = [number for number, part in parts if line.work is None and _sells(line, part)]
        if sold and line.amount:
            yield line, sold


def _sells(line: Line, part: TaskWork) -> bool:
    return part.paid is Paid.SOLD and line.category == part.piece.effort.category
