"""What a price comes to at a quantity, exactly as an estimate computes it, and where its steps are."""

from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

from crm_planner.catalog.model import AnyPrice, Catalog
from crm_planner.catalog.offer import Terms, count
from crm_planner.catalog.packs import PacksPrice
from crm_planner.catalog.price import PackagePrice, PublishedPrice, UnitPrice
from crm_planner.catalog.tiers import TierPrice, VolumePrice
from crm_planner.catalog.vocabulary import DEFAULT_QUANTITY, QUANTITIES
from crm_planner.formula.exact import value_of
from crm_planner.lint.subject import Listed
from crm_planner.money import minor_unit

ONE = Decimal(1)

MOST_PACKS = 10_000
"""Quantities times pack sizes that are looked through; real lists of packs need a few hundred."""


def list_amount(price: AnyPrice, quantity: Decimal, catalog: Catalog) -> Decimal | None:
    """The list amount of one charge period at `quantity`; None where there is no price, or it rests on other items."""
    step = catalog.rounding.step or minor_unit(catalog.currency)
    terms = Terms(
        catalog.currency,
        step,
        catalog.rounding.mode,
        count(quantity),
        quantity,
        named=True,
        bases=lambda _: (),
        rate=lambda _: None,
    )
    formula = price.offer(terms).formula
    if formula is None:
        return None
    value = value_of(formula, {})
    return value if isinstance(value, Decimal) else Decimal(value.numerator) / value.denominator


def counted(listed: Listed) -> str | None:
    """The quantity an item's price depends on, if any."""
    return listed.item.quantity or DEFAULT_QUANTITY.get(listed.item.category)


def largest(listed: Listed) -> Decimal | None:
    """The largest quantity of an item that its edition allows."""
    limit = listed.edition.limits.get(counted(listed) or "")
    return limit.max if limit else None


def next_quantity(quantity: Decimal, listed: Listed) -> Decimal:
    """The smallest quantity above `quantity` that a client could have; most are whole."""
    if counted(listed) in QUANTITIES or quantity == quantity.to_integral_value():
        return quantity.to_integral_value(ROUND_FLOOR) + ONE
    return quantity + ONE


def last_quantity(quantity: Decimal, listed: Listed) -> Decimal:
    """The largest quantity up to `quantity` that a client could have."""
    return quantity.to_integral_value(ROUND_FLOOR) if counted(listed) in QUANTITIES else quantity


def cliff_edges(price: AnyPrice, listed: Listed) -> list[tuple[Decimal, Decimal]]:
    """Pairs of neighbouring quantities between which the amount may fall; everywhere else it cannot.

    The amounts are compared before rounding, minimum and maximum, which turn no rise into a fall.
    """
    if isinstance(price, VolumePrice):
        bounds = [tier.up_to for tier in price.tiers if tier.up_to is not None]
        pairs = [(last_quantity(bound, listed), next_quantity(bound, listed)) for bound in bounds]
        return [pair for pair in pairs if _falls(*(_in_tier(price, quantity) for quantity in pair))]
    if isinstance(price, PublishedPrice):
        pairs = list(pairwise(sorted(price.totals)))
        return [pair for pair in pairs if _falls(*(price.totals[quantity] for quantity in pair))]
    if isinstance(price, PacksPrice) and price.combine == "exact":
        costs = [(quantity, cost) for quantity, cost in enumerate(exact_costs(price)) if cost is not None]
        return [(Decimal(n), Decimal(m)) for (n, dear), (m, cheap) in pairwise(costs) if dear > cheap]
    return []


def _falls(dear: Decimal | None, cheap: Decimal | None) -> bool:
    return dear is not None and cheap is not None and dear > cheap


def _in_tier(price: VolumePrice, quantity: Decimal) -> Decimal | None:
    tier = price.tiers[price.tier_at(quantity)]
    return None if tier.on_request else tier.unit * quantity + tier.flat


def exact_costs(price: PacksPrice) -> list[Decimal | None]:
    """The cheapest cost of packs that hold exactly 0, 1, 2 ... units, to twice the largest pack; None where none do."""
    end = min(2 * max(price.packs), MOST_PACKS // len(price.packs))
    costs: list[Decimal | None] = [Decimal(0)]
    for quantity in range(1, end + 1):
        before = ((costs[quantity - size], cost) for size, cost in price.packs.items() if size <= quantity)
        costs.append(min((known + cost for known, cost in before if known is not None), default=None))
    return costs


def unit_figures(price: AnyPrice) -> list[tuple[tuple[str | int, ...], Decimal]]:
    """What a price asks for one unit, wherever it says so, with the path of the figure."""
    match price:
        case UnitPrice():
            return [(("amount",), price.amount)]
        case PackagePrice():
            return [(("amount",), price.amount / price.size)]
        case TierPrice():
            return [(("tiers", number, "unit"), tier.unit) for number, tier in enumerate(price.tiers) if tier.unit]
        case PacksPrice():
            return [(("packs", str(size)), amount / size) for size, amount in price.packs.items()]
        case PublishedPrice():
            return [(("totals", str(quantity)), total / quantity) for quantity, total in price.totals.items()]
    return []
