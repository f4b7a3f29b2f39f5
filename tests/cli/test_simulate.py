"""`simulate` and `--range` on the command line: options, formats, repeatability, wrong input, what they load."""

import csv
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import ran

Capture = pytest.CaptureFixture[bytes]
DESK = "examples/order-desk.yaml"
BOX = "examples/box-comparison.yaml"
FEW = ("--draws", "2000")


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    monkeypatch.chdir(root)


def document(capture: Capture, *options: str, brief: str = DESK) -> dict[str, Any]:
    ended = ran(capture, "simulate", brief, *FEW, *options, "--format", "json")
    assert ended.status == 0, ended.err
    found: dict[str, Any] = json.loads(ended.out)
    return found


@pytest.mark.parametrize(
    ("option", "written"),
    [
        ("--draws", "99"),
        ("--draws", "10000001"),
        ("--draws", "1e6"),
        ("--draws", "٥٠٠"),
        ("--seed", "-1"),
        ("--seed", "x"),
        ("--rho", "1.1"),
        ("--rho", "30%"),
        ("--distribution", "normal"),
    ],
)
def test_an_option_that_means_nothing_is_wrong_usage(option: str, written: str, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "simulate", DESK, f"{option}={written}")
    assert (ended.status, ended.out) == (2, "")
    assert option in ended.err


def test_a_budget_that_is_no_amount_is_refused_as_in_a_brief(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "simulate", DESK, "--budget", "1,5")
    assert (ended.status, ended.out) == (1, "")
    assert "budget" in ended.err


def test_json_names_everything_needed_to_repeat_it_and_its_percentiles_ascend(capsysbinary: Capture) -> None:
    found = document(capsysbinary, "--seed", "7", "--budget", "1800000")
    assert (found["schema"], found["draws"], found["seed"]) == ("crm-planner/simulation/1", 2000, 7)
    assert found["versions"]["numpy"]
    assert found["assumptions"]["distribution"] == "pert"
    assert found["budget"] == "1800000.00"
    for one in found["candidates"]:
        marks = [Decimal(one["percentiles"][name]) for name in ("p10", "p50", "p80", "p90")]
        assert marks == sorted(marks)
        assert Decimal(one["contingency"]) == marks[2] - Decimal(one["base"])
        assert 0 <= Decimal(one["within_budget"]) <= 1
        assert sum(one["histogram"]["counts"]) == 2000
        assert one["accuracy"]["class"] == 5
        assert [each["draws"] for each in one["convergence"]] == [250, 500, 1000, 2000]
    assert sum(Decimal(one["cheapest"]) for one in found["candidates"]) == 1


def test_options_change_what_is_drawn(capsysbinary: Capture) -> None:
    usual = document(capsysbinary, brief=BOX)
    for options in (("--no-tail",), ("--distribution", "triangular"), ("--rho", "0"), ("--seed", "2")):
        changed = document(capsysbinary, *options, brief=BOX)
        assert changed["candidates"][0]["percentiles"] != usual["candidates"][0]["percentiles"], options
    assert document(capsysbinary, brief=BOX) == usual
    assert document(capsysbinary, "--no-tail", brief=BOX)["assumptions"]["tail"] is None


def test_csv_has_a_row_for_every_total_driver_and_mitigation(capsysbinary: Capture) -> None:
    table = ran(capsysbinary, "simulate", DESK, *FEW, "--format", "csv").out
    found = document(capsysbinary)
    rows = list(csv.DictReader(io.StringIO(table.lstrip("\ufeff"))))
    for kind, several in (("driver", "drivers"), ("mitigation", "mitigations")):
        assert sum(row["row"] == kind for row in rows) == sum(len(one[several]) for one in found["candidates"])
    totals = {row["candidate"]: row["p80"] for row in rows if row["row"] == "total"}
    assert totals == {one["id"]: one["percentiles"]["p80"] for one in found["candidates"]}


def test_the_chart_is_a_vega_lite_specification_whose_bars_are_all_draws(capsysbinary: Capture) -> None:
    chart = json.loads(ran(capsysbinary, "simulate", DESK, *FEW, "--format", "vega").out)
    assert "vega-lite" in chart["$schema"]
    shares: dict[str, float] = {}
    for value in chart["data"]["values"]:
        shares[value["candidate"]] = shares.get(value["candidate"], 0) + value.get("share", 0)
    assert len(shares) == 3
    assert all(share == pytest.approx(1) for share in shares.values())


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_a_page_shows_percentiles_drivers_and_mitigations(form: str, language: str, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "simulate", DESK, *FEW, "--format", form, "--lang", language)
    assert ended.status == 0
    shown = ended.out.replace("\\", "")
    assert [word for word in ("P10", "P50", "P80", "P90", "JT-06", "JT-06.m1") if word not in shown] == []


def test_the_lines_of_the_intervals_are_at_most_80_wide(capsysbinary: Capture) -> None:
    shown = ran(capsysbinary, "simulate", DESK, *FEW).out
    drawn = [line for line in shown.splitlines() if line.startswith("  [")]
    assert len(drawn) == 3
    assert all(len(line) <= 80 and "=" in line and "|" in line for line in drawn)


@pytest.mark.parametrize(
    "command", [("compare", BOX), ("estimate", BOX, "regionsoft"), ("decide", BOX)], ids=lambda one: one[0]
)
def test_range_adds_base_p50_and_p80_as_simulate_has_them(command: tuple[str, ...], capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, *command, "--range", "--format", "json")
    ranges = json.loads(ended.out)["ranges"]
    full = json.loads(ran(capsysbinary, "simulate", BOX, "--format", "json").out)
    for one in full["candidates"]:
        if one["id"] in ranges:
            here = ranges[one["id"]]
            assert (here["base"], here["p50"], here["p80"]) == (
                one["base"],
                one["percentiles"]["p50"],
                one["percentiles"]["p80"],
            )
            moves = [Decimal(each["p80_falls_by"]) for each in one["drivers"] if each["p80_falls_by"]]
            assert Decimal(here["moves_p80_most"]["p80_falls_by"]) == max(moves)
    assert "regionsoft/standard" in ranges
    assert "ranges" not in json.loads(ran(capsysbinary, *command, "--format", "json").out)


@pytest.mark.parametrize("command", [("compare", BOX), ("estimate", BOX, "regionsoft")], ids=lambda one: one[0])
def test_range_is_refused_where_there_is_no_place_for_it(command: tuple[str, ...], capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, *command, "--range", "--format", "csv")
    assert (ended.status, ended.out) == (2, "")
    assert "simulate --format csv" in ended.err


def test_range_adds_a_table_to_the_page(capsysbinary: Capture) -> None:
    shown = ran(capsysbinary, "compare", BOX, "--range").out
    assert "Moves P80 most" in shown
    assert "Moves P80 most" not in ran(capsysbinary, "compare", BOX).out


def test_without_numpy_one_line_says_how_to_install_it(tmp_path: Path, root: Path) -> None:
    (tmp_path / "numpy.py").write_text("raise ImportError", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "crm_planner", "simulate", DESK],
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert "crm-planner[analysis]" in done.stderr
    assert "Traceback" not in done.stderr
