"""The page that shows candidates side by side: title, table, notes."""

from crm_planner.compare.table import Comparison
from crm_planner.documents.footnotes import footnotes
from crm_planner.documents.page import Page
from crm_planner.documents.rows import comparison_table
from crm_planner.text import Message, mark


def comparison_page(comparison: Comparison) -> Page:
    """`comparison` for a reader: what was asked, the table in the seed's layout, and everything it rests on."""
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
    return Page(Message(wording, values), (comparison_table(comparison),), footnotes(comparison))
