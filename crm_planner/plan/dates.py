"""A solved plan in the words of its readers: dates, slack, level of effort and load."""

from collections.abc import Sequence
from decimal import Decimal

from crm_planner.plan.draft import Draft
from crm_planner.plan.generation import end_of
from crm_planner.plan.instance import Instance, Span
from crm_planner.plan.load import day_loads
from crm_planner.plan.passes import driver
from crm_planner.plan.schedule import Found, Planned, Schedule
from crm_planner.plan.slack import Slack, slacks, with_hand_overs
from crm_planner.plan.task import Task
from crm_planner.plan.timeline import in_days


def schedule(draft: Draft, spans: Sequence[Span], bound: int, found: Found, network_end: int) -> Schedule:
    """The plan whose jobs have these spans."""
    lasting = {task.id: _lasting(draft, task, spans) for task in draft.undertaking.tasks if task.is_level_of_effort}
    joined = with_hand_overs(draft.instance, spans)
    every = slacks(joined, spans)
    planned = {
        task.id: _planned(draft, number, spans, every[number], joined) for number, task in enumerate(draft.tasks)
    }
    planned |= {task.id: _effort(draft, task, lasting[task.id]) for task in draft.undertaking.tasks if task.spans}
    end = end_of(spans)
    return Schedule(
        tasks=tuple(planned[task.id] for task in draft.undertaking.tasks),
        start=draft.timeline.begins(min((span.start for span in spans), default=0)),
        finish=draft.timeline.ends(end),
        days=_project_days(draft, end),
        found=found,
        bound=_project_days(draft, bound),
        gap=_project_days(draft, end) - _project_days(draft, bound),
        network_days=_project_days(draft, network_end),
        load=day_loads(draft, spans, lasting),
    )


def _project_days(draft: Draft, moment: int) -> Decimal:
    """Working days of the project's calendar up to `moment`."""
    return in_days(draft.instance.lag_time.between(0, moment))


def _lasting(draft: Draft, task: Task, spans: Sequence[Span]) -> Span:
    """From the first start to the last finish of what a level of effort spans."""
    spanned = [spans[draft.number[name]] for name in task.spans]
    return Span(min(span.start for span in spanned), max(span.finish for span in spanned))


def _effort(draft: Draft, task: Task, span: Span) -> Planned:
    line = draft.timeline
    start, finish = line.begins(span.start), line.ends(span.finish)
    days = in_days(draft.instance.lag_time.between(*span))
    return Planned(task, start, finish, days, Decimal(0), Decimal(0), False, start, finish)  # noqa: FBT003


def _planned(draft: Draft, number: int, spans: Sequence[Span], slack: Slack, joined: Instance) -> Planned:
    line, job, span = draft.timeline, draft.instance.jobs[number], spans[number]
    begins = line.begins if job.work else line.ends
    held = driver(joined, number, spans)

    def days(start: int, finish: int) -> Decimal:
        return in_days(job.worktime.between(start, max(start, finish))) / job.worktime.full

    return Planned(
        task=draft.tasks[number],
        start=begins(span.start),
        finish=line.ends(span.finish),
        duration=in_days(job.work) / job.worktime.full,
        total_slack=days(span.start, slack.late.start),
        free_slack=days(span.start, slack.free.start),
        critical=slack.late.start <= span.start,
        late_start=begins(slack.late.start),
        late_finish=line.ends(slack.late.finish),
        driver=draft.tasks[held.before].id if held else "",
    )
