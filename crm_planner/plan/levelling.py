"""From an undertaking to its plan: with regard to who is busy, or by the links alone."""

from crm_planner.errors import DataError
from crm_planner.plan.check import faults
from crm_planner.plan.conflict import conflicts, too_long
from crm_planner.plan.dates import schedule
from crm_planner.plan.draft import Draft
from crm_planner.plan.generation import end_of, keeps_limits
from crm_planner.plan.instance import Span
from crm_planner.plan.passes import earliest
from crm_planner.plan.schedule import Found, Schedule
from crm_planner.plan.solve import SEARCH_LIMIT, solve
from crm_planner.plan.undertaking import Undertaking
from crm_planner.plan.worktime import BeyondHorizon


def level(undertaking: Undertaking, limit: float = SEARCH_LIMIT) -> Schedule:
    """The shortest plan in which nobody has more to do on a day than the day has hours, with its bound and gap.

    Level of effort is spread over it and not levelled: productive hours leave time for it. `limit` is the solver's,
    in its deterministic time (about seconds); 0 asks for the priority rules alone.

    Raises DataError with every fault of the undertaking, or with the dates that no plan keeps and why.
    """
    draft = _sound(undertaking)
    network = _network(draft)
    try:
        solved = solve(draft.instance, draft.timeline.slots, limit)
    except BeyondHorizon:
        raise DataError([too_long(undertaking)]) from None
    if solved.spans is None:
        raise DataError(conflicts(undertaking, proved=solved.impossible))
    if not draft.fits(solved.spans):
        raise DataError([too_long(undertaking)])
    return schedule(draft, solved.spans, solved.bound, solved.found, end_of(network))


def critical_path(undertaking: Undertaking) -> Schedule:
    """The plan as if everybody had time for everything: the critical path, and slack by the links alone.

    Its load may exceed what people have. Raises DataError as `level` does.
    """
    draft = _sound(undertaking).with_time_for_everything()
    spans = _network(draft)
    if not keeps_limits(draft.instance, spans):
        raise DataError(conflicts(undertaking, proved=True))
    end = end_of(spans)
    return schedule(draft, spans, end, Found.NETWORK, end)


def _sound(undertaking: Undertaking) -> Draft:
    if wrong := faults(undertaking):
        raise DataError(wrong)
    return Draft(undertaking)


def _network(draft: Draft) -> list[Span]:
    """The earliest dates by the links alone, which have to fit the horizon."""
    try:
        spans = earliest(draft.instance)
    except BeyondHorizon:
        raise DataError([too_long(draft.undertaking)]) from None
    if not draft.fits(spans):
        raise DataError([too_long(draft.undertaking)])
    return spans
