"""The plan as a Gantt chart in Mermaid, which GitHub, GitLab and many wikis draw where the text stands."""

import re
from collections.abc import Iterator
from datetime import timedelta

from crm_planner.documents.plain import said
from crm_planner.documents.plan.words import called, kind_of
from crm_planner.documents.wording import Speech
from crm_planner.plan.implementation import Implementation
from crm_planner.plan.schedule import Planned
from crm_planner.text import Message, mark

_SPECIAL = re.compile(r"[:;#%<>\n\r]|--")
"""What Mermaid reads as its own where a name stands."""


_DAYS_WITH_WEEKS = 70
"""A longer axis is labelled by months, or the dates would overlap."""


def mermaid(plan: Implementation, speech: Speech) -> str:
    """`plan` as the text of a chart: a section for each phase, critical tasks marked, gates and milestones as points.

    Days are whole: a task that ends at noon ends that day. Days off that the calendar names are left out of the axis'
    working time, as weekends are.
    """
    return "".join(f"{line}\n" for line in _lines(plan, speech))


def _lines(plan: Implementation, speech: Speech) -> Iterator[str]:
    title = Message(mark("{client}: implementation of {candidate}"), {"client": plan.client, "candidate": plan.called})
    yield "gantt"
    yield f"    title {_name(said(title, speech))}"
    yield "    dateFormat YYYY-MM-DD"
    yield "    axisFormat %Y-%m-%d"
    days = (plan.schedule.finish.day - plan.schedule.start.day).days
    yield f"    tickInterval {'1week' if days <= _DAYS_WITH_WEEKS else '1month'}"
    yield "    weekday monday"
    yield "    todayMarker off"
    for stretch in plan.phases:
        yield f"    section {_name(said(stretch.phase.name, speech)) or '.'}"
        for one in stretch.tasks:
            yield f"    {_name(said(_called(one), speech))} :{', '.join(_data(one))}"


def _called(one: Planned) -> Message:
    """The name; that a task is critical is said too, for those who see no colours."""
    name = called(one.task)
    return Message(mark("{task}, critical"), {"task": name}) if one.critical else name


def _data(one: Planned) -> Iterator[str]:
    """The marks, the id and the days of a task; Mermaid's end is the day after the last."""
    kind = kind_of(one.task)
    if one.critical:
        yield "crit"
    if kind == "milestone":
        yield "milestone"
    if kind == "throughout":
        yield "active"
    yield f"t{re.sub(r'[^A-Za-z0-9]', '_', one.task.id)}"
    yield one.start.day.isoformat()
    last = max(one.start.day, one.finish.day)
    yield "0d" if kind == "milestone" else (last + timedelta(days=1)).isoformat()


def _name(text: str) -> str:
    """`text` without the signs that would end a name; letters of all languages stay."""
    return " ".join(_SPECIAL.sub(" ", text).split())
