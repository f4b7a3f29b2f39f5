"""CAT1xx, third part: figures that no client ever meets, and figures that stand out from all others."""

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal
from itertools import groupby, pairwise

from crm_planner.catalog.tiers import TierPrice
from crm_planner.catalog.vocabulary import QUANTITIES
from crm_planner.lint.amounts import ONE, counted, unit_figures
from crm_planner.lint.rulebook import Finding, Rulebook
from crm_planner.lint.subject import Listed, Subject
from crm_planner.lint.words import figure
from crm_planner.place import Path

RULES = Rulebook()

OUTLIER = 10
"""A unit price this many times all others of its kind is probably a slip of the pen."""

FEWEST = 3
"""Unit prices an edition must have before one of them can stand out."""


@RULES.rule("CAT112", severity="warning")
def tier_never_reached(subject: Subject) -> Iterator[Finding]:
    """A tier holds no quantity that a client could have.

    ## Why
    A tier above the limit of its edition, or between 10 and 10.5 where only whole numbers are counted, is never used.
    Its figure is checked by nobody, and probably its bound or the limit is wrong.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        limits: {licences: {max: 50}}
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: graduated, tiers: [{up_to: 50, unit: 1000}, {unit: 900}]}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        limits: {licences: {max: 50}}
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: graduated, tiers: [{up_to: 20, unit: 1000}, {unit: 900}]}}
    ```

    ## Fix
    Correct the bound or the limit, or remove the tier.
    """
    for listed in subject.items:
        for path, price in listed.prices:
            if isinstance(price, TierPrice):
                yield from _unreachable(path, price, listed)


def _unreachable(path: Path, price: TierPrice, listed: Listed) -> Iterator[Finding]:
    limit, whole = listed.edition.limits.get(counted(listed) or ""), counted(listed) in QUANTITIES
    low, high = (limit.min, limit.max) if limit else (None, None)
    bounds = [Decimal(0), *(tier.up_to for tier in price.tiers[:-1] if tier.up_to is not None), None]
    for number, (above, up_to) in enumerate(pairwise(bounds)):
        said = None
        if high is not None and above is not None and number and above >= high:
            said = f"begins above {figure(above)}, and the edition ends at {figure(high)}"
        elif low is not None and up_to is not None and up_to < low:
            said = f"ends at {figure(up_to)}, and the edition begins at {figure(low)}"
        elif whole and number and above is not None and up_to is not None and _no_whole_between(above, up_to):
            said = f"is above {figure(above)} up to {figure(up_to)}, and holds no whole number"
        if said:
            yield Finding((*path, "tiers", number), f"tier {number + 1} {said}", "Correct its bound, or remove it")


def _no_whole_between(above: Decimal, up_to: Decimal) -> bool:
    return above.to_integral_value(ROUND_FLOOR) + ONE > up_to.to_integral_value(ROUND_FLOOR)


@RULES.rule("CAT113", severity="warning")
def unit_price_stands_out(subject: Subject) -> Iterator[Finding]:
    """A price for one unit is ten times, or a tenth of, all others that the edition counts alike.

    ## Why
    A nought too many or too few is the commonest slip in a price list, and every figure is plausible by itself.
    Prices per unit of one edition that are counted and charged alike (tiers, packs and printed totals included)
    are compared, where there are at least three.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: graduated, tiers: [{up_to: 10, unit: 5000}, {up_to: 50, unit: 50000}, {unit: 4500}]}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: graduated, tiers: [{up_to: 10, unit: 5000}, {up_to: 50, unit: 4800}, {unit: 4500}]}}
    ```

    ## Fix
    Compare the figure with the source. If it is right, ignore this rule there and say why.
    """
    found = [
        ((listed.path[:2], str(counted(listed)), listed.item.charge), ((*path, *below), unit))
        for listed in subject.items
        for path, price in listed.prices
        for below, unit in unit_figures(price)
        if counted(listed) and unit
    ]
    for _, group in groupby(sorted(found, key=lambda one: one[0]), key=lambda one: one[0]):
        yield from _outliers([one for _, one in group])


def _outliers(figures: list[tuple[Path, Decimal]]) -> Iterator[Finding]:
    units = sorted(unit for _, unit in figures)
    if len(units) < FEWEST:
        return
    for path, unit in figures:
        if unit >= OUTLIER * units[-2] > 0:
            said = f"{_amount(unit)} for one unit; the next highest of its kind is {_amount(units[-2])}"
            yield Finding(path, said, "A nought too many?")
        elif unit * OUTLIER <= units[1]:
            said = f"{_amount(unit)} for one unit; the next lowest of its kind is {_amount(units[1])}"
            yield Finding(path, said, "A nought too few?")


def _amount(unit: Decimal) -> str:
    return figure(round(unit, 2))
