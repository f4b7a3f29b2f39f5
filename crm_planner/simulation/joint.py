"""Dates and cost of one candidate's plan in the same draws: P50 and P80 of each task, and what a slip costs.

Hours have the streams they have in the price, and a detected risk happens in the draws in which it costs money. What
risks add to time lengthens every task in proportion to its planned time, so that go-live moves as the end does.

Level of effort that is a percentage of other work (management) and charged by the hour costs as much more as the plan
takes longer, once: of its own drawn hours and of those the length asks for the larger count, and a risk on the whole
cost, or on that work's, has paid for its own delay.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from crm_planner.estimate.lines import Range
from crm_planner.formula.arrays import Array, np
from crm_planner.plan.breakdown import Breakdown, TaskWork
from crm_planner.plan.implementation import Implementation
from crm_planner.plan.schedule import Planned
from crm_planner.plan.task import Assignment, Points, Task
from crm_planner.plan.uncertainty import DatesOfDraws, Drawn, Outcomes
from crm_planner.playbook.checklist import EVERYTHING
from crm_planner.playbook.with_plan import WrittenPlaybookWithPlan
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.project import Project, planning
from crm_planner.risk.assessment import Assessed
from crm_planner.simulation.delay import STEP, lost
from crm_planner.simulation.draws import Stream
from crm_planner.simulation.figures import HOURS_STEP, hours_points, hours_stream
from crm_planner.simulation.sampling import Shape, table
from crm_planner.simulation.simulate import Wish
from crm_planner.simulation.stage import Stage
from crm_planner.simulation.summary import percentile

_USUAL = Wish()


class Days(NamedTuple):
    """The days by which something is done in 50 and in 80 of 100 draws."""

    p50: date
    p80: date


class TaskDays(NamedTuple):
    """When a task is done; `criticality` is the share of draws in which it could not have slipped."""

    planned: Planned
    done: Days
    criticality: Fraction


class Amounts(NamedTuple):
    """What is not exceeded in 50 and in 80 of 100 draws, in the brief's currency."""

    p50: Decimal
    p80: Decimal


class Joint(NamedTuple):
    """When the plan ends and what it costs in the same draws; tasks in the order of the plan, without level of effort.

    `kept` is the share of draws that end on the planned day or before, `in_time` that by `deadline`. `slip` is what a
    longer plan adds to the cost, `total` the simulated cost with it, gaps filled; `both` is the share of draws within
    the budget by the deadline (without one: by the planned day), None without a budget or with a gap nothing fills.
    """

    draws: int
    seed: int
    finish: Days
    tasks: tuple[TaskDays, ...]
    kept: Fraction
    deadline: date | None
    in_time: Fraction | None
    slip: Amounts
    total: Amounts
    both: Fraction | None


class Played(NamedTuple):
    """What came of each draw: dates, minor units that the slip costs, and the total with them."""

    dates: Outcomes
    slip: Array
    total: Array


def joint(
    project: Project,
    checklist: WrittenPlaybookWithRisks,
    knowledge: WrittenPlaybookWithPlan,
    plan: Implementation,
    wish: Wish = _USUAL,
) -> Joint:
    """How sure the dates of `plan` are. Raises as `simulate` does."""
    cast = _Cast(project, checklist, knowledge, plan, wish)
    played = cast.played()
    dates, unit, deadline = played.dates, cast.stage.unit, plan.undertaking.deadline
    tasks = (
        TaskDays(one, Days(dates.task_by(one.task.id, 50), dates.task_by(one.task.id, 80)), share)
        for one in plan.schedule.tasks
        if (share := dates.criticality.get(one.task.id)) is not None
    )
    return Joint(
        draws=wish.draws,
        seed=wish.seed,
        finish=Days(dates.by(50), dates.by(80)),
        tasks=tuple(tasks),
        kept=dates.chance(plan.schedule.finish.day),
        deadline=deadline,
        in_time=None if deadline is None else dates.chance(deadline),
        slip=_amounts(played.slip, unit),
        total=_amounts(played.total, unit),
        both=_both(project, played, cast, deadline or plan.schedule.finish.day),
    )


def play(
    project: Project,
    checklist: WrittenPlaybookWithRisks,
    knowledge: WrittenPlaybookWithPlan,
    plan: Implementation,
    wish: Wish = _USUAL,
) -> Played:
    """The draws themselves, for whoever asks them something else."""
    return _Cast(project, checklist, knowledge, plan, wish).played()


class _Cast:
    """Everything that is drawn of one plan."""

    def __init__(
        self,
        project: Project,
        checklist: WrittenPlaybookWithRisks,
        knowledge: WrittenPlaybookWithPlan,
        plan: Implementation,
        wish: Wish,
    ) -> None:
        self.plan, self.draws = plan, wish.draws
        self.found: Breakdown = planning(project, knowledge, plan.candidate)[0]
        self.stage = Stage(project, checklist, wish.rules(checklist.playbook.simulation), wish.seed)
        self.network = DatesOfDraws(plan.undertaking, plan.schedule)
        self.parts: Mapping[str, Sequence[TaskWork]] = {
            task.id: [part for part in self.found.parts if part.task.id == task.id] for task in self.found.tasks
        }

    def played(self) -> Played:
        hours, days = dict(self._hours()), dict(self._days())
        risks = self.stage.assessments[self.plan.candidate].risks
        dates = self.network.outcomes(hours, days, self._longer(risks))
        categories = {part.piece.effort.category for _, _, part in self._throughout()}
        unpaid = [one for one in risks if one.risk.effects.cost.category not in (EVERYTHING, *categories)]
        slip = self._slip(hours, self.network.outcomes(hours, days, self._longer(unpaid)))
        return Played(dates, slip, self.stage.totals(self.draws)[self.plan.candidate] + slip)

    def _throughout(self) -> Iterator[tuple[Task, int, TaskWork]]:
        """The work that goes on as long as the plan does: level of effort that is a percentage of other work.

        Getting used to the system, which is so many hours for each user, is no longer in a longer plan.
        """
        for task in self.plan.undertaking.tasks:
            for number, part in enumerate(self.parts[task.id] if task.is_level_of_effort else ()):
                if any(term.percent is not None for term in part.piece.effort.formula):
                    yield task, number, part

    def _hours(self) -> Iterator[tuple[tuple[str, int], Array]]:
        for task in self.plan.undertaking.tasks:
            pairs = zip(task.assignments, self.parts[task.id], strict=True)
            for number, (assignment, part) in enumerate(pairs):
                yield (task.id, number), self._drawn_hours(assignment, part)

    def _drawn_hours(self, assignment: Assignment, part: TaskWork) -> Array:
        points = hours_points(Range(*assignment.hours), part.piece.effort.category, self.stage.rules.hours)
        stream = hours_stream(part.piece.id, part.piece.side)
        return self._drawn(stream, Points(*(one or Decimal(0) for one in points)))

    def _days(self) -> Iterator[tuple[str, Array]]:
        for task in self.network.draft.tasks:
            if task.days is not None:
                yield task.id, self._drawn(Stream(f"days/{task.id}"), task.days)

    def _drawn(self, stream: Stream, points: Points) -> Array:
        shape = Shape(points.low, min(max(points.likely, points.low), points.high), points.high)
        if not shape.varies:
            return np.full(self.draws, float(points.likely))
        positions = self.stage.positions.drawn([stream], 0, self.draws)[stream]
        found: Array = table(shape, HOURS_STEP, self.stage.rules.distribution).take(positions) * float(HOURS_STEP)
        return found

    def _longer(self, risks: Sequence[Assessed]) -> Array:
        """What risks add in each draw, as a share of the plan's length."""
        scales = self.stage.assessments[self.plan.candidate].scales
        percent, days = lost(risks, scales, self.stage.rules, self.stage.positions, self.draws)
        length = float(self.plan.schedule.days)
        found: Array = float(STEP) * (percent / 100 + (days / length if length else 0))
        return found

    def _slip(self, hours: Drawn, dates: Outcomes) -> Array:
        """What level of effort costs beyond its drawn hours in a plan of that length, in minor units."""
        planned, cost = float(self.network.outcomes({}).days[0]), np.zeros(self.draws)
        for task, number, _ in self._throughout():
            amount, likely = self.plan.cost(task).hourly[number], task.assignments[number].hours.likely
            if amount and likely and planned:
                done = hours[task.id, number] / float(likely)
                cost += float(amount / self.stage.unit) * np.maximum(dates.days / planned - done, 0)
        return np.rint(cost).astype(np.int64)


def _amounts(drawn: Array, unit: Decimal) -> Amounts:
    return Amounts(percentile(drawn, 50) * unit, percentile(drawn, 80) * unit)


def _both(project: Project, played: Played, cast: _Cast, day: date) -> Fraction | None:
    budget, estimate = project.setting.brief.budget, cast.found.ledger.candidate.id
    totals = next(one.totals for one in cast.stage.estimates if one.id == estimate)
    if budget is None or totals.like_for_like is None or totals.like_for_like.likely is None:
        return None
    good = (played.total <= int(budget / cast.stage.unit)) & (played.dates.finish <= np.datetime64(day))
    return Fraction(int(np.count_nonzero(good)), len(good))
