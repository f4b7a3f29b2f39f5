"""The calendars of an MS Project file: one for each calendar of the plan, and one for each person over it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from crm_planner.documents.plan.mspdi_times import AFTERNOON, MORNING
from crm_planner.documents.wording import Speech
from crm_planner.plan.calendar import Calendar
from crm_planner.plan.implementation import Implementation
from crm_planner.plan.person import Absence, Person

_DAYS_OF_A_WEEK = 7
_NO_BASE = "-1"


class Exceptional(NamedTuple):
    """Days that are not as the week says: off, or worked."""

    first: date
    last: date
    name: str
    worked: bool = False


class Calendars:
    """Every calendar of a plan with its number; the project's is 1."""

    def __init__(self, plan: Implementation, speech: Speech) -> None:
        self.plan, self.speech = plan, speech
        own = [person.calendar for person in plan.undertaking.people if person.calendar is not None]
        self.bases: dict[str, Calendar] = {one.id: one for one in (plan.undertaking.calendar, *own)}
        self.numbers = {name: number for number, name in enumerate(self.bases, start=1)}

    def number(self, person: Person) -> int:
        """The number of the calendar of a person."""
        return len(self.bases) + 1 + self.plan.undertaking.people.index(person)

    def write(self, under: Element) -> None:
        """Write all of them."""
        for name, calendar in self.bases.items():
            entry = _calendar(under, self.numbers[name], name, base=None)
            week = SubElement(entry, "WeekDays")
            for day in range(_DAYS_OF_A_WEEK):
                _week_day(week, day, works=day in calendar.weekdays)
            _exceptions(entry, self._of_calendar(calendar))
        for person in self.plan.undertaking.people:
            self._person(under, person)

    def _person(self, under: Element, person: Person) -> None:
        calendar = person.calendar or self.plan.undertaking.calendar
        name = self.speech.show(person.name)
        entry = _calendar(under, self.number(person), name, base=self.numbers[calendar.id])
        if person.weekdays is not None:
            week = SubElement(entry, "WeekDays")
            for day in range(_DAYS_OF_A_WEEK):
                if day in calendar.weekdays and day not in person.weekdays:
                    _week_day(week, day, works=False)
        _exceptions(entry, self._of_person(person))

    def _of_calendar(self, calendar: Calendar) -> Iterator[Exceptional]:
        """Days off that fall on a working day, and days of rest that are worked, in the years of the plan."""
        schedule = self.plan.schedule
        first, last = date(schedule.start.day.year, 1, 1), date(schedule.finish.day.year + 1, 12, 31)
        days = {day: Exceptional(day, day, name) for day, name in calendar.holidays.items()}
        days |= {day: Exceptional(day, day, "", worked=True) for day in calendar.worked}
        for day in sorted(days):
            if first <= day <= last and days[day].worked is not (day.weekday() in calendar.weekdays):
                yield days[day]

    def _of_person(self, person: Person) -> Iterator[Exceptional]:
        """Leave, and the blackouts of the person's roles."""
        meant = (
            one.absence
            for one in self.plan.undertaking.blackouts
            if not one.roles or set(one.roles) & set(person.roles)
        )
        for absence in _apart(sorted((*person.absences, *meant), key=lambda one: (one.first, one.last))):
            yield Exceptional(absence.first, absence.last, self.speech.show(absence.reason))


def _apart(absences: Iterable[Absence]) -> Iterator[Absence]:
    """Absences in order, cut so that no day stands in two of them: MS Project refuses exceptions that overlap."""
    until: date | None = None
    for one in absences:
        first = one.first if until is None else max(one.first, until + timedelta(days=1))
        if first <= one.last:
            until = one.last
            yield one._replace(first=first)


def _calendar(under: Element, number: int, name: str, base: int | None) -> Element:
    entry = SubElement(under, "Calendar")
    SubElement(entry, "UID").text = str(number)
    SubElement(entry, "Name").text = name
    SubElement(entry, "IsBaseCalendar").text = "1" if base is None else "0"
    SubElement(entry, "BaseCalendarUID").text = _NO_BASE if base is None else str(base)
    return entry


def _week_day(under: Element, day: int, *, works: bool) -> None:
    """A day of the week; Monday is 0 here, and Sunday 1 in MS Project."""
    entry = SubElement(under, "WeekDay")
    SubElement(entry, "DayType").text = str((day + 1) % _DAYS_OF_A_WEEK + 1)
    SubElement(entry, "DayWorking").text = "1" if works else "0"
    if works:
        _working_times(entry)


def _working_times(under: Element) -> None:
    times = SubElement(under, "WorkingTimes")
    for begin, end in (MORNING, AFTERNOON):
        span = SubElement(times, "WorkingTime")
        SubElement(span, "FromTime").text = begin.isoformat()
        SubElement(span, "ToTime").text = end.isoformat()


def _exceptions(under: Element, exceptions: Iterable[Exceptional]) -> None:
    every = list(exceptions)
    if not every:
        return
    entries = SubElement(under, "Exceptions")
    for one in every:
        entry = SubElement(entries, "Exception")
        SubElement(entry, "EnteredByOccurrences").text = "0"
        period = SubElement(entry, "TimePeriod")
        SubElement(period, "FromDate").text = f"{one.first.isoformat()}T00:00:00"
        SubElement(period, "ToDate").text = f"{one.last.isoformat()}T23:59:00"
        SubElement(entry, "Occurrences").text = str((one.last - one.first).days + 1)
        SubElement(entry, "Name").text = one.name
        SubElement(entry, "Type").text = "1"
        SubElement(entry, "DayWorking").text = "1" if one.worked else "0"
        if one.worked:
            _working_times(entry)
