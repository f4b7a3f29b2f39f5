"""Arrays give what exact gives for every kind of price, and for whole cost models of random catalogs and briefs."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_planner.money import RoundingMode
from tests.estimate.strategies_price import prices
from tests.estimate.varied import PRICE, PRICED, Case, along_quantities, cases, model_of, roundings, whole_model
from tests.formula.coverage import table
from tests.formula.points import compare, points


def compare_prices(examples: int) -> Counter[str]:
    """Random prices of every kind, at every quantity and some values of what else they rest on."""
    counted = Counter(dict.fromkeys(sorted(PRICED), 0))

    @given(prices(2), st.integers(0, 80), roundings, st.integers(0, 2**32))
    @settings(max_examples=examples)
    def several(written: dict[str, Any], halves: int, rounding: tuple[Decimal, RoundingMode], seed: int) -> None:
        price = PRICE.validate_python(written)
        model = model_of(price, Decimal(halves) / 2, *rounding)
        if model is not None:
            counted[price.kind] += compare(model, [*along_quantities(model), *points(model, seed)])

    several()
    return counted


@pytest.mark.parametrize(
    ("examples", "each"), [(150, 100), pytest.param(600, 1_000, marks=pytest.mark.slow)], ids=["some", "many"]
)
def test_every_kind_of_price_equals_exact_at_every_quantity(
    examples: int, each: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bounds of tiers and printed quantities are among them; the coverage is a result."""
    counted = compare_prices(examples)
    assert set(counted) == PRICED
    assert not [kind for kind, times in counted.items() if times < each]
    if examples > 150:
        with capsys.disabled():
            print(table(f"exact == vector, {counted.total():,} points", counted))  # noqa: T201 - the coverage is a result


@given(cases(), st.integers(0, 2**32))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_whole_cost_models_equal_exact(case: Case, seed: int) -> None:
    """Discounts, years, taxes, exchange, present values and gaps: every cell, with all quantities and rates varied."""
    model = whole_model(case)
    if model is not None:
        compare(model, points(model, seed)[:8])
