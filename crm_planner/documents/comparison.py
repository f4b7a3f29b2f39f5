"""The page that shows candidates side by side: title, table, notes."""

from typing import TYPE_CHECKING

from crm_planner.compare.table import Comparison
from crm_planner.documents.footnotes import footnotes
from crm_planner.documents.page import Page
from crm_planner.documents.risk_section import with_risks
from crm_planner.documents.rows import comparison_table
from crm_planner.text import Message, mark

if TYPE_CHECKING:
    from crm_planner.risk.assessment import Assessment


def comparison_page(comparison: Comparison, assessment: "Assessment | None" = None, *, drawn: bool = False) -> Page:
    """`comparison` for a reader: what was asked, the gates that speak, the table (with bars, if `drawn`), its notes."""
    values = {
        "client": comparison.client,
        "users": comparison.users,
        "peak": comparison.peak,
        "years": comparison.horizon_years,
        "day": comparison.priced_on,
        "currency": comparison.currency,
    }
    wording = mark(
        "{client}. Users: {users}, at the same time: {peak}. Years: {years}. Priced on {day}, amounts in {currency}"
    )
    page = Page(Message(wording, values), (comparison_table(comparison, drawn=drawn),), footnotes(comparison))
    return with_risks(page, assessment)
