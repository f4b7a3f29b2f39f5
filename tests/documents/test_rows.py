"""The grid of a comparison: which rows there are, and what stands in a cell that has no amount."""

from decimal import Decimal

import pytest

from crm_planner.catalog.offer import Basis, Status
from crm_planner.compare.ranking import rank
from crm_planner.compare.table import Comparison, Scenario
from crm_planner.documents.page import Cell, Table
from crm_planner.documents.plain import heading
from crm_planner.documents.rows import comparison_table
from crm_planner.estimate.lines import Line, Range
from crm_planner.text import Message
from tests.documents.made import comparison, estimate, line, speech, two_vendors


def row(table: Table, label: str) -> tuple[Cell, ...]:
    return next(one.cells for one in table.rows if heading(one.label, speech()) == label)


def labels(table: Table) -> list[str]:
    return [heading(one.label, speech()) for one in table.rows]


def shown(cell: Cell) -> str:
    return cell.text(speech()) + cell.after


def category(*lines: Line) -> str:
    """What the training row shows for these lines."""
    return shown(row(comparison_table(comparison(estimate("a/b", *lines))), "Training")[0])


def test_the_rows_stand_in_the_order_of_the_seed_table() -> None:
    assert labels(comparison_table(two_vendors())) == [
        "Edition", "Licence metric", "Number of licences", "Licences", "Training", "Installation", "Support",
        "First-year total", "Like for like", "Firm + estimated", "Per user and month", "Rank as published",
        "Rank like for like",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        (Range(Decimal(101), Decimal(102), Decimal(103)), "101 to 103"),
        (Range(Decimal(102), Decimal(102), Decimal(102)), None),
        (None, None),
    ],
)
def test_a_range_has_a_row_where_there_is_one(between: Range | None, expected: str | None) -> None:
    gapped = estimate("a/b", line("licence", "100"), line("training", Status.NOT_OFFERED))
    gapped = gapped._replace(totals=gapped.totals._replace(like_for_like=between))
    table = comparison_table(comparison(gapped, estimate("c/d", line("licence", "2"))))
    assert ("Range like for like" in labels(table)) is (expected is not None)
    if expected is not None:
        assert [shown(cell) for cell in row(table, "Range like for like")] == [expected, ""]


def test_a_gap_nobody_can_fill_is_unknown_beside_the_ranges_of_others() -> None:
    wide, unknown = (
        estimate(name, line("licence", "100"), line("training", Status.NOT_OFFERED)) for name in ("a/b", "c/d")
    )
    between = Range(Decimal(101), Decimal(102), Decimal(103))
    wide = wide._replace(totals=wide.totals._replace(like_for_like=between))
    unknown = unknown._replace(totals=unknown.totals._replace(like_for_like=None))
    table = comparison_table(comparison(wide, unknown))
    assert [shown(cell) for cell in row(table, "Range like for like")] == ["101 to 103", "unknown"]


def test_without_gaps_there_is_nothing_to_compare_like_for_like() -> None:
    complete = comparison(estimate("a/b", line("licence", "1")), estimate("c/d", line("licence", "2")))
    assert not [label for label in labels(comparison_table(complete)) if "like for like" in label.lower()]


def test_a_category_that_one_candidate_has_gets_a_row() -> None:
    table = comparison_table(comparison(estimate("a/b", line("licence", "1"), line("migration", "5"))))
    assert shown(row(table, "Data migration")[0]) == "5"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], "not listed"),
        ([line("training", Status.NOT_OFFERED)], "not offered"),
        ([line("training", Status.ON_REQUEST)], "on request"),
        ([line("training", Status.INCLUDED)], "included"),
        ([line("training", Status.INCLUDED), line("training", Status.ON_REQUEST)], "included + on request"),
        ([line("training", "12000"), line("training", Status.ON_REQUEST)], "12,000 + on request"),
        ([line("training", "12000"), line("training", Status.INCLUDED)], "12,000"),
        ([line("training", "12000"), line("training", "500")], "12,500"),
        ([line("training", "12000", basis=Basis.EXTRAPOLATED), line("training", "1")], "~12,001"),
        ([line("training", "0")], "0"),
    ],
)
def test_a_category_shows_its_sum_or_why_there_is_none(lines: list[Line], expected: str) -> None:
    assert category(*lines) == expected


def test_a_total_with_a_gap_is_marked_and_an_extrapolated_one_too() -> None:
    totals = row(comparison_table(two_vendors()), "First-year total")
    assert [shown(cell) for cell in totals] == ["100,000*", "~96,000"]


def test_ranks_say_who_is_not_ranked() -> None:
    table = comparison_table(two_vendors())
    assert [shown(cell) for cell in row(table, "Rank as published")] == ["not ranked", "1"]
    assert [shown(cell) for cell in row(table, "Rank like for like")] == ["2", "1"]


def test_candidates_that_cost_the_same_share_a_rank() -> None:
    level = [estimate(f"{name}/x", line("licence", amount)) for name, amount in (("a", "5"), ("b", "5"), ("c", "6"))]
    ranks = row(comparison_table(comparison(*level)), "Rank as published")
    assert [shown(cell) for cell in ranks] == ["1", "1", "3"]


def test_an_unsuitable_candidate_is_called_so() -> None:
    small = estimate("a/b", line("licence", "5"))._replace(suitable=False, unsuitable_because=(Message("too many"),))
    table = comparison_table(comparison(small))
    assert shown(row(table, "Rank as published")[0]) == "unsuitable"


def test_a_gap_nobody_can_fill_makes_the_like_for_like_total_unknown() -> None:
    alone = comparison(estimate("a/b", line("licence", "5"), line("training", Status.ON_REQUEST)))
    assert shown(row(comparison_table(alone), "Like for like")[0]) == "unknown"


def test_decimals_are_shown_everywhere_or_nowhere() -> None:
    table = comparison_table(comparison(estimate("a/b", line("licence", "5.5")), estimate("c/d", line("licence", "7"))))
    assert [shown(cell) for cell in row(table, "Licences")] == ["5.50", "7.00"]
    assert [shown(cell) for cell in row(table, "Number of licences")] == ["10", "10"]


def test_kopecks_of_an_amount_that_has_no_row_do_not_give_decimals_to_the_others() -> None:
    made = estimate("a/b", line("licence", "7")._replace(list_amount=Decimal("0.08")))
    taxed = made._replace(totals=made.totals._replace(tax=Decimal("1.40"), net=Decimal(7), gross=Decimal("8.40")))
    assert shown(row(comparison_table(comparison(taxed)), "First-year total")[0]) == "7"


def test_kopecks_of_a_single_year_give_decimals_to_all_amounts() -> None:
    halves = line("support", "5")._replace(by_year=(Decimal("2.5"), Decimal("2.5")))
    made = comparison(estimate("a/b", line("licence", "7"), halves))
    assert shown(row(comparison_table(made), "Licences")[0]) == "7.00"


def test_the_present_value_has_decimals_of_its_own() -> None:
    made = estimate("a/b", line("licence", "7"))
    made = made._replace(totals=made.totals._replace(npv=Decimal("6.25"), by_year=(Decimal(7), Decimal(0))))
    table = comparison_table(comparison(made)._replace(horizon_years=2, discount_rate=Decimal("0.12")))
    assert shown(row(table, "Present value at 12 %")[0]) == "6.25"
    assert shown(row(table, "Total over 2 years")[0]) == "7"


def test_a_long_horizon_has_its_own_total_and_a_present_value_only_if_all_have_one() -> None:
    made = (estimate(f"{name}/x", line("licence", "5")) for name in "ab")
    one, two = (each._replace(totals=each.totals._replace(by_year=(Decimal(5), Decimal(0)))) for each in made)
    years = comparison(one, two)._replace(horizon_years=2, discount_rate=Decimal("0.125"))
    worth = "Present value at 12.5 %"
    assert labels(comparison_table(years))[7:11] == ["First-year total", "Year 2", "Total over 2 years", worth]
    unknown = two._replace(totals=two.totals._replace(npv=None))
    partly = years._replace(estimates=(one, unknown))
    assert worth not in labels(comparison_table(partly))


def test_scenarios_stand_in_the_columns_of_the_table() -> None:
    one, two = (estimate(f"{name}/x", line("licence", "5")) for name in "ab")
    grown = estimate("b/x", line("licence", "9", basis=Basis.EXTRAPOLATED))
    scenario = Scenario("training", {"users": "25"}, 25, 25, 1, (grown,), rank([grown]))
    table = comparison_table(comparison(one, two, scenarios=(scenario,)))
    cells = row(table, "Scenario training: total")
    assert [shown(cell) for cell in cells] == ["not compared", "~9"]


def test_a_range_is_shown_where_a_gap_was_filled() -> None:
    gapped = estimate("a/b", line("training", Status.NOT_OFFERED), fill=Range(Decimal(1), Decimal(2), Decimal(3)))
    made: Comparison = comparison(gapped, estimate("rival/one", line("training", "2")))
    assert [shown(cell) for cell in row(comparison_table(made), "Range like for like")] == ["1 to 3", ""]


@pytest.mark.parametrize(
    ("firm", "estimated", "unknown", "expected"),
    [
        ("100933", "15800", 0, "100,933 + 15,800"),
        ("100933", "0", 2, "100,933 + 2 unknown"),
        ("0", "15800", 1, "0 + 15,800 + 1 unknown"),
        ("64700", "0", 0, "64,700"),
    ],
)
def test_a_total_is_shown_in_its_parts(firm: str, estimated: str, unknown: int, expected: str) -> None:
    made = estimate("a/b", line("licence", "1"))
    totals = made.totals._replace(firm=Decimal(firm), estimated=Decimal(estimated), unknown=unknown)
    table = comparison_table(comparison(made._replace(totals=totals)))
    assert shown(row(table, "Firm + estimated")[0]) == expected


def test_licences_of_the_last_year_are_shown_only_where_they_differ() -> None:
    made = estimate("a/b", line("licence", "1"))._replace(licences_by_year=(10, 13))
    grown = comparison(made._replace(totals=made.totals._replace(by_year=(Decimal(1), Decimal(0)))))
    table = comparison_table(grown._replace(horizon_years=2))
    assert shown(row(table, "Licences in year 2")[0]) == "13"
    assert "Licences in year 1" not in labels(comparison_table(comparison(made._replace(licences_by_year=(10,)))))
