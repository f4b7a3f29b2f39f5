"""A length no plan can undercut: by the critical path, by who cannot work side by side, and by hours between dates.

An end is refuted if the windows it leaves are too narrow. Two jobs that together need more of somebody than there is
come one after the other: where only one order fits, it is as good as a link (the immediate selection of Carlier and
Pinson, An algorithm for solving the job-shop problem, 1989), where none fits, the end is refuted. And within no stretch
of time may the jobs that cannot leave it need more than a resource has.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from crm_planner.plan.instance import Instance, Span, Wait
from crm_planner.plan.passes import earliest, latest
from crm_planner.plan.worktime import BeyondHorizon

_MOST_JOBS = 150
"""Beyond it only the critical path and whole plans are weighed: pairs and stretches of time grow with the square."""


_CASES = 1_000
"""Cases looked at times jobs: some tenths of a second."""


def lower_bound(instance: Instance, known: int) -> int:
    """The smallest end not refuted, at most `known`, the end of a plan that is there."""
    low, high = max((span.finish for span in earliest(instance)), default=0), known
    while low < high:
        middle = (low + high) // 2
        if refuted(instance, middle):
            low = middle + 1
        else:
            high = middle
    return low


def refuted(instance: Instance, end: int) -> bool:
    """Whether no plan ends by `end`, as far as windows, capacities and selection tell."""
    return _narrowed(instance, end, frozenset(), _pairs(instance)) is None


def refuted_by_cases(instance: Instance, end: int) -> bool:
    """Whether no plan ends by `end`, whichever comes first of some pairs: a small branch and bound without search.

    Everyday plans need no more, and loading the solver would take longer. False says only that this did not suffice.
    """
    pairs, open_cases = _pairs(instance), [frozenset[tuple[int, int]]()]
    for _ in range(_CASES // max(len(instance.jobs), 1)):
        if not open_cases:
            return True
        narrowed = _narrowed(instance, end, open_cases.pop(), pairs)
        if narrowed is None:
            continue
        pair = _tightest(pairs, narrowed)
        if pair is None:
            return False
        open_cases += [narrowed.selected | {pair}, narrowed.selected | {(pair[1], pair[0])}]
    return False


class _Narrowed(NamedTuple):
    """What is left of the windows, and the orders of pairs that follow."""

    selected: frozenset[tuple[int, int]]
    early: list[Span]
    late: list[Span]


def _narrowed(
    instance: Instance, end: int, selected: frozenset[tuple[int, int]], pairs: Sequence[tuple[int, int]]
) -> _Narrowed | None:
    """The windows after all that follows from `end` and the selected orders; None if nothing is left."""
    while True:
        windows = _windows(_followed(instance, selected), end)
        if windows is None:
            return None
        early, late = windows
        found = frozenset(_selected(pairs, early, late)) - selected
        if any((after, before) in found | selected for before, after in found):
            return None
        if not found:
            overfull = any(_overfull(instance, which, early, late) for which in range(len(instance.capacities)))
            return None if overfull else _Narrowed(selected, early, late)
        selected |= found


def _tightest(pairs: Sequence[tuple[int, int]], narrowed: _Narrowed) -> tuple[int, int] | None:
    """The undecided pair whose two orders leave the least room."""
    early, late, selected = narrowed.early, narrowed.late, narrowed.selected

    def room(pair: tuple[int, int]) -> int:
        one, other = pair
        return late[one].start - early[other].finish + late[other].start - early[one].finish

    undecided = (pair for pair in pairs if pair not in selected and (pair[1], pair[0]) not in selected)
    return min(undecided, key=lambda pair: (room(pair), pair), default=None)


def _windows(network: Instance, end: int) -> tuple[list[Span], list[Span]] | None:
    """The earliest and latest dates, None where a job has no time between them."""
    try:
        early = earliest(network)
    except BeyondHorizon:
        return None
    late = latest(network, end)
    return None if any(last.start < first.start for first, last in zip(early, late, strict=True)) else (early, late)


def _followed(instance: Instance, selected: frozenset[tuple[int, int]]) -> Instance:
    """The instance with the selected orders as waits; without them where they and leads run in a circle.

    Both may hold together, but the passes cannot follow them.
    """
    network = instance.joined_by([Wait(before, after) for before, after in sorted(selected)])
    return instance if network.runs_in_a_circle else network


def _pairs(instance: Instance) -> tuple[tuple[int, int], ...]:
    """The pairs of jobs one of which has to come first, of instances that are not too large."""
    return tuple(_apart(instance)) if len(instance.jobs) <= _MOST_JOBS else ()


def _apart(instance: Instance) -> Iterator[tuple[int, int]]:
    """Pairs of jobs that cannot go on side by side."""
    busy = [(number, dict(job.demands)) for number, job in enumerate(instance.jobs) if job.work and job.demands]
    for (one, needs), (other, others) in combinations(busy, 2):
        if any(needs[which] + others[which] > instance.capacities[which] for which in needs.keys() & others.keys()):
            yield one, other


def _selected(
    pairs: Sequence[tuple[int, int]], early: Sequence[Span], late: Sequence[Span]
) -> Iterator[tuple[int, int]]:
    """The orders that windows leave of each pair: one if the other does not fit, both if none fits."""
    for one, other in pairs:
        if early[one].finish > late[other].start:
            yield other, one
        if early[other].finish > late[one].start:
            yield one, other


def _overfull(instance: Instance, resource: int, early: Sequence[Span], late: Sequence[Span]) -> bool:
    """Whether some stretch of time is too short for the jobs that cannot leave it."""
    capacity = instance.capacities[resource]
    users = [
        (early[number].start, late[number].finish, -(-job.work // job.worktime.full), amount)
        for number, job in enumerate(instance.jobs)
        for which, amount in job.demands
        if which == resource and job.work
    ]
    whole = [(start, finish, slots, 1) for start, finish, slots, amount in users if 2 * amount > capacity]
    return _too_short(users, capacity) or _too_short(whole, 1)


def _too_short(users: Sequence[tuple[int, int, int, int]], capacity: int) -> bool:
    """Whether jobs (from, to, slots, amount) need more between two of their dates than `capacity` allows."""
    begins = sorted({start for start, *_ in users})
    ordered = sorted(users, key=lambda each: each[1])
    for begin in begins if len(users) <= _MOST_JOBS else begins[:1]:
        held = 0
        for start, finish, slots, amount in ordered:
            if start >= begin:
                held += slots * amount
                if held > capacity * (finish - begin):
                    return True
    return False
