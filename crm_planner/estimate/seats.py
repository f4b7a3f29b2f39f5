"""What a price counts in each year: the people of that year, or all the licences their number has needed so far.

Licences bought once are kept. A concurrent licence serves whoever is inside; a named one serves the successor of
someone who left only if the edition says that licences may be reassigned.
"""

from decimal import Decimal
from typing import NamedTuple

from crm_planner.catalog.model import Item
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.people import JOINED, in_year
from crm_planner.estimate.setting import quantity_name
from crm_planner.formula.cell import Cell
from crm_planner.formula.expression import Expression, Maximum, Ref
from crm_planner.formula.units import COUNT
from crm_planner.text import Message, mark


class Seats(NamedTuple):
    """A quantity as a formula, and its value in this brief."""

    quantity: Expression
    at: Decimal


def moves(ledger: Ledger, name: str | None) -> bool:
    """Whether a quantity may differ from year to year."""
    return name is not None and ledger.setting.grows and ledger.setting.follows(ledger.candidate, name) is not None


def counted(ledger: Ledger, item: Item, name: str, year: int) -> Seats:
    """What an item counts in a year: what its users have needed so far if it is bought once, or goes with what is.

    Rented licences are counted anew each year, and so is what is charged for people; support of licences that were
    bought goes with all of them.
    """
    rented = item.charge != "once" and (item.category == "licence" or not (ledger.keeps and is_licences(ledger, name)))
    return of_year(ledger, name, year) if rented else so_far(ledger, name, year)


def of_year(ledger: Ledger, name: str, year: int) -> Seats:
    """A quantity in a year."""
    if not moves(ledger, name):
        return Seats(ledger.once(ledger.setting.quantity_cell(ledger.candidate, name)), ledger.quantities[name])
    cell = ledger.once(ledger.setting.quantity_cell(ledger.candidate, name, year))
    return Seats(cell, ledger.setting.quantities(ledger.candidate, year)[name])


def so_far(ledger: Ledger, name: str, year: int) -> Seats:
    """The most of a quantity that has been needed up to a year, bought once and kept."""
    if year == 1 or not moves(ledger, name):
        return of_year(ledger, name, 1)
    before = so_far(ledger, name, year - 1)
    label = Message(mark("Quantity: {name}, needed up to year {year}"), {"name": name, "year": year})
    cell = f"{quantity_name(ledger.candidate, name)}-so-far/year{year}"
    at = _most(ledger, name, year)
    if _by_person(ledger, name):
        formula: Expression = before.quantity + Ref(in_year(JOINED, year))
        return Seats(ledger.once(Cell(cell, formula, COUNT, label, _rule(name))), at)
    most = Maximum((before.quantity, of_year(ledger, name, year).quantity))
    return Seats(ledger.once(Cell(cell, most, COUNT, label)), at)


def _most(ledger: Ledger, name: str, year: int) -> Decimal:
    """The value of `so_far`."""
    if _by_person(ledger, name):
        joined = sum(staff.joined for staff in ledger.setting.staff[1:year])
        return ledger.setting.quantities(ledger.candidate)[name] + joined
    return max(ledger.setting.quantities(ledger.candidate, at)[name] for at in range(1, year + 1))


def licences_by_year(ledger: Ledger) -> tuple[int, ...]:
    """The licences the client has in each year: all that were needed so far, or those rented in the year."""
    if ledger.keeps and moves(ledger, "licences"):
        return tuple(int(_most(ledger, "licences", year)) for year in ledger.setting.years)
    return tuple(ledger.setting.licences(ledger.candidate, year) for year in ledger.setting.years)


def is_licences(ledger: Ledger, name: str) -> bool:
    """Whether a quantity counts the licences themselves, and not servers, contacts or people beside them."""
    same = {"named_user": "users", "server": "servers"}.get(ledger.candidate.edition.licence_metric)
    return name in ("licences", same)


def _by_person(ledger: Ledger, name: str) -> bool:
    """Whether everybody who joins needs one, whoever may have left: trainees, and licences that keep their name."""
    edition = ledger.candidate.edition
    named = edition.licence_metric == "named_user" and is_licences(ledger, name)
    return name == "trainees" or (named and not edition.reassignable)


def _rule(name: str) -> Message:
    if name == "trainees":
        return Message(mark("Everybody who joins is trained"))
    return Message(mark("Everybody who joins needs a licence; those of people who left are not reassigned"))
