"""From the work breakdown to the tasks of one client: hours from the cost model, people, days, and what is paid for."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from crm_planner.brief.plan import TaskChange
from crm_planner.errors import DataError
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.values import amount
from crm_planner.estimate.work import Piece
from crm_planner.formula.expression import Exact, Number, Ref, Round, Subtract, total
from crm_planner.formula.units import HOURS, RATIO
from crm_planner.limits import PLAN_TASKS
from crm_planner.money import RoundingMode
from crm_planner.place import Place
from crm_planner.plan.hours import Paid, PlannedWork, paid
from crm_planner.plan.outline import Outlined, outline, shape_of
from crm_planner.plan.responsibility import Answering
from crm_planner.plan.task import Assignment, Link, Phase, Points, Task
from crm_planner.plan.waves import in_waves
from crm_planner.playbook.with_plan import WrittenPlaybookWithPlan
from crm_planner.problem import Problem
from crm_planner.spans import ThreePoint
from crm_planner.text import Message, mark

_HUNDREDTH = Decimal("0.01")
_UNCHANGED = TaskChange()


class TaskWork(NamedTuple):
    """The part of one piece of work that is done in one task, and the cells of its hours: low, likely, high."""

    task: Outlined
    piece: Piece
    cells: tuple[Ref, Ref, Ref]
    paid: Paid


class Breakdown(NamedTuple):
    """The tasks of one candidate's project before they have hours and dates, and the work of each."""

    ledger: Ledger
    knowledge: WrittenPlaybookWithPlan
    shape: str
    work: PlannedWork
    tasks: tuple[Outlined, ...]
    parts: tuple[TaskWork, ...]

    def change(self, task: Outlined) -> TaskChange:
        """What the brief says about a task; of a wave, what it says of the task."""
        tasks = self.ledger.setting.brief.plan.tasks
        return tasks.get(task.id) or tasks.get(task.template) or _UNCHANGED


def breakdown(ledger: Ledger, knowledge: WrittenPlaybookWithPlan) -> Breakdown | None:
    """The tasks of the project with the candidate of `ledger`, whose hours are written into it; None: no shape fits.

    Raises DataError where phases make too many tasks.
    """
    playbook, brief = knowledge.playbook, ledger.setting.brief
    off = [name for name, change in brief.plan.tasks.items() if change.off]
    named = {effort: name for name, task in playbook.tasks.items() for effort in task.efforts if name not in off}
    work = PlannedWork(ledger, named)
    shape = shape_of(playbook, work.numbers)
    if shape is None:
        return None
    once = outline(playbook, shape, {piece.effort.id for piece in work.wanted}, off)
    waves = brief.phases or 1
    repeated = sum(playbook.tasks[task.template].each_wave for task in once)
    if len(once) + repeated * (waves - 1) > PLAN_TASKS:
        said = f"{waves:,} phases make more than the {PLAN_TASKS:,} tasks of one plan"
        raise DataError([Problem(ledger.setting.place("phases"), "PLN008", said, "Write fewer phases")])
    tasks = in_waves(once, playbook.tasks, waves, playbook.roll_out)
    parts = tuple(part for task in tasks for part in _parts(ledger, work, task, playbook.tasks[task.template].efforts))
    return Breakdown(ledger, knowledge, shape, work, tasks, parts)


def _parts(ledger: Ledger, work: PlannedWork, task: Outlined, efforts: Sequence[str]) -> Iterator[TaskWork]:
    """The pieces of its efforts; a share of them where the task is of one of several waves."""
    for effort in efforts:
        for piece in work.wanted:
            if piece.effort.id == effort:
                low, likely, high = (_share(ledger, task, piece, ref) for ref in work.hours(piece))
                yield TaskWork(task, piece, (low, likely, high), paid(ledger, piece))


def _share(ledger: Ledger, task: Outlined, piece: Piece, whole: Ref) -> Ref:
    """The hours of one wave: equal parts, of which the last takes what rounding left."""
    if task.waves == 1:
        return whole
    bound = whole.name.rpartition("/")[2]
    names = [ledger.own("plan", piece.id, f"wave{wave}", bound) for wave in range(1, task.waves + 1)]
    part = Round(whole * Number(Fraction(1, task.waves), RATIO), _HUNDREDTH, RoundingMode.DOWN)
    last = Subtract(whole, total([Ref(name) for name in names[:-1]], HOURS))
    label = Message(mark("{item}: hours of wave {wave}"), {"item": piece.name, "wave": task.wave})
    return ledger.write(names[task.wave - 1], last if task.wave == task.waves else part, HOURS, label)


def phases_of(found: Breakdown) -> tuple[Phase, ...]:
    """The phases that have a task, in order."""
    templates = found.knowledge.playbook.tasks
    there = {templates[task.template].phase for task in found.tasks}
    return tuple(Phase(name, one.name) for name, one in found.knowledge.playbook.phases.items() if name in there)


def tasks_of(found: Breakdown, values: Mapping[str, Exact]) -> tuple[Task, ...]:
    """The tasks with the figures the model has for their hours."""
    return tuple(_task(found, task, values) for task in found.tasks)


def _task(found: Breakdown, task: Outlined, values: Mapping[str, Exact]) -> Task:
    template, change = found.knowledge.playbook.tasks[task.template], found.change(task)
    days = change.days or template.days_of(found.shape)
    own = [part for part in found.parts if part.task.id == task.id]
    return Task(
        id=task.id,
        name=task.name,
        phase=template.phase,
        assignments=tuple(_assignment(found, part, change, values) for part in own),
        links=tuple(_links(found, task)),
        days=None if days is None or task.spans else _points(days),
        spans=task.spans,
        not_before=change.not_before,
        starts_on=change.starts_on,
        deadline=change.deadline,
        deliverable=template.deliverable,
        gate=template.gate,
        place=found.knowledge.source.place(("tasks", task.template)),
        dated_at=_dated_at(found, task, change),
    )


def _dated_at(found: Breakdown, task: Outlined, change: TaskChange) -> dict[str, Place]:
    """Where the brief gives the task dates and days of its own."""
    setting = found.ledger.setting
    name = task.id if task.id in setting.brief.plan.tasks else task.template
    own = change.model_fields_set & {"days", "not_before", "starts_on", "deadline"}
    return {key: setting.place("plan", "tasks", name, key) for key in sorted(own)}


def _points(days: ThreePoint) -> Points:
    return Points(days.low, days.likely, days.high)


def _links(found: Breakdown, task: Outlined) -> Iterator[Link]:
    place = found.knowledge.source.place(("tasks", task.template, "after"))
    for one in task.after:
        yield Link(one.task, one.kind, one.lag, place)


def _assignment(found: Breakdown, part: TaskWork, change: TaskChange, values: Mapping[str, Exact]) -> Assignment:
    low, likely, high = (amount(values, ref.name) for ref in part.cells)
    able = [one for one in found.ledger.setting.brief.plan.people if part.piece.role in one.roles]
    return Assignment(
        role=part.piece.role,
        side=part.piece.side,
        hours=Points(min(low, likely), likely, max(likely, high)),
        people=tuple(one.id for one in able if one.id in change.people),
        cells=tuple(ref.name for ref in part.cells),
        place=found.knowledge.source.place(("efforts", part.piece.number)),
    )


def answering_of(found: Breakdown) -> dict[str, Answering]:
    """Who answers for each task, is asked and is told, as the work breakdown has it."""
    return {
        task.id: Answering(one.accountable, one.consulted, one.informed)
        for task in found.tasks
        for one in (found.knowledge.playbook.tasks[task.template],)
    }


def uncharted(found: Breakdown) -> tuple[Piece, ...]:
    """Work in the price that no task of the plan takes, other than what comes every year."""
    taken = {part.piece.id for part in found.parts}
    return tuple(
        piece
        for piece in found.work.wanted
        if piece.id not in taken and piece.effort.charge == "once" and paid(found.ledger, piece) is Paid.CHARGED
    )
