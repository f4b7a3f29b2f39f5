"""One candidate before and after a change of price lists: what moved, by how much, and where nobody can tell."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from crm_planner.estimate.lines import Estimate

Figure = Literal["first_year", "horizon", "like_for_like"]
TOTALS: tuple[Figure, ...] = ("first_year", "horizon")
"""The totals as published."""

EVERY: tuple[Figure, ...] = (*TOTALS, "like_for_like")
"""These, and the total over the horizon with what rivals' prices put into its gaps."""


class Step(NamedTuple):
    """From one amount to another, in one currency."""

    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        return self.after - self.before

    @property
    def percent(self) -> Fraction | None:
        """The difference in percent points of the amount before; None where that is 0."""
        return Fraction(self.difference) * 100 / Fraction(self.before) if self.before else None


class Standing(NamedTuple):
    """A candidate's estimates on both sides, None where a side has none; `was` is its id before.

    `in_currencies` are those of the price list before and after, where they differ: then amounts cannot be compared.
    """

    id: str
    was: str
    before: Estimate | None
    after: Estimate | None
    in_currencies: tuple[str | None, str | None] | None = None

    @property
    def present(self) -> Estimate:
        """The estimate after, or before where the candidate is gone."""
        return self.after or self.before  # type: ignore[return-value] # one of the two is always there

    @property
    def gone(self) -> bool:
        """Whether it could be bought before and cannot now: no longer listed, or unsuitable for this client."""
        if self.in_currencies or self.before is None or not self.before.suitable:
            return False
        return self.after is None or not self.after.suitable

    @property
    def became_unknown(self) -> tuple[str, ...]:
        """The items that had a price and have none now."""
        if self.before is None or self.after is None:
            return ()
        known = {line.id for line in self.before.lines if not line.status.is_gap}
        return tuple(line.id for line in self.after.lines if line.status.is_gap and line.id in known)

    @property
    def comparable(self) -> bool:
        """Whether both totals leave out the same: else their difference says nothing."""
        return self.before is not None and self.after is not None and _gaps(self.before) == _gaps(self.after)

    def step(self, figure: Figure) -> Step | None:
        """From the figure before to that after; None where one is not known, or they leave out different items."""
        if self.before is None or self.after is None or not (self.comparable or figure == "like_for_like"):
            return None
        before, after = amount(self.before, figure), amount(self.after, figure)
        return None if before is None or after is None else Step(before, after)

    @property
    def moved(self) -> bool:
        """Whether anything about the candidate's money differs for this client."""
        if self.before is None or self.after is None:
            return True
        sides = (
            (_gaps(one), one.suitable, *(amount(one, figure) for figure in EVERY)) for one in (self.before, self.after)
        )
        return len(set(sides)) > 1


def amount(estimate: Estimate, figure: Figure) -> Decimal | None:
    """A figure of an estimate; like for like is None where a gap cannot be filled."""
    if figure == "like_for_like":
        between = estimate.totals.like_for_like
        return None if between is None else between.likely
    return estimate.totals.first_year if figure == "first_year" else estimate.totals.horizon


def _gaps(estimate: Estimate) -> frozenset[str]:
    return frozenset(line.id for line in estimate.lines if line.status.is_gap)
