"""A candidate's project ready to be scheduled: its undertaking, its estimate of the same cost model, what to know."""

from collections.abc import Iterator, Mapping
from math import ceil
from typing import NamedTuple

from crm_planner.errors import DataError
from crm_planner.estimate.cost_model import CostModel
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.lines import Estimate
from crm_planner.estimate.rates import called, price_of_an_hour
from crm_planner.letters import nearest, one_of
from crm_planner.plan.breakdown import (
    Breakdown,
    answering_of,
    breakdown,
    phases_of,
    tasks_of,
    uncharted,
)
from crm_planner.plan.hours import Paid
from crm_planner.plan.implementation import Implementation, TaskCost
from crm_planner.plan.payments import cash_of
from crm_planner.plan.price import costs_of
from crm_planner.plan.responsibility import Answering
from crm_planner.plan.schedule import Schedule
from crm_planner.plan.team import blackouts_of, people_of, project_calendar, unknown_people
from crm_planner.plan.undertaking import Undertaking
from crm_planner.playbook.with_plan import WrittenPlaybookWithPlan
from crm_planner.problem import Problem, quoted
from crm_planner.text import Message, Text, mark


class Planning(NamedTuple):
    """Everything a plan of one candidate is made from: tasks with the hours of the price, people, calendar, costs.

    `undertaking` is what is scheduled; `model` has the cells of all hours, `costs` what of `estimate` each task is,
    `answering` who answers for it; `shape` names the size of project the work breakdown was chosen by.
    """

    shape: Text
    undertaking: Undertaking
    estimate: Estimate
    model: CostModel
    costs: Mapping[str, TaskCost]
    answering: Mapping[str, Answering]
    notes: tuple[Message, ...]


def drafted_plan(ledger: Ledger, knowledge: WrittenPlaybookWithPlan) -> Breakdown:
    """The work of the plan written into the ledger of its candidate. Raises DataError with every problem."""
    found = breakdown(ledger, knowledge)
    if found is None:
        said, hint = "no shape of project fits this brief", "Give the last of the playbook's shapes no `when`"
        raise DataError([Problem(knowledge.source.place(("shapes",)), "WBS010", said, hint)])
    problems = [*_unknown_tasks(found), *_charged_but_off(found), *_others_hours(found)]
    problems += unknown_people(found)
    if problems:
        raise DataError(problems)
    return found


def planning(found: Breakdown, model: CostModel) -> Planning:
    """The project of `found`, with the figures `model` has."""
    setting, name = found.ledger.setting, found.ledger.candidate.id
    (estimate,) = (one for one in model.estimates if one.id == name)
    tasks = tasks_of(found, model.values)
    roles = {one.role for task in tasks for one in task.assignments if one.hours.high}
    undertaking = Undertaking(
        tasks=tasks,
        people=people_of(found, roles),
        start=setting.brief.begins(setting.today),
        phases=phases_of(found),
        calendar=project_calendar(setting),
        blackouts=blackouts_of(setting),
        deadline=setting.brief.plan.deadline,
        start_place=setting.place("start"),
        deadline_place=setting.place("plan", "deadline"),
    )
    costs = costs_of(found, tasks, estimate)
    shape = found.knowledge.playbook.shapes[found.shape].name
    return Planning(shape, undertaking, estimate, model, costs, answering_of(found), tuple(_notes(found, shape)))


def _unknown_tasks(found: Breakdown) -> Iterator[Problem]:
    """Tasks of the brief that neither the work breakdown has nor, as those of a wave, this plan."""
    setting, known = found.ledger.setting, found.knowledge.playbook.tasks
    for name in setting.brief.plan.tasks:
        if name not in known and name not in {task.id for task in found.tasks}:
            near = nearest(name, known)
            hint = f"Did you mean {near}?" if near else f"There are {one_of(known, 40)}"
            said = f"the work breakdown has no task {quoted(name)}"
            yield Problem(setting.place("plan", "tasks", name), "WBS004", said, hint)


def _charged_but_off(found: Breakdown) -> Iterator[Problem]:
    """A task may not be off while its hours are in the price: price and plan would disagree."""
    setting, charged = found.ledger.setting, {piece.effort.id: piece for piece in uncharted(found)}
    for name, change in setting.brief.plan.tasks.items():
        template = found.knowledge.playbook.tasks.get(name)
        paid_for = [charged[one].id for one in template.efforts if one in charged] if template and change.off else []
        if paid_for:
            said = f"task {name} is off, and still in the price are the hours of {', '.join(paid_for)}"
            hint = f"Write options: {{{', '.join(f'{one}: false' for one in paid_for)}}} as well"
            yield Problem(setting.place("plan", "tasks", name, "off"), "WBS009", said, hint)


def _others_hours(found: Breakdown) -> Iterator[Problem]:
    """Hours stand at the task whose work they are."""
    setting, tasks = found.ledger.setting, found.knowledge.playbook.tasks
    for piece in found.work.known:
        own = [name for name, task in tasks.items() if piece.effort.id in task.efforts]
        given = setting.brief.plan.hours.get(piece.id)
        if given and own and given[1][2] not in own:
            said = f"{quoted(piece.id)} is work of the task {one_of(own)}, not of {given[1][2]}"
            yield Problem(setting.place(*given[1]), "WBS012", said, f"Move it to {own[0]}")


def _notes(found: Breakdown, shape: Text) -> Iterator[Message]:
    """What a reader must know of the plan: its shape, which hours are in no price, and what is proposed."""
    yield Message(mark("The work breakdown is that of: {shape}"), {"shape": shape})
    if found.ledger.candidate.in_use is not None:
        yield Message(mark("What the client has already is not brought in anew: only work in the price is planned"))
        return
    yield from _usual(found)
    yield from _roll_out(found)
    if any(part.paid is Paid.SOLD for part in found.parts):
        yield Message(mark("Hours of work that the price list sells serve the schedule; its figure is the cost"))
    if any(part.paid is Paid.SCHEDULE for part in found.parts):
        yield Message(mark("Hours that nobody charges serve the schedule only; options of the brief can charge them"))
    if yearly := [piece.name for piece in found.work.wanted if piece.effort.charge == "yearly"]:
        yield Message(mark("After go-live, every year: {items}"), {"items": tuple(yearly)})
    if left := uncharted(found):
        said = mark("In the price, but in no task of the plan: {items}")
        yield Message(said, {"items": tuple(dict.fromkeys(piece.name for piece in left))})


def _usual(found: Breakdown) -> Iterator[Message]:
    """Numbers the brief does not give, for which usual ones stand in."""
    counted = {name for part in found.parts for term in part.piece.effort.formula for name in term.each}
    for name, number in found.work.numbers.items():
        if name in counted and number.is_assumed and number.driver is not None:
            said = mark("The brief does not say how many {name}; {number} assumed")
            yield Message(said, {"name": number.driver.name, "number": number.value})


def _roll_out(found: Breakdown) -> Iterator[Message]:
    """Many people, or several departments, do not start on one day."""
    setting, rule = found.ledger.setting, found.knowledge.playbook.roll_out
    departments = setting.brief.quantities.get("departments", 0)
    if (setting.brief.phases or 1) > 1 or not (setting.users > rule.above_users or departments >= rule.departments):
        return
    waves = max(2, ceil(setting.users / rule.above_users))
    said = mark("Not everything at once: {users} users, so a start in {waves} waves is proposed (phases: {waves})")
    if setting.users <= rule.above_users:
        said = mark(
            "Not everything at once: several departments, so a start in {waves} waves is proposed (phases: {waves})"
        )
    yield Message(said, {"users": setting.users, "waves": waves})


def implementation(found: Breakdown, made: Planning, schedule: Schedule) -> Implementation:
    """The plan on the dates of `schedule`, with what a reader needs to trust it."""
    setting, estimate = found.ledger.setting, made.estimate
    roles = dict.fromkeys(
        [*setting.playbook.rates, *(one.role for task in made.undertaking.tasks for one in task.assignments)]
    )
    priced = {role: price_of_an_hour(setting, role) for role in roles}
    return Implementation(
        client=setting.brief.client.name,
        candidate=estimate.id,
        called=estimate.called,
        currency=setting.currency,
        made_on=setting.day,
        undertaking=made.undertaking,
        schedule=schedule,
        roles={role: _text(called(setting, role)) for role in roles},
        rates={role: price for role, price in priced.items() if price is not None},
        costs=made.costs,
        total=estimate.totals.horizon,
        answering=made.answering,
        notes=made.notes,
        cash=cash_of(estimate, schedule, found.knowledge, made.undertaking.start, setting.cent),
    )


def _named(made: Planning, busy: list[str]) -> set[str]:
    """The roles that work, answer, are asked or told."""
    answering = [(one.accountable or "", *one.consulted, *one.informed) for one in made.answering.values()]
    return {*busy, *(role for each in answering for role in each)}


def _text(name: Text | str) -> Text:
    return Text.plain(name) if isinstance(name, str) else name
