"""Targets hold what they say they hold, and refuse by name what they cannot."""

from decimal import Decimal

import pytest

from crm_planner.errors import TargetRefused
from crm_planner.formula.bounds import LIMITS, Target, require
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Divide, Expression, Number, Ref, Subtract, power
from crm_planner.formula.model import Model
from crm_planner.formula.units import COUNT, RATIO

USERS = Input("users", Decimal(10), COUNT, Decimal(1), Decimal(100))
SHARE = Input("share", Decimal("0.5"), RATIO, Decimal(0), Decimal(1), step=Decimal("0.01"))
ONE = Input("one", Decimal(1), RATIO, Decimal(0), Decimal(1))


def model(formula: Expression, *inputs: Input) -> Model:
    return Model.build([*(inputs or (USERS,)), Cell("x", formula, RATIO)])


@pytest.mark.parametrize("target", ["vector", "excel", "javascript"])
def test_a_target_holds_up_to_its_limit_and_refuses_it(target: Target) -> None:
    """The refusal names the cell and the figure."""
    limit, _ = LIMITS[target]
    require(model(Ref("one") + (limit - 2), ONE), target)
    with pytest.raises(TargetRefused, match=f"{target} cannot hold 'x' .* it takes {limit:,}, not below"):
        require(model(Ref("one") + (limit - 1), ONE), target)


def test_the_vector_target_counts_what_rounding_adds() -> None:
    """Half of the divisor is added before it divides; without a divisor nothing is."""
    large = Ref("one") + (2**63 - 2)
    require(model(large.rounded(1), ONE), "vector")
    with pytest.raises(TargetRefused, match="it takes 9,223,372,036,854,775,814, not below"):
        require(model(large.rounded(7), ONE), "vector")


def test_the_vector_target_counts_rates_as_reduced_fractions() -> None:
    """Four years of 7 % on 9,000,000 roubles in kopecks, the largest case the design names, stay far below 2**63."""
    roubles = Input("amount", Decimal(0), RATIO, Decimal(0), Decimal(9_000_000), step=Decimal("0.01"))
    grown = Ref("amount") * power(Number(Decimal("1.07")), 4)
    require(model(grown.rounded(Decimal("0.01")), roubles), "vector")


def test_a_model_without_bounds_is_refused_by_name() -> None:
    hair = Subtract(Divide(Number(Decimal(1)), Ref("share")), Number(Decimal(50)))
    said = "vector cannot hold the model: cell 'x' divides by a figure that may come as near to zero"
    with pytest.raises(TargetRefused, match=said):
        require(model(Divide(Number(Decimal(1)), hair), SHARE), "vector")


def test_a_spreadsheet_counts_the_decimal_places() -> None:
    amount = Number(Decimal("1234567890123.45"))
    require(model(amount), "excel")
    with pytest.raises(TargetRefused, match=r"excel cannot hold 'x' .*it takes 1,234,567,890,123,456"):
        require(model(Number(Decimal("1234567890123.456"))), "excel")


def test_a_figure_whose_digits_need_not_end_is_refused_by_name() -> None:
    third = Divide(Ref("share"), Number(Decimal(3)))
    with pytest.raises(TargetRefused, match="excel cannot hold 'x': its digits need not end; round it"):
        require(model(third, SHARE), "excel")
    require(model(third.rounded(Decimal("0.01")), SHARE), "excel")


def test_exact_holds_every_model() -> None:
    require(model(Number(Decimal(10**400)) / 3), "exact")
