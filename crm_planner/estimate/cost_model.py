"""The cost model of all candidates: one graph of cells, evaluated exactly, read back as estimates."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from crm_planner.catalog.candidate import Candidate
from crm_planner.errors import DataError, ModelError
from crm_planner.estimate import gaps, totals
from crm_planner.estimate.charges import offer_lines, spread_over_years
from crm_planner.estimate.discounts import granted, take_amounts_off
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.lines import Estimate, Gap, Line, Note, Range, Totals
from crm_planner.estimate.notes import assumption_notes, catalog_notes, option_notes
from crm_planner.estimate.people import people_cells
from crm_planner.estimate.selection import select, shown_range
from crm_planner.estimate.setting import Setting
from crm_planner.estimate.tax import add_tax
from crm_planner.estimate.wishes import unknown_wishes
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.exact import evaluate, value_of
from crm_planner.formula.expression import Exact
from crm_planner.formula.model import Model, resting_on
from crm_planner.problem import Problem
from crm_planner.text import Message, mark


class CostModel(NamedTuple):
    """Estimates of all candidates, the graph they were read from, and the value of each of its cells."""

    estimates: tuple[Estimate, ...]
    model: Model
    values: Mapping[str, Exact]
    notes: tuple[Note, ...]


def build(candidates: Sequence[Candidate], setting: Setting, known: Sequence[Candidate] = ()) -> CostModel:
    """Price every candidate for one client. `known` are those of all catalogs, which the brief may speak of too.

    Raises DataError with every problem: options, offers or discounts that fit no candidate, a missing
    rate of exchange, two discounts nobody said how to combine.
    """
    ledgers = drafted(candidates, setting, known)
    suitable = [ledger for ledger in ledgers if not unsuitable_because(ledger)]
    model = Model.build(all_cells(ledgers, setting))
    values = evaluate(model)
    estimates = tuple(_read(ledger, suitable, values) for ledger in ledgers)
    return CostModel(
        estimates, model, values, (*assumption_notes(setting, ledgers), *option_notes(setting, known or candidates))
    )


def drafted(candidates: Sequence[Candidate], setting: Setting, known: Sequence[Candidate] = ()) -> list[Ledger]:
    """Every line of every candidate written as cells, and nothing computed: what has a price, and what has none.

    Raises DataError as `build` does.
    """
    ledgers = [Ledger(candidate, setting) for candidate in candidates]
    problems = list(unknown_wishes(candidates, setting, known or candidates))
    for ledger in ledgers:
        problems += write_lines(ledger)
    if problems:
        raise DataError(tuple(dict.fromkeys(problems)))
    suitable = [ledger for ledger in ledgers if not unsuitable_because(ledger)]
    fill(ledgers, suitable, _licences_paid(ledgers, setting))
    return ledgers


def model_of(ledgers: Sequence[Ledger], cells: Iterable[str]) -> Model:
    """The part of the cost model that only some `cells` rest on."""
    return Model.build(resting_on(all_cells(ledgers, ledgers[0].setting), cells))


def _without_rate(ledger: Ledger) -> list[Problem]:
    """A catalog in another currency needs a dated rate in the brief: amounts are never mixed."""
    setting, currency = ledger.setting, ledger.candidate.catalog.currency
    if setting.exchange_rate(currency) is not None:
        return []
    said = f"{ledger.candidate.id} is priced in {currency}, and the brief has no rate for it"
    hint = f"Add exchange: {{as_of: ..., rates: {{{currency}: ...}}}}, what one {currency} costs in {setting.currency}"
    return [Problem(setting.place("exchange", "rates"), "CUR004", said, hint)]


def write_lines(ledger: Ledger) -> list[Problem]:
    """The order of calculation, one step after the other; the problems that stand in its way."""
    if unpriced := _without_rate(ledger):
        return unpriced
    chosen, problems = select(ledger.candidate, ledger.setting)
    discounts = granted(ledger)
    offer_lines(ledger, chosen, discounts)
    spread_over_years(ledger)
    take_amounts_off(ledger, discounts)
    totals.add_up(ledger)
    add_tax(ledger)
    return [*problems, *ledger.problems]


def _licences_paid(ledgers: list[Ledger], setting: Setting) -> Mapping[str, Exact]:
    """The values that gaps are filled by where that goes by shares of licences; none where it does not."""
    return evaluate(Model.build(all_cells(ledgers, setting))) if gaps.rule_of(setting) == "ratio" else {}


def fill(ledgers: Sequence[Ledger], suitable: Sequence[Ledger], values: Mapping[str, Exact]) -> None:
    """Gaps take prices of rivals that can be bought, so they come when every candidate's own lines are written."""
    for ledger in ledgers:
        gaps.fill_gaps(ledger, suitable, values)


def all_cells(ledgers: Sequence[Ledger], setting: Setting) -> list[Cell | Input]:
    """The cells of all candidates; inputs they share, such as an exchange rate, stand once."""
    cells = [
        *people_cells(setting.written, setting.knowledge, setting.peak),
        *(cell for ledger in ledgers for cell in ledger.cells),
    ]
    shared = {cell.name: cell for cell in cells if isinstance(cell, Input)}
    return [*shared.values(), *(cell for cell in cells if isinstance(cell, Cell))]


def unsuitable_because(ledger: Ledger) -> tuple[Message, ...]:
    """Why the candidate cannot be bought for this client: a quantity outside the edition's limits."""
    known = ledger.quantities
    said = mark("{name} {range} only, and there are {at}")
    return tuple(
        Message(said, {"name": name, "range": shown_range(limit.min, limit.max), "at": known[name]})
        for name, limit in ledger.candidate.edition.limits.items()
        if name in known and not limit.holds(known[name])
    )


def _read(ledger: Ledger, suitable: list[Ledger], values: Mapping[str, Exact]) -> Estimate:
    """One candidate's estimate, with the figures the model has for it."""
    catalog, edition = ledger.candidate.catalog, ledger.candidate.edition
    unsuitable = unsuitable_because(ledger)
    lines = tuple(_line(ledger, draft, values) for draft in ledger.drafts.values())
    open_gaps = tuple(
        _gap(ledger, suitable, category, drafts, values) for category, drafts in gaps.missing(ledger).items()
    )
    return Estimate(
        ledger.candidate.id,
        catalog.vendor,
        catalog.product,
        edition.name,
        edition.licence_metric,
        ledger.setting.licences(ledger.candidate),
        not open_gaps,
        not unsuitable,
        unsuitable,
        lines,
        open_gaps,
        _totals(ledger, values),
        catalog_notes(ledger),
    )


def _line(ledger: Ledger, draft: Draft, values: Mapping[str, Exact]) -> Line:
    item = draft.item
    known = not draft.status.is_gap
    quantity = figure(values, f"{ledger.id}/quantity/{draft.quantity}")
    charge = figure(values, ledger.name(item, "list"))
    return Line(
        item.id,
        item.name,
        item.category,
        draft.status,
        ledger.places(draft)[0],
        item.charge,
        draft.offer.basis,
        amount=figure(values, ledger.name(item)) if known else None,
        by_year=_by_year(ledger, draft, values) if known else (),
        quantity=quantity,
        billed=_billed(ledger, draft, quantity, values) if known else None,
        list_amount=charge,
        discount=_discount(draft, values),
        tax=figure(values, ledger.name(item, "tax")),
        rule=draft.offer.rule,
        reason=draft.offer.reason,
        source=draft.cited or item.source,
        note=item.note,
        cell=ledger.name(item) if known else None,
    )


def _billed(ledger: Ledger, draft: Draft, quantity: Decimal | None, values: Mapping[str, Exact]) -> Decimal | None:
    return figure(values, ledger.name(draft.item, "billed")) if draft.billed else quantity


def _by_year(ledger: Ledger, draft: Draft, values: Mapping[str, Exact]) -> tuple[Decimal, ...]:
    if len(draft.years) > 1:
        return tuple(money(values, ledger.name(draft.item, f"year{year}")) for year in ledger.setting.years)
    nothing = (Decimal(0),) * (len(ledger.setting.years) - 1)
    return (money(values, ledger.name(draft.item)), *nothing)


def _discount(draft: Draft, values: Mapping[str, Exact]) -> Decimal | None:
    """What discounts take off the line over the horizon; None without any."""
    if not draft.reduced:
        return None
    before, after = (sum(Fraction(value_of(year, values)) for year in years) for years in (draft.listed, draft.years))
    off = before - after
    return Decimal(off.numerator) / off.denominator


def _gap(
    ledger: Ledger, suitable: list[Ledger], category: str, drafts: list[Draft], values: Mapping[str, Exact]
) -> Gap:
    low, likely, high = (figure(values, gaps.gap_name(ledger, category, bound)) for bound in gaps.BOUNDS)
    names = tuple(other.candidate.id for other in gaps.rivals(ledger, suitable, category)) if low is not None else ()
    first = drafts[0]
    fill = None if low is None else Range(low, likely, high)
    items = tuple(draft.item.id for draft in drafts)
    return Gap(category, items, first.status, first.offer.reason, fill, names, gaps.rule_of(ledger.setting))


def _totals(ledger: Ledger, values: Mapping[str, Exact]) -> Totals:
    years = [totals.FIRST_YEAR, *(f"total/year{year}" for year in ledger.setting.years[1:])]
    low, likely, high = (figure(values, gaps.like_for_like_name(ledger, bound)) for bound in gaps.BOUNDS)
    return Totals(
        first_year=money(values, ledger.own(totals.FIRST_YEAR)),
        horizon=money(values, ledger.own(totals.TOTAL)),
        by_year=tuple(money(values, ledger.own(name)) for name in years),
        npv=figure(values, ledger.own(totals.NPV)),
        like_for_like=None if low is None else Range(low, likely, high),
        tax=figure(values, ledger.own("total", "tax")),
        net=figure(values, ledger.own("total", "net")),
        gross=figure(values, ledger.own("total", "gross")),
    )


def figure(values: Mapping[str, Exact], name: str) -> Decimal | None:
    """The value of a cell as a decimal; None if the model has no such cell."""
    value = values.get(name)
    return value if value is None or isinstance(value, Decimal) else Decimal(value.numerator) / value.denominator


def money(values: Mapping[str, Exact], name: str) -> Decimal:
    """The value of a cell every candidate has."""
    value = figure(values, name)
    if value is None:
        raise ModelError(f"the model has no cell {name}")
    return value
