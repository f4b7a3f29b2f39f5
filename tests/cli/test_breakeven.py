"""`breakeven` on the command line: its range, formats, scenarios, wrong input."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.run import ran

Capture = pytest.CaptureFixture[bytes]
FIRM = "examples/firm-of-25.yaml"


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    monkeypatch.chdir(root)


@pytest.mark.parametrize("written", ["5", "5..", "..5", "5..5", "9..2", "0..4", "1..100001", "1...4", "a..b", "1..٥"])
def test_what_is_no_range_is_wrong_usage(written: str, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "breakeven", FIRM, "--users", written)
    assert (ended.status, ended.out) == (2, "")
    assert "--users" in ended.err


def test_json_carries_ranges_flips_concessions_and_scenarios(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "breakeven", FIRM, "--users", "1..60", "--format", "json")
    found = json.loads(ended.out)
    assert (ended.status, found["schema"]) == (0, "crm-planner/breakeven/1")
    users = found["stages"][0]
    assert (users["varies"], users["low"], users["high"], users["now"]) == ("users", "1", "60", "25")
    assert [one["name"] for one in found["scenarios"]] == ["growth", "long"]
    assert all(flip["before"]["value"] != flip["after"]["value"] for flip in found["flips"])
    assert {one["kind"] for one in found["concessions"]} == {"licence_discount", "free_training", "free_support_year"}


def test_csv_has_a_row_for_each_thing_found(capsysbinary: Capture) -> None:
    table = ran(capsysbinary, "breakeven", FIRM, "--format", "csv").out
    document = json.loads(ran(capsysbinary, "breakeven", FIRM, "--format", "json").out)
    rows = list(csv.DictReader(io.StringIO(table.lstrip("\ufeff"))))
    for kind, several in (("flip", "flips"), ("concession", "concessions"), ("cliff", "cliffs")):
        assert sum(row["row"] == kind for row in rows) == len(document[several])


def test_set_and_scenario_change_what_is_asked(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "breakeven", FIRM, "--scenario", "long", "--set", "users=8", "--format", "json")
    found = json.loads(ended.out)
    assert (found["users"], found["horizon_years"] > 1, found["scenarios"]) == (8, True, [])
    assert found["stages"][0]["high"] == "50"


def test_amounts_of_one_page_have_the_same_decimals(tmp_path: Path, capsysbinary: Capture) -> None:
    """The totals are whole; only a rate of support between two hundredths gives half a rouble."""
    items = (
        "      - {id: lic, category: licence, charge: once, price: {kind: flat, amount: 95000}, source: s}\n"
        "      - {id: sup, category: support, charge: yearly, price: {kind: percent, rate: 10, of: [lic]}, source: s}\n"
    )
    for name in ("north", "south"):
        tmp_path.joinpath(f"{name}.yaml").write_text(
            f"schema: crm-planner/catalog/1\nid: {name}\nvendor: A\nproduct: {name}\ncurrency: RUB\n"
            "tax: {treatment: exempt}\nsources: [{id: s, title: t, kind: article, retrieved: 2026-11-23, grade: S}]\n"
            f"editions:\n  - id: one\n    name: One\n    licence_metric: company\n    items:\n{items}",
            encoding="utf-8",
        )
    page = ran(capsysbinary, "breakeven", "examples/box-comparison.yaml", "--catalogs", str(tmp_path), "--set",
               "candidates=[north, south]").out  # fmt: skip
    assert "104,490.50  104,500.00" in page
    assert "104,490.5 " not in page


@pytest.mark.parametrize(("users", "said"), [("25", False), ("{total: 25, peak: 12}", True)])
def test_where_not_everybody_is_inside_at_once_the_page_says_that_their_share_is_kept(
    users: str, *, said: bool, capsysbinary: Capture
) -> None:
    page = ran(capsysbinary, "breakeven", FIRM, "--set", f"users={users}", "--users", "1..60").out
    assert ("the same kind of client: of 25 now, 12 are inside at once" in page) is said
