"""The brief that says what a reader moved a living model to, and the project with it."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from crm_planner.brief.model import Brief, Exchange, NegotiatedDiscount, TaxShown, Users
from crm_planner.brief.risks import MitigationPlan
from crm_planner.brief.sizing import with_total
from crm_planner.estimate.people import USERS
from crm_planner.living.controls import Control
from crm_planner.living.model import Living
from crm_planner.living.people import PEAK_GIVEN
from crm_planner.project import Project


def moved(project: Project, living: Living, values: Mapping[str, Decimal]) -> Project:
    """The project whose brief says `values`, by input; what is not among them stays."""
    changes = brief_changes(project.brief.brief, living, values)
    changed = project.brief.brief.model_copy(update=changes)
    return project._replace(brief=project.brief._replace(brief=changed, scenarios=()))


def brief_changes(brief: Brief, living: Living, values: Mapping[str, Decimal]) -> dict[str, Any]:
    """The keys of a brief that change, with their new values.

    A peak of 0 is the brief's rule again: everybody, where the brief gave a number. Who moves one weight or score says
    all of them, for the brief's own replace those of the playbook.
    """
    now = _Now(brief, living, values)
    return {key: value(now) for kind, (key, value) in _KEYS.items() if now.moved(kind)}


class _Now(NamedTuple):
    """The brief, the model, and where its inputs stand."""

    brief: Brief
    living: Living
    values: Mapping[str, Decimal]

    def of_kind(self, kind: str) -> list[Control]:
        return [one for one in self.living.controls if one.kind == kind]

    def moved(self, kind: str) -> list[Control]:
        """The controls of a kind, or of people, that stand elsewhere than in the brief."""
        several = [one for one in self.living.controls if _PEOPLE.get(one.kind, one.kind) == kind]
        return [one for one in several if self.at(one) != self.living.model.inputs[one.name].value]

    def at(self, control: Control) -> Decimal:
        return self.values.get(control.name, self.living.model.inputs[control.name].value)

    def first(self, kind: str) -> Decimal:
        return self.at(self.of_kind(kind)[0])


_PEOPLE = {"peak": "users"}


def _users(now: _Now) -> Users:
    users, inputs = now.brief.users, now.living.model.inputs
    people = int(now.values.get(USERS, inputs[USERS].value))
    if PEAK_GIVEN not in inputs:
        return with_total(users, people)
    if peak := int(now.values.get(PEAK_GIVEN, inputs[PEAK_GIVEN].value)):
        return Users(total=people, peak=min(peak, people))
    return Users(total=people) if users.peak is not None else with_total(users, people)


def _choice(now: _Now, kind: str) -> str:
    (control,) = now.of_kind(kind)
    return control.choices[int(now.at(control))]


def _by_name(now: _Now, controls: Sequence[Control]) -> dict[str, Decimal]:
    return {str(one.path[-1]): now.at(one) for one in controls}


def _exchange(now: _Now) -> Exchange | None:
    known = now.brief.exchange
    return known and known.model_copy(update={"rates": {**known.rates, **_by_name(now, now.moved("exchange"))}})


def _answers(now: _Now) -> dict[str, str]:
    return {**now.brief.answers, **{str(one.path[-1]): one.choices[int(now.at(one))] for one in now.moved("answer")}}


def _mitigations(now: _Now) -> dict[str, MitigationPlan]:
    """How far those are that were moved; the hours the brief gives them stay."""
    known = now.brief.mitigations
    found = dict(known)
    for one in now.moved("mitigation"):
        name = str(one.path[1])
        found[name] = MitigationPlan.model_validate(
            {"state": one.choices[int(now.at(one))], "hours": known[name].hours if name in known else None}
        )
    return found


def _scores(now: _Now) -> dict[str, dict[str, tuple[Decimal, ...]]]:
    """One number each, or two of a range; 0 says that nobody has scored it."""
    found: dict[str, dict[str, tuple[Decimal, ...]]] = {}
    for one in now.of_kind("score"):
        own, criterion = found.setdefault(one.of, {}), str(one.path[2])
        if points := now.at(one):
            own[criterion] = (*own.get(criterion, ()), points)
    return found


def _discounts(now: _Now) -> tuple[NegotiatedDiscount, ...]:
    agreed = (
        NegotiatedDiscount(candidate=one.of, category="licence", percent=now.at(one), reason="agreed")
        for one in now.moved("discount")
    )
    return (*now.brief.discounts, *agreed)


_KEYS: Mapping[str, tuple[str, Callable[[_Now], Any]]] = {
    "users": ("users", _users),
    "years": ("horizon_years", lambda now: int(now.first("years"))),
    "discount": ("discounts", _discounts),
    "discount_rate": ("discount_rate", lambda now: now.first("discount_rate")),
    "tax": ("tax", lambda now: TaxShown.model_validate({"show": _choice(now, "tax")})),
    "gaps": ("gaps", lambda now: _choice(now, "gaps")),
    "rate": ("rates", lambda now: {**now.brief.rates, **_by_name(now, now.moved("rate"))}),
    "exchange": ("exchange", _exchange),
    "weight": ("weights", lambda now: _by_name(now, now.of_kind("weight"))),
    "score": ("scores", _scores),
    "answer": ("answers", _answers),
    "mitigation": ("mitigations", _mitigations),
}
"""The key of the brief that each kind of control changes, and its new value."""
