"""What must hold between the parts of a brief: nothing said twice, weights that weigh, dates in order, digits."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from crm_planner.brief.ranges import ranges_are_of_figures
from crm_planner.document import Fault, entries
from crm_planner.money import MINOR_DIGITS
from crm_planner.place import Path

Tree = Mapping[str, Any]


def candidates_are_named_once(brief: Tree) -> Iterator[Fault]:
    """The same candidate twice would stand twice in the table."""
    written = brief.get("candidates")
    seen: set[str] = set()
    for index, name in enumerate(written if isinstance(written, list | tuple) else ()):
        if isinstance(name, str) and name in seen:
            yield Fault(("candidates", index), "ID005", f'"{name}" is already a candidate; remove one of them')
        seen.add(str(name))


def offers_are_given_once(brief: Tree) -> Iterator[Fault]:
    """One vendor's offer for one item, and the licences owned of one candidate, are said once."""
    for key, names in (("quoted", ("candidate", "item")), ("owned", ("candidate",))):
        seen: set[tuple[str, ...]] = set()
        for index, entry in entries(brief, key):
            what = tuple(str(entry.get(name)) for name in names)
            if what in seen:
                yield Fault(
                    (key, index), "ID005", f'{key} already has an entry for "{" ".join(what)}"; remove one of them'
                )
            seen.add(what)


def weights_weigh(brief: Tree) -> Iterator[Fault]:
    """Weights that are all zero order nothing."""
    weights = brief.get("weights")
    if isinstance(weights, Mapping) and weights and not any(str(weight).strip("0.") for weight in weights.values()):
        yield Fault(("weights",), "NUM008", "all weights are 0; give at least one criterion a weight")


def start_follows_date(brief: Tree) -> Iterator[Fault]:
    """A project does not start before the day its prices are taken from."""
    day, start = brief.get("date"), brief.get("start")
    if (
        day is not None
        and start is not None
        and len(str(day)) == len(str(start)) == len("2026-11-23")
        and str(start) < str(day)
    ):
        yield Fault(("start",), "DAT003", f"start {start} is before date {day}; correct one of them")


def amounts_fit_the_currency(brief: Tree) -> Iterator[Fault]:
    """What is paid has at most the minor digits of the brief's currency."""
    currency = str(brief.get("currency", "RUB"))
    digits = MINOR_DIGITS.get(currency)
    for path, written in _amounts(brief) if digits is not None else ():
        fraction = str(written).partition(".")[2] if isinstance(written, str | Decimal) else ""
        if len(fraction.rstrip("0")) > (digits or 0):
            said = f"{written} has more digits than {currency}, which has {digits}; round it"
            yield Fault(path, "NUM011", said)


def _amounts(brief: Tree) -> Iterator[tuple[Path, Any]]:
    yield ("budget",), brief.get("budget")
    existing = brief.get("existing")
    if isinstance(existing, Mapping):
        yield from ((("existing", key), existing.get(key)) for key in ("yearly", "upgrade", "training"))
        licences = existing.get("licences")
        yield ("existing", "licences", "each"), licences.get("each") if isinstance(licences, Mapping) else None
    for key in ("quoted", "discounts"):
        for index, entry in entries(brief, key):
            yield (key, index, "amount"), entry.get("amount")


def quantities_are_said_once(brief: Tree) -> Iterator[Fault]:
    """Users, trainees and licences have their own place: a second figure would quietly replace it."""
    quantities = brief.get("quantities")
    for name in ("licences", "users", "trainees"):
        if isinstance(quantities, Mapping) and name in quantities:
            own = "users" if name == "licences" else name
            yield Fault(
                ("quantities", name), "KEY005", f'"{name}" follows from {own}; write it there and remove it here'
            )


def somebody_stays(brief: Tree) -> Iterator[Fault]:
    """With fewer people every year there is still somebody in the last one."""
    growth, users = brief.get("growth"), brief.get("users")
    if not isinstance(growth, Mapping) or growth.get("users"):
        return
    of_users = users if isinstance(users, Mapping) else {"total": users}
    people = sum(_whole(of_users.get(key)) for key in ("total", "core", "occasional"))
    fewer = _whole(growth.get("leavers")) - _whole(growth.get("joiners"))
    if people and fewer > 0 and people <= fewer * (_whole(brief.get("horizon_years")) - 1):
        last = -(-people // fewer)
        said = f"of {people} users {fewer} fewer each year leave nobody in year {last + 1}"
        yield Fault(("growth", "leavers"), "NUM008", f"{said}; write users by year, or a shorter horizon")


def _whole(written: Any) -> int:
    """A plain whole number; 0 for what is none, which its field reports."""
    text = str(written)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("1000000") else 0


def a_role_has_one_rate(brief: Tree) -> Iterator[Fault]:
    """An hour of a role costs what `rates` says, or what whoever does it costs, and not two different amounts."""
    plan, rates = brief.get("plan"), brief.get("rates")
    told: dict[str, str] = dict.fromkeys(rates, "rates") if isinstance(rates, Mapping) else {}
    for index, person in entries(plan, "people") if isinstance(plan, Mapping) else ():
        roles = person.get("roles")
        for role in [roles] if isinstance(roles, str) else roles if isinstance(roles, list | tuple) else ():
            if person.get("hourly") is not None and role in told:
                said = f'what an hour of "{role}" costs is already said by {told[str(role)]}; remove one of them'
                yield Fault(("plan", "people", index, "hourly"), "KEY005", said)
            elif person.get("hourly") is not None:
                told[str(role)] = f'"{person.get("id")}"'


def people_and_hours_are_said_once(brief: Tree) -> Iterator[Fault]:
    """No two people of the plan share an id, and the hours of a piece of work are given at one task."""
    plan = brief.get("plan")
    if not isinstance(plan, Mapping):
        return
    seen: set[str] = set()
    for index, person in entries(plan, "people"):
        name = str(person.get("id"))
        if name in seen:
            yield Fault(("plan", "people", index, "id"), "ID005", f'the id "{name}" is already used; choose another')
        seen.add(name)
    tasks, told = plan.get("tasks"), dict[str, str]()
    for task, change in tasks.items() if isinstance(tasks, Mapping) else ():
        hours = change.get("hours") if isinstance(change, Mapping) else None
        for piece in hours if isinstance(hours, Mapping) else ():
            if piece in told:
                said = f'the hours of "{piece}" already stand at the task {told[piece]}; remove one of them'
                yield Fault(("plan", "tasks", task, "hours", piece), "KEY005", said)
            told.setdefault(piece, task)


CROSS_CHECKS = (
    candidates_are_named_once,
    offers_are_given_once,
    weights_weigh,
    start_follows_date,
    amounts_fit_the_currency,
    quantities_are_said_once,
    somebody_stays,
    a_role_has_one_rate,
    people_and_hours_are_said_once,
    ranges_are_of_figures,
)
"""Run in this order; a new check is one function and its name here."""
