"""Drivers: ranks, correlations and shares of figures whose answers are known."""

from decimal import Decimal

import pytest

from crm_planner.formula.arrays import np
from crm_planner.simulation.drivers import by_share, correlations, ranks
from crm_planner.simulation.summary import percentile, share_within, spread


def test_equal_figures_share_the_mean_of_their_ranks() -> None:
    assert ranks(np.array([30, 10, 10, 20])).tolist() == [4, 1.5, 1.5, 3]


def test_of_a_sum_of_independent_figures_each_has_its_share_of_the_variance() -> None:
    random = np.random.default_rng(1)
    wide, narrow = random.integers(0, 300, 50_000), random.integers(0, 100, 50_000)
    found = correlations({"wide": wide, "narrow": narrow, "same": np.full(50_000, 7)}, wide + narrow)
    assert set(found) == {"wide", "narrow"}
    assert found["wide"][1] == pytest.approx(0.9, abs=0.01)
    assert sum(share for _, share in found.values()) == pytest.approx(1, abs=0.02)
    assert by_share(found) == ["wide", "narrow"]


def test_a_figure_that_orders_the_totals_has_rank_correlation_one_whatever_its_shape() -> None:
    drawn = np.arange(1000)
    found = correlations({"cubed": drawn}, drawn**3)
    assert found["cubed"][0] == pytest.approx(1)
    assert found["cubed"][1] < 0.9


@pytest.mark.parametrize(("percent", "expected"), [(10, 1), (50, 5), (80, 8), (81, 9), (90, 9), (100, 10)])
def test_a_percentile_is_the_least_draw_that_so_many_do_not_exceed(percent: int, expected: int) -> None:
    assert percentile(np.array([10, 3, 7, 1, 9, 2, 8, 5, 4, 6]), percent) == expected


def test_the_share_within_a_budget_counts_totals_that_just_meet_it() -> None:
    assert share_within(np.array([1, 2, 3, 4]), 3) == Decimal("0.75")


def test_mean_and_standard_error_are_those_of_the_draws() -> None:
    totals = np.random.default_rng(2).integers(10**13, 10**13 + 10**6, 100_000)
    found = spread(totals, Decimal("0.01"))
    assert float(found.mean) == pytest.approx(totals.mean() / 100, abs=0.02)
    assert float(found.errors.mean) == pytest.approx(totals.std(ddof=1) / 100_000**0.5 / 100, rel=0.01)
    assert found.settling[-1].p80 == found.percentiles.p80
    assert sum(found.histogram.counts) == 100_000
