"""When it is paid: the payments of an estimate on the days its plan gives them, and the cash of each month."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from crm_planner.estimate.lines import Estimate, Line
from crm_planner.place import Place
from crm_planner.plan.schedule import Schedule
from crm_planner.plan.shares import shared
from crm_planner.playbook.payments import PaymentRule, PaymentStage
from crm_planner.playbook.with_plan import WrittenPlaybookWithPlan
from crm_planner.text import Message, Text, mark

_NOTHING = Decimal(0)
_OWN_SIDES = ("client", "in_house")


class Payment(NamedTuple):
    """An amount that falls due on a day, in the brief's currency: which categories it is for, and why on that day.

    `task` is the task whose start or finish makes it due; none where it comes every year. `percent` is its share of
    the first year's cost of the categories.
    """

    due: date
    name: Text | Message
    amount: Decimal
    categories: tuple[str, ...]
    task: str | None = None
    percent: Decimal | None = None
    place: Place | None = None


class Month(NamedTuple):
    """What is paid in a month, and in all months up to its end."""

    first: date
    amount: Decimal
    so_far: Decimal


class Cash(NamedTuple):
    """All payments in the order of their days, and the months from the first to the last, those without any as well.

    What the client's own people cost is no payment to anybody: `own_people` is that part of the total. Gaps of the
    price list are in neither.
    """

    payments: tuple[Payment, ...]
    months: tuple[Month, ...]
    own_people: Decimal


NO_CASH = Cash((), (), _NOTHING)
"""Nothing is paid."""


def cash_of(
    estimate: Estimate, schedule: Schedule, knowledge: WrittenPlaybookWithPlan, start: date, cent: Decimal
) -> Cash:
    """The payments for `estimate` by the playbook's terms, on the dates of `schedule`; years count from `start`."""
    bought = [line for line in estimate.lines if line.work is None or line.work.side not in _OWN_SIDES]
    own = sum((line.amount or _NOTHING for line in estimate.lines if line not in bought), _NOTHING)
    due = _Due(schedule, knowledge, cent)
    payments = [payment for name, lines in due.ruled(bought).items() for payment in due.first_year(name, lines)]
    payments += _later_years(bought, start)
    in_order = tuple(sorted((one for one in payments if one.amount), key=lambda one: (one.due, one.categories)))
    return Cash(in_order, tuple(_months(in_order)), own)


class _Due:
    """The dates of a plan, and the terms of payment."""

    def __init__(self, schedule: Schedule, knowledge: WrittenPlaybookWithPlan, cent: Decimal) -> None:
        self.planned = {one.task.id: one for one in schedule.tasks}
        self.knowledge, self.cent, self.schedule = knowledge, cent, schedule
        self.rules = knowledge.playbook.payments

    def ruled(self, lines: Sequence[Line]) -> Mapping[str, list[Line]]:
        """The lines each rule holds for: the one that names the category, else the one that names none."""
        named = {category: name for name, rule in self.rules.items() for category in rule.categories}
        rest = next((name for name, rule in self.rules.items() if not rule.categories), None)
        found: dict[str, list[Line]] = {}
        for line in lines:
            name = named.get(line.category, rest)
            found.setdefault(name or "", []).append(line)
        return found

    def first_year(self, name: str, lines: Sequence[Line]) -> Iterator[Payment]:
        """The stages of a rule; what no rule holds for is paid when the plan ends."""
        whole = sum((line.by_year[0] for line in lines if line.by_year), _NOTHING)
        categories = tuple(dict.fromkeys(line.category for line in lines if line.by_year and line.by_year[0]))
        rule = self.rules.get(name)
        if rule is None:
            said = Message(mark("No terms of payment: at the end of the plan"))
            yield Payment(self.schedule.finish.day, said, whole, categories)
            return
        stages = self._merged(rule)
        shares = shared(whole, [percent for _, _, percent in stages], self.cent)
        for (at, stage, percent), share in zip(stages, shares, strict=True):
            place = self.knowledge.source.place(("payments", name, "stages", at))
            due, task = self._due(stage)
            yield Payment(due, stage.name, share, categories, task, percent, place)

    def _merged(self, rule: PaymentRule) -> list[tuple[int, PaymentStage, Decimal]]:
        """The stages whose task there is; the others are paid with the next such, or with the last."""
        there = [at for at, stage in enumerate(rule.stages) if stage.task in self.planned]
        if not there:
            return [(len(rule.stages) - 1, rule.stages[-1], Decimal(100))]
        percent = dict.fromkeys(there, _NOTHING)
        for at, stage in enumerate(rule.stages):
            percent[next((one for one in there if one >= at), there[-1])] += stage.percent
        return [(at, rule.stages[at], percent[at]) for at in there]

    def _due(self, stage: PaymentStage) -> tuple[date, str | None]:
        """The day, and the task it follows from: of several waves the first start or the last finish; else the end."""
        known = self.knowledge.playbook.tasks
        planned = [
            one
            for name, one in self.planned.items()
            if name == stage.task or (name not in known and name.startswith(f"{stage.task}."))
        ]
        if not planned:
            return self.schedule.finish.day + timedelta(stage.days), None
        if stage.on == "start":
            first = min(planned, key=lambda one: one.start)
            return first.start.day + timedelta(stage.days), first.task.id
        last = max(planned, key=lambda one: one.finish)
        return last.finish.day + timedelta(stage.days), last.task.id


def _later_years(lines: Sequence[Line], start: date) -> Iterator[Payment]:
    """What each later year costs is due on its first day."""
    for year in range(1, max((len(line.by_year) for line in lines), default=0)):
        due = [line for line in lines if len(line.by_year) > year and line.by_year[year]]
        whole = sum((line.by_year[year] for line in due), _NOTHING)
        if due:
            said = Message(mark("Year {year}"), {"year": year + 1})
            yield Payment(_anniversary(start, year), said, whole, tuple(dict.fromkeys(one.category for one in due)))


def _anniversary(start: date, years: int) -> date:
    """The same day of a later year; 28 February where that year has no 29th."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)


def _months(payments: Sequence[Payment]) -> Iterator[Month]:
    if not payments:
        return
    first, last, so_far = payments[0].due.replace(day=1), payments[-1].due.replace(day=1), _NOTHING
    while first <= last:
        paid = sum((one.amount for one in payments if one.due.replace(day=1) == first), _NOTHING)
        so_far += paid
        yield Month(first, paid, so_far)
        first = (first + timedelta(31)).replace(day=1)
