"""Who is ahead: clearly, in a tie, or only if what is not known turns out well."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Span(NamedTuple):
    """A figure that is not known exactly: the lowest, the one that is worked with, the highest it can be."""

    low: Fraction
    likely: Fraction
    high: Fraction

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


class Sure(StrEnum):
    """How sure it is who is ahead."""

    NOBODY = "nobody"
    ALONE = "alone"
    CLEAR = "clear"
    TIE = "tie"
    OPEN = "open"


class Lead(NamedTuple):
    """Who is ahead of whom. `order`: ids, the best first by the likely figure, equal ones by id.

    `level` are the others within the tie margin of the first, `contenders` those that what is not known could still
    put in front. `margin`: by what share of the first one's figure the second is behind; None without a second.
    """

    sure: Sure
    order: tuple[str, ...]
    level: tuple[str, ...] = ()
    contenders: tuple[str, ...] = ()
    margin: Fraction | None = None

    @property
    def first(self) -> str | None:
        return self.order[0] if self.order else None

    @property
    def second(self) -> str | None:
        return self.order[1] if len(self.order) > 1 else None


def lead(figures: Mapping[str, Span], *, tie_share: Fraction, most_wins: bool) -> Lead:
    """Who of those with `figures` is ahead; below `tie_share` of the first one's figure it is a tie.

    Who is behind, but could be in front if unknown figures fell so, leaves the lead open, unless even that is a tie.
    """
    sign = 1 if most_wins else -1
    order = tuple(sorted(figures, key=lambda name: (-sign * figures[name].likely, name)))
    if len(order) < 2:  # noqa: PLR2004 - nobody, or nobody else
        return Lead(Sure.ALONE if order else Sure.NOBODY, order)
    first, level, contenders = figures[order[0]], [], []
    limit = abs(first.likely) * tie_share
    for name in order[1:]:
        ahead, behind = _between(first, figures[name], most_wins=most_wins)
        widest = max(abs(ahead), abs(behind))
        if widest < limit or widest == 0:
            level.append(name)
        elif ahead >= 0:
            contenders.append(name)
    sure = Sure.OPEN if contenders else Sure.TIE if level else Sure.CLEAR
    margin = abs(first.likely - figures[order[1]].likely) / abs(first.likely) if first.likely else None
    return Lead(sure, order, tuple(level), tuple(contenders), margin)


def _between(first: Span, other: Span, *, most_wins: bool) -> tuple[Fraction, Fraction]:
    """How far the other can get ahead of the first (below 0: not at all), and how far it can stay behind."""
    if most_wins:
        return other.high - first.low, first.high - other.low
    return first.high - other.low, other.high - first.low
