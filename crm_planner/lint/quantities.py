"""CAT1xx, second part: totals that fall as the quantity grows, and quantities without a total."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import groupby, islice
from operator import attrgetter
from typing import NamedTuple

from crm_planner.catalog.model import AnyPrice, Catalog, Discount
from crm_planner.catalog.packs import PacksPrice
from crm_planner.catalog.price import PublishedPrice
from crm_planner.catalog.tiers import VolumePrice
from crm_planner.catalog.vocabulary import PERIODS_A_YEAR
from crm_planner.lint.amounts import ONE, cliff_edges, counted, exact_costs, largest, list_amount
from crm_planner.lint.rulebook import Finding, Rulebook
from crm_planner.lint.subject import Listed, Subject
from crm_planner.lint.words import figure
from crm_planner.place import Path

RULES = Rulebook()

SHOWN = 5
"""Quantities a message lists, and cliffs of one price that are told."""


MOST_BEGINNINGS = 1_000
"""Discounts times items whose amounts are compared; real price lists have a few dozen."""


@RULES.rule("CAT110", severity="warning")
def volume_cliff(subject: Subject) -> Iterator[Finding]:
    """More units cost less in total than fewer.

    ## Why
    Where the price of all units falls at a bound, the last quantities before it cost more than the first one after
    it: 20 seats are dearer than 21. A client should be told to buy 21; and often a figure was copied wrongly. The
    bounds of tiers and the sizes of packs are compared exactly, rounding, minimum and maximum included; so is the
    quantity at which a discount begins, of an amount once for the first year.

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
        for path, price in listed.prices:
            for cliff in islice(_cliffs(price, listed, subject.catalog), SHOWN):
                fewer, dear, more, cheap = map(figure, cliff)
                said = f"{fewer} cost {dear}, and {more} cost {cheap}: {figure(cliff.dear - cliff.cheap)} less in all"
                hint = f"Buy {more} {_instead(price, cliff)}; or is a figure wrong?"
                yield Finding((*path, *_edge(price, cliff.fewer)), said, hint)
    for number, beginnings in groupby(islice(_beginnings(subject), MOST_BEGINNINGS), key=attrgetter("discount")):
        discount = subject.catalog.discounts[number]
        key, cliffs = ("percent", _percent_off) if discount.amount is None else ("amount", _amount_off)
        for cliff in islice(cliffs(discount, beginnings, subject.catalog), 1):
            fewer, dear, more, cheap = map(figure, cliff)
            said = f"{fewer} cost {dear}, and {more} with it {cheap}: {figure(cliff.dear - cliff.cheap)} less in all"
            hint = f"Buy {more} instead of {fewer}; or is a figure wrong?"
            yield Finding(("discounts", number, key), said, hint)


class Beginning(NamedTuple):
    """The number of a discount, an item it is on, and the first quantity of the item that has it."""

    discount: int
    listed: Listed
    more: Decimal


class Cliff(NamedTuple):
    """A quantity that costs more than a larger one."""

    fewer: Decimal
    dear: Decimal
    more: Decimal
    cheap: Decimal


def _cliffs(price: AnyPrice, listed: Listed, catalog: Catalog) -> Iterator[Cliff]:
    most = largest(listed)
    for fewer, more in cliff_edges(price, listed):
        dear, cheap = (list_amount(price, at, catalog) for at in (fewer, more))
        if dear is not None and cheap is not None and dear > cheap and (most is None or more <= most):
            yield Cliff(fewer, dear, more, cheap)


def _percent_off(discount: Discount, beginnings: Iterable[Beginning], catalog: Catalog) -> Iterator[Cliff]:
    """Where an item at the quantity before percents off begin, without them, costs more."""
    part = 1 - (discount.percent or Decimal(0)) / 100
    for _, listed, more in beginnings:
        for _, price in listed.prices:
            dear, full = (list_amount(price, at, catalog) for at in (more - ONE, more))
            if dear is not None and full is not None and dear > full * part:
                yield Cliff(more - ONE, dear, more, full * part)


def _amount_off(discount: Discount, beginnings: Iterable[Beginning], catalog: Catalog) -> Iterator[Cliff]:
    """Where the first year of the items of an edition at the quantity before an amount off begins costs more.

    Only items that every client has and whose price never changed: what others cost is not known here.
    """
    by_edition: dict[tuple[str, Decimal], list[Listed]] = {}
    for _, listed, more in beginnings:
        item = listed.item
        if not (item.optional or item.choice or item.requires or item.from_year > 1 or item.prices):
            by_edition.setdefault((listed.edition.id, more), []).append(listed)
    for (_, more), several in by_edition.items():
        dear, full = (_first_year(several, at, catalog) for at in (more - ONE, more))
        cheap = None if full is None else max(full - (discount.amount or Decimal(0)), Decimal(0))
        if dear is not None and cheap is not None and dear > cheap:
            yield Cliff(more - ONE, dear, more, cheap)


def _beginnings(subject: Subject) -> Iterator[Beginning]:
    """Where discounts begin at a quantity, discount by discount."""
    for number, discount in enumerate(subject.catalog.discounts):
        for listed in subject.items if discount.requires else ():
            required = discount.requires.get(counted(listed) or "")
            least = required.range.min if required and required.range else None
            if least is not None and not {listed.item.id, listed.item.category}.isdisjoint(discount.items):
                more, most = max(least, ONE + ONE).to_integral_value(ROUND_CEILING), largest(listed)
                if most is None or more <= most:
                    yield Beginning(number, listed, more)


def _first_year(several: list[Listed], at: Decimal, catalog: Catalog) -> Decimal | None:
    """What some items cost in the first year; None if one of them has no price at this quantity."""
    total = Decimal(0)
    for listed in several:
        for _, price in listed.prices:
            amount = list_amount(price, at, catalog)
            if amount is None:
                return None
            total += amount * PERIODS_A_YEAR[listed.item.charge]
    return total


def _edge(price: object, fewer: Decimal) -> Path:
    """The figure at the cliff, from the price: the bound of the tier, or the total or pack printed before it."""
    if isinstance(price, VolumePrice):
        return ("tiers", price.tier_at(fewer), "up_to")
    if isinstance(price, PublishedPrice):
        return ("totals", str(fewer))
    return ("packs",)


def _instead(price: object, cliff: Cliff) -> str:
    """From which quantity of its tier on the larger one is cheaper."""
    if isinstance(price, VolumePrice):
        number = price.tier_at(cliff.fewer)
        tier, begin = price.tiers[number], price.tiers[number - 1].up_to if number else None
        first = ((cliff.cheap - tier.flat) / tier.unit).to_integral_value(ROUND_FLOOR) + ONE if tier.unit else ONE
        first = max(first, ONE, (begin or Decimal(0)).to_integral_value(ROUND_FLOOR) + ONE)
        if first < cliff.fewer:
            return f"instead of {figure(first)} to {figure(cliff.fewer)}"
    return f"instead of {figure(cliff.fewer)}"


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
        for path, price in listed.prices:
            if isinstance(price, PacksPrice) and price.combine == "exact":
                missing = _not_exact(price, largest(listed))
                if missing:
                    shown = ", ".join(map(str, missing[:SHOWN])) + (" and others" if len(missing) > SHOWN else "")
                    said = f"packs of {', '.join(map(str, sorted(price.packs)))} hold exactly no {shown}"
                    yield Finding((*path, "packs"), said, "Is combine: cover meant, the cheapest packs that suffice?")
            elif (last := _last(price)) and ((most := largest(listed)) is None or most > last):
                said, name = f"nothing above {figure(last)} has a price", counted(listed)
                yield Finding(path, said, f"Write limits: {{{name}: {{max: {figure(last)}}}}} if it ends there")


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
