"""An independent reading of what an instance means: walks slot by slot, tries every start, shares no code."""

from collections.abc import Iterator, Sequence

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from crm_planner.plan.instance import Instance, Job, Span, Wait
from crm_planner.plan.task import LinkKind
from crm_planner.plan.worktime import STEADY, Interrupted, Steady

Pattern = tuple[int, ...]
"""How much work each slot holds; beyond its end every slot is full."""

FAR = 60


class Small:
    """A small instance with the patterns its working times were made of."""

    def __init__(
        self, jobs: Sequence[Job], waits: Sequence[Wait], capacities: Sequence[int], times: Sequence[Pattern]
    ) -> None:
        self.patterns = times
        made: dict[Pattern, Steady] = {pattern: made_of(pattern) for pattern in times}
        own = [job._replace(worktime=made[times[number]]) for number, job in enumerate(jobs)]
        jobs = [job._replace(work=job.work * job.worktime.full) for job in own]
        self.instance = Instance(jobs, waits, capacities, made[times[-1]])

    def __repr__(self) -> str:
        return f"{self.instance.jobs} {self.instance.waits} {self.instance.capacities} {self.patterns}"

    def weight(self, which: int, slot: int) -> int:
        pattern = self.patterns[which]
        return pattern[slot] if slot < len(pattern) else max(pattern, default=1)

    def finish(self, job: int, start: int) -> int | None:
        """When the job is over; None if it may not start in a slot nobody works in."""
        left, slot = self.instance.jobs[job].work, start
        if left and not self.weight(job, start):
            return None
        while left > 0:
            left -= self.weight(job, slot)
            slot += 1
        return slot

    def lagged(self, moment: int, lag: int) -> int:
        """The moment after (or before) so many worked slots of the project."""
        which = len(self.patterns) - 1
        while lag > 0:
            lag -= bool(self.weight(which, moment))
            moment += 1
        if lag < 0:
            while lag < 0 and moment > 0:
                moment -= 1
                lag += bool(self.weight(which, moment))
        return moment


def made_of(pattern: Pattern) -> Steady:
    """The working time of a pattern."""
    if not pattern:
        return STEADY
    return Interrupted([*pattern, *([max(pattern)] * FAR)], max(pattern))


def broken(small: Small, spans: Sequence[Span]) -> list[str]:
    """What a plan does not keep: durations, waits, dates, capacities."""
    found = []
    for number, (job, span) in enumerate(zip(small.instance.jobs, spans, strict=True)):
        if small.finish(number, span.start) != span.finish:
            found.append(f"job {number} does not last as long as its work")
        if span.start < job.release or (job.last_start is not None and span.start > job.last_start):
            found.append(f"job {number} starts on the wrong date")
        if job.due is not None and span.finish > job.due:
            found.append(f"job {number} is late")
    found += [f"{wait} is not kept" for wait in small.instance.waits if not _keeps(small, wait, spans)]
    return found + list(_overfull(small, spans))


def _keeps(small: Small, wait: Wait, spans: Sequence[Span]) -> bool:
    before, after = spans[wait.before], spans[wait.after]
    come = after.start if wait.kind[1] == "S" else after.finish
    gone = before.start if wait.kind[0] == "S" else before.finish
    return come >= small.lagged(gone, wait.lag)


def _overfull(small: Small, spans: Sequence[Span]) -> Iterator[str]:
    for resource, capacity in enumerate(small.instance.capacities):
        for slot in range(max((span.finish for span in spans), default=0)):
            held = sum(
                amount
                for job, span in zip(small.instance.jobs, spans, strict=True)
                for which, amount in job.demands
                if which == resource and span.start <= slot < span.finish
            )
            if held > capacity:
                yield f"resource {resource} is held {held} times in slot {slot}"


def shortest(small: Small, longest: int) -> int | None:
    """The smallest end of any plan, found by trying; None if there is none up to `longest`."""
    for end in range(longest + 1):
        if _fits(small, [], end):
            return end
    return None


def _fits(small: Small, spans: list[Span], end: int) -> bool:
    number = len(spans)
    if number == len(small.instance.jobs):
        return True
    for start in range(end + 1):
        finish = small.finish(number, start)
        if finish is None or finish > end:
            continue
        spans.append(Span(start, finish))
        part = [wait for wait in small.instance.waits if wait.after <= number]
        known = Small.__new__(Small)
        known.patterns = small.patterns
        known.instance = Instance(small.instance.jobs[: number + 1], part, small.instance.capacities)
        if not broken(known, spans) and _fits(small, spans, end):
            return True
        spans.pop()
    return False


@st.composite
def small_instances(draw: DrawFn, *, limits: bool = False, most_jobs: int = 4) -> Small:
    """Up to four jobs with all kinds of waits, leads and lags, days off, fewer hands, and dates if asked for."""
    count = draw(st.integers(1, most_jobs))
    capacities = draw(st.lists(st.integers(1, 3), max_size=2))
    patterns = st.just(()) | st.lists(st.integers(0, 2), min_size=3, max_size=8).filter(any).map(tuple)
    whole = st.just(()) | st.lists(st.integers(0, 1), min_size=3, max_size=8).filter(any).map(tuple)
    jobs = []
    for _ in range(count):
        demands = [(which, draw(st.integers(0, capacity))) for which, capacity in enumerate(capacities)]
        jobs.append(
            Job(
                work=draw(st.integers(0, 3)),
                demands=tuple((which, amount) for which, amount in demands if amount),
                release=draw(st.integers(0, 3)),
                due=draw(st.none() | st.integers(3, 9)) if limits else None,
                last_start=draw(st.none() | st.integers(3, 5)) if limits else None,
            )
        )
    pairs = [(before, after) for after in range(count) for before in range(after)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4)) if pairs else []
    kinds: st.SearchStrategy[LinkKind] = st.sampled_from(("FS", "FS", "SS", "FF", "SF"))
    waits = [Wait(before, after, draw(kinds), draw(st.integers(-2, 2))) for before, after in chosen]
    times = [draw(patterns) for _ in range(count)]
    return Small(jobs, waits, capacities, [*times, draw(whole)])
