"""Bars and sparklines for quick sight: in blocks on a terminal, in plain letters everywhere else.

Their width is the same in every language; no colour says anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

WIDE = 20
"""Columns of a bar, where nothing else is said."""

_PLAIN = (".", "=", "|")
_BLOCKS = ("\u00b7", "\u2588", "\u2502")
"""What is empty, what is filled, and the mark; each takes one column."""

_LEVELS = (
    ("0", "1", "2", "3", "4", "5", "6", "7", "8"),
    tuple("\u00b7\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"),
)
"""How high a value of a sparkline stands, in eighths: in figures, or in blocks."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A line from 0 to 1, filled from `low` to `high`; `mark` is where the figure is now."""

    low: Decimal
    high: Decimal
    mark: Decimal | None = None
    wide: int = WIDE

    def drawn(self, *, blocks: bool = False) -> str:
        """The bar in columns: at least one is filled where `low` and `high` differ."""
        empty, full, mark = _BLOCKS if blocks else _PLAIN
        first = min(int(self.low * self.wide), self.wide - 1)
        last = max(_up(self.high * self.wide), first + (self.low != self.high))
        drawn = [full if first <= at < last else empty for at in range(self.wide)]
        if self.mark is not None:
            drawn[min(int(self.mark * self.wide), self.wide - 1)] = mark
        return "".join(drawn)

    def __str__(self) -> str:
        return self.drawn()


@dataclass(frozen=True, slots=True)
class Spark:
    """Values one after the other, each as high as its share of the highest: 0 to 1."""

    shares: Sequence[Decimal]

    def drawn(self, *, blocks: bool = False) -> str:
        """One column for each value; whatever is more than nothing stands one eighth high at least."""
        return "".join(_LEVELS[blocks][_up(share * 8)] for share in self.shares)

    def __str__(self) -> str:
        return self.drawn()


def _up(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_CEILING))


def share(amount: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """Where `amount` stands between `low` and `high`, 0 to 1; 0 where these are one."""
    return Decimal(0) if high == low else (amount - low) / (high - low)
