"""What one task is of a price: amounts for its hours, and its part of what is sold at a fixed price."""

from decimal import Decimal
from typing import NamedTuple


class TaskCost(NamedTuple):
    """What of the estimate's total one task is, in the brief's currency.

    `hourly` has an amount for each assignment of the task, in their order: 0 where its hours are not charged (a fixed
    price, people of the client's own that the estimate does not count), None where nobody knows the price of an hour.
    `fixed` is the task's part of what the vendor sells at a fixed price.
    """

    hourly: tuple[Decimal | None, ...]
    fixed: Decimal = Decimal(0)

    @property
    def amount(self) -> Decimal | None:
        """All of it; None where a part is not known."""
        known = [one for one in self.hourly if one is not None]
        return None if len(known) < len(self.hourly) else sum(known, self.fixed)


NOTHING = TaskCost(())
"""The cost of a task nobody charges anything for."""
