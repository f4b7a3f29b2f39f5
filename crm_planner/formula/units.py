"""What a figure counts: roubles, roubles per licence, hours, or nothing at all (a ratio)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from crm_planner.text import mark


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of powers of base names, such as RUB/count; no powers at all is a ratio.

    `powers` is sorted by name and holds no power of 0: build units with `money`, the constants below, `*` and `/`.
    """

    powers: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: "Unit") -> "Unit":
        if not self.powers:
            return other
        return self._times(other, 1) if other.powers else self

    def __truediv__(self, other: "Unit") -> "Unit":
        return self._times(other, -1) if other.powers else self

    @cache  # noqa: B019 - units are few, and the same ones meet in every formula
    def _times(self, other: "Unit", sign: int) -> "Unit":
        powers = dict(self.powers)
        for name, power in other.powers:
            powers[name] = powers.get(name, 0) + sign * power
        return Unit(tuple(sorted((name, power) for name, power in powers.items() if power)))

    def __str__(self) -> str:
        return self.written()

    def written(self, name: Callable[[str], str] = str) -> str:
        """`RUB`, `RUB/count`, `ratio`, each base name written by `name`."""
        above = [_power(name(base), power) for base, power in self.powers if power > 0]
        below = [_power(name(base), -power) for base, power in self.powers if power < 0]
        if not self.powers:
            return name(_RATIO)
        return "/".join(["*".join(above) or "1", *below])


def _power(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"


_RATIO = mark("ratio")

RATIO = Unit()
"""A figure without dimension: a share, a factor, a number of times."""

COUNT = Unit(((mark("count"), 1),))
"""Things counted: users, licences, started packages."""

HOURS = Unit(((mark("hours"), 1),))
DAYS = Unit(((mark("days"), 1),))


@cache
def money(currency: str) -> Unit:
    """The unit of amounts in `currency`, an ISO 4217 code."""
    return Unit(((currency, 1),))
