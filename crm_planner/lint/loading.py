"""Figures and dates that are refused, or warned about, while a catalog is read: a page each, no check of their own.

Whoever meets one of these codes finds its page beside those of the linter's own rules.
"""

from crm_planner.lint.rulebook import Rulebook
from crm_planner.lint.subject import Subject

RULES = Rulebook()


@RULES.rule("TIE001")
def open_tier_before_the_last(subject: Subject) -> None:
    """A tier without an end stands before others, which are never reached.

    ## Why
    A tier without `up_to` holds every larger quantity. What follows it overlaps with it and can never hold.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: graduated, tiers: [{unit: 5000}, {up_to: 20, unit: 4500}, {unit: 4000}]}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: graduated, tiers: [{up_to: 10, unit: 5000}, {up_to: 20, unit: 4500}, {unit: 4000}]}}
    ```

    ## Fix
    Give every tier but the last its `up_to`.
    """


@RULES.rule("TIE002")
def last_tier_not_open(subject: Subject) -> None:
    """The tiers end, and nobody says what larger quantities cost: a gap.

    ## Why
    A quantity above the last bound would have no price, without anybody having said so.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: graduated, tiers: [{up_to: 10, unit: 5000}, {up_to: 50, unit: 4500}]}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: graduated, tiers: [{up_to: 10, unit: 5000}, {up_to: 50, unit: 4500}, {on_request: true}]}}
    ```

    ## Fix
    Leave `up_to` out of the last tier, or add `{on_request: true}` after it.
    """


@RULES.rule("TIE003")
def tiers_not_ascending(subject: Subject) -> None:
    """The bounds of tiers do not ascend, so that tiers overlap.

    ## Why
    `up_to` is the end of a tier, and the next one begins just above it. Two equal or falling bounds leave a tier
    without any quantity, or give one quantity two prices.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: graduated, tiers: [{up_to: 50, unit: 5000}, {up_to: 20, unit: 4500}, {unit: 4000}]}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: graduated, tiers: [{up_to: 20, unit: 5000}, {up_to: 50, unit: 4500}, {unit: 4000}]}}
    ```

    ## Fix
    Write the tiers in order; look whether a bound is wrong.
    """


@RULES.rule("NUM011")
def amount_finer_than_the_currency(subject: Subject) -> None:
    """An amount has more digits after the point than the currency.

    ## Why
    Nobody pays half a kopeck, so a figure was computed or copied wrongly. Prices for one unit may be finer, because
    they are multiplied before they are paid. (`51.700`, which reads in two ways, is refused as NUM004.)

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: published, totals: {1: 6500, 10: 51700.505}}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: published, totals: {1: 6500, 10: 51700}}}
    ```

    ## Fix
    Write the amount with digits only, and at most the digits its currency has.
    """


@RULES.rule("NUM020")
def minimum_above_maximum(subject: Subject) -> None:
    """A lower limit is above the upper one.

    ## Why
    Nothing can lie between them.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: per_unit, amount: 5000, minimum: 90000, maximum: 20000}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: per_unit, amount: 5000, minimum: 20000, maximum: 90000}}
    ```

    ## Fix
    Exchange them, or correct one of them.
    """


@RULES.rule("NUM024", severity="warning")
def percent_that_looks_like_a_share(subject: Subject) -> None:
    """A percentage lies between 0 and 1: 0.15 is less than one percent.

    ## Why
    Percentages are percent points here: 15 means 15 %. Somebody who writes 0.15 usually means 15.

    ## Bad
    ```yaml
    discounts:
      - {id: prepay, percent: 0.15, items: [licences], source: letter}
    ```

    ## Good
    ```yaml
    discounts:
      - {id: prepay, percent: 15, items: [licences], source: letter}
    ```

    ## Fix
    Write percent points. If less than one percent is meant, ignore this rule there.
    """


@RULES.rule("CUR001")
def currency_unknown(subject: Subject) -> None:
    """The currency is not one of ISO 4217.

    ## Why
    Its minor unit is not known, so nothing can be rounded, and no rate of exchange will be found for it.

    ## Bad
    ```yaml
    currency: RBL
    ```

    ## Good
    ```yaml
    currency: RUB
    ```

    ## Fix
    Write the code of three letters, such as RUB, USD or JPY.
    """


@RULES.rule("DAT003")
def end_before_beginning(subject: Subject) -> None:
    """A discount ends before it begins.

    ## Why
    It would hold on no day.

    ## Bad
    ```yaml
    discounts:
      - {id: winter, percent: 10, items: [licences], from: 2027-01-31, until: 2026-11-01, source: letter}
    ```

    ## Good
    ```yaml
    discounts:
      - {id: winter, percent: 10, items: [licences], from: 2026-11-01, until: 2027-01-31, source: letter}
    ```

    ## Fix
    Exchange the days, or correct a year.
    """


@RULES.rule("DAT004")
def two_prices_from_one_day(subject: Subject) -> None:
    """Two prices of one item begin on the same day, so both would hold.

    ## Why
    A price holds until the next one begins. Of two that begin together nobody can say which is meant.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - id: licences
            category: licence
            source: letter
            prices:
              - {from: 2026-01-01, price: {kind: per_unit, amount: 5000}}
              - {from: 2026-01-01, price: {kind: per_unit, amount: 5500}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - id: licences
            category: licence
            source: letter
            prices:
              - {from: 2026-01-01, price: {kind: per_unit, amount: 5000}}
              - {from: 2026-07-01, price: {kind: per_unit, amount: 5500}}
    ```

    ## Fix
    Correct one of the days, or remove the price that never held.
    """
