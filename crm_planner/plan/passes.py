"""The two passes of the critical path method: the earliest and the latest dates of each job, as if nobody was busy."""

from collections.abc import Sequence

from crm_planner.plan.instance import Instance, Span, Wait


def earliest_start(instance: Instance, job: int, spans: Sequence[Span | None]) -> int:
    """The first slot `job` may start in, given the spans of the jobs it waits for."""
    release = instance.jobs[job].release
    start = max([release, *(_pushed(instance, wait, spans) for wait in instance.waits_of[job])])
    return instance.jobs[job].earliest(start)


def _pushed(instance: Instance, wait: Wait, spans: Sequence[Span | None]) -> int:
    """The start that one wait pushes the waiting job to."""
    other = spans[wait.before]
    if other is None:  # never: jobs are placed in order
        return 0
    moment = instance.lagged(other.start if wait.kind in {"SS", "SF"} else other.finish, wait.lag)
    if wait.kind in {"FS", "SS"}:
        return moment
    job = instance.jobs[wait.after]
    return job.worktime.start_for(moment, job.work)


def driver(instance: Instance, job: int, spans: Sequence[Span]) -> Wait | None:
    """The wait that keeps `job` from starting earlier, if one does: of several the last to let it start."""
    held = [
        (_let_go(wait, spans), -wait.before, wait)
        for wait in instance.waits_of[job]
        if instance.jobs[job].earliest(_pushed(instance, wait, spans)) == spans[job].start
    ]
    moment, _, wait = max(held, default=(0, 0, None))
    return wait if moment else None


def _let_go(wait: Wait, spans: Sequence[Span]) -> int:
    """The moment of the other job that is waited for."""
    return spans[wait.before].start if wait.kind in {"SS", "SF"} else spans[wait.before].finish


def earliest(instance: Instance) -> list[Span]:
    """The forward pass. Raises BeyondHorizon where the working time given does not suffice."""
    spans: list[Span | None] = [None] * len(instance.jobs)
    for job in instance.order:
        start = earliest_start(instance, job, spans)
        spans[job] = Span(start, instance.jobs[job].finish(start))
    return [span for span in spans if span is not None]


def latest(instance: Instance, end: int) -> list[Span]:
    """The backward pass from `end` and the jobs' own limits. A negative start says that the end cannot be kept."""
    spans = [Span(0, 0)] * len(instance.jobs)
    for job in reversed(instance.order):
        spans[job] = latest_span(instance, job, spans, end)
    return spans


def latest_span(instance: Instance, job: int, spans: Sequence[Span], end: int) -> Span:
    """The latest dates of `job` that move none of `spans` that wait for it, nor the end."""
    one = instance.jobs[job]
    finish = end if one.due is None else min(end, one.due)
    start = end if one.last_start is None else one.last_start
    for wait in instance.waiting_for[job]:
        other = spans[wait.after]
        moment = instance.unlagged(other.start if wait.kind in {"FS", "SS"} else other.finish, wait.lag)
        if wait.kind in {"SS", "SF"}:
            start = min(start, moment)
        else:
            finish = min(finish, moment)
    start = min(start, one.worktime.latest_start(finish, one.work))
    if start < 0:
        return Span(-1, -1)
    if one.work and one.worktime.between(start, start + 1) == 0:
        start = one.worktime.latest_start(start, 1)  # the last slot worked before a day off
    return Span(start, one.finish(start)) if start >= 0 else Span(-1, -1)
