"""Which tasks a project has, of the work breakdown of its shape, and what each of them waits for."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from crm_planner.estimate.numbers import Counted, met
from crm_planner.playbook.with_plan import PlaybookWithPlan
from crm_planner.playbook.work_breakdown import After, TaskTemplate
from crm_planner.text import Text


class Outlined(NamedTuple):
    """A task of this project: its number, what it waits for among the tasks there are, and which wave it is of.

    `template` is the number of the playbook's task. `wave` counts from 1 where it is done once for each of `waves`.
    """

    id: str
    name: Text
    template: str
    after: tuple[After, ...]
    spans: tuple[str, ...] = ()
    wave: int = 1
    waves: int = 1


def shape_of(playbook: PlaybookWithPlan, numbers: Mapping[str, Counted]) -> str | None:
    """The first shape of project that fits the client; None if none does."""
    return next((name for name, shape in playbook.shapes.items() if met(shape.when, numbers)), None)


def outline(
    playbook: PlaybookWithPlan, shape: str, planned: Collection[str], off: Collection[str]
) -> tuple[Outlined, ...]:
    """The tasks of a project of this shape; `planned` are the efforts with work to do, `off` tasks switched off.

    What waited for a task that is not there waits for what that one waited for.
    """
    mine = {
        name: task
        for name, task in playbook.tasks.items()
        if name not in off and (not task.shapes or shape in task.shapes)
    }
    busy = {name for name, task in mine.items() if not task.efforts or any(one in planned for one in task.efforts)}
    there = {name: task for name, task in mine.items() if name in busy or any(one in busy for one in task.spans)}
    waits = {name: bridged(task.after, there, playbook.tasks) for name, task in there.items()}
    return tuple(
        Outlined(name, task.name, name, _lean(name, task, waits), _spanned(task, there))
        for name, task in sorted(there.items(), key=lambda one: _in_order(one[0]))
    )


def _lean(name: str, task: TaskTemplate, waits: Mapping[str, tuple[After, ...]]) -> tuple[After, ...]:
    """Without what came in place of an absent task and is waited for anyway, by way of another."""
    written = {one.task for one in task.after}
    others = {one.task: _before(one.task, waits) for one in waits[name]}
    return tuple(
        one for one in waits[name] if one.task in written or not any(one.task in before for before in others.values())
    )


def _before(name: str, waits: Mapping[str, tuple[After, ...]]) -> set[str]:
    """The tasks that are finished when this one starts, at once or by way of others."""
    found, waiting = set[str](), [name]
    while waiting:
        new = {one.task for one in waits[waiting.pop()] if one.kind == "FS" and one.lag >= 0} - found
        found |= new
        waiting += new
    return found


def _spanned(task: TaskTemplate, there: Mapping[str, TaskTemplate]) -> tuple[str, ...]:
    """The tasks it lasts as long as; all others there are if none of those is."""
    others = [name for name, one in there.items() if not one.spans]
    return tuple(name for name in task.spans if name in others) or tuple(others) if task.spans else ()


def bridged(
    after: tuple[After, ...], there: Collection[str], templates: Mapping[str, TaskTemplate]
) -> tuple[After, ...]:
    """What is waited for among the tasks that are there; of links of one kind to one task the longest."""
    longest: dict[tuple[str, str], After] = {}
    for one in _found(after, there, templates, frozenset()):
        known = longest.get((one.task, one.kind))
        if known is None or known.lag < one.lag:
            longest[one.task, one.kind] = one
    return tuple(longest.values())


def _found(
    after: tuple[After, ...],
    there: Collection[str],
    templates: Mapping[str, TaskTemplate],
    passed: frozenset[str],
) -> Iterator[After]:
    for one in after:
        if one.task in there:
            yield one
        elif one.task not in passed:
            yield from _found(templates[one.task].after, there, templates, passed | {one.task})


def _in_order(name: str) -> tuple[int, ...]:
    """2.2 comes before 10.1."""
    return tuple(int(part) for part in name.split("."))
