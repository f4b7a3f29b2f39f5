"""The faults of a work breakdown that its reader finds: the pages of their codes; the rules themselves find nothing."""

from crm_planner.lint.checklist import PlaybookSubject
from crm_planner.lint.rulebook import Rulebook

RULES = Rulebook()


@RULES.rule("WBS001")
def unknown_effort(subject: PlaybookSubject) -> None:
    """A task takes the hours of an effort that does not exist.

    ## Why
    It would take no time and cost nothing, and nobody would know.

    ## Bad
    ```yaml
    tasks:
      11.1:
        name: Thank the key users
        phase: close
        efforts: [party]
    ```

    ## Good
    ```yaml
    tasks:
      11.1:
        name: Thank the key users
        phase: close
        days: 1
        after: [8.3]
    ```

    ## Fix
    Write the id of an effort, or add the effort.
    """


@RULES.rule("WBS002")
def unknown_role(subject: PlaybookSubject) -> None:
    """A member of the team, or whoever answers for a task, has a role that the rate card does not know.

    ## Why
    The hours of such a role would have no price, and work of the role it was meant to be would find nobody.

    ## Bad
    ```yaml
    team:
      tester:
        name: Tester
        side: vendor
        roles: [tester]
        hours_a_day: 5
    ```

    ## Good
    ```yaml
    team:
      tester:
        name: Tester
        side: vendor
        roles: [consultant]
        hours_a_day: 5
    ```

    ## Fix
    Write a role of `rates`, or add the role there, with an amount or without one.
    """


@RULES.rule("WBS003")
def tasks_in_a_circle(subject: PlaybookSubject) -> None:
    """Tasks wait for each other in a circle.

    ## Why
    None of them could ever start. Every link of the circle is named at its place.

    ## Bad
    ```yaml
    tasks:
      11.1: {name: Draft the rules, phase: close, after: [11.2]}
      11.2: {name: Agree the rules, phase: close, after: [11.1]}
    ```

    ## Good
    ```yaml
    tasks:
      11.1: {name: Draft the rules, phase: close, after: [8.3]}
      11.2: {name: Agree the rules, phase: close, after: [11.1]}
    ```

    ## Fix
    Let one of them wait for something else, or for nothing.
    """


@RULES.rule("WBS004")
def unknown_task(subject: PlaybookSubject) -> None:
    """A task or a payment waits for a task that does not exist.

    ## Why
    What waits for nothing starts on the first day, and is paid then.

    ## Bad
    ```yaml
    tasks:
      11.1:
        name: Thank the key users
        phase: close
        after: [8.9]
    ```

    ## Good
    ```yaml
    tasks:
      11.1:
        name: Thank the key users
        phase: close
        after: [8.3]
    ```

    ## Fix
    Write the number of a task of the work breakdown.
    """


@RULES.rule("WBS005")
def effort_of_two_tasks(subject: PlaybookSubject) -> None:
    """An effort is work of two tasks of the same plan.

    ## Why
    Its hours would count twice, and the plan would no longer be the price.

    ## Bad
    ```yaml
    tasks:
      11.1:
        name: Thank the key users
        phase: close
        efforts: [settings]
    ```

    ## Good
    ```yaml
    tasks:
      11.1:
        name: Thank the key users
        phase: close
        after: [4.1]
    ```

    ## Fix
    Name the effort at one of them; two tasks for different `shapes` may share one.
    """


@RULES.rule("WBS006")
def unknown_phase_or_shape(subject: PlaybookSubject) -> None:
    """A task or a member of the team names a phase or a shape that does not exist.

    ## Why
    The task would roll up to nothing, or be in no plan.

    ## Bad
    ```yaml
    tasks:
      11.1: {name: Thank the key users, phase: party}
    ```

    ## Good
    ```yaml
    tasks:
      11.1:
        name: Thank the key users
        phase: close
    ```

    ## Fix
    Write one of `phases` or `shapes`, or add it there.
    """


@RULES.rule("WBS007")
def payments_that_are_not_the_whole(subject: PlaybookSubject) -> None:
    """The payments of a rule do not add up to 100 percent.

    ## Why
    The cash by month would not be the price.

    ## Bad
    ```yaml
    payments:
      services:
        name: Services
        stages:
          - {name: Advance, percent: 30, task: 1.2}
          - {name: Acceptance, percent: 60, task: 8.2}
    ```

    ## Good
    ```yaml
    payments:
      services:
        name: Services
        stages:
          - {name: Advance, percent: 30, task: 1.2}
          - {name: Acceptance, percent: 70, task: 8.2}
    ```

    ## Fix
    Change the shares so that they make 100.
    """


@RULES.rule("WBS008")
def category_paid_twice(subject: PlaybookSubject) -> None:
    """Two rules of payment name the same category.

    ## Why
    It would be paid twice.

    ## Bad
    ```yaml
    payments:
      course:
        name: Course
        categories: [licence]
        stages: [{name: Order, percent: 100, task: 1.2}]
    ```

    ## Good
    ```yaml
    payments:
      course:
        name: Course
        categories: [training]
        stages: [{name: Order, percent: 100, task: 1.2}]
    ```

    ## Fix
    Name each category once; the rule without `categories` takes what is left.
    """
