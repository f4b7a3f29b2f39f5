"""The consultant's own accounts for a reader, as JSON and as CSV: never shown to a client, and marked so."""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal

from crm_planner.compare.table import Comparison
from crm_planner.documents.csv_cells import BYTE_ORDER_MARK, csv_number, csv_text
from crm_planner.documents.figures import Figures
from crm_planner.documents.footnotes import called
from crm_planner.documents.numbers import with_digits
from crm_planner.documents.page import Cell, Column, Page, Row, Table
from crm_planner.documents.wording import Speech
from crm_planner.estimate.accounts import Account, Accounts
from crm_planner.estimate.lines import Estimate
from crm_planner.money import MINOR_DIGITS
from crm_planner.text import Message, mark

ACCOUNTS = "crm-planner/accounts/1"
_COLUMNS = (mark("own cost"), mark("client price"), mark("left over"), mark("markup, %"), mark("margin, %"))
_AMOUNTS = ("price", "cost", "left")


def accounts_page(comparison: Comparison, estimate: Estimate, kept: Accounts) -> Page:
    """Cost, client price, and what is left in amount and percent, for each line and in total."""
    figures = Figures(MINOR_DIGITS[comparison.currency])
    wording = mark("INTERNAL, not for the client. {client}: {candidate}. Years: {years}, amounts in {currency}")
    values = {
        "client": comparison.client,
        "candidate": called(estimate),
        "years": comparison.horizon_years,
        "currency": comparison.currency,
    }
    columns = tuple(Column(Message(head)) for head in _COLUMNS)
    rows = tuple(_row(one, figures, strong=one is kept.sum) for one in (*kept.lines, kept.sum))
    return Page(Message(wording, values), (Table(comparison.currency, columns, rows),), tuple(_notes(kept)))


def _row(one: Account, figures: Figures, *, strong: bool) -> Row:
    unknown = Cell(Message(mark("unknown")), "state")
    amounts = [
        unknown if figure is None else Cell(figures.amount(figure), "figure") for figure in (one.cost, one.price)
    ]
    left = Cell(None if one.left is None else figures.amount(one.left), "figure")
    return Row(one.name, (*amounts, left, Cell(one.markup, "figure"), Cell(one.margin, "figure")), strong)


def _notes(kept: Accounts) -> Iterator[Message]:
    yield Message(mark("Markup: in percent of the cost. Margin: in percent of the price"))
    if kept.unknown:
        text = mark("The total is without what nobody knows the cost of: {lines}")
        yield Message(text, {"lines": kept.unknown})
    if kept.of_the_client:
        yield Message(mark("Done or paid by the client, so not here: {lines}"), {"lines": kept.of_the_client})
    for one in kept.lines:
        if one.how is not None:
            yield Message(mark("{item}: {remark}"), {"item": one.name, "remark": one.how})


def accounts_json(comparison: Comparison, kept: Accounts, speech: Speech) -> str:
    """The accounts as a document of the schema crm-planner/accounts/1."""
    digits = MINOR_DIGITS[comparison.currency]
    document = {
        "schema": ACCOUNTS,
        "internal": True,
        "client": speech.show(comparison.client),
        "candidate": kept.candidate,
        "currency": comparison.currency,
        "horizon_years": comparison.horizon_years,
        "lines": [_entry(one, digits, speech) for one in kept.lines],
        "total": _entry(kept.sum, digits, speech),
        "unknown": [speech.show(one) for one in kept.unknown],
        "of_the_client": [speech.show(one) for one in kept.of_the_client],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _entry(one: Account, digits: int, speech: Speech) -> dict[str, object]:
    amounts: dict[str, object] = {name: _money(getattr(one, name), digits) for name in _AMOUNTS}
    percents = {
        name: None if (figure := getattr(one, name)) is None else f"{figure:f}" for name in ("markup", "margin")
    }
    return {"id": one.id, "name": speech.show(one.name)} | amounts | percents | {"how": speech.show(one.how) or None}


def _money(amount: Decimal | None, digits: int) -> str | None:
    return None if amount is None else f"{with_digits(amount, digits):f}"


def accounts_csv(comparison: Comparison, kept: Accounts, speech: Speech) -> str:
    """A row for each line and the total."""
    digits = MINOR_DIGITS[comparison.currency]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("candidate", "line", "name", "cost", "price", "left", "markup_percent", "margin_percent", "how"))
    for one in (*kept.lines, kept.sum):
        amounts = (_money(each, digits) or "" for each in (one.cost, one.price, one.left))
        figures = (*amounts, csv_number(one.markup), csv_number(one.margin))
        words = (kept.candidate, one.id, csv_text(speech.show(one.name)))
        writer.writerow((*words, *figures, csv_text(speech.show(one.how))))
    return BYTE_ORDER_MARK + out.getvalue()
