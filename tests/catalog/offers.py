"""Asking a price for its amount at a quantity, in a cost model of one cell, and slow rounding to compare with."""

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import TypeAdapter

from crm_planner.catalog.model import AnyPrice
from crm_planner.catalog.offer import Base, Offer, Terms
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.exact import evaluate
from crm_planner.formula.expression import Expression, Ref
from crm_planner.formula.model import Model
from crm_planner.formula.units import COUNT, money
from crm_planner.money import RoundingMode

Amount = Decimal | str
"""An amount, or the status of an item that has none."""

RUB = money("RUB")

_PRICES: TypeAdapter[AnyPrice] = TypeAdapter(AnyPrice)


def price_of(written: Mapping[str, Any]) -> AnyPrice:
    """The price written as in a catalog."""
    return _PRICES.validate_python(written)


def terms_at(
    quantity: Decimal | int,
    step: Decimal = Decimal("0.01"),
    bases: Mapping[str, tuple[Base, ...]] | None = None,
    rates: Mapping[str, Expression] | None = None,
    *,
    named: bool = True,
) -> Terms:
    """What a price is told in a catalog of roubles that rounds half up to `step`."""
    known, hourly = bases or {}, rates or {}
    return Terms(
        "RUB", step, RoundingMode.HALF_UP, Ref("quantity"), Decimal(quantity), named,
        lambda reference: known.get(reference, ()), hourly.get,
    )  # fmt: skip


def amount_of(offer: Offer, quantity: Decimal | int) -> Amount:
    """The list amount of one charge period, computed in a model whose units are checked; or the status."""
    if offer.formula is None:
        return offer.status.value
    given = Input("quantity", Decimal(quantity), COUNT)
    value = evaluate(Model.build([given, Cell("amount", offer.formula, RUB)]))["amount"]
    assert isinstance(value, Decimal), "a list amount is rounded"
    return value


def listed(written: Mapping[str, Any], quantity: Decimal | int, step: Decimal = Decimal("0.01")) -> Amount:
    """What the price written as in a catalog asks for a quantity."""
    return amount_of(price_of(written).offer(terms_at(quantity, step)), quantity)


def half_up(exact: Fraction, step: Decimal = Decimal("0.01")) -> Fraction:
    """`exact`, not below 0, rounded to a multiple of `step` in fractions only."""
    return math.floor(exact / Fraction(step) + Fraction(1, 2)) * Fraction(step)
