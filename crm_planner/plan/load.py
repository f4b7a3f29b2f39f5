"""Who works how much on which day: the hours of each person, of tasks and of level of effort."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from crm_planner.plan.draft import Draft
from crm_planner.plan.instance import Span
from crm_planner.plan.person import Person
from crm_planner.plan.schedule import HOURS_A_DAY, DayLoad
from crm_planner.plan.staffing import Staffed, staffed
from crm_planner.plan.task import Task
from crm_planner.plan.worktime import Steady

Hours = Mapping[tuple[str, int], Fraction]
"""Hours by person and number of the open day."""


def day_loads(draft: Draft, spans: Sequence[Span], lasting: Mapping[str, Span]) -> tuple[DayLoad, ...]:
    """The load of every person on every open day from the first start to the last finish.

    `lasting` are the spans of level of effort. Its hours are spread over the days its people are there.
    """
    jobs = zip(draft.staff, spans, draft.instance.jobs, strict=True)
    of_tasks = _added(_spread(draft, staff, span, job.worktime) for staff, span, job in jobs)
    of_effort = _added(_spread(draft, staff, lasting[task.id], None) for task, staff in _efforts(draft))
    last = max((span.finish for span in (*spans, *lasting.values())), default=0)
    days = range(min((span.start for span in spans), default=0) // HOURS_A_DAY, -(-last // HOURS_A_DAY))
    return tuple(
        _load(
            person, draft.timeline.days[day], of_tasks.get(key, Fraction(0)), of_effort.get(key, Fraction(0)), is_there
        )
        for person in draft.undertaking.people
        for day in days
        if (is_there := draft.timeline.presence[person.id][day]) or (person.id, day) in of_effort
        for key in [(person.id, day)]
    )


def _efforts(draft: Draft) -> Iterator[tuple[Task, tuple[Staffed, ...]]]:
    people, point = draft.undertaking.people, draft.undertaking.point
    return ((task, staffed(task, people, point)) for task in draft.undertaking.tasks if task.is_level_of_effort)


def _load(person: Person, day: date, hours: Fraction, effort: Fraction, is_there: bool) -> DayLoad:  # noqa: FBT001
    capacity = person.daily_hours if is_there else Decimal(0)
    return DayLoad(person.id, day, _decimal(hours), _decimal(effort), capacity)


def _decimal(hours: Fraction) -> Decimal:
    return Decimal(hours.numerator) / Decimal(hours.denominator)


def _added(parts: Iterable[Hours]) -> dict[tuple[str, int], Fraction]:
    total: dict[tuple[str, int], Fraction] = defaultdict(Fraction)
    for part in parts:
        for key, hours in part.items():
            total[key] += hours
    return total


def _spread(draft: Draft, staff: Sequence[Staffed], span: Span, worktime: Steady | None) -> Hours:
    """The hours of every assignment over the days of the span, as fast as the work goes on each of them."""
    found: dict[tuple[str, int], Fraction] = defaultdict(Fraction)
    for one in staff:
        paces = list(_paces(draft, one, span, worktime))
        whole = sum(pace for _, _, pace in paces)
        hours = Fraction(one.assignment.hours.at(draft.undertaking.point))
        for day, there, pace in paces:
            together = sum((Fraction(person.daily_hours) for person in there), Fraction(0))
            for person in there:
                found[person.id, day] += hours * pace / whole * Fraction(person.daily_hours) / together
    return found


def _paces(
    draft: Draft, one: Staffed, span: Span, worktime: Steady | None
) -> Iterator[tuple[int, list[Person], Fraction]]:
    """Of each day of the span: its number, who is there, and how much is done, in any unit."""
    presence = draft.timeline.presence
    for day in range(span.start // HOURS_A_DAY, -(-span.finish // HOURS_A_DAY)):
        begin, end = max(span.start, day * HOURS_A_DAY), min(span.finish, (day + 1) * HOURS_A_DAY)
        there = [person for person in one.people if presence[person.id][day]]
        if worktime is None:
            pace = (end - begin) * sum((Fraction(person.daily_hours) for person in there), Fraction(0))
        else:
            pace = Fraction(worktime.between(begin, end))
        if there and pace:
            yield day, there, pace
