"""When what is done and paid: phases, milestones, the client's duties, the team, payments, and acceptance."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from crm_planner.documents.names import CATEGORIES
from crm_planner.documents.plan.todo import own_hours, own_people, todo
from crm_planner.documents.plan.words import kind_of, tenths, tidy
from crm_planner.documents.proposal.formal import FormalSpeech
from crm_planner.plan.implementation import OWN_SIDES, Implementation, Stretch
from crm_planner.plan.payments import Payment
from crm_planner.plan.schedule import Planned
from crm_planner.playbook.effort import Side
from crm_planner.proposal.proposal import Proposal
from crm_planner.text import Counted, Message, mark

Context = dict[str, Any]
Row = dict[str, str]

_SELLERS: tuple[Side, ...] = ("vendor", "consultant")

_SIDES = {
    "vendor": mark("vendor"),
    "consultant": mark("contractor"),
    "in_house": mark("client"),
    "client": mark("client"),
}


def timeline(proposal: Proposal, speech: FormalSpeech) -> Context:
    """The plan as a director reads it: phases, gates, what the client must do, and who works how much."""
    plan = proposal.plan
    schedule = plan.schedule
    days = Counted(int(schedule.days.to_integral_value()), mark("{n} working day"), "{n} working days")
    values = {"start": schedule.start.day, "finish": schedule.finish.day, "days": days}
    said = Message(mark("From {start} to {finish}: about {days}."), values)
    return {
        "text": [speech.text(said)],
        "start": speech.text(schedule.start.day),
        "finish": speech.text(schedule.finish.day),
        "phases": [_phase(one, speech) for one in plan.phases],
        "milestones": [_milestone(one, speech) for one in _milestones(plan)],
        "duties": [_duty(plan, one, speech) for one in todo(schedule.tasks)],
        "team": [*_team(plan, speech)],
    }


def _phase(one: Stretch, speech: FormalSpeech) -> Context:
    results = [each.task.deliverable for each in one.tasks if each.task.deliverable is not None]
    return {
        "name": speech.text(one.phase.name),
        "start": speech.text(one.start.day),
        "finish": speech.text(one.finish.day),
        "seller_hours": _hours(one.hours(*_SELLERS), speech),
        "client_hours": _hours(one.hours(*OWN_SIDES), speech),
        "results": [speech.text(result) for result in results],
    }


def _hours(hours: Decimal, speech: FormalSpeech) -> str:
    return speech.number(tenths(hours)) if hours else ""


def _milestones(plan: Implementation) -> list[Planned]:
    tasks = [one for one in plan.schedule.tasks if one.task.gate or one.task.is_milestone]
    return sorted(tasks, key=lambda one: (one.finish, one.task.id))


_KINDS = {"gate": mark("gate"), "milestone": mark("milestone")}


def _milestone(one: Planned, speech: FormalSpeech) -> Row:
    return {
        "name": speech.text(one.task.name),
        "day": speech.text(one.finish.day),
        "kind": speech.translate(_KINDS[kind_of(one.task)]),
        "result": speech.text(one.task.deliverable),
    }


def _duty(plan: Implementation, one: Planned, speech: FormalSpeech) -> Row:
    latest = "" if one.task.is_level_of_effort else speech.text(one.late_finish.day)
    return {
        "task": speech.text(one.task.name),
        "begin": speech.text(one.start.day),
        "done_by": speech.text(one.finish.day),
        "latest": latest,
        "hours": _hours(own_hours(one), speech),
        "who": speech.text(own_people(plan, one)),
    }


def _team(plan: Implementation, speech: FormalSpeech) -> Iterator[Row]:
    """The hours of each role, the sellers' first."""
    hours: dict[tuple[Side, str], Decimal] = {}
    for one in plan.schedule.tasks:
        for each in one.task.assignments:
            hours[each.side, each.role] = hours.get((each.side, each.role), Decimal(0)) + each.hours.likely
    for (side, role), amount in sorted(hours.items(), key=lambda found: (found[0][0] in OWN_SIDES, found[0])):
        if amount:
            name = plan.roles.get(role)
            yield {
                "role": speech.text(name if name is not None else role),
                "side": speech.translate(_SIDES[side]),
                "hours": _hours(amount, speech),
            }


def payment(proposal: Proposal, speech: FormalSpeech) -> Context:
    """When what is paid: the seller's terms, and the payments the plan gives days to."""
    cash = proposal.plan.cash
    rows = [_payment(proposal, one, speech) for one in cash.payments]
    note = ""
    if rows and proposal.terms.payment is None:
        note = speech.translate(mark("These terms are assumptions; those of the contract take their place."))
    return {"text": speech.paragraphs(proposal.terms.payment), "rows": rows, "note": note}


def _payment(proposal: Proposal, one: Payment, speech: FormalSpeech) -> Row:
    known = {each.task.id: each.task for each in proposal.plan.schedule.tasks}
    percent = None if one.percent is None else Message(mark("{percent} %"), {"percent": tidy(one.percent)})
    return {
        "due": speech.text(one.due),
        "name": speech.text(one.name),
        "percent": speech.text(percent),
        "when": speech.text(known[one.task].name) if one.task in known else "",
        "categories": speech.text(tuple(Message(CATEGORIES[each]) for each in one.categories)),
        "amount": speech.amount(one.amount, proposal.currency),
    }


def acceptance(proposal: Proposal, speech: FormalSpeech) -> Context:
    """How the work is accepted in the seller's words, and the gates at which somebody decides."""
    rows = [_milestone(one, speech) for one in _milestones(proposal.plan) if one.task.gate]
    return {"text": speech.paragraphs(proposal.terms.acceptance), "rows": rows}
