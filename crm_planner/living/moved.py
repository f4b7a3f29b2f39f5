"""The brief that says what a reader moved a living model to, and the project with it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from crm_planner.brief.model import Brief, Exchange, NegotiatedDiscount, TaxShown, Users
from crm_planner.brief.sizing import with_total
from crm_planner.living.controls import Control
from crm_planner.living.model import Living
from crm_planner.project import Project


def moved(project: Project, living: Living, values: Mapping[str, Decimal]) -> Project:
    """The project whose brief says `values`, by input; what is not among them stays.

    A peak of 0 is the brief's rule again: everybody, where the brief gave a number.
    """
    brief = project.brief.brief
    changes = brief_changes(brief, living, values)
    return project._replace(brief=project.brief._replace(brief=brief.model_copy(update=changes), scenarios=()))


def brief_changes(brief: Brief, living: Living, values: Mapping[str, Decimal]) -> dict[str, Any]:
    """The keys of a brief that change, with their new values."""
    changes: dict[str, Any] = {}
    by_kind: dict[str, list[tuple[Control, Decimal]]] = {}
    for one in living.controls:
        value = values.get(one.name)
        if value is not None and value != living.model.inputs[one.name].value:
            by_kind.setdefault(one.kind, []).append((one, value))
    if "users" in by_kind or "peak" in by_kind:
        changes["users"] = _users(brief, living, values)
    for control, value in by_kind.get("years", ()):
        changes[str(control.path[0])] = int(value)
    for control, value in by_kind.get("discount_rate", ()):
        changes[str(control.path[0])] = value
    for control, value in by_kind.get("tax", ()):
        changes["tax"] = TaxShown.model_validate({"show": control.choices[int(value)]})
    for control, value in by_kind.get("gaps", ()):
        changes["gaps"] = control.choices[int(value)]
    if "rate" in by_kind:
        changes["rates"] = {**brief.rates, **{str(one.path[1]): value for one, value in by_kind["rate"]}}
    if "exchange" in by_kind and brief.exchange is not None:
        rates = {str(one.path[2]): value for one, value in by_kind["exchange"]}
        changes["exchange"] = Exchange(as_of=brief.exchange.as_of, rates={**brief.exchange.rates, **rates})
    agreed = [_discount(one, value, living) for one, value in by_kind.get("discount", ())]
    if agreed:
        changes["discounts"] = (*brief.discounts, *agreed)
    return changes


def _users(brief: Brief, living: Living, values: Mapping[str, Decimal]) -> Users:
    from crm_planner.estimate.people import USERS
    from crm_planner.living.people import PEAK_GIVEN

    inputs = living.model.inputs
    people = int(values.get(USERS, inputs[USERS].value))
    if PEAK_GIVEN not in inputs:
        return with_total(brief.users, people)
    peak = int(values.get(PEAK_GIVEN, inputs[PEAK_GIVEN].value))
    if peak:
        return Users(total=people, peak=min(peak, people))
    return Users(total=people) if brief.users.peak is not None else with_total(brief.users, people)


def _discount(control: Control, percent: Decimal, living: Living) -> NegotiatedDiscount:
    return NegotiatedDiscount(candidate=control.of, category="licence", percent=percent, reason="agreed")
