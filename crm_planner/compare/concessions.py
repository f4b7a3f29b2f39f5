"""What a dearer candidate would have to give up to cost no more than a cheaper one."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from crm_planner.compare.break_even import UNRANKED, Measure, Race
from crm_planner.formula.arrays import np

Kind = Literal["licence_discount", "free_training", "free_support_year"]


class Concession(NamedTuple):
    """One thing the vendor of `candidate` gives up, beside a rival that is cheaper by `gap`.

    `percent` is the discount, the smallest in hundredths of a point that suffices, or 100 where none does. `worth` is
    what it takes off the candidate's total. `left` is how much dearer the candidate still is: 0 where both are then
    equal, below 0 where it is then the cheaper one; None where it cannot be granted (nothing with a price to give).
    """

    candidate: str
    rival: str
    measure: Measure
    kind: Kind
    gap: Decimal
    percent: Decimal | None
    worth: Decimal | None
    left: Decimal | None

    @property
    def suffices(self) -> bool:
        return self.left is not None and self.left <= 0


Totals = Mapping[str, Decimal | None]
"""What each candidate costs by one measure; None where it is not ranked."""


def behind(totals: Totals) -> Iterator[tuple[str, str, Decimal]]:
    """Every candidate with each rival that is cheaper, and by how much."""
    ranked = sorted((amount, name) for name, amount in totals.items() if amount is not None)
    for amount, name in ranked:
        yield from ((name, rival, amount - other) for other, rival in ranked if other < amount)


def by_discount(race: Race, measure: Measure, totals: Totals) -> Iterator[Concession]:
    """What a discount on its licences does for the candidate whose discount varies in `race`."""
    name = race.figure.of
    for candidate, rival, gap in behind(totals):
        if candidate != name:
            continue
        own, other = race.amounts[measure][candidate], race.amounts[measure][rival]
        ranked = (own != UNRANKED) & (other != UNRANKED)
        enough = np.flatnonzero(ranked & (own <= other))
        at = int(enough[0]) if len(enough) else len(own) - 1
        if not ranked[at] or own[at] == own[0]:
            yield Concession(candidate, rival, measure, "licence_discount", gap, None, None, None)
            continue
        worth, left = int(own[0] - own[at]) * race.unit, int(own[at] - other[at]) * race.unit
        yield Concession(candidate, rival, measure, "licence_discount", gap, race.values[at], worth, left)


def granted(candidate: str, kind: Kind, measure: Measure, before: Totals, after: Totals) -> Iterator[Concession]:
    """What something free does for a candidate: totals without it, and with it."""
    for name, rival, gap in behind(before):
        if name != candidate:
            continue
        was, own, other = before[name], after[name], after[rival]
        if was is None or own is None or other is None or own == was:
            yield Concession(candidate, rival, measure, kind, gap, None, None, None)
        else:
            yield Concession(candidate, rival, measure, kind, gap, None, was - own, own - other)
