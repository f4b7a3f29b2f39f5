"""What a price comes to at a quantity, exactly as an estimate computes it, and where its steps are."""

from decimal import ROUND_FLOOR, Decimal

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

LARGEST_PACK = 1000
"""The cheapest set of packs is looked for among sizes up to this; beyond, the search would outlast the reader."""


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


def next_quantity(quantity: Decimal, listed: Listed) -> Decimal:
    """The smallest quantity above `quantity` that a client could have; most are whole."""
    if counted(listed) in QUANTITIES or quantity == quantity.to_integral_value():
        return quantity.to_integral_value(ROUND_FLOOR) + ONE
    return quantity + ONE


def last_quantity(quantity: Decimal, listed: Listed) -> Decimal:
    """The largest quantity up to `quantity` that a client could have."""
    return quantity.to_integral_value(ROUND_FLOOR) if counted(listed) in QUANTITIES else quantity


def cliff_edges(price: AnyPrice, listed: Listed) -> list[tuple[Decimal, Decimal]]:
    """Pairs of neighbouring quantities between which the amount may fall; everywhere else it cannot."""
    if isinstance(price, VolumePrice):
        bounds = [tier.up_to for tier in price.tiers if tier.up_to is not None]
        return [(last_quantity(bound, listed), next_quantity(bound, listed)) for bound in bounds]
    if isinstance(price, PublishedPrice):
        points = sorted(price.totals)
        return list(zip(points, points[1:], strict=False))
    if isinstance(price, PacksPrice) and price.combine == "exact" and max(price.packs) <= LARGEST_PACK:
        return [(Decimal(below), Decimal(size)) for size in price.packs for below in _below(size, price)]
    return []


def _below(size: int, price: PacksPrice) -> list[int]:
    """The largest quantities below a pack's size that packs of one smaller size hold exactly."""
    return sorted({(size - 1) // smaller * smaller for smaller in price.packs if smaller < size})


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
