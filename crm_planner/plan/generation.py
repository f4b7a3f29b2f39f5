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
_SAMPLES = 20
"""Random plans tried before the solver is loaded, which costs more time than they do."""

_ROUNDS = 20
"""How often a plan is pushed to its end and back; it seldom helps more than three times."""

_PLACED = 10_000
"""Jobs of all plans tried together, roughly: large plans are tried less often, so that an answer takes seconds."""


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
    """Priority rules, the best first: latest finish, latest start, most jobs that wait for it, however indirectly."""
    late = latest(instance, end_of(earliest(instance)))
    yield [span.finish for span in late]
    yield [span.start for span in late]
    waiting = [0] * len(instance.jobs)  # a bit for each job
    for job in reversed(instance.order):
        for wait in instance.waiting_for[job]:
            waiting[job] |= 1 << wait.after | waiting[wait.after]
    yield [-jobs.bit_count() for jobs in waiting]


def improved(instance: Instance, spans: list[Span], bound: int, rounds: int) -> list[Span]:
    """The plan pushed to its end and back again for as long as that shortens it, at most so often."""
    best = spans
    for _ in range(rounds):
        if end_of(best) <= bound:
            return best
        backwards = serial(mirrored(instance, end_of(best)), [-float(span.finish) for span in best])
        forwards = serial(instance, [-float(span.finish) for span in backwards])
        if end_of(forwards) >= end_of(best):
            return best
        best = forwards
    return best


def heuristic(instance: Instance, bound: int, accepted: Callable[[list[Span]], bool]) -> list[Span]:
    """The shortest plan found by rules, improvement and random samples; at once when one is as short as `bound`.

    A plan that is `accepted` beats any that is not. Large plans get fewer samples and rounds of improvement.
    """

    def rank(spans: list[Span]) -> tuple[bool, int]:
        return not accepted(spans), end_of(spans)

    rounds = max(1, min(_ROUNDS, _PLACED // (8 * max(len(instance.jobs), 1))))
    best: list[Span] = []
    for priority in _priorities(instance):
        spans = improved(instance, serial(instance, priority), bound, rounds)
        best = min(best or spans, spans, key=rank)
        if rank(best) <= (False, bound):
            break
    return best


def _priorities(instance: Instance) -> Iterator[Priority]:
    """The rules, then the first of them shaken."""
    every = list(rules(instance))
    yield from every
    chance = Random(_SEED)  # noqa: S311 - no secret
    for _ in range(min(_SAMPLES, _PLACED // (10 * max(len(instance.jobs), 1)))):
        yield [value * (1 + chance.random() / 2) for value in every[0]]
