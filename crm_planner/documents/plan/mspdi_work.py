"""Who spends how many hours of a task for how much, as MS Project keeps it: assignments, and costs that are fixed.

MS Project computes the cost of an assignment as work times the rate of the person. Where that is what the estimate
charges, the assignment has the rate; where it is not (a fixed price, people the estimate does not count, amounts with
tax or a discount), it is written at the rate 0, and what is charged is a fixed cost of the task. So the sum is always
the estimate's, also after MS Project has computed it anew.
"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from crm_planner.documents.plan.mspdi_times import working_hours
from crm_planner.money import minor_unit
from crm_planner.plan.implementation import Implementation
from crm_planner.plan.person import Person
from crm_planner.plan.schedule import Planned
from crm_planner.plan.shares import shared
from crm_planner.plan.task import Assignment

_HUNDREDTH = Decimal("0.01")
"""Hours have two decimals: 36 seconds."""


class Spent(NamedTuple):
    """The hours of one person on one task; `cost` at the person's rate, or 0 where they are not charged by it."""

    person: Person
    hours: Decimal
    units: Decimal
    cost: Decimal
    charged: bool


class Booked(NamedTuple):
    """A task with what is spent on it, its fixed cost, and how many working hours of the project it lasts."""

    planned: Planned
    spent: tuple[Spent, ...]
    fixed: Decimal
    lasts: Decimal

    @property
    def hours(self) -> Decimal:
        """Hours of everybody."""
        return sum((one.hours for one in self.spent), Decimal(0))

    @property
    def cost(self) -> Decimal:
        """All it costs."""
        return sum((one.cost for one in self.spent), self.fixed)


def booked(plan: Implementation, one: Planned) -> Booked:
    """The hours and the cost of a task."""
    task, cost = one.task, plan.cost(one.task)
    amounts = cost.hourly or (Decimal(0),) * len(task.assignments)
    fixed = cost.fixed
    lasts = Decimal(working_hours(plan.undertaking.calendar, one.start, one.finish))
    spent: list[Spent] = []
    for each, amount in zip(task.assignments, amounts, strict=True):
        shares = tuple(_spent(plan, lasts, each, amount or Decimal(0)))
        fixed += (amount or Decimal(0)) - sum(share.cost for share in shares)
        spent += shares
    return Booked(one, _joined(spent), fixed, lasts)


def rate_of(plan: Implementation, person: Person) -> Decimal:
    """What an hour of a person costs: the rate of the first of its roles that has one, else 0."""
    return next((plan.rates[role] for role in person.roles if role in plan.rates), Decimal(0))


def _spent(plan: Implementation, lasts: Decimal, each: Assignment, amount: Decimal) -> Iterator[Spent]:
    """The hours of an assignment, shared among its people in proportion to what a day of each holds."""
    people = plan.doers(each)
    hours = shared(each.hours.likely, [person.daily_hours for person in people], _HUNDREDTH) if people else []
    cent = minor_unit(plan.currency)
    costs = [
        (part * rate_of(plan, person)).quantize(cent, ROUND_HALF_UP) for person, part in zip(people, hours, strict=True)
    ]
    charged = bool(amount) and sum(costs) == amount
    for person, part, cost in zip(people, hours, costs, strict=True):
        if part:
            yield Spent(person, part, part / lasts if lasts else Decimal(0), cost if charged else Decimal(0), charged)


def _joined(spent: Sequence[Spent]) -> tuple[Spent, ...]:
    """One entry for each person and way of charging: somebody with two roles is assigned once."""
    found: dict[tuple[str, bool], Spent] = {}
    for one in spent:
        key = one.person.id, one.charged
        if key in found:
            had = found[key]
            one = one._replace(hours=had.hours + one.hours, units=had.units + one.units, cost=had.cost + one.cost)  # noqa: PLW2901
        found[key] = one
    return tuple(found.values())
