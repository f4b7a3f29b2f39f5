"""`catalog test` as it is run: statuses, formats, and what each of them says."""

import io
import json
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from crm_planner.cli import progress as bars
from crm_planner.lint.minimal import MINIMAL
from tests.cli.run import Ended, ran

Capture = pytest.CaptureFixture[bytes]

GUARDED = """\
checks:
  - {name: Two users, edition: standard, brief: {users: {total: 2, peak: 1}}, expect: {licence: 10000, tax: 1666.67}}
  - {name: One user in three years, edition: standard, brief: {users: 1, horizon_years: 3}, expect: {licence: 5000}}
  - name: A third off is rounded to whole roubles
    edition: standard
    brief: {users: 1, discounts: [{candidate: example, category: licence, percent: 33.33, reason: Agreed}]}
    expect: {licence: 3333}
"""
CASES = """\
schema: crm-planner/cases/1
catalog: example
cases:
  - {name: Ten users, edition: standard, brief: {users: 10}, expect: {licence: 50000, total: 50000}}
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with price lists, good and bad, and cases of the good one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lists" / "cases").mkdir(parents=True)
    (tmp_path / "lists" / "good.yaml").write_text(MINIMAL + GUARDED, encoding="utf-8")
    (tmp_path / "lists" / "cases" / "good.yaml").write_text(CASES, encoding="utf-8")
    (tmp_path / "bare.yaml").write_text(MINIMAL, encoding="utf-8")
    (tmp_path / "dear.yaml").write_text((MINIMAL + GUARDED).replace("amount: 5000", "amount: 5001"), encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text(MINIMAL.replace("RUB", "RBL"), encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("schema: [\n", encoding="utf-8")
    (tmp_path / "typing.yaml").write_text(CASES.replace("expect:", "expects:"), encoding="utf-8")
    return tmp_path


def tried(capture: Capture, *arguments: str) -> Ended:
    return ran(capture, "catalog", "test", "--as-of", "2026-11-23", *arguments)


@pytest.mark.parametrize(
    ("arguments", "status", "last"),
    [
        (("lists",), 0, "4 passed, 0 failed"),
        (("lists/good.yaml",), 0, "4 passed, 0 failed"),
        (("lists/cases",), 0, "1 passed, 0 failed"),
        (("lists", "--mutate"), 0, "5 changes: 5 noticed, 0 unguarded"),
        (("bare.yaml",), 0, "0 passed, 0 failed"),
        (("bare.yaml", "--mutate"), 1, "5 changes: 0 noticed, 5 unguarded"),
        (("dear.yaml",), 1, "0 passed, 3 failed"),
        (("wrong.yaml", "lists"), 1, "4 passed, 0 failed, 1 problem in the files"),
        (("broken.yaml",), 1, "0 passed, 0 failed, 1 problem in the files"),
        (("typing.yaml", "bare.yaml"), 1, "0 passed, 0 failed, 1 problem in the files"),
        (("missing.yaml", "lists"), 3, "4 passed, 0 failed, 1 problem in the files"),
        (("lists/cases/good.yaml", "bare.yaml"), 0, "1 passed, 0 failed"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
@pytest.mark.usefixtures("desk")
def test_a_run_ends_with_its_status_and_a_count(
    arguments: tuple[str, ...], status: int, last: str, capsysbinary: Capture
) -> None:
    ended = tried(capsysbinary, *arguments)
    assert (ended.status, ended.err, ended.out.splitlines()[-1]) == (status, "", last)


@pytest.mark.parametrize("arguments", [("--format", "sarif"), ("--as-of", "yesterday")], ids=" ".join)
@pytest.mark.usefixtures("desk")
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...], capsysbinary: Capture) -> None:
    assert tried(capsysbinary, "lists", *arguments).status == 2


@pytest.mark.usefixtures("desk")
def test_a_failure_is_one_line(capsysbinary: Capture) -> None:
    lines = tried(capsysbinary, "dear.yaml").out.splitlines()
    assert lines[0].startswith("dear.yaml:18:97: error[GOL001]: Two users: licence is 10,002, expected 10,000 (+2). ")
    assert len(lines) == 5


def test_without_a_path_the_catalogs_of_the_folder_are_tested(desk: Path, capsysbinary: Capture) -> None:
    assert tried(capsysbinary).out == "30 passed, 0 failed\n"
    (desk / "crm-planner.toml").write_text('catalogs = "lists"\n', encoding="utf-8")
    assert tried(capsysbinary).out == "4 passed, 0 failed\n"
    assert tried(capsysbinary, "--catalogs", "bare.yaml").out == "0 passed, 0 failed\n"


def test_cases_far_from_any_catalog_are_about_the_usual_ones(desk: Path, capsysbinary: Capture) -> None:
    text = CASES.replace("example", "regionsoft").replace("50000", "51700, support: included", 1)
    (desk / "mine.yaml").write_text(text.replace("total: 50000", "total: 64700"), encoding="utf-8")
    assert tried(capsysbinary, "mine.yaml").out == "1 passed, 0 failed\n"


@pytest.mark.usefixtures("desk")
def test_standard_input_may_hold_a_catalog(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (MINIMAL + GUARDED).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert tried(capsysbinary, "-").out == "3 passed, 0 failed\n"


@pytest.mark.usefixtures("desk")
def test_json_holds_every_case_and_every_unguarded_figure(capsysbinary: Capture) -> None:
    document = json.loads(tried(capsysbinary, "dear.yaml", "--mutate", "--format", "json").out)
    assert document["schema"] == "crm-planner/tested/1"
    assert (document["passed"], document["failed"], document["fails"]) == (0, 3, True)
    assert document["cases"][0]["name"] == "Two users"
    (finding,) = document["cases"][1]["findings"]
    assert (finding["code"], finding["line"]) == ("GOL001", 19)
    assert document["changes"]["tried"] == document["changes"]["unguarded"] == 5
    assert [one["code"] for one in document["changes"]["findings"]] == ["GOL102"]


@pytest.mark.usefixtures("desk")
def test_json_says_where_no_figures_were_changed(capsysbinary: Capture) -> None:
    assert json.loads(tried(capsysbinary, "lists", "--format", "json").out)["changes"] is None


@pytest.mark.usefixtures("desk")
def test_junit_has_a_test_for_each_case_and_one_for_the_guard(capsysbinary: Capture) -> None:
    ended = tried(capsysbinary, "lists", "dear.yaml", "wrong.yaml", "--mutate", "--format", "junit")
    root = ET.fromstring(ended.out)  # noqa: S314 - our own output
    counts = {suite.get("name"): (suite.get("tests"), suite.get("failures")) for suite in root}
    assert counts == {
        "lists/good.yaml": ("4", "0"),
        "dear.yaml": ("1", "1"),
        "wrong.yaml": ("1", "1"),
        "lists/cases/good.yaml": ("1", "0"),
    }
    assert (root.get("tests"), root.get("failures")) == ("7", "2")


@pytest.mark.usefixtures("desk")
def test_a_bar_is_drawn_on_a_terminal_after_a_second(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bars, "PATIENCE", -1.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert "Checking" in tried(capsysbinary, "lists", "--mutate").err
    assert tried(capsysbinary, "lists", "--mutate", "--quiet").err == ""
