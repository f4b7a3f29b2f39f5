"""Tables of uncertain figures: their moments are those of the distribution, and they keep to their three points."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.formula.arrays import Array, np
from crm_planner.playbook.simulation import Distribution
from crm_planner.simulation import sampling
from crm_planner.simulation.sampling import Shape, table

STEP = Decimal("0.001")
POINTS = st.lists(st.integers(0, 1000), min_size=3, max_size=3).map(sorted)
KINDS = st.sampled_from(["pert", "triangular"])


def weights() -> Array:
    """How likely each position is: the normal's probability of its cell."""
    edges = (np.arange(sampling.POSITIONS + 1) / sampling.POSITIONS * 2 - 1) * sampling.REACH
    density = np.exp(-(((edges[:-1] + edges[1:]) / 2) ** 2) / 2)
    found: Array = density / density.sum()
    return found


def moments(shape: Shape, kind: Distribution) -> tuple[float, float]:
    counts, weight = table(shape, STEP, kind) * float(STEP), weights()
    mean = float((counts * weight).sum())
    return mean, float((((counts - mean) ** 2) * weight).sum())


def shape(points: list[int], probability: str = "1") -> Shape:
    low, likely, high = map(Decimal, points)
    return Shape(low, likely, high, Decimal(probability))


@given(POINTS)
def test_a_pert_has_the_mean_and_the_variance_of_its_beta(points: list[int]) -> None:
    low, likely, high = points
    mean = (low + 4 * likely + high) / 6
    found = moments(shape(points), "pert")
    assert found[0] == pytest.approx(mean, abs=(high - low) * 1e-4 + 1e-3)
    assert found[1] == pytest.approx((mean - low) * (high - mean) / 7, rel=1e-3, abs=1e-3)


@given(POINTS)
def test_a_triangle_has_its_mean_and_variance(points: list[int]) -> None:
    low, likely, high = points
    squares = low**2 + likely**2 + high**2 - low * likely - low * high - likely * high
    found = moments(shape(points), "triangular")
    assert found[0] == pytest.approx((low + likely + high) / 3, abs=(high - low) * 1e-4 + 1e-3)
    assert found[1] == pytest.approx(squares / 18, rel=1e-3, abs=1e-3)


@given(POINTS, KINDS)
def test_no_figure_leaves_its_points_or_falls_as_its_normal_rises(points: list[int], kind: Distribution) -> None:
    counts = table(shape(points), Decimal(1), kind)
    assert counts[0] >= points[0]
    assert counts[-1] <= points[2]
    assert (np.diff(counts) >= 0).all()


@given(POINTS, KINDS, st.sampled_from(["0.05", "0.15", "0.35", "0.6", "0.85"]))
def test_an_event_happens_as_often_as_its_probability_and_is_as_bad_as_its_points(
    points: list[int], kind: Distribution, probability: str
) -> None:
    points = [one + 1 for one in points]
    happened = table(shape(points, probability), STEP, kind) > 0
    assert float(weights()[happened].sum()) == pytest.approx(float(probability), abs=2e-4)
    whole, _ = moments(shape(points), kind)
    mean, _ = moments(shape(points, probability), kind)
    assert mean == pytest.approx(float(probability) * whole, rel=1e-3)


@given(POINTS, KINDS)
def test_a_likelier_event_is_never_cheaper(points: list[int], kind: Distribution) -> None:
    rare, likely = (table(shape(points, one), STEP, kind) for one in ("0.35", "0.6"))
    assert (likely >= rare).all()


def test_a_certain_figure_does_not_vary() -> None:
    assert not shape([5, 5, 5]).varies
    assert not shape([0, 0, 0], "0.5").varies
    assert not shape([1, 2, 3], "0").varies
    assert shape([5, 5, 5], "0.5").varies
