"""An undertaking as whole numbers: its tasks as jobs on a timeline, its people as resources."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from math import ceil

from crm_planner.plan.instance import Instance, Job, Span, Wait
from crm_planner.plan.schedule import HOURS_A_DAY, Schedule
from crm_planner.plan.staffing import WHOLE, Staffed, held, slots_of, staffed
from crm_planner.plan.task import Task
from crm_planner.plan.timeline import Timeline
from crm_planner.plan.undertaking import Undertaking


class Draft:
    """The jobs of all tasks but those of level of effort, in the order of the undertaking."""

    def __init__(self, undertaking: Undertaking) -> None:
        self.undertaking = undertaking
        self.timeline = Timeline(undertaking)
        self.tasks = tuple(task for task in undertaking.tasks if not task.is_level_of_effort)
        self.number = {task.id: number for number, task in enumerate(self.tasks)}
        self.staff = tuple(staffed(task, undertaking.people, undertaking.point) for task in self.tasks)
        people = {person.id: number for number, person in enumerate(undertaking.people)}
        self.instance = Instance(
            jobs=tuple(self._job(task, staff, people) for task, staff in zip(self.tasks, self.staff, strict=True)),
            waits=tuple(self._waits()),
            capacities=(WHOLE,) * len(people),
            lag_time=self.timeline.project_worktime(),
        )

    def _job(self, task: Task, staff: Sequence[Staffed], people: dict[str, int]) -> Job:
        line, undertaking = self.timeline, self.undertaking
        slots = slots_of(task, staff, undertaking.point)
        worktime = line.together(one.people for one in staff) if staff else line.project_worktime()
        parts = held(staff, slots, undertaking.point) if slots else {}
        dues = [day for day in (task.deadline, undertaking.deadline) if day]
        begins = [day for day in (task.not_before, task.starts_on) if day]
        return Job(
            work=slots * worktime.full,
            demands=tuple((people[name], part) for name, part in parts.items() if part),
            worktime=worktime,
            release=max((line.first_slot(day) for day in begins), default=0),
            last_start=line.last_finish(task.starts_on) - 1 if task.starts_on else None,
            due=min((line.last_finish(day) for day in dues), default=None),
        )

    def _waits(self) -> list[Wait]:
        return [
            Wait(self.number[link.after], number, link.kind, ceil(link.lag * HOURS_A_DAY))
            for number, task in enumerate(self.tasks)
            for link in task.links
        ]

    def with_time_for_everything(self) -> "Draft":
        """The same where nobody is ever busy elsewhere."""
        free = copy(self)
        free.instance = replace(self.instance, jobs=[job._replace(demands=()) for job in self.instance.jobs])
        return free

    def spans_of(self, plan: Schedule) -> list[Span]:
        """The spans of the jobs in a plan that was made of this draft."""
        moment = self.timeline.moment
        return [Span(moment(plan.planned(task.id).start), moment(plan.planned(task.id).finish)) for task in self.tasks]

    def fits(self, spans: Sequence[Span]) -> bool:
        """Whether all of them end within the horizon."""
        return all(span.finish <= self.timeline.slots for span in spans)
