"""What many drawn totals say: percentiles, the mean, how exact both are, and how they settle as draws are added."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, sqrt
from typing import NamedTuple

from crm_planner.formula.arrays import Array, np

PERCENTILES = (10, 50, 80, 90)
BARS = 40
_PIECE = 2**16


class Percentiles(NamedTuple):
    """Amounts that so many of 100 draws do not exceed."""

    p10: Decimal
    p50: Decimal
    p80: Decimal
    p90: Decimal


class Errors(NamedTuple):
    """Standard errors of the mean and of P80: what another seed would change them by."""

    mean: Decimal
    p80: Decimal


class Settled(NamedTuple):
    """P80 after so many of the draws."""

    draws: int
    p80: Decimal


class Histogram(NamedTuple):
    """How many draws fell between `low` and `high` in bars of equal width; what lies outside is in the end bars."""

    low: Decimal
    high: Decimal
    counts: tuple[int, ...]


class Spread(NamedTuple):
    """The distribution of one total."""

    mean: Decimal
    deviation: Decimal
    percentiles: Percentiles
    errors: Errors
    settling: tuple[Settled, ...]
    histogram: Histogram


def spread(totals: Array, unit: Decimal) -> Spread:
    """The distribution of `totals`, which count `unit`."""
    ordered = np.sort(totals)
    mean, deviation = _moments(totals)
    marks = Percentiles(*(at(ordered, share) * unit for share in PERCENTILES))
    errors = Errors(_amount(deviation / sqrt(len(totals)), unit), _amount(_error(ordered, 80), unit))
    return Spread(
        _amount(mean, unit),
        _amount(deviation, unit),
        marks,
        errors,
        _settling(totals, ordered, unit),
        _histogram(ordered, unit),
    )


def at(ordered: Array, percent: int) -> int:
    """The smallest drawn total that `percent` of 100 draws do not exceed."""
    return int(ordered[ceil(Fraction(percent * len(ordered), 100)) - 1])


def percentile(totals: Array, percent: int) -> int:
    """The same of totals in any order, without sorting them all."""
    place = ceil(Fraction(percent * len(totals), 100)) - 1
    return int(np.partition(totals, place)[place])


def share_within(totals: Array, most: int) -> Fraction:
    """The share of draws that cost at most `most`."""
    return Fraction(int(np.count_nonzero(totals <= most)), len(totals))


def _moments(totals: Array) -> tuple[float, float]:
    """Mean and standard deviation, in pieces: memory stays bounded."""
    shift = int(totals[0])
    pieces = [slice(start, start + _PIECE) for start in range(0, len(totals), _PIECE)]
    mean = sum(int((totals[piece] - shift).sum()) for piece in pieces) / len(totals)
    squares = sum(float(((totals[piece] - shift - mean) ** 2).sum()) for piece in pieces)
    return shift + mean, sqrt(squares / max(1, len(totals) - 1))


def _error(ordered: Array, percent: int) -> float:
    """Half the distance between the order statistics one standard error of the count below and above."""
    draws, share = len(ordered), percent / 100
    around = sqrt(draws * share * (1 - share))
    low, high = (min(max(round(draws * share + side * around), 1), draws) for side in (-1, 1))
    return float(ordered[high - 1] - ordered[low - 1]) / 2


def _settling(totals: Array, ordered: Array, unit: Decimal) -> tuple[Settled, ...]:
    """After an eighth, a quarter, half and all of the draws."""
    parts: Sequence[int] = sorted({max(1, len(totals) // part) for part in (8, 4, 2)} - {len(totals)})
    early = (Settled(draws, percentile(totals[:draws], 80) * unit) for draws in parts)
    return (*early, Settled(len(totals), at(ordered, 80) * unit))


def _histogram(ordered: Array, unit: Decimal) -> Histogram:
    """From the least to P99, so that a long tail does not flatten the rest."""
    low, high = int(ordered[0]), max(at(ordered, 99), int(ordered[0]) + BARS)
    width = -(-(high - low) // BARS)
    edges = low + width * np.arange(1, BARS)
    ends = [0, *np.searchsorted(ordered, edges).tolist(), len(ordered)]
    counts = tuple(upper - lower for lower, upper in pairwise(ends))
    return Histogram(low * unit, (low + width * BARS) * unit, counts)


def _amount(figure: float, unit: Decimal) -> Decimal:
    return Decimal(figure).quantize(Decimal(1), ROUND_HALF_UP) * unit
