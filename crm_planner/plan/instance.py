"""A plan as whole numbers: jobs of so many slots, what waits for what, and how much of each resource there is.

This is the resource-constrained project scheduling problem of the literature, with all four kinds of waiting,
lags, dates, and working time that differs from job to job. Resources are people, or anything of limited capacity.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from crm_planner.plan.task import LinkKind
from crm_planner.plan.worktime import STEADY, Interrupted, Steady


class Job(NamedTuple):
    """A piece of work that is not put aside once begun.

    It takes `work` of its `worktime` and holds its `demands` (resource, amount) from its start to its finish. It starts
    no earlier than `release`, and if they are given no later than `last_start` and finishes no later than `due`.
    """

    work: int
    demands: tuple[tuple[int, int], ...] = ()
    worktime: Steady = STEADY
    release: int = 0
    last_start: int | None = None
    due: int | None = None

    def earliest(self, moment: int) -> int:
        """The first possible start from `moment` on."""
        return self.worktime.first(moment) if self.work else moment

    def finish(self, start: int) -> int:
        return self.worktime.after(start, self.work)


class Wait(NamedTuple):
    """The job `after` waits for the job `before`; `lag` in slots of the project's working time."""

    before: int
    after: int
    kind: LinkKind = "FS"
    lag: int = 0


class Span(NamedTuple):
    """The start and the finish of a job."""

    start: int
    finish: int


@dataclass(frozen=True)
class Instance:
    """Jobs, waits, and the capacity of each resource; `lag_time` is the working time lags are counted in."""

    jobs: Sequence[Job]
    waits: Sequence[Wait]
    capacities: Sequence[int] = ()
    lag_time: Steady = field(default=STEADY)

    @cached_property
    def waits_of(self) -> list[list[Wait]]:
        """What each job waits for."""
        found: list[list[Wait]] = [[] for _ in self.jobs]
        for wait in self.waits:
            found[wait.after].append(wait)
        return found

    @cached_property
    def waiting_for(self) -> list[list[Wait]]:
        """Who waits for each job."""
        found: list[list[Wait]] = [[] for _ in self.jobs]
        for wait in self.waits:
            found[wait.before].append(wait)
        return found

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The jobs so that each stands after those it waits for; graphlib.CycleError if they wait in a circle."""
        graph = {job: {wait.before for wait in waits} for job, waits in enumerate(self.waits_of)}
        return tuple(TopologicalSorter(graph).static_order())

    @property
    def runs_in_a_circle(self) -> bool:
        """Whether jobs wait for each other in a circle, as links with leads and orders of jobs may."""
        try:
            _ = self.order
        except CycleError:
            return True
        return False

    def joined_by(self, waits: Sequence[Wait]) -> "Instance":
        """The same with more to wait for."""
        return Instance(self.jobs, (*self.waits, *waits), self.capacities, self.lag_time)

    def lagged(self, moment: int, lag: int) -> int:
        """The moment `lag` after `moment`, or before it if negative; never before the beginning."""
        if lag == 0:
            return moment
        if lag > 0:
            return self.lag_time.after(moment, lag)
        return max(0, self.lag_time.latest_start(moment, -lag))

    def unlagged(self, moment: int, lag: int) -> int:
        """The last moment from which `lag` leads no further than to `moment`."""
        if lag == 0:
            return moment
        if lag > 0:
            return self.lag_time.latest_start(moment, lag)
        return self.lag_time.latest_before(moment, -lag)


def mirrored(instance: Instance, end: int) -> Instance:
    """The same plan told backwards from `end`: who waited is waited for, and a finish is a start."""
    kinds: dict[LinkKind, LinkKind] = {"FS": "FS", "SS": "FF", "FF": "SS", "SF": "SF"}
    times: dict[int, Steady] = {}

    def turned(time: Steady) -> Steady:
        if not isinstance(time, Interrupted):
            return time
        if id(time) not in times:
            steps = [time.done[slot + 1] - time.done[slot] for slot in range(end)]
            times[id(time)] = Interrupted([*reversed(steps), *(time.full for _ in range(len(time.done)))], time.full)
        return times[id(time)]

    jobs = [Job(job.work, job.demands, turned(job.worktime)) for job in instance.jobs]
    waits = [Wait(wait.after, wait.before, kinds[wait.kind], wait.lag) for wait in instance.waits]
    return Instance(jobs, waits, instance.capacities, turned(instance.lag_time))
