"""Quotients of whole numbers round as fractions do, in 64 bits and in Python's own, by one divisor and by many."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.formula.arrays import Array
from crm_planner.formula.whole_numbers import ROUNDED, ceiling
from crm_planner.money import RoundingMode
from tests.formula.oracle import rounded

DIVIDENDS = np.arange(-40, 41)


@pytest.mark.parametrize("dtype", [np.int64, object])
@pytest.mark.parametrize("mode", RoundingMode)
def test_every_mode_rounds_every_small_quotient(mode: RoundingMode, dtype: type) -> None:
    for divisor in range(1, 13):
        expected = [rounded(Fraction(int(dividend), divisor), mode) for dividend in DIVIDENDS]
        several: Array = np.full(81, divisor, dtype=dtype)
        for by in (divisor, several):
            assert ROUNDED[mode](DIVIDENDS.astype(dtype), by, True).tolist() == expected  # noqa: FBT003
            assert ROUNDED[mode](DIVIDENDS[40:].astype(dtype), divisor, False).tolist() == expected[40:]  # noqa: FBT003


@given(st.integers(-(10**40), 10**40), st.integers(1, 10**25), st.sampled_from(RoundingMode))
def test_numbers_beyond_64_bits_round_as_fractions_do(dividend: int, divisor: int, mode: RoundingMode) -> None:
    """2**63 and 2**64 lie between, where NumPy left alone would go over to floats."""
    found = ROUNDED[mode](np.array([dividend], dtype=object), divisor, True).tolist()  # noqa: FBT003
    assert found == [rounded(Fraction(dividend, divisor), mode)]


def test_the_next_whole_number_is_above_for_negative_figures_too() -> None:
    assert ceiling(np.array([21, 20, -21, -5]), 10).tolist() == [3, 2, -2, 0]
