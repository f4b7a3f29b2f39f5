"""Making a plan by priority: one job after the other at the earliest time its people are free.

The serial schedule generation scheme and forward-backward improvement of Kolisch and Hartmann (Heuristic algorithms
for the resource-constrained project scheduling problem, 1999), with random samples around the best rule from a fixed
seed. Every plan it makes keeps all waits and capacities; limits (last starts, dues) it only tries to keep.
"""

from collections.abc import Callable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from random import Random

from crm_planner.plan.instance import Instance, Span, mirrored
from crm_planner.plan.passes import earliest, earliest_start, latest

Priority = Sequence[float]
"""Of each job; the lower, the sooner it is placed."""

_SEED = 1
_TIMES = 10
"""How often in a row no better plan is found before improving a plan ends."""


class Occupancy:
    """How much of each resource is held in every slot."""

    def __init__(self, capacities: Sequence[int]) -> None:
        self.capacities = capacities
        self.held: list[list[int]] = [[] for _ in capacities]

    def place(self, instance: Instance, job: int, start: int) -> Span:
        """Put `job` at the first time from `start` on at which its people are free, and hold them."""
        one = instance.jobs[job]
        start = one.earliest(start)
        finish = one.finish(start)
        while (clash := self._clash(one.demands, start, finish)) is not None:
            start = one.earliest(clash + 1)
            finish = one.finish(start)
        for resource, amount in one.demands:
            held = self.held[resource]
            held[start:finish] = [already + amount for already in held[start:finish]]
        return Span(start, finish)

    def _clash(self, demands: tuple[tuple[int, int], ...], start: int, finish: int) -> int | None:
        """The last slot of the span with too little left of a resource."""
        for resource, amount in demands:
            held = self.held[resource]
            if len(held) < finish:
                held.extend([0] * (finish - len(held)))
            free = self.capacities[resource] - amount
            part = held[start:finish]
            if part and max(part) > free:
                return start + max(slot for slot, already in enumerate(part) if already > free)
        return None


def serial(instance: Instance, priority: Priority) -> list[Span]:
    """Each job, in the order of waits and then of `priority`, at its earliest. Jobs on fixed dates come first.

    Raises BeyondHorizon where the working time given does not suffice.
    """
    spans: list[Span | None] = [None] * len(instance.jobs)
    occupied = Occupancy(instance.capacities)
    for job, one in enumerate(instance.jobs):
        if one.last_start is not None:
            spans[job] = occupied.place(instance, job, one.release)
    missing = [len(waits) for waits in instance.waits_of]
    ready = [(priority[job], job) for job, count in enumerate(missing) if count == 0]
    heapify(ready)
    while ready:
        _, job = heappop(ready)
        if spans[job] is None:
            spans[job] = occupied.place(instance, job, earliest_start(instance, job, spans))
        for wait in instance.waiting_for[job]:
            missing[wait.after] -= 1
            if missing[wait.after] == 0:
                heappush(ready, (priority[wait.after], wait.after))
    return [span for span in spans if span is not None]


def end_of(spans: Sequence[Span]) -> int:
    """When the last job finishes."""
    return max((span.finish for span in spans), default=0)


def keeps_limits(instance: Instance, spans: Sequence[Span]) -> bool:
    """Whether every job starts and finishes by the dates it has to, and jobs on fixed dates wait for nothing."""
    return all(
        (
            job.last_start is None
            or (span.start <= job.last_start and earliest_start(instance, number, spans) <= span.start)
        )
        and (job.due is None or span.finish <= job.due)
        for number, (job, span) in enumerate(zip(instance.jobs, spans, strict=True))
    )


def rules(instance: Instance) -> Iterator[Priority]:
    """Priority rules, the best first: latest finish, latest start, most work after it, most waiting for it."""
    spans = earliest(instance)
    late = latest(instance, max(end_of(spans), 1))
    yield [span.finish for span in late]
    yield [span.start for span in late]
    following: list[set[int]] = [set() for _ in instance.jobs]
    for job in reversed(instance.order):
        for wait in instance.waiting_for[job]:
            following[job] |= {wait.after} | following[wait.after]
    yield [
        -float(job.work + sum(instance.jobs[other].work for other in after))
        for job, after in _paired(instance, following)
    ]
    yield [-float(len(after)) for after in following]


def _paired(instance: Instance, following: list[set[int]]) -> Iterator[tuple]:  # type: ignore[type-arg]
    return zip(instance.jobs, following, strict=True)


def improved(instance: Instance, spans: list[Span], bound: int) -> list[Span]:
    """The plan pushed to its end and back again for as long as that shortens it."""
    best = spans
    while end_of(best) > bound:
        backwards = serial(mirrored(instance, end_of(best)), [-float(span.finish) for span in best])
        forwards = serial(instance, [-float(span.finish) for span in backwards])
        if end_of(forwards) >= end_of(best):
            return best
        best = forwards
    return best


def heuristic(instance: Instance, bound: int, samples: int, accepted: Callable[[list[Span]], bool]) -> list[Span]:
    """The shortest plan found by rules, improvement and `samples` random ones; at once when one is as short as `bound`.

    A plan that is `accepted` beats any that is not.
    """

    def rank(spans: list[Span]) -> tuple[bool, int]:
        return not accepted(spans), end_of(spans)

    best: list[Span] | None = None
    guide: Priority = ()
    for priority in rules(instance):
        guide = guide or priority
        spans = improved(instance, serial(instance, priority), bound)
        best = spans if best is None else min(best, spans, key=rank)
        if rank(best) <= (False, bound):
            return best
    chance = Random(_SEED)  # noqa: S311 - no secret
    for _ in range(samples):
        shaken = [value * (1 + chance.random() / 2) for value in guide]
        spans = improved(instance, serial(instance, shaken), bound)
        best = min(best, spans, key=rank) if best else spans
        if rank(best) <= (False, bound):
            break
    return best or []
