"""The plan on a page: tasks with dates, gates, what the client must do, who answers for what, load and payments."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from crm_planner.documents.page import Outline, Page, Table
from crm_planner.documents.plan.cash import cash_notes, cash_tables, figures_of
from crm_planner.documents.plan.load import load_notes, load_table
from crm_planner.documents.plan.moved import moved_notes, moved_table
from crm_planner.documents.plan.responsibility import matrix_notes, matrix_table
from crm_planner.documents.plan.tasks import gates_table, tasks_table
from crm_planner.documents.plan.todo import todo_table
from crm_planner.documents.plan.words import found_in_words, tenths
from crm_planner.documents.risk_section import with_risks
from crm_planner.plan.implementation import OWN_SIDES, Implementation
from crm_planner.text import Message, mark

if TYPE_CHECKING:
    from crm_planner.risk.assessment import Assessment


class Section(StrEnum):
    """A part of the plan; what moved is there only where there is an earlier plan."""

    MOVED = "moved"
    TASKS = "tasks"
    TODO = "todo"
    RESPONSIBILITY = "responsibility"
    LOAD = "load"
    PAYMENTS = "payments"


def plan_page(
    plan: Implementation, sections: Iterable[Section] = tuple(Section), assessment: "Assessment | None" = None
) -> Page:
    """`plan` for a reader, or only some `sections` of it, in their own order; in front the gates that speak, if any."""
    wanted = set(sections)
    parts = [part for section in Section if section in wanted for part in _PARTS[section](plan)]
    notes = [note for section in Section if section in wanted for note in _NOTES[section](plan)]
    page = Page(_title(plan), tuple(parts), tuple(notes))
    return page if assessment is None else with_risks(page, assessment)


def _title(plan: Implementation) -> Message:
    schedule = plan.schedule
    theirs = sum((one.task.hours(side=side) for one in schedule.tasks for side in OWN_SIDES), Decimal(0))
    everybody = sum((one.task.hours() for one in schedule.tasks), Decimal(0))
    values = {
        "client": plan.client,
        "candidate": plan.called,
        "start": schedule.start.day,
        "finish": schedule.finish.day,
        "days": tenths(schedule.days),
        "vendor": tenths(everybody - theirs),
        "own": tenths(theirs),
    }
    wording = mark(
        "{client}: implementation of {candidate}, {start} to {finish}. Working days: {days}. Hours of the vendor's "
        "side: {vendor}, of the client's: {own}"
    )
    return Message(wording, values)


def _tasks(plan: Implementation) -> Iterator[Table | Outline]:
    yield tasks_table(plan)
    yield from gates_table(plan)


def _tasks_notes(plan: Implementation) -> Iterator[object]:
    yield found_in_words(plan.schedule)
    yield Message(mark("Leeway: working days a task may slip before the end does; a critical task may not slip at all"))
    if any(one.task.is_level_of_effort for one in plan.schedule.tasks):
        yield Message(mark("Throughout: work that lasts as long as others do, and delays nothing"))
    yield from _money(plan)
    yield from plan.notes


def _money(plan: Implementation) -> Iterator[Message]:
    """How the plan and the price hang together."""
    figures = figures_of(plan)
    values: dict[str, object] = {"total": figures.amount(plan.total), "currency": plan.currency}
    if plan.in_plan is None:
        yield Message(mark("What the tasks cost is not known: somebody's hour has no price"))
    else:
        values |= {"work": figures.amount(plan.in_plan), "rest": figures.amount(plan.total - plan.in_plan)}
        said = mark("Of the price of {total} {currency}, {work} is work in this plan; licences and the rest are {rest}")
        yield Message(said, values)


def _todo(plan: Implementation) -> Iterator[Table | Outline]:
    yield from todo_table(plan)


def _responsibility(plan: Implementation) -> Iterator[Table | Outline]:
    yield matrix_table(plan)


def _load(plan: Implementation) -> Iterator[Table | Outline]:
    yield load_table(plan)


def _nothing(plan: Implementation) -> Iterator[object]:
    yield from ()


_PARTS = {
    Section.MOVED: moved_table,
    Section.TASKS: _tasks,
    Section.TODO: _todo,
    Section.RESPONSIBILITY: _responsibility,
    Section.LOAD: _load,
    Section.PAYMENTS: cash_tables,
}
_NOTES = {
    Section.MOVED: moved_notes,
    Section.TASKS: _tasks_notes,
    Section.TODO: _nothing,
    Section.RESPONSIBILITY: matrix_notes,
    Section.LOAD: load_notes,
    Section.PAYMENTS: cash_notes,
}
