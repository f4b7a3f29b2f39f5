"""Moments as clock times of a working day of eight hours, and the working time between them."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from crm_planner.plan.calendar import Calendar
from crm_planner.plan.schedule import HOURS_A_DAY, Moment

MORNING, AFTERNOON = (time(9), time(13)), (time(14), time(18))
"""The eight hours of a working day, with a break after the fourth; only moments inside a day depend on them."""

_BREAK_AFTER = 4


def begins(moment: Moment) -> str:
    """The clock time of a start: at the break, work begins after it."""
    return _stamp(moment, after_break=moment.hour >= _BREAK_AFTER)


def starts(start: Moment, finish: Moment) -> str:
    """The clock time of the start of what lasts until `finish`; what takes no time starts when it ends."""
    return begins(start) if start < finish else ends(finish)


def ends(moment: Moment) -> str:
    """The clock time of a finish: at the break, work ends before it."""
    return _stamp(moment, after_break=moment.hour > _BREAK_AFTER)


def _stamp(moment: Moment, *, after_break: bool) -> str:
    return datetime.combine(moment.day, time(MORNING[0].hour + moment.hour + after_break)).isoformat()


def working_hours(calendar: Calendar, start: Moment, finish: Moment) -> int:
    """Hours of working time from `start` to `finish` by the calendar; negative where the finish comes first."""
    if finish < start:
        return -working_hours(calendar, finish, start)
    whole = sum(HOURS_A_DAY for day in days_from(start.day, finish.day - timedelta(days=1)) if calendar.works(day))
    first = start.hour if calendar.works(start.day) else 0
    last = finish.hour if calendar.works(finish.day) else 0
    return whole - first + last


def days_from(first: date, last: date) -> Iterable[date]:
    """Every day from the first to the last, both included."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
