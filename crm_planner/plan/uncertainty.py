"""The dates of a plan for many draws of its hours at once, and how often each task is critical.

The network is that of the links and of the levelled plan's hand-overs: people do their tasks in the order that was
planned, however long each takes. (Where leads make the two run in a circle, the links alone count.) Draws are the
caller's, so one set of draws can move costs and dates together.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from crm_planner.formula.arrays import Array, np
from crm_planner.plan.draft import Draft
from crm_planner.plan.schedule import HOURS_A_DAY, Schedule
from crm_planner.plan.slack import with_hand_overs
from crm_planner.plan.undertaking import Undertaking
from crm_planner.plan.vector_passes import Passes

_SLIVER = 1e-9
"""What a sum of binary numbers may be off without making another hour."""

Drawn = Mapping[tuple[str, int], Array]
"""Drawn hours by task and number of its assignment, one for each draw."""


class Outcomes(NamedTuple):
    """What came of each draw. `finish` is the day the plan ends, `finish_of` the day each task does (datetime64[D]).

    `days` is the length of the plan in open days of the plan. `criticality` is the share of draws in which a task could
    not have slipped at all: its criticality index.
    """

    finish: Array
    finish_of: Mapping[str, Array]
    days: Array
    criticality: Mapping[str, Fraction]

    def by(self, percent: int) -> date:
        """The first day by which the plan is done in at least so many percent of the draws."""
        return _ranked(self.finish, percent)

    def task_by(self, task: str, percent: int) -> date:
        """The same of one task, such as the go-live."""
        return _ranked(self.finish_of[task], percent)

    def chance(self, deadline: date) -> Fraction:
        """The share of draws that end on that day or before."""
        return Fraction(int(np.count_nonzero(self.finish <= np.datetime64(deadline))), len(self.finish))


class DatesOfDraws:
    """The network of a levelled plan, made once, for any number of draws."""

    def __init__(self, undertaking: Undertaking, plan: Schedule) -> None:
        self.draft = Draft(undertaking)
        joined = with_hand_overs(self.draft.instance, self.draft.spans_of(plan))
        self.network = self.draft.instance if joined.runs_in_a_circle else joined

    def outcomes(self, hours: Drawn, days: Mapping[str, Array] | None = None, longer: Array | None = None) -> Outcomes:
        """Finish dates for drawn hours and drawn fixed days; what is not drawn is as it was planned.

        Every task takes beside it that share of its planned time that `longer` has for the draw.
        """
        drawn = [*hours.values(), *(days or {}).values(), *([] if longer is None else [longer])]
        count = len(drawn[0]) if drawn else 1
        more = np.zeros(count) if longer is None else longer
        works = [self._work(number, hours, days or {}, more) for number in range(len(self.draft.tasks))]
        slots = self.draft.timeline.slots + sum(int(work.max()) for work in works)
        passes = Passes(self.network, works, slots)
        starts, finishes = passes.forward()
        end = np.max(np.stack(finishes), axis=0)
        late = passes.backward(end)
        names = [task.id for task in self.draft.tasks]
        critical = {
            name: Fraction(int(np.count_nonzero(last <= start)), count)
            for name, start, last in zip(names, starts, late, strict=True)
        }
        finish_of = {name: self._days(finish) for name, finish in zip(names, finishes, strict=True)}
        return Outcomes(self._days(end), finish_of, end / HOURS_A_DAY, critical)

    def _work(self, number: int, hours: Drawn, days: Mapping[str, Array], more: Array) -> Array:
        """How much work a task takes in each draw, in the units of its working time."""
        task, staff, point = self.draft.tasks[number], self.draft.staff[number], self.draft.undertaking.point
        job, count = self.draft.instance.jobs[number], len(more)
        fixed = float(task.days.at(point)) if task.days else 0.0
        longest = np.asarray(days.get(task.id, np.full(count, fixed)), dtype=float)
        each: dict[str, Array] = {}
        for one in staff:
            which = task.assignments.index(one.assignment)
            likely = np.full(count, float(one.assignment.hours.at(point)))
            need = np.asarray(hours.get((task.id, which), likely), dtype=float) / float(one.daily_hours)
            for person in one.people:
                each[person.id] = each.get(person.id, np.zeros(count)) + need
        for need in each.values():
            longest = np.maximum(longest, need)
        planned = job.work // job.worktime.full
        slots = np.ceil(longest * HOURS_A_DAY + more * planned - _SLIVER).astype(np.int64)
        work: Array = slots * job.worktime.full
        return work

    def _days(self, moments: Array) -> Array:
        """The day each moment ends on; beyond the horizon the last day planned."""
        open_days = np.array(self.draft.timeline.days, dtype="datetime64[D]")
        found: Array = open_days[np.clip((moments - 1) // HOURS_A_DAY, 0, len(open_days) - 1)]
        return found


def _ranked(days: Array, percent: int) -> date:
    """The nearest rank: the smallest of `days` that so many percent of them do not exceed."""
    ordered = np.sort(days)
    found: date = ordered[max(0, -(-percent * len(ordered) // 100) - 1)].item()
    return found
