"""An independent reading of a finished plan: walks its hours and says what is not kept; and random undertakings."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from crm_planner.plan.calendar import FIVE_DAYS, Calendar
from crm_planner.plan.person import Absence, Blackout, Person
from crm_planner.plan.schedule import Moment, Planned, Schedule
from crm_planner.plan.task import Assignment, Link, LinkKind, Points, Task
from crm_planner.plan.undertaking import Undertaking
from crm_planner.text import Text
from tests.plan.made import MONDAY

ROUNDED = Fraction(1, 10_000)
"""The parts of a day that may be given twice because shares are held in millionths."""


class Walk:
    """A plan beside the undertaking it was made of."""

    def __init__(self, work: Undertaking, plan: Schedule) -> None:
        self.work, self.plan = work, plan
        span = (plan.finish.day - work.start).days + 1
        every = [work.start + timedelta(days=number) for number in range(span)]
        somebody = [
            day for day in every if work.calendar.works(day) or any(self.there(one, day) for one in work.people)
        ]
        self.hours = [(day, hour) for day in somebody for hour in range(8)]
        self.index = {cell: number for number, cell in enumerate(self.hours)}

    def there(self, person: Person, day: date) -> bool:
        calendar = person.calendar or self.work.calendar
        away = list(person.absences)
        away += [one.absence for one in self.work.blackouts if not one.roles or set(person.roles) & set(one.roles)]
        if any(absence.first <= day <= absence.last for absence in away):
            return False
        return calendar.works(day) and (person.weekdays is None or day.weekday() in person.weekdays)

    def at(self, moment: Moment) -> int:
        """How many open hours lie before the moment."""
        if moment.hour == 8:
            return self.index[moment.day, 7] + 1
        return self.index[moment.day, moment.hour]

    def people(self, one: Assignment) -> list[Person]:
        if one.people:
            return [person for person in self.work.people if person.id in one.people]
        return [person for person in self.work.people if one.role in person.roles]

    def speed(self, task: Task, day: date) -> Fraction:
        """The part of a full day's work that gets done with those who are there."""
        speeds = [Fraction(1)]
        if not task.assignments:
            return Fraction(self.work.calendar.works(day))
        for one in task.assignments:
            full = sum(Fraction(person.daily_hours) for person in self.people(one))
            there = sum(Fraction(person.daily_hours) for person in self.people(one) if self.there(person, day))
            speeds.append(Fraction(there) / full)
        return min(speeds)

    def needs(self, task: Task) -> dict[str, Fraction]:
        """The full days of each person."""
        days: dict[str, Fraction] = defaultdict(Fraction)
        for one in task.assignments:
            full = sum(Fraction(person.daily_hours) for person in self.people(one))
            for person in self.people(one):
                days[person.id] += Fraction(one.hours.likely) / full
        return days

    def length(self, task: Task) -> int:
        """The hours of the working day it takes."""
        fixed = Fraction(task.days.likely) if task.days else Fraction(0)
        return ceil(max([fixed, *self.needs(task).values()]) * 8)


def wrong(work: Undertaking, plan: Schedule) -> list[str]:
    """Everything the plan does not keep."""
    walk = Walk(work, plan)
    planned = [one for one in plan.tasks if not one.task.is_level_of_effort]
    return [*_lengths(walk, planned), *_links(walk, planned), *_capacity(walk, planned), *_load(walk, planned)]


def _lengths(walk: Walk, planned: list[Planned]) -> Iterator[str]:
    for one in planned:
        start, finish = walk.at(one.start), walk.at(one.finish)
        done = [walk.speed(one.task, day) for day, _ in walk.hours[start:finish]]
        need = walk.length(one.task)
        if need and not (sum(done) >= need > sum(done[:-1]) and done[0] > 0):
            yield f"{one.task.id} lasts {done} for {need} hours"


def _links(walk: Walk, planned: list[Planned]) -> Iterator[str]:
    dates = {one.task.id: (walk.at(one.start), walk.at(one.finish)) for one in planned}
    for one in planned:
        for link in one.task.links:
            gone = dates[link.after][0 if link.kind[0] == "S" else 1]
            come = dates[one.task.id][0 if link.kind[1] == "S" else 1]
            between = walk.hours[min(gone, come) : max(gone, come)]
            worked = sum(walk.work.calendar.works(day) for day, _ in between)
            if (worked if come >= gone else -worked) < link.lag * 8:
                yield f"{one.task.id} does not keep {link}"


def _capacity(walk: Walk, planned: list[Planned]) -> Iterator[str]:
    held: dict[tuple[str, int], Fraction] = defaultdict(Fraction)
    for one in planned:
        if length := walk.length(one.task):
            for hour in range(walk.at(one.start), walk.at(one.finish)):
                for person, days in walk.needs(one.task).items():
                    held[person, hour] += days * 8 / length
    for (person, hour), part in held.items():
        if part > 1 + ROUNDED:
            yield f"{person} is held {float(part)} times at {walk.hours[hour]}"


def _load(walk: Walk, planned: list[Planned]) -> Iterator[str]:
    hours = sum((one.task.hours() for one in planned), Decimal(0))
    if abs(sum(one.hours for one in walk.plan.load) - hours) > Decimal("0.001"):
        yield f"the load is not the {hours} hours of the tasks"
    people = {person.id: person for person in walk.work.people}
    for one in walk.plan.load:
        if not walk.there(people[one.person], one.day) and one.hours:
            yield f"{one.person} works on a day off, {one.day}"
        if one.hours > one.capacity + Decimal("0.001"):
            yield f"{one.person} has {one.hours} hours on {one.day}, which has {one.capacity}"


def amounts(low: int, high: int, parts: int) -> st.SearchStrategy[Decimal]:
    """Whole parts: `amounts(0, 9, 4)` are quarters up to 9."""
    return st.integers(low * parts, high * parts).map(lambda number: Decimal(number) / parts)


@st.composite
def undertakings(draw: DrawFn) -> Undertaking:
    """Up to six tasks for up to three people with days off, shared roles, all kinds of links, and level of effort."""
    days_off = st.integers(0, 30).map(lambda number: MONDAY + timedelta(days=number))
    calendars = st.builds(
        lambda off, week: Calendar("some", week, dict.fromkeys(off, "a day off")),
        st.frozensets(days_off, max_size=3),
        st.sampled_from((FIVE_DAYS, FIVE_DAYS, (0, 1, 2, 3, 4, 5), (6, 0, 1, 2, 3))),
    )
    absences = st.builds(
        lambda first, length: Absence(first, first + timedelta(days=length)), days_off, st.integers(0, 6)
    )
    people = tuple(
        Person(
            id=f"p{number}",
            name=Text.plain(f"p{number}"),
            roles=("abc"[number], *sorted(draw(st.sets(st.sampled_from("abc"), max_size=2)))),
            side="vendor",
            capacity=draw(amounts(2, 8, 2)),
            share=draw(st.sampled_from((Decimal(1), Decimal("0.5")))),
            heads=draw(st.sampled_from((1, 1, 2))),
            calendar=draw(st.none() | calendars),
            weekdays=draw(st.none() | st.just((0, 2, 4))),
            absences=tuple(draw(st.lists(absences, max_size=1))),
        )
        for number in range(3)
    )
    tasks = [draw(_tasks(number)) for number in range(draw(st.integers(1, 6)))]
    if draw(st.booleans()):
        named = tuple(task.id for task in tasks)
        spanning = Assignment("a", "vendor", Points.fixed(draw(st.integers(1, 9))))
        tasks.append(Task("management", Text.plain("management"), assignments=(spanning,), spans=named))
    blackouts = tuple(Blackout(one, ("a",)) for one in draw(st.lists(absences, max_size=1)))
    return Undertaking(tuple(tasks), people, MONDAY, calendar=draw(calendars), blackouts=blackouts, horizon_years=1)


@st.composite
def _tasks(draw: DrawFn, number: int) -> Task:
    kinds: st.SearchStrategy[LinkKind] = st.sampled_from(("FS", "FS", "FS", "SS", "FF", "SF"))
    before = draw(st.sets(st.integers(0, number - 1), max_size=2)) if number else set()
    hours = amounts(0, 20, 4).map(Points.fixed)
    roles = sorted(draw(st.sets(st.sampled_from("abc"), max_size=2)))
    return Task(
        id=f"t{number}",
        name=Text.plain(f"t{number}"),
        assignments=tuple(Assignment(role, "vendor", draw(hours)) for role in roles),
        links=tuple(Link(f"t{other}", draw(kinds), draw(amounts(-1, 2, 8))) for other in sorted(before)),
        days=draw(st.none() | amounts(0, 4, 8).map(Points.fixed)),
    )
