"""One amount shared out over several lines in whole minor units, by largest remainder: the shares add up to it."""

from decimal import Decimal
from typing import NamedTuple

from crm_planner.estimate.ledger import Ledger
from crm_planner.formula.expression import Choose, Expression, Number, Ref, Round, Subtract, total
from crm_planner.formula.units import RATIO
from crm_planner.money import RoundingMode
from crm_planner.place import Place
from crm_planner.text import Message, mark


class Shared(NamedTuple):
    """What is shared out: the prefix of its cells, what it is called, and where it is written."""

    name: str
    called: object
    place: Place | None = None


def share_out(
    ledger: Ledger, what: Shared, amount: Expression, over: dict[str, Expression], whole: Expression
) -> list[Expression]:
    """Shares of `amount` in proportion to `over` (by line), whose sum is `whole`; equal remainders in written order.

    Whole minor units first, what is left over one by one to the largest remainders. Where `whole` is 0 so are they.
    """
    if len(over) == 1:
        return [amount]
    unit, cent = ledger.shown, ledger.setting.cent
    nothing: Expression = Number(Decimal(0), unit)
    fair = {name: Choose(whole, nothing, nothing, amount * part / whole) for name, part in over.items()}
    said = mark("Whole minor units of {reason}")
    floors = {
        name: _write(ledger, what, f"whole-{name}", Round(part, cent, RoundingMode.DOWN), said)
        for name, part in fair.items()
    }
    said = mark("Remainder of {reason}")
    rests = [_write(ledger, what, f"rest-{name}", Subtract(fair[name], floors[name]), said) for name in over]
    left = (amount - total(floors.values(), unit)) / Number(cent, unit)
    shares: list[Expression] = []
    for number, name in enumerate(over):
        extra = Choose(_rank(rests, number), left, Number(cent, unit), nothing)
        shares.append(_write(ledger, what, f"share-{name}", floors[name] + extra, mark("Share of {reason}")))
    return shares


def _rank(rests: list[Ref], number: int) -> Expression:
    """The place of a remainder among all, 1 for the largest; equal ones in written order."""
    one, none = Number(Decimal(1), RATIO), Number(Decimal(0), RATIO)
    ahead: list[Expression] = [Choose(rests[number], rest, one, none) for rest in rests[:number]]
    ahead += [Choose(rest, rests[number], none, one) for rest in rests[number + 1 :]]
    return total([one, *ahead], RATIO)


def _write(ledger: Ledger, what: Shared, part: str, formula: Expression, wording: str) -> Ref:
    label = Message(wording, {"reason": what.called})
    return ledger.write(f"{what.name}/{part}", formula, ledger.shown, label, source=what.place)
