"""One candidate line by line."""

from decimal import Decimal

from crm_planner.catalog.offer import Basis, Status
from crm_planner.documents.estimate import estimate_page
from crm_planner.documents.page import Table
from crm_planner.documents.plain import plain_text, table_cells
from crm_planner.estimate.lines import Estimate, Note
from crm_planner.text import Message, Text
from tests.documents.made import comparison, estimate, line, speech, two_vendors


def table(made: Estimate, years: int = 1) -> list[dict[str, str]]:
    """The table as rows by column; the label under an empty head."""
    (part,) = estimate_page(comparison(made)._replace(horizon_years=years), made).parts
    assert isinstance(part, Table)
    (_, *heads), *rows = [[text + after for text, after in row] for row in table_cells(part, speech())]
    return [dict(zip(["", *heads], row, strict=True)) for row in rows]


def test_a_line_tells_quantity_amounts_status_basis_and_source() -> None:
    told = line("licence", "70")._replace(
        quantity=Decimal(10), billed=Decimal(7), list_amount=Decimal(80), discount=Decimal(10), name=Text.plain("Seats")
    )
    assert table(estimate("a/b", told))[0] == {
        "": "Seats",
        "Category": "licences",
        "Quantity": "10",
        "Billed": "7",
        "List amount": "80",
        "Discount": "10",
        "Amount": "70",
        "Status": "priced",
        "Basis": "published",
        "Source": "vendor.yaml:17",
    }


def test_a_gap_has_its_state_where_the_amount_would_be() -> None:
    row = table(estimate("a/b", line("training", Status.ON_REQUEST)))[0]
    assert (row["Amount"], row["Status"], row["Basis"]) == ("on request", "on request", "")


def test_each_year_has_a_column_and_totals_stand_under_them() -> None:
    yearly = line("support", "30")._replace(by_year=(Decimal(10), Decimal(20)))
    made = estimate("a/b", yearly)
    made = made._replace(totals=made.totals._replace(by_year=(Decimal(10), Decimal(20))))
    support, total, worth, *_ = table(made, years=2)
    assert (support["Year 1"], support["Year 2"], support["Amount"]) == ("10", "20", "30")
    assert (total["Year 1"], total["Year 2"], total["Amount"]) == ("10", "20", "30")
    assert (worth[""], worth["Amount"], worth["Year 2"]) == ("Present value at 0 %", "30", "")


def test_signs_stand_at_figures_and_are_explained() -> None:
    made = two_vendors()
    north, rival = made.estimates
    assert "100,000*" in plain_text(estimate_page(made, north), speech())
    shown = plain_text(estimate_page(made, rival), speech())
    assert "~96,000" in shown
    assert "~ extrapolated: the vendor prints no price for this quantity" in shown


def test_taxes_are_shown_where_they_are_known() -> None:
    made = estimate("a/b", line("licence", "120"))
    made = made._replace(totals=made.totals._replace(tax=Decimal(20), net=Decimal(100), gross=Decimal(120)))
    assert {row[""]: row["Amount"] for row in table(made)[2:5]} == {
        "Tax": "20",
        "Total without tax": "100",
        "Total with tax": "120",
    }


def test_rules_reasons_and_remarks_stand_under_the_table() -> None:
    told = line("licence", "70", basis=Basis.COMPUTED)._replace(
        rule=Message("One price, whatever the quantity"), note=Text.plain("per firm"), name=Text.plain("Seats")
    )
    made = estimate(
        "a/b", told, line("training", Status.NOT_OFFERED)._replace(reason=Message("the vendor does not offer it"))
    )
    shown = plain_text(estimate_page(comparison(made), made), speech())
    assert "Seats: One price, whatever the quantity\nSeats: per firm\ntraining: the vendor does not offer it\n" in shown


def test_what_is_unknown_of_a_rival_does_not_stand_under_an_estimate() -> None:
    own, rivals, common = (Note(name, Text.plain(f"note {name}")) for name in ("own", "rivals", "common"))
    one, two = (estimate(f"{name}/x", line("licence", "5")) for name in "ab")
    one, two = one._replace(notes=(own,)), two._replace(notes=(rivals,))
    made = comparison(one, two, notes=(own, rivals, common))
    shown = plain_text(estimate_page(made, one), speech())
    assert "note own\nnote common\n" in shown
    assert "note rivals" not in shown
