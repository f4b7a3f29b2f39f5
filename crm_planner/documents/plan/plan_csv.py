"""The plan as CSV, marked as UTF-8 for Excel: its tasks, or one of the other lists; heads are the same everywhere."""

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal

from crm_planner.documents.csv_cells import BYTE_ORDER_MARK, csv_number, csv_text
from crm_planner.documents.plan.page import Section
from crm_planner.documents.plan.todo import own_hours, own_people, todo
from crm_planner.documents.plan.words import kind_of, tidy, who
from crm_planner.documents.wording import Speech
from crm_planner.plan.implementation import Implementation, Stretch
from crm_planner.plan.responsibility import roles_of
from crm_planner.plan.schedule import Planned
from crm_planner.plan.task import Link
from crm_planner.plan.weeks import week_loads

Row = dict[str, str]


def plan_csv(plan: Implementation, speech: Speech, section: Section = Section.TASKS) -> str:
    """One list of `plan`. Several values of a cell are split by `; `; links are written `1.2FS+2d`."""
    rows = list(_LISTS[section](plan, speech))
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else ["id"], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return BYTE_ORDER_MARK + out.getvalue()


def link_in_short(link: Link) -> str:
    """A link as project programs write it: the task, the kind, and the lag in working days."""
    lag = "" if not link.lag else f"{link.lag.normalize():+f}d"
    return f"{link.after}{link.kind}{lag}"


def _tasks(plan: Implementation, speech: Speech) -> Iterator[Row]:
    for stretch in plan.phases:
        for one in stretch.tasks:
            yield _task(plan, speech, stretch, one)


def _task(plan: Implementation, speech: Speech, stretch: Stretch, one: Planned) -> Row:
    task, cost = one.task, plan.cost(one.task)
    ends = {f"hours_{end}": csv_number(task.hours(end)) for end in ("low", "likely", "high")}
    return {
        "id": csv_text(task.id),
        "phase": _joined(speech, [stretch.phase.name]),
        "task": _joined(speech, [task.name]),
        "kind": kind_of(task),
        "start": one.start.day.isoformat(),
        "start_hour": str(one.start.hour),
        "finish": one.finish.day.isoformat(),
        "finish_hour": str(one.finish.hour),
        "working_days": csv_number(tidy(round(one.duration, 3))),
        "critical": "yes" if one.critical else "no",
        "total_slack": csv_number(tidy(round(one.total_slack, 3))),
        "free_slack": csv_number(tidy(round(one.free_slack, 3))),
        "after": csv_text("; ".join(map(link_in_short, task.links))),
        "roles": csv_text("; ".join(dict.fromkeys(each.role for each in task.assignments))),
        "people": _joined(speech, who(plan, task)),
        **ends,
        "cost": csv_number(cost.amount),
        "currency": plan.currency,
        "deliverable": _joined(speech, [task.deliverable]),
        "deadline": task.deadline.isoformat() if task.deadline else "",
    }


def _todo(plan: Implementation, speech: Speech) -> Iterator[Row]:
    for one in todo(plan.schedule.tasks):
        yield {
            "id": csv_text(one.task.id),
            "task": _joined(speech, [one.task.name]),
            "begin": one.start.day.isoformat(),
            "done_by": one.finish.day.isoformat(),
            "at_the_latest": one.late_finish.day.isoformat(),
            "critical": "yes" if one.critical else "no",
            "hours": csv_number(own_hours(one)),
            "people": _joined(speech, own_people(plan, one)),
        }


def _responsibility(plan: Implementation, speech: Speech) -> Iterator[Row]:
    matrix = plan.matrix
    roles = roles_of(matrix)
    for duty in matrix:
        parts = {role: duty.parts[role].value if role in duty.parts else "" for role in roles}
        yield {"id": csv_text(duty.task.id), "task": _joined(speech, [duty.task.name]), **parts}


def _load(plan: Implementation, speech: Speech) -> Iterator[Row]:
    names = {person.id: person.name for person in plan.undertaking.people}
    for one in week_loads(plan.schedule.load):
        percent = None if one.share is None else (one.share * 100).quantize(Decimal("0.1"))
        yield {
            "person": csv_text(one.person),
            "name": _joined(speech, [names[one.person]]),
            "week": one.week.isoformat(),
            "hours": csv_number(tidy(round(one.hours, 2))),
            "capacity": csv_number(tidy(round(one.capacity, 2))),
            "percent": csv_number(percent),
        }


def _payments(plan: Implementation, speech: Speech) -> Iterator[Row]:
    for one in plan.cash.payments:
        yield {
            "due": one.due.isoformat(),
            "payment": _joined(speech, [one.name]),
            "percent": csv_number(one.percent),
            "amount": csv_number(one.amount),
            "currency": plan.currency,
            "categories": "; ".join(one.categories),
            "task": csv_text(one.task or ""),
        }


def _moved(plan: Implementation, speech: Speech) -> Iterator[Row]:
    for one in plan.against.comparison.changed if plan.against else ():
        before, after = one.before, one.after
        yield {
            "id": csv_text(one.mark.id),
            "task": _joined(speech, [one.mark.name]),
            "change": "new" if before is None else "gone" if after is None else "moved",
            "start_before": before.start.isoformat() if before else "",
            "finish_before": before.finish.isoformat() if before else "",
            "start": after.start.isoformat() if after else "",
            "finish": after.finish.isoformat() if after else "",
            "start_days": str(one.start_days),
            "finish_days": str(one.finish_days),
            "hours": csv_number(one.hours),
        }


def _joined(speech: Speech, values: Iterable[object]) -> str:
    return csv_text("; ".join(speech.show(value) for value in values))


_LISTS = {
    Section.MOVED: _moved,
    Section.TASKS: _tasks,
    Section.TODO: _todo,
    Section.RESPONSIBILITY: _responsibility,
    Section.LOAD: _load,
    Section.PAYMENTS: _payments,
}
