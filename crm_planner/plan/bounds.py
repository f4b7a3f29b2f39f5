"""A length no plan can undercut: the critical path, and the hours the people have between dates jobs cannot leave."""

from crm_planner.plan.instance import Instance, Span
from crm_planner.plan.passes import earliest, latest

_MOST_JOBS = 300
"""Beyond it only whole plans are weighed, not every stretch of time: the stretches grow with the square."""


def lower_bound(instance: Instance, known: int) -> int:
    """The smallest end not refuted, at most `known`, the end of a plan that is there.

    An end is refuted if the critical path exceeds it, or if within some stretch of time the jobs that cannot leave
    it need more than a resource has.
    """
    early = earliest(instance)
    low, high = max((span.finish for span in early), default=0), known
    while low < high:
        middle = (low + high) // 2
        if refuted(instance, early, middle):
            low = middle + 1
        else:
            high = middle
    return low


def refuted(instance: Instance, early: list[Span], end: int) -> bool:
    """Whether no plan ends by `end`, as far as windows and capacities tell."""
    late = latest(instance, end)
    if any(last.start < first.start for first, last in zip(early, late, strict=True)):
        return True
    return any(_overfull(instance, resource, early, late) for resource in range(len(instance.capacities)))


def _overfull(instance: Instance, resource: int, early: list[Span], late: list[Span]) -> bool:
    """Whether within some stretch of time the jobs that cannot leave it need more than there is of `resource`."""
    needs = []
    for number, job in enumerate(instance.jobs):
        amount = sum(amount for which, amount in job.demands if which == resource)
        if amount and job.work:
            needs.append((early[number].start, late[number].finish, amount * -(-job.work // job.worktime.full)))
    capacity = instance.capacities[resource]
    begins = sorted({begin for begin, _, _ in needs})
    for begin in begins if len(needs) <= _MOST_JOBS else begins[:1]:
        held = 0
        for other, end, need in sorted(needs, key=lambda each: each[1]):
            if other >= begin:
                held += need
                if held > capacity * (end - begin):
                    return True
    return False
