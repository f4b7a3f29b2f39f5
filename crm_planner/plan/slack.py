"""How much a task of a levelled plan may slip: through its links, and through the people it hands on.

Whoever works on one task and then on another makes the second wait for the first. Such hand-overs, written as waits
(a resource flow network: Artigues, Michelon and Reusser, Insertion techniques for static and dynamic resource-
constrained project scheduling, 2003), turn the levelled plan into a network whose passes give slack that holds.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crm_planner.plan.generation import end_of
from crm_planner.plan.instance import Instance, Span, Wait
from crm_planner.plan.passes import latest, latest_span


class Slack(NamedTuple):
    """Of one job: its latest dates that keep the end, and the latest that move no other job."""

    late: Span
    free: Span


def slacks(joined: Instance, spans: Sequence[Span]) -> list[Slack]:
    """The slack of each job of a plan, whose people go on to their next job as they do in it.

    `joined` has the hand-overs of the plan among its waits. Where leads make these run in a circle with the links, no
    slack is claimed at all.
    """
    if joined.runs_in_a_circle:
        return [Slack(span, span) for span in spans]
    end = end_of(spans)
    late = latest(joined, end)
    return [Slack(last, latest_span(joined, job, spans, end)) for job, last in enumerate(late)]


def with_hand_overs(instance: Instance, spans: Sequence[Span]) -> Instance:
    """The network of links and hand-overs."""
    return instance.joined_by(hand_overs(instance, spans))


def hand_overs(instance: Instance, spans: Sequence[Span]) -> list[Wait]:
    """A wait for every time somebody goes on from one job to the next."""
    return [wait for resource in range(len(instance.capacities)) for wait in _of_one(instance, resource, spans)]


def _of_one(instance: Instance, resource: int, spans: Sequence[Span]) -> Iterator[Wait]:
    """Who hands on one resource: a job takes from those whose finish it waits for, then what is free, then the rest."""
    left: dict[int | None, int] = {None: instance.capacities[resource]}
    for span, number, amount in sorted(_users(instance, resource, spans)):
        linked = {wait.before for wait in instance.waits_of[number] if wait.kind == "FS" and wait.lag >= 0}
        over = [other for other, rest in left.items() if rest and (other is None or spans[other].finish <= span.start)]
        missing = amount
        for other in sorted(over, key=lambda other: _preference(other, linked, spans)):
            taken = min(left[other], missing)
            left[other] -= taken
            missing -= taken
            if taken and other is not None and other not in linked:
                yield Wait(other, number)
        left[number] = amount


def _users(instance: Instance, resource: int, spans: Sequence[Span]) -> Iterator[tuple[Span, int, int]]:
    for number, job in enumerate(instance.jobs):
        for which, amount in job.demands:
            if which == resource and job.work:
                yield spans[number], number, amount


def _preference(other: int | None, linked: set[int], spans: Sequence[Span]) -> tuple[bool, int, int]:
    return (
        (False, 0, 0) if other in linked else (True, 0, 0) if other is None else (True, spans[other].finish, other + 1)
    )
