"""The implementation plan of one candidate for one client: what is done, by whom, when, and what of the price it is."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from crm_planner.plan.comparison import Baseline, Comparison, baseline, compared
from crm_planner.plan.payments import NO_CASH, Cash
from crm_planner.plan.person import Person
from crm_planner.plan.responsibility import Answering, Duty, duties
from crm_planner.plan.schedule import Moment, Planned, Schedule
from crm_planner.plan.staffing import people_for
from crm_planner.plan.task import Assignment, Names, Phase, Task
from crm_planner.plan.undertaking import Undertaking
from crm_planner.playbook.effort import Side
from crm_planner.text import Message, Text

OWN_SIDES: tuple[Side, ...] = ("client", "in_house")
"""The sides whose work the client does with people of its own."""


class TaskCost(NamedTuple):
    """What of the estimate's total one task is, in the brief's currency.

    `hourly` has an amount for each assignment of the task, in their order: 0 where its hours are not charged (a fixed
    price, people of the client's own that the estimate does not count), None where nobody knows the price of an hour.
    `fixed` is the task's part of what the vendor sells at a fixed price.
    """

    hourly: tuple[Decimal | None, ...]
    fixed: Decimal = Decimal(0)

    @property
    def amount(self) -> Decimal | None:
        """All of it; None where a part is not known."""
        known = [one for one in self.hourly if one is not None]
        return None if len(known) < len(self.hourly) else sum(known, self.fixed)


NOTHING = TaskCost(())
"""The cost of a task nobody charges anything for."""


class Stretch(NamedTuple):
    """A phase as long as its tasks: from the first start to the last finish, level of effort included."""

    phase: Phase
    tasks: tuple[Planned, ...]
    start: Moment
    finish: Moment

    @property
    def critical(self) -> bool:
        """Whether one of its tasks may not slip."""
        return any(one.critical for one in self.tasks)

    def hours(self, *sides: Side) -> Decimal:
        """The most likely hours of its tasks, of some sides."""
        return sum((one.task.hours(side=side) for one in self.tasks for side in sides), Decimal(0))


class Against(NamedTuple):
    """What is different from an earlier plan, the day that one ended, and what its candidate cost in all.

    `total` is None where it was in another currency.
    """

    comparison: Comparison
    finish: date
    total: Decimal | None = None


class Implementation(NamedTuple):
    """A plan with everything a reader needs to trust it.

    `roles` are the names of roles, `rates` the price of an hour of each in the brief's currency (a role without one
    is missing), `costs` what each task costs, `total` what the candidate costs over the whole horizon,
    `answering` who answers for each task, `against` what is different from an earlier plan,
    `cash` when what is bought is paid.
    """

    client: Text
    candidate: str
    called: Message
    currency: str
    made_on: date
    undertaking: Undertaking
    schedule: Schedule
    roles: Names
    rates: Mapping[str, Decimal] = {}
    costs: Mapping[str, TaskCost] = {}
    total: Decimal = Decimal(0)
    answering: Mapping[str, Answering] = {}
    notes: tuple[Message | Text, ...] = ()
    against: Against | None = None
    cash: Cash = NO_CASH

    @property
    def phases(self) -> tuple[Stretch, ...]:
        """The phases in the order of the plan, with their tasks in the order they are written in.

        Tasks without a phase stand last, in one without a name.
        """
        known = {phase.id: number for number, phase in enumerate(self.undertaking.phases)}
        nameless = Phase("", Text.plain(""))

        def order(one: Planned) -> int:
            return known.get(one.task.phase, len(known))

        groups = groupby(sorted(self.schedule.tasks, key=order), key=order)
        return tuple(_stretch((*self.undertaking.phases, nameless)[at], tuple(tasks)) for at, tasks in groups)

    @property
    def outline(self) -> tuple[Stretch | Planned, ...]:
        """Every phase, followed by its tasks."""
        rows: list[Stretch | Planned] = []
        for stretch in self.phases:
            rows += (stretch, *stretch.tasks)
        return tuple(rows)

    def doers(self, assignment: Assignment) -> tuple[Person, ...]:
        """The people who spend the hours of an assignment, as the schedule has it."""
        return people_for(assignment, self.undertaking.people)

    def people_of(self, task: Task) -> tuple[Person, ...]:
        """Everybody who works on a task, each once, in the order of its assignments."""
        return tuple(dict.fromkeys(one for each in task.assignments for one in self.doers(each)))

    @property
    def matrix(self) -> tuple[Duty, ...]:
        """The responsibility matrix, in the order of the phases."""
        tasks = (one.task for stretch in self.phases for one in stretch.tasks)
        return duties(tasks, self.answering)

    def compared_with(self, earlier: Baseline, total: Decimal | None) -> "Implementation":
        """The same plan with what is different from an earlier one, whose candidate cost `total`.

        A task that is only called otherwise, or in another language, is not different.
        """
        now = baseline(self.schedule)
        names = {mark.id: mark.name for mark in now.marks}
        before = Baseline(tuple(mark._replace(name=names.get(mark.id, mark.name)) for mark in earlier.marks))
        return self._replace(against=Against(compared(before, now, self.undertaking.calendar), before.finish, total))

    def cost(self, task: Task) -> TaskCost:
        """What of the estimate's total a task is."""
        return self.costs.get(task.id, NOTHING)

    @property
    def in_plan(self) -> Decimal | None:
        """What all tasks cost; None where a part is not known."""
        amounts = [one.amount for one in self.costs.values()]
        known = [one for one in amounts if one is not None]
        return None if len(known) < len(amounts) else sum(known, Decimal(0))


def _stretch(phase: Phase, tasks: tuple[Planned, ...]) -> Stretch:
    return Stretch(phase, tasks, min(one.start for one in tasks), max(one.finish for one in tasks))


def works_for_the_client(task: Task) -> bool:
    """Whether people of the client's own have something to do in it."""
    return any(one.side in OWN_SIDES and one.hours.likely for one in task.assignments)
