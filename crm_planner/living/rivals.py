"""A candidate as a figure says of it in every case: what it has a price for, and which of its prices are missing."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from crm_planner.compare.runners import NO, YES
from crm_planner.estimate import gaps
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.reading import unsuitable_because
from crm_planner.estimate.stretches import LICENCES
from crm_planner.estimate.tax import view
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Choose, Expression, Number, Ref
from crm_planner.formula.units import RATIO
from crm_planner.formula.woven import Case, woven
from crm_planner.living.offers import VIEWS, Offers
from crm_planner.text import Message, mark


class Rival:
    """One candidate over all cases. What never changes is a plain number; else it is a cell of `cells`."""

    def __init__(self, offers: Offers) -> None:
        self.offers = offers
        self.id = offers.candidate.id
        self.filled: dict[tuple[Case, str], Sequence[Input | Cell]] = {}
        """What each rule that needs no rival adds to the lines of a case, once somebody asked."""
        self._cells: dict[str, Cell] = {}

    def name(self, *parts: str) -> str:
        """The name of one of its cells."""
        return "/".join((self.id, *parts))

    @property
    def licences(self) -> str:
        """The cell of what its licences cost over the horizon."""
        return self.name(LICENCES)

    def cells(self) -> Iterator[Cell]:
        """What was asked of it and changes from case to case."""
        return iter(self._cells.values())

    @cached_property
    def ever_missing(self) -> tuple[str, ...]:
        """The categories that have no price in some case."""
        cases = [self.offers.usual, *self.offers.ledgers]
        found = (category for case in cases if case not in self.offers.refused for category in self._missing(case))
        return tuple(dict.fromkeys(found))

    def missing(self, category: str) -> Expression:
        """How many lines of a category have no price."""
        label = Message(mark("Lines of {category} without a price"), {"category": category})
        return self.said(("missing", category), label, lambda case: len(self._missing(case).get(category, ())))

    def fillable(self, category: str) -> Expression:
        """1 where a category has no price and another's could take its place."""

        def said(case: Case) -> bool:
            drafts = self._missing(case).get(category)
            return drafts is not None and not gaps.is_own(self._ledger(case), category, drafts)

        label = Message(mark("{category} is missing, and another price may take its place"), {"category": category})
        return self.said(("fillable", category), label, said)

    def sells(self, category: str) -> Expression:
        """1 where it can be bought, and has a price for all of a category."""
        label = Message(mark("Has a price for {category}, and can be bought"), {"category": category})
        return self.said(("sells", category), label, lambda case: self._able(case) and self._knows(case, category))

    def knows(self, category: str) -> Expression:
        """1 where it has a price for all of a category."""
        label = Message(mark("Has a price for {category}"), {"category": category})
        return self.said(("knows", category), label, lambda case: self._knows(case, category))

    def view(self) -> Expression:
        """How its amounts are shown, by number."""
        return self.said(("view-of-lines",), Message(mark("How its amounts are shown")), self._view)

    def _view(self, case: Case) -> int:
        return VIEWS.index(view(self._ledger(case)))

    def _ledger(self, case: Case) -> Ledger:
        return self.offers.ledgers[case]

    def _able(self, case: Case) -> bool:
        return case not in self.offers.refused and not unsuitable_because(self._ledger(case))

    def _knows(self, case: Case, category: str) -> bool:
        return case not in self.offers.refused and gaps.knows(self._ledger(case), category)

    def _missing(self, case: Case) -> dict[str, list[Draft]]:
        return {} if case in self.offers.refused else gaps.missing(self._ledger(case))

    def said(self, parts: tuple[str, ...], label: Message, of: Callable[[Case], int]) -> Expression:
        """A number of each case: itself where it is always the same, else a cell."""
        name = self.name("case", *parts)
        if name not in self._cells:
            numbers = {case: Number(Decimal(int(of(case)))) for case in self.offers.ledgers}
            if len(set(numbers.values())) == 1:
                return next(iter(numbers.values()))
            self._cells[name] = Cell(name, woven(self.offers.axes, numbers), RATIO, label)
        return Ref(name)


def both(*flags: Expression) -> Expression:
    """1 where all of several are; plain numbers are left out, or make it 0."""
    several = [flag for flag in flags if flag != YES]
    if NO in several:
        return NO
    result: Expression = several[0] if several else YES
    for flag in several[1:]:
        result = result * flag
    return result


def same(one: Expression, two: Expression) -> Expression:
    """1 where two numbers are the same."""
    if isinstance(one, Number) and isinstance(two, Number):
        return YES if one == two else NO
    return YES if one == two else Choose(one, two, Choose(two, one, YES, NO), NO)


def above_zero(number: Expression) -> Expression:
    """1 where a number of things is not 0."""
    if isinstance(number, Number):
        return YES if number.value > 0 else NO
    return Choose(number, NO, NO, YES)
