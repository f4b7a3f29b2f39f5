"""What a comparison, an estimate or a decision says of its certainty: base, P50, P80, and what moves P80 most."""

from typing import TYPE_CHECKING, Any

from crm_planner.documents.page import Cell, Column, Page, Row, Table
from crm_planner.documents.wording import Speech
from crm_planner.text import Message, mark

if TYPE_CHECKING:
    from crm_planner.simulation.simulate import Outcome, Simulation


def with_ranges(page: Page, found: "Simulation | None", only: str | None = None) -> Page:
    """`page` with a table of how sure its totals are, where they were simulated; of one candidate with `only`."""
    if found is None:
        return page
    heads = (mark("Base"), mark("P50"), mark("P80"))
    columns = (*(Column(Message(head)) for head in heads), Column(Message(mark("Moves P80 most")), "left"))
    rows = tuple(_row(one) for one in found.outcomes if only in (None, one.estimate.id))
    values = {"draws": found.draws, "seed": found.seed, "currency": found.currency}
    title = Message(
        mark("How sure: {draws} draws, seed {seed}, whole {currency}; more by `crm-planner simulate`"), values
    )
    return page._replace(parts=(*page.parts, Table(found.currency, columns, rows, title)))


def _row(one: "Outcome") -> Row:
    from crm_planner.documents.simulation_figures import whole

    marks, top = one.spread.percentiles, one.top
    amounts = tuple(Cell(whole(amount), "figure") for amount in (one.base, marks.p50, marks.p80))
    if top is None:
        return Row(one.estimate.called, (*amounts, Cell(Message(mark("nothing is uncertain")), "state")))
    moved = {"assumption": top.label, "amount": whole(top.moves)}
    return Row(one.estimate.called, (*amounts, Cell(Message(mark("{assumption}: {amount}"), moved))))


def ranges_entry(found: "Simulation | None", speech: Speech, only: str | None = None) -> dict[str, Any]:
    """The same for JSON, by candidate; nothing where nobody asked."""
    if found is None:
        return {}
    told = (one for one in found.outcomes if only in (None, one.estimate.id))
    return {"ranges": {one.estimate.id: _range_entry(found, one, speech) for one in told}}


def _range_entry(found: "Simulation", one: "Outcome", speech: Speech) -> dict[str, Any]:
    from crm_planner.documents.simulation_figures import driver_entry, money_text

    marks, top = one.spread.percentiles, one.top
    amounts = {"base": one.base, "p50": marks.p50, "p80": marks.p80, "contingency": one.contingency}
    return {name: money_text(amount, found.currency) for name, amount in amounts.items()} | {
        "moves_p80_most": None if top is None else driver_entry(top, found.currency, speech),
        "draws": found.draws,
        "seed": found.seed,
    }
