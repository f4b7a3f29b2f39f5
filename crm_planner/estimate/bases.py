"""What a percentage is of: one year's charge of other lines, as it is in the year the percentage is asked for."""

from decimal import Decimal

from crm_planner.catalog.derived import PercentPrice
from crm_planner.catalog.model import AnyPrice, Item
from crm_planner.catalog.offer import Base, Basis
from crm_planner.catalog.vocabulary import PERIODS_A_YEAR
from crm_planner.estimate.ledger import Charge, Draft, Ledger
from crm_planner.estimate.purchases import list_of_all
from crm_planner.estimate.selection import Selected
from crm_planner.formula.expression import Expression, Number, Ref, total


def referred(ledger: Ledger, name: str, item: Item) -> list[Selected]:
    """The chosen items an id of the edition, else a category, refers to, but never the referring item."""
    named = any(other.id == name for other in ledger.candidate.edition.items)
    others = [other for other in ledger.chosen if other.item.id != item.id and other.again is None]
    return [other for other in others if name == (other.item.id if named else other.item.category)]


def bases(ledger: Ledger, item: Item, price: AnyPrice, reference: str, year: int, *, extra: bool) -> tuple[Base, ...]:
    """One year's charge of the lines a percentage refers to, before and after discounts.

    Of what is bought once it is all that has been bought up to the year; `extra`: only what is new in it.
    """
    of_all = isinstance(price, PercentPrice) and price.base == "all"
    found = []
    for other in referred(ledger, reference, item):
        draft = ledger.drafts[other.item.id]
        whole = list_of_all(ledger, draft, year) if of_all and not extra else None
        before, after = (_a_year(ledger, draft, part, year, extra=extra) for part in ("listed", "net"))
        if whole is not None and whole.reason is not None:
            found.append(Base(other.item.id, whole.status, whole.basis, None, None))
        else:
            basis = draft.offer.basis if whole is None else whole.basis
            before = before if whole is None else whole.formula
            found.append(Base(other.item.id, draft.status, basis, before, after))
    return tuple(found)


def _a_year(ledger: Ledger, draft: Draft, part: str, year: int, *, extra: bool) -> Expression | None:
    """One year's charge of the vendor in the catalog's currency; an offer is in the brief's."""
    usual = draft.bought.usual if draft.bought else draft.charge
    if usual is None:
        return None
    periods, foreign = PERIODS_A_YEAR[draft.item.charge], draft.offer.basis is Basis.QUOTED and ledger.is_foreign
    charge = _charge(ledger, draft, usual, part, year, extra=extra)
    amount = charge / ledger.exchange() if foreign else charge
    return amount if periods == 1 else amount * periods


def _charge(ledger: Ledger, draft: Draft, usual: Charge, part: str, year: int, *, extra: bool) -> Expression:
    """The charge that holds in a year: of what is bought once and added to, the sum of what was bought up to then."""
    later = draft.bought.later if draft.bought else draft.later
    if draft.item.charge == "once" and draft.item.every is None:
        if extra:
            return _part(later[year], part) if year in later else Number(Decimal(0), ledger.unit)
        several = [usual, *(charge for at, charge in later.items() if at <= year)]
        return total([_part(one, part) for one in several], ledger.unit) if len(several) > 1 else _part(usual, part)
    held = [charge for at, charge in later.items() if at == year or (draft.item.every and at <= year)]
    return _part(held[-1] if held else usual, part)


def _part(charge: Charge, part: str) -> Ref:
    found: Ref = getattr(charge, part)
    return found
