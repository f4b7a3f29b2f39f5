"""Bars for quick sight: a share of a line filled, in blocks on a terminal and in plain letters everywhere else."""

from dataclasses import dataclass
from decimal import Decimal

WIDE = 20
"""Columns of a bar; the same in every language."""

_PLAIN = (".", "=", "|")
_BLOCKS = ("\u00b7", "\u2588", "\u2502")
"""What is empty, what is filled, and the mark; each takes one column."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A line from 0 to 1, filled from `low` to `high`; `mark` is where the figure is now."""

    low: Decimal
    high: Decimal
    mark: Decimal | None = None

    def drawn(self, *, blocks: bool = False) -> str:
        """The bar in columns: at least one is filled where `low` and `high` differ."""
        empty, full, mark = _BLOCKS if blocks else _PLAIN
        first = min(int(self.low * WIDE), WIDE - 1)
        last = max(_up(self.high * WIDE), first + (self.low != self.high))
        drawn = [full if first <= at < last else empty for at in range(WIDE)]
        if self.mark is not None:
            drawn[min(int(self.mark * WIDE), WIDE - 1)] = mark
        return "".join(drawn)

    def __str__(self) -> str:
        return self.drawn()


def _up(value: Decimal) -> int:
    return -int(-value // 1)


def share(amount: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """Where `amount` stands between `low` and `high`, 0 to 1; 0 where these are one."""
    return Decimal(0) if high == low else (amount - low) / (high - low)
