"""The plan as an iCalendar file: an all-day event for each task, gate and milestone, for any calendar program."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from crm_planner.documents.plain import said
from crm_planner.documents.plan.words import called, kind_of, tenths, who
from crm_planner.documents.wording import Speech
from crm_planner.errors import MissingExtra
from crm_planner.plan.implementation import Implementation
from crm_planner.plan.schedule import Planned
from crm_planner.text import Message, Text, mark

if TYPE_CHECKING:
    from icalendar import Event


def ics(plan: Implementation, speech: Speech, tasks: tuple[Planned, ...]) -> str:
    """`tasks` of `plan` as a calendar.

    An event keeps its UID when dates, names or languages change, so that a calendar that reads a later plan moves the
    event. Events do not make anybody look busy. Raises MissingExtra without icalendar.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        needed = "an .ics file needs icalendar; install it: pip install crm-planner[plan]"
        raise MissingExtra(needed) from None
    title = Message(mark("{client}: implementation of {candidate}"), {"client": plan.client, "candidate": plan.called})
    calendar = Calendar()
    calendar.add("prodid", f"-//crm-planner//plan//{speech.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", said(title, speech))
    for one in tasks:
        calendar.add_component(_event(plan, one, speech))
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _event(plan: Implementation, one: Planned, speech: Speech) -> "Event":
    from icalendar import Event

    event = Event()
    last = max(one.start.day, one.finish.day)
    event.add("uid", uid(plan, one))
    event.add("dtstamp", datetime.combine(plan.made_on, time(), UTC))
    event.add("dtstart", one.start.day)
    event.add("dtend", last + timedelta(days=1))  # by RFC 5545 the day after the last
    event.add("summary", said(called(one.task), speech))
    event.add("description", "\n".join(said(line, speech) for line in _described(plan, one)))
    event.add("categories", [said(name, speech) for name in _phase(plan, one)])
    event.add("transp", "TRANSPARENT")
    if one.critical:
        event.add("priority", 1)
    return event


def uid(plan: Implementation, one: Planned) -> str:
    """A name of the event that stays: made of client, candidate and task."""
    client = "\n".join(f"{language}={text}" for language, text in sorted(plan.client.by_language.items()))
    known = sha256(f"{client}\n{plan.candidate}\n{one.task.id}".encode()).hexdigest()
    return f"{known[:32]}@crm-planner"


def _described(plan: Implementation, one: Planned) -> Iterator[object]:
    task = one.task
    if people := who(plan, task):
        yield Message(mark("Who: {people}"), {"people": people})
    if task.assignments:
        yield Message(mark("Hours: {hours}"), {"hours": tenths(task.hours())})
    if task.deliverable is not None:
        yield Message(mark("Result: {deliverable}"), {"deliverable": task.deliverable})
    if one.critical:
        yield Message(mark("Critical: if it slips, the end slips"))
    elif kind_of(task) != "throughout":
        yield Message(mark("At the latest: {day}"), {"day": one.late_finish.day})


def _phase(plan: Implementation, one: Planned) -> tuple[Text, ...]:
    return tuple(phase.name for phase in plan.undertaking.phases if phase.id == one.task.phase)
