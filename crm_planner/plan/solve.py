"""The shortest plan of an instance: priority rules and a lower bound first, a search only where the two do not meet."""

from collections.abc import Sequence
from typing import NamedTuple

from crm_planner.plan.bounds import lower_bound, refuted, refuted_by_cases
from crm_planner.plan.generation import end_of, heuristic, keeps_limits
from crm_planner.plan.instance import Instance, Span
from crm_planner.plan.passes import earliest
from crm_planner.plan.schedule import Found
from crm_planner.plan.solver import is_installed, search

SEARCH_LIMIT = 10.0
"""Deterministic time of the solver before it answers with the best plan so far, on a quiet machine about seconds."""

MOST_SEARCHED = 500
"""Jobs the solver is asked about; of larger plans the best of the priority rules is taken, with its gap."""


class Levelled(NamedTuple):
    """The best plan found, what is known of the best there is, and how. `spans` is None where none keeps the limits.

    `impossible` says that none can: that is proved.
    """

    spans: list[Span] | None
    bound: int
    found: Found
    impossible: bool = False


def solve(instance: Instance, horizon: int, limit: float = SEARCH_LIMIT) -> Levelled:
    """The shortest plan that keeps all waits, capacities, dates and the `horizon`; `limit` is that of the search.

    Raises BeyondHorizon where the working time given does not suffice even without regard to who is busy.
    """
    shortest = end_of(earliest(instance))
    best = heuristic(instance, shortest, lambda spans: keeps_limits(instance, spans))
    if not keeps_limits(instance, best):
        if refuted(instance, horizon):
            return Levelled(None, horizon + 1, Found.BOUND, impossible=True)
        return _searched(instance, None, Levelled(None, shortest, Found.HEURISTIC), horizon, limit)
    bound = lower_bound(instance, end_of(best))
    if bound == end_of(best) or refuted_by_cases(instance, end_of(best) - 1):
        return Levelled(best, end_of(best), Found.BOUND)
    return _searched(instance, best, Levelled(best, bound, Found.HEURISTIC), end_of(best) - 1, limit)


def _searched(instance: Instance, hint: Sequence[Span] | None, so_far: Levelled, end: int, limit: float) -> Levelled:
    """What a search for a plan that finishes by `end` adds to what is known so far."""
    if limit <= 0 or len(instance.jobs) > MOST_SEARCHED or not is_installed():
        return so_far
    answer = search(instance, so_far.bound, hint, end, limit)
    if answer.impossible:
        proved = Levelled(so_far.spans, end + 1, Found.PROVED)
        return proved if so_far.spans else proved._replace(impossible=True)
    if answer.spans is None:
        return Levelled(so_far.spans, answer.bound, Found.TIME_LIMIT)
    found = Found.PROVED if answer.bound >= end_of(answer.spans) else Found.TIME_LIMIT
    return Levelled(answer.spans, answer.bound, found)
