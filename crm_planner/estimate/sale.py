"""What a line of a price list is sold at: the vendor's price, or the consultant's own, above what the vendor leaves it.

The own price is a fixed multiple of each charge of the vendor, so it follows users and discounts as that does. Lines
that are percentages of it stay percentages of the vendor's. A client's model holds the price alone: `sealed` takes out
of it what leads from there to what the vendor charges.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from crm_planner.catalog.candidate import Candidate, unknown_candidate
from crm_planner.catalog.offer import Basis
from crm_planner.estimate.ledger import Bought, Charge, Draft, Ledger
from crm_planner.estimate.setting import Setting
from crm_planner.formula.cell import Cell
from crm_planner.formula.exact import value_of
from crm_planner.formula.expression import Exact, Number, Ref, Round, references
from crm_planner.formula.model import Model
from crm_planner.formula.units import RATIO
from crm_planner.place import Path, Place
from crm_planner.playbook.commercial import OwnPrice
from crm_planner.problem import Problem
from crm_planner.text import Message, mark

_PRICE = "price"
"""What the cells of an own price are called, after the line they are of."""

_OF_THE_VENDOR = ("list", "net", "taxed", "discount-")
"""How the names of a line's cells begin that say what the vendor charges."""


def own_price(ledger: Ledger, draft: Draft) -> tuple[Place, OwnPrice] | None:
    """The consultant's own price of a line and where it is written; None where the vendor's is what the client pays.

    What the client has already, work by the hour and a vendor's actual offer are not sold at it.
    """
    commercial = ledger.setting.playbook.commercial
    if commercial is None or draft.work is not None or ledger.candidate.in_use is not None:
        return None
    found = commercial.price(ledger.id, draft.item.id, draft.item.category)
    if found is None or draft.charge is None or draft.offer.basis is Basis.QUOTED:
        return None
    number, price = found
    return ledger.setting.knowledge.source.place(("commercial", "prices", number)), price


def sell(ledger: Ledger, draft: Draft) -> None:
    """Put the consultant's own price in place of what the vendor charges, in every year with a charge of its own."""
    found = own_price(ledger, draft)
    commercial = ledger.setting.playbook.commercial
    if found is None or draft.charge is None or commercial is None or found[1].factor is None:
        return
    factor = Number(commercial.left(ledger.id) * found[1].factor, RATIO)
    draft.bought = Bought(draft.charge, draft.later)
    own = _Own(factor, found[0])
    draft.charge = _sold(ledger, draft, draft.charge, own, None)
    draft.later = {year: _sold(ledger, draft, one, own, year) for year, one in draft.later.items()}
    basis = Basis.COMPUTED if draft.offer.basis is Basis.PUBLISHED else draft.offer.basis
    draft.offer = draft.offer._replace(basis=basis, rule=Message(mark("The seller's price")))


class _Own(NamedTuple):
    """An own price as a multiple of what the vendor charges, and where it is written."""

    factor: Number
    place: Place


def _sold(ledger: Ledger, draft: Draft, bought: Charge, own: _Own, year: int | None) -> Charge:
    """Every part of a charge at the own price, rounded as computed amounts of the price list are."""
    known: dict[Ref, Ref] = {}
    for part, of in bought._asdict().items():
        if of not in known:
            name = (_PRICE, *(() if part == "listed" else (part,)), *(() if year is None else (f"year{year}",)))
            price = Round(own.factor * of, ledger.step, ledger.candidate.catalog.rounding.mode)
            label = Message(mark("{item}: price of one charge period"), {"item": draft.called})
            known[of] = ledger.write(ledger.name(draft.item, *name), price, ledger.unit, label, source=own.place)
    return Charge(*(known[of] for of in bought))


def sealed(model: Model, values: Mapping[str, Exact], ledgers: Sequence[Ledger]) -> Model:
    """The model without what the vendor charges for lines sold at an own price; what rests on it is a plain figure."""
    sold = [ledger.name(draft.item) for ledger in ledgers for draft in ledger.drafts.values() if draft.bought]
    if not sold:
        return model
    starts = tuple(f"{line}.{part}" for line in sold for part in _OF_THE_VENDOR)
    hidden = {name for name in model.cells if name.startswith(starts)}
    cells = {name: _plain(cell, values, hidden) for name, cell in model.cells.items() if name not in hidden}
    return Model(model.inputs, MappingProxyType(cells))


def _plain(cell: Cell, values: Mapping[str, Exact], hidden: set[str]) -> Cell:
    if hidden.isdisjoint(references(cell.formula)):
        return cell
    figure = Number(value_of(Ref(cell.name), values), cell.unit)
    return Cell(cell.name, figure, cell.unit, cell.label, cell.rule, cell.source)


def unknown_terms(known: Sequence[Candidate], setting: Setting) -> Iterator[Problem]:
    """What the consultant says of candidates and items nobody has: it would change nothing, and nobody would know."""
    commercial, source = setting.playbook.commercial, setting.knowledge.source
    if commercial is None:
        return
    named: dict[Path, str] = {("partner_discount", name): name for name in commercial.partner_discount}
    named |= {("prices", at, "candidate"): one.candidate for at, one in enumerate(commercial.prices) if one.candidate}
    ids = [candidate.id for candidate in known]
    for path, name in named.items():
        if not any(candidate.answers_to(name) for candidate in known):
            place = source.place(("commercial", *path), of_key=path[0] == "partner_discount")
            yield Problem(place, "REF012", unknown_candidate(name, ids))


def items_sold(setting: Setting) -> Iterator[tuple[Place, str | None, tuple[str, ...]]]:
    """The items own prices name, of which candidate if of one, and where."""
    commercial = setting.playbook.commercial
    for number, price in enumerate(commercial.prices if commercial else ()):
        place = setting.knowledge.source.place(("commercial", "prices", number, "items"))
        yield place, price.candidate, price.items
