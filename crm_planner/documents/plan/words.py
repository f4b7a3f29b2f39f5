"""How a plan is talked about: tasks with what they are in words, their people and leeway, and how a plan was found."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from crm_planner.plan.implementation import Implementation
from crm_planner.plan.person import Person
from crm_planner.plan.schedule import Found, Planned, Schedule
from crm_planner.plan.task import Task
from crm_planner.text import Message, Text, mark

_MARKS = {
    "gate": mark("{task} (gate)"),
    "milestone": mark("{task} (milestone)"),
    "throughout": mark("{task} (throughout)"),
    "work": mark("{task}"),
}

_FOUND = {
    Found.NETWORK: mark("Dates follow from the links alone: everybody is taken to have time for everything"),
    Found.BOUND: mark("Nobody is planned for more hours than the day has, and no plan can be shorter"),
    Found.PROVED: mark("Nobody is planned for more hours than the day has; a search has proved that none is shorter"),
    Found.TIME_LIMIT: mark(
        "Nobody is planned for more hours than the day has; a shorter plan may exist, by {gap} working days at most"
    ),
    Found.HEURISTIC: mark(
        "Nobody is planned for more hours than the day has; found by priority rules, a shorter plan may exist, by "
        "{gap} working days at most"
    ),
}


NO_LEEWAY = mark("none, critical")


def kind_of(task: Task) -> str:
    """What a task is: a gate, a milestone, level of effort (`throughout`), or work."""
    if task.gate:
        return "gate"
    return "throughout" if task.is_level_of_effort else "milestone" if task.is_milestone else "work"


def numbered(task: Task) -> Message:
    """A task by its number and name."""
    return Message(mark("{id} {name}"), {"id": Text.plain(task.id), "name": task.name})


def called(task: Task) -> Message:
    """The same, and in words what it is if it is more than work."""
    return Message(_MARKS[kind_of(task)], {"task": numbered(task)})


def found_in_words(schedule: Schedule) -> Message:
    """How the dates were found, and what a better plan could gain."""
    return Message(_FOUND[schedule.found], {"gap": tenths(schedule.gap)})


def tidy(number: Decimal) -> Decimal:
    """A number without the zeros behind its last digit, so that one hour is 1 and not 1.00."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def tenths(number: Decimal) -> Decimal:
    """A number of days or hours for a reader, rounded half up to tenths; JSON has all its digits."""
    return tidy(number.quantize(Decimal("0.1"), ROUND_HALF_UP))


def span(first: date, last: date) -> object:
    """The first and the last day, or the only one."""
    return last if first >= last else Message(mark("{first}\u00a0to {last}"), {"first": first, "last": last})


def who(plan: Implementation, task: Task) -> tuple[Text, ...]:
    """The names of the people who work on a task."""
    return tuple(dict.fromkeys(person.name for person in plan.people_of(task)))


def names(people: tuple[Person, ...]) -> tuple[Text, ...]:
    """The names of people, each once."""
    return tuple(dict.fromkeys(person.name for person in people))


def leeway(one: Planned) -> Message | Decimal | None:
    """How much a task may slip: in words if not at all, else working days; nothing for level of effort."""
    if one.task.is_level_of_effort:
        return None
    return Message(NO_LEEWAY) if one.critical else tenths(one.total_slack)
