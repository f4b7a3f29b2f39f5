"""An amount shared out in whole minor units, so that the shares add up to it."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal


def shared(whole: Decimal, weights: Sequence[Decimal], unit: Decimal) -> list[Decimal]:
    """`whole` in multiples of `unit` in proportion to `weights`, by largest remainder: the shares add up to it.

    Equal shares where all weights are 0.
    """
    weights = weights if sum(weights) else [Decimal(1)] * len(weights)
    fair = [whole * weight / sum(weights) for weight in weights]
    found = [one.quantize(unit, ROUND_DOWN) for one in fair]
    left = int((whole - sum(found)) / unit)
    largest = sorted(range(len(fair)), key=lambda number: (found[number] - fair[number], number))
    for number in largest[:left]:
        found[number] += unit
    return found
