"""The figures of a computed model as decimals, as lines and totals show them."""

from collections.abc import Mapping
from decimal import Decimal

from crm_planner.errors import ModelError
from crm_planner.formula.expression import Exact


def figure(values: Mapping[str, Exact], name: str) -> Decimal | None:
    """The value of a cell as a decimal; None if the model has no such cell."""
    value = values.get(name)
    return value if value is None or isinstance(value, Decimal) else Decimal(value.numerator) / value.denominator


def amount(values: Mapping[str, Exact], name: str) -> Decimal:
    """The value of a cell that must be there."""
    value = figure(values, name)
    if value is None:
        raise ModelError(f"the model has no cell {name}")
    return value
