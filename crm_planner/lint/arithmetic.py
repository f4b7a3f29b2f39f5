"""CAT1xx, first part: figures a catalog states and its prices do not give."""

from collections.abc import Iterator
from decimal import Decimal

from crm_planner.catalog.derived import PercentPrice
from crm_planner.catalog.model import price_on
from crm_planner.lint.figures import WHOLE
from crm_planner.lint.golden import Difference, Priced
from crm_planner.lint.rulebook import Finding, Rulebook
from crm_planner.lint.subject import Subject
from crm_planner.lint.words import figure, how_it_came_about, spoken

RULES = Rulebook()


@RULES.rule("CAT101")
def stated_percent_disagrees_with_stated_amount(subject: Subject) -> Iterator[Finding]:
    """A price is stated as a percentage and as an amount, and the two disagree.

    ## Why
    Price lists often print both: "15 % of the licences" and "13,165". A catalog holds the percentage as the price
    and the printed amount in `checks`. If they differ, one of them was copied wrongly, or the percentage is of
    something else.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 8776.80}}
          - {id: support, category: support, source: letter, price: {kind: percent, rate: 15, of: [licences]}}
    checks:
      - {name: As printed, edition: standard, brief: {users: 10}, expect: {licence: 87768, support: 13000}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 8776.80}}
          - {id: support, category: support, source: letter, price: {kind: percent, rate: 15, of: [licences]}}
    checks:
      - {name: As printed, edition: standard, brief: {users: 10}, expect: {licence: 87768, support: 13165}}
    ```

    ## Fix
    Look at the source: correct the percentage, what it is a percentage of, the rounding step, or the amount.
    """
    for priced in subject.checks:
        for difference in priced.differences():
            if _is_percentage(priced, difference):
                rule = spoken(difference.figure.lines[0].offer.rule)
                said = f"{difference.key} is stated as {spoken(difference.expected)}, but {rule} is"
                yield Finding(_at(priced, difference), f"{said} {_but(difference)}", _explained(priced, difference))


def _is_percentage(priced: Priced, difference: Difference) -> bool:
    """Whether an amount was expected of one line whose price is a percentage."""
    if difference.key in WHOLE or len(difference.figure.lines) != 1 or not _amounts(difference):
        return False
    return isinstance(price_on(difference.figure.lines[0].item, priced.day)[0], PercentPrice)


def _amounts(difference: Difference) -> bool:
    return isinstance(difference.expected, Decimal) and isinstance(difference.got, Decimal)


def _at(priced: Priced, difference: Difference) -> tuple[str | int, ...]:
    return (*priced.path, "expect", difference.key)


def _but(difference: Difference) -> str:
    """`13165, 165 more`."""
    got, expected = difference.got, difference.expected
    if not isinstance(got, Decimal) or not isinstance(expected, Decimal):
        return spoken(got)
    return f"{figure(got)}, {figure(abs(got - expected))} {'more' if got > expected else 'less'}"


def _explained(priced: Priced, difference: Difference) -> str:
    if priced.computed is None or difference.figure.cell is None:
        return "Correct the price or the check"
    _, model, values = priced.computed
    return f"Correct the price or the check. {how_it_came_about(model, values, difference.figure.cell)}"


@RULES.rule("CAT102")
def check_fails(subject: Subject) -> Iterator[Finding]:
    """A figure that the catalog says it must reproduce comes out differently.

    ## Why
    `checks` hold figures as the source prints them. They are the proof that the prices were copied and understood
    correctly, and they must come out to the last digit. The finding shows what was expected, what came out, the
    difference, and how the figure came about.

    ## Bad
    ```yaml
    checks:
      - {name: Ten users, edition: standard, brief: {users: 10}, expect: {licence: 55000, total: 50000}}
    ```

    ## Good
    ```yaml
    checks:
      - {name: Ten users, edition: standard, brief: {users: 10}, expect: {licence: 50000, total: 50000}}
    ```

    ## Fix
    Compare both with the source. Never adjust a check to what the program prints without looking.
    """
    for priced in subject.checks:
        for difference in priced.differences():
            if not _is_percentage(priced, difference):
                said = f"{difference.key}: expected {spoken(difference.expected)}, got {_but(difference)}"
                yield Finding(_at(priced, difference), said, _explained(priced, difference))


@RULES.rule("CAT103")
def gap_not_named_in_check(subject: Subject) -> Iterator[Finding]:
    """A check passes over an item that has no price.

    ## Why
    A total with a missing item looks like a complete one. A check of such an estimate must say which categories are
    missing, so that nobody takes its total for the price of everything.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: course, category: training, source: letter, price: {kind: on_request}}
    checks:
      - {name: Ten users, edition: standard, brief: {users: 10}, expect: {total: 50000}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: course, category: training, source: letter, price: {kind: on_request}}
    checks:
      - {name: Ten users, edition: standard, brief: {users: 10}, expect: {total: 50000, training: on_request}}
    ```

    ## Fix
    Expect the missing category, or its items, with its state: `not_offered` or `on_request`.
    """
    for priced in subject.checks:
        for gap in priced.unnamed_gaps():
            why = f": {spoken(gap.offer.reason)}" if gap.offer.reason else ""
            said = f"{gap.item.category} has no price ({gap.status.value}{why}), and the check does not say so"
            yield Finding((*priced.path, "expect"), said, f"Add {gap.item.category}: {gap.status.value}")


@RULES.rule("CAT104")
def check_cannot_be_run(subject: Subject) -> Iterator[Finding]:
    """A check has a brief that is wrong, or expects something that does not exist.

    ## Why
    A check that is not run guards nothing.

    ## Bad
    ```yaml
    checks:
      - {name: Ten users, edition: standard, brief: {users: ten}, expect: {licence: 50000}}
      - {name: One user, edition: standard, brief: {users: 1}, expect: {licences: 5000, trainings: 0}}
    ```

    ## Good
    ```yaml
    checks:
      - {name: Ten users, edition: standard, brief: {users: 10}, expect: {licence: 50000}}
      - {name: One user, edition: standard, brief: {users: 1}, expect: {licences: 5000}}
    ```

    ## Fix
    Write the brief as a brief file does, without the client. Expect categories, ids of items, or `total`, each as an
    amount or a state.
    """
    for priced in subject.checks:
        for fault in priced.faults:
            yield Finding(fault.path, fault.message, fault.hint)
