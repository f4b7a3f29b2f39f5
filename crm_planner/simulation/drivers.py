"""Which uncertain figure moves a total most: by rank correlation, by its share of the variance, and by P80 itself."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from crm_planner.formula.arrays import Array, np
from crm_planner.text import Message, Text

TRIED = 12
"""Figures held still one after the other to see what that does to P80: so many with the largest shares of the variance,
and so many that shift the mean most, for what nearly always happens varies little and costs much."""


class Moved(NamedTuple):
    """An uncertain figure of a total: its value in each draw, and the usual one at which it is held still."""

    label: Message | Text
    drawn: Array
    usual: int


class Driver(NamedTuple):
    """One uncertain figure of a total.

    `rank` is Spearman's correlation of its draws with the total; `share` the part of the variance its own draws
    explain (r squared): with correlated figures the shares overlap and add up to more than 1. `moves` is what P80
    falls by when the figure is certain; None for the figures that matter least.
    """

    name: str
    label: Message | Text
    rank: float
    share: float
    moves: Decimal | None


def correlations(figures: Mapping[str, Array], totals: Array) -> dict[str, tuple[float, float]]:
    """Rank correlation and squared correlation of each figure with the totals; those that never differ are left out."""
    ranked, found = ranks(totals), {}
    for name, drawn in figures.items():
        if drawn.min() < drawn.max():
            found[name] = (_correlation(ranks(drawn), ranked), _correlation(drawn, totals) ** 2)
    return found


def tried(found: Mapping[str, tuple[float, float]], moving: Mapping[str, Moved], totals: Array) -> frozenset[str]:
    """The figures of `found` that are worth being held still."""
    shifts = {name: _shift(moving[name], totals) for name in found}
    return frozenset((*by_share(found)[:TRIED], *sorted(found, key=lambda name: (-shifts[name], name))[:TRIED]))


def _shift(one: Moved, totals: Array) -> float:
    """What the mean total would fall by at the usual value, along the straight line through the draws."""
    away = one.drawn - one.drawn.mean()
    return float((away * totals).sum() / (away * away).sum() * (one.drawn.mean() - one.usual))


def ranks(figures: Array) -> Array:
    """The rank of each figure; equal ones share the mean of theirs."""
    _, place, counts = np.unique(figures, return_inverse=True, return_counts=True)
    means = np.cumsum(counts) - (counts - 1) / 2
    found: Array = means[place]
    return found


def by_share(found: Mapping[str, tuple[float, float]]) -> Sequence[str]:
    """The names, the one with the largest share first; ties by name."""
    return sorted(found, key=lambda name: (-found[name][1], name))


def _correlation(one: Array, other: Array) -> float:
    left, right = (figures - figures.mean() for figures in (one, other))
    both, below = (left * right).sum(), np.sqrt((left * left).sum() * (right * right).sum())
    return float(both / below) if below else 0.0
