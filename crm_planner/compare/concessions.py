"""What a dearer candidate would have to give up to cost no more than a cheaper one."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from crm_planner.compare.measures import Measure, Totals

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


def behind(totals: Totals) -> Iterator[tuple[str, str, Decimal]]:
    """Every candidate with each rival that is cheaper, and by how much."""
    ranked = sorted((amount, name) for name, amount in totals.items() if amount is not None)
    for amount, name in ranked:
        yield from ((name, rival, amount - other) for other, rival in ranked if other < amount)


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
