"""Levelling by search: the same plan as a constraint model for OR-Tools CP-SAT, with proof of what it finds.

One worker, a fixed seed and a limit in the solver's own deterministic time give the same plan on every machine;
`linearization_level=0` proves most where resources are scarce (Laborie, Rogerie, Shaw and Vilim, IBM ILOG CP optimizer
for scheduling, 2018, on why linear relaxations of cumulative constraints say little).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from crm_planner.plan.instance import Instance, Span, Wait
from crm_planner.plan.passes import earliest, latest
from crm_planner.plan.worktime import Interrupted

_SEED = 1


class Answer(NamedTuple):
    """What the search knows: the best plan, None if it found none, and an end that no plan undercuts.

    `impossible` says it is proved that there is no plan at all.
    """

    spans: list[Span] | None
    bound: int
    impossible: bool = False


def is_installed() -> bool:
    """Whether the solver is there, without loading it."""
    from importlib.util import find_spec

    return find_spec("ortools") is not None


def search(instance: Instance, bound: int, known: Sequence[Span] | None, end: int, limit: float) -> Answer:
    """The earliest end of all jobs from `bound` to `end`; `known` is a plan to begin from.

    `limit` is deterministic time, on a quiet machine about seconds.
    """
    from ortools.sat.python import cp_model

    early, late = earliest(instance), latest(instance, end)
    if any(last.start < first.start for first, last in zip(early, late, strict=True)):
        return Answer(None, end + 1, impossible=True)
    model = cp_model.CpModel()
    rows = _Rows(model, instance, early, late)
    makespan = model.new_int_var(bound, end, "end")
    for job, finish in enumerate(rows.finishes):
        if not any(wait.kind in {"FS", "FF"} and wait.lag >= 0 for wait in instance.waiting_for[job]):
            model.add(makespan >= finish)
    model.minimize(makespan)
    for start, span in zip(rows.starts, known or (), strict=False):
        model.add_hint(start, span.start)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 0
    solver.parameters.random_seed = _SEED
    solver.parameters.max_deterministic_time = limit
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return Answer(None, end + 1, impossible=True)
    proved = max(bound, round(solver.best_objective_bound))
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Answer(None, proved)
    spans = [
        Span(solver.value(start), solver.value(finish))
        for start, finish in zip(rows.starts, rows.finishes, strict=True)
    ]
    return Answer(spans, proved)


class _Rows:
    """The variables of all jobs, with what waits for what and who is held by whom."""

    def __init__(self, model: Any, instance: Instance, early: list[Span], late: list[Span]) -> None:
        self.model, self.instance = model, instance
        self.starts: list[Any] = []
        self.finishes: list[Any] = []
        self.intervals: list[Any] = []
        self.early, self.late = early, late
        for number, (first, last) in enumerate(zip(early, late, strict=True)):
            self._job(number, first.start, last.start)
        for wait in instance.waits:
            self._wait(wait)
        for resource, capacity in enumerate(instance.capacities):
            self._capacity(resource, capacity)

    def _job(self, number: int, first: int, last: int) -> None:
        job, model = self.instance.jobs[number], self.model
        if isinstance(job.worktime, Interrupted) and job.work:
            worked = [slot for slot in range(first, last + 1) if job.worktime.between(slot, slot + 1)]
            start = model.new_int_var_from_domain(_domain(worked), f"start {number}")
            ends = [job.finish(min(job.earliest(slot), last)) for slot in range(first, last + 1)]
            finish = model.new_int_var(min(ends), max(ends), f"finish {number}")
            model.add_element(start - first, ends, finish)
            lengths = [ends[slot - first] - slot for slot in worked]
            length = model.new_int_var(min(lengths), max(lengths), f"length {number}")
            interval = model.new_interval_var(start, length, finish, f"job {number}")
        else:
            start = model.new_int_var(first, last, f"start {number}")
            finish = start + job.work
            interval = model.new_fixed_size_interval_var(start, job.work, f"job {number}")
        self.starts.append(start)
        self.finishes.append(finish)
        self.intervals.append(interval)

    def _wait(self, wait: Wait) -> None:
        before = (self.starts if wait.kind in {"SS", "SF"} else self.finishes)[wait.before]
        after = (self.starts if wait.kind in {"FS", "SS"} else self.finishes)[wait.after]
        if wait.lag == 0 or not isinstance(self.instance.lag_time, Interrupted):
            self.model.add(after >= before + wait.lag)
            return
        which = 0 if wait.kind in {"SS", "SF"} else 1
        first, last = self.early[wait.before][which], self.late[wait.before][which]
        moments = [self.instance.lagged(moment, wait.lag) for moment in range(first, last + 1)]
        lagged = self.model.new_int_var(min(moments), max(moments), "")
        self.model.add_element(before - first, moments, lagged)
        self.model.add(after >= lagged)

    def _capacity(self, resource: int, capacity: int) -> None:
        held = [
            (interval, amount)
            for job, interval in zip(self.instance.jobs, self.intervals, strict=True)
            for which, amount in job.demands
            if which == resource and job.work
        ]
        if sum(amount for _, amount in held) > capacity:
            self.model.add_cumulative([interval for interval, _ in held], [amount for _, amount in held], capacity)


def _domain(slots: Sequence[int]) -> Any:
    from ortools.sat.python import cp_model

    return cp_model.Domain.from_values(slots)
