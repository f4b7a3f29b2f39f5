"""What fills the gaps of a candidate as people, years and rules move: which rivals have a price is then a figure too.

The rules are those of `estimate.gaps`; here a rival counts by a number, 1 where its price can stand in and 0 where not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from crm_planner.compare.runners import NO, YES
from crm_planner.estimate import gaps
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.totals import TOTAL
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Choose, Expression, Maximum, Minimum, Number, Ref, total
from crm_planner.formula.units import RATIO, Unit, money
from crm_planner.formula.woven import Axis, Case, woven, woven_cells
from crm_planner.living.ranks import OPEN_GAPS
from crm_planner.living.rivals import Rival, above_zero, both, same
from crm_planner.text import Message, mark

RULE = "gaps/rule"
RULES = ("none", "lowest", "mean", "highest", "ratio", "rate_card")
"""The choices of the input, in this order."""

_BY_HOURS = "by-hours"
_LINES = "total/estimated/lines"


class Least(NamedTuple):
    """Whether the licences of a candidate may cost nothing, and the least that they cost if they cost anything."""

    may_be_free: bool
    above_zero: Decimal


class Price(NamedTuple):
    """What a rival's price would put into a gap, and 1 where it may."""

    amount: Expression
    stands: Expression


class Prices(NamedTuple):
    """The prices of several rivals, and the name of the cell with the highest of those that stand."""

    several: Sequence[Price]
    highest: str

    @property
    def always_stand(self) -> bool:
        return all(one.stands == YES for one in self.several)


def fills(rivals: Sequence[Rival], number: int, licences: Mapping[str, Least]) -> Iterator[Input | Cell]:
    """The cells that fill the gaps of one of several candidates, and its totals like for like.

    `licences` says what the licences of each candidate cost at least.
    """
    own, others = rivals[number], [one for at, one in enumerate(rivals) if at != number]
    sellers = [one for one in others if gaps.sells_beside(one.offers.candidate, own.offers.candidate)]
    unit = money(own.offers.clients.usual.currency)
    yield from _of_itself(own)
    open_lines: list[Expression] = []
    for category in own.ever_missing:
        gap = _Gap(own, category, unit, sellers, licences)
        yield from gap.cells()
        open_lines.append(Choose(Ref(gap.name("filled")), NO, own.missing(category), NO))
    label = Message(mark("Missing prices that nothing fills"))
    yield Cell(own.name(OPEN_GAPS), total(open_lines, RATIO), RATIO, label)
    yield from _totals(own, unit)


class _Gap:
    """A category that one candidate has no price for, at least in some case."""

    def __init__(
        self, own: Rival, category: str, unit: Unit, sellers: Sequence[Rival], licences: Mapping[str, Least]
    ) -> None:
        self.own, self.category, self.unit, self.licences = own, category, unit, licences
        self.standing: list[Cell] = []
        priced = [Price(Ref(one.name("category", category)), self._stands(one)) for one in sellers]
        self.prices = self._of("price", sellers, priced)
        able = [one for one in sellers if own.knows("licence") != NO and one.licences in licences]
        able = [one for one in able if self._stands(one) != NO]
        self.shares = self._of("share", able, [self._share(one) for one in able])

    def _of(self, kind: str, sellers: Sequence[Rival], prices: Sequence[Price]) -> Prices:
        """The prices that may stand, what decides it in cells of its own: formulas ask for it again and again."""
        found = []
        for seller, price in zip(sellers, prices, strict=True):
            if price.stands != NO:
                found.append(price._replace(stands=self._in_a_cell(f"{kind}/{seller.id}", seller, price.stands)))
        return Prices(found, self.name(f"{kind}/highest"))

    def _in_a_cell(self, part: str, seller: Rival, stands: Expression) -> Expression:
        if isinstance(stands, Number | Ref):
            return stands
        named = {"category": self.category, "candidate": seller.id}
        label = Message(mark("{category}: 1 where {candidate} can fill it in"), named)
        self.standing.append(Cell(self.name(part), stands, RATIO, label))
        return Ref(self.name(part))

    def name(self, part: str) -> str:
        return self.own.name("gap", self.category, part)

    def cells(self) -> Iterator[Cell]:
        """Whether it is filled, and its amounts; 0 where it is not."""
        yield from self.standing
        label = Message(mark("{category}: 1 where something fills the gap"), {"category": self.category})
        yield Cell(self.name("filled"), self._filled(), RATIO, label)
        for prices in (self.prices, self.shares):
            if not prices.always_stand:
                label = Message(mark("{category}: the most that a rival would fill in"), {"category": self.category})
                yield Cell(prices.highest, _highest(prices, self.unit), self.unit, label)
        nothing = Number(Decimal(0), self.unit)
        for bound, wording in _WORDINGS.items():
            label = Message(wording, {"category": self.category})
            yield Cell(
                self.name(bound), Choose(Ref(self.name("filled")), NO, nothing, self._amount(bound)), self.unit, label
            )

    def _stands(self, seller: Rival) -> Expression:
        return both(seller.sells(self.category), same(seller.view(), self.own.view()))

    def _share(self, seller: Rival) -> Price:
        """The seller's share of the category in its licences, times the own licences."""
        least = self.licences[seller.licences]
        licences, nothing = Ref(seller.licences), Number(Decimal(0), self.unit)
        paid = Choose(licences, nothing, NO, YES) if least.may_be_free else YES
        divisor = Maximum((licences, Number(least.above_zero, self.unit)))
        amount = Ref(seller.name("category", self.category)) * Ref(self.own.licences) / divisor
        return Price(amount, both(self._stands(seller), seller.knows("licence"), self.own.knows("licence"), paid))

    def _filled(self) -> Expression:
        by_price, by_share = (above_zero(_count(several)) for several in (self.prices, self.shares))
        hours = _hours_known(self.own, self.category)
        found = _by_rule(NO, by_price, by_price, by_price, by_share, hours)
        return both(self.own.fillable(self.category), found)

    def _amount(self, bound: str) -> Expression:
        nothing = Number(Decimal(0), self.unit)
        ends = [self._rounded(_ENDS[bound](self.shares, self.unit))] if self.shares.several else [nothing]
        hours = nothing if _hours_known(self.own, self.category) == NO else Ref(self.name(f"{bound}/{_BY_HOURS}"))
        if not self.prices.several:
            return _by_rule(nothing, nothing, nothing, nothing, ends[0], hours)
        middle = self._rounded(_ENDS[bound](self.prices, self.unit))
        lowest, highest = (Ref(self.name(end)) if bound == "likely" else middle for end in ("low", "high"))
        return _by_rule(nothing, lowest, middle, highest, ends[0], hours)

    def _rounded(self, formula: Expression) -> Expression:
        return gaps.rounded(self.own.offers.ledgers[self.own.offers.usual], formula)


_WORDINGS = {
    "low": mark("What fills {category}: the lowest"),
    "high": mark("What fills {category}: the highest"),
    "likely": mark("What fills {category}: by the rule"),
}


def _by_rule(*formulas: Expression) -> Expression:
    return woven([Axis(Ref(RULE), len(RULES))], {(number,): one for number, one in enumerate(formulas)})


def _count(prices: Prices) -> Expression:
    """How many of them stand."""
    always = sum(one.stands == YES for one in prices.several)
    sometimes = [one.stands for one in prices.several if one.stands != YES]
    if not sometimes:
        return Number(Decimal(always))
    return total([*sometimes, Number(Decimal(always))] if always else sometimes, RATIO)


def _counting(prices: Prices) -> list[Expression]:
    """The amounts, 0 where they do not stand."""
    return [one.amount if one.stands == YES else one.amount * one.stands for one in prices.several]


def _mean(prices: Prices, unit: Unit) -> Expression:
    number = _count(prices)
    divisor = number if isinstance(number, Number) else Maximum((number, YES))
    return total(_counting(prices), unit) / divisor


def _highest(prices: Prices, _unit: Unit) -> Expression:
    return Maximum(tuple(_counting(prices)))


def _lowest(prices: Prices, _unit: Unit) -> Expression:
    """Of those that stand; one that does not is as high as the highest."""
    highest = Ref(prices.highest)
    return Minimum(
        tuple(
            one.amount if one.stands == YES else Choose(one.stands, NO, highest, one.amount) for one in prices.several
        )
    )


_ENDS = {"low": _lowest, "likely": _mean, "high": _highest}


def _hours_known(own: Rival, category: str) -> Expression:
    """1 where the playbook has hours for a category, and prices for them."""
    label = Message(mark("{category}: hours of the playbook stand in"), {"category": category})

    def known(case: Case) -> bool:
        return gaps.gap_name(own.offers.ledgers[case], category, "likely") in {one.name for one in _by_hours(own, case)}

    return own.said(("hours", category), label, known)


def _of_itself(own: Rival) -> Iterator[Input | Cell]:
    """What the playbook's hours would put into the gaps, and the firm part of the total: no rival matters to them."""
    found: dict[Case, dict[str, Cell]] = {}
    for case in own.offers.ledgers:
        cells = [*_by_hours(own, case), *_split(own, case)]
        yield from (one for one in cells if isinstance(one, Input))
        found[case] = {name: cell for cell in cells if isinstance(cell, Cell) for name, cell in _renamed(own, cell)}
    yield from woven_cells(own.offers.axes, found, own.offers.usual)


def _renamed(own: Rival, cell: Cell) -> Iterator[tuple[str, Cell]]:
    """What fills a gap by hours does so by one rule only, and what is estimated has its gaps still open."""
    name = cell.name
    if name.startswith(own.name("gap")):
        name = f"{name}/{_BY_HOURS}"
    elif name == own.name(gaps.ESTIMATED):
        name = own.name(_LINES)
    yield name, replace(cell, name=name)


def _by_hours(own: Rival, case: Case) -> list[Input | Cell]:
    """The cells that the rule by hours adds to a case."""
    sums = {own.name(gaps.LIKE_FOR_LIKE, bound) for bound in gaps.BOUNDS} | {
        own.name(gaps.FIRM),
        own.name(gaps.ESTIMATED),
    }
    return [cell for cell in _added(own, case, "rate_card") if cell.name not in sums]


def _split(own: Rival, case: Case) -> list[Input | Cell]:
    sums = {own.name(gaps.FIRM), own.name(gaps.ESTIMATED)}
    return [cell for cell in _added(own, case, "none") if cell.name in sums]


def _added(own: Rival, case: Case, rule: str) -> Sequence[Input | Cell]:
    """What filling gaps by a rule that needs no rival adds to the lines of a case."""
    if (case, rule) not in own.filled:
        own.filled[case, rule] = _fill(own, case, rule)
    return own.filled[case, rule]


def _fill(own: Rival, case: Case, rule: str) -> Sequence[Input | Cell]:
    ledger: Ledger = own.offers.ledgers[case]
    if case in own.offers.refused:
        return []
    brief = ledger.setting.brief.model_copy(update={"gaps": rule})
    setting = ledger.setting._replace(written=ledger.setting.written._replace(brief=brief))
    mine = replace(ledger, setting=setting, cells=list(ledger.cells), rates=dict(ledger.rates))
    gaps.fill_gaps(mine, [], {})
    return mine.cells[len(ledger.cells) :]


def _totals(own: Rival, unit: Unit) -> Iterator[Cell]:
    """The total with its gaps filled; 0 while one stays open. And what of it is estimated."""
    nothing = Number(Decimal(0), unit)
    for bound in gaps.BOUNDS:
        parts = [Ref(own.name(TOTAL)), *(Ref(own.name("gap", one, bound)) for one in own.ever_missing)]
        formula = Choose(Ref(own.name(OPEN_GAPS)), NO, total(parts, unit), nothing) if own.ever_missing else parts[0]
        yield Cell(own.name(gaps.LIKE_FOR_LIKE, bound), formula, unit, gaps.called_like_for_like(bound))
    parts = [Ref(own.name(_LINES)), *(Ref(own.name("gap", one, "likely")) for one in own.ever_missing)]
    label = Message(mark("Estimated: extrapolated, assumed, or filled in"))
    yield Cell(own.name(gaps.ESTIMATED), total(parts, unit), unit, label)
