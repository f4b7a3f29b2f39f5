"""Amounts and hours shared out in whole steps: the shares add up, and none is a step away from its fair part."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from crm_planner.plan.shares import shared


@given(st.integers(0, 10**6), st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_shares_add_up_and_are_as_the_weights_say_to_one_step(steps: int, weights: list[int]) -> None:
    whole = Decimal(steps) / 100
    parts = shared(whole, [Decimal(weight) for weight in weights], Decimal("0.01"))
    assert sum(parts) == whole
    everything = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        fair = whole * weight / everything if everything else whole / len(weights)
        assert abs(part - fair) < Decimal("0.01")
