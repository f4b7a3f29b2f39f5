"""What fills the gaps of one candidate, in every case: its own, those of its rivals, and each rule there is."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from crm_planner.estimate import gaps
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.reading import unsuitable_because
from crm_planner.estimate.stretches import LICENCES
from crm_planner.estimate.tax import view
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Choose, Divide, Expression, Maximum, Number, Ref
from crm_planner.formula.rewriting import rewritten
from crm_planner.formula.units import RATIO, money
from crm_planner.formula.woven import Axis, Case, cases, woven, woven_cells
from crm_planner.living.offers import Offers
from crm_planner.living.ranks import OPEN_GAPS
from crm_planner.text import Message, mark

RULE = "gaps/rule"
RULES = ("none", "lowest", "mean", "highest", "ratio", "rate_card")
"""The choices of the input, in this order."""


class Sign(NamedTuple):
    """What rivals see of a candidate in one case: whether it can be bought, what it has a price for, and how shown."""

    able: bool
    known: frozenset[str]
    shown: str


class Least(NamedTuple):
    """Whether the licences of a candidate may cost nothing, and the least that they cost if they cost anything."""

    may_be_free: bool
    above_zero: Decimal


class Licences(NamedTuple):
    """The least of each candidate, and whose licences cost nothing in the case at hand."""

    least: Mapping[str, Least]
    unpaid: Collection[str]


class Rival:
    """A candidate as others see it, over all cases."""

    def __init__(self, offers: Offers) -> None:
        self.offers = offers
        self.signs: dict[Case, Sign] = {case: _sign(offers, case) for case in offers.ledgers}
        self.all = tuple(dict.fromkeys(self.signs.values()))

    @property
    def name(self) -> str:
        return f"{self.offers.candidate.id}/case/sign"

    @property
    def licences(self) -> str:
        """The cell of what its licences cost."""
        return f"{self.offers.candidate.id}/{LICENCES}"

    def axis(self) -> Axis:
        return Axis(Ref(self.name), len(self.all))

    def cells(self) -> Iterator[Cell]:
        """What others see, as a number; none where it never changes."""
        if len(self.all) > 1:
            numbers = {case: Number(Decimal(self.all.index(sign))) for case, sign in self.signs.items()}
            label = Message(mark("Which of its prices can fill the gaps of others"))
            yield Cell(self.name, woven(self.offers.axes, numbers), RATIO, label)

    def ledger(self, shared: Case, sign: Sign) -> Ledger:
        """The lines of a case in which others see this; of any, where no number of people leads there."""
        here = [case for case in self.signs if case[: len(shared)] == shared]
        return self.offers.ledgers[next((case for case in here if self.signs[case] == sign), here[0])]


def _sign(offers: Offers, case: Case) -> Sign:
    ledger = offers.ledgers[case]
    able = case not in offers.refused and not unsuitable_because(ledger)
    found: dict[str, bool] = {}
    for draft in ledger.drafts.values():
        found[draft.item.category] = found.get(draft.item.category, True) and not draft.status.is_gap
    return Sign(able, frozenset(name for name, known in found.items() if known), view(ledger))


def fills(rivals: Sequence[Rival], number: int, licences: Mapping[str, "Least"]) -> Iterator[Input | Cell]:
    """The cells that fill the gaps of one of several candidates, and its totals like for like.

    `licences` says of the cells of what licences cost whether that may be nothing, and the least above it.
    """
    own, others = rivals[number], [one for at, one in enumerate(rivals) if at != number]
    several = [one for one in others if len(one.all) > 1]
    free = [one for one in others if (least := licences.get(one.licences)) is not None and least.may_be_free]
    shared = len(own.offers.clients.axes)
    axes = (*own.offers.axes, Axis(Ref(RULE), len(RULES)), *(one.axis() for one in several), *map(_paid_axis, free))
    found: dict[Case, dict[str, Cell]] = {}
    for case in own.offers.ledgers:
        for place, rule in enumerate(RULES):
            for combined in cases(axes[len(case) + 1 :]):
                seen = dict(zip(several, combined, strict=False))
                known = [(one, one.all[seen.get(one, 0)]) for one in others]
                others_here = [one.ledger(case[:shared], sign) for one, sign in known if sign.able]
                unpaid = {one.licences for one, paid in zip(free, combined[len(several) :], strict=True) if not paid}
                cells = _filled(own, case, rule, others_here, Licences(licences, unpaid))
                yield from (cell for cell in cells if isinstance(cell, Input))
                found[(*case, place, *combined)] = {cell.name: cell for cell in cells if isinstance(cell, Cell)}
    rest = (0,) * (len(axes) - len(own.offers.axes) - 1)
    usual = (*own.offers.usual, RULES.index(gaps.rule_of(own.offers.clients.usual)), *rest)
    yield from woven_cells(axes, found, usual)


def _paid_axis(rival: Rival) -> Axis:
    """Whether its licences cost anything."""
    unit = money(rival.offers.clients.usual.currency)
    nothing = Number(Decimal(0), unit)
    return Axis(Choose(Ref(rival.licences), nothing, Number(Decimal(0)), Number(Decimal(1))), 2)


def _filled(
    own: Rival, case: Case, rule: str, others: Sequence[Ledger], licences: Licences
) -> list[Input | Cell]:
    """What one case adds to the lines of a candidate."""
    ledger = own.offers.ledgers[case]
    if case in own.offers.refused:
        return []
    brief = ledger.setting.brief.model_copy(update={"gaps": rule})
    setting = ledger.setting._replace(written=ledger.setting.written._replace(brief=brief))
    mine = replace(ledger, setting=setting, cells=list(ledger.cells), rates=dict(ledger.rates))
    able = [mine, *others] if own.signs[case].able else [*others]
    paid = (one.own(LICENCES) for one in (mine, *others))
    gaps.fill_gaps(mine, able, {name: Decimal(1) for name in paid if name not in licences.unpaid})
    missing = gaps.missing(mine)
    still = sum(len(some) for one, some in missing.items() if gaps.gap_name(mine, one, "likely") not in mine.names)
    mine.write(mine.own(OPEN_GAPS), Number(Decimal(still)), RATIO, Message(mark("Missing prices that nothing fills")))
    return [_above_zero(cell, licences.least) for cell in mine.cells[len(ledger.cells) :]]


def _above_zero(cell: Input | Cell, lowest: Mapping[str, Least]) -> Input | Cell:
    """A share of licences, divided by what these cost at least, so that its size has an end."""

    def guarded(node: Expression) -> Expression:
        if isinstance(node, Divide) and isinstance(node.right, Ref) and node.right.name in lowest:
            least = Number(lowest[node.right.name].above_zero, cell.unit)
            return Divide(node.left, Maximum((node.right, least)))
        return node

    return replace(cell, formula=rewritten(cell.formula, guarded)) if isinstance(cell, Cell) else cell
