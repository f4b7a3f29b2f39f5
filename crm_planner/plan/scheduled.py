"""From what a plan is made of to the plan: its dates, what it costs and when that is paid."""

from collections.abc import Iterator

from crm_planner.estimate import rates
from crm_planner.estimate.setting import Setting
from crm_planner.plan.implementation import Implementation
from crm_planner.plan.levelling import level
from crm_planner.plan.payments import cash_of
from crm_planner.plan.planning import Planning
from crm_planner.playbook.with_plan import WrittenPlaybookWithPlan
from crm_planner.text import Text


def scheduled(made: Planning, setting: Setting, knowledge: WrittenPlaybookWithPlan) -> Implementation:
    """The plan of `made`, levelled over its people. Raises DataError as `level` does."""
    schedule = level(made.undertaking)
    roles = tuple(dict.fromkeys(_roles(made)))
    hourly = {role: rates.price_of_an_hour(setting, role) for role in roles}
    return Implementation(
        client=setting.brief.client.name,
        candidate=made.estimate.id,
        called=made.estimate.called,
        currency=setting.currency,
        made_on=setting.day,
        undertaking=made.undertaking,
        schedule=schedule,
        roles={role: _named(setting, role) for role in roles},
        rates={role: rate for role, rate in hourly.items() if rate is not None},
        costs=made.costs,
        total=made.estimate.totals.horizon,
        answering=made.answering,
        notes=made.notes,
        cash=cash_of(made.estimate, schedule, knowledge, made.undertaking.start, setting.cent),
    )


def _roles(made: Planning) -> Iterator[str]:
    """Every role with hours, then those of people, then those that only answer, are asked or told."""
    yield from (one.role for task in made.undertaking.tasks for one in task.assignments)
    yield from (role for person in made.undertaking.people for role in person.roles)
    for one in made.answering.values():
        yield from (role for role in (one.accountable, *one.consulted, *one.informed) if role)


def _named(setting: Setting, role: str) -> Text:
    name = rates.called(setting, role)
    return name if isinstance(name, Text) else Text.plain(name)
