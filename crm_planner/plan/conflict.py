"""Why no plan keeps all dates: the smallest set of dates that cannot be kept together, and what it would take."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crm_planner.place import Place
from crm_planner.plan.dates import schedule
from crm_planner.plan.draft import Draft
from crm_planner.plan.generation import end_of
from crm_planner.plan.passes import earliest
from crm_planner.plan.schedule import Found, Schedule
from crm_planner.plan.solve import Levelled, solve
from crm_planner.plan.undertaking import Undertaking
from crm_planner.plan.worktime import BeyondHorizon
from crm_planner.problem import Problem, quoted

_ATTEMPT = 2.0
"""The limit of each search for a smaller set of dates: there are as many searches as dates."""

_MOST_WAITED = 12
"""Tasks named of the chain that leads to a date missed."""


class Limit(NamedTuple):
    """A date somebody wrote that bounds the plan; `task` is empty for the deadline of the whole plan."""

    key: str
    task: str
    day: date
    place: Place

    def __str__(self) -> str:
        whose = f"of task {quoted(self.task)}" if self.task else "of the plan"
        names = {"deadline": "the deadline", "starts_on": "the fixed start", "not_before": "the earliest start"}
        return f"{names[self.key]} {whose}, {self.day}"


def too_long(undertaking: Undertaking) -> Problem:
    """The fault of a plan that does not end within its horizon."""
    said = f"the plan does not end within {undertaking.horizon_years} years of its start, {undertaking.start}"
    return Problem(undertaking.start_place, "PLN007", said, "Correct hours and days, add people, or divide the plan")


def conflicts(undertaking: Undertaking, *, proved: bool) -> list[Problem]:
    """The dates that cannot be kept together, as one problem at the first of them, with what they meet instead.

    Not `proved`, all dates are named, and that they could not be kept is all that is said.
    """
    needed = limits_of(undertaking)
    if not proved:
        said = "no plan was found that keeps " + _listed(needed) + ", and none was proved not to exist"
        hint = "Move a date, or install the solver that can tell: pip install 'crm-planner[plan]'"
        return [Problem(needed[0].place, "PLN015", said, hint)]
    for one in list(needed):
        rest = [other for other in needed if other != one]
        if _attempt(_bound_by(undertaking, rest))[1].impossible:
            needed = rest
    needed.sort(key=lambda one: (one.key != "deadline", one.day))
    possible, _ = _attempt(_bound_by(_leading_to(undertaking, needed), needed[1:]))
    together = f" together with {_listed(needed[1:])}" if needed[1:] else ""
    said = f"no plan keeps {needed[0]}{together}{_instead(needed[0], possible)}"
    return [Problem(needed[0].place, "PLN010", said, "Move a date, add people, or shorten the work that leads there")]


def limits_of(undertaking: Undertaking) -> list[Limit]:
    """Every date that bounds the plan, but its start."""
    found = [
        Limit(key, task.id, day, task.place_of(key))
        for task in undertaking.tasks
        for key, day in (("deadline", task.deadline), ("starts_on", task.starts_on), ("not_before", task.not_before))
        if day
    ]
    if undertaking.deadline:
        found.append(Limit("deadline", "", undertaking.deadline, undertaking.deadline_place))
    return found


def _bound_by(undertaking: Undertaking, limits: Sequence[Limit]) -> Undertaking:
    """The undertaking with these dates and no others."""
    kept = {(one.key, one.task): one.day for one in limits}
    tasks = tuple(
        task._replace(
            deadline=kept.get(("deadline", task.id)),
            starts_on=kept.get(("starts_on", task.id)),
            not_before=kept.get(("not_before", task.id)),
        )
        for task in undertaking.tasks
    )
    return undertaking._replace(tasks=tasks, deadline=kept.get(("deadline", "")))


def _leading_to(undertaking: Undertaking, limits: Sequence[Limit]) -> Undertaking:
    """Only the tasks these dates are about and what they wait for; all of them for the deadline of the plan."""
    tasks = {task.id: task for task in undertaking.tasks}
    wanted = [one.task for one in limits] if all(one.task for one in limits) else list(tasks)
    leading: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name not in leading:
            leading.add(name)
            wanted += [link.after for link in tasks[name].links]
    kept = tuple(task for task in undertaking.tasks if task.id in leading and not task.is_level_of_effort)
    return undertaking._replace(tasks=kept)


def _attempt(undertaking: Undertaking) -> tuple[Schedule | None, Levelled]:
    """A plan, if one is found, and whether there is none."""
    draft = Draft(undertaking)
    try:
        levelled = solve(draft.instance, draft.timeline.slots, _ATTEMPT)
        if levelled.spans is None or not draft.fits(levelled.spans):
            return None, levelled
        end = end_of(earliest(draft.instance))
    except BeyondHorizon:
        return None, Levelled(None, 0, Found.HEURISTIC)
    return schedule(draft, levelled.spans, levelled.bound, levelled.found, end), levelled


def _instead(missed: Limit, possible: Schedule | None) -> str:
    """When the task would be done without the date, and the chain of tasks that leads there."""
    if possible is None:
        return ""
    done = possible.planned(missed.task) if missed.task else max(possible.tasks, key=lambda one: one.finish)
    begun = missed.key == "starts_on"
    now, chain = done, list[str]()
    while now.driver and len(chain) < _MOST_WAITED:
        chain.append(now.driver)
        now = possible.planned(now.driver)
    which, day = ("starts", done.start.day) if begun else ("is done", done.finish.day)
    said = f". In the shortest plan without it {quoted(done.task.id)} {which} on {day}"
    return f"{said}, after " + ", ".join(quoted(name) for name in reversed(chain)) if chain else said


def _listed(limits: Sequence[Limit]) -> str:
    return " and ".join(map(str, limits))
