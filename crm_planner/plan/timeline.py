"""From days to slots and back: the days on which anybody of the plan works, eight slots each."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil, lcm

from crm_planner.plan.person import Person
from crm_planner.plan.schedule import HOURS_A_DAY, Moment
from crm_planner.plan.undertaking import Undertaking
from crm_planner.plan.worktime import STEADY, Interrupted, Steady

_DAYS_A_YEAR = 366


class Timeline:
    """The open days of an undertaking, from its start to its horizon, and who works on which of them."""

    def __init__(self, undertaking: Undertaking) -> None:
        self.undertaking = undertaking
        calendar_days = _between(undertaking.start, horizon_of(undertaking))
        works = {person.id: works_on(person, undertaking) for person in undertaking.people}
        project = undertaking.calendar.works
        self.days = [day for day in calendar_days if project(day) or any(on(day) for on in works.values())]
        self.presence: Mapping[str, tuple[bool, ...]] = {
            name: tuple(on(day) for day in self.days) for name, on in works.items()
        }
        self.project = tuple(project(day) for day in self.days)
        self._worktimes: dict[tuple[int, ...], Steady] = {}
        self._of_groups: dict[frozenset[frozenset[str]], Steady] = {}

    @property
    def slots(self) -> int:
        """How many slots there are up to the horizon."""
        return len(self.days) * HOURS_A_DAY

    def first_slot(self, day: date) -> int:
        """The first slot on `day` or after it."""
        return bisect_left(self.days, day) * HOURS_A_DAY

    def last_finish(self, day: date) -> int:
        """The moment at which `day` is over."""
        return bisect_right(self.days, day) * HOURS_A_DAY

    def begins(self, slot: int) -> Moment:
        """When a piece of work begins whose first slot is `slot`."""
        day = min(slot // HOURS_A_DAY, len(self.days) - 1)
        return Moment(self.days[day], slot - day * HOURS_A_DAY)

    def ends(self, moment: int) -> Moment:
        """When a piece of work is over that finishes at `moment`: on a day's end that day, not the next morning."""
        if moment == 0:
            return self.begins(0)
        day = (moment - 1) // HOURS_A_DAY
        return Moment(self.days[day], moment - day * HOURS_A_DAY)

    def moment(self, when: Moment) -> int:
        """The slot or moment that `begins` and `ends` said."""
        return bisect_left(self.days, when.day) * HOURS_A_DAY + when.hour

    def worktime(self, weights: Sequence[int], full: int) -> Steady:
        """The working time of days that hold `weights` out of `full`; the same for the same."""
        if all(weight == full for weight in weights):
            return STEADY
        key = (full, *weights)
        if key not in self._worktimes:
            slots = [weight for weight in weights for _ in range(HOURS_A_DAY)]
            self._worktimes[key] = Interrupted(slots, full)
        return self._worktimes[key]

    def project_worktime(self) -> Steady:
        """The working time of the project's own calendar."""
        return self.worktime([int(works) for works in self.project], 1)

    def together(self, groups: Iterable[Iterable[Person]]) -> Steady:
        """The working time of a task that needs somebody of each group, and goes as fast as the thinnest group."""
        named = frozenset(frozenset(person.id for person in group) for group in groups)
        if named not in self._of_groups:
            self._of_groups[named] = self._worktime_of(named)
        return self._of_groups[named]

    def _worktime_of(self, groups: frozenset[frozenset[str]]) -> Steady:
        """That of groups of people by their ids; a day is like every other with the same people there."""
        names = sorted(frozenset[str]().union(*groups))
        days = list(zip(*(self.presence[name] for name in names), strict=True))
        speeds = {
            there: self._speed(groups, {name for name, is_there in zip(names, there, strict=True) if is_there})
            for there in set(days)
        }
        full = lcm(*(speed.denominator for speed in speeds.values()))
        weights = {there: int(speed * full) for there, speed in speeds.items()}
        return self.worktime([weights[there] for there in days], full)

    def _speed(self, groups: frozenset[frozenset[str]], there: set[str]) -> Fraction:
        """The part of a full day's work that gets done when only these people are there."""
        hours = {person.id: Fraction(person.daily_hours) for person in self.undertaking.people}

        def together(names: Iterable[str]) -> Fraction:
            return sum((hours[name] for name in names), Fraction(0))

        return min(together(group & there) / together(group) for group in groups)


def works_on(person: Person, undertaking: Undertaking) -> Callable[[date], bool]:
    """Whether `person` works on a day: by the calendar, the person's own weekdays and absences, and blackouts."""
    calendar = person.calendar or undertaking.calendar
    absences = [
        *person.absences,
        *(one.absence for one in undertaking.blackouts if not one.roles or set(one.roles) & set(person.roles)),
    ]
    away = {day for absence in absences for day in _between(absence.first, absence.last)}

    def works(day: date) -> bool:
        own = person.weekdays is None or day.weekday() in person.weekdays
        return own and day not in away and calendar.works(day)

    return works


def in_days(slots: int | Fraction) -> Decimal:
    """So many slots as working days."""
    days = Fraction(slots) / HOURS_A_DAY
    return Decimal(days.numerator) / Decimal(days.denominator)


def in_slots(days: Decimal | Fraction) -> int:
    """So many working days as whole slots, begun ones counted."""
    return ceil(Fraction(days) * HOURS_A_DAY)


def horizon_of(undertaking: Undertaking) -> date:
    """The last day anything is planned on."""
    return undertaking.start + timedelta(days=undertaking.horizon_years * _DAYS_A_YEAR)


def _between(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
