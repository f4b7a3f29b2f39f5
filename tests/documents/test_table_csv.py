"""The comparison as CSV, for spreadsheets."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.compare.ranking import rank
from crm_planner.compare.table import Comparison, Scenario
from crm_planner.documents.csv_cells import csv_number, csv_text
from crm_planner.documents.table_csv import comparison_csv, estimate_csv
from tests.documents.made import comparison, estimate, line, speech, two_vendors


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def written(made: Comparison) -> list[dict[str, str]]:
    return rows(comparison_csv(made, speech("ru")))


def test_excel_is_told_the_encoding_and_lines_end_as_the_standard_says() -> None:
    text = comparison_csv(two_vendors(), speech())
    assert text.startswith("\ufeffscenario,row,candidate,")
    assert text.count("\r\n") == text.count("\n") == len(rows(text)) + 1


def test_each_line_and_each_total_has_a_row() -> None:
    found = [(row["candidate"], row["row"], row["id"]) for row in written(two_vendors())]
    assert ("north/basic", "line", "training") in found
    assert ("north/basic", "total", "first_year") in found
    assert ("rival/one", "total", "like_for_like_likely") in found


def test_numbers_are_plain_in_every_language_and_heads_are_english() -> None:
    licence = written(two_vendors())[0]
    assert (licence["amount"], licence["year_1"], licence["currency"]) == ("100000.00", "100000.00", "RUB")
    assert (licence["source_file"], licence["source_line"]) == ("vendor.yaml", "17")


def test_a_gap_has_a_state_and_no_amount() -> None:
    gap = next(row for row in written(two_vendors()) if row["id"] == "training")
    assert (gap["status"], gap["amount"], gap["year_1"], gap["complete"]) == ("not_offered", "", "", "false")


def test_lines_of_a_candidate_add_up_to_its_total() -> None:
    own = [row for row in written(two_vendors()) if row["candidate"] == "rival/one"]
    lines = sum(Decimal(row["amount"]) for row in own if row["row"] == "line")
    assert lines == next(Decimal(row["amount"]) for row in own if row["id"] == "horizon")


def test_scenarios_are_told_apart_by_a_column() -> None:
    grown = estimate("a/b", line("licence", "9"))
    scenario = Scenario("growth", {}, 25, 25, 3, (grown,), rank([grown]))
    found = written(comparison(estimate("a/b", line("licence", "5")), scenarios=(scenario,)))
    assert {row["scenario"] for row in found} == {"", "growth"}
    assert "year_3" in found[0]


def test_an_estimate_is_one_candidate() -> None:
    made = two_vendors()
    found = rows(estimate_csv(made, made.estimates[1], speech()))
    assert {row["candidate"] for row in found} == {"rival/one"}


@given(text=st.text(max_size=30))
def test_no_text_begins_as_a_formula_and_none_is_lost(text: str) -> None:
    shown = csv_text(text)
    assert not shown.startswith(tuple("=+-@\t\r\0|＝＋－＠｜"))
    assert shown.removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize(
    ("number", "shown"), [(None, ""), (Decimal("1E+3"), "1000"), (Decimal("0.10"), "0.10"), (7, "7")]
)
def test_numbers_are_written_out(number: Decimal | int | None, shown: str) -> None:
    assert csv_number(number) == shown
