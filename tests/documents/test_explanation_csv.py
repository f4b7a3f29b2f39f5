"""How a figure came about, as rows."""

import csv
from typing import Any

from crm_planner.documents.csv_cells import BYTE_ORDER_MARK
from crm_planner.documents.explanation_csv import explanation_csv

USERS = {"name": "users", "label": "=Users", "value": "10", "unit": "count"}
TREE = {
    "name": "a/b/total",
    "label": "Total",
    "value": "2000",
    "unit": "RUB",
    "formula": "First + Second",
    "missing": ["training", "deployment"],
    "sources": [],
    "parts": [USERS | {"sources": [{"file": "brief.yaml", "line": 5}, {"file": "more.yaml", "line": 6}]}],
}


def rows(tree: dict[str, Any]) -> list[dict[str, str]]:
    written = explanation_csv(tree)
    assert written.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(written.removeprefix(BYTE_ORDER_MARK).splitlines()))


def test_each_step_has_its_depth_and_a_row_for_each_place() -> None:
    found = [(row["depth"], row["name"], row["value"], row["source_file"], row["source_line"]) for row in rows(TREE)]
    assert found == [
        ("0", "a/b/total", "2000", "", ""),
        ("1", "users", "10", "brief.yaml", "5"),
        ("1", "users", "10", "more.yaml", "6"),
    ]


def test_a_total_names_what_it_leaves_out() -> None:
    assert [row["missing"] for row in rows(TREE)] == ["training deployment", "", ""]


def test_a_gap_has_no_value_and_is_not_nought() -> None:
    (row,) = rows({"name": "a/b.training", "label": "Training", "value": None, "status": "not_offered"})
    assert (row["value"], row["status"]) == ("", "not_offered")


def test_a_step_told_before_is_marked() -> None:
    (row,) = rows(USERS | {"repeated": True})
    assert row["repeated"] == "true"


def test_a_label_is_no_formula_of_a_spreadsheet() -> None:
    assert rows(USERS)[0]["label"] == "'=Users"
