"""WBS1xx: what a work breakdown leaves out: texts, tasks for hours, and days that do nothing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crm_planner.lint.checklist import PlaybookSubject, languages_missing
from crm_planner.lint.rulebook import Finding, Rulebook
from crm_planner.place import Path
from crm_planner.text import LANGUAGES, Text

if TYPE_CHECKING:
    from crm_planner.playbook.work_breakdown import TaskTemplate

RULES = Rulebook()


@RULES.rule("WBS101", severity="warning")
def text_of_a_plan_without_a_language(subject: PlaybookSubject) -> Iterator[Finding]:
    """A name or deliverable of the work breakdown is missing in a language its readers may ask for.

    ## Why
    The reader then gets another language, and is told so. A text written without a language fits every reader.

    ## Bad
    ```yaml
    tasks:
      11.1: {name: {en: Thank the key users}, phase: close}
    ```

    ## Good
    ```yaml
    tasks:
      11.1: {name: {en: Thank the key users, ru: Поблагодарить, ja: 謝意}, phase: close}
    ```

    ## Fix
    Write the text in the missing languages, or plainly if all your readers share one.
    """
    for path, text in _texts(subject):
        yield from languages_missing(path, text, LANGUAGES)


def _texts(subject: PlaybookSubject) -> Iterator[tuple[Path, Text]]:
    playbook = subject.written.playbook
    for section in ("shapes", "phases", "tasks", "team", "payments"):
        for name, part in getattr(playbook, section).items():
            yield (section, name, "name"), part.name
    yield from (
        (("tasks", name, "deliverable"), task.deliverable) for name, task in playbook.tasks.items() if task.deliverable
    )
    for name, rule in playbook.payments.items():
        yield from ((("payments", name, "stages", at, "name"), one.name) for at, one in enumerate(rule.stages))


@RULES.rule("WBS102", severity="warning")
def effort_that_nobody_schedules(subject: PlaybookSubject) -> Iterator[Finding]:
    """An effort serves the schedule only, and no task takes its hours.

    ## Why
    It is in no price and in no plan: it does nothing.

    ## Bad
    ```yaml
    efforts:
      - id: thanks
        name: Thanks to the key users
        category: change
        side: vendor
        role: consultant
        formula: [{hours: 2}]
        serves: schedule
    ```

    ## Good
    ```yaml
    efforts:
      - id: thanks
        name: Thanks to the key users
        category: change
        side: vendor
        role: consultant
        formula: [{hours: 2}]
        serves: schedule
    tasks:
      11.1:
        name: Thank the key users
        phase: close
        efforts: [thanks]
        after: [8.3]
    ```

    ## Fix
    Name it under `efforts` of a task, or remove it.
    """
    taken = {effort for task in subject.written.playbook.tasks.values() for effort in task.efforts}
    for at, effort in enumerate(subject.written.playbook.efforts):
        if effort.serves == "schedule" and effort.id not in taken:
            yield Finding(("efforts", at), f"no task takes the hours of {effort.id}", "Name it at a task, or remove it")


@RULES.rule("WBS103", severity="warning")
def task_that_no_shape_lasts(subject: PlaybookSubject) -> Iterator[Finding]:
    """A task for certain shapes says how long it takes in another.

    ## Why
    The figure does nothing: in a project of that shape there is no such task.

    ## Bad
    ```yaml
    tasks:
      11.1: {name: Thank the key users, phase: close, shapes: [box], days_by_shape: {industry: 2}}
    ```

    ## Good
    ```yaml
    tasks:
      11.1: {name: Thank the key users, phase: close, shapes: [box], days_by_shape: {box: 2}}
    ```

    ## Fix
    Add the shape to `shapes`, or remove its days.
    """
    for name, task in subject.written.playbook.tasks.items():
        yield from _days_of_no_project(name, task)


def _days_of_no_project(name: str, task: "TaskTemplate") -> Iterator[Finding]:
    for shape in task.days_by_shape if task.shapes else ():
        if shape not in task.shapes:
            path = ("tasks", name, "days_by_shape", shape)
            yield Finding(path, f"{name} is in no project of the shape {shape}", "Remove its days, or add the shape")
