"""One candidate line by line and year by year: quantity, list amount, discount, status, basis and source of each."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from crm_planner.compare.table import Comparison
from crm_planner.documents.figures import Figures, extrapolated, likely
from crm_planner.documents.footnotes import assumed, called, filled, gathered, incomplete, own_notes, signs
from crm_planner.documents.page import EXTRAPOLATED, INCOMPLETE, Cell, Column, Page, Row, Table
from crm_planner.documents.risk_section import with_risks
from crm_planner.documents.rows import firmness, present_value, user_month
from crm_planner.estimate.lines import Estimate, Line
from crm_planner.text import Message, Text, mark

if TYPE_CHECKING:
    from crm_planner.risk.assessment import Assessment

_NOTHING = Cell(None)
_FIXED = (mark("quantity"), mark("billed"), mark("list amount"), mark("discount"))


def estimate_page(comparison: Comparison, estimate: Estimate, assessment: "Assessment | None" = None) -> Page:
    """`estimate` for a reader; `comparison` holds what was asked for, and the rivals that fill its gaps."""
    figures = Figures.of(comparison.currency, [estimate])
    wording = mark(
        "{client}: {vendor}, {candidate}. Licences: {licences}, {metric}. Priced on {day}, amounts in {currency}"
    )
    values = {
        "client": comparison.client,
        "vendor": estimate.vendor,
        "candidate": called(estimate),
        "licences": estimate.licences,
        "metric": estimate.licence_metric,
        "day": comparison.priced_on,
        "currency": comparison.currency,
    }
    table = _table(comparison, estimate, figures)
    return with_risks(Page(Message(wording, values), (table,), _notes(comparison, estimate, figures)), assessment)


def _table(comparison: Comparison, estimate: Estimate, figures: Figures) -> Table:
    years = range(1, comparison.horizon_years + 1) if comparison.horizon_years > 1 else ()
    columns = [
        Column(Message(mark("category")), "left"),
        *(Column(Message(wording)) for wording in _FIXED),
        *(Column(Message(mark("year {year}"), {"year": year})) for year in years),
        Column(Message(mark("amount"))),
        Column(Message(mark("status")), "left"),
        Column(Message(mark("basis")), "left"),
        Column(Message(mark("source")), "left"),
    ]
    lines = [_line(line, len(years), figures) for line in estimate.lines]
    totals = _totals(comparison, estimate, len(years), figures)
    return Table(comparison.currency, tuple(columns), (*lines, *totals))


def _line(line: Line, years: int, figures: Figures) -> Row:
    sign = EXTRAPOLATED if extrapolated([line]) else ""
    by_year = [Cell(figures.amount(amount), "figure", sign if amount else "") for amount in line.by_year[:years]]
    cells = [
        Cell(line.category),
        Cell(_quantity(line), "figure"),
        Cell(None if line.work else line.billed, "figure"),
        _amount(line.list_amount, figures),
        _amount(line.discount or None, figures),
        *(by_year or [_NOTHING] * years),
        _what(line, sign, figures),
        Cell(line.status, "state" if line.status.is_gap else "text"),
        Cell(line.basis),
        Cell(line.place),
    ]
    return Row(line.name or Text.plain(line.id), tuple(cells))


def _quantity(line: Line) -> object:
    """How many units, or how many hours of work."""
    return Message(mark("{hours} h"), {"hours": line.quantity}) if line.work else line.quantity


def _what(line: Line, sign: str, figures: Figures) -> Cell:
    """The amount of a line, or the word that stands for it."""
    if line.amount is None or line.status.value != "priced":
        return Cell(line.status, "state")
    return Cell(figures.amount(line.amount), "figure", sign)


def _amount(amount: Decimal | None, figures: Figures) -> Cell:
    return _NOTHING if amount is None else Cell(figures.amount(amount), "figure")


def _totals(comparison: Comparison, estimate: Estimate, years: int, figures: Figures) -> Iterator[Row]:
    totals = estimate.totals
    before = EXTRAPOLATED if extrapolated(estimate.lines) else ""
    after = "" if estimate.complete else INCOMPLETE
    amounts = [*totals.by_year[:years], totals.horizon]
    summed = [Cell(figures.amount(amount), "figure", before, after) for amount in amounts]
    yield _row(Message(mark("total")), summed, years, strong=True)
    if totals.assumed is not None:
        cell = Cell(figures.amount(totals.assumed.likely), "figure")
        yield _row(Message(mark("of this by assumed hours")), [cell], years)
    others = (
        (present_value(comparison), totals.npv if years else None),
        (Message(mark("tax")), totals.tax),
        (Message(mark("total without tax")), totals.net),
        (Message(mark("total with tax")), totals.gross),
    )
    for label, amount in others:
        if amount is not None:
            yield _row(label, [Cell(figures.amount(amount), "figure", before, after)], years)
    yield _row(Message(mark("per user and month")), [user_month(estimate, comparison.currency)], years)
    yield _row(Message(mark("firm + estimated")), [Cell(firmness(estimate, figures), "figure")], years)
    filled_up = likely(estimate)
    if filled_up is not None and not estimate.complete:
        cell = Cell(figures.amount(filled_up), "figure", before)
        yield _row(Message(mark("like for like")), [cell], years, strong=True)


def _row(label: Message, amounts: list[Cell], years: int, *, strong: bool = False) -> Row:
    """A row of totals: its amounts stand in the last columns of figures."""
    empty = 1 + len(_FIXED) + years + 1 - len(amounts)
    return Row(label, (*[_NOTHING] * empty, *amounts, *[_NOTHING] * 3), strong)


def _notes(comparison: Comparison, estimate: Estimate, figures: Figures) -> tuple[object, ...]:
    notes: list[object] = [*signs([estimate]), *incomplete(estimate), *assumed(estimate, figures)]
    notes += filled(estimate, comparison.estimates, figures)
    if any(line.list_amount is not None for line in estimate.lines):
        said = mark("List amount: of one charge period, in the currency of the price list. Discount: over all years")
        notes.append(Message(said))
        if estimate.shown != "published":
            notes.append(Message(mark("List amounts and discounts are as published; tax comes last")))
    for reason in estimate.unsuitable_because:
        notes.append(Message(mark("Unsuitable: {reason}"), {"reason": reason}))
    for line in estimate.lines:
        notes += _about(line, figures)
    return (*notes, *gathered(own_notes(comparison, estimate)))


def _about(line: Line, figures: Figures) -> Iterator[Message]:
    """How a line came about, why it has no price, how far work may differ, and what the catalog remarks on it."""
    name = line.name or Text.plain(line.id)
    how, span = line.rule or line.reason, _span(line, figures)
    if span is not None:
        how = Message(mark("{first}; {second}"), {"first": how, "second": span})
    for said in (how, line.note):
        if said is not None:
            yield Message(mark("{item}: {remark}"), {"item": name, "remark": said})


def _span(line: Line, figures: Figures) -> Message | None:
    """Least and most hours of a line of work, and what they cost."""
    work = line.work
    if work is None or work.hours.low == work.hours.high:
        return None
    hours = {"least": work.hours.low, "most": work.hours.high}
    if work.low is None or work.high is None:
        return Message(mark("{least} to {most} hours"), hours)
    values = hours | {"low": figures.amount(work.low), "high": figures.amount(work.high)}
    return Message(mark("{least} to {most} hours, {low} to {high}"), values)
