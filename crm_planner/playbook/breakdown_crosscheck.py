"""What must hold between the parts of a work breakdown: names that lead somewhere, and no task that waits for itself.

The checks read the tree as it was written and forgive any other shape: fields report their own faults.
"""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from crm_planner.document import Fault, entries
from crm_planner.letters import nearest, one_of
from crm_planner.place import Path
from crm_planner.problem import quoted
from crm_planner.terms import CATEGORIES

Tree = Mapping[str, Any]


def _section(playbook: Tree, key: str) -> Mapping[str, Any]:
    """The entries of a section that have the right shape."""
    found = playbook.get(key)
    return {name: one for name, one in found.items() if isinstance(one, Mapping)} if isinstance(found, Mapping) else {}


def _listed(part: Tree, key: str) -> list[tuple[Path, str]]:
    """Names under a key, one or several, each with the path to it."""
    found = part.get(key)
    if isinstance(found, str):
        return [((key,), found)]
    return [((key, at), one) for at, one in enumerate(found) if isinstance(one, str)] if isinstance(found, list) else []


def _waits(task: Tree) -> Iterator[tuple[Path, str]]:
    """What a task waits for: the path to it, and its id."""
    yield from _listed(task, "after")
    for at, one in entries(task, "after"):
        if isinstance(one.get("task"), str):
            yield ("after", at, "task"), one["task"]


def tasks_take_efforts_that_exist(playbook: Tree) -> Iterator[Fault]:
    """A task's hours are those of efforts, and in no shape an effort is work of two tasks."""
    known, tasks = [str(one.get("id")) for _, one in entries(playbook, "efforts")], _section(playbook, "tasks")
    taken: dict[str, list[str]] = {}
    for name, task in tasks.items():
        for path, effort in _listed(task, "efforts"):
            where, others = ("tasks", name, *path), taken.setdefault(effort, [])
            if effort not in known:
                yield Fault(where, "WBS001", _unknown("effort", effort, known))
            for other in others:
                if _meet(task, tasks[other]):
                    said = f"{quoted(effort)} is work of the task {other} already; name it at one of them"
                    yield Fault(where, "WBS005", said)
            others.append(name)


def _meet(one: Tree, other: Tree) -> bool:
    """Whether two tasks can be in the same plan: without shapes a task is in all."""
    shapes, others = ({name for _, name in _listed(task, "shapes")} for task in (one, other))
    return not shapes or not others or bool(shapes & others)


def roles_are_of_the_rate_card(playbook: Tree) -> Iterator[Fault]:
    """Whoever is on the team, or answers for a task, has a role of the rate card."""
    roles = _section(playbook, "rates")
    for section, keys in (("tasks", ("accountable", "consulted", "informed")), ("team", ("roles",))):
        for name, part in _section(playbook, section).items():
            for path, role in (found for key in keys for found in _listed(part, key)):
                if role not in roles:
                    yield Fault((section, name, *path), "WBS002", _unknown("role of rates", role, roles))


def tasks_wait_for_tasks(playbook: Tree) -> Iterator[Fault]:
    """What a task waits for or spans, and what a payment waits for, is a task."""
    tasks = _section(playbook, "tasks")
    for name, task in tasks.items():
        named = [*_waits(task), *_listed(task, "spans")]
        for path, other in named:
            if other not in tasks:
                yield Fault(("tasks", name, *path), "WBS004", _unknown("task", other, tasks))
    for name, rule in _section(playbook, "payments").items():
        for at, stage in entries(rule, "stages"):
            if isinstance(stage.get("task"), str) and stage["task"] not in tasks:
                path = ("payments", name, "stages", at, "task")
                yield Fault(path, "WBS004", _unknown("task", stage["task"], tasks))


def no_task_waits_for_itself(playbook: Tree) -> Iterator[Fault]:
    """Tasks wait for each other in no circle; every link of one is named at its place."""
    tasks = _section(playbook, "tasks")
    graph = {name: [other for _, other in _waits(task) if other in tasks] for name, task in tasks.items()}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        yield from _links(tasks, list(dict.fromkeys(error.args[1][::-1])))


def _links(tasks: Mapping[str, Any], circle: list[str]) -> Iterator[Fault]:
    """The links between the tasks of a circle, each of which waits for the next."""
    shown = " -> ".join([*circle, circle[0]])
    for name in circle:
        for path, other in _waits(tasks[name]):
            if other in circle:
                said = f"{name} waits for {other} in a circle: {shown}; one of them must not wait"
                yield Fault(("tasks", name, *path), "WBS003", said)


def parts_exist(playbook: Tree) -> Iterator[Fault]:
    """The phase of a task is one of the phases, the shapes of tasks and members are shapes."""
    phases, shapes = _section(playbook, "phases"), _section(playbook, "shapes")
    for name, task in _section(playbook, "tasks").items():
        phase = task.get("phase")
        if isinstance(phase, str) and phase not in phases:
            yield Fault(("tasks", name, "phase"), "WBS006", _unknown("phase", phase, phases))
        days = task.get("days_by_shape")
        for shape in days if isinstance(days, Mapping) else ():
            if shape not in shapes:
                yield Fault(("tasks", name, "days_by_shape", shape), "WBS006", _unknown("shape", shape, shapes))
    for section in ("tasks", "team"):
        for name, part in _section(playbook, section).items():
            for path, shape in _listed(part, "shapes"):
                if shape not in shapes:
                    yield Fault((section, name, *path), "WBS006", _unknown("shape", shape, shapes))


def categories_are_paid_once(playbook: Tree) -> Iterator[Fault]:
    """A category falls under one rule of payment, and one rule at most takes what is left."""
    taken: dict[str, str] = {}
    for name, rule in _section(playbook, "payments").items():
        named = _listed(rule, "categories") or [((), "everything else")]
        for path, category in named:
            where = ("payments", name, *path)
            if path and category not in CATEGORIES:
                yield Fault(where, "REF002", _unknown("category", category, CATEGORIES))
            elif category in taken:
                yield Fault(where, "WBS008", f"{category} is paid by {quoted(taken[category])} already; name it once")
            taken.setdefault(category, name)


def sources_of_plans_exist(playbook: Tree) -> Iterator[Fault]:
    """Every `source` names one of the playbook's sources."""
    known = [str(one.get("id")) for _, one in entries(playbook, "sources")]
    parts = [
        ((key, name), one) for key in ("tasks", "team", "payments") for name, one in _section(playbook, key).items()
    ]
    roll_out = playbook.get("roll_out")
    for path, part in [*parts, (("roll_out",), roll_out if isinstance(roll_out, Mapping) else {})]:
        source = part.get("source")
        if isinstance(source, str) and source not in known:
            yield Fault((*path, "source"), "REF001", _unknown("source", source, known))


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    choices = list(known)
    near = nearest(name, choices)
    hint = f'; did you mean "{near}"?' if near else f"; known are {one_of(choices)}" if choices else ""
    return f"there is no {what} called {quoted(name)}{hint}"


CROSS_CHECKS = (
    tasks_take_efforts_that_exist,
    roles_are_of_the_rate_card,
    tasks_wait_for_tasks,
    no_task_waits_for_itself,
    parts_exist,
    categories_are_paid_once,
    sources_of_plans_exist,
)
"""Run in this order; a new check is one function and its name here."""
