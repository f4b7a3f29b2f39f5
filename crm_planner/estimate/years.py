"""The amount of each year in the brief's currency: what is due, periods in the year, indexation, exchange."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from crm_planner.catalog.offer import Basis
from crm_planner.catalog.vocabulary import PERIODS_A_YEAR
from crm_planner.estimate.ledger import Charge, Draft, Ledger
from crm_planner.estimate.support import covered_years, is_due
from crm_planner.formula.expression import Expression, Number, Round, power
from crm_planner.formula.units import RATIO
from crm_planner.money import RoundingMode
from crm_planner.text import Message, mark


def spread_over_years(ledger: Ledger) -> None:
    """Write down what each line costs in each year, with discounts and without, and what tax is computed on."""
    for draft in ledger.drafts.values():
        if draft.charge is not None:
            free = covered_years(ledger, draft.item) if draft.selected.again is None else {}
            charges = [None if year in free else _charge_of(ledger, draft, year) for year in ledger.setting.years]
            draft.years = _amounts(ledger, draft, charges, "net")
            draft.listed, draft.taxable = (
                list(draft.years)
                if all(one is None or _part(one, part) == one.net for one in charges)
                else _amounts(ledger, draft, charges, part)
                for part in ("listed", "taxed")
            )


def _amounts(ledger: Ledger, draft: Draft, charges: Sequence[Charge | None], part: str) -> list[Expression]:
    return [_amount(ledger, draft, charge, part, year) for year, charge in enumerate(charges, start=1)]


def _charge_of(ledger: Ledger, draft: Draft, year: int) -> Charge | None:
    """The charge that is due in a year; None if none is."""
    again, item = draft.selected.again, draft.item
    if again is not None:
        due = year in again.prices
    elif item.charge == "once" and item.every is None:
        due = year == item.from_year or year in draft.later
    else:
        due = is_due(ledger, item, year)
    return draft.later.get(year, draft.charge) if due else None


def _amount(ledger: Ledger, draft: Draft, charge: Charge | None, part: str, year: int) -> Expression:
    """One part of a charge over a year: periods, indexation, exchange, each rounded as the contract says."""
    if charge is None:
        return Number(Decimal(0), ledger.shown)
    item, amount = draft.item, _part(charge, part)
    converted = _is_converted(ledger, draft)
    if (periods := PERIODS_A_YEAR[item.charge]) > 1:
        amount = amount * periods
    if item.indexation and year > 1:
        step = ledger.step if converted or not ledger.is_foreign else ledger.setting.cent
        growth = power(Number(1 + item.indexation / 100, RATIO), year - 1)
        amount = Round(amount * growth, step, ledger.candidate.catalog.rounding.mode)
    if converted:
        amount = Round(amount * ledger.exchange(), ledger.setting.cent, RoundingMode.HALF_UP)
    return amount


def _part(charge: Charge, part: str) -> Expression:
    ref: Expression = getattr(charge, part)
    return ref


def _is_converted(ledger: Ledger, draft: Draft) -> bool:
    """Whether a line is in another currency than the brief; an actual offer never is, nor is work by the hour."""
    return ledger.is_foreign and draft.offer.basis is not Basis.QUOTED and draft.work is None


def order_of_calculation(ledger: Ledger, draft: Draft, year: int) -> Message | None:
    """The steps from the list amount to the amount of a year, in their order; None where there is only one."""
    if draft.projected:
        return Message(mark("Last in the order of calculation: tax"))
    if isinstance(draft.years[year - 1], Number):
        return None
    steps = tuple(_steps(ledger, draft, year))
    return Message(mark("Order of calculation: {steps}"), {"steps": steps}) if len(steps) > 1 else None


def _steps(ledger: Ledger, draft: Draft, year: int) -> Iterator[Message]:
    item, catalog = draft.item, ledger.candidate.catalog
    yield Message(mark("list amount"))
    if draft.reduced:
        yield Message(_STACKING[catalog.stacking])
    if (periods := PERIODS_A_YEAR[item.charge]) > 1:
        yield Message(mark("{periods} times a year"), {"periods": periods})
    if item.indexation and year > 1:
        yield Message(mark("{percent} % dearer each year"), {"percent": item.indexation})
    if _is_converted(ledger, draft):
        yield Message(mark("{currency} at the rate of exchange"), {"currency": catalog.currency})


_STACKING = {
    None: mark("less the discount"),
    "compound": mark("less discounts, each on what is left"),
    "additive": mark("less discounts, all on the list amount"),
    "best": mark("less the largest discount"),
}
