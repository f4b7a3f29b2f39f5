"""CAT1xx, second part: prices that behave oddly as the quantity grows."""

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal
from itertools import groupby, pairwise

from crm_planner.catalog.packs import PacksPrice
from crm_planner.catalog.price import PublishedPrice
from crm_planner.catalog.tiers import TierPrice, VolumePrice
from crm_planner.catalog.vocabulary import QUANTITIES
from crm_planner.lint.amounts import ONE, cliff_edges, counted, exact_costs, list_amount, unit_figures
from crm_planner.lint.rulebook import Finding, Rulebook
from crm_planner.lint.subject import Listed, Subject
from crm_planner.lint.words import figure
from crm_planner.place import Path

RULES = Rulebook()

OUTLIER = 10
"""A unit price this many times all others of its kind is probably a slip of the pen."""

FEWEST = 3
"""Unit prices an edition must have before one of them can stand out."""

SHOWN = 5
"""Quantities a message lists, and cliffs of one price that are told."""


@RULES.rule("CAT110", severity="warning")
def volume_cliff(subject: Subject) -> Iterator[Finding]:
    """More units cost less in total than fewer.

    ## Why
    Where the price of all units falls at a bound, the last quantities before it cost more than the first one after
    it: 20 seats are dearer than 21. A client should be told to buy 21; and often a figure was copied wrongly. The
    bounds of tiers and the sizes of packs are compared exactly, rounding, minimum and maximum included.

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
            price: {kind: volume, tiers: [{up_to: 20, unit: 1000}, {unit: 900}]}
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
            price: {kind: graduated, tiers: [{up_to: 20, unit: 1000}, {unit: 900}]}
    ```

    ## Fix
    Is each slice meant to have its own price (`graduated`)? Is a figure wrong? If the vendor's list really is so,
    keep it, say so in a note, and ignore this rule there.
    """
    for listed in subject.items:
        for path, price in listed.prices():
            for fewer, more in cliff_edges(price, listed)[:SHOWN]:
                dear, cheap = (list_amount(price, at, subject.catalog) for at in (fewer, more))
                if dear is not None and cheap is not None and dear > cheap and _allowed(more, listed):
                    said = f"{figure(fewer)} cost {figure(dear)}, and {figure(more)} cost {figure(cheap)}"
                    saving = f"{figure(dear - cheap)} less in all"
                    hint = f"Buy {figure(more)} {_instead(price, cheap, fewer)}; or is a figure wrong?"
                    yield Finding((*path, *_edge(price, fewer)), f"{said}: {saving}", hint)


def _edge(price: object, fewer: Decimal) -> Path:
    """The figure at the cliff, from the price: the bound of the tier, or the total or pack printed before it."""
    if isinstance(price, VolumePrice):
        return ("tiers", price.tier_at(fewer), "up_to")
    if isinstance(price, PublishedPrice):
        return ("totals", str(fewer))
    return ("packs",)


def _instead(price: object, cheap: Decimal, fewer: Decimal) -> str:
    """From which quantity on the larger one is cheaper, where one tier says so."""
    if isinstance(price, VolumePrice):
        tier = price.tiers[price.tier_at(fewer)]
        if tier.unit and (first := ((cheap - tier.flat) / tier.unit).to_integral_value(ROUND_FLOOR) + ONE) < fewer:
            return f"instead of {figure(first)} to {figure(fewer)}"
    return f"instead of {figure(fewer)}"


@RULES.rule("CAT111", severity="warning")
def quantity_without_price(subject: Subject) -> Iterator[Finding]:
    """Only some quantities can be bought, and nobody says what the others cost.

    ## Why
    Packs of 5 and 10 that must fit exactly have no price for 4 or 7; single packs and printed totals end at the
    largest. Such an estimate has a gap. If several packs may be combined or the next size up is bought, say so; if
    the edition ends there, say that too.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: packs, packs: {5: 24000, 10: 45000}, combine: exact}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter,
             price: {kind: packs, packs: {5: 24000, 10: 45000}, combine: cover}}
    ```

    ## Fix
    `combine: cover` buys the cheapest packs that hold at least the quantity. `limits: {licences: {max: 50}}` says that
    the edition ends there; a tier `{on_request: true}` that larger quantities are sold and not priced.
    """
    for listed in subject.items:
        for path, price in listed.prices():
            if isinstance(price, PacksPrice) and price.combine == "exact":
                missing = _not_exact(price, _limit(listed))
                if missing:
                    shown = ", ".join(map(str, missing[:SHOWN])) + (" and others" if len(missing) > SHOWN else "")
                    said = f"packs of {', '.join(map(str, sorted(price.packs)))} hold exactly no {shown}"
                    yield Finding((*path, "packs"), said, "Is combine: cover meant, the cheapest packs that suffice?")
            elif (last := _last(price)) and ((most := _limit(listed)) is None or most > last):
                said = f"nothing above {figure(last)} has a price"
                yield Finding(path, said, f"Write limits: {{{counted(listed)}: {{max: {figure(last)}}}}} if it ends there")


def _allowed(quantity: Decimal, listed: Listed) -> bool:
    most = _limit(listed)
    return most is None or quantity <= most


def _limit(listed: Listed) -> Decimal | None:
    """The largest quantity of an item that its edition allows."""
    limit = listed.edition.limits.get(counted(listed) or "")
    return limit.max if limit else None


def _last(price: object) -> Decimal | None:
    """The largest quantity of a price that ends somewhere."""
    if isinstance(price, PacksPrice) and price.combine == "single":
        return Decimal(max(price.packs))
    if isinstance(price, PublishedPrice) and price.between == "step":
        return max(price.totals)
    return None


def _not_exact(price: PacksPrice, most: Decimal | None) -> list[int]:
    """Quantities no packs hold exactly, up to twice the largest pack, or the limit of the edition."""
    missing = [quantity for quantity, cost in enumerate(exact_costs(price)) if cost is None]
    return [quantity for quantity in missing if most is None or quantity <= most]


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
        for path, price in listed.prices():
            if isinstance(price, TierPrice):
                yield from _unreachable(path, price, listed)


def _unreachable(path: Path, price: TierPrice, listed: Listed) -> Iterator[Finding]:
    limit, whole = listed.edition.limits.get(counted(listed) or ""), counted(listed) in QUANTITIES
    low, high = (limit.min, limit.max) if limit else (None, None)
    bounds = [Decimal(0), *(tier.up_to for tier in price.tiers[:-1] if tier.up_to is not None), None]
    for number, (above, up_to) in enumerate(pairwise(bounds)):
        where = (*path, "tiers", number)
        if high is not None and above is not None and number and above >= high:
            yield Finding(where, f"tier {number + 1} begins above {figure(above)}, and the edition ends at {figure(high)}")
        elif low is not None and up_to is not None and up_to < low:
            yield Finding(where, f"tier {number + 1} ends at {figure(up_to)}, and the edition begins at {figure(low)}")
        elif whole and number and above is not None and up_to is not None and _no_whole_between(above, up_to):
            said = f"tier {number + 1}, above {figure(above)} up to {figure(up_to)}, holds no whole number"
            yield Finding(where, said, "Correct its bound")


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
             price: {kind: graduated, tiers: [{up_to: 10, unit: 5000}, {up_to: 50, unit: 48000}, {unit: 4500}]}}
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
        for path, price in listed.prices()
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
            said = f"{_for_one(unit)} is {OUTLIER} times the next highest of its kind or more ({figure(round(units[-2], 2))})"
            yield Finding(path, said, "A nought too many?")
        elif unit * OUTLIER <= units[1]:
            said = f"{_for_one(unit)} is a tenth of the next lowest of its kind or less ({figure(round(units[1], 2))})"
            yield Finding(path, said, "A nought too few?")


def _for_one(unit: Decimal) -> str:
    return f"{figure(round(unit, 2))} for one unit"
