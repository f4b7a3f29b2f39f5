"""The plan as JSON: every task with its dates, links, people and cost, and everything the other formats are made of."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from crm_planner.documents.numbers import with_digits
from crm_planner.documents.plan.joint import joint_entry
from crm_planner.documents.plan.todo import own_hours, own_people, todo
from crm_planner.documents.plan.words import kind_of
from crm_planner.documents.risk_section import risks_entry
from crm_planner.documents.table_json import whereabouts, written
from crm_planner.documents.wording import Speech
from crm_planner.money import MINOR_DIGITS
from crm_planner.place import Place
from crm_planner.plan.comparison import Mark
from crm_planner.plan.implementation import Implementation, Stretch
from crm_planner.plan.length import length_of
from crm_planner.plan.payments import Payment
from crm_planner.plan.person import Person
from crm_planner.plan.schedule import Moment, Planned
from crm_planner.plan.task import Assignment, Points
from crm_planner.plan.weeks import week_loads

if TYPE_CHECKING:
    from crm_planner.risk.assessment import Assessment
    from crm_planner.simulation.joint import Joint

SCHEMA = "crm-planner/plan/1"

Entry = dict[str, Any]


def plan_json(
    plan: Implementation, speech: Speech, assessment: "Assessment | None" = None, sure: "Joint | None" = None
) -> str:
    """`plan` as a document of the schema crm-planner/plan/1; hours and working days are decimal strings."""
    document = _Teller(plan, speech).document() | {"risks": risks_entry(assessment, speech)}
    document |= joint_entry(sure, plan.currency)
    return written(document | {"language": speech.language, "fell_back": sorted(speech.fell_back)})


class _Teller:
    """One plan, told in one language."""

    def __init__(self, plan: Implementation, speech: Speech) -> None:
        self.plan, self.speech = plan, speech
        self.say = speech.show

    def document(self) -> Entry:
        plan, schedule = self.plan, self.plan.schedule
        return {
            "schema": SCHEMA,
            "client": self.say(plan.client),
            "candidate": plan.candidate,
            "name": self.say(plan.called),
            "currency": plan.currency,
            "made_on": plan.made_on.isoformat(),
            "start": _moment(schedule.start),
            "finish": _moment(schedule.finish),
            "working_days": _number(schedule.days),
            "found": schedule.found.value,
            "bound": _number(schedule.bound),
            "gap": _number(schedule.gap),
            "network_days": _number(schedule.network_days),
            "critical_path": [one.task.id for one in schedule.critical_path],
            "cost": {"total": self.money(plan.total), "in_plan": self.money(plan.in_plan)},
            "phases": [self.phase(stretch) for stretch in plan.phases],
            "tasks": [self.task(one) for stretch in plan.phases for one in stretch.tasks],
            "todo": [self.todo(one) for one in todo(schedule.tasks)],
            "responsibility": [
                {"task": duty.task.id, "roles": {role: part.value for role, part in duty.parts.items()}}
                for duty in plan.matrix
            ],
            "roles": [
                {"id": role, "name": self.say(name), "rate": self.money(plan.rates.get(role))}
                for role, name in plan.roles.items()
            ],
            "people": [self.person(one) for one in plan.undertaking.people],
            "calendar": self.calendar(),
            "load": [
                {
                    "person": one.person,
                    "week": one.week.isoformat(),
                    "hours": _number(one.hours),
                    "capacity": _number(one.capacity),
                }
                for one in week_loads(schedule.load)
            ],
            "payments": [self.payment(one) for one in plan.cash.payments],
            "cash_by_month": [
                {
                    "month": f"{one.first:%Y-%m}",
                    "amount": self.money(one.amount),
                    "so_far": self.money(one.so_far),
                }
                for one in plan.cash.months
            ],
            "own_people": self.money(plan.cash.own_people),
            "baseline": self.baseline(),
            "notes": [self.say(note) for note in plan.notes],
        }

    def payment(self, one: Payment) -> Entry:
        return {
            "due": one.due.isoformat(),
            "name": self.say(one.name),
            "percent": None if one.percent is None else _number(one.percent),
            "amount": self.money(one.amount),
            "categories": list(one.categories),
            "task": one.task,
            "source": None if one.place is None else _source(one.place),
        }

    def baseline(self) -> Entry | None:
        """What is different from an earlier plan; null without one."""
        against = self.plan.against
        if against is None:
            return None
        return {
            "finish": against.finish.isoformat(),
            "finish_days": against.comparison.finish_days,
            "hours": _number(against.comparison.hours),
            "total": self.money(against.total),
            "tasks": [
                {
                    "id": one.mark.id,
                    "before": None if one.before is None else _mark(one.before),
                    "after": None if one.after is None else _mark(one.after),
                    "start_days": one.start_days,
                    "finish_days": one.finish_days,
                    "hours": _number(one.hours),
                }
                for one in against.comparison.changed
            ],
        }

    def money(self, amount: Decimal | None) -> str | None:
        if amount is None:
            return None
        return f"{with_digits(amount, MINOR_DIGITS[self.plan.currency]):f}"

    def phase(self, stretch: Stretch) -> Entry:
        return {
            "id": stretch.phase.id,
            "name": self.say(stretch.phase.name),
            "start": _moment(stretch.start),
            "finish": _moment(stretch.finish),
            "critical": stretch.critical,
            "hours": {
                "vendor": _number(stretch.hours("vendor", "consultant")),
                "client": _number(stretch.hours("client", "in_house")),
            },
            "tasks": [one.task.id for one in stretch.tasks],
        }

    def task(self, one: Planned) -> Entry:
        task, cost = one.task, self.plan.cost(one.task)
        amounts = cost.hourly or (Decimal(0),) * len(task.assignments)
        length = length_of(task, self.plan.undertaking.people)
        return {
            "id": task.id,
            "name": self.say(task.name),
            "phase": task.phase,
            "kind": kind_of(task),
            "start": _moment(one.start),
            "finish": _moment(one.finish),
            "late_start": _moment(one.late_start),
            "late_finish": _moment(one.late_finish),
            "working_days": _number(one.duration),
            "length": {"rule": length.rule.value, "person": length.person},
            "total_slack": _number(one.total_slack),
            "free_slack": _number(one.free_slack),
            "critical": one.critical,
            "driver": one.driver or None,
            "links": [{"after": link.after, "kind": link.kind, "lag_days": _number(link.lag)} for link in task.links],
            "spans": list(task.spans),
            "days": _points(task.days),
            "work": [self.work(each, amount) for each, amount in zip(task.assignments, amounts, strict=True)],
            "cost": {"fixed": self.money(cost.fixed), "total": self.money(cost.amount)},
            "deliverable": self.say(task.deliverable) or None,
            "not_before": _date(task.not_before),
            "starts_on": _date(task.starts_on),
            "deadline": _date(task.deadline),
            "source": _source(task.place),
        }

    def work(self, each: Assignment, amount: Decimal | None) -> Entry:
        return {
            "role": each.role,
            "side": each.side,
            "people": [person.id for person in self.plan.doers(each)],
            "hours": _points(each.hours),
            "cost": self.money(amount),
            "cells": list(each.cells),
        }

    def todo(self, one: Planned) -> Entry:
        return {
            "task": one.task.id,
            "name": self.say(one.task.name),
            "begin": one.start.day.isoformat(),
            "done_by": one.finish.day.isoformat(),
            "at_the_latest": one.late_finish.day.isoformat(),
            "hours": _number(own_hours(one)),
            "people": [self.say(name) for name in own_people(self.plan, one)],
        }

    def person(self, one: Person) -> Entry:
        return {
            "id": one.id,
            "name": self.say(one.name),
            "side": one.side,
            "roles": list(one.roles),
            "heads": one.heads,
            "capacity": _number(one.capacity),
            "share": _number(one.share),
            "absences": [
                {
                    "first": gone.first.isoformat(),
                    "last": gone.last.isoformat(),
                    "reason": self.say(gone.reason) or None,
                }
                for gone in one.absences
            ],
        }

    def calendar(self) -> Entry:
        calendar, schedule = self.plan.undertaking.calendar, self.plan.schedule
        inside = [day for day in sorted(calendar.holidays) if schedule.start.day <= day <= schedule.finish.day]
        return {
            "id": calendar.id,
            "weekdays": [number + 1 for number in calendar.weekdays],
            "holidays": [{"day": day.isoformat(), "name": calendar.holidays[day]} for day in inside],
            "worked": [
                day.isoformat() for day in sorted(calendar.worked) if schedule.start.day <= day <= schedule.finish.day
            ],
        }


def _mark(mark: Mark) -> Entry:
    return {
        "start": mark.start.isoformat(),
        "finish": mark.finish.isoformat(),
        "hours": _number(mark.hours),
        "critical": mark.critical,
    }


def _moment(moment: Moment) -> Entry:
    return {"day": moment.day.isoformat(), "hour": moment.hour}


def _number(number: Decimal) -> str:
    """A number with at most six decimals: thirds of an hour have no end."""
    return f"{round(number, 6).normalize():f}"


def _points(points: Points | None) -> Entry | None:
    return None if points is None else {end: _number(getattr(points, end)) for end in points._fields}


def _date(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def _source(place: Place) -> Entry | None:
    return whereabouts(place) if place.file else None
