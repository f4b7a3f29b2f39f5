"""What is wrong with an undertaking before anything is planned: every fault at once, each where it was written."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from crm_planner.letters import nearest
from crm_planner.limits import PLAN_TASKS
from crm_planner.place import Place
from crm_planner.plan.draft import Draft
from crm_planner.plan.generation import end_of
from crm_planner.plan.passes import earliest
from crm_planner.plan.person import Absence, Person
from crm_planner.plan.staffing import people_for, slots_of, staffed
from crm_planner.plan.task import Link, Task
from crm_planner.plan.timeline import horizon_of, in_days, works_on
from crm_planner.plan.undertaking import Undertaking
from crm_planner.plan.worktime import BeyondHorizon
from crm_planner.problem import Problem, quoted

Check = Callable[[Undertaking], Iterable[Problem]]

_MOST_NAMED = 20


def faults(undertaking: Undertaking) -> list[Problem]:
    """Everything that keeps a plan from being made, in the order of the checks; empty for a sound undertaking."""
    if len(undertaking.tasks) > PLAN_TASKS:
        return [_too_many(undertaking)]
    wrong = [problem for check in REFERENCES for problem in check(undertaking)]
    return wrong or [problem for check in SUBSTANCE for problem in check(undertaking)]


def _too_many(undertaking: Undertaking) -> Problem:
    said = f"{len(undertaking.tasks):,} tasks are more than the {PLAN_TASKS:,} of one plan"
    return Problem(
        undertaking.tasks[PLAN_TASKS].place, "PLN008", said, "Plan in parts, or with tasks of days, not hours"
    )


def nothing_to_plan(undertaking: Undertaking) -> Iterator[Problem]:
    """A plan needs a task that is not level of effort."""
    if not any(not task.is_level_of_effort for task in undertaking.tasks):
        yield Problem(undertaking.start_place, "PLN014", "there is no task to plan", "Switch on at least one task")


def ids_used_twice(undertaking: Undertaking) -> Iterator[Problem]:
    """A task or person whose id another has already."""
    for what, those in (("task", undertaking.tasks), ("person", undertaking.people)):
        counted = Counter(one.id for one in those)
        seen: set[str] = set()
        for one in those:
            if one.id in seen and counted[one.id] > 1:
                yield Problem(one.place, "PLN011", f"another {what} has the id {quoted(one.id)}", "Give each its own")
            seen.add(one.id)


def unknown_tasks(undertaking: Undertaking) -> Iterator[Problem]:
    """Links and spans that name a task the plan does not have."""
    known = {task.id for task in undertaking.tasks}
    for task in undertaking.tasks:
        named = [(link.after, link.place) for link in task.links]
        for name, place in [*named, *((name, task.place) for name in task.spans)]:
            if name not in known:
                said = f"task {quoted(task.id)} refers to task {quoted(name)}, which the plan does not have"
                yield Problem(_written(place, task), "PLN002", said, _meant(name, known))


def level_of_effort_linked(undertaking: Undertaking) -> Iterator[Problem]:
    """Level of effort lasts as long as what it spans: it has no links, and nothing waits for it."""
    lasting = {task.id for task in undertaking.tasks if task.is_level_of_effort}
    for task in undertaking.tasks:
        bad = [link for link in task.links if link.after in lasting or task.is_level_of_effort]
        for link in bad:
            said = f"task {quoted(task.id)} waits for {quoted(link.after)}, but level of effort delays nothing"
            yield Problem(_written(link.place, task), "PLN012", f"{said} and waits for nothing", "Remove the link")
        if task.is_level_of_effort and lasting & set(task.spans):
            said = f"level of effort {quoted(task.id)} spans level of effort {quoted(min(lasting & set(task.spans)))}"
            yield Problem(task.place, "PLN012", said, "Span tasks only")


def circles(undertaking: Undertaking) -> Iterator[Problem]:
    """The first circle of waiting, task by task with the place of each link."""
    tasks = {task.id: task for task in undertaking.tasks}
    graph = {task.id: [link.after for link in task.links if link.after in tasks] for task in undertaking.tasks}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        circle: list[str] = found.args[1]
        links = [_link(tasks[after], before) for before, after in pairwise(circle)]
        steps = [
            f"{quoted(after)} waits for {quoted(before)} ({_written(link.place, tasks[after])})"
            for before, after, link in zip(circle, circle[1:], links, strict=False)
        ]
        said = "tasks wait for each other in a circle: " + ", ".join(reversed(steps))
        yield Problem(_written(links[-1].place, tasks[circle[-1]]), "PLN001", said, "Remove one of these links")


def _link(task: Task, after: str) -> Link:
    return next(link for link in task.links if link.after == after)


def roles_nobody_has(undertaking: Undertaking) -> Iterator[Problem]:
    """Assignments without anybody to do them."""
    people = {person.id for person in undertaking.people}
    for task in undertaking.tasks:
        for one in task.assignments:
            place = _written(one.place, task)
            for name in (name for name in one.people if name not in people):
                said = f"task {quoted(task.id)} is given to {quoted(name)}, who is not among the people of the plan"
                yield Problem(place, "PLN004", said, _meant(name, people))
            if not one.people and one.hours.high > 0 and not people_for(one, undertaking.people):
                said = f"task {quoted(task.id)} needs the role {quoted(one.role)}, which nobody of the plan has"
                yield Problem(place, "PLN003", said, "Give the role to a person, or switch the task off")


def without_hours(undertaking: Undertaking) -> Iterator[Problem]:
    """People whose day has no hour, or more than 24."""
    for person in undertaking.people:
        if person.daily_hours <= 0 or not person.capacity <= 24:  # noqa: PLR2004 - hours of a day
            said = f"{quoted(person.id)} has {person.capacity} productive hours a day, a share of {person.share}"
            said = f"{said} and {person.heads} heads: {person.daily_hours} hours"
            yield Problem(
                person.place, "PLN005", said, "Write a capacity over 0 and at most 24, or leave the person out"
            )


def ends_before_beginnings(undertaking: Undertaking) -> Iterator[Problem]:
    """Deadlines before the first possible day, and absences that end before they begin."""
    start = undertaking.start
    if undertaking.deadline and undertaking.deadline < start:
        yield _backwards(undertaking.deadline_place, "the deadline", undertaking.deadline, "the start", start)
    for task in undertaking.tasks:
        named = f"the deadline of task {quoted(task.id)}"
        begins = max(day for day in (start, task.not_before, task.starts_on) if day)
        if task.deadline and task.deadline < begins:
            yield _backwards(task.place_of("deadline"), named, task.deadline, "its first possible day", begins)
        if task.starts_on and task.starts_on < start:
            yield _backwards(
                task.place_of("starts_on"),
                f"the start of task {quoted(task.id)}",
                task.starts_on,
                "that of the plan",
                start,
            )
    for absence, whose in _absences(undertaking):
        if absence.last < absence.first:
            yield _backwards(absence.place, f"the last day of {whose}", absence.last, "its first", absence.first)


def _absences(undertaking: Undertaking) -> Iterator[tuple[Absence, str]]:
    for person in undertaking.people:
        yield from ((absence, f"an absence of {quoted(person.id)}") for absence in person.absences)
    yield from ((blackout.absence, "a blackout") for blackout in undertaking.blackouts)


def _backwards(place: Place, what: str, day: date, other: str, before: date) -> Problem:
    return Problem(place, "PLN006", f"{what} is {day}, before {other}, {before}", "Exchange them, or correct one")


def longer_than_the_horizon(undertaking: Undertaking) -> Iterator[Problem]:
    """Tasks that alone take longer than what is planned."""
    years = undertaking.horizon_years
    most = (horizon_of(undertaking) - undertaking.start).days
    for task in undertaking.tasks:
        days = in_days(slots_of(task, staffed(task, undertaking.people, undertaking.point), undertaking.point))
        if not task.is_level_of_effort and days > most:
            said = f"task {quoted(task.id)} takes {days:.0f} working days, more than the {years} years that are planned"
            yield Problem(task.place_of("days"), "PLN007", said, "Correct its hours or days, add people, or divide it")


def away_throughout(undertaking: Undertaking) -> Iterator[Problem]:
    """People with work who are on leave on every day the plan would take if nobody was."""
    people = tuple(person._replace(absences=()) for person in undertaking.people)
    draft = Draft(undertaking._replace(people=people))
    busy = {person.id for staff in draft.staff for one in staff for person in one.people}
    try:
        last = draft.timeline.ends(end_of(earliest(draft.instance))).day
    except (BeyondHorizon, IndexError):
        return
    days = [undertaking.start + timedelta(days=number) for number in range((last - undertaking.start).days + 1)]
    for person in undertaking.people:
        if person.id in busy and person.absences and not any(map(works_on(person, undertaking), days)):
            place = _written(person.absences[0].place, person)
            said = f"{quoted(person.id)} has work in the plan but is away on every day of it, {days[0]} to {last}"
            yield Problem(
                place, "PLN009", said, "Give the work to somebody else, move the start, or shorten the absence"
            )


def fixed_starts_on_days_off(undertaking: Undertaking) -> Iterator[Problem]:
    """Tasks that are to start on a day on which one of their roles has nobody there."""
    for task in undertaking.tasks:
        if task.starts_on is None or task.is_level_of_effort:
            continue
        day, staff = task.starts_on, staffed(task, undertaking.people, undertaking.point)
        away = [one for one in staff if not any(works_on(person, undertaking)(day) for person in one.people)]
        if away or not (staff or undertaking.calendar.works(day)):
            who = f"of {quoted(away[0].assignment.role)}" if away else "of the calendar"
            said = f"task {quoted(task.id)} is to start on {day}, which is no working day {who}"
            yield Problem(
                task.place_of("starts_on"),
                "PLN017",
                said,
                "Write a day that is worked, or not_before instead of starts_on",
            )


def _written(place: Place, of: Task | Person) -> Place:
    return place if place.file else of.place


def _meant(name: str, known: Iterable[str]) -> str:
    close = nearest(name, known)
    return f"Did you mean {quoted(close)}?" if close else "Write one of: " + ", ".join(sorted(known)[:_MOST_NAMED])


REFERENCES: tuple[Check, ...] = (nothing_to_plan, ids_used_twice, unknown_tasks, level_of_effort_linked, circles)
"""What has to hold before anything else can be asked."""
REFERENCES += (roles_nobody_has, without_hours, ends_before_beginnings)

SUBSTANCE: tuple[Check, ...] = (longer_than_the_horizon, away_throughout, fixed_starts_on_days_off)
"""What is asked of an undertaking whose names are all known."""
