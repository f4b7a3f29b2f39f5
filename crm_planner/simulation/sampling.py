"""What an uncertain figure may be, as a table: its value at each step of a standard normal, counted in whole steps.

A table turns a drawn normal into a figure with one look-up, so that figures that are correlated (their normals are)
cost no more than others. Positions run from the least normal there can be to the largest; see `draws`.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import erf, sqrt

from crm_planner.formula.arrays import Array, np
from crm_planner.playbook.simulation import Distribution

POSITIONS = 2**14
"""Entries of a table: few enough to stay near the processor. They meet probabilities to 2 in 10,000."""

REACH = 6.0
"""Normals lie between -REACH and +REACH; what two strata of `draws` add up to never lies outside."""

_KNOTS = 4097


@dataclass(frozen=True, slots=True)
class Shape:
    """A lowest, a most likely and a highest value; with a probability below 1 the figure is 0 unless it happens."""

    low: Decimal
    likely: Decimal
    high: Decimal
    probability: Decimal = Decimal(1)

    @property
    def varies(self) -> bool:
        """Whether there is anything to draw."""
        return (self.low < self.high) if self.probability == 1 else bool(self.probability and self.high)

    @property
    def mean(self) -> Decimal:
        """The mean of a PERT of these points, (low + 4 x likely + high) / 6, times the probability."""
        return self.probability * (self.low + 4 * self.likely + self.high) / 6


def table(shape: Shape, step: Decimal, distribution: Distribution) -> Array:
    """The figure at every position, counted in `step`, which rounds it; whole numbers that never descend.

    They take 32 bits where they fit: half the room near the processor.

    An event happens in the upper part of its normal, and the worse the further up: so a higher probability never
    makes any draw cheaper.
    """
    happens = np.clip((_probabilities() - (1 - float(shape.probability))) / float(shape.probability), 0, 1)
    points = [Fraction(one) / Fraction(step) for one in (shape.low, shape.likely, shape.high)]
    low, likely, high = (float(one) for one in points)
    counts = np.rint(low + (high - low) * _quantile(distribution, _mode(low, likely, high), happens)).astype(np.int64)
    if shape.probability < 1:
        counts = np.where(_probabilities() > 1 - float(shape.probability), counts, 0)
    return counts.astype(np.int32) if counts[-1] < 2**31 else counts


def _mode(low: float, likely: float, high: float) -> float:
    return (likely - low) / (high - low) if high > low else 0.5


def _quantile(distribution: Distribution, mode: float, probabilities: Array) -> Array:
    """The values, between 0 and 1, of a figure whose most likely value is `mode`."""
    if distribution == "triangular":
        below = np.sqrt(probabilities * mode)
        above = 1 - np.sqrt((1 - probabilities) * (1 - mode))
        return np.where(probabilities <= mode, below, above)
    values, reached = _pert(mode)
    found: Array = np.interp(probabilities, reached, values)
    return found


@lru_cache(maxsize=256)
def _pert(mode: float) -> tuple[Array, Array]:
    """Values between 0 and 1, and the probability of staying below each: a beta with alpha = 1 + 4 x mode.

    The knots are closer at both ends, where the density of a beta is steep; its sum makes the probabilities end at 1.
    """
    alpha, beta = 1 + 4 * mode, 1 + 4 * (1 - mode)
    angles = np.linspace(0, np.pi, _KNOTS)
    values = (1 - np.cos(angles)) / 2
    middles = (1 - np.cos((angles[:-1] + angles[1:]) / 2)) / 2
    slices = middles ** (alpha - 1) * (1 - middles) ** (beta - 1) * np.sin((angles[:-1] + angles[1:]) / 2)
    reached = np.concatenate([[0.0], np.cumsum(slices)])
    return values, reached / reached[-1]


@lru_cache(maxsize=1)
def _probabilities() -> Array:
    """The probability of a normal below the middle of each position."""
    middles = ((np.arange(POSITIONS) + 0.5) / POSITIONS * 2 - 1) * REACH
    return np.array([(1 + erf(one / sqrt(2))) / 2 for one in middles.tolist()])
